"""The cascade of stages that reads one release."""

from __future__ import annotations

from ..ontology.reference import Reference
from . import lexicon
from .activities import Activities
from .circumstances import Circumstances
from .counts import headcounts
from .document import Document, document
from .documents import documents
from .entities import Entity
from .facts import Facts, kept
from .known import known_names
from .language import load as load_language
from .mentions import Mentions
from .model import Reading, Release
from .naming import Namer
from .people import People
from .quotations import quotations
from .relations import Relations


def extract(release: Release, reference: Reference) -> Reading:
    """Reads the facts of a release; see the package's docstring."""
    if "relations" not in load_language(release.language).tables:
        return known_names(release, reference)
    doc = document(release, lexicon.load(release.language, reference))
    namer = Namer(doc)
    Mentions(doc, namer).run()
    people = People(doc, namer)
    people.run()
    unnamed = documents(doc)
    activities = Activities(doc, namer)
    activities.run()
    circumstances = Circumstances(activities)
    relations = Relations(doc, activities, circumstances)
    relations.run()
    statements = relations.statements
    circumstances.run()
    relations.nations()
    facts = Facts(doc)
    facts.header()
    real = kept(
        activities.all(),
        {r.subject for r in statements.relations} | {a.entity for a in activities.all() if a.linked},
        doc.lexicon.plural,
    )
    entities = {a.entity for a in real}
    said = {e for r in statements.relations for e in (r.subject, r.object)} | relations.events.documents
    gone = ({a.entity for a in activities.all()} - entities) | (unnamed - said)
    facts.tell_apart(real)
    for entity in doc.book.entities:
        if (
            entity not in gone
            and entity.mentions
            and not (entity in activities.found and entity not in entities)
        ):
            facts.entity(entity)
    for activity in real:
        facts.activity(activity)
        facts.about(activity, activity.entity.mentions)
    _people_counted(doc, activities, facts, entities)
    for holding in people.holdings:
        facts.holding(holding)
    for relation in statements.relations:
        if relation.subject not in gone and relation.object not in gone:
            facts.relation(relation)
            facts.members(relation)
    for contribution in statements.contributions:
        facts.contribution(contribution)
    for quotation in quotations(doc, relations.masks):
        facts.quotation(quotation)
    return facts.reading()


def _people_counted(doc: Document, activities: Activities, facts: Facts, real: set[Entity]) -> None:
    """Gives each activity the numbers of people that its sentences say, the first of a kind only."""
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
