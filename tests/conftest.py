"""Running commands as a person does, in this process."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from types import ModuleType

import pytest
from cybercoop.commands import main as cli

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def releases() -> Path:
    return ROOT / "examples" / "releases"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands of a test keep their graph."""
    path = tmp_path / "store"
    monkeypatch.setenv("CYBERCOOP_STORE", str(path))
    return path


@pytest.fixture
def run(store: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command: its exit code, and what it wrote."""

    def run_(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["cybercoop", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capfd.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return run_


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    """What `make docs` runs."""
    spec = importlib.util.spec_from_file_location("making_site", ROOT / "docs" / "making_site.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["making_site"] = module  # dataclasses look it up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def site(maker: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages that it writes."""
    folder = tmp_path_factory.mktemp("site")
    maker.write(folder)
    return folder


RATIO = 3.0  # twice the work takes twice as long; were time quadratic, it would take four times as long
TRIES = 5


@pytest.fixture(scope="session")
def grows_linearly() -> Callable[[Callable[[int], object], int], None]:
    """Compares the processor time of some work with that of twice as much of it, in this one process."""

    def seconds(work: Callable[[int], object], size: int) -> float:
        started = process_time()
        work(size)
        return process_time() - started

    def grows_linearly_(work: Callable[[int], object], size: int) -> None:
        short = long = float("inf")
        for _ in range(TRIES):  # the best of each: other programs only ever make it slower
            short, long = min(short, seconds(work, size)), min(long, seconds(work, 2 * size))
            if long < RATIO * short + 0.1:
                return
        pytest.fail(f"{size} take {short:.2f} s, twice as many {long:.2f} s")

    return grows_linearly_
