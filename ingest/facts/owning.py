"""Who stands behind an activity by its name: "the OAS mission", "an EU-funded workshop"."""

from __future__ import annotations

from collections.abc import Iterator

from ..activities.finding import Activities
from ..activities.topics import Activity
from ..grammar.frames import Frames
from ..grammar.syntax import Form
from ..names.entities import Entity
from ..names.name import class_of
from .claims import Relation, Statements

_ORGANIZER, _ORGANIZATION, _MEETING = "schema:organizer", "org:Organization", "cc:Meeting"
_MADE = ("cc:Launch", "cc:Signing", "cc:Visit")  # of a body, such an activity is what is done to it
# Who such an activity is named after sends it: "the OAS Electoral Observation Mission".
SENT = ("cc:Mission", "cc:ElectoralObservationMission", "cc:TechnicalAssistanceMission")


class Owning:
    """States whose the activities of one document are."""

    def __init__(self, activities: Activities, frames: Frames, statements: Statements) -> None:
        """Prepares for one document whose sentences are read."""
        self.acts = activities
        self.doc = activities.doc
        self.frames = frames
        self.statements = statements

    def run(self) -> None:
        """First those whom adjectives name, then owners who are not told to have another part in it."""
        for activity in self.acts.all():
            for frame, predicate, entity in self._adjectives(activity.entity):
                rule = self.statements.rule_id(frame)
                told = Relation(activity.entity, predicate, entity, activity.entity.first, rule)
                self.statements.add(told)
        relations = self.statements.relations
        organized = {r.subject for r in relations if r.predicate == _ORGANIZER}
        acting = {(r.subject, r.object) for r in relations}
        for activity in self.acts.all():
            owner = self._owner(activity, activity.entity in organized)
            if owner is not None and (activity.entity, owner) not in acting:
                told = Relation(activity.entity, _ORGANIZER, owner, activity.entity.first, "names/owner")
                self.statements.add(told)

    def _owner(self, activity: Activity, organized: bool) -> Entity | None:
        """Who organizes a named activity that is "of" a body: of one in its series, its parent."""
        entity, owner = activity.entity, activity.entity.parent
        if owner is None or entity.cls in _MADE or not (activity.named or entity.owned):
            return None
        if organized and entity.cls != _MEETING:  # of a body, whoever else organizes it
            return None
        series = self._series(entity, owner)
        if series is None and not entity.owned and entity.cls not in SENT:
            return None  # "ASEAN Conference" need not be the ASEAN's
        return series or owner

    def _series(self, activity: Entity, owner: Entity) -> Entity | None:
        """Of whom a body is that bears the name of its meetings: the OAS for "REMJA V"."""
        acronyms = {*owner.acronyms, *(owner.thing.acronyms if owner.thing is not None else ())}
        bears = any(name.rpartition(" ")[0] in acronyms for name in activity.names)
        return self.above(owner) if bears else None

    def above(self, body: Entity) -> Entity | None:
        """The body that a well-known one is part of."""
        known = body.thing.parent if body.thing is not None else None
        thing = self.doc.lexicon.reference.things.get(known) if known is not None else None
        if thing is None:
            return None
        return self.doc.book.of_thing(thing, class_of([thing]) or _ORGANIZATION, "names/known")

    # ------------------------------------------------------------ adjectives

    def _adjectives(self, activity: Entity) -> Iterator[tuple[str, str, Entity]]:
        """Frames, properties and bodies that words such as "EU-funded" in a name tell."""
        for name in activity.names:
            words = name.split()
            for word in words:
                body, _, participle = word.rpartition("-")
                if body and (entity := self._known(body)):
                    yield from ((f, p, entity) for f, p in self._participle(participle))
            owner = activity.parent
            for called in owner.names if owner is not None else ():
                after = name[len(called) :].split() if name.startswith(called) else []
                if owner is not None and after:
                    yield from ((f, p, owner) for f, p in self._participle(after[0]))

    def _participle(self, word: str) -> Iterator[tuple[str, str]]:
        """The frames of a participle, with what they say of who acts: "funded" is said of a sponsor."""
        reading = self.frames.grammar.verb(word.casefold())
        if reading is None or not {Form.PAST, Form.PARTICIPLE} & set(reading.forms):
            return
        for frame in self.frames.verbs.get(reading.lemma, ()):
            place = frame.places.get("subject")
            if place is not None and "object" in frame.holding("activity"):
                yield frame.id, self.statements.predicate(place.role)

    def _known(self, name: str) -> Entity | None:
        """A body by its name: one of the text, or a well-known one."""
        if (found := self.doc.book.find(name)) is not None:
            return found if self.acts.lex.is_organization(found.cls) or found.cls == "cc:State" else None
        thing = next(self.doc.lexicon.known.word(name), None)
        cls = class_of([thing]) if thing is not None else None
        if thing is None or cls is None or not self.acts.lex.is_organization(cls):
            return None
        return self.doc.book.of_thing(thing, cls, "names/known")
