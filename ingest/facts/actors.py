"""Who acts in a relation, and the names that only their place in it shows to be organizations."""

from __future__ import annotations

from collections.abc import Sequence

from ..grammar.syntax import Parse
from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import Lexicon
from ..names.naming import Namer
from ..people.register import PERSON

# Relations to an activity that only bodies and states can have, not persons.
BODIES_ONLY = frozenset({"schema:organizer", "schema:sponsor", "cc:establishedBy", "cc:supportedBy"})
_BODIES = 2  # bodies in a list, from which the rest of it are bodies too; one is enough for acronyms
_PLACES = ("schema:City", "schema:Place")


class Cast:
    """The entities of those who act, unknown names among them that prove to be organizations."""

    def __init__(self, namer: Namer) -> None:
        """Starts with what the earlier stages know."""
        self.namer = namer
        self.adopted: dict[Mention, Entity] = {}

    def entities(self, sentence: Sentence, mentions: Sequence[Mention], predicate: str) -> list[Entity]:
        """The entities of those whom a phrase names, each once.

        A name without a head can only be a company or the like where it organizes or pays, or stands in a
        list of bodies; what takes part alone may be anything.
        """
        known = predicate in BODIES_ONLY or any(self._entity(m) is not None for m in mentions)
        for mention in mentions:
            if mention.kind is not Kind.UNKNOWN or mention not in sentence.mentions:
                continue  # known, or of the sentence before: "it", "the two countries"
            if not self._demonym(sentence, mention) and known:
                self._adopt(sentence, mention, alone=len(mentions) == 1)
        found: dict[Entity, None] = {}
        for mention in mentions:
            for entity in (self._entity(mention), *mention.more):
                if entity is not None and entity.cls not in _PLACES:
                    found[entity] = None
        return [e for e in found if predicate not in BODIES_ONLY or e.cls != PERSON]

    def founded(self, sentence: Sentence, mention: Mention) -> Entity | None:
        """A name that only its founding shows to be a body's."""
        known = self._entity(mention)
        if (
            known is None
            and mention.name is not None
            and mention.name.article not in self.namer.lex.indefinite
        ):
            known = self.namer.adopt(sentence, mention.name, "org:Organization", "names/actor")
            self.adopted[mention] = known
        return known

    def listed(self, sentence: Sentence, parse: Parse) -> None:
        """What is listed with bodies is a body: "the Bank and the University of Zambia and MTN Zambia"."""
        for phrase in parse.phrases:
            if not phrase.items:
                continue
            mentions = [each.head.mention for each in phrase.every()]
            named = [m for m in mentions if m is not None]
            if len(named) < len(mentions) or any(
                m.kind not in (Kind.ORGANIZATION, Kind.UNKNOWN) for m in named
            ):
                continue
            bodies = sum(m.kind is Kind.ORGANIZATION for m in named)
            for mention in named:
                enough = bodies >= (1 if sentence.tokens[mention.first].acronym else _BODIES)
                if mention.kind is Kind.UNKNOWN and enough and _ends(sentence, mention):
                    self._adopt(sentence, mention, alone=False)

    def _entity(self, mention: Mention) -> Entity | None:
        return mention.entity or self.adopted.get(mention)

    def _demonym(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether it is a state's adjective, and then the state acts: "the Chilean government"."""
        words = " ".join(t.fold for t in sentence.tokens[mention.first : mention.last])
        state = self.namer.lex.demonyms.get(words)
        if state is not None:
            self.adopted.setdefault(mention, self.namer.doc.book.state(state))
        return state is not None

    def _adopt(self, sentence: Sentence, mention: Mention, alone: bool) -> None:
        name = mention.name
        if name is None or self._entity(mention) is not None:
            return
        token, lexicon = sentence.tokens[name.first], self.namer.lex
        if " ".join(t.fold for t in sentence.tokens[name.first : name.core]) in lexicon.regions:
            return
        if token.text in lexicon.generic or token.fold in lexicon.plain or name.article in lexicon.indefinite:
            return
        if _number(self.namer.lex, token.fold):
            return
        if alone and name.core - name.first == 1 and not token.acronym:
            return
        cls = "org:Organization" if token.acronym else "cc:Company"
        self.adopted[mention] = self.namer.adopt(sentence, name, cls, "names/actor")


def _number(lexicon: Lexicon, word: str) -> bool:
    """Whether a capitalized word is a number: "Thirty-two officials"."""
    numbers = lexicon.language.table("grammar")["tags"]["number"].split()
    return all(part in numbers for part in word.split("-"))


def _ends(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is all that an item of a list says: no noun follows, as in "Pacific islands"."""
    following = sentence.tokens[mention.last : mention.last + 1]
    return not following or not following[0].word or following[0].fold in sentence.parser.lex.conjunctions
