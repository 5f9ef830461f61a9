"""Documents in small letters ("a cooperation agreement"), which count once a sentence makes news of them."""

from __future__ import annotations

import re

from ..base.model import Span
from .document import Document, Mention, Sentence
from .entities import Entity, Kind, latest
from .lexicon import INSTRUMENTS

_LEFT = 3  # words before the head noun, at most


def documents(document: Document) -> set[Entity]:
    """Mentions documents that have no name; returns them, to be dropped where no relation speaks of them."""
    return _Documents(document).run()


def told_again(document: Document, unnamed: set[Entity]) -> set[Entity]:
    """Those that the text comes back to: they make news even where no relation speaks of them."""
    sentences: dict[Entity, set[int]] = {}
    for sentence in document.body:
        for mention in sentence.mentions:
            if mention.entity is not None and mention.entity in unnamed:
                sentences.setdefault(mention.entity, set()).add(sentence.index)
    return {entity for entity, found in sentences.items() if len(found) > 1}


class _Documents:
    """Finds the documents of one release that have no name of their own."""

    def __init__(self, document: Document) -> None:
        self.doc = document
        self.lex = document.lexicon
        self.found: set[Entity] = set()
        names = self.lex.table("names")
        self._any, self._same_words = frozenset(names["any"]), frozenset(names["same"])
        self._before = self._any | frozenset(names["before"])  # nouns that "the same" may stand before
        several = {word.split(" ")[0] for word in self.lex.unnamed if " " in word}
        self._first = self.lex.unnamed_forms | self._before | several

    def run(self) -> set[Entity]:
        """Goes through the sentences."""
        for sentence in self.doc.body:
            if any(t.text[0].isdigit() for t in sentence.tokens):
                self._symbols(sentence)
            for i in [i for i, t in enumerate(sentence.tokens) if t.fold in self._first]:
                if sentence.tokens[i].text.islower() and sentence.mention_at(i) is None:
                    self._phrase(sentence, i)
            sentence.order()
        return self.found

    def _symbols(self, sentence: Sentence) -> None:
        """Mentions what the text names by its number only: "resolution AG/RES. 2004 (XXXIV-O/04)"."""
        for cls, pattern in self.lex.symbols.items():
            for match in pattern.finditer(self.doc.text, sentence.span.start, sentence.span.end):
                self._symbol(sentence, cls, match)

    def _symbol(self, sentence: Sentence, cls: str, match: re.Match[str]) -> None:
        span = Span(*match.span())
        inside = [i for i, t in enumerate(sentence.tokens) if span.start <= t.start < span.end]
        over = [m for m in map(sentence.mention_at, inside) if m is not None]
        other = any(m.kind is not Kind.UNKNOWN and m.entity is not None and m.entity.cls != cls for m in over)
        if not inside or other or any(m.kind is Kind.INSTRUMENT for m in over):
            return
        entity = self.doc.book.find(match[0]) or self.doc.book.add(Entity(cls, rule="documents/symbol"))
        entity.call(match[0], span)
        self.doc.book.index(match[0], entity)
        entity.mention(span)
        sentence.keep(m for m in sentence.mentions if m not in over)
        sentence.add(Mention(Kind.INSTRUMENT, inside[0], inside[-1] + 1, entity))

    # ------------------------------------------------------------------ phrases

    def _phrase(self, sentence: Sentence, head: int) -> None:
        """Mentions the document of a noun in small letters, if it is one document."""
        size = self._size(sentence, head)
        if not size or sentence.in_speech(sentence.tokens[head].start):
            return
        word, plural = self._singular(sentence, head, size)
        same = self._same(sentence, head)
        cls = self._class(sentence, head, word, same)
        if cls is None or not (word in self.lex.unnamed or same) or self._titled(sentence, head + size):
            return
        first = self._left(sentence, head)
        article = sentence.tokens[first - 1].fold if first > 0 else ""
        if article not in self.lex.articles:
            return
        span = sentence.offsets(first, head + size)
        known = self.doc.book.last_of(cls, sentence.tokens[head].start)
        if known is not None and not plural and article not in self.lex.indefinite:
            entity = known
        elif word in self.lex.unnamed:
            entity = self.doc.book.add(Entity(cls, head=word, rule="documents/phrase"))
            self.found.add(entity)
            entity.call(span.of(self.doc.text), span)
        else:
            return
        entity.mention(span)
        entity.state = entity.state or self._state(sentence, head + size)
        sentence.add(Mention(Kind.INSTRUMENT, first, head + size, entity))

    def _state(self, sentence: Sentence, after: int) -> Entity | None:
        """The state whose document it is: "the policy of Belize"."""
        lexicon, tokens = self.lex, sentence.tokens
        if after >= len(tokens) or tokens[after].fold not in lexicon.owner:
            return None
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].fold in lexicon.articles)
        mention = sentence.mention_at(after)
        return mention.entity if mention is not None and mention.kind is Kind.STATE else None

    def _size(self, sentence: Sentence, i: int) -> int:
        """How many tokens the noun takes of a document without a name: "memorandum of understanding"."""
        size = self.lex.phrases.from_token(sentence.tokens, i)
        if size > 1 and " ".join(t.fold for t in sentence.tokens[i : i + size]) in self.lex.unnamed:
            return size
        return int(sentence.tokens[i].fold in self.lex.unnamed_forms or self._same(sentence, i))

    def _same(self, sentence: Sentence, i: int) -> bool:
        """Whether a noun means a document named before: "the same decree"."""
        tokens = sentence.tokens
        return i > 0 and tokens[i].fold in self._before and tokens[i - 1].fold in self._same_words

    def _singular(self, sentence: Sentence, head: int, size: int) -> tuple[str, bool]:
        """The noun in the singular, and whether the text has it in the plural."""
        word = " ".join(t.fold for t in sentence.tokens[head : head + size])
        if word in self.lex.heads or word in self._any:
            return word, False
        return self.lex.plural_heads.get(word, word), True

    def _class(self, sentence: Sentence, head: int, word: str, same: bool) -> str | None:
        cls = self.lex.heads.get(word)
        if cls is None and same and word in self._any:  # "the same document"
            last = latest(self.doc.book.of_classes(INSTRUMENTS), sentence.tokens[head].start)
            cls = last.cls if last else None
        return cls if cls in INSTRUMENTS else None

    def _titled(self, sentence: Sentence, after: int) -> bool:
        """Whether the title of the document follows: "the guide (called) "First Steps""."""
        noun = sentence.tokens[after - 1].fold
        while after < len(sentence.tokens) and sentence.tokens[after].fold in self.lex.titled:
            after += 1
        mention = sentence.mention_at(after)
        if mention is None or mention.name is None:
            return False
        entitled = noun in self.lex.entitling and mention.name.head == noun
        return mention.kind is Kind.INSTRUMENT and (mention.name.quoted or entitled)

    def _left(self, sentence: Sentence, head: int) -> int:
        """Where the words begin that stand before the noun and belong to it."""
        first = head
        while first > 0 and head - first < _LEFT and self._modifies(sentence, first - 1):
            first -= 1
        return first

    def _modifies(self, sentence: Sentence, i: int) -> bool:
        token = sentence.tokens[i]
        if not (token.word and token.text.islower()) or sentence.mention_at(i) is not None:
            return False
        return token.fold not in self.lex.function and token.fold not in self.lex.articles
