"""What an HTML page says of itself, out of sight: its titles, day of publication, address, language.

Metadata of schema.org (JSON-LD, microdata), Open Graph, Dublin Core and HTML itself. The day on which a page
was changed is not looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_PUBLISHED = (
    *("article:published_time", "article:published", "og:published_time", "datepublished", "date_published"),
    *("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "publishdate"),
    *("pubdate", "publish_date", "publication_date", "citation_publication_date", "parsely-pub-date", "date"),
)
_ARTICLE = re.compile(r"(?:News|Blog|Press|Report|Web)?\w*(?:Article|Posting|Page|Release|Report)$")
_DATE = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_DEEP = 6  # levels of JSON-LD that are looked at


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself."""

    titles: tuple[str, ...] = ()  # each once for each place that says so: the more agree, the surer
    published: date | None = None
    url: str | None = None
    language: str | None = None


def metadata(tree: HtmlElement) -> Metadata:
    """What a page says of itself in its head, its JSON-LD and the properties of its elements."""
    named = _named(tree)
    linked = list(_linked(tree))
    titles = [one for one in (_text(tree.find(".//title")), *map(named.get, _TITLES)) if one]
    titles += [str(one["headline"]) for one in linked if one.get("headline")]
    titles += [words for element in tree.iter("h1") if (words := _text(element))]
    dates = [str(one["datePublished"]) for one in linked if one.get("datePublished")]
    dates += [named[name] for name in _PUBLISHED if name in named]
    dates += _marked(tree)
    return Metadata(
        titles=tuple(titles),
        published=next(filter(None, map(_date, dates)), None),
        url=_address(tree, named),
        language=_language(tree),
    )


def _named(tree: HtmlElement) -> dict[str, str]:
    """The values of `meta` elements by their lower-case names, the first of a name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if content:
            found.setdefault(name.lower(), content)
    return found


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles that the JSON-LD of a page describes."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            data = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for one in _objects(data):
            kinds = one.get("@type")
            if any(_ARTICLE.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, dict):
        yield data
        data = [data.get("@graph"), data.get("mainEntity"), data.get("mainEntityOfPage")]
    if isinstance(data, list):
        for one in data:
            yield from _objects(one, depth + 1)


def _marked(tree: HtmlElement) -> list[str]:
    """The dates of elements that are marked as that of publication."""
    found = []
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        published = element.get("itemprop") == "datePublished" or (
            element.tag == "time" and "pubdate" in element.attrib
        )
        if published:
            found.append(element.get("datetime") or element.get("content") or _text(element) or "")
    return found


def _date(stated: str) -> date | None:
    match = _DATE.match(stated)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _address(tree: HtmlElement, named: dict[str, str]) -> str | None:
    """The address that the page calls its own."""
    links = (one.get("href") for one in tree.iter("link") if one.get("rel", "").lower() == "canonical")
    addresses = [*links, named.get("og:url")]
    return next((one for one in addresses if one and urlsplit(one).scheme in ("http", "https")), None)


def _language(tree: HtmlElement) -> str | None:
    declared = (tree.get("lang") or tree.get("xml:lang") or "")[:2].lower()
    return declared if declared.isalpha() else None


def _text(element: HtmlElement | None) -> str | None:
    words = " ".join(element.text_content().split()) if element is not None else ""
    return words or None
