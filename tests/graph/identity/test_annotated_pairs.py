"""What is held to be one thing, on annotated cases: the figures that docs/identity.md promises."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[3]


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("identity_benchmark", ROOT / "benchmarks" / "identity.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_precision_and_recall_hold_on_both_halves(half: str) -> None:
    benchmark = _benchmark()
    one, other, precision, recall = benchmark.rates(benchmark.figures(benchmark.cases()[half]))
    assert one >= 75
    assert other >= 150
    assert precision >= 0.99
    assert recall >= 0.9


def test_every_case_says_why() -> None:
    cases = [case for half in _benchmark().cases().values() for case in half]
    assert all(case["why"] for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)
