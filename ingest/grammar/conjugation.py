"""Forms of verbs in languages whose endings tell person and tense: tables of endings, which are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..text.tokens import fold
from .morphology import Reading
from .syntax import Form, Modality

KEYS = (
    *("classes", "changes", "irregular", "plural", "pronominal", "clitics", "stressed", "prefixes"),
    *("guesses", "adverb", "adjective"),
)
CLASS_KEYS = ("finite", "planned", "hypothetical", "subjunctive", "gerund", "participle", "spelling")
_FORMS: Mapping[str, tuple[Form, Modality]] = {
    "finite": (Form.FINITE, Modality.ASSERTED),
    "planned": (Form.FINITE, Modality.PLANNED),  # the future
    "hypothetical": (Form.FINITE, Modality.HYPOTHETICAL),
    "gerund": (Form.GERUND, Modality.ASSERTED),
    "participle": (Form.PARTICIPLE, Modality.ASSERTED),
    "infinitive": (Form.INFINITIVE, Modality.ASSERTED),
    "subjunctive": (Form.FINITE, Modality.ASSERTED),
}
_ALONE = {form: frozenset((form,)) for form in Form}
_WHOLE = "^"  # before an irregular infinitive that no other ends with
_SPOKEN = 3  # letters of a stem of which rules of spelling may speak
_LAST = ("subjunctive",)  # forms that give way to those of other verbs


class Conjugation:
    """Makes the forms of the verbs of one language, and guesses what a word is that no list holds."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Compiles the tables of ``grammar.toml``.

        `classes` has by the end of the infinitive the endings of each form, and how a stem is spelled before
        some of them; `changes` has stems with another vowel; `irregular` has whole forms by the end of the
        infinitive, so that compounds share them.
        """
        self._classes = {
            suffix: _Class(table)
            for suffix, table in sorted(data["classes"].items(), key=lambda item: -len(item[0]))
        }
        self._changes: dict[str, list[tuple[str, str]]] = {}
        for old, new, lemmas in data["changes"]:
            for lemma in lemmas.split():
                self._changes.setdefault(lemma, []).append((old, new))
        self._irregular = sorted(data["irregular"].items(), key=lambda item: len(item[0]))
        self._plural = re.compile(data["plural"])
        self.pronominal: str = data["pronominal"]  # how a verb with a reflexive is called: "reunirse"
        self._clitics = {key: words.split() for key, words in data["clitics"].items()}
        self._stressed = [(re.compile(pattern), into) for pattern, into in data["stressed"]]
        self._made: dict[tuple[str, str, str, bool], Reading] = {}
        self._guesses = [(re.compile(p), cut, form) for p, cut, form in data["guesses"]]

    def plain(self, name: str) -> tuple[str, bool]:
        """A verb without its reflexive, and whether it had one."""
        before, _, after = self.pronominal.partition("{}")
        lemma = name.removeprefix(before).removesuffix(after)
        return lemma, lemma != name

    def readings(self, lemmas: Iterable[str]) -> dict[str, Reading]:
        """The words that are forms of these verbs."""
        ordered = sorted(set(lemmas))
        found: dict[str, Reading] = {}
        for last in (False, True):
            for lemma in ordered:
                for word, key, clitic in self.words(lemma):
                    if self.is_late(key) is last:
                        self.note(found, word, lemma, key, clitic)
        for word in [word for word in found if not word.isascii()]:  # as capitals are written
            found.setdefault(fold(word), found[word])
        return found

    def note(self, found: dict[str, Reading], word: str, lemma: str, key: str, clitic: str) -> None:
        """Puts a form beside what the word is known to be: the first verb wins, with all its forms."""
        form, modality = _FORMS[key]
        held = found.get(word)
        if held is None:
            plural = form is Form.FINITE and self._plural.search(word) is not None
            told = (lemma, key, clitic, plural)
            if told not in self._made:
                self._made[told] = Reading(lemma, _ALONE[form], True, False, modality, clitic, plural)
            found[word] = self._made[told]
        elif held.lemma == lemma and form not in held.forms:
            found[word] = Reading(lemma, held.forms | {form}, modality=held.modality, clitic=held.clitic)

    def is_late(self, key: str) -> bool:
        """Whether forms of a kind give way to those of other verbs."""
        return key in _LAST

    def beginnings(self, lemma: str) -> tuple[list[str], list[str]]:
        """The stems of a verb, to which its endings are put, and its irregular forms."""
        suffix = next((each for each in self._classes if lemma.endswith(each)), None)
        stems = [] if suffix is None else list(self._stems(lemma, lemma.removesuffix(suffix)))
        return stems, [word for word, _ in self._irregular_forms(lemma)]

    def words(self, lemma: str) -> Iterator[tuple[str, str, str]]:
        """Each form of a verb with its key and the pronoun that is joined to it."""
        for word, key in self._forms(lemma):
            yield word, key, ""
            for clitic in self._clitics.get(key, ()):
                yield self._with(word, clitic, key), key, clitic.strip("-")

    def _with(self, word: str, clitic: str, key: str) -> str:
        for pattern, into in self._stressed if key == "gerund" else ():
            word = pattern.sub(into, word)
        return word + clitic

    def _forms(self, lemma: str) -> Iterator[tuple[str, str]]:
        yield lemma, "infinitive"
        yield from self._irregular_forms(lemma)
        for suffix, table in self._classes.items():
            if lemma.endswith(suffix):
                for stem in self._stems(lemma, lemma.removesuffix(suffix)):
                    for key, each in table.endings.items():
                        yield from ((table.spelled(stem, ending), key) for ending in each)
                return

    def _irregular_forms(self, lemma: str) -> Iterator[tuple[str, str]]:
        for suffix, forms_of in self._irregular:
            if lemma == suffix[1:] if suffix[0] == _WHOLE else lemma.endswith(suffix):
                before = lemma.removesuffix(suffix.removeprefix(_WHOLE))
                yield from ((before + form, key) for key, forms in forms_of.items() for form in forms.split())

    def _stems(self, lemma: str, stem: str) -> Iterator[str]:
        yield stem
        for old, new in self._changes.get(lemma, ()):
            before, found, after = stem.rpartition(old)
            if found:
                yield before + new + after

    def guess(self, word: str) -> Reading | None:
        """What an unknown word may be by its ending; its lemma is only its stem."""
        for pattern, cut, key in self._guesses:
            if pattern.search(word):
                form, modality = _FORMS[key]
                return Reading(word[:-cut], frozenset((form,)), known=False, modality=modality)
        return None


class _Class:
    """The endings of one class of infinitives, and how stems are spelled before some of them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.endings = {key: table.get(key, "").split() for key in CLASS_KEYS if key != "spelling"}
        self._rules = [(re.compile(pattern), into) for pattern, into in table.get("spelling", ())]
        self._known: dict[tuple[str, str], str] = {}  # the last letters of stems with endings

    def spelled(self, stem: str, ending: str) -> str:
        """A stem with its ending; a bar parts the two where a rule speaks of them."""
        last = stem[-_SPOKEN:]
        known = self._known.get((last, ending))
        if known is None:
            known = f"{last}|{ending}"
            for pattern, into in self._rules:
                known = pattern.sub(into, known)
            known = self._known[last, ending] = known.replace("|", "")
        return stem[: len(stem) - len(last)] + known
