"""Documents in small letters ("a cooperation agreement"), which count once a sentence makes news of them."""

from __future__ import annotations

from .document import Document, Mention, Sentence
from .entities import Entity
from .lexicon import INSTRUMENTS, singulars

_LEFT = 3  # words before the head noun, at most


def documents(document: Document) -> set[Entity]:
    """Mentions documents that have no name; returns them, to be dropped where no relation speaks of them."""
    found: set[Entity] = set()
    for sentence in document.body:
        for i, token in enumerate(sentence.tokens):
            candidate = token.fold in document.lexicon.unnamed_forms and token.text.islower()
            if candidate and sentence.mention_at(i) is None:
                _phrase(document, sentence, i, found)
        sentence.order()
    return found


def _phrase(document: Document, sentence: Sentence, head: int, found: set[Entity]) -> None:
    lexicon, tokens = document.lexicon, sentence.tokens
    word = tokens[head].fold
    plural = word not in lexicon.heads
    if plural:
        word = next((s for s in singulars(word) if s in lexicon.heads), word)
    cls = lexicon.heads.get(word)
    if (
        cls is None
        or cls not in INSTRUMENTS
        or word not in lexicon.unnamed
        or sentence.in_speech(tokens[head].start)
    ):
        return
    first = head
    while (
        first > 0
        and head - first < _LEFT
        and tokens[first - 1].text.islower()
        and _modifies(sentence, first - 1)
    ):
        first -= 1
    article = tokens[first - 1].fold if first > 0 else ""
    if article not in lexicon.articles:
        return
    definite = article not in lexicon.indefinite
    before = tokens[head].start
    known = document.book.last_of(cls, before)
    span = sentence.offsets(first, head + 1)
    if definite and not plural and known is not None:
        entity = known
    else:
        entity = document.book.add(Entity(cls, head=word, rule="documents/phrase"))
        found.add(entity)
        entity.call(span.of(document.text), span)
    entity.mention(span)
    sentence.add(Mention("i", first, head + 1, entity))


def _modifies(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    lexicon = sentence.parser.lex
    return (
        token.word
        and token.fold not in lexicon.function
        and token.fold not in lexicon.articles
        and sentence.mention_at(i) is None
    )
