"""The folder of the data: which one, what state it is in, and the bytes and records of its files."""

import csv
import hashlib
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analytics.dataset.descriptor import NAME, SHAPES, SHIPPED, Resource
from analytics.dataset.problem import Problem

LONGEST_CELL = 1_000_000
INDISPENSABLE = "pledges"
"""The table without whose rows there is nothing to show; any other may be empty."""


def chosen_folder() -> Path:
    """The folder named by the environment variable COALITION_DATA, or else the data of the project."""
    named = os.environ.get("COALITION_DATA", "").strip()
    return Path(named) if named else SHIPPED


def data_version(folder: Path) -> str:
    """A signature that changes when a file of the folder is replaced, cheap enough for every rerun.

    Made of name, size, time of change and inode of each CSV and JSON file, never
    of their content: touching a file changes it, and `Dataset.version` is the one
    to print. A folder that does not exist has a signature too.
    """
    seen: list[tuple[object, ...]] = []
    for path in (folder, folder / "geography"):
        try:
            entries = sorted(os.scandir(path), key=lambda each: each.name)
        except OSError as error:
            seen.append((path.name, type(error).__name__))
            continue
        for entry in entries:
            if entry.name.endswith((".csv", ".json")):
                try:
                    stat = entry.stat()
                except OSError:
                    continue
                seen.append((entry.name, stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return hashlib.sha256(repr((str(folder), seen)).encode()).hexdigest()[:12]


def content_version(contents: Mapping[str, bytes]) -> str:
    """The same for the same content, whatever the folder and its dates."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()[:12]


def read_contents(folder: Path, tables: tuple[Resource, ...]) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of every file of the package, read once so that all later steps see the same state."""
    if not folder.is_dir():
        return {}, [Problem(str(folder), None, None, None, "no_folder")]
    contents, problems = {}, []
    for name in (NAME, *(each.path for each in tables), SHAPES):
        try:
            contents[name] = (folder / name).read_bytes()
        except FileNotFoundError:
            if name != SHAPES:
                problems.append(Problem(name, None, None, None, "missing_file"))
        except OSError as error:
            problems.append(Problem(name, None, None, error.strerror, "unreadable_file"))
    return contents, problems


@dataclass(frozen=True)
class RawTable:
    """A table as text, missing where a cell is empty, and where each record stands in its file."""

    resource: Resource
    frame: pd.DataFrame
    lines: list[int]
    """The line on which each record starts: a cell between quotation marks may hold line breaks."""
    keys: list[str | None]
    """The primary key of each record, to name it by."""

    @property
    def file(self) -> str:
        """Name of the file, for a problem."""
        return self.resource.path

    def problem(self, position: int, column: str | None, value: str | None, rule: str, detail: str = "") -> Problem:
        """A problem of the record at this position."""
        return Problem(self.file, self.lines[position], column, value, rule, self.keys[position], detail)


def read_table(content: bytes, resource: Resource) -> tuple[RawTable | None, list[Problem], list[Problem]]:
    """The records of a CSV file, with hard and soft problems of its form.

    Cells are stripped, because spreadsheets leave blanks behind words; nothing but
    an empty cell is missing, since `NA` can be Namibia.
    """
    file = resource.path
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Problem(file, line, None, None, "not_utf8")], []
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    lines: list[int] = []
    start = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append(record)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        return None, [Problem(file, start, None, str(error), "broken_csv")], []
    if not records:
        return None, [Problem(file, None, None, None, "empty_file")], []
    return _table(resource, [name.strip() for name in records[0]], records[1:], lines[1:])


def _table(
    resource: Resource, header: list[str], records: list[list[str]], lines: list[int]
) -> tuple[RawTable | None, list[Problem], list[Problem]]:
    file = resource.path
    needed = [field.name for field in resource.fields]
    if len(header) == 1 and ";" in header[0]:
        return None, [Problem(file, 1, None, header[0][:60], "semicolons")], []
    hard = [Problem(file, 1, name, None, "missing_column") for name in needed if name not in header]
    hard += [Problem(file, 1, name, None, "repeated_column") for name in needed if header.count(name) > 1]
    soft = [
        Problem(file, 1, name or None, None, "unknown_column") for name in dict.fromkeys(header) if name not in needed
    ]
    if not any(name in header for name in needed):
        return None, hard, soft
    width = len(header)
    ragged = [i for i, record in enumerate(records) if len(record) != width]
    hard += [Problem(file, lines[i], None, str(len(records[i])), "ragged_row", detail=str(width)) for i in ragged]
    if not records and resource.name == INDISPENSABLE:
        hard.append(Problem(file, None, None, None, "no_rows"))
    if ragged:
        records = [(record + [""] * width)[:width] for record in records]
    cells = dict(zip(header, zip(*records, strict=True) if records else [()] * width, strict=True))
    columns = {
        name: pd.Series([cell.strip() or None for cell in cells[name]], dtype="str") for name in needed if name in cells
    }
    frame = pd.DataFrame(columns)
    return RawTable(resource, frame, lines, _keys(frame, resource.primary_key)), hard, soft


def _keys(frame: pd.DataFrame, key: tuple[str, ...]) -> list[str | None]:
    parts = [frame[name].fillna("").tolist() for name in key if name in frame]
    return ["/".join(each) or None for each in zip(*parts, strict=True)] if parts else [None] * len(frame)
