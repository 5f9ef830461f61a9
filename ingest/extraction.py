"""The cascade of stages that reads one release."""

from __future__ import annotations

from ..ontology.reference import Reference
from . import lexicon
from .activities import Activities, Circumstances
from .document import document
from .facts import Facts, kept
from .model import Reading, Release
from .naming import Namer
from .people import People
from .quotations import quotations
from .relations import Relations


def extract(release: Release, reference: Reference) -> Reading:
    """Reads the facts of a release; see the package's docstring."""
    doc = document(release, lexicon.load(release.language, reference))
    namer = Namer(doc)
    namer.run()
    people = People(doc, namer)
    people.run()
    activities = Activities(doc, namer)
    activities.run()
    circumstances = Circumstances(activities)
    relations = Relations(doc, activities, circumstances)
    relations.run()
    circumstances.run()
    facts = Facts(doc, namer)
    facts.header()
    real = kept(activities.all(), {r.subject for r in relations.found} | {a.entity for a in activities.all() if a.linked})
    entities = {a.entity for a in real}
    gone = {a.entity for a in activities.all()} - entities
    for entity in doc.book.entities:
        if entity not in gone and entity.mentions and not (entity in activities.found and entity not in entities):
            facts.entity(entity)
    for activity in real:
        facts.activity(activity)
    for holding in people.holdings:
        facts.holding(holding)
    for relation in relations.found:
        if relation.subject not in gone and relation.object not in gone:
            facts.relation(relation)
    for quotation in quotations(doc, relations.masks):
        facts.quotation(quotation)
    return facts.reading()
