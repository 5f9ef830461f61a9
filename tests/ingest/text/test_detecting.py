"""Which language a text is in, and what a broken file of one language does to the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from cybercoop.ingest.base.refusals import LanguageDataError
from cybercoop.ingest.text import language as languages
from cybercoop.ingest.text.detecting import evidence, guess, together
from cybercoop.ingest.text.language import load

LINES = [
    ("en", "Ministers of the region meet in Lima"),
    ("en", "Experts from Guatemala to visit the Ministerio de Gobernación"),
    ("en", "The Ministerio de Relaciones Exteriores y Culto and the Secretaría de Estado del Ambiente met."),
    ("en", "THE MINISTERS OF THE REGION MEET IN LIMA"),
    ("es", "Ministros de la región se reúnen en Lima"),
    ("es", "El Department of the Interior y la Office of the Attorney General se reunieron."),
    ("es", "LOS MINISTROS DE LA REGIÓN SE REÚNEN EN LIMA"),
    ("es", "Concluye en Asunción el taller sobre delitos informáticos"),
    ("es", "Se inauguró ayer una escuela de verano para jóvenes"),
    ("pt", "Ministros da região se reúnem em Lima"),
    ("pt", "Termina em Assunção a oficina sobre crimes informáticos"),
    ("pt", "Foi inaugurada ontem uma escola de verão para jovens"),
    (
        "pt",
        "O Ministerio de Relaciones Exteriores do Paraguai e a Cancillería do Uruguai assinaram um acordo.",
    ),
    ("fr", "Les ministres de la région se réunissent à Lima"),
    ("fr", "Un atelier sur la cybercriminalité s'achève à Assomption"),
    ("fr", "Le Department of Justice et le National Cyber Security Centre ont signé un accord."),
]


@pytest.mark.parametrize(("code", "line"), LINES)
def test_short_texts(code: str, line: str) -> None:
    assert guess(line)[0] == code


def test_lines_together_tell_what_the_text_tells() -> None:
    lines = [line for _, line in LINES]
    assert together(map(evidence, lines)).small == evidence("\n".join(lines)).small


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the language data that a test may break."""
    _forget()
    copytree(Path(languages.__file__).parents[1] / "languages", tmp_path / "languages")
    monkeypatch.setattr(languages, "files", lambda package: tmp_path)
    yield tmp_path / "languages"
    _forget()


def _forget() -> None:
    for cached in (languages.load, languages.codes, languages.sound):
        cached.cache_clear()


def test_a_file_is_read_when_it_is_asked_for(folder: Path) -> None:
    (folder / "pt" / "frames.toml").write_text("no toml")
    portuguese = load("pt")
    assert portuguese.strings("language", "stopwords")
    with pytest.raises(LanguageDataError, match=r"languages/pt/frames\.toml: not TOML"):
        portuguese.table("frames")


def test_a_broken_language_is_left_out_of_what_all_share(folder: Path) -> None:
    (folder / "es" / "language.toml").write_text("locales = [")
    (folder / "pt" / "header.toml").write_text('typo = ["x"]')
    assert languages.sound("language") == ("en", "fr", "pt")
    assert languages.sound("header", tuple(load("en").table("header"))) == ("en", "es", "fr")
