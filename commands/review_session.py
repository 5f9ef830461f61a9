"""One person before the queue of what deserves a look: what they answer, and what becomes of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from ..graph.identity.decisions import Record
    from ..graph.review.judging import Judged
    from ..graph.review.queue import Item

_KEYS = "y yes, n no, s skip, u undo, q quit: "
_WHY = "why (may stay empty): "

Ask = Callable[[str], str | None]  # a question to a person; None once no answers come any more


class Deciding(Protocol):
    """What keeps and obeys decisions; see `graph.review.curator.Curator`."""

    def settle(self, item: Item, right: bool, reason: str = "other", why: str = "") -> Sequence[Record]:
        """Decide on something of the queue."""

    def undo(self, why: str = "") -> Judged:
        """Take back the last decision."""


class Session:
    """Goes through a queue, one item after another."""

    def __init__(
        self,
        items: Sequence[Item],
        deciding: Deciding,
        ask: Ask,
        say: Callable[[str], None],
        reasons: Sequence[str],
    ) -> None:
        """Begins before the first item; `reasons` are those for which a claim is wrong."""
        self.decided = 0
        self._items, self._deciding, self._ask, self._say = items, deciding, ask, say
        self._reasons = reasons
        self._done: list[int] = []  # the items decided on, so that only these are taken back here

    def run(self) -> None:
        """Until there is no item left, the person quits, or answers end."""
        at: int | None = 0
        while at is not None and at < len(self._items):
            at = self._look(at)

    def _look(self, at: int) -> int | None:
        """Show an item and do as the person says; which item is next, or None to leave."""
        item = self._items[at]
        self._say(f"\n[{at + 1} of {len(self._items)}] {item.about}\n  ({item.why}; {item.release})")
        self._say(f'  "{" ".join(item.passage.split())}"')
        question = f"{'the same' if item.pair else 'right'}? {_KEYS}"
        while (answer := self._ask(question)) is not None:
            key = answer.strip().lower()[:1]
            if key == "q":
                return None
            if key == "s":
                return at + 1
            if key == "u":
                return self._undo(at)
            if key in ("y", "n"):
                return self._decide(at, key == "y")
            self._say("  type one of y, n, s, u, q")
        return None

    def _decide(self, at: int, right: bool) -> int | None:
        item = self._items[at]
        reason: str | None = "other"
        why: str | None = ""
        if not right:
            reason = reason if item.pair else self._reason()
            why = None if reason is None else self._ask(_WHY)
        if reason is None or why is None:
            return None  # answers ended in the middle: nothing is decided
        self._deciding.settle(item, right, reason, why.strip())
        self.decided += 1
        self._done.append(at)
        return at + 1

    def _undo(self, at: int) -> int:
        """Take the last decision back; its item is shown again."""
        if not self._done:
            self._say("  nothing was decided here yet; `cybercoop undo` takes back what was decided before")
            return at
        self._deciding.undo()
        self.decided -= 1
        return self._done.pop()

    def _reason(self) -> str | None:
        """One of the reasons, given by its number, or by the beginning of the word."""
        told = ", ".join(f"{number} {each}" for number, each in enumerate(self._reasons, 1))
        while (answer := self._ask(f"what is wrong? {told}: ")) is not None:
            said = answer.strip().lower()
            if said.isdecimal() and 1 <= int(said) <= len(self._reasons):
                return self._reasons[int(said) - 1]
            fitting = [each for each in self._reasons if said and each.startswith(said)]
            if len(fitting) == 1:
                return fitting[0]
            self._say(f"  type a number from 1 to {len(self._reasons)}, or the word")
        return None


def ask(question: str) -> str | None:
    """An answer: on a terminal one key where a key is enough, else a line; None where none come any more."""
    typer.echo(question, nl=False)
    if question.endswith(_KEYS) and sys.stdin.isatty():
        try:
            key = typer.getchar()
        except (EOFError, KeyboardInterrupt):
            key = "q"
        typer.echo(key)
        return key
    line = sys.stdin.buffer.readline().decode("utf-8", "replace")
    if not sys.stdin.isatty():
        typer.echo(line.strip())
    return line or None
