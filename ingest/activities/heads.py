"""What stands above the text: the main activity's days and places in the headline or a line below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..base.model import Span
from ..names.document import Document, Sentence
from ..names.entities import Entity, Kind
from ..names.lexicon import CITY, STATE
from ..text.dates import When
from .topics import Activity, Topics

if TYPE_CHECKING:
    from .circumstances import Circumstances


class Head:
    """Reads the head of one release."""

    def __init__(self, activities: Topics, circumstances: Circumstances) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.doc = activities.doc
        self.when = circumstances
        self.whens = activities.above

    def dates(self) -> None:
        """The days that the head gives are the main activity's, where the text gives none."""
        for sentence, activity in self._in_title():
            for when in sentence.whens:
                if not activity.dated and len(when.first) == 10:
                    self.when.set_date(activity, when, sentence, verb=False)
        main = self.acts.main()
        if main is not None and not main.dated and self.whens:
            when = self.whens[0]
            main.start, main.end = (
                (when.first, Span(when.start, when.end)),
                (when.last, Span(when.start, when.end)),
            )

    def places(self) -> None:
        """Likewise the place beside such days: in the headline's brackets, or after them in their line."""
        for title, activity in self._in_title():
            for mention in title.mentions:
                if mention.kind is Kind.PLACE and title.whens and not activity.places:
                    span = title.offsets(mention.first, mention.last)
                    state = self.when.places.state_after(title, mention)
                    self.when.places.put(activity, mention.entity, state, span)
        main = self.acts.main()
        if main is not None and self.whens and not main.places and not main.hosts:
            for cls, entity, span in self._beside(self.whens[0]):
                city, state = (entity, None) if cls == CITY else (None, entity)
                self.when.places.put(main, city, state, span)

    def _in_title(self) -> Iterator[tuple[Sentence, Activity]]:
        """The activity that the headline names, with the headline."""
        if self.doc.title is not None:
            for _, activity in self.acts.in_sentence(self.doc.title):
                yield self.doc.title, activity

    def _beside(self, when: When) -> Iterator[tuple[object, Entity, Span]]:
        """The city and the state that the line of a date names."""
        end = self.doc.text.find("\n", when.end)
        text, split = self.doc.text, self.doc.lexicon.splitter
        tokens = split.tokens(text, when.end, end if end >= 0 else len(text))
        for i in range(len(tokens)):
            size, things = self.acts.lex.known.at(tokens, i)
            for thing in things[:1]:
                for cls, name in ((CITY, "schema:City"), (STATE, "cc:State")):
                    if cls in thing.types:
                        entity = self.doc.book.of_thing(thing, name, "names/known")
                        span = Span(tokens[i].start, tokens[i + size - 1].end)
                        entity.mention(span)
                        yield cls, entity, span


def days_above(doc: Document) -> Iterator[When]:
    """First and last days in the lines above the text: "November 28 2022 - December 2 2022 | Brussels"."""
    end = doc.body[0].span.start if doc.body else 0
    for when in doc.calendar.find(doc.text, 0, end, doc.release.issued):
        if when.range and len(when.first) == 10 and not when.relative:
            yield when
