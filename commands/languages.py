"""`cybercoop language`: what a language's data lack."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import CybercoopError
from . import offers
from .options import Command, Group

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ..ingest.text.completeness import Findings, Lack

app = typer.Typer(name="language", cls=Group, no_args_is_help=True)


@app.callback()
def language() -> None:
    """Show what is known of a language, which is data in ingest/languages.

    \b
    Examples:
      cybercoop language check pt
    """


@app.command(cls=Command)
def check(
    which: Annotated[
        str,
        typer.Argument(
            metavar="LANGUAGE",
            help="A code, or a folder of files of your own.",
            autocompletion=offers.languages,
        ),
    ],
) -> None:
    """List what a language lacks: files, keys and frames, with the entry of the fullest one beside each.

    \b
    Examples:
      cybercoop language check pt
      cybercoop language check ./it
    """
    from ..ingest.text.completeness import compare

    found = compare(_folder(which))
    for message in found.wrong:
        typer.echo(message)
    _print(found.lacks, found.model)
    if found.empty:
        typer.echo("\nLeft empty, perhaps on purpose:")
        _print(found.empty, found.model)
    if found.lacks or found.wrong:
        raise CybercoopError(_sum(which, found))
    typer.echo(f"complete: {which} has all that '{found.model}' has")


def _folder(which: str) -> Traversable:
    """The folder of a language that ships, else one of the person's own."""
    from importlib.resources import files

    from ..ingest.text.language import codes

    if which in codes():
        return files(__package__.rpartition(".")[0]).joinpath("ingest", "languages", which)
    if not Path(which).is_dir():
        raise CybercoopError(f"{which}: no such language or folder; known are {', '.join(codes())}")
    return Path(which).resolve()


def _print(lacks: tuple[Lack, ...], model: str) -> None:
    """Each file with what it lacks, and the model's entry beside."""
    for file, group in groupby(lacks, key=lambda lack: lack.file):
        entries = list(group)
        typer.echo(f"\n{file}" + (" is missing" if entries[0].whole else ""))
        width = max(len(lack.key) for lack in entries)
        for lack in entries:
            typer.echo(f"  {lack.key.ljust(width)}  {model}: {lack.model}")


def _sum(which: str, found: Findings) -> str:
    """The outcome in one line."""
    parts = [f"{len(found.wrong)} entries are wrong"] if found.wrong else []
    if found.lacks:
        files = {lack.file for lack in found.lacks if lack.whole}
        among = f", {len(files)} files among them" if files else ""
        parts.append(f"{len(found.lacks)} entries are missing{among}")
    return f"{which}: {'; '.join(parts)}"
