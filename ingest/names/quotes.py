"""Quotation marks: which of them enclose a name ("Ancla Segura 2014"), and which somebody's words."""

from __future__ import annotations

from dataclasses import dataclass

from ..text.tokens import tokenize
from .lexicon import Lexicon

_OPEN = '“"«„'
_CLOSE = '”"»“'
_TITLE_SHARE = 0.6  # of the longer words of a title in English are capitalized
_LONGEST_TITLE = 30  # words
_ASKING_TITLE = 5  # words: what is shorter, and asks or calls, somebody said


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: the offsets of its marks (end exclusive) and of what they enclose."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """The quoted stretches of a paragraph. A quotation that the paragraph does not close runs to its end."""
    found: list[Quote] = []
    opened: int | None = None
    for i in range(start, end):
        char = text[i]
        if char not in _OPEN and char not in _CLOSE:
            continue
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        opens = char in _OPEN and (before.isspace() or before in "([-–—/") and not after.isspace()
        if opened is None:
            if opens or (char in "“«„"):
                opened = i
        elif opens and char in "“«„":
            found.append(_quote(text, opened, i))  # the last one was never closed
            opened = i
        elif char in _CLOSE:
            # ', "he said': a mark that stands where one opens still closes what is open
            found.append(_quote(text, opened, i + 1))
            opened = None
    if opened is not None:
        found.append(Quote(opened, end, opened + 1, end))
    return [q for q in found if q.inner_end > q.inner_start]


def _quote(text: str, start: int, end: int) -> Quote:
    a, b = start + 1, end - 1 if text[end - 1] in _CLOSE else end
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
    if not content:  # "We had no law" is none
        return len(words) <= 4 and all(t.capital or t.fold in lexicon.function for t in words)
    share = sum(t.capital for t in content) / len(content)
    return share >= _TITLE_SHARE and (words[0].fold not in lexicon.function or len(content) > 1)
