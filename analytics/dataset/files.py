"""A CSV file as a table of text."""

import csv
import io
from dataclasses import dataclass

import pandas as pd

from analytics.dataset.descriptor import Resource
from analytics.dataset.problem import Problem

LONGEST_CELL = 1_000_000
INDISPENSABLE = "pledges"
"""The table without whose rows there is nothing to show; any other may be empty."""


@dataclass(frozen=True)
class RawTable:
    """A table as text, missing where a cell is empty, with the line and the key of each record."""

    resource: Resource
    records: pd.DataFrame
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
    records = pd.DataFrame(columns)
    return RawTable(resource, records, lines, _keys(records, resource.primary_key)), hard, soft


def _keys(records: pd.DataFrame, key: tuple[str, ...]) -> list[str | None]:
    parts = [records[name].fillna("").tolist() for name in key if name in records]
    return ["/".join(each) or None for each in zip(*parts, strict=True)] if parts else [None] * len(records)
