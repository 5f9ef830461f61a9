"""Places that lines of their own tell: headlines, datelines, the cities of a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.model import Span
from ..names.document import Sentence
from ..names.entities import Kind
from .lasting import MOMENTS
from .topics import Topics

if TYPE_CHECKING:
    from .places import Places

_LINE = 4  # words of a line that is only a place, at most


class PlaceLines:
    """Gives activities without a place that of a line above them."""

    def __init__(self, activities: Topics, places: Places) -> None:
        """Works on the activities of one document, the places of whose sentences are found."""
        self.acts = activities
        self.doc = activities.doc
        self.places = places

    def run(self) -> None:
        """The headline's and the first dateline's first, then those of items, then a programme's."""
        self._headline()
        self._items()
        self._programme()

    def _headline(self) -> None:
        """The place in the headline, else the dateline, is the main activity's, where the text gives none."""
        title, main = self.doc.title, self.acts.main()
        if main is None or main.places:
            return
        kinds = (Kind.PLACE, Kind.STATE)
        named = [] if title is None else [m.entity for m in title.mentions if m.kind in kinds]
        for _, city, state, span in self.places.datelines[:1]:
            if self._elsewhere(span):
                break
            if all(entity in (city, state) for entity in [*named, *(host for host, _ in main.hosts)]):
                self.places.put(main, city, state, span)
        if title is None or main.places or main.hosts:
            return
        for mention in title.mentions:
            before = title.tokens[mention.first - 1].fold if mention.first else ""
            if mention.kind in kinds and before in self.places.prepositions - self.places.towards:
                city = mention.entity if mention.kind is Kind.PLACE else None
                state = mention.entity if mention.kind is Kind.STATE else None
                self.places.put(main, city, state, title.offsets(mention.first, mention.last))

    def _items(self) -> None:
        """A dateline further down is of the first activity of its own item: "[Accra, 1 December] ..."."""
        for sentence, city, state, span in self.places.datelines:
            item = (s for s in self.doc.body[sentence.index :] if s.paragraph == sentence.paragraph)
            own = (a for s in item for _, a in self.acts.in_sentence(s))
            seen: set[bool] = set()  # the first that lasts, and the first signing or launch
            for activity in () if self._elsewhere(span) else own:
                moment = activity.entity.cls in MOMENTS
                if moment not in seen and not activity.places and not activity.hosts:
                    self.places.put(activity, city, state, span)
                seen.add(moment)

    def _programme(self) -> None:
        """A line that is only a place is that of the items below it: "BRIDGETOWN, BARBADOS"."""
        for sentence in self.doc.body:
            place = next((m for m in sentence.mentions if m.kind is Kind.PLACE), None)
            words = [t for t in sentence.tokens if t.word]
            if not sentence.heading or place is None or place.first > 0 or len(words) > _LINE:
                continue
            below = self.doc.body[sentence.index + 1 :]
            end = next(
                (s.index for s in below if s.heading and self._opens_with_place(s)), len(self.doc.body)
            )
            for activity in self.acts.all():
                if sentence.index < activity.first < end and not (activity.places or activity.hosts):
                    span = sentence.offsets(place.first, place.last)
                    self.places.put(activity, place.entity, self.places.state_after(sentence, place), span)

    def _opens_with_place(self, sentence: Sentence) -> bool:
        place = sentence.mention_at(0)
        return place is not None and place.kind is Kind.PLACE

    def _elsewhere(self, dateline: Span) -> bool:
        """Whether the sentence after a dateline tells another place: "GENEVA - The drill began in Lusaka"."""
        sentence = next(s for s in self.doc.body if s.span.holds(dateline))
        return any(
            m.kind in (Kind.PLACE, Kind.STATE)
            and sentence.tokens[m.first - 1].fold in self.places.prepositions
            and not self.places.of_a_body(sentence, m)
            for m in sentence.mentions
            if m.first and sentence.tokens[m.first].start > dateline.end
        )
