"""What `extract --explain` shows: every fact once with a rule whose file is there, and each kind of gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from cybercoop.commands.printing import explanation
from cybercoop.ingest import extract
from cybercoop.ingest.base.confidence import confidence
from cybercoop.ingest.base.model import Release, Source
from cybercoop.ingest.facts import explaining, extraction
from cybercoop.ingest.facts.explaining import Explained, Why, explain, rule_file
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.names.entities import Kind
from cybercoop.ontology.reference import load as load_reference

ROOT = Path(__file__).parents[3]
TEXTS = sorted([*ROOT.glob("tests/cases/*/release.txt"), *ROOT.glob("examples/releases/*.txt")])
SPANISH = ROOT / "examples" / "releases" / "2018-06-20-guatemala-estrategia.txt"


def of_body(body: str) -> Release:
    return parse(Source("x", f"Press Release\n\nWork against Crime\n\nMarch 3, 2014\n\n{body}\n"))


def of_file(path: Path) -> Release:
    return parse(Source(str(path), path.read_text(encoding="utf-8")))


def explained(body: str) -> tuple[Release, list[Explained]]:
    release = of_body(body)
    return release, explain(release, load_reference())


def gaps(body: str) -> list[tuple[Why, str]]:
    release, found = explained(body)
    return [(gap.why, gap.span.of(release.text)) for each in found for gap in each.gaps]


def shown(release: Release) -> str:
    lines = explanation(release, explain(release, load_reference()))
    return "\n".join(" " * indent + line.plain for indent, line in lines)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-2:]))
def test_each_fact_stands_once_at_its_passage_with_a_file(path: Path) -> None:
    release = of_file(path)
    found = explain(release, load_reference())
    facts = [fact for each in found for fact in each.facts]
    assert sorted(map(str, facts)) == sorted(map(str, extract(release, load_reference()).facts))
    assert all(fact.passage == each.span for each in found for fact in each.facts)
    assert [each.span for each in found] == sorted({each.span for each in found})
    rules = {fact.rule for fact in facts} | {name.rule for each in found for name in each.names if name.rule}
    assert [r for r in rules if not list(ROOT.glob(rule_file(r, release.language)))] == []
    for each in found:
        assert all(each.span.holds(gap.span) for gap in each.gaps)
        assert all(each.span.holds(name.span) for name in each.names)


def test_names_say_whom_they_stand_for() -> None:
    _, found = explained("The OAS and Chile organized a workshop on malware in Lima on March 12.")
    (sentence,) = [each for each in found if each.clauses]
    assert [(name.kind, name.names) for name in sentence.names] == [
        (Kind.ORGANIZATION, ("Organization of American States",)),
        (Kind.STATE, ("Chile",)),
        (Kind.ACTIVITY, ("workshop on malware",)),
        (Kind.PLACE, ("Lima",)),
        (None, ("2014-03-12",)),
    ]


def test_frames_say_who_does_what() -> None:
    _, found = explained("The OAS and Chile organized a workshop on malware in Lima on March 12.")
    (sentence,) = [each for each in found if each.clauses]
    assert sentence.frames == (
        "organize: organizer = Organization of American States, Chile | workshop on malware",
    )


def test_a_rule_is_shown_with_its_file() -> None:
    release = of_body("The workshop on malware, held on March 12, was organized by the OAS.")
    sure = confidence("en/frames/organize")
    rule = f"[en/frames/organize {sure:.2f}, ingest/languages/en/frames.toml]"
    assert f"organizer: workshop on malware -> Organization of American States  {rule}" in shown(release)


@pytest.mark.parametrize(
    ("body", "gap"),
    [
        ("A poem by Grumbla Tandem is dear to Peru.", (Why.NAME, "Grumbla Tandem")),
        ("Peru thinks that any workshop is good.", (Why.HEAD, "workshop")),
        ("Peru thinks of a workshop on malware.", (Why.DROPPED, "workshop on malware")),
        ("Peru juggled the workshop on malware in Lima on March 12.", (Why.VERB, "juggled")),
        ("The workshop on malware was held on March 12 in the shadow of Peru.", (Why.NOUN, "shadow")),
        ("All of this was done with the support of Peru.", (Why.HOMELESS, "the support of Peru")),
    ],
)
def test_what_was_not_understood(body: str, gap: tuple[Why, str]) -> None:
    assert gap in gaps(body)


@pytest.mark.parametrize(
    "body",
    [
        "The OAS organized a workshop on malware in Lima on March 12.",
        # what only repeats a relation is understood
        "The OAS organized a workshop on malware on March 12.\n\nThe OAS organized the workshop.",
        "Peru met experts from Latin America and Peruvian officials.",  # regions and demonyms are no gaps
        "Every week and every day the weather is good.",  # weak nouns are no activities
    ],
)
def test_what_was_understood_is_no_gap(body: str) -> None:
    assert gaps(body) == []


def test_gaps_stand_at_the_end_with_their_sentences() -> None:
    text = shown(of_body("Peru thought of Grumbla Tandem.\n\nChile thought of Grumbla Tandem."))
    end = text[text.index("\nnot understood\n") :]
    assert f"  {Why.NAME}:\n    Grumbla Tandem  [4, 5]" in end
    assert "[5] Chile thought of Grumbla Tandem." in text


def test_a_language_without_rules_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (explaining, extraction):  # all languages that ship have frames
        monkeypatch.setattr(module, "has_frames", "en".__eq__)
    text = shown(of_file(SPANISH))
    assert text.count("no rules for language es yet") == 1
    assert (
        f"mentions: release -> Guatemala  [names/known {confidence('names/known'):.2f}, ontology/*.ttl]"
        in text
    )
    assert "no rules for" not in shown(of_body("The OAS met Peru."))


def test_the_command_prints_text(run, tmp_path: Path) -> None:
    plain = run("extract", "--explain", SPANISH)
    assert (plain.code, plain.err) == (0, "")
    assert "\x1b" not in plain.out
    assert plain.out.splitlines()[0].endswith(
        ": Guatemala presenta su Estrategia Nacional de Seguridad Cibernética"
    )
    path = tmp_path / "explained.txt"
    assert run("extract", "--explain", SPANISH, "-o", path).out == ""
    assert path.read_text(encoding="utf-8") == plain.out


def test_the_command_knows_no_format_for_it(run) -> None:
    assert run("extract", "--explain", SPANISH, "--format", "json").code == 2
