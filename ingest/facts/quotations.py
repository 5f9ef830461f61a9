"""Who said what: quoted words, and what is reported as said, with the speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..base.model import Span
from ..names.document import Document, Sentence
from ..names.entities import Entity
from ..people.register import PERSON
from ..text.language import Language
from .masks import SLOT, Mask

_WORD = re.compile(r"\w+")
_AHEAD = 20  # sentences of one quotation, after which nobody looks for its speaker
_HOLDERS = 20  # persons; more cannot be told apart by an office


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words: `spoken` are the parts of the text, `passage` the sentence that says whose."""

    speaker: Entity
    spoken: tuple[Span, ...]
    passage: Span
    direct: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Speech:
    speakers: tuple[re.Pattern[str], ...]
    pronouns: tuple[re.Pattern[str], ...]
    offices: tuple[re.Pattern[str], ...]
    attribution: re.Pattern[str]
    subject: re.Pattern[str]
    named: re.Pattern[str]  # whether anyone is named at all


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks in a sentence, where its mask says so, and how that is known."""

    speaker: Entity
    at: int
    rule: str


@cache
def _speech(language: Language) -> _Speech:
    data = language.table("speech")
    person = r"(?P<p>⟨[pg]\d+⟩)"
    # "At the request of N, explained M": a verb right before a person is that person's
    said = rf"(?:{_either([*data['verbs'], *data['reporting']])})\b"
    # the slot first, so that the words before it are looked at in few places
    subject = "(?=⟨[pg])" + "".join(rf"(?<!\b{word} )" for word in data["not_subject"]) + person
    slots = {
        "p": person,
        "subj": subject,
        "said": said,
        "v": rf"(?:{said}(?!,? ⟨p)|(?:{_either([*data['addressing'], *data['phrases']])})\b)",
        "adv": f"(?:{_either(data['adverbs'])})",
        "office": f"(?P<office>(?i:{_either(map(re.escape, language.table('offices')['heads']))}))",
    }

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{([a-z]+)\}", lambda m: slots[m[1]], pattern))

    return _Speech(
        speakers=tuple(map(compiled, data["patterns"])),
        pronouns=tuple(map(compiled, data["pronouns"])),
        offices=tuple(map(compiled, data["offices"])),
        attribution=compiled(data["attribution"]),
        subject=re.compile(subject),
        named=re.compile(person),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def quotations(document: Document, masks: dict[int, Mask]) -> list[Quotation]:
    """All quotations of a release, in the order of the text."""
    return list(_Listener(document, masks).quotations())


class _Listener:
    """Goes through one document and knows who was last spoken of."""

    def __init__(self, document: Document, masks: dict[int, Mask]) -> None:
        self.doc = document
        self.masks = masks
        self.speech = _speech(document.lexicon.language)
        self.last: Entity | None = None
        self.last_paragraph = -1
        self.named: dict[str, set[Entity]] = {}  # persons by the words of their names and offices so far

    def quotations(self) -> Iterator[Quotation]:
        for i, sentence in enumerate(self.doc.body):
            masked, spoken = self.masks[sentence.index], _spoken(self.doc, sentence)
            self._remember(masked)
            voices, passage = self._voices(masked), sentence.span
            if not voices and spoken and _only_speech(masked):
                voices, passage = self._around(i)
            for voice, parts in _shared(voices, spoken, masked):
                told = parts or (sentence.span,)
                yield Quotation(voice.speaker, told, passage, bool(parts), voice.rule)
            person = voices[-1].speaker if voices else _first_person(masked)
            if person is not None:
                self.last, self.last_paragraph = person, sentence.paragraph

    def _remember(self, masked: Mask) -> None:
        for slot in masked.slots:
            if slot.kind == "p" and slot.entities:
                for word in _WORD.findall(slot.span.of(self.doc.text).casefold()):
                    self.named.setdefault(word, set()).add(slot.entities[0])

    def _voices(self, masked: Mask) -> list[_Voice]:
        """All who speak in a sentence, each once, in the order of the text."""
        found = [
            _Voice(person, match.start("p"), "speech/verb")
            for pattern in (self.speech.speakers if self.speech.named.search(masked.text) else ())
            for match in pattern.finditer(masked.text)
            for person in _persons(masked, match["p"])
        ]
        if not found:
            found = [*self._pronouns(masked), *self._offices(masked)]
        first: dict[Entity, _Voice] = {}
        for voice in sorted(found, key=lambda voice: voice.at):
            first.setdefault(voice.speaker, voice)
        return list(first.values())

    def _pronouns(self, masked: Mask) -> Iterator[_Voice]:
        """ "She added": the person whom the sentence has named before, else the one last spoken of."""
        for pattern in self.speech.pronouns:
            if match := pattern.search(masked.text):
                named = self.speech.subject.finditer(masked.text, 0, match.start())
                before = (person for subject in named for person in _persons(masked, subject["p"]))
                speaker = next(before, None) or _only_person(masked, match.start()) or self.last
                if speaker is not None:
                    yield _Voice(speaker, match.start(), "speech/pronoun")
                    return

    def _offices(self, masked: Mask) -> Iterator[_Voice]:
        """ "The Minister said": the only person named so far as one, else the last spoken of, if one."""
        for pattern in self.speech.offices:
            for match in pattern.finditer(masked.text):
                words = _WORD.findall(match["office"].casefold())
                called = sorted((self.named.get(word, set()) for word in words), key=len)
                if self.last is not None and all(self.last in persons for persons in called):
                    yield _Voice(self.last, match.start(), "speech/office")
                elif len(called[0]) <= _HOLDERS:
                    holders = called[0].intersection(*called[1:])
                    if len(holders) == 1:
                        yield _Voice(holders.pop(), match.start(), "speech/office")

    def _around(self, i: int) -> tuple[list[_Voice], Span]:
        """Who speaks where a sentence is nothing but speech, and the passage that says so."""
        here = self.doc.body[i]
        for sentence in self.doc.body[i + 1 : i + 1 + _AHEAD]:
            masked = self.masks[sentence.index]
            if sentence.paragraph == here.paragraph and _only_speech(masked):
                continue
            match = self.speech.attribution.search(masked.text)
            if match and sentence.paragraph - here.paragraph <= 1:
                named = [_Voice(one, 0, "speech/attribution") for one in _persons(masked, match["p"])]
                return named[:1], sentence.span
            goes_on = bool(sentence.speech) and sentence.speech[0].start < here.span.end
            if goes_on and (voices := self._voices(masked)):
                return voices[:1], sentence.span
            break
        if self.last is not None and here.paragraph - self.last_paragraph <= 1:
            return [_Voice(self.last, 0, "speech/continued")], here.span
        return [], here.span


def _shared(
    voices: list[_Voice], spoken: list[Span], masked: Mask
) -> Iterator[tuple[_Voice, tuple[Span, ...]]]:
    """The quoted parts of a sentence, each given to the voice that is nearest."""
    parts: dict[int, list[Span]] = {n: [] for n in range(len(voices))}
    places = [masked.within(voice.at, voice.at + 1).start for voice in voices]
    for span in spoken if voices else ():
        parts[min(parts, key=lambda n: abs(places[n] - span.start))].append(span)
    for n, voice in enumerate(voices):
        yield voice, tuple(parts[n])


def _persons(masked: Mask, slot: str) -> list[Entity]:
    """The persons of a slot: one, or those of a list."""
    return [entity for entity in masked.slot(slot).entities if entity.cls == PERSON]


def _first_person(masked: Mask) -> Entity | None:
    """The first person of a sentence: whom "he" or "she" then means."""
    for slot in SLOT.finditer(masked.text):
        if persons := _persons(masked, slot[0]):
            return persons[0]
    return None


def _only_person(masked: Mask, end: int) -> Entity | None:
    """The person whom a sentence names before an offset, if just one: "no surprise to N: most, she said"."""
    found = {one for slot in SLOT.finditer(masked.text, 0, end) for one in _persons(masked, slot[0])}
    return found.pop() if len(found) == 1 else None


def _spoken(document: Document, sentence: Sentence) -> list[Span]:
    """The quoted parts of a sentence, without their marks."""
    found = []
    for span in sentence.speech:
        start, end = max(span.start, sentence.span.start), min(span.end, sentence.span.end)
        inner = document.text[start:end]
        strip = len(inner) - len(inner.lstrip('“"«„ ”'))
        tail = len(inner) - len(inner.rstrip('”"» ,“'))
        if end - tail > start + strip:
            found.append(Span(start + strip, end - tail))
    return found


def _only_speech(masked: Mask) -> bool:
    rest = SLOT.sub(lambda m: "" if m[1] == "q" else "x", masked.text)
    return not re.search(r"\w", rest)
