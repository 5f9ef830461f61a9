"""Files as users have them, made here: one release in every format, and files that are none or broken."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import zipfile
from email.message import EmailMessage
from xml.sax.saxutils import escape

TITLE = "Barbados Trains Analysts of its Incident Response Team"
DATELINE = "BRIDGETOWN, March 14, 2016"
BODY = (
    "The Organization of American States (OAS) held a workshop on incident response in Bridgetown, Barbados, "
    "from March 14 to 16, 2016, with the support of the Government of Canada."
)
MORE = "Experts from Jamaica and Trinidad and Tobago took part in the workshop."
ITEMS = ("analysis of malicious code", "exchange of alerts")
TEXT = f"{TITLE}\n\n{DATELINE}\n\n{BODY}\n\n{MORE}\n"
PAGE = (
    f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
    f"<nav><a href='/'>Home</a></nav><main><h1>{TITLE}</h1><p>{DATELINE}</p><p>{BODY}</p><p>{MORE}</p></main>"
    "<footer>© Our site uses cookies</footer></body></html>"
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(files: dict[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(files: dict[str, bytes], packed: bool = True, link: str = "") -> bytes:
    """A tar archive, with a link in it if one is named."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz" if packed else "w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        if link:
            member = tarfile.TarInfo(link)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(member)
    return stream.getvalue()


def docx() -> bytes:
    """A Word document with a heading, a list, a table, and a tracked change."""

    def paragraph(runs: str, style: str = "", listed: bool = False) -> str:
        numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>" if listed else ""
        styled = f"<w:pStyle w:val='{style}'/>" if style else ""
        return f"<w:p><w:pPr>{styled}{numbered}</w:pPr>{runs}</w:p>"

    def run(text: str) -> str:
        return f"<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"

    gone = (
        "<w:del w:id='1' w:author='a'><w:r><w:delText>with the support of Atlantis </w:delText></w:r></w:del>"
    )
    come = f"<w:ins w:id='2' w:author='a'>{run(MORE)}</w:ins>"
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("Contact", "Press office"))
    body = [
        paragraph(run(TITLE), "Heading1"),
        paragraph(run(DATELINE)),
        paragraph(run(BODY) + gone),
        paragraph(come),
        *(paragraph(run(item), listed=True) for item in ITEMS),
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
    ]
    types = (
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<Default Extension='xml' ContentType='application/xml'/>"
        "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument"
        ".wordprocessingml.document.main+xml'/></Types>"
    )
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        "<Relationship Id='r1' Target='word/document.xml' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/>"
        "</Relationships>"
    )
    styles = (
        f"<w:styles xmlns:w='{_W}'><w:style w:type='paragraph' w:styleId='Heading1'>"
        "<w:name w:val='heading 1'/></w:style></w:styles>"
    )
    numbering = (
        f"<w:numbering xmlns:w='{_W}'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
        "<w:numFmt w:val='bullet'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/>"
        "</w:num></w:numbering>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inner = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='s' Target='styles.xml' Type='{kind}/styles'/>"
        f"<Relationship Id='n' Target='numbering.xml' Type='{kind}/numbering'/></Relationships>"
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations,
            "word/_rels/document.xml.rels": inner,
            "word/styles.xml": styles,
            "word/numbering.xml": numbering,
            "word/document.xml": f"<w:document xmlns:w='{_W}'><w:body>{''.join(body)}</w:body></w:document>",
        }
    )


def odt() -> bytes:
    """An OpenDocument text with a heading, a list, and a deleted passage."""
    names = {"office": "office", "text": "text", "table": "table"}
    spaces = " ".join(f"xmlns:{k}='urn:oasis:names:tc:opendocument:xmlns:{v}:1.0'" for k, v in names.items())
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
    content = (
        f"<office:document-content {spaces}><office:body><office:text>"
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Atlantis</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        f"<text:h>{TITLE}</text:h><text:p>{DATELINE}</text:p>"
        f"<text:p>{BODY}<office:annotation><text:p>Atlantis?</text:p></office:annotation></text:p>"
        f"<text:p>{MORE}</text:p><text:list>{items}</text:list>"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf() -> bytes:
    """A Rich Text document."""
    paragraphs = "".join(f"{{\\pard {text}\\par}}\n" for text in (TITLE, DATELINE, BODY, MORE))
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times;}}}}\n{paragraphs}}}".encode("ascii")


def pdf(pages: list[list[tuple[float, float, float, str]]]) -> bytes:
    """A PDF whose pages have lines of text: x, y from below, and size in points, and the words."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "".join(
            "BT /F1 {} Tf {} {} Td ({}) Tj ET\n".format(size, x, y, re.sub(r"([()])", r"\\\1", text))
            for x, y, size, text in lines
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 << /Type /Font "
            f"/Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("latin-1")


def two_pages() -> bytes:
    """A release on paper: running heads, page numbers, a broken word, a paragraph that goes on overleaf."""
    head = [(72, 760, 8, "Organization of American States - Press Office")]
    first = [
        *head,
        (72, 700, 18, TITLE),
        (72, 660, 11, DATELINE),
        (72, 630, 11, "The Organization of American States (OAS) held a work-"),
        (72, 617, 11, "shop on incident response in Bridgetown, Barbados, from"),
        (72, 604, 11, "March 14 to 16, 2016, with the support of"),
        (300, 30, 8, "Page 1 of 2"),
    ]
    second = [
        *head,
        (72, 700, 11, "the Government of Canada."),
        (72, 670, 11, MORE),
        (300, 30, 8, "Page 2 of 2"),
    ]
    return pdf([first, second])


def message(html: bool = False, attached: dict[str, bytes] | None = None, text: str = TEXT) -> bytes:
    """A mail."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Press <press@example.org>", "desk@example.org"
    mail["Subject"], mail["Date"] = f"Fwd: {TITLE}", "Tue, 15 Mar 2016 10:00:00 -0400"
    mail.set_content(text)
    if html:
        mail.add_alternative(PAGE, subtype="html")
    for name, content in (attached or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def forwarded() -> bytes:
    """A mail that passes another on."""
    header = "From: Press Office <press@example.org>\nDate: Mon, March 14, 2016 at 9:00 AM\n"
    header += f"Subject: {TITLE}\nTo: <list@example.org>\n"
    return message(
        text=f"For your information.\n\n---------- Forwarded message ---------\n{header}\n\n{TEXT}"
    )


def mailbox() -> bytes:
    """Two mails in a mailbox."""
    return b"".join(
        b"From press@example.org Tue Mar 15 10:00:00 2016\n" + each + b"\n"
        for each in (message(), message(html=True))
    )


def saved_page() -> bytes:
    """A page as a browser saves it in one file."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/news/1\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        b"Content-Location: https://example.org/news/1\r\n\r\n" + PAGE.encode() + b"\r\n--b--\r\n"
    )


def warc() -> bytes:
    """A page as a crawler keeps it."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    header = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/news/1\r\n"
        "WARC-Date: 2016-03-15T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1a2b3c4d-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return header.encode() + http + b"\r\n\r\n"


def json_lines() -> bytes:
    """Two releases, a row each, one of them without text."""
    rows = [
        {"title": TITLE, "date": "2016-03-14", "text": f"{BODY}\n\n{MORE}", "url": "https://example.org/1"},
        {"title": "x"},
    ]
    return "\n".join(map(json.dumps, rows)).encode()


GOOD: dict[str, bytes] = {
    "plain.txt": TEXT.encode(),
    "notes.md": f"# {TITLE}\n\n{DATELINE}\n\n{BODY}\n\n{MORE}\n".encode(),
    "page.html": PAGE.encode(),
    "utf16.html": PAGE.replace("utf-8", "utf-16").encode("utf-16"),
    "wrong-charset.html": PAGE.replace("utf-8", "iso-8859-2").encode(),
    "saved.mhtml": saved_page(),
    "word.docx": docx(),
    "writer.odt": odt(),
    "rich.rtf": rtf(),
    "paper.pdf": two_pages(),
    "mail.eml": message(),
    "mail-html.eml": message(html=True),
    "forwarded.eml": forwarded(),
    "attached.eml": message(text="Please see the attached.", attached={"release.docx": docx()}),
    "archive.zip": zipped({"in/word.docx": docx(), "__MACOSX/x": "junk"}),
    "archive.tgz": tarred({"in/page.html": PAGE.encode()}),
    "archive.tar": tarred({"in/page.html": PAGE.encode()}, packed=False),
    "page.html.gz": gzip.compress(PAGE.encode()),
    "crawl.warc": warc(),
    "crawl.warc.gz": gzip.compress(warc()),
}
BAD: dict[str, tuple[bytes, str]] = {
    "empty.docx": (b"", "empty"),
    "broken.docx": (docx()[:400], "damaged"),
    "scan.pdf": (pdf([[]]), "OCR"),
    "broken.pdf": (two_pages()[:300], "PDF"),
    "sheet.xlsx.zip": (zipped({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
    "slides.zip": (zipped({"ppt/presentation.xml": "<x/>"}), "slides"),
    "climbs.zip": (zipped({"../../etc/passwd.txt": TEXT}), "leads out of the archive"),
    "climbs.tgz": (tarred({"/etc/x.txt": b"x"}), "leads out of the archive"),
    "link.tgz": (tarred({}, link="a.txt"), "a link or a device"),
    "broken.tgz": (tarred({"a.txt": TEXT.encode()})[:60], "damaged"),
    "broken.gz": (gzip.compress(PAGE.encode())[:50], "damaged"),
    "broken.odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
    "pageless.mhtml": (b"From: x\r\nContent-Type: text/plain\r\n\r\nx", "without a page"),
    "hollow.eml": (b"From: a@example.org\nSubject: x\n\n", "without text"),
    "no-object.jsonl": (b"[1]\n", "no JSON object"),
    "columns.jsonl": (b'{"a": 1}\n', "no column holds the text (columns: a)"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "a binary file (PNG)"),
}
