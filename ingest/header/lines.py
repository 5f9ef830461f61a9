"""What each line of a release is: navigation, kind, date, reference, publisher, prose or else a heading.

All words that tell are data (``languages/*/header.toml``). Those of all languages count in every release,
because pages in one language carry buttons in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ..base.model import Span
from ..text.full_dates import FullDate, full_dates
from ..text.language import codes, load
from ..text.sentences import finished, sentences, trimmed
from .letterhead import KEYS as MAST_KEYS
from .letterhead import has_title_word, is_mast, is_place
from .publishers import bare, by_name, by_reference

_KEYS = ("navigation", "release", "advisory", "reference", "date_lead", "dates", "byline", "title_lead")

_HEAD, _FOOT = 80, 40  # lines, from the top and from the end, that may tell of the release itself
_SHORT = 140  # characters: no line of a header but the title is longer
_LONG = 40  # words: no title is longer
_SENTENCE = 8  # words from which a full stop makes a sentence of a line; shorter headings may bear one

_MARKS = re.compile(r"[\s•·▪◦*|>»–—-]*(?:#{1,6} )?[\s*_]*")
_BULLET = re.compile(r"\s*(?:[•·▪◦*–—-]|\(?\w{1,2}[.)])\s+")
_CODE = (
    r"(?P<code>[A-Z]{0,8}[ -]?\d[\w./-]{0,24}(?: [a-z]{2,3} (?:19|20)\d\d(?!\d))?"  # "E-119/14", "4 of 2014"
    r"|[A-Z][A-Z0-9]{0,9}(?:[./ -]{1,2}[A-Z0-9]{1,10}){1,5})"  # "IP/14/123", "ECW 12/2022"
)
_BARE_CODE = re.compile(  # without a word before it: "2003/774", "PR/2015/04"; "10/2014" may be October
    r"[(\[]?(?P<code>(?:19|20)\d\d/\d{1,5}(?:/[A-Z]{1,5})?|(?:1[3-9]|[2-9]\d|\d{3,4})/(?:19|20)\d\d"
    r"|[A-Z]{2,6}(?:/[A-Z]{2,5})?(?:/\d{1,5}){1,2})[)\]]?"
)
_GAP = r"[.:º°#\s]{1,6}"
_BETWEEN = re.compile(r"\s[–—/-]\s|[|•·()\[\]]")  # the parts of a line of the date
_HOUR = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2}h(?:\d\d)?\b|\b\d{0,2} ?[ap]\.?m\b\.?"
    r"|\b(?:[A-Z]{1,2}[DS]?T|GMT|UTC|CES?T)\b(?: ?[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. `span` leaves out bullets and other marks before the words."""

    span: Span
    role: str  # "navigation", "kind", "date", "reference", "publisher", "prose" or "heading"
    block: int  # lines with no blank one between them share it
    bulleted: bool = False
    kind: str | None = None  # "release" or "advisory", where the line says so
    kind_span: Span | None = None
    date: FullDate | None = None
    code: Span | None = None  # of a reference
    body: str | None = None  # the publisher's IRI path


@dataclass(frozen=True, slots=True)
class _Words:
    navigation: frozenset[str]
    kinds: dict[str, str]
    kind: re.Pattern[str]
    kind_and_code: re.Pattern[str]
    reference: re.Pattern[str]
    labeled: re.Pattern[str]  # a reference beside other things
    byline: re.Pattern[str]
    date_words: frozenset[str]
    title_lead: re.Pattern[str]


@cache
def _words() -> _Words:
    """The header words of all languages, compiled."""
    for code in codes():
        load(code).table("header", (*_KEYS, *MAST_KEYS))
    labels, kind_phrases = _all("reference"), _all("release") + _all("advisory")
    weekdays = [day for code in codes() for day in load(code).weekdays()]
    return _Words(
        navigation=frozenset(map(bare, _all("navigation"))),
        kinds={bare(phrase): kind for kind in ("release", "advisory") for phrase in _all(kind)},
        kind=re.compile(rf"(?<!\w)(?:{_either(kind_phrases)})(?!\w)", re.IGNORECASE),
        kind_and_code=re.compile(rf"[\s:|#(\[–—-]*(?:(?i:{_either(labels)}){_GAP})?{_CODE}[.)\]]{{0,2}}"),
        reference=re.compile(rf"[(\[]?(?:(?i:{_either(labels)}){_GAP}){{1,3}}{_CODE}[)\]]?[.]?"),
        labeled=re.compile(rf"[(\[]?\b(?:(?i:{_either(labels)}){_GAP}){{1,3}}{_CODE}(?!\w)[)\]]?"),
        byline=re.compile(rf"\b(?:{_either(_all('byline'))}) +\S+(?: +\S+){{0,3}}\s*$", re.IGNORECASE),
        date_words=frozenset([*weekdays, *(w for lead in _all("date_lead") for w in bare(lead).split())]),
        title_lead=re.compile(rf"(?:{_either(_all('title_lead'))})\s*:\s+", re.IGNORECASE),
    )


def _all(key: str) -> list[str]:
    return [word for code in codes() for word in load(code).strings("header", key)]


def _either(phrases: list[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", " +") for phrase in ordered)


def lines(text: str, language: str) -> list[Line]:
    """The lines of a canonical text, in order, each with its role."""
    spans = []
    start = block = 0
    for raw in text.split("\n"):
        if raw.strip():
            spans.append((Span(start, start + len(raw)), block))
        else:
            block += 1
        start += len(raw) + 1
    last = len(spans) - _FOOT
    return [
        _line(text, whole, block, language, at_edge=i < _HEAD or i >= last)
        for i, (whole, block) in enumerate(spans)
    ]


def _line(text: str, whole: Span, block: int, language: str, at_edge: bool) -> Line:
    marks = _MARKS.match(text, whole.start, whole.end)
    span = trimmed(text, Span(marks.end() if marks else whole.start, whole.end))
    if span.start == span.end:
        return Line(trimmed(text, whole), "navigation", block)  # a rule of dashes or stars
    line = Line(span, "heading", block, bool(_BULLET.match(text, whole.start, whole.end)))
    if span.end - span.start <= _SHORT:
        readers = (_reference, _kind, _date, _publisher, _navigation) if at_edge else (_navigation,)
        for reader in readers:
            read = reader(text, line, language)
            if read is not None:
                return read
    return replace(line, role="prose") if _is_prose(span.of(text), language) else line


def _is_prose(words: str, language: str) -> bool:
    """Whether a line is running text, and no title or heading: very long, or of sentences that end."""
    count = len(words[:2000].split())
    if count > _LONG:
        return True
    if count < _SENTENCE:
        return False
    if words.endswith(":") or (finished(words, language) and words.rstrip("\"'”’»)")[-1:] in ".…"):
        return True
    return count > 12 and len(sentences(words, Span(0, len(words)), language)) > 1


def _reference(text: str, line: Line, language: str) -> Line | None:
    """ "Reference: E-119/14", "Ref. No. 12/2014", or the number alone in the form of a known publisher."""
    if by_reference(line.span.of(text)):
        return replace(line, role="reference", code=line.span)
    start, end = line.span.start, line.span.end
    match = _words().reference.fullmatch(text, start, end) or _BARE_CODE.fullmatch(text, start, end)
    return replace(line, role="reference", code=_code(match)) if match and _code(match) else None


def _code(match: re.Match[str]) -> Span | None:
    """The reference in a match, if it has a digit and is no date."""
    code = match["code"]
    if not any(map(str.isdigit, code)) or full_dates(code, 0, len(code), "en"):
        return None
    return Span(*match.span("code"))


def _kind(text: str, line: Line, language: str) -> Line | None:
    """ "Press Release", "AfricaCERT PRESS RELEASE", "Press Release No. 12/2014", "Press Release: title"."""
    start, end = line.span.start, line.span.end
    match = next(_words().kind.finditer(text, start, end), None)
    if match is None:
        return None
    before, after = text[start : match.start()], text[match.end() : end]
    known = replace(line, role="kind", kind=_words().kinds[bare(match[0])], kind_span=Span(*match.span()))
    if bare(before):
        return known if not bare(after) and _leads(before, match[0]) else None
    dated = full_dates(text, match.end(), end, language)
    if not bare(after) or (not dated and _follows(after)):
        return known
    numbered = _words().kind_and_code.fullmatch(text, match.end(), end)
    if numbered and _code(numbered):
        return replace(known, code=_code(numbered))
    titled = re.match(r"\s*[:|–—-]\s+", after)
    if titled and len(after.split()) > 3 and not dated:
        return replace(known, role="heading", span=Span(match.end() + titled.end(), end))
    return None


def _leads(before: str, kind: str) -> bool:
    """Whether the name of a body stands before the kind: "AfricaCERT PRESS RELEASE", "ITU | Media Note"."""
    name = before.rstrip(" |–—:-")
    if not (kind.isupper() or kind.istitle()) or before[-1:] != " " or not name[-1:].isalnum():
        return False
    return is_mast(name) or (len(name.split()) <= 3 and not has_title_word(name.split()))


def _follows(after: str) -> bool:
    """Whether a town or the name of a body stands after the kind: "Press Release – Geneva"."""
    parted = re.match(r"\s*(?:[|•·]|[–—-]\s)\s*", after)
    return parted is not None and _could_be_place(_names(after), [after[parted.end() :]])


def _date(text: str, line: Line, language: str) -> Line | None:
    """A line that states a date and nothing else but who, where and at what hour."""
    start, end = line.span.start, line.span.end
    dates = full_dates(text, start, end, language)
    if not dates:
        return None
    date = next((one for one in dates if one.value and one.certain), dates[0])
    kind = _words().kind.search(text, start, end)
    code = _words().labeled.search(text, start, end)
    if kind and not code:
        code = _words().kind_and_code.match(text, kind.end(), date.span.start)
    before, after = _beside(text, line.span, date.span, code)
    if ":" in before and _names(before.rpartition(":")[0]):
        return None  # "WHEN: March 11, 2015" tells of the event
    parts = [part for side in (before, after) for part in _BETWEEN.split(side)]
    if not _could_be_place(_names(before) + _names(after), parts if before.strip() else parts[1:]):
        return None  # "Symposium in Bogota, 3 May 2014" is a title
    found = replace(line, role="date", date=date, code=_code(code) if code else None)
    if kind:
        found = replace(found, kind=_words().kinds[bare(kind[0])], kind_span=Span(*kind.span()))
    return found


def _beside(text: str, line: Span, date: Span, code: re.Match[str] | None) -> tuple[str, str]:
    """What stands before and after a date, without a kind, a number, an hour and an author."""
    told = Span(*code.span()) if code else Span(line.start, line.start)
    before = text[line.start : date.start]
    after = text[date.end : line.end]
    if told.end <= date.start:
        before = text[line.start : told.start] + " " + text[told.end : date.start]
    else:
        after = text[date.end : told.start] + " " + text[told.end : line.end]
    kind = _words().kind
    return kind.sub(" ", before), kind.sub(" ", _words().byline.sub(" ", _HOUR.sub(" ", after)))


def _names(part: str) -> list[str]:
    """The words of a stretch of a date line that do not belong to the date."""
    words = re.findall(r"[^\s|,;:()\[\]–—•·/]+", part)
    return [word for word in words if bare(word) and bare(word) not in _words().date_words]


def _could_be_place(words: list[str], parts: list[str]) -> bool:
    """Whether words are a town and names of bodies: few, or in parts that each are."""
    if has_title_word(words):
        return False
    return _few(words) or all(
        _few(_names(part)) or is_mast(part) or is_place(part.strip(" ,")) for part in parts
    )


def _few(words: list[str]) -> bool:
    return len(words) <= 4 and all(word[0].isupper() or not word[0].isalpha() for word in words)


def _publisher(text: str, line: Line, language: str) -> Line | None:
    body = by_name(line.span.of(text))
    return replace(line, role="publisher", body=body) if body else None


def _navigation(text: str, line: Line, language: str) -> Line | None:
    """A button, several ("Facebook | Print"), or a trail of them ("Home > News > Title")."""
    words, buttons = line.span.of(text), _words().navigation
    trail = re.split(r"[>»›]", words, maxsplit=1)
    if bare(words) in buttons or (len(trail) > 1 and (bare(trail[0]) in buttons or is_mast(trail[0]))):
        return replace(line, role="navigation")
    row = [bare(button) for button in re.split(r"[|/•·]", words)]
    row = row[:1] + [button for button in row[1:] if not button.isdigit()]  # "News / 2023"
    is_row = buttons.issuperset(row) or (len(row) > 2 and row[0] in buttons)
    return replace(line, role="navigation") if is_row else None


def title_words(text: str, line: Line) -> Span:
    """The span of a heading without a label such as "Title:"."""
    lead = _words().title_lead.match(text, line.span.start, line.span.end)
    return Span(lead.end(), line.span.end) if lead else line.span
