"""What happens when a person decides on a claim or a release: it is kept, obeyed, and can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from ...ontology.terms import node, term
from ..identity.decisions import Decision, Decisions, Record, keep, read
from ..identity.verdicts import REASONS, Content, Kind, Verdict, taken_back
from ..knowledge.assembling import touch
from ..knowledge.gathering import select
from ..store.failures import DecisionError
from ..store.stores import Store
from .claim_names import Found
from .obeying import CURATOR, one_line, passage_of, reviewed

_MARKED = f"""
SELECT DISTINCT ?g WHERE {{
  {{ GRAPH ?g {{ ?claim cc:review ?review }} }}
  UNION {{ GRAPH ?g {{ ?claim cc:rule ?rule }} FILTER(STRSTARTS(?rule, "{CURATOR}")) }}
}}
"""
_BODY = term("schema:articleBody")
_NAMING = frozenset(map(term, ("rdf:type", "rdfs:label", "foaf:name", "schema:name")))


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, when and why."""

    when: str  # ISO 8601
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a decision did."""

    records: tuple[Record, ...]
    releases: tuple[str, ...]  # keys of those that say something else from now on
    still: tuple[str, ...] = ()  # other roles of the same actor in the same activity, with who reports them


def judge(
    store: Store, file: Path | None, kind: Kind, found: Sequence[Found], by: By, reason: str = ""
) -> Judged:
    """Reject or accept claims.

    Args:
        store: opened for writing.
        file: where decisions are kept.
        kind: `Kind.REJECT` or `Kind.ACCEPT`.
        found: the claims.
        by: who decides.
        reason: why they are rejected, one of `REASONS`.

    Raises:
        DecisionError: there is no such reason, or the file cannot be written.
    """
    if kind is Kind.REJECT and reason not in REASONS:
        raise DecisionError(f'"{reason}" is no reason: {", ".join(REASONS)}')
    contents = dict.fromkeys(each.content for each in found)
    verdicts = [Verdict(kind, each.release, each, reason, by.when, by.who, by.why) for each in contents]
    return _kept(store, file, verdicts)


def correct(store: Store, file: Path | None, found: Sequence[Found], changed: Content, by: By) -> Judged:
    """Reject claims, and state the right fact on the passage of the first.

    Raises:
        DecisionError: nothing is changed, or the file cannot be written.
    """
    first = found[0].content
    if changed.triple == first.triple:
        raise DecisionError("that is what the claim says already: name another subject, predicate or object")
    contents = dict.fromkeys(each.content for each in found)
    wrong = [
        Verdict(Kind.REJECT, each.release, each, "corrected", by.when, by.who, by.why) for each in contents
    ]
    right = Verdict(
        Kind.ADD, first.release, replace(changed, passage=first.passage), "", by.when, by.who, by.why
    )
    return _kept(store, file, [*wrong, right])


def add(store: Store, file: Path | None, facts: Sequence[Content], by: By) -> Judged:
    """State facts that reading missed, each resting on words of its release.

    Raises:
        DecisionError: the words do not stand in the release.
    """
    for each in facts:
        body = _body(store, each.release)
        if passage_of(body, each.passage) is None:
            raise DecisionError(
                f'the release {each.release} does not say "{each.passage}"{_nearest(body, each.passage)}'
            )
    return _kept(
        store, file, [Verdict(Kind.ADD, each.release, each, "", by.when, by.who, by.why) for each in facts]
    )


def forget(store: Store, file: Path | None, release: str, by: By) -> Judged:
    """Take a release out, and keep it out when its folder is read again."""
    return _kept(store, file, [Verdict(Kind.FORGET, release, None, "", by.when, by.who, by.why)])


def undo(store: Store, file: Path | None, by: By) -> Judged:
    """Take back the last decision that holds; what was corrected in one go is taken back in one go.

    Raises:
        DecisionError: nothing was decided.
    """
    records = read(file)
    last = _last(records)
    if not last:
        raise DecisionError("nothing was decided that could be taken back")
    backs: list[Record] = [
        Decision(None, each.left, each.right, by.when, by.who, by.why)
        if isinstance(each, Decision)
        else replace(taken_back(each, by.when, by.who), why=by.why)
        for each in last
    ]
    return _kept(store, file, backs)


def _last(records: Sequence[Record]) -> list[Record]:
    """The last command's records, without those that were taken back since."""
    held: list[Record] = []
    for each in records:
        if not _takes_back(each):
            held.append(each)
            continue
        back = next((one for one in reversed(held) if _is_taken_back(one, each)), None)
        if back is not None:
            held.remove(back)
    found = held[-1:]
    for each in reversed(held[:-1]):
        if not _in_one_go(each, found[-1]):
            break
        found.insert(0, each)
    return found


def _in_one_go(record: Record, last: Record) -> bool:
    """Whether a record came with a later one: what was corrected, or the kind and names of a new thing."""
    if not (isinstance(record, Verdict) and isinstance(last, Verdict) and record.claim and last.claim):
        return False
    if last.kind is not Kind.ADD or (record.when, record.who, record.release) != (
        last.when,
        last.who,
        last.release,
    ):
        return False
    if record.claim.passage != last.claim.passage:
        return record.reason == "corrected"
    names = record.kind is Kind.ADD and record.claim.predicate in _NAMING
    return record.reason == "corrected" or (names and record.claim.subject in last.claim.triple)


def _takes_back(record: Record) -> bool:
    return record.same is None if isinstance(record, Decision) else record.kind is Kind.UNDO


def _is_taken_back(record: Record, by: Record) -> bool:
    if isinstance(record, Decision) and isinstance(by, Decision):
        return record.pair == by.pair
    if isinstance(record, Verdict) and isinstance(by, Verdict):
        return record.about == by.about and by.reason in ("", record.kind)
    return False


def obey(store: Store, decisions: Decisions, releases: Collection[str] | None = None) -> list[NamedNode]:
    """Make release graphs what persons decided.

    Args:
        store: opened for writing.
        decisions: all of them.
        releases: keys; without them, all that a decision is about, now or when it was last obeyed.

    Returns:
        The releases that changed.
    """
    changed = []
    forgotten = {each.release for each in decisions.verdicts if each.kind is Kind.FORGET}
    for key in sorted(_concerned(store, decisions) if releases is None else releases):
        graphs = [node(f"release/{key}{part}") for part in ("", "/evidence", "/text")]
        before = {quad for graph in graphs for quad in store.quads(graph)}
        if not before:
            continue
        after = set() if key in forgotten else set(reviewed(before, decisions.verdicts))
        if after != before:
            store.replace(graphs, after)
            changed.append(graphs[0])
    return changed


def _concerned(store: Store, decisions: Decisions) -> set[str]:
    marked = (row["g"].value.removesuffix("/evidence").rpartition("/")[2] for row in select(store, _MARKED))
    return {each.release for each in decisions.verdicts} | set(marked)


def _kept(store: Store, file: Path | None, records: Sequence[Record]) -> Judged:
    """Keep records in the file, and obey them."""
    if file is None:
        raise DecisionError("a graph in memory keeps no decisions: name a file for them")
    decisions = Decisions([*read(file), *records])  # a file that is wrong is not made longer
    keep(file, *records)
    keys = sorted({each.release for each in records if isinstance(each, Verdict)})
    changed = obey(store, decisions, keys)
    touch(store, changed or [node(f"release/{key}") for key in keys], decisions)
    return Judged(tuple(records), tuple(each.value.rpartition("/")[2] for each in changed))


def _body(store: Store, release: str) -> str:
    texts = store.quads(node(f"release/{release}/text"))
    body = next((quad.object for quad in texts if quad.predicate == _BODY), None)
    return body.value if isinstance(body, Literal) else ""


def _nearest(body: str, words: str) -> str:
    """The sentence of the text that has most of the words, for a message."""
    asked = set(words.casefold().split())
    sentences = [one_line(each) for each in body.replace("\n", " ").split(". ")]
    best = max(sentences, key=lambda each: len(asked & set(each.casefold().split())), default="")
    return f'; nearest: "{best[:160]}"' if asked & set(best.casefold().split()) else ""
