from __future__ import annotations

import re
from pathlib import Path

import pytest
from cybercoop.ontology.terms import KNOWLEDGE_GRAPH, term
from cybercoop.queries.catalogue import HeaderError, UnknownQuestionError, question, questions, read
from cybercoop.queries.listing import page
from pyoxigraph import parse

ROOT = Path(__file__).parents[2]
GOOD = """\
# question: Which states are there
#   in the graph?
# group: Test
# parameter since (year = 2000): not before
# parameter who (agent, required): this one
# parameter name (text): called so
# parameter only (one of big, small): of this size
# column state: the state
# show: state
# example: who="South Korea" since=2010
SELECT ?state WHERE {
  ?state ?p $who .                  # a comment stays
  FILTER(?year >= $since)
  ?state rdfs:label $name .         # if name
  ?state rdfs:label ?any .          # unless name
  ?state ex:size $only .            # if only
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
        ("name", "text", False, None),
        ("only", "choice", False, None),
    ]
    assert found.parameters[3].choices == ("big", "small")
    assert found.show == ("state",)
    assert found.example == {"who": "South Korea", "since": "2010"}
    assert found.command() == "cybercoop ask states --who 'South Korea' --since 2010"
    assert found.sparql.startswith("SELECT")


def test_a_line_is_there_only_if_its_parameter_is_given(tmp_path: Path) -> None:
    found = read(written(tmp_path, GOOD))
    assert (
        found.sparql
        == """\
SELECT ?state WHERE {
  ?state ?p $who .                  # a comment stays
  FILTER(?year >= 2000)
  ?state rdfs:label ?any .
}
"""
    )
    given = found.with_values({"who": "<x>", "since": "1990", "name": '"\\\\1 $who"'})
    assert (
        given
        == """\
SELECT ?state WHERE {
  ?state ?p <x> .                  # a comment stays
  FILTER(?year >= 1990)
  ?state rdfs:label "\\\\1 $who" .
}
"""
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("# group: Test", "# grup: Test", 3, "expected"),
        ("# group: Test", "# group Test", 3, "expected"),
        ("# group: Test\n", "", 1, 'no "# group: ..."'),
        ("(text)", "(texts)", 6, '"texts" is no type'),
        ("(one of big, small)", "(one of)", 7, '"one of" is no type'),
        ("since (year = 2000)", "since", 4, "# parameter NAME (TYPE): TEXT"),
        ("# column state: the state", "# column: the state", 8, "# column NAME: TEXT"),
        ("# column state: the state\n", "", 1, "no columns"),
        ("# show: state\n", "", 1, 'no "# show: ..."'),
        ("# show: state", "# show: size", 1, 'show has "size", which is no column'),
        ("parameter name", "parameter since", 6, '"since" is there twice'),
        ('"South Korea"', '"South Korea', 10, "in the example"),
        ("since=2010", "until=2010", 1, '"until", which is no parameter'),
        ("since=2010", "2010", 10, "name=value"),
        ("# if name", "# if nime", 14, '"nime" is no parameter'),
        ("?any .          # unless", "$any .          # unless", 15, '"any" is no parameter'),
        ("# if name", "", 14, 'end the line in "# if name"'),
        ("# if name", "# unless name", 14, 'end the line in "# if name"'),
        (
            "  ?state ex:size $only .            # if only\n",
            "",
            1,
            'no line of the query uses the parameter "only"',
        ),
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
def test_a_query_fits_on_a_page(name: str) -> None:
    assert question(name).pattern.count("\n") <= 25


@pytest.mark.parametrize("name", sorted(questions()))
def test_only_the_knowledge_graph_is_asked(name: str) -> None:
    graphs = set(re.findall(r"GRAPH (\S+)", question(name).pattern))
    assert graphs - ({"?evidence"} if name == "evidence" else set()) == {f"<{KNOWLEDGE_GRAPH.value}>"}
    assert "GROUP_CONCAT" not in question(name).pattern
    assert "SAMPLE" not in question(name).pattern
    assert "UNDEF" not in question(name).pattern


@pytest.mark.parametrize("name", sorted(questions()))
def test_terms_are_those_of_the_ontology(name: str) -> None:
    defined = {each.subject.value for each in parse(path=ROOT / "ontology" / "cybercoop.ttl")}
    used = {term(each).value for each in re.findall(r"\bcc:\w+", question(name).pattern)}
    assert used <= defined


def test_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == page(), (
        "write it anew: python -m cybercoop.queries.listing > docs/questions.md"
    )
