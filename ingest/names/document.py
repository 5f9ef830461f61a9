"""A release as the later stages see it: sentences with tokens, dates and mentions of entities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ..base.model import Release, Span
from ..text import dates
from ..text.counts import Money, sums
from ..text.dates import Calendar, When
from ..text.sentences import trimmed
from ..text.tokens import Token, tokenize
from .entities import Book, Entity, Kind
from .lexicon import Lexicon
from .name import Name
from .parser import Parser
from .quotes import Quote, is_title, quotes

_LONGEST = 3000  # characters: no sentence that a person wrote is longer; what is, is read in parts
_SHORT_SPEECH = (
    24  # characters: quoted words that are no longer are no speech, unless another sentence closes them
)
_ANCHOR_REACH = 20_000  # characters in which a date is looked for that tells the year of the others


@dataclass(eq=False, slots=True)
class Mention:
    """A stretch of a sentence that names an entity; token indexes, end exclusive."""

    kind: Kind
    first: int
    last: int
    entity: Entity | None
    name: Name | None = None
    more: tuple[Entity, ...] = ()  # further entities of one phrase: "Ministries of Health and Justice"
    reach: int = 0  # end of the whole phrase, where the mention covers only its head


@dataclass(eq=False, slots=True)
class Sentence:
    """One sentence and what was found in it."""

    span: Span
    index: int
    paragraph: int
    tokens: list[Token]
    whens: list[When]
    parser: Parser
    names: list[Name]
    sums: list[Money]
    speech: list[Span]  # the quotations that it holds or lies in
    heading: bool = False  # the title, or a line without a full stop
    mentions: list[Mention] = field(default_factory=list)  # changed by the methods below only
    _cover: list[Mention | None] = field(default_factory=list)  # by token; empty while it must be made anew

    def offsets(self, first: int, last: int) -> Span:
        """The characters that a run of tokens takes."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def in_speech(self, start: int) -> bool:
        """Whether an offset lies inside somebody's quoted words."""
        return any(s.start <= start < s.end for s in self.speech)

    def mention_at(self, token: int) -> Mention | None:
        """The mention that covers a token; of several the first in the list."""
        if not self._cover:
            self._cover = [None] * len(self.tokens)
            for mention in reversed(self.mentions):
                self._cover[mention.first : mention.last] = [mention] * (mention.last - mention.first)
        return self._cover[token] if 0 <= token < len(self._cover) else None

    def add(self, mention: Mention) -> None:
        """Takes one more mention in."""
        self.mentions.append(mention)
        self._cover.clear()

    def keep(self, mentions: Iterable[Mention]) -> None:
        """Lets these take the place of all mentions."""
        self.mentions = list(mentions)
        self._cover.clear()

    def order(self) -> None:
        """Puts the mentions in the order of the text; also to be called where one has grown."""
        self.mentions.sort(key=lambda m: m.first)
        self._cover.clear()


@dataclass(slots=True)
class Document:
    """A release with its sentences, title first, and the book of its entities."""

    release: Release
    lexicon: Lexicon
    calendar: Calendar
    book: Book
    body: list[Sentence]  # the sentences below the headline; each one's `index` is its place here
    title: Sentence | None  # the headline

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.release.text

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, the headline last."""
        return [*self.body, self.title] if self.title else self.body


def document(release: Release, lexicon: Lexicon) -> Document:
    """Splits a release into sentences with tokens, dates and parsed names; nothing is resolved yet."""
    calendar = dates.of(lexicon.language)
    common = frozenset(re.findall(r"(?<![\w])[^\W\d_A-Z]\w+", " ".join(_bodies(release))))
    anchor = release.issued or _anchor(release, calendar)
    body: list[Sentence] = []
    for p, paragraph in enumerate(release.paragraphs):
        marks = quotes(release.text, paragraph.span.start, paragraph.span.end)
        for span in (part for whole in paragraph.sentences for part in _parts(release.text, whole)):
            body.append(_sentence(release, lexicon, calendar, span, p, len(body), marks, common, anchor))
    headline = None
    if title := release.header.get("title"):
        marks = quotes(release.text, title.start, title.end)
        headline = _sentence(release, lexicon, calendar, title, -1, -1, marks, common, anchor)
        headline.heading = True
    return Document(release, lexicon, calendar, Book(), body, headline)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence in parts of bounded length, so that time stays linear in the length of the text."""
    start = span.start
    while span.end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        end = blank if blank > 0 else start + _LONGEST
        yield trimmed(text, Span(start, end))
        start = trimmed(text, Span(end, span.end)).start
    yield Span(start, span.end)


def _anchor(release: Release, calendar: Calendar) -> date | None:
    """A release without a date counts years from the first full date that it gives."""
    for when in calendar.find(release.text, 0, min(len(release.text), _ANCHOR_REACH), None):
        if len(when.first) == 10:
            return date.fromisoformat(when.first)
    return None


def _bodies(release: Release) -> Iterator[str]:
    for paragraph in release.paragraphs:
        yield paragraph.span.of(release.text)


def _sentence(
    release: Release,
    lexicon: Lexicon,
    calendar: Calendar,
    span: Span,
    paragraph: int,
    index: int,
    marks: list[Quote],
    common: frozenset[str],
    anchor: date | None,
) -> Sentence:
    text = release.text
    tokens = tokenize(text, span.start, span.end)
    whens = calendar.find(text, span.start, span.end, release.issued, anchor)
    money = sums(text, span, lexicon.language)
    titles: dict[int, int] = {}
    speech: list[Span] = []
    starts = {t.start: i for i, t in enumerate(tokens)}
    for mark in _within(marks, span):
        opened, closed = starts.get(mark.start), starts.get(mark.end - 1)
        if opened is None or closed is None:
            speech.append(Span(mark.start, mark.end))
        elif _names(text, mark, tokens, opened, closed, lexicon):
            titles[opened] = closed
        elif mark.inner_end - mark.inner_start > _SHORT_SPEECH:
            speech.append(Span(mark.start, mark.end))
    taken = [*((w.start, w.end) for w in whens), *((m.span.start, m.span.end) for m in money)]
    taken += _posts(tokens, lexicon)
    blocked = frozenset(
        i for i, t in enumerate(tokens) if any(a <= t.start < b for a, b in taken) and not _in(titles, i)
    )
    parser = Parser(tokens, lexicon, blocked, common, titles)
    last = text[span.end - 1]
    return Sentence(
        span,
        index,
        paragraph,
        tokens,
        whens,
        parser,
        parser.names(),
        money,
        speech,
        heading=last not in '.!?”"»',
    )


def _posts(tokens: list[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where posts in the plural stand, which are capitalized but open no name."""
    for i, token in enumerate(tokens):
        if token.capital and (size := lexicon.posts.from_token(tokens, i)):
            yield token.start, tokens[i + size - 1].end


def _within(marks: list[Quote], span: Span) -> Iterator[Quote]:
    """The quoted stretches that a span meets; all are in the order of the text, and none overlaps another."""
    first = bisect_right(marks, span.start, key=lambda m: m.end)
    for i in range(first, len(marks)):
        if marks[i].start >= span.end:
            return
        yield marks[i]


def _in(titles: dict[int, int], i: int) -> bool:
    return any(a < i < b for a, b in titles.items())


def _names(text: str, mark: Quote, tokens: list[Token], opened: int, closed: int, lexicon: Lexicon) -> bool:
    """Whether a quoted stretch is a name: written like one, or announced by a head noun beside it."""
    words = closed - opened
    if words > 40:
        return False
    if is_title(text, mark, lexicon):
        return True
    inner = text[mark.inner_start : mark.inner_end]
    if inner.endswith(".") and closed == len(tokens) - 1 and cue_before(tokens, opened, lexicon):
        # a guide titled "First Steps." ends its sentence
        return is_title(text, replace(mark, inner_end=mark.inner_end - 1), lexicon)
    if not inner[0].isupper() or inner.endswith((".", "!")):
        return False
    if cue_before(tokens, opened, lexicon) is not None:
        return True
    spoken = "," in (tokens[closed - 1].text, tokens[min(closed + 1, len(tokens) - 1)].text)
    return (
        not spoken and cue_after(tokens, closed, lexicon) is not None
    )  # '"We have none," the ministry said'


def cue_before(tokens: list[Token], opened: int, lexicon: Lexicon) -> tuple[str, str] | None:
    """The head noun that announces a quoted name, and its class: 'a workshop entitled "...'."""
    titled = lexicon.titled
    i = opened - 1
    while i >= 0 and opened - i <= 6 and (tokens[i].fold in titled or tokens[i].text in ",:("):
        i -= 1
    if i < 0:
        return None
    size = lexicon.phrases.up_to_token(tokens, i)
    words = " ".join(t.fold for t in tokens[i - size + 1 : i + 1])
    return (words, lexicon.heads[words]) if size else None


def cue_after(tokens: list[Token], closed: int, lexicon: Lexicon) -> tuple[str, str] | None:
    """The head noun after a quoted name: '"Ancla Segura", a three-day exercise', '"..." Cyber Challenge'."""
    i = closed + 1
    outside = i < len(tokens) and tokens[i].text == ","
    comma = outside or tokens[closed - 1].text == ","
    if comma:
        i += outside
        i += i < len(tokens) and tokens[i].fold in lexicon.titled and tokens[i].fold not in lexicon.articles
        if i >= len(tokens) or tokens[i].fold not in lexicon.articles:
            return None
    elif i < len(tokens) and tokens[i].fold in lexicon.articles:
        return None  # '"The plan is ours," the Secretariat said'
    for k in range(i, min(i + 5, len(tokens))):
        if not tokens[k].word or (
            k == i and (tokens[k].fold in lexicon.owner or tokens[k].fold in lexicon.topic)
        ):
            return None
        if comma and tokens[k].capital:
            return None  # '"...", the Secretariat's adviser said'
        if tokens[k].fold in lexicon.heads:
            if k + 1 < len(tokens) and tokens[k + 1].fold in lexicon.possessive:
                return None  # '"Some have none," the Secretariat's adviser said'
            return tokens[k].fold, lexicon.heads[tokens[k].fold]
        if k > i and tokens[k].fold in lexicon.function and tokens[k].fold not in lexicon.articles:
            return None
    return None
