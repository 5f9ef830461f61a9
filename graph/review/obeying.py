"""The graphs of one release as persons corrected it: a pure function of what was read and what they said.

Claims keep what they state, so a fact that left the release's graph comes back from them once the verdict
against it is taken back.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ...ontology.terms import term
from ..identity.verdicts import Content, Kind, Term, Verdict

CURATOR = "curator/"  # what the rule of a claim begins with that a person made
_TYPE, _CLAIM, _RULE = term("rdf:type"), term("cc:Claim"), term("cc:rule")
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
_DERIVED, _EXACT, _CONFIDENCE = term("prov:wasDerivedFrom"), term("oa:exact"), term("cc:confidence")
_REVIEW, _REASON = term("cc:review"), term("cc:reviewReason")
_WHO, _WHEN = term("dcterms:creator"), term("dcterms:date")
_REVIEWED = (_REVIEW, _REASON, _WHO, _WHEN)
_BODY = term("schema:articleBody")
# Two properties for one fact, by the end that it is told from.
_ENDS = (term("cc:establishes"), term("cc:establishedBy"))
_INVERSE = dict(zip(_ENDS, reversed(_ENDS), strict=True))
_MARKS = {Kind.ACCEPT: term("cc:Accepted"), Kind.REJECT: term("cc:Rejected")}


@dataclass(slots=True)
class _Graphs:
    """The three graphs of a release, taken apart."""

    release: NamedNode
    facts: set[Quad] = field(default_factory=set)
    claims: dict[NamedNode, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[NamedNode, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    rest: list[Quad] = field(default_factory=list)
    body: str = ""

    @property
    def key(self) -> str:
        return self.release.value.rpartition("/")[2]

    @property
    def evidence(self) -> NamedNode:
        return NamedNode(f"{self.release.value}/evidence")


def reviewed(quads: Iterable[Quad], verdicts: Collection[Verdict]) -> list[Quad]:
    """The quads of one release, by all verdicts about it.

    A fact stands while one of its claims is not rejected, and while the release says what its nodes are: with
    the last claim on that, all that names the node is rejected.

    Args:
        quads: of its three graphs, as they were read, or as they were reviewed before.
        verdicts: those that hold; see `identity.verdicts.standing`.
    """
    graphs = _apart(quads)
    _forget_reviews(graphs)
    contents = {iri: _content(graphs, said) for iri, said in graphs.claims.items()}
    decided: dict[Content | None, Verdict] = {
        each.claim: each for each in verdicts if each.release == graphs.key and each.claim
    }
    stated = {each.triple for each in contents.values() if each}
    holding = {each.triple for each in contents.values() if each and not _is_rejected(_on(each, decided))}
    nameless = _nodes_typed(stated) - _nodes_typed(holding)
    standing = {each for each in holding if nameless.isdisjoint(each)}
    gone: dict[Term, Verdict] = {
        each.subject: decided_on
        for _, each in sorted(contents.items(), key=lambda one: one[0].value)
        if each
        and each.predicate == _TYPE
        and each.subject in nameless
        and (decided_on := _on(each, decided))
    }
    facts = {quad for quad in graphs.facts if quad.triple not in _triples(stated)}
    facts |= {Quad(*each, graphs.release) for each in standing}
    found: list[Quad] = [*facts, *graphs.rest]
    for said in (*graphs.claims.values(), *graphs.passages.values()):
        found += said
    for iri, content in contents.items():
        with_it = content and (gone.get(content.subject) or gone.get(content.object))
        found += _marks(iri, with_it or _on(content, decided), graphs.evidence)
    for each in decided.values():
        if each.kind is Kind.ADD:
            found += _added(each, graphs)
    return list(dict.fromkeys(found))


def passage_of(body: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text, runs of blanks in either counting as one; None if they do not."""
    pattern = r"\s+".join(re.escape(each) for each in words.split())
    found = re.search(pattern, body) if pattern else None
    return found.span() if found else None


def _apart(quads: Iterable[Quad]) -> _Graphs:
    every = list(quads)
    names = {quad.graph_name.value for quad in every if isinstance(quad.graph_name, NamedNode)}
    graphs = _Graphs(NamedNode(min(names, key=len)))
    claims = {quad.subject for quad in every if quad.predicate == _TYPE and quad.object == _CLAIM}
    quoted = {quad.subject for quad in every if quad.predicate == _EXACT}
    for quad in every:
        subject = quad.subject
        if quad.graph_name == graphs.release:
            graphs.facts.add(quad)
        elif subject in claims and isinstance(subject, NamedNode):
            graphs.claims[subject].append(quad)
        elif subject in quoted and isinstance(subject, NamedNode):
            graphs.passages[subject].append(quad)
        else:
            graphs.rest.append(quad)
            if quad.predicate == _BODY and isinstance(quad.object, Literal):
                graphs.body = quad.object.value
    return graphs


def _forget_reviews(graphs: _Graphs) -> None:
    """Take away what earlier reviews left: marks, and claims that persons made, with their facts."""
    made: set[tuple[Term | None, ...]] = set()
    for iri, said in list(graphs.claims.items()):
        rule = _value(said, _RULE)
        if rule and rule.value.startswith(CURATOR):
            del graphs.claims[iri]
            made.add(tuple(_value(said, each) for each in (_SUBJECT, _PREDICATE, _OBJECT)))
        else:
            graphs.claims[iri] = [quad for quad in said if quad.predicate not in _REVIEWED]
    graphs.facts = {quad for quad in graphs.facts if (quad.subject, quad.predicate, quad.object) not in made}
    used = {_value(said, _DERIVED) for said in graphs.claims.values()}
    for passage in graphs.passages.keys() - used:
        del graphs.passages[passage]


def _content(graphs: _Graphs, said: list[Quad]) -> Content | None:
    subject, predicate, passage = (_value(said, each) for each in (_SUBJECT, _PREDICATE, _DERIVED))
    value = _value(said, _OBJECT)
    if not (isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None):
        return None
    words = _value(graphs.passages[passage], _EXACT) if isinstance(passage, NamedNode) else None
    return Content(graphs.key, subject, predicate, value, one_line(words.value if words else ""))


def one_line(words: str) -> str:
    """A passage as decisions have it: runs of blanks and line ends as one blank."""
    return " ".join(words.split())


def _on(claim: Content | None, decided: Mapping[Content | None, Verdict]) -> Verdict | None:
    """What was decided on a claim, or on the same fact told from its other end in the same words."""
    found = decided.get(claim)
    if found or claim is None or claim.predicate not in _INVERSE or isinstance(claim.object, Literal):
        return found
    other = replace(claim, subject=claim.object, predicate=_INVERSE[claim.predicate], object=claim.subject)
    told = decided.get(other)
    return None if told is None or told.kind is Kind.ADD else told


def _is_rejected(decided: Verdict | None) -> bool:
    return decided is not None and decided.kind is Kind.REJECT


def _nodes_typed(stated: Iterable[tuple[NamedNode, NamedNode, Term]]) -> set[Term]:
    return {subject for subject, predicate, _ in stated if predicate == _TYPE}


def _triples(stated: Iterable[tuple[NamedNode, NamedNode, Term]]) -> set[object]:
    return {Triple(*each) for each in stated}


def _value(said: Iterable[Quad], predicate: NamedNode) -> Term | None:
    found = next((quad.object for quad in said if quad.predicate == predicate), None)
    return found if isinstance(found, NamedNode | Literal) else None


def _marks(claim: NamedNode, decided: Verdict | None, evidence: NamedNode) -> Iterator[Quad]:
    """What a claim bears on which a person decided: how, why, who, when."""
    if decided is None or decided.kind not in _MARKS:
        return
    yield Quad(claim, _REVIEW, _MARKS[decided.kind], evidence)
    why = ": ".join(filter(None, (decided.reason, decided.why)))
    for predicate, text in ((_REASON, why), (_WHO, decided.who)):
        if text:
            yield Quad(claim, predicate, Literal(text), evidence)
    if decided.when:
        yield Quad(claim, _WHEN, Literal(decided.when, datatype=term("xsd:date")), evidence)


def _added(verdict: Verdict, graphs: _Graphs) -> Iterator[Quad]:
    """A fact that a person read, with its claim and passage; nothing if its words are no longer there."""
    assert verdict.claim
    place = passage_of(graphs.body, verdict.claim.passage)
    if place is None:
        return
    subject, predicate, value = verdict.claim.triple
    passage = NamedNode(f"{graphs.release.value}#char={place[0]},{place[1]}")
    rule = f"{CURATOR}{verdict.who or 'unknown'}"
    content = "\n".join((str(subject), str(predicate), str(value), f"{place[0]},{place[1]}", rule))
    claim = NamedNode(f"{graphs.release.value}/claim/{hashlib.sha256(content.encode()).hexdigest()[:20]}")
    integer, decimal = term("xsd:integer"), term("xsd:decimal")
    yield Quad(subject, predicate, value, graphs.release)
    for each, said in (
        (_TYPE, _CLAIM),
        (_SUBJECT, subject),
        (_PREDICATE, predicate),
        (_OBJECT, value),
        (_DERIVED, passage),
        (_RULE, Literal(rule)),
        (_CONFIDENCE, Literal("1", datatype=decimal)),
        *((mark, Literal(text)) for mark, text in ((_REASON, verdict.why), (_WHO, verdict.who)) if text),
    ):
        yield Quad(claim, each, said, graphs.evidence)
    if verdict.when:
        yield Quad(claim, _WHEN, Literal(verdict.when, datatype=term("xsd:date")), graphs.evidence)
    for each, said in (
        (_TYPE, term("cc:Passage")),
        (term("oa:start"), Literal(str(place[0]), datatype=integer)),
        (term("oa:end"), Literal(str(place[1]), datatype=integer)),
        (_EXACT, Literal(graphs.body[slice(*place)])),
        (term("schema:isPartOf"), graphs.release),
    ):
        yield Quad(passage, each, said, graphs.evidence)
