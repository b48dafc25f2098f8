"""A package as a zip: written to take away, and read without trusting it."""

import io
import math
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

from analytics.dataset.descriptor import NAME, package_files
from analytics.dataset.problem import FAILURES, DatasetError, Problem

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: the same files give the same bytes, whenever they were written."""

LARGEST_ZIP = 5_000_000
LARGEST_CONTENT = 20_000_000
"""Bytes of all known files together once unpacked: some twenty times the package that is shipped."""

MOST_ENTRIES = 100
LARGEST_RATIO = 100
"""Times a file may grow when it is unpacked; tables of text grow five to twelve times."""

CHUNK = 65_536
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Methods of packing that are read: of another one `zipfile` unpacks all before its size can be looked at."""
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, *FAILURES)
"""What `zipfile` raises for a damaged zip."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unzipped(content: bytes, name: str) -> dict[str, bytes]:
    """The files of a package in a zip, by their path; nothing else of it is read.

    A zip of a folder (all names begin with the folder's) is read as its files. Limits are enforced while
    reading: the sizes that a zip states are not trusted. Raises `DatasetError` with every reason why the zip as a
    whole is refused.
    """
    if len(content) > LARGEST_ZIP:
        raise DatasetError([_problem(name, "zip_too_large", str(len(content)), str(LARGEST_ZIP))])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            problems = _refused(entries, name)
            if problems:
                raise DatasetError(problems)
            return read_within(archive, _known(entries), name, LARGEST_CONTENT, LARGEST_RATIO)
    except BROKEN_ZIP as error:
        raise DatasetError([_problem(name, "not_a_zip", type(error).__name__)]) from error


def _problem(name: str, rule: str, value: str, detail: str = "") -> Problem:
    return Problem(name, None, None, value[:80], rule, detail=detail)


def _refused(entries: list[zipfile.ZipInfo], name: str) -> list[Problem]:
    if len(entries) > MOST_ENTRIES:
        return [_problem(name, "zip_too_many", str(len(entries)), str(MOST_ENTRIES))]
    problems = []
    seen = set()
    for entry in entries:
        path = entry.orig_filename.replace("\\", "/")
        if path.startswith("/") or ":" in path or "\0" in path or ".." in path.split("/"):
            problems.append(_problem(name, "zip_unsafe_path", path))
        if stat.S_ISLNK(entry.external_attr >> 16):
            problems.append(_problem(name, "zip_link", path))
        if entry.flag_bits & 1:
            problems.append(_problem(name, "zip_locked", path))
        if path in seen:
            problems.append(_problem(name, "zip_repeated", path))
        seen.add(path)
    return problems


def _known(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The entries that a package has, by their path in it."""
    known = package_files()
    names = [entry.filename for entry in entries]
    inside = "" if NAME in names else next((each.removesuffix(NAME) for each in names if each.endswith(f"/{NAME}")), "")
    found = {entry.filename.removeprefix(inside): entry for entry in entries if entry.filename.startswith(inside)}
    return {path: entry for path, entry in found.items() if path in known}


def read_within(
    archive: zipfile.ZipFile,
    entries: Mapping[str, zipfile.ZipInfo],
    name: str,
    largest: int,
    largest_ratio: float = math.inf,
) -> dict[str, bytes]:
    """The content of entries by their path, at most `largest` bytes together; `DatasetError` where there are more.

    No more than that is ever in memory, whatever the zip states.
    """
    if others := [path for path, entry in entries.items() if entry.compress_type not in PACKED]:
        raise DatasetError([_problem(name, "zip_method", path) for path in others])
    contents = {}
    left = largest
    for path, entry in entries.items():
        limit = min(left, largest_ratio * max(entry.compress_size, 1024))
        parts, size = [], 0
        with archive.open(entry) as file:
            while part := file.read(CHUNK):
                size += len(part)
                if size > limit:
                    raise DatasetError([_problem(name, "zip_expands", path, str(largest))])
                parts.append(part)
        contents[path] = b"".join(parts)
        left -= size
    return contents
