"""What stands on a page and is no part of its release: buttons, menus, trails, notices, bylines."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from ..base.model import Span
from ..text.language import plain
from .letterhead import has_title_word, is_mast
from .publishers import bare, by_name
from .wording import bare_phrases, either, phrases, web_names, whole_words

TITLE_WORDS = 3  # no title has fewer, where another line has them

_SEPARATOR = re.compile(r"[\s|/•·,;:>»›«‹–—→+]+|(?<!\w)-+(?!\w)")
_TRAIL = re.compile(r"\s*(?:[>»›→]|::|\s/\s|\s:\s)\s*")
_COLUMNS = re.compile(r"\s*[|•·»›>→]\s*|\s{2,}|\s+[–—/:-]\s+")
_COPYRIGHT = re.compile(r"©|\(c\) ?(?:19|20)\d\d", re.IGNORECASE)
_BUTTON = 5  # words: no button has more
_NOTICE = 80  # words: no notice has more
_NAME = r"[^\W\d_a-zà-ÿ][^\W\d_]*(?:[.'’-]?[^\W\d_]+)*\.?"
_PERSON = rf"{_NAME}(?: (?:[a-z]{{1,3}} )?{_NAME}){{1,3}}"
_SITE_NAME = re.compile(r"\s*(?:\||::)\s*|\s+[–—-]\s+")


@dataclass(frozen=True, slots=True)
class _Words:
    buttons: frozenset[tuple[str, ...]]
    longest: int  # words of a button
    glued: re.Pattern[str]  # buttons before a title, in one line with it
    starts: re.Pattern[str]  # of lines of furniture
    notices: re.Pattern[str]
    cookies: re.Pattern[str]
    errors: re.Pattern[str]
    byline: re.Pattern[str]
    related: frozenset[str]


@cache
def _words() -> _Words:
    named = [*phrases("navigation"), *web_names(), *phrases("release"), *phrases("advisory")]
    buttons = frozenset(filter(None, map(_tokens, named)))
    return _Words(
        buttons=buttons,
        longest=max(map(len, buttons)),
        glued=re.compile(rf"(?:(?i:{either(named)})(?:[\s|>»›:/•·–—-]+|(?<=[a-zà-ÿ])(?=[A-Z])))+"),
        starts=whole_words(phrases("furniture_starts")),
        notices=whole_words([*phrases("notices"), *phrases("cookies")]),
        cookies=whole_words(phrases("cookies")),
        errors=whole_words(phrases("errors")),
        byline=re.compile(rf"(?i:{either(phrases('byline'))})\s*:?\s+{_PERSON}(?P<rest>[,|–—-].*)?"),
        related=bare_phrases("related"),
    )


def is_furniture(words: str) -> bool:
    """Whether a line of these words belongs to the page and not to its release."""
    folded = plain(words).lstrip(" \t•·▪◦*|>»«<–—-[(")
    known = _words()
    return bool(
        _COPYRIGHT.search(words)
        or is_menu(words)
        or known.starts.match(folded)
        or is_error(words)
        or is_notice(words)
        or is_byline(words)
    )


def is_notice(words: str) -> bool:
    """Whether a line is a notice to visitors of a page: of cookies, rights, scripts."""
    return bool(_words().notices.search(plain(words))) and len(words.split()) <= _NOTICE


def is_menu(words: str) -> bool:
    """Whether a line is made of buttons, or is a row that has some."""
    if _is_tiled(words):
        return True
    row = [part for part in _COLUMNS.split(words.strip()) if part]
    buttons = sum(map(_is_tiled, row))
    return len(row) > 2 and all(len(part.split()) <= _BUTTON for part in row) and buttons * 2 >= len(row)


def is_error(words: str) -> bool:
    """Whether a line says that a page is not there: "File is not found"."""
    return bool(_words().errors.match(plain(words).lstrip()))


def is_cookie_notice(words: str) -> bool:
    """Whether a line speaks of cookies and consent."""
    return bool(_words().cookies.search(plain(words)))


def is_byline(words: str) -> bool:
    """Whether a line says who wrote the page: "By Anna Reed, Staff Writer"."""
    match = _words().byline.fullmatch(words.strip())
    return match is not None and not has_title_word(words.split()[1:]) and len(words.split()) <= 12


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

    "Home Page ContentPress Releases Drill to tighten the net": a single button with a blank after it may
    be a title's first word.
    """
    match = _words().glued.match(words)
    if match is None:
        return 0
    rest = words[match.end() :]
    begins = rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in "\"'“‘«¿¡"
    sure = len(_tokens(match[0])) > 2 or not match[0][-1].isspace()
    return match.end() if begins and sure and len(rest.split()) >= TITLE_WORDS else 0


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
    if not tokens:
        return True
    known = _words()
    reached = {0}
    for start in range(len(tokens)):
        if start in reached:
            ends = range(start + 1, min(len(tokens), start + known.longest) + 1)
            reached.update(end for end in ends if tokens[start:end] in known.buttons)
    return len(tokens) in reached


def _tokens(words: str) -> tuple[str, ...]:
    parts = (bare(part) for part in _SEPARATOR.split(words))
    return tuple(part for part in parts if len(part) > 1 and any(map(str.isalpha, part)))
