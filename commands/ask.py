"""`cybercoop ask`: every question in the catalogue is a command, its parameters are options."""

from __future__ import annotations

import inspect
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.main import get_command

from .offers import named
from .options import AnswerFormat, Command, Format, Group, Quiet, Store, given, graph

if TYPE_CHECKING:
    from ..queries.catalogue import Question


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
        _answer(context, question, values, options["format"], options["sparql"])

    signature = _signature(question)
    answer.__signature__ = signature  # type: ignore[attr-defined]
    answer.__annotations__ = {each.name: each.annotation for each in signature.parameters.values()}
    single = typer.Typer(add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
    single.command(name=question.name, cls=Command, help=_help(question), short_help=question.text)(answer)
    return get_command(single)


def _only(name: str, values: list[str]) -> str:
    if len(values) > 1:
        option = f"--{name.replace('_', '-')}"
        raise typer.BadParameter(f"give one value, not {len(values)}", param_hint=option)
    return values[0]


def _help(question: Question) -> str:
    """What the question is, its columns and an example; `\b` keeps typer from joining lines."""
    columns = "\n".join(f"  {each.name}: {each.help}" for each in question.columns)
    example = f"\b\nExamples:\n  {question.command()}"
    return "\n\n".join(filter(None, (question.text, question.note, f"\b\nColumns:\n{columns}", example)))


def _signature(question: Question) -> inspect.Signature:
    """The parameters of a question, and those of all questions, as typer reads them."""

    def parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)

    own = []
    for each in question.parameters:
        help_ = f"{each.help}  [default: {each.default}]" if each.default else each.help
        option = typer.Option(
            f"--{each.name.replace('_', '-')}",
            metavar=each.type.upper(),
            help=help_,
            autocompletion=named(each.type),
        )
        kind, default = (list[str], inspect.Parameter.empty) if each.required else (list[str] | None, None)
        own.append(parameter(each.name, Annotated[kind, option], default))
    sparql = Annotated[bool, typer.Option("--sparql", help="Print the query instead of running it.")]
    return inspect.Signature(
        [
            parameter("context", typer.Context, inspect.Parameter.empty),
            *own,
            parameter("format", Format, AnswerFormat.TABLE),
            parameter("sparql", sparql, False),
            parameter("store", Store, None),
            parameter("quiet", Quiet, False),
        ]
    )


def _answer(
    context: typer.Context, question: Question, values: dict[str, str], form: AnswerFormat, sparql: bool
) -> None:
    from ..graph.asking.questions import ask, bind, sparql_with_values
    from ..graph.store import answers

    with graph(context) as opened:
        if form == AnswerFormat.TABLE and not sparql:
            answer = ask(opened.store, question, values)
            from .terminal import show_answer

            show_answer(answer)
            if not given(context, "quiet"):
                typer.echo(f"\nThis rests on {answer.sample}.", err=True)
            return
        query = sparql_with_values(question, bind(opened.store, question, values))
        if sparql:
            typer.echo(query, nl=False)
        else:
            answers.write(opened.store.query(query), form, sys.stdout)
