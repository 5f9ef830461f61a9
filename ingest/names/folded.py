"""Tables of words as tokens fold them: without accents, contractions split."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..text.language import Language, Table, load
from ..text.splitting import Splitter, splitter
from ..text.tokens import fold

# Patterns over the text as it is written, and what is compared with it.
_WRITTEN = frozenset(
    {
        *("pattern", "patterns", "phrases", "symbols", "runs", "other", "dotted", "company_endings"),
        *("plurals", "verb_endings", "stop_endings"),
    }
)
_ENDINGS = frozenset({"adjective_endings"})  # folded, but no words that might be contractions


def folded(language: Language, name: str) -> Table:
    """A table of a language, its words folded but for patterns and what has capitals."""
    return _folded(language.code, name)


@cache
def _folded(code: str, name: str) -> Table:
    language = load(code)
    table: Table = _value(dict(language.table(name)), splitter(language))
    return table


def _value(value: Any, split: Splitter) -> Any:
    if isinstance(value, str):
        return split.folded(value) if value == value.lower() else value
    if isinstance(value, list):
        return [_value(each, split) for each in value]
    if isinstance(value, dict):
        return {_value(key, split): _entry(key, each, split) for key, each in value.items()}
    return value


def _entry(key: str, value: Any, split: Splitter) -> Any:
    if key in _ENDINGS:
        return [fold(ending) for ending in value]
    return value if key in _WRITTEN else _value(value, split)
