"""Applies the rules on relations to masked sentences, and finds the activity that a sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..activities.circumstances import Circumstances
from ..activities.finding import Activities
from ..activities.topics import Activity
from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.groups import counted
from ..names.masks import Mask, Slot, mask
from ..names.name import class_of
from ..names.namesakes import plain_text
from ..names.naming import kind_of
from ..people.register import PERSON
from ..text.tokens import fold
from .actors import BODIES_ONLY, actors, listed
from .claims import Contribution, Relation, Statements
from .events import Events
from .rules import Rule, fill, macros, matches

_OPENING = 30  # characters: words that open a sentence speak of what was spoken of before
_ACTORS = {
    "schema:organizer",
    "schema:sponsor",
    "cc:participant",
    "cc:invitedParticipant",
    "cc:expectedParticipant",
    "cc:absentParticipant",
    "cc:requestedBy",
    "cc:beneficiary",
}
_ACTIVITY = re.compile(r"⟨a(\d+)⟩")
_LABEL = re.compile(r"[^⟨⟩:]{1,30}: ")  # a line of a table begins with it
_AHEAD = 2  # sentences: what is only named further on is not what the text goes on about
_LINES = 12  # how many lines of a table a rule looks up for its activity, at most
_CYBER = "cc:CyberBody"
_NO_BODIES = (
    "cc:Programme",
    "cc:Company",
    "cc:State",
)  # nobody establishes these, in the sense of the vocabulary
_ORGANIZER = "schema:organizer"
_UNIVERSITY = "cc:University"  # many bear a state's name, and no state has founded them
_HOMES = ("place", "state")  # objects of rules on bodies whose founder is the state that they are of
_PAIRED = 8  # sentences back to the two that "the two partners" means, at most
_MEETING = "cc:Meeting"  # of a body, whoever else organizes it
# Of a body such an activity is what is done to it: "the launch of the Fund".
_MADE = ("cc:Launch", "cc:Signing")
# Who such an activity is named after sends it: "the OAS Electoral Observation Mission".
_SENT = ("cc:Mission", "cc:ElectoralObservationMission", "cc:TechnicalAssistanceMission")
_MEMORY = 50  # how many sentences or statements back a rule looks, at most


class Relations:
    """Runs the rules over one document."""

    def __init__(self, document: Document, activities: Activities, circumstances: Circumstances) -> None:
        """Prepares for one document whose mentions are all found."""
        self.doc = document
        self.acts = activities
        self.when = circumstances
        self.language = document.lexicon.language
        self.statements = Statements(self.language.code)
        self.events = Events(activities, circumstances, self.statements)
        self.masks: dict[int, Mask] = {}  # by the index of the sentence
        self._itself = fill(self.language.table("relations")["topic"]["itself"], macros(self.language))
        self._aside = re.compile(self.language.table("relations")["topic"]["aside"])
        self._near: set[int] = set()  # sentences that are known to speak of the activity before

    def run(self) -> None:
        """First the activities that verbs make, since later rules may speak of them; then all relations."""
        for sentence in self.doc.body:
            masked = mask(self.doc, sentence, self._mask_before(sentence))
            earlier = (self.masks[i] for i in range(sentence.index - 1, -1, -1))
            self.masks[sentence.index] = masked = counted(self.language, masked, earlier)
            listed(self.acts.namer, masked, sentence)
            self.events.make(sentence, masked)
        self.acts.follow()
        for sentence in self.doc.body:
            masked = self.masks[sentence.index]
            for rule, match in matches(self.language, "relation", masked):
                self._relate(sentence, masked, rule, match)
            for rule, match in matches(self.language, "contribution", masked):
                self._contribution(sentence, masked, rule, match)
        self._owners()

    def _mask_before(self, sentence: Sentence) -> Mask | None:
        earlier = next(self._earlier(sentence), None)
        return self.masks[earlier.index] if earlier else None

    def _owners(self) -> None:
        """A named activity "of" a body is organized by it; one in its series of meetings, by its parent."""
        organized = {r.subject for r in self.statements.relations if r.predicate == _ORGANIZER}
        for activity in self.acts.all():
            entity, owner = activity.entity, activity.entity.parent
            if owner is None or entity.cls in _MADE or not (activity.named or entity.owned):
                continue
            if entity in organized and entity.cls != _MEETING:
                continue
            series = self._series(entity, owner)
            if series is None and not entity.owned and entity.cls not in _SENT:
                continue  # "ASEAN Conference" need not be the ASEAN's
            self.statements.add(Relation(entity, _ORGANIZER, series or owner, entity.first, "names/owner"))

    def nations(self) -> None:
        """A national policy, or a body that one creates, is of the one state that its paragraph speaks of."""
        national = frozenset(self.language.table("names")["national"])
        for sentence in self.doc.body:
            for mention in sentence.mentions:
                entity = mention.entity
                if (
                    entity is None
                    or entity.state is not None
                    or entity.thing is not None
                    or mention.kind not in (Kind.INSTRUMENT, Kind.ORGANIZATION)
                ):
                    continue
                words = {w for name in entity.names for w in fold(name).split()}
                if words & national and entity.parent is None:
                    entity.state = self._nation(sentence)

    def _nation(self, sentence: Sentence) -> Entity | None:
        """The one state that a sentence or its paragraph names, else the one whose bodies it names."""
        states = self._where(sentence)
        if not states:
            owners = [
                m.entity.state
                for m in sentence.mentions
                if m.entity is not None and m.kind is Kind.ORGANIZATION
            ]
            states = list(dict.fromkeys(state for state in owners if state is not None))
        return states[0] if len(states) == 1 else None

    def _series(self, activity: Entity, owner: Entity) -> Entity | None:
        """Of whom a body is that bears the name of its meetings: the OAS for "REMJA V"."""
        if owner.thing is None or owner.thing.parent is None:
            return None
        acronyms = {*owner.acronyms, *owner.thing.acronyms}
        if not any(name.rpartition(" ")[0] in acronyms for name in activity.names):
            return None
        thing = self.doc.lexicon.reference.things.get(owner.thing.parent)
        if thing is None:
            return None
        return self.doc.book.of_thing(thing, class_of([thing]) or "org:Organization", "names/known")

    # ------------------------------------------------------------------ relations

    def _relate(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> None:
        passage = masked.within(match.start(), match.end())
        objects = self._objects(sentence, masked, rule, match)
        if rule.subject == "a":
            activity = self._activity(sentence, masked, rule, match)
            if activity is None or activity.entity.cls in rule.unless:
                return
            for entity in objects:
                if entity is not activity.entity:
                    self.statements.relate(activity.entity, rule, entity, passage)
                if rule.host and entity.cls == "cc:State":
                    self.when.places.host(activity, entity, passage)
            activity.linked = activity.linked or bool(objects)
            return
        for subject in self._subjects(sentence, masked.slot(match[rule.subject])):
            if rule.object in _HOMES:
                objects = self._home(sentence, subject, any_body=rule.object == "state")
            if (rule.cyber and subject.cls != _CYBER) or (
                rule.subject == "body" and subject.cls in _NO_BODIES
            ):
                continue
            if rule.first and self.statements.founded(subject):
                continue
            for entity in objects:
                if entity is not subject:
                    self.statements.relate(subject, rule, entity, passage)

    def _subjects(self, sentence: Sentence, slot: Slot) -> list[Entity]:
        """The bodies of a slot; of "X, Chair of the Task Force" the body that is named last."""
        if slot.kind != "p":
            return slot.entities
        end = slot.mentions[0].last
        names = [name for name in sentence.names if name.last == end]
        found = [self.doc.book.find(plain_text(self.doc, sentence, n.first, n.core)) for n in names]
        return [e for e in found if e is not None and kind_of(self.doc.lexicon, e) is Kind.ORGANIZATION]

    def _home(self, sentence: Sentence, body: Entity, any_body: bool) -> list[Entity]:
        """The state that has set up a national body, a response team or any body, where the text names it."""
        national = frozenset(self.language.table("names")["national"])
        words = {w for name in body.names for w in fold(name).split()}
        if body.state is not None and body.cls != _UNIVERSITY:
            return [body.state]
        if not any_body and body.cls != _CYBER and not words & national:
            return []
        own = body.thing.state if body.thing is not None else None
        if body.thing is not None and own is None:
            return []  # an international body
        state = next((e for e in self.doc.book.things() if e.thing and e.thing.iri == own), None)
        nation = None if state else self._nation(sentence) or self._headline_state()
        return [e for e in (state, nation) if e is not None]

    def _headline_state(self) -> Entity | None:
        """The one state that the headline names."""
        mentions = self.doc.title.mentions if self.doc.title else []
        states = list(
            dict.fromkeys(m.entity for m in mentions if m.kind is Kind.STATE and m.entity is not None)
        )
        return states[0] if len(states) == 1 else None

    def _objects(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> list[Entity]:
        if rule.object in _HOMES:
            return []  # whose it is depends on the subject
        if rule.object == "pair":
            return self._pair(sentence)
        people = rule.predicate not in BODIES_ONLY
        found: list[Entity] = []
        for group in (rule.object, rule.object + "2"):
            if group in rule.pattern.groupindex and match[group]:
                slot = masked.slot(match[group])
                found += (
                    actors(self.acts.namer, slot, sentence, rule.predicate)
                    if rule.predicate in _ACTORS or group == "who"
                    else slot.entities
                )
        return [e for e in found if people or e.cls != PERSON]

    def _pair(self, sentence: Sentence) -> list[Entity]:
        """Whom "the two partners" means: the last list of two before."""
        for i in range(sentence.index - 1, max(sentence.index - 1 - _PAIRED, -1), -1):
            lists = [slot.entities for slot in self.masks[i].slots if slot.kind == "g"]
            pairs = [pair for pair in lists if len(pair) == 2]
            if pairs:
                return pairs[-1]
        return []

    def _where(self, sentence: Sentence) -> list[Entity]:
        """The one state of a sentence, if there is just one."""
        states = []
        for near in (sentence, *self._earlier(sentence)):
            for mention in near.mentions:
                if mention.kind is Kind.STATE and mention.entity is not None and mention.entity not in states:
                    states.append(mention.entity)
            if states:
                break
        return states if len(states) == 1 else []

    def _earlier(self, sentence: Sentence) -> Iterator[Sentence]:
        """The sentences before it in its paragraph, the nearest first."""
        for i in range(sentence.index - 1, max(sentence.index - 1 - _MEMORY, -1), -1):
            if self.doc.body[i].paragraph != sentence.paragraph:
                return
            yield self.doc.body[i]

    def _activity(
        self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]
    ) -> Activity | None:
        """The activity that a match speaks of: its own, the nearest, or the one of the text so far."""
        if rule.of:
            return self.acts.last(rule.of, sentence)
        if "a" in rule.pattern.groupindex and match["a"]:
            entities = masked.slot(match["a"]).entities
            return self.acts.found.get(entities[0]) if entities else None
        itself = self._itself.search(masked.text) if rule.predicate in BODIES_ONLY else None
        if itself is not None and "⟨" not in masked.text[itself.end() : match.start()]:
            return None
        places = [
            (m.start(), self.acts.found.get(masked.slots[int(m[1])].entities[0]))
            for m in _ACTIVITY.finditer(masked.text)
            if masked.slots[int(m[1])].entities
        ]
        before = [a for at, a in places if at < match.start() and a is not None]
        if not before or rule.predicate not in BODIES_ONLY:  # who is told to be present is so at a signing
            before += self.events.made.get(sentence.index, ())
        # one that only comes after a semicolon is of another clause
        after = [
            a
            for at, a in places
            if at >= match.start() and a is not None and ";" not in masked.text[match.end() : at]
        ]
        if after and len(before) == 1 and self._after_aside(masked, match):
            return after[0]
        if before or after:
            return before[-1] if before else after[0]
        if (labelled := self._labelled(sentence, masked)) is not None:
            return labelled
        if itself is not None:
            return None
        opens = (
            match.start() <= _OPENING
            or sentence.index in self._near
            or self._goes_on(sentence, masked, match)
        )
        if rule.same_sentence or (rule.near and not opens):
            return None
        self._near.add(sentence.index)
        return self._topic(sentence)

    def _after_aside(self, masked: Mask, match: re.Match[str]) -> bool:
        """Whether the words follow an opening about another activity: "Before the workshop, ..."."""
        aside = self._aside.match(masked.text)
        return aside is not None and match.start() >= aside.end()

    def _labelled(self, sentence: Sentence, masked: Mask) -> Activity | None:
        """The activity that the lines of a table speak of: "Event: ...", and below it "Funded by: ..."."""
        for above in range(sentence.index - 1, max(sentence.index - 1 - _LINES, -1), -1):
            if not _LABEL.match(masked.text):
                return None
            masked = self.masks[above]
            if _LABEL.match(masked.text) and (found := _ACTIVITY.search(masked.text)):
                entities = masked.slots[int(found[1])].entities
                return self.acts.found.get(entities[0]) if entities else None
        return None

    def _topic(self, sentence: Sentence) -> Activity | None:
        """The activity that a sentence without one goes on about.

        Where its paragraph names none either, one with actors comes before one that was named in passing.
        """
        topic = self.acts.topics.get(sentence.index) or self.acts.main()
        if topic is None or topic.first > sentence.index + _AHEAD:
            return None
        before = [a for a in self.acts.recent() if a.linked and a.first < sentence.index]
        if before and not topic.linked and not self._told(sentence) and not self.acts.links(sentence):
            topic = before[0]
        return self.acts.meant(sentence, topic)

    def _told(self, sentence: Sentence) -> bool:
        """Whether the sentences before it in its paragraph name an activity."""
        return any(any(self.acts.in_sentence(earlier)) for earlier in self._earlier(sentence))

    def _contribution(self, sentence: Sentence, masked: Mask, rule: Rule, match: re.Match[str]) -> None:
        money = masked.slot(match["m"]).money
        donors = actors(self.acts.namer, masked.slot(match["who"]), sentence, "schema:sponsor")
        given = self.statements.contributions
        if money is None or not donors or any(c.money is money for c in given[-_MEMORY:]):
            return
        to = masked.slot(given_to).entities if (given_to := match.groupdict().get("recipient")) else []
        passage, rule_id = masked.within(match.start(), match.end()), self.statements.rule_id(rule)
        for donor in donors:
            given.append(Contribution(donor, money, to[0] if to else None, passage, rule_id))

    def _goes_on(self, sentence: Sentence, masked: Mask, match: re.Match[str]) -> bool:
        """Whether a pronoun before the words stands for the activity: "organize it in cooperation with"."""
        pronouns = self.acts.phrase["pronouns"]
        before = masked.text[: match.start()].lower().split()
        return sentence.tokens[0].fold in pronouns or any(p in before for p in self.acts.phrase["objects"])
