"""A file as a table of text."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from analytics.dataset.cells import TEXT_DOUBTS, code_points, nearest, read_cell
from analytics.dataset.descriptor import Field, Resource
from analytics.dataset.problem import MOST, Problem, first_of
from analytics.dataset.spreadsheets import Rows, UnreadableTable, table_rows

ALIKE = 0.8
"""Similarity from which a heading is taken for a misspelt one."""
SHOWN = 200
"""Characters of a wrong value that are told."""
REQUIRED_TABLE = "pledges"
"""The table that must have rows; any other may be empty."""

LINE_END = "\r\n"
"""With which cells are written: the writer quotes what is part of it alone, and a lone \\r ends a line as well."""


@dataclass(frozen=True)
class _Lines:
    """A file to write to, line by line."""

    write: Callable[[str], object]


@dataclass(frozen=True)
class RawTable:
    """A table as text, missing where a cell is empty, with the line and the key of each record."""

    resource: Resource
    records: pd.DataFrame
    lines: list[int]
    """The line on which each record starts: a cell between quotation marks may hold line breaks."""
    keys: list[str | None]
    """The primary key of each record, to name it by."""
    unknown: Sequence[tuple[str, Sequence[str]]] = field(default_factory=list)
    """Heading and cells of each unknown column as written, for writing the file back."""
    has_every_record: bool = True
    """Whether every record could be read; what other tables refer to may stand in one that could not."""
    is_lossless: bool = True
    """Whether every cell was read as it stood, so that nothing is lost when the file is written back."""
    withheld: frozenset[int] = frozenset()
    """Positions of the records whose point can't be right: it is kept as written, and not used."""

    @property
    def file(self) -> str:
        """Name of the file, for a problem."""
        return self.resource.path

    def content(self) -> bytes:
        """The table as clean CSV: what was read, and the columns that the dashboard does not know as they stood."""
        # A column of no name, or of the name of another one, is written as well.
        header = [*self.records, *(name for name, _ in self.unknown)]
        columns = [self.records[name].fillna("") for name in self.records] + [cells for _, cells in self.unknown]
        lines: list[str] = []
        csv.writer(_Lines(lines.append), lineterminator=LINE_END).writerows([header, *zip(*columns, strict=True)])
        return "".join(f"{line.removesuffix(LINE_END)}\n" for line in lines).encode()

    def problem(self, position: int, column: str | None, value: str | None, rule: str, detail: str = "") -> Problem:
        """A problem of the record at this position."""
        return Problem(self.file, self.lines[position], column, value, rule, self.keys[position], detail)

    def problems(self, cells: pd.Series, rule: str, detail: str = "") -> list[Problem]:
        """A problem of each of some cells of a column, by the position of its record; of very many the first."""
        some = cells[:MOST]
        found = [
            self.problem(position, str(cells.name), value[:SHOWN], rule, detail)
            for position, value in zip(some.index, some, strict=True)
        ]
        return first_of(found, len(cells))


def read_table(content: bytes, resource: Resource) -> tuple[RawTable | None, list[Problem], list[Problem]]:
    """The records of a file, with hard and soft problems of its form and of how its cells are written.

    Nothing but an empty cell, or one that says that nothing is stated, is missing: `NA` can be Namibia.
    """
    needed = [each.name for each in resource.fields]
    try:
        rows = table_rows(content, resource.path, needed)
    except UnreadableTable as error:
        return None, [error.problem], []
    misspelt = _misspelt(rows.header, needed)
    soft, hard = [*rows.normalised], [*rows.errors, *_header_problems(resource, rows, misspelt)]
    soft += [
        Problem(resource.path, rows.header_line, name or None, None, "unknown_column", near=nearest(name, needed))
        for name in dict.fromkeys(rows.header)
        if name not in needed and name not in misspelt
    ]
    header = [misspelt.get(name, name) for name in rows.header]
    if not any(name in header for name in needed):
        return None, hard, soft
    width = len(header)
    others = [at for at, row in enumerate(rows.records) if len(row) != width]
    ragged = [
        Problem(resource.path, rows.lines[at], None, str(len(rows.records[at])), "ragged_row", detail=str(width))
        for at in others[:MOST]
    ]
    ragged = first_of(ragged, len(others))
    hard += ragged
    if len(others) > MOST:
        # It is another table: filling up its rows would take memory for nothing.
        return None, hard, soft
    is_lossless = not hard
    if not rows.records and resource.name == REQUIRED_TABLE:
        hard.append(Problem(resource.path, None, None, None, "no_rows"))
    records = [(row + [""] * width)[:width] for row in rows.records] if ragged else rows.records
    columns = list(zip(header, zip(*records, strict=True) if records else [()] * width, strict=True))
    cells = dict(columns)
    read = {each.name: _read_column(cells[each.name], each) for each in resource.fields if each.name in cells}
    kept = pd.DataFrame({name: pd.Series(values, dtype="str") for name, (values, _) in read.items()})
    unknown = [(name, values) for name, values in columns if name not in needed]
    has_every_record = all(each.rule == "not_utf8" for each in rows.errors)
    keys = _keys(kept, resource.primary_key)
    table = RawTable(resource, kept, rows.lines, keys, unknown, has_every_record, is_lossless)
    for name, (_, normalised) in read.items():
        soft += _cell_problems(table, name, cells[name], normalised)
    return table, hard, soft


def _cell_problems(
    table: RawTable, name: str, cells: Sequence[str], normalised: list[tuple[int, tuple[str, ...]]]
) -> list[Problem]:
    at: dict[str, list[int]] = {}
    for position, rules in normalised:
        for rule in rules:
            at.setdefault(rule, []).append(position)
    found = []
    for rule, places in at.items():
        some = [table.problem(each, name, _shown(cells[each], rule), rule) for each in places[:MOST]]
        found += first_of(some, len(places), "more_doubts")
    return found


def _misspelt(header: Sequence[str], needed: Sequence[str]) -> dict[str, str]:
    """Headings that are so like a missing one that the cells below them are checked as its own."""
    missing = [name for name in needed if name not in header]
    near = {name: nearest(name, missing, ALIKE) for name in header if name not in needed}
    return {name: meant for name, meant in near.items() if meant}


def _header_problems(resource: Resource, rows: Rows, misspelt: Mapping[str, str]) -> list[Problem]:
    def found(name: str, rule: str, near: str = "") -> Problem:
        return Problem(resource.path, rows.header_line, name, None, rule, near=near)

    names, called = [each.name for each in resource.fields], {meant: name for name, meant in misspelt.items()}
    return [
        *(found(name, "missing_column", called.get(name, "")) for name in names if name not in rows.header),
        *(found(name, "repeated_column") for name in names if rows.header.count(name) > 1),
    ]


def _read_column(cells: Sequence[str], described: Field) -> tuple[list[str | None], list[tuple[int, tuple[str, ...]]]]:
    """The value of each cell, and the positions of those that were normalised, with the rules."""
    # Cells repeat, so each different one is read once: at 100,000 pledges that is seconds.
    read = {cell: read_cell(cell, described) for cell in set(cells)}
    odd = {cell: rules for cell, (_, rules) in read.items() if rules}
    normalised = [(position, odd[cell]) for position, cell in enumerate(cells) if cell in odd] if odd else []
    return [read[cell][0] for cell in cells], normalised


def _shown(cell: str, rule: str) -> str:
    if rule.startswith("hidden"):
        return f"{cell[:80]} ({code_points(cell)})"
    doubtful = TEXT_DOUBTS[rule].search(cell) if rule in TEXT_DOUBTS else None
    if doubtful is None:
        return cell[:80]
    # A list of doubts must not spread what should not be published.
    return f"…{doubtful[0][-4:]}" if rule in ("e_mail", "telephone") else doubtful[0][:80]


def _keys(records: pd.DataFrame, key: tuple[str, ...]) -> list[str | None]:
    parts = [records[name].fillna("").tolist() for name in key if name in records]
    return ["/".join(each) or None for each in zip(*parts, strict=True)] if parts else [None] * len(records)
