"""What a newcomer does with the README only: reject, add and merge, and see it in the page and in Turtle."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
from cybercoop.ontology.terms import node, term

README = Path(__file__).parents[1] / "README.md"


def test_the_readme_mends_a_graph(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    command = tmp_path / "bin" / "cybercoop"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cybercoop "$@"\n')
    command.chmod(0o755)
    search = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-e", "-c", block],
        cwd=tmp_path,
        env=os.environ | {"PATH": search},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr

    graph = list(ox.parse(path=tmp_path / "mended.ttl"))
    workshop = {each.subject for each in graph if each.object == term("cc:Workshop")}
    came = {
        each.object for each in graph if each.predicate == term("cc:participant") and each.subject in workshop
    }
    assert came == {node("state/CHL"), node("state/BOL")}
    said = {(each.subject, each.predicate, each.object) for each in graph}
    assert (node("person/ana-torres"), term("rdf:type"), term("foaf:Person")) in said
    assert (node("person/ana-ruiz"), term("dcterms:isReplacedBy"), node("person/ana-torres")) in said

    page = (tmp_path / "mended.html").read_text("utf-8")
    edges = re.findall(r'"id":"(state/[A-Z]{3}) participant activity/workshop', page)
    assert set(edges) == {"state/CHL", "state/BOL"}
    assert "Bolivia followed it from afar" in page
    assert '"id":"person/ana-torres"' in page
    assert "person/ana-ruiz" not in page
