"""Further activities of a series, told by their number alone: "the next edition", "a second one"."""

from __future__ import annotations

from ..names.document import Mention, Sentence
from ..names.entities import Entity, Kind
from .ordinals import Ordinals
from .same_series import Series
from .topics import EDITION, Activity, Topics

_SOON = 8  # tokens after "the second" in which its day or place must come


class Editions:
    """Finds them in the sentences of one document, each after the activity of its series."""

    def __init__(self, activities: Topics, series: Series, ordinals: Ordinals) -> None:
        """Works on the activities of one document."""
        self.acts = activities
        self.lex = activities.lex
        self.series = series
        self.ordinals = ordinals
        words = activities.data["edition"]
        self.nouns, self.follow = frozenset(words["nouns"]), frozenset(words["follow"])
        self.pronouns = frozenset(words["pronouns"])
        self.words = self.nouns | self.pronouns | series.told | ordinals.words

    def run(self, sentence: Sentence) -> None:
        """Adds those that a sentence tells of."""
        for i, token in enumerate(sentence.tokens):
            if token.fold not in self.words or sentence.in_speech(token.start):
                continue
            if sentence.mention_at(i) is not None:
                continue
            if token.fold in self.nouns or token.fold in self.pronouns:
                self._edition(sentence, i)
            elif i and i + 1 < len(sentence.tokens) and self.series.tells(token):
                self._again(sentence, i + 1)
                self._ordinal(sentence, i)

    def _again(self, sentence: Sentence, i: int) -> None:
        """ "A second CyberQuipu is planned", where the text has told of "CyberQuipu 2017"."""
        mention = sentence.mention_at(i)
        if mention is None or mention.first != i:
            return
        series, last = self._named(sentence, i)
        if series is not None:
            sentence.keep(m for m in sentence.mentions if m is not mention)
            self._add(sentence, i - 1, i, last, series)

    def _edition(self, sentence: Sentence, i: int) -> None:
        """ "The next edition will be held", "another one is planned"; not "the edition of the Forum"."""
        tokens = sentence.tokens
        first = self.acts.bounds.left(sentence, i)
        article = self.acts.bounds.article(sentence, first)
        words = tokens[first:i]
        told = any(self.series.tells(t) or t.fold in self.acts.phrase["another"] for t in words)
        told = told or (article in self.acts.phrase["another"])
        if tokens[i].fold in self.nouns:
            told = told or article in self.lex.indefinite or article in self.lex.possessive
        if not told or (article in self.acts.phrase["general"] and article != "another"):
            return
        if i + 1 < len(tokens) and tokens[i + 1].fold in self.lex.owner:
            series, last = self._named(sentence, i + 2)
            if series is not None:
                self._add(sentence, first, i, last, series)
            return
        self._add(sentence, first, i, i + 1)

    def _named(self, sentence: Sentence, k: int) -> tuple[Activity | None, int]:
        """The activity of which a name that only begins its own reminds: "edition of Escudo del Istmo"."""
        k += k < len(sentence.tokens) and sentence.tokens[k].fold in self.lex.articles
        mention = sentence.mention_at(k)
        if mention is None or mention.kind is not Kind.UNKNOWN or mention.entity is not None:
            return None, k
        name = " ".join(sentence.offsets(mention.first, mention.last).of(self.acts.doc.text).split())
        named = (
            a for a in self.acts.all() if a.named and any(n.startswith(name + " ") for n in a.entity.names)
        )
        return next(named, None), mention.last

    def _ordinal(self, sentence: Sentence, i: int) -> None:
        """ "Quito is to host the second in August": a number without a noun, and its day or place."""
        tokens = sentence.tokens
        if tokens[i - 1].fold not in self.lex.articles or tokens[i - 1].fold in self.lex.indefinite:
            return
        if i + 1 >= len(tokens) or tokens[i + 1].fold not in self.follow:
            return
        soon = tokens[i + 1 : i + 1 + _SOON]
        dated = any(w.start == t.start for w in sentence.whens for t in soon)
        latest = self.acts.latest(tokens[i].start)
        if dated and latest is not None and latest.number is not None:
            self._add(sentence, i, i, i + 1)

    def _add(
        self, sentence: Sentence, first: int, head: int, last: int, series: Activity | None = None
    ) -> None:
        """Adds one more of a series, by default that of the activity which the text named last."""
        tokens = sentence.tokens
        before = series or self.acts.latest(tokens[first].start)
        if before is None:
            return
        number = self.ordinals.told(tokens[first : max(head, first + 1)])
        if number is not None and number == before.number:
            return
        span = sentence.offsets(first, last)
        name = sentence.mention_at(last + 1) if last + 1 < len(tokens) and tokens[last].text == "," else None
        entity = Entity(before.entity.cls, head=before.entity.head, rule=EDITION)
        entity.call(" ".join(span.of(self.acts.doc.text).split()), span)
        if name is not None and name.kind is Kind.UNKNOWN and name.entity is None and name.first == last + 1:
            named = sentence.offsets(name.first, name.last)  # "Its first edition, TRADEWATCH, ..."
            entity.call(self.acts.words(named), named)
            name.kind, name.entity = Kind.ACTIVITY, entity
        self.acts.add(sentence, Mention(Kind.ACTIVITY, first, last, self.acts.doc.book.add(entity)), number)
