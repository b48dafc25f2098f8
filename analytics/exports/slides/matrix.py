"""A matrix as a table: rows and columns by name, cells in their colours, the meaning of the colours under it."""

from itertools import product
from typing import NamedTuple

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Matrix
from analytics.exports.slides.box import Box
from analytics.exports.slides.colours import fill
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.table_cells import fill_cell, heading, new_table
from analytics.exports.slides.text_box import Words, add_words
from analytics.exports.slides.text_width import LINE, down, lines, widest_word, width

MOST, LEAST = 18.0, 9.0
"""Points of the type in a cell."""

BESIDE, ABOVE = 3.0, 1.5
"""Points that stay free in a cell, at its sides, and above and below."""

LEGEND = 12.0
"""Points of the type of the legend."""

HEADING = 0.9
"""Size of the headings as a share of that in cells."""

NAMES = (0.32, 0.42, 0.52)
"""Shares of the width that names of rows may take, tried in this order."""

ROOMY = 2.6
"""The highest a row gets, in sizes of its type."""


class Plan(NamedTuple):
    """How a matrix fits: type size, widths and heights in points; headings stand upright where columns are narrow."""

    size: float
    first: float
    other: float
    head: float
    rows: tuple[float, ...]
    upright: bool


def add_matrix(page: Page, matrix: Matrix, box: Box, description: str, scale: float) -> None:
    """The matrix as large as its box allows, in type of 9 points or more on a slide of full size."""
    foot = round(LEGEND * 2.2 * scale * POINT) if matrix.legend else 0
    inner = box._replace(height=box.height - foot)
    plan = planned(matrix, inner, scale)
    spare = inner.height / POINT - plan.head - sum(plan.rows)
    more = max(0.0, min(spare / len(plan.rows), ROOMY * plan.size - min(plan.rows)))
    heights = [plan.head, *(high + more for high in plan.rows)]
    table = new_table(
        page,
        inner,
        [round(each * POINT) for each in (plan.first, *[plan.other] * len(matrix.columns))],
        [round(each * POINT) for each in heights],
        "Table",
        description,
    )
    table.first_col = True
    margins = BESIDE * scale, ABOVE * scale
    fill_cell(table.cell(0, 0), heading(matrix.corner, plan.size), margins)
    for column, name in enumerate(matrix.columns, start=1):
        fill_cell(table.cell(0, column), heading(name, plan.size * HEADING, centred=not plan.upright), margins)
        if plan.upright:
            table.cell(0, column)._tc.get_or_add_tcPr().set("vert", "vert270")  # no public way to turn a cell
    for row, (name, cells) in enumerate(zip(matrix.rows, matrix.cells, strict=True), start=1):
        is_total = all(cell.bold for cell in cells)
        fill_cell(table.cell(row, 0), Words(name, plan.size, theme.INK, is_total), margins)
        for column, cell in enumerate(cells, start=1):
            words = Words(cell.text, plan.size, cell.ink, cell.bold, centred=True)
            fill_cell(table.cell(row, column), words, margins, cell.fill, theme.PAPER)
    if matrix.legend:
        below = inner.top + round(sum(heights) * POINT) + round(LEGEND * scale * 0.8 * POINT)
        add_legend(page, matrix.legend, Box(box.left, below, box.width, round(LEGEND * LINE * scale * POINT)), scale)


def planned(matrix: Matrix, box: Box, scale: float) -> Plan:
    """The largest type at which the matrix fits its box, or the least one."""
    sizes, kept = down(MOST * scale, LEAST * scale), None
    for upright, size, share in product((False, True), sizes, NAMES):
        plan = _plan(matrix, box.width / POINT, size, share, upright, scale)
        if not _has_width(plan, matrix, scale):
            continue
        if plan.head + sum(plan.rows) <= box.height / POINT:
            return plan
        kept = kept or (plan if size == sizes[-1] else None)
    return kept or plan


def _has_width(plan: Plan, matrix: Matrix, scale: float) -> bool:
    """True where no word in a cell or a heading is broken."""
    texts = [cell.text for row in matrix.cells for cell in row]
    words = 0.0 if plan.upright else widest_word(matrix.columns, plan.size * HEADING, bold=True)
    return max(words, widest_word(texts, plan.size, bold=True)) <= plan.other - 2 * BESIDE * scale


def _plan(matrix: Matrix, wide: float, size: float, share: float, upright: bool, scale: float) -> Plan:
    """Names of rows in one line where that takes no more than a share of the width."""
    sides, ends = 2 * BESIDE * scale, 2 * ABOVE * scale
    names = max(width(name, size, bold=True) for name in (matrix.corner, *matrix.rows))
    first = min(names + sides + size / 2, share * wide)
    other = (wide - first) / len(matrix.columns)
    rows = tuple(
        max(
            lines(name, size, first - sides, all(cell.bold for cell in cells)),
            *(lines(cell.text, size, other - sides, cell.bold) for cell in cells),
        )
        * size
        * LINE
        + ends
        for name, cells in zip(matrix.rows, matrix.cells, strict=True)
    )
    return Plan(size, first, other, _head(matrix, size * HEADING, other, upright, scale), rows, upright)


def _head(matrix: Matrix, size: float, other: float, upright: bool, scale: float) -> float:
    """Points that the headings take: their lines, or the length of the longest where they stand upright."""
    sides, ends = 2 * BESIDE * scale, 2 * ABOVE * scale
    if not upright:
        return max(lines(name, size, other - sides, bold=True) for name in matrix.columns) * size * LINE + ends
    return max(width(name, size, bold=True) for name in matrix.columns) + 2 * sides


def add_legend(page: Page, legend: tuple[tuple[str, str], ...], box: Box, scale: float) -> None:
    """Swatches with their meaning in one line, grouped; what has the colour of the paper needs none."""
    size = LEGEND * scale
    swatch, at = round(size * POINT), box.left
    group = []
    for colour, meaning in legend:
        if colour != theme.PAPER:
            square = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, at, box.top + swatch // 8, swatch, swatch)
            square.name = meaning
            fill(square.fill, colour)
            fill(square.line.fill, theme.QUIET)
            square.line.width = Pt(0.5)
            # The style of a new shape would give it a shadow.
            square._element.remove(square._element.find(qn("p:style")))
            group.append(square)
            at += round(swatch * 1.4)
        wide = round((width(meaning, size) + size) * POINT)
        group.append(add_words(page, meaning, Box(at, box.top, wide, box.height), [Words(meaning, size, theme.INK)]))
        at += wide + swatch
    collected = page.shapes.add_group_shape(group)
    collected.name = "Legend"
    meanings = "; ".join(meaning for _colour, meaning in legend)
    collected._element.nvGrpSpPr.cNvPr.set("descr", meanings)
