"""`cybercoop extract` and `cybercoop ingest`: from releases to what they state, printed or kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .offers import one_of_these
from .options import (
    Columns,
    DecisionsFile,
    GraphFormat,
    Quiet,
    Sources,
    Store,
    columns_of,
    given,
    graph,
    one_of,
    refuse_over,
)

if TYPE_CHECKING:
    from ..ingest.base.model import Reading
    from ..ingest.sources.collecting import Refusal

_GraphForm = Annotated[
    GraphFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=one_of(GraphFormat),
        autocompletion=one_of_these(GraphFormat),
        help="text, nquads, trig, turtle, jsonld or json; by default as the file's suffix says, else text on "
        "a terminal and nquads in a pipe.",
    ),
]
_Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")]
_Explain = Annotated[
    bool,
    typer.Option("--explain", help="Show each sentence with what was found by which rule, and what was not."),
]
_Summary = Annotated[
    bool,
    typer.Option(
        "--explain-summary",
        help="Rank what no frame or rule took in all these releases by how often it was met.",
    ),
]
_Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Count the facts by kind too.", show_default=False)
]


def extract(
    context: typer.Context,
    sources: Sources,
    form: _GraphForm = None,
    output: _Output = None,
    columns: Columns = None,
    explain: _Explain = False,
    explain_summary: _Summary = False,
) -> None:
    """Print what releases state, with the types and names of all that is mentioned, and store nothing.

    It is text on a terminal, N-Quads in a pipe; in json every fact stands beside its passage. --explain is
    for those who improve the rules: it ends with what looked like a name or an event and was not understood.

    \b
    Examples:
      cybercoop extract releases/ -o facts.trig
      cybercoop extract --explain release.txt
    """
    from ..ingest.sources.folders import unread
    from ..reading import readings
    from . import terminal
    from .printing import explanations, format_for, printed, sheets, summaries

    if (explain or explain_summary) and form:
        raise typer.BadParameter("an explanation is text and has no other format", param_hint="--format")
    refused: list[Refusal] = []
    readable = _readable(readings(sources, columns=columns_of(columns)), refused, output)
    text = explain or explain_summary or (form is None and terminal.is_watched(output))
    chosen = form or (GraphFormat.TEXT if text else format_for(output))
    if explain or explain_summary:
        terminal.show_lines(summaries(readable) if explain_summary else explanations(readable), output)
    elif chosen == GraphFormat.TEXT:
        terminal.show_lines(sheets(readable), output)
    else:
        terminal.write(printed(readable, chosen), output)
    if not given(context, "quiet"):
        terminal.tell_unread(unread(sources))
    if refused:
        raise typer.Exit(1)


def ingest(
    context: typer.Context,
    sources: Sources,
    columns: Columns = None,
    decisions: DecisionsFile = None,
    verbose: _Verbose = False,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Read releases into the graph; one that it knows already is replaced.

    \b
    Examples:
      cybercoop ingest examples/releases
      cybercoop ingest 'news/**/*.html' https://example.org/release
      cybercoop ingest newsletter.pdf mail.eml archive.zip
      cybercoop ingest news.csv --columns text=Body,title=Headline,date=Published,url=Link
      cybercoop ingest - < release.txt
    """
    from ..reading import fetched
    from . import terminal

    silent = bool(given(context, "quiet"))
    with terminal.progress("Fetching", silent) as on_each:
        found = fetched(sources, on_each=on_each)  # before the graph is closed to others
    with graph(context, read_only=False) as opened, terminal.progress("Reading", silent) as on_each:
        summary = opened.ingest(*sources, on_each=on_each, fetched=found, columns=columns_of(columns))
    for refusal in summary.refused:
        terminal.complain(refusal)
    if summary.lost:
        terminal.complain(f"the graph lost what it held: ingest again {', '.join(summary.lost)}")
    if not silent:
        terminal.tell_unread(summary.unread if summary.read else {})  # else the refusal says so
        terminal.show_summary(summary, verbose)
    if summary.refused or summary.lost:
        raise typer.Exit(1)


def _readable(
    found: Iterable[Reading | Refusal], refused: list[Refusal], output: Path | None
) -> Iterator[Reading]:
    """The readings; what was refused is said at once, and kept. Without any reading, nothing is written."""
    from ..ingest.base.model import Reading
    from .terminal import complain

    any_read = False
    for each in found:
        if isinstance(each, Reading):
            any_read = True
            refuse_over(output, _file(each.release.source))
            yield each
        else:
            complain(each)
            refused.append(each)
    if not any_read:
        raise typer.Exit(1)


def _file(source: str) -> Path | None:
    """The file that a source is; None for standard input and addresses."""
    return None if source == "-" or "://" in source else Path(source)
