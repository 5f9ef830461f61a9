"""Where the sentences of a paragraph end.

Our own, because the well-kept splitters are either models that load for seconds or word lists in code
that give no offsets; all that a language needs here is four short lists, which are
data (``languages/*/sentences.toml``). One pass over the text that looks a bounded way back and forth, so
time is linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..base.model import Span
from .language import load

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»›)\]]*+(?: ?»)?(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«'’/]+$")
_NEXT_WORD = re.compile(r"\s+[\"'“”‘«‹(\[¿¡–—•$€£#@-]*\s?([^\W_]+)")
_WORD_REACH = 30  # how far back the word before a full stop is looked for
_BRACKET_REACH = 600  # a bracket that closes no sooner than this is a slip of the pen
_BRACKETS = re.compile(r"[()\[\]]")
_INITIAL = re.compile(r"(?:[^\W\d_]-)?[^\W\d_]")  # "A", and "J.-P" is caught by its points
_POINTED = re.compile(r"[^\W\d_]{1,2}(?:[.-]{1,2}[^\W\d_]{1,2})+")  # "U.S", "a.m", "P.D.R"


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    before_name: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]  # words that often begin a sentence and seldom follow in a name


_KEYS = ("before_name", "before_number", "may_end", "starters")


@cache
def _abbreviations(language: str) -> _Abbreviations:
    known = load(language)
    lists = {key: frozenset(known.strings("sentences", key)) for key in _KEYS}
    lists["starters"] |= {word.capitalize() for word in known.strings("language", "stopwords")}
    return _Abbreviations(**lists)


def sentences(text: str, within: Span, language: str) -> tuple[Span, ...]:
    """The sentences of a stretch of text, in order, without the blanks between them."""
    found = []
    start = within.start
    for end in [*_ends(text, within, language), within.end]:
        sentence = trimmed(text, Span(start, end))
        if sentence.start < sentence.end:
            found.append(sentence)
        start = end
    return tuple(found)


def trimmed(text: str, span: Span) -> Span:
    """The span without blanks at its ends."""
    passage = span.of(text)
    left = len(passage) - len(passage.lstrip())
    return Span(span.start + left, span.start + max(left, len(passage.rstrip())))


def finished(line: str, language: str) -> bool:
    """Whether a line ends as a sentence does, and not with an abbreviation."""
    stop = _STOP.search(line + " ", max(0, len(line.rstrip()) - 8))
    if stop is None or stop.end() < len(line.rstrip()):
        return False
    known = _abbreviations(language)
    word = _word_before(line, stop.start(), 0)
    return line[stop.start()] != "." or not (_abbreviates(word, known) or _INITIAL.fullmatch(word))


def _ends(text: str, within: Span, language: str) -> Iterator[int]:
    known = _abbreviations(language)
    brackets = _brackets(text, within)
    opens = [bracket.start for bracket in brackets]
    start = within.start
    for stop in _STOP.finditer(text, within.start, within.end):
        last = bisect_right(opens, stop.start()) - 1
        if last >= 0 and stop.start() < brackets[last].end - 1 and stop.end() < brackets[last].end:
            continue
        following = _NEXT_WORD.match(text, stop.end(), min(within.end, stop.end() + 40))
        if following and _ends_here(text, start, stop, following[1], known):
            yield stop.end()
            start = stop.end()


def _ends_here(text: str, start: int, stop: re.Match[str], following: str, known: _Abbreviations) -> bool:
    if following[0].islower() or (stop[0] == "!" and following in known.may_end):
        return False  # "Yahoo! Inc."
    if stop[0] != ".":  # "?", "...", or a stop before a closing quotation mark
        return True
    word = _word_before(text, stop.start(), start)
    if _INITIAL.fullmatch(word) or word in known.before_name:
        return False
    if word in known.before_number and following[0].isdigit():
        return False
    if word.isdigit() and not text[start : stop.start() - len(word)].strip():
        return False  # "3. The ministers": the number of a paragraph
    return not _abbreviates(word, known) or following in known.starters


def _abbreviates(word: str, known: _Abbreviations) -> bool:
    return word in known.may_end or word in known.before_name or bool(_POINTED.fullmatch(word))


def _word_before(text: str, end: int, start: int) -> str:
    word = _LAST_WORD.search(text[max(start, end - _WORD_REACH) : end])
    return word[0] if word else ""


def _brackets(text: str, within: Span) -> list[Span]:
    """The outermost pairs of brackets, in order."""
    pairs: list[Span] = []
    open_at: list[int] = []
    for bracket in _BRACKETS.finditer(text, within.start, within.end):
        if bracket[0] in "([":
            open_at.append(bracket.start())
        elif open_at:
            pair = Span(open_at.pop(), bracket.end())
            if pair.end - pair.start <= _BRACKET_REACH:
                while pairs and pair.holds(pairs[-1]):
                    pairs.pop()
                pairs.append(pair)
    return pairs
