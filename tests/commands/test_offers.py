"""What a shell is offered at a press of Tab, by the protocol that shells speak."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cybercoop.graph.exports.exporting import FORMATS, SUMMARIES
from cybercoop.queries.catalogue import questions


def offered(line: str, shell: str = "bash") -> list[str]:
    """What the shell is told to offer for the last word of a command line."""
    words = line.split(" ")
    told = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_TYPER_COMPLETE_ARGS": line}
    ran = subprocess.run(
        [sys.executable, "-m", "cybercoop"],
        env=os.environ | told | {"_CYBERCOOP_COMPLETE": f"complete_{shell}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


def test_commands_and_questions() -> None:
    assert offered("cybercoop ex") == ["extract", "export"]
    assert set(offered("cybercoop ask ")) == set(questions())
    assert offered("cybercoop ask bod") == ["bodies-created"]


def test_options_of_a_question() -> None:
    assert {"--state", "--since", "--format"} <= set(offered("cybercoop ask activities-in-state --"))


def test_formats() -> None:
    assert offered("cybercoop ask activities --format t") == ["table", "tsv", "turtle"]
    assert offered("cybercoop extract -f j") == ["jsonld", "json"]
    assert offered("cybercoop export --format ") == [each.name for each in (*FORMATS, *SUMMARIES)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ask activities-in-state --state Col", "Colombia"),
        ("ask activities-in-state --state co", "colombia"),
        ("ask activities-in-state --state south-k", "south-korea"),
        ("ask activities-in-state --state cote", "cote-d-ivoire"),
        ("report --organization CICT", "CICTE"),
        ("view --focus Eston", "Estonia"),
        ("language check p", "pt"),
        ("network --projection st", "states"),
        ("network --by page", "pagerank"),
    ],
)
def test_names_in_the_writing_that_was_begun(line: str, name: str) -> None:
    assert name in [each.lower() if name.islower() else each for each in offered(f"cybercoop {line}")]


def test_what_is_offered_needs_no_quotes_and_is_understood(run, releases: Path) -> None:
    names = offered("cybercoop report --state ")
    assert len(names) > 190
    assert all(name.replace("-", "").isalnum() for name in names)
    run("ingest", "-q", releases)
    for name in ("South-Korea", "Trinidad-and-Tobago", "Côte-d-Ivoire"):
        assert name in names
        assert run("ask", "activities-in-state", "--state", name).code == 0


def test_names_of_the_graph_that_would_be_read(run, store: Path, releases: Path) -> None:
    line = "cybercoop report --person juan-m"
    assert "".join(offered(line)) == ""
    assert not store.exists()  # nothing is made for a press of Tab
    run("ingest", "-q", releases)
    assert "juan-manuel-santos" in [each.lower() for each in offered(line)]
    assert "Technical-Assistance-Mission-on-Cyber-Security" in offered("cybercoop view --focus Tech")
    assert "".join(offered(f"cybercoop report --store {store}-2 --person juan-m")) == ""
    (store / "CURRENT").write_bytes(b"damaged")
    assert "Colombia" in offered("cybercoop view --focus Col")  # a graph that cannot be read is no error here


def test_what_is_half_typed_is_no_error() -> None:
    assert "--help" in offered("cybercoop ask no-such-question --")
    assert "".join(offered("cybercoop report --state Atlan")) == ""


# typer asks which shell runs it; a test names the shell.
NAMED = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete ")]
)
def test_scripts_for_shells(shell: str, mark: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "cybercoop", "--show-completion", shell],
        env=os.environ | NAMED,
        capture_output=True,
        text=True,
        check=True,
    )
    assert mark in shown.stdout
    assert "_CYBERCOOP_COMPLETE" in shown.stdout
    assert "python -m" not in shown.stdout


def test_it_is_installed_for_a_shell(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "cybercoop", "--install-completion", "bash"],
        env=os.environ | NAMED | {"HOME": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    installed = (tmp_path / ".bash_completions" / "cybercoop.sh").read_text()
    assert "complete -o default -F _cybercoop_completion cybercoop" in installed
    assert ".bash_completions/cybercoop.sh" in (tmp_path / ".bashrc").read_text()
