"""The parts of a parsed sentence: words, phrases, verb groups, clauses. Values that know no language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from ..names.document import Mention
from ..names.entities import Kind
from ..text.counts import Money
from ..text.dates import When


class Modality(IntEnum):
    """How far a clause says that what it tells happens; only the first two become facts."""

    ASSERTED = 0
    PLANNED = 1
    WISHED = 2  # asked for, advised, hoped
    HYPOTHETICAL = 3
    NEGATED = 4
    CANCELLED = 5

    @property
    def real(self) -> bool:
        """Whether it happened or is to happen."""
        return self <= Modality.PLANNED


class Tag(Enum):
    """What a word is in its sentence."""

    NOUN = "noun"
    NAME = "name"  # a mention of the earlier stages, whatever it names
    TIME = "time"  # a date, or a word for one
    NUMBER = "number"
    VERB = "verb"
    AUXILIARY = "auxiliary"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"  # "its", "their"
    GENITIVE = "genitive"  # "'s"
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    PREPOSITION = "preposition"
    TO = "to"  # before an infinitive
    CONJUNCTION = "conjunction"
    SUBORDINATOR = "subordinator"
    ADVERB = "adverb"
    NEGATION = "negation"
    PARTICLE = "particle"  # "carry OUT"
    REFLEXIVE = "reflexive"  # "se"
    CLITIC = "clitic"  # an object before its verb: "lo organizó"
    QUOTATION = "quotation"  # somebody's quoted words, as one word
    MARK = "mark"

    __hash__ = object.__hash__  # the enum's own is slow, and tags are looked up in sets for every word


class Form(Enum):
    """The form of a verb."""

    FINITE = "finite"
    PAST = "past"  # finite or a participle: "organized"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    INFINITIVE = "infinitive"
    BASE = "base"

    __hash__ = object.__hash__


class Voice(Enum):
    """Who stands in the subject's place."""

    ACTIVE = "active"
    PASSIVE = "passive"  # reflexive passives too: "se organizó un taller"


class ClauseKind(Enum):
    """What kind of clause it is."""

    MAIN = "main"
    RELATIVE = "relative"
    PARTICIPLE = "participle"  # reduced: "a workshop organized by"
    FRONTED = "fronted"  # "Organized by the OAS, the workshop ..."
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    SUBORDINATE = "subordinate"
    LABEL = "label"  # "Organizer: the OAS"
    VERBLESS = "verbless"  # a heading, an aside in brackets


@dataclass(slots=True, eq=False)
class Word:
    """A word of a parsed sentence: a token, or a mention, date, sum or quotation that takes several."""

    text: str
    fold: str  # folded spelling; of a mention its first word's
    first: int  # token indexes, end exclusive
    last: int
    tag: Tag
    lemma: str = ""
    form: Form | None = None
    mention: Mention | None = None
    kind: Kind | None = None  # of what the mention names
    when: When | None = None
    money: Money | None = None
    modality: Modality = Modality.ASSERTED  # of a verb, as its ending tells
    clitic: str = ""  # the pronoun that is joined to a verb
    plural: bool = False  # of a verb


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase: "the support of the OAS", "officials from Peru and Chile"."""

    words: list[Word]
    head: Word
    determiner: str = ""  # folded
    number: str = ""  # the number that counts it, as written
    owner: Phrase | None = None  # "the OAS's support"; "its" where discourse knows whose
    parts: list[tuple[str, Phrase]] = field(default_factory=list)  # "support | of the OAS"
    items: list[Phrase] = field(
        default_factory=list
    )  # the further items of a list: "Peru, | Chile and Bolivia"
    asides: list[Phrase] = field(default_factory=list)  # appositions and brackets

    @property
    def first(self) -> int:
        """The token with which it begins."""
        return self.words[0].first

    @property
    def last(self) -> int:
        """The token after it."""
        return self.words[-1].last

    def every(self) -> Iterator[Phrase]:
        """The phrase and the further items of its list."""
        yield self
        for item in self.items:
            yield from item.every()


@dataclass(slots=True, eq=False)
class VerbGroup:
    """A verb with its auxiliaries and adverbs: "have not yet been agreed to be organized"."""

    words: list[Word]
    head: Word
    lemma: str
    form: Form
    voice: Voice = Voice.ACTIVE
    modality: Modality = Modality.ASSERTED
    chain: tuple[str, ...] = ()  # verbs that govern it: "agreed to host" has ("agree",)
    clitic: str = ""  # its object, a pronoun before it: "lo organizó"


@dataclass(slots=True, eq=False)
class Clause:
    """A verb and what stands around it, as written; `place` has it in the terms of the active clause."""

    kind: ClauseKind
    verb: VerbGroup | None = None
    subject: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    obliques: list[tuple[str, Phrase]] = field(default_factory=list)
    particles: list[str] = field(default_factory=list)
    predicate: Phrase | None = None  # after "to be": "its hosts are | Peru and Chile"
    antecedents: list[Phrase] = field(
        default_factory=list
    )  # phrases a participle may speak of, nearest first
    parent: Clause | None = None
    modality: Modality = Modality.ASSERTED
    inverted: bool = False  # the subject stands after the verb
    marker: str = ""  # what introduces it: "that", "if", "after" (hosting), "who"


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    clauses: tuple[Clause, ...]
