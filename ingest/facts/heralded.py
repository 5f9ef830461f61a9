"""Bodies of the text in a headline that capitalizes all: "Ghana Sets Up Cyber Security Authority"."""

from __future__ import annotations

from collections.abc import Iterator

from ..grammar.frames import Frames
from ..grammar.standing import naming
from ..grammar.syntax import Parse, Phrase
from ..names.document import Document, Mention, Sentence
from ..names.entities import Entity, Kind
from ..text.tokens import fold

_TELLING = 2  # words of a name that mean a body of the text which has more: "Cyber Security Centre"


def heralded(document: Document, title: Sentence, parsed: Parse, frames: Frames) -> bool:
    """Mentions in a headline the bodies that it says to be set up; whether there are any."""
    found = False
    for phrase in _set_up(parsed, frames):
        words = phrase.words[bool(phrase.determiner) :]
        if not words or any(title.mention_at(word.first) is not None for word in words):
            continue
        body = _body(document, " ".join(word.fold for word in words))
        if body is not None:
            title.add(Mention(Kind.ORGANIZATION, words[0].first, words[-1].last, body))
            found = True
    if found:
        title.order()
    return found


def _set_up(parsed: Parse, frames: Frames) -> Iterator[Phrase]:
    """What stands beside a verb of founding."""
    for clause in parsed.clauses:
        told = [frame for _, _, each in naming(clause, frames.relations) for frame in each]
        if any(frame.holding("body") and frame.holding("founder") for frame in told):
            for phrase in (*clause.objects, *((clause.subject,) if clause.subject else ())):
                yield from phrase.every()


def _body(document: Document, words: str) -> Entity | None:
    """The one body of the text that has a name of these words, or one that ends with them."""
    lexicon = document.lexicon
    bodies = [e for e in document.book.entities if e.mentions and lexicon.is_organization(e.cls)]
    same = [e for e in bodies if any(fold(name) == words for name in e.names)]
    if not same and len(words.split()) >= _TELLING:
        same = [e for e in bodies if any(fold(name).endswith(f" {words}") for name in e.names)]
    return same[0] if len(same) == 1 else None
