"""Turns what was understood of a release into facts: triples, each with the passage that states it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from decimal import Decimal
from itertools import chain

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import node, term
from ..activities.topics import Activity
from ..base.model import Fact, Reading, Span
from ..base.slugs import slug
from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..people.holdings import Holding
from ..people.register import PERSON
from ..text.counts import Headcount
from .claims import Contribution, Relation
from .header_facts import header_facts
from .nodes import Nodes
from .quotations import Quotation
from .themes import themes

_DATE, _MONTH = term("xsd:date"), term("xsd:gYearMonth")
_TYPE, _LABEL, _ALT = term("rdf:type"), term("rdfs:label"), term("skos:altLabel")
_BROAD = {  # classes that a release's kind adds to the plain one
    "cc:TechnicalAssistanceMission": ("cc:Mission",),
    "cc:ElectoralObservationMission": ("cc:Mission",),
}
_LABEL_WORDS = 8  # of a quotation stand in its label
_ANY = "cc:Activity"  # several of which are none in particular: "activities for the protection of"
_TAKE_PART = "cc:participant"


class Facts:
    """Collects the facts of one document; each triple may have several passages."""

    def __init__(self, document: Document) -> None:
        """Starts with no fact."""
        self.doc = document
        self.nodes = Nodes(document.release.key, document.lexicon)
        self.release = node(f"release/{document.release.key}")
        self.facts: dict[tuple[NamedNode, NamedNode, NamedNode | Literal, Span], Fact] = {}
        self.mentioned: set[NamedNode] = set()
        self._iris: dict[Entity, NamedNode] = {}
        self.groups: dict[Entity, NamedNode] = {}
        self._found: dict[Span, tuple[str, ...]] = {}  # the themes of sentences
        self._by_span = {sentence.span: sentence for sentence in document.body}
        self._sentences = sorted(s.span for s in document.sentences)
        self._starts = [s.start for s in self._sentences]

    def reading(self) -> Reading:
        """The facts in a fixed order."""
        ordered = sorted(
            self.facts.values(),
            key=lambda f: (f.passage.start, f.subject.value, f.predicate.value, str(f.object)),
        )
        return Reading(self.doc.release, tuple(ordered), frozenset(self.mentioned))

    def state(
        self,
        subject: NamedNode,
        predicate: str,
        value: NamedNode | Literal,
        passage: Span,
        rule: str,
    ) -> None:
        """Notes a fact with the sentence that states it."""
        span = self._sentence(passage)
        about = term(predicate)
        key = (subject, about, value, span)
        if key not in self.facts:
            self.facts[key] = Fact(subject, about, value, span, rule)

    def _sentence(self, span: Span) -> Span:
        """The whole sentence around a span: what a person reads as the proof."""
        i = bisect_right(self._starts, span.start) - 1
        return self._sentences[i] if i >= 0 and self._sentences[i].holds(span) else span

    def text(self, value: str) -> Literal:
        """Text in the release's language."""
        return Literal(" ".join(value.split()), language=self.doc.release.language)

    def header(self) -> None:
        """What the header says."""
        for fact in header_facts(self.doc.release):
            self.facts.setdefault((fact.subject, fact.predicate, fact.object, fact.passage), fact)
        if self.doc.release.publisher and "publisher" in self.doc.release.header:
            self.mentioned.add(node(self.doc.release.publisher))

    def tell_apart(self, activities: Iterable[Activity]) -> None:
        """Gives an activity of known kind, host and days the node that it has in every release."""
        for activity in activities:
            if (path := happening(activity)) is not None:
                self.nodes.fix(activity.entity, path)

    # ------------------------------------------------------------------ nodes

    def entity(self, entity: Entity, mention: bool = True) -> NamedNode:
        """The node of an entity, with its type, names and mentions stated once."""
        if entity in self._iris:
            return self._iris[entity]
        iri = self.nodes.of(entity)
        self._iris[entity] = iri
        rule = entity.rule or "names/known"
        for span in entity.mentions if mention else ():
            self.state(self.release, "schema:mentions", iri, span, rule)
        if entity.thing is not None:
            self.mentioned.add(iri)
            known = {entity.thing.label, *chain.from_iterable(entity.thing.names.values())}
            for name, span in entity.names.items():
                if name not in known:
                    self.state(iri, "skos:altLabel", self.text(name), span, rule)
            return iri
        first = entity.first
        for cls in (entity.cls, *_BROAD.get(entity.cls, ())):
            self.state(iri, "rdf:type", term(cls), first, rule)
        self._names(entity, iri, rule)
        for acronym, span in entity.acronyms.items():
            self.state(iri, "cc:acronym", Literal(acronym), span, rule)
        body = self.doc.lexicon.is_organization(entity.cls)
        if body and entity.parent is not None and entity.parent is not entity:
            self.state(iri, "org:subOrganizationOf", self.entity(entity.parent), first, "names/owner")
        if entity.state is not None:
            place = entity.cls in ("schema:City", "schema:Place")
            predicate = "schema:containedInPlace" if place else "cc:ofState"
            self.state(iri, predicate, self.entity(entity.state), first, "names/state")
        return iri

    def _names(self, entity: Entity, iri: NamedNode, rule: str) -> None:
        label = entity.name
        span = entity.names.get(label, entity.first)
        self.state(iri, "rdfs:label", self.text(label), span, rule)
        if entity.cls == PERSON:
            self.state(iri, "foaf:name", Literal(label), span, rule)
        elif self.doc.lexicon.is_activity(entity.cls) or self.doc.lexicon.is_instrument(entity.cls):
            self.state(iri, "schema:name", self.text(label), span, rule)
        for name, where in entity.names.items():
            if name != label:
                self.state(iri, "skos:altLabel", self.text(name), where, rule)

    # ------------------------------------------------------------------ what is said of the nodes

    def holding(self, holding: Holding) -> None:
        """A person's office."""
        iri = self.nodes.numbered("membership")
        rule, span = "people/office", holding.passage
        role = node(f"role/{slug(holding.office.role)}")
        self.state(iri, "rdf:type", term("org:Membership"), span, rule)
        label = f"{holding.person.name}: {holding.office.role}"
        self.state(iri, "rdfs:label", self.text(label), span, rule)
        self.state(iri, "org:member", self.entity(holding.person), span, rule)
        self.state(iri, "org:role", role, span, rule)
        self.state(role, "rdf:type", term("org:Role"), span, rule)
        self.state(role, "rdfs:label", self.text(holding.office.role), span, rule)
        for entity in holding.office.at:
            self.state(
                iri,
                "org:organization",
                self.entity(entity, mention=entity.mentions != []),
                span,
                rule,
            )
        if self.doc.release.issued:
            issued = Literal(self.doc.release.issued.isoformat(), datatype=_DATE)
            self.state(iri, "cc:asOf", issued, span, rule)

    def quotation(self, quotation: Quotation) -> None:
        """Who said what."""
        iri = self.nodes.numbered("quotation")
        span = quotation.passage
        words = " ".join(s.of(self.doc.text) for s in quotation.spoken)
        self.state(iri, "rdf:type", term("schema:Quotation"), span, quotation.rule)
        label = f"{quotation.speaker.name}: {' '.join(words.split()[:_LABEL_WORDS])} …"
        self.state(iri, "rdfs:label", self.text(label), span, quotation.rule)
        if not quotation.direct:
            self.state(iri, "rdf:type", term("cc:ReportedSpeech"), span, quotation.rule)
        self.state(iri, "schema:spokenByCharacter", self.entity(quotation.speaker), span, quotation.rule)
        self.state(iri, "schema:text", self.text(words), span, quotation.rule)
        self.state(iri, "prov:wasQuotedFrom", self.release, span, quotation.rule)

    def relation(self, relation: Relation) -> None:
        """What a rule found between two entities."""
        subject, value = (
            self.entity(relation.subject),
            self.entity(relation.object, mention=relation.object.mentions != []),
        )
        args = (relation.passage, relation.rule)
        self.state(subject, relation.predicate, value, *args)
        if relation.predicate == "cc:establishes":
            self.state(value, "cc:establishedBy", subject, *args)

    def activity(self, activity: Activity) -> None:
        """When and where an activity takes place, and how far it is."""
        iri = self.entity(activity.entity)
        for predicate, said in (("schema:startDate", activity.start), ("schema:endDate", activity.end)):
            if said is not None:
                self.state(iri, predicate, moment(said[0]), said[1], "dates/near")
        for place, span in activity.places:
            self.state(iri, "schema:location", self.entity(place), span, "places/near")
        for state, span in activity.hosts:
            self.state(
                iri,
                "cc:hostState",
                self.entity(state, mention=state.mentions != []),
                span,
                "places/near",
            )
        if (status := self._status(activity)) is not None:
            self.state(iri, "cc:status", term(status[0]), status[1], "dates/status")

    def headcount(self, activity: Activity, count: Headcount) -> None:
        """How many people take part, or how many experts it sends or gathers."""
        iri = self.entity(activity.entity)
        number = Literal(str(count.number), datatype=term("xsd:integer"))
        rule = "counts/experts" if count.experts else "counts/people"
        if not count.experts:
            self.state(iri, "cc:headcount", number, count.span, rule)
            self.state(iri, "cc:headcountIs", term(count.bound), count.span, rule)
            return
        group = self.nodes.numbered("experts")
        label = self.text(count.span.of(self.doc.text))
        self.state(group, "rdf:type", term("cc:ExpertGroup"), count.span, rule)
        self.state(group, "rdfs:label", label, count.span, rule)
        self.state(group, "cc:groupOf", iri, count.span, rule)
        self.state(group, "cc:headcount", number, count.span, rule)
        self.state(group, "cc:headcountIs", term(count.bound), count.span, rule)
        self.groups[activity.entity] = group

    def members(self, relation: Relation) -> None:
        """Who takes part in an activity with a group of experts is where the experts come from."""
        group = self.groups.get(relation.subject)
        if group is not None and relation.predicate == _TAKE_PART:
            value = self.entity(relation.object)
            self.state(group, "org:hasMember", value, relation.passage, relation.rule)

    def contribution(self, contribution: Contribution) -> None:
        """Money given or promised."""
        iri = self.nodes.numbered("contribution")
        args = (contribution.passage, contribution.rule)
        money = contribution.money
        self.state(iri, "rdf:type", term("cc:Contribution"), *args)
        self.state(iri, "rdfs:label", self.text(money.span.of(self.doc.text)), *args)
        for predicate, entities in (
            ("cc:donor", contribution.donors),
            ("cc:recipient", contribution.recipients),
            ("cc:through", contribution.channels),
        ):
            for entity in entities:
                self.state(iri, predicate, self.entity(entity, mention=entity.mentions != []), *args)
        if money.most is None:
            self.state(iri, "schema:value", decimal(money.amount), *args)
            self.state(iri, "cc:valueIs", term(money.bound), *args)
        else:
            self.state(iri, "schema:minValue", decimal(money.amount), *args)
            self.state(iri, "schema:maxValue", decimal(money.most), *args)
        self.state(iri, "schema:currency", Literal(money.currency), *args)
        for path in self._themes(contribution.passage):
            self.state(iri, "cc:theme", node(f"theme/{path}"), contribution.passage, "themes/words")

    def about(self, activity: Activity, spans: Iterable[Span]) -> None:
        """The themes of an activity: by its names, else by the sentences that speak of it."""
        iri = self.entity(activity.entity)
        language = self.doc.lexicon.language
        found = False
        for name, span in activity.entity.names.items():
            for path in themes(name, language):
                found = True
                self.state(iri, "cc:theme", node(f"theme/{path}"), span, "themes/name")
        for span in () if found else spans:
            for path in self._themes(span):
                self.state(iri, "cc:theme", node(f"theme/{path}"), span, "themes/words")

    def _themes(self, span: Span) -> tuple[str, ...]:
        """The themes of the sentence around a span."""
        sentence = self._sentence(span)
        if sentence not in self._found:
            known = self._by_span.get(sentence)
            words = _own_words(self.doc, known) if known is not None else sentence.of(self.doc.text)
            self._found[sentence] = tuple(themes(words, self.doc.lexicon.language))
        return self._found[sentence]

    def _status(self, activity: Activity) -> tuple[str, Span] | None:
        if activity.cancelled is not None:
            return "cc:cancelled", activity.cancelled
        issued = self.doc.release.issued
        said = activity.end or activity.start
        if issued is None or said is None:
            return None
        today = issued.isoformat()
        start = (activity.start or said)[0]
        if start[: len(today)] > today[: len(start)]:
            return "cc:announced", said[1]
        if said[0] < today[: len(said[0])] or (said[0] == today and activity.ended):
            return "cc:completed", said[1]
        single = activity.end is not None and said[0] == start == today
        return ("cc:completed" if single else "cc:underway"), said[1]


def _own_words(document: Document, sentence: Sentence) -> str:
    """A sentence without the names of bodies, persons and places: a university is no sign of education."""
    text = sentence.span.of(document.text)
    for mention in sentence.mentions:
        if mention.kind not in (Kind.ACTIVITY, Kind.INSTRUMENT):
            span = sentence.offsets(mention.first, mention.last)
            a, b = span.start - sentence.span.start, span.end - sentence.span.start
            text = text[:a] + " " * (b - a) + text[b:]
    return text


def happening(activity: Activity) -> str | None:
    """The path of an activity by kind, host and days, one for announcement and report; None if unsure."""
    if activity.start is None or activity.end is None or len(activity.start[0] + activity.end[0]) != 20:
        return None
    host = next((s.iri for s, _ in activity.hosts if s.iri is not None), None)
    if host is None:
        return None
    cls = _BROAD.get(activity.entity.cls, (activity.entity.cls,))[0]
    kind = slug(cls.partition(":")[2])
    return f"activity/{kind}-{host.value.rsplit('/', 1)[-1].lower()}-{activity.start[0]}-{activity.end[0]}"


def decimal(number: Decimal) -> Literal:
    """A sum as xsd:decimal."""
    return Literal(f"{number:f}", datatype=term("xsd:decimal"))


def moment(iso: str) -> Literal:
    """A day as xsd:date, a month as xsd:gYearMonth."""
    return Literal(iso, datatype=_DATE if len(iso) == 10 else _MONTH)


def kept(activities: Iterable[Activity], related: set[Entity], plurals: Collection[str]) -> list[Activity]:
    """The activities that the text really speaks of: named, or with a date, a place or an actor."""
    found = []
    for activity in activities:
        plural = activity.entity.head in plurals and not activity.named
        said = activity.dated or activity.places or activity.hosts or activity.entity in related
        vague = plural and activity.entity.cls == _ANY and not (activity.dated or activity.places)
        told = said and not (plural and activity.entity not in related)
        if (activity.named and not plural) or (told and not vague):
            found.append(activity)
    return found
