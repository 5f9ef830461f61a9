"""Reading from the outside world: what is read, what is refused, and that one never stops the other."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.header.parsing import parse
from cybercoop.ingest.sources import limits
from cybercoop.ingest.sources.collecting import Refusal, read

PAGES = Path(__file__).parent / "pages"
TEXT = "Nassau Hosts a Workshop\n\nThe OAS held a workshop in Nassau with the help of Canada.\n"


def all_of(*names: object, stdin: bytes = b"") -> list[Source | Refusal]:
    return list(read([str(name) for name in names], io.BytesIO(stdin)))


def one(*names: object, stdin: bytes = b"") -> Source:
    (found,) = all_of(*names, stdin=stdin)
    assert isinstance(found, Source), found
    return found


def refusal(*names: object, stdin: bytes = b"") -> str:
    (found,) = all_of(*names, stdin=stdin)
    assert isinstance(found, Refusal)
    assert "\n" not in str(found)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "deep/c.HTM", "deep/.hidden.txt", ".git/d.txt", "notes.xlsx", "deep/e.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def test_folders_are_read_deep_and_sorted_without_what_is_hidden_or_of_another_kind(folder: Path) -> None:
    names = [Path(found.name).relative_to(folder).as_posix() for found in all_of(folder)]
    assert names == ["a.md", "b.txt", "deep/c.HTM"]


def test_globs_and_repeated_names(folder: Path) -> None:
    assert [Path(found.name).name for found in all_of(folder / "*.txt", folder / "b.txt", folder)] == [
        "b.txt",
        "a.md",
        "c.HTM",
    ]
    assert [Path(found.name).name for found in all_of(folder / "**" / "*.HTM")] == ["c.HTM"]


def test_standard_input() -> None:
    assert one("-", stdin=TEXT.encode()) == Source("-", TEXT)


def test_one_bad_source_never_stops_the_others(folder: Path) -> None:
    found = all_of(folder / "missing.txt", folder / "b.txt", "-", folder / "a.md")
    assert [type(each) for each in found] == [Refusal, Source, Refusal, Source]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"%PDF-1.7 ...", "a damaged PDF"),
        (b"PK\x03\x04....", "a damaged archive or document"),
        (b"text\x00text", "a binary file"),
        (bytes(range(1, 32)) * 20, "a binary file"),
        (b"<html><body><script>draw()</script></body></html>", "an HTML page without text"),
        (b"<!doctype html>", "an HTML page without text"),
    ],
)
def test_files_that_are_no_release(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(content)
    assert refusal(path).startswith(f"{path}: {reason}")


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.txt").endswith("no.txt: no such file or folder")
    assert refusal("x" * 5000).endswith(": no such file or folder")
    assert refusal("a\0b").endswith(": no such file or folder")
    assert refusal(tmp_path / "*.txt").endswith("*.txt: no file matches")
    assert "a folder without releases" in refusal(tmp_path)
    assert "only addresses that begin with http" in refusal("ftp://example.org/a.txt")
    assert "only addresses that begin with http" in refusal("file:///etc/hostname")


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(path) == f"{path}: permission denied"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 100)
    (tmp_path / "a.txt").write_text("a" * 101)
    assert "larger than 20 MB" in refusal(tmp_path / "a.txt")
    assert "larger than 20 MB" in refusal("-", stdin=b"a" * 101)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Reunión en São Paulo – “Ciberseguridad”"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert one(tmp_path / "a.txt").text == text


def test_charset_declared_in_the_page(tmp_path: Path) -> None:
    page = "<html><head><meta charset='iso-8859-2'></head><body><p>Łódź i Kraków.</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("iso-8859-2"))
    assert one(tmp_path / "a.html").text == "Łódź i Kraków."


def test_page_in_a_table_layout() -> None:
    found = one(PAGES / "table-layout.html")
    release = parse(found)
    assert release.title == "Harbour Pilots of Barbados Learn to Guard Their Networks"
    assert (release.issued, release.reference) == (date(2012, 5, 9), "E-987/12")
    assert [paragraph.span.of(release.text)[:22] for paragraph in release.paragraphs] == [
        "Thirty harbour pilots ",
        "The Minister of Transp",
        "A second course will b",
        "Participants: 30 port ",
        "Hours of training: 40",
    ]


def test_page_with_breaks_only() -> None:
    release = parse(one(PAGES / "breaks.html"))
    assert release.title == "Caribbean Judges Study Electronic Evidence"
    assert (release.issued, release.reference, len(release.paragraphs)) == (date(2016, 10, 3), "E-988/16", 2)


def test_page_with_an_article_and_metadata() -> None:
    found = one(PAGES / "article.html")
    assert (found.published, found.language) == (date(2021, 6, 17), "en")
    assert found.url == "https://example.org/news/ghana-estonia"
    release = parse(found)
    assert (release.title, release.reference) == ("Ghana and Estonia agree on cyber exercises", "44/2021")
    assert "How to restore a power grid" in [p.span.of(release.text) for p in release.paragraphs]
    assert "Something else" not in release.text


def test_page_of_a_blog_in_spanish() -> None:
    release = parse(one(PAGES / "blog.html"))
    assert (release.language, release.issued) == ("es", date(2019, 4, 4))
    assert release.title == "Perú estrena un laboratorio contra el fraude"
    assert "Deja una respuesta" not in release.text
    assert len(release.paragraphs) == 3


def test_a_page_too_poor_for_the_extractor_is_read_as_shown(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>OAS met.</p><p>In Lima, today.</p>")
    assert one(tmp_path / "a.html").text == "OAS met.\n\nIn Lima, today."


def test_deep_nesting_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 20_000 + f"<p>{TEXT}</p>")
    assert len(all_of(tmp_path / "a.html")) == 1


ANSWERS = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, (PAGES / "article.html").read_bytes()),
    "/text": (
        200,
        {"Content-Type": "text/plain; charset=iso-8859-2"},
        "Łódź\n\nSpotkanie.".encode("iso-8859-2"),
    ),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-"),
    "/gone": (404, {"Content-Type": "text/html"}, b"<p>gone</p>"),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/away": (302, {"Location": "file:///etc/hostname"}, b""),
    "/moved": (301, {"Location": "/text"}, b""),
    "/bomb": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"a" * 200_000)),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, content = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_addresses(site: str) -> None:
    page = one(f"{site}/page")
    assert "Ghana and Estonia agree on cyber exercises" in page.titles
    assert page.url == "https://example.org/news/ghana-estonia"
    text = one(f"{site}/moved")
    assert (text.text, text.url) == ("Łódź\n\nSpotkanie.", f"{site}/moved")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/pdf", "its content type is application/pdf"),
        ("/gone", "the server answers 404"),
        ("/loop", "too many redirects"),
        ("/away", "cannot be fetched"),
    ],
)
def test_addresses_that_are_refused(site: str, path: str, reason: str) -> None:
    assert reason in refusal(site + path)


def test_answer_that_unfolds_beyond_the_limit(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 100_000)
    assert "larger than 20 MB" in refusal(f"{site}/bomb")


def test_no_server(site: str) -> None:
    assert "cannot be fetched: Failed to establish a new connection" in refusal("http://127.0.0.1:9/")


def listing(teaser: str) -> str:
    titles = (
        "Nauru Joins the Convention",
        "Tonga Hosts a Workshop",
        "Fiji Signs a Treaty Today",
        "Palau Opens Its Centre",
    )
    items = "".join(
        f'<li><h3><a href="{at}.html">{title}</a></h3>{teaser}</li>' for at, title in enumerate(titles)
    )
    return f"<html><body><h1>All the news</h1><ul>{items}</ul></body></html>"


TEASER = "<p>Officials of the ministry said on Tuesday that this had taken years of work.</p>"


@pytest.mark.parametrize("teaser", ["", TEASER])
def test_a_page_of_linked_titles_is_a_list_also_without_dates(tmp_path: Path, teaser: str) -> None:
    page = tmp_path / "news.html"
    page.write_text(listing(teaser))
    assert "only lists releases" in refusal(page)


def test_a_release_above_linked_titles_is_read(tmp_path: Path) -> None:
    page = tmp_path / "release.html"
    page.write_text(listing("").replace("<ul>", f"<h2>Nauru Hosts a Workshop</h2>{TEASER}{TEASER}<ul>"))
    assert "years of work" in one(page).text
    page.write_text(listing("").replace("<ul>", f"<h2>Nauru Hosts a Workshop</h2>{TEASER}<ul>"))
    assert "years of work" in one(page).text
