"""Names that name nothing in particular: "a Working Group", "CSIRTs", "the Committee"."""

from __future__ import annotations

from functools import cached_property

from .document import Document, Sentence
from .founding import founded
from .name import Name
from .recalling import Recall

_NAMED_BY = 3  # words that make a name of what the text comes back to


class Generic:
    """Tells the names of one document that are no names of their own."""

    def __init__(self, document: Document, recall: Recall) -> None:
        """Prepares for one document."""
        self.doc = document
        self.lex = document.lexicon
        self.recall = recall
        self.acronyms: set[str] = set(self.lex.generic)  # those that name a kind of body, in this document

    def is_generic(self, sentence: Sentence, name: Name, cls: str) -> bool:
        """Whether a name means a kind of thing, or something named before."""
        if name.quoted:
            return False
        if name.plural and self.lex.is_activity(cls):
            return True
        acronym = sentence.tokens[name.acronym].text if name.acronym is not None else ""
        if self.lex.is_organization(cls):
            if name.plural:
                return self._several(acronym)
            if name.article in self.lex.indefinite and (not acronym or acronym in self.acronyms):
                text = self.recall.text(sentence, name.first, name.core)
                return not (founded(sentence, name, text) or self._comes_back(sentence, name, cls))
        alone = name.owner is None and name.possessor is None
        return name.core - name.first == 1 and alone and not acronym

    def _several(self, acronym: str) -> bool:
        """Whether a name in the plural means several: "Response Teams (CSIRTs)" does, "Forces (GDF)" not."""
        if acronym:
            self.acronyms |= {acronym, acronym.removesuffix("s")}
        return not acronym or acronym.endswith("s")

    def _comes_back(self, sentence: Sentence, name: Name, cls: str) -> bool:
        """Whether "the Board" means "a Joint Selection Board": three words or more, and no other board."""
        if name.core - name.first < _NAMED_BY or name.head not in self._comebacks:
            return False
        return self.recall.again(name.head, cls, sentence.tokens[name.first].start) is None

    @cached_property
    def _comebacks(self) -> frozenset[str]:
        """Heads that stand alone with a definite article, where no other name of the release has them."""
        alone: set[str] = set()
        named: set[str] = set()
        for sentence in self.doc.body:
            for name in sentence.names:
                definite = name.article and name.article not in self.lex.indefinite
                if name.core - name.first == 1 and definite and not name.things:
                    alone.add(name.head)
                elif name.core - name.first > 1 and name.article not in self.lex.indefinite:
                    named.add(name.head)
        return frozenset(alone - named)
