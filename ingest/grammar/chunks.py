"""Noun phrases without their adjuncts, verb groups, and the words between them, in their order."""

from __future__ import annotations

from ..names.entities import Kind
from .syntax import Phrase, Tag, VerbGroup, Word
from .verbgroups import verb_group
from .wordlists import Grammar

Chunk = Phrase | VerbGroup | Word

_OPENING = frozenset(
    (Tag.DETERMINER, Tag.POSSESSIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.PRONOUN, Tag.QUOTATION)
)
_GROUPS = frozenset((Tag.AUXILIARY, Tag.VERB, Tag.TO, Tag.NEGATION, Tag.REFLEXIVE, Tag.CLITIC))
_LEADING = frozenset((Tag.DETERMINER, Tag.POSSESSIVE))
_INNER = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.NOUN, Tag.NAME, Tag.NUMBER))
_HEADS = frozenset((Tag.NOUN, Tag.NAME))
_OWNERS = frozenset((Kind.ORGANIZATION, Kind.STATE, Kind.UNKNOWN, Kind.PLACE, Kind.ACTIVITY, Kind.INSTRUMENT))
_ACTORS = frozenset((Kind.PERSON, Kind.ORGANIZATION))
_TITLED = frozenset((Kind.ACTIVITY, Kind.INSTRUMENT))
_PLACES = frozenset((Kind.STATE, Kind.PLACE))
_OWNED = frozenset((Kind.ORGANIZATION, Kind.ACTIVITY, Kind.INSTRUMENT, Kind.PERSON, Kind.UNKNOWN))


def chunks(grammar: Grammar, words: list[Word]) -> list[Chunk]:
    """The chunks of a tagged sentence."""
    found: list[Chunk] = []
    i = 0
    while i < len(words):
        tag = words[i].tag
        if tag in _GROUPS:
            group, end = verb_group(grammar, words, i)
            if group is not None:
                found.append(group)
                i = end
                continue
        elif tag in _OPENING or (tag is Tag.TIME and _in_phrase(words, i)):
            phrase, i = _phrase(grammar, words, i)
            found.append(phrase)
            continue
        found.append(words[i])
        i += 1
    return found


def _in_phrase(words: list[Word], i: int) -> bool:
    """Whether a date belongs to the phrase after it: "Monday's workshop", "the | May 2019 workshop"."""
    if i + 1 >= len(words):
        return False
    after = words[i + 1]
    return after.tag is Tag.GENITIVE or (i > 0 and words[i - 1].tag in _LEADING and after.tag in _HEADS)


def _phrase(grammar: Grammar, words: list[Word], first: int) -> tuple[Phrase, int]:
    word = words[first]
    if word.tag in (Tag.PRONOUN, Tag.QUOTATION):
        return Phrase([word], word), first + 1
    end = _end(grammar, words, first)
    if end == first + 1 and word.tag in _HEADS:
        return Phrase([word], word), end
    phrase = Phrase(words[first:end], (_first_head(grammar, words, first, end) or _head(words, first, end)))
    if word.tag is Tag.DETERMINER:
        phrase.determiner = word.fold
    if (own := next((w for w in phrase.words[:2] if w.tag is Tag.POSSESSIVE), None)) is not None:
        phrase.owner = Phrase([own], own)
    phrase.number = next((w.text for w in phrase.words if w.tag is Tag.NUMBER and w is not phrase.head), "")
    if phrase.owner is None and not grammar.head_first:
        phrase.owner = _owner(words, first, end, phrase.head)
    return phrase, end


def _end(grammar: Grammar, words: list[Word], first: int) -> int:
    """Where a phrase ends."""
    i = first + 1
    while i < len(words):
        word, before = words[i], words[i - 1]
        if word.tag is Tag.GENITIVE:
            i += 1
            continue
        if word.tag is Tag.TIME and _in_phrase(words, i):
            i += 1
            continue
        if (
            word.tag is Tag.ADVERB
            and i + 1 < len(words)
            and words[i + 1].tag is Tag.NOUN
            and before.tag not in _HEADS
        ):
            i += 1  # "a closely related workshop"
            continue
        if grammar.head_first and word.tag is Tag.CONJUNCTION and _adjectives(grammar, words, i, first):
            i += 2  # "capacidades técnicas | y operativas"
            continue
        if word.tag not in _INNER or _breaks(grammar, word, before):
            break
        if grammar.head_first and word.kind in _ACTORS and not _titled(grammar, words[first:i]):
            break  # "la apertura | Ana Ruiz"
        i += 1
    return i


def _one(before: Word, word: Word) -> bool:
    """Whether two names that follow each other are of one thing: "el ejercicio | Locked Shields"."""
    return (
        before.mention is not None
        and word.mention is not None
        and before.mention.entity is word.mention.entity
    )


def _titled(grammar: Grammar, words: list[Word]) -> bool:
    """Whether the words before a name tell whom it names: "el ministro | Juan Soto", "la empresa | X"."""
    heads = [word for word in words if word.tag in _HEADS]
    return not heads or any(word.lemma in grammar.people for word in heads)


def _adjectives(grammar: Grammar, words: list[Word], i: int, first: int) -> bool:
    """Whether "and" joins two words that only modify the head before: "técnicas | y operativas"."""
    if i < first + 2 or i + 1 >= len(words):
        return False
    before, after = words[i - 1], words[i + 1]
    if before.tag is not Tag.NOUN or after.tag is not Tag.NOUN or words[i - 2].tag not in _HEADS:
        return False
    return _is_adjective(grammar, before) and _is_adjective(grammar, after)


def _is_adjective(grammar: Grammar, word: Word) -> bool:
    return grammar.adjective.search(word.fold) is not None and grammar.noun(word.fold) not in grammar.people


def _breaks(grammar: Grammar, word: Word, before: Word) -> bool:
    """Whether a phrase begins anew with a word."""
    if grammar.inflected and before.fold in grammar.predicative and word.tag in _HEADS:
        return True  # "estiveram presentes | delegações"
    if word.tag in _LEADING:
        after = before.tag in (Tag.DETERMINER, Tag.GENITIVE)
        own = word.tag is Tag.POSSESSIVE and not grammar.inflected  # "a | sua viagem" is one
        return not after or own
    if grammar.head_first and word.tag is Tag.NOUN and before.tag in _HEADS:
        return _others(grammar, word, before)
    if grammar.head_first and word.tag is Tag.NAME and before.tag in _HEADS:
        if before.kind in _TITLED and (word.kind is Kind.UNKNOWN or _one(before, word)):
            return False  # "la competición | CyberEx"
        if before.tag is Tag.NAME or word.kind in _PLACES:
            return True
        return before.lemma in grammar.time_nouns or grammar.plural(before.fold)
    if word.tag is Tag.NAME and before.tag is Tag.NAME:
        return before.kind not in _OWNERS or word.kind not in _OWNED or _apart(before, word)
    if word.tag is Tag.NAME and before.tag is Tag.NOUN and word.kind is not Kind.PERSON:
        # "from the seats | Spain followed", "on the second day | Chile opened"
        return before.lemma in grammar.time_nouns or grammar.plural(before.fold)
    if word.kind is Kind.PERSON and before.tag is Tag.NOUN and before.lemma not in grammar.people:
        return True  # "At the session | Ana Ruiz promised"
    if word.tag is Tag.NUMBER:
        return before.tag in _HEADS
    return word.tag is Tag.NOUN and before.kind is Kind.PERSON


def _others(grammar: Grammar, word: Word, before: Word) -> bool:
    """Whether a noun is no modifier but means others: "Asistieron al taller | funcionarios de Perú"."""
    if word.lemma not in grammar.people or before.lemma in grammar.people:
        return False
    if word.fold != word.lemma and not grammar.plural(before.fold):
        return True  # no modifier of one thing
    return before.tag is Tag.NAME and not grammar.adjective.search(word.fold)


def _apart(before: Word, word: Word) -> bool:
    """Two names that follow one another and are no owner and owned: "the workshop | CICTE organized"."""
    if before.kind in (Kind.ACTIVITY, Kind.INSTRUMENT):
        return word.kind not in (Kind.ACTIVITY, Kind.INSTRUMENT)
    return False


def _first_head(grammar: Grammar, words: list[Word], first: int, end: int) -> Word | None:
    """The head of a phrase whose modifiers follow: "una | reunión técnica"; a name beside its noun is one."""
    if not grammar.head_first:
        return None
    heads = [word for word in words[first:end] if word.tag in _HEADS]
    name = next((word for word in heads if word.tag is Tag.NAME), None)
    plain = (word for word in heads if word.fold not in grammar.before_head)
    return name or next(plain, heads[0] if heads else None)


def _head(words: list[Word], first: int, end: int) -> Word:
    for i in range(end - 1, first - 1, -1):
        if words[i].tag in _HEADS:
            return words[i]
    for i in range(end - 1, first - 1, -1):
        if words[i].tag is not Tag.GENITIVE:
            return words[i]
    return words[first]


def _owner(words: list[Word], first: int, end: int, head: Word) -> Phrase | None:
    """Whose a phrase is: "the OAS | 's support", "Chile | delegation"."""
    for i in range(end - 1, first, -1):
        if words[i].tag is Tag.GENITIVE:
            owner = words[first:i]
            return Phrase(owner, _head(owner, 0, len(owner)))
    for word in words[first:end]:
        if word.tag is Tag.NAME and word is not head and word.kind in _OWNERS:
            return Phrase([word], word)
    return None
