"""Time grows linearly with the length of a text, whatever the text is made of."""

from collections.abc import Callable
from datetime import date

import pytest
from cybercoop.ingest import extract
from cybercoop.ingest.base.model import Paragraph, Release, Span
from cybercoop.ingest.facts import mapping
from cybercoop.ingest.text.sentences import sentences
from cybercoop.ontology.reference import load as load_reference

SIZE = 100_000  # characters; the longer text has twice as many

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


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_time_is_linear(unit: str, grows_linearly: Callable[..., None]) -> None:
    def read(size: int) -> None:
        text = ("The OAS met in Lima. " + unit * (size // len(unit) + 1))[:size]
        mapping.quads(extract(release(text), load_reference()))

    read(1000)  # what is compiled once
    grows_linearly(read, SIZE)
