"""Publishers that a release shows without words: ``languages/und/publishers.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from ..base.refusals import LanguageDataError
from ..text.language import ANY, load, plain

_KEYS = {"body", "references", "hosts", "names"}  # all but the first may be left out


@dataclass(frozen=True, slots=True)
class Publisher:
    """A body whose releases are known by a reference, an address or a line with its name."""

    body: str  # IRI path of a known organization
    references: tuple[str, ...]
    hosts: tuple[str, ...]
    names: frozenset[str]


@cache
def publishers() -> tuple[Publisher, ...]:
    """All known publishers.

    Raises:
        LanguageDataError: one of them lacks a key, or has one that nobody knows.
    """
    listed = load(ANY).table("publishers", ("publisher",))["publisher"]
    for one in listed:
        if "body" not in one or not set(one) <= _KEYS:
            raise LanguageDataError(
                f"languages/{ANY}/publishers.toml: {one.get('body', 'one')} must have a body, and no keys"
                f" but {', '.join(sorted(_KEYS))}"
            )
    return tuple(
        Publisher(
            one["body"],
            tuple(one.get("references", ())),
            tuple(one.get("hosts", ())),
            frozenset(map(bare, one.get("names", ()))),
        )
        for one in listed
    )


def by_reference(reference: str) -> str | None:
    """Who numbers releases so."""
    return next((body for pattern, body in _numbers() if pattern.fullmatch(reference)), None)


def by_name(line: str) -> str | None:
    """Whose name a line is, with or without an acronym in brackets."""
    return _names().get(bare(re.sub(r"\s*\([^()]{2,12}\)$", "", line)))


@cache
def _numbers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile("|".join(one.references)), one.body) for one in publishers() if one.references)


@cache
def _names() -> dict[str, str]:
    return {name: one.body for one in reversed(publishers()) for name in one.names}


def by_address(url: str) -> str | None:
    """On whose site an address is."""
    host = urlsplit(url).hostname or ""
    for one in publishers():
        if any(host == known or host.endswith("." + known) for known in one.hosts):
            return one.body
    return None


def bare(text: str) -> str:
    """Words alone: case, accents, marks at the ends dropped, one blank between words."""
    return " ".join(plain(text).strip(" \t•·▪◦*|>»–—-:.,;…[](){}\"'“”‘’#_!").split())
