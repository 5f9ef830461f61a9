"""What can go wrong on the way from bytes to a release, each as one line that a person can act on."""

from __future__ import annotations

from ...errors import CybercoopError


class Unreadable(CybercoopError):  # noqa: N818 - it tells the state of a source
    """A source that holds no release that can be read; its text names the source and the reason."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class LanguageDataError(CybercoopError):
    """A file of language data that lacks a key, or holds one that nobody knows."""
