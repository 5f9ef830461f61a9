"""`cybercoop review`: what most deserves a look, one at a time with its passage, a key each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Protocol, cast

import typer

from .options import DecisionsFile, Quiet, Store, given, graph, whole_number

if TYPE_CHECKING:
    from ..graph.review.queue import Item, Quoted

REASONS = ("wrong-role", "wrong-thing", "wrong-date", "not-said", "negated", "planned", "other")
_KEYS = "[y]es, [n]o, [s]kip, [u]ndo, [q]uit: "
_WHY = "why, in your words (may be left empty): "
_WHICH = ", ".join(f"[{number}] {reason}" for number, reason in enumerate(REASONS, 1)) + ": "

Ask = Callable[[str], str | None]  # a question to a person; None once no answers come any more


class Deciding(Protocol):
    """What keeps and obeys the decisions of a person: an opened graph."""

    def accept(self, claim: str, *, why: str = "", who: str = "") -> object:
        """A claim is right."""

    def reject(self, claim: str, *, reason: str = "other", why: str = "", who: str = "") -> object:
        """A claim is wrong, for one of `REASONS`."""

    def same(self, left: str, right: str, *, why: str = "", who: str = "") -> object:
        """Two things are one."""

    def different(self, left: str, right: str, *, why: str = "", who: str = "") -> object:
        """Two things are not one."""

    def undo(self, *, who: str = "") -> object:
        """The last decision is taken back."""


def review(
    context: typer.Context,
    limit: Annotated[
        int, typer.Option("--limit", parser=whole_number, metavar="N", help="How many at most.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="List the queue as JSON, and ask nothing.")] = False,
    who: Annotated[
        str, typer.Option("--who", metavar="NAME", envvar="USER", show_envvar=False, help="Who decides.")
    ] = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Look at what is most doubtful, one at a time: a key says what you think, and is a decision.

    y: it is right. n: it is wrong; you are asked which way, and why. s: skip. u: take the last decision
    back. q: quit. Answers may come from a pipe, a line each; where they end, the review ends.

    \b
    Examples:
      cybercoop review
      cybercoop review --limit 5
      cybercoop review --json > queue.json
    """
    from ..graph.review.queue import is_open

    with graph(context, read_only=as_json) as opened:
        items = opened.review(limit)
        if as_json:
            typer.echo(json.dumps([each.record() for each in items], ensure_ascii=False, indent=2))
            return
        deciding = cast(Deciding, opened)
        session = Session(items, deciding, ask, lambda item: is_open(opened.store, item), who)
        session.run()
    if not given(context, "quiet"):
        typer.echo(session.summary())


class Session:
    """One person before one queue."""

    def __init__(
        self,
        items: Sequence[Item],
        deciding: Deciding,
        ask: Ask,
        is_open: Callable[[Item], bool],
        who: str = "",
    ) -> None:
        """Begins before the first item; `is_open` says whether an item is still to be decided."""
        self.counted = dict.fromkeys(("yes", "no", "skip"), 0)
        self._items, self._deciding, self._ask, self._is_open = items, deciding, ask, is_open
        self._who = who
        self._done: list[tuple[int, str]] = []  # the items decided on, and as what

    def run(self) -> None:
        """Ask about one item after another, until there is none, or the person quits, or answers end."""
        at: int | None = 0
        while at is not None and at < len(self._items):
            at = self._look(at) if self._is_open(self._items[at]) else at + 1

    def summary(self) -> str:
        """What was decided, in one line."""
        yes, no, skipped = self.counted.values()
        return f"{yes} right, {no} wrong, {skipped} skipped" if self._items else "nothing to review"

    def _look(self, at: int) -> int | None:
        """Show an item, and do as the person says; which item is next, or None to leave."""
        typer.echo(shown(self._items[at], f"{at + 1}/{len(self._items)}"))
        while (answer := self._ask(_KEYS)) is not None:
            key = answer.strip().lower()[:1]
            if key == "q":
                return None
            if key == "s":
                self.counted["skip"] += 1
                return at + 1
            if key == "y":
                return self._yes(at)
            if key == "n":
                return self._no(at)
            if key == "u":
                return self._undo(at)
            typer.echo(f'"{answer.strip()}" is none of y, n, s, u and q')
        return None

    def _yes(self, at: int) -> int:
        item = self._items[at]
        if item.claim:
            self._deciding.accept(item.claim, who=self._who)
        else:
            self._deciding.same(item.left, item.right, who=self._who)
        return self._decided(at, "yes")

    def _no(self, at: int) -> int | None:
        item = self._items[at]
        reason = self._reason() if item.claim else ""
        why = None if reason is None else self._ask(_WHY)
        if reason is None or why is None:
            return None  # answers ended in the middle: nothing is decided
        if item.claim:
            self._deciding.reject(item.claim, reason=reason, why=why.strip(), who=self._who)
        else:
            self._deciding.different(item.left, item.right, why=why.strip(), who=self._who)
        return self._decided(at, "no")

    def _reason(self) -> str | None:
        """One of `REASONS`, given by its number, its name or the beginning of it."""
        while (answer := self._ask(_WHICH)) is not None:
            said = answer.strip().lower()
            numbered = dict(zip("1234567", REASONS, strict=True))
            fitting = [each for each in REASONS if said and each.startswith(said)]
            if said in numbered or len(fitting) == 1:
                return numbered.get(said) or fitting[0]
            typer.echo(f'"{said}" is no reason: give a number from 1 to {len(REASONS)}, or the word')
        return None

    def _decided(self, at: int, how: str) -> int:
        self.counted[how] += 1
        self._done.append((at, how))
        return at + 1

    def _undo(self, at: int) -> int:
        if not self._done:
            typer.echo("nothing was decided here yet")
            return at
        self._deciding.undo(who=self._who)
        before, how = self._done.pop()
        self.counted[how] -= 1
        return before


def shown(item: Item, place: str) -> str:
    """An item as a person reads it."""
    where = f"{item.release}, {item.rule} {item.confidence:.2f}" if item.claim else f"{item.worth:.2f}"
    claim = f"  claim {item.claim.rpartition('/')[2][:8]}" if item.claim else ""
    lines = [f"[{place}] {item.why}: {item.says}", f"  ({where}){claim}"]
    return "\n".join(["", *lines, *(f"  {_context(each)}" for each in item.quoted)])


def _context(quoted: Quoted) -> str:
    """A passage among its neighbours, on a terminal bold, else between marks."""
    passage = " ".join(quoted.passage.split())
    marked = typer.style(passage, bold=True) if sys.stdout.isatty() else f"»{passage}«"
    return " ".join(f"{quoted.before} \0 {quoted.after}".split()).replace("\0", marked)


def ask(question: str) -> str | None:
    """An answer: on a terminal one key where one is enough, else a line; None where none come any more."""
    typer.echo(question, nl=False)
    if question == _KEYS and sys.stdin.isatty():
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
