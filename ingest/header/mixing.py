"""Pages in more than one language: which of them hold a release, and which lines belong to it.

A page may hold a release in two languages, one after the other or in turns: each is a release of its own.
What else is in another language than the release, such as a quotation, is left unread: its grammar cannot.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..base.model import Span
from ..text.detecting import Evidence, evidence, together
from ..text.language import load, plain
from ..text.sentences import trimmed
from .lines import stretches

_PROSE = 8  # words from which a line is running text, and no heading
_SMALLEST = 20  # words of a release in a second language
_TITLED, _UNTITLED = 0.45, 0.6  # of the words of the first language, with a title of its own or without
_TITLE = 3  # words
_LEAD = 1.6  # times the evidence for another of the page's languages
_LEAST = 0.75  # evidence for one of them
_HEADER_LINE = 8  # words
_FOREIGN = 6  # words of a sentence that is left unread
_MOST = 200_000  # characters that are looked at
_ALONE = 2  # words beside a quotation that tell nothing
_HEADER_KEYS = ("release", "advisory", "reference", "date_lead")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_STOP = (".", "…", ":", "!", "?", "”", "»", '"')


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line that is not blank, and what its words tell of its language."""

    text: str
    end: int  # where its words end in the page
    told: Evidence
    own: Evidence  # without what is quoted

    @property
    def running(self) -> bool:
        """Whether it is running text, and no heading."""
        words = self.told.words
        return words > 3 * _PROSE or (words >= _PROSE and self.text.rstrip().endswith(_STOP))

    @property
    def prose(self) -> bool:
        """Whether it is running text that is more than a quotation."""
        return self.running and self.own.words >= _PROSE


class Page:
    """The lines of a text, by their languages."""

    def __init__(self, text: str) -> None:
        self.lines = [_spoken(text, span) for span, _ in stretches(text)]
        said = together(line.own for line in self.lines)
        self.whole = said if said.best else together(line.told for line in self.lines)

    def languages(self) -> tuple[str, ...]:
        """The languages that the page has a release in, in their order; nothing where it has but one."""
        clear = dict.fromkeys(code for line in self.lines if line.prose and (code := line.own.clear))
        if len(clear) < 2:
            return ()
        sizes = dict.fromkeys(clear, 0)
        for line in self.lines:
            if code := _language(line, clear):
                sizes[code] += line.own.words
        first = max(sizes, key=lambda code: sizes[code])
        found = [code for code in sizes if code == first or self._is_version(code, sizes, first)]
        return tuple(found) if len(found) > 1 else ()

    def _is_version(self, code: str, sizes: Mapping[str, int], first: str) -> bool:
        least = _TITLED if self._titled(code) else _UNTITLED
        return sizes[code] >= max(_SMALLEST, least * sizes[first])

    def _titled(self, code: str) -> bool:
        """Whether a heading in the language stands above its first running text."""
        above: Spoken | None = None
        for line in self.lines:
            if line.prose and line.own.clear == code:
                return above is not None and above.told.best is None and above.told.words >= _TITLE
            if not line.prose and line.told.words >= _TITLE:
                if line.told.best == code:
                    return True
                above = line
            elif line.prose:
                above = None
        return False

    def of(self, code: str, codes: Collection[str]) -> list[bool]:
        """For each line whether it belongs to the release in one of the page's languages."""
        told = [_language(line, codes) for line in self.lines]
        told = _with_titles(self.lines, told, codes)
        prose = [i for i, line in enumerate(self.lines) if line.prose and told[i]]
        return [
            each == code if each else self._shared(told, i, prose[0], code) for i, each in enumerate(told)
        ]

    def _shared(self, told: Sequence[str | None], i: int, first: int, code: str) -> bool:
        """Whether a line that tells no language belongs to a release: the head of the page does to each."""
        if i < first:
            return True
        before = next(each for each in reversed(told[:i]) if each)
        after = next((each for each in told[i:] if each), None)
        return after is None or code == (before if before == after else after)

    def foreign(self, language: str) -> list[bool]:
        """For each line whether it is running text in another language, or a quotation in one."""
        return [line.running and is_foreign(line.text, language, line.told) for line in self.lines]


def is_foreign(text: str, language: str, told: Evidence | None = None) -> bool:
    """Whether a sentence or paragraph is in another language, but for what it quotes."""
    whole = told or evidence(text)
    if whole.words < _FOREIGN or whole.clear == language:
        return False
    rest = evidence(_QUOTED.sub(" ", text)) if _QUOTED.search(text) else whole
    if rest.words > _ALONE and (rest.weights[language] > rest.against(language) or not rest.best):
        return False  # "... ", said the minister
    return whole.clear not in (None, language)


def _spoken(page: str, line: Span) -> Spoken:
    text = page[line.start : min(line.end, _MOST)]
    told = evidence(text)
    own = evidence(_QUOTED.sub(" ", text)) if _QUOTED.search(text) else told
    return Spoken(text, trimmed(page, line).end, told, own)


def _language(line: Spoken, codes: Collection[str]) -> str | None:
    """Which of a page's languages a line is in; None where it tells none."""
    weights = {code: line.told.weights[code] for code in codes}
    if line.told.words <= _HEADER_LINE:
        for code in _of_header(line.text, codes):
            weights[code] += 1.0
    best, second = sorted(codes, key=lambda code: -weights[code])[:2]
    return best if weights[best] >= max(_LEAST, _LEAD * weights[second]) else None


def _with_titles(
    lines: Sequence[Spoken], told: Sequence[str | None], codes: Collection[str]
) -> list[str | None]:
    """The languages of lines, with those of titles without small words, which other lines' words tell."""
    pairs = list(zip(lines, told, strict=True))
    used = {code: _long_words(line.text for line, each in pairs if each == code) for code in codes}
    return [each or _by_words(line, used) for line, each in pairs]


def _by_words(line: Spoken, used: Mapping[str, frozenset[str]]) -> str | None:
    """The language whose lines use the longer words of a line that tells none; None where that is open."""
    words = _long_words([line.text])
    shared = {code: len(words & known) for code, known in used.items()}
    best, second = sorted(shared, key=lambda code: -shared[code])[:2]
    return best if shared[best] > _LEAD * shared[second] and line.told.words >= _TITLE else None


def _long_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _LONG_WORD.findall(text.casefold()))


def _of_header(text: str, codes: Collection[str]) -> Iterator[str]:
    """The languages whose words of headers, or months, stand in a line."""
    words = set(re.findall(r"[^\W\d_]+", plain(text)))
    yield from (code for code in codes if words & _header_words(code))


@cache
def _header_words(code: str) -> frozenset[str]:
    phrases = (phrase for key in _HEADER_KEYS for phrase in load(code).strings("header", key))
    found = {word for phrase in phrases for word in re.findall(r"[^\W\d_]{3,}", plain(phrase))}
    return frozenset(found | load(code).months().keys())
