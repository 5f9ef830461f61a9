"""Words with their places in the text, and the folding under which two spellings count as one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from .language import ANY, load

# A number, a word (with inner hyphens, apostrophes, dots: e-Governance, O'Brien, CERRT.ng, PCC.I), or a mark.
# "U.S." and "D.C." keep their last dot; a possessive "'s" is a token of its own, "N.º" is one word.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[Nn]\.[º°ª]"
    r"|[^\W\d_][^\W_]*"
    r"(?:(?:[-–](?=\w)|['’](?!s\b)(?=[^\W\d_])|\.(?=[^\W\d_]{2})|(?<=[A-Z])\.(?=[IVX]+\b))[^\W_]*)*"
    r"|\d+\.?[ºª](?!\w)"
    r"|\d+(?:[.,/–-]\d+)*"
    r"|['’]s\b"
    r"|\n|[^\s]"
)
_PARTS = re.compile(r"[-–'’/]")


class Token(NamedTuple):
    """A word, number or mark."""

    start: int
    end: int
    text: str
    fold: str  # its folded spelling
    word: bool  # a word rather than a number or a mark
    capital: bool  # begins as a name may: with a capital, or small before a capital as in eGA and colCERT
    acronym: bool  # written as acronyms are: OAS, MinTIC, CERT-EE, colCERT; not Oyarzún, nor Addor-Neto


_new = tuple.__new__


@lru_cache(maxsize=65536)
def acronym_like(text: str) -> bool:
    """Whether a word has at least two capitals that no hyphen, apostrophe or surname explains."""
    parts = _PARTS.split(text)
    surname = _spellings().surname
    if any(sum(map(str.isupper, part)) >= 2 and not surname.match(part) for part in parts):
        return True
    return len(parts) == 1 and text[:1].islower() and any(map(str.isupper, text))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents and the curl of apostrophes dropped."""
    text = text.casefold().replace("’", "'").replace("–", "-")
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, with offsets into the whole text."""
    # not by the class itself, whose own constructor takes a third of the time of this
    return [_new(Token, m.span() + _written(m[0])) for m in _TOKEN.finditer(text, start, end)]


def token(start: int, end: int, text: str) -> Token:
    """A token that reads as some text, wherever it stands."""
    return _new(Token, (start, end, *_written(text)))


@lru_cache(maxsize=65536)
def _written(text: str) -> tuple[str, str, bool, bool, bool]:
    """What does not depend on where a token stands."""
    word = text[0].isalpha()
    capital = text[0].isupper() or (word and any(map(str.isupper, text)))
    return text, fold(text), word, capital, acronym_like(text)


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The key under which two writings of one name meet: folded words without articles and marks."""
    spellings = _spellings()
    words = [fold(m[0]) for m in _TOKEN.finditer(text) if m[0][0].isalnum()]
    key = " ".join(words)
    for variant, usual in spellings.variants:
        key = key.replace(variant, usual)
    for article in spellings.articles:
        key = key.removeprefix(f"{article} ")
    return key


class _Spellings(NamedTuple):
    variants: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]
    surname: re.Pattern[str]


@cache
def _spellings() -> _Spellings:
    table = load(ANY).table("spellings", ("variants", "articles", "surnames"))
    prefixes = "|".join(map(re.escape, table["surnames"]))
    return _Spellings(
        tuple((variant, usual) for variant, usual in table["variants"]),
        tuple(table["articles"]),
        re.compile(rf"(?:{prefixes})[A-Z][a-zà-ÿ]+$"),
    )
