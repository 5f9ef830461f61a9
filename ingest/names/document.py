"""A release as the later stages see it: sentences with tokens, dates and mentions of entities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from ..base.model import Release, Span
from ..text import dates
from ..text.counts import Money, sums
from ..text.dates import Calendar, When
from ..text.sentences import trimmed
from ..text.tokens import Token
from .entities import Book, Entity, Kind
from .lexicon import Lexicon
from .name import Name
from .parser import Parser
from .quoted import Quoted, read_quoted
from .quotes import Quote, quotes

_PREFIX = 2  # letters: "Co-organized" begins with no name
_LONGEST = 3000  # characters: no sentence that a person wrote is longer; what is, is read in parts
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
    quoted: list[Span]  # those, and quoted words that are too few for speech
    heading: bool = False  # the title, or a line without a full stop
    mentions: list[Mention] = field(default_factory=list)  # changed by the methods below only
    _cover: list[Mention | None] = field(default_factory=list)  # by token; empty while it must be made anew

    def offsets(self, first: int, last: int) -> Span:
        """The characters that a run of tokens takes."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def in_speech(self, start: int) -> bool:
        """Whether an offset lies inside somebody's quoted words."""
        return bool(self.speech) and any(s.start <= start < s.end for s in self.speech)

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
        if self._cover:
            for i in range(mention.first, mention.last):
                self._cover[i] = self._cover[i] or mention

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
    reader = _Reader(release, lexicon)
    body: list[Sentence] = []
    for p, paragraph in enumerate(release.paragraphs):
        marks = reader.marks(paragraph.span)
        for span in (part for whole in paragraph.sentences for part in _parts(release.text, whole)):
            body.append(reader.sentence(span, p, len(body), marks))
    headline = None
    if title := release.header.get("title"):
        headline = reader.sentence(title, -1, -1, reader.marks(title))
        headline.heading = True
    return Document(release, lexicon, reader.calendar, Book(), body, headline)


class _Reader:
    """Reads the sentences of one release."""

    def __init__(self, release: Release, lexicon: Lexicon) -> None:
        self.release = release
        self.lex = lexicon
        self.calendar = dates.of(lexicon.language)
        self.common = frozenset(re.findall(r"(?<![\w])[^\W\d_A-Z]\w+", " ".join(_bodies(release))))
        self.anchor = release.issued or _anchor(release, self.calendar)

    def marks(self, span: Span) -> list[Quote]:
        """The quoted stretches of a paragraph."""
        return quotes(self.release.text, span.start, span.end, self.lex.speech)

    def sentence(self, span: Span, paragraph: int, index: int, marks: list[Quote]) -> Sentence:
        """One sentence with its tokens, dates, sums, quotations and names."""
        text = self.release.text
        tokens = _parted(text, span, self.lex)
        whens = self.calendar.find(text, span.start, span.end, self.release.issued, self.anchor)
        money = sums(text, span, self.lex.language)
        quoted = read_quoted(text, span, tokens, marks, self.lex) if marks else Quoted()
        blocked = self._blocked(tokens, [(w.start, w.end) for w in whens], money, quoted.titles)
        parser = Parser(tokens, self.lex, blocked, self.common, quoted.titles)
        return Sentence(
            span,
            index,
            paragraph,
            tokens,
            whens,
            parser,
            parser.names(),
            money,
            quoted.speech,
            quoted.words,
            heading=text[span.end - 1] not in '.!?”"»',
        )

    def _blocked(
        self, tokens: list[Token], dated: list[tuple[int, int]], money: list[Money], titles: dict[int, int]
    ) -> frozenset[int]:
        """The tokens of dates, sums and posts, which stand in no name but a quoted one."""
        taken = [*dated, *((m.span.start, m.span.end) for m in money), *_posts(tokens, self.lex)]
        if not taken:
            return frozenset()
        starts = [t.start for t in tokens]
        inside = {i for a, b in taken for i in range(bisect_left(starts, a), bisect_left(starts, b))}
        return frozenset(i for i in inside if not any(a < i < b for a, b in titles.items()))


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
    """A release without a day counts years from its month, else from the first full date that it gives."""
    if release.month:
        return date.fromisoformat(f"{release.month}-01")
    for when in calendar.find(release.text, 0, min(len(release.text), _ANCHOR_REACH), None):
        if len(when.first) == 10:
            return date.fromisoformat(when.first)
    return None


def _bodies(release: Release) -> Iterator[str]:
    for paragraph in release.paragraphs:
        yield paragraph.span.of(release.text)


def _parted(text: str, span: Span, lexicon: Lexicon) -> list[Token]:
    """The tokens, with the name that a participle joins as a token of its own: "an EU | funded workshop"."""
    tokens = lexicon.splitter.tokens(text, span.start, span.end)
    if text.find("-", span.start, span.end) < 0:
        return tokens
    joined = ((_unjoined(text, token, lexicon) if "-" in token.text else (token,)) for token in tokens)
    return list(chain.from_iterable(joined))


def _unjoined(text: str, token: Token, lexicon: Lexicon) -> Iterable[Token]:
    """A token with a hyphen, or the name and the participle that it joins."""
    name, _, deed = token.text.rpartition("-")
    written = name.isupper() or len(name) > _PREFIX
    if not (token.capital and written and deed in lexicon.deeds) or "-" in name:
        return (token,)
    middle = token.start + len(name)
    tokens = lexicon.splitter.tokens
    return (*tokens(text, token.start, middle), *tokens(text, middle + 1, token.end))


def _posts(tokens: list[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where posts in the plural stand, which are capitalized but open no name."""
    for i in [i for i, t in enumerate(tokens) if t.fold in lexicon.posts.first and t.capital]:
        if (size := lexicon.posts.from_token(tokens, i)) and (size > 1 or not _in_name(tokens, i, lexicon)):
            yield tokens[i].start, tokens[i + size - 1].end


def _in_name(tokens: list[Token], first: int, lexicon: Lexicon) -> bool:
    """Whether a post is part of a name: "the Council of | Ministers", "the | Prosecutors' Office"."""
    if first + 1 < len(tokens) and tokens[first + 1].fold in lexicon.possessive | {"'", "’"}:
        return True
    k = first - 1
    if k > 0 and tokens[k].fold in lexicon.owner:
        k -= 1
    return k >= 0 and tokens[k].capital and tokens[k].word and tokens[k].fold not in lexicon.function
