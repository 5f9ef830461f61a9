"""Nouns in small letters that mean a body just named, where they say that it was founded."""

from __future__ import annotations

from .document import Document, Mention, Sentence
from .entities import latest
from .founding import founded_after
from .naming import Namer

_CLASSES = ("cc:CyberBody", "cc:GovernmentBody", "org:Organization", "cc:InternationalOrganization")


def bodies(document: Document, namer: Namer) -> None:
    """Mentions bodies that a noun comes back to: "The centre was established in January by ..."."""
    lexicon = document.lexicon
    for sentence in document.body:
        for i, token in enumerate(sentence.tokens):
            known = i and lexicon.is_organization(lexicon.heads.get(token.fold))
            if known and token.text.islower() and sentence.mention_at(i) is None:
                _again(document, namer, sentence, i)
        sentence.order()


def _again(document: Document, namer: Namer, sentence: Sentence, i: int) -> None:
    lexicon, token = document.lexicon, sentence.tokens[i]
    article = sentence.tokens[i - 1].fold
    if article not in lexicon.articles or article in lexicon.indefinite:
        return
    if sentence.in_speech(token.start) or not founded_after(sentence, i + 1, lexicon):
        return
    named = document.book.last(token.fold, _CLASSES, token.start)
    known = namer.namesakes.by_head(token.fold, token.start)
    entity = latest([e for e in (named, known) if e is not None], token.start)
    if entity is not None:
        entity.mention(sentence.offsets(i, i + 1))
        sentence.add(Mention("o", i, i + 1, entity))
