"""Sentences with their names replaced by slots, so that a rule can be read: "⟨g1⟩ organized the ⟨a2⟩ in ⟨c3⟩".

Lists of actors become one slot ("the OAS, the ITU and Chile" is ⟨g1⟩), and people who come from somewhere become
another ("officials from Peru and Chile" is ⟨r2⟩), so that rules need not know how lists are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from .counts import Money
from .dates import When
from .document import Document, Mention, Sentence
from .entities import Entity
from .language import Language
from .model import Span

SLOT = re.compile(r"⟨([a-z])(\d+)⟩")
_LONGEST = 3000  # characters of a sentence that rules look at; no sentence that a person wrote is longer


@dataclass(slots=True)
class Slot:
    """What a slot stands for."""

    kind: str
    span: Span
    mentions: list[Mention] = field(default_factory=list)
    when: When | None = None
    money: Money | None = None

    @property
    def entities(self) -> list[Entity]:
        """The entities of a slot, each once."""
        found: list[Entity] = []
        for mention in self.mentions:
            for entity in (mention.entity, *mention.more):
                if entity is not None and entity not in found:
                    found.append(entity)
        return found


@dataclass(slots=True)
class Mask:
    """A masked sentence."""

    text: str
    slots: list[Slot]

    def slot(self, written: str) -> Slot:
        """The slot that "⟨g1⟩" stands for."""
        match = SLOT.fullmatch(written)
        assert match is not None  # rules only capture slots
        return self.slots[int(match[2])]

    def within(self, start: int, end: int) -> Span:
        """The canonical text's span from the first to the last character of a stretch of the mask."""
        return Span(self._original(start), self._original(end, last=True))

    origins: list[tuple[int, int, int]] = field(
        default_factory=list
    )  # mask start, original start, original end

    def _original(self, at: int, last: bool = False) -> int:
        """The original offset of a mask offset."""
        previous = self.origins[0]
        for origin in self.origins:
            if origin[0] > at or (last and origin[0] >= at):
                break
            previous = origin
        start, original, end = previous
        return end if last and self.text[start : start + 1] == "⟨" else min(original + (at - start), end)


@dataclass(frozen=True, slots=True)
class _Lists:
    """One language's ways to write lists."""

    series: re.Pattern[str]
    people: re.Pattern[str]
    governments: frozenset[str]


@cache
def _lists(language: Language) -> _Lists:
    data = language.table("relations")
    words = data["lists"]
    articles = "|".join(
        sorted((re.escape(a) for a in language.table("names")["articles"]), key=len, reverse=True)
    )
    item = "⟨[ospu]\\d+⟩"
    the = f"(?:(?:{articles}) )?"
    lead = f"(?:(?:{words['lead']}) )?{the}"
    final = f"(?:{words['and']}) {lead}{item}"
    more = f"(?:{words['more']} {lead}{item})*"
    series = (
        rf"{item}(?:(?:,|;) {the}{item})*{final}(?: (?:{words['bare']}) {lead}{item})*{more}"
        rf"|{item}(?:(?:,|;) {the}{item}){{2,}}|{item}(?:, {the}{item})+{words['open']}"
    )
    people = rf"(?<!\w)(?:(?!(?:{words['not']})\b)[\w'’-]+ ){{0,2}}{words['people']}(?:,? [\w'’-]+){{0,3}}?{words['of']} (?:(?:{articles}) )?(?P<list>⟨[gosu]\d+⟩)"
    return _Lists(re.compile(series), re.compile(people), frozenset(data["governments"]["words"]))


def mask(document: Document, sentence: Sentence) -> Mask:
    """Masks a sentence: names, dates and speech become slots, then lists and groups of people."""
    text = document.text
    lists = _lists(document.lexicon.language)
    slots: list[Slot] = []
    pieces: list[tuple[str, int, int]] = []

    def put(slot: Slot) -> None:
        pieces.append((f"⟨{slot.kind}{len(slots)}⟩", slot.span.start, slot.span.end))
        slots.append(slot)

    tokens = sentence.tokens
    i, at = 0, sentence.span.start
    by_first = {m.first: m for m in sentence.mentions}
    while i < len(tokens) and tokens[i].start - sentence.span.start < _LONGEST:
        token = tokens[i]
        mention = by_first.get(i)
        when = next((w for w in sentence.whens if w.start <= token.start < w.end), None)
        money = next((m for m in sentence.sums if m.span.start <= token.start < m.span.end), None)
        speech = next((s for s in sentence.speech if s.start <= token.start < s.end), None)
        demonym = document.lexicon.demonyms.get(token.fold) if token.capital else None
        end = i + 1
        slot: Slot | None = None
        if mention is not None and mention.kind in "acopsiu":
            end = mention.last
            slot = Slot(mention.kind, sentence.offsets(i, end), [mention])
        elif when is not None and when.start >= at:
            slot = Slot("d", Span(when.start, when.end), when=when)
            while end < len(tokens) and tokens[end].start < when.end:
                end += 1
        elif money is not None and money.span.start >= at:
            slot = Slot("m", money.span, money=money)
            while end < len(tokens) and tokens[end].start < money.span.end:
                end += 1
        elif speech is not None:
            while end < len(tokens) and tokens[end].start < speech.end:
                end += 1
            slot = Slot("q", sentence.offsets(i, end))
        elif demonym is not None and end < len(tokens) and tokens[end].fold in lists.governments:
            entity = document.book._by_thing.get(demonym.iri) or Entity("cc:State", thing=demonym)
            end += 1
            slot = Slot("s", sentence.offsets(i, end), [Mention("s", i, end, entity)])
        if slot is None:
            i += 1
            continue
        if slot.span.start > at:
            pieces.append((text[at : slot.span.start], at, slot.span.start))
        put(slot)
        at = max(at, slot.span.end)
        i = end
    stop = min(sentence.span.end, sentence.span.start + _LONGEST)
    if stop > at:
        pieces.append((text[at:stop], at, stop))
    masked = _joined(pieces, slots)
    _collapse(masked, lists.series, "g", None)
    _collapse(masked, lists.people, "r", "list")
    return masked


def _joined(pieces: list[tuple[str, int, int]], slots: list[Slot]) -> Mask:
    written: list[str] = []
    origins: list[tuple[int, int, int]] = []
    length = 0
    for piece, start, end in pieces:
        origins.append((length, start, end))
        piece = piece.replace("\n", " ")
        written.append(piece)
        length += len(piece)
    return Mask("".join(written), slots, origins or [(0, 0, 0)])


def _collapse(masked: Mask, pattern: re.Pattern[str], kind: str, group: str | None) -> None:
    """Replaces each match by one slot that holds the mentions of all slots in it."""
    matches = list(pattern.finditer(masked.text))
    if not matches:
        return
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for match in matches:
        pieces += _between(masked, at, match.start())
        inner = match[group] if group else match.group()
        mentions = [m for s in SLOT.finditer(inner) for m in masked.slots[int(s[2])].mentions]
        span = masked.within(match.start(), match.end())
        masked.slots.append(Slot(kind, span, mentions))
        pieces.append((f"⟨{kind}{len(masked.slots) - 1}⟩", span.start, span.end))
        at = match.end()
    pieces += _between(masked, at, len(masked.text))
    joined = _joined(pieces, masked.slots)
    masked.text, masked.origins = joined.text, joined.origins


def _between(masked: Mask, start: int, end: int) -> list[tuple[str, int, int]]:
    """The pieces of a stretch that stays as it is."""
    found: list[tuple[str, int, int]] = []
    origins = [*masked.origins, (len(masked.text), 0, 0)]
    for (begin, original, original_end), (finish, _, _) in zip(origins, origins[1:], strict=False):
        a, b = max(begin, start), min(finish, end)
        if a < b:
            slot = masked.text[begin : begin + 1] == "⟨"
            found.append(
                (
                    masked.text[a:b],
                    original if slot else original + a - begin,
                    original_end if slot else original + b - begin,
                )
            )
    return found
