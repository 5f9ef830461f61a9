"""A file on its way to a release: bytes with what is known of them; archives and messages hold more such."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes to be read."""

    name: str  # the path or address that the user gave; of a member of an archive, both
    data: bytes
    url: str | None = None  # where the public finds it
    content_type: str = ""  # as a server or a message says; "" if nobody does
    charset: str | None = None
    depth: int = 0  # archives and messages around it

    def within(self, member: str, data: bytes, content_type: str = "") -> Part:
        """A file in this one."""
        return Part(f"{self.name}/{member}", data, self.url, content_type, None, self.depth + 1)
