"""The workbook inside a chart, where a presenter edits its numbers."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from analytics.exports.tables import DANGEROUS

Row = tuple[str | float | None, ...]
"""Cells from left to right; None leaves one free."""

WIDE, NARROW = 40, 16
"""Widths of the first column and of the others, in characters."""


def sheet_bytes(rows: Iterable[Row], number_format: str) -> bytes:
    """One sheet of texts and numbers; a text is never a formula, whatever it starts with."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    columns = 1
    for at_row, row in enumerate(rows, start=1):
        columns = max(columns, len(row))
        for at_column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(at_row, at_column, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(DANGEROUS)
            else:
                cell.number_format = number_format
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDE if column == 1 else NARROW
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
