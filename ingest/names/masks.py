"""Sentences with slots for their names, so that a rule can be read: "⟨g1⟩ organized the ⟨a2⟩ in ⟨c3⟩".

Lists of actors become one slot ("the OAS, the ITU and Chile" is ⟨g1⟩), and people who come from somewhere
become another ("officials from Peru and Chile" is ⟨r2⟩), so that rules need not know how lists are written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate

from ..base.model import Span
from ..text.counts import Money
from ..text.dates import When
from ..text.language import Language
from ..text.triggers import stems
from .document import Document, Mention, Sentence
from .entities import Entity, Kind

# "CARICOM | Implementation Agency": the first says whose the second is
_ADJACENT = re.compile(r"⟨[so]\d+⟩(?:['’]s)? (?P<list>⟨o\d+⟩)")
# "the Jamaica Constabulary Force", of no known kind: neither Jamaica nor a known name, but an item of a list
_HALF_KNOWN = re.compile(r"⟨s\d+⟩ ⟨u\d+⟩(?P<list>)")
_BEGINS = re.compile(r"(?:\w+ )?⟨(?P<kind>[osgr])(?P<at>\d+)⟩[ ,]")
SLOT = re.compile(r"⟨([a-z])(\d+)⟩")
_PLAIN = str.maketrans("\n⟨⟩", " <>")  # no mark of the text's own may be taken for a slot's


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


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a mask, a slot or plain text, and the stretch of the canonical text that it stands for."""

    text: str
    start: int
    end: int


class Mask:
    """A masked sentence."""

    def __init__(self, pieces: Sequence[Piece], slots: list[Slot]) -> None:
        """Joins pieces, which follow one another in the text."""
        self.pieces = list(pieces) or [Piece("", 0, 0)]
        self.slots = slots
        self.text = "".join(piece.text for piece in pieces)
        self.kinds = frozenset(match[1] for match in SLOT.finditer(self.text))
        self._starts = [0, *accumulate(len(piece.text) for piece in self.pieces[:-1])]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The first letters of its words, by which rules are passed by (``triggers``)."""
        return stems(self.text)

    def slot(self, written: str) -> Slot:
        """The slot that "⟨g1⟩" stands for."""
        return self.slots[int(written[2:-1])]

    def within(self, start: int, end: int) -> Span:
        """The canonical text's span from the first to the last character of a stretch of the mask."""
        i = bisect_right(self._starts, start) - 1
        j = max(bisect_left(self._starts, end) - 1, 0)
        first, last = self.pieces[i], self.pieces[j]
        begin = min(first.start + start - self._starts[i], first.end)
        return Span(
            begin, last.end if last.text[:1] == "⟨" else min(last.start + end - self._starts[j], last.end)
        )

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a stretch of the mask that cuts no slot."""
        for piece, begin in zip(self.pieces, self._starts, strict=True):
            a, b = max(begin, start), min(begin + len(piece.text), end)
            if a < b and piece.text[0] == "⟨":
                yield piece
            elif a < b:
                yield Piece(
                    piece.text[a - begin : b - begin], piece.start + a - begin, piece.start + b - begin
                )


@dataclass(frozen=True, slots=True)
class _Lists:
    """One language's ways to write lists."""

    series: re.Pattern[str]
    opening: re.Pattern[str]  # what opens a sentence and is no item of the list that follows
    groups: re.Pattern[str]  # lists in which people from somewhere stand beside others
    people: re.Pattern[str]
    governments: frozenset[str]
    owner: re.Pattern[str]  # a body and the state after it that says whose it is
    pronouns: dict[str, str]  # the kinds of slots that each may mean
    joiners: frozenset[str]
    audience: re.Pattern[str]  # whom an activity is for, at the end of its name
    origin: frozenset[str]  # words between those people and where they come from


@cache
def _lists(language: Language) -> _Lists:
    data = language.table("relations")
    words = data["lists"]
    articles = "|".join(
        sorted((re.escape(a) for a in language.table("names")["articles"]), key=len, reverse=True)
    )
    item = "⟨[ospun]\\d+⟩"
    the = f"(?:(?:{articles}) )?"
    named = f"{the}(?:{words['kind']} {the})?"
    lead = f"(?:(?:{words['lead']}) )?{named}"
    final = f"(?:{words['and']}) {lead}{item}"
    more = f"(?:{words['more']} {lead}{item}(?: (?:{words['bare']}) {lead}{item})?)*"
    two = rf"{item}, (?:{words['bare']}) {named}{item}"
    first = (
        rf"(?!{two} (?:{words['clause']})\b)"
        rf"(?!{words['governed']}{two} (?:{words['finite']})\b){item}"
    )
    series = (
        rf"{first}(?:(?:,|;) {named}{item})*{final}(?: (?:{words['bare']}) {lead}{item})*{more}"
        rf"|{item}{words['aside']}(?:, {named}{item})+{final}"
        rf"|{item}(?:(?:,|;) {named}{item}){{2,}}|{item}(?:, {named}{item})+{words['open']}"
    )
    several = rf"{named}{item}(?:(?:,|;) {named}{item})*(?:{final})?"
    people = (
        rf"(?<!\w)(?:(?!(?i:{words['not']}|{words['verbs']})\b)[\w'’-]+ ){{0,2}}{words['people']}"
        rf"(?:,? (?!(?i:{words['not']})\b)[\w'’-]+){{0,3}}?"
        rf"{words['of']} {the}(?:{words['kinds']} )?(?P<list>⟨[gosu]\d+⟩){words['sent_to']}"
    )
    return _Lists(
        re.compile(series),
        re.compile(rf"{words['opening']} {named}{item}(?=, {several} (?:{words['predicate']})\b)"),
        re.compile(series.replace("[ospun]", "[rgospun]")),
        re.compile(people),
        frozenset(data["governments"]["words"]),
        re.compile(rf"(?P<list>⟨o\d+⟩){words['owner']}"),
        words["pronouns"],
        frozenset(words["bare"].split("|")),
        re.compile(rf"{words['for']} (?:[\w-]+ ){{0,3}}?{words['people']}$"),
        frozenset(words["origin"].split("|")),
    )


def _subject(masked: Mask, kinds: str) -> Slot | None:
    """What a pronoun may mean next: the actor that a sentence begins with.

    One body only where the sentence names no activity, which "it" could mean as well.
    """
    match = _BEGINS.match(masked.text)
    if match is None or match["kind"] not in kinds or ("o" in kinds and "a" in masked.kinds):
        return None
    return masked.slots[int(match["at"])]


def mask(document: Document, sentence: Sentence, before: Mask | None = None) -> Mask:
    """Masks a sentence: names, dates, sums and speech become slots, then lists and groups of people.

    Args:
        document: the release.
        sentence: one of its sentences.
        before: the masked sentence before it in the paragraph, if there is one.
    """
    text, tokens = document.text, sentence.tokens
    lists = _lists(document.lexicon.language)
    by_first = {m.first: m for m in sentence.mentions}
    slots: list[Slot] = []
    pieces: list[Piece] = []
    i, at = 0, sentence.span.start
    meant = lists.pronouns.get(tokens[0].fold)
    if before is not None and meant and (subject := _subject(before, meant)):
        # "The OAS has stood by Colombia. It supported ...": the body that the sentence before began with
        kind = "o" if subject.kind == "s" else subject.kind
        slots.append(Slot(kind, sentence.offsets(0, 1), subject.mentions))
        pieces.append(Piece(f"⟨{kind}0⟩", tokens[0].start, tokens[0].end))
        i, at = 1, tokens[0].end
    while i < len(tokens):
        found = (
            _government(document, sentence, lists, i, by_first.get(i))
            or _mentioned(document, sentence, i, by_first.get(i), lists)
            or _other(document, sentence, i, at)
        )
        if found is None:
            i += 1
            continue
        slot, i = found
        if slot.span.start > at:
            pieces.append(_plain(text, at, slot.span.start))
        pieces.append(Piece(f"⟨{slot.kind}{len(slots)}⟩", slot.span.start, slot.span.end))
        slots.append(slot)
        at = max(at, slot.span.end)
    if sentence.span.end > at:
        pieces.append(_plain(text, at, sentence.span.end))
    masked = _collapsed(Mask(pieces, slots), _ADJACENT, "o")
    masked = _collapsed(masked, _HALF_KNOWN, "n")
    masked = _collapsed(masked, lists.owner, "o")
    opening = lists.opening.match(masked.text)
    masked = _collapsed(masked, lists.series, "g", opening.end() if opening else 0)
    return people(document.lexicon.language, masked)


def people(language: Language, masked: Mask) -> Mask:
    """Makes one slot of people who come from somewhere, and of lists in which they stand beside others."""
    lists = _lists(language)
    masked = _collapsed(masked, lists.people, "r")
    return _collapsed(masked, lists.groups, "r") if "r" in masked.kinds else masked


def _plain(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end].translate(_PLAIN), start, end)


def _mentioned(
    document: Document, sentence: Sentence, i: int, mention: Mention | None, lists: _Lists
) -> tuple[Slot, int] | None:
    if mention is None or _opening_word(sentence, mention, lists):
        return None
    last = (
        _without_audience(document, sentence, mention, lists)
        if mention.kind is Kind.ACTIVITY
        else mention.last
    )
    return Slot(mention.kind.value, sentence.offsets(i, last), [mention]), last


def _without_audience(document: Document, sentence: Sentence, mention: Mention, lists: _Lists) -> int:
    """Where the slot of an activity ends: "a course on evidence | for officers of A, B and C"."""
    tokens = sentence.tokens
    if mention.last >= len(tokens) or tokens[mention.last].fold not in lists.origin:
        return mention.last
    span = sentence.offsets(mention.first, mention.last)
    audience = lists.audience.search(span.of(document.text))
    if audience is None:
        return mention.last
    return sum(token.start < span.start + audience.start() for token in tokens)


def _opening_word(sentence: Sentence, mention: Mention, lists: _Lists) -> bool:
    """Whether a mention is but the capitalized first word of a sentence: "Registered so far are ..."."""
    if mention.first or mention.kind is not Kind.UNKNOWN or mention.entity is not None:
        return False
    if sentence.tokens[mention.last : mention.last + 1] and sentence.tokens[mention.last].text == ":":
        return True  # the label of a line: "Host: ..."
    if mention.last != 1:
        return False
    following = [t for t in sentence.tokens[1:3] if t.fold not in lists.joiners][:1]
    return not sentence.tokens[0].acronym and bool(following) and following[0].text.islower()


def _other(document: Document, sentence: Sentence, i: int, at: int) -> tuple[Slot, int] | None:
    """The slot of what is no mention, and the token after it; `at` is where the slot before ends."""
    token = sentence.tokens[i]
    when = next((w for w in sentence.whens if w.start <= token.start < w.end), None)
    if when is not None and when.start >= at:
        return Slot("d", Span(when.start, when.end), when=when), _after(sentence, i, when.end)
    money = next((m for m in sentence.sums if m.span.start <= token.start < m.span.end), None)
    if money is not None and money.span.start >= at:
        return Slot("m", money.span, money=money), _after(sentence, i, money.span.end)
    speech = next((s for s in sentence.speech if s.start <= token.start < s.end), None)
    if speech is not None:
        end = _after(sentence, i, speech.end)
        return Slot("q", sentence.offsets(i, end)), end
    return None


def _government(
    document: Document, sentence: Sentence, lists: _Lists, i: int, mention: Mention | None
) -> tuple[Slot, int] | None:
    """The state that "the Panamanian government" stands for."""
    token, following = sentence.tokens[i], sentence.tokens[i + 1 : i + 2]
    state = document.lexicon.demonyms.get(token.fold) if token.capital else None
    if state is None or not following or following[0].fold not in lists.governments:
        return None
    if mention is not None and (mention.kind is not Kind.UNKNOWN or mention.last != i + 1):
        return None
    meant = Mention(Kind.STATE, i, i + 2, document.book.state(state))
    return Slot("s", sentence.offsets(i, i + 2), [meant]), i + 2


def _after(sentence: Sentence, i: int, end: int) -> int:
    """The first token after one that begins at an offset or later."""
    i += 1
    while i < len(sentence.tokens) and sentence.tokens[i].start < end:
        i += 1
    return i


def _collapsed(masked: Mask, pattern: re.Pattern[str], kind: str, start: int = 0) -> Mask:
    """Each match from `start` on becomes one slot with the mentions of the slots in it, or in its `list`."""
    pieces: list[Piece] = []
    at = 0
    for match in pattern.finditer(masked.text, start):
        pieces += masked.between(at, match.start())
        inner = match["list"] if "list" in pattern.groupindex else match[0]
        mentions = [m for s in SLOT.finditer(inner) for m in masked.slots[int(s[2])].mentions]
        span = masked.within(match.start(), match.end())
        pieces.append(Piece(f"⟨{kind}{len(masked.slots)}⟩", span.start, span.end))
        masked.slots.append(Slot(kind, span, mentions))
        at = match.end()
    return Mask([*pieces, *masked.between(at, len(masked.text))], masked.slots) if at else masked
