"""What the verbs beside a date tell of it: that something began, ended, is over, was announced then."""

from __future__ import annotations

import re
from enum import Enum

from .date_patterns import words_of
from .language import Table


class Edge(Enum):
    """Which day of an activity a date tells."""

    FIRST = "first"
    LAST = "last"


class VerbCues:
    """The verbs of one language that tell what a date is."""

    def __init__(self, data: Table) -> None:
        """Compiles the words of `dates.toml`."""
        words = data["future"]
        self.future = re.compile(words_of(words["cues"]))
        self.past = re.compile(rf"({words_of(words['past'])})(?:(?! {words['unless']} )[^.;]){{0,40}}$")
        said = words_of(words["said"])
        self._said = re.compile(rf"{said}(?: \w+)?\s*$"), re.compile(rf"\s*{said}")
        # "Concluyó ayer" begins sentences in such languages
        case = 0 if data["capitalized"] else re.IGNORECASE
        edges = ((Edge.FIRST, "begins"), (Edge.LAST, "ends"))
        self._edges = [(edge, re.compile(words_of(data["edges"][key]), case)) for edge, key in edges]

    def edge(self, before: str, after: str) -> Edge | None:
        """Whether the words around a date say that something began or ended: those before it first."""
        for text, nearest in ((before, -1), (after, 0)):
            cues = [(m.start(), edge) for edge, pattern in self._edges for m in pattern.finditer(text)]
            if cues:
                return sorted(cues, key=lambda cue: cue[0])[nearest][1]
        return None

    def over(self, before: str) -> bool:
        """Whether the words right before a date say that it is past: "was held from May 3 to 5"."""
        past = self.past.search(before)
        return past is not None and self.future.search(before, past.end(1)) is None

    def announced(self, before: str, after: str) -> bool:
        """Whether a day is that on which something is said: "will meet in June, the OAS announced today"."""
        return self._said[0].search(before) is not None or self._said[1].match(after) is not None

    def ahead(self, text: str) -> bool:
        """Whether a clause looks ahead."""
        return self.future.search(text) is not None
