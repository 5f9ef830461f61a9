"""Sentences: where they end and where they do not."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from cybercoop.ingest.base.model import Span
from cybercoop.ingest.text.sentences import sentences
from hypothesis import given
from hypothesis import strategies as st


def split(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)), language)]


# A bar marks where a sentence ends.
CASES = {
    "en": [
        "The team met in Kingston.| It left on Friday.",
        "Mr. Ortiz spoke.| Dr. Amara Lind and Gen. Bo Vale listened.",
        "The workshop was led by William A. McDonough of the OAS.| He thanked St. Lucia.",
        "It is housed at the U.S. Department of State.",
        "They gathered in Washington, D.C. The course lasts two days.".replace("D.C. ", "D.C.| "),
        "Acme Inc. Vice President Ruth Oyelaran signed.",
        "The session starts at 9 a.m. Monday.",
        "See No. 4 and Art. 12 of the law.| It holds.",
        "It rose by 1.5 percent.| 20 states took part.",
        "“We are ready.” |“Are you?” |she asked no one.".replace(" |", "| ").replace("?”| she", "?” she"),
        '"Nobody knew whom to call," she said.| "Today they do." |The room laughed.'.replace(" |", "| "),
        "The plan (it was drafted in May. Nobody read it.) was adopted.| All agreed.",
        "It was late (as always).| They left.",
        "He paused... and went on.| Then he left.",
        "What now?| Who pays!| Canada does.",
        "3. The ministers met.| They agreed.",
        "Lao P.D.R. and Viet Nam joined.",
        "The price (in dollars fell.| Nobody closed the bracket.",
    ],
    "es": [
        "La Sra. Rosa Lind y el Lic. Juan Paz abrieron el acto.| Asistió el Ing. Vega.",
        "Llegaron de EE. UU. y de Perú.| ¿Quién paga?| Canadá.",
        "“Estamos listos”, dijo.| “Empecemos.” |El taller duró tres días.".replace(" |", "| "),
        "El Art. 5 lo prevé.| Nadie lo leyó.",
    ],
    "pt": [
        "A Dra. Inês Faro e o Sr. Rui Prado falaram.| O curso acabou.",
        "Segundo o art. 5.º, o Prof. Doutor Chico Vale abriu a sessão.",
    ],
    "fr": [
        "M. Paul Roux et Mme Ada Diop ont signé.| L'accord vaut deux ans.",
        "« Nous sommes prêts. » |Il est parti.".replace(" |", "| "),
        "Le Dr. Ba et S.E. Mme Ly étaient là.| Étaient-ils seuls ?| Non.",
    ],
}


@pytest.mark.parametrize(
    ("language", "marked"), [(code, case) for code, all_ in CASES.items() for case in all_]
)
def test_sentences_end_where_marked(language: str, marked: str) -> None:
    assert split(marked.replace("|", ""), language) == [part.strip() for part in marked.split("|")]


@given(st.text(alphabet=st.sampled_from('aB1 .!?…"”»)([\n-'), max_size=200))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    found = sentences(text, Span(0, len(text)), "en")
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)


@pytest.mark.parametrize(
    "unit", ["a", "A. B ", "( a. B", "(a) ", ". ", "(", ")", '." ', "Mr. ", "1. ", ".", " "]
)
def test_time_is_linear_in_length(unit: str, grows_linearly: Callable[..., None]) -> None:
    def split(size: int) -> None:
        text = unit * (size // len(unit))
        sentences(text, Span(0, len(text)), "en")

    grows_linearly(split, 400_000)
