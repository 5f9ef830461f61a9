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
from itertools import pairwise
from typing import TYPE_CHECKING

from ..base.refusals import Unreadable
from ..header.lines import Line, Role, lines
from ..header.non_releases import ONLY_LISTS, TEASER
from ..header.publishers import bare
from ..text.canonical import canonical
from ..text.detecting import guess, model
from .metadata import Metadata, metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
# Parts of the names that makers of pages give to what is no text, and roles of WAI-ARIA.
_FURNITURE = frozenset(
    re.findall(
        r"\w+",
        """
    breadcrumb breadcrumbs comments consent cookie cookies footer gdpr masthead menu nav navbar navigation
    pager pagination popup promo related share sharing sidebar skip social subscribe toolbar widget
    """,
    )
)
_FURNITURE_ROLES = frozenset(
    ["alertdialog", "complementary", "contentinfo", "dialog", "navigation", "search"]
)
_MOST = 0.6  # of the main text stands in the element that holds the release
_RUNNING_TEXT = 400  # characters in paragraphs that no furniture has
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SURE = 30  # letters and digits; a shorter line may stand in the main text by chance
_LABEL = re.compile(r"\w+(?: \w+)?\s?:")  # "WHERE:"
_UNNAMED = 4  # lines above the main text that are kept where nothing tells where the header begins
_ABOVE, _BELOW = 12, 8  # lines around the main text in which header and reference may stand
_TITLES, _TITLE = 4, 4  # of a list: linked titles, and words of each
_SENTENCE = 8  # words that a teaser has more of, and a date or a name of a page has not
_HEADER_ROLES = (Role.DATE, Role.KIND, Role.REFERENCE, Role.PUBLISHER)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds."""

    text: str
    metadata: Metadata


def read_page(markup: str, name: str) -> Page:
    """The release in a page: its header, its paragraphs and list items, and what its metadata say.

    Raises:
        Unreadable: the page shows no text.
    """
    tree = _parsed(markup, name)
    shown = re.sub(r"\n{3,}", "\n\n", canonical("".join(_shown(tree))))
    if not shown:
        raise Unreadable(
            name, "an HTML page without text; if a script writes its release, save the page as shown"
        )
    said = metadata(tree)
    main = _main_text(markup)
    titles = set(map(bare, said.titles))
    text = (_chosen(shown, main, _letters(_container(tree, titles, main)), titles) if main else "") or shown
    if _only_links(tree, text):
        raise Unreadable(name, f"{ONLY_LISTS}; read the pages that it links to")
    return Page(text, said)


def _only_links(tree: HtmlElement, text: str) -> bool:
    """Whether the text is titles that are links, with a teaser at most for each: a list, dated or not."""
    linked = {_letters(each.text_content()) for each in tree.iter("a")} - {""}
    shown = [line for line in text.splitlines() if line.strip()]
    titles = [line for line in shown if len(line.split()) >= _TITLE and _letters(line) in linked]
    prose = [len(line.split()) if _letters(line) not in linked else 0 for line in shown]
    if len(titles) < _TITLES or max(prose) > TEASER:
        return False
    said = [words > _SENTENCE for words in prose]
    parted = not any(a and b for a, b in pairwise(said))  # a release has paragraphs that follow each other
    return not any(said) or (parted and len(titles) <= 2 * sum(said) <= 2 * len(titles))


def _parsed(markup: str, name: str) -> HtmlElement:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(markup.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except ParserError as error:
        raise Unreadable(name, "an HTML page without text, no release") from error


def _shown(tree: HtmlElement) -> Iterator[str]:
    """The text that a reader sees: a blank line around blocks, a line for each break and list item."""
    from lxml.etree import iterwalk

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and (_is_unseen(element) or _is_furniture(element)):
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


def _is_furniture(element: HtmlElement) -> bool:
    """Whether an element is named or marked as furniture, and holds neither title nor running text."""
    if element.get("role") not in _FURNITURE_ROLES:
        names = re.findall(r"[a-z]+", f"{element.get('id', '')} {element.get('class', '')}".lower())
        if element.tag == "body" or _FURNITURE.isdisjoint(names):
            return False
    if next(element.iter("h1", "main", "article"), None) is not None:
        return False
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p")) < _RUNNING_TEXT


def _break(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    return {"br": "\n", "li": "\n• "}.get(tag, "")


def _flat(text: str | None) -> str:
    """Text of the markup, whose line ends and indents are only layout."""
    return re.sub(r"\s+", " ", text) if text else ""


def _main_text(markup: str) -> str:
    """What trafilatura takes for the main text of a page."""
    for logger in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(logger).addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    document = bare_extraction(markup, favor_recall=True, include_comments=False, with_metadata=False)
    return "" if document is None or isinstance(document, dict) else document.text or ""


def _container(tree: HtmlElement, titles: set[str], main_text: str) -> str:
    """The text of the smallest element that holds both the title and most of the main text, else of all.

    On pages that are nothing but nested `div` elements, it parts the release from the bottom of the page.
    """
    enough = _MOST * len(main_text)
    smallest = str(tree.text_content())
    for element in tree.iter("h1", "h2", "h3", "h4", "div", "p", "span", "td", "a", "strong", "b", "font"):
        if element.text is None or bare(element.text) not in titles:
            continue
        held = ""
        while len(held) < enough and (element := element.getparent()) is not None:
            held = str(element.text_content())
        smallest = min(smallest, held or smallest, key=len)
    return smallest


def _chosen(shown: str, main_text: str, container: str, titles: set[str]) -> str:
    """The lines of the page that belong to its release; empty where none surely does."""
    main = _letters(main_text)
    found = [line for line in lines(shown, guess(shown)[0] or model()) if "©" not in line.span.of(shown)]
    letters = [_letters(line.span.of(shown)) for line in found]
    inside = [words in main and words in container for words in letters]
    for i, line in enumerate(found[1:], 1):  # the extractor leaves lists out that a colon announces
        before = found[i - 1]
        announced = before.span.of(shown).endswith(":") or before.bulleted
        inside[i] = inside[i] or (line.bulleted and inside[i - 1] and announced and letters[i] in container)
    sure = [i for i, words in enumerate(letters) if inside[i] and len(words) >= _SURE]
    # Names of offices in the head and foot of a site are long as well, but no prose.
    sure = [i for i in sure if found[i].role is Role.PROSE] or sure
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
    kinds = [i for i in window if found[i].role is Role.KIND]
    if named or kinds:
        return min(named[-1:] + kinds[-1:])
    first = prose
    while (
        first > max(0, prose - _UNNAMED) and inside[first - 1] and found[first - 1].role is not Role.FURNITURE
    ):
        first -= 1
    return first


def _last(shown: str, found: list[Line], inside: list[bool], prose: int) -> int:
    """Where the foot ends: at the reference, else at the last item of a list or of what, when and where."""
    below = range(prose + 1, min(len(found), prose + 1 + _BELOW))
    references = [i for i in below if found[i].role is Role.REFERENCE]
    if references:
        return references[0]
    last = prose
    for i in below:
        line = found[i]
        if not inside[i] or line.role is Role.FURNITURE:
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
