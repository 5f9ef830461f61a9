"""While a release is read garbage is sought seldom; then as often as before."""

from __future__ import annotations

import gc

from cybercoop.ingest.base.pacing import garbage_left


def test_the_usual_number_comes_back_when_the_last_reader_is_done() -> None:
    usual = gc.get_threshold()
    with garbage_left():
        assert gc.get_threshold()[0] > usual[0]
        with garbage_left():
            pass
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual


def test_where_no_garbage_is_sought_nothing_changes() -> None:
    usual = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with garbage_left():
            assert gc.get_threshold()[0] == 0
        assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*usual)
