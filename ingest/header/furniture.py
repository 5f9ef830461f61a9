"""What stands on a page and is no part of its release: buttons, menus, trails, notices, bylines."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..base.model import Span
from ..text.language import plain
from .letterhead import has_title_word, is_mast
from .publishers import bare, by_name
from .wording import Phrases, bare_phrases, either, phrases, web_names

TITLE_WORDS = 3  # no title has fewer, where another line has them

_SEPARATOR = re.compile(r"[\s|/•·,;:>»›«‹–—→+]+|(?<!\w)-+(?!\w)")
_TRAIL = re.compile(r"\s*(?:[>»›→/]|::|\s:\s)\s*")
_COLUMNS = re.compile(r"\s*[|•·»›>→]\s*|\s{2,}|\s+[–—/:-]\s+")
_COPYRIGHT = re.compile(r"©|\(c\) ?(?:19|20)\d\d", re.IGNORECASE)
_PIECE = re.compile(
    r"[^\W_]+?(?:(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?![^\W_]))"
)  # "Content", "Press" in "ContentPress"
_OPENING = "\"'“‘«¿¡("
_SURE = 3  # words of buttons that are no title's first words
_MENU = 12  # words of buttons before a title
_BUTTON = 5  # words: no button has more
_NOTICE = 500  # characters: no notice has more
_AUTHOR = 12  # words of a line that says who wrote a page
_NAME = r"[^\W\d_a-zà-ÿ][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_PERSON = rf"{_NAME}(?: (?:[a-z]{{1,3}} )?{_NAME}){{1,3}}"
_SITE_NAME = re.compile(r"\s*(?:\||::)\s*|\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class _Words:
    buttons: frozenset[tuple[str, ...]]
    longest: int  # words of a button
    starts: Phrases  # of lines of furniture
    notices: Phrases
    cookies: Phrases
    errors: Phrases
    byline: re.Pattern[str]
    related: frozenset[str]


@cache
def _words() -> _Words:
    named = [*phrases("navigation"), *web_names(), *phrases("release"), *phrases("advisory")]
    buttons = frozenset(filter(None, map(_tokens, named)))
    return _Words(
        buttons=buttons,
        longest=max(map(len, buttons)),
        starts=Phrases(phrases("furniture_starts")),
        notices=Phrases([*phrases("notices"), *phrases("cookies")]),
        cookies=Phrases(phrases("cookies")),
        errors=Phrases(phrases("errors")),
        byline=re.compile(rf"(?i:{either(phrases('byline'))})\s*:?\s+(?P<name>{_PERSON})(?:\s*[,|–—-].*)?"),
        related=bare_phrases("related"),
    )


def is_furniture(words: str) -> bool:
    """Whether a line of these words belongs to the page and not to its release."""
    folded = plain(words).lstrip(" \t•·▪◦*|>»«<–—-[(")
    known = _words()
    return bool(
        _COPYRIGHT.search(words)
        or is_menu(words)
        or known.starts.begin(folded)
        or is_error(words)
        or is_notice(words)
    )


def is_notice(words: str) -> bool:
    """Whether a line is a notice to visitors of a page: of cookies, rights, scripts."""
    return len(words) <= _NOTICE and _words().notices.within(plain(words))


def is_menu(words: str) -> bool:
    """Whether a line is made of buttons, or is a row that has some."""
    if _is_tiled(words):
        return True
    site, _, button = words.strip().partition(" ")  # "OAS Media Center"
    if site.isupper() and len(site) > 1 and button and _is_tiled(button):
        return True
    row = [part for part in _COLUMNS.split(words.strip()) if part]
    buttons = sum(map(_is_tiled, row))
    return len(row) > 2 and all(len(part.split()) <= _BUTTON for part in row) and buttons * 2 >= len(row)


def is_error(words: str) -> bool:
    """Whether a line says that a page is not there: "File is not found"."""
    return _words().errors.begin(plain(words).lstrip())


def is_cookie_notice(words: str) -> bool:
    """Whether a line speaks of cookies and consent."""
    return _words().cookies.within(plain(words))


def is_byline(words: str) -> bool:
    """Whether a line says who wrote the page: "By Anna Reed, Staff Writer"."""
    match = _words().byline.fullmatch(words.strip())
    return match is not None and not has_title_word(match["name"].split()) and len(words.split()) <= _AUTHOR


def opens_related(words: str) -> bool:
    """Whether a line stands above links to other releases."""
    return bare(words) in _words().related


def trail_end(words: str) -> int | None:
    """Where the last part of a trail begins ("Home > News > Title"), if the line is one."""
    parts = list(_TRAIL.finditer(words))
    first = words[: parts[0].start()] if parts else ""
    if not parts or not (_is_tiled(first) or is_mast(first) or by_name(first)):
        return None
    last = parts[-1].end()
    # A title may have such a mark itself, but no trail has a part with so many words before it.
    for left, right in zip([None, *parts], parts, strict=False):
        begin = left.end() if left else 0
        if len(words[begin : right.start()].split()) > _BUTTON:
            return begin
    return last


def unglued(words: str) -> int:
    """How many characters of buttons stand before a title, in one line with it.

    "Home Page ContentPress Releases Drill to tighten the net": few buttons with a blank after them may be a
    title's first words.
    """
    pieces = list(_PIECE.finditer(words))
    first = pieces[: _MENU + 1]
    ends = _tiled_ends(tuple(bare(piece[0]) for piece in first))
    for k in sorted(ends - {0}, reverse=True):
        if k < len(pieces) and len(pieces) - k >= TITLE_WORDS:
            start = pieces[k].start()
            glued = any(left.end() == right.start() for left, right in pairwise(pieces[: k + 1]))
            if (glued or k >= _SURE) and not words[start].islower():
                return start - (words[start - 1] in _OPENING)
    return 0


def echo_of(words: str, titles: Collection[str]) -> str | None:
    """Which of the titles a line repeats with buttons before or after it: "Back Title", "Title Print"."""
    parts = words.split()
    for k in range(1, len(parts)):
        left, right = " ".join(parts[:k]), " ".join(parts[k:])
        for title, buttons in ((right, left), (left, right)):
            if title in titles and len(title.split()) >= TITLE_WORDS and _is_tiled(buttons):
                return title
    return None


def without_site_name(text: str, span: Span) -> Span:
    """The span of "Title | Name of the site" or "Site | Title" without the site's name."""
    words = span.of(text)
    for mark in _SITE_NAME.finditer(words):
        before, after = words[: mark.start()], words[mark.end() :]
        wide = mark[0].strip() in ("|", "::")
        if _is_title(before) and len(after.split()) <= _BUTTON and (wide or _is_site(after)):
            return Span(span.start, span.start + mark.start())
        if wide and _is_title(after) and (_is_site(before) or is_mast(before)):
            return without_site_name(text, Span(span.start + mark.end(), span.end))
    return span


def _is_title(words: str) -> bool:
    return len(words.split()) >= TITLE_WORDS and not _is_tiled(words)


def _is_site(words: str) -> bool:
    acronym = len(words.split()) == 1 and words.isupper() and len(words) > 1
    return _is_tiled(words) or acronym or by_name(words) is not None


def _is_tiled(words: str) -> bool:
    """Whether words are buttons and nothing else, with numbers and single letters at most between them."""
    tokens = _tokens(words)
    return len(tokens) in _tiled_ends(tokens)


def _tiled_ends(tokens: tuple[str, ...]) -> set[int]:
    """After how many of the tokens a row of buttons may end."""
    known = _words()
    reached = {0}
    for start in range(len(tokens)):
        if start in reached:
            ends = range(start + 1, min(len(tokens), start + known.longest) + 1)
            reached.update(end for end in ends if tokens[start:end] in known.buttons)
    return reached


def _tokens(words: str) -> tuple[str, ...]:
    parts = (bare(part) for part in _SEPARATOR.split(words))
    return tuple(part for part in parts if len(part) > 1 and any(map(str.isalpha, part)))
