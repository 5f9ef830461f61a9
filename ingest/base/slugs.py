"""Words turned into the last parts of IRIs."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from hashlib import sha256

_TITLE_LENGTH = 60  # characters of a title that go into a key


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits, hyphens between words; never empty.

    Accents go by Unicode's compatibility decomposition. Where no ASCII letter or digit is left, as in a name
    in Greek, the slug is a short hash of the text, so that two such names do not become one.
    """
    folded = (
        unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", folded.replace("'s ", "s ")).strip("-") or short_hash(text)


# Latin letters that Unicode does not decompose.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ł": "l",
        "Ł": "L",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
        "’": "'",
    }
)


def short_hash(text: str) -> str:
    """Twelve hexadecimal digits of the text's SHA-256: enough to tell millions of texts apart."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def release_key(reference: str | None, title: str, issued: date | None, text: str) -> str:
    """The last part of a release's IRI.

    Its reference, with hyphens for what an IRI should not hold ("E-119-14"), and its title where that is
    a bare number, which two publishers may give; else its date and title; else its title and a short hash of
    its text, because two releases without a date may well bear the same title.
    """
    words = _cut(slug(title))
    if reference:
        kept = re.sub(r"[^A-Za-z0-9._]+", "-", _ascii(reference)).strip("-.")
        if kept:
            return kept if any(c.isalpha() for c in kept) else f"{kept}-{words}"
    if issued:
        return f"{issued.isoformat()}-{words}"
    return f"{words}-{short_hash(text)}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _cut(words: str) -> str:
    if len(words) <= _TITLE_LENGTH:
        return words
    return words[: _TITLE_LENGTH + 1].rpartition("-")[0] or words[:_TITLE_LENGTH]
