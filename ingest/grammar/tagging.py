"""Tags words of open classes as verbs, nouns or adverbs, by their forms and their neighbours."""

from __future__ import annotations

from .neighbours import OPEN, PHRASE
from .syntax import Form, Tag, Word
from .verbforms import REACH, VerbForms

_SKIPPED = frozenset((Tag.ADVERB, Tag.TIME, Tag.NEGATION))
_FINITE = frozenset((Form.FINITE, Form.BASE))
_COUNTED = frozenset((Tag.SUBORDINATOR, Tag.RELATIVE, Tag.MARK, Tag.VERB, Tag.AUXILIARY))
_PARTS = frozenset(";:")
_FOLLOWING = frozenset((Tag.VERB, Tag.AUXILIARY, Tag.NOUN, Tag.NUMBER, Tag.REFLEXIVE, Tag.CLITIC, *PHRASE))
_NOMINAL = frozenset((Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.TIME))


class Tagger(VerbForms):
    """Tags the words of one sentence, left to right."""

    def run(self) -> None:
        """Gives each word its tag, and verbs and nouns their lemmas."""
        words = self.words
        previous: Word | None = None  # the last word that is no adverb, time or negation
        earlier: Word | None = None  # the one before it
        for i, word in enumerate(words):
            self._word(i, word, previous)
            if word.tag in _COUNTED:
                self._count(i, word, previous)
            if word.tag not in _SKIPPED:
                previous, earlier = word, previous
            elif word.tag is Tag.TIME and previous is words[i - 1] and previous.tag is Tag.PREPOSITION:
                previous = earlier  # "announced on Monday that"
        if not self.g.inflected:
            _relatives(self)

    def _count(self, i: int, word: Word, previous: Word | None) -> None:
        """Counts the finite verbs that are still to come."""
        tag = word.tag
        if tag is Tag.SUBORDINATOR or tag is Tag.RELATIVE:
            self.owed += 1
            self.relative = self.relative or tag is Tag.RELATIVE
        elif tag is Tag.MARK and word.fold in _PARTS:
            self.owed = 1
        elif tag is not Tag.MARK and not self._continues_verb(previous):
            finite = word.form in _FINITE or (word.form is Form.PAST and self.tag_at(i + 1) in PHRASE)
            if finite or (tag is Tag.AUXILIARY and word.fold not in self.g.gerund_auxiliaries):
                self.owed -= 1
                self.relative = False

    @staticmethod
    def _continues_verb(previous: Word | None) -> bool:
        return previous is not None and (previous.tag is Tag.AUXILIARY or previous.tag is Tag.TO)

    def _word(self, i: int, word: Word, previous: Word | None) -> None:
        if word.fold in self.g.floating and self._floats(i, previous):
            word.tag, word.lemma = Tag.ADVERB, ""
        elif word.lemma == OPEN:
            self._open(i, word, previous)
        elif word.fold in self.g.doubtful or word.tag is Tag.PREPOSITION:
            self._doubtful(i, word, previous)

    def _doubtful(self, i: int, word: Word, previous: Word | None) -> None:
        """A word of a closed class that may be something else here."""
        g = self.g
        if word.fold in g.that:
            word.tag = self._that(i, previous)
        elif word.fold in g.prenominal and self.is_open(i + 1) and self.after_determiner(previous):
            word.tag, word.lemma = Tag.NOUN, word.fold  # "the following states"
        elif word.fold in g.infinitives and word.tag is Tag.PREPOSITION:
            word.tag = self._to(i, previous)
        elif word.tag is Tag.PREPOSITION and self._is_verb_too(i, word, previous):
            self._open(i, word, previous)
        elif word.fold in g.gerund_auxiliaries and self._is_being(i, previous):
            word.tag, word.lemma = Tag.NOUN, word.fold
        elif word.fold in g.no and word.tag is Tag.DETERMINER and self._next_is_verb(i + 1):
            word.tag = Tag.PRONOUN

    # ------------------------------------------------------------------ words of open classes

    def _open(self, i: int, word: Word, previous: Word | None) -> None:
        fold = word.fold
        word.lemma = ""
        if self._particle(i, fold):
            word.tag = Tag.PARTICLE
            return
        reading = self.g.verb(fold)
        if (reading is None or not reading.known) and self.g.adverb(fold):
            word.tag = Tag.ADVERB
            return
        form = self.form(i, reading, previous)
        if form is not None:
            word.tag, word.form = Tag.VERB, form
            word.lemma = reading.lemma if reading is not None else fold
            self.verb, self.at = word, i
        else:
            word.tag, word.lemma = Tag.NOUN, self.g.noun(fold)

    def _particle(self, i: int, fold: str) -> bool:
        if fold in self.g.light:
            verb = self.words[i - 1]
            return i > 0 and verb.tag is Tag.VERB and verb.lemma in self.g.light_verbs
        if fold not in self.g.particles or self.verb is None:
            return False
        after = self.tag_at(i + 1)
        return self.words[i - 1].tag is Tag.VERB or after is not Tag.NOUN or not self.is_open(i + 1)

    # ------------------------------------------------------------------ words that are this or that

    def _that(self, i: int, previous: Word | None) -> Tag:
        """ "that" after a verb opens a clause, after a noun it may be a relative."""
        before = None if previous is None else previous.tag
        after = self.tag_at(i + 1)
        if before is Tag.PREPOSITION:
            return Tag.DETERMINER
        if before is Tag.CONJUNCTION and self._relative_before(i):
            return Tag.RELATIVE
        if before in (Tag.VERB, Tag.AUXILIARY, Tag.CONJUNCTION, Tag.PARTICLE):
            clause = after in PHRASE or after in (Tag.NUMBER, Tag.ADVERB, Tag.PREPOSITION, Tag.TIME)
            return Tag.SUBORDINATOR if clause or self.is_open(i + 1) else Tag.DETERMINER
        if before in _NOMINAL or before is Tag.MARK:
            return Tag.SUBORDINATOR if self._told(i) else Tag.RELATIVE
        return Tag.DETERMINER

    def _relative_before(self, i: int) -> bool:
        """Whether the last clause before is a relative one: "that Canada funded and | that"."""
        opened = (w.tag for w in reversed(self.words[:i]) if w.tag in (Tag.RELATIVE, Tag.SUBORDINATOR))
        return next(opened, None) is Tag.RELATIVE

    def _told(self, i: int) -> bool:
        """ "told her colleagues that", "announced last week that"."""
        if self.verb is None or i - self.at > REACH:
            return False
        timed = self.words[i - 1].tag is Tag.TIME and self.verb.lemma in self.g.reporting
        return timed or self.verb.lemma in self.g.addressing

    def _to(self, i: int, previous: Word | None) -> Tag:
        """ "to" before a verb opens an infinitive."""
        k = i + 1
        while k < len(self.words) and (self.words[k].tag is Tag.ADVERB or self.adverb(k)):
            k += 1
        if k >= len(self.words):
            return Tag.PREPOSITION
        word = self.words[k]
        if word.tag is Tag.AUXILIARY:
            return Tag.TO
        if word.lemma != OPEN:
            return Tag.PREPOSITION
        reading = self.g.verb(word.fold)
        after = self.tag_at(k + 1)
        if reading is not None and reading.known and Form.BASE in reading.forms:
            if previous is not None and (previous.tag is Tag.AUXILIARY or previous.lemma in self.g.control):
                return Tag.TO
            noun = reading.noun and (after in (Tag.MARK, Tag.CONJUNCTION, None) or self.of(k + 1))
            return Tag.PREPOSITION if noun else Tag.TO
        singular = self.g.noun(word.fold) == word.fold
        plain = reading is None and singular and after in (Tag.DETERMINER, Tag.POSSESSIVE)
        return Tag.TO if plain and not word.text[0].isupper() else Tag.PREPOSITION

    def _is_verb_too(self, i: int, word: Word, previous: Word | None) -> bool:
        """Prepositions that are verbs here: "would | like", "is | about | to pass"."""
        if self.g.verb(word.fold) is None or previous is None or previous.tag is not Tag.AUXILIARY:
            return False
        governs = i + 1 < len(self.words) and self.words[i + 1].fold in self.g.infinitives
        return self.is_modal(previous) or governs

    def _is_being(self, i: int, previous: Word | None) -> bool:
        """ "brought | into being | a centre": a noun, as nothing but a verb governs its preposition."""
        led = previous is not None and previous.tag is Tag.PREPOSITION and previous is self.words[i - 1]
        return led and i > 1 and self.words[i - 2].tag is Tag.VERB and self.tag_at(i + 1) in PHRASE

    def _floats(self, i: int, previous: Word | None) -> bool:
        """ "both", "each", "together" between subject and verb."""
        before = None if previous is None else previous.tag
        subject = before in _NOMINAL or before in (Tag.AUXILIARY, Tag.PRONOUN, Tag.MARK)
        return subject and self._next_is_verb(i + 1)

    def _next_is_verb(self, i: int) -> bool:
        after = self.tag_at(i)
        if after in (Tag.VERB, Tag.AUXILIARY):
            return True
        reading = self.g.verb(self.words[i].fold) if self.is_open(i) else None
        return reading is not None and reading.known and not reading.noun


def _relatives(tagger: Tagger) -> None:
    """ "that" is no relative where neither a verb nor a subject follows: "at the event, that is,"."""
    words = tagger.words
    for i, word in enumerate(words):
        if word.tag is Tag.RELATIVE and word.fold in tagger.g.that:
            k = i + 1
            while k < len(words) and words[k].tag in _SKIPPED:
                k += 1
            after = words[k].tag if k < len(words) else None
            if after not in _FOLLOWING:
                word.tag = Tag.DETERMINER
