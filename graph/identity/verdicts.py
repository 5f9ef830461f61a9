"""What persons decided about claims and releases: this is wrong, that is right, was missed, is no release.

A verdict names what it is about by content, never by a row or a number: it holds when a release is read anew,
by another version, in another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from ...ontology.terms import BASE, node
from ..store.failures import DecisionError
from ..store.iris import short

Term = NamedNode | Literal


class Kind(StrEnum):
    """What a person says."""

    REJECT = "reject"  # the claim is wrong
    ACCEPT = "accept"  # it is right
    ADD = "add"  # the release states this too
    FORGET = "forget"  # the release is none
    UNDO = "undo"  # an earlier decision does not hold any more


REASONS = ("wrong-role", "wrong-thing", "wrong-date", "not-said", "negated", "planned", "corrected", "other")


@dataclass(frozen=True, slots=True)
class Content:
    """What a claim says, and where: all that tells it from others."""

    release: str  # key
    subject: NamedNode
    predicate: NamedNode
    object: Term
    passage: str  # its words

    @property
    def triple(self) -> tuple[NamedNode, NamedNode, Term]:
        """The fact."""
        return (self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One record about a claim or a release."""

    kind: Kind
    release: str
    claim: Content | None  # none for `forget`
    reason: str = ""  # of `reject`, one of REASONS; of `undo`, the kind of what does not hold any more
    when: str = ""  # a date, ISO 8601
    who: str = ""
    why: str = ""

    @property
    def about(self) -> tuple[str, Content | None]:
        """What it is about; of two verdicts about one thing, the later holds."""
        return (self.release, self.claim)

    def cells(self) -> list[str]:
        """The record as a line of the file has it; see `decisions.COLUMNS`."""
        claim = self.claim
        subject, value = (spelled(claim.subject), spelled(claim.object)) if claim else ("", "")
        predicate = spelled(claim.predicate) if claim else ""
        said = [self.when, self.who, self.why, self.release, predicate]
        return [self.kind, subject, value, *said, claim.passage if claim else "", self.reason]


def verdict(cells: list[str]) -> Verdict:
    """The record in a line of the file.

    Raises:
        DecisionError: it is none; says why.
    """
    kind, left, right, when, who, why, release, predicate, passage, reason = cells
    if not release:
        raise DecisionError(f'"{kind}" names no release')
    if kind == Kind.FORGET or (kind == Kind.UNDO and not left):
        return Verdict(Kind(kind), release, None, reason, when, who, why)
    subject, what = _term(left), _term(predicate)
    if not isinstance(subject, NamedNode) or not isinstance(what, NamedNode):
        raise DecisionError(f'"{left}" or "{predicate}" is no node')
    if kind == Kind.REJECT and reason not in REASONS:
        raise DecisionError(f'"{reason}" is no reason: {", ".join(REASONS)}')
    claim = Content(release, subject, what, _term(right), passage)
    return Verdict(Kind(kind), release, claim, reason, when, who, why)


def standing(records: Iterable[object]) -> list[Verdict]:
    """The verdicts that hold: of those about one thing the last, without what was taken back."""
    held: dict[tuple[str, Content | None], list[Verdict]] = {}
    for each in records:
        if not isinstance(each, Verdict):
            continue
        before = held.setdefault(each.about, [])
        if each.kind is not Kind.UNDO:
            before.append(each)
        elif taken := next((one for one in reversed(before) if each.reason in ("", one.kind)), None):
            before.remove(taken)
    return [those[-1] for those in held.values() if those]


def taken_back(record: Verdict, when: str, who: str) -> Verdict:
    """The record that takes another back."""
    return replace(record, kind=Kind.UNDO, reason=str(record.kind), when=when, who=who, why="")


def spelled(value: Term) -> str:
    """A term as a person may read and write it: a path or a prefixed name, or a literal as in N-Triples."""
    return short(value.value) if isinstance(value, NamedNode) else str(value)


def _term(text: str) -> Term:
    from ...ontology.terms import PREFIXES, term

    text = text.strip()
    try:
        if text.startswith('"'):
            (quad,) = ox.parse(f"<{BASE}s> <{BASE}p> {text} .".encode(), format=ox.RdfFormat.N_TRIPLES)
            assert isinstance(quad.object, Literal)
            return quad.object
        if "://" in text:
            return NamedNode(text)
        if text.partition(":")[0] in PREFIXES and ":" in text:
            return term(text)
        return node(text.strip("/"))
    except (ValueError, SyntaxError) as error:
        raise DecisionError(f'"{text}" is no node and no value') from error
