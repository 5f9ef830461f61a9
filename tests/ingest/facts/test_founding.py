"""The sentences of founding.toml: which bodies are founded, and by whom."""

import tomllib
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.facts.extraction import understand
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.names.entities import Entity
from cybercoop.ontology.reference import load

_TABLE = tomllib.loads((Path(__file__).parent / "founding.toml").read_text(encoding="utf-8"))
CASES = {**_TABLE["founded"], **{told: [] for told in _TABLE["none"]["sentences"]}}


def _names(entity: Entity) -> set[str]:
    known = (entity.thing.label, *entity.thing.names.get("en", ())) if entity.thing is not None else ()
    return {*entity.names, *entity.acronyms, *known}


@pytest.mark.parametrize("told", CASES)
def test_founding(told: str) -> None:
    headline, _, body = told.rpartition(" | ")
    text = f"Press Release\n\n{headline or 'News on cyber security'}\n\nMay 14, 2019\n\n{body}\n"
    found: list[tuple[set[str], set[str]]] = []
    for relation in understand(parse(Source("told", text)), load()).statements.relations:
        founder, founded = relation.subject, relation.object
        if relation.predicate == "cc:establishedBy":
            founder, founded = founded, founder
        elif relation.predicate != "cc:establishes":
            continue
        found.append((_names(founded), _names(founder)))
    expected = [case.partition(": ")[::2] for case in CASES[told]]
    for body_name, founders in expected:
        by = set().union(*(names for bodies, names in found if body_name in bodies))
        assert by, f"{body_name} is not founded: {found}"
        assert {f for f in founders.split(" + ") if f} <= by
    named = {name for name, _ in expected}
    assert all(bodies & named for bodies, _ in found)
