"""`cybercoop view` and `cybercoop export`: the graph as a page and as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .offers import export_formats, named
from .options import Quiet, Store, given, graph, refuse_over, whole_number
from .querying import query_text

_Page = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")]
_Focus = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only what is around this state, organization, person, activity ...",
        autocompletion=named("node"),
    ),
]
_Depth = Annotated[
    int, typer.Option(parser=whole_number, metavar="N", help="How many steps around the focus.")
]
_File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="Where to: .ttl, .trig, .nq, .jsonld, .graphml, .gexf, or .zip (or a folder) for CSV.",
    ),
]
_Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Another than the suffix says.",
        autocompletion=export_formats,
    ),
]
_Release = Annotated[
    str | None, typer.Option(metavar="REFERENCE", help="Only this release, such as E-119/14.")
]
_Construct = Annotated[
    Path | None, typer.Option(metavar="F.rq", help="Only what the CONSTRUCT in this file yields.")
]
_Evidence = Annotated[
    bool, typer.Option("--with-evidence/--without-evidence", help="Claims and passages too, or not.")
]
_Texts = Annotated[bool, typer.Option("--texts", help="The releases' whole texts too.")]
_Layer = Annotated[
    str | None,
    typer.Option(
        "--layer",
        metavar="LAYER",
        help="Of RDF: knowledge (what follows from all releases), releases (what each says), or all.",
    ),
]


def view(
    context: typer.Context,
    output: _Page = Path("network.html"),
    focus: _Focus = None,
    depth: _Depth = 2,
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
        refuse_over(output, opened.decisions)
        opened.view(output, focus, depth)
    if not silent:
        typer.echo(f"{output}: open it in a browser")


def export(
    context: typer.Context,
    file: _File,
    form: _Form = None,
    release: _Release = None,
    focus: _Focus = None,
    depth: _Depth = 2,
    construct: _Construct = None,
    evidence: _Evidence = True,
    texts: _Texts = False,
    layer: _Layer = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph, or a part of it, to a file: readable, sorted, the same bytes for an equal graph.

    \b
    Examples:
      cybercoop export graph.ttl
      cybercoop export graph.trig --texts
      cybercoop export releases.ttl --layer releases
      cybercoop export mission.jsonld --release E-119/14
      cybercoop export colombia.gexf --focus Colombia --depth 1
      cybercoop export tables.zip --without-evidence
    """
    from ..graph.exports.exporting import Summary, written_as
    from .terminal import busy

    kind = written_as(file, form)
    query = query_text(None, construct) if construct else None

    silent = bool(given(context, "quiet"))
    with graph(context) as opened, busy("Writing", silent):
        refuse_over(file, construct, opened.decisions)
        kept = {"evidence": evidence, "texts": texts}
        count = opened.export(
            file, format=form, release=release, focus=focus, depth=depth, construct=query, layer=layer, **kept
        )
    if not silent:
        typer.echo(f"{file}: {count} {kind.counted if isinstance(kind, Summary) else 'statements'}")
