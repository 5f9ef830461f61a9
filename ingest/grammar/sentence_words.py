"""The words of a sentence: its tokens, with mentions, dates, sums and quotations as one word each."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ..names.document import Sentence
from ..text.tokens import Token
from .syntax import Form, Tag, Word
from .wordlists import Grammar
from .wordunits import QUOTES, Unit, units

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
ARTICLE = "article"  # the lemma of a preposition with one before an infinitive: "al concluir"


def words(grammar: Grammar, sentence: Sentence) -> list[Word]:
    """The words of a sentence; those of open classes are tagged as nouns until `tagging` has seen them."""
    return _Wording(grammar, sentence).run()


class _Wording:
    """Makes the words of one sentence."""

    def __init__(self, grammar: Grammar, sentence: Sentence) -> None:
        self.g = grammar
        self.tokens = sentence.tokens
        self.folds = [grammar.written(token) for token in sentence.tokens]
        self.units = units(grammar, sentence)
        self.found: list[Word] = []

    def run(self) -> list[Word]:
        i, end = 0, len(self.tokens)
        while i < end:
            unit = self.units.get(i)
            i = self._token(i) if unit is None else self._unit(unit)
        return self.found

    def _unit(self, unit: Unit) -> int:
        if unit.when is not None and self.g.time_leading:
            self._before_date()
        tokens = self.tokens[unit.first : unit.last]
        text = tokens[0].text if len(tokens) == 1 else _text(tokens)
        form = Form.PARTICIPLE if unit.lemma else None
        self._add(Word(text, tokens[0].fold, unit.first, unit.last, unit.tag, unit.lemma, form), unit)
        if unit.tag is Tag.NAME and len(tokens) > 2 and tokens[-2].text == "," and not tokens[-1].word:
            self.found.append(
                Word(",", ",", unit.last, unit.last, Tag.MARK)
            )  # the report “Signals,” drafted by
        return unit.last

    def _before_date(self) -> None:
        """Takes away what only leads to a date: "los días | 3 y 4 de marzo"."""
        found = self.found
        if len(found) > 1 and found[-1].fold in self.g.time_leading:
            found.pop()
        if found and found[-1].tag is Tag.DETERMINER and found[-1].fold not in self.g.time_leading:
            found.pop()

    def _add(self, word: Word, unit: Unit) -> None:
        word.mention, word.when, word.money = unit.mention, unit.when, unit.money
        word.kind = None if unit.mention is None else unit.mention.kind
        self.found.append(word)

    def _token(self, i: int) -> int:
        token = self.tokens[i]
        fold = self.folds[i]
        if token.word and fold not in self.g.closed and not (self.g.inflected and self._determined()):
            return self._append(i, i + 1, fold, None)  # most words
        if not token.text[0].isalnum():
            self._mark(i, token)
            return i + 1
        if token.text[0].isdigit():
            return self._number(i)
        if fold in self.g.opening and (end := self._of_several(i, fold)):
            return end
        return self._word(i, token, fold)

    def _of_several(self, i: int, fold: str) -> int:
        """Words that stand in lists as phrases, and times; where they end, 0 where none stands."""
        g = self.g
        if (size := self._phrase(i, g.long.get(fold))) > 1 and not self._governs(i + size):
            name = self._folds(i, size)
            return self._append(i, i + size, g.same.get(name, name), Tag.PREPOSITION)
        if (size := self._phrase(i, g.light_phrases.get(fold))) > 1:
            return self._append(i, i + size, self._folds(i, size), Tag.PARTICLE)
        if (size := self._phrase(i, g.subordinators.get(fold))) > 1:
            return self._append(i, i + size, self._folds(i, size), Tag.SUBORDINATOR)
        if (size := self._phrase(i, g.time_phrases.get(fold))) > 1:
            return self._append(i, i + size, fold, Tag.TIME)
        if (size := self._phrase(i, g.about.get(fold))) and self._counted(i, fold, i + size):
            return i + size
        if (size := self._phrase(i, g.negations.get(fold))) > 1:
            return self._append(i, i + size, fold, Tag.NEGATION)
        if size := self._phrase(i, g.clock.get(fold)):
            if self.found and self.found[-1].tag is Tag.NUMBER:
                self.found.pop()
            return self._append(i, i + size, fold, Tag.TIME)
        if (size := self._phrase(i, g.fixed.get(fold))) > 1:
            return self._append(i, i + size, self.tokens[i + size - 1].fold, Tag.NOUN)
        if fold in g.time_first and not self._determined() and (size := self._time_after(i + 1)):
            return self._append(i, i + 1 + size, fold, Tag.TIME)
        return 0

    def _folds(self, i: int, size: int) -> str:
        return " ".join(self.folds[i : i + size])

    def _counted(self, i: int, fold: str, number: int) -> bool:
        """Whether a number follows; but at the head of a sentence "Over three days" is a time."""
        lasting = i == 0 and self.g.tag(fold) is Tag.PREPOSITION
        times = lasting and self.g.noun(self._fold(number + 1)) in self.g.time_nouns
        return self._is_number(number) and not times

    def _determined(self) -> bool:
        """Whether a determiner stands before: "the last day" is a phrase."""
        return bool(self.found) and self.found[-1].tag is Tag.DETERMINER

    def _word(self, i: int, token: Token, fold: str) -> int:
        if fold in self.g.indefinite and self._fold(i + 1) in self.g.counted:
            return self._number(i + 1, i)
        tag = self.g.tag(fold)
        if tag is Tag.NUMBER:
            return self._number(i)
        if token.acronym and tag is not None and len(fold) > 1 and not self._in_capitals(i):
            tag = Tag.NOUN  # "IT"
        if tag is Tag.PREPOSITION:
            if self._plural_article(i):
                return self._append(i, i + 2, self.g.articles.plural[-1], Tag.DETERMINER)
            if self._is_article(i, fold):
                return self._append(i, i + 1, fold, Tag.DETERMINER)
            fold = self.g.same.get(fold, fold)
        if self.found and self.found[-1].tag is Tag.DETERMINER and self._after_article(fold):
            self.found.pop()
            return self._append(i, i + 1, fold + "-", Tag.RELATIVE)
        if tag is None and self._before_infinitive(fold):
            self.found.pop()  # "al | concluir"
            self.found[-1].lemma = ARTICLE
        return self._append(i, i + 1, fold, tag)

    def _is_article(self, i: int, fold: str) -> bool:
        """Whether a word that may be a preposition is an article here."""
        return self.g.articles.is_article(self.tokens, i, fold, self.g.verb(self._fold(i + 1) or "-"))

    def _plural_article(self, i: int) -> bool:
        """Whether two parts of a contraction are one article: "Ont participé | des experts"."""
        before = self.found[-1] if self.found else None
        verb = self.g.verb(before.fold) if before is not None and before.lemma == "?" else None
        light = before is not None and before.fold in self.g.light | self.g.predicative
        helped = len(self.found) > 1 and self.found[-2].tag is Tag.AUXILIARY  # "avaient délégué | des"
        if verb is not None and helped:
            verb = replace(verb, noun=False)
        return self.g.articles.is_plural(self.tokens, i, before, verb, light)

    def _before_infinitive(self, fold: str) -> bool:
        """Whether a preposition and an article stand before an infinitive: "al concluir el taller"."""
        if not self.g.inflected or len(self.found) < 2 or self.found[-1].tag is not Tag.DETERMINER:
            return False
        reading = self.g.verb(fold) if self.found[-2].tag is Tag.PREPOSITION else None
        return reading is not None and Form.INFINITIVE in reading.forms and not reading.noun

    def _after_article(self, fold: str) -> bool:
        """Whether an article before a word makes a relative pronoun of both: "el cual", "en la que"."""
        if fold in self.g.relatives:
            return True
        led = len(self.found) > 1 and self.found[-2].tag is Tag.PREPOSITION
        return self.g.inflected and led and fold in self.g.that

    def _in_capitals(self, i: int) -> bool:
        """Whether a word beside is written in capitals too: "ORGANIZED BY"."""
        beside = (*self.tokens[max(i - 1, 0) : i], *self.tokens[i + 1 : i + 2])
        return any(t.word and t.text.isupper() and len(t.text) > 1 for t in beside)

    def _governs(self, i: int) -> bool:
        """Whether a phrase before a place ends with "to" and a verb follows: "due to | attend"."""
        if self.tokens[i - 1].fold not in self.g.infinitives:
            return False
        reading = self.g.verb(self._fold(i))
        return reading is not None and reading.known and Form.BASE in reading.forms and not reading.noun

    def _time_after(self, i: int) -> int:
        """How many tokens "week" or "November" takes after "last"; 0 where no time follows."""
        unit = self.units.get(i)
        if unit is not None:
            return unit.last - unit.first if unit.tag is Tag.TIME else 0
        return int(self._fold(i) in self.g.time_nouns)

    def _fold(self, i: int) -> str:
        return self.folds[i] if i < len(self.folds) and i not in self.units else ""

    def _append(self, first: int, last: int, fold: str, tag: Tag | None) -> int:
        lemma = ""
        if tag is None:
            tag, lemma = Tag.NOUN, "?"  # to be tagged by its neighbours
        elif tag is Tag.AUXILIARY:
            lemma = self.g.auxiliary_lemma(fold)
        self.found.append(Word(self.tokens[first].text, fold, first, last, tag, lemma))
        return last

    def _mark(self, i: int, token: Token) -> None:
        if token.fold in ("'s", "'") and i and self.tokens[i - 1].end == token.start:
            self._append(i, i + 1, token.fold, Tag.GENITIVE)
        elif token.text not in QUOTES:
            self._append(i, i + 1, token.fold, self.g.tag(token.fold) or Tag.MARK)

    def _phrase(self, i: int, phrases: list[list[str]] | None) -> int:
        """How many tokens a phrase of a list takes from a token; 0 where none stands there."""
        for words_ in phrases or ():
            size = len(words_)
            if self.folds[i : i + size] == words_ and self.units.keys().isdisjoint(range(i + 1, i + size)):
                return size
        return 0

    def _is_number(self, i: int) -> bool:
        if i >= len(self.tokens):
            return False
        if i in self.units:
            return self.units[i].money is not None
        counted = self.tokens[i].fold in self.g.indefinite and self._fold(i + 1) in self.g.counted
        return self.tokens[i].text[0].isdigit() or self.g.tag(self.tokens[i].fold) is Tag.NUMBER or counted

    def _is_clock(self, i: int) -> bool:
        """Whether the time of a day stands at a place: "9:30"."""
        if i + 2 >= len(self.tokens) or self.tokens[i + 1].text != ":":
            return False
        hour, colon, minute = self.tokens[i : i + 3]
        return hour.end == colon.start and colon.end == minute.start and minute.text.isdigit()

    def _is_year(self, i: int) -> bool:
        """Whether a number after a preposition is a year that no comma parts from a name: "In 2016 Chile"."""
        text, unit = self.tokens[i].text, self.units.get(i + 1)
        year = len(text) == len("2016") and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR
        led = bool(self.found) and self.found[-1].tag is Tag.PREPOSITION
        return year and led and unit is not None and unit.tag is Tag.NAME

    def _number(self, i: int, first: int = -1) -> int:
        """A number, or two: "two to four", "between 20 and 30"."""
        last, found = i + 1, self.found
        if self._is_clock(i):
            if self.g.inflected and self._determined():
                found.pop()  # "a las | 9:30"
            return self._append(i, i + 3, self.tokens[i].fold, Tag.TIME)
        if self._is_year(i):
            return self._append(i, last, self.tokens[i].fold, Tag.TIME)
        if last + 1 < len(self.tokens) and self.tokens[last].fold in self.g.joins_numbers:
            ranged = bool(found) and found[-1].fold in self.g.opens_range
            plain = self.tokens[last].fold == self.g.infinitive or self.tokens[i].fold in self.g.counted
            if self._is_number(last + 1) and last + 1 not in self.units and (ranged or plain):
                last += 2
                if ranged:
                    found.pop()
        return self._append(i if first < 0 else first, last, self.tokens[i].fold, Tag.NUMBER)


def _text(tokens: list[Token]) -> str:
    """What some tokens are written like; a line break is a blank."""
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append(token.text if token.start == before.end else " " + token.text)
    return "".join(parts)
