"""What is open while the clauses of a sentence are found, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .chunks import Chunk
from .lookahead import Lookahead
from .syntax import Clause, ClauseKind, Phrase, Tag
from .wordlists import Grammar

_DEEPEST = 12  # clauses within one another: no person goes further
_MOST_OPEN = 8  # phrases that the next item of a list may join


@dataclass(slots=True)
class Level:
    """The sentence, or an aside in brackets."""

    clause: Clause  # that the next chunk belongs to
    main: Clause
    stack: list[Clause] = field(default_factory=list)  # clauses that others interrupt
    line: list[Phrase] = field(default_factory=list)  # all phrases so far
    frontier: list[Phrase] = field(default_factory=list)  # those that an item may join, the innermost last
    inserted: int = 0  # of the frontier: where an adjunct between commas begins
    interrupted: bool = False  # such an adjunct stands after "and": "A and, as host, B"
    semicolon: bool = False  # the next item follows one
    series: Phrase | None = None  # the list whose items semicolons part
    floor: int = 0  # of the frontier: where the present relative clause begins
    last: Phrase | None = None  # the phrase before, where only a comma or "and" stands between
    preposition: str = ""  # one that waits for its phrase
    marker: str = ""  # the preposition before a relative: "in | which"
    comma: bool = False
    conjunction: bool = False
    nor: bool = False  # the last conjunction denies

    def settle(self, last: Phrase | None) -> None:
        """Notes the phrase before; marks and prepositions are used up."""
        self.last = last
        self.comma = self.conjunction = self.semicolon = False
        self.preposition = ""

    @property
    def opened(self) -> Clause | None:
        """The innermost interrupted clause that has a subject and waits for its verb."""
        for clause in reversed(self.stack):
            if clause.verb is None and clause.subject is not None:
                return clause
        return None


class State:
    """The chunks of a sentence, and what has been made of them."""

    def __init__(self, grammar: Grammar, chunks: Sequence[Chunk], heading: bool) -> None:
        """Starts with an empty main clause."""
        self.g = grammar
        self.c = chunks
        self.heading = heading
        self.look = Lookahead(grammar, chunks)
        self.clauses: list[Clause] = []
        self.phrases: list[Phrase] = []
        main = self.new(ClauseKind.MAIN, None)
        self.level = Level(main, main)
        self.parenthesis: Clause | None = None  # "the workshop, Ana Ruiz said, gathered"
        self.at = 0  # the chunk that is being put in its place
        self.resume = 0  # chunks before this one have been placed already
        self.fronted: list[Clause] = []  # clauses before their subject: "Organized by the OAS, the workshop"
        self.labels: list[tuple[Clause, Clause]] = []  # labels with what stands after their colons
        self.outer: list[Level] = []  # levels that a bracket interrupts

    def new(self, kind: ClauseKind, parent: Clause | None, marker: str = "") -> Clause:
        """One more clause."""
        clause = Clause(kind, parent=parent, marker=marker)
        self.clauses.append(clause)
        return clause

    def enter(self, clause: Clause, interrupt: bool = True) -> None:
        """Goes on with a clause; the present one may be come back to."""
        if interrupt:
            self.level.stack.append(self.level.clause)
            if len(self.level.stack) > _DEEPEST:
                del self.level.stack[1]
        self.level.clause = clause

    def back_to(self, clause: Clause) -> None:
        """Goes on with an interrupted clause; those inside it are done."""
        stack = self.level.stack
        while stack and stack[-1] is not clause:
            stack.pop()
        if stack:
            stack.pop()
        self.level.clause = clause
        self.level.floor = 0

    def push(self, phrase: Phrase) -> None:
        """A list may go on with the phrase."""
        self.level.frontier.append(phrase)
        if len(self.level.frontier) > _MOST_OPEN:
            del self.level.frontier[0]
            self.level.floor = max(self.level.floor - 1, 0)

    def tag(self, i: int) -> Tag | None:
        """The tag of the word at a place; None of other chunks."""
        chunk = self.c[i] if i < len(self.c) else None
        return None if chunk is None else getattr(chunk, "tag", None)
