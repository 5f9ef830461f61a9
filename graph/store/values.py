"""Between the graph's terms and Python's own values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from ...ontology.terms import PREFIXES
from .diagnosis import damaged
from .failures import QueryError, StoreError
from .notebooks import Table
from .sparql import Term
from .stores import Answer

Value = str | bool | int | float | Decimal | date | None

_XSD = PREFIXES["xsd"]
_READ: dict[str, Callable[[str], Value]] = {
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
    "decimal": Decimal,
    "double": float,
    "integer": int,
    "nonNegativeInteger": int,
}


def rows(answer: Answer) -> Table:
    """An answer as one dict a row.

    ASK gives one row with ``answer``; CONSTRUCT and DESCRIBE give ``subject``, ``predicate`` and ``object``.

    Raises:
        StoreError: the answer breaks off, because the store is damaged.
    """
    try:
        return _rows(answer)
    except (OSError, RuntimeError) as error:
        raise StoreError(damaged(error) or f"the answer breaks off: {error}") from error


def _rows(answer: Answer) -> Table:
    if isinstance(answer, QueryBoolean):
        return Table([{"answer": bool(answer)}])
    if isinstance(answer, QuerySolutions):
        names = [variable.value for variable in answer.variables]
        return Table((dict(zip(names, map(from_term, row), strict=True)) for row in answer), names)
    triples = (map(from_term, (each.subject, each.predicate, each.object)) for each in answer)
    names = ["subject", "predicate", "object"]
    return Table((dict(zip(names, triple, strict=True)) for triple in triples), names)


def from_term(term: Term | None) -> Value:
    """A term as Python's own date, number or text; nodes by IRI, None for nothing."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return getattr(term, "value", str(term))
    read = _READ.get(term.datatype.value.removeprefix(_XSD), str)
    try:
        return read(term.value)
    except (ValueError, ArithmeticError):  # what is no such date or number stays the text that it is
        return term.value


def to_term(value: object) -> Term:
    """A value of Python's own as a term; a string that begins with http:// or https:// is a node.

    Raises:
        QueryError: there is no term for a value of this type, or the string is no IRI.
    """
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        try:
            return NamedNode(value)
        except ValueError as error:
            raise QueryError(f"{value!r} is no IRI") from error
    if isinstance(value, str | bool | int | float):
        return Literal(value)
    if isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=NamedNode(_XSD + "dateTime"))
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=NamedNode(_XSD + "date"))
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=NamedNode(_XSD + "decimal"))
    raise QueryError(f"{value!r} is neither text, number, date nor node")
