"""From an HTML page to the text of the release in it.

trafilatura tells which words of the page are its main text, but it flattens table layouts and leaves out the lines
above and below that say of what date and reference a release is. So paragraphs, their order and those lines are taken
from the page itself, and trafilatura only chooses among them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .canonical import canonical
from .errors import Unreadable
from .language import guess
from .lines import Line, lines
from .publishers import bare

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_UNSEEN = frozenset(
    "head script style noscript template svg math iframe object canvas audio video map nav aside footer"
    " button select option textarea input dialog menu".split()
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4"
    " h5 h6 header hr html legend main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SURE = 30  # letters and digits; a shorter line may stand in the main text by chance
_ABOVE, _BELOW = 12, 8  # lines around the main text in which header and reference may stand
_HEADER_ROLES = ("date", "kind", "reference", "publisher")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds."""

    text: str
    title: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None  # the address that the page calls its own


def read_page(markup: str, name: str) -> Page:
    """The release in a page: its header, its paragraphs and list items, and what its metadata say.

    Raises:
        Unreadable: the page shows no text.
    """
    tree = _parsed(markup, name)
    shown = canonical("".join(_shown(tree)))
    if not shown:
        raise Unreadable(name, "an HTML page without text; if a script writes its text, save the page as shown")
    document = _extracted(markup)
    text = (_chosen(shown, document, _headings(tree)) if document else "") or shown
    return Page(
        text=text,
        title=_title(document, tree),
        published=_date(document.date if document else None),
        language=_language(tree),
        url=_address(document.url if document else None),
    )


def _parsed(markup: str, name: str) -> HtmlElement:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except ParserError as error:
        raise Unreadable(name, "an HTML page without text") from error


def _shown(tree: HtmlElement) -> Iterator[str]:
    """The text that a reader sees: a blank line around blocks, a line for each break and list item."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and _is_unseen(element):
            walk.skip_subtree()
        elif event == "start":
            yield _break(element.tag)
            yield _flat(element.text)
        if event in ("end", "comment", "pi"):
            if event == "end" and element.tag in _BLOCKS:
                yield "\n\n"
            yield _flat(element.tail)


def _is_unseen(element: HtmlElement) -> bool:
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    return bool(hidden) or element.tag in _UNSEEN


def _break(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    return {"br": "\n", "li": "\n• "}.get(tag, "")


def _flat(text: str | None) -> str:
    """Text of the markup, whose line ends and indents are only layout."""
    return re.sub(r"\s+", " ", text) if text else ""


def _extracted(markup: str) -> Document | None:
    for logger in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(logger).addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    document = bare_extraction(
        markup,
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return None if document is None or isinstance(document, dict) else document


def _chosen(shown: str, document: Document, headings: set[str]) -> str:
    """The lines of the page that belong to its release; empty where none surely does."""
    main = _letters(document.text or "")
    found = [line for line in lines(shown, guess(shown)[0] or "en") if "©" not in line.span.of(shown)]
    inside = [_letters(line.span.of(shown)) in main for line in found]
    sure = [i for i, line in enumerate(found) if inside[i] and len(_letters(line.span.of(shown))) >= _SURE]
    if not sure:
        return ""
    first = _header_start(shown, found, sure[0], {*headings, bare(document.title or "")})
    chosen = [
        line
        for i, line in enumerate(found[first : sure[-1] + 1], first)
        if inside[i] or i < sure[0] or line.role in _HEADER_ROLES
    ]
    chosen += [line for line in found[sure[-1] + 1 :][:_BELOW] if line.role in ("reference", "date")]
    return _joined(shown, chosen)


def _header_start(shown: str, found: list[Line], first: int, titles: set[str]) -> int:
    """The line at which the release begins, above its first sure line: its title, or the kind that stands above it."""
    start = next((i for i in range(first, len(found)) if found[i].role == "prose"), first)
    window = range(max(0, first - _ABOVE), start + 1)
    named = [i for i in window if bare(found[i].span.of(shown)) in titles]
    kinds = [i for i in window if found[i].role == "kind"]
    return min([first, *named[-1:], *kinds[-1:]])


def _joined(shown: str, chosen: list[Line]) -> str:
    """The lines as they stood, with a blank line where one stood or something was left out."""
    parts = []
    for before, line in zip([None, *chosen], chosen, strict=False):
        if before is not None:
            parts.append("\n" if before.block == line.block else "\n\n")
        parts.append("• " * line.bulleted + line.span.of(shown))
    return "".join(parts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _headings(tree: HtmlElement) -> set[str]:
    return {bare(element.text_content()) for element in tree.iter("h1")} - {""}


def _title(document: Document | None, tree: HtmlElement) -> str | None:
    """The page's only first-level heading, else what its metadata say."""
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return (document.title if document else None) or None


def _date(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None


def _language(tree: HtmlElement) -> str | None:
    declared = (tree.get("lang") or tree.get("xml:lang") or "")[:2].lower()
    return declared if declared.isalpha() else None


def _address(stated: str | None) -> str | None:
    return stated if stated and urlsplit(stated).scheme in ("http", "https") else None
