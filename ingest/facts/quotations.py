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
from ..text.choices import either
from ..text.language import Language
from .utterances import Line, line

_WORD = re.compile(r"\w+")
_AHEAD = 20  # sentences of one quotation, after which nobody looks for its speaker
_HOLDERS = 20  # persons; more cannot be told apart by an office
_MARKS = "“”\"«»„‘’'` "


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
    """How one language shows who speaks."""

    speakers: tuple[re.Pattern[str], ...]
    bodies: tuple[re.Pattern[str], ...]
    pronouns: tuple[re.Pattern[str], ...]
    offices: tuple[re.Pattern[str], ...]
    latter: tuple[re.Pattern[str], ...]  # "this last one said"
    attribution: re.Pattern[str]
    subject: re.Pattern[str]
    several: re.Pattern[str]  # persons in a row


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks in a sentence, where its line says so, and how that is known."""

    speaker: Entity
    at: int
    rule: str


@cache
def _speech(language: Language) -> _Speech:
    data = language.table("speech")
    slots = _slots(language)

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(_filled(pattern, slots))

    both = "|".join(map(re.escape, language.table("names")["and"]))
    return _Speech(
        speakers=tuple(map(compiled, data["patterns"])),
        bodies=tuple(map(compiled, data["bodies"])),
        pronouns=tuple(map(compiled, data["pronouns"])),
        offices=tuple(map(compiled, data["offices"])),
        latter=tuple(map(compiled, data["latter"])),
        attribution=compiled(data["attribution"]),
        subject=re.compile(slots["subj"]),
        several=re.compile(rf"⟨p\d+⟩(?:, ⟨p\d+⟩)*,? (?:{both}) ⟨p\d+⟩"),
    )


def _slots(language: Language) -> dict[str, str]:
    """What the names in braces stand for."""
    data = language.table("speech")
    slots = {key: _either(words) for key, words in data["lists"].items()}
    person = r"(?P<p>⟨[pg]\d+⟩)"
    # "At the request of N, explained M": a verb right before a person is that person's
    said = _either((*data["verbs"], *data["reporting"]))
    phrases = _filled("|".join(data["phrases"]), slots)
    told, acts = _either(data["addressing"]), _either(data["acts"])
    lists = data["lists"]
    content = rf"(?=[^.;]{{0,160}}?(?:\b{_either(lists['content'])}\b|⟨q|[“\"‘«:]))"
    not_subject = "".join(rf"(?<!\b{word} ⟨)" for word in data["not_subject"]) + "[pg]"
    adverb = rf"(?:{_either(data['adverbs'])}|(?:{_either(lists['dated'])} )?⟨d\d+⟩)"
    return slots | {
        "p": person,
        # the mark of a slot first, so that the words before it are looked at in few places
        "subj": rf"(?P<p>⟨(?=[pg]){not_subject}\d+⟩)",
        "o": r"(?P<o>⟨[os]\d+⟩)",
        "q": r"⟨q\d+⟩",
        "gap": r"[^⟨⟩.;]|⟨[^pq]\d+⟩",
        "said": said,
        "v": rf"(?:(?:{said}(?!,? ⟨p)|{phrases}|{told})\b|{acts}\b{content})",
        "any": rf"(?:{said}|{phrases}|{told}|{acts})\b",
        "adv": adverb,
        "acts": acts,
        "told": told,
        "does": rf"(?:{adverb},? )?(?:{_either(lists['auxiliaries'])} )?(?:{adverb},? )?",
        "office": f"(?P<office>(?i:{_either(language.table('offices')['heads'])}))",
    }


def _filled(pattern: str, slots: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda m: slots[m[1]], pattern)


def _either(words: Iterable[str]) -> str:
    return f"(?:{either(words)})"


def quotations(document: Document) -> list[Quotation]:
    """All quotations of a release, in the order of the text."""
    return list(_Listener(document).quotations())


class _Listener:
    """Goes through one document and knows who was last spoken of."""

    def __init__(self, document: Document) -> None:
        self.doc = document
        self.speech = _speech(document.lexicon.language)
        self.lines: dict[int, Line] = {}
        self.last: Entity | None = None
        self.latest: Entity | None = None  # the person named last of all
        self.last_paragraph = -1
        self.named: dict[str, set[Entity]] = {}  # persons by the words of their names and offices so far

    def quotations(self) -> Iterator[Quotation]:
        for i, sentence in enumerate(self.doc.body):
            if not (self.named or self.last or sentence.quoted or _names_person(sentence)):
                continue  # nobody has been named who might speak
            read, spoken = self._line(sentence), _spoken(self.doc, sentence)
            self._remember(read)
            voices, passage = self._voices(read), sentence.span
            if not voices and spoken and _only_speech(read):
                voices, passage = self._around(i)
            for voice, parts in _shared(voices, spoken, read):
                told = parts or (sentence.span,)
                yield Quotation(voice.speaker, told, passage, bool(parts), voice.rule)
            if not voices and sentence.speech:
                yield from self._bodies(read, spoken, sentence)
            person = voices[-1].speaker if voices else _first_person(read)
            if person is not None:
                self.last, self.last_paragraph = person, sentence.paragraph
            self.latest = next(
                (p for slot in reversed(list(read.found())) for p in slot.persons[-1:]), self.latest
            )

    def _line(self, sentence: Sentence) -> Line:
        if sentence.index not in self.lines:
            self.lines[sentence.index] = line(self.doc, sentence, self.speech.several)
        return self.lines[sentence.index]

    def _remember(self, read: Line) -> None:
        for slot in read.slots:
            if slot.kind == "p" and slot.entities:
                for word in _WORD.findall(slot.span.of(self.doc.text).casefold()):
                    self.named.setdefault(word, set()).add(slot.entities[0])

    def _voices(self, read: Line) -> list[_Voice]:
        """All who speak in a sentence, each once, in the order of the text."""
        named = any(slot.persons for slot in read.slots)
        found = [
            _Voice(person, match.start("p"), "speech/verb")
            for pattern in (self.speech.speakers if named else ())
            for match in pattern.finditer(read.text)
            for person in read.slot(match["p"]).persons
        ]
        if not found:
            found = list(self._latter(read)) or [*self._pronouns(read), *self._offices(read)]
        first: dict[Entity, _Voice] = {}
        for voice in sorted(found, key=lambda voice: voice.at):
            first.setdefault(voice.speaker, voice)
        return list(first.values())

    def _bodies(self, read: Line, spoken: list[Span], sentence: Sentence) -> Iterator[Quotation]:
        """The body whose words a sentence quotes: '"...," the IDB said in a statement.'"""
        for pattern in self.speech.bodies:
            if match := pattern.search(read.text):
                for speaker in read.slot(match["o"]).entities[:1]:
                    yield Quotation(speaker, tuple(spoken), sentence.span, True, "speech/body")
                return

    def _latter(self, read: Line) -> Iterator[_Voice]:
        """ "The latter said": the person named last before."""
        for pattern in self.speech.latter:
            if match := pattern.search(read.text):
                before = [p for slot in read.found(match.start()) for p in slot.persons]
                if (speaker := before[-1] if before else self.latest) is not None:
                    yield _Voice(speaker, match.start(), "speech/pronoun")
                    return

    def _pronouns(self, read: Line) -> Iterator[_Voice]:
        """ "She added": the person whom the sentence has named before, else the one last spoken of."""
        for pattern in self.speech.pronouns if self.last is not None or _first_person(read) else ():
            if match := pattern.search(read.text):
                named = self.speech.subject.finditer(read.text, 0, match.start())
                before = (person for subject in named for person in read.slot(subject["p"]).persons)
                speaker = next(before, None) or _only_person(read, match.start()) or self.last
                if speaker is not None:
                    yield _Voice(speaker, match.start(), "speech/pronoun")
                    return

    def _offices(self, read: Line) -> Iterator[_Voice]:
        """ "The Minister said": the only person named so far as one, else the last spoken of, if one."""
        for pattern in self.speech.offices:
            for match in pattern.finditer(read.text):
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
            read = self._line(sentence)
            if sentence.paragraph == here.paragraph and _only_speech(read):
                continue
            match = self.speech.attribution.search(read.text)
            if match and sentence.paragraph - here.paragraph <= 1:
                named = [_Voice(one, 0, "speech/attribution") for one in read.slot(match["p"]).persons]
                return named[:1], sentence.span
            goes_on = bool(sentence.speech) and sentence.speech[0].start < here.span.end
            if goes_on and (voices := self._voices(read)):
                return voices[:1], sentence.span
            break
        if self.last is not None and here.paragraph - self.last_paragraph <= 1:
            return [_Voice(self.last, 0, "speech/continued")], here.span
        return [], here.span


def _shared(
    voices: list[_Voice], spoken: list[Span], read: Line
) -> Iterator[tuple[_Voice, tuple[Span, ...]]]:
    """The quoted parts of a sentence, each given to the voice that is nearest."""
    parts: dict[int, list[Span]] = {n: [] for n in range(len(voices))}
    places = [read.place(voice.at) for voice in voices]
    for span in spoken if voices else ():
        parts[min(parts, key=lambda n: abs(places[n] - span.start))].append(span)
    for n, voice in enumerate(voices):
        yield voice, tuple(parts[n])


def _names_person(sentence: Sentence) -> bool:
    """Whether a sentence mentions a person, alone or among others."""
    named = (entity for m in sentence.mentions for entity in (m.entity, *m.more))
    return any(entity is not None and entity.cls == PERSON for entity in named)


def _first_person(read: Line) -> Entity | None:
    """The first person of a sentence: whom "he" or "she" then means."""
    return next((person for slot in read.found() for person in slot.persons), None)


def _only_person(read: Line, end: int) -> Entity | None:
    """The person whom a sentence names before a place, if just one: "no surprise to N: most, she said"."""
    found = {person for slot in read.found(end) for person in slot.persons}
    return found.pop() if len(found) == 1 else None


def _spoken(document: Document, sentence: Sentence) -> list[Span]:
    """The quoted parts of a sentence, without their marks."""
    found = []
    for span in sentence.quoted:
        start, end = max(span.start, sentence.span.start), min(span.end, sentence.span.end)
        inner = document.text[start:end]
        strip = len(inner) - len(inner.lstrip(_MARKS))
        tail = len(inner) - len(inner.rstrip(_MARKS + ","))
        if end - tail > start + strip:
            found.append(Span(start + strip, end - tail))
    return found


def _only_speech(read: Line) -> bool:
    rest = re.sub(r"⟨(\w)\d+⟩", lambda m: "" if m[1] == "q" else "x", read.text)
    return not _WORD.search(rest)
