"""What persons decide about claims and releases, one by one or in `review`, and how they take it back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from .options import DecisionsFile, Quiet, Store, given, graph, whole_number

if TYPE_CHECKING:
    from ..graph.identity.decisions import Record
    from ..graph.review.curator import Curator
    from ..graph.review.judging import Judged
    from ..graph.review.queue import Item

_Claim = Annotated[
    list[str],
    typer.Argument(
        metavar="CLAIM", help="Its number (see `ask evidence`), or three words: THING ROLE THING-OR-VALUE."
    ),
]
_Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come later.")]
_Who = Annotated[
    str, typer.Option("--who", metavar="NAME", envvar="USER", show_envvar=False, help="Who decides.")
]
_Release = Annotated[str, typer.Option("--release", metavar="KEY", help="Only what this release says.")]
_REASONS = "wrong-role, wrong-thing, wrong-date, not-said, negated, planned or other"
_Reason = Annotated[str, typer.Option("--as", metavar="REASON", help=f"{_REASONS}.")]


def reject(
    context: typer.Context,
    claim: _Claim,
    reason: _Reason = "other",
    why: _Why = "",
    release: _Release = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Say that a claim is wrong: its fact leaves the graph, and stays away when releases are read again.

    \b
    Examples:
      cybercoop reject 3fa91c02 --as wrong-role --why "Spain was invited, and did not come"
      cybercoop reject "technical assistance mission" participant Spain --release E-119/14
    """
    with graph(context, read_only=False) as opened:
        done = opened.curate(who).reject(*claim, reason=reason, why=why, release=release)
    _tell(context, done)


def accept(
    context: typer.Context,
    claim: _Claim,
    why: _Why = "",
    release: _Release = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Say that a claim is right: it is believed, and nobody is asked again.

    \b
    Examples:
      cybercoop accept 3fa91c02
    """
    with graph(context, read_only=False) as opened:
        done = opened.curate(who).accept(*claim, why=why, release=release)
    _tell(context, done)


def correct(
    context: typer.Context,
    claim: _Claim,
    subject: Annotated[str, typer.Option("--subject", metavar="THING", help="What it is about.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="The right role or property.")] = "",
    value: Annotated[
        str, typer.Option("--object", metavar="THING-OR-VALUE", help="The right thing or value.")
    ] = "",
    why: _Why = "",
    release: _Release = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Reject a claim, and say what its passage states instead.

    \b
    Examples:
      cybercoop correct 3fa91c02 --role invited
      cybercoop correct "Barbados workshop" start 2016-03-04 --object 2016-03-14
    """
    with graph(context, read_only=False) as opened:
        done = opened.curate(who).correct(
            *claim, subject=subject, predicate=role, value=value, why=why, release=release
        )
    _tell(context, done)


def add(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="THING", help="What the fact is about.")],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="participant, host, start, cc:ofState, ...")],
    value: Annotated[str, typer.Argument(metavar="THING-OR-VALUE", help="A thing, a day, a number.")],
    release: Annotated[str, typer.Option("--release", metavar="KEY", help="The release that says so.")],
    passage: Annotated[str, typer.Option("--passage", metavar="WORDS", help="The exact words of it.")],
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="CLASS", help="Of a thing that is new: workshop, cyber body, person."),
    ] = "",
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """State a fact that reading missed, on the words of a release that say it.

    \b
    Examples:
      cybercoop add "technical assistance mission" participant Chile \\
        --release E-119/14 --passage "experts from Chile"
    """
    with graph(context, read_only=False) as opened:
        done = opened.curate(who).add(
            subject, role, value, release=release, passage=passage, kind=kind, why=why
        )
    _tell(context, done)


def forget(
    context: typer.Context,
    release: Annotated[str, typer.Argument(metavar="RELEASE", help="Its reference, or the end of its IRI.")],
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Take a release out, with all that only it says; it stays out when its folder is read again.

    \b
    Examples:
      cybercoop forget E-119/14 --why "withdrawn by its publisher"
    """
    with graph(context, read_only=False) as opened:
        done = opened.curate(who).forget(release, why)
    _tell(context, done)


def undo(
    context: typer.Context,
    why: _Why = "",
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
    quiet: Quiet = False,
) -> None:
    """Take back the last decision that holds. A release that was forgotten is to be ingested again.

    \b
    Examples:
      cybercoop undo
    """
    with graph(context, read_only=False) as opened:
        done = opened.curate(who).undo(why)
    _tell(context, done)


def decisions(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    decisions: DecisionsFile = None,
    store: Store = None,
) -> None:
    """Show what was decided, and which decisions no longer apply to anything.

    \b
    Examples:
      cybercoop decisions
    """
    from ..graph.review.curator import in_words

    with graph(context) as opened:
        standing = opened.curate().standing()
    rows = [
        {
            "decision": in_words(each.record),
            "when": each.record.when,
            "who": each.record.who,
            "why": each.record.why,
            "applies": each.applies,
        }
        for each in standing
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        told = " ".join(filter(None, (str(row["when"]), str(row["who"]))))
        why = f": {row['why']}" if row["why"] else ""
        typer.echo(f"{row['decision']}{f' ({told})' if told else ''}{why}")
        if not row["applies"]:
            typer.echo("  no longer applies to anything")
    typer.echo(f"{len(rows)} decision{'' if len(rows) == 1 else 's'}")


def review(
    context: typer.Context,
    about: Annotated[str, typer.Option("--about", metavar="THING", help="Only what is about this.")] = "",
    most: Annotated[
        int, typer.Option("--most", parser=whole_number, metavar="N", help="How many at most.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="List the queue as JSON, and ask nothing.")] = False,
    who: _Who = "",
    decisions: DecisionsFile = None,
    store: Store = None,
) -> None:
    """Go through what most deserves a look: a key each; y yes, n no and why, s skip, u undo, q quit.

    \b
    Examples:
      cybercoop review
      cybercoop review --about Colombia --most 10
    """
    with graph(context, read_only=as_json) as opened:
        curator = opened.curate(who)
        items = curator.queue(about)[:most]
        if as_json:
            typer.echo(json.dumps([_as_json(each) for each in items], ensure_ascii=False, indent=1))
        elif not items:
            typer.echo("nothing to look at: no doubtful claim, no conflict, no doubtful pair")
        else:
            _go_through(curator, items)


def _go_through(curator: Curator, items: list[Item]) -> None:
    from ..graph.identity.verdicts import REASONS
    from .review_session import Session, ask

    session = Session(items, curator, ask, typer.echo, [each for each in REASONS if each != "corrected"])
    session.run()
    typer.echo(
        f"\n{session.decided} decided; `cybercoop undo` takes the last back, `cybercoop decisions` lists them"
    )


def _said(records: Iterable[Record]) -> None:
    from ..graph.review.curator import in_words

    for each in records:
        typer.echo(f"  {in_words(each)}")


def _tell(context: typer.Context, done: Judged) -> None:
    if not given(context, "quiet"):
        _said(done.records)
        if done.releases:
            for each in done.still:
                typer.echo(f"  still said: {each}")
            typer.echo(f"  changed: {', '.join(done.releases)}; `cybercoop undo` takes it back")


def _as_json(item: Item) -> dict[str, object]:
    return {
        "kind": item.kind,
        "about": item.about,
        "why": item.why,
        "passage": item.passage,
        "release": item.release,
        "claims": [each.value for each in item.claims],
        "pair": [each.value for each in item.pair] if item.pair else [],
    }
