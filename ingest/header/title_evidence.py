"""What could be a headline, and what speaks for and against each candidate: its place, form and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..base.model import Span
from ..text.language import stopwords
from .furniture import TITLE_WORDS, echo_of, unglued, without_site_name
from .issue_dates import dateline, tells_of_event
from .letterhead import has_title_word, is_labeled, is_letterhead, is_periodical, is_place
from .lines import Line, Role, title_words
from .publishers import bare

_HEAD = 80  # lines among which the headline stands
_LEAD = 800  # characters of the beginning of the text
_BODY = 6000  # characters of the text in which a headline's words are looked for
_SHORTEST, _LONGEST = 4, 6  # letters by which two forms of a word are taken for one
_WORD = re.compile(r"[^\W_]{4,}")
_USUAL = 8  # words of a title; lines of furniture have fewer
_MANY = 25  # words: few titles have more
_SEVERAL = 4  # words that a body uses are no chance
_ENOUGH = 0.5  # share of a title's words that its body uses
_LITTLE = 1 / 3  # the same of a title above a subtitle
_ITEMS = 2  # a page with so many datelines holds several items


@dataclass(slots=True)
class Candidate:
    """A line that may be the headline, and those that only repeat it."""

    span: Span
    line: Line
    place: int  # among the lines of the head
    echoes: list[Line] = field(default_factory=list)


def candidates(text: str, head: Sequence[Line]) -> list[Candidate]:
    """The headings above the text and the ends of trails, each once."""
    found: dict[str, Candidate] = {}
    for place, line in enumerate(head[:_HEAD]):
        span = _title_span(text, line)
        if span is None:
            continue
        one = found.setdefault(bare(span.of(text)), Candidate(span, line, place))
        if one.line is line:
            continue
        if line.role is Role.HEADING:  # the last is the nearest to the text
            one.echoes.append(one.line)
            one.span, one.line, one.place = span, line, place
        else:
            one.echoes.append(line)
    for words in list(found):
        if title := echo_of(words, found):
            found[title].echoes.append(found.pop(words).line)
    return list(found.values())


def _title_span(text: str, line: Line) -> Span | None:
    """The words of a line that may be a title."""
    if line.trail is not None and len(line.trail.of(text).split()) >= TITLE_WORDS:
        return line.trail
    if line.role is not Role.HEADING:
        return None
    span = title_words(text, line)
    return without_site_name(text, Span(span.start + unglued(span.of(text)), span.end))


@dataclass(frozen=True, slots=True)
class _Told:
    """How many of a line's words the text below uses."""

    words: int
    used: int
    used_at_once: int


class Surroundings:
    """What a candidate is compared with: the other lines, the text below, the page's metadata."""

    def __init__(
        self, text: str, head: Sequence[Line], body: Sequence[Line], titles: Sequence[str], language: str
    ) -> None:
        self.text, self.head, self.body, self.language = text, head, body, language
        self.titles = [bare(title) for title in titles]
        self.candidates = candidates(text, head)
        self._later = text[head[-1].span.end :] if head else ""
        self._common = stopwords(language)
        self._used, self._lead = _words(self._later[:_BODY]), _words(self._later[:_LEAD])
        self._group = list(_groups(head))
        self._plausible = {one.place: one for one in self.candidates if not self._is_weak(one)}
        self._first = {self._group[place]: place for place in sorted(self._plausible, reverse=True)}

    def features(self, one: Candidate) -> Mapping[str, float]:
        """What is to be said of a candidate, each from 0 to 1."""
        words, told = one.span.of(self.text), self._told(one)
        return self._form(one, words) | {
            "named by the page": self._named(words),
            "repeated": bool(one.echoes or one.line.trail) and not self._is_weak(one),
            "told": min(1, told.used / _ENOUGH / max(1, told.words)),
            "told at once": told.used_at_once / max(1, told.words),
            "words told": min(1, told.used / _SEVERAL),
            "first": self._first.get(self._group[one.place]) == one.place,
            "below a headline": self._is_subtitle(one),
            "near": 1 / (1 + self._group[-1] - self._group[one.place]),
            "beside the date": any(line.role is Role.DATE for line in self._beside(one)),
            "letterhead": self._is_letterhead(one),
            "above the kind": self._is_above_kind(one.line),
            "heads the page": self._heads_the_page(one),
        }

    def _form(self, one: Candidate, words: str) -> dict[str, float]:
        """What the words show by themselves."""
        count, periodical = len(words.split()), is_periodical(words)
        return {
            "of a title's length": min(1, count / _USUAL),
            "newsy": has_title_word(words.split()),
            "short": count < TITLE_WORDS,
            "long": count > _MANY,
            "stopped": words.endswith(".") and not words.endswith(".."),
            "labeled": is_labeled(words),
            "bulleted": one.line.bulleted,
            "periodical": periodical,
            "of several items": periodical and self._items() >= _ITEMS,
            "of the event": tells_of_event(self.text, one.line.span, self.language),
        }

    def _told(self, one: Candidate) -> _Told:
        words = _WORD.findall(one.span.of(self.text).casefold())
        told = [_beginning(word) for word in words if word not in self._common]
        used, at_once = (sum(word in known for word in told) for known in (self._used, self._lead))
        return _Told(len(told), used, at_once)

    def _is_subtitle(self, one: Candidate) -> bool:
        """Whether it stands right below a line that has the form of a headline and words of the body."""
        above = self._plausible.get(one.place - 1)
        if above is None or self._group[above.place] != self._group[one.place]:
            return False
        words, told = above.span.of(self.text), self._told(above)
        whole = len(words.split()) > TITLE_WORDS and not words.endswith(".") and not is_labeled(words)
        return whole and told.used > 0 and told.used >= _LITTLE * told.words

    def _named(self, words: str) -> float:
        """The share of the page's own titles that are or hold these words."""
        title = bare(words)
        same = [title == one or (len(title.split()) >= TITLE_WORDS and title in one) for one in self.titles]
        return sum(same) / len(same) if same else 0

    def _is_weak(self, one: Candidate) -> bool:
        """Whether it has no more than two words, or is a letterhead."""
        return len(one.span.of(self.text).split()) < TITLE_WORDS or self._is_letterhead(one)

    def _is_letterhead(self, one: Candidate) -> bool:
        words = one.span.of(self.text)
        if is_letterhead(words, self._later):
            return True
        near = (line for line in self.head if abs(line.block - one.line.block) <= 1)
        return is_place(words) and any(line.role in (Role.DATE, Role.KIND) for line in near)

    def _is_above_kind(self, line: Line) -> bool:
        """A letterhead stands right above "Press Release", in one block with it."""
        kinds = (other for other in self.head if other.role is Role.KIND)
        return any(kind.block == line.block and line.span.start < kind.span.start for kind in kinds)

    def _heads_the_page(self, one: Candidate) -> bool:
        """Whether it stands right above "Press Release", and what may be the headline below that."""
        below = self.head[one.place + 1 : one.place + 2]
        later = (other for place, other in self._plausible.items() if place > one.place)
        return any(line.role is Role.KIND for line in below) and any(self._told(o).used for o in later)

    def _beside(self, one: Candidate) -> Sequence[Line]:
        return self.head[max(0, one.place - 1) : one.place + 2]

    def _items(self) -> int:
        """How many datelines there are, at the start of prose or in lines of their own."""
        dates = sum(line.role is Role.DATE and line.date is not None for line in [*self.head, *self.body])
        prose = (line for line in self.body if line.role is Role.PROSE)
        lines = sum(dateline(self.text, line.span, self.language) is not None for line in prose)
        return max(lines, dates)


def _groups(head: Sequence[Line]) -> Iterator[int]:
    """The number of the group of each line: furniture parts groups."""
    group, parted = 0, False
    for line in head:
        if line.role is Role.FURNITURE:
            parted = True
        elif parted:
            group, parted = group + 1, False
        yield group


def _words(text: str) -> str:
    """The words of a text in small letters, a blank before each."""
    return " " + " ".join(_WORD.findall(text.casefold()))


def _beginning(word: str) -> str:
    """What two forms of a word have in common."""
    return " " + word[: min(_LONGEST, max(_SHORTEST, len(word) - 1))]
