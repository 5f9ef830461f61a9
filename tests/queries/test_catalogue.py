from __future__ import annotations

import re
from pathlib import Path

import pytest
from cybercoop.ontology.terms import term
from cybercoop.queries.catalogue import HeaderError, UnknownQuestionError, question, questions, read
from cybercoop.queries.listing import page
from pyoxigraph import parse

ROOT = Path(__file__).parents[2]
GOOD = """\
# question: Which states are there
#   in the graph?
# group: Test
# parameter since (year): not before
# parameter who (agent, required): this one
# parameter name (text): called so
# column state: the state
# example: who="South Korea" since=2010
SELECT ?state WHERE {
  VALUES (?since ?who ?name) { (2000 UNDEF "a b"@en) }
  ?state ?p ?o
}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "states.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_header_is_read(tmp_path: Path) -> None:
    found = read(written(tmp_path, GOOD))
    assert found.name == "states"
    assert found.text == "Which states are there in the graph?"
    assert [(each.name, each.type, each.required, each.default) for each in found.parameters] == [
        ("since", "year", False, "2000"),
        ("who", "agent", True, None),
        ("name", "text", False, '"a b"@en'),
    ]
    assert found.example == {"who": "South Korea", "since": "2010"}
    assert found.command() == "cybercoop ask states --who 'South Korea' --since 2010"
    assert found.sparql.startswith("SELECT")


def test_values_take_the_place_of_defaults(tmp_path: Path) -> None:
    found = read(written(tmp_path, GOOD))
    assert 'VALUES (?since ?who ?name) { (2000 <x> "\\\\1") }' in found.with_values(
        {"who": "<x>", "name": '"\\\\1"'}
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("# group: Test", "# grup: Test", 3, "expected"),
        ("# group: Test", "# group Test", 3, "expected"),
        ("# group: Test\n", "", 1, 'no "# group: ..."'),
        ("(year)", "(years)", 4, '"years" is no type'),
        ("since (year)", "since", 4, "# parameter NAME (TYPE): TEXT"),
        ("# column state: the state", "# column: the state", 7, "# column NAME: TEXT"),
        ("# column state: the state\n", "", 1, "no columns"),
        ("parameter name", "parameter since", 6, '"since" is there twice'),
        ('"South Korea"', '"South Korea', 8, "in the example"),
        ("since=2010", "until=2010", 1, '"until", which is no parameter'),
        ("since=2010", "2010", 8, "name=value"),
        ("?since ?who ?name", "?who ?since ?name", 9, "needs the line VALUES (?since ?who ?name)"),
        ("(2000 UNDEF", "(UNDEF", 10, "3 parameters, but 2 values"),
    ],
)
def test_mistake_is_reported_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, complaint: str
) -> None:
    assert old in GOOD
    with pytest.raises(HeaderError) as caught:
        read(written(tmp_path, GOOD.replace(old, new)))
    assert str(caught.value).startswith(f"states.rq, line {line}: ")
    assert complaint in str(caught.value)


def test_unknown_question_names_the_likeliest() -> None:
    with pytest.raises(UnknownQuestionError, match="did you mean activities-in-state"):
        question("activity_in_state")
    with pytest.raises(UnknownQuestionError, match="lists them"):
        question("xyzzy")


def test_the_asked_for_questions_ship() -> None:
    musts = {
        "activities-in-state",
        "support-from-donor",
        "who-works-with-whom",
        "donor-overlap",
        "gaps",
        "bodies-created",
        "strategies",
        "activities",
        "contributions",
        "themes-by-year",
        "changes-since",
        "evidence",
        "single-source",
        "mission-team",
    }
    assert musts <= set(questions())


@pytest.mark.parametrize("name", sorted(questions()))
def test_sentence_is_a_question_and_help_is_there(name: str) -> None:
    found = question(name)
    assert found.text.endswith("?")
    for each in (*found.parameters, *found.columns):
        assert len(each.help) > 2, each.name
        assert "|" not in each.help, "would break the page's tables"


@pytest.mark.parametrize("name", sorted(questions()))
def test_parameters_are_used(name: str) -> None:
    found = question(name)
    for each in found.parameters:
        assert len(re.findall(rf"\?{each.name}\b", found.sparql)) > 1, each.name


@pytest.mark.parametrize("name", sorted(questions()))
def test_terms_are_those_of_the_ontology(name: str) -> None:
    defined = {each.subject.value for each in parse(path=ROOT / "ontology" / "cybercoop.ttl")}
    used = {term(each).value for each in re.findall(r"\bcc:\w+", question(name).sparql)}
    assert used <= defined


def test_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == page(), (
        "write it anew: python -m cybercoop.queries.listing > docs/questions.md"
    )
