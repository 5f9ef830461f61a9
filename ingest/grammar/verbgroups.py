"""Verb groups: "has agreed to jointly host", "was not held"; their voice, form and modality."""

from __future__ import annotations

from .syntax import Form, Modality, Tag, VerbGroup, Voice, Word
from .wordlists import Grammar

_WITHIN = frozenset((Tag.ADVERB, Tag.TIME, Tag.NEGATION))
_ADVERBS = 6  # that may follow one another within a verb group
_VERBAL = frozenset((Tag.VERB, Tag.AUXILIARY))
_PARTICIPLES = frozenset((Form.PAST, Form.PARTICIPLE))


def verb_group(grammar: Grammar, words: list[Word], first: int) -> tuple[VerbGroup | None, int]:
    """The verb group that begins with a word, and where it ends; None where the word begins none."""
    group = _Group(grammar, words, first)
    group.run()
    return group.made(), group.end


class _Group:
    """Reads one verb group, word by word."""

    def __init__(self, grammar: Grammar, words: list[Word], first: int) -> None:
        self.g = grammar
        self.words = words
        self.first = self.end = first
        self.head: Word | None = None
        self.form: Form | None = None
        self.be = self.have = self.passive = False
        self.reflexive = False
        self.clitic = ""
        self.would = False  # "would", "could": hypothetical beside "have"
        self.modality = Modality.ASSERTED
        self.chain: list[str] = []

    def run(self) -> None:
        i = self.first
        while i < len(self.words) and self._takes(i):
            i += 1
        while (
            i > self.first + 1
            and self.words[i - 1] is not self.head
            and self.words[i - 1].tag is not Tag.NEGATION
        ):
            i -= 1
        self.end = i

    def _takes(self, i: int) -> bool:
        """Takes one word in; whether it belongs to the group."""
        word, head = self.words[i], self.head
        tag = word.tag
        if tag is Tag.VERB:
            return self._verb(word) if head is None else self._bare(word)
        if tag is Tag.AUXILIARY:
            return head is None and self._auxiliary(i, word)
        if tag is Tag.TO:
            return self._to(i)
        if tag is Tag.NEGATION:
            return self._negation(i)
        if tag in _WITHIN:
            return i > self.first and (head is None or self._to_follows(i + 1))
        if head is None and tag is Tag.REFLEXIVE:
            self.reflexive = True
            return True
        if head is None and tag is Tag.CLITIC:
            self.clitic = word.fold
            return True
        return False

    def _negation(self, i: int) -> bool:
        head = self.head
        if head is not None and head.tag is Tag.VERB and not self._to_follows(i + 1):
            return False
        self.modality = max(self.modality, Modality.NEGATED)
        return True

    def _to_follows(self, i: int) -> bool:
        i = self._past_adverbs(i)
        return i < len(self.words) and self.words[i].tag is Tag.TO and self._governs(i)

    def _to(self, i: int) -> bool:
        """ "to" opens a group, or goes on with one that governs: "agreed | to host"."""
        if self.head is None:
            if i == self.first:
                self.form = Form.INFINITIVE
            return True
        if not self._governs(i):
            return False
        self._govern(self.head)
        return True

    def _governs(self, i: int) -> bool:
        """Whether the verb before "to" governs the one after it."""
        head = self.head
        if head is None or not self._verbal(i + 1):
            return False
        return head.tag is Tag.AUXILIARY or self._name(head) in self.g.control

    def _name(self, head: Word) -> str:
        """What a verb is called; with a reflexive perhaps by another name: "se comprometió"."""
        return (self.g.reflexive_name(head.lemma) if self.reflexive else "") or head.lemma

    def _govern(self, head: Word) -> None:
        if head.tag is Tag.AUXILIARY:
            done = head.fold in self.g.obliged  # "had to be cancelled"
            governed = Modality.PLANNED if self.be else Modality.ASSERTED if done else Modality.WISHED
        else:
            name = self._name(head)
            self.chain.append(name)
            governed = self.g.governs.get(name, Modality.ASSERTED)
            self.reflexive = self.reflexive and name == head.lemma  # "se prevé | celebrar"
        self._judge(governed)
        self.head = None
        self.be = self.have = self.passive = False

    def _judge(self, governed: Modality) -> None:
        if self.would and governed is Modality.WISHED and self.modality is Modality.HYPOTHETICAL:
            self.modality = governed  # "would like"
        self.modality = max(self.modality, governed)

    def _bare(self, word: Word) -> bool:
        """ "helped | organize": an infinitive without "to"."""
        head = self.head
        if head is None or self._name(head) not in self.g.bare or word.form is not Form.INFINITIVE:
            return False
        self._govern(head)
        return self._verb(word)

    def _auxiliary(self, i: int, word: Word) -> bool:
        kind = self.g.auxiliaries[word.fold]
        if kind in ("be", "have"):
            self.be = kind == "be"
            self.have = self.have or kind == "have"
        if modal := self.g.modals.get(word.fold):
            self.would = modal is Modality.HYPOTHETICAL
            self.modality = max(self.modality, modal)
        if self.form is None:
            self.form = self._auxiliary_form(word.fold)
        after = self._past_adverbs(i + 1)
        if after >= len(self.words) or self.words[after].tag not in _VERBAL:
            self.head = word
        return True

    def _auxiliary_form(self, fold: str) -> Form:
        if fold in self.g.gerund_auxiliaries:
            return Form.GERUND
        reading = self.g.auxiliary(fold)
        told = (Form.INFINITIVE, Form.GERUND) if reading is not None else ()
        return next((form for form in told if reading and form in reading.forms), Form.FINITE)

    def _verb(self, word: Word) -> bool:
        self.modality = max(self.modality, word.modality)
        if word.clitic:
            self._joined(word.clitic)
        if self.be and word.form in _PARTICIPLES:
            self.passive = True
        if self.form is None:
            self.form = word.form
        self.head = word
        return True

    def _joined(self, clitic: str) -> None:
        """A pronoun that is written with its verb: "celebrarse"."""
        if self.g.tag(clitic) is Tag.REFLEXIVE:
            self.reflexive = True
        else:
            self.clitic = clitic

    def _past_adverbs(self, i: int) -> int:
        end = min(i + _ADVERBS, len(self.words))
        while i < end and self.words[i].tag in _WITHIN:
            i += 1
        return i

    def _verbal(self, i: int) -> bool:
        i = self._past_adverbs(i)
        while i < len(self.words) and self.words[i].tag in (Tag.CLITIC, Tag.REFLEXIVE):
            i += 1  # "invités à | y participer"
        return i < len(self.words) and self.words[i].tag in _VERBAL

    def made(self) -> VerbGroup | None:
        """The group, if a verb or auxiliary heads it."""
        if self.head is None:
            return None
        form = Form.FINITE if self.form in (Form.BASE, None) else self.form
        lemma = self.head.lemma if self.head.tag is Tag.VERB else self.g.auxiliary_lemma(self.head.fold)
        if self.would and self.have:
            self.modality = max(self.modality, Modality.HYPOTHETICAL)
        elif self.would and self.g.governs.get(lemma) is Modality.WISHED:
            self._judge(Modality.WISHED)
        passive = self.passive and not (self.g.inflected and lemma in self.g.intransitive)
        if self.reflexive and self.head.tag is Tag.VERB:
            name = self.g.reflexive_name(lemma)
            passive, lemma = not name, name or lemma  # "s'est réunie" is active
        return VerbGroup(
            self.words[self.first : self.end],
            self.head,
            lemma,
            form or Form.FINITE,
            Voice.PASSIVE if passive else Voice.ACTIVE,
            self.modality,
            tuple(self.chain),
            self.clitic,
        )
