"""`cybercoop network`: who is central, who belongs together, who bridges, and does it rest on one source."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .offers import measures, projections
from .options import Quiet, Store, given, graph, refuse_over, whole_number

if TYPE_CHECKING:
    from ..graph.network.analysis import Analysis, Rank

Rows = list[list[str]]
Table = tuple[list[str], Rows]

_Projection = Annotated[
    str,
    typer.Option(
        "--projection",
        "-p",
        metavar="NAME",
        help="Which network: actors or states (tied by shared activities), support (donor to state), "
        "themes (actor to theme).",
        autocompletion=projections,
    ),
]
_By = Annotated[
    str,
    typer.Option(
        metavar="MEASURE",
        help="Rank by partners, strength, betweenness, closeness or pagerank.",
        autocompletion=measures,
    ),
]
_Top = Annotated[int, typer.Option(parser=whole_number, metavar="N", help="Show so many of each ranking.")]
_GraphML = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the network as GraphML too.")]
_Gexf = Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as GEXF too, for Gephi.")]
_Csv = Annotated[
    Path | None,
    typer.Option(metavar="FILE|DIR", help="Write the ranking as CSV too; into a folder: all tables."),
]


def network(
    context: typer.Context,
    projection: _Projection = "actors",
    by: _By = "partners",
    top: _Top = 20,
    graphml: _GraphML = None,
    gexf: _Gexf = None,
    csv: _Csv = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Analyze who works with whom: centralities, communities, brokers and bridges, by distinct releases.

    Every ranking is made again without each release, and without each publisher: an actor's place stands with
    its best and worst, and with the source that it rests on.

    \b
    Examples:
      cybercoop network
      cybercoop network --projection support --by strength
      cybercoop network --projection states --gexf states.gexf
      cybercoop network --csv tables/
    """
    from .terminal import progress

    silent = bool(given(context, "quiet"))
    with graph(context) as opened, progress("Leaving out", silent) as on_each:
        for output in (graphml, gexf, csv):
            refuse_over(output, opened.decisions)
        found = opened.analyze(projection, by, on_each=on_each)
    _write(found, {"graphml": graphml, "gexf": gexf}, csv)
    _show(found, top)


def _write(found: Analysis, networks: dict[str, Path | None], csv: Path | None) -> None:
    from ..graph.exports.graphml_gexf import WRITERS, of_analysis
    from ..graph.exports.tables import CSV_ENCODING, csv_text, write_folder
    from ..graph.store.files import whole_file

    for name, path in networks.items():
        if path:
            with whole_file(path) as stream:
                stream.write(WRITERS[name](of_analysis(found)).encode())
    if csv and csv.suffix.lower() == ".csv":
        with whole_file(csv) as stream:
            stream.write(csv_text(*ranking(found)).encode(CSV_ENCODING))
    elif csv:
        write_folder({name: csv_text(*table) for name, table in tables(found).items()}, csv)


def _show(found: Analysis, top: int) -> None:
    from ..graph.store.answers import write_table

    actors, ties = found.graph.number_of_nodes(), found.graph.number_of_edges()
    typer.echo(found.projection.meaning)
    typer.echo(f"{actors} actors, {ties} ties, stated by {found.releases} of {found.sample}.")
    if not ties:
        return
    headings = {
        "actors": f"The most central, by {found.by}; their places without any one of "
        f"{len(found.left_out)} sources:",
        "communities": f"Communities (modularity {found.modularity:.2f}):",
        "brokers": "Who bridges communities, and whether it holds without any one source:",
        "bridges": "Ties that alone hold two parts together:",
    }
    shown = tables(found)
    for name, heading in headings.items():
        columns, rows = shown[name]
        typer.echo(f"\n{heading}\n")
        if not rows:
            typer.echo("none")
            continue
        kept = [at for at, column in enumerate(columns) if not column.endswith("node")]
        cut = [[row[at] for at in kept] for row in rows[:top]]
        write_table([columns[at] for at in kept], cut, sys.stdout)
        if len(rows) > top:
            typer.echo(f"and {len(rows) - top} more: --top {len(rows)}")


def tables(found: Analysis) -> dict[str, Table]:
    """All that the analysis says, by the name of the table; nodes' IRIs are in columns that end so."""
    return {
        "actors": ranking(found),
        "ties": (["one", "other", "releases", "references", "one_node", "other_node"], list(_ties(found))),
        "communities": (["community", "actors", "releases", "members"], list(_communities(found))),
        "brokers": (
            ["actor", "betweenness", "community", "bridges to", "cut point", "holds", "only by", "node"],
            list(_brokers(found)),
        ),
        "bridges": (
            ["one", "other", "cuts off", "releases", "references", "one_node", "other_node"],
            list(_bridges(found)),
        ),
    }


def ranking(found: Analysis) -> Table:
    """Every actor with its place, how that moves without one source, and all measures."""
    from ..graph.network.measures import MEASURES

    columns = [
        "place",
        "actor",
        "kind",
        "releases",
        *MEASURES,
        "community",
        "range",
        "stable",
        "rests on",
        "node",
    ]
    return columns, [_rank(found, rank, list(MEASURES)) for rank in found.ranking]


def _rank(found: Analysis, rank: Rank, measures: list[str]) -> list[str]:
    node = found.graph.nodes[rank.actor]
    worst = "gone" if rank.worst is None else str(rank.worst)
    return [
        str(rank.place),
        node["label"],
        node["kind"],
        str(node["releases"]),
        *(_number(node[measure]) for measure in measures),
        str(node["community"]),
        f"{rank.best} to {worst}" if str(rank.best) != worst else worst,
        _yes(rank.stable),
        rank.rests_on,
        rank.actor,
    ]


def _ties(found: Analysis) -> Iterator[list[str]]:
    for one, other, tie in found.graph.edges(data=True):
        references = ", ".join(sorted(found.references[each] for each in tie["releases"]))
        labels = found.projection.labels
        yield [labels[one], labels[other], str(tie["weight"]), references, one, other]


def _communities(found: Analysis) -> Iterator[list[str]]:
    for each in found.communities:
        members = "; ".join(found.projection.labels[member] for member in each.members)
        yield [str(each.number), str(len(each.members)), str(each.releases), members]


def _brokers(found: Analysis) -> Iterator[list[str]]:
    for each in found.brokers:
        yield [
            found.projection.labels[each.actor],
            _number(each.betweenness),
            str(each.community),
            ", ".join(map(str, each.bridges_to)),
            _yes(each.cut_point),
            _yes(each.holds),
            "; ".join(each.rests_on),
            each.actor,
        ]


def _bridges(found: Analysis) -> Iterator[list[str]]:
    labels = found.projection.labels
    for each in found.bridges:
        yield [
            labels[each.one],
            labels[each.other],
            str(each.cuts_off),
            str(len(each.releases)),
            ", ".join(each.releases),
            each.one,
            each.other,
        ]


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _yes(true: bool) -> str:
    return "yes" if true else "no"
