"""What takes several tokens of a sentence and is one word: names, dates, sums, quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..names.document import Mention, Sentence
from ..names.entities import Kind
from ..text.counts import Money
from ..text.dates import When
from ..text.tokens import Token
from .syntax import Form, Tag
from .wordlists import Grammar

QUOTES = frozenset("\"“”„«»'‘’\n")
_OPENING = frozenset(":¿¡")  # after these as at the beginning of a sentence
_RELATIVES = frozenset((Tag.RELATIVE,))
_CLAUSAL = _RELATIVES | {Tag.AUXILIARY, Tag.SUBORDINATOR}
_DESCRIBED = frozenset((Kind.INSTRUMENT, Kind.ACTIVITY, Kind.UNKNOWN))
_NESTED = frozenset((Kind.ORGANIZATION, Kind.STATE, Kind.PERSON, Kind.PLACE))


@dataclass(slots=True)
class Unit:
    """Several tokens that are one word."""

    first: int
    last: int
    tag: Tag
    mention: Mention | None = None
    when: When | None = None
    money: Money | None = None
    lemma: str = ""  # of a participle inside a name


def units(grammar: Grammar, sentence: Sentence) -> Mapping[int, Unit]:
    """What takes several tokens, by its first one; of two that overlap the first and longest stands."""
    starts = [token.start for token in sentence.tokens]
    candidates = [*_spans(sentence, starts), *_names(grammar, sentence)]
    candidates.sort(key=lambda unit: (unit.first, unit.tag is not Tag.QUOTATION, -unit.last))
    found: dict[int, Unit] = {}
    reached = 0
    for unit in candidates:
        if unit.first >= reached and unit.last > unit.first:  # what only a verb names has no words
            found[unit.first] = unit
            reached = unit.last
    return found


def _spans(sentence: Sentence, starts: list[int]) -> Iterator[Unit]:
    for span in sentence.speech:
        first, last = _between(starts, span.start, span.end)
        if first < last:
            yield Unit(first, last, Tag.QUOTATION)
    for when in sentence.whens:
        first, last = _between(starts, when.start, when.end)
        inside = any(first < m.first < last < m.last for m in sentence.mentions)
        if first < last and not inside:  # "the | 4 March meeting"
            yield Unit(first, last, Tag.TIME, when=when)
    for money in sentence.sums:
        first, last = _between(starts, money.span.start, money.span.end)
        if first < last:
            yield Unit(first, last, Tag.NUMBER, money=money)


def _between(starts: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect_left(starts, start), bisect_left(starts, end)


def _names(grammar: Grammar, sentence: Sentence) -> Iterator[Unit]:
    mentions = sorted(sentence.mentions, key=lambda m: (m.first, -m.last))
    for i, mention in enumerate(mentions):
        if not _is_name(grammar, sentence, mention):
            continue
        quoted = not sentence.tokens[mention.first].word  # "Are We Ready?" is a name all the same
        last = mention.last if quoted else _before_verb(grammar, sentence.tokens, mention, sentence.heading)
        inner = mentions[i + 1] if i + 1 < len(mentions) else None
        first = mention.first
        if mention.kind is Kind.ACTIVITY and inner is not None and inner.first < last:
            last = _before_nested(grammar, sentence.tokens, mention, inner, last)
            if inner.first == first and (lemma := _deed(grammar, sentence.tokens, inner.last, last)):
                first = inner.last + 1  # "an EU | funded | workshop"
                yield Unit(inner.last, first, Tag.NOUN, lemma=lemma)
        yield Unit(first, last, Tag.NAME, mention=mention)


def _deed(grammar: Grammar, tokens: list[Token], i: int, end: int) -> str:
    """The verb of a participle inside a name: "an EU | funded | workshop"; none where no such one stands."""
    reading = grammar.verb(grammar.written(tokens[i])) if i + 1 < end and tokens[i].text.islower() else None
    if reading is None or not reading.known or reading.forms.isdisjoint((Form.PAST, Form.PARTICIPLE)):
        return ""
    return reading.lemma


def _is_name(grammar: Grammar, sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is taken for a name: not a capitalized word that names nothing known."""
    if mention.kind is not Kind.UNKNOWN or mention.entity is not None:
        return not _holds_verb(grammar, sentence.tokens, mention)
    if sentence.heading:
        return False
    token = sentence.tokens[mention.first]
    opens = grammar.inflected and mention.first and sentence.tokens[mention.first - 1].text in _OPENING
    if (mention.first and not opens) or mention.last - mention.first > 1 or token.acronym:
        return True
    fold = grammar.written(token)
    after = sentence.tokens[mention.last] if mention.last < len(sentence.tokens) else token
    if (
        after.word
        and not after.capital
        and not (grammar.tag(grammar.written(after)) or grammar.verb(grammar.written(after)))
    ):
        return False  # "Small states"
    known = grammar.tag(fold) or grammar.verb(fold) or grammar.adverb(fold) or grammar.knows(fold)
    return not (known or grammar.noun(fold) != fold)


def _holds_verb(grammar: Grammar, tokens: list[Token], mention: Mention) -> bool:
    """Whether a phrase has taken in a verb in small letters: "the public may report"."""
    first = tokens[mention.first]
    if mention.kind not in _DESCRIBED or first.capital or first.text in QUOTES:
        return False
    inside = (t for t in tokens[mention.first : mention.last] if not t.capital)  # "the 6 May seminar"
    return any(grammar.tag(grammar.written(t)) is Tag.AUXILIARY for t in inside)


def _before_verb(grammar: Grammar, tokens: list[Token], mention: Mention, heading: bool) -> int:
    """Where a mention ends, before the clause that it has taken in: "Ana Ruiz | , who as its Secretary"."""
    ends = _CLAUSAL if mention.kind is Kind.PERSON else _RELATIVES
    for i in range(mention.first + 1, mention.last):
        if heading and _is_heading_verb(grammar, tokens, i):
            return i
        if not tokens[i].capital and grammar.tag(grammar.written(tokens[i])) in ends:
            return i - 1 if not tokens[i - 1].text[0].isalnum() and i - 1 > mention.first else i
    return mention.last


def _is_heading_verb(grammar: Grammar, tokens: list[Token], i: int) -> bool:
    """Whether a word can be nothing but the verb of a heading: "CICTE | Adopts", "States | Examine"."""
    if grammar.tag(grammar.written(tokens[i - 1])) is not None:
        return False
    reading = grammar.verb(grammar.written(tokens[i]))
    if reading is None or not reading.known or reading.noun:
        return False
    before = tokens[i - 1]
    several = grammar.plural(grammar.written(before)) and not before.acronym  # "ECOWAS | Commission"
    return Form.FINITE in reading.forms or (Form.BASE in reading.forms and several)


def _before_nested(grammar: Grammar, tokens: list[Token], mention: Mention, inner: Mention, last: int) -> int:
    """Where the head of an activity ends that has other names in it: "a workshop | for Chile"."""
    if inner.kind not in _NESTED or any(t.text in QUOTES for t in tokens[mention.first : last]):
        return last
    for i in range(mention.first + 1, inner.first):
        if grammar.tag(grammar.written(tokens[i])) is Tag.PREPOSITION:
            return i
    return last
