"""From bytes to quads: sources are read into releases, releases into facts, facts into quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..ontology.reference import Reference
    from .base.model import Reading, Release


def extract(release: Release, reference: Reference) -> Reading:
    """Reads the facts of a release: a pure function of the release and the reference data.

    The stages, each in its own module: names, persons, activities, circumstances (dates and places),
    relations, quotations, themes; then facts with their passages.
    """
    from .facts.extraction import extract as run

    return run(release, reference)
