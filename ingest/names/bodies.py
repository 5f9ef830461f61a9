"""Nouns in small letters that mean a body just named, where they say that it was founded."""

from __future__ import annotations

from .document import Document, Mention, Sentence
from .entities import Entity, Kind, latest
from .founding import founded_after, founded_national
from .naming import Namer

_CYBER = "cc:CyberBody"
_WORDS = 6  # between "national" and the end of such a body's description
_CLASSES = ("cc:CyberBody", "cc:GovernmentBody", "org:Organization", "cc:InternationalOrganization")


def bodies(document: Document, namer: Namer) -> set[Entity]:
    """Mentions bodies that a noun comes back to: "The centre was established in January by ...".

    Returns those that have no name of their own ("a national CSIRT"), to be dropped where nobody founds them.
    """
    found: set[Entity] = set()
    lexicon = document.lexicon
    national = frozenset(lexicon.table("names")["national"])
    nouns = national | lexicon.bodies
    for sentence in document.body:
        for i in [i for i, t in enumerate(sentence.tokens) if t.fold in nouns]:
            if not i or not sentence.tokens[i].text.islower() or sentence.mention_at(i) is not None:
                continue
            if sentence.tokens[i].fold in national:
                _national(document, sentence, i, found)
            else:
                _again(document, namer, sentence, i)
        sentence.order()
    return found


def _national(document: Document, sentence: Sentence, i: int, found: set[Entity]) -> None:
    """ "Botswana has set up a national CSIRT": a body of the state, though it has no name."""
    extent = _preceded(sentence, i) if document.lexicon.head_first else _followed(sentence, i)
    if extent is None or sentence.in_speech(sentence.tokens[i].start):
        return
    first, last, head = extent
    if not founded_national(sentence, first, last):
        return
    span = sentence.offsets(first, last)
    entity = document.book.add(Entity(_CYBER, head=head, rule="names/headed"))
    entity.call(span.of(document.text), span)
    entity.mention(span)
    found.add(entity)
    sentence.keep(m for m in sentence.mentions if not first <= m.first < last)
    sentence.add(Mention(Kind.ORGANIZATION, first, last, entity))


def _followed(sentence: Sentence, i: int) -> tuple[int, int, str] | None:
    """The stretch and the head of "a | national cyber security agency", from the token of "national" on."""
    lexicon, tokens = sentence.parser.lex, sentence.tokens
    heads = lexicon.table("names")["national_bodies"]
    if tokens[i - 1].fold not in lexicon.articles:
        return None
    for last in range(i + 2, min(i + 2 + _WORDS, len(tokens) + 1)):
        over = sentence.mention_at(last - 1)
        if not tokens[last - 1].word or (over is not None and over.entity is not None):
            return None
        words = [t.fold for t in tokens[i + 1 : last]]
        if words[-1] in heads or " ".join(words[-2:]) in heads:
            return i, last, words[-1]
    return None


def _preceded(sentence: Sentence, i: int) -> tuple[int, int, str] | None:
    """The stretch and the head of "un | CSIRT nacional", "una | agencia nacional de seguridad"."""
    lexicon, tokens = sentence.parser.lex, sentence.tokens
    heads = lexicon.table("names")["national_bodies"]
    if i < 2 or tokens[i - 2].fold not in lexicon.articles:
        return None
    noun = tokens[i - 1].fold
    for size in (3, 2, 0):
        if " ".join([noun, *(t.fold for t in tokens[i + 1 : i + 1 + size])]) in heads:
            return i - 1, i + 1 + size, noun
    return None


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
        sentence.add(Mention(Kind.ORGANIZATION, i, i + 1, entity))
