"""Where the noun phrase around a head noun begins and ends: "a three-day | workshop | on forensics"."""

from __future__ import annotations

from collections.abc import Mapping

from .document import Sentence
from .entities import Kind
from .lexicon import Lexicon


class Bounds:
    """Knows where phrases begin and end; all words are data (``activities.toml``, the table ``phrase``)."""

    def __init__(self, lexicon: Lexicon, phrase: Mapping[str, frozenset[str]]) -> None:
        """Takes the words of one language."""
        self.lex = lexicon
        self.phrase = phrase

    def held(self, sentence: Sentence, last: int) -> bool:
        """Whether words right after a noun say that it was held, or when: "the ceremony, held on Sunday"."""
        following = sentence.tokens[last : last + 3]
        return any(
            t.fold in self.phrase["held"] or self.dated(sentence, last + k) for k, t in enumerate(following)
        )

    def left(self, sentence: Sentence, head: int) -> int:
        """Where the noun phrase begins: after its article, if one stands near."""
        tokens = sentence.tokens
        i = head
        while i > 0 and head - i < 7:
            token = tokens[i - 1]
            if token.fold in self.lex.articles or token.fold in self.phrase["definite"]:
                return i
            mention = sentence.mention_at(i - 1)
            if not (token.word or token.text[0].isdigit()) or token.fold in self.lex.function:
                break
            if mention is not None and mention.kind in (Kind.PERSON, Kind.STATE, Kind.PLACE):
                break
            i -= 1
        return head - 1 if head > i and tokens[head - 1].fold in self.lex.joiners else head

    def right(self, sentence: Sentence, j: int) -> int:
        """Where what the phrase is about ends."""
        tokens = sentence.tokens
        if j + 1 >= len(tokens) or tokens[j].fold not in self.phrase["topic"]:
            return j
        follower = tokens[j + 1]
        mention = sentence.mention_at(j + 1) or (sentence.mention_at(j + 2) if j + 2 < len(tokens) else None)
        if tokens[j].fold in self.lex.place and (
            follower.capital or follower.fold in self.lex.function or follower.text[0].isdigit()
        ):
            return j
        if (
            mention is not None
            and mention.kind in (Kind.STATE, Kind.PLACE, Kind.PERSON)
            and mention.first <= j + 2
        ):
            return j
        if mention is not None and mention.kind is Kind.ORGANIZATION and tokens[j].fold in self.lex.owner:
            return j
        if self.dated(sentence, j + 1):
            return j
        k = j + 1
        while k < len(tokens) and k - j < 22:
            token = tokens[k]
            if token.fold in self.phrase["stops"] or self.dated(sentence, k):
                break
            if not (token.word or token.text[0].isdigit() or token.text in "-&'’"):
                break
            here = sentence.mention_at(k)
            if (
                here is not None
                and here.kind in (Kind.STATE, Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION)
                and k > j + 2
                and here.first == k
                and (tokens[k - 1].fold in self.lex.place or tokens[k - 1].fold in self.lex.articles)
            ):
                k -= 1
                break
            k += 1
        while k > j and (tokens[k - 1].fold in self.lex.function or tokens[k - 1].fold in self.lex.articles):
            k -= 1
        return k if k > j + 1 else j

    def dated(self, sentence: Sentence, i: int) -> bool:
        """Whether a date begins at a token or goes on there."""
        return any(w.start <= sentence.tokens[i].start < w.end for w in sentence.whens)

    def article(self, sentence: Sentence, first: int) -> str:
        """The word before a phrase, past a quotation mark."""
        i = first - 1
        if i > 0 and sentence.tokens[i].text in '“"«':
            i -= 1
        return sentence.tokens[i].fold if i >= 0 else ""
