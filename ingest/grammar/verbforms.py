"""Which form of a verb a word is, if it is one: told by its endings, its neighbours and the verbs before."""

from __future__ import annotations

from collections.abc import Callable

from .morphology import Reading
from .neighbours import PHRASE, Neighbours
from .syntax import Form, Modality, Tag, Word

_AFTER_SUBJECT = frozenset((Tag.NAME, Tag.RELATIVE, Tag.PRONOUN, Tag.QUOTATION, Tag.REFLEXIVE))
_NOUNS = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.GENITIVE))
_TAKEN = PHRASE | {Tag.PREPOSITION}
_NAMED = frozenset((Tag.NAME, Tag.DETERMINER, Tag.CONJUNCTION))
REACH = 6  # words between "help" and the infinitive that it governs


class VerbForms(Neighbours):
    """Tells verbs from nouns and adjectives."""

    def form(self, i: int, reading: Reading | None, previous: Word | None) -> Form | None:
        """The form that a word has as a verb here; None where it is a noun or an adjective."""
        before = None if previous is None else previous.tag
        if before is Tag.AUXILIARY and previous is not None:
            return self._after_auxiliary(i, reading, previous)
        if before is Tag.TO:
            return Form.INFINITIVE
        if reading is None:
            unknown = before is Tag.RELATIVE and not self.is_open(i + 1) and self.opens(i + 1)
            return (
                Form.BASE if unknown and not self._whose(i) and not self.words[i].text[0].isupper() else None
            )
        for form in _ORDER:
            if form in reading.forms and (found := _RULES[form](self, i, reading, before)) is not None:
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
            return Form.BASE if self.tag_at(i + 1) in PHRASE or kind != "do" else None
        return Form.BASE if Form.BASE in reading.forms else None

    def _past(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        after, opens = self.tag_at(i + 1), self.opens(i + 1)
        alone = before is Tag.DETERMINER and self.words[i - 1].fold in self.g.alone and reading.known
        if alone and (opens or after in (None, Tag.MARK)):
            return Form.PAST
        if before is Tag.VERB and self._those_doing():
            return Form.PAST
        counted = before is Tag.NUMBER and opens
        if before in (Tag.PREPOSITION, Tag.VERB) or (before in _NOUNS and not (counted or self.agent(i + 1))):
            return None
        if opens or after in (None, Tag.MARK) or before in _AFTER_SUBJECT:
            return Form.PAST if reading.known or opens or before in _AFTER_SUBJECT else None
        return Form.PAST if reading.known else None

    def _those_doing(self) -> bool:
        """ "those attending | included": a participle with nothing after it."""
        last = self.verb
        gerund = last is not None and last.form is Form.GERUND
        return gerund and self.at > 0 and self.words[self.at - 1].fold in self.g.alone

    def _participle(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        if before is Tag.PREPOSITION or before in _NOUNS:
            return None
        if Form.BASE in reading.forms and not self.agent(i + 1):
            return None  # "come", "run"
        return Form.PARTICIPLE

    def _gerund(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        after = self.tag_at(i + 1)
        alone = before is Tag.DETERMINER and self.words[i - 1].fold in self.g.alone
        if (before in _NOUNS and not alone) or self.of(i + 1) or self._opens_label(i):
            return None
        if self.words[i].fold in self.g.gerund_nouns:
            counted = after is Tag.NUMBER and before is Tag.PREPOSITION
            governs = after in (Tag.DETERMINER, Tag.POSSESSIVE) or counted or alone or self._put(i + 1)
            return Form.GERUND if governs or self._with_gerund(i + 1) else None
        if before is Tag.PREPOSITION:
            return Form.GERUND if self._governs(i + 1, reading.known) else None
        if not reading.known:
            return Form.GERUND if self.opens(i + 1) and before in (Tag.NAME, Tag.MARK, None) else None
        if before is None and self._subject_gerund(i + 1):
            return None
        if before is Tag.NOUN and not self.opens(i + 1):
            return (
                Form.GERUND
                if self.is_open(i + 1) and self.words[i - 1].lemma != self.words[i - 1].fold
                else None
            )
        return Form.GERUND

    def _put(self, i: int) -> bool:
        """Whether a particle and an object follow: "in the process of setting | up a centre"."""
        return self.is_open(i) and self.words[i].fold in self.g.particles and self.tag_at(i + 1) in PHRASE

    def _subject_gerund(self, i: int) -> bool:
        """Whether a finite verb or a singular follows: "Drafting | began", "Working | party"."""
        if not self.is_open(i):
            return False
        fold = self.words[i].fold
        reading = self.g.verb(fold)
        if reading is not None and reading.known and not reading.noun:
            return not {Form.PAST, Form.FINITE}.isdisjoint(reading.forms)
        return not self.g.plural(fold) and not self.opens(i)

    def _opens_label(self, i: int) -> bool:
        """ "Participating countries: Chile"."""
        return i == 0 and i + 2 < len(self.words) and self.words[i + 2].fold == ":"

    def _with_gerund(self, i: int) -> bool:
        """Whether "and" and a gerund with its object follow: "hosting and funding the forum"."""
        if self.tag_at(i) is not Tag.CONJUNCTION or not self.is_open(i + 1):
            return False
        reading = self.g.verb(self.words[i + 1].fold)
        return reading is not None and Form.GERUND in reading.forms and self.tag_at(i + 2) in PHRASE

    def _governs(self, i: int, known: bool) -> bool:
        """Whether a gerund after a preposition has an object or adjuncts: "in charge of hosting and ..."."""
        after = self.tag_at(i)
        if after is Tag.CONJUNCTION:
            reading = self.g.verb(self.words[i + 1].fold) if i + 1 < len(self.words) else None
            return reading is not None and Form.GERUND in reading.forms
        if after in (None, Tag.MARK, Tag.AUXILIARY):
            return False
        return known or after in PHRASE

    def _finite(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        if before is Tag.RELATIVE and self._whose(i):
            return None
        if not reading.known:
            return Form.FINITE if self._unknown_finite(i, before) else None
        if Form.BASE in reading.forms or not reading.noun:
            pronoun = before is Tag.NUMBER or self.words[i - 1].fold in self.g.alone
            if pronoun or before not in (Tag.PREPOSITION, *_NOUNS):
                return Form.FINITE
        if self.of(i + 1) or self._verb_follows(i + 1):
            return None
        return Form.FINITE if self._noun_is_finite(i, before) else None

    def _unknown_finite(self, i: int, before: Tag | None) -> bool:
        """Whether a word of no list is a finite verb, as its ending and its place make likely."""
        led = i > 1 and self.words[i - 2].tag is Tag.PREPOSITION  # "in which engineers took part"
        noun = led or self.g.knows(self.words[i].fold) or self._is_verb(i + 1)
        if before is Tag.RELATIVE and not noun and (self.is_open(i + 1) or self._last_chance(i)):
            return True  # "that treats attacks"
        closed = before is Tag.MARK and self.words[i - 1].fold == ","
        headed = self.heading and before is Tag.NAME
        subject = before in _AFTER_SUBJECT or closed or headed
        return subject and not self.finite and self.tag_at(i + 1) in PHRASE

    def _noun_is_finite(self, i: int, before: Tag | None) -> bool:
        """Whether a word that may be a plural noun is a finite verb: "hosts", "supports"."""
        after = self.tag_at(i + 1)
        if before in _AFTER_SUBJECT or self.closes_bracket(i - 1):
            ends = after in (None, Tag.MARK, Tag.CONJUNCTION) and before is not Tag.RELATIVE
            return not ends or self._joined_verb(i + 1) or self._in_relative(i)
        if before is Tag.NOUN:
            opens = after in PHRASE or after in (Tag.TO, Tag.NUMBER) or self._sure(i + 1)
            return not self.finite and (opens or (self._last_chance(i) and self.opens(i + 1)))
        if before is Tag.CONJUNCTION:
            joined = self.finite or (self.at == i - 2 and self.verb is not None)
            return self._after_verb_phrase(i) or (joined and after in PHRASE)
        if before is Tag.MARK:
            closed = not self.finite and self.words[i - 1].fold == "," and self.opens(i + 1)
            return closed or (self.finite and after in PHRASE)  # "the university, as host, | opens"
        return False

    def _in_relative(self, i: int) -> bool:
        """Whether only names stand between a relative pronoun and a word: "which | Chile and Peru | host"."""
        k = i - 1
        while self.relative and k > 0 and self.words[k].tag in _NAMED:
            k -= 1
        return self.relative and k < i - 1 and self.words[k].tag is Tag.RELATIVE

    def _after_verb_phrase(self, i: int) -> bool:
        """ "began on Tuesday and | ends tomorrow": no noun stands before "and" that it could join."""
        if self.verb is None or self.words[i - 2].tag is Tag.NOUN:
            return False
        return self.opens(i + 1) or self._sure(i + 1)

    def _last_chance(self, i: int) -> bool:
        """Whether no word after can be the verb that is owed, nor the phrase before be a list of nouns."""
        return not self.heading and i > self.last_sure

    def _sure(self, i: int) -> bool:
        """Where the next word opens no phrase: in a heading, or before a plural: "supports states"."""
        reading = self.g.verb(self.words[i].fold) if self.is_open(i) else None
        if reading is not None and reading.known and Form.BASE in reading.forms:
            return self.tag_at(i + 1) in (Tag.PREPOSITION, None)  # not "Asian teams | test their reflexes"
        return self.is_open(i) and (self.heading or self.g.plural(self.words[i].fold))

    def _verb_follows(self, i: int) -> bool:
        """Whether what can be nothing but a verb follows, after adverbs: "states | still have"."""
        end = min(i + REACH, len(self.words))
        while i < end and (self.words[i].tag is Tag.ADVERB or self.adverb(i)):
            i += 1
        return i < len(self.words) and self._is_verb(i)

    def _joined_verb(self, i: int) -> bool:
        """Whether "and" and another finite verb follow: "funds and organizes the workshop"."""
        if not (self.tag_at(i) is Tag.CONJUNCTION or (i < len(self.words) and self.words[i].fold == ",")):
            return False
        reading = self.g.verb(self.words[i + 1].fold) if self.is_open(i + 1) else None
        return reading is not None and Form.FINITE in reading.forms

    def _base(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        """A bare form is a verb after a plural subject, or after another bare form and "and"."""
        after = self.tag_at(i + 1)
        if not reading.known or self.of(i + 1) or before is None:
            return None
        last = self.verb
        if self._helped(i, before) and (before is Tag.VERB or self.opens(i + 1) or not reading.noun):
            return Form.INFINITIVE  # "helped organize", "helped Chile organize"
        if before in (Tag.CONJUNCTION, Tag.MARK) and last is not None:
            bare = last.form in (Form.INFINITIVE, Form.BASE)
            if bare and (self.opens(i + 1) or self._listed(i + 1)):
                return last.form
        if before is Tag.RELATIVE:
            return None if self._whose(i) else Form.BASE
        if not reading.noun and (
            self._plural_subject(i, before) or (before is Tag.CONJUNCTION and self.finite)
        ):
            return Form.BASE
        opens = after in PHRASE or after in (Tag.PREPOSITION, Tag.ADVERB, Tag.TO)
        if self.relative and after is Tag.MARK and (self._is_plural(i - 1) or self._in_relative(i)):
            return Form.BASE  # "on which both initiatives rest,"
        if self.finite or not (opens or (not reading.noun and self.is_open(i + 1)) or self.heading):
            return None
        if before is Tag.PRONOUN or self._demanded(i, before):
            return Form.BASE
        if before is Tag.NOUN:
            return Form.BASE if self._is_plural(i - 1) or self._last_plural(i) else None
        if before is Tag.NAME and (self.list_before(i) or self.plural_before(i)):
            return Form.BASE if after in PHRASE or not reading.noun or self.heading else None
        return None

    def _last_plural(self, i: int) -> bool:
        return self._last_chance(i) and self.plural_before(i)

    def _helped(self, i: int, before: Tag | None) -> bool:
        """Whether a verb such as "help" stands close before: not "made possible by a | grant"."""
        last = self.verb
        near = last is not None and last.lemma in self.g.bare and i - self.at <= REACH
        return near and before is not Tag.PREPOSITION and before not in _NOUNS

    def _demanded(self, i: int, before: Tag | None) -> bool:
        """Whether a bare form is what somebody asks for: "requested that the OAS | hold a workshop"."""
        last = self.verb
        if last is None or self.g.governs.get(last.lemma) is not Modality.WISHED or self.finite:
            return False
        if before not in (Tag.NAME, Tag.NOUN, Tag.PRONOUN) or self.tag_at(i + 1) not in _TAKEN:
            return False
        return any(word.tag is Tag.SUBORDINATOR for word in self.words[self.at + 1 : i])

    def _plural_subject(self, i: int, before: Tag | None) -> bool:
        """Whether a plural or a list stands before, or a comma that closes what was inserted after it."""
        word = self.words[i - 1]
        if before in (Tag.NOUN, Tag.NAME) and not self.finite:
            return True
        if before is Tag.NOUN:
            return word.lemma != word.fold or self.list_before(i)
        return before in (Tag.PRONOUN, Tag.MARK) or (before is Tag.NAME and self.list_before(i))

    def _is_verb(self, i: int) -> bool:
        """Whether the word at a place can be nothing but a verb."""
        if self.tag_at(i) is Tag.AUXILIARY:
            return True
        reading = self.g.verb(self.words[i].fold) if self.is_open(i) else None
        return reading is not None and reading.known and not reading.noun

    def _is_plural(self, i: int) -> bool:
        word = self.words[i]
        return word.tag is Tag.NOUN and word.lemma != word.fold

    def _whose(self, i: int) -> bool:
        """Whether "whose" opens the phrase: "whose earlier work"."""
        return any(word.fold in self.g.whose for word in self.words[max(i - 3, 0) : i])

    def _listed(self, i: int) -> bool:
        """Whether a list of bare verbs goes on: "plan, organize and host", or an object follows."""
        return self.is_open(i) or self.tag_at(i) in (Tag.CONJUNCTION, Tag.MARK)

    def list_before(self, i: int) -> bool:
        """Whether the name before belongs to a list: "the OAS and CICTE host"."""
        return any(w.tag is Tag.CONJUNCTION for w in self.words[max(i - 4, 0) : i - 1])

    def plural_before(self, i: int) -> bool:
        """Whether a plural noun stands close before: "the Governments of Chile host"."""
        return any(w.tag is Tag.NOUN and w.lemma != w.fold for w in self.words[max(i - 4, 0) : i - 1])


_RULES: dict[Form, Callable[[VerbForms, int, Reading, Tag | None], Form | None]] = {
    Form.PAST: VerbForms._past,
    Form.PARTICIPLE: VerbForms._participle,
    Form.GERUND: VerbForms._gerund,
    Form.FINITE: VerbForms._finite,
    Form.BASE: VerbForms._base,
}
_ORDER = tuple(_RULES)
