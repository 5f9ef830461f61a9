"""What the documentation says is so: blocks run, commands exist and are described, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from cybercoop.commands import ask as asking
from cybercoop.commands import main as cli
from cybercoop.queries.catalogue import questions

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("tests/**/*.md")]
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = dict(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
TOP_LEVEL = sorted(COMMANDS)


def test_the_commands_that_we_promise_are_there() -> None:
    assert {"extract", "ingest", "query", "ask", "view", "export", "stats", "check"} <= COMMANDS.keys()


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_every_command_has_help_with_an_example(name: str) -> None:
    text = COMMANDS[name].help
    assert len(text.split("\n")[0]) > 20
    examples = re.findall(rf"^\s*(?:.* )?cybercoop {name}\b", text.partition("Examples:")[2], re.MULTILINE)
    assert examples


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_every_option_is_explained(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert parameter.help, f"{name} {parameter.opts}"


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"\bcybercoop {name}\b", README)


@pytest.mark.parametrize("name", questions())
def test_every_question_has_help_with_its_parameters_columns_and_example(name: str) -> None:
    question = questions()[name]
    command = asking.command(question)
    assert question.text in command.help
    assert question.command() in command.help
    options = {option for parameter in command.params for option in parameter.opts}
    assert {f"--{each.name.replace('_', '-')}" for each in question.parameters} <= options
    for column in question.columns:
        assert f"  {column.name}: {column.help}" in command.help


def commands(text: str) -> Iterator[list[str]]:
    """The command lines of cybercoop in a page's blocks and in help."""
    for line in re.findall(r"^\s*(?:\$ )?(?:\.venv/bin/)?(cybercoop \S.*)$", text, re.MULTILINE):
        yield shlex.split(line.partition(" | ")[0].partition(" > ")[0].partition(" < ")[0], comments=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_command_lines_in_pages_are_understood(page: Path) -> None:
    """Parsed as typed, and not run."""
    for words in commands(page.read_text(encoding="utf-8")):
        if "…" in words or "..." in words or words == ["cybercoop", "ask"]:
            continue
        command: Any = typer.main.get_command(cli.app)
        context = command.make_context("cybercoop", words[1:])
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        if name == "ask" and rest:
            group = command.make_context("ask", rest, parent=context)
            name, command, rest = command.resolve_command(group, [*group._protected_args, *group.args])
        command.make_context(name, rest, parent=context)


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_api_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    found = blocks(ROOT / "docs" / "api.md")
    assert len(found) > 5
    space: dict[str, object] = {}
    for block in found:
        exec(compile(block, "docs/api.md", "exec"), space)
    assert (tmp_path / "out" / "api.html").stat().st_size > 1000


def anchors(page: Path) -> set[str]:
    """A page's headings as GitHub makes anchors of them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(there), f"{page.name} links to {target}"


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in wanted:
        name = re.match(r"[\w-]+", requirement)
        assert name
        assert re.search(rf"\b{name[0].lower()}\b", page), (
            f"docs/dependencies.md does not say why {name[0]} is here"
        )


def test_no_page_names_a_folder_of_one_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|work|root|Users)/", page.read_text(encoding="utf-8")), page
