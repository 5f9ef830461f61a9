"""Documents in small letters ("a cooperation agreement"), which count once a sentence makes news of them."""

from __future__ import annotations

from ..base.model import Span
from .document import Document, Mention, Sentence
from .entities import Entity, Kind, latest
from .lexicon import INSTRUMENTS, Lexicon, singulars

_LEFT = 3  # words before the head noun, at most


def documents(document: Document) -> set[Entity]:
    """Mentions documents that have no name; returns them, to be dropped where no relation speaks of them."""
    found: set[Entity] = set()
    for sentence in document.body:
        _symbols(document, sentence)
        for i, token in enumerate(sentence.tokens):
            if (
                token.text.islower()
                and sentence.mention_at(i) is None
                and _head(document.lexicon, sentence, i)
            ):
                _phrase(document, sentence, i, found)
        sentence.order()
    return found


def told_again(document: Document, unnamed: set[Entity]) -> set[Entity]:
    """Those that the text comes back to: they make news even where no relation speaks of them."""
    sentences: dict[Entity, set[int]] = {}
    for sentence in document.body:
        for mention in sentence.mentions:
            if mention.entity is not None and mention.entity in unnamed:
                sentences.setdefault(mention.entity, set()).add(sentence.index)
    return {entity for entity, found in sentences.items() if len(found) > 1}


def _symbols(document: Document, sentence: Sentence) -> None:
    """Mentions what the text names by its number only: "resolution AG/RES. 2004 (XXXIV-O/04)"."""
    for cls, pattern in document.lexicon.symbols.items():
        for match in pattern.finditer(document.text, sentence.span.start, sentence.span.end):
            span = Span(*match.span())
            inside = [i for i, t in enumerate(sentence.tokens) if span.start <= t.start < span.end]
            over = [m for m in map(sentence.mention_at, inside) if m is not None]
            if not inside or any(
                m.kind is not Kind.UNKNOWN and m.entity is not None and m.entity.cls != cls for m in over
            ):
                continue
            if any(m.kind is Kind.INSTRUMENT for m in over):
                continue
            entity = document.book.find(match[0]) or document.book.add(Entity(cls, rule="documents/symbol"))
            entity.call(match[0], span)
            document.book.index(match[0], entity)
            entity.mention(span)
            sentence.keep(m for m in sentence.mentions if m not in over)
            sentence.add(Mention(Kind.INSTRUMENT, inside[0], inside[-1] + 1, entity))


def _head(lexicon: Lexicon, sentence: Sentence, i: int) -> int:
    """How many tokens the head noun takes of a document without a name: "memorandum of understanding"."""
    size = lexicon.phrases.from_token(sentence.tokens, i)
    if size > 1 and " ".join(t.fold for t in sentence.tokens[i : i + size]) in lexicon.unnamed:
        return size
    return int(sentence.tokens[i].fold in lexicon.unnamed_forms or _same(sentence, i))


def _same(sentence: Sentence, i: int) -> bool:
    """Whether a noun means a document named before: "the same decree"."""
    names, tokens = sentence.parser.lex.language.table("names"), sentence.tokens
    before = tokens[i].fold in names["before"] or tokens[i].fold in names["any"]
    return i > 0 and before and tokens[i - 1].fold in names["same"]


def _titled(sentence: Sentence, after: int) -> bool:
    """Whether the title of the document follows: "the guide (called) "First Steps""."""
    titled = sentence.parser.lex.titled
    while after < len(sentence.tokens) and sentence.tokens[after].fold in titled:
        after += 1
    mention = sentence.mention_at(after)
    return (
        mention is not None
        and mention.kind is Kind.INSTRUMENT
        and mention.name is not None
        and mention.name.quoted
    )


def _phrase(document: Document, sentence: Sentence, head: int, found: set[Entity]) -> None:
    lexicon, tokens = document.lexicon, sentence.tokens
    size = _head(lexicon, sentence, head)
    word = " ".join(t.fold for t in tokens[head : head + size])
    other = word in lexicon.language.table("names")["any"]
    plural = word not in lexicon.heads and not other
    if plural:
        word = next((s for s in singulars(word) if s in lexicon.heads), word)
    cls = lexicon.heads.get(word)
    if other and cls is None and _same(sentence, head):  # "the same document"
        latest_one = latest(document.book.of_classes(INSTRUMENTS), tokens[head].start)
        cls = latest_one.cls if latest_one else None
    if (
        cls is None
        or cls not in INSTRUMENTS
        or (word not in lexicon.unnamed and not _same(sentence, head))
        or sentence.in_speech(tokens[head].start)
        or _titled(sentence, head + size)
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
    span = sentence.offsets(first, head + size)
    if definite and not plural and known is not None:
        entity = known
    elif word not in lexicon.unnamed:
        return
    else:
        entity = document.book.add(Entity(cls, head=word, rule="documents/phrase"))
        found.add(entity)
        entity.call(span.of(document.text), span)
    entity.mention(span)
    entity.state = entity.state or _state(sentence, head + size)
    sentence.add(Mention(Kind.INSTRUMENT, first, head + size, entity))


def _state(sentence: Sentence, after: int) -> Entity | None:
    """The state whose document it is: "the policy of Belize"."""
    lexicon, tokens = sentence.parser.lex, sentence.tokens
    if after >= len(tokens) or tokens[after].fold not in lexicon.owner:
        return None
    after += 1 + (after + 1 < len(tokens) and tokens[after + 1].fold in lexicon.articles)
    mention = sentence.mention_at(after)
    return mention.entity if mention is not None and mention.kind is Kind.STATE else None


def _modifies(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    lexicon = sentence.parser.lex
    return (
        token.word
        and token.fold not in lexicon.function
        and token.fold not in lexicon.articles
        and sentence.mention_at(i) is None
    )
