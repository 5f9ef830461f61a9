"""Which sections and keys the file of a language's grammar has (``grammar.toml``), checked on reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..base.refusals import LanguageDataError
from ..text.language import Language
from ..text.splitting import splitter
from . import articles, conjugation, morphology

_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "tags": (
        *("determiner", "possessive", "pronoun", "relative", "conjunction", "subordinator", "negation"),
        *("adverb", "preposition", "number"),
    ),
    "prepositions": (
        *(
            "phrases",
            "same",
            "agent",
            "owner",
            "place",
            "together",
            "infinitive",
            "listing",
            "examples",
            "purpose",
            "negating",
        ),
    ),
    "auxiliaries": (
        "be",
        "have",
        "do",
        "planned",
        "wished",
        "hypothetical",
        "gerunds",
        "reported",
        "obliged",
    ),
    "verbs": ("known", "nouns", "participles", "bare"),
    "forms": morphology.KEYS,
    "conjugation": conjugation.KEYS,
    "nouns": ("irregular", "spellings", "singular", "gerunds", "plain", "fixed"),
    "numbers": ("about", "joining", "range", "counted"),
    "times": ("first", "noun", "alone", "clock", "shifting"),
    "clauses": (
        *(
            "that",
            "whose",
            "where",
            "alone",
            "floating",
            "no",
            "so",
            "nor",
            "indefinite",
            "particles",
            "light",
        ),
        *(
            "calling_off",
            "negations",
            "inverting",
            "intransitive",
            "reporting",
            "object_control",
            "control",
            "conditional",
            "questions",
            "light_verbs",
            "outer",
            "stranded",
            "personal",
            "singular",
            "plural",
            "prenominal",
            "subordinating",
            "addressing",
            "doubting",
            "predicative",
            "copulas",
        ),
    ),
    "modality": ("planned", "wished", "negated", "cancelled"),
}
_OPTIONAL: Mapping[str, tuple[str, ...]] = {  # what only some languages have
    "tags": ("reflexive", "clitic"),
    "prepositions": ("personal", *articles.KEYS),
    "verbs": ("irregular", "doubling"),
    "times": ("leading", "phrases"),
    "clauses": (
        "subordinators",
        "light_phrases",
        "unsaid",
        "impersonal",
        "clitics",
        "relatives",
        "founding",
        "partitive",
    ),
    "order": ("head_first", "before_head"),
}
# Lists of phrases; all others are lists of words.
_PHRASES = frozenset(
    {
        "phrases",
        "listing",
        "examples",
        "negating",
        "fixed",
        "about",
        "clock",
        "subordinators",
        "light_phrases",
    }
)
_VERBAL = ("forms", "conjugation")  # one of these: forms by rules, or by tables of endings


def checked(language: Language) -> Mapping[str, Mapping[str, Any]]:
    """The file of a language's grammar, which must hold just the known sections and keys.

    Raises:
        LanguageDataError: a section or key is missing or unknown.
    """
    told = language.table("grammar")
    unneeded = {_VERBAL[_VERBAL[1] not in told], "order" if "order" not in told else ""}
    table = language.table("grammar", tuple({*_SECTIONS, "order"} - unneeded))
    file = f"languages/{language.code}/grammar.toml"
    for section in table:
        keys, optional = set(_SECTIONS.get(section, ())), set(_OPTIONAL.get(section, ()))
        for key in sorted((keys - set(table[section])) | (set(table[section]) - keys - optional)):
            what = "missing" if key in keys else "unknown"
            raise LanguageDataError(f"{file}: the key '{key}' of [{section}] is {what}")
    parted = splitter(language).parted
    return {section: _split(inner, parted) for section, inner in table.items()}


def _split(section: Mapping[str, Any], parted: Callable[[str], str]) -> Mapping[str, Any]:
    """A section, its phrases as the tokens of a text have them: "au sein de" as "à le sein de"."""
    split: dict[str, Any] = {
        key: [parted(each) for each in section[key]] for key in _PHRASES & section.keys()
    }
    if "same" in section:
        same = section["same"].items()
        split["same"] = {parted(usual): [parted(each) for each in others] for usual, others in same}
    return {**section, **split}
