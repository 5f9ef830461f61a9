"""Which line is the headline: the candidate for which the most speaks, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..base.model import Span
from .lines import Line
from .title_evidence import Surroundings

# What speaks for a headline, and how much. The weights of words told, length and order were fitted on
# releases below invented furniture, and hold as well below furniture that was left out of the fit.
_WEIGHTS: Mapping[str, float] = {
    "named by the page": 6,  # <title>, og:title, JSON-LD and <h1> agree
    "repeated": 3,  # it stands twice, or ends a trail
    "told": 3.5,  # the share of its words that the body uses
    "told at once": 1.5,  # the share that the first sentences use
    "words told": 2.5,  # not one or two only
    "first": 2,  # of the headings that stand together
    "below a headline": -2,  # a subtitle
    "near": 2,  # few buttons and notices stand between it and the text
    "beside the date": 0.5,
    "of a title's length": 2,
    "newsy": 0.5,  # it has a word that titles have and names of bodies have not
    "of several items": 16,  # the name of a newsletter above its items
    "short": -3,
    "long": -2,
    "stopped": -2,  # as a slogan
    "letterhead": -4,
    "above the kind": -3,
    "heads the page": -4,  # as who issues it does: "British Embassy Lima / Press Release / ..."
    "labeled": -4,  # "Photo: ..."
    "bulleted": -2,
    "periodical": -4,  # the name of a newsletter
    "of the event": -8,  # its days
}
_LEAST = 0.5  # a headline scores more
_RIVAL = 1.5  # what a line scores that might have been overlooked
_SPREAD = 2.0  # of the lead over the second best at which the doubt is 1/e of the most
_DOUBT = 0.5  # where two lines lead


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, where it stands, the lines that say nothing more, and how sure it is."""

    span: Span
    line: Line
    echoes: frozenset[Line]
    certainty: float


def headline(
    text: str, head: Sequence[Line], body: Sequence[Line], titles: Sequence[str], language: str
) -> Headline | None:
    """The title among the lines above the text; `titles` is what the page's metadata call it."""
    around = Surroundings(text, head, body, titles, language)
    scored = [(score(around.features(one)), one) for one in around.candidates]
    if not scored:
        return None
    best, one = max(scored, key=lambda pair: pair[0])
    if best < _LEAST:
        return None
    second = max([_RIVAL, *(points for points, other in scored if other is not one)])
    return Headline(one.span, one.line, frozenset(one.echoes), certainty(best - second))


def score(features: Mapping[str, float]) -> float:
    """What speaks for and against a headline, weighed."""
    return sum(_WEIGHTS[name] * value for name, value in features.items())


def certainty(lead: float) -> float:
    """How sure the best of several headlines is, by how much it leads the second: 0.5 to 1."""
    return round(1 - _DOUBT * math.exp(-max(lead, 0) / _SPREAD), 2)
