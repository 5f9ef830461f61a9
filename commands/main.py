"""The commands: options and messages, no logic. What they do is imported only when they do it."""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from ..errors import CybercoopError
from . import ask, curation, languages, networks, outputs, overview, querying, releases, reports, reviewing
from .options import Command, Group, Quiet, Store

# What goes wrong with standard output, and is no mistake of ours.
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE})

# What `--help` lists, under which heading, in this order.
_MENU = {
    "Read": (releases.ingest, releases.extract),
    "Ask": (ask.app, querying.query, overview.stats),
    "See, and take away": (outputs.view, reports.report, networks.network, outputs.export),
    "Decide": (
        *(reviewing.review, reviewing.reject, reviewing.accept, reviewing.correct, reviewing.add),
        *(reviewing.forget, reviewing.undo, reviewing.decisions),
        *(curation.duplicates, curation.same, curation.different),
    ),
    "Keep in order": (overview.check, overview.assemble, languages.app),
}


class _Menu(Group):
    """The commands, in the order of the menu."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names; typer puts groups of commands last."""
        return [_name(each) for members in _MENU.values() for each in members]


def _name(command: Any) -> str:
    return str(command.info.name if isinstance(command, typer.Typer) else command.__name__)


app = typer.Typer(
    name="cybercoop",
    cls=_Menu,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"cybercoop {version('cybercoop')}")
        raise typer.Exit


@app.callback()
def start(
    store: Store = None,
    quiet: Quiet = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show an error's traceback; CYBERCOOP_DEBUG=1 does so too.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read press releases on cyber-capacity cooperation into a graph with a passage behind every fact.

    \b
    Examples:
      cybercoop ingest examples/releases
      cybercoop ask activities-in-state --state Colombia
      cybercoop view -o network.html
    """
    if debug:
        os.environ["CYBERCOOP_DEBUG"] = "1"


for heading, members in _MENU.items():
    for each in members:
        if isinstance(each, typer.Typer):
            app.add_typer(each, rich_help_panel=heading)
        else:
            app.command(cls=Command, rich_help_panel=heading)(each)


def main() -> None:
    """Run a command; an error that the user can mend is one line, and exit code 1."""
    _speak_utf8()
    try:
        try:
            app(prog_name="cybercoop")  # also as `python -m cybercoop`: completion goes by it
        finally:
            sys.stdout.flush()  # here, where it can still be said that the disk is full
    except CybercoopError as error:
        _leave(str(error), error)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            _leave(f"{error.filename or 'the system'}: {error.strerror or error}", error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        if error.errno == errno.EPIPE:  # as with `| head`: nobody reads on
            sys.exit(1)
        _leave(f"the output cannot be written: {error.strerror}", error)
    except Exception as error:  # noqa: BLE001 - the last resort: a person reads one line, not a traceback
        from ..graph.store.diagnosis import damaged

        if damage := damaged(error):
            _leave(damage, error)
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        _leave(f"this is a mistake of cybercoop's own; please report it ({what}; --debug shows more)", error)


def _speak_utf8() -> None:
    """UTF-8 whatever the locale into files and pipes; a terminal shows a mark for what it cannot."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _leave(message: str, error: Exception) -> None:
    if os.environ.get("CYBERCOOP_DEBUG", "") not in ("", "0"):
        raise error
    typer.echo(f"cybercoop: {message}", err=True)
    sys.exit(1)
