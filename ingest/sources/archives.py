"""Files that hold files: ZIP, tar, gzip, and what crawlers keep (WARC).

Nothing is written to disk. What is too much, too deep, locked or points elsewhere is refused by name.
"""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from ..base.refusals import Unreadable
from . import limits
from .damage import PACKED, PARSED
from .extras import library
from .part import Part

_BROKEN = "a damaged archive: pack it anew"

Member = Part | Unreadable


def read_zip(part: Part) -> Iterator[Member]:
    """The files in a ZIP archive."""
    try:
        archive = zipfile.ZipFile(BytesIO(part.data))
    except PACKED as error:
        raise Unreadable(part.name, _BROKEN) from error
    files = [each for each in archive.infolist() if not each.is_dir() and _is_wanted(each.filename)]
    _bounded(part, [each.file_size for each in files])
    for each in sorted(files, key=lambda each: each.filename):
        name = f"{part.name}/{each.filename}"
        if _climbs(each.filename):
            yield Unreadable(name, "its path leads out of the archive")
        elif each.flag_bits & 1:
            yield Unreadable(name, "locked with a password: unpack it yourself")
        else:
            yield _unpacked(part, each.filename, archive, each)


def _unpacked(part: Part, name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Member:
    try:
        with archive.open(member) as file:
            data = file.read(limits.LARGEST + 1)
    except PACKED as error:
        return Unreadable(f"{part.name}/{name}", f"{_BROKEN} ({error})")
    return part.within(name, data)


def read_tar(part: Part) -> Iterator[Member]:
    """The files in a tar archive, packed or not; links and devices in it are no files."""
    try:
        with tarfile.open(fileobj=BytesIO(part.data)) as archive:
            members = []
            for each in archive:
                members.append(each)
                _bounded(part, [one.size for one in members if one.isfile()])
            for each in sorted(members, key=lambda each: each.name):
                if not _is_wanted(each.name) or each.isdir():
                    continue
                name = f"{part.name}/{each.name}"
                if _climbs(each.name):
                    yield Unreadable(name, "its path leads out of the archive")
                elif file := archive.extractfile(each) if each.isfile() else None:
                    yield part.within(each.name, file.read(limits.LARGEST + 1))
                else:
                    yield Unreadable(name, "a link or a device, no file")
    except PACKED as error:
        raise Unreadable(part.name, _BROKEN) from error


def read_gzip(part: Part) -> Part:
    """The one file in a gzip file.

    Raises:
        Unreadable: it is damaged, or unpacks to more than a release can be.
    """
    try:
        with gzip.open(BytesIO(part.data)) as file:
            data = file.read(limits.LARGEST_ALL + 1)
    except PACKED as error:
        raise Unreadable(part.name, _BROKEN) from error
    _bounded(part, [len(data)])
    return Part(part.name.removesuffix(".gz"), data, part.url, "", None, part.depth + 1)


def read_warc(part: Part) -> Iterator[Part]:
    """The pages in an archive of the web (WARC, ISO 28500), with their addresses."""
    iterator = library("warcio.archiveiterator", part.name)
    exceptions = library("warcio.exceptions", part.name)
    try:
        for record in iterator.ArchiveIterator(BytesIO(part.data)):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind, _, charset = (record.http_headers.get_header("Content-Type") or "").partition(";")
            if "html" in kind and record.http_headers.get_statuscode() == "200":
                url = record.rec_headers.get_header("WARC-Target-URI")
                data = record.content_stream().read(limits.LARGEST + 1)
                named = charset.partition("=")[2].strip(' "') or None
                yield Part(url, data, url, kind.strip(), named, part.depth + 1)
    except (exceptions.ArchiveLoadFailed, *PARSED) as error:
        raise Unreadable(part.name, _BROKEN) from error


def _bounded(part: Part, sizes: list[int]) -> None:
    if len(sizes) > limits.MOST_FILES:
        raise Unreadable(
            part.name, f"an archive of more than {limits.MOST_FILES:,} files: unpack it and read the folder"
        )
    if sum(sizes) > limits.LARGEST_ALL:
        raise Unreadable(part.name, "unpacks to more than 512 MB: unpack it and read the folder")


def _is_wanted(name: str) -> bool:
    """Whether a member is no hidden file, and none that only macOS reads."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not any(each == "__MACOSX" or (each.startswith(".") and each != "..") for each in parts)


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":")
