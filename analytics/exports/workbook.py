"""Tables as a workbook for Excel and its kin: one sheet a table, and one that says what they are about."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, repeat
from math import ceil
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from analytics.addresses import address_at_end
from analytics.charts import theme
from analytics.exports.bundle import reproducible
from analytics.exports.printable import NOT_IN_XML
from analytics.exports.tables import meant, neutral
from analytics.packs.sheet import Sheet
from analytics.shares import is_small, value_text
from analytics.words import _, ngettext, number

MOST_ROWS, MANY_ROWS = 1_048_575, 100_000
"""Rows under the header that a sheet holds, and from which on its file is written as a large one."""

FAST = 3
"""How hard a workbook is packed: at half the time of the usual 6, a sixth more bytes."""

LONGEST_NAME = 31
NARROWEST, WIDEST, ABOUT_WIDTH, SCREEN = 9, 60, 110, 120
"""Widths in characters: of a column, at least and at most; of the text about the tables; of what a screen shows."""

BUTTON = 3
"""Characters of a heading that the button of the filter hides."""

LINE, TITLE_LINE, MOST_LINES = 15, 20, 4
"""Heights of a line in points, and lines of a row at most."""

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


class TooManyRows(ValueError):
    """A table is longer than a sheet can be; says so in a sentence."""


class Style(NamedTuple):
    """How a cell looks; `quoted` keeps its text from being run as a formula when it is edited."""

    kind: str = CELL
    number_format: str = "General"
    wrap: bool = False
    quoted: bool = False


class Cells:
    """The cells of one sheet as XML: openpyxl takes ten times as long for each; it keeps the styles and the links."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        # All that stands above the rows is written now; before, openpyxl would forget links.
        sheet._get_writer()
        self._style_id = cache(self._new_style_id)

    def xml(self, value: Any, style: Style) -> str:
        """What stands in the file behind the address of a cell: nothing for a missing value, a text as a text."""
        if value is None:
            return ""
        if not isinstance(value, str):
            style_id = self._style_id(style._replace(kind=NUMBER, wrap=False))
            if isinstance(value, bool):
                return f' s="{style_id}" t="b"><v>{int(value)}</v></c>'
            return f' s="{style_id}"><v>{to_excel(value) if isinstance(value, date) else meant(value)}</v></c>'
        plain = _cut(_readable(value), LONGEST)
        style_id = self._style_id(style._replace(quoted=neutral(plain) != plain))
        if not plain:
            return f' s="{style_id}"/>'
        return f' s="{style_id}" t="inlineStr"><is><t xml:space="preserve">{escape(plain)}</t></is></c>'

    def linked(self, text: str, style: Style, cell: str, target: str = "", location: str = "") -> str:
        """A text as `xml` gives it, and its cell a link to an address or a location, if the sheet can hold it."""
        target = quote(target, safe="%/:?#@!$&'()*+,;=~")
        if len(self._sheet._hyperlinks) < MOST_LINKS and len(target) <= LONGEST_LINK:
            self._sheet._hyperlinks.append(Hyperlink(ref=cell, target=target or None, location=location or None))
            style = style._replace(kind=LINK)
        return self.xml(text, style)

    def _new_style_id(self, style: Style) -> int:
        cell = WriteOnlyCell(self._sheet)
        cell.font, cell.number_format, cell.quotePrefix = _FONTS[style.kind], style.number_format, style.quoted
        cell.alignment = Alignment(wrap_text=style.wrap, **_ALIGNED.get(style.kind, {"vertical": "top"}))
        if style.kind == HEAD:
            cell.fill = _HEAD_FILL
        return int(cell.style_id)


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
    pages = [book.create_sheet(name) for name in names]
    rows: list[Iterable[str]] = [
        _table_rows(page, sheet.table, sheet.headings) for page, sheet in zip(pages, sheets, strict=True)
    ]
    pages.append(book.create_sheet(about_name, about_at))
    rows.append(_about_rows(pages[-1], about, dict(zip(names, sheets, strict=True))))
    saved = io.BytesIO()
    book.save(saved)
    paths = [page.path.removeprefix("/") for page in pages]
    is_large = any(len(sheet.table) > MANY_ROWS for sheet in sheets)
    return _with_rows(reproducible(saved.getvalue()), dict(zip(paths, rows, strict=True)), is_large)


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


def _about_rows(page: Any, about: Sequence[str], sheets: dict[str, Sheet]) -> list[str]:
    """The sheet that says what the others are about, and its rows as XML."""
    empty = _("An empty cell means that nothing is known, or that the question does not apply. It never means zero.")
    lines = [(text, {"target": found} if (found := address_at_end(text)) else {}) for text in (*about, empty)]
    for name, sheet in sheets.items():
        rows = ngettext("{name}: {count} row", "{name}: {count} rows", len(sheet.table))
        there = {"location": f"{quote_sheetname(name)}!A1"}
        lines += [("", {}), (rows.format(name=name, count=number(len(sheet.table))), there)]
        lines += [(note, {}) for note in sheet.notes]
    page.column_dimensions["A"].width = ABOUT_WIDTH
    _set_page(page, across=1)
    cells, found_rows = Cells(page), []
    for row, (text, link) in enumerate(lines, start=1):
        style = Style(TITLE if row == 1 else CELL, wrap=True)
        cell = cells.linked(text, style, f"A{row}", **link) if link else cells.xml(text, style)
        height = _lines(text, ABOUT_WIDTH) * (TITLE_LINE if row == 1 else LINE)
        found_rows.append(_row(row, ["A"], [cell], height))
    return found_rows


def _table_rows(page: Any, table: pd.DataFrame, headings: dict[str, str]) -> Iterator[str]:
    """The sheet of a table, and its rows as XML."""
    values = table[list(headings)].astype(object)
    values = values.where(values.notna() & ~values.isin([float("inf"), -float("inf")]), None)
    longest = [max(map(_length, dict.fromkeys(values[name])), default=0) for name in headings]
    widths = [_width(heading, length) for heading, length in zip(headings.values(), longest, strict=True)]
    letters = [get_column_letter(position) for position in range(1, len(headings) + 1)]
    for letter, width in zip(letters, widths, strict=True):
        page.column_dimensions[letter].width = width
    wide = sum(widths) > SCREEN
    page.freeze_panes = "B2" if wide else "A2"
    page.auto_filter.ref = f"A1:{letters[-1]}{len(table) + 1}"
    page.print_title_rows = "1:1"
    if wide:
        page.print_title_cols = "A:A"
    # Up to 150 characters across a printed page can be read.
    _set_page(page, across=max(1, round(sum(widths) / 150)))
    cells = Cells(page)
    head = [cells.xml(heading, Style(HEAD, wrap=True)) for heading in headings.values()]
    head_lines = max(_lines(name, width - BUTTON) for name, width in zip(headings.values(), widths, strict=True))
    columns = [
        _column(cells, letter, _with_wholes(values, name), width, wrap=length > WIDEST)
        for letter, name, width, length in zip(letters, headings, widths, longest, strict=True)
    ]
    every = chain([[(cell, head_lines) for cell in head]], zip(*columns, strict=True))
    return (
        # Four lines at most, so that one long text does not fill the screen.
        _row(row, letters, [cell for cell, _lines in own], LINE * min(max(lines for _cell, lines in own), MOST_LINES))
        for row, own in enumerate(every, start=1)
    )


def _row(row: int, letters: Sequence[str], cells: Sequence[str], height: float) -> str:
    sized = f' ht="{height}" customHeight="1"' if height > LINE else ""
    written = "".join([f'<c r="{at}{row}"{cell}' for at, cell in zip(letters, cells, strict=True) if cell])
    return f'<row r="{row}"{sized}>{written}</row>'


def _with_wholes(values: pd.DataFrame, name: str) -> list[tuple[Any, Any]]:
    """The values of a column, each with the whole that it is a share of, if it is one."""
    wholes = values["of"] if name == "value" and "of" in values else repeat(None, len(values))
    return list(zip(values[name], wholes, strict=True))


def _column(cells: Cells, letter: str, values: list[tuple[Any, Any]], width: int, wrap: bool) -> list[tuple[str, int]]:
    """The cells of a column, of values and their wholes, each with its lines; each different one is made once."""
    different = dict.fromkeys(values)
    numbers = [value for value, whole in different if value is not None and whole is None]
    own = Style(number_format=_number_format(numbers), wrap=wrap)
    made = {each: (cells.xml(each[0], _style(own, *each)), _lines(each[0], width)) for each in different}
    found = [made[each] for each in values]
    for row, (value, _whole) in enumerate(values):
        if value and isinstance(value, str) and value == address_at_end(value):
            found[row] = (cells.linked(value, own, f"{letter}{row + 2}", value), found[row][1])
    return found


def _with_rows(book: bytes, rows: dict[str, Iterable[str]], is_large: bool) -> bytes:
    """A workbook with the rows of each sheet, by the path of the sheet in `book`, which has none."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as parts,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as whole,
    ):
        for part in parts.infolist():
            above, end, below = parts.read(part).partition(b"</sheetData>")
            # A sheet of so many rows may pass two gigabytes before it is packed.
            with whole.open(part.filename, "w", force_zip64=is_large) as file:
                rows_of_part = (row.encode() for row in rows.get(part.filename, ()))
                file.writelines(chain([above], rows_of_part, [end + below]))
    return packed.getvalue()


def _style(own: Style, value: Any, whole: Any) -> Style:
    """How a value looks in a column with a style of its own."""
    if value is None or whole is None:
        return own
    if is_small(whole):
        # A share of few is never shown as a percentage: the cell holds 0.5 and reads "2 of 4".
        return own._replace(number_format=f'"{value_text(value, whole, is_share=True)}"')
    return own._replace(number_format="[=0]0%;0.0%")  # none at all looks different from very little


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


def _lines(text: Any, width: float) -> int:
    """How many lines a text takes at this width; anything else takes one."""
    return sum(ceil(len(line) / width) or 1 for line in text.split("\n")) if isinstance(text, str) else 1


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
    if 2 * len(text) <= longest:
        return text
    coded = text.encode("utf-16-le")
    if len(coded) <= 2 * longest:
        return text
    return coded[: 2 * (longest - 1)].decode("utf-16-le", "ignore") + "…"
