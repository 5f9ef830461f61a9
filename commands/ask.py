"""`cybercoop ask`: every question in the catalogue is a command, its parameters are options."""

from __future__ import annotations

import inspect
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from .offers import named, one_of_these
from .options import AnswerFormat, Command, Format, Group, Quiet, Store, given, graph

if TYPE_CHECKING:
    from ..queries.catalogue import Parameter, Question


class Questions(Group):
    """The commands are the questions, read from the catalogue when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all questions."""
        from ..queries.catalogue import questions

        return list(questions())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of one question.

        Raises:
            UnknownQuestionError: there is none; suggests similar names.
        """
        from ..queries.catalogue import question, questions

        if ctx.resilient_parsing and cmd_name not in questions():  # a shell completes what is half typed
            return None
        return command(question(cmd_name))


_METAVARS = {"until": "date", "mission": "mission, state or year"}  # where a type says too little
app = typer.Typer(name="ask", cls=Questions, invoke_without_command=True)


@app.callback()
def ask(context: typer.Context, store: Store = None, quiet: Quiet = False) -> None:
    """Answer a question that ships with cybercoop; alone: list them.

    \b
    Examples:
      cybercoop ask
      cybercoop ask activities-in-state --state Colombia
      cybercoop ask who-said-what --help
      cybercoop ask bodies-created --format csv > bodies.csv
    """
    if context.invoked_subcommand is None:
        _list()


def _list() -> None:
    """All questions by group, and how to go on."""
    from ..queries.catalogue import questions

    width = max(map(len, questions()))
    for group, members in groupby(questions().values(), key=lambda each: each.group):
        typer.secho(f"{group}", bold=True)
        for each in members:
            typer.echo(f"  {each.name:{width}}  {each.text}")
        typer.echo()
    typer.echo("Ask one:  cybercoop ask NAME; its parameters:  cybercoop ask NAME --help")


def command(question: Question) -> Any:
    """A command that asks one question."""

    def answer(context: typer.Context, **options: Any) -> None:
        names = [each.name for each in question.parameters]
        values = {name: _only(name, options[name]) for name in names if options[name]}
        shown = _columns(question, options["columns"], options["wide"])
        _answer(context, question, values, options["format"], options["sparql"], shown)

    signature = _signature(question)
    answer.__signature__ = signature  # type: ignore[attr-defined]
    answer.__annotations__ = {each.name: each.annotation for each in signature.parameters.values()}
    single = typer.Typer(add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
    single.command(name=question.name, cls=Command, help=_help(question), short_help=question.text)(answer)
    return get_command(single)


def _only(name: str, values: list[str] | bool) -> str:
    if isinstance(values, bool):
        return "yes"
    if len(values) > 1:
        option = f"--{name.replace('_', '-')}"
        raise typer.BadParameter(f"give one value, not {len(values)}", param_hint=option)
    return values[0]


def _columns(question: Question, chosen: str | None, wide: bool) -> tuple[str, ...]:
    """Which columns a table has: those that are asked for, else all, else the few of the header."""
    names = tuple(each.name for each in question.columns)
    if chosen is None:
        return names if wide else question.show
    asked = tuple(each.strip() for each in chosen.split(",") if each.strip())
    for each in asked:
        if each not in names:
            raise typer.BadParameter(f"'{each}' is none of {', '.join(names)}", param_hint="--columns")
    return asked


def _help(question: Question) -> str:
    """What the question is, its columns and an example; `\b` keeps typer from joining lines."""
    columns = "\n".join(f"  {each.name}: {each.help}" for each in question.columns)
    example = f"\b\nExamples:\n  {question.command()}"
    return "\n\n".join(filter(None, (question.text, question.note, f"\b\nColumns:\n{columns}", example)))


def _signature(question: Question) -> inspect.Signature:
    """The parameters of a question, and those of all questions, as typer reads them."""

    def parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)

    own = [parameter(each.name, *_option(each)) for each in question.parameters]
    sparql = Annotated[bool, typer.Option("--sparql", help="Print the query instead of running it.")]
    wide = Annotated[bool, typer.Option("--wide", help="All columns in the table, not only the first few.")]
    some = typer.Option("--columns", metavar="NAME,...", help="These columns in the table, in this order.")
    return inspect.Signature(
        [
            parameter("context", typer.Context, inspect.Parameter.empty),
            *own,
            parameter("format", Format, AnswerFormat.TABLE),
            parameter("sparql", sparql, False),
            parameter("wide", wide, False),
            parameter("columns", Annotated[str | None, some], None),
            parameter("store", Store, None),
            parameter("quiet", Quiet, False),
        ]
    )


def _option(each: Parameter) -> tuple[Any, Any]:
    """The type and the default of the option for a parameter, as typer reads them."""
    name = f"--{each.name.replace('_', '-')}"
    if each.type == "flag":
        return Annotated[bool, typer.Option(name, help=each.help)], False
    option = typer.Option(
        name,
        metavar="|".join(each.choices) or _METAVARS.get(each.type, each.type).upper(),
        help=f"{each.help}  [default: {_plainly(each.default)}]" if each.default else each.help,
        autocompletion=one_of_these(each.choices) if each.choices else named(each.type),
    )
    if each.required:
        return Annotated[list[str], option], inspect.Parameter.empty
    return Annotated[list[str] | None, option], None


def _plainly(default: str) -> str:
    """A default as people type it."""
    from ..ontology.terms import BASE

    return default.strip("<>").removeprefix(BASE).rpartition("/")[2] if default.startswith("<") else default


def _answer(
    context: typer.Context,
    question: Question,
    values: dict[str, str],
    form: AnswerFormat,
    sparql: bool,
    columns: tuple[str, ...],
) -> None:
    from ..graph.asking.questions import ask, bind, sparql_with_values
    from ..graph.store import answers

    with graph(context) as opened:
        if form == AnswerFormat.TABLE and not sparql:
            answer = ask(opened.store, question, values)
            from .terminal import show_answer

            show_answer(answer, columns)
            if not given(context, "quiet"):
                typer.echo(f"\nThis rests on {answer.sample}.", err=True)
            return
        query = sparql_with_values(question, bind(opened.store, question, values))
        if sparql:
            typer.echo(query, nl=False)
        else:
            answers.write(opened.store.query(query), form, sys.stdout)
