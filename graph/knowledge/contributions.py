"""One sum, one node: money that several releases recall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from ...ontology.terms import term
from ..identity.components import components
from .believing import support
from .said import Claim, Term, World
from .stating import Assertion, assertion_quads, hashed, say, text

CONTRIBUTION = term("cc:Contribution")
VALUE, _LEAST, _MOST = term("schema:value"), term("schema:minValue"), term("schema:maxValue")
_CURRENCY, _THEME, _FORM, _VALUE_IS = map(term, ("schema:currency", "cc:theme", "cc:form", "cc:valueIs"))
ENDS = {  # who has to do with it, and how their names are shown
    "cc:donor": "cc:donorNames",
    "cc:recipient": "cc:recipientNames",
    "cc:through": "cc:throughNames",
}
LINKS = (*map(term, ENDS), term("cc:purpose"))
_SUM = (_CURRENCY, VALUE, _LEAST, _MOST)

Sum = tuple[frozenset[Term], ...]  # currency, value, least and most


@dataclass(frozen=True, slots=True)
class Gift:
    """A contribution as one release tells it."""

    iri: NamedNode
    sum: Sum
    ends: tuple[frozenset[NamedNode], ...]
    claims: tuple[Claim, ...]


def gift(world: World, iri: NamedNode) -> Gift:
    """What a release says of one contribution."""
    claims = tuple(world.about.get(iri, ()))

    def objects(predicate: NamedNode) -> frozenset[Term]:
        return frozenset(claim.object for claim in claims if claim.predicate == predicate)

    ends = tuple(
        frozenset(each for each in objects(term(curie)) if isinstance(each, NamedNode)) for curie in ENDS
    )
    return Gift(iri, tuple(map(objects, _SUM)), ends, claims)


def contributions(world: World, gifts: Iterable[Gift]) -> list[Assertion]:
    """Gifts of which those that may be one are: of one sum, where donors and recipients agree."""
    by_sum: dict[Sum, list[Gift]] = defaultdict(list)
    for each in sorted(set(gifts), key=lambda each: each.iri.value):
        by_sum[each.sum].append(each)
    found = []
    for those in by_sum.values():
        pairs = [(each, each) for each in those]
        pairs += [pair for pair in combinations(those, 2) if _one(*pair)]
        found += [_assertion(world, group) for group in components(pairs)]
    return sorted(found, key=lambda each: each.iri.value)


def _one(left: Gift, right: Gift) -> bool:
    """Whether two gifts of one sum may be one, and share a donor or a recipient."""
    both = list(zip(left.ends, right.ends, strict=True))
    agree = all(not ours or not theirs or ours & theirs for ours, theirs in both[:2])
    return agree and any(ours & theirs for ours, theirs in both)


def _assertion(world: World, gifts: set[Gift]) -> Assertion:
    claims = [claim for each in gifts for claim in each.claims]
    parts: list[tuple[str, Term]] = []
    for curie in (*ENDS, "cc:purpose", "cc:theme", "cc:form"):
        parts += [(curie, each) for each in _values(claims, term(curie))]
    for predicate, curie in zip(
        _SUM, ("schema:currency", "schema:value", "schema:minValue", "schema:maxValue"), strict=True
    ):
        parts += [(curie, each) for each in _values(claims, predicate)[:1]]
    parts += [("cc:valueIs", each) for each in _most(claims, _VALUE_IS)]
    first = [(name, value) for name, value in parts if name in (*ENDS, "schema:currency") or "alue" in name]
    iri = hashed("contribution", *(f"{name} {value}" for name, value in first if name != "cc:valueIs"))
    return Assertion(iri, "cc:Contribution", tuple(parts), support(claims, world.headers))


def _values(claims: Iterable[Claim], predicate: NamedNode) -> list[Term]:
    return sorted({claim.object for claim in claims if claim.predicate == predicate}, key=str)


def _most(claims: list[Claim], predicate: NamedNode) -> list[Term]:
    """The value that most claims state, if any."""
    said = [claim.object for claim in claims if claim.predicate == predicate]
    return [min(set(said), key=lambda each: (-said.count(each), str(each)))] if said else []


def contribution_quads(
    world: World, assertion: Assertion, label: Callable[[NamedNode], str]
) -> Iterator[Quad]:
    """A contribution with names and sum as people read them."""
    yield from assertion_quads(world, assertion)
    amount = amount_text(dict(assertion.parts))
    if amount:
        yield say(assertion.iri, "cc:amountText", text(amount))
        yield say(assertion.iri, "rdfs:label", text(amount))
    for curie, shown in ENDS.items():
        names = {
            label(each) for name, each in assertion.parts if name == curie and isinstance(each, NamedNode)
        }
        if names:
            yield say(assertion.iri, shown, text(joined(names)))


def amount_text(parts: dict[str, Term]) -> str:
    """A sum as people write it: "USD 250,000"."""
    sums = [
        f"{Decimal(parts[name].value):,f}"
        for name in ("schema:value", "schema:minValue", "schema:maxValue")
        if name in parts
    ]
    currency = [parts["schema:currency"].value] if "schema:currency" in parts else []
    return " ".join([*currency, "–".join(sums)]) if sums else ""


def joined(names: Iterable[str]) -> str:
    """Names in alphabetical order, as one string."""
    return "; ".join(sorted(set(names), key=lambda name: (name.casefold(), name)))
