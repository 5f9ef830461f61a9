"""The catalogue as a page for people: ``python -m cybercoop.queries.listing > docs/questions.md``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .catalogue import Question, questions

_TITLE = """# Questions that the graph answers

Written from `queries/*.rq` by `python -m cybercoop.queries.listing`; a test keeps it true.

Names are found as people type them: any case, with or without accents, in any of the four languages of the
OAS, by acronym or ISO code, or by some of the words if only one thing has them. Every answer says how many
releases it rests on, and counts distinct releases, not mentions. No report is not no activity.

To add a question, put another `.rq` file beside the others; `queries/catalogue.py` says how to write its
header.
"""


def page() -> str:
    """All questions in Markdown, by group."""
    lines = [_TITLE]
    for group, members in groupby(questions().values(), key=lambda each: each.group):
        lines += [f"## {group}\n"]
        for each in members:
            lines += [*_section(each), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(question: Question) -> Iterator[str]:
    yield f"### {question.name}\n"
    yield f"{question.text}\n"
    if question.note:
        yield f"{question.note}\n"
    yield f"    {question.command()}\n"
    if question.parameters:
        yield "| parameter | type | |\n|---|---|---|"
        for each in question.parameters:
            default = (
                " (required)" if each.required else f" (default `{each.default}`)" if each.default else ""
            )
            yield f"| `--{each.name.replace('_', '-')}` | {each.type} | {each.help}{default} |"
        yield ""
    yield "| column | |\n|---|---|"
    for column in question.columns:
        yield f"| `{column.name}` | {column.help} |"


if __name__ == "__main__":
    print(page(), end="")
