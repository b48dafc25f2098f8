"""Tables as a workbook for Excel and its kin: one sheet a table, and one that says what they are about."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from math import ceil
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from analytics.charts.coverage import SMALL, cell_text
from analytics.exports.tables import meant
from analytics.exports.workbook_cells import CELL, HEAD, LINK, TITLE, Cells, Look, cut, readable
from analytics.packs.sheet import Sheet
from analytics.words import _, ngettext, number

MOST_ROWS = 1_048_575
"""Rows under the header that a sheet holds."""

LONGEST_NAME = 31
NARROWEST, WIDEST, ABOUT_WIDTH, SCREEN = 9, 60, 110, 120
"""Widths in characters: of a column, at least and at most; of the text about the tables; of what a screen shows."""

BUTTON = 3
"""Characters of a heading that the button of the filter hides."""

PAGE = 150
"""Characters across a printed page that can still be read; a wider table goes on to further pages."""

MOST_LINES = 4
"""Lines that a row shows, so that one long text does not fill the screen."""

LINE, TITLE_LINE = 15, 20
"""Heights of a line in points."""

SHARE = "[=0]0%;0.0%"
"""The format of a share: none at all looks other than very little."""

DAY = "yyyy-mm-dd"

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_ADDRESS = re.compile(r"https?://\w\S*\Z")


class TooManyRows(ValueError):
    """A table is longer than a sheet can be; says so in a sentence."""


def workbook_bytes(sheets: Sequence[Sheet], about: Sequence[str]) -> bytes:
    """A workbook of the sheets; the first one says what they are about and leads to them.

    `about` are lines of text, the first one the title; an address at the end of a line is a link. `TooManyRows` if
    a table is longer than a sheet can be.
    """
    return _packed(sheets, about, about_at=0)


def sheet_bytes(table: pd.DataFrame, headings: dict[str, str], notes: Sequence[str]) -> bytes:
    """The table behind one figure as a workbook, what it is about on the second sheet."""
    return _packed([Sheet(_("Table"), table, headings)], notes, about_at=1)


def _packed(sheets: Sequence[Sheet], about: Sequence[str], about_at: int) -> bytes:
    for sheet in sheets:
        if len(sheet.table) > MOST_ROWS:
            raise TooManyRows(
                _("“{name}” has {count} rows. A sheet for Excel holds {most}: choose less, or take the CSV.").format(
                    name=sheet.name, count=number(len(sheet.table)), most=number(MOST_ROWS)
                )
            )
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = readable(about[0]), _("Local Coalition dashboard")
    about_name, *names = _valid_names([_("About"), *(sheet.name for sheet in sheets)])
    for name, sheet in zip(names, sheets, strict=True):
        _write_table(book.create_sheet(name), sheet.table, sheet.headings)
    _write_about(book.create_sheet(about_name, about_at), about, dict(zip(names, sheets, strict=True)))
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _valid_names(asked: Iterable[str]) -> list[str]:
    """Names that a workbook allows: short, without the marks that addresses of cells are made of, none twice."""
    # Excel keeps the name History for itself.
    taken, names = {"history"}, []
    for name in asked:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", readable(name)).split()).strip("' ") or _("Table")
        valid, again = cut(plain, LONGEST_NAME).rstrip("' "), 1
        while valid.casefold() in taken:
            again += 1
            valid = f"{cut(plain, LONGEST_NAME - len(str(again)) - 1)} {again}"
        taken.add(valid.casefold())
        names.append(valid)
    return names


def _write_about(page: Any, about: Sequence[str], sheets: dict[str, Sheet]) -> None:
    lines: list[tuple[str, str, str | Hyperlink | None]] = []
    for text in about:
        address = _ADDRESS.search(text)
        lines.append((text, LINK if address else CELL, address and address[0]))
    lines[0] = (about[0], TITLE, None)
    empty = _("An empty cell means that nothing is known, or that the question does not apply. It never means zero.")
    lines.append((empty, CELL, None))
    for name, sheet in sheets.items():
        rows = ngettext("{name}: {count} row", "{name}: {count} rows", len(sheet.table))
        there = Hyperlink(ref="", location=f"{quote_sheetname(name)}!A1")
        lines += [("", CELL, None), (rows.format(name=name, count=number(len(sheet.table))), LINK, there)]
        lines += [(note, CELL, None) for note in sheet.notes]
    page.column_dimensions["A"].width = ABOUT_WIDTH
    _set_page(page, across=1)
    for row, (text, kind, _link) in enumerate(lines, start=1):
        page.row_dimensions[row].height = _lines([text], [ABOUT_WIDTH]) * (TITLE_LINE if kind == TITLE else LINE)
    cells = Cells(page)
    for text, kind, link in lines:
        page.append([cells.text(text, Look(kind, wrap=True), link)])


def _write_table(page: Any, table: pd.DataFrame, headings: dict[str, str]) -> None:
    values = table[list(headings)].astype(object)
    values = values.where(values.notna() & ~values.isin([float("inf"), -float("inf")]), None)
    longest = values.map(_length).max().fillna(0)
    rows = values.itertuples(index=False, name=None)
    widths = [_width(heading, longest[name]) for name, heading in headings.items()]
    for position, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(position)].width = width
    head = _lines(headings.values(), [width - BUTTON for width in widths])
    for row, lines in enumerate([head, *map(_lines, rows, repeat(widths))], start=1):
        if lines > 1:
            page.row_dimensions[row].height = LINE * min(lines, MOST_LINES)
    wide = sum(widths) > SCREEN
    page.freeze_panes = "B2" if wide else "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(table) + 1}"
    page.print_title_rows = "1:1"
    if wide:
        page.print_title_cols = "A:A"
    _set_page(page, across=max(1, round(sum(widths) / PAGE)))
    cells = Cells(page)
    page.append(cells.text(heading, Look(HEAD, wrap=True)) for heading in headings.values())
    columns = [zip(values[name], _looks(values, name, longest[name] > WIDEST), strict=True) for name in headings]
    for row in zip(*columns, strict=True):
        page.append(_cell(cells, value, look) for value, look in row)


def _cell(cells: Cells, value: Any, look: Look) -> Any:
    if not isinstance(value, str):
        return cells.value(meant(value), look)
    return cells.text(value, look._replace(kind=LINK), value) if _ADDRESS.match(value) else cells.text(value, look)


def _looks(values: pd.DataFrame, name: str, wrap: bool) -> Iterator[Look]:
    """How each cell of a column looks, top to bottom."""
    column = values[name]
    wholes = list(values["of"]) if name == "value" and "of" in values else [None] * len(column)
    plain = [value for value, whole in zip(column, wholes, strict=True) if value is not None and whole is None]
    own = Look(number_format=_number_format(plain), wrap=wrap)
    for value, whole in zip(column, wholes, strict=True):
        if value is None or whole is None:
            yield own
        elif whole < SMALL:
            # A share of few is never shown as a percentage: the cell holds 0.5 and reads "2 of 4".
            yield own._replace(number_format=f'"{cell_text(value, whole, is_share=True)}"')
        else:
            yield own._replace(number_format=SHARE)


def _number_format(values: list[Any]) -> str:
    if any(isinstance(value, date) for value in values):
        return DAY
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if any(value % 1 for value in numbers):
        return "#,##0.00##"
    # Only numbers that no year reaches are written with separators.
    return "#,##0" if any(abs(value) >= 10_000 for value in numbers) else "General"


def _length(value: Any) -> int:
    """Characters across that a value takes, about."""
    if isinstance(value, float):
        return len(f"{value:,.2f}")
    return 0 if value is None else max(map(len, str(value).splitlines()), default=0)


def _lines(row: Iterable[Any], widths: Iterable[float]) -> int:
    """How many lines the texts of a row take, at these widths."""
    texts = [(text, width) for text, width in zip(row, widths, strict=True) if isinstance(text, str)]
    return max((sum(ceil(len(line) / width) or 1 for line in text.split("\n")) for text, width in texts), default=1)


def _width(heading: str, longest: int) -> int:
    # Two for the edges; a heading stands on three lines or so.
    head = max(*map(len, heading.split()), len(heading) // 3) + BUTTON
    return int(min(max(longest, head, NARROWEST) + 2, WIDEST))


def _set_page(page: Any, across: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = across, 0
    page.HeaderFooter.oddFooter.center.text = "&A, &P / &N"
