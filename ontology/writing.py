"""Writes readable Turtle for the generated files: a node a paragraph, a predicate a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .terms import BASE, PREFIXES

Lines = Iterable[tuple[str, Sequence[str]]]  # a predicate, and its objects, as Turtle writes them


def document(comment: str, prefixes: Iterable[str], paragraphs: Iterable[str]) -> str:
    """A whole file: the comment on top, the prefixes it uses, and its paragraphs."""
    head = [*(f"# {line}".rstrip() for line in comment.strip().splitlines()), ""]
    head += [f"@base <{BASE}> .", *(f"@prefix {each}: <{PREFIXES[each]}> ." for each in sorted(prefixes)), ""]
    return "\n".join(head) + "\n" + "\n\n".join(paragraphs) + "\n"


def paragraph(path: str, types: Sequence[str], lines: Lines) -> str:
    """All that is said of the node with this path under the base; predicates without objects are left out."""
    said = [f"{predicate} {', '.join(objects)}" for predicate, objects in lines if objects]
    return " ;\n    ".join([f"<{path}> a {', '.join(types)}", *said]) + " ."


def text(value: str, language: str | None = None) -> str:
    """A string, with its language if it has one."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"@{language}" if language else "")


def node(path: str) -> str:
    """A node by its path under the base."""
    return f"<{path}>"
