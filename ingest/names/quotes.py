"""Quotation marks: which of them enclose a name ("Ancla Segura 2014"), and which somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.tokens import fold, tokenize
from .lexicon import Lexicon

# Two single marks are a double one; a curly single mark is one only where a word ends there. Each alternative
# begins with its mark and looks back from there: so the few places are found at once where one may stand.
_MARK = re.compile(r"“|”|\"|«|»|„|''|``|‘(?<!\w‘)(?=\w)|’(?<=[.,!?…]’)|’(?<=\w’)(?=[,.;:!?)])")
_OPEN = ("“", '"', "«", "„", "``", "''", "‘")
_ONLY_OPEN = ("“", "«", "„", "``", "‘")
_PAIRS = {"‘": "’"}  # what is opened by one closes with the other only
_CLOSE = ("”", '"', "»", "“", "''", "’")
_BRACKETS = "([-–—/"
_ENDS = re.compile(r"[.!?] +(?=[^a-z])")
_NEXT_WORD = re.compile(r"[\s,]*(\w+)")
_TITLE_SHARE = 0.6  # of the longer words of a title in English are capitalized
_LONGEST_TITLE = 30  # words
_HEADED = 2  # words: a longer title may begin with its head, its other words in small letters
_ASKING_TITLE = 5  # words: what is shorter, and asks or calls, somebody said


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: the offsets of its marks (end exclusive) and of what they enclose."""

    start: int
    end: int
    inner_start: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark, and what it may do by the blanks around it."""

    text: str
    start: int
    end: int
    opens: bool  # a blank or bracket stands before it, and none after it


def quotes(text: str, start: int, end: int, speech: frozenset[str] = frozenset()) -> list[Quote]:
    """The quoted stretches of a paragraph. A quotation that the paragraph does not close runs to its end.

    Before a verb of `speech` a mark closes even what none has opened: 'It is a start, “ said N'.
    """
    found: list[Quote] = []
    opened: _Mark | None = None
    for mark in _marks(text, start, end):
        closes = mark.text in _CLOSE
        if opened is None:
            if _orphan(text, mark, end, speech):
                begin = _sentence_start(text, found[-1].end if found else start, mark.start)
                found.append(_trimmed(text, begin, mark.end, begin, mark.start))
            elif mark.opens or mark.text in _ONLY_OPEN:
                opened = mark
        elif mark.opens and mark.text in _ONLY_OPEN:
            if opened.text in _PAIRS or mark.text in _PAIRS:
                continue  # a quotation within a quotation
            found.append(_quote(text, opened, mark.start))  # the last one was never closed
            opened = mark
        elif closes and _PAIRS.get(opened.text, mark.text) == mark.text and not _inner(opened, mark):
            # ', "he said': a mark that stands where one opens still closes what is open
            found.append(_quote(text, opened, mark.start, mark.end))
            opened = None
    if opened is not None and opened.text not in _PAIRS:
        found.append(Quote(opened.start, end, opened.end, end))
    return [q for q in found if q.inner_end > q.inner_start]


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        blank_before = before.isspace() or before in _BRACKETS
        opens = match[0] in _OPEN and blank_before and not after.isspace()
        yield _Mark(match[0], match.start(), match.end(), opens)


def _inner(opened: _Mark, mark: _Mark) -> bool:
    """Whether a single mark stands within double ones."""
    return mark.text == "’" and opened.text not in _PAIRS


def _orphan(text: str, mark: _Mark, end: int, speech: frozenset[str]) -> bool:
    """Whether a mark that nothing has opened closes somebody's words all the same."""
    if mark.opens or mark.text == "’" or mark.text not in _CLOSE:
        return False
    following = _NEXT_WORD.match(text, mark.end, end)
    return following is not None and fold(following[1]) in speech


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence begins that goes on at an offset."""
    last = start
    for match in _ENDS.finditer(text, start, end):
        last = match.end()
    return last


def _quote(text: str, opened: _Mark, inner_end: int, end: int | None = None) -> Quote:
    return _trimmed(text, opened.start, inner_end if end is None else end, opened.end, inner_end)


def _trimmed(text: str, start: int, end: int, a: int, b: int) -> Quote:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return Quote(start, end, a, b)


def is_title(text: str, quote: Quote, lexicon: Lexicon) -> bool:
    """Whether the words between the marks are written as names are: short, capitalized, no sentence."""
    inner = text[quote.inner_start : quote.inner_end].rstrip(" ,;")
    words = [t for t in tokenize(inner, 0, len(inner)) if t.word]
    if (
        not words
        or len(words) > _LONGEST_TITLE
        or (inner.endswith(("!", "?")) and len(words) < _ASKING_TITLE)
        or not (inner[0].isupper() or inner[0].isdigit())
    ):
        return False
    if inner.endswith(".") and not inner.endswith(lexicon.dotted) and inner.count(".") < 2:
        return False
    content = [t for t in words if t.fold not in lexicon.function and len(t.text) > 3]
    if not content:  # "Now we have one" is none
        small = all(t.capital or t.fold in lexicon.function for t in words)
        return len(words) <= 4 and words[-1].capital and small
    if lexicon.sentence_case and len(words) > _HEADED and lexicon.head_of([t.fold for t in words]):
        return True  # "Informe de ciberseguridad 2025: desafíos y brechas"
    share = sum(t.capital for t in content) / len(content)
    return share >= _TITLE_SHARE and (words[0].fold not in lexicon.function or len(content) > 1)
