"""Tables as a workbook for Excel and its kin: one sheet a table, and one that says what they are about."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from math import ceil
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from analytics.charts import theme
from analytics.exports.bundle import steady
from analytics.exports.tables import NOT_IN_XML, meant, neutral
from analytics.packs.sheet import Sheet
from analytics.shares import is_small, value_text
from analytics.words import _, ngettext, number

MOST_ROWS = 1_048_575
"""Rows under the header that a sheet holds."""

LONGEST_NAME = 31
NARROWEST, WIDEST, ABOUT_WIDTH, SCREEN = 9, 60, 110, 120
"""Widths in characters: of a column, at least and at most; of the text about the tables; of what a screen shows."""

BUTTON = 3
"""Characters of a heading that the button of the filter hides."""

LINE, TITLE_LINE = 15, 20
"""Heights of a line in points."""

LONGEST = 32_767
"""Characters that a cell holds, counted as Excel counts them: an emoji is two."""

MOST_LINKS, LONGEST_LINK = 65_530, 2_079
"""Links that a sheet holds and characters of one: with more, Excel repairs the file by throwing all away."""

CELL, NUMBER, LINK, HEAD, TITLE = "cell", "number", "link", "head", "title"

_FONTS = {
    CELL: Font(name="Calibri", size=11),
    NUMBER: Font(name="Calibri", size=11),
    LINK: Font(name="Calibri", size=11, color=theme.ACCENT[1:], underline="single"),
    HEAD: Font(name="Calibri", size=11, color=theme.PAPER[1:], bold=True),
    TITLE: Font(name="Calibri", size=14, color=theme.INK[1:], bold=True),
}
# A number keeps its distance from the text to its right.
_ALIGNED: dict[str, dict[str, Any]] = {
    HEAD: {"vertical": "center"},
    NUMBER: {"vertical": "top", "horizontal": "right", "indent": 1},
}
_HEAD_FILL = PatternFill("solid", fgColor=theme.ACCENT[1:])

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_ADDRESS = re.compile(r"https?://\w\S*\Z")


class TooManyRows(ValueError):
    """A table is longer than a sheet can be; says so in a sentence."""


class Look(NamedTuple):
    """How a cell looks; `quoted` keeps its text from being run as a formula when it is edited."""

    kind: str = CELL
    number_format: str = "General"
    wrap: bool = False
    quoted: bool = False


class Cells:
    """The cells of one sheet, written row by row.

    A cell object is used again for every value of the same look, as styles cost more time than values: append
    what it gives before asking for the next.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet, self._cells, self._links = sheet, dict[Look, Any](), 0

    def value(self, value: Any, look: Look) -> Any:
        """A number, a date, true or false; None for a missing value, which leaves the cell empty."""
        if value is None:
            return None
        cell = self._styled(look._replace(kind=NUMBER, wrap=False))
        cell.value = value
        return cell

    def text(self, text: str, look: Look, link: str | Hyperlink | None = None) -> Any:
        """A text, whatever it starts with; with a link if the sheet can hold another."""
        plain = _cut(_readable(text), LONGEST)
        target = self._target(link)
        kind = CELL if look.kind == LINK and target is None else look.kind
        cell = self._styled(look._replace(kind=kind, quoted=neutral(plain) != plain))
        cell.value = plain
        cell.data_type = "s"
        cell.hyperlink = target
        return cell

    def _target(self, link: str | Hyperlink | None) -> Hyperlink | None:
        if isinstance(link, str):
            address = quote(link, safe="%/:?#@!$&'()*+,;=~")
            link = Hyperlink(ref="", target=address) if len(address) <= LONGEST_LINK else None
        if link is None or self._links == MOST_LINKS:
            return None
        self._links += 1
        return link

    def _styled(self, look: Look) -> Any:
        if look not in self._cells:
            cell = WriteOnlyCell(self._sheet)
            cell.font, cell.number_format, cell.quotePrefix = _FONTS[look.kind], look.number_format, look.quoted
            cell.alignment = Alignment(wrap_text=look.wrap, **_ALIGNED.get(look.kind, {"vertical": "top"}))
            if look.kind == HEAD:
                cell.fill = _HEAD_FILL
            self._cells[look] = cell
        return self._cells[look]


def sheet_bytes(table: pd.DataFrame, headings: dict[str, str], notes: Sequence[str]) -> bytes:
    """The table behind one figure as a workbook, what it is about on the second sheet."""
    return workbook_bytes([Sheet(_("Table"), table, headings)], notes, about_at=1)


def workbook_bytes(sheets: Sequence[Sheet], about: Sequence[str], about_at: int = 0) -> bytes:
    """A workbook of the sheets; one more, the first or at `about_at`, says what they are about and leads to them.

    `about` are lines of text, the first one the title; an address at the end of a line is a link. `TooManyRows` if
    a table is longer than a sheet can be.
    """
    for sheet in sheets:
        if len(sheet.table) > MOST_ROWS:
            raise TooManyRows(
                _("“{name}” has {count} rows. A sheet for Excel holds {most}: choose less, or take the CSV.").format(
                    name=sheet.name, count=number(len(sheet.table)), most=number(MOST_ROWS)
                )
            )
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = _readable(about[0]), _("Local Coalition dashboard")
    about_name, *names = _valid_names([_("About"), *(sheet.name for sheet in sheets)])
    for name, sheet in zip(names, sheets, strict=True):
        _write_table(book.create_sheet(name), sheet.table, sheet.headings)
    _write_about(book.create_sheet(about_name, about_at), about, dict(zip(names, sheets, strict=True)))
    packed = io.BytesIO()
    book.save(packed)
    return steady(packed.getvalue())


def _valid_names(wished: Iterable[str]) -> list[str]:
    """Names that a workbook allows: short, without the marks that addresses of cells are made of, none twice."""
    # Excel keeps the name History for itself.
    taken, names = {"history"}, []
    for name in wished:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", _readable(name)).split()).strip("' ") or _("Table")
        valid, again = _cut(plain, LONGEST_NAME).rstrip("' "), 1
        while valid.casefold() in taken:
            again += 1
            valid = f"{_cut(plain, LONGEST_NAME - len(str(again)) - 1)} {again}"
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
    cells = Cells(page)
    for row, (text, kind, link) in enumerate(lines, start=1):
        page.row_dimensions[row].height = _lines([text], [ABOUT_WIDTH]) * (TITLE_LINE if kind == TITLE else LINE)
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
            # Four at most, so that one long text does not fill the screen.
            page.row_dimensions[row].height = LINE * min(lines, 4)
    wide = sum(widths) > SCREEN
    page.freeze_panes = "B2" if wide else "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(table) + 1}"
    page.print_title_rows = "1:1"
    if wide:
        page.print_title_cols = "A:A"
    # Up to 150 characters across a printed page can be read.
    _set_page(page, across=max(1, round(sum(widths) / 150)))
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
        elif is_small(whole):
            # A share of few is never shown as a percentage: the cell holds 0.5 and reads "2 of 4".
            yield own._replace(number_format=f'"{value_text(value, whole, is_share=True)}"')
        else:
            yield own._replace(number_format="[=0]0%;0.0%")  # none at all looks other than very little


def _number_format(values: list[Any]) -> str:
    if any(isinstance(value, date) for value in values):
        return "yyyy-mm-dd"
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


def _readable(text: str) -> str:
    """The text without what a workbook's XML forbids, its lines ending alike."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cut(text: str, longest: int) -> str:
    """The text, its end left out with a mark if it is longer than Excel counts `longest` characters.

    >>> _cut("Zürich", 6), _cut("Zürich", 5)
    ('Zürich', 'Züri…')
    """
    coded = text.encode("utf-16-le")
    if len(coded) <= 2 * longest:
        return text
    return coded[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"
