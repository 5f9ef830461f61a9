"""The commands, as a person meets them: what they print, where, and how they end."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import cybercoop
import pyoxigraph as ox
import pytest
from cybercoop import Graph
from cybercoop.commands import main as cli
from cybercoop.ingest.base.model import Release
from cybercoop.ontology.terms import RUNS_GRAPH, node, term

MISSION = "2014-03-28-oas-colombia-mission.txt"
BROKEN = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 8,
    "missing.txt": None,
    "no-text.html": b"<html><head><title>x</title></head><body><script>var a = 1;</script></body></html>",
    "no-such-day.txt": b"Press Release\n\nLima\n\nFebruary 30, 2014\n\nThe OAS held a course in Lima.\n",
}


@pytest.fixture(scope="module")
def ready(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ready") / "store"
    with cybercoop.open(path) as graph:
        graph.ingest(releases / MISSION)
    return path


@pytest.fixture
def ingested(ready: Path, store: Path) -> Path:
    """A graph of one release, for a test to change."""
    shutil.copytree(ready, store)
    return store


def contents(store: Path) -> set[str]:
    return set(map(str, ox.Store.read_only(str(store))))


def one_line(ran) -> str:
    assert ran.code == 1
    assert ran.err.startswith("cybercoop: ")
    assert ran.err.count("\n") == 1
    return ran.err


def test_extract_prints_facts_and_touches_no_store(run, releases: Path, store: Path) -> None:
    ran = run("extract", releases / MISSION)
    quads = list(ox.parse(ran.out, format=ox.RdfFormat.N_QUADS))
    assert (ran.code, ran.err) == (0, "")
    assert any(quad.object == term("cc:TechnicalAssistanceMission") for quad in quads)
    assert not store.exists()


def test_extract_as_text_has_what_each_passage_states_below_it(run, releases: Path) -> None:
    out = run("extract", releases / MISSION, "--format", "text").out
    assert out.startswith(
        "International Experts to Advise Colombia on Cyber Security\nE-119/14, 2014-03-28, "
    )
    sentence, _, below = out.partition("will work from March 31 to April 4")[2].partition("\n")
    assert "Juan Manuel Santos, asked for it" in sentence
    stated = below.partition("\n\n")[0].splitlines()
    assert "    Technical Assistance Mission on Cyber Security, start date: 2014-03-31" in stated
    assert "    Technical Assistance Mission on Cyber Security, status: announced" in stated
    assert "cc:" not in out
    assert "theme: Cyber Security Policy and Strategy" in out


def test_extract_on_a_terminal_is_text(
    releases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cybercoop.commands import terminal

    monkeypatch.setattr(terminal, "is_watched", lambda path: path is None)
    monkeypatch.setattr(sys, "argv", ["cybercoop", "extract", str(releases / MISSION)])
    with pytest.raises(SystemExit):
        cli.main()
    assert "status: announced" in capsys.readouterr().out


def test_extract_is_self_contained(run, releases: Path) -> None:
    quads = list(ox.parse(run("extract", releases / MISSION).out, format=ox.RdfFormat.N_QUADS))
    named = {quad.subject for quad in quads if quad.predicate == term("rdfs:label")}
    typed = {quad.subject for quad in quads if quad.predicate == term("rdf:type")}
    mentioned = {quad.object for quad in quads if quad.predicate == term("schema:mentions")}
    assert mentioned
    assert mentioned <= named & typed


@pytest.mark.parametrize("form", ["trig", "turtle", "jsonld"])
def test_extract_says_the_same_in_every_format(run, releases: Path, form: str) -> None:
    formats = {"trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
    plain = ox.parse(run("extract", releases / MISSION).out, format=ox.RdfFormat.N_QUADS)
    other = ox.parse(run("extract", releases / MISSION, "--format", form).out, format=formats[form])
    assert {quad.triple for quad in plain} == {quad.triple for quad in other}


def test_extract_json_shows_each_fact_with_its_passage(run, releases: Path) -> None:
    read = json.loads(run("extract", "-", "-f", "json", stdin=(releases / MISSION).read_bytes()).out)
    assert read["release"]["reference"] == "E-119/14"
    hosts = [fact for fact in read["facts"] if fact["predicate"] == "cc:hostState"]
    assert [fact["object"]["label"] for fact in hosts] == ["Colombia"]
    for fact in read["facts"]:
        assert fact["passage"]["end"] - fact["passage"]["start"] == len(fact["passage"]["exact"])


def test_extract_goes_on_after_a_bad_source(run, releases: Path, tmp_path: Path) -> None:
    ran = run("extract", tmp_path / "missing.txt", releases, "--format", "jsonld")
    assert "missing.txt: no such file" in one_line(ran)
    types = [
        quad
        for quad in ox.parse(ran.out, format=ox.RdfFormat.JSON_LD)
        if quad.predicate == term("dcterms:title")
    ]
    assert len(types) == len(list(releases.iterdir()))


def test_extract_leaves_the_file_alone_if_it_read_nothing(run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.nq"
    kept.write_text("kept")
    one_line(run("extract", tmp_path / "missing.txt", "-o", kept))
    assert kept.read_text() == "kept"


def test_ingest_reports_and_replaces(run, releases: Path, store: Path) -> None:
    first = run("ingest", releases / MISSION)
    assert first.out.startswith("1 release read, 0 of them replaced; 0 refused\n")
    assert re.fullmatch(r"\d+ facts, each with its passage", first.out.splitlines()[1])
    assert len(first.out.splitlines()) == 2
    facts = {quad for quad in contents(store) if RUNS_GRAPH.value not in quad}
    again = run("ingest", releases / MISSION)
    assert again.out.startswith("1 release read, 1 of them replaced; 0 refused\n")
    assert {quad for quad in contents(store) if RUNS_GRAPH.value not in quad} == facts


def test_ingest_counts_facts_by_kind_if_asked(run, releases: Path) -> None:
    assert re.search(r"^cc:hostState +1$", run("ingest", "--verbose", releases / MISSION).out, re.MULTILINE)


@pytest.mark.parametrize("command", [["ingest"], ["extract", "-f", "json"]])
def test_what_a_folder_holds_and_is_not_read_is_named(
    run, releases: Path, tmp_path: Path, command: list[str]
) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    for name in (MISSION, "a.doc", "b.doc", "c.xlsx", ".hidden.doc"):
        shutil.copy(releases / MISSION, folder / name)
    ran = run(*command, folder)
    assert ran.code == 0
    assert "cybercoop: not read: 2 .doc, 1 .xlsx; cybercoop reads " in ran.err
    assert ran.err.count("\n") == 1
    assert run("--quiet", *command, folder).err == ""
    (folder / MISSION).unlink()
    assert "a folder without releases: 2 .doc, 1 .xlsx; cybercoop reads" in one_line(run(*command, folder))


def test_ingest_notes_each_run(run, ingested: Path, releases: Path) -> None:
    run("ingest", releases / MISSION)
    runs = run(
        "query",
        "SELECT ?start ?made { ?r a prov:Activity ; prov:startedAtTime ?start ; prov:generated ?made ;"
        " prov:wasAssociatedWith ?software }",
    )
    assert runs.out.count("release/E-119-14") == 2


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_bad_source_is_one_line_and_changes_nothing(
    run, ingested: Path, tmp_path: Path, name: str, command: str
) -> None:
    if (content := BROKEN[name]) is not None:
        (tmp_path / name).write_bytes(content)
    before = contents(ingested)
    assert name in one_line(run("--quiet", command, tmp_path / name))
    assert contents(ingested) == before


def test_a_bad_source_does_not_keep_others_out(run, releases: Path, tmp_path: Path) -> None:
    ran = run("ingest", tmp_path / "missing.txt", releases / MISSION)
    assert "missing.txt: no such file" in one_line(ran)
    assert "1 release read, 0 of them replaced; 1 refused" in ran.out
    assert "E-119/14" in run("ask", "activities", "-f", "csv").out


def test_an_ingest_that_breaks_leaves_no_half_of_a_release(
    run, releases: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cybercoop import reading

    whole = reading.quads

    def broken(read):
        yield whole(read)[0]
        raise RuntimeError("broken in the middle")

    monkeypatch.setattr(reading, "quads", broken)
    assert "broken in the middle" in one_line(run("ingest", releases / MISSION))
    assert not [quad for quad in contents(store) if "release/E-119-14" in quad]


def test_query_prints_for_people_and_programs(run, ingested: Path, tmp_path: Path) -> None:
    sparql = "SELECT ?start { ?mission a cc:TechnicalAssistanceMission ; schema:startDate ?start }"
    assert run("query", sparql).out == "start\n2014-03-31\n"
    assert run("query", sparql, "--format", "csv").out == "start\r\n2014-03-31\r\n"
    (tmp_path / "q.rq").write_text(sparql)
    assert run("query", "--file", tmp_path / "q.rq", "-f", "tsv").out.splitlines()[0] == "?start"
    read = json.loads(run("query", "--file", "-", "-f", "json", stdin=sparql.encode()).out)
    assert read["results"]["bindings"][0]["start"]["value"] == "2014-03-31"
    assert "<sparql" in run("query", sparql, "-f", "xml").out
    made = run(
        "query", "CONSTRUCT { ?s a cc:Mission } { ?s a cc:TechnicalAssistanceMission }", "-f", "turtle"
    ).out
    assert len(list(ox.parse(made, format=ox.RdfFormat.TURTLE))) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "SELEC ?s { ?s ?p ?o }"], "did you mean SELECT"),
        (["query", "SELECT * { ?s nope:p ?o }"], "the prefix nope: is not declared"),
        (["query", "--file", "missing.rq"], "missing.rq: no such file"),
        (["query", "SELECT * { ?s ?p ?o }", "--format", "turtle"], "no triples for turtle"),
        (["ask", "mission-tem"], "did you mean mission-team?"),
        (["ask", "activities-in-state", "--state", "Colombai"], "did you mean Colombia"),
        (["ask", "changes-since", "--since", "soon"], "is no date"),
        (["export", "graph.xls"], "the formats are .ttl"),
        (["view", "--focus", "Atlantis"], 'called "Atlantis"'),
    ],
)
def test_what_the_user_can_mend_is_one_line(run, ingested: Path, arguments: list[str], says: str) -> None:
    before = contents(ingested)
    assert says in one_line(run(*arguments))
    assert contents(ingested) == before


@pytest.mark.parametrize(
    "arguments",
    [["query"], ["query", "ASK {}", "--file", "x.rq"], ["frobnicate"], ["view", "--depth", "0"], ["ingest"]],
)
def test_wrong_usage_ends_with_2(run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


@pytest.mark.parametrize(
    "command", [["stats"], ["check"], ["ask", "activities"], ["query", "ASK {}"], ["export", "g.ttl"]]
)
def test_without_a_graph_it_says_how_to_get_one(run, store: Path, command: list[str]) -> None:
    assert "run `cybercoop ingest` first" in one_line(run(*command))
    assert not store.exists()


def test_ask_lists_the_questions_by_group(run) -> None:
    out = run("ask").out
    assert out.index("Activities\n") < out.index("  activities-in-state") < out.index("People")
    assert "cybercoop ask NAME --help" in out


def test_ask_shows_passages_as_notes(run, ingested: Path) -> None:
    ran = run("ask", "activities-in-state", "--state", "colombia")
    table, _, notes = ran.out.partition("\n\n")
    assert "Technical Assistance Mission on Cyber Security" in table
    assert "[1]" in table.splitlines()[1]
    assert notes.startswith("[1] ")
    assert notes[4:].splitlines()[0].rpartition(" (")[0] in " ".join((cli_text(MISSION)).split())
    assert "_node" not in table
    assert "1 release read" in ran.err


def cli_text(name: str) -> str:
    return (Path(__file__).parents[2] / "examples" / "releases" / name).read_text(encoding="utf-8")


def test_ask_gives_programs_the_nodes(run, ingested: Path) -> None:
    ran = run("ask", "activities-in-state", "--state", "COL", "--since", "2014", "-f", "csv")
    assert ran.out.splitlines()[0].split(",")[-2:] == ["actor_node", "activity_node"]
    assert ran.err == ""


def test_ask_says_when_there_is_no_answer(run, ingested: Path) -> None:
    assert run("ask", "activities-in-state", "--state", "Chile").out == "no answer\n"


def test_ask_sparql_prints_a_query_that_answers_the_same(run, ingested: Path) -> None:
    sparql = run("ask", "activities-in-state", "--state", "Colombia", "--sparql").out
    assert "<https://w3id.org/cybercoop/state/COL>" in sparql
    asked = run("ask", "activities-in-state", "--state", "Colombia", "-f", "csv").out
    assert run("query", "--file", "-", "-f", "csv", stdin=sparql.encode()).out == asked


def test_ask_needs_what_the_question_requires(run, ingested: Path) -> None:
    ran = run("ask", "changes-since")
    assert ran.code == 2
    assert "--since" in ran.err


def test_view_export_and_check(run, ingested: Path, tmp_path: Path) -> None:
    assert "open it in a browser" in run("view", "-o", tmp_path / "n.html", "--focus", "Colombia").out
    assert "Technical Assistance Mission" in (tmp_path / "n.html").read_text(encoding="utf-8")
    for name in ("a.ttl", "b.ttl", "c.trig", "d.nq", "e.jsonld"):
        assert run("export", tmp_path / name).code == 0
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert run("check").out == (
        "conforms: 1 of 1 releases; every shape holds, and every fact has its passage\n"
    )


def test_check_says_what_is_wrong(run, ingested: Path) -> None:
    with cybercoop.open(ingested) as graph:
        evidence = node("release/E-119-14/evidence")
        quads = list(graph.store.quads(evidence))
        quoted = next(quad for quad in quads if quad.predicate == term("oa:exact"))
        wrong = ox.Quad(quoted.subject, quoted.predicate, ox.Literal("never said"), evidence)
        graph.store.replace([evidence], [wrong if quad == quoted else quad for quad in quads])
    ran = run("check")
    assert "never said" in ran.out
    # The passage differs from the text, and from what the knowledge graph quotes of it.
    assert one_line(ran) == "cybercoop: the graph has faults: 2\n"


def test_stats_counts(run, ingested: Path) -> None:
    short, long = run("stats").out, run("stats", "--verbose").out
    assert short.startswith("1 release, 28 March 2014\nlanguages: English 1\npublished by: Organization of")
    assert re.search(r"^they name: \d+ states, \d+ organizations.*, 1 activity", short, re.MULTILINE)
    assert "cc:" not in short
    assert long.startswith(short)
    assert "cc:TechnicalAssistanceMission" in long


def test_stats_of_many_releases_are_sentences() -> None:
    from cybercoop.commands.figures import show_stats
    from cybercoop.graph.asking.stats import Count, Stats

    publishers = [Count(f"organization/o-{number}", 1) for number in range(7)]
    many = Stats(
        1234, "2009-10-08", "2023-03-29", (), (Count("en", 1200), Count("xx", 34)), (),
        (*publishers, Count("unknown", 1227)),
        (Count("body", 1), Count("organization", 1), Count("instrument", 2)),
        (), (), (),
    )  # fmt: skip
    stream = io.StringIO()
    with redirect_stdout(stream):
        show_stats(many, verbose=False)
    assert stream.getvalue().splitlines() == [
        "1,234 releases, 8 October 2009 to 29 March 2023",
        "languages: English 1,200, xx 34",
        "published by: o 0 1, o 1 1, o 2 1, o 3 1, o 4 1, 2 more; 1,227 do not say",
        "they name: 2 organizations (1 of them for cybersecurity), 2 strategies, laws and agreements",
    ]


def test_the_store_may_be_named_before_or_after_the_command(
    run, releases: Path, tmp_path: Path, store: Path
) -> None:
    other = tmp_path / "other"
    assert run("--store", other, "ingest", "-q", releases / MISSION).code == 0
    assert run("stats", "--store", other).code == 0
    assert run("--store", other, "ask", "activities").out == run("ask", "activities", "--store", other).out
    assert not store.exists()


def test_help_lists_every_command_under_a_heading(run) -> None:
    out = run("--help").out
    assert out.index("─ Read ─") < out.index("│ ingest ") < out.index("─ Ask ─") < out.index("│ ask ")
    assert out.index("│ ask ") < out.index("│ query ") < out.index("─ Decide ─") < out.index("│ same ")
    assert "─ Commands ─" not in out


def test_version(run) -> None:
    from importlib.metadata import version

    assert run("--version").out == f"cybercoop {version('cybercoop')}\n"


def test_a_mistake_of_our_own_is_one_line_and_debug_shows_it(
    run, ingested: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Graph) -> None:
        raise ZeroDivisionError("by nobody\nin particular")

    monkeypatch.setattr(Graph, "stats", broken)
    line = one_line(run("stats"))
    assert "ZeroDivisionError: by nobody" in line
    assert "report it" in line
    monkeypatch.setenv("CYBERCOOP_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["cybercoop", "stats"])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_interrupted_it_leaves_quietly_with_130(run, releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(release: Release, reference: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cybercoop.reading.extract", interrupt)
    ran = run("ingest", releases / MISSION)
    assert ran.code == 130
    assert "Traceback" not in ran.err


def test_a_closed_pipe_is_no_error(ingested: Path, releases: Path) -> None:
    command = [sys.executable, "-m", "cybercoop", "extract", str(releases)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_gets_a_drawn_table_that_fits(ingested: Path) -> None:
    pty = pytest.importorskip("pty", reason="terminals of Unix")
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm"}
    command = [sys.executable, "-m", "cybercoop", "ask", "activities-in-state"]
    with subprocess.Popen(command, stdout=child, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(child)
        shown = b""
        while chunk := _read(parent):
            shown += chunk
    assert process.returncode == 0
    lines = shown.decode().replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    assert lines[0].startswith("year")
    assert max(map(len, lines)) <= 120


def _read(parent: int) -> bytes:
    try:
        return os.read(parent, 4096)
    except OSError:  # how a pseudo-terminal says that the other end is gone
        return b""


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "jsonld"])
def test_extract_goes_by_the_suffix(run, releases: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"facts.{suffix}"
    assert run("extract", releases / MISSION, "-o", file).code == 0
    found = ox.parse(path=str(file), format=ox.RdfFormat.from_extension(suffix))
    plain = ox.parse(run("extract", releases / MISSION).out, format=ox.RdfFormat.N_QUADS)
    assert {quad.triple for quad in found} == {quad.triple for quad in plain}


def test_extract_to_a_json_file_gives_an_object(run, releases: Path, tmp_path: Path) -> None:
    assert run("extract", releases / MISSION, "-o", tmp_path / "facts.json").code == 0
    assert json.loads((tmp_path / "facts.json").read_text())["release"]["key"] == "E-119-14"


def test_extract_refuses_an_unknown_suffix(run, releases: Path, tmp_path: Path) -> None:
    file = tmp_path / "facts.xyz"
    assert "cannot write .xyz" in one_line(run("extract", releases / MISSION, "-o", file))
    assert not file.exists()


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_an_empty_name_is_not_the_current_folder(run, command: str) -> None:
    ran = run(command, "")
    assert ran.code == 1
    assert "an empty name: " in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_in_one_line(ready: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "cybercoop", "stats", "--store", str(ready)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr == "cybercoop: the output cannot be written: No space left on device\n"


def test_what_is_mistyped_is_told_plainly(run, ingested: Path) -> None:
    def said(*arguments: str) -> str:
        return " ".join(run(*arguments).err.replace("│", " ").split())

    formats = "'foo' is none of table, csv, tsv, json, xml, turtle"
    assert formats in said("ask", "bodies-created", "--format", "foo")
    assert "'x' is no whole number of 1 or more" in said("view", "--depth", "x")
    twice = ("ask", "activities-in-state", "--state", "Colombia", "--state", "Estonia")
    assert "give one value, not 2" in said(*twice)
    years = ("ask", "activities-in-state", "--state", "Colombia", "--since", "2020", "--until", "2010")
    assert "since 2020 is later than until 2010" in said(*years)
    nothing_like_it = said("ask", "activities-in-state", "--state", "Atlantis")
    assert "did you mean" not in nothing_like_it


def test_help_shows_no_types_of_python(run) -> None:
    for command in ("extract", "ask", "export"):
        shown = run(command, "--help").out
        assert "<bool>" not in shown
        assert "<list" not in shown
