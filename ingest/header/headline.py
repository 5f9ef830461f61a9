"""Which line is the headline: candidates, what speaks for and against each, and how sure the best one is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..base.model import Span
from ..text.language import plain
from .furniture import TITLE_WORDS, echo_of, unglued, without_site_name
from .issue_dates import dateline, tells_of_event
from .letterhead import has_title_word, is_labeled, is_letterhead, is_periodical, is_place
from .lines import Line, Role, title_words
from .publishers import bare

# What speaks for a headline (each from 0 to 1), and how much.
_WEIGHTS: Mapping[str, float] = {
    "named by the page": 6,  # <title>, og:title, JSON-LD and <h1> agree
    "repeated": 3,  # it stands twice, or ends a trail
    "told": 3,  # the body uses its words
    "first": 3,  # of the headings that stand together
    "near": 2,  # few buttons and notices stand between it and the text
    "beside the date": 0.5,
    "newsy": 1,  # it has a word that titles have and names of bodies have not
    "of several items": 9,  # the name of a newsletter above its items
    "short": -3,
    "long": -2,
    "stopped": -2,  # as a slogan
    "letterhead": -5,
    "above the kind": -3,
    "labeled": -4,  # "Photo: ..."
    "bulleted": -2,
    "periodical": -4,  # the name of a newsletter
    "of the event": -8,  # its days
}
_LEAST = 0.5  # a headline scores more
_RIVAL = 1.5  # what a line scores that might have been overlooked
_SPREAD = 2.0  # of the lead over the second best at which the doubt is 1/e of the most
_DOUBT = 0.5  # where two lines lead
_BODY = 6000  # characters of the text in which a headline's words are looked for
_STEM = 5  # letters by which two forms of a word are taken for one
_WORD = re.compile(r"[^\W_]{4,}")
_MANY = 25  # words: few titles have more
_ENOUGH = 0.5  # share of a title's words that its body uses
_ITEMS = 2  # a page with so many datelines holds several items


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, where it stands, the lines that say nothing more, and how sure it is."""

    span: Span
    line: Line
    echoes: frozenset[Line]
    certainty: float


@dataclass(slots=True)
class _Candidate:
    span: Span
    line: Line
    place: int  # among the lines of the head
    echoes: list[Line] = field(default_factory=list)


def headline(
    text: str, head: Sequence[Line], body: Sequence[Line], titles: Sequence[str], language: str
) -> Headline | None:
    """The title among the lines above the text; `titles` is what the page's metadata call it."""
    candidates = _candidates(text, head)
    if not candidates:
        return None
    page = _Page(text, head, body, titles, candidates, language)
    scores = [score(page.features(one)) for one in candidates]
    best = max(range(len(scores)), key=lambda i: scores[i])
    if scores[best] < _LEAST:
        return None
    second = max([_RIVAL, *(scores[i] for i in range(len(scores)) if i != best)])
    one = candidates[best]
    return Headline(one.span, one.line, frozenset(one.echoes), certainty(scores[best] - second))


def score(features: Mapping[str, float]) -> float:
    """What speaks for and against a headline, weighed."""
    return sum(_WEIGHTS[name] * value for name, value in features.items())


def certainty(lead: float) -> float:
    """How sure the best of several headlines is, by how much it leads the second: 0.5 to 1."""
    return round(1 - _DOUBT * math.exp(-max(lead, 0) / _SPREAD), 2)


def _candidates(text: str, head: Sequence[Line]) -> list[_Candidate]:
    """The headings above the text and the ends of trails, each once, with the lines that only repeat it."""
    found: dict[str, _Candidate] = {}
    for place, line in enumerate(head):
        span = _title_span(text, line)
        if span is None:
            continue
        words = bare(span.of(text))
        known = found.get(words)
        if known is None:
            found[words] = _Candidate(span, line, place)
        elif known.line.role is Role.HEADING:
            known.echoes.append(line)
        else:  # a trail stands above the title itself
            found[words] = _Candidate(span, line, place, [known.line, *known.echoes])
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


class _Page:
    """What a candidate is compared with: the other lines, the text below, the page's metadata."""

    def __init__(
        self,
        text: str,
        head: Sequence[Line],
        body: Sequence[Line],
        titles: Sequence[str],
        candidates: Sequence[_Candidate],
        language: str,
    ) -> None:
        self.text, self.head, self.body, self.language = text, head, body, language
        self.titles = [bare(title) for title in titles]
        self.later = text[head[-1].span.end :]
        self.told = frozenset(_stems(self.later[:_BODY]))
        self.group = list(_groups(head))
        plausible = (one for one in candidates if not self._is_weak(one))
        self.first: dict[int, int] = {}  # by group, the first line that may be a headline
        for one in plausible:
            group = self.group[one.place]
            self.first[group] = min(one.place, self.first.get(group, one.place))

    def features(self, one: _Candidate) -> dict[str, float]:
        """What is to be said for and against a candidate."""
        words, line = one.span.of(self.text), one.line
        stems = set(_stems(words))
        told = len(stems & self.told) / len(stems) if stems else 0
        group = self.group[one.place]
        periodical = is_periodical(words)
        return {
            "named by the page": self._named(words),
            "repeated": bool(one.echoes or line.trail) and not self._is_weak(one),
            "told": min(1, told / _ENOUGH),
            "first": self.first.get(group) == one.place,
            "near": 1 / (1 + self.group[-1] - group),
            "beside the date": any(beside.role is Role.DATE for beside in self._beside(one)),
            "newsy": has_title_word(words.split()),
            "of several items": periodical and self._items() >= _ITEMS,
            "short": len(words.split()) < TITLE_WORDS,
            "long": len(words.split()) > _MANY,
            "stopped": words.endswith(".") and not words.endswith(".."),
            "letterhead": self._is_letterhead(one),
            "above the kind": self._is_above_kind(line),
            "labeled": is_labeled(words),
            "bulleted": line.bulleted,
            "periodical": periodical,
            "of the event": tells_of_event(self.text, line.span, self.language),
        }

    def _named(self, words: str) -> float:
        """The share of the page's own titles that are, begin or end with these words."""
        title = bare(words)
        same = [title == one or (len(title.split()) >= TITLE_WORDS and title in one) for one in self.titles]
        return sum(same) / len(same) if same else 0

    def _is_weak(self, one: _Candidate) -> bool:
        """Whether no more than two words, or a letterhead."""
        return len(one.span.of(self.text).split()) < TITLE_WORDS or self._is_letterhead(one)

    def _is_letterhead(self, one: _Candidate) -> bool:
        words = one.span.of(self.text)
        if is_letterhead(words, self.later):
            return True
        near = (line for line in self.head if abs(line.block - one.line.block) <= 1)
        return is_place(words) and any(line.role in (Role.DATE, Role.KIND) for line in near)

    def _is_above_kind(self, line: Line) -> bool:
        """A letterhead stands right above "Press Release", in one block with it."""
        kinds = (other for other in self.head if other.role is Role.KIND)
        return any(kind.block == line.block and line.span.start < kind.span.start for kind in kinds)

    def _beside(self, one: _Candidate) -> Sequence[Line]:
        return self.head[max(0, one.place - 1) : one.place + 2]

    def _items(self) -> int:
        """How many datelines the text has."""
        prose = (line for line in self.body if line.role is Role.PROSE)
        return sum(dateline(self.text, line.span, self.language) is not None for line in prose)


def _groups(head: Sequence[Line]) -> Iterator[int]:
    """The number of the group of each line: furniture parts groups."""
    group, parted = 0, False
    for line in head:
        if line.role is Role.FURNITURE:
            parted = True
        elif parted:
            group, parted = group + 1, False
        yield group


def _stems(words: str) -> Iterator[str]:
    return (word[:_STEM] for word in _WORD.findall(plain(words)))
