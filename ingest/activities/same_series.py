"""Activities of one series, told apart: "the next Forum" is not the Forum that the release reports."""

from __future__ import annotations

from ..base.model import Span
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.language import Table
from ..text.tokens import Token
from . import ordinals

_HELD = 5  # tokens after a body in which "held" says that it is a meeting
_ORDINAL = 20  # characters: no ordinal is longer


class Series:
    """Knows which words tell one activity of a series from another."""

    def __init__(self, document: Document, data: Table) -> None:
        """Starts with no activity; `data` is the language's table of activities."""
        self.doc = document
        self.lex = document.lexicon
        self.held = frozenset(data["phrase"]["sat"])
        self.told = frozenset(data["phrase"]["series"])
        self.between = frozenset(data["phrase"]["editions"]) | document.lexicon.articles
        self.ordinals = ordinals.of(document.lexicon.language)
        self._known: dict[Entity, str] = {}  # each activity, with the word before its first mention
        self._meetings: dict[str, Entity] = {}  # of bodies, by their names
        self._others: dict[tuple[Entity, str], Entity] = {}

    def one(self, sentence: Sentence, first: int, last: int, entity: Entity) -> Entity:
        """The activity that a mention means: the one that bears the name, or another of its series."""
        begin = self._begin(sentence, first)
        word = "" if begin is None else "".join(t.fold for t in sentence.tokens[begin : begin + 2])
        if begin is None or self._known.setdefault(entity, word) == word:
            self._known.setdefault(entity, word)
            return entity
        if (entity, word) not in self._others:
            other = self.doc.book.add(Entity(entity.cls, head=entity.head, rule="activities/series"))
            self._others[entity, word] = other
        other = self._others[entity, word]
        span = sentence.offsets(begin, last)
        other.call(" ".join(span.of(self.doc.text).split()), span)
        other.mention(span)
        return other

    def words(self, sentence: Sentence, first: int) -> list[Token]:
        """What tells before a name which one is meant: "second" in "the second edition of the Forum"."""
        begin = self._begin(sentence, first)
        return [] if begin is None else sentence.tokens[begin:first]

    def _begin(self, sentence: Sentence, first: int) -> int | None:
        """Where the word stands that tells which one is meant, if there is one."""
        i = first - 1
        while i >= 0 and sentence.tokens[i].fold in self.between:
            i -= 1
        if i >= 0 and self.tells(sentence.tokens[i]):
            return i
        return i - 1 if i > 0 and self.ordinals.told(sentence.tokens[i - 1 : i + 1]) else None

    def tells(self, token: Token) -> bool:
        """Whether a word tells one of a series from another: "next", "fifty-second"."""
        return token.fold in self.told or self.ordinals.is_ordinal(token.text)

    def gatherings(self, sentence: Sentence) -> None:
        """A body with an ordinal before it is one of its meetings: "the 45th General Assembly of the OAS"."""
        for mention in sentence.mentions:
            if mention.kind is not Kind.ORGANIZATION or mention.entity is None:
                continue
            body = sentence.offsets(mention.first, mention.last)
            start = self._ordinal(max(sentence.span.start, body.start - _ORDINAL), body)
            start = start if start is not None else self._held(sentence, mention)
            cls = self._meets(sentence, mention) if start is not None else None
            if start is None or cls is None:
                continue
            span = Span(start, body.end)
            name, _, note = " ".join(span.of(self.doc.text).split()).partition(" (")
            if name not in self._meetings:
                entity = Entity(cls, parent=mention.entity, owned=True, rule="activities/ordinal")
                self._meetings[name] = self.doc.book.add(entity)
            entity = self._meetings[name]
            for known in filter(None, (name, note.partition(")")[0])):  # "... of the Americas (REMJA VII)"
                entity.call(known, span)
                self.doc.book.index(known, entity)
            entity.mention(span)
            mention.kind, mention.entity, mention.name = Kind.ACTIVITY, entity, None

    def _held(self, sentence: Sentence, mention: Mention) -> int | None:
        """Where a body begins that is said to be held: "the OAS General Assembly, held in June"."""
        following = sentence.tokens[mention.last : mention.last + _HELD]
        held = any(t.fold in self.held for t in following[1:]) and bool(sentence.whens)
        before = mention.first - 1
        while before > 0 and sentence.tokens[before].fold in self.lex.articles:
            before -= 1
        owner = before >= 0 and sentence.tokens[before].fold in self.lex.owner
        return sentence.tokens[mention.first].start if held and not owner else None

    def _ordinal(self, near: int, body: Span) -> int | None:
        """Where an ordinal begins right before a body's name, or with it; None where there is none."""
        text = self.doc.text
        for before in self.ordinals.pattern.finditer(text, near, body.start):
            if before.end() == body.start:  # not "the first time that the Forum"
                return before.start()
        return body.start if self.ordinals.pattern.match(text, body.start, body.start + _ORDINAL) else None

    def _meets(self, sentence: Sentence, mention: Mention) -> str | None:
        """The class of activity that a body's head noun means too: "Assembly"."""
        tokens = sentence.tokens[mention.first : mention.last]
        core = next((k for k, t in enumerate(tokens) if t.fold in self.lex.owner), len(tokens))
        head = 0 if self.lex.head_first else core - 1
        while head + 1 < core and self.lex.head_first and self.tells(tokens[head]):
            head += 1
        cls = self.lex.heads.get(tokens[head].fold) if core else None
        return cls if cls is not None and self.lex.is_activity(cls) else None
