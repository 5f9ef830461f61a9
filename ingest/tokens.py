"""Words with their places in the text, and the folding under which two spellings count as one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# A number, a word (with inner hyphens, apostrophes and dots, as in e-Governance, O'Brien and CERRT.ng), or one mark.
# "U.S." and "D.C." keep their last dot; a possessive "'s" is a token of its own.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|\d+(?:[.,/–-]\d+)*"
    r"|['’]s\b"
    r"|[^\W\d_](?:[^\W_]|[-–](?=\w)|['’](?!s\b)(?=[^\W\d_])|\.(?=[^\W\d_]{2}))*"
    r"|\n|[^\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `fold` is its folded spelling."""

    start: int
    end: int
    text: str
    fold: str

    @property
    def capital(self) -> bool:
        """Whether it begins as a name may: with a capital, or small before a capital as in eGA and colCERT."""
        text = self.text
        return text[0].isupper() or (text[0].isalpha() and any(c.isupper() for c in text))

    @property
    def word(self) -> bool:
        """Whether it is a word rather than a number or a mark."""
        return self.text[0].isalpha()

    @property
    def acronym(self) -> bool:
        """Whether it is written as acronyms are: OAS, MinTIC, CERT-EE, colCERT, eGA; not Oyarzún, nor Addor-Neto."""
        return acronym_like(self.text)


def acronym_like(text: str) -> bool:
    """Whether a word has at least two capitals that no hyphen or apostrophe explains."""
    parts = re.split(r"[-–'’/]", text)
    if any(sum(c.isupper() for c in part) >= 2 and not _Mc.match(part) for part in parts):
        return True
    return len(parts) == 1 and text[:1].islower() and any(c.isupper() for c in text)


_Mc = re.compile(r"(?:Mc|Mac|De|Di|Le|La|Van|O)[A-Z][a-zà-ÿ]+$")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, accents and the curl of apostrophes dropped."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("–", "-"))
    return "".join(c for c in text if not unicodedata.combining(c))


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text, with offsets into the whole text."""
    return [Token(m.start(), m.end(), m.group(), fold(m.group())) for m in _TOKEN.finditer(text, start, end)]


def name_key(text: str) -> str:
    """The key under which two writings of one name meet: folded words without articles and marks."""
    words = [t.fold for t in tokenize(text, 0, len(text)) if t.text[0].isalnum()]
    key = " ".join(words)
    for long, short in _SPELLINGS:
        key = key.replace(long, short)
    return key.removeprefix("the ")


# Spellings that differ by country or year, not by meaning.
_SPELLINGS = (
    ("cyber security", "cybersecurity"),
    ("cyber-security", "cybersecurity"),
    ("cyber crime", "cybercrime"),
    ("cyber-crime", "cybercrime"),
    ("cyber defense", "cyberdefense"),
    ("cyber defence", "cyberdefense"),
    ("cyber space", "cyberspace"),
    ("programme", "program"),
    ("organisation", "organization"),
    ("co-operation", "cooperation"),
    ("defence", "defense"),
    ("centre", "center"),
)
