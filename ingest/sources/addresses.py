"""Addresses as they may be kept and shown: without what lets somebody in."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus, urlsplit

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)[^/?#]*@")
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/;?#]*", re.IGNORECASE)
# Words of a parameter's name that tell that its value is a secret.
_SECRET = re.compile(
    r"pass|pw|pwd|passwd|passphrase|key|sig|sign|hmac|auth|authorization|credentials|session|jwt|otp"
    r"|\w*(?:token|password|secret|signature|apikey|sessid|sessionid|credential)"
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def is_address(name: str) -> bool:
    """Whether a name is an address, of whichever scheme."""
    return _ADDRESS.match(name) is not None


def public(address: str) -> str:
    """The address without user, password, and parameters that are secrets by their names; or another name.

    What lets its bearer in, a token in a link that was mailed or a signature of a cloud's storage, must stand
    in no graph.
    """
    if not is_address(address):
        return address
    address = _SESSION.sub("", _USER.sub("", address, count=1))
    try:
        parts = urlsplit(address)
        return parts._replace(query=_harmless(parts.query), fragment=_harmless(parts.fragment)).geturl()
    except ValueError:  # no valid address
        return address.partition("?")[0]


def _harmless(parameters: str) -> str:
    return "&".join(part for part in parameters.split("&") if not _is_secret(part))


def _is_secret(parameter: str) -> bool:
    name, equals, _ = parameter.partition("=")
    words = [word.lower() for word in _WORD.findall(unquote_plus(name))]
    return bool(equals) and any(map(_SECRET.fullmatch, words))
