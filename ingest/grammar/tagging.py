"""Tags words of open classes as verbs, nouns or adverbs, by their forms and their neighbours."""

from __future__ import annotations

from collections.abc import Callable

from .morphology import Reading
from .syntax import Form, Tag, Word
from .wordlists import Grammar

OPEN = "?"  # the lemma of a word that has no tag yet
_AFTER_SUBJECT = frozenset((Tag.NAME, Tag.RELATIVE, Tag.PRONOUN, Tag.QUOTATION, Tag.REFLEXIVE))
_PHRASE = frozenset((Tag.DETERMINER, Tag.NAME, Tag.POSSESSIVE, Tag.PRONOUN))
_OPENS = _PHRASE | {Tag.TIME, Tag.PREPOSITION, Tag.TO, Tag.ADVERB, Tag.NUMBER, Tag.QUOTATION, Tag.REFLEXIVE}
_SKIPPED = frozenset((Tag.ADVERB, Tag.TIME, Tag.NEGATION))
_NOUNS = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.GENITIVE))
_REACH = 6  # words between "help" and the infinitive that it governs
_NOMINAL = frozenset((Tag.NOUN, Tag.NAME, Tag.NUMBER, Tag.TIME))


def tag(grammar: Grammar, words: list[Word], heading: bool) -> None:
    """Gives each word its tag, and verbs and nouns their lemmas."""
    _Tagger(grammar, words, heading).run()


class _Tagger:
    """Tags the words of one sentence, left to right."""

    def __init__(self, grammar: Grammar, words: list[Word], heading: bool) -> None:
        self.g = grammar
        self.words = words
        self.heading = heading
        self.finite = False  # whether a finite verb stands before, in this part of the sentence
        self.verb: Word | None = None  # the last verb
        self.at = 0  # its place
        self._rules: dict[Form, Callable[[int, Reading, Tag | None], Form | None]] = {
            Form.PAST: self._past,
            Form.PARTICIPLE: self._participle,
            Form.GERUND: self._gerund,
            Form.FINITE: self._finite,
            Form.BASE: self._base,
        }

    def run(self) -> None:
        g, words = self.g, self.words
        previous: Word | None = None  # the last word that is no adverb, time or negation
        earlier: Word | None = None  # the one before it
        for i, word in enumerate(words):
            if word.lemma == OPEN:
                self._open(i, word, previous)
            elif word.fold in g.that:
                word.tag = self._that(i, previous)
            elif word.tag is Tag.PREPOSITION and self._is_open(i + 1) and self._after_determiner(previous):
                word.tag, word.lemma = Tag.NOUN, word.fold  # "the following states"
            elif word.fold == g.infinitive and word.tag is Tag.PREPOSITION:
                word.tag = self._to(i, previous)
            elif word.tag is Tag.PREPOSITION and self._is_modal(previous) and g.verb(word.fold):
                self._open(i, word, previous)  # "would like"
            elif word.fold in g.floating and self._floats(i, previous):
                word.tag = Tag.ADVERB
            elif word.fold in g.no and word.tag is Tag.DETERMINER and self._next_is_verb(i + 1):
                word.tag = Tag.PRONOUN
            if word.tag is Tag.AUXILIARY or (word.tag is Tag.VERB and word.form in (Form.FINITE, Form.BASE)):
                self.finite = True
            elif word.tag is Tag.SUBORDINATOR or word.tag is Tag.RELATIVE or word.fold == ";":
                self.finite = False
            if word.tag not in _SKIPPED:
                previous, earlier = word, previous
            elif word.tag is Tag.TIME and previous is words[i - 1] and previous.tag is Tag.PREPOSITION:
                previous = earlier  # "announced on Monday that"
        _relatives(self)

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
        form = self._form(i, reading, previous)
        if form is not None:
            word.tag, word.form = Tag.VERB, form
            word.lemma = reading.lemma if reading is not None else fold
            self.verb, self.at = word, i
        else:
            word.tag, word.lemma = Tag.NOUN, self.g.noun(fold)

    def _particle(self, i: int, fold: str) -> bool:
        if fold in self.g.light:
            return i > 0 and self.words[i - 1].tag is Tag.VERB
        if fold not in self.g.particles or self.verb is None:
            return False
        after = self._tag(i + 1)
        return self.words[i - 1].tag is Tag.VERB or after is not Tag.NOUN or not self._is_open(i + 1)

    def _form(self, i: int, reading: Reading | None, previous: Word | None) -> Form | None:
        """The form that a word has as a verb here; None where it is a noun or an adjective."""
        before = None if previous is None else previous.tag
        if before is Tag.AUXILIARY and previous is not None:
            return self._after_auxiliary(i, reading, previous)
        if before is Tag.TO:
            return Form.INFINITIVE
        if reading is None:
            return None
        for form, rule in self._rules.items():
            if form in reading.forms and (found := rule(i, reading, before)) is not None:
                return found
        return None

    def _after_auxiliary(self, i: int, reading: Reading | None, auxiliary: Word) -> Form | None:
        kind = self.g.auxiliaries[auxiliary.fold]
        if kind in ("be", "have"):
            forms = reading.forms if reading is not None else ()
            if Form.PARTICIPLE in forms:
                return Form.PARTICIPLE
            return next((f for f in (Form.PAST, Form.GERUND) if f in forms), None)
        if reading is None:
            return Form.BASE if self._tag(i + 1) in _PHRASE or kind != "do" else None
        return Form.BASE if Form.BASE in reading.forms else None

    def _past(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        after, opens = self._tag(i + 1), self._opens(i + 1)
        alone = before is Tag.DETERMINER and self.words[i - 1].fold in self.g.alone and reading.known
        if alone and (opens or after is None):
            return Form.PAST
        if before in (Tag.PREPOSITION, Tag.VERB) or (before in _NOUNS and not self._agent(i + 1)):
            return None
        if opens or after in (None, Tag.MARK) or before in _AFTER_SUBJECT:
            return Form.PAST if reading.known or opens or before in _AFTER_SUBJECT else None
        return Form.PAST if reading.known else None

    def _participle(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        if before is Tag.PREPOSITION or before in _NOUNS:
            return None
        return Form.PARTICIPLE

    def _gerund(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        after = self._tag(i + 1)
        alone = before is Tag.DETERMINER and self.words[i - 1].fold in self.g.alone
        if (before in _NOUNS and not alone) or self._of(i + 1) or self._opens_label(i):
            return None
        if self.words[i].fold in self.g.gerund_nouns:
            counted = after is Tag.NUMBER and before is Tag.PREPOSITION
            governs = after in (Tag.DETERMINER, Tag.POSSESSIVE) or counted or alone
            return Form.GERUND if governs or self._with_gerund(i + 1) else None
        if before is Tag.PREPOSITION:
            return Form.GERUND if self._governs(i + 1, reading.known) else None
        if not reading.known:
            return Form.GERUND if self._opens(i + 1) and before in (Tag.NAME, Tag.MARK, None) else None
        if before is Tag.NOUN and not self._opens(i + 1):
            return (
                Form.GERUND
                if self._is_open(i + 1) and self.words[i - 1].lemma != self.words[i - 1].fold
                else None
            )
        return Form.GERUND

    def _opens_label(self, i: int) -> bool:
        """ "Participating countries: Chile"."""
        return i == 0 and i + 2 < len(self.words) and self.words[i + 2].fold == ":"

    def _with_gerund(self, i: int) -> bool:
        """Whether "and" and a gerund with its object follow: "hosting and funding the forum"."""
        if self._tag(i) is not Tag.CONJUNCTION or not self._is_open(i + 1):
            return False
        reading = self.g.verb(self.words[i + 1].fold)
        return reading is not None and Form.GERUND in reading.forms and self._tag(i + 2) in _PHRASE

    def _governs(self, i: int, known: bool) -> bool:
        """Whether a gerund after a preposition has an object or adjuncts: "in charge of hosting and ..."."""
        after = self._tag(i)
        if after is Tag.CONJUNCTION:
            reading = self.g.verb(self.words[i + 1].fold) if i + 1 < len(self.words) else None
            return reading is not None and Form.GERUND in reading.forms
        if after in (None, Tag.MARK, Tag.AUXILIARY):
            return False
        return known or after in _PHRASE

    def _finite(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        if Form.BASE in reading.forms or not reading.noun:
            plain = reading.known and before not in (Tag.PREPOSITION, *_NOUNS)
            if plain:
                return Form.FINITE
        after = self._tag(i + 1)
        if not reading.known:
            subject = before in _AFTER_SUBJECT or (self.heading and before is Tag.NAME and not self.finite)
            return Form.FINITE if subject and after in _PHRASE and not self.finite else None
        if self._of(i + 1):
            return None
        if before in _AFTER_SUBJECT or self._closes_bracket(i - 1):
            ends = after in (None, Tag.MARK, Tag.CONJUNCTION) and before is not Tag.RELATIVE
            return None if ends and not self._joined_verb(i + 1) else Form.FINITE
        if before is Tag.NOUN and not self.finite:
            return (
                Form.FINITE
                if after in _PHRASE or after in (Tag.TO, Tag.NUMBER) or self._sure(i + 1)
                else None
            )
        if before in (Tag.CONJUNCTION, Tag.MARK) and self.finite:
            return Form.FINITE if after in _PHRASE else None
        return None

    def _sure(self, i: int) -> bool:
        """Where the next word opens no phrase: in a heading, or before a plural: "supports states"."""
        return self._is_open(i) and (self.heading or self.g.noun(self.words[i].fold) != self.words[i].fold)

    def _joined_verb(self, i: int) -> bool:
        """Whether "and" and another finite verb follow: "funds and organizes the workshop"."""
        if not (self._tag(i) is Tag.CONJUNCTION or (i < len(self.words) and self.words[i].fold == ",")):
            return False
        reading = self.g.verb(self.words[i + 1].fold) if self._is_open(i + 1) else None
        return reading is not None and Form.FINITE in reading.forms

    def _base(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        """A bare form is a verb after a plural subject, or after another bare form and "and"."""
        after = self._tag(i + 1)
        if not reading.known or self._of(i + 1) or before is None:
            return None
        last = self.verb
        if last is not None and last.lemma in self.g.bare and i - self.at <= _REACH:
            if before is Tag.VERB or self._opens(i + 1) or not reading.noun:
                return Form.INFINITIVE  # "helped organize", "helped Chile organize"
        if before in (Tag.CONJUNCTION, Tag.MARK) and last is not None:
            bare = last.form in (Form.INFINITIVE, Form.BASE)
            return last.form if bare and (self._opens(i + 1) or self._listed(i + 1)) else None
        if before is Tag.RELATIVE:
            return Form.BASE
        if not reading.noun and self._plural_subject(i, before):
            return Form.BASE
        opens = after in _PHRASE or after in (Tag.PREPOSITION, Tag.ADVERB, Tag.TO)
        if self.finite or not (opens or (not reading.noun and self._is_open(i + 1)) or self.heading):
            return None
        if before is Tag.PRONOUN:
            return Form.BASE
        if before is Tag.NOUN:
            word = self.words[i - 1]
            return Form.BASE if word.lemma != word.fold else None
        if before is Tag.NAME and (self._list_before(i) or self._plural_before(i)):
            return Form.BASE if after in _PHRASE or not reading.noun or self.heading else None
        return None

    def _plural_subject(self, i: int, before: Tag | None) -> bool:
        """Whether a plural or a list stands before, or a comma that closes what was inserted after it."""
        word = self.words[i - 1]
        if before is Tag.NOUN:
            return word.lemma != word.fold or self._list_before(i)
        return before in (Tag.PRONOUN, Tag.MARK) or (before is Tag.NAME and self._list_before(i))

    def _listed(self, i: int) -> bool:
        """Whether a list of bare verbs goes on: "plan, organize and host", or an object follows."""
        return self._is_open(i) or self._tag(i) in (Tag.CONJUNCTION, Tag.MARK)

    def _list_before(self, i: int) -> bool:
        """Whether the name before belongs to a list: "the OAS and CICTE host"."""
        return any(w.tag is Tag.CONJUNCTION for w in self.words[max(i - 4, 0) : i - 1])

    def _plural_before(self, i: int) -> bool:
        """Whether a plural noun stands close before: "the Governments of Chile host"."""
        return any(w.tag is Tag.NOUN and w.lemma != w.fold for w in self.words[max(i - 4, 0) : i - 1])

    # ------------------------------------------------------------------ words that are this or that

    def _that(self, i: int, previous: Word | None) -> Tag:
        """ "that" after a verb opens a clause, after a noun it may be a relative."""
        before = None if previous is None else previous.tag
        after = self._tag(i + 1)
        if before is Tag.PREPOSITION:
            return Tag.DETERMINER
        if before in (Tag.VERB, Tag.AUXILIARY, Tag.CONJUNCTION, Tag.PARTICLE):
            clause = after in _PHRASE or after in (Tag.NUMBER, Tag.ADVERB, Tag.PREPOSITION, Tag.TIME)
            return Tag.SUBORDINATOR if clause or self._is_open(i + 1) else Tag.DETERMINER
        if before in _NOMINAL or before is Tag.MARK:
            return Tag.SUBORDINATOR if self._told(i) else Tag.RELATIVE
        return Tag.DETERMINER

    def _told(self, i: int) -> bool:
        """ "told her colleagues that", "announced last week that"."""
        if self.verb is None or i - self.at > _REACH:
            return False
        timed = self.words[i - 1].tag is Tag.TIME and self.verb.lemma in self.g.reporting
        return timed or self.verb.lemma in self.g.addressing

    def _to(self, i: int, previous: Word | None) -> Tag:
        """ "to" before a verb opens an infinitive."""
        k = i + 1
        while k < len(self.words) and (self.words[k].tag is Tag.ADVERB or self._adverb(k)):
            k += 1
        if k >= len(self.words):
            return Tag.PREPOSITION
        word = self.words[k]
        if word.tag is Tag.AUXILIARY:
            return Tag.TO
        if word.lemma != OPEN:
            return Tag.PREPOSITION
        reading = self.g.verb(word.fold)
        after = self._tag(k + 1)
        if reading is not None and reading.known and Form.BASE in reading.forms:
            if previous is not None and (previous.tag is Tag.AUXILIARY or previous.lemma in self.g.control):
                return Tag.TO
            noun = reading.noun and (after in (Tag.MARK, Tag.CONJUNCTION, None) or self._of(k + 1))
            return Tag.PREPOSITION if noun else Tag.TO
        singular = self.g.noun(word.fold) == word.fold
        plain = reading is None and singular and after in (Tag.DETERMINER, Tag.POSSESSIVE)
        return Tag.TO if plain and not word.text[0].isupper() else Tag.PREPOSITION

    def _adverb(self, i: int) -> bool:
        word = self.words[i]
        return word.lemma == OPEN and self.g.adverb(word.fold) and self.g.verb(word.fold) is None

    def _floats(self, i: int, previous: Word | None) -> bool:
        """ "both" and "each" between subject and verb."""
        before = None if previous is None else previous.tag
        subject = before in _NOMINAL or before in (Tag.AUXILIARY, Tag.PRONOUN)
        return subject and self._next_is_verb(i + 1)

    def _next_is_verb(self, i: int) -> bool:
        after = self._tag(i)
        if after in (Tag.VERB, Tag.AUXILIARY):
            return True
        reading = self.g.verb(self.words[i].fold) if self._is_open(i) else None
        return reading is not None and reading.known and not reading.noun

    # ------------------------------------------------------------------ neighbours

    @staticmethod
    def _after_determiner(previous: Word | None) -> bool:
        return previous is not None and previous.tag is Tag.DETERMINER

    def _is_modal(self, word: Word | None) -> bool:
        return word is not None and word.fold in self.g.modals

    def _is_open(self, i: int) -> bool:
        return i < len(self.words) and self.words[i].lemma == OPEN

    def _tag(self, i: int) -> Tag | None:
        return self.words[i].tag if i < len(self.words) else None

    def _opens(self, i: int) -> bool:
        """Whether what follows a verb follows: a phrase, a preposition, an adverb."""
        if i >= len(self.words):
            return False
        word = self.words[i]
        if word.lemma == OPEN:
            return word.fold in self.g.particles or word.fold in self.g.light or self._adverb(i)
        return word.tag in _OPENS

    def _of(self, i: int) -> bool:
        return i < len(self.words) and self.words[i].fold == self.g.owner

    def _agent(self, i: int) -> bool:
        return i < len(self.words) and self.words[i].fold == self.g.agent

    def _closes_bracket(self, i: int) -> bool:
        return i >= 0 and self.words[i].fold == ")"


def _relatives(tagger: _Tagger) -> None:
    """ "that" is no relative where neither a verb nor a subject follows: "at the event, that is,"."""
    words = tagger.words
    for i, word in enumerate(words):
        if word.tag is Tag.RELATIVE and word.fold in tagger.g.that:
            k = i + 1
            while k < len(words) and words[k].tag in _SKIPPED:
                k += 1
            after = words[k].tag if k < len(words) else None
            if after not in (Tag.VERB, Tag.AUXILIARY, Tag.NOUN, Tag.NUMBER, *_PHRASE):
                word.tag = Tag.DETERMINER
