"""Written words that are two: contractions ("del", "na", "aux") and elisions ("l'OEA"), split as data say.

The parts of a contraction read as the words that they stand for, and lie inside the written word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .language import Language, load
from .tokens import Token, fold, token, tokenize

_APOSTROPHES = ("'", "’")
_OPENING = frozenset('“"«„:•–—-¿¡')  # after these as at the beginning of a sentence


@dataclass(frozen=True, slots=True)
class Splitter:
    """What one language writes as one word though it is two."""

    contractions: dict[str, tuple[str, str]]  # as written, in small letters: "del" -> "de", "el"
    elisions: dict[str, str]  # what stands before an apostrophe: "l" -> "le"
    homographs: dict[str, str]  # what only an accent tells from another word: "a", not "à"

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens of a stretch of text, those split that are two words."""
        written = tokenize(text, start, end)
        if not (self.contractions or self.elisions):
            return written
        parted = self._parted(written)
        return [self._told_apart(one) for one in parted] if self.homographs else list(parted)

    def _told_apart(self, one: Token) -> Token:
        other = self.homographs.get(one.text)
        return one if other is None else one._replace(fold=other)

    def folded(self, phrase: str) -> str:
        """A phrase of the data as tokens fold: words joined by single blanks, contractions split."""
        return " ".join(self._words(phrase)) if self.contractions or self.elisions else phrase

    def parted(self, phrase: str) -> str:
        """A phrase of the data with its contractions split, accents kept; a single word stays as it is."""
        words = phrase.split()
        if len(words) < 2 or not (self.contractions or self.elisions):
            return phrase
        return " ".join(part for word in words for part in self._parts(word))

    def _parts(self, word: str) -> Iterator[str]:
        parts = self.contractions.get(word)
        elided, _, rest = word.replace("’", "'").partition("'")
        if parts is not None:
            yield from parts
        elif rest and elided in self.elisions:
            yield self.elisions[elided]
            yield from self._parts(rest)
        else:
            yield word

    def _words(self, phrase: str) -> Iterator[str]:
        for word in phrase.split():
            parts = self.contractions.get(word)
            if parts is not None:
                yield from map(fold, parts)
                continue
            elided, _, rest = word.replace("’", "'").partition("'")
            if rest and elided in self.elisions:
                yield fold(self.elisions[elided])
                word = rest
            yield self.homographs.get(word) or fold(word)

    def _parted(self, tokens: Sequence[Token]) -> Iterator[Token]:
        opens = True  # a capital here only says that a sentence begins
        for one in tokens:
            if one.word and (opens or not one.text[0].isupper()):
                yield from self._split(one)
            else:
                yield one
            opens = one.text in _OPENING

    def _split(self, one: Token) -> Iterator[Token]:
        parts = self.contractions.get(one.text.lower())
        if parts is not None:
            first, second = parts
            cut = one.start + max(1, len(one.text) - len(second))
            written = first.capitalize() if one.capital else first
            yield token(one.start, min(cut, one.end), written)
            yield token(min(cut, one.end), one.end, second)
            return
        mark = next((i for i, c in enumerate(one.text) if c in _APOSTROPHES), 0)
        whole = self.elisions.get(one.text[:mark].lower()) if mark else None
        if whole is None:
            yield one
            return
        cut = one.start + mark + 1
        yield token(one.start, cut, whole.capitalize() if one.text[0].isupper() else whole)
        yield from self._split(token(cut, one.end, one.text[mark + 1 :]))


def splitter(language: Language) -> Splitter:
    """The splitter of a language."""
    return _splitter(language.code)


@cache
def _splitter(code: str) -> Splitter:
    table = load(code).table("language")
    contractions = {word: (first, second) for word, (first, second) in table["contractions"].items()}
    return Splitter(contractions, dict(table["elisions"]), dict(table["homographs"]))
