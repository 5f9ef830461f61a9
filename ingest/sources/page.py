"""From an HTML page to the text of the release in it.

trafilatura tells which words of the page are its main text, but it flattens table layouts and leaves out
the lines above and below that say of what date and reference a release is. So paragraphs, their order
and those lines are taken from the page itself, and trafilatura only chooses among them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..base.refusals import Unreadable
from ..header.lines import Line, lines
from ..header.publishers import bare
from ..text.canonical import canonical
from ..text.language import guess

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        """
    aside audio button canvas dialog footer head iframe input map math menu nav noscript object option
    script select style svg template textarea video
    """,
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure form
    h1 h2 h3 h4 h5 h6 header hr html legend main ol p pre section summary table tbody td tfoot th thead tr ul
    """,
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SURE = 30  # letters and digits; a shorter line may stand in the main text by chance
_LABEL = re.compile(r"\w+(?: \w+)?\s?:")  # "WHERE:"
_UNNAMED = 4  # lines above the main text that are kept where nothing tells where the header begins
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
    shown = re.sub(r"\n{3,}", "\n\n", canonical("".join(_shown(tree))))
    if not shown:
        raise Unreadable(
            name, "an HTML page without text; if a script writes its text, save the page as shown"
        )
    document = _extracted(markup)
    headings = {" ".join(element.text_content().split()) for element in tree.iter("h1")} - {""}
    title = _title(document, headings, shown)
    titles = {bare(one) for one in (*headings, title) if one}
    text = (_chosen(shown, document, titles) if document else "") or shown
    return Page(
        text=text,
        title=title,
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


def _chosen(shown: str, document: Document, titles: set[str]) -> str:
    """The lines of the page that belong to its release; empty where none surely does."""
    main = _letters(document.text or "")
    found = [line for line in lines(shown, guess(shown)[0] or "en") if "©" not in line.span.of(shown)]
    letters = [_letters(line.span.of(shown)) for line in found]
    inside = [words in main for words in letters]
    sure = [i for i, words in enumerate(letters) if inside[i] and len(words) >= _SURE]
    # Names of offices in the head and foot of a site are long as well, but no prose.
    sure = [i for i in sure if found[i].role == "prose"] or sure
    if not sure:
        return ""
    first, last = _first(shown, found, inside, sure[0], titles), _last(shown, found, inside, sure[-1])
    return _joined(
        shown,
        [
            line
            for i, line in enumerate(found[first : last + 1], first)
            if inside[i] or i < sure[0] or line.role in _HEADER_ROLES
        ],
    )


def _first(shown: str, found: list[Line], inside: list[bool], prose: int, titles: set[str]) -> int:
    """Where the header begins: at the title or the kind, else some lines up that are no navigation."""
    window = range(max(0, prose - _ABOVE), prose)
    named = [i for i in window if bare(found[i].span.of(shown)) in titles]
    kinds = [i for i in window if found[i].role == "kind"]
    if named or kinds:
        return min(named[-1:] + kinds[-1:])
    first = prose
    while first > max(0, prose - _UNNAMED) and inside[first - 1] and found[first - 1].role != "navigation":
        first -= 1
    return first


def _last(shown: str, found: list[Line], inside: list[bool], prose: int) -> int:
    """Where the foot ends: at the reference, else at the last item of a list or of what, when and where."""
    below = range(prose + 1, min(len(found), prose + 1 + _BELOW))
    references = [i for i in below if found[i].role == "reference"]
    if references:
        return references[0]
    last = prose
    for i in below:
        line = found[i]
        if not inside[i] or line.role == "navigation":
            break
        if line.bulleted or line.block == found[i - 1].block or _LABEL.match(line.span.of(shown)):
            last = i
    return last


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


def _title(document: Document | None, headings: set[str], shown: str) -> str | None:
    """What the metadata call the title, else a first-level heading: whichever the page shows as a line."""
    named = (document.title if document else None) or None
    titles = [*([named] if named else []), *sorted(headings)]
    seen = set(map(bare, shown.split("\n")))
    return next((title for title in titles if bare(title) in seen), named)


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
