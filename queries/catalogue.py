"""The questions that ship with cybercoop: one ``.rq`` file each, read from its header and its SPARQL.

A header is comment lines, in any order before the query::

    # question: Which states ...?              the question in one sentence
    # group: Support                           under which heading it is listed
    # parameter since (date): only ...         name (type) and help
    # parameter node (node, required): ...     without a value there is no answer
    # parameter months (integer = 24): ...     a default, as SPARQL writes it
    # parameter only (one of a, b): ...        one of some words
    # column state: the state that ...         name and meaning, in the order of the answer
    # show: state donor first                  the columns, at most six, that a terminal shows
    # note: What counts as support ...         optional: how to read the answer
    # example: donor=OAS since=2010            values worth asking with; quoted if with spaces
    #   a line indented by three spaces goes on with the one above

The query is SPARQL 1.1. A parameter is written with a dollar sign, ``$since``; its value takes the place of
that. A line that ends in ``# if since`` is there only if since is given, and one that ends in
``# unless since`` only if it is not::

    FILTER(?begins >= $since)        # if since
    ?actor cc:rollsUpTo ?who .       # unless no_roll_up
    BIND(?actor AS ?who)             # if no_roll_up

So what runs, and what ``--sparql`` prints, is a plain query without switches. A parameter that may be missing
stands in such lines alone; whether it does is checked on reading.

Questions read the knowledge graph and nothing else. For all engines to answer alike, they order their rows
totally, and never by what an engine may choose: names of several things come from the graph's digests, not
from GROUP_CONCAT, and MIN and MAX see only what every row has.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from ..errors import CybercoopError

TYPES = (
    "state",
    "organization",
    "person",
    "agent",
    "activity",
    "mission",
    "theme",
    "kind",
    "node",
    "date",
    "until",
    "year",
    "integer",
    "decimal",
    "text",
    "choice",
    "flag",
)
SHOWN = 6  # columns that a terminal shows unless asked for more

_HERE = Path(__file__).parent
_ENTRY = re.compile(r"# (\w+)(?: (\w+))?(?: \(([^()]+)\))?: (.+)")
_DECLARED = re.compile(
    r"(?:one of (?P<choices>\w+(?:, \w+)*)|(?P<type>\w+))(?:(?P<required>, required)| = (?P<default>\S.*))?"
)
_SHAPES = {  # of each key: whether it has a name, and a type
    "question": (False, False),
    "group": (False, False),
    "parameter": (True, True),
    "column": (True, False),
    "show": (False, False),
    "note": (False, False),
    "example": (False, False),
}
_CONDITION = re.compile(r"[ \t]+# (if|unless) (\w+)$")
_PLACE = re.compile(r"\$(\w+)")


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
    default: str | None = None  # as SPARQL writes it: "24"; None: no value
    choices: tuple[str, ...] = ()  # of a choice: the words


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
    show: tuple[str, ...]  # the columns that a terminal shows
    example: Mapping[str, str]
    pattern: str  # the query, with conditions and places for values

    @property
    def sparql(self) -> str:
        """The query as it is asked without values."""
        return self.with_values({})

    def command(self, values: Mapping[str, str] | None = None) -> str:
        """The command line that asks this question, by default with the example's values."""
        given = self.example if values is None else values
        flags = {each.name for each in self.parameters if each.type == "flag"}
        options = [
            f"--{name.replace('_', '-')}" + ("" if name in flags else f" {shlex.quote(text)}")
            for name, text in given.items()
        ]
        return " ".join(["cybercoop ask", self.name, *options])

    def with_values(self, terms: Mapping[str, str]) -> str:
        """The query with these values, and the defaults of others, in their places.

        Args:
            terms: by parameter, the term as SPARQL writes it. It goes into the query as it is: make it with a
                serializer of terms, never from what a person typed.
        """
        given = {each.name: each.default for each in self.parameters if each.default} | dict(terms)
        lines = []
        for line in self.pattern.splitlines():
            condition = _CONDITION.search(line)
            if condition is None or (condition[2] in given) == (condition[1] == "if"):
                bare = line[: condition.start()] if condition else line
                lines.append(_PLACE.sub(lambda place: given.get(place[1], place[0]), bare))
        return "\n".join(lines) + "\n"


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
        HeaderError: its header, or a line that names a parameter, is not as it should be.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    length = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _Header(path)
    for number, line in _joined(lines[:length]):
        header.take(number, line)
    for number, line in enumerate(lines[length:], start=length + 1):
        header.check(number, line)
    return header.question("\n".join(lines[length:]).strip() + "\n")


@dataclass(slots=True)
class _Header:
    """What was read of a header so far."""

    path: Path
    texts: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)
    example: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # parameters that the query has a place for

    def take(self, number: int, line: str) -> None:
        entry = _ENTRY.fullmatch(line)
        if entry is None or entry[1] not in _SHAPES:
            raise self.error(number, f'expected "# KEY: TEXT" with a key of {", ".join(_SHAPES)}')
        key, name, declared, text = entry.groups()
        named, typed = _SHAPES[key]
        if (name is not None, declared is not None) != (named, typed):
            wanted = key + " NAME" * named + " (TYPE)" * typed
            raise self.error(number, f'expected "# {wanted}: TEXT"')
        if key == "parameter":
            self._new(number, name, self.parameters)
            self.parameters[name] = self._parameter(number, name, declared, text)
        elif key == "column":
            self._new(number, name, self.columns)
            self.columns[name] = Column(name, text)
        else:
            self._new(number, key, self.texts)
            self.texts[key] = text
            if key == "example":
                self.example = self._pairs(number, text)

    def check(self, number: int, line: str) -> None:
        """What a line of the query says of parameters.

        Raises:
            HeaderError: it names one that the header has not, or needs a value that may be missing.
        """
        condition = _CONDITION.search(line)
        bare = line[: condition.start()] if condition else line
        places = _PLACE.findall(bare)
        for name in [*places, *([condition[2]] if condition else [])]:
            if name not in self.parameters:
                raise self.error(number, f'"{name}" is no parameter of the header')
            self.used.add(name)
        for name in places:
            each = self.parameters[name]
            sure = each.required or each.default is not None
            if not sure and (condition is None or condition.groups() != ("if", name)):
                raise self.error(number, f'${name} may have no value: end the line in "# if {name}"')

    def question(self, pattern: str) -> Question:
        for key in ("question", "group", "show", "example"):
            if key not in self.texts:
                raise self.error(1, f'the header has no "# {key}: ..."')
        if not self.columns:
            raise self.error(1, "the header has no columns")
        self._of_header("the example gives", self.example, self.parameters, "parameter")
        show = tuple(self.texts["show"].split())
        self._of_header("show has", show, self.columns, "column")
        if len(show) > SHOWN:
            raise self.error(1, f"show has {len(show)} columns, and {SHOWN} are the most")
        for name in self.parameters:
            if name not in self.used:
                raise self.error(1, f'no line of the query uses the parameter "{name}"')
        return Question(
            name=self.path.stem,
            text=self.texts["question"],
            group=self.texts["group"],
            note=self.texts.get("note", ""),
            parameters=tuple(self.parameters.values()),
            columns=tuple(self.columns.values()),
            show=show,
            example=self.example,
            pattern=pattern,
        )

    def _of_header(self, what: str, names: Iterable[str], known: Iterable[str], kind: str) -> None:
        for name in names:
            if name not in known:
                raise self.error(1, f'{what} "{name}", which is no {kind}')

    def _parameter(self, number: int, name: str, declared: str, text: str) -> Parameter:
        found = _DECLARED.fullmatch(declared)
        if found is None or (found["type"] and found["type"] not in TYPES):
            raise self.error(
                number,
                f'"{declared}" is no type; write one of {", ".join(TYPES)}, or "one of WORD, WORD"; '
                'then ", required" or " = DEFAULT"',
            )
        choices = tuple(found["choices"].split(", ")) if found["choices"] else ()
        return Parameter(
            name, found["type"] or "choice", text, found["required"] is not None, found["default"], choices
        )

    def _new(self, number: int, name: str, known: Iterable[str]) -> None:
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
