"""How often Python looks for garbage while a release is read: seldom, for what is made is kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# Objects made between two searches for garbage. A release makes some thousands that point to each other and
# live until it is read; with the usual number they and all reference data are visited again and again.
_BETWEEN = 200_000

_lock = Lock()
_readers = 0  # threads that read a release now
_usual = 0  # what the number is while none does


@contextmanager
def garbage_left() -> Iterator[None]:
    """Has garbage sought seldom while its block runs, in all threads; nothing where none is sought."""
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _readers, _usual
    with _lock:
        young, *older = gc.get_threshold()
        if not _readers and 0 < young < _BETWEEN:
            _usual = young
            gc.set_threshold(_BETWEEN, *older)
        _readers += 1


def _leave() -> None:
    global _readers, _usual
    with _lock:
        _readers -= 1
        if not _readers and _usual:
            gc.set_threshold(_usual, *gc.get_threshold()[1:])
            _usual = 0
