"""Lines of a letterhead, above a title and none: the body that publishes, its office, its town."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..text.language import plain
from .publishers import bare
from .wording import Phrases, bare_phrases, either, phrases

_LONGEST = 12  # words of a publisher's name
_SHORT = 6  # words of a town and its country, or of a name that no head noun shows
_ACRONYM = re.compile(r"\s*\([^()]{2,20}\)|^[\w.-]{2,12}\s[–—-]\s+|^(?i:the)\s")
_EXPLAINED = re.compile(r"(?P<name>\w[^()]{3,90}) \((?P<acronym>\w[\w.-]{1,19})\)")
_ADDRESS = re.compile(r"@|\bwww\.|https?:|\+?\d[\d ().-]{6,}\d")


@dataclass(frozen=True, slots=True)
class _Masts:
    heads: frozenset[str]
    joins: frozenset[str]
    conjunctions: frozenset[str]
    titles: frozenset[str]
    labels: re.Pattern[str]
    rubrics: tuple[str, ...]
    periodical: Phrases


@cache
def _masts() -> _Masts:
    return _Masts(
        bare_phrases("mast_heads"),
        bare_phrases("mast_joins"),
        bare_phrases("conjunctions"),
        bare_phrases("title_words"),
        re.compile(rf"(?:{either(phrases('labels'))})\s?:", re.IGNORECASE),
        tuple(sorted(rubric + " " for rubric in bare_phrases("rubrics"))),
        Phrases(phrases("periodicals")),
    )


def is_mast(line: str) -> bool:
    """Whether a line is the name of a body and no more: "Ministry of Health", "Cyber Centre"."""
    known = _masts()
    words = _ACRONYM.sub("", line.strip()).split()
    names = [bare(word) for word in words]
    if not _is_name(words, names) or len(words) > _LONGEST:
        return False
    for i, name in enumerate(names):
        if name in known.heads and (i == len(names) - 1 or names[i + 1] in known.joins):
            return True
        if name in known.joins and name not in known.conjunctions:
            return False  # "Advice Given to the Government": a name begins with its head, or ends with it
    return False


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


def is_labeled(line: str) -> bool:
    """Whether a line says whom to ask, where, or what is shown: "Contact: N", "Photo: N", an address."""
    return bool(_masts().labels.match(line) or _ADDRESS.search(line))


def is_periodical(line: str) -> bool:
    """Whether a line is the name of a newsletter or of an issue of it: "CICTE Newsletter No. 58"."""
    words = line.split()
    return len(words) <= _LONGEST and _masts().periodical.within(plain(line)) and not has_title_word(words)


def is_letterhead(line: str, later: str) -> bool:
    """Whether a line is the name of who publishes, or says whom to ask or what is read here."""
    return (
        is_mast(line)
        or is_rubric(line)
        or _ADDRESS.search(line) is not None
        or is_repeated_name(line, later)
        or is_explained(line, later)
    )


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
