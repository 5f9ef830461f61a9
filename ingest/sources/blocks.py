"""What a file of any format holds for a reader: blocks in reading order, and what the file says of itself.

Every format has one function, from bytes to a `Document`; from there on all are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from ..base.model import Source
from ..base.refusals import Unreadable


class Kind(Enum):
    """What a block is in the layout of its file."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()  # of a list
    CELL = auto()  # of a table


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that the file's layout holds together; its lines are parted by line feeds."""

    kind: Kind
    text: str
    furniture: bool = False  # a running head, a page number: of the paper, not of the text


@dataclass(frozen=True, slots=True)
class Document:
    """All that was read of one file."""

    blocks: tuple[Block, ...]
    titles: tuple[str, ...] = ()  # what it calls itself, beside its headings
    published: date | None = None
    language: str | None = None
    url: str | None = None


def as_source(document: Document, name: str) -> Source:
    """The text of a document, as the reading of releases takes it.

    Raises:
        Unreadable: it holds no text.
    """
    shown = [block for block in document.blocks if block.text.strip() and not block.furniture]
    if not shown:
        raise Unreadable(name, "a document without text, no release")
    headings = (block.text for block in shown if block.kind is Kind.HEADING)
    titles = tuple(dict.fromkeys(filter(None, map(one_line, (*document.titles, *headings)))))
    return Source(name, _joined(shown), document.url, titles, document.published, document.language)


def _joined(blocks: Iterable[Block]) -> str:
    """The blocks with a blank line between them; items of one list line by line."""
    text, before = "", None
    for block in blocks:
        if before:
            text += "\n" if before is block.kind is Kind.ITEM else "\n\n"
        text += f"• {one_line(block.text)}" if block.kind is Kind.ITEM else block.text.strip()
        before = block.kind
    return text


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one blank."""
    return re.sub(r"\s+", " ", text).strip()
