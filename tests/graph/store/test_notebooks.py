"""Answers in a notebook: what is shown, that it is escaped, and what pandas makes of it."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from cybercoop.graph.store.notebooks import SHOWN, MissingPandasError, Table, frames
from cybercoop.ontology.terms import BASE

ROWS = [
    {
        "actor": "<b>Chile & co</b>",
        "day": date(2014, 3, 28),
        "nothing": None,
        "passage": "a \u202eb",
        "node": f"{BASE}a/b",
    },
    {"actor": "Peru", "day": None, "nothing": None, "passage": "Peru came.", "node": f"{BASE}a/c"},
]


def test_it_is_the_list_that_it_was() -> None:
    table = Table(ROWS)
    assert table == ROWS
    assert table.columns == ("actor", "day", "nothing", "passage", "node")
    part = table[1:]
    assert isinstance(part, Table)
    assert (part, part.columns) == (ROWS[1:], table.columns)
    assert table[0]["day"] == date(2014, 3, 28)


def test_it_shows_itself_escaped_with_its_proof_and_without_what_only_programs_need() -> None:
    shown = Table(ROWS, note="This rests on <3> releases.")._repr_html_()
    assert "&lt;b&gt;Chile &amp; co&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert "\u202e" not in shown
    assert "Peru came." in shown
    assert ">passage<" in shown
    assert "nothing" not in shown
    assert ">node<" not in shown
    assert "None" not in shown
    assert "This rests on &lt;3&gt; releases." in shown


def test_a_long_table_is_shown_in_part() -> None:
    shown = Table({"number": number} for number in range(SHOWN + 5))._repr_html_()
    assert shown.count("<tr>") == SHOWN + 1
    assert "5 more rows" in shown


def test_no_answer_is_said() -> None:
    assert "no answer" in Table([], ["a", "b"], "This rests on 3 releases.")._repr_html_()
    assert "This rests on 3 releases." in Table([], ["a"], "This rests on 3 releases.")._repr_html_()


def test_to_pandas() -> None:
    pandas = pytest.importorskip("pandas", reason="of the extra `dev`")
    frame = Table(ROWS).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == ["actor", "day", "nothing", "passage", "node"]
    assert frame["actor"].tolist() == ["<b>Chile & co</b>", "Peru"]
    assert list(Table([], ["a", "b"]).to_pandas().columns) == ["a", "b"]


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)  # as if it were not there
    with pytest.raises(MissingPandasError, match="pip install pandas"):
        Table(ROWS).to_pandas()
    with pytest.raises(MissingPandasError, match="pip install pandas"):
        frames(b"")
