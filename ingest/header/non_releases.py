"""What is no release and is refused: other formats, error and consent pages, lists of releases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..base.refusals import Unreadable
from ..text.full_dates import full_dates
from .furniture import TITLE_WORDS, is_cookie_notice, is_error
from .issue_dates import tells_of_event
from .letterhead import is_labeled
from .lines import Line, Role

_FORMATS = (  # language-neutral marks of formats, by what a person would call them
    (
        "the raw source of an e-mail",
        r"(?:--\S+\n|from \S+ .*\n)?(?:[\w-]+: .*\n(?:[ \t].*\n)*)*(?:content-type|mime-version): ",
    ),
    ("a file of RDF (Turtle)", r"(?:\s|#.*\n)*(?:@prefix|@base|prefix) +\S*:? *<"),
    (
        "a file of RDF (Turtle)",  # a part of one: six lines, each with a shortened IRI
        r"(?:(?:[ \t]*(?:#.*)?\n)*(?:.*[ \t])?[a-z][\w-]*:[\w-]+(?:[ \t].*)?[;.,]\n){6}",
    ),
    ("a file of RDF (N-Triples)", r"\s*<\w+:[^>\s]+> <\w+:[^>\s]+> [<\"_]"),
    ("a file of RDF (XML)", r"\s*(?:<\?xml[^>]*>\s*|<!--.*-->\s*)*<rdf:"),
    ("a feed", r"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed)\b"),
    ("an XML file", r"\s*<\?xml\b"),
    ("a JSON file", r"\s*(?:\{\s*\"[^\"\n]+\"\s*:|\[\s*\{\s*\"[^\"\n]+\"\s*:)"),
    ("a calendar file", r"\s*begin:vcalendar"),
    ("a file of contacts", r"\s*begin:vcard"),
)
_OPENING = 4000  # characters in which a format shows itself
ONLY_LISTS = "a page that only lists releases, no release"
_ADVICE = "save the release's own text and read that"
_LISTED = 3  # dated lines of which a list of releases has at least as many
_TITLES = 5  # headings without any prose
TEASER = 40  # words: what a list says of each release
_ERROR = 60  # words: what an error page says besides
_FORMAT_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FORMATS)


def refuse_format(text: str, name: str) -> None:
    """Refuse text in a format that releases do not have.

    Raises:
        Unreadable: it is in such a format.
    """
    opening = text[:_OPENING]
    for what, pattern in _FORMAT_PATTERNS:
        if pattern.match(opening):
            raise Unreadable(name, f"{what}, no release; {_ADVICE}")


def refuse_page(text: str, found: Sequence[Line], name: str, language: str) -> None:
    """Refuse a page that says that there is none, asks for consent, or only lists releases.

    Raises:
        Unreadable: it is such a page.
    """
    prose = [line for line in found if line.role is Role.PROSE]
    words = sum(len(line.span.of(text).split()) for line in prose)
    notices = [line.span.of(text) for line in found if line.role is Role.FURNITURE]
    dated = any(line.role is Role.DATE for line in found)
    error = words <= _ERROR and not dated and any(map(is_error, notices))
    if error and not any(full_dates(text, line.span.start, line.span.end, language) for line in prose):
        raise Unreadable(
            name,
            f"an error page or one that asks to log in, no release; look for its new address, {_ADVICE}",
        )
    if not prose and not dated and any(map(is_cookie_notice, notices)):
        raise Unreadable(name, f"a page that asks for consent, no release; open it, answer, {_ADVICE}")
    if _is_list(text, found, language):
        raise Unreadable(name, f"{ONLY_LISTS}; read the pages that it links to")


def _is_list(text: str, found: Sequence[Line], language: str) -> bool:
    """Whether a page is a list: dated titles with a teaser at most under each, or titles alone."""
    shown = [line for line in found if line.role is not Role.FURNITURE]
    prose = [line for line in shown if line.role is Role.PROSE]
    entries = _entries(text, shown, language)
    if not prose:
        titles = [line for line in shown if _is_title(text, line)]
        return entries >= _LISTED or (len(titles) >= _TITLES and len(titles) * 2 > len(shown))
    if entries <= _LISTED or len(prose) > entries:
        return False
    parted = all(Role.PROSE not in (a.role, b.role) or a.role is not b.role for a, b in pairwise(shown))
    return parted and all(len(line.span.of(text).split()) <= TEASER for line in prose)


def _entries(text: str, shown: Sequence[Line], language: str) -> int:
    """How many titles with a date of their own there are, in one line or in two."""
    return sum(
        _is_title(text, line)
        and (_has_date(text, line, language) or any(other.role is Role.DATE for other in beside))
        for line, beside in ((shown[i], shown[max(0, i - 1) : i + 2]) for i in range(len(shown)))
    )


def _is_title(text: str, line: Line) -> bool:
    words = line.span.of(text)
    return line.role is Role.HEADING and len(words.split()) > TITLE_WORDS and not is_labeled(words)


def _has_date(text: str, line: Line, language: str) -> bool:
    dates = full_dates(text, line.span.start, line.span.end, language)
    return bool(dates) and not tells_of_event(text, line.span, language)
