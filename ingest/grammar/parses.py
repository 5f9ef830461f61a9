"""The parse of one sentence: the one entry to the grammar of clauses."""

from __future__ import annotations

from ..names.document import Sentence
from .chunks import chunks
from .clauses import clauses
from .inflected import InflectedTagger
from .modality import judge
from .openings import after_dateline
from .sentence_words import words
from .syntax import Parse
from .tagging import Tagger
from .wordlists import Grammar


def parse(grammar: Grammar, sentence: Sentence) -> Parse:
    """The words, phrases and clauses of a sentence whose mentions are found.

    Time is linear in the sentence's length; no sentence makes it fail.
    """
    found = words(grammar, sentence)
    found = found[after_dateline(found) :]
    tagger = InflectedTagger if grammar.inflected else Tagger
    tagger(grammar, found, sentence.heading).run()
    told, phrases = clauses(grammar, chunks(grammar, found), sentence.heading)
    judge(grammar, told, question=bool(found) and found[-1].text in grammar.questions)
    return Parse(tuple(found), tuple(phrases), tuple(told))
