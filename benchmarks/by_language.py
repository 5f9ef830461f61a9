"""Reading in each language beside reading in the one whose data are the fullest: processor time, as ratios.

Called by `bench.py`. The languages are read in turn, so that all see the same machine; the best of some
rounds counts, by 1,000 characters, because what disturbs only adds.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from cybercoop.ingest import extract
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.text.detecting import model
from cybercoop.ingest.text.language import codes
from cybercoop.ontology import reference

TESTS = Path(__file__).parents[1] / "tests"
EACH = 4  # of the releases in the fullest language, one in so many is read
ROUNDS = 6


def by_language(report: Callable[[str, str], None]) -> None:
    """Tells of each language how fast it is read and how much later a first release is."""
    paths = {code: sorted((TESTS / "languages" / code / "texts").glob("*.txt")) for code in codes()}
    paths[model()] = sorted((TESTS / "releases" / "texts").glob("*.txt"))[::EACH]
    taken, started = _best(paths, _reading), _best(paths, _start)
    for code in codes():
        if code != model():
            speed = taken[model()] / taken[code]
            report(f"reading, {code} to {model()}, characters in the same time", f"{speed:.2f}")
            later = started[code] - started[model()]
            report(f"  extract of one release, {code} beside {model()}", f"{later:+.2f} s of processor time")


def _best(paths: Mapping[str, list[Path]], measure: Callable[[list[Path]], float]) -> Mapping[str, float]:
    best = dict.fromkeys(paths, float("inf"))
    for _ in range(ROUNDS):
        for code, some in paths.items():
            best[code] = min(best[code], measure(some))
    return best


def _reading(paths: list[Path]) -> float:
    """Seconds of processor time for 1,000 characters; the first round reads the tables too."""
    sources = [Source(str(path), path.read_text(encoding="utf-8")) for path in paths]
    known = reference.load()
    gc.collect()
    started = time.process_time()
    for source in sources:
        extract(parse(source), known)
    return (time.process_time() - started) / sum(len(source.text) for source in sources) * 1000


def _start(paths: list[Path]) -> float:
    """Seconds of processor time of a process that reads the release of middle length."""
    middle = sorted(paths, key=lambda path: path.stat().st_size)[len(paths) // 2]
    before = os.times()
    command = [sys.executable, "-m", "cybercoop", "extract", str(middle)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])  # of children, user and system
