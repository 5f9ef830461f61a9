"""What each line of a release is: navigation, kind, date, reference, prose or, failing these, a heading.

All words that tell are data (``languages/*/header.toml``), and those of all languages count in every release, because
pages in one language carry buttons in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from .full_dates import FullDate, full_dates
from .language import ANY, codes, load, plain
from .model import Span
from .sentences import finished, sentences, trimmed

KEYS = ("navigation", "release", "advisory", "reference", "date_lead", "dates", "title_lead")

_MARK = re.compile(r"[\s•·▪◦*|>»–—-]*(?:#{1,6} )?[\s*_]*")
_SHORT = 140  # characters: no line of a header but the title is longer
_CODE = r"(?P<code>[A-Z]{0,8}[ -]?\d[\w./-]{0,24}|[A-Z][A-Z0-9]{0,9}(?:[./ -]{1,2}[A-Z0-9]{1,10}){1,5})"
_CRUMBS = re.compile(r"\s*(?:>>?|»|›|/|\|)\s*")
_BULLETED = re.compile(r"\s*(?:[•·▪◦*–—-]|\(?\w{1,2}[.)])\s+")
_TIME = re.compile(
    r"\b\d{1,2}(?::\d\d){1,2}(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}h(?:\d\d)?\b|\b(?:[A-Z]{1,2}[DS]?T|GMT|UTC|CES?T)\b(?:\s*[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank. `span` leaves out bullets and other marks before the words."""

    span: Span
    role: str  # "navigation", "kind", "date", "reference", "publisher", "prose" or "heading"
    block: int  # lines with no blank one between them share it
    bulleted: bool = False
    kind: str | None = None  # "release" or "advisory", on a kind line
    kind_span: Span | None = None
    date: FullDate | None = None
    code: Span | None = None  # of a reference
    body: str | None = None  # the publisher's IRI path


@dataclass(frozen=True, slots=True)
class _Words:
    navigation: frozenset[str]
    kinds: dict[str, str]
    kind: re.Pattern[str]
    reference: re.Pattern[str]
    date_words: frozenset[str]
    title_lead: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A body whose releases are known by a reference, an address or a line with its name."""

    body: str  # IRI path of a known organization
    reference: re.Pattern[str]
    hosts: tuple[str, ...]
    names: frozenset[str]


@cache
def publishers() -> tuple[Publisher, ...]:
    """The publishers of ``languages/und/publishers.toml``."""
    listed = load(ANY).table("publishers", ("publisher",))["publisher"]
    return tuple(
        Publisher(
            one["body"],
            re.compile("|".join(one.get("references", ["(?!)"]))),
            tuple(one.get("hosts", ())),
            frozenset(map(bare, one.get("names", ()))),
        )
        for one in listed
    )


def bare(text: str) -> str:
    """Words alone: case, accents, bullets and punctuation at the ends dropped, one blank between words."""
    return " ".join(plain(text).strip(" \t•·▪◦*|>»–—-:.,;…[](){}\"'“”‘’#_!").split())


@cache
def _words() -> _Words:
    def all_of(key: str) -> list[str]:
        return [word for code in codes() for word in load(code).strings("header", key)]

    for code in codes():
        load(code).table("header", KEYS)
    kinds = {bare(phrase): kind for kind in ("release", "advisory") for phrase in all_of(kind)}
    weekdays = [day for code in codes() for day in load(code).weekdays()]
    leads = [word for lead in all_of("date_lead") for word in bare(lead).split()]
    labels = _either(all_of("reference"))
    return _Words(
        frozenset(map(bare, all_of("navigation"))),
        kinds,
        re.compile(rf"(?P<kind>{_either(all_of('release') + all_of('advisory'))})(?!\w)", re.IGNORECASE),
        re.compile(rf"[(\[]?(?:(?:{labels})[.:º°# ]{{0,4}}[:\s#]\s*)+{_CODE}[)\]]?[.]?", re.IGNORECASE),
        frozenset(weekdays + leads),
        re.compile(rf"(?:{_either(all_of('title_lead'))})\s*:\s+", re.IGNORECASE),
    )


def _either(phrases: list[str]) -> str:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


def lines(text: str, language: str) -> list[Line]:
    """The lines of a canonical text, in order, each with its role."""
    found = []
    start = block = 0
    for raw in text.split("\n"):
        if raw.strip():
            found.append(_line(text, Span(start, start + len(raw)), block, language))
        else:
            block += 1
        start += len(raw) + 1
    return found


def _line(text: str, whole: Span, block: int, language: str) -> Line:
    mark = _MARK.match(text, whole.start, whole.end)
    span = trimmed(text, Span(mark.end() if mark else whole.start, whole.end))
    if span.start == span.end:
        return Line(trimmed(text, whole), "navigation", block)  # a rule of dashes or stars
    bulleted = bool(_BULLETED.match(text, whole.start, whole.end))
    line = Line(span, "heading", block, bulleted)
    if span.end - span.start <= _SHORT:
        for reader in (_reference, _kind, _date, _publisher, _navigation):
            read = reader(text, line, language)
            if read is not None:
                return read
    return replace(line, role="prose") if is_prose(span.of(text), language) else line


def is_prose(line: str, language: str) -> bool:
    """Whether a line is running text, and no title or heading: long, or sentences that end."""
    count = len(line[:2000].split())
    if count > 40:
        return True
    many = len(sentences(line, Span(0, len(line)), language)) > 1
    return (
        (many and count > 12)
        or (
            count >= 8
            and line.rstrip("\"'”’»)").endswith((".", "…", ":"))
            and finished(line.rstrip(":"), language)
        )
        or (count >= 8 and line.endswith(":"))
    )


def _reference(text: str, line: Line, language: str) -> Line | None:
    match = _words().reference.fullmatch(text, line.span.start, line.span.end)
    if match and any(map(str.isdigit, match["code"])):
        return replace(line, role="reference", code=Span(*match.span("code")))
    content = line.span.of(text)
    if any(publisher.reference.fullmatch(content) for publisher in publishers()):
        return replace(line, role="reference", code=line.span)
    return None


def _kind(text: str, line: Line, language: str) -> Line | None:
    """ "Press Release", "AfricaCERT PRESS RELEASE", "Press Release No. 12/2014"."""
    words = _words()
    for match in words.kind.finditer(text, line.span.start, line.span.end):
        before, after = text[line.span.start : match.start()], text[match.end() : line.span.end]
        kind = words.kinds[bare(match["kind"])]
        known = replace(line, role="kind", kind=kind, kind_span=Span(*match.span()))
        if len(before.split()) > 3 or before.rstrip().endswith((",", ":")):
            continue
        if not bare(after):
            whole = not bare(before)
            if whole or match["kind"].isupper() or match["kind"].istitle():
                return known
        elif not bare(before):
            code = re.compile(rf"[\s:–—-]*(?:(?:{_labels()})[.:º°#\s]{{1,4}})?{_CODE}[.)]?").fullmatch(after)
            if (
                code
                and any(map(str.isdigit, code["code"]))
                and not full_dates(after, 0, len(after), language)
            ):
                return replace(
                    known, code=Span(match.end() + code.start("code"), match.end() + code.end("code"))
                )
    return None


def _labels() -> str:
    return "[Nn][º°o]|[Rr]ef"


def _date(text: str, line: Line, language: str) -> Line | None:
    """A line that states a date and nothing else but who, where and at what hour."""
    dates = full_dates(text, line.span.start, line.span.end, language)
    if not dates:
        return None
    date = next((one for one in dates if one.value and one.certain), dates[0])
    rest = text[line.span.start : date.span.start] + " | " + text[date.span.end : line.span.end]
    kind = _words().kind.search(rest)
    rest = _words().kind.sub(" ", _TIME.sub(" ", rest))
    left = [
        word
        for word in re.findall(r"[^\s|,;:()\[\]–—•·/]+", rest)
        if bare(word) and bare(word) not in _words().date_words
    ]
    if len(left) > 4 or not all(word[0].isupper() or not word[0].isalpha() for word in left):
        return None
    found = replace(line, role="date", date=date)
    if kind:
        at = text.find(kind["kind"], line.span.start, line.span.end)
        found = replace(
            found, kind=_words().kinds[bare(kind["kind"])], kind_span=Span(at, at + len(kind["kind"]))
        )
    return found


def _publisher(text: str, line: Line, language: str) -> Line | None:
    name = bare(re.sub(r"\s*\([^()]{2,12}\)$", "", line.span.of(text)))
    body = next((publisher.body for publisher in publishers() if name in publisher.names), None)
    return replace(line, role="publisher", body=body) if body else None


def _navigation(text: str, line: Line, language: str) -> Line | None:
    """A button, or a trail of them: "Home > News > Title"."""
    crumbs = _CRUMBS.split(line.span.of(text))
    if bare(crumbs[0]) in _words().navigation or bare(line.span.of(text)) in _words().navigation:
        return replace(line, role="navigation")
    return None


def title_words(text: str, line: Line) -> Span:
    """The span of a heading without a label such as "Title:"."""
    lead = _words().title_lead.match(text, line.span.start, line.span.end)
    return Span(lead.end(), line.span.end) if lead else line.span


def body_of(host: str) -> str | None:
    """The publisher whose address a host name is or belongs to."""
    for publisher in publishers():
        if any(host == known or host.endswith("." + known) for known in publisher.hosts):
            return publisher.body
    return None


def body_by_reference(reference: str) -> str | None:
    """The publisher who numbers releases so."""
    return next((one.body for one in publishers() if one.reference.fullmatch(reference)), None)


def prose_start(found: list[Line]) -> Iterator[int]:
    """The indexes of the lines of prose, in order."""
    return (i for i, line in enumerate(found) if line.role == "prose")
