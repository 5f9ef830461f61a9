"""A language's words for frames, as its ``frames.toml`` writes them: lists whose words commas part."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..text.language import Language
from ..text.splitting import Splitter, splitter

_TEXT = ("name", "head")  # what is no list of words
_PAIRS = ("light", "subjects")  # two lists: verbs, and their nouns


@cache
def frame_words(language: Language, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """The table of a language's frames, its words as lists.

    Raises:
        LanguageDataError: there is no such table, or it has other keys than these.
    """
    split = splitter(language)
    return {key: _listed(key, value, split) for key, value in language.table("frames", keys).items()}


def _listed(key: str, value: Any, split: Splitter) -> Any:
    if isinstance(value, Mapping):
        return {inner: _listed(inner, part, split) for inner, part in value.items()}
    if isinstance(value, str) and key not in _TEXT:
        return _words(value, split)
    if key in _PAIRS:
        return [_words(part, split) for part in value]
    return value


def _words(written: str, split: Splitter) -> list[str]:
    """The words of a list; lines break where they must."""
    return [split.parted(" ".join(word.split())) for word in written.split(",")]
