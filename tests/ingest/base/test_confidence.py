"""A claim's confidence is what its rule's precision was measured to be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cybercoop.ingest.base import confidence as module
from cybercoop.ingest.base.confidence import confidence


@pytest.fixture(autouse=True)
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = {
        "en/relations/often": (95, 5),
        "en/relations/seldom": (1, 0),
        "en/relations/wrong": (0, 9),
        "names/known": (90, 0),
    }
    monkeypatch.setattr(module, "measured", lambda: found)
    confidence.cache_clear()
    yield
    confidence.cache_clear()


def test_a_rule_that_fires_often_has_its_own_precision() -> None:
    assert confidence("en/relations/often") == pytest.approx(0.95, abs=0.01)


def test_one_right_claim_proves_little() -> None:
    assert confidence("en/relations/seldom") < confidence("en/relations/often")


def test_a_rule_that_is_often_wrong_is_not_believed() -> None:
    assert confidence("en/relations/wrong") < 0.4


def test_a_rule_that_never_fired_has_the_precision_of_its_stage() -> None:
    assert 0.8 < confidence("en/relations/new") < confidence("names/new")


def test_a_stage_that_was_never_measured_has_the_precision_of_all_rules() -> None:
    assert confidence("themes/name") == pytest.approx(186 / 200, abs=0.02)
