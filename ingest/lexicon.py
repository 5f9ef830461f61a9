"""What is known of one language's names, compiled once from its data files and the reference data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import NamedNode

from ..ontology.reference import Reference, Thing
from ..ontology.terms import term
from .language import Language
from .language import load as load_language
from .tokens import Token, acronym_like, fold, tokenize

STATE = term("cc:State")
CITY = term("schema:City")


@dataclass(slots=True)
class Lookup:
    """Finds the longest known name that begins at a token."""

    entries: dict[str, list[tuple[tuple[str, ...], str, Thing]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, name: str, thing: Thing) -> None:
        """Make a name known."""
        words = tuple(t.fold for t in tokenize(name, 0, len(name)))
        if words:
            self.entries[words[0]].append((words, name, thing))

    def finish(self) -> None:
        """Longest names first, so that the first fit is the longest."""
        for found in self.entries.values():
            found.sort(key=lambda e: (-len(e[0]), e[1], e[2].iri.value))

    def at(self, tokens: Sequence[Token], i: int) -> tuple[int, list[Thing]]:
        """How many tokens from `i` the longest known name takes, and whose name it is; (0, []) where none begins."""
        found: list[Thing] = []
        length = 0
        for words, name, thing in self.entries.get(tokens[i].fold, ()):
            if len(words) < length:
                break
            if i + len(words) > len(tokens) or not _same(tokens, i, words, name):
                continue
            length = len(words)
            if thing not in found:
                found.append(thing)
        return length, found


def _same(tokens: Sequence[Token], i: int, words: tuple[str, ...], name: str) -> bool:
    if any(tokens[i + k].fold != words[k] for k in range(1, len(words))):
        return False
    text = tokens[i].text
    if len(words) == 1:  # an acronym or a single word must be written as it is known: FIRST is not "first"
        if acronym_like(name):
            return text == name or (text.isupper() and len(name) > 3 and fold(text) == fold(name))
        return text[0].isupper() == name[0].isupper()
    return text[0].isupper() or not name[0].isupper() or tokens[i + 1].capital


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
    plain: frozenset[str]
    regions: frozenset[str]
    joiners: frozenset[str]
    listing: frozenset[str]
    governments: frozenset[str]
    function: frozenset[str]  # words that no name begins with
    openers: frozenset[str]  # words that open sentences, capitalized for that reason only
    heads: dict[str, str]  # head noun -> class, organizations, instruments and activities alike
    activities: frozenset[str]  # the classes of activities.toml
    weak: frozenset[str]
    offices: frozenset[str]
    titled: frozenset[str]  # words between a head noun and a quoted name: "entitled", "called"
    generic: frozenset[str]  # acronyms that name a kind of body, not one: CSIRT
    unnamed: frozenset[str]  # heads of documents that may make news without a name: "an agreement"
    numbered: str  # class of a numbered meeting: "REMJA V"
    cyber: re.Pattern[str]
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

    def head_of(self, words: Sequence[str]) -> tuple[str, str, bool] | None:
        """The head noun of a run of folded words, its class, and whether it stands in the plural."""
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


@cache
def load(code: str, reference: Reference) -> Lexicon:
    """The lexicon of a language, by its ISO 639-1 code."""
    language = load_language(code)
    names, acts, offices = (language.table(t) for t in ("names", "activities", "offices"))
    heads = {word: cls for cls, words in names["heads"].items() for word in words}
    heads |= {word: cls for cls, words in acts["heads"].items() for word in words}
    known, demonyms = Lookup(), {}
    for name, thing in reference.names(code):
        known.add(name, thing)
    known.finish()
    states = Lookup()
    for name, thing in reference.names(code):
        if STATE in thing.types:
            states.add(name, thing)
    states.finish()
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
            "plain",
            "regions",
            "joiners",
            "listing",
            "governments",
            "function",
            "openers",
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
        activities=frozenset(acts["heads"]) | frozenset(acts["kinds"]),
        weak=frozenset(acts["weak"]["words"]),
        offices=frozenset(offices["heads"]),
        titled=frozenset(names["titled"]),
        generic=frozenset(names["generic"]),
        unnamed=frozenset(names["unnamed"]),
        numbered=acts["numbered"],
        cyber=re.compile("|".join(names["cyber"]["patterns"])),
        known=known,
        demonyms=demonyms,
        states=states,
        **sets,
    )


def best(things: Sequence[Thing], states: frozenset[NamedNode]) -> Thing | None:
    """Among namesakes the one that the release's states speak for, else the most populous; None if neither decides."""
    if len(things) < 2:
        return things[0] if things else None
    near = [t for t in things if t.state in states or t.iri in states]
    if len(near) == 1:
        return near[0]
    peopled = sorted((near or list(things)), key=lambda t: -(t.population or 0))
    if STATE in peopled[0].types or peopled[0].population:
        return next((t for t in things if STATE in t.types), peopled[0])
    return None
