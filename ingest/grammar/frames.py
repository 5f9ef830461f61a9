"""Frames: what stands where beside a verb or a noun, read from data and checked.

Which roles a frame has is the same in all languages (``und/frames.toml``); its words are a language's own
(``<code>/frames.toml``). Every construction of the grammar serves every word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from itertools import product
from typing import Any

from ..base.refusals import LanguageDataError
from ..names.entities import Kind
from ..text.language import ANY, Language, load
from .by_name import ByName
from .framewords import frame_words
from .syntax import Voice
from .wordlists import Grammar, grammar

_TABLES = ("verb", "noun", "adjunct", "role", "making", "relation", "gift")
_KEYS = ("places", "nouns", "numbers", "copulas", *_TABLES)
_DIRECT = ("subject", "object")  # all other places are prepositions
_FLAGS = (
    *("role", "named", "voice", "below", "purpose", "predicate", "creates", "thing", "kinds", "proof"),
    *("alone", "sent", "denied"),
)
_WORDS = (
    *("words", "light", "subjects", "nouns", "last", "through", "acts", "things", "lead", "from", "enables"),
    *("name", "head"),
)
_MADE = ("cc:Signing", "cc:Launch", "cc:Visit")  # a noun tells of these as their verbs do


class Takes(Enum):
    """Whom a place takes."""

    ANY = "any"
    CROWD = "crowd"  # people who take part, not the body that sends them
    PEOPLE = "people"  # these, or a list of bodies or states
    PERSONS = "persons"  # these, or a person
    NAMED = "named"  # only where somebody is named


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a place: the activity, or who has a role in it."""

    role: str  # "activity", "organizer"; "" where it only must be somebody
    takes: Takes = Takes.ANY


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """What stands where beside a verb, in the terms of the active voice."""

    id: str
    places: Mapping[str, Place]
    named: bool = False  # only of an activity that is named in its place
    voice: Voice | None = None  # only in this voice
    below: str = ""  # the frame of a clause below it that may hold what it is about
    purpose: str = ""  # the role of the subject of a clause below it that may hold the activity
    denied: bool = False  # only where a clause denies it: "did not come"

    def holding(self, role: str) -> tuple[str, ...]:
        """The places in which something stands, such as the activity."""
        return tuple(name for name, place in self.places.items() if place.role == role)


@dataclass(frozen=True, slots=True)
class NounFrame:
    """Who stands beside a noun that speaks of an activity: "with the support of"."""

    id: str
    places: Mapping[str, Place]
    lead: frozenset[str]  # prepositions and verbs that let it speak of one
    enables: frozenset[str]  # verbs with it as subject: "a gift of A allowed B to organize"
    source: frozenset[str]  # verbs between it and "from": "support came from"


@dataclass(frozen=True, slots=True)
class Making:
    """A verb that makes an activity: what is signed is signed at a signing."""

    id: str
    creates: str  # class of the vocabulary
    thing: str  # the place of what is signed, launched, visited
    kinds: frozenset[Kind]
    proof: frozenset[str]  # what else the sentence must say: "actor", "time"
    either: bool  # one of these is enough
    alone: bool  # only where the text names no other activity
    places: Mapping[str, Place]
    name: str
    head: str
    nouns: frozenset[str]
    last: frozenset[str]
    through: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """What nouns stand for, by lemma."""

    amounts: frozenset[str]  # "in the amount of USD 5,000"
    people: frozenset[str]
    bodies: frozenset[str]
    topics: frozenset[str]
    aspects: frozenset[str]
    another: frozenset[str]
    none: frozenset[str]
    indefinite: frozenset[str]
    pronouns: frozenset[str]
    plural: frozenset[str]
    making: frozenset[str]
    states: frozenset[str]
    settings: frozenset[str]
    staff: frozenset[str]
    likewise: frozenset[str]
    sent: frozenset[str]
    representing: frozenset[str]
    sending: frozenset[str]
    things: frozenset[str]
    considering: frozenset[str]


@dataclass(frozen=True, eq=False, slots=True)
class Frames:
    """The frames of one language, by the words that call for them."""

    code: str
    grammar: Grammar
    verbs: ByName[VerbFrame]
    doing: Mapping[str, frozenset[str]]  # verbs by the role of their subject
    nouns: Mapping[str, tuple[NounFrame, ...]]
    sent: Mapping[str, str]  # frame: whose role is another of missions and visits: invited by Chile
    adjuncts: Mapping[str, tuple[str, str]]  # preposition: frame and role
    roles: Mapping[str, tuple[str, str]]  # noun: frame and role
    makings: ByName[Making]
    acts: Mapping[str, Making]  # nouns that say the same: "the signing of"
    doers: Mapping[str, str]  # role of those by whom an activity of a class is made: "the launch by Peru"
    relations: ByName[VerbFrame]
    founding: Mapping[str, str]  # noun: frame
    nameless: frozenset[str]  # nouns of bodies that may lack a name: "a working group"
    gifts: ByName[VerbFrame]
    giving: Mapping[str, str]  # noun: frame
    copulas: frozenset[str]  # verbs such as "be"
    numbers: Mapping[str, int]  # "both" is 2
    predicates: Mapping[str, str]  # of roles, and of frames of bodies and documents
    prepositions: Mapping[str, frozenset[str]]  # of places
    classes: Nouns


@cache
def frames(language: Language) -> Frames:
    """The frames of a language.

    Raises:
        LanguageDataError: a frame, place, role or key is unknown, or a frame that is there has no words.
    """
    own = frame_words(language, _KEYS)
    shared = load(ANY).table("frames", ("places", "roles", *_TABLES))
    reader = _Reader(language.code, own, shared)
    return Frames(
        code=language.code,
        grammar=grammar_of(language),
        verbs=(verbs := ByName(reader.verbs("verb"))),
        doing=_doing(verbs),
        nouns=reader.nouns(),
        sent={name: frame["sent"] for name, frame in shared["noun"].items() if "sent" in frame},
        roles={noun: (f"is-{n}", shared["role"][n]) for n, nouns in own["role"].items() for noun in nouns},
        adjuncts=reader.adjuncts(),
        makings=(makings := ByName(reader.makings())),
        acts=_acts(makings, own["making"]),
        doers=_doers(makings),
        relations=ByName(reader.verbs("relation")),
        founding=reader.nouns_of("relation"),
        nameless=frozenset(noun for frame in own["relation"].values() for noun in frame.get("things", ())),
        gifts=ByName(reader.verbs("gift")),
        giving=reader.nouns_of("gift"),
        copulas=frozenset(own["copulas"]),
        numbers=own["numbers"],
        predicates=shared["roles"] | {n: f["predicate"] for n, f in shared["relation"].items()},
        prepositions={place: frozenset(own["places"].get(place, ())) for place in shared["places"]},
        classes=Nouns(**{field.name: frozenset(own["nouns"][field.name]) for field in fields(Nouns)}),
    )


def _acts(makings: ByName[Making], own: Mapping[str, Any]) -> dict[str, Making]:
    """The nouns that make an activity as verbs do: "the signing of"."""
    made = [making for found in makings.values() for making in found]
    return {noun: making for making in made for noun in own[making.id].get("acts", ())}


def _doers(makings: ByName[Making]) -> dict[str, str]:
    """The role of those by whom an activity of a class is made, where nouns tell of it too."""
    made = [making for found in makings.values() for making in found if making.creates in _MADE]
    return {making.creates: making.places["subject"].role for making in made if "subject" in making.places}


def _doing(verbs: ByName[VerbFrame]) -> dict[str, frozenset[str]]:
    """Verbs by the role that their subject has: "organizer", "participant"."""
    found: dict[str, set[str]] = {}
    for word, frames in verbs.items():
        for frame in frames:
            if "subject" in frame.places:
                found.setdefault(frame.places["subject"].role, set()).add(word)
    return {role: frozenset(words) for role, words in found.items()}


@cache
def grammar_of(language: Language) -> Grammar:
    """The grammar of a language, which knows the verbs of all its frames, and their nouns of roles."""
    own = frame_words(language, _KEYS)
    told = [f for table in ("verb", "making", "relation", "gift") for f in own[table].values()]
    verbs = {word for f in told for word in (*f.get("words", ()), *(f.get("light") or [[]])[0])}
    verbs |= {verb for f in told for verb in (f.get("subjects") or [[], []])[1]}
    people = frozenset(own["nouns"]["people"]) | frozenset(own["nouns"]["bodies"])
    nouns = {noun for names in (*own["role"].values(), own["nouns"]["people"]) for noun in names}
    nouns |= {word for frame in own["noun"].values() for word in frame["words"]}
    nouns |= {noun for f in told for noun in (f.get("subjects") or [[]])[0]}
    return grammar(language, frozenset(verbs), frozenset(nouns), people)


def _all_words(frame: Mapping[str, Any]) -> list[str]:
    """The words that call for a frame: light verbs with each of their nouns, nouns with their verbs."""
    both = [*product(*frame.get("light", ())), *product(*frame.get("subjects", ()))]
    return [*frame.get("words", ()), *(" ".join(pair) for pair in both if pair)]


class _Reader:
    """Reads and checks one language's frames."""

    def __init__(self, code: str, own: Mapping[str, Any], shared: Mapping[str, Any]) -> None:
        self.code, self.own, self.shared = code, own, shared
        self._places = {*_DIRECT, *shared["places"]}
        self._known(own["places"], shared["places"], "places")
        for table in _TABLES:
            self._known(own[table], shared[table], table)
            for name, frame in shared[table].items():
                if isinstance(frame, Mapping):
                    where = f"{table}.{name}"
                    self._known(frame, {*self._places, *_FLAGS}, where, ANY)
                    self._known(own[table].get(name, {}), _WORDS, where)

    def verbs(self, table: str) -> Iterator[tuple[str, VerbFrame]]:
        """The frames of a table of verbs, with each of their names."""
        for name, frame in self._told(table):
            voice = Voice(frame["voice"]) if "voice" in frame else None
            places, named = self._frame_places(frame), frame.get("named", False)
            below, purpose, denied = (
                frame.get(k, d) for k, d in (("below", ""), ("purpose", ""), ("denied", False))
            )
            made = VerbFrame(name, places, named, voice, below, purpose, denied)
            yield from ((word, made) for word in self._words(table, name))

    def nouns_of(self, table: str) -> dict[str, str]:
        """The nouns that say the same as a table's verbs: "the creation of"."""
        return {noun: name for name, frame in self.own[table].items() for noun in frame.get("nouns", ())}

    def nouns(self) -> dict[str, tuple[NounFrame, ...]]:
        """The frames of nouns."""
        found: dict[str, tuple[NounFrame, ...]] = {}
        for name, frame in self._told("noun"):
            own = self.own["noun"][name]
            verbs = (frozenset(own.get(key, ())) for key in ("lead", "enables", "from"))
            made = NounFrame(name, self._frame_places(frame), *verbs)
            for word in self._words("noun", name):
                found[word] = (*found.get(word, ()), made)
        return found

    def adjuncts(self) -> dict[str, tuple[str, str]]:
        """The frames of prepositions, with the role of what follows."""
        told = ((name, frame["role"]) for name, frame in self._told("adjunct"))
        return {word: (name, role) for name, role in told for word in self.own["adjunct"][name]["words"]}

    def makings(self) -> Iterator[tuple[str, Making]]:
        """The frames of verbs that make activities, with each of their names."""
        for name, frame in self._told("making"):
            own = self.own["making"][name]
            proof = frame.get("proof", "").split()
            made = Making(
                name,
                frame["creates"],
                frame["thing"],
                frozenset(Kind[kind.upper()] for kind in frame["kinds"]),
                frozenset(proof) - {"and", "or"},
                "or" in proof,
                frame.get("alone", False),
                self._frame_places(frame),
                own["name"],
                own["head"],
                *(frozenset(own.get(key, ())) for key in ("nouns", "last", "through")),
            )
            yield from ((word, made) for word in self._words("making", name))

    def _told(self, table: str) -> list[tuple[str, Mapping[str, Any]]]:
        """The frames of a table that this language has: `language check` tells which it lacks."""
        return sorted((name, frame) for name, frame in self.shared[table].items() if name in self.own[table])

    def _words(self, table: str, name: str) -> list[str]:
        words = list(dict.fromkeys(_all_words(self.own[table][name])))
        if not words:
            raise LanguageDataError(f"languages/{self.code}/frames.toml: '{table}.{name}' has no words")
        return words

    def _frame_places(self, frame: Mapping[str, Any]) -> dict[str, Place]:
        return {key: _place(value) for key, value in frame.items() if key not in _FLAGS}

    def _known(self, keys: Iterable[str], known: Collection[str], where: str, code: str = "") -> None:
        for key in keys:
            if key not in known:
                raise LanguageDataError(
                    f"languages/{code or self.code}/frames.toml: unknown key '{key}' in '{where}'"
                )


def _place(written: str) -> Place:
    """A place as data write it: "organizer", "crowd participant", "crowd"."""
    *takes, role = written.split()
    if not takes and role in (Takes.CROWD.value, Takes.PEOPLE.value):
        return Place("", Takes(role))
    return Place(role, Takes(takes[0]) if takes else Takes.ANY)
