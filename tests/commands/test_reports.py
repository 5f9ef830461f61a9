"""`cybercoop report` as a person meets it."""

from __future__ import annotations

from pathlib import Path

import cybercoop
import pyoxigraph as ox
import pytest
from cybercoop.graph.store.stores import load_reference

SAMPLE = Path(__file__).parents[1] / "data" / "sample.trig"


@pytest.fixture
def read(store: Path) -> Path:
    """A graph of the sample's release."""
    with cybercoop.open(store) as graph:
        graph.store.replace([], ox.parse(path=SAMPLE))
        load_reference(graph.store)
    return store


def test_a_report_is_written_for_names_as_people_type_them(run, read: Path, tmp_path: Path) -> None:
    page = tmp_path / "r.html"
    ran = run("report", "--state", "colômbia", "--organization", "oas", "--person", "Ruiz", "-o", page)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{page}: open it in a browser, or print it\n"
    title = "Colombia and Organization of American States and Marta Ruiz Prado"
    assert f"<title>{title}</title>" in page.read_text(encoding="utf-8")
    assert run("--quiet", "report", "--state", "COL", "-o", page).out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--state", "Kolumbien"], 'no state is called "Kolumbien": did you mean Colombia?'),
        (["--person", "Colombia"], 'no person is called "Colombia"'),
        (["--state", "Barbados"], "no release in the graph names state/BRB"),
        ([], "name a state, an organization or a person"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    run, read: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    ran = run("report", *arguments, "-o", tmp_path / "r.html")
    assert ran.code != 0
    assert message in " ".join(ran.err.split())
    assert not (tmp_path / "r.html").exists()


def test_the_same_from_python(read: Path, tmp_path: Path) -> None:
    with cybercoop.open(read, read_only=True) as graph:
        graph.report(tmp_path / "r.html", states=["Colombia", "Estonia"])
        with pytest.raises(cybercoop.CybercoopError, match="say on whom"):
            graph.report(tmp_path / "none.html")
    assert "Colombia and Estonia" in (tmp_path / "r.html").read_text(encoding="utf-8")
