"""Sums of money: who gives them to whom, through whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..names.document import Mention
from ..names.entities import Kind
from ..text.counts import Money
from .frames import Frames, VerbFrame
from .referring import ACTORS, Referring
from .standing import Standing, naming, standing
from .syntax import Clause, ClauseKind, Parse, Phrase, Voice, Word

_DEEP = 3  # phrases within phrases, at most, in which a sum is looked for
_RECEIVERS = ACTORS - {Kind.PERSON}


@dataclass(frozen=True, slots=True)
class Gift:
    """A sum and who has to do with it."""

    frame: str
    money: Money
    donors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    channels: tuple[Mention, ...]
    first: int
    last: int
    officials: tuple[Mention, ...] = ()  # persons who give where no body does: "the Ambassador promised"

    @property
    def told(self) -> tuple[int, int, int]:
        """How much is told, to choose among several readings of a sum."""
        return len(self.donors), len(self.recipients), len(self.channels)


class Gifts:
    """Finds the sums that one sentence says to be given."""

    def __init__(self, frames: Frames, parse: Parse, refer: Referring) -> None:
        """Prepares for one parsed sentence."""
        self.frames = frames
        self.parse = parse
        self.refer = refer

    def found(self) -> Iterator[Gift]:
        """The gifts, each sum once, in the reading that tells the most."""
        sums = [word for word in self.parse.words if word.money is not None]
        for word in sums:
            readings = sorted(self._readings(word), key=lambda g: (tuple(-n for n in g.told), g.frame))
            yield from readings[:1]

    def _readings(self, word: Word) -> Iterator[Gift]:
        for clause in self.parse.clauses:
            if clause.verb is not None and clause.modality.real:
                for key, light, frames in naming(clause, self.frames.gifts):
                    for frame in frames:
                        stands = standing(clause, clause.verb, key, light, self.frames)
                        yield from self._verb(frame, stands, word)
        for phrase in self.parse.phrases:
            frame_id = self.frames.giving.get(phrase.head.lemma) if phrase.head.kind is None else None
            if frame_id is not None:
                yield from self._noun(frame_id, phrase, word)

    # ------------------------------------------------------------ verbs

    def _verb(self, frame: VerbFrame, stands: Standing, word: Word) -> Iterator[Gift]:
        held = [p for place in frame.holding("sum") for p in self._at(stands, place)]
        if "object" in frame.holding("sum"):  # "will contribute between 1 and 2 million"
            held += [p for found in stands.at.values() for p in found if self._amounts(p, word)]
            held += stands.clause.objects  # "the OAS was given two million"
        phrase = next((p for p in held if self._holds(p, word)), None)
        if phrase is None or word.money is None:
            return
        donors = self._who(frame, stands, "donor", phrase)
        recipients = self._who(frame, stands, "recipient", phrase)
        if "object" in frame.holding("sum"):
            others = (p for p in stands.at.get("object", []) if not self._holds(p, word))
            recipients = recipients or [m for p in others for m in self._receivers(p)]
        recipients = recipients or self._helped(stands.clause)
        inner = self._inner(phrase)
        first, last = stands.verb.words[0].first, max(stands.verb.words[-1].last, word.last)
        yield Gift(
            frame.id,
            word.money,
            tuple(donors or inner[0]),
            tuple(recipients or inner[1]),
            tuple(self._who(frame, stands, "channel", phrase)),
            min(first, word.first),
            last,
            () if donors or inner[0] else self._persons(frame, stands),
        )

    def _who(self, frame: VerbFrame, stands: Standing, role: str, phrase: Phrase) -> list[Mention]:
        found: list[Mention] = []
        for place in frame.holding(role):
            for each in self._at(stands, place):
                if each is not phrase:
                    found += [m for m in self.refer.who(each, stands.clause) if m.kind in _RECEIVERS]
        return list(dict.fromkeys(found))

    def _persons(self, frame: VerbFrame, stands: Standing) -> tuple[Mention, ...]:
        """Who gives, where that are persons, who do so for others."""
        places = (self._at(stands, place) for place in frame.holding("donor"))
        found = (m for phrases in places for p in phrases for m in self.refer.actors(p))
        return tuple(m for m in found if m.kind is Kind.PERSON)

    def _helped(self, clause: Clause) -> list[Mention]:
        """Whom the money helps: "a loan to help Peru protect its networks"."""
        for other in self.parse.clauses:
            verb = other.verb
            if verb is None or other is clause or other.kind is not ClauseKind.INFINITIVE:
                continue
            if any(f.holding("helper") for f in self.frames.relations.get(verb.lemma, ())):
                for phrase in other.objects:
                    if found := self._receivers(phrase):
                        return found
        return []

    # ------------------------------------------------------------ nouns

    def _noun(self, frame: str, phrase: Phrase, word: Word) -> Iterator[Gift]:
        """ "a grant of 300,000 euros from A to B", "the support package for A is 3 million euros"."""
        if word.money is None or not (self._holds(phrase, word) or self._is(phrase, word)):
            return
        donors, recipients = self._inner(phrase)
        if donors or recipients:  # a sum with nobody is no gift
            first, last = min(phrase.first, word.first), max(phrase.last, word.last)
            yield Gift(frame, word.money, tuple(donors), tuple(recipients), (), first, last)

    def _is(self, phrase: Phrase, word: Word) -> bool:
        """Whether a sentence says that a thing is a sum."""
        return any(
            clause.subject is phrase
            and clause.verb is not None
            and clause.verb.voice is not Voice.PASSIVE
            and clause.verb.lemma in self.frames.copulas
            and clause.modality.real
            and any(self._holds(p, word) for p in (clause.predicate, *clause.objects) if p is not None)
            for clause in self.parse.clauses
        )

    def _inner(self, phrase: Phrase) -> tuple[list[Mention], list[Mention]]:
        """Who gives and who receives, as the noun of a gift says it."""
        donors: list[Mention] = []
        recipients: list[Mention] = []
        prepositions = self.frames.prepositions
        for prep, part in (*phrase.parts, *(inner for _, p in phrase.parts for inner in p.parts)):
            if prep in prepositions["source"] | prepositions["agent"]:
                donors += self._receivers(part)
            elif prep in prepositions["addressee"] | prepositions["audience"]:
                recipients += self._receivers(part)
        if phrase.owner is not None and not donors:
            donors = self._receivers(phrase.owner)
        return list(dict.fromkeys(donors)), list(dict.fromkeys(recipients))

    # ------------------------------------------------------------ phrases

    def _receivers(self, phrase: Phrase) -> list[Mention]:
        return [m for m in self.refer.actors(phrase) if m.kind in _RECEIVERS]

    def _holds(self, phrase: Phrase, word: Word, depth: int = 0) -> bool:
        """Whether a sum stands in a phrase: "$2 million", "a grant of $2 million", "a $2 million loan"."""
        if any(w is word for w in phrase.words):
            return True
        parts = (part for prep, part in phrase.parts if prep in self.frames.prepositions["owner"])
        return depth < _DEEP and any(self._holds(part, word, depth + 1) for part in parts)

    def _amounts(self, phrase: Phrase, word: Word) -> bool:
        """Whether a phrase is a sum, or its amount: "for a value of | USD 5,000"."""
        worth = phrase.head.lemma in self.frames.classes.amounts
        return phrase.head is word or (worth and self._holds(phrase, word))

    def _at(self, stands: Standing, place: str) -> list[Phrase]:
        return stands.phrases(place, self.frames.prepositions)
