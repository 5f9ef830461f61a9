"""Time grows linearly with the length of a text, whatever the text is made of."""

from datetime import date
from time import process_time

import pytest
from cybercoop.ingest import extract
from cybercoop.ingest.base.model import Paragraph, Release, Span
from cybercoop.ingest.facts.triples import mapping
from cybercoop.ingest.text.sentences import sentences
from cybercoop.ontology.reference import load as load_reference

SIZE = 100_000  # characters; the longer text has twice as many
LIMIT = 12.0  # seconds for the longer text, several times what it takes: 1 MB must not take a minute
RATIO = 3.0  # twice the text takes twice as long; were time quadratic, it would take four times as long
TRIES = 5

PROSE = (
    "The OAS held a workshop on cybercrime in Bogota, Colombia, on March 3 with the Ministry of Justice. "
    "The workshop was attended by the Minister of Defense, Elena Ruiz, who said that it matters. "
    "They signed an agreement, and the Committee published the report. "
)
TEXTS = {
    "prose": PROSE,
    "names": "Ministry of Science, Technology, Energy and Mining of ",
    "capitals": "AAA BBB CCC ",
    "commas": ", ",
    "quotation marks": '"a" ',
    "marks never closed": "“",
    "acronyms in parentheses": "(OAS) ",
    "digits": "1,",
    "persons": "the Minister of Defense, Elena Ruiz; ",
    "one word": "Ab",
}


def release(text: str) -> Release:
    """A release whose body is one paragraph."""
    whole = Span(0, len(text))
    body = Paragraph(whole, sentences(text, whole, "en"))
    return Release(text, "en", "release", "Title", (body,), date(2014, 3, 1))


def seconds(unit: str, size: int) -> float:
    """Processor time to read a text of so many characters into quads."""
    text = ("The OAS met in Lima. " + unit * (size // len(unit) + 1))[:size]
    started = process_time()
    mapping.quads(extract(release(text), load_reference()))
    return process_time() - started


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_time_is_linear(unit: str) -> None:
    seconds(PROSE, 1000)  # what is compiled once
    short = long = float("inf")
    for _ in range(TRIES):  # the best of each: other programs only ever make it slower
        short, long = min(short, seconds(unit, SIZE)), min(long, seconds(unit, 2 * SIZE))
        if long < LIMIT and long < RATIO * short + 0.1:
            return
    pytest.fail(f"{SIZE} characters take {short:.2f} s, twice as many {long:.2f} s")
