"""The commands: options and messages, no logic. What they do is imported only when they do it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import CybercoopError
from . import ask as asking
from . import networks
from . import reports as reporting
from .options import (
    AnswerFormat,
    Command,
    DecisionsFile,
    Format,
    GraphFormat,
    Group,
    Quiet,
    Sources,
    Store,
    given,
    graph,
    one_of,
    whole_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..ingest.base.model import Reading
    from ..ingest.sources.collecting import Refusal

# What goes wrong with standard output, and is no mistake of ours.
_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE})

app = typer.Typer(
    name="cybercoop",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
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


@app.command(cls=Command)
def extract(
    sources: Sources,
    form: Annotated[
        GraphFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of(GraphFormat),
            help="nquads, trig, turtle, jsonld or json; by default what the file's suffix says, else nquads.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Show each sentence with what was found by which rule, and what was not."
        ),
    ] = False,
) -> None:
    """Print what releases state, with the types and names of all that is mentioned, and store nothing.

    In json, which has one object a release, every fact stands beside its passage. With --explain, it is for
    those who improve the rules: it ends with what looked like a name or an event and was not understood.

    \b
    Examples:
      cybercoop extract release.txt --format json
      cybercoop extract releases/ -o facts.trig
      cybercoop extract --explain release.txt
      cybercoop extract - < release.txt
    """
    from ..reading import readings
    from . import terminal
    from .printing import explanations, format_for, printed

    if explain and form:
        raise typer.BadParameter("an explanation is text and has no other format", param_hint="--format")
    chosen = form or (GraphFormat.NQUADS if explain else format_for(output))
    refused: list[Refusal] = []
    readable = _readable(readings(sources), refused)
    if explain:
        terminal.show_lines(explanations(readable), output)
    else:
        with terminal.output(output) as stream:
            for piece in printed(readable, chosen):
                stream.write(piece.encode())
    if refused:
        raise typer.Exit(1)


@app.command(cls=Command)
def ingest(
    context: typer.Context,
    sources: Sources,
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Read releases into the graph; one that it knows already is replaced.

    \b
    Examples:
      cybercoop ingest examples/releases
      cybercoop ingest 'news/**/*.html' https://example.org/release
      cybercoop ingest - < release.txt
    """
    from . import terminal

    silent = bool(given(context, "quiet"))
    with graph(context, read_only=False) as opened, terminal.progress("Reading", silent) as on_each:
        summary = opened.ingest(*sources, on_each=on_each)
    for refusal in summary.refused:
        terminal.complain(refusal)
    if not silent:
        terminal.show_summary(summary)
    if summary.refused:
        raise typer.Exit(1)


@app.command(cls=Command)
def query(
    context: typer.Context,
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="The query.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="F.rq", help="Read the query from this file; - for standard input."),
    ] = None,
    form: Format = AnswerFormat.TABLE,
    store: Store = None,
) -> None:
    """Ask the graph in SPARQL 1.1. The vocabulary's prefixes need no declaration.

    \b
    Examples:
      cybercoop query 'SELECT ?name { ?s a cc:CyberBody ; rdfs:label ?name }'
      cybercoop query --file question.rq --format csv > answer.csv
      cybercoop query 'CONSTRUCT { ?a schema:organizer ?o } { ?a schema:organizer ?o }' --format turtle
    """
    from ..graph.store import answers

    text = _query_text(sparql, file)
    with graph(context) as opened:
        answers.write(opened.store.query(text), form, sys.stdout)


app.add_typer(asking.app, name="ask")
app.command(cls=Command)(networks.network)
app.command(cls=Command)(reporting.report)


@app.command(cls=Command)
def view(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = Path(
        "network.html"
    ),
    focus: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Only what is around this state, organization, person, activity ..."
        ),
    ] = None,
    depth: Annotated[
        int, typer.Option(parser=whole_number, metavar="N", help="How many steps around the focus.")
    ] = 2,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Draw the network as one HTML page that works offline; a click shows the passages behind a node or line.

    \b
    Examples:
      cybercoop view -o network.html
      cybercoop view -o colombia.html --focus Colombia --depth 1
    """
    from .terminal import busy

    silent = bool(given(context, "quiet"))
    with graph(context) as opened, busy("Drawing", silent):
        opened.view(output, focus, depth)
    if not silent:
        typer.echo(f"{output}: open it in a browser")


@app.command(cls=Command)
def export(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Where to: .ttl, .trig, .nq, .jsonld, .graphml, .gexf, or .zip (or a folder) for CSV.",
        ),
    ],
    form: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="Another than the suffix says.")
    ] = None,
    release: Annotated[
        str | None, typer.Option(metavar="REFERENCE", help="Only this release, such as E-119/14.")
    ] = None,
    focus: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what is around this state, organization ...")
    ] = None,
    depth: Annotated[
        int, typer.Option(parser=whole_number, metavar="N", help="How many steps around the focus.")
    ] = 2,
    construct: Annotated[
        Path | None, typer.Option(metavar="F.rq", help="Only what the CONSTRUCT in this file yields.")
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--with-evidence/--without-evidence", help="Claims and passages too, or not.")
    ] = True,
    texts: Annotated[bool, typer.Option("--texts", help="The releases' whole texts too.")] = False,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph, or a part of it, to a file: readable, sorted, the same bytes for an equal graph.

    \b
    Examples:
      cybercoop export graph.ttl
      cybercoop export graph.trig --texts
      cybercoop export mission.jsonld --release E-119/14
      cybercoop export colombia.gexf --focus Colombia --depth 1
      cybercoop export tables.zip --without-evidence
    """
    from ..graph.exports.exporting import Summary, written_as
    from .terminal import busy

    kind = written_as(file, form)
    query = _query_text(None, construct) if construct else None

    silent = bool(given(context, "quiet"))
    with graph(context) as opened, busy("Writing", silent):
        count = opened.export(
            file,
            format=form,
            release=release,
            focus=focus,
            depth=depth,
            construct=query,
            evidence=evidence,
            texts=texts,
        )
    if not silent:
        typer.echo(f"{file}: {count} {kind.counted if isinstance(kind, Summary) else 'statements'}")


@app.command(cls=Command)
def stats(context: typer.Context, store: Store = None) -> None:
    """Show the graph in numbers: releases, nodes and facts by kind, rules.

    \b
    Examples:
      cybercoop stats
    """
    from .terminal import show_stats

    with graph(context) as opened:
        show_stats(opened.stats())


_Thing = Annotated[
    str, typer.Argument(metavar="THING", help="A name, a path such as person/ana-torres, or an IRI.")
]
_Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come later.")]
_Who = Annotated[
    str, typer.Option("--who", metavar="NAME", envvar="USER", show_envvar=False, help="Who decides.")
]


@app.command(cls=Command)
def same(
    context: typer.Context,
    left: _Thing,
    right: _Thing,
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Decide that two things are one: now, and whenever a release is ingested. The first one's IRI stays.

    \b
    Examples:
      cybercoop same person/ana-torres person/ana-torres-vega
      cybercoop same "Ana Torres" "Ana Torres Vega" --why "both are the Minister"
    """
    from .terminal import show_outcome

    with graph(context, read_only=False) as opened:
        outcome = opened.same(left, right, why=why, who=who)
    if not given(context, "quiet"):
        show_outcome(outcome)


@app.command(cls=Command)
def different(
    context: typer.Context,
    left: _Thing,
    right: _Thing,
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Decide that two things are not one. Releases that hold them as one are to be ingested again.

    \b
    Examples:
      cybercoop different person/ana-torres person/ana-torres-ruiz
      cybercoop different person/ana-torres person/ana-torres-vega --why "another ministry, another face"
    """
    from .terminal import show_outcome

    with graph(context, read_only=False) as opened:
        outcome = opened.different(left, right, why=why, who=who)
    if not given(context, "quiet"):
        show_outcome(outcome)


@app.command(cls=Command)
def duplicates(
    context: typer.Context,
    most: Annotated[
        int, typer.Option("--most", parser=whole_number, metavar="N", help="How many pairs at most.")
    ] = 20,
    form: Format = AnswerFormat.TABLE,
    decisions: DecisionsFile = None,
    store: Store = None,
) -> None:
    """Show pairs of things that may be one, the likeliest first, and what to type if they are.

    \b
    Examples:
      cybercoop duplicates
      cybercoop duplicates --most 200 --format csv > doubtful.csv
    """
    from ..graph.identity.duplicates import write

    with graph(context) as opened:
        write(opened.duplicates(most), form, opened.store, sys.stdout)


@app.command(cls=Command)
def check(context: typer.Context, store: Store = None, quiet: Quiet = False) -> None:
    """Check the graph: its shapes (SHACL), a passage behind every fact, every passage equal to its text.

    \b
    Examples:
      cybercoop check
      cybercoop check --quiet && cybercoop export graph.ttl
    """
    from .terminal import busy

    silent = bool(given(context, "quiet"))
    with graph(context) as opened:
        with busy("Checking", silent):
            found = opened.check()
        releases = opened.stats().releases
    for finding in found:
        typer.echo(finding)
    if found:
        raise CybercoopError(f"the graph has faults: {len(found)}")
    if not silent:
        typer.echo(
            f"conforms: {releases} of {releases} releases; every shape holds, and every fact has its passage"
        )


def _readable(found: Iterable[Reading | Refusal], refused: list[Refusal]) -> Iterator[Reading]:
    """The readings; what was refused is said at once, and kept. Without any reading, nothing is written."""
    from ..ingest.base.model import Reading
    from .terminal import complain

    any_read = False
    for each in found:
        if isinstance(each, Reading):
            any_read = True
            yield each
        else:
            complain(each)
            refused.append(each)
    if not any_read:
        raise typer.Exit(1)


def _query_text(sparql: str | None, file: Path | None) -> str:
    if (sparql is None) == (file is None):
        raise typer.BadParameter("give the query, or --file with one", param_hint="SPARQL")
    if file is None:
        return sparql or ""
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except OSError as error:
        raise CybercoopError(f"{file}: {(error.strerror or 'cannot be read').lower()}") from error
    except UnicodeDecodeError as error:
        raise CybercoopError(f"{file}: not UTF-8 text") from error


def main() -> None:
    """Run a command; an error that the user can mend is one line, and exit code 1."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where it can still be said that the disk is full
    except CybercoopError as error:
        _leave(str(error), error)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
        if error.errno == errno.EPIPE:  # as with `| head`: nobody reads on
            sys.exit(1)
        _leave(f"the output cannot be written: {error.strerror}", error)
    except Exception as error:  # noqa: BLE001 - the last resort: a person reads one line, not a traceback
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        _leave(f"this is a mistake of cybercoop's own; please report it ({what}; --debug shows more)", error)


def _leave(message: str, error: Exception) -> None:
    if os.environ.get("CYBERCOOP_DEBUG", "") not in ("", "0"):
        raise error
    typer.echo(f"cybercoop: {message}", err=True)
    sys.exit(1)
