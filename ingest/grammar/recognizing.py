"""Which verb a word is a form of, asked word by word.

The verbs of a language with many endings have a hundred thousand forms, and a release uses some dozens. So a
verb is conjugated when a word is met that begins as its forms do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..text.tokens import fold
from .conjugation import Conjugation
from .morphology import Reading

_SPOKEN = 2  # last letters of a stem that rules of spelling may change, but for their accents
_Told = tuple[str, str, str]  # a form, what form it is, the pronoun that is joined to it


class Recognized:
    """The forms of some verbs; the same as `Conjugation.readings` has of all of them."""

    def __init__(self, conjugation: Conjugation, lemmas: Iterable[str]) -> None:
        self._conjugation = conjugation
        self._by_beginning: dict[str, list[str]] = {}
        for lemma in sorted(set(lemmas)):
            for beginning in self._beginnings(lemma):
                self._by_beginning.setdefault(beginning, []).append(lemma)
        # by verb, then without accents; in tuples of strings, which no search for garbage visits twice
        self._forms: dict[str, dict[str, tuple[_Told, ...]]] = {}
        self._known: dict[str, Reading | None] = {}

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def get(self, word: str) -> Reading | None:
        """What a word is as a form of one of the verbs; without accents, as capitals are written, too."""
        try:
            return self._known[word]
        except KeyError:
            return self._known.setdefault(word, self._read(word))

    def _beginnings(self, lemma: str) -> frozenset[str]:
        stems, irregular = self._conjugation.beginnings(lemma)
        if any(len(stem) <= _SPOKEN for stem in stems):
            return frozenset(fold(word) for word, _, _ in self._conjugation.words(lemma))
        return frozenset((*(fold(stem)[:-_SPOKEN] for stem in stems), *map(fold, irregular), fold(lemma)))

    def _read(self, word: str) -> Reading | None:
        plain = fold(word)
        ends = range(1, len(plain) + 1)
        found = {lemma for end in ends for lemma in self._by_beginning.get(plain[:end], ())}
        told = [each for lemma in sorted(found) for each in self._of(lemma, plain)]
        ordered = [(form, each) for last in (False, True) for form, each in told if self._late(each) is last]
        reading: dict[str, Reading] = {}
        for lemma, (form, key, clitic) in ordered:
            if form == word:
                self._conjugation.note(reading, form, lemma, key, clitic)
        if reading or word != plain:
            return reading.get(word)
        return next((self.get(form) for _, (form, _, _) in ordered), None)

    def _of(self, lemma: str, plain: str) -> Iterator[tuple[str, _Told]]:
        if lemma not in self._forms:
            forms = self._forms[lemma] = {}
            for told in self._conjugation.words(lemma):
                plain_form = fold(told[0])
                forms[plain_form] = (*forms.get(plain_form, ()), told)
        return ((lemma, told) for told in self._forms[lemma].get(plain, ()))

    def _late(self, told: _Told) -> bool:
        return self._conjugation.is_late(told[1])
