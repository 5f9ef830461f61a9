"""From the text of a source to a release: one canonical text, its header, its paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from ..base.model import Paragraph, Release, Source, Span
from ..base.refusals import Unreadable
from ..text.canonical import canonical
from ..text.detecting import model
from ..text.language import codes
from ..text.sentences import sentences
from .fields import read_header
from .lines import Line, Role, lines
from .mixing import Page, is_foreign
from .non_releases import refuse_format, refuse_page
from .wording import check

_FEWEST_WORDS = 5
_FOREIGN_SHARE = 0.05  # of stop words; running text in a language that we read has eight times as many
_FOREIGN_LENGTH = 200  # characters from which the share says something
_SHORT_LINE = 80  # characters; lines of an address or a list are no longer


def parse(source: Source) -> Release:
    """Read a source as one release: the first, where a page has it in several languages.

    Raises:
        Unreadable: there is nothing to read, it is no release, the text is in an unknown language, or its
            date does not exist.
        LanguageDataError: a file of the release's language is broken.
    """
    return next(releases(source))


def releases(source: Source) -> Iterator[Release]:
    """Read a source: one release, or one a language where a page holds it in several.

    Raises:
        Unreadable: as `parse`.
        LanguageDataError: as `parse`.
    """
    text = canonical(source.text)
    if len(list(islice(re.finditer(r"[^\W_]+", text), _FEWEST_WORDS))) < _FEWEST_WORDS:
        raise Unreadable(source.name, "nothing to read; a release has a title and at least one sentence")
    refuse_format(text, source.name)
    page = Page(text)
    languages = page.languages()
    if not languages:
        language = _language(page, source)
        own = [not foreign for foreign in page.foreign(language)]
        yield _release(text, source, language, page, own if any(own) else [True] * len(own))
        return
    keys: set[str] = set()
    for language in languages:
        release = _release(text, source, language, page, page.of(language, languages))
        yield replace(release, version=language) if release.key in keys else release
        keys.add(release.key)


def _release(text: str, source: Source, language: str, page: Page, own: Sequence[bool]) -> Release:
    """The release in those lines of a page that are its own."""
    check(language)
    found = [line for line, is_own in zip(lines(text, language), own, strict=True) if is_own]
    refuse_page(text, found, source.name, language)
    header = read_header(text, found, source, language)
    doubtful = {line.end for line in page.lines if line.told.may_hold_others(language)}
    paragraphs = _paragraphs(text, header.body, language, doubtful)
    if not paragraphs:
        raise Unreadable(source.name, "nothing to read below the header; a release has at least one sentence")
    return Release(
        text=text,
        language=language,
        kind=header.kind,
        title=header.title,
        paragraphs=paragraphs,
        issued=header.issued,
        month=header.month,
        title_certainty=header.certainty,
        reference=header.reference,
        publisher=header.publisher,
        url=source.url,
        source=source.name,
        header=header.spans,
    )


def _language(page: Page, source: Source) -> str:
    found = page.whole
    letters = sum(map(str.isalpha, "".join(line.text for line in page.lines)[:2000]))
    if found.share < _FOREIGN_SHARE and letters > _FOREIGN_LENGTH:
        known = ", ".join(codes())
        raise Unreadable(
            source.name, f"the text seems to be in none of the languages that can be read ({known})"
        )
    declared = (source.language or "")[:2].lower()
    return found.best or (declared if declared in codes() else model())


def _paragraphs(
    text: str, body: list[Line], language: str, doubtful: Collection[int]
) -> tuple[Paragraph, ...]:
    """A paragraph for each line, but one for short lines without stops in one block, such as an address.

    Of lines that are `doubtful`, by their ends, what is in another language is left out.
    """
    paragraphs = []
    for _, block in groupby(body, key=lambda line: line.block):
        group: list[Line] = []
        for line in block:
            if group and not _continues(group[-1], line):
                paragraphs.append(_paragraph(text, group, language, doubtful))
                group = []
            group.append(line)
        paragraphs.append(_paragraph(text, group, language, doubtful))
    return tuple(paragraphs)


def _continues(line: Line, following: Line) -> bool:
    return all(
        one.role is Role.HEADING and not one.bulleted and one.span.end - one.span.start <= _SHORT_LINE
        for one in (line, following)
    )


def _paragraph(text: str, group: list[Line], language: str, doubtful: Collection[int]) -> Paragraph:
    found = [s for line in group for s in _sentences(text, line.span, language, line.span.end in doubtful)]
    return Paragraph(Span(group[0].span.start, group[-1].span.end), tuple(found))


def _sentences(text: str, line: Span, language: str, doubtful: bool) -> list[Span]:
    """The sentences of a line in its language; all where none is."""
    found = list(sentences(text, line, language))
    return [one for one in found if not (doubtful and is_foreign(one.of(text), language))] or found
