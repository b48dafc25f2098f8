"""A matrix as a table: rows and columns by name, cells in their colours, the meaning of the colours under it."""

from itertools import product
from typing import NamedTuple

from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.description import Matrix, are_totals, cell_colours
from analytics.charts.legend import legend
from analytics.charts.text_width import LINE, down, lines, widest_word, width
from analytics.exports.slides.drawing import POINT, Box
from analytics.exports.slides.legend import add_legend, extent, placed
from analytics.exports.slides.tables import add_table, fill_cell, heading
from analytics.exports.slides.text_box import Paragraph

MOST, LEAST = 18.0, 9.0
"""Points of the type in a cell."""

BESIDE, ABOVE = 3.0, 1.5
"""Points that stay free in a cell, at its sides, and above and below."""

LEGEND = 12.0
"""Points of the type of the legend."""

HEADING = 0.9
"""Size of the headings as a share of that in cells."""


class Plan(NamedTuple):
    """How a matrix fits its box without the legend (`room`, in points): type size, widths and heights in points.

    Headings stand upright where columns are narrow.
    """

    room: float
    size: float
    first: float
    other: float
    head: float
    rows: tuple[float, ...]
    upright: bool


def add_matrix(slide: Slide, matrix: Matrix, box: Box, alt_text: str, scale: float) -> None:
    """The matrix as large as its box allows, in type of 9 points or more on a slide of full size."""
    plan = planned(matrix, box, scale)
    spare = plan.room - plan.head - sum(plan.rows)
    # A row gets no higher than 2.6 times its type.
    more = max(0.0, min(spare / len(plan.rows), 2.6 * plan.size - min(plan.rows)))
    heights = [plan.head, *(high + more for high in plan.rows)]
    table = add_table(slide, box, [plan.first, *[plan.other] * len(matrix.columns)], heights, alt_text)
    table.first_col = True
    margins, gaps = (BESIDE * scale, ABOVE * scale), matrix.gaps()
    fill_cell(table.cell(0, 0), heading(matrix.corner, plan.size * HEADING), margins)
    for column, name in enumerate(matrix.columns, start=1):
        fill_cell(table.cell(0, column), heading(name, plan.size * HEADING, centred=not plan.upright), margins)
        if plan.upright:
            table.cell(0, column)._tc.get_or_add_tcPr().set("vert", "vert270")  # no public way to turn a cell
    for row, (name, cells) in enumerate(zip(matrix.rows, matrix.cells, strict=True), start=1):
        is_total = are_totals(cells)
        fill_cell(table.cell(row, 0), Paragraph(name, plan.size, theme.INK, is_total), margins)
        for column, cell in enumerate(cells, start=1):
            colour, ink = cell_colours(cell)
            text = Paragraph(cell.text, plan.size, ink, cell.total, centred=True)
            apart = "L" * (column - 1 in gaps) + "R" * (column in gaps)
            hatched = cell.state == "not_applicable"
            fill_cell(table.cell(row, column), text, margins, colour, theme.PAPER, apart=apart, hatched=hatched)
    if entries := legend(matrix):
        size = LEGEND * scale
        below = box.top + round((sum(heights) + 0.8 * size) * POINT)
        add_legend(slide, entries, placed(entries, size, box.wide), box.left, below, size)


def planned(matrix: Matrix, box: Box, scale: float) -> Plan:
    """The largest type at which the matrix fits its box, or the least one; names of rows get a third to a half."""
    entries, key = legend(matrix), LEGEND * scale
    room = box.high - (extent(placed(entries, key, box.wide))[1] + 0.8 * key if entries else 0.0)
    sizes, kept = down(MOST * scale, LEAST * scale), None
    for upright, size, share in product((False, True), sizes, (0.32, 0.42, 0.52)):
        plan = _plan(matrix, box.wide, room, size, share, upright, scale)
        if not _has_width(plan, matrix, scale):
            continue
        if plan.head + sum(plan.rows) <= room:
            return plan
        kept = kept or (plan if size == sizes[-1] else None)
    return kept or plan


def _has_width(plan: Plan, matrix: Matrix, scale: float) -> bool:
    """True where no word in a cell or a heading is broken."""
    texts = [cell.text for row in matrix.cells for cell in row]
    words = 0.0 if plan.upright else widest_word(matrix.columns, plan.size * HEADING, bold=True)
    return max(words, widest_word(texts, plan.size, bold=True)) <= plan.other - 2 * BESIDE * scale


def _plan(matrix: Matrix, wide: float, room: float, size: float, share: float, upright: bool, scale: float) -> Plan:
    """Names of rows in one line where that takes no more than a share of the width."""
    sides, ends = 2 * BESIDE * scale, 2 * ABOVE * scale
    names = max(width(name, size, bold=True) for name in (matrix.corner, *matrix.rows))
    first = min(names + sides + size / 2, share * wide)
    other = (wide - first) / len(matrix.columns)
    rows = tuple(
        max(
            lines(name, size, first - sides, are_totals(cells)),
            *(lines(cell.text, size, other - sides, cell.total) for cell in cells),
        )
        * size
        * LINE
        + ends
        for name, cells in zip(matrix.rows, matrix.cells, strict=True)
    )
    small = size * HEADING
    corner = lines(matrix.corner, small, first - sides, bold=True)
    if upright:
        head = max(width(name, small, bold=True) for name in matrix.columns) + 2 * sides
    else:
        head = max(lines(name, small, other - sides, bold=True) for name in matrix.columns) * small * LINE + ends
    return Plan(room, size, first, other, max(head, corner * small * LINE + ends), rows, upright)
