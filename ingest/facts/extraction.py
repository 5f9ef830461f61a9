"""The cascade of stages that reads one release: first what it says is understood, then stated as facts."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.reference import Reference
from ..activities.circumstances import Circumstances
from ..activities.finding import Activities
from ..activities.topics import Activity
from ..base.model import Reading, Release
from ..names import lexicon
from ..names.bodies import bodies
from ..names.document import Document, document
from ..names.documents import documents, told_again
from ..names.entities import Entity
from ..names.mentions import Mentions
from ..names.naming import Namer
from ..people.holders import People
from ..people.holdings import Holding
from ..text.counts import headcounts
from ..text.language import load as load_language
from .assertions import Assertions
from .claims import Statements
from .known_names import known_names
from .quotations import quotations
from .triples import Facts, kept


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the stages understood of one release, before facts are made of it."""

    document: Document
    holdings: list[Holding]
    activities: Activities  # all that were found
    real: list[Activity]  # those that the text really speaks of
    statements: Statements
    assertions: Assertions  # what the frames found, sentence by sentence
    gone: frozenset[Entity]  # what was found and makes no news: no fact speaks of it


def has_frames(language: str) -> bool:
    """Whether a language (ISO 639-1) has frames; without, only the header and known names are read."""
    return "frames" in load_language(language).tables


def extract(release: Release, reference: Reference) -> Reading:
    """Reads the facts of a release; see the package's docstring."""
    if not has_frames(release.language):
        return known_names(release, reference)
    return stated(understand(release, reference))


def understand(release: Release, reference: Reference) -> Understanding:
    """Runs the stages over a release in a language that has frames."""
    doc = document(release, lexicon.load(release.language, reference))
    namer = Namer(doc)
    Mentions(doc, namer).run()
    people = People(doc, namer)
    people.run()
    nameless = bodies(doc, namer)
    unnamed = documents(doc)
    activities = Activities(doc, namer)
    activities.run()
    circumstances = Circumstances(activities)
    assertions = Assertions(doc, activities, circumstances, people.holdings)
    assertions.run()
    statements = assertions.statements
    circumstances.run()
    assertions.homes.settle(statements.helped())
    real = kept(
        activities.all(),
        {r.subject for r in statements.relations} | {a.entity for a in activities.all() if a.linked},
        doc.lexicon.plural,
    )
    said = {e for r in statements.relations for e in (r.subject, r.object)} | assertions.happenings.documents
    unsaid = (unnamed - told_again(doc, unnamed) | nameless) - said
    gone = ({a.entity for a in activities.all()} - {a.entity for a in real}) | unsaid
    return Understanding(doc, people.holdings, activities, real, statements, assertions, frozenset(gone))


def stated(understood: Understanding) -> Reading:
    """The facts that follow from what was understood."""
    doc, gone, statements = understood.document, understood.gone, understood.statements
    facts = Facts(doc)
    facts.header()
    facts.tell_apart(understood.real)
    for entity in doc.book.entities:
        if entity not in gone and entity.mentions:
            facts.entity(entity)
    for activity in understood.real:
        facts.activity(activity)
        facts.about(activity, activity.entity.mentions)
    _people_counted(understood, facts)
    for holding in understood.holdings:
        facts.holding(holding)
    for relation in statements.relations:
        if relation.subject not in gone and relation.object not in gone:
            facts.relation(relation)
            facts.members(relation)
    for contribution in statements.contributions:
        facts.contribution(contribution)
    for quotation in quotations(doc):
        facts.quotation(quotation)
    return facts.reading()


def _people_counted(understood: Understanding, facts: Facts) -> None:
    """Gives each activity the numbers of people that its sentences say, the first of a kind only."""
    doc, activities = understood.document, understood.activities
    real = {a.entity for a in understood.real}
    main = activities.main()
    seen: set[tuple[Entity, bool]] = set()
    for sentence in doc.body:
        here = [a for _, a in activities.in_sentence(sentence) if a.entity in real]
        topic = activities.topics.get(sentence.index)
        activity = here[0] if here else topic if topic and topic.entity in real else main
        if activity is None or activity.entity not in real:
            continue
        for count in headcounts(doc.text, sentence.span, doc.lexicon.language):
            key = (activity.entity, count.experts)
            if key not in seen and not sentence.in_speech(count.span.start):
                seen.add(key)
                facts.headcount(activity, count)
