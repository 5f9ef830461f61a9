"""Who said what: quoted words, and what is reported as said, with the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .document import Document, Sentence
from .entities import Entity
from .language import Language
from .masks import SLOT, Mask
from .model import Span
from .persons import PERSON


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


@cache
def _speech(language: Language) -> _Speech:
    data = language.table("speech")
    verb = "(?:" + "|".join(sorted(data["verbs"], key=len, reverse=True)) + ")"
    adverb = "(?:" + "|".join(sorted(data["adverbs"], key=len, reverse=True)) + ")"
    slots = {"p": r"(?P<p>⟨p\d+⟩)", "v": verb, "adv": adverb}

    def compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(re.sub(r"\{(\w+)\}", lambda m: slots.get(m[1], m[0]), p)) for p in patterns)

    return _Speech(compiled(data["patterns"]), compiled(data["pronouns"]))


def quotations(document: Document, masks: dict[int, Mask]) -> list[Quotation]:
    """All quotations of a release, in the order of the text."""
    speech = _speech(document.lexicon.language)
    found: list[Quotation] = []
    last: Entity | None = None
    last_paragraph = -1
    for sentence in document.body:
        masked = masks[sentence.index]
        speaker, rule = _speaker(masked, speech.speakers), "speech/verb"
        if speaker is None and last is not None and any(p.search(masked.text) for p in speech.pronouns):
            speaker, rule = last, "speech/pronoun"
        spoken = _spoken(document, sentence)
        if (
            speaker is None
            and last is not None
            and spoken
            and _only_speech(masked)
            and sentence.paragraph - last_paragraph <= 1
        ):
            speaker, rule = last, "speech/continued"
        if speaker is not None:
            parts = tuple(spoken) or (sentence.span,)
            found.append(Quotation(speaker, parts, sentence.span, bool(spoken), rule))
        person = speaker or _subject(masked)
        if person is not None:
            last, last_paragraph = person, sentence.paragraph
    return found


def _speaker(masked: Mask, patterns: tuple[re.Pattern[str], ...]) -> Entity | None:
    for pattern in patterns:
        if match := pattern.search(masked.text):
            return masked.slot(match["p"]).entities[0]
    return None


def _subject(masked: Mask) -> Entity | None:
    """The first person of a sentence: whom "he" or "she" then means."""
    for slot in SLOT.finditer(masked.text):
        entities = masked.slots[int(slot[2])].entities
        person = next((e for e in entities if e.cls == PERSON), None)
        if person is not None:
            return person
    return None


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
