"""A broken file of one language: releases in the others are read, and one line says what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import cybercoop
import pytest

ROOT = Path(cybercoop.__file__).parent
ENGLISH = "OAS Opens a Workshop in Lima\n\nThe OAS opened a workshop on the security of networks in Lima.\n"
SPANISH = "La OEA abre un taller en Lima\n\nLa OEA abrió en Lima un taller sobre la seguridad de las redes.\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is installed, and a release in each of two languages beside it."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("commands", "graph", "ingest", "ontology", "queries"):
        shutil.copytree(ROOT / name, folder / "cybercoop" / name)
    for file in ROOT.glob("*.py"):
        shutil.copy(file, folder / "cybercoop")
    (folder / "en.txt").write_text(ENGLISH)
    (folder / "es.txt").write_text(SPANISH)
    return folder


@pytest.mark.parametrize("name", ["frames", "grammar", "header", "language", "names", "sentences"])
def test_only_the_language_of_the_file_is_not_read(package: Path, name: str) -> None:
    file = package / "cybercoop" / "ingest" / "languages" / "es" / f"{name}.toml"
    sound = file.read_text()
    file.write_text(f"{sound}\nbroken = [")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "cybercoop", "extract", "en.txt", "es.txt"],
            cwd=package,
            env={"PYTHONPATH": str(package), "PATH": ""},
            capture_output=True,
            text=True,
        )
    finally:
        file.write_text(sound)
    (line,) = run.stderr.strip().split("\n")
    assert line.startswith(f"cybercoop: es.txt: languages/es/{name}.toml: not TOML: ")
    assert "OAS Opens a Workshop in Lima" in run.stdout
    assert "Traceback" not in run.stderr
