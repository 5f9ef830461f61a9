"""Activities as texts tell them: found, told apart, dated and placed; a case for each construction.

A case is a text, below a header of Tuesday, May 14, 2019, and what it tells of: "Kind first/last City
(State)", with "-" for a day that it leaves open. The list is complete: what is not in it must not be found.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from cybercoop.ingest.activities.circumstances import Circumstances
from cybercoop.ingest.activities.finding import Activities
from cybercoop.ingest.activities.topics import Activity
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.names import lexicon
from cybercoop.ingest.names.bodies import bodies
from cybercoop.ingest.names.document import document
from cybercoop.ingest.names.documents import documents
from cybercoop.ingest.names.mentions import Mentions
from cybercoop.ingest.names.naming import Namer
from cybercoop.ingest.people.holders import People
from cybercoop.ontology.reference import load

FILES = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [(path.stem, case) for path in FILES for case in tomllib.loads(path.read_text("utf-8"))["case"]]


HEADERS = {  # of files, by the first word of their names; the day is the same
    "": "Press Release\n\n{}\n\nMay 14, 2019\n\n{}\n",
    "es": "Comunicado de prensa\n\n{}\n\n14 de mayo de 2019\n\n{}\n",
}
HEADLINES = {
    "": "Partners Join Forces against Cybercrime",
    "es": "Varios países unen esfuerzos contra el delito cibernético",
}


def activities(text: str, headline: str = "", language: str = "") -> list[Activity]:
    """What is found in a text, without what clauses add."""
    whole = HEADERS[language].format(headline or HEADLINES[language], text)
    release = parse(Source(name="text", text=whole))
    doc = document(release, lexicon.load(release.language, load()))
    namer = Namer(doc)
    Mentions(doc, namer).run()
    People(doc, namer).run()
    bodies(doc, namer)
    documents(doc)
    found = Activities(doc, namer)
    found.run()
    Circumstances(found).run()
    return [a for a in found.all() if a.named or a.dated or a.places or a.hosts]


def told(activity: Activity) -> str:
    """An activity as the cases write it."""
    days = [said[0] if said else "-" for said in (activity.start, activity.end)]
    day = "" if days == ["-", "-"] else " " + (days[0] if days[0] == days[1] else "/".join(days))
    city = "".join(f" {place.name}" for place, _ in activity.places)
    state = "".join(f" ({host.name})" for host, _ in activity.hosts)
    return activity.entity.cls.partition(":")[2] + day + city + state


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{f}-{c['text'][:50]}" for f, c in CASES])
def test_case(file: str, case: dict[str, Any]) -> None:
    language = file if file in HEADERS else ""
    found = activities(case["text"], case.get("headline", ""), language)
    assert sorted(map(told, found)) == sorted(case["find"])
    for name in case.get("names", []):
        assert name in {n for a in found for n in a.entity.names}
