"""Who acts in a relation, and the names that only their place in it shows to be organizations."""

from __future__ import annotations

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..names.masks import Mask, Slot
from ..names.naming import Namer

# Relations to an activity that only bodies and states can have, not persons.
BODIES_ONLY = frozenset({"schema:organizer", "schema:sponsor", "cc:establishedBy", "cc:supportedBy"})
_BODIES = 2  # bodies in a list, from which the rest of it are bodies too; one is enough for acronyms
_PLACES = ("schema:City", "schema:Place")


def actors(namer: Namer, slot: Slot, sentence: Sentence, predicate: str) -> list[Entity]:
    """The actors of a slot.

    A name without a head can only be a company or the like where it organizes or pays, or stands in a list of
    bodies; what takes part alone may be anything.
    """
    known = predicate in BODIES_ONLY or any(m.entity is not None for m in slot.mentions)
    for mention in slot.mentions:
        if mention.kind is Kind.UNKNOWN and mention.entity is None and known:
            _adopt(namer, sentence, mention, alone=len(slot.mentions) == 1)
    return [entity for entity in slot.entities if entity.cls not in _PLACES]


def listed(namer: Namer, masked: Mask, sentence: Sentence) -> None:
    """What stands in a list of bodies is a body: "the Bank and the University of Zambia and MTN Zambia"."""
    for slot in masked.slots:
        if slot.kind != "g" or any(m.kind not in (Kind.ORGANIZATION, Kind.UNKNOWN) for m in slot.mentions):
            continue
        bodies = sum(m.kind is Kind.ORGANIZATION for m in slot.mentions)
        for mention in slot.mentions:  # "the two partners" are named in another sentence
            if mention.kind is not Kind.UNKNOWN or mention.entity is not None:
                continue
            enough = bodies >= (1 if sentence.tokens[mention.first].acronym else _BODIES)
            if enough and _ends(sentence, mention):
                _adopt(namer, sentence, mention, alone=False)


def _ends(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name is all that an item of a list says: no noun follows, as in "Pacific islands"."""
    following = sentence.tokens[mention.last : mention.last + 1]
    return not following or not following[0].word or following[0].fold in sentence.parser.lex.conjunctions


def _adopt(namer: Namer, sentence: Sentence, mention: Mention, alone: bool) -> None:
    name = mention.name
    if name is None:
        return
    token, lexicon = sentence.tokens[name.first], namer.lex
    if " ".join(t.fold for t in sentence.tokens[name.first : name.core]) in lexicon.regions:
        return
    if token.text in lexicon.generic or token.fold in lexicon.plain or name.article in lexicon.indefinite:
        return
    if alone and name.core - name.first == 1 and not token.acronym:
        return
    cls = "org:Organization" if token.acronym else "cc:Company"
    mention.entity = namer.adopt(sentence, name, cls, "names/actor")
    mention.kind = Kind.ORGANIZATION
