"""The graph as CSV: one table a class, a row a node, a column a property.

What a node is tied to stands in two columns, its IRIs and, beside them, its names. Several values are in one
cell, parted by a bar. The table ``columns`` says what the others mean. CSV as RFC 4180 has it, in UTF-8;
equal graphs give equal bytes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ...ontology.label_languages import main_language, rank
from ...ontology.terms import term
from ..store.failures import ExportError
from ..store.files import refuse_inside_a_graph, whole_file
from ..store.iris import natural, short
from ..store.sparql import Term

Cells = dict[str, list[str]]  # a row: by column, its values

_TYPE, _LABEL, _RELEASE = map(term, ("rdf:type", "rdfs:label", "cc:PressRelease"))
_DEFINITION = term("skos:definition")
_BAR = " | "
CSV_ENCODING = "utf-8-sig"  # with a byte-order mark, by which Excel knows that it is UTF-8
_COLUMNS = {
    "iri": "The node, as a path under https://w3id.org/cybercoop/ or as an IRI.",
    "label": "Its name.",
    "releases": "How many distinct releases name it.",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = frozenset(map(term, ("xsd:integer", "xsd:decimal", "xsd:double")))
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can bear: no clock in what we write


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    rows: int  # without the line of columns
    text: str  # CSV


def tables(quads: Iterable[Quad]) -> dict[str, Table]:
    """Each class of the quads with a table of its members, by the class's name: ``PressRelease``.

    Whatever has no class is in the table ``untyped``. A column ``releases`` counts the distinct releases
    that name the node.
    """
    about: dict[Term, list[Quad]] = defaultdict(list)
    releases: dict[Term, set[object]] = defaultdict(set)
    quads = sorted(set(quads), key=str)
    read = {quad.subject for quad in quads if quad.object == _RELEASE}
    for quad in quads:
        about[quad.subject].append(quad)
        if quad.graph_name in read:
            for named in (quad.subject, quad.object):
                releases[named].add(quad.graph_name)
    names = {node: _name(described) for node, described in about.items()}
    members: dict[str, list[Term]] = defaultdict(list)
    for node, described in about.items():
        kinds = {quad.object for quad in described if quad.predicate == _TYPE}
        for name in {_file_name(kind) for kind in kinds} or {"untyped"}:
            members[name].append(node)
    found = {}
    for name in sorted(members):
        nodes = sorted(members[name], key=lambda node: natural(_iri(node)))
        found[name] = Table(len(nodes), csv_text(*_table(nodes, about, names, releases)))
    return found


def meanings(named: Mapping[str, Table], ontology: Iterable[Quad]) -> str:
    """What the tables and their columns mean, as a table: in the words of the ontology, where it has some."""
    said = {
        short(_iri(quad.subject)): quad.object.value
        for quad in ontology
        if quad.predicate == _DEFINITION
        and isinstance(quad.object, Literal)
        and quad.object.language == main_language()
    }
    rows = []
    for name, table in named.items():
        rows.append([name, "", said.get(f"cc:{name}", "")])
        for column in next(csv.reader(io.StringIO(table.text))):
            key = column.partition(" ")[0].partition("@")[0]
            rows.append([name, column, _COLUMNS.get(column) or said.get(key, "")])
    return csv_text(["table", "column", "meaning"], rows)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """One table. Text that a spreadsheet would run as a formula is marked as text by an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return stream.getvalue()


def write_zip(named: Mapping[str, str], stream: IO[bytes]) -> None:
    """Tables as one zip file."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in named.items():
            entry = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode(CSV_ENCODING))


def write_folder(named: Mapping[str, str], folder: Path) -> None:
    """Tables as files of a folder, which is made if it is missing; other files in it stay.

    All of them are written before the first takes its place.

    Raises:
        ExportError: the folder or a file cannot be written.
    """
    refuse_inside_a_graph(folder)
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder} cannot be made: {error.strerror or error}") from error
    try:
        with ExitStack() as written:
            for name, text in named.items():
                stream = written.enter_context(whole_file(folder / f"{name}.csv"))
                stream.write(text.encode(CSV_ENCODING))
                stream.flush()
    except BaseException:
        if made:
            with suppress(OSError):  # somebody else put something there
                folder.rmdir()
        raise


def _table(
    nodes: list[Term],
    about: Mapping[Term, list[Quad]],
    names: Mapping[Term, str],
    releases: Mapping[Term, set[object]],
) -> tuple[list[str], list[list[object]]]:
    rows = [_cells(about[node], names) for node in nodes]
    columns = sorted({column for row in rows for column in row})
    lines: list[list[object]] = [
        [
            short(_iri(node)),
            names[node],
            *(_BAR.join(dict.fromkeys(row.get(column, ()))) for column in columns),
            len(releases[node]),
        ]
        for node, row in zip(nodes, rows, strict=True)
    ]
    return ["iri", "label", *columns, "releases"], lines


def _cells(described: Iterable[Quad], names: Mapping[Term, str]) -> Cells:
    cells: Cells = defaultdict(list)
    for quad in described:
        column, value = short(quad.predicate.value), quad.object
        if quad.predicate == _TYPE:
            cells[column].append(short(_iri(value)))
        elif isinstance(value, Literal):
            cells[f"{column}@{value.language}" if value.language else column].append(value.value)
        else:
            cells[column].append(short(_iri(value)))
            if names.get(value):
                cells[f"{column} (name)"].append(names[value])
    return cells


def _name(described: Iterable[Quad]) -> str:
    """In the first language that it has; see `ontology.label_languages`."""
    labels = [
        quad.object for quad in described if quad.predicate == _LABEL and isinstance(quad.object, Literal)
    ]
    best = sorted(labels, key=lambda each: (rank(each.language), str(each)))
    return best[0].value if best else ""


def _harmless(text: str) -> str:
    """A cell that no spreadsheet runs (OWASP, CSV Injection); numbers are left alone."""
    if not text.startswith(_FORMULA) or text.lstrip("+-").replace(".", "", 1).isdigit():
        return text
    return f"'{text}"


def _file_name(kind: Term) -> str:
    return short(_iri(kind)).rsplit(":", 1)[-1].rsplit("/", 1)[-1].rsplit("#", 1)[-1] or "untyped"


def _iri(node: Term) -> str:
    return node.value if isinstance(node, (NamedNode, BlankNode)) else str(node)
