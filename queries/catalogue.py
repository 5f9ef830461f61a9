"""The questions that ship with cybercoop: one ``.rq`` file each, read from its header and its SPARQL.

A header is comment lines, in any order before the query::

    # question: Which states ...?              the question in one sentence
    # group: Support                           under which heading it is listed
    # parameter since (year): only ...         name (type) or name (type, required), and help
    # column state: the state that ...         name and meaning, in the order of the answer
    # note: What counts as support ...         optional: how to read the answer
    # example: donor=OAS since=2010            values worth asking with; quoted if with spaces
    #   a line indented by three spaces goes on with the one above

The query is plain SPARQL 1.1 and runs as it stands. One line gives every parameter its value, in the order
of the header::

    VALUES (?donor ?since ?months) { (UNDEF UNDEF 24) }

What stands there is the default, and UNDEF is none. Whoever asks puts other terms in their place. A query
uses a parameter only in the group with this line: in ``FILTER(!BOUND(?since) || ...)``, which holds for all
if no value is given, or in a triple pattern, which a value narrows. Elsewhere SPARQL would not see it: it
evaluates subqueries and branches of UNION alone.

An aggregate gets no value at all if one of its values is missing, so what may be missing (a date, a passage)
has a stand-in within it: ``MIN(COALESCE(STR(?issued), "undated"))``. All graphs are read together, and what
stands in two of them is found twice: count with DISTINCT.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ..errors import CybercoopError

TYPES = (
    "state",
    "organization",
    "agent",
    "activity",
    "theme",
    "node",
    "date",
    "year",
    "integer",
    "decimal",
    "text",
)

_HERE = Path(__file__).parent
_ENTRY = re.compile(r"# (\w+)(?: (\w+))?(?: \((\w+)(, required)?\))?: (.+)")
_SHAPES = {  # of each key: whether it has a name, and a type
    "question": (False, False),
    "group": (False, False),
    "parameter": (True, True),
    "column": (True, False),
    "note": (False, False),
    "example": (False, False),
}
_VALUES = re.compile(r"^(\s*)VALUES \(((?:\?\w+ ?)+)\) \{ \((.*)\) \}$", re.MULTILINE)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^\S+)?|<[^>]*>|\S+')


class HeaderError(CybercoopError):
    """A question's file is not as it should be; says which file and line."""


class UnknownQuestionError(CybercoopError):
    """There is no question of this name."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about."""

    name: str
    type: str  # one of TYPES
    help: str
    required: bool
    default: str | None  # as SPARQL writes it: "24", "<organization/OAS>"; None: no value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the graph answers."""

    name: str
    text: str
    group: str
    note: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: Mapping[str, str]
    sparql: str  # without the header, with the defaults

    def command(self, values: Mapping[str, str] | None = None) -> str:
        """The command line that asks this question, by default with the example's values."""
        given = self.example if values is None else values
        options = [f"--{name.replace('_', '-')} {shlex.quote(text)}" for name, text in given.items()]
        return " ".join(["cybercoop ask", self.name, *options])

    def with_values(self, terms: Mapping[str, str]) -> str:
        """The query with these values in place of the defaults.

        Args:
            terms: by parameter, the term as SPARQL writes it. It goes into the query as it is: make it with a
                serializer of terms, never from what a person typed.
        """
        if not self.parameters:
            return self.sparql
        values = (terms.get(each.name, each.default or "UNDEF") for each in self.parameters)
        line = f"VALUES ({' '.join(f'?{each.name}' for each in self.parameters)}) {{ ({' '.join(values)}) }}"
        return _VALUES.sub(lambda found: found[1] + line, self.sparql, count=1)


@cache
def questions() -> Mapping[str, Question]:
    """All questions that ship, by name, in the order of their groups.

    Raises:
        HeaderError: a file is not as it should be.
    """
    found = (read(path) for path in _HERE.glob("*.rq"))
    return {each.name: each for each in sorted(found, key=lambda each: (each.group, each.name))}


def question(name: str) -> Question:
    """The question of this name.

    Raises:
        UnknownQuestionError: there is none; suggests similar names.
    """
    known = questions()
    if name not in known:
        alike = get_close_matches(name.lower().replace("_", "-"), known, n=3)
        hint = f"did you mean {' or '.join(alike)}?" if alike else "`cybercoop ask` lists them"
        raise UnknownQuestionError(f'no question is named "{name}": {hint}')
    return known[name]


def read(path: Path) -> Question:
    """The question in a file.

    Raises:
        HeaderError: its header or its line of values is not as it should be.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    length = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _Header(path)
    for number, line in _joined(lines[:length]):
        header.take(number, line)
    sparql = "\n".join(lines[length:]).strip() + "\n"
    return header.question(sparql, length + 1)


@dataclass(slots=True)
class _Header:
    """What was read of a header so far."""

    path: Path
    texts: dict[str, str] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    example: dict[str, str] = field(default_factory=dict)

    def take(self, number: int, line: str) -> None:
        entry = _ENTRY.fullmatch(line)
        if entry is None or entry[1] not in _SHAPES:
            raise self.error(number, f'expected "# KEY: TEXT" with a key of {", ".join(_SHAPES)}')
        key, name, kind, required, text = entry.groups()
        named, typed = _SHAPES[key]
        if (name is not None, kind is not None) != (named, typed):
            wanted = key + " NAME" * named + " (TYPE)" * typed
            raise self.error(number, f'expected "# {wanted}: TEXT"')
        if key == "parameter":
            if kind not in TYPES:
                raise self.error(number, f'"{kind}" is no type; types are {", ".join(TYPES)}')
            self._new(number, name, [each.name for each in self.parameters])
            self.parameters.append(Parameter(name, kind, text, required is not None, None))
        elif key == "column":
            self._new(number, name, [each.name for each in self.columns])
            self.columns.append(Column(name, text))
        else:
            self._new(number, key, list(self.texts))
            self.texts[key] = text
            if key == "example":
                self.example = self._pairs(number, text)

    def question(self, sparql: str, number: int) -> Question:
        for key in ("question", "group", "example"):
            if key not in self.texts:
                raise self.error(1, f'the header has no "# {key}: ..."')
        if not self.columns:
            raise self.error(1, "the header has no columns")
        names = [each.name for each in self.parameters]
        for name in self.example:
            if name not in names:
                raise self.error(1, f'the example gives "{name}", which is no parameter')
        return Question(
            name=self.path.stem,
            text=self.texts["question"],
            group=self.texts["group"],
            note=self.texts.get("note", ""),
            parameters=self._with_defaults(sparql, number),
            columns=tuple(self.columns),
            example=self.example,
            sparql=sparql,
        )

    def _with_defaults(self, sparql: str, number: int) -> tuple[Parameter, ...]:
        if not self.parameters:
            return ()
        line = _VALUES.search(sparql)
        names = [each.name for each in self.parameters]
        if line is None or line[2].replace("?", "").split() != names:
            wanted = " ".join(f"?{name}" for name in names)
            raise self.error(
                number, f"the query needs the line VALUES ({wanted}) {{ (...) }} before any other such"
            )
        values = _TOKEN.findall(line[3])
        if len(values) != len(names):
            at = number + sparql[: line.start(2)].count("\n")
            raise self.error(
                at, f"{len(names)} parameters, but {len(values)} values; write UNDEF for no value"
            )
        return tuple(
            Parameter(each.name, each.type, each.help, each.required, None if value == "UNDEF" else value)
            for each, value in zip(self.parameters, values, strict=True)
        )

    def _new(self, number: int, name: str, known: list[str]) -> None:
        if name in known:
            raise self.error(number, f'"{name}" is there twice')

    def _pairs(self, number: int, text: str) -> dict[str, str]:
        try:
            pairs = [word.partition("=") for word in shlex.split(text)]
        except ValueError as error:
            raise self.error(number, f"in the example: {error}") from error
        if not all(name and value for name, _, value in pairs):
            raise self.error(number, 'an example reads "name=value name=value"')
        return {name: value for name, _, value in pairs}

    def error(self, number: int, message: str) -> HeaderError:
        return HeaderError(f"{self.path.name}, line {number}: {message}")


def _joined(lines: list[str]) -> list[tuple[int, str]]:
    """The lines with those that continue them, and the number of each."""
    joined: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("#   ") and joined:
            first, text = joined[-1]
            joined[-1] = first, f"{text} {line[1:].strip()}"
        else:
            joined.append((number, line.rstrip()))
    return joined
