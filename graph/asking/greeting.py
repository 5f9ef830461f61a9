"""What a graph shows of itself in a notebook: how much was read, and what it can be asked."""

from __future__ import annotations

from html import escape
from itertools import groupby

from ...queries.catalogue import Question, questions
from ..store.stores import Store
from .questions import sample


def greeting(store: Store) -> str:
    """A sentence, and the questions by group, folded away."""
    read = sample(store)
    if not read.releases:
        return "<p>A graph without releases: <code>graph.ingest(&quot;releases/&quot;)</code> reads some.</p>"
    groups = groupby(questions().values(), key=lambda each: each.group)
    rows = "".join(
        f'<tr><th colspan="2" style="text-align:left">{escape(group)}</th></tr>{"".join(map(_row, members))}'
        for group, members in groups
    )
    return (
        f"<p>A graph: {escape(str(read))}.</p>"
        f"<details><summary>What it can be asked</summary><table>{rows}</table></details>"
    )


def _row(question: Question) -> str:
    values = "".join(f", {name}={text!r}" for name, text in question.example.items())
    call = f'graph.ask("{question.name}"{values})'
    cells = (f"<code>{escape(call)}</code>", escape(question.text))
    return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"
