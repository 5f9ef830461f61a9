"""What is known of one language's names, compiled once from its data files and the reference data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode

from ...ontology.reference import Reference, Thing
from ...ontology.terms import term
from ..text.language import Language, Table
from ..text.language import load as load_language
from ..text.splitting import Splitter, splitter
from ..text.tokens import Token, fold
from .folded import folded
from .lookups import Lookup as Lookup
from .lookups import Phrases as Phrases
from .plurals import Plurals, plurals
from .small_words import links, opening_none, particles

STATE = term("cc:State")
CITY = term("schema:City")


@dataclass(frozen=True)
class Lexicon:
    """One language's words for names, with the names that the reference data know in it."""

    language: Language
    reference: Reference
    splitter: Splitter
    plurals: Plurals
    head_first: bool
    sentence_case: bool  # names go on in small letters: "Estrategia nacional de ciberseguridad"
    small_demonyms: bool  # "colombiano", not "Colombian"
    verb_endings: tuple[str, ...]  # a capitalized word that opens a sentence with one is a verb
    adjectives: frozenset[str]  # in small letters they belong to the name before them
    adjective_endings: tuple[str, ...]
    stop_endings: tuple[str, ...]  # words with one end a name in small letters
    stops: frozenset[str]  # and so do these
    small_heads: frozenset[str]  # heads that begin names in small letters too: "ministère de la Justice"
    entitling: frozenset[str]  # small nouns before a title: "el informe Puertos y mercados"
    leading: frozenset[str]  # words before a head that stands first: "Segunda Reunión"
    articles: frozenset[str]
    indefinite: frozenset[str]
    possessive: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    particles: frozenset[str]
    ordinary: frozenset[str]  # particles that join other names too: "de", where heads stand first
    modifiers: frozenset[str]  # words that stand before an office and belong to it
    owner: frozenset[str]
    topic: frozenset[str]
    place: frozenset[str]
    destination: frozenset[str]
    common_heads: frozenset[str]  # heads that in small letters make no name: "Internet service"
    venues: frozenset[str]  # last words of the names of buildings: "convention centre"
    guiding: frozenset[
        str
    ]  # documents whose names go on in small letters: "the Guide on seizure of evidence"
    notes: frozenset[str]  # what may follow an acronym in parentheses: "(CCOC by its Spanish acronym)"
    plain: frozenset[str]
    posts: Phrases  # capitalized, though they open no name: "the Permanent Representatives of"
    regions: frozenset[str]
    joiners: frozenset[str]
    listing: frozenset[str]
    governments: frozenset[str]
    function: frozenset[str]  # words that no name begins with
    openers: frozenset[str]  # words that open sentences, capitalized for that reason only
    heads: dict[str, str]  # head noun -> class, organizations, instruments and activities alike
    plural_heads: dict[str, str]  # their plurals
    bodies: frozenset[str]  # those of organizations
    activities: frozenset[str]  # the classes of activities.toml
    weak: frozenset[str]
    plural: frozenset[str]  # head nouns of several activities
    phrases: Phrases  # the head nouns
    activity_phrases: Phrases  # those of activities
    office_phrases: Phrases
    plural_offices: Mapping[str, str]  # "ministers" -> "minister"
    surnames: frozenset[str]  # offices that are surnames as well: King
    no_offices: frozenset[str]  # as written; without their accents they would be offices: "secretaría"
    boards: Phrases  # parts of bodies that have members and a chair: "Junta Directiva"
    portfolios: frozenset[str]  # last words of what an office is over: "Affairs", "Security"
    titles: frozenset[str]  # before a person's name: "Mr", "Colonel"
    saints: frozenset[str]  # abbreviations inside a person's name: "St."
    outer_words: frozenset[str]  # with which a head may end, or begin where heads stand first
    company_endings: frozenset[str]  # as written: "Inc", "plc"
    corporations: frozenset[str]  # heads of companies, which own even without an article before them
    halves: dict[str, frozenset[str]]  # words that are one with the word before: "Cyber security"
    shared: dict[str, str]  # heads that several bodies may share, with their class: "Ministries of"
    not_state_after: Phrases  # before the name of another place: "New | Mexico"
    links: frozenset[str]  # words in small letters that may stand inside a name
    placed: frozenset[str]  # with "of" and a place inside a name: "City of London Police"
    possessors: frozenset[str]  # whose "'s" stands inside a name: "Children's Commission"
    housed: frozenset[str]  # between a body and the university in which it is: "at"
    local: frozenset[str]  # heads of bodies after which their place may stand: "U.S. Embassy Gaborone"
    posted: frozenset[str]  # heads whose name tells where they are sent: "Delegation to Moldova"
    dotted: tuple[str, ...]  # abbreviations with which a name may end: "Inc."
    speech: frozenset[str]  # verbs of speech: "said"
    titled: frozenset[str]  # words between a head noun and a quoted name: "entitled", "called"
    generic: frozenset[str]  # acronyms that name a kind of body, not one: CSIRT
    unnamed_forms: frozenset[str]  # `unnamed`, and its plurals
    unnamed: frozenset[str]  # heads of documents that may make news without a name: "an agreement"
    first_heads: dict[str, str]  # heads that stand before the name: "Operation Harmattan Shield"
    numbered: str  # class of a numbered meeting: "REMJA V"
    cyber: re.Pattern[str]
    teams: re.Pattern[str]  # response teams named by one word: BruCERT
    numbering: frozenset[str]  # words before the number of a document: "Decree No. 12"
    symbols: dict[str, re.Pattern[str]]  # documents named by a number only, by their class
    units: frozenset[str]  # heads of the parts of bodies: "Press and Communications Department"
    compounds: Phrases  # nouns that "of" joins inside a name: "Rule of Law Division"
    participles: frozenset[str]  # after a hyphen these end no name: "EU-funded"
    deeds: frozenset[str]  # what a body does for an activity: "EU-funded"
    foreign: dict[str, str]  # heads that stand first in names of other languages -> class
    foreign_phrases: Phrases
    foreign_last: dict[str, str]  # heads that stand last in names of other languages -> class
    foreign_joins: frozenset[str]  # small words inside such names
    known: Lookup
    demonyms: dict[str, Thing]
    states: Lookup  # states alone, to find them inside longer names

    def table(self, name: str) -> Table:
        """A table of the language, its words folded as tokens are."""
        return folded(self.language, name)

    def is_activity(self, cls: str | None) -> bool:
        """Whether a class is one of the activities."""
        return cls in self.activities

    def is_instrument(self, cls: str | None) -> bool:
        """Whether a class is one of the instruments."""
        return cls in INSTRUMENTS

    def is_organization(self, cls: str | None) -> bool:
        """Whether a class is one of the organizations."""
        return cls is not None and cls not in INSTRUMENTS and cls not in self.activities

    def demonym(self, tokens: Sequence[Token], i: int) -> tuple[Thing, int] | None:
        """The state of the demonym that ends with a token, and where it begins: "Peruvian", "Costa Rican"."""
        for first in (i - 1, i):
            name = " ".join(t.fold for t in tokens[max(first, 0) : i + 1])
            written = first >= 0 and (self.small_demonyms or tokens[first].capital)
            if written and name in self.demonyms:
                return self.demonyms[name], first
        return None

    def people(self, tokens: Sequence[Token]) -> Thing | None:
        """The state whose people these words name: "Saint Lucians"."""
        name = " ".join(t.fold for t in tokens)
        if self.small_demonyms:
            return self.demonyms.get(name)
        names = self.plurals.singulars(name)
        return next((self.demonyms[name] for name in names if name in self.demonyms), None)

    def head_of(self, words: Sequence[str]) -> tuple[str, str, bool] | None:
        """The head noun of a run of folded words, its class, and whether it stands in the plural."""
        if self.head_first:
            words = words[self._before_head(words) :]
        if not words or words[0 if self.head_first else -1] not in self.outer_words:
            return None
        for size in (4, 3, 2, 1):
            if size > len(words):
                continue
            part = " ".join(words[:size] if self.head_first else words[-size:])
            if part in self.heads:
                return part, self.heads[part], False
            if (singular := self.plural_heads.get(part)) is not None:
                return singular, self.heads[singular], True
        return None

    def _before_head(self, words: Sequence[str]) -> int:
        """How many words stand before a head that comes first: "XII Reunión", "Primera Cumbre"."""
        for n, word in enumerate(words[:2]):
            if word not in self.leading and not _ROMAN.fullmatch(word):
                return n
        return min(len(words), 2)


INSTRUMENTS = frozenset(
    "cc:" + c
    for c in ("Instrument", "Policy", "Strategy", "Agreement", "Report", "Declaration", "Resolution", "Law")
)


_ROMAN = re.compile(r"[ivx]{1,6}")

_NAMES = (
    *("articles", "indefinite", "possessive", "owner", "topic", "place", "destination", "plain", "regions"),
    *("joiners", "listing", "governments", "openers", "participles", "deeds", "company_endings"),
    *("placed", "possessors", "housed", "local", "posted", "titled", "generic", "unnamed", "numbering"),
    *("units", "notes", "guiding", "common_heads", "venues", "leading", "stops", "entitling", "small_heads"),
)
_OFFICES = ("modifiers", "surnames", "portfolios", "titles", "saints")
_PHRASES = ("posts", "compounds", "not_state_after")


@cache
def load(code: str, reference: Reference) -> Lexicon:
    """The lexicon of a language, by its ISO 639-1 code."""
    language = load_language(code)
    names, acts, offices, speech = (
        folded(language, table) for table in ("names", "activities", "offices", "speech")
    )
    split, known = splitter(language), list(reference.names(code))
    unlike = frozenset(language.table("offices")["unlike"])
    return Lexicon(
        language=language,
        reference=reference,
        splitter=split,
        no_offices=unlike,
        weak=frozenset(acts["weak"]["words"]),
        plural=frozenset(acts["plural"]["words"]),
        office_phrases=Phrases(offices["heads"]),
        plural_offices=_plurals(names, offices["heads"]),
        first_heads=dict(acts["first"]),
        numbered=acts["numbered"],
        known=Lookup(known, split, unlike),
        demonyms=_demonyms(code, reference, split),
        states=Lookup(((name, thing) for name, thing in known if STATE in thing.types), split),
        speech=frozenset(word for key in ("verbs", "reporting") for word in speech[key]),
        particles=particles(offices),
        boards=Phrases(offices["boards"]),
        links=links(names, offices),
        function=opening_none(language, names),
        **_heads(names, acts),
        **_order(names),
        **_sets(names, _NAMES),
        **_sets(offices, _OFFICES),
        **_patterns(names),
    )


def _plurals(names: Table, words: Sequence[str]) -> Mapping[str, str]:
    """The plurals of single words, each with its singular."""
    forms, single = plurals(names["plurals"], names["head"] == "first"), {w for w in words if " " not in w}
    inflected = {form for word in single for form in forms.of(word)}
    return {form: next(word for word in forms.singulars(form) if word in single) for form in inflected}


def _heads(names: Table, acts: Table) -> dict[str, Any]:
    """The head nouns of names, with their classes and forms."""
    heads = _by_word(names["heads"]) | _by_word(acts["heads"])
    activities = frozenset(acts["heads"]) | frozenset(acts["kinds"])
    head_first = names["head"] == "first"
    foreign = {word: cls for word, cls in _by_word(names["foreign"]).items() if word not in heads}
    forms = plurals(names["plurals"], head_first)
    outer = 0 if head_first else -1
    return {
        "heads": heads,
        "plurals": forms,
        "plural_heads": {form: head for head in heads for form in forms.of(head)},
        "bodies": frozenset(
            w for w, cls in heads.items() if cls not in INSTRUMENTS and cls not in activities
        ),
        "activities": activities,
        "phrases": Phrases(heads),
        "activity_phrases": Phrases(word for word, cls in heads.items() if cls in activities),
        "outer_words": frozenset(form.split(" ")[outer] for form in forms.inflected(heads)),
        "adjectives": forms.inflected(names["adjectives"]),
        "unnamed_forms": forms.inflected(names["unnamed"]),
        "foreign": foreign,
        "foreign_phrases": Phrases(foreign),
        "foreign_last": _by_word(names["foreign_last"]),
        "foreign_joins": frozenset(names["foreign_joins"]["words"]),
    }


def _order(names: Table) -> dict[str, Any]:
    """In which order and in what letters a language writes its names."""
    head_first = names["head"] == "first"
    joins = (*names["owner"], *names["articles"], *names["and"], *names["topic"])
    return {
        "head_first": head_first,
        "ordinary": frozenset(joins) if head_first else frozenset(),
        "sentence_case": names["sentence_case"],
        "small_demonyms": names["small_demonyms"],
        "verb_endings": tuple(names["verb_endings"]),
        "adjective_endings": tuple(names["adjective_endings"]),
        "stop_endings": tuple(names["stop_endings"]),
        "conjunctions": frozenset(names["and"]),
        "alternatives": frozenset(names["or"]),
    }


def _sets(table: Table, keys: Iterable[str]) -> dict[str, Any]:
    return {key: frozenset(table[key]) for key in keys}


def _patterns(names: Table) -> dict[str, Any]:
    """What follows from the words of `names.toml`: forms of words, and patterns of names."""
    return {
        "corporations": frozenset(map(fold, (*names["company_endings"], *names["corporations"]))),
        "shared": dict(names["shared"]),
        "halves": {first: frozenset(second) for first, second in names["halves"].items()},
        **{key: Phrases(names[key]) for key in _PHRASES},
        "dotted": tuple(names["dotted"]),
        "cyber": re.compile("|".join(names["cyber"]["patterns"])),
        "teams": re.compile(names["teams"]["pattern"]),
        "symbols": {cls: re.compile("|".join(each)) for cls, each in names["symbols"].items()},
    }


def _by_word(classes: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: cls for cls, words in classes.items() for word in words}


def _demonyms(code: str, reference: Reference, split: Splitter) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for name, thing in reference.demonyms(code):
        found.setdefault(fold(split.folded(name)), thing)
    return found


def best(things: Sequence[Thing], states: frozenset[NamedNode]) -> Thing | None:
    """Among namesakes the one that the release's states speak for, else the most populous, if any."""
    if len(things) < 2:
        return things[0] if things else None
    near = [t for t in things if t.state in states or t.iri in states]
    if len(near) == 1:
        return near[0]
    peopled = sorted((near or list(things)), key=lambda t: -(t.population or 0))
    if STATE in peopled[0].types or peopled[0].population:
        return next((t for t in things if STATE in t.types), peopled[0])
    return None
