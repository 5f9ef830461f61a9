"""How far a statement is to be believed, and what speaks for it.

The form is that of INDRA (Gyori et al., 2017) with publishers as sources: a publisher may err in all that it
says, and each of its claims may have been misread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

from pyoxigraph import NamedNode

from ...ontology import label_languages
from .said import Claim, Header

SYSTEMATIC = 0.05  # how often a publisher's word is wrong however clearly it stands there
THRESHOLD = 0.5  # what the knowledge graph asserts is believed at least so far
_DIGITS = 4  # of a belief that are told


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a statement."""

    claims: tuple[Claim, ...]  # the oldest first
    releases: tuple[Header, ...]  # that make them, the oldest first
    belief: float

    @property
    def first(self) -> str:
        """The date of the earliest release that bears one; nothing if none does."""
        return next((release.issued for release in self.releases if release.issued), "")

    @property
    def last(self) -> str:
        """The date of the latest release."""
        return self.releases[-1].issued if self.releases else ""

    @property
    def witnesses(self) -> int:
        """How many releases say so, where versions in several languages count once."""
        return len({release.witness for release in self.releases})

    @property
    def publishers(self) -> int:
        """How many publishers say so; a release of none is its own."""
        return len({release.source for release in self.releases})

    @property
    def references(self) -> str:
        """The releases as people cite them."""
        return "; ".join(dict.fromkeys(release.reference for release in self.releases))

    @property
    def strength(self) -> tuple[float, str]:
        """What two that exclude each other are compared by: the better believed, then the later."""
        return (self.belief, self.last)


def support(claims: Iterable[Claim], headers: Mapping[NamedNode, Header]) -> Support:
    """What some claims, all of one statement, come to."""
    ordered = sorted(claims, key=lambda each: (headers[each.release].by_date, each.start, each.iri.value))
    releases = {claim.release: headers[claim.release] for claim in ordered}
    return Support(tuple(ordered), tuple(releases.values()), belief(ordered, headers))


def belief(claims: Iterable[Claim], headers: Mapping[NamedNode, Header]) -> float:
    """From 0 to 1: ``1 - product over publishers (s + product over its claims (1 - confidence))``.

    Versions of one release in several languages are one witness, as good as the surest of them.
    """
    doubts: dict[NamedNode, dict[NamedNode, dict[NamedNode, list[float]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for claim in claims:
        header = headers[claim.release]
        doubts[header.source][header.witness][header.iri].append(1 - claim.confidence)
    wrong = (
        min(
            1.0,
            SYSTEMATIC
            + prod(sorted(min(prod(sorted(each)) for each in said.values()) for said in those.values())),
        )
        for those in doubts.values()
    )
    return round(max(0.0, 1 - prod(sorted(wrong))), _DIGITS) if doubts else 0.0


def best(claims: Iterable[Claim], headers: Mapping[NamedNode, Header]) -> Claim:
    """The claim whose passage is to be quoted: the surest, in the language shown first, the earliest.

    What is only mentioned proves less than what is stated.
    """

    def order(claim: Claim) -> tuple[object, ...]:
        header = headers[claim.release]
        language = label_languages.rank(header.language)
        bare = claim.predicate.value.endswith("mentions")
        return (bare, -claim.confidence, language, header.by_date, claim.start, claim.iri.value)

    return min(claims, key=order)
