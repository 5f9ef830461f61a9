"""The last parts of IRIs."""

from __future__ import annotations

import re
from datetime import date

import pytest
from cybercoop.ingest.base.model import Release
from cybercoop.ingest.base.slugs import slug
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("José Miguel Insulza", "jose-miguel-insulza"),
        ("Ministry of Defense", "ministry-of-defense"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("São Tomé & Príncipe", "sao-tome-principe"),
        ("Łódź, Straße 5", "lodz-strasse-5"),
        ("  --  A/B  --  ", "a-b"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_slug_is_never_empty_and_always_fit_for_an_iri(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


def test_names_in_other_scripts_stay_apart() -> None:
    assert slug("Αθήνα") != slug("Πάτρα")


def release(title: str, reference: str | None = None, issued: date | None = None, text: str = "x") -> Release:
    return Release(text, "en", "release", title, (), issued=issued, reference=reference)


def test_key_is_the_reference_with_hyphens() -> None:
    assert release("A title", "E-119/14", date(2014, 3, 28)).key == "E-119-14"
    assert release("A title", "44/2021", date(2021, 3, 28)).key == "44-2021-a-title"
    assert release("A title", "No. 7 / 2014").key == "No.-7-2014"


def test_key_without_reference_is_date_and_title_cut_at_a_word() -> None:
    title = "Ministers of the Caribbean Meet in Bridgetown to Examine Their Laws against Cybercrime"
    key = release(title, issued=date(2012, 6, 15)).key
    assert key == "2012-06-15-ministers-of-the-caribbean-meet-in-bridgetown-to-examine"


def test_key_without_date_tells_two_releases_of_one_title_apart() -> None:
    first, second = release("Good News", text="one"), release("Good News", text="two")
    assert first.key != second.key
    assert first.key.startswith("good-news-")
