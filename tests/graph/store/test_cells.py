from __future__ import annotations

import io

import pytest
from cybercoop.graph.store.answers import write
from cybercoop.graph.store.stores import open_store


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5.2", "-5.2"),
        ("a\\u001b[31mred", "a[31mred"),
        ("\\u0007=1", "'=1"),
        ("Bogot\\u00e1", "Bogotá"),
    ],
)
def test_answers_as_csv_are_harmless(value: str, cell: str) -> None:
    stream = io.StringIO()
    with open_store(None) as store:
        write(store.query(f'SELECT ?a {{ BIND("{value}" AS ?a) }}'), "csv", stream)
    assert stream.getvalue() == f"a\r\n{cell}\r\n"
