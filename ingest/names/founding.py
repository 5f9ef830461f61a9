"""Whether the words around a name or noun say that somebody founded what it means."""

from __future__ import annotations

from .document import Sentence
from .lexicon import Lexicon
from .name import Name

_NAMED_BY = 2  # words: more of them make a name of what is founded
_AUXILIARIES = 6  # tokens between a body and the verb that says that it was founded
_FOUNDER = 10  # tokens that tell who founds it
_INSERTED = 14  # tokens that a clause between commas may take


def founded(sentence: Sentence, name: Name, text: str) -> bool:
    """Whether a verb of founding makes a body of "a Regional Cyber Fusion Unit": three words or more.

    Args:
        sentence: where it stands.
        name: a name with an indefinite article.
        text: the name as it is written.
    """
    lexicon, tokens = sentence.parser.lex, sentence.tokens
    names = lexicon.table("names")
    verb = name.first - 2
    if name.core - name.first <= _NAMED_BY:
        return False
    before = tokens[verb].fold if verb >= 0 else ""
    if before == "," and (opened := _inserted_from(sentence, verb)):
        before = tokens[opened - 1].fold
    if before in names["found_past"] or founded_after(sentence, name.last, lexicon):
        return True
    if verb > 0 and f"{tokens[verb - 1].fold} {before}" in names["founding_phrases"]:
        return True
    noun = before in lexicon.owner and verb > 0 and tokens[verb - 1].fold in names["founding_nouns"]
    return (noun or before in names["founding"]) and not any(word in text for word in names["unfounded"])


def founded_after(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether the words from a token on say that what stands before was founded.

    As in ", which is being set up", or ", over which he presides, was created".
    """
    tokens = sentence.tokens
    if _founded_at(sentence, i, lexicon) or _which_founds(sentence, i, lexicon):
        return True
    if i + 1 >= len(tokens) or tokens[i].text != ",":
        return False
    close = next((k for k in range(i + 1, min(i + _INSERTED, len(tokens))) if tokens[k].text == ","), None)
    return close is not None and tokens[i + 1].text.islower() and _founded_at(sentence, close + 1, lexicon)


def _inserted_from(sentence: Sentence, close: int) -> int:
    """Where the clause begins that a comma ends, or 0: "established, with aid from Y, a ..."."""
    back = range(close - 1, max(close - _INSERTED, 0), -1)
    return next((k for k in back if sentence.tokens[k].text == ","), 0)


def _which_founds(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a clause follows that tells who founds it: ", which the same law establishes"."""
    tokens, names = sentence.tokens, lexicon.table("names")
    i += i < len(tokens) and tokens[i].text == ","
    if i >= len(tokens) or tokens[i].fold not in names["relative"]:
        return False
    for k in range(i + 1, min(i + _FOUNDER, len(tokens))):
        if not tokens[k].word:
            return False
        if tokens[k].fold in names["founding"]:
            return k > i + 1  # "which created" is what the body did itself
    return False


def _founded_at(sentence: Sentence, i: int, lexicon: Lexicon) -> bool:
    names = lexicon.table("names")
    stop = min(i + _AUXILIARIES, len(sentence.tokens))
    while i < stop and sentence.tokens[i].fold in names["founded_after"]:
        i += 1
    return i < len(sentence.tokens) and sentence.tokens[i].fold in names["founded"]


def founded_national(sentence: Sentence, first: int, last: int) -> bool:
    """Whether somebody founded a body without a name of its own: "set up a national CSIRT"."""
    lexicon, tokens = sentence.parser.lex, sentence.tokens
    names = lexicon.table("names")
    verb = first - 2
    if founded_after(sentence, last, lexicon) or _was_founded(sentence, verb):
        return True
    if verb < 1:
        return False
    before = " ".join(t.fold for t in tokens[verb - 1 : verb + 1])
    if before in names["founded_pairs"]:
        return verb < 2 or tokens[verb - 2].fold not in names["wished"]
    return tokens[verb].fold in names["found_past"]


def _was_founded(sentence: Sentence, verb: int) -> bool:
    """Whether a passive stands before what was founded: "Fue creado | un CSIRT nacional"."""
    tokens, names = sentence.tokens, sentence.parser.lex.table("names")
    auxiliary = tokens[verb - 1].fold if verb > 0 else ""
    return auxiliary in names["auxiliaries"] and tokens[verb].fold in names["founded"]
