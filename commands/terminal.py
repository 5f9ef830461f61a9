"""What commands say to a person: progress on standard error, reports on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import IO, TYPE_CHECKING

import typer
from pyoxigraph import NamedNode

from ..graph.asking.questions import Answer
from ..graph.identity.deciding import Outcome
from ..graph.store.answers import shown, write_table
from ..graph.store.files import whole_file
from ..graph.store.sparql import Term
from ..ontology.terms import BASE
from ..reading import Summary

if TYPE_CHECKING:
    from rich.text import Text


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on standard error while many things are done, if a person is watching.

    Yields:
        What to call with the name of each thing that is done.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    counter = TextColumn("{task.completed:.0f}")
    columns = (
        TextColumn(what),
        BarColumn(20),
        counter,
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda name: bar.update(task, advance=1, description=escape(name))


@contextmanager
def busy(what: str, quiet: bool) -> Iterator[None]:
    """A sign of life on standard error while one long thing is done, if a person is watching."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Where to write: a file, which is there whole or not at all, or standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with whole_file(path) as stream:
            yield stream


def is_watched(path: Path | None) -> bool:
    """Whether a person reads what is written: on a terminal, and not into a file."""
    return path is None and sys.stdout.isatty()


def write(pieces: Iterable[str], path: Path | None) -> None:
    """Text as it comes, into a file or to standard output."""
    with output(path) as stream:
        for piece in pieces:
            stream.write(piece.encode())


def show_lines(lines: Iterable[tuple[int, Text]], path: Path | None) -> None:
    """Indented lines, on a terminal in colors and folded under their indent; else plain, one line each."""
    if path is None and sys.stdout.isatty():
        from rich.console import Console
        from rich.padding import Padding

        console = Console()
        for indent, line in lines:
            # rich gives an empty text no line
            console.print(Padding(line, (0, 0, 0, indent), expand=False) if line.plain else "")
        return
    with output(path) as stream:
        for indent, line in lines:
            stream.write(f"{' ' * indent}{line.plain}\n".encode())


def complain(message: object) -> None:
    """One line about what went wrong."""
    typer.echo(f"cybercoop: {message}", err=True)


def show_summary(summary: Summary, verbose: bool) -> None:
    """What one ingest did; who was refused, and why, was said when it happened."""
    read, replaced = len(summary.read), len(summary.replaced)
    typer.echo(
        f"{counted(read, 'release')} read, {replaced} of them replaced; {len(summary.refused)} refused"
    )
    if summary.forgotten:
        typer.echo(f"left out as decided: {', '.join(summary.forgotten)}")
    if not summary.facts:
        return
    if verbose:
        typer.echo(f"\n{summary.facts.total()} facts, by kind:")
        ordered = sorted(summary.facts.items(), key=lambda each: (-each[1], each[0]))
        table(["fact", "count"], ([name, str(count)] for name, count in ordered))
    else:
        typer.echo(f"{counted(summary.facts.total(), 'fact')}, each with its passage")


def tell_unread(counts: Mapping[str, int]) -> None:
    """Which files in folders were not read, so that nobody thinks they were; no error."""
    if counts:
        from ..ingest.sources.folders import not_read

        complain(f"not read: {not_read(counts)}")


def show_outcome(outcome: Outcome) -> None:
    """What a decision did, and what is left to do."""
    record, releases = outcome.decision, ", ".join(outcome.releases)
    left, right = shown(record.left), shown(record.right)
    if record.same:
        typer.echo(f"{left} and {right} are one from now on: {shown(outcome.stays)}")
    else:
        typer.echo(f"{left} and {right} are two from now on")
    if releases:
        typer.echo(f"named in {releases}")


def show_answer(answer: Answer, columns: Iterable[str]) -> None:
    """The answer to a question as a table, with its passages as numbered notes below.

    Columns without a value are left out, and those that only programs need: the IRIs of our own nodes.
    """
    if not answer.rows:
        typer.echo("no answer")
        return
    cells = dict(zip(answer.columns, zip(*answer.rows, strict=True), strict=True))
    notes: dict[str, int] = {}
    table: dict[str, list[str]] = {}
    for name in columns:
        texts = [shown(cell) for cell in cells[name]]
        if name == "passage":
            table["says"] = [text and f"[{notes.setdefault(text, len(notes) + 1)}]" for text in texts]
        elif any(text and not _is_ours(cell) for text, cell in zip(texts, cells[name], strict=True)):
            table[name] = texts
    write_table(list(table), map(list, zip(*table.values(), strict=True)), sys.stdout)
    if notes:
        typer.echo()
    where = dict(zip(map(shown, cells["passage"]), _sources(cells), strict=True)) if notes else {}
    for text, number in notes.items():
        typer.echo(folded(f"[{number}] ", f"{text} ({where[text]})" if where[text] else text))


def _sources(cells: Mapping[str, Sequence[Term | None]]) -> list[str]:
    """Of each row the releases that it rests on."""
    named = next((cells[name] for name in ("references", "reference") if name in cells), None)
    return [shown(cell) for cell in named] if named else [""] * len(next(iter(cells.values())))


def _is_ours(cell: object) -> bool:
    return isinstance(cell, NamedNode) and cell.value.startswith(BASE)


def folded(mark: str, text: str) -> str:
    """A note, on a terminal folded at its width."""
    if not sys.stdout.isatty():
        return mark + text
    return fill(text, get_terminal_size().columns, initial_indent=mark, subsequent_indent=" " * len(mark))


def table(columns: list[str], rows: Iterable[list[str]]) -> None:
    """A table with an empty line above it."""
    typer.echo()
    write_table(columns, rows, sys.stdout)


def counted(number: int, noun: str) -> str:
    """A number of things in words: ``1 release``, ``1,790 facts``."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
