"""What quotation marks enclose in a sentence: names, somebody's words, or a few words of somebody's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..base.model import Span
from ..text.tokens import Token
from .lexicon import Lexicon
from .quotes import Quote, is_title

_SHORT = 24  # characters: no more are no speech, unless another sentence closes them or a verb says so
_LONGEST = 40  # tokens of a name
_SUBJECT = 6  # tokens between quoted words and the verb
_SENTENCE_ENDS = (",", ".", "!", "?", "…")


@dataclass(slots=True)
class Quoted:
    """What a sentence quotes."""

    titles: dict[int, int] = field(default_factory=dict)  # the tokens of the marks around names
    speech: list[Span] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)  # speech, and fewer words


def read_quoted(
    text: str, span: Span, tokens: Sequence[Token], marks: Sequence[Quote], lexicon: Lexicon
) -> Quoted:
    """Tells apart what the marks of a paragraph enclose in one of its sentences."""
    found = Quoted()
    starts: dict[int, int] = {}
    for mark in _within(marks, span):
        starts = starts or {t.start: i for i, t in enumerate(tokens)}
        whole = Span(mark.start, mark.end)
        opened, closed = starts.get(mark.start), starts.get(mark.end - 1)
        if opened is None or closed is None:
            found.speech.append(whole)
        elif _is_name(text, mark, tokens, opened, closed, lexicon):
            found.titles[opened] = closed
            continue
        elif mark.inner_end - mark.inner_start > _SHORT or _spoken(tokens, opened, closed, lexicon):
            found.speech.append(whole)
        found.words.append(whole)
    return found


def _within(marks: Sequence[Quote], span: Span) -> Iterator[Quote]:
    """The quoted stretches that a span meets; all are in the order of the text, and none overlaps another."""
    first = bisect_right(marks, span.start, key=lambda m: m.end)
    for i in range(first, len(marks)):
        if marks[i].start >= span.end:
            return
        yield marks[i]


def _is_name(
    text: str, mark: Quote, tokens: Sequence[Token], opened: int, closed: int, lexicon: Lexicon
) -> bool:
    """Whether a quoted stretch is a name, and no verb beside it says that somebody spoke it."""
    if not _names(text, mark, tokens, opened, closed, lexicon):
        return False
    told = _verb_follows(tokens, closed, lexicon) and tokens[closed - 1].text in _SENTENCE_ENDS
    return not told or cue_before(tokens, opened, lexicon) is not None


def _verb_follows(tokens: Sequence[Token], closed: int, lexicon: Lexicon) -> bool:
    """Whether a verb of speech stands right after a quotation: '"It works", said N'."""
    k = closed + 1 + (closed + 1 < len(tokens) and tokens[closed + 1].text == ",")
    return k < len(tokens) and tokens[k].fold in lexicon.speech


def _spoken(tokens: Sequence[Token], opened: int, closed: int, lexicon: Lexicon) -> bool:
    """Whether a verb of speech beside few words, or their own marks, say that somebody spoke them."""
    if _verb_follows(tokens, closed, lexicon):
        return True
    if tokens[closed - 1].text not in _SENTENCE_ENDS:
        return False
    if opened == 0 and closed == len(tokens) - 1:
        return tokens[closed - 1].text != ","  # nothing but speech
    before = opened - 1 if opened and tokens[opened - 1].text in ",:" else -1
    told = before > 0 and tokens[before - 1].fold in lexicon.speech
    return told or _speaker_follows(tokens, closed + 1, lexicon)


def _speaker_follows(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a subject and a verb of speech follow: '"It works," the Director pointed out.'"""
    for n in range(k, min(k + _SUBJECT, len(tokens))):
        if tokens[n].fold in lexicon.speech and not tokens[n].capital:  # no "American States"
            return n > k
        if not tokens[n].word:
            return False
    return False


def _names(
    text: str, mark: Quote, tokens: Sequence[Token], opened: int, closed: int, lexicon: Lexicon
) -> bool:
    """Whether a quoted stretch is a name: written like one, or announced by a head noun beside it."""
    if closed - opened > _LONGEST:
        return False
    if is_title(text, mark, lexicon):
        return True
    inner = text[mark.inner_start : mark.inner_end]
    if inner.endswith(".") and closed == len(tokens) - 1 and cue_before(tokens, opened, lexicon):
        # a guide titled "First Steps." ends its sentence
        return is_title(text, replace(mark, inner_end=mark.inner_end - 1), lexicon)
    if not inner[0].isupper() or inner.endswith((".", "!")):
        return False
    if cue_before(tokens, opened, lexicon) is not None:
        return True
    spoken = "," in (tokens[closed - 1].text, tokens[min(closed + 1, len(tokens) - 1)].text)
    return (
        not spoken and cue_after(tokens, closed, lexicon) is not None
    )  # '"We have none," the ministry said'


def cue_before(tokens: Sequence[Token], opened: int, lexicon: Lexicon) -> tuple[str, str] | None:
    """The head noun that announces a quoted name, and its class: 'a workshop entitled "...'."""
    titled = lexicon.titled
    i = opened - 1
    while i >= 0 and opened - i <= 6 and (tokens[i].fold in titled or tokens[i].text in ",:("):
        i -= 1
    if i < 0:
        return None
    size = lexicon.phrases.up_to_token(tokens, i)
    words = " ".join(t.fold for t in tokens[i - size + 1 : i + 1])
    return (words, lexicon.heads[words]) if size else None


def cue_after(tokens: Sequence[Token], closed: int, lexicon: Lexicon) -> tuple[str, str] | None:
    """The head noun after a quoted name: '"Ancla Segura", a three-day exercise', '"..." Cyber Challenge'."""
    i = closed + 1
    outside = i < len(tokens) and tokens[i].text == ","
    comma = outside or tokens[closed - 1].text == ","
    if comma:
        i += outside
        i += i < len(tokens) and tokens[i].fold in lexicon.titled and tokens[i].fold not in lexicon.articles
        if i >= len(tokens) or tokens[i].fold not in lexicon.articles:
            return None
    elif i < len(tokens) and tokens[i].fold in lexicon.articles:
        return None  # '"The plan is ours," the Secretariat said'
    for k in range(i, min(i + 5, len(tokens))):
        if not tokens[k].word or (
            k == i and (tokens[k].fold in lexicon.owner or tokens[k].fold in lexicon.topic)
        ):
            return None
        if comma and tokens[k].capital:
            return None  # '"...", the Secretariat's adviser said'
        if tokens[k].fold in lexicon.heads:
            if k + 1 < len(tokens) and tokens[k + 1].fold in lexicon.possessive:
                return None  # '"Some have none," the Secretariat's adviser said'
            return tokens[k].fold, lexicon.heads[tokens[k].fold]
        if tokens[k].fold in lexicon.function and tokens[k].fold not in lexicon.articles:
            return None
    return None
