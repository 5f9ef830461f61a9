"""Tags words in languages whose verbs tell person and tense: a verb is seldom in doubt, but for its nouns."""

from __future__ import annotations

from ..names.entities import Kind
from .morphology import Reading
from .neighbours import OPEN, PHRASE
from .sentence_words import ARTICLE
from .syntax import Form, Modality, Tag, Word
from .tagging import Tagger

_NOMINAL = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.PREPOSITION))
_VERBAL = frozenset((Tag.REFLEXIVE, Tag.CLITIC, Tag.NEGATION, Tag.RELATIVE, Tag.SUBORDINATOR, Tag.PRONOUN))
_SAYING = frozenset((Tag.VERB, Tag.AUXILIARY, Tag.PARTICLE, Tag.ADVERB, Tag.CONJUNCTION))
_BODIES = (Kind.STATE, Kind.ORGANIZATION)
_NEAR = 14  # words between a verb of saying and what it tells, with its subject between


class InflectedTagger(Tagger):
    """Tags the words of one sentence, left to right."""

    def form(self, i: int, reading: Reading | None, previous: Word | None) -> Form | None:
        """The form that a word has as a verb here; None where it is a noun or an adjective."""
        if reading is None:
            return None
        forms, word = reading.forms, self.words[i]
        before = None if previous is None else previous.tag
        word.modality, word.clitic, word.plural = reading.modality, reading.clitic, reading.plural
        if Form.PARTICIPLE in forms and (found := self._participle_here(i, reading, before)):
            return found
        if Form.INFINITIVE in forms:
            return None if reading.noun and before in _NOMINAL - {Tag.PREPOSITION} else Form.INFINITIVE
        if Form.GERUND in forms:
            plain = reading.noun and before in _NOMINAL and self.tag_at(i + 1) not in PHRASE
            return None if plain else Form.GERUND  # "n'a pas envoyé de | représentant"
        if Form.FINITE in forms and self._is_finite(i, reading, previous):
            return Form.FINITE
        word.modality = Modality.ASSERTED
        return None

    def _participle_here(self, i: int, reading: Reading, before: Tag | None) -> Form | None:
        """ "un taller | organizado", "ha | organizado"; not "los | organizados", "el | delegado"."""
        if before is Tag.AUXILIARY:
            return Form.PARTICIPLE
        if before in _NOMINAL:
            return None
        if (reading.noun or not reading.known) and not self.agent(i + 1) and not self._inserted(i):
            return None
        return Form.PARTICIPLE

    def _inserted(self, i: int) -> bool:
        """Whether a word stands alone after a body or "though": "Chile, también | invitado, no asistió"."""
        if i + 1 >= len(self.words) or self.words[i + 1].fold != ",":
            return False
        k = i - 1
        while k > 0 and self.words[k].tag is Tag.ADVERB:
            k -= 1
        if k < 1 or self.words[k].tag is Tag.SUBORDINATOR:
            return k >= 1
        return self.words[k].fold == "," and self.words[k - 1].kind in _BODIES

    def _is_finite(self, i: int, reading: Reading, previous: Word | None) -> bool:
        before = None if previous is None else previous.tag
        if before is Tag.DETERMINER and previous is not None:
            if previous.fold in self.g.alone and not reading.noun and previous.fold not in self.g.clitics:
                return reading.known  # "Uno y otro | firmarán"
            if reading.noun or previous.fold not in self.g.clitics or not reading.known:
                return False
            previous.tag = Tag.CLITIC  # "el taller lo | organizó"
            return True
        if before in _NOMINAL or (previous is not None and previous.fold in self.g.whose):
            return False
        if not reading.noun:
            return reading.known or not self.finite or before in _VERBAL
        if before in _VERBAL:
            return not self.of(i + 1) or before in (Tag.REFLEXIVE, Tag.CLITIC)
        return self._noun_as_verb(i, reading)

    def _noun_as_verb(self, i: int, reading: Reading) -> bool:
        """Whether a word that may be a noun is the verb that is owed: "La OEA | firma un acuerdo"."""
        after = self.tag_at(i + 1)
        light = self.is_open(i + 1) and self.words[i + 1].fold in self.g.light
        if light and reading.lemma in self.g.light_verbs:
            return True  # "forma | parte"
        if self.finite or self.of(i + 1) or i < self.last_sure:
            return False
        if after in PHRASE or after in (Tag.NUMBER, Tag.PREPOSITION, Tag.SUBORDINATOR):
            return True
        return i > 0 and (self.is_open(i + 1) or after is Tag.ADVERB) and self.words[i - 1].tag is Tag.NAME

    def _that(self, i: int, previous: Word | None) -> Tag:
        """ "que" after a verb opens what it tells, after a noun it is a relative pronoun."""
        before = None if previous is None else previous.tag
        if before is None or before in _SAYING:
            joined = before is Tag.CONJUNCTION and self._relative_before(i)
            return Tag.RELATIVE if joined else Tag.SUBORDINATOR
        if before is Tag.PREPOSITION and previous is not None:
            return Tag.RELATIVE if previous.fold == self.g.place else Tag.SUBORDINATOR
        return Tag.SUBORDINATOR if self._said(i) else Tag.RELATIVE

    def _said(self, i: int) -> bool:
        """ "anunció el ministro que": a verb of saying with its subject behind it."""
        verb = self.verb
        if verb is None or i - self.at > _NEAR or verb.lemma not in self.g.reporting | self.g.addressing:
            return False
        between = self.words[self.at + 1 : i]
        if any(w.tag in (Tag.RELATIVE, Tag.SUBORDINATOR) for w in between):
            return False
        word = self.words[i - 1]
        if word.tag in (Tag.TIME, Tag.MARK, Tag.NAME):
            return word.tag is not Tag.NAME or word.kind is None or not _is_thing(word)
        return word.lemma in self.g.people or (i > 1 and self.words[i - 2].lemma in self.g.people)

    def _to(self, i: int, previous: Word | None) -> Tag:
        """A preposition before an infinitive that a verb governs: "se comprometió | a organizar"."""
        k = i + 1 + (self.tag_at(i + 1) in (Tag.CLITIC, Tag.REFLEXIVE))  # "invités à | y participer"
        reading = self.g.verb(self.words[k].fold) if self.is_open(k) else None
        modal = self.tag_at(k) is Tag.AUXILIARY and self._infinitive_auxiliary(k)
        if not modal and (reading is None or Form.INFINITIVE not in reading.forms or reading.noun):
            return Tag.PREPOSITION
        contracted = self.words[i].lemma == ARTICLE
        if previous is not None and previous.tag is Tag.VERB and previous.lemma in self.g.controlling:
            return Tag.TO
        return Tag.TO if self.words[i].fold == self.g.infinitive and not contracted else Tag.PREPOSITION

    def _infinitive_auxiliary(self, i: int) -> bool:
        reading = self.g.auxiliary(self.words[i].fold)
        return reading is not None and Form.INFINITIVE in reading.forms

    def _is_noun(self, i: int, previous: Word | None) -> bool:
        """Whether an infinitive that is an auxiliary is a noun: "su poder", "con poder para"."""
        if not self._infinitive_auxiliary(i) or not self.g.knows(self.words[i].fold) or previous is None:
            return False
        reading = self.g.verb(self.words[i + 1].fold) if self.is_open(i + 1) else None
        governs = reading is not None and not {Form.INFINITIVE, Form.PARTICIPLE}.isdisjoint(reading.forms)
        led = (
            previous.tag is Tag.PREPOSITION
            and self.g.auxiliary_lemma(self.words[i].fold) not in self.g.copulas
        )
        return not governs and (previous.tag in (Tag.DETERMINER, Tag.POSSESSIVE) or led)

    def _object_before(self, article: Word | None) -> None:
        """ "lo ha organizado": what is an article elsewhere."""
        if article is not None and article.fold in self.g.clitics:
            article.tag = Tag.CLITIC

    def _word(self, i: int, word: Word, previous: Word | None) -> None:
        if word.tag is Tag.AUXILIARY and self._is_noun(i, previous):
            word.tag, word.lemma = Tag.NOUN, word.fold  # "su | poder"
        elif word.tag is Tag.AUXILIARY and self.after_determiner(previous):
            self._object_before(previous)
        if word.lemma == OPEN or word.fold in self.g.that:
            super()._word(i, word, previous)
        elif word.fold in self.g.infinitives and word.tag in (Tag.PREPOSITION, Tag.RELATIVE):
            word.tag = self._to(i, previous)
        else:
            super()._word(i, word, previous)


def _is_thing(word: Word) -> bool:
    return word.kind in (Kind.ACTIVITY, Kind.INSTRUMENT, Kind.PLACE)
