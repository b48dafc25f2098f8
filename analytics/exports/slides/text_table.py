"""A table of texts, as many rows to a slide as can be read."""

from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.table_cells import fill_cell, heading, new_table
from analytics.exports.slides.text_box import Words
from analytics.exports.slides.text_width import LINE, down, largest, lines
from analytics.packs.slide import Rows

MOST, LEAST = 16.0, 12.0
"""Points of the type, where few rows fit one slide and where they go on to further ones."""

BESIDE, ABOVE = 5.0, 4.0
"""Points that stay free in a cell, at its sides, and above and below."""


def add_rows(page: Page, rows: Rows, box: Box, description: str, scale: float) -> None:
    """The table; a row with an address leads there from its first cell."""
    size, margins = rows_size(rows, box, scale), (BESIDE * scale, ABOVE * scale)
    heights = [row_height(cells, rows, box, size, scale) for cells in (rows.headings, *rows.cells)]
    widths = [round(share * box.width) for share in _shares(rows)]
    table = new_table(page, box, widths, [round(high * POINT) for high in heights], "Table", description)
    for column, name in enumerate(rows.headings):
        fill_cell(table.cell(0, column), heading(name, size), margins, rule=theme.QUIET, at_top=True)
    for row, cells in enumerate(rows.cells, start=1):
        for column, text in enumerate(cells):
            link = rows.links[row - 1] if rows.links and column == 0 else ""
            fill_cell(
                table.cell(row, column), Words(text, size, theme.INK, link=link), margins, rule=theme.RULE, at_top=True
            )


def rows_size(rows: Rows, box: Box, scale: float) -> float:
    """Points of the type at which all rows fit one slide, or the least ones."""
    if rows.continued:
        return LEAST * scale
    return largest(
        down(MOST * scale, LEAST * scale),
        lambda size: (
            sum(row_height(cells, rows, box, size, scale) for cells in (rows.headings, *rows.cells))
            <= box.height / POINT
        ),
    )


def row_height(cells: tuple[str, ...], rows: Rows, box: Box, size: float, scale: float) -> float:
    """Points that a row takes in type of some size; headings are bold, which asks for more room."""
    free, bold = 2 * BESIDE * scale, cells is rows.headings
    most = max(
        lines(text, size, share * box.width / POINT - free, bold)
        for text, share in zip(cells, _shares(rows), strict=True)
    )
    return most * size * LINE + 2 * ABOVE * scale


def _shares(rows: Rows) -> list[float]:
    """Widths of the columns as shares of the whole, whatever they were given as."""
    total = sum(rows.widths)
    return [each / total for each in rows.widths]
