"""Asks the graph one of the questions that ship, with values as people type them.

The query that runs is the question's own, with the values as terms in their places: `sparql_with_values`
gives just that, so what is copied to another SPARQL editor gives the same answer there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from textwrap import wrap

import pyoxigraph as ox

from ...ontology.terms import BASE, PREFIXES
from ...queries import catalogue
from ...queries.catalogue import Parameter, Question
from ..store.guarding import skeleton
from ..store.notebooks import Table
from ..store.sparql import Term
from ..store.stores import Store
from ..store.values import from_term
from ..things.resolve import ValueRefusedError, resolve
from ..things.typed import value

__all__ = ["Answer", "Sample", "ValueRefusedError", "ask", "bind", "resolve", "sample", "sparql_with_values"]

_NO = ox.Literal(False)  # of a flag: as if it were not given
_SAMPLE = """
SELECT ?releases ?first ?last WHERE {
  { SELECT (COUNT(DISTINCT ?release) AS ?releases) WHERE {
    GRAPH ?release { ?release a cc:PressRelease }
  } }
  { SELECT (MIN(?issued) AS ?first) (MAX(?issued) AS ?last) WHERE {
    GRAPH ?release { ?release a cc:PressRelease ; dcterms:issued ?issued }
  } }
}
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """What an answer rests on: no answer says more than the releases that were read."""

    releases: int
    first: date | None  # the earliest date of a release
    last: date | None  # the latest

    def __str__(self) -> str:
        counted = f"{self.releases} release{'' if self.releases == 1 else 's'} read"
        if self.first is None or self.last is None:
            return counted
        return f"{counted}, {self.first}" + (f" to {self.last}" if self.last != self.first else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question."""

    question: Question
    bindings: Mapping[str, Term]  # what the values that were given stand for
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    sample: Sample

    def records(self) -> Table:
        """The rows by column, as Python's own dates, numbers and text; IRIs are text, None is nothing."""
        rows = (dict(zip(self.columns, map(from_term, row), strict=True)) for row in self.rows)
        return Table(rows, self.columns, f"{self.question.text} This rests on {self.sample}.")


def ask(store: Store, question: Question | str, values: Mapping[str, str] | None = None) -> Answer:
    """Answer a question.

    Args:
        store: the graph.
        question: one of `queries.catalogue.questions`, or its name.
        values: by parameter, as people type them: ``{"state": "Colombia", "since": "2010"}``.

    Raises:
        UnknownQuestion: there is no question of this name.
        ValueRefusedError: a value is missing, belongs to no parameter, or cannot be understood.
    """
    if isinstance(question, str):
        question = catalogue.question(question)
    bindings = bind(store, question, values or {})
    answer = store.query(sparql_with_values(question, bindings))
    assert isinstance(answer, ox.QuerySolutions)
    return Answer(
        question=question,
        bindings=bindings,
        columns=tuple(variable.value for variable in answer.variables),
        rows=tuple(tuple(row) for row in answer),
        sample=sample(store),
    )


def bind(store: Store, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """The terms that the values stand for, by parameter; hyphens in parameters' names count as underscores.

    Raises:
        ValueRefusedError: a value is missing, belongs to no parameter, or cannot be understood.
    """
    given = {name.replace("-", "_"): text for name, text in values.items()}
    parameters = {each.name: each for each in question.parameters}
    for name in given:
        if name not in parameters:
            raise ValueRefusedError(f"{question.name} has no parameter {name}: {_instead(name, parameters)}")
    for each in question.parameters:
        if each.required and each.name not in given:
            raise ValueRefusedError(f"{question.name} needs a value for {each.name}: {each.help}")
    found = {name: _term(store, parameters[name], text) for name, text in given.items()}
    terms = {name: term_ for name, term_ in found.items() if term_ != _NO}
    since, until = terms.get("since"), terms.get("until")
    if isinstance(since, ox.Literal) and isinstance(until, ox.Literal) and since.value > until.value:
        raise ValueRefusedError(f"since {given['since']} is later than until {given['until']}: swap them")
    return terms


def sparql_with_values(question: Question, bindings: Mapping[str, Term]) -> str:
    """The question as a complete SPARQL 1.1 query: its sentence as a comment, prefixes, values.

    It names the graphs that it reads, and is plain enough for any engine to answer alike.
    """
    query = question.with_values({name: str(each) for name, each in bindings.items()})
    sentence = [f"# {line}" for line in wrap(question.text, 100)]
    bare = skeleton(query)
    used = [f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items() if f"{prefix}:" in bare]
    return "\n".join([*sentence, f"BASE <{BASE}>", *used, query])


def sample(store: Store) -> Sample:
    """How many releases the graph holds, and from when to when."""
    answer = store.query(_SAMPLE)
    assert isinstance(answer, ox.QuerySolutions)
    counted = next(iter(answer))
    first, last = (from_term(counted[name]) for name in ("first", "last"))
    return Sample(
        int(counted["releases"].value),
        first if isinstance(first, date) else None,
        last if isinstance(last, date) else None,
    )


def _term(store: Store, parameter: Parameter, text: str) -> Term:
    if parameter.type == "choice":
        if text not in parameter.choices:
            raise ValueRefusedError(f'{parameter.name}: "{text}" is none of {", ".join(parameter.choices)}')
        return ox.Literal(text)
    try:
        return value(store, text, parameter.type)
    except ValueRefusedError as error:
        raise ValueRefusedError(f"{parameter.name}: {error}") from error


def _instead(name: str, parameters: Mapping[str, Parameter]) -> str:
    if not parameters:
        return "it takes none"
    alike = get_close_matches(name, parameters, n=1)
    return f"did you mean {alike[0]}?" if alike else f"it has {', '.join(parameters)}"
