"""The grammar of one language: its function words, the forms of its verbs and nouns, its cues of modality.

All of it is data (``languages/*/grammar.toml``), checked when it is read. The verbs and nouns of the frames
are told to it, so that "host", "support" and "train" are known to be either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from ..text.language import Language
from ..text.tokens import Token
from .articles import Articles
from .conjugation import Conjugation
from .grammar_data import checked
from .morphology import Ending, Inflection, Reading, verb_readings
from .recognizing import Recognized
from .syntax import Form, Modality, Tag

_PARTICIPLE = frozenset((Form.PARTICIPLE,))
_NO_VERB = Reading("", frozenset())


class Grammar:
    """One language's grammar. Its lookups are cached: the same words come again and again."""

    def __init__(
        self,
        language: Language,
        verbs: Collection[str] = (),
        nouns: Collection[str] = (),
        people: Collection[str] = (),
    ) -> None:
        """`verbs` and `nouns` are lemmas that the frames know beside those of the language's file."""
        self.code = language.code
        data = checked(language)
        self.conjugation = Conjugation(data["conjugation"]) if "conjugation" in data else None
        self.inflected = self.conjugation is not None
        self.people = frozenset(people)
        self._tags = _tags(data["tags"])
        self._order(data.get("order", {}))
        self._nouns(data["nouns"], {*nouns, *data["verbs"]["nouns"].split()})
        self._auxiliaries(data["auxiliaries"])
        self._prepositions(data["prepositions"])
        self._numbers_and_times(data["numbers"], data["times"])
        self._clauses(data["clauses"])
        self._told_orders(data["clauses"])
        self._verbs(data["verbs"], data, verbs)
        several = (*self.long, *self.about, *self.clock, *self.negations, *self.fixed, *self.time_first)
        self.opening = frozenset((*several, *self.light_phrases, *self.subordinators, *self.time_phrases))
        self.closed = self.opening | self.indefinite | self.relatives | self._tags.keys()
        self.doubtful = self.that | self.prenominal | self.floating | self.no
        self.doubtful |= self.gerund_auxiliaries | {self.infinitive}
        self.governs = {
            word: Modality[name.upper()] for name, words in data["modality"].items() for word in words.split()
        }

    def _order(self, data: Mapping[str, Any]) -> None:
        """Whether heads stand before what modifies them, and which words stand before heads all the same."""
        self.head_first: bool = data.get("head_first", False)
        self.before_head = _words(data.get("before_head", ""))

    def _auxiliaries(self, data: Mapping[str, str]) -> None:
        plain = ("be", "have", "do")
        modal = ("planned", "wished", "hypothetical")
        self.auxiliaries = {word: key for key in (*plain, *modal) for word in data[key].split()}
        self.modals = {word: Modality[key.upper()] for key in modal for word in data[key].split()}
        self._auxiliary_readings: dict[str, Reading] = {}
        if self.conjugation is not None:
            self._conjugate(self.conjugation)
        self.obliged = _words(data["obliged"])
        self.reported_future = _words(data["reported"])
        self.gerund_auxiliaries = _words(data["gerunds"])
        self._tags |= dict.fromkeys(self.auxiliaries, Tag.AUXILIARY)

    def _conjugate(self, conjugation: Conjugation) -> None:
        """Auxiliaries in all their forms, where the data give infinitives."""
        for lemma, key in list(self.auxiliaries.items()):
            modal = self.modals.get(lemma, Modality.ASSERTED)
            for word, reading in conjugation.readings((lemma,)).items():
                if word in self._tags or word in self._known_nouns or reading.clitic:
                    continue
                self.auxiliaries[word] = key
                self._auxiliary_readings[word] = reading
                if (modality := max(modal, reading.modality)) is not Modality.ASSERTED:
                    self.modals[word] = modality

    def _prepositions(self, data: Mapping[str, Any]) -> None:
        self.same = {other: usual for usual, others in data["same"].items() for other in others}
        self.long = _by_first((*data["phrases"], *self.same))
        self.agent, self.owner = data["agent"], data["owner"]
        self.infinitive: str = data["infinitive"].split()[0]
        self.infinitives = _words(data["infinitive"])
        self.place, self.together = data["place"], data["together"]
        self.purpose, self.listing = data["purpose"], frozenset(data["listing"])
        self.examples = frozenset(data["examples"])
        self.negating = frozenset(data["negating"])
        self.articles = Articles(data)
        self.personal: str = data.get("personal", "")  # it stands before objects that are persons or bodies

    def _nouns(self, data: Mapping[str, Any], nouns: Collection[str]) -> None:
        pairs = (each.split() for each in data["irregular"].split(";") if each.strip())
        self._irregular_nouns = dict(pairs)
        self._spelled = dict(each.split() for each in data["spellings"].split(";") if each.strip())
        self._irregular_nouns |= self._spelled
        self._singular = Ending(data["singular"])
        self.gerund_nouns = _words(data["gerunds"])
        self._plain = _words(data["plain"])
        self.fixed = _by_first(data["fixed"])
        self._known_nouns = frozenset(nouns)
        self._noun_lemmas: dict[str, str] = {}

    def _verbs(self, data: Mapping[str, str], forms: Mapping[str, Any], verbs: Collection[str]) -> None:
        firsts = {name.split()[0] for name in verbs}
        told = {*data["known"].split(), *self.control, *self.inverted, *firsts}
        self.bare = _words(data["bare"])
        table = forms["conjugation" if self.inflected else "forms"]
        self.pronominals: frozenset[str] = frozenset()
        self._guess: Callable[[str], Reading | None]
        self._form: Callable[[str], Reading | None]  # of a known verb
        if self.conjugation is not None:
            plain = {name: self.conjugation.plain(name) for name in (*told, *self.bare)}
            self.pronominals = frozenset(name for name, (_, reflexive) in plain.items() if reflexive)
            lemmas = {lemma for lemma, _ in plain.values() if "-" not in lemma}
            self._form = Recognized(self.conjugation, lemmas).get
            self._guess = self.conjugation.guess
        else:
            inflection = Inflection(table, data["irregular"], data["doubling"])
            told |= {*data["nouns"].split(), *inflection.irregular}
            self._form = verb_readings(inflection, told).get
            self._guess = inflection.guess
        self._participles = _words(data["participles"])
        self._prefixes = tuple(table["prefixes"].split())
        self._adverb = re.compile(table["adverb"])
        self.adjective = re.compile(table.get("adjective", "$^"))
        self._readings: dict[str, Reading | None] = {}

    def _numbers_and_times(self, numbers: Mapping[str, Any], times: Mapping[str, Any]) -> None:
        self.about = _by_first(numbers["about"])
        self.counted = _words(numbers["counted"])
        self.joins_numbers, self.opens_range = _words(numbers["joining"]), _words(numbers["range"])
        self.shifting = _words(times["shifting"])
        self.clock = _by_first(times["clock"])
        self.time_first, self.time_nouns = _words(times["first"]), _words(times["noun"])
        self.time_leading = _words(times.get("leading", ""))
        self.time_phrases = _by_first(times.get("phrases", ()))
        self._tags |= dict.fromkeys(times["alone"].split(), Tag.TIME)

    def _clauses(self, data: Mapping[str, str]) -> None:
        self.that, self.whose, self.where = _words(data["that"]), _words(data["whose"]), _words(data["where"])
        self.alone, self.floating, self.no = (_words(data[key]) for key in ("alone", "floating", "no"))
        self.so, self.nor = _words(data["so"]), _words(data["nor"])
        self.indefinite = _words(data["indefinite"])
        self.particles, self.light = _words(data["particles"]), _words(data["light"])
        self.inverting, self.intransitive = _words(data["inverting"]), _words(data["intransitive"])
        self.reporting = _words(data["reporting"])
        self.conditional = frozenset(w.replace("-", " ") for w in data["conditional"].split())
        self.negations = _by_first([words.replace("-", " ") for words in data["negations"].split()])
        self.calling_off = _words(data["calling_off"])
        self.copulas = _words(data["copulas"])
        self.subordinating, self.addressing = _words(data["subordinating"]), _words(data["addressing"])
        self.prenominal = _words(data["prenominal"])
        self.personal_relatives, self.singular = _words(data["personal"]), _words(data["singular"])
        self.plural_verbs = _words(data["plural"])
        self.stranded = _words(data["stranded"])
        self.light_verbs, self.outer = _words(data["light_verbs"]), _words(data["outer"])
        self.questions = _words(data["questions"])
        self.doubting = _words(data["doubting"])
        self.predicative = _words(data["predicative"])
        self.inverted = self.inverting | self.reporting | self.intransitive
        self.object_control = _words(data["object_control"])
        self.control = _words(data["control"]) | self.object_control
        named = (self.conjugation.plain(name)[0] for name in self.control) if self.conjugation else ()
        self.controlling = self.control.union(named)  # without their reflexives

    def _told_orders(self, data: Mapping[str, Any]) -> None:
        """What only languages with free subjects, pronouns before verbs and words of several parts have."""
        self.subordinators = _by_first(data.get("subordinators", ()))
        self.light_phrases = _by_first(data.get("light_phrases", ()))
        self.unsaid: tuple[str, ...] = tuple(
            data.get("unsaid", ())
        )  # the pronoun that is left out, and "they"
        self.partitive = _words(data.get("partitive", ""))  # "n'a pas envoyé | d'experts"
        self.impersonal = _words(data.get("impersonal", ""))
        self.clitics = _words(data.get("clitics", ""))  # objects before verbs that are articles elsewhere
        self.founding = _words(data.get("founding", ""))  # bodies may be their objects: "la ley que creó el"
        self.relatives = _words(data.get("relatives", ""))  # after an article: "el cual"

    def written(self, token: Token) -> str:
        """How the lists of words write a token: with its accents where these tell words apart."""
        if not self.inflected:
            return token.fold
        return token.text.casefold().replace("’", "'")

    def tag(self, fold: str) -> Tag | None:
        """What a word always is; None where it depends on its neighbours."""
        return self._tags.get(fold)

    def verb(self, fold: str) -> Reading | None:
        """What a word may be as a verb; None where it is none."""
        try:
            return self._readings[fold]
        except KeyError:
            reading = self._known(fold) or self._unknown(fold)
            return self._readings.setdefault(fold, None if reading is _NO_VERB else reading)

    def _known(self, word: str) -> Reading | None:
        """What a word is as a form of a known verb; `_NO_VERB` where it is none though it has its ending."""
        reading = Reading(word, _PARTICIPLE) if word in self._participles else self._form(word)
        if word in self.gerund_nouns:
            return reading or _NO_VERB
        if word in self._plain:
            return _NO_VERB
        return replace(reading, noun=True) if reading and self.knows(word) else reading

    def _unknown(self, fold: str) -> Reading | None:
        """A word that is no form of a known verb: one with a prefix before such a form, or a guess."""
        for prefix in self._prefixes:
            if fold.startswith(prefix):
                stem = self._known(fold.removeprefix(prefix))
                if stem is not None and stem is not _NO_VERB:
                    return stem
        return None if self.inflected and self.knows(fold) else self._guess(fold)

    def reflexive_name(self, lemma: str) -> str:
        """What a verb is called with a reflexive: "reunirse"; "" where that is only its passive."""
        name = self.conjugation.pronominal.format(lemma) if self.conjugation is not None else ""
        return name if name in self.pronominals else ""

    def auxiliary_lemma(self, fold: str) -> str:
        """ "be", "have" or "do" of its forms, or what the language calls them; a modal itself."""
        if reading := self._auxiliary_readings.get(fold):
            return reading.lemma
        return fold if fold in self.modals else self.auxiliaries[fold]

    def auxiliary(self, fold: str) -> Reading | None:
        """What the form of an auxiliary tells, where auxiliaries are conjugated."""
        return self._auxiliary_readings.get(fold)

    def adverb(self, fold: str) -> bool:
        """Whether a word that no list holds is an adverb by its ending."""
        return self._adverb.search(fold) is not None and fold not in self._plain

    def noun(self, fold: str) -> str:
        """The lemma of a word as a noun: its singular."""
        try:
            return self._noun_lemmas[fold]
        except KeyError:
            lemma = self._irregular_nouns.get(fold) or self._singular.of(fold) or fold
            return self._noun_lemmas.setdefault(fold, lemma)

    def plural(self, fold: str) -> bool:
        """Whether a word is the plural of another."""
        return self.noun(fold) != fold and fold not in self._spelled

    def knows(self, word: str) -> bool:
        """Whether a word is a form of one of the nouns that the language's file or the frames know."""
        return word in self._known_nouns or self.noun(word) in self._known_nouns


@cache
def grammar(
    language: Language,
    verbs: frozenset[str] = frozenset(),
    nouns: frozenset[str] = frozenset(),
    people: frozenset[str] = frozenset(),
) -> Grammar:
    """The grammar of a language, with the verbs, nouns and people that the frames know; made once."""
    return Grammar(language, verbs, nouns, people)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _tags(data: Mapping[str, str]) -> dict[str, Tag]:
    return {word: Tag(name) for name, words in data.items() for word in words.split()}


def _by_first(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    """Phrases as lists of words by their first one, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for words in sorted((phrase.split() for phrase in phrases), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found
