"""The activity of a headline: it names the one that the text tells of, and may say when and where."""

from __future__ import annotations

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.tokens import fold
from .merging import Merging
from .ordinals import Ordinals
from .topics import Activity, Topics

_SOON = 3  # sentences within which the text comes to the activity of its headline
_LONGEST = 9  # words before the head of a headline's activity


class Headline:
    """Finds the activity of one headline, where every word may be capitalized."""

    def __init__(self, activities: Topics, ordinals: Ordinals) -> None:
        """Works on the activities of one document, all of them found."""
        self.acts = activities
        self.lex = activities.lex
        self.finder = activities.finder
        self.ordinals = ordinals

    def run(self) -> None:
        """Gives the headline's name to the activity that it means, or makes one if the text has none."""
        title = self.acts.doc.title
        if title is None or not self.acts.doc.body:
            return
        head = self._head(title)
        if head is None:
            return
        first, last = self._first(title, head[0]), head[1]
        if self.acts.found:
            first = self._known(title, first, head[0])
        noun = " ".join(t.fold for t in title.tokens[head[0] : last])
        if self.lex.head_first:
            first = self.acts.bounds.left(title, head[0])
            last = self.acts.bounds.right(title, self.acts.bounds.modified(title, last))[1]
        meant = self._activity(title, first, last, noun)
        same = self._same(meant)
        told = any(len(w.first) == 10 for w in title.whens) or bool(self.acts.above)
        told = told or any(self._line_of_days(s) for s in self.acts.doc.body[:1])
        if same is None and (self.acts.found or not told):
            return
        span = title.offsets(first, last)
        text = " ".join(span.of(self.acts.doc.text).split())
        activity = same or meant
        if same is None:
            self.acts.doc.book.add(meant.entity)
            self.acts.found[meant.entity] = meant
            meant.named = True
        if last - first > 1 or same is None:
            activity.entity.call(text, span)
        activity.entity.mention(span)
        activity.number = activity.number or meant.number
        title.add(Mention(Kind.ACTIVITY, first, last, activity.entity))

    def _line_of_days(self, sentence: Sentence) -> bool:
        """Whether a line below a headline tells its days: "November 28 2022 - December 2 2022 | Brussels"."""
        when = next(iter(sentence.whens), None)
        return sentence.heading and when is not None and when.range and when.start == sentence.span.start

    def _head(self, title: Sentence) -> tuple[int, int] | None:
        """The first head noun of an activity in a headline, outside of names, with its end."""
        i = 0
        while i < len(title.tokens):
            size = self.finder.heads.from_token(title.tokens, i)
            mention = title.mention_at(i)
            if size and mention is None and not self._only_kind(title, i + size):
                noun = " ".join(t.fold for t in title.tokens[i : i + size])
                return None if noun in self.finder.nameless else (i, i + size)
            i += max(size, 1)
        return None

    def _only_kind(self, title: Sentence, after: int) -> bool:
        """Whether a head is followed by another, or by a word that it only describes: "training course"."""
        if after >= len(title.tokens):
            return False
        token = title.tokens[after]
        return token.fold in self.acts.phrase["kinds"] or bool(
            not self.lex.head_first and self.finder.heads.from_token(title.tokens, after)
        )

    def _first(self, title: Sentence, head: int) -> int:
        """Where its name begins: after a verb, a preposition or an article."""
        i = head
        while i > 0 and head - i < _LONGEST:
            token = title.tokens[i - 1]
            mention = title.mention_at(i - 1)
            known = mention is not None and mention.kind in (Kind.STATE, Kind.PLACE, Kind.PERSON)
            if not token.word or known or token.fold in self.lex.function or token.fold in self.lex.articles:
                break
            if token.fold in self.acts.phrase["stops"]:
                break
            i -= 1
        return i

    def _known(self, title: Sentence, first: int, head: int) -> int:
        """Where the words before a head begin that the text uses of activities too: no verb is one."""
        names = (name for activity in self.acts.all() for name in activity.entity.names)
        words = {word for name in names for word in fold(name).split()}
        words |= self.acts.phrase["modifiers"] | self.lex.joiners
        k = head
        while k > first and (title.tokens[k - 1].fold in words or self.lex.known.at(title.tokens, k - 1)[0]):
            k -= 1
        return k

    def _activity(self, title: Sentence, first: int, last: int, noun: str) -> Activity:
        number = self.ordinals.told(title.tokens[first:last])
        entity = Entity(self.finder.classes[noun], head=noun, rule="activities/headline")
        return Activity(entity, False, number=number, heading=True)

    def _same(self, meant: Activity) -> Activity | None:
        """The first activity of the text that a headline may mean."""
        merging = Merging(self.acts)
        for activity in sorted(self.acts.all(), key=lambda a: (a.first, a.entity.first)):
            if activity.first > _SOON:
                return None
            if merging.may_be(meant, activity):
                return activity
        return None
