"""Lines of a letterhead, above a title and none: the body that publishes, its office, its town."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..text.language import codes, load
from .publishers import bare

KEYS = ("mast_heads", "mast_joins", "title_words", "sender", "rubrics")

_LONGEST = 12  # words of a publisher's name
_SHORT = 6  # words of a town and its country, or of a name that no head noun shows
_ACRONYM = re.compile(r"\s*\([^()]{2,20}\)|^[\w.-]{2,12}\s[–—-]\s+|^(?i:the)\s")
_EXPLAINED = re.compile(r"(?P<name>\w[^()]{3,90}) \((?P<acronym>\w[\w.-]{1,19})\)")
_ADDRESS = re.compile(r"@|\bwww\.|https?:|\+?\d[\d ().-]{6,}\d")


@dataclass(frozen=True, slots=True)
class _Masts:
    heads: frozenset[str]
    joins: frozenset[str]
    titles: frozenset[str]
    sender: re.Pattern[str]
    rubrics: tuple[str, ...]


@cache
def _masts() -> _Masts:
    """The words of all languages."""

    def all_of(key: str) -> frozenset[str]:
        return frozenset(bare(word) for code in codes() for word in load(code).strings("header", key))

    senders = "|".join(sorted(map(re.escape, all_of("sender")), key=lambda word: (-len(word), word)))
    return _Masts(
        all_of("mast_heads"),
        all_of("mast_joins"),
        all_of("title_words"),
        re.compile(rf"(?:{senders})\s?:", re.IGNORECASE),
        tuple(sorted(rubric + " " for rubric in all_of("rubrics"))),
    )


def is_mast(line: str) -> bool:
    """Whether a line is the name of a body and no more: "Ministry of Health", "Cyber Centre"."""
    known = _masts()
    words = _ACRONYM.sub("", line.strip()).split()
    names = [bare(word) for word in words]
    if not _is_name(words, names) or len(words) > _LONGEST:
        return False
    return any(
        name in known.heads and (i == len(names) - 1 or names[i + 1] in known.joins)
        for i, name in enumerate(names)
    )


def is_rubric(line: str) -> bool:
    """Whether a line says what is read here: "News from our partners", "Bulletin of the Board, No. 3"."""
    return bare(line).startswith(_masts().rubrics)


def is_explained(line: str, later: str) -> bool:
    """Whether a line is a name with the acronym that the text goes on to use: "Safe Networks (SafeNet)"."""
    match = _EXPLAINED.fullmatch(line.strip())
    if match is None:
        return False
    words = match["name"].split()
    return _is_name(words, [bare(word) for word in words]) and match["acronym"] in later


def is_place(line: str) -> bool:
    """Whether a line could be a town and its country: "Port Louis, Mauritius"."""
    return 1 <= line.count(",") <= 2 and is_short_name(line)


def is_short_name(line: str) -> bool:
    """Whether a line is a few words as names have them."""
    words = line.split()
    return len(words) <= _SHORT and _is_name(words, [bare(word) for word in words])


def is_sender(line: str) -> bool:
    """Whether a line says whom to ask: "Contact: N", a telephone number, an address of e-mail."""
    return bool(_masts().sender.match(line) or _ADDRESS.search(line))


def is_repeated_name(line: str, later: str) -> bool:
    """Whether a line of capitalized words stands again, as it is, in the running text."""
    return " " in line and not line.isupper() and is_short_name(line) and line in later


def has_title_word(words: list[str]) -> bool:
    """Whether one of the words is found in titles and in no name of a body: "opens", "workshop"."""
    return not _masts().titles.isdisjoint(map(bare, words))


def _is_name(words: list[str], names: list[str]) -> bool:
    known = _masts()
    return bool(words) and all(
        name not in known.titles and (name in known.joins or word[0].isupper() or word == "&")
        for word, name in zip(words, names, strict=True)
    )
