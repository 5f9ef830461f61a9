"""The one form of a release's text that all offsets count in.

Two copies of a release that differ in line ends, in kinds of blanks, in invisible characters or in how a mail
program wrapped their lines have the same canonical text. A canonical text is its own canonical text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_LINE_ENDS = re.compile("\r\n?|\v|\f|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
_WRAP_WIDTHS = range(50, 101)  # the widest line of a text that a program wrapped
_LIST_MARK = re.compile(r"[ \t]*(?:[-–—*•·▪◦#>]|\(?\w{1,3}[.)]\s)")
_FINAL = tuple(".!?:;…\"'”’»")


class _Characters(dict[int, str | None]):
    """For `str.translate`: every blank becomes a plain one, what prints nothing goes."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        category = unicodedata.category(char)
        kept: str | None = char
        if category == "Zs":
            kept = " "
        elif category in ("Cc", "Cf", "Cs") and char not in "\n\t":
            kept = None
        self[code] = kept
        return kept


_CHARACTERS = _Characters()


def canonical(text: str) -> str:
    """The canonical form of a text.

    Unicode NFC; lines end in a line feed with no blanks before it; all blanks are plain ones; no control or
    invisible characters but tabs; lines that were wrapped at a fixed width are whole again.
    """
    text = _LINE_ENDS.sub("\n", text).translate(_CHARACTERS)
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n")]
    unwrapped = list(_unwrapped(lines))
    while len(unwrapped) < len(lines):
        lines, unwrapped = unwrapped, list(_unwrapped(unwrapped))
    return "\n".join(unwrapped).strip("\n")


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """The lines, those joined that were wrapped: none could have taken the first word of the next."""
    width = max(map(len, lines), default=0)
    if width not in _WRAP_WIDTHS:
        yield from lines
        return
    if not _is_wrapped(lines, width):
        yield from lines
        return
    parts: list[str] = []
    for line in lines:
        if parts and not _cut(parts[-1], line, width):
            yield " ".join(parts)
            parts = []
        parts.append(line.lstrip() if parts else line)
    yield " ".join(parts)


def _is_wrapped(lines: list[str], width: int) -> bool:
    """Whether most lines that could be cut go on in small letters, as those of headers and lists do not."""
    first = [right.lstrip()[0] for left, right in pairwise(lines) if _cut(left, right, width)]
    return 0 < len(first) <= 2 * sum(map(str.islower, first))


def _cut(line: str, following: str, width: int) -> bool:
    if not line or not following or line.endswith(_FINAL) or _LIST_MARK.match(following):
        return False
    first_word = following.split(maxsplit=1)[0]
    is_full = len(line) + 1 + len(first_word) >= width
    return is_full or (len(line) * 2 >= width and following[0].islower())
