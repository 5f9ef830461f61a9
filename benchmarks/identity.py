"""How often what is held to be one thing is one, and what is one is held to be (`make identity`).

The cases stand in `tests/graph/identity/things.toml`. They are split in two by a hash of their names: the
weights of `graph/identity/features.toml` were set by the errors of the first half; of the second, nobody
looked at any.

    python benchmarks/identity.py            # figures of both halves
    python benchmarks/identity.py --errors   # and the errors of the first
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from cybercoop.graph.identity.decisions import Decisions
from cybercoop.graph.identity.identities import identities
from cybercoop.graph.identity.known_things import Known
from cybercoop.ontology.terms import node, term
from pyoxigraph import Literal, NamedNode, Quad

FILE = Path(__file__).parents[1] / "tests" / "graph" / "identity" / "things.toml"
CLASSES = {"person": "foaf:Person", "role": "org:Role"}
OWN = {"activity": "cc:hostState", "place": "schema:containedInPlace"}
ELSEWHERE = {"Organization": "org:Organization", "Place": "schema:Place"}  # not of this vocabulary

Said = tuple[str, str, NamedNode | Literal]
Thing = dict[str, Any]


def cases() -> dict[str, list[dict[str, Any]]]:
    """All cases, by half: "seen" and "unseen"."""
    found: dict[str, list[dict[str, Any]]] = {"seen": [], "unseen": []}
    for case in tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]:
        even = int(hashlib.sha256(case["name"].encode()).hexdigest(), 16) % 2 == 0
        found["seen" if even else "unseen"].append(case)
    return found


def judged(case: dict[str, Any]) -> Iterator[tuple[Thing, Thing, bool, bool]]:
    """Each pair of a case: whether they are one, and whether they were held to be."""
    known = Known()
    for at, thing in enumerate(case["things"]):
        known.learn(release(case["kind"], at, thing))
    same = identities(known, Decisions())
    things = list(enumerate(case["things"]))
    for (first, left), (second, right) in combinations(things, 2):
        ours, theirs = (node(f"{case['kind']}/{at}") for at in (first, second))
        yield left, right, left["one"] == right["one"], same.get(ours, ours) == same.get(theirs, theirs)


def release(kind: str, at: int, thing: Thing) -> list[Quad]:
    """The facts of the release that names a thing."""
    graph, iri = node(f"release/{at}"), f"{kind}/{at}"
    said = list(_said(kind, iri, thing))
    named = {value for _, _, value in said if isinstance(value, NamedNode)}
    named |= {node(each) for each in thing.get("named", ())}
    language = thing.get("lang", "en")
    header: list[Said] = [
        (f"release/{at}", "rdf:type", term("cc:PressRelease")),
        (f"release/{at}", "dcterms:issued", Literal(thing["issued"])),
        (f"release/{at}", "dcterms:language", Literal(language)),
        (
            f"release/{at}",
            "dcterms:publisher",
            node("organization/OAS" if "ref" in thing else f"publisher/{at}"),
        ),
        *((f"release/{at}", "dcterms:identifier", Literal(each)) for each in [thing.get("ref")] if each),
        *((f"release/{at}", "schema:mentions", each) for each in sorted(named, key=str)),
    ]
    return [Quad(node(path), term(predicate), value, graph) for path, predicate, value in [*header, *said]]


def _said(kind: str, iri: str, thing: Thing) -> Iterator[Said]:
    name, cls = Literal(thing["name"], language=thing.get("lang", "en")), thing.get("is", "")
    yield iri, "rdf:type", term(CLASSES.get(kind) or ELSEWHERE.get(cls, f"cc:{cls}"))
    yield iri, "rdfs:label", name
    for key, predicate in (("also", "skos:altLabel"), ("acronym", "cc:acronym"), ("heads", "cc:headcount")):
        values = thing.get(key, [])
        yield from (
            (iri, predicate, Literal(str(each)))
            for each in (values if key == "also" else [values] if values else [])
        )
    for key, predicate in (("start", "schema:startDate"), ("end", "schema:endDate")):
        if key in thing:
            yield iri, predicate, Literal(thing[key])
    for key, predicate in (("by", "schema:organizer"), ("with", "cc:participant")):
        yield from ((iri, predicate, node(each)) for each in thing.get(key, ()))
    if "state" in thing:
        yield iri, OWN.get(kind, "cc:ofState"), node(f"state/{thing['state']}")
    if "in" in thing:
        yield iri, "schema:location", node(thing["in"])
    if "owner" in thing:
        yield iri, "org:subOrganizationOf", node(thing["owner"])
    if "role" in thing:
        role = "-".join(thing["role"].split())
        yield f"membership/{iri}", "org:role", node(f"role/{role}")
    if "office" in thing:
        yield f"membership/{iri}", "org:member", node(iri)
        yield f"membership/{iri}", "org:organization", node(thing["office"])


def figures(half: list[dict[str, Any]]) -> Counter[tuple[str, bool, bool]]:
    """How many pairs of each kind are one, and were held to be."""
    return Counter((case["kind"], *pair[2:]) for case in half for pair in judged(case))


def rates(counted: Counter[tuple[str, bool, bool]], kind: str | None = None) -> tuple[int, int, float, float]:
    """Pairs that are one, pairs that are not, precision, recall."""

    def count(one: bool, held: bool) -> int:
        return sum(
            number for key, number in counted.items() if key[1:] == (one, held) and kind in (None, key[0])
        )

    right, wrong, missed = count(True, True), count(False, True), count(True, False)
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return right + missed, wrong + count(False, False), precision, recall


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--errors", action="store_true", help="show the errors of the seen half")
    errors = options.parse_args().errors
    for name, half in cases().items():
        counted = figures(half)
        print(f"{name:8} {'pairs one':>10} {'not one':>8} {'precision':>10} {'recall':>7}")
        for kind in [*sorted({key[0] for key in counted}), None]:
            one, other, precision, recall = rates(counted, kind)
            print(f"  {kind or 'all':14} {one:4} {other:8} {precision:10.3f} {recall:7.3f}")
        if errors and name == "seen":
            for case in half:
                for left, right, one, held in judged(case):
                    if one != held:
                        print(f"\n{case['name']}: {'wrong' if held else 'missed'}\n  {left}\n  {right}")


if __name__ == "__main__":
    sys.exit(main())
