"""What a word's neighbours are, while a sentence is tagged from left to right."""

from __future__ import annotations

from .syntax import Form, Tag, Word
from .wordlists import Grammar

OPEN = "?"  # the lemma of a word that has no tag yet
PHRASE = frozenset((Tag.DETERMINER, Tag.NAME, Tag.POSSESSIVE, Tag.PRONOUN))  # they open noun phrases
_OPENS = PHRASE | {Tag.TIME, Tag.PREPOSITION, Tag.TO, Tag.ADVERB, Tag.NUMBER, Tag.QUOTATION, Tag.REFLEXIVE}


class Neighbours:
    """The words of a sentence; those up to the present one are tagged, of the others only function words."""

    def __init__(self, grammar: Grammar, words: list[Word], heading: bool) -> None:
        """Starts before the first word."""
        self.g = grammar
        self.words = words
        self.heading = heading
        self.owed = 1  # finite verbs that the clauses begun so far still need
        self.relative = False  # whether a relative clause is without its verb
        self.verb: Word | None = None  # the last verb
        self.at = 0  # its place
        self.last_sure = -1 if heading else self._last_sure()

    @staticmethod
    def after_determiner(previous: Word | None) -> bool:
        """Whether a determiner is the word before."""
        return previous is not None and previous.tag is Tag.DETERMINER

    def is_modal(self, word: Word | None) -> bool:
        """Whether a word is "will", "would", "may" and the like."""
        return word is not None and word.fold in self.g.modals

    def _last_sure(self) -> int:
        """The place of the last word that can be nothing but a finite verb."""
        for i in range(len(self.words) - 1, -1, -1):
            word = self.words[i]
            if word.tag is Tag.AUXILIARY:
                return i
            reading = self.g.verb(word.fold) if word.lemma == OPEN else None
            if reading is None or not reading.known or reading.noun:
                continue
            if Form.FINITE in reading.forms or Form.BASE in reading.forms:
                return i
            if Form.PAST in reading.forms and self.tag_at(i + 1) in PHRASE:
                return i
        return -1

    @property
    def finite(self) -> bool:
        """Whether each clause begun so far has its finite verb."""
        return self.owed <= 0

    def is_open(self, i: int) -> bool:
        """Whether the word at a place is still to be tagged."""
        return i < len(self.words) and self.words[i].lemma == OPEN

    def tag_at(self, i: int) -> Tag | None:
        """The tag of the word at a place; a noun's, if it is still to be tagged; None past the end."""
        return self.words[i].tag if i < len(self.words) else None

    def opens(self, i: int) -> bool:
        """Whether what follows a verb follows: a phrase, a preposition, an adverb."""
        if i >= len(self.words):
            return False
        word = self.words[i]
        if word.lemma == OPEN:
            return word.fold in self.g.particles or word.fold in self.g.light or self.adverb(i)
        return word.tag in _OPENS

    def adverb(self, i: int) -> bool:
        """Whether the word at a place, still to be tagged, is an adverb."""
        word = self.words[i]
        return word.lemma == OPEN and self.g.adverb(word.fold) and self.g.verb(word.fold) is None

    def of(self, i: int) -> bool:
        """Whether "of" stands at a place."""
        return i < len(self.words) and self.words[i].fold == self.g.owner

    def agent(self, i: int) -> bool:
        """Whether "by" stands at a place."""
        return i < len(self.words) and self.words[i].fold == self.g.agent

    def closes_bracket(self, i: int) -> bool:
        """Whether a bracket ends at a place."""
        return i >= 0 and self.words[i].fold == ")"
