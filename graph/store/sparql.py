"""SPARQL as people type it, and its mistakes explained.

Nothing here parses SPARQL: the store does. A query's *skeleton* is enough: the same text with comments,
strings, IRIs, variables and local names blanked, so that positions agree and what is left is keywords,
prefixes and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from .guarding import skeleton

Term = NamedNode | BlankNode | Literal | Triple

_PREFIX = re.compile(r"(?<![\w.-])([^\W\d_][\w.-]*)?:(?!//)")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w:@])[A-Za-z]{3,}(?![\w:])")
_UPDATES = frozenset({"INSERT", "DELETE", "DROP", "CLEAR", "LOAD", "CREATE", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
# The words of SPARQL 1.1 (its grammar, section 19.8).
_OTHER_WORDS = """
    PREFIX BASE WHERE FROM NAMED DISTINCT REDUCED GROUP ORDER BY ASC DESC HAVING LIMIT OFFSET VALUES
    UNDEF OPTIONAL UNION MINUS GRAPH FILTER EXISTS NOT BIND SEPARATOR COUNT SUM MIN MAX AVG SAMPLE
    GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT
    STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY
    HOURS MINUTES SECONDS TIMEZONE NOW UUID STRUUID SHA1 SHA256 SHA384 SHA512 COALESCE STRLANG STRDT
    SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRUE FALSE
"""
_KEYWORDS = _FORMS.union(_OTHER_WORDS.split())
_PAIRS = {"{": "}", "(": ")", "[": "]"}
_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
# What Oxigraph says in words, among the tokens that it would have accepted.
_IN_WORDS = re.compile(r"The \w+ [^,\[\]]+|[^,\[\]]* (?:is|are|must|cannot|failed)\b[^,\[\]]*")


def explain(sparql: str, complaint: str, prefixes: Iterable[str]) -> str:
    """What is wrong with a query, in one line: the place, and a hint where the mistake is a common one.

    Args:
        sparql: the query as typed.
        complaint: what Oxigraph says, such as ``error at 1:27: expected ...``.
        prefixes: the prefixes that need no declaration.
    """
    bare = skeleton(sparql)
    first = next((word.group().upper() for word in _WORD.finditer(_without_prologue(bare))), "")
    if first in _UPDATES:
        return f"a query only reads, and {first} writes: releases enter the graph by `cybercoop ingest`"
    found = _POSITION.search(complaint)
    if found is None:
        return _one_line(complaint)
    line, column = int(found[1]), int(found[2])
    hint = _hint(bare, first, prefixes) or _in_words(found[3])
    if hint is None:
        hint = f"cannot read {_near(sparql, line, column)}"
    return f"line {line}, column {column}: {hint}"


def _hint(bare: str, first: str, prefixes: Iterable[str]) -> str | None:
    known = {*prefixes, *_DECLARED.findall(bare)}
    for prefix in _PREFIX.findall(bare):
        if prefix not in known:
            return (
                f"the prefix {prefix}: is not declared; write PREFIX {prefix}: <...> before the query, "
                f"or use one of {', '.join(sorted(filter(None, known)))}"
            )
    if "'" in bare or '"' in bare:
        return "a quotation mark is not closed"
    return _misspelled(bare, first) or _unbalanced(bare)


def _misspelled(bare: str, first: str) -> str | None:
    for word in _WORD.findall(bare):
        if word.upper() not in _KEYWORDS:
            likely = get_close_matches(word.upper(), sorted(_KEYWORDS), n=1, cutoff=0.8)
            if likely:
                return f"{word} is not a word of SPARQL; did you mean {likely[0]}?"
    if first not in _FORMS:
        return "a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE"
    return None


def _unbalanced(bare: str) -> str | None:
    waiting: list[str] = []
    for character in bare:
        if character in _PAIRS:
            waiting.append(character)
        elif character in _PAIRS.values():
            if not waiting:
                return f"there is a {character} too many"
            opened = waiting.pop()
            if _PAIRS[opened] != character:
                return f"a {opened} is not closed before {character}"
    return f"a {waiting[-1]} is not closed: {_PAIRS[waiting[-1]]} is missing" if waiting else None


def _without_prologue(bare: str) -> str:
    return re.sub(r"\b(?:PREFIX\s+[\w.-]*:|BASE\b)", " ", bare, flags=re.IGNORECASE)


def _in_words(expected: str) -> str | None:
    found = _IN_WORDS.search(expected)
    return _one_line(found.group()) if found else None


def _near(sparql: str, line: int, column: int) -> str:
    lines = sparql.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    return f'"{rest[:40]}"' if rest else "what stands before the end"


def _one_line(text: str) -> str:
    return " ".join(text.split())
