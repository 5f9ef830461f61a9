"""What is known of a language: checked tables of words and patterns, read from ``languages/<code>/*.toml``.

The code knows no language. Month and weekday names come from the Unicode CLDR, as Babel carries it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from ..base.refusals import LanguageDataError
from .shapes import misfits

Table = Mapping[str, Any]

_INGEST = __package__.rpartition(".")[0]  # beside whose rooms the languages stand
_ACCENTS = re.compile("[\u0300-\u036f]+")  # of Latin letters, decomposed
ANY = "und"  # ISO 639-2 "undetermined": what holds in every language


@dataclass(frozen=True, eq=False)
class Language:
    """One language and its tables, each by the stem of its file: ``header.toml`` is ``table("header")``."""

    code: str  # ISO 639-1, or `ANY`
    tables: Mapping[str, Table]

    def table(self, name: str, keys: Collection[str] | None = None) -> Table:
        """The table of one file; with `keys`, it must hold exactly these.

        Raises:
            LanguageDataError: there is no such file, or a key is missing or unknown.
        """
        if name not in self.tables:
            raise LanguageDataError(f"languages/{self.code}/{name}.toml: the file is missing")
        table = self.tables[name]
        if keys is not None:
            for key in sorted(set(keys) - set(table)):
                raise LanguageDataError(f"languages/{self.code}/{name}.toml: the key '{key}' is missing")
            for key in sorted(set(table) - set(keys)):
                known = ", ".join(sorted(keys))
                raise LanguageDataError(
                    f"languages/{self.code}/{name}.toml: unknown key '{key}'; known are {known}"
                )
        return table

    def strings(self, name: str, key: str) -> tuple[str, ...]:
        """A list of strings in a table.

        Raises:
            LanguageDataError: the file or the key is missing, or it is not a list of strings.
        """
        value = self.table(name).get(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise LanguageDataError(
                f"languages/{self.code}/{name}.toml: '{key}' must be a list of strings that are not empty"
            )
        return tuple(value)

    def months(self) -> Mapping[str, int]:
        """Month names, wide and abbreviated, as `plain` writes them, to 1 to 12."""
        return _calendar_names(self.strings("language", "locales"), "months")

    def weekdays(self) -> Mapping[str, int]:
        """Weekday names, wide and abbreviated, as `plain` writes them, to 0 (Monday) to 6."""
        return _calendar_names(self.strings("language", "locales"), "days")


@cache
def load(code: str) -> Language:
    """The language of an ISO 639-1 code, or of `ANY`.

    Raises:
        LanguageDataError: the language has no folder, or a file of it is not TOML or of another shape than
            ``und/keys.toml`` says.
    """
    folder = files(_INGEST).joinpath("languages", code)
    if not folder.is_dir():
        raise LanguageDataError(f"languages/{code}: no such language; known are {', '.join(codes())}")
    tables = read_tables(folder)
    if code != ANY:
        _check(code, tables)
    return Language(code, MappingProxyType(tables))


def read_tables(folder: Traversable) -> dict[str, Table]:
    """What a folder's files hold, unchecked, by their stems.

    Raises:
        LanguageDataError: a file is not TOML, or no text.
    """
    tables: dict[str, Table] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            try:
                table = tomllib.loads(entry.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise LanguageDataError(f"languages/{folder.name}/{entry.name}: not TOML: {error}") from error
            tables[entry.name.removesuffix(".toml")] = MappingProxyType(table)
    return tables


def _check(code: str, tables: Mapping[str, Table]) -> None:
    """Compares the files of a language with the shapes that all languages share."""
    for name, shape in load(ANY).table("keys").items():
        wrong = next(misfits(shape, tables[name]), None) if name in tables else None
        if wrong is not None:
            raise LanguageDataError(f"languages/{code}/{name}.toml: {wrong}")


@cache
def codes() -> tuple[str, ...]:
    """The languages that ship, sorted: every folder with a two-letter name."""
    folders = files(_INGEST).joinpath("languages").iterdir()
    return tuple(sorted(folder.name for folder in folders if re.fullmatch("[a-z]{2}", folder.name)))


def plain(text: str) -> str:
    """Case and accents dropped: how words of headers are compared."""
    if text.isascii():
        return text.casefold()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def guess(text: str) -> tuple[str | None, float]:
    """The language whose stop words are the most frequent in the text, and their share of its words.

    None where no stop word of any language is found. Of two that tie, the first by code wins.
    """
    words = re.findall(r"[^\W\d_]+", text[:200_000].casefold())
    known = _languages_of_stopwords()
    hits = Counter(code for word in words for code in known.get(word, ()))
    best = max(codes(), key=lambda code: hits[code])
    return (best, hits[best] / len(words)) if hits[best] else (None, 0.0)


@cache
def stopwords(code: str) -> frozenset[str]:
    """Words that only running text of a language uses often."""
    return frozenset(load(code).strings("language", "stopwords"))


@cache
def _languages_of_stopwords() -> Mapping[str, tuple[str, ...]]:
    """The languages of each stop word."""
    every = {word for code in codes() for word in stopwords(code)}
    return {word: tuple(code for code in codes() if word in stopwords(code)) for word in every}


@cache
def _calendar_names(locales: tuple[str, ...], kind: str) -> Mapping[str, int]:
    from babel.dates import get_day_names, get_month_names

    read = get_month_names if kind == "months" else get_day_names
    names: dict[str, int] = {}
    for locale in locales:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in read(width, context, locale).items():
                    names.setdefault(plain(name).rstrip("."), number)
    return MappingProxyType(names)
