"""What a query may do, judged by its tokens: it calls no other server, and values go into its pattern only.

Oxigraph cannot be told to call nobody, and a parser other than the one that runs a query can be deceived
about it. So what is run is the text that was judged: no letters of the word are left in it where they could
be a call, whatever one takes for a string or a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from .failures import QueryError

# The tokens of SPARQL 1.1 (its grammar, 19.8) that are neither keyword, prefix nor bracket.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
    | (?P<text>\"{3}(?:\\.|(?!\"{3})[^\\])*\"{3} | '{3}(?:\\.|(?!'{3})[^\\])*'{3}
      | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<variable>[?$]\w+)
    | (?P<language>(?<=["'])@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<local>(?<=:)(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.(?=[\w:%\\-]))+)
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile("service", re.IGNORECASE)
# Where the letters cannot be the keyword, as whatever reads SPARQL takes the longest name that there is.
_NAME = re.compile(r"[?$][A-Za-z0-9_]+|(?<=:)[A-Za-z0-9_][A-Za-z0-9_-]*")
_FROM = re.compile(r"(?<![\w:.-])FROM(?![\w:.-])", re.IGNORECASE)
_FORM = re.compile(r"(?<![\w:.-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.-])", re.IGNORECASE)
_WHERE = re.compile(r"(?<![\w:.-])WHERE\s*", re.IGNORECASE)
_OPENING, _CLOSING = "{([", "})]"


def skeleton(sparql: str) -> str:
    """The query with everything blanked that is neither keyword, prefix nor bracket; as long as the query."""
    return _TOKEN.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), sparql)


def judged(sparql: str) -> str:
    """The query as it may be run: the same, but that the word SERVICE stands in no comment, text or IRI.

    Raises:
        QueryError: the query has a SERVICE clause, or what Oxigraph could read as one.
    """
    if not _SERVICE.search(sparql):
        return sparql
    disarmed = _TOKEN.sub(_disarmed, sparql)
    if _SERVICE.search(_NAME.sub(" ", disarmed)):
        raise QueryError("SERVICE is not allowed: a query reads this graph only, and calls no other server")
    return disarmed


def _disarmed(found: re.Match[str]) -> str:
    """A token with the letters spelled by an escape, which is read in texts and IRIs and nowhere else."""
    token = found.group()
    if found.lastgroup == "comment":
        return " " * len(token)
    if found.lastgroup in ("text", "iri"):
        return _SERVICE.sub(lambda word: f"\\u{ord(word[0][0]):04x}{word[0][1:]}", token)
    return token


def names_its_graphs(sparql: str) -> bool:
    """Whether FROM says which graphs the query reads."""
    return _FROM.search(skeleton(sparql)) is not None


def bind(sparql: str, bindings: Mapping[str, NamedNode | BlankNode | Literal | Triple]) -> str:
    """The query with values for some of its variables, as a VALUES clause at the start of its pattern.

    That is plain SPARQL 1.1, so every store understands it alike. A subquery sees a value if it selects the
    variable.

    Raises:
        QueryError: the query has no pattern, or no such variable.
    """
    if not bindings:
        return sparql
    there = {found.group()[1:] for found in _TOKEN.finditer(sparql) if found.lastgroup == "variable"}
    for name in bindings:
        if name not in there:
            raise QueryError(f"the query has no variable ?{name}")
    at = _pattern(skeleton(sparql))
    names = " ".join(f"?{name}" for name in bindings)
    values = " ".join(str(value) for value in bindings.values())
    return f"{sparql[:at]} VALUES ({names}) {{ ({values}) }} {sparql[at:]}"


def _pattern(bare: str) -> int:
    """Where the pattern of a query begins, after its brace, in the query's skeleton."""
    braces = list(_outer_braces(bare))
    form = _FORM.search(bare)
    if form and form[1].upper() == "CONSTRUCT" and braces:
        shortened = _WHERE.fullmatch(bare[form.end() : braces[0]].strip() + " ")  # CONSTRUCT WHERE { ... }
        braces = braces if shortened else braces[1:]
    if not braces:
        raise QueryError("the query has no pattern in braces that could take a value")
    return braces[0] + 1


def _outer_braces(bare: str) -> Iterator[int]:
    """Where braces open that stand in no other brackets."""
    depth = 0
    for at, character in enumerate(bare):
        if character in _OPENING:
            if character == "{" and depth == 0:
                yield at
            depth += 1
        elif character in _CLOSING:
            depth -= 1
