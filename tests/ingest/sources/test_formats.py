"""Every format that users have: the same release in each is read alike, and what is no release is refused."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from cybercoop.ingest.base.model import Source
from cybercoop.ingest.sources import limits
from cybercoop.ingest.sources.collecting import Refusal, read

from . import files


def found(path: Path, columns: dict[str, str] | None = None) -> list[Source | Refusal]:
    return list(read([str(path)], io.BytesIO(), None, columns))


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def one(path: Path, columns: dict[str, str] | None = None) -> Source:
    (source,) = found(path, columns)
    assert isinstance(source, Source), source
    return source


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", files.GOOD)
def test_the_release_is_read_whole_and_nothing_else(tmp_path: Path, name: str) -> None:
    source = one(written(tmp_path, name, files.GOOD[name]))
    told = flat(source.text)
    for passage in (files.TITLE, files.DATELINE, files.BODY, files.MORE):
        assert told.count(passage) == 1, (passage, told)
    for foreign in ("Atlantis", "cookies", "Home", "Page 1", "Press Office", "Forwarded", "Subject"):
        assert foreign not in told


@pytest.mark.parametrize("name", files.BAD)
def test_what_is_no_release_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    content, reason = files.BAD[name]
    refusals = [each for each in found(written(tmp_path, name, content)) if isinstance(each, Refusal)]
    assert len(refusals) == 1
    assert reason in refusals[0].reason
    assert str(tmp_path / name) in refusals[0].name
    assert "\n" not in str(refusals[0])


@pytest.mark.parametrize("name", ["word.docx", "writer.odt"])
def test_lists_are_kept_as_items(tmp_path: Path, name: str) -> None:
    text = one(written(tmp_path, name, files.GOOD[name])).text
    assert "\n\n• analysis of malicious code\n• exchange of alerts" in text


def test_headings_are_titles(tmp_path: Path) -> None:
    for name in ("word.docx", "writer.odt", "paper.pdf", "mail.eml"):
        assert files.TITLE in one(written(tmp_path, name, files.GOOD[name])).titles, name


def test_a_saved_page_and_a_crawled_one_keep_their_address(tmp_path: Path) -> None:
    for name in ("saved.mhtml", "crawl.warc"):
        assert one(written(tmp_path, name, files.GOOD[name])).url == "https://example.org/news/1"


def test_paper_is_mended(tmp_path: Path) -> None:
    text = one(written(tmp_path, "paper.pdf", files.two_pages())).text
    assert text.split("\n\n") == [files.TITLE, files.DATELINE, files.BODY, files.MORE]


def test_columns_of_a_page_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [(60, 700 - 13 * i, 11, f"left column line {i}") for i in range(6)]
    right = [(330, 700 - 13 * i, 11, f"right column line {i}") for i in range(6)]
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    text = flat(one(written(tmp_path, "columns.pdf", files.pdf([mixed]))).text)
    assert text.index("left column line 5") < text.index("right column line 0")


def test_a_word_keeps_the_hyphen_that_it_has_elsewhere(tmp_path: Path) -> None:
    lines = [
        "A course on cyber-security.",
        "It is a course on cyber-",
        "security for analysts of the re-",
        "gion.",
    ]
    page = [(60, 600 - 13 * i, 11, line) for i, line in enumerate(lines)]
    text = flat(one(written(tmp_path, "hyphens.pdf", files.pdf([page]))).text)
    assert "on cyber-security for analysts of the region." in text


def test_every_message_of_a_mailbox_is_read(tmp_path: Path) -> None:
    sources = found(written(tmp_path, "press.mbox", files.mailbox()))
    assert [Path(each.name).name for each in sources] == ["message 1", "message 2"]
    assert all(isinstance(each, Source) for each in sources)


def test_rows_of_a_table(tmp_path: Path) -> None:
    read_row, refused = found(written(tmp_path, "news.jsonl", files.json_lines()))
    assert isinstance(read_row, Source)
    assert (read_row.url, str(read_row.published)) == ("https://example.org/1", "2016-03-14")
    assert flat(read_row.text).startswith(f"{files.TITLE} {files.BODY}")
    assert refused.name.endswith("news.jsonl, row 2")


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    table = f'Titular;Cuerpo\n"{files.TITLE}";"{files.BODY}"\n'.encode()
    source = one(written(tmp_path, "news.csv", table), {"text": "Cuerpo", "title": "Titular"})
    assert source.titles == (files.TITLE,)


def test_archives_within_archives_end_somewhere(tmp_path: Path) -> None:
    inner = files.TEXT.encode()
    for _ in range(limits.DEEPEST + 2):
        inner = files.zipped({"a.zip": inner})
    (refused,) = found(written(tmp_path, "deep.zip", inner))
    assert isinstance(refused, Refusal)
    assert "archives deep" in refused.reason


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_ALL", 1000)
    for name, content in (
        ("bomb.zip", files.zipped({"a.txt": b"a" * 2000})),
        ("bomb.tgz", files.tarred({"a.txt": b"a" * 2000})),
    ):
        (refused,) = found(written(tmp_path, name, content))
        assert isinstance(refused, Refusal)
        assert "unpacks to more than" in refused.reason


def test_a_missing_library_is_told_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "word.docx", files.docx())
    monkeypatch.setitem(sys.modules, "mammoth", None)
    (refused,) = found(path)
    assert isinstance(refused, Refusal)
    assert "pip install 'cybercoop[office]'" in refused.reason


def test_one_bad_member_stops_no_other(tmp_path: Path) -> None:
    archive = files.zipped({"a.pdf": b"%PDF-1.4 x", "b.txt": files.TEXT, "c.docx": files.docx()})
    kinds = [type(each) for each in found(written(tmp_path, "mixed.zip", archive))]
    assert kinds == [Refusal, Source, Source]
