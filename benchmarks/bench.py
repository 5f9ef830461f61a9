"""What the claims on speed rest on: `make bench`.

Every figure is measured on this machine, with the example releases; the median of several runs is printed.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cybercoop
from by_language import by_language
from cybercoop.ingest import extract
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.sources.collecting import Refusal, read
from cybercoop.ontology import reference
from cybercoop.queries.catalogue import questions
from pages import pages

RELEASES = Path(__file__).parents[1] / "examples" / "releases"
ROUNDS = 5
# The measure of `cybercoop --help`: what typer itself takes for the smallest program with commands.
TWO_COMMANDS = '''
import typer
app = typer.Typer()
@app.command()
def hello(name: str):
    """Say hello."""
@app.command()
def goodbye(name: str):
    """Say goodbye."""
app()
'''


def main() -> None:
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}\n")
    help_time()
    reading()
    by_language(report)
    with tempfile.TemporaryDirectory() as folder:
        store_and_page(Path(folder))
        pages(Path(folder), report)


def help_time() -> None:
    """Start-up, in turn with the program that it is measured by, so that both see the same machine."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        smallest = Path(folder, "two.py")
        smallest.write_text(TWO_COMMANDS)
        for _ in range(2 * ROUNDS + 1):
            theirs.append(seconds(lambda: run([sys.executable, str(smallest), "--help"])))
            ours.append(seconds(lambda: run([sys.executable, "-m", "cybercoop", "--help"])))
    ratio = statistics.median(ours) / statistics.median(theirs)
    report("cybercoop --help", f"{statistics.median(ours) * 1000:.0f} ms")
    report("  relative to a typer program of two commands", f"{ratio:.2f} times")


def reading() -> None:
    """From text to facts, in one process, each release read anew."""
    report("reference data, loaded once", f"{seconds(reference.load) * 1000:.0f} ms")
    sources = [
        source for source in read([str(RELEASES)], sys.stdin.buffer) if not isinstance(source, Refusal)
    ]
    words = sum(len(source.text.split()) for source in sources)

    def once() -> None:
        for source in sources:
            extract(parse(source), reference.load())

    report("first round, with the tables of the languages", f"{seconds(once) * 1000:.0f} ms")
    taken = median(once)
    report("reading", f"{len(sources) / taken:.0f} releases/s, {words / taken:,.0f} words/s")
    report("  of releases of 400 words", f"{words / taken / 400:.0f} releases/s")


def store_and_page(folder: Path) -> None:
    """Reading into a store on disk, and what is made of it."""
    with cybercoop.open(folder / "store") as graph:
        count = len(graph.ingest(RELEASES).read)
        report("ingest into a directory", f"{count / median(lambda: graph.ingest(RELEASES)):.0f} releases/s")
        slowest, taken = max(
            (
                (name, seconds(partial(graph.ask, name, **question.example)))
                for name, question in questions().items()
            ),
            key=lambda timed: timed[1],
        )
        report(f"the slowest question: {slowest}", f"{taken * 1000:.0f} ms")
        report("network page", f"{median(lambda: graph.view(folder / 'network.html')) * 1000:.0f} ms")
        report("export as Turtle", f"{median(lambda: graph.export(folder / 'graph.ttl')) * 1000:.0f} ms")
        report("check", f"{seconds(graph.check) * 1000:.0f} ms")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def report(what: str, figure: str) -> None:
    print(f"{what:50} {figure}", flush=True)


if __name__ == "__main__":
    main()
