"""All that a person can decide about claims and releases: what commands and programs use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode

from ..identity.deciding import decide
from ..identity.decisions import Decision, Decisions, Record, read
from ..identity.verdicts import Kind
from ..knowledge.assembling import touch
from ..store.failures import DecisionError
from ..store.iris import short
from ..store.stores import Store
from ..things.resolve import resolve
from .claim_names import (
    Found,
    claims,
    claims_called,
    claims_saying,
    other_roles,
    property_called,
    release_called,
)
from .fact_words import facts, value_for
from .judging import By, Judged, add, correct, forget, judge, undo
from .queue import Item, queue


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision of the file, and whether it still applies to anything."""

    record: Record
    applies: bool


class Curator:
    """A person who decides; every decision goes into the file and is obeyed at once.

    A claim is named by the first letters of its number (as `ask evidence` shows it), or in three words: a
    thing, a role or property, and another thing or a value.
    """

    def __init__(self, store: Store, file: Path | None, who: str = "", when: str = "") -> None:
        self._store, self._file = store, file
        self._who, self._when = who, when or date.today().isoformat()

    def reject(self, *claim: str, reason: str = "other", why: str = "", release: str = "") -> Judged:
        """Say that claims are wrong.

        Args:
            claim: its number, or its three words; then all claims that say so.
            reason: one of `identity.verdicts.REASONS`.
            why: in words, for those who come later.
            release: only claims of this one.

        Raises:
            DecisionError: there is no such claim, or no such reason.
            ValueRefusedError: a name stands for nothing, or for more than one thing.
        """
        found = self._found(claim, release)
        done = judge(self._store, self._file, Kind.REJECT, found, self._by(why), reason)
        return replace(done, still=other_roles(self._store, found[0].content))

    def accept(self, *claim: str, why: str = "", release: str = "") -> Judged:
        """Say that claims are right; see `reject`."""
        return judge(self._store, self._file, Kind.ACCEPT, self._found(claim, release), self._by(why))

    def correct(
        self,
        *claim: str,
        subject: str = "",
        predicate: str = "",
        value: str = "",
        why: str = "",
        release: str = "",
    ) -> Judged:
        """Say that claims are wrong, and what the passage states instead; see `reject`."""
        found = self._found(claim, release)
        said = found[0].content
        what = property_called(self._store, predicate) if predicate else said.predicate
        thing = resolve(self._store, subject, "node") if subject else said.subject
        other = (value_for(what, value) or resolve(self._store, value, "node")) if value else said.object
        changed = replace(said, subject=thing, predicate=what, object=other)
        return correct(self._store, self._file, found, changed, self._by(why))

    def add(
        self,
        subject: str,
        predicate: str,
        value: str,
        *,
        release: str,
        passage: str,
        kind: str = "",
        why: str = "",
    ) -> Judged:
        """State a fact that reading missed; see `fact_words.facts`."""
        key = release_called(self._store, release)
        said = facts(self._store, key, passage, subject, predicate, value, kind)
        return add(self._store, self._file, said, self._by(why))

    def forget(self, release: str, why: str = "") -> Judged:
        """Take a release out, for good."""
        return forget(self._store, self._file, release_called(self._store, release), self._by(why))

    def undo(self, why: str = "") -> Judged:
        """Take back the last decision that holds."""
        return undo(self._store, self._file, self._by(why))

    def queue(self, about: str = "") -> list[Item]:
        """What most deserves a look; of one thing, if it is named."""
        thing = resolve(self._store, about, "node") if about else None
        return queue(self._store, self.decisions, thing)

    def settle(self, item: Item, right: bool, reason: str = "other", why: str = "") -> Sequence[Record]:
        """Decide on something of the queue: accept or reject its claims; make a pair one, or two."""
        if item.pair:
            left, right_one = (each.value for each in item.pair)
            by = {"when": self._when, "who": self._who, "why": why}
            outcome = decide(self._store, self._file, right, left, right_one, **by)
            touch(self._store, [], self.decisions)
            return (outcome.decision,)
        found = [one for each in item.claims for one in claims_called(self._store, each.value)]
        kind = Kind.ACCEPT if right else Kind.REJECT
        return judge(self._store, self._file, kind, found, self._by(why), "" if right else reason).records

    @property
    def decisions(self) -> Decisions:
        """All that was decided."""
        return Decisions(read(self._file))

    def standing(self) -> list[Standing]:
        """Every decision that was not taken back, and whether it still applies to anything."""
        decisions = self.decisions
        there = {each.content for each in claims(self._store)}
        merged = decisions.merged()
        found: list[Standing] = []
        for record in decisions.records:
            if isinstance(record, Decision):
                if record.same is not None:
                    known = record.left in merged or record.right in merged or not record.same
                    found.append(Standing(record, known))
            elif record in decisions.verdicts:
                found.append(Standing(record, record.kind is Kind.FORGET or record.claim in there))
        return found

    def _found(self, claim: Sequence[str], release: str) -> list[Found]:
        if len(claim) == 1:
            return claims_called(self._store, claim[0])
        if len(claim) != 3:
            raise DecisionError("name a claim by its number, or by three words: THING ROLE THING")
        key = release_called(self._store, release) if release else ""
        subject, predicate, value = claim
        return claims_saying(self._store, subject, predicate, value, key)

    def _by(self, why: str) -> By:
        return By(self._when, self._who, why)


def in_words(record: Record) -> str:
    """A decision as a line for people."""
    if isinstance(record, Decision):
        verb = {True: "is the same as", False: "is not", None: "(taken back)"}[record.same]
        return f"{short(record.left.value)} {verb} {short(record.right.value)}"
    if record.claim is None:
        return f"{record.kind} {record.release}"
    said = record.claim
    value = short(said.object.value) if isinstance(said.object, NamedNode) else said.object.value
    fact = f"{short(said.subject.value)} {short(said.predicate.value)} {value}"
    return f"{record.kind} in {record.release}: {fact}"
