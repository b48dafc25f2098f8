"""Sources of a data package: a folder or a zip; a database or an address would be one more class."""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from analytics.dataset.archive import LARGEST_ZIP, unzipped, zipped
from analytics.dataset.descriptor import NAME, README, SHIPPED, package_files
from analytics.dataset.problem import DatasetError, Problem
from analytics.dataset.spreadsheets import is_workbook
from analytics.regular_file import read_regular_file

LARGEST_FILE = 500_000_000
"""Bytes of a file in a folder: a hundred thousand pledges take some 200 million."""
SETTLED_AFTER = 1.0
"""Seconds without a change after which files count as completely written."""
TRIES = 3
"""Attempts to read a folder that changes while it is read."""
WORKBOOK = ".xlsx"
"""Suffix of a table that replaces its CSV file in a folder."""
ENDINGS = (".csv", ".json", WORKBOOK)
"""Suffixes of data files."""


class Source(Protocol):
    """One package of data. No other module knows where the data are, or how they are stored.

    Two are equal if they are the same place; `str` names that place, for those who maintain the data.
    """

    @property
    def name(self) -> str:
        """Its name for readers and in links."""

    def state(self) -> str:
        """A signature that changes whenever the content may have changed.

        Asked for at every rerun, so it must be cheap, and it never raises.
        """

    def is_settled(self) -> bool:
        """False while the source may still be being written."""

    def read(self) -> tuple[dict[str, bytes], list[Problem]]:
        """Every file of the package by its path in it, all of one moment, and what is wrong with others.

        Others can't be read (hard problems), or are there and not read (soft ones).

        A table has the path of its CSV file, even if it is a workbook. What is not there is left out.
        Raises `DatasetError` where there is nothing to read at all.
        """

    def releases(self) -> "list[Source]":
        """Earlier versions that are kept with it, newest first."""


@dataclass(frozen=True)
class _AtPath:
    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        """Name of the folder or file."""
        return self.path.name


@dataclass(frozen=True)
class Folder(_AtPath):
    """The files of a package in a folder; earlier versions are the zips in its folder `releases`."""

    def state(self) -> str:
        """A hash of name, size, times and inode of each data file; contents are not read."""
        return _digest(repr([_status(path) for path in self._files()]).encode())

    def is_settled(self) -> bool:
        """Whether no file and no name in the folder changed within the last moment, by the clock of this machine."""
        # A rename changes the times of the folder, not of the file; a copy may keep the mtime, but not the ctime. A
        # time in the future is of another machine's clock, and says nothing.
        seen = [status for path in [str(self.path), *self._files()] if (status := _stat(path)) is not None]
        newest = max((max(each.st_mtime, each.st_ctime) for each in seen), default=0.0)
        return not 0 <= time.time() - newest < SETTLED_AFTER

    def _files(self) -> list[str]:
        found: list[str] = []
        for folder in (self.path, self.path / "geography"):
            # A folder that is missing or closed has no files.
            with suppress(OSError):
                found += sorted(each.path for each in os.scandir(folder) if each.name.endswith(ENDINGS))
        return found

    def read(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The bytes of every file, read again if they changed meanwhile.

        A README that is a link out of the folder is not followed.
        """
        if not self.path.is_dir():
            raise DatasetError([Problem(str(self.path), None, None, None, "no_folder")])
        for _ in range(TRIES):
            before = self.state()
            read = self._read()
            if self.state() == before:
                return read
        raise DatasetError([Problem(str(self.path), None, None, None, "changing")])

    def _read(self) -> tuple[dict[str, bytes], list[Problem]]:
        contents: dict[str, bytes] = {}
        problems: list[Problem] = []
        for name in package_files():
            path = self.path / name
            workbook = path.with_suffix(WORKBOOK)
            if name.endswith(".csv") and workbook.exists():
                if path.exists():
                    problems.append(Problem(name, None, None, workbook.name, "workbook_not_read"))
                else:
                    path = workbook
            if name == README and not path.resolve().is_relative_to(self.path.resolve()):
                continue
            content, problem = _bytes(path, name, LARGEST_FILE)
            if content is not None:
                contents[name] = content
            elif problem and name != README:
                problems.append(problem)
        return contents, problems

    def releases(self) -> list[Source]:
        """The zips kept beside the data, newest name first."""
        return [Zip(each) for each in sorted((self.path / "releases").glob("*.zip"), reverse=True)]


@dataclass(frozen=True)
class Zip(_AtPath):
    """A package as one file: at a path, or its bytes if a reader uploads it. Nothing of it is ever written."""

    content: bytes | None = None

    def state(self) -> str:
        """Of a file, its size and times; of bytes, the bytes."""
        return file_state(self.path) if self.content is None else _digest(self.content)

    def read(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The known files in it, read within limits; of one that a reader uploads, tables as CSV alone.

        A workbook of a few kilobytes can take minutes and gigabytes to read.
        """
        content, problem = self.content, None
        if content is None:
            content, problem = _bytes(self.path, self.name, LARGEST_ZIP)
        if content is None:
            raise DatasetError([problem or Problem(self.name, None, None, None, "no_zip")])
        files = unzipped(content, self.name)
        workbooks = [name for name, each in files.items() if is_workbook(each)]
        if workbooks and self.content is not None:
            raise DatasetError([Problem(name, None, None, None, "workbook_in_zip") for name in workbooks])
        return files, []

    def is_settled(self) -> bool:
        """Always true: the directory of a zip is at its end, so a truncated one can't be read."""
        return True

    def releases(self) -> list[Source]:
        """None: a zip is one version."""
        return []


def file_state(path: Path) -> str:
    """A hash of size, times and inode of the file at a path, or of there being none; it is not read."""
    return _digest(repr(_status(path)).encode())


def _stat(path: str | Path) -> os.stat_result | None:
    with suppress(OSError):
        return os.stat(path)
    return None


def _status(path: str | Path) -> tuple[object, ...]:
    status = _stat(path)
    if status is None:
        return (path,)
    # Who may read a file changes its ctime alone.
    return path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _bytes(path: Path, name: str, largest: int) -> tuple[bytes | None, Problem | None]:
    """The content of a regular file of at most so many bytes; None and why, or None alone if it is not there."""
    try:
        content = read_regular_file(path, largest)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        return None, Problem(name, None, None, error.strerror, "unreadable_file")
    if len(content) > largest:
        size = os.path.getsize(path)
        return None, Problem(name, None, None, str(size), "file_too_large", detail=str(largest))
    return content, None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def source_at(path: Path) -> Source:
    """The zip or folder at a path; where nothing is, its name says which of the two was there."""
    is_away = path.suffix.lower() == ".zip" and not path.is_dir()
    return Zip(path) if path.is_file() or is_away else Folder(path)


def chosen_source() -> Source:
    """The folder or zip that the environment variable COALITION_DATA names, or else the data of the project."""
    return _named("COALITION_DATA") or Folder(SHIPPED)


def earlier_source() -> Source | None:
    """The folder or zip that the environment variable COALITION_EARLIER names, if any."""
    return _named("COALITION_EARLIER")


def _named(variable: str) -> Source | None:
    named = os.environ.get(variable, "").strip()
    return source_at(Path(named)) if named else None


def content_version(contents: Mapping[str, bytes]) -> str:
    """The same for the same tables, descriptor and shapes, whatever the source and its dates."""
    digest = hashlib.sha256()
    for name in sorted(contents.keys() - {README}):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()[:12]


def package_zip(contents: Mapping[str, bytes]) -> bytes:
    """A zip of those of the files that the package lists, its descriptor and README, and nothing else.

    The names are those the dashboard knows; a listed file under any other name
    stays out, so a descriptor cannot smuggle one in.
    """
    listed = {str(each.get("path")) for each in json.loads(contents[NAME].decode("utf-8-sig"))["resources"]}
    return zipped({name: content for name, content in contents.items() if name in {NAME, README} | listed})
