"""This version's reading against that of an earlier commit: both as wheels, in turn, on the same releases.

    python benchmarks/versions.py [COMMIT]

Prints the processor time of one reading, and the ratio pair by pair: over 1 is faster than before.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BEFORE = "ab11192"  # the last version whose rules read masked sentences
RELEASES = (ROOT / "examples" / "releases", ROOT / "tests" / "releases" / "texts")
ROUNDS = 5
READ = """
import sys, time
import cybercoop
paths = sys.argv[1:]
for path in paths[:20]:
    cybercoop.extract(path)  # what is loaded once
started = time.process_time()
for path in paths:
    cybercoop.extract(path)
print(time.process_time() - started)
"""


def main(commit: str = BEFORE) -> None:
    paths = [str(path) for folder in RELEASES for path in sorted(folder.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as folder:
        before = installed(commit, Path(folder, "before"))
        now = installed(None, Path(folder, "now"))
        pairs = [(seconds(before, paths), seconds(now, paths)) for _ in range(ROUNDS)]
    ratios = sorted(before / now for before, now in pairs)
    for what, taken in ((commit, [pair[0] for pair in pairs]), ("this version", [pair[1] for pair in pairs])):
        each = statistics.median(taken) / len(paths) * 1000
        print(f"{f'reading {len(paths)} releases, {what}':50} {each:.1f} ms each", flush=True)
    print(
        f"{'  ratio, before to now':50} {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


def installed(commit: str | None, folder: Path) -> Path:
    """Where the wheel of a commit is unpacked; of the working tree where there is none."""
    source = folder / "source"
    files = _archived(commit) if commit else _tracked()
    for name, content in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    build = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", str(folder), str(source)]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def _archived(commit: str) -> dict[str, bytes]:
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        found = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
        return {name: stream.read() for name, stream in found if stream is not None}


def _tracked() -> dict[str, bytes]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = (name.decode() for name in names.split(b"\0") if name)
    return {name: (ROOT / name).read_bytes() for name in paths if (ROOT / name).is_file()}


def seconds(site: Path, paths: list[str]) -> float:
    """Processor time in which one process reads all releases."""
    command = [sys.executable, "-c", READ, *paths]
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(site), "PATH": ""}
    )
    return float(run.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
