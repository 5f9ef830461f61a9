"""What follows each chunk of a sentence, found once from right to left: no question scans the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..names.entities import Kind
from .chunks import Chunk
from .syntax import Form, Phrase, Tag, VerbGroup, Voice, Word
from .wordlists import Grammar

_ENDS = frozenset(";:")
_CLOSING = {"(": ")", "[": "]"}
_PASSED = frozenset((Tag.ADVERB, Tag.TIME))


class Lookahead:
    """Answers about the chunks after a place: an index of chunks, or the one past the last."""

    def __init__(self, grammar: Grammar, chunks: Sequence[Chunk]) -> None:
        """Reads the chunks once."""
        self.g = grammar
        self.c = chunks
        size = len(chunks) + 4
        self._agent = [False] * size
        self._later = [False] * size
        self._item = [False] * size
        self._list = [False] * size
        self._direct = [False] * size
        self._awaited = [False] * size
        self._finite = [False] * size
        self._next_comma = [size - 1] * size
        self._next_verb = [size - 1] * size
        self.closing = _brackets(chunks)
        for i in range(len(chunks) - 1, -1, -1):
            chunk = chunks[i]
            self._next_verb[i] = self._next_verb[i + 1]
            self._next_comma[i] = self._next_comma[i + 1]
            if isinstance(chunk, Phrase):  # no subject, nor any verb or agent of its own
                self._agent[i], self._later[i] = self._agent[i + 1], self._later[i + 1]
            elif isinstance(chunk, VerbGroup):
                self._verb(i, chunk)
            else:
                self._word(i, chunk)

    def _verb(self, i: int, group: VerbGroup) -> None:
        """Notes what a verb is for the chunks before it."""
        self._next_verb[i] = i
        self._finite[i] = self._finite_at(i, group)
        self._later[i] = self._finite[i] or self._later[i + 1]
        own = self._own_verb(i, group)
        self._direct[i] = self._item[i] = self._list[i] = own
        self._awaited[i] = own or self._later[i + 1]

    def _word(self, i: int, word: Word) -> None:
        """Notes what follows a word, a mark or a date."""
        if word.fold == ",":
            self._next_comma[i] = i
        self._agent[i] = self._agent_at(i, word)
        self._later[i] = self._later_at(i, word)
        if passed := self._passed(i, word):
            self._direct[i], self._item[i] = self._direct[passed], self._item[passed]
            self._list[i], self._awaited[i] = self._list[passed], self._awaited[passed]
        else:
            self._item[i], self._list[i] = self._subject_at(i, word)
            # a participle may stand between: "the teams | called to its aid | knew"
            self._awaited[i] = self._list[i]

    def phrase(self, i: int) -> bool:
        """Whether a noun phrase stands at a place."""
        return i < len(self.c) and isinstance(self.c[i], Phrase)

    def word(self, i: int, *tags: Tag) -> bool:
        """Whether a word with one of the tags stands at a place."""
        if i >= len(self.c):
            return False
        chunk = self.c[i]
        return isinstance(chunk, Word) and chunk.tag in tags

    def of(self, i: int, kinds: Collection[Kind | None]) -> bool:
        """Whether "of" stands there, and a phrase whose head is of one of these kinds."""
        after = self.c[i : i + 2]
        if len(after) < len(("of", "it")) or not self.word(i, Tag.PREPOSITION):
            return False
        word, phrase = after
        owner = isinstance(word, Word) and word.fold == self.g.owner
        return owner and isinstance(phrase, Phrase) and phrase.head.kind in kinds

    def comma(self, i: int) -> bool:
        """Whether a comma stands at a place."""
        return self._next_comma[min(i, len(self.c))] == i

    def agent(self, i: int) -> bool:
        """Whether "by ..." follows before another verb, and no object does at once."""
        return self._agent[i] and not self.phrase(i)

    def later_finite(self, i: int) -> bool:
        """Whether a finite verb follows that may be the clause's own."""
        return self._later[i]

    def verb_after(self, i: int) -> int:
        """The place of the next verb group."""
        return self._next_verb[i + 1]

    def subject(self, i: int, commas: bool = False) -> bool:
        """Whether the phrase before a place is a subject: a finite verb follows, after adjuncts or a list."""
        return self._list[i] if commas else self._item[i]

    def awaits(self, i: int) -> bool:
        """Whether the phrase before a place may be the subject that a clause lacks: a verb follows."""
        return self._awaited[i]

    def direct(self, i: int) -> bool:
        """Whether a finite verb follows at once, or after adjuncts only."""
        return self._direct[i]

    def finite(self, i: int) -> bool:
        """Whether a verb group surely has a subject of its own."""
        return self._finite[i]

    # ------------------------------------------------------------------ one place, from those after it

    def _finite_at(self, i: int, group: VerbGroup) -> bool:
        if group.form is not Form.PAST:
            return group.form is Form.FINITE
        if group.lemma in self.g.intransitive or self.phrase(i + 1) or self.word(i + 1, Tag.PARTICLE):
            return True
        if self.word(i + 1, Tag.CONJUNCTION) or self._next_comma[i + 1] == i + 1:
            if self.word(i + 1, Tag.CONJUNCTION) and self.phrase(i + 2):
                return self._item[i + 3]  # "The OAS organized and Canada funded the course"
            return self._finite[i + 2] and self._bare(i + 2)  # "planned, organized and funded the drill"
        return False

    def _bare(self, i: int) -> bool:
        """Whether a verb without auxiliary stands at a place."""
        group = self.c[i] if i < len(self.c) else None
        return isinstance(group, VerbGroup) and group.form is Form.PAST

    def _agent_at(self, i: int, word: Word) -> bool:
        if word.fold == self.g.agent:
            return self.phrase(i + 1)
        if word.tag is Tag.CONJUNCTION and self._bare(i + 1):
            return self._agent[i + 2]
        if word.tag in (Tag.RELATIVE, Tag.CONJUNCTION, Tag.SUBORDINATOR) or word.fold in _ENDS:
            return False
        return self._agent[i + 1]

    def _later_at(self, i: int, word: Word) -> bool:
        if word.tag is Tag.SUBORDINATOR or word.fold in _ENDS:
            return False
        if word.tag is Tag.RELATIVE:
            return self._later[self._past_verb(i)]
        if word.fold in self.g.subordinating and self.phrase(i + 1) and self._direct[i + 2]:
            return self._later[self._past_verb(i)]
        if word.tag is Tag.CONJUNCTION:
            if self._opens_clause(i):
                return False
            if i + 1 < len(self.c) and isinstance(self.c[i + 1], VerbGroup):
                return self._agent[i + 2] and self._later[i + 2]
        return self._later[i + 1]

    def _opens_clause(self, i: int) -> bool:
        """Whether another clause follows ", and" here: "A served as the host, and | B was its sponsor"."""
        before = self.c[i - 1] if i else None
        comma = isinstance(before, Word) and before.fold == ","
        return comma and self.phrase(i + 1) and self._direct[i + 2]

    def _passed(self, i: int, word: Word) -> int:
        """Where to look on after what only modifies a phrase: adjuncts, brackets, adverbs; 0 of others."""
        if word.tag in _PASSED:
            return i + 1
        if word.fold in _CLOSING and (close := self.closing.get(i)):
            return close + 1
        if word.tag is not Tag.PREPOSITION:
            return 0
        if self.phrase(i + 1):
            return i + 2
        return i + 1 if self.word(i + 1, Tag.PREPOSITION, Tag.RELATIVE) else 0  # "from across", "to which"

    def _subject_at(self, i: int, word: Word) -> tuple[bool, bool]:
        if word.tag is Tag.RELATIVE:
            found = self._later[self._past_verb(i)]
            return found, found
        if word.tag is Tag.CONJUNCTION:
            found = self._joined(i)
            return found, found
        if word.fold == ",":
            relative = self._opens_relative(i + 1) and self._after_comma(i + 1)
            return relative, relative or self._after_comma(i + 1)
        return False, False

    def _joined(self, i: int) -> bool:
        """Whether "and" joins the last item of a subject: "A and B | met", "of A and of B | met"."""
        if self.phrase(i + 1):
            return self._item[i + 2]
        return self.word(i + 1, Tag.PREPOSITION) and self.phrase(i + 2) and self._item[i + 3]

    def _opens_relative(self, i: int) -> bool:
        if self.word(i, Tag.RELATIVE):
            return True
        return self.word(i, Tag.PREPOSITION) and self.word(i + 1, Tag.RELATIVE)

    def _past_verb(self, i: int) -> int:
        """The place after the next verb."""
        return min(self._next_verb[i] + 1, len(self._later) - 1)

    def _after_comma(self, i: int) -> bool:
        while self.word(i, *_PASSED):
            i += 1
        if self._opens_relative(i):
            return self._list[self._next_comma[min(self._next_verb[i], len(self.c))]]
        if self.phrase(i):
            spoken = isinstance(self.c[i + 1], VerbGroup) if i + 1 < len(self.c) else False
            if spoken and self._next_comma[i + 2] == i + 2:
                return self._list[i + 1] or self._list[i + 2]  # "the criminals, he noted, have"
            return self._list[i + 1]
        if self.word(i, Tag.CONJUNCTION):
            return self._joined(i)
        if i < len(self.c) and isinstance(group := self.c[i], VerbGroup):
            return self._own_verb(i, group)
        after = self.c[i] if i < len(self.c) else None
        passed = self._passed(i, after) if isinstance(after, Word) else 0
        return passed > 0 and self._list[passed]  # "the Commission, | through its office, will convene"

    def _own_verb(self, i: int, group: VerbGroup) -> bool:
        """Whether a verb group takes the phrase before it as its subject."""
        if group.form is not Form.PAST or group.voice is Voice.PASSIVE:
            return self.finite(i)
        if self.agent(i + 1):
            return False
        return self.finite(i) or not self._later[i + 1]


def _brackets(chunks: Sequence[Chunk]) -> dict[int, int]:
    """Where each bracket that opens is closed."""
    found: dict[int, int] = {}
    opened: list[tuple[int, str]] = []
    for i, chunk in enumerate(chunks):
        if not isinstance(chunk, Word) or chunk.tag is not Tag.MARK:
            continue
        if chunk.fold in _CLOSING:
            opened.append((i, _CLOSING[chunk.fold]))
        elif opened and chunk.fold == opened[-1][1]:
            found[opened.pop()[0]] = i
    return found
