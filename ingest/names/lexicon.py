"""What is known of one language's names, compiled once from its data files and the reference data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from ...ontology.reference import Reference, Thing
from ...ontology.terms import term
from ..text.language import Language
from ..text.language import load as load_language
from ..text.tokens import Token, acronym_like, fold, tokenize

STATE = term("cc:State")
CITY = term("schema:City")


class Lookup:
    """Finds the longest known name that begins at a token."""

    def __init__(self, names: Iterable[tuple[str, Thing]]) -> None:
        """Makes names known, each with the thing that bears it."""
        self._names: dict[tuple[str, ...], list[tuple[str, Thing]]] = {}
        sizes: dict[str, set[int]] = {}
        for name, thing in names:
            if words := tuple(t.fold for t in tokenize(name, 0, len(name))):
                self._names.setdefault(words, []).append((name, thing))
                sizes.setdefault(words[0], set()).add(len(words))
        for found in self._names.values():
            found.sort(key=lambda entry: (entry[0], entry[1].iri.value))
        self._sizes = {word: sorted(counts, reverse=True) for word, counts in sizes.items()}

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, list[Thing]]:
        """How many tokens from `i` the longest known name takes, and whose it is; (0, []) for none."""
        for size in self._sizes.get(tokens[i].fold, ()):
            words = tuple([t.fold for t in tokens[i : i + size]])
            known = self._names.get(words, ()) if len(words) == size else ()
            found = [entry for entry in known if _written_as(tokens, i, size, entry[0])]
            if found:
                text = " ".join(t.text for t in tokens[i : i + size]).casefold()
                exact = [entry for entry in found if entry[0].casefold() == text]  # San José is no San Jose
                return size, list({thing.iri: thing for _, thing in exact or found}.values())
        return 0, []

    def word(self, written: str) -> Iterator[Thing]:
        """The things whose name is this one word, written so."""
        return (thing for name, thing in self._names.get((fold(written),), ()) if name == written)


def _written_as(tokens: Sequence[Token], i: int, size: int, name: str) -> bool:
    """Whether the capitals are those of the name; an acronym must be written as it is known."""
    text = tokens[i].text
    if size == 1:  # FIRST is not "first"
        if acronym_like(name):
            return text == name or (text.isupper() and len(name) > 3 and fold(text) == fold(name))
        return text[0].isupper() == name[0].isupper()
    return text[0].isupper() or not name[0].isupper() or tokens[i + 1].capital


class Phrases:
    """Fixed phrases of one word or more, found by their first word or their last."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Takes folded phrases, their words joined by single blanks."""
        self._phrases = frozenset(phrases)
        self._first = _sizes((p.split(" ")[0], p) for p in self._phrases)
        self._last = _sizes((p.split(" ")[-1], p) for p in self._phrases)

    def from_token(self, tokens: Sequence[Token], i: int) -> int:
        """How many tokens the longest phrase takes that begins at a token; 0 where none does."""
        sizes = self._first.get(tokens[i].fold)
        return self.opening([t.fold for t in tokens[i : i + sizes[0]]]) if sizes else 0

    def opening(self, words: Sequence[str]) -> int:
        """How many words the longest phrase takes that folded words begin with; 0 where none does."""
        for size in self._first.get(words[0], ()):
            if len(words) >= size and " ".join(words[:size]) in self._phrases:
                return size
        return 0

    def up_to_token(self, tokens: Sequence[Token], i: int) -> int:
        """How many tokens the longest phrase takes that ends with a token; 0 where none does."""
        for size in self._last.get(tokens[i].fold, ()):
            first = i - size + 1
            if first >= 0 and " ".join([t.fold for t in tokens[first : i + 1]]) in self._phrases:
                return size
        return 0


def _surname(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a word for an office is a surname here: "Mary King", but "the King", "Academic Dean"."""
    before = tokens[i - 1] if i else None
    if before is None or tokens[i].fold not in lexicon.surnames or not tokens[i].capital:
        return False
    if before.text == "." and i > 1:
        return tokens[i - 2].fold in lexicon.titles
    others = (lexicon.modifiers, lexicon.heads, lexicon.demonyms, lexicon.function, lexicon.articles)
    return before.capital and before.word and not any(before.fold in words for words in others)


def office_length(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """How many tokens the office takes that begins at a token; 0 where none does."""
    size = lexicon.office_phrases.from_token(tokens, i)
    return 0 if size and _surname(tokens, i, lexicon) else size


def _sizes(words: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
    """For each word the lengths of its phrases, longest first."""
    found: dict[str, set[int]] = {}
    for word, phrase in words:
        found.setdefault(word, set()).add(phrase.count(" ") + 1)
    return {word: sorted(sizes, reverse=True) for word, sizes in found.items()}


@dataclass(frozen=True)
class Lexicon:
    """One language's words for names, with the names that the reference data know in it."""

    language: Language
    reference: Reference
    head_first: bool
    articles: frozenset[str]
    indefinite: frozenset[str]
    possessive: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    particles: frozenset[str]
    modifiers: frozenset[str]  # words that stand before an office and belong to it
    owner: frozenset[str]
    topic: frozenset[str]
    place: frozenset[str]
    destination: frozenset[str]
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
    activities: frozenset[str]  # the classes of activities.toml
    weak: frozenset[str]
    plural: frozenset[str]  # head nouns of several activities
    phrases: Phrases  # the head nouns
    activity_phrases: Phrases  # those of activities
    office_phrases: Phrases
    surnames: frozenset[str]  # offices that are surnames as well: King
    portfolios: frozenset[str]  # last words of what an office is over: "Affairs", "Security"
    titles: frozenset[str]  # before a person's name: "Mr", "Colonel"
    saints: frozenset[str]  # abbreviations inside a person's name: "St."
    last_words: frozenset[str]  # with which a head may end, in the singular or plural
    company_endings: frozenset[str]  # as written: "Inc", "plc"
    corporations: frozenset[str]  # heads of companies, which own even without an article before them
    shared: dict[str, str]  # heads that several bodies may share, with their class: "Ministries of"
    not_state_after: Phrases  # before the name of another place: "New | Mexico"
    placed: frozenset[str]  # with "of" and a place inside a name: "City of London Police"
    possessors: frozenset[str]  # whose "'s" stands inside a name: "Children's Commission"
    housed: frozenset[str]  # between a body and the university in which it is: "at"
    posted: frozenset[str]  # heads whose name tells where they are sent: "Delegation to Moldova"
    dotted: tuple[str, ...]  # abbreviations with which a name may end: "Inc."
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
    foreign: dict[str, str]  # heads that stand first in names of other languages -> class
    foreign_phrases: Phrases
    foreign_joins: frozenset[str]  # small words inside such names
    known: Lookup
    demonyms: dict[str, Thing]
    states: Lookup  # states alone, to find them inside longer names

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
            if first >= 0 and tokens[first].capital and name in self.demonyms:
                return self.demonyms[name], first
        return None

    def people(self, tokens: Sequence[Token]) -> Thing | None:
        """The state whose people these words name: "Saint Lucians"."""
        names = singulars(" ".join(t.fold for t in tokens))
        return next((self.demonyms[name] for name in names if name in self.demonyms), None)

    def head_of(self, words: Sequence[str]) -> tuple[str, str, bool] | None:
        """The head noun of a run of folded words, its class, and whether it stands in the plural."""
        if not words or (not self.head_first and words[-1] not in self.last_words):
            return None
        for size in (4, 3, 2, 1):
            if size > len(words):
                continue
            part = " ".join(words[:size] if self.head_first else words[-size:])
            if part in self.heads:
                return part, self.heads[part], False
            for singular in singulars(part):
                if singular in self.heads:
                    return singular, self.heads[singular], True
        return None


INSTRUMENTS = frozenset(
    "cc:" + c
    for c in ("Instrument", "Policy", "Strategy", "Agreement", "Report", "Declaration", "Resolution", "Law")
)


def singulars(word: str) -> Iterable[str]:
    """The singulars that a plural may have, by the endings that the four languages share."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _inflected(word: str) -> Iterator[str]:
    """A word and the plurals from which `singulars` finds it."""
    yield from (word, word + "s", word + "es")
    if word.endswith("y"):
        yield word[:-1] + "ies"


@cache
def load(code: str, reference: Reference) -> Lexicon:
    """The lexicon of a language, by its ISO 639-1 code."""
    language = load_language(code)
    names, acts, offices = (language.table(t) for t in ("names", "activities", "offices"))
    heads = {word: cls for cls, words in names["heads"].items() for word in words}
    heads |= {word: cls for cls, words in acts["heads"].items() for word in words}
    foreign = {word: cls for cls, words in names.get("foreign", {}).items() for word in words}
    activities = frozenset(acts["heads"]) | frozenset(acts["kinds"])
    known = list(reference.names(code))
    demonyms: dict[str, Thing] = {}
    for name, thing in reference.demonyms(code):
        demonyms.setdefault(fold(name), thing)
    sets = {
        key: frozenset(names[key])
        for key in (
            "articles",
            "indefinite",
            "possessive",
            "owner",
            "topic",
            "place",
            "destination",
            "plain",
            "regions",
            "joiners",
            "listing",
            "governments",
            "function",
            "openers",
            "participles",
        )
    }
    return Lexicon(
        language=language,
        reference=reference,
        head_first=names["head"] == "first",
        conjunctions=frozenset(names["and"]),
        alternatives=frozenset(names["or"]),
        particles=frozenset(offices["particles"]),
        modifiers=frozenset(offices["modifiers"]),
        heads=heads,
        activities=activities,
        weak=frozenset(acts["weak"]["words"]),
        plural=frozenset(acts["plural"]["words"]),
        phrases=Phrases(heads),
        activity_phrases=Phrases(word for word, cls in heads.items() if cls in activities),
        office_phrases=Phrases(offices["heads"]),
        surnames=frozenset(offices["surnames"]),
        portfolios=frozenset(offices["portfolios"]),
        titles=frozenset(offices["titles"]),
        saints=frozenset(offices["saints"]),
        last_words=frozenset(form for head in heads for form in _inflected(head.split(" ")[-1])),
        notes=frozenset(names["note"]),
        company_endings=frozenset(names["company_endings"]),
        corporations=frozenset(map(fold, (*names["company_endings"], *names["corporations"]))),
        shared=dict(names["shared"]),
        not_state_after=Phrases(names["not_state_after"]),
        placed=frozenset(names["placed"]),
        possessors=frozenset(names["possessors"]),
        housed=frozenset(names["housed"]),
        posted=frozenset(names["posted"]),
        dotted=tuple(names["dotted"]),
        titled=frozenset(names["titled"]),
        generic=frozenset(names["generic"]),
        posts=Phrases(names.get("posts", ())),
        unnamed=frozenset(names["unnamed"]),
        unnamed_forms=frozenset(form for word in names["unnamed"] for form in _inflected(word)),
        first_heads=dict(acts["first"]),
        numbered=acts["numbered"],
        cyber=re.compile("|".join(names["cyber"]["patterns"])),
        teams=re.compile(names["teams"]["pattern"]),
        numbering=frozenset(names["numbering"]),
        symbols={cls: re.compile(pattern) for cls, pattern in names["symbols"].items()},
        units=frozenset(names["units"]),
        compounds=Phrases(names["compounds"]),
        foreign=foreign,
        foreign_phrases=Phrases(foreign),
        foreign_joins=frozenset(names.get("foreign_joins", {}).get("words", ())),
        known=Lookup(known),
        demonyms=demonyms,
        states=Lookup((name, thing) for name, thing in known if STATE in thing.types),
        **sets,
    )


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
