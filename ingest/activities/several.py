"""Several activities told at once: "courses in Lima in March and in Quito in June", "two workshops"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.dates import When
from .topics import Topics


@dataclass(frozen=True, slots=True)
class _Item:
    """One of the activities of a list: its words, from `first` on, and the token that its day begins with."""

    first: int
    last: int
    words: str


class Several:
    """Finds the activities that a plural tells."""

    def __init__(self, activities: Topics) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.lex = activities.lex
        self.finder = activities.finder
        self.counted = frozenset(activities.data["listing"]["counted"])
        self.leads = frozenset(activities.data["listing"]["leads"])

    def run(self, sentence: Sentence) -> None:
        """Adds the activities of a sentence that a plural and what follows it tell."""
        tokens = sentence.tokens
        if not sentence.whens:
            return
        for i in [i for i, token in enumerate(tokens) if token.fold in self.finder.plural_openers]:
            size = self.finder.plural_heads.from_token(tokens, i)
            if not size or sentence.mention_at(i) is not None or sentence.in_speech(tokens[i].start):
                continue
            noun = self.finder.plurals[" ".join(t.fold for t in tokens[i : i + size])]
            items = self._bracketed(sentence, i + size) or self._spread(sentence, i + size)
            if items:
                self._add(sentence, (i, i + size), noun, items)
                return
            self._counted(sentence, i, i + size, noun)

    def _add(self, sentence: Sentence, head: tuple[int, int], noun: str, items: list[_Item]) -> None:
        """Makes an activity of each item; the plural speaks of all."""
        entities = []
        for item in items:
            entity = Entity(self.finder.classes[noun], head=noun, rule="activities/listed")
            entity.call(f"{noun} {item.words}", sentence.offsets(item.first, item.last))
            entities.append(self.acts.doc.book.add(entity))
        first = self.acts.bounds.left(sentence, head[0])
        mention = Mention(Kind.ACTIVITY, first, head[1], entities[0], more=tuple(entities[1:]))
        self.acts.add(sentence, mention, None)
        anchors = [(item.first, self.acts.found[e]) for item, e in zip(items, entities, strict=True)]
        self.acts.anchors.setdefault(sentence.index, []).extend(anchors)

    # ------------------------------------------------------------------ lists

    def _bracketed(self, sentence: Sentence, start: int) -> list[_Item]:
        """ "Lima (August 12 to 16), Quito (September 9 to 13)", "on response (May 27)"."""
        tokens = sentence.tokens
        items: list[_Item] = []
        begin = start
        for k in range(start, len(tokens)):
            if tokens[k].text in ":;," or (tokens[k].fold in self.lex.conjunctions and items):
                begin = k + 1
            elif tokens[k].text == "(" and k > begin and self._when_at(sentence, k + 1):
                first = begin + (tokens[begin].fold in self.lex.conjunctions)
                if first < k:
                    items.append(_Item(first, k, self._words(sentence, first, k)))
        return items if len(items) > 1 else []

    def _words(self, sentence: Sentence, first: int, last: int) -> str:
        words = " ".join(sentence.offsets(first, last).of(self.acts.doc.text).split())
        place = sentence.mention_at(first)
        lead = self.acts.data["place"]["within"][0]
        return f"{lead} {words}" if place is not None and place.kind is Kind.PLACE else words

    def _spread(self, sentence: Sentence, start: int) -> list[_Item]:
        """ "in Bogota in March and in Lima in June", "on May 3 in Lima and on May 5 in Quito"."""
        steps = list(self._steps(sentence, start))
        kinds = [isinstance(step, When) for _, _, step in steps]
        if len(steps) < 4 or len(steps) % 2 or any(a == b for a, b in pairwise(kinds)):
            return []
        items = []
        for one, other in zip(steps[::2], steps[1::2], strict=True):
            first, last, _ = other if isinstance(one[2], When) else one
            items.append(_Item(one[0], max(one[1], other[1]), self._words(sentence, first, last)))
        return items

    def _steps(self, sentence: Sentence, start: int) -> Iterator[tuple[int, int, When | Mention]]:
        """The places and dates after a token, each with its tokens, in the order of the text."""
        tokens = sentence.tokens
        k = start
        while k < len(tokens):
            when = self._when_at(sentence, k)
            mention = sentence.mention_at(k)
            if when is not None:
                last = next((n for n in range(k, len(tokens)) if tokens[n].start >= when.end), len(tokens))
                yield k, last, when
                k = last
            elif mention is not None and mention.kind is Kind.PLACE and tokens[k - 1].fold in self.leads:
                yield k, mention.last, mention
                k = mention.last
            else:
                k += 1

    def _when_at(self, sentence: Sentence, k: int) -> When | None:
        if k >= len(sentence.tokens):
            return None
        return next((w for w in sentence.whens if w.start == sentence.tokens[k].start), None)

    # ------------------------------------------------------------------ several as one

    def _counted(self, sentence: Sentence, head: int, last: int, noun: str) -> None:
        """ "A series of round tables on August 25 and 26", "two workshops": told as one, with its day."""
        tokens = sentence.tokens
        first = next(
            (k for k in range(head - 1, max(head - 5, -1), -1) if tokens[k].fold in self.counted), None
        )
        if first is None or any(not tokens[k].word for k in range(first, head)):
            return
        of = [k for k in range(first + 1, head) if tokens[k].fold in self.lex.owner]
        if of and of != [first + 1]:
            return
        first = self._last_of(sentence, first)
        reach, called = self.acts.bounds.right(sentence, last)
        entity = Entity(self.finder.classes[noun], head=noun, rule="activities/counted")
        span = sentence.offsets(first, max(called, last))
        entity.call(" ".join(span.of(self.acts.doc.text).split()), span)
        mention = Mention(Kind.ACTIVITY, first, last, self.acts.doc.book.add(entity), reach=reach)
        self.acts.add(sentence, mention, None)

    def _last_of(self, sentence: Sentence, first: int) -> int:
        """Where "the last of four round tables" begins."""
        tokens = sentence.tokens
        if first < 2 or tokens[first - 1].fold not in self.lex.owner:
            return first
        return first - 2 if tokens[first - 2].fold in self.acts.phrase["series"] else first
