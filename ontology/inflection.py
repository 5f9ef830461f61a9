"""The forms of an adjective of origin: cubano, cubana, cubanos, cubanas.

Regular formation only, from the masculine singular; what is irregular stands written out in state_names.toml.
"""

from __future__ import annotations

# By language: the ending of the masculine singular, and those of all forms. The first that fits is taken.
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "en": (
        ("ese", ("ese",)),
        ("ish", ("ish",)),
        ("lsh", ("lsh",)),
        ("ch", ("ch",)),
        ("ss", ("ss",)),
        ("ois", ("ois",)),
        ("aic", ("aic",)),
        ("", ("", "s")),
    ),
    "es": (
        ("o", ("o", "a", "os", "as")),
        ("án", ("án", "ana", "anes", "anas")),
        ("ón", ("ón", "ona", "ones", "onas")),
        ("és", ("és", "esa", "eses", "esas")),
        ("ol", ("ol", "ola", "oles", "olas")),
        ("í", ("í", "íes", "ís")),
        ("r", ("r", "res")),
        ("", ("", "s")),
    ),
    "pt": (
        ("o", ("o", "a", "os", "as")),
        ("ês", ("ês", "esa", "eses", "esas")),
        ("ol", ("ol", "ola", "óis", "olas")),
        ("r", ("r", "res")),
        ("", ("", "s")),
    ),
    "fr": (
        ("ien", ("ien", "ienne", "iens", "iennes")),
        ("éen", ("éen", "éenne", "éens", "éennes")),
        ("ais", ("ais", "aise", "aises")),
        ("ois", ("ois", "oise", "oises")),
        ("e", ("e", "es")),
        ("", ("", "e", "s", "es")),
    ),
}
# What ends like an inflected form and has one form only, or like none of the above and has no plural in -s.
_INVARIABLE = {
    "en": frozenset(
        {"Swiss", "Hellenic", "Icelandic", "Kyrgyz", "I-Kiribati", "Ni-Vanuatu", "Basotho", "Malagasy"}
    )
}


def forms(adjective: str, language: str) -> tuple[str, ...]:
    """All forms of gender and number of an adjective; English ones with the plural of the noun ("Cubans").

    A text with strokes ("grec/grecque/grecs/grecques") is a list of forms already.

    Raises:
        KeyError: no formation is known for the language.
    """
    if "/" in adjective:
        return tuple(adjective.split("/"))
    if adjective in _INVARIABLE.get(language, ()):
        return (adjective,)
    ending, endings = next(rule for rule in _ENDINGS[language] if adjective.endswith(rule[0]))
    stem = adjective.removesuffix(ending)
    return tuple(stem + each for each in endings)
