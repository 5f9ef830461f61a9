"""Counts how often each rule is right, and writes `ingest/measured.toml`: `make confidence`.

A claim is right when fewer facts of its release are found without it, and wrong when there are fewer errors.
What changes nothing (a second name) counts neither way. Rules on what the annotation does not cover (themes,
status, numbers, sums) were judged by a reader; their counts stand in `judged.toml` beside the releases.
"""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph
from cybercoop.ingest import extract
from cybercoop.ingest.base import confidence
from cybercoop.ingest.facts import mapping
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.sources.collecting import Refusal, read
from cybercoop.ontology import reference
from rdflib import RDF, Graph
from rdflib.term import Node

HEAD = """\
# How many claims of each rule were right, and how many wrong, on the annotated releases of tests/apart and
# tests/languages-apart, which nobody who writes rules reads; those of judged.toml were judged by a reader. Written by
# `make confidence`; ingest/base/confidence.py tells what becomes of it.

[rules]
"""

Triple = tuple[Node, Node, Node]


def main(scorer: Path, *folders: Path) -> None:
    sys.path.insert(0, str(scorer.parent))
    score = importlib.import_module(scorer.stem)
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for file in (file for folder in folders for file in sorted((folder / "gold").glob("*.json"))):
        text = file.parents[1] / "texts" / f"{file.stem}.txt"
        for rule, good in judged(score, text, json.loads(file.read_text())):
            (right if good else wrong)[rule] += 1
    for read_by_eye in (folder / "judged.toml" for folder in folders if (folder / "judged.toml").exists()):
        for rule, (good, bad) in tomllib.loads(read_by_eye.read_text())["rules"].items():
            right[rule], wrong[rule] = good, bad
    lines = [f'"{rule}" = [{right[rule]}, {wrong[rule]}]\n' for rule in sorted(right | wrong)]
    table = Path(confidence.__file__).with_name("measured.toml")
    table.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{table}: {right.total()} claims right, {wrong.total()} wrong, by {len(lines)} rules")


def judged(score: ModuleType, file: Path, gold: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The rules behind the claims of one release, once a claim, and whether it is right."""
    (source,) = read([str(file)], sys.stdin.buffer)
    if isinstance(source, Refusal):
        raise SystemExit(str(source))
    known = reference.load()
    reading = extract(parse(source), known)
    quads = [*mapping.quads(reading), *known.quads(reading.mentioned)]
    got = score.Extracted(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS).decode())
    claims = set(claimed(score, got.data))
    facts = Graph()  # a plain graph of what the scorer looks at: many times faster to search
    for subject, predicate, value, _ in got.data.quads():
        facts.add((subject, predicate, value))
    got.data = facts

    def points() -> tuple[int, int]:
        tally = score.Tally()
        score.score_one(got, gold, tally, file.stem, source.text)
        return sum(tally.hit.values()), sum(map(len, tally.extra.values()))

    hits, errors = points()
    for rule, triple in sorted(claims):
        facts.remove(triple)
        hits_without, errors_without = points()
        facts.add(triple)
        if hits_without < hits or errors_without < errors:
            yield rule, hits_without < hits


def claimed(score: ModuleType, data: Graph) -> Iterator[tuple[str, Triple]]:
    for claim, subject in data.subject_objects(RDF.subject):
        for predicate, value in product(data.objects(claim, RDF.predicate), data.objects(claim, RDF.object)):
            yield str(data.value(claim, score.CC.rule)), (subject, predicate, value)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
