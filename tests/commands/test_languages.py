"""`cybercoop language check`, and the exercise of docs/languages.md: ten entries of a new language."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from cybercoop.commands.languages import check
from cybercoop.errors import CybercoopError
from cybercoop.ingest.base.refusals import LanguageDataError
from cybercoop.ingest.text.completeness import Findings, compare
from cybercoop.ingest.text.language import codes

LANGUAGES = files("cybercoop").joinpath("ingest", "languages")
EXERCISE = Path(__file__).parents[2] / "docs" / "languages.md"


def lacking(found: Findings) -> set[str]:
    return {f"{lack.file} {lack.key}" for lack in found.lacks}


def italian(folder: Path) -> int:
    """Writes the entries of the exercise into a folder; how many they are."""
    block = next(
        b for b in re.findall(r"```toml\n(.*?)```", EXERCISE.read_text("utf-8"), re.S) if "# it/" in b
    )
    entries = 0
    for name, lines in re.findall(r"# it/(\S+)\n((?:[^#].*\n)+)", block):
        (folder / name).write_text(lines, encoding="utf-8")
        entries += lines.count(" = [") + lines.count(' = "')
    return entries


def test_the_fullest_language_lacks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    check("en")
    assert capsys.readouterr().out == "complete: en has all that 'en' has\n"


@pytest.mark.parametrize("code", codes())
def test_nothing_is_misspelled_in_what_ships(code: str) -> None:
    assert compare(LANGUAGES.joinpath(code)).wrong == ()


def test_ten_entries_of_a_new_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = lacking(compare(tmp_path))
    assert italian(tmp_path) == 10
    rest = lacking(compare(tmp_path))
    assert len(everything) - len(rest) == 10
    assert "offices.toml heads" in everything - rest
    assert "frames.toml verb.organize" in rest
    with pytest.raises(CybercoopError, match=rf"{len(rest)} entries are missing, \d+ files among them"):
        check(str(tmp_path))
    printed = capsys.readouterr().out
    assert re.search(r"^offices\.toml$", printed, re.M)
    assert re.search(r"^frames\.toml is missing$", printed, re.M)
    assert re.search(r"^  verb\.organize +en: words: organize, hold,", printed, re.M)


def test_what_is_empty_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text("possessive = []\n", encoding="utf-8")
    found = compare(tmp_path)
    assert [lack.key for lack in found.empty] == ["possessive"]
    assert "names.toml possessive" not in lacking(found)


def test_a_misspelled_entry_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text('artciles = ["il"]\nowner = "di"\n', encoding="utf-8")
    assert {
        "names.toml: unknown key 'artciles'; did you mean 'articles'?",
        "names.toml: 'owner' must be a list of strings that are not empty",
        "names.toml: the key 'small_heads' is missing",  # which the fullest has empty
    } <= set(compare(tmp_path).wrong)


def test_what_is_no_language_or_no_toml(tmp_path: Path) -> None:
    with pytest.raises(CybercoopError, match="qq: no such language or folder; known are "):
        check("qq")
    (tmp_path / "names.toml").write_text("heads = [", encoding="utf-8")
    with pytest.raises(LanguageDataError, match=r"names\.toml: not TOML"):
        check(str(tmp_path))
