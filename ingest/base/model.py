"""The values that flow through ingest: a release, what is named in it, and the facts that it states.

All are plain immutable values. Offsets count characters of the release's one canonical text, end exclusive
(the Web Annotation model's text position selector), so ``release.text[start:end]`` is always the passage.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from .confidence import confidence
from .slugs import release_key


class Span(NamedTuple):
    """A stretch of the canonical text; a tuple, because some hundreds are made and compared for a release."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The passage itself."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Source:
    """What was read from the outside world, before anyone looked for a release in it."""

    name: str  # the path, address or "-" that the user gave
    text: str  # Unicode text; for HTML the main text
    url: str | None = None  # where the public finds it, if known
    titles: tuple[str, ...] = ()  # what the metadata and first-level headings of an HTML page call it
    published: date | None = None  # as the page's metadata say
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its sentences."""

    span: Span
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """One press release: its header, and its body as paragraphs with offsets into `text`."""

    text: str
    language: str  # ISO 639-1
    kind: str  # "release" or "advisory"
    title: str
    paragraphs: tuple[Paragraph, ...]  # the body: no header lines, no reference line
    issued: date | None = None
    month: str | None = None  # of issue, where no day is told: "2007-06"
    title_certainty: float = 1.0  # how sure it is that no other line is the title
    reference: str | None = None  # as printed: "E-119/14"
    publisher: str | None = None  # IRI path of a known body, such as "organization/OAS"
    url: str | None = None
    source: str = "-"
    version: str = ""  # its language, where its page has the same reference for a release in another one
    # Where the text states each of the header's values: "title", "issued", "reference", "kind", "publisher".
    header: dict[str, Span] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The last part of the release's IRI: the reference, else date and title, with hyphens."""
        key = release_key(self.reference, self.title, self.issued, self.text)
        return f"{key}-{self.version}" if self.version else key


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple that the text states, with the passage that states it."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    passage: Span
    rule: str  # what produced it, for example "en/relations/organized-by"
    certainty: float = 1.0  # of this passage among others that the rule might have taken

    @property
    def confidence(self) -> float:
        """How often its rule was right where that was measured, 0 to 1, less what is doubtful here."""
        return round(confidence(self.rule) * self.certainty, 2)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one release yields."""

    release: Release
    facts: tuple[Fact, ...]
    mentioned: frozenset[NamedNode] = frozenset()  # nodes of the reference data that it names
