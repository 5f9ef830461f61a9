"""What is known of a language: checked tables of words and patterns, read from ``languages/<code>/*.toml``.

The code knows no language. Month and weekday names come from the Unicode CLDR, as Babel carries it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
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
_STOPWORDS = re.compile(r"^stopwords\s*=\s*\[([^\]]*)", re.MULTILINE)
_SUFFIX = ".toml"
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


class _Tables(Mapping[str, Table]):
    """The files of a language, each read and checked when it is asked for: others cost nothing."""

    def __init__(self, code: str, folder: Traversable) -> None:
        self._code = code
        self._files = {entry.name.removesuffix(_SUFFIX): entry for entry in _files_of(folder)}
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            table = _read(self._code, self._files[name])
            if self._code != ANY:
                _check(self._code, name, table)
            self._read[name] = table
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


@cache
def load(code: str) -> Language:
    """The language of an ISO 639-1 code, or of `ANY`.

    A file that is not TOML, or of another shape than ``und/keys.toml`` says, is an error when its table is
    asked for.

    Raises:
        LanguageDataError: the language has no folder.
    """
    folder = files(_INGEST).joinpath("languages", code)
    if not folder.is_dir():
        raise LanguageDataError(f"languages/{code}: no such language; known are {', '.join(codes())}")
    return Language(code, _Tables(code, folder))


def read_tables(folder: Traversable) -> dict[str, Table]:
    """What a folder's files hold, unchecked, by their stems.

    Raises:
        LanguageDataError: a file is not TOML, or no text.
    """
    return {entry.name.removesuffix(_SUFFIX): _read(folder.name, entry) for entry in _files_of(folder)}


def _files_of(folder: Traversable) -> list[Traversable]:
    found = (entry for entry in folder.iterdir() if entry.name.endswith(_SUFFIX))
    return sorted(found, key=lambda entry: entry.name)


def _read(code: str, entry: Traversable) -> Table:
    try:
        return MappingProxyType(tomllib.loads(entry.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageDataError(f"languages/{code}/{entry.name}: not TOML: {error}") from error


def _check(code: str, name: str, table: Table) -> None:
    """Compares a file of a language with the shape that all languages share."""
    shape = load(ANY).table("keys").get(name)
    wrong = next(misfits(shape, table), None) if shape is not None else None
    if wrong is not None:
        raise LanguageDataError(f"languages/{code}/{name}{_SUFFIX}: {wrong}")


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


@cache
def sound(name: str, keys: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """The languages whose file of this name can be read: what all languages share does without the others.

    Whoever reads a release in a language asks for its files, and is told what is wrong with them.
    """
    return tuple(code for code in codes() if _is_sound(code, name, keys))


def _is_sound(code: str, name: str, keys: tuple[str, ...] | None) -> bool:
    try:
        load(code).table(name, keys)
    except LanguageDataError:
        return False
    return True


@cache
def stopwords(code: str) -> frozenset[str]:
    """Words that only running text of a language uses often.

    Also of a file that is broken elsewhere, so that texts in the language are told from those in others.
    """
    try:
        return frozenset(load(code).strings("language", "stopwords"))
    except LanguageDataError:
        file = files(_INGEST).joinpath("languages", code, "language.toml")
        text = file.read_bytes().decode("utf-8", "ignore") if file.is_file() else ""
        listed = _STOPWORDS.search(text)
        return frozenset(re.findall(r'"([^"\n]+)"', listed[1])) if listed else frozenset()


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
