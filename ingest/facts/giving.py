"""Sums of money that somebody gives or promises, by bodies and states, and by those who speak for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..grammar.gifts import Gift
from ..names.document import Mention, Sentence
from ..names.entities import Entity
from ..people.holdings import Holding
from .actors import Cast
from .claims import Contribution, Statements

_SPONSOR = "schema:sponsor"


class Giving:
    """Notes the contributions of one document."""

    def __init__(self, cast: Cast, statements: Statements, offices: Iterable[Holding]) -> None:
        """Prepares for one document; `offices` are those of its persons."""
        self.cast = cast
        self.statements = statements
        self.offices = offices

    def run(self, sentence: Sentence, gift: Gift) -> None:
        """Notes a sum that somebody gives; one of which nobody gives or gets anything is none."""
        donors = self.cast.entities(sentence, gift.donors, _SPONSOR) or self._for_whom(gift.officials)
        recipients = self.cast.entities(sentence, gift.recipients, "")
        if not donors and not recipients:
            return
        self.statements.contributions.append(
            Contribution(
                gift.money,
                tuple(donors),
                tuple(recipients),
                tuple(self.cast.entities(sentence, gift.channels, "")),
                sentence.offsets(gift.first, gift.last),
                self.statements.rule_id(gift.frame),
            )
        )

    def _for_whom(self, officials: Sequence[Mention]) -> list[Entity]:
        """Whose officials promise something: "The Ambassador of Spain promised Peru EUR 5,000"."""
        persons = {m.entity for m in officials}
        held = [body for h in self.offices if h.person in persons for body in h.office.at[:1]]
        return held[-1:]
