"""The README's tour is real: its commands are run, and what they print is compared.

``make tour`` runs this with CYBERCOOP_WRITE_TOUR=1, which writes the outputs into the README instead.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cybercoop.commands import main as cli

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
WIDTH = 118


class Screen(io.TextIOWrapper):
    """A terminal that a command writes to."""

    def isatty(self) -> bool:
        return True


def steps(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with the output that is shown below it."""
    for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = step.partition("\n")
        yield command, shown


def output(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a person sees, but for colors and bars that come and go."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    monkeypatch.setattr(sys, "stdout", Screen(written, encoding="utf-8", write_through=True))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(written, encoding="utf-8", write_through=True))
    with pytest.raises(SystemExit) as left:
        cli.main()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written.getvalue().decode())
    assert not left.value.code, plain
    return "".join(line.rstrip() + "\n" for line in plain.splitlines())


def shortened(real: str, shown: str) -> str:
    """As much of an output as the README shows of it: all, or the lines before "..."."""
    if not shown.endswith("...\n"):
        return real
    return "".join(real.splitlines(keepends=True)[: shown.count("\n") - 1]) + "...\n"


def test_the_tour_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CYBERCOOP_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("TERM", "xterm")
    text = README.read_text(encoding="utf-8")
    found = [step for block in BLOCK.findall(text) for step in steps(block)]
    assert len(found) > 5
    ran = [(command, shown, output(command, monkeypatch)) for command, shown in found]
    monkeypatch.undo()
    if os.environ.get("CYBERCOOP_WRITE_TOUR"):
        for command, shown, real in ran:
            text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{shortened(real, shown)}")
        README.write_text(text, encoding="utf-8")
    else:
        for command, shown, real in ran:
            again = f"the output of `{command}` has changed: run `make tour` and look at the README"
            assert shown == shortened(real, shown), again
