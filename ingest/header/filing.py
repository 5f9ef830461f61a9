"""Under what a publisher files a release: its kind ("Press Release") and its number ("E-119/14")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...ontology.label_languages import main_language
from ..base.model import Span
from ..text.full_dates import full_dates
from .letterhead import has_title_word, is_mast, is_place
from .publishers import bare, by_name, by_reference
from .wording import either, phrases

_CODE = (
    r"(?P<code>[A-Z]{0,8}[ -]?\d[\w./-]{0,24}(?: [a-z]{2,3} (?:19|20)\d\d(?!\d))?"  # "E-119/14", "4 of 2014"
    r"|[A-Z][A-Z0-9]{0,9}(?:[./ -]{1,2}[A-Z0-9]{1,10}){1,5})"  # "IP/14/123", "ECW 12/2022"
)
_BARE_CODE = re.compile(  # without a word before it: "2003/774", "PR/2015/04"; "10/2014" may be October
    r"[(\[]?(?P<code>(?:19|20)\d\d/\d{1,5}(?:/[A-Z]{1,5})?|(?:1[3-9]|[2-9]\d|\d{3,4})/(?:19|20)\d\d"
    r"|[A-Z]{2,6}(?:/[A-Z]{2,5})?(?:/\d{1,5}){1,2})[)\]]?"
)
_GAP = r"[.:º°#\s]{1,6}"
_PARTED = re.compile(r"\s*[:|–—-]\s+")
_PARTED_FROM_PLACE = re.compile(r"\s*(?:[|•·]|[–—-]\s)\s*")
_FEW = 4  # words of a name that no head noun shows


@dataclass(frozen=True, slots=True)
class Filed:
    """What a line says of kind and number, and the title that may stand behind them."""

    kind: str | None = None  # "release" or "advisory"
    kind_span: Span | None = None
    code: Span | None = None
    title: Span | None = None


NOTHING = Filed()


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, str]
    kind: re.Pattern[str]
    kind_and_code: re.Pattern[str]
    reference: re.Pattern[str]
    labeled: re.Pattern[str]  # a reference beside other things


@cache
def _words() -> _Words:
    labels, kinds = either(phrases("reference")), either([*phrases("release"), *phrases("advisory")])
    return _Words(
        kinds={bare(phrase): kind for kind in ("release", "advisory") for phrase in phrases(kind)},
        kind=re.compile(rf"(?<!\w)(?:{kinds})(?!\w)", re.IGNORECASE),
        kind_and_code=re.compile(rf"[\s:|#(\[–—-]*(?:(?i:{labels}){_GAP})?{_CODE}[.)\]]{{0,2}}"),
        reference=re.compile(rf"[(\[]?(?:(?i:{labels}){_GAP}){{1,3}}{_CODE}[)\]]?[.]?"),
        labeled=re.compile(rf"[(\[]?\b(?:(?i:{labels}){_GAP}){{1,3}}{_CODE}(?!\w)[)\]]?"),
    )


def reference_of(text: str, line: Span) -> Span | None:
    """ "Reference: E-119/14", "Ref. No. 12/2014", or the number alone in the form of a known publisher."""
    if by_reference(line.of(text)):
        return line
    match = _words().reference.fullmatch(text, line.start, line.end)
    match = match or _BARE_CODE.fullmatch(text, line.start, line.end)
    return _code(match) if match else None


def kind_of(text: str, line: Span, language: str) -> Filed | None:
    """ "Press Release", "AfricaCERT PRESS RELEASE", "Press Release No. 12/2014", "Press Release: title"."""
    match = _words().kind.search(text, line.start, line.end)
    if match is None:
        return None
    before, after = text[line.start : match.start()], text[match.end() : line.end]
    known = _filed(match)
    if bare(before):
        return known if not bare(after) and _leads(before, match[0]) else None
    dated = full_dates(text, match.end(), line.end, language)
    if not bare(after) or (not dated and _is_followed(after)):
        return known
    numbered = _words().kind_and_code.fullmatch(text, match.end(), line.end)
    if numbered and _code(numbered):
        return _filed(match, code=_code(numbered))
    titled = _PARTED.match(after)
    if titled and len(after.split()) > 3 and not dated:
        return _filed(match, title=Span(match.end() + titled.end(), line.end))
    return None


def filed_beside(text: str, line: Span, date: Span) -> tuple[Filed, Span]:
    """The kind and the number in a line of the date, and the stretch that the number takes with its label."""
    kind = _words().kind.search(text, line.start, line.end)
    code = _words().labeled.search(text, line.start, line.end)
    if kind and not code:
        code = _words().kind_and_code.match(text, kind.end(), date.start)
    taken = Span(*code.span()) if code else Span(line.start, line.start)
    number = _code(code) if code else None
    return (_filed(kind, code=number) if kind else Filed(code=number)), taken


def without_kind(words: str) -> str:
    """Words without "Press Release" and its like."""
    return _words().kind.sub(" ", words)


def could_be_place(words: list[str], parts: list[str]) -> bool:
    """Whether words are a town and names of bodies: few, or in parts that each are."""
    if has_title_word(words):
        return False
    return _are_few(words) or all(
        _are_few(names(part)) or is_mast(part) or is_place(part.strip(" ,")) for part in parts
    )


def names(part: str) -> list[str]:
    """The words of a stretch of a line, without marks."""
    return [word for word in re.findall(r"[^\s|,;:()\[\]–—•·/]+", part) if bare(word)]


def _filed(kind: re.Match[str], code: Span | None = None, title: Span | None = None) -> Filed:
    return Filed(_words().kinds[bare(kind[0])], Span(*kind.span()), code, title)


def _code(match: re.Match[str]) -> Span | None:
    """The reference in a match, if it has a digit and is no date."""
    code = match["code"]
    if not any(map(str.isdigit, code)) or full_dates(code, 0, len(code), main_language()):
        return None
    return Span(*match.span("code"))


def _leads(before: str, kind: str) -> bool:
    """Whether the name of a body stands before the kind: "AfricaCERT PRESS RELEASE", "ITU | Media Note"."""
    name = before.rstrip(" |–—:-")
    if before[-1:] != " " or not name[-1:].isalnum() or not name[0].isupper():
        return False
    if is_mast(name) or by_name(name):
        return True
    most = 3 if kind.isupper() or kind.istitle() else 1  # "INTERPOL media release", "World news story"
    return len(name.split()) <= most and not has_title_word(name.split())


def _is_followed(after: str) -> bool:
    """Whether a town or the name of a body stands after the kind: "Press Release – Geneva"."""
    parted = _PARTED_FROM_PLACE.match(after)
    return parted is not None and could_be_place(names(after), [after[parted.end() :]])


def _are_few(words: list[str]) -> bool:
    return len(words) <= _FEW and all(word[0].isupper() or not word[0].isalpha() for word in words)
