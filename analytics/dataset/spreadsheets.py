"""The rows of a table as spreadsheets save them: CSV of any separator or encoding, or a workbook."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from analytics.dataset.archive import BROKEN_ZIP, read_within, zipped
from analytics.dataset.problem import DatasetError, Problem

LONGEST_CELL = 1_000_000
LARGEST_WORKBOOK = 20_000_000
"""Bytes of a workbook once unpacked."""
MOST_CELLS = 2_000_000
"""Cells of a sheet that are read, empty ones before the last of a row included."""
BROKEN_WORKBOOK = (*BROKEN_ZIP, InvalidFileException, SyntaxError)
"""What openpyxl raises for a damaged workbook; for its XML, a `SyntaxError`."""
SEPARATORS = {",": "", ";": "semicolons", "\t": "tabs"}
"""Separators of columns, with the rule that reports each."""
MOST_ROWS = 500_000
MOST_COLUMNS = 1_000
"""Headings of a table; the widest that is shipped has some 50."""
MOST_BROKEN = 20
"""Broken records after which a file is read no further."""
FIRST_LINES = 10
"""Rows among which the header is looked for."""
HASHTAG = re.compile(r"#[a-z][+a-z0-9_ ]*", re.I)
"""A cell of the row with which the Humanitarian Exchange Language tags columns."""


class UnreadableTable(Exception):
    """A file of which no row can be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.rule)


@dataclass(frozen=True)
class Rows:
    """The header and the records of a table as text, with the line on which each record starts."""

    header: list[str]
    records: list[list[str]]
    lines: list[int]
    header_line: int = 1
    normalised: list[Problem] = field(default_factory=list)
    """What was unusual in the form of the file: soft problems."""
    errors: list[Problem] = field(default_factory=list)
    """What could not be read, or not rightly: hard problems."""


def table_rows(content: bytes, file: str, names: Sequence[str]) -> Rows:
    """The rows of a file whose header should hold these names; raises `UnreadableTable`."""
    if is_workbook(content):
        numbered, form = _workbook_rows(content, file), ["workbook"]
        errors: list[Problem] = []
    else:
        text, encoding, undecoded = _text(content, file)
        numbered, separator, errors = _csv_rows(text, file, names)
        errors = undecoded + errors
        form = [rule for rule in (encoding, SEPARATORS[separator]) if rule]
    normalised = [Problem(file, None, None, None, rule) for rule in form]
    if not numbered:
        raise UnreadableTable(errors[0] if errors else Problem(file, None, None, None, "empty_file"))
    top = max(range(min(FIRST_LINES, len(numbered))), key=lambda at: _known(numbered[at][1], names))
    top = top if _known(numbered[top][1], names) else 0
    normalised += [
        Problem(file, line, None, " ".join(filter(None, row))[:200], "title_above_header")
        for line, row in numbered[:top]
    ]
    (header_line, header), *below = numbered[top:]
    if below and (tags := [cell for cell in below[0][1] if cell]) and all(map(HASHTAG.fullmatch, tags)):
        normalised.append(Problem(file, below[0][0], None, " ".join(tags)[:200], "hashtag_row"))
        below = below[1:]
    # A spreadsheet gives a title above the header, and rows below it, the width of the widest row.
    if not header[-1]:
        filled = max(at for row in (header, *(row for _, row in below)) for at, cell in enumerate(row, 1) if cell)
        header, below = header[:filled], [(line, row[:filled]) for line, row in below]
    if len(header) > MOST_COLUMNS:
        wide = Problem(file, header_line, None, str(len(header)), "too_many_columns", detail=str(MOST_COLUMNS))
        raise UnreadableTable(wide)
    if form == ["workbook"]:
        below = [(line, row + [""] * (len(header) - len(row))) for line, row in below]
    return Rows(
        [_bare(name) for name in header],
        [row for _, row in below],
        [line for line, _ in below],
        header_line,
        normalised,
        errors,
    )


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook (a zip), whatever it is called."""
    return content.startswith(b"PK\x03\x04")


def _known(row: Sequence[str], names: Sequence[str]) -> int:
    return len({_bare(cell) for cell in row} & set(names))


def _bare(cell: str) -> str:
    """A heading without invisible characters."""
    if cell.isprintable():
        return cell.strip()
    return "".join(each for each in cell if each.isprintable()).strip()


def _text(content: bytes, file: str) -> tuple[str, str, list[Problem]]:
    """The text, the rule that reports its encoding, and errors; what can't be decoded is replaced."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    unmarked = {0: "utf-16-be", 1: "utf-16-le"}.get(content[:2].find(b"\0"))
    encoding = "utf-16" if marked else unmarked or "utf-8-sig"
    rule = "" if encoding == "utf-8-sig" else "utf_16"
    try:
        return content.decode(encoding), rule, []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = content.decode(encoding, "replace")
        return text, rule, [Problem(file, line, None, None, "not_utf8")]


def _csv_rows(text: str, file: str, names: Sequence[str]) -> tuple[list[tuple[int, list[str]]], str, list[Problem]]:
    """The rows by the separator that finds most of the names, each with its line; the first of equals."""
    lines = list(io.StringIO(text, newline=""))

    def found(separator: str) -> int:
        # Cells in quotation marks are broken records for another separator.
        first = islice(_records(lines, separator), FIRST_LINES)
        return max((_known(row, names) for _, row in first if isinstance(row, list)), default=0)

    separator = max(SEPARATORS, key=found)
    rows: list[tuple[int, list[str]]] = []
    broken: list[Problem] = []
    for line, row in _records(lines, separator):
        if len(rows) == MOST_ROWS:
            broken.append(Problem(file, line, None, None, "too_many_rows", detail=str(MOST_ROWS)))
            break
        if isinstance(row, list):
            rows.append((line, row))
        else:
            broken.append(Problem(file, line, None, row, "broken_csv"))
    return rows, separator, broken


def _records(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Every record in which a cell is filled, with the line on which it starts; of a broken one, what is wrong.

    The end of a broken record is unknown, so reading goes on at the line after its first.
    """
    csv.field_size_limit(LONGEST_CELL)
    # Cells that are equal are one text in memory, from here to the typed tables.
    start, same = 1, dict[str, str]()
    for _ in range(MOST_BROKEN):
        above = start - 1
        reader = csv.reader(islice(lines, above, None), delimiter=separator, strict=True)
        try:
            for record in reader:
                if any(cell.strip() for cell in record):
                    yield start, list(map(same.setdefault, record, record))
                start = above + reader.line_num + 1
        except csv.Error as error:
            yield start, str(error)
            start += 1
        else:
            return


def _workbook_rows(content: bytes, file: str) -> list[tuple[int, list[str]]]:
    """The rows of the sheet that bears the table's name, or of the only one."""
    name = file.removesuffix(".csv")
    try:
        # openpyxl reads each part whole, so it is given those that were read within the limit.
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {each.filename: each for each in archive.infolist()}
            sound = zipped(read_within(archive, parts, file, LARGEST_WORKBOOK))
        workbook = load_workbook(io.BytesIO(sound), read_only=True, data_only=True)
        sheets = [each for each in workbook.sheetnames if each == name] or workbook.sheetnames
        if len(sheets) > 1:
            raise UnreadableTable(Problem(file, None, None, ", ".join(sheets)[:200], "no_such_sheet", detail=name))
        return list(_sheet_rows(workbook[sheets[0]], file))
    except DatasetError as error:
        raise UnreadableTable(error.problems[0]) from error
    except BROKEN_WORKBOOK as error:
        raise UnreadableTable(Problem(file, None, None, type(error).__name__, "broken_workbook")) from error


def _sheet_rows(sheet: ReadOnlyWorksheet, file: str) -> Iterator[tuple[int, list[str]]]:
    """Every row in which a cell is filled, without the empty cells at its end."""
    # A sheet may say that it is small and name a cell far away: rows are as wide as what was read says.
    sheet.reset_dimensions()
    read = 0
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        read += len(cells) + 1
        if read > MOST_CELLS:
            raise UnreadableTable(Problem(file, line, None, None, "sheet_too_large", detail=str(MOST_CELLS)))
        row = [_cell_text(cell) for cell in cells]
        while row and not row[-1].strip():
            row.pop()
        if row:
            yield line, row


def _cell_text(cell: EmptyCell | ReadOnlyCell) -> str:
    """What a cell of a workbook says, written as in CSV: a month where the sheet shows no day."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second) != (0, 0, 0):
            return value.isoformat(sep=" ")
        return value.strftime("%Y-%m-%d" if "d" in str(cell.number_format).lower() else "%Y-%m")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)
