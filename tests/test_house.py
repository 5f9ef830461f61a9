"""The walls of docs/house.md: which room may know which, and who may touch the outside world."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS: dict[str, set[str]] = {
    "ontology": set(),
    "queries": set(),
    "ingest": {"ontology"},
    "graph": {"ontology", "queries"},
}
# Rooms within rooms, each of which may know only those that stand before it.
FLOORS: dict[str, tuple[str, ...]] = {
    "ingest": ("base", "text", "header", "sources", "names", "people", "activities", "grammar", "facts"),
    "graph": ("store", "things", "identity", "knowledge", "review", "asking", "network", "pages", "exports"),
}
SOURCES = "ingest/sources/fetching.py"  # the one place where the outside world is touched
# What only some rooms may use: no store and no network view in ingest, no reading of pages outside it.
RESERVED = {
    "trafilatura": {"ingest"},
    "lxml": {"ingest"},
    "urllib3": {"ingest"},
    "urllib.request": {"ingest"},
    "rdflib": {"graph"},
    "oxrdflib": {"graph"},
    "networkx": {"graph"},
    "pyvis": {"graph"},
    "pyshacl": {"graph"},
}
OUTSIDE = {"urllib3", "urllib.request", "http.client", "socket", "requests", "httpx"}
HEAVY = {
    "rdflib",
    "pyoxigraph",
    "networkx",
    "pyvis",
    "pyshacl",
    "trafilatura",
    "babel",
    "lxml",
    "numpy",
    "rich.table",
}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """Every absolute dotted name that a module imports, relative ones resolved, with its line."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    package = ["cybercoop", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_relative_imports_are_seen() -> None:
    found = {name for _, name in imports(ROOT / "ontology" / "reference.py")}
    assert "cybercoop.ontology.terms" in found


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_know_only_what_the_house_allows(room: str) -> None:
    assert modules(room)
    allowed = {room, "errors"} | ROOMS[room]
    for path in modules(room):
        for line, name in imports(path):
            if not within(name, "cybercoop"):
                continue
            parts = name.split(".")
            assert len(parts) > 1, f"{path}:{line} imports the package's root"
            assert parts[1] in allowed, f"{path}:{line}: {room} must not know {name}"


@pytest.mark.parametrize("top", FLOORS)
def test_rooms_within_rooms_know_only_those_before_them(top: str) -> None:
    floors = FLOORS[top]
    for path in modules(top):
        parts = path.relative_to(ROOT).parts
        if len(parts) < 3:
            continue
        beyond = floors[floors.index(parts[1]) + 1 :]
        for line, name in imports(path):
            if within(name, f"cybercoop.{top}") and (room := name.split(".")[2:3]):
                assert room[0] not in beyond, f"{path}:{line}: {parts[1]} must not know {name}"


@pytest.mark.parametrize("top", FLOORS)
def test_every_room_says_what_it_is_for(top: str) -> None:
    for room in sorted(path for path in (ROOT / top).iterdir() if (path / "__init__.py").exists()):
        said = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
        assert room.name in FLOORS[top], f"{room} stands on no floor"
        assert "In: " in said, f"{room} does not say what comes in, what goes out, and whom it may use"
        assert "May use: " in said, f"{room} does not say whom it may use"


def test_no_two_modules_bear_one_name() -> None:
    seen: dict[str, Path] = {}
    for path in [*ROOT.glob("*.py"), *(path for room in (*ROOMS, "commands") for path in modules(room))]:
        if not path.stem.startswith("__"):
            assert path.stem not in seen, f"{path} and {seen[path.stem]}"
            seen[path.stem] = path


def test_modules_are_short() -> None:
    for room in (*ROOMS, "commands"):
        for path in modules(room):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 350, f"{path} is over 350 lines"


def test_functions_are_short() -> None:
    for path in [*ROOT.glob("*.py"), *(path for room in (*ROOMS, "commands") for path in modules(room))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                assert lines <= 40, f"{path}:{node.lineno} {node.name} has {lines} lines"


@pytest.mark.parametrize("room", ROOMS)
def test_libraries_stay_in_their_rooms(room: str) -> None:
    for path in modules(room):
        for line, name in imports(path):
            for library, rooms in RESERVED.items():
                assert not within(name, library) or room in rooms, f"{path}:{line}: {library} in {room}"


def test_ingest_knows_no_store() -> None:
    for path in modules("ingest"):
        assert not [line for line, name in imports(path) if name == "pyoxigraph.Store"], path


def test_the_outside_world_is_touched_in_one_place() -> None:
    touching = {
        path.relative_to(ROOT).as_posix()
        for path in [*ROOT.glob("*.py"), *(path for room in ROOMS for path in modules(room))]
        for _, name in imports(path)
        if any(within(name, library) for library in OUTSIDE)
    }
    assert touching <= {SOURCES}


def test_root_modules_join_rooms_and_name_no_library_of_theirs() -> None:
    for path in ROOT.glob("*.py"):
        for line, name in imports(path):
            assert not any(
                within(name, library) for library in ("pyvis", "pyshacl", "trafilatura", "lxml")
            ), f"{path}:{line}: {name} belongs to a room"


@pytest.mark.parametrize("module", ["cybercoop", "cybercoop.commands.main"])
def test_heavy_imports_are_late(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & {HEAVY!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


# The question files are SPARQL that people copy: each says itself which language's labels it shows first.
def test_no_code_names_a_language() -> None:
    codes = {folder.name for folder in (ROOT / "ingest" / "languages").iterdir() if len(folder.name) == 2}
    assert len(codes) >= 4
    named = re.compile(
        rf'(?<!\w)@(?:{"|".join(codes)})\b|\blang(?:uage)?\W+["\'](?:{"|".join(codes)})\b', re.I
    )
    for path in [*ROOT.glob("*.py"), *(path for room in (*ROOMS, "commands") for path in modules(room))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = node.value
                assert said not in codes, f'{path}:{node.lineno} names the language "{said}"'
                assert not named.search(said), f"{path}:{node.lineno} names a language"
