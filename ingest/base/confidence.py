"""How often a rule is right: counted on annotated texts that nobody who writes rules has read.

The counts stand in ``measured.toml``, written by `make confidence` (``benchmarks/counting.py``). Those on
what the annotation does not cover come from ``tests/apart/judged.toml``: a reader judged claim by claim.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

_WEIGHT = 5  # claims: so much a rule's stage weighs beside the rule's own, and all rules beside a stage's
_MOST = 0.99  # no count of a few hundred claims proves that a rule is never wrong

Count = tuple[int, int]  # claims that were right, and wrong


@cache
def confidence(rule: str) -> float:
    """The measured precision of a rule, 0 to 0.99, to two decimals.

    Few claims prove little. So the precision of a rule's stage ("en/frames") counts for a few claims more,
    and that of all rules for a few more of the stage: the mean of a beta distribution with that prior
    (Gelman et al., Bayesian Data Analysis, section 2.4).
    """
    counts = measured()
    stage = rule.rpartition("/")[0] + "/"
    all_rules = _mean(counts.values(), 0.5)
    same_stage = _mean([count for name, count in counts.items() if name.startswith(stage)], all_rules)
    return min(round(_mean([counts.get(rule, (0, 0))], same_stage), 2), _MOST)


@cache
def measured() -> Mapping[str, Count]:
    """Each rule that made a claim in the annotated texts, with its counts."""
    data = tomllib.loads(files(__package__).joinpath("measured.toml").read_text(encoding="utf-8"))
    return {rule: (right, wrong) for rule, (right, wrong) in data["rules"].items()}


def _mean(counts: Collection[Count], prior: float) -> float:
    right, all_claims = sum(count[0] for count in counts), sum(map(sum, counts))
    return (right + _WEIGHT * prior) / (all_claims + _WEIGHT)
