"""What is written into a pipe is UTF-8, whatever the locale says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cybercoop.graph.store.stores import load_reference, open_store

LOCALES = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("name", LOCALES)
def test_output_is_utf8_whatever_the_locale(name: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        load_reference(store)
    query = r'SELECT ?name { BIND("\u010cesko \u2192 \u65e5\u672c" AS ?name) }'
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "cybercoop",
            "query",
            "--store",
            str(tmp_path / "store"),
            "--format",
            "csv",
            query,
        ],
        capture_output=True,
        env={**os.environ, **LOCALES[name]},
        check=False,
    )
    assert "Česko → 日本" in done.stdout.decode("utf-8"), done.stderr
