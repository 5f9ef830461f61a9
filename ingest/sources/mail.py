"""Mail: messages (.eml), mailboxes (.mbox) and pages saved as one file (.mhtml), which are messages too.

A message is read once, as HTML if it has that, else as plain text. What is attached is read as files are.
"""

from __future__ import annotations

import mailbox
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from ..base.refusals import Unreadable
from .blocks import Block, Document, Kind, one_line
from .part import Part

_PREFIX = re.compile(r"^(?:\[[^\]]{1,40}\]\s*|\w{1,3}\s?:\s*)+(?=\S)")  # "Fwd: ", "RV: ", "[LIST] "
# Lines of a header that a program put in front of a message that it forwards, in any language.
_HEADER = re.compile(r"(?:^[>*\s]{0,6}[^\W\d][\w .'-]{1,20}\*?:\*?[ \t]\S.*\n){3,}", re.MULTILINE)
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_COVERING = 400  # characters: a shorter text with something attached only says that it is attached


def read_message(part: Part) -> Iterator[Part | Document]:
    """The text of a message (RFC 5322), and its attachments as files to be read.

    Raises:
        Unreadable: it has neither.
    """
    message = _parsed(part.data)
    found = list(_of(message, part))
    if not found:
        raise Unreadable(part.name, "a message without text and without attachments, no release")
    yield from found


def _of(message: MIMEPart, part: Part) -> Iterator[Part | Document]:
    body = message.get_body(preferencelist=("html", "plain"))
    text = _content(body) if body is not None else ""
    covering = len(text) < _COVERING and any(True for _ in message.iter_attachments())
    if body is not None and text.strip() and not covering:
        if body.get_content_subtype() == "html":
            yield Part(part.name, text.encode(), part.url, "text/html", "utf-8", part.depth + 1)
        else:
            yield _plain(text, message)
    for attached in message.iter_attachments():
        data = attached.get_payload(decode=True)
        if attached.get_content_type() == "message/rfc822":
            for inner in attached.iter_parts():
                yield from _of(inner, part)
        elif isinstance(data, bytes) and attached.get_content_maintype() in ("text", "application"):
            name = attached.get_filename() or attached.get_content_type()
            yield part.within(name, data, attached.get_content_type())


def read_mailbox(part: Part) -> Iterator[Part]:
    """The messages of a mailbox (RFC 4155), each a file to be read."""
    with tempfile.TemporaryDirectory() as folder:  # the library reads files only
        file = Path(folder, "mbox")
        file.write_bytes(part.data)
        box = mailbox.mbox(file, create=False)
        for number, key in enumerate(box.iterkeys(), 1):
            yield part.within(f"message {number}", box.get_bytes(key), "message/rfc822")
        box.close()


def read_saved_page(part: Part) -> Part:
    """The page in a file into which a browser saved it with its pictures (MHTML, RFC 2557).

    Raises:
        Unreadable: there is no page in it.
    """
    message = _parsed(part.data)
    page = next((each for each in message.walk() if each.get_content_type() == "text/html"), None)
    text = _content(page) if page is not None else ""
    if page is None or not text:
        raise Unreadable(part.name, "a saved page without a page in it: save it as HTML")
    address = one_line(str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""))
    url = address if address.startswith(("http://", "https://")) else part.url
    return Part(part.name, text.encode(), url, "text/html", "utf-8", part.depth + 1)


def _parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)  # what the policy makes
    return message


def _content(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows
        payload = body.get_payload(decode=True)
        return payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""


def _plain(text: str, message: MIMEPart) -> Document:
    text = text.replace("\r\n", "\n")
    forwarded = _forwarded(text)
    body = _QUOTED.sub("", text[forwarded.end() :]) if forwarded else text
    title = _PREFIX.sub("", one_line(str(message.get("Subject", ""))))
    blocks = tuple(Block(Kind.PARAGRAPH, each) for each in re.split(r"\n\s*\n", body))
    return Document(blocks, (title,) if title else (), None if forwarded else _sent(message))


def _forwarded(text: str) -> re.Match[str] | None:
    """The header of the message that this one forwards, if that is most of it."""
    headers = [each for each in _HEADER.finditer(text) if "@" in each[0]]
    return next((each for each in headers if each.end() < len(text) / 2), None)


def _sent(message: MIMEPart) -> date | None:
    try:
        sent = getattr(message.get("Date"), "datetime", None)
    except (ValueError, TypeError):
        return None
    return sent.date() if sent else None
