"""A matrix as a table: rows and columns by name, cells in their colours, the meaning of the colours under it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Emu

from analytics.charts import theme
from analytics.charts.description import Matrix, are_totals, cell_colours
from analytics.charts.legend import legend
from analytics.charts.text_width import LINE, broken, down, in_lines, lines, widest_word, width
from analytics.exports.slides.drawing import LEAST, POINT, Box, fill, fill_xml, hatch, set_alt_text
from analytics.exports.slides.legend import add_legend, extent, placed
from analytics.exports.slides.style import Style
from analytics.exports.slides.text_box import Paragraph, write

MOST = 18.0
"""Points of the type in a cell where there is room."""

BESIDE, ABOVE = 2.5, 1.0
"""Points that stay free in a cell, at its sides, and above and below."""

SHARES = (0.32, 0.42, 0.52, 0.26)
"""Shares of the width that names of rows may take."""

HIGHEST = 0.4
"""Share of the height that upright heads may take; their ends are cut."""

HEADS, NAMES = 3, 3
"""Lines of a level head, and of the name of a row; its end is cut."""

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style of a table without lines and fills."""

THICK, THIN, GAP = 19050, 9525, 101600
"""EMU of the lines between coloured cells, of those under rows, and of those that are gaps."""


class Plan(NamedTuple):
    """How a matrix fits its box without the legend (`room`, in points): type size, widths and heights in points.

    Headings stand upright where columns are narrow; `heads` and `names` are cut to what they have room for.
    """

    room: float
    size: float
    first: float
    others: tuple[float, ...]
    head: float
    rows: tuple[float, ...]
    upright: bool
    heads: tuple[str, ...]
    names: tuple[str, ...]


def add_matrix(slide: Slide, matrix: Matrix, box: Box, alt_text: str, style: Style) -> None:
    """The matrix as large as its box allows."""
    scale = style.scale
    plan = planned(matrix, box, scale)
    spare = plan.room - plan.head - sum(plan.rows)
    # A row gets no higher than 2.6 times its type.
    more = max(0.0, min(spare / len(plan.rows), 2.6 * plan.size - min(plan.rows)))
    heights = [plan.head, *(high + more for high in plan.rows)]
    table = _add_table(slide, box, [plan.first, *plan.others], heights, alt_text)
    table.first_col = True
    margins, gaps = (BESIDE * scale, ABOVE * scale), matrix.gaps()
    corner = in_lines(matrix.corner, plan.size, plan.first - 2 * margins[0], HEADS, bold=True)
    _write_cell(table.cell(0, 0), Paragraph(corner, plan.size, style.quiet, bold=True), margins)
    for column, name in enumerate(plan.heads, start=1):
        head = Paragraph(name, plan.size, style.quiet, bold=True, centred=not plan.upright)
        _write_cell(table.cell(0, column), head, margins)
        if plan.upright:
            table.cell(0, column)._tc.get_or_add_tcPr().set("vert", "vert270")  # no public way to turn a cell
    for row, (name, cells) in enumerate(zip(plan.names, matrix.cells, strict=True), start=1):
        is_total = are_totals(cells)
        _write_cell(table.cell(row, 0), Paragraph(name, plan.size, style.ink, is_total), margins)
        for column, cell in enumerate(cells, start=1):
            colour, _ink = cell_colours(cell)
            text = Paragraph(cell.text, plan.size, style.on(style.mark(colour)), cell.total, centred=True)
            apart = "L" * (column - 1 in gaps) + "R" * (column in gaps)
            _write_cell(table.cell(row, column), text, margins)
            _colour_cell(table.cell(row, column), colour, apart, cell.state == "not_applicable", style)
    if entries := legend(matrix):
        size = LEAST * scale
        below = box.top + round((sum(heights) + 0.8 * size) * POINT)
        add_legend(slide, entries, placed(entries, size, box.wide), (box.left, below), size, style)


def _add_table(slide: Slide, box: Box, widths: Sequence[float], heights: Sequence[float], alt_text: str) -> Table:
    """An empty table with its widths and heights in points; the first row holds the headings."""
    across, down_rows = ([round(each * POINT) for each in sizes] for sizes in (widths, heights))
    frame = slide.shapes.add_table(len(heights), len(widths), box.left, box.top, sum(across), sum(down_rows))
    frame.name = "Table"
    set_alt_text(frame, alt_text)
    table = frame.table
    table._tbl.tblPr.find("{*}tableStyleId").text = PLAIN
    table.horz_banding = False
    for column, wide in zip(table.columns, across, strict=True):
        column.width = Emu(wide)
    for row, high in zip(table.rows, down_rows, strict=True):
        row.height = Emu(high)
    return table


def _write_cell(cell: _Cell, text: Paragraph, margins: tuple[float, float]) -> None:
    """Text in a cell without a colour; `margins` are points at its sides and above and below."""
    cell.margin_left = cell.margin_right = Emu(round(margins[0] * POINT))
    cell.margin_top = cell.margin_bottom = Emu(round(margins[1] * POINT))
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    # Each line is a paragraph.
    write(cell.text_frame, [replace(text, text=line) for line in text.text.split("\n")])
    cell.fill.background()


def _colour_cell(cell: _Cell, colour: str, apart: str, hatched: bool, style: Style) -> None:
    """The colour of a cell, as `analytics.charts.theme` has it, and its borders, which are the paper between cells.

    The sides that are `apart` ("L", "R") have a border so thick that it is a gap.
    """
    is_paper = colour == theme.PAPER
    widths = {side: GAP if side in apart else THIN if is_paper else THICK for side in ("B" if is_paper else "LRTB")}
    paper = fill_xml(style.mark(theme.PAPER))
    borders = "".join(f'<a:ln{side} w="{wide}">{paper}</a:ln{side}>' for side, wide in widths.items())
    properties = cell._tc.get_or_add_tcPr()
    properties[:0] = parse_xml(f"<a:tcPr {nsdecls('a')}>{borders}</a:tcPr>")  # no public way to set one
    if hatched:
        hatch(cell.fill, style.mark(theme.HATCH), style.paper)
    elif not is_paper:
        fill(cell.fill, style.mark(colour))


def columns_of(matrix: Matrix, box: Box, scale: float) -> list[tuple[Matrix, Plan]]:
    """The matrix, or parts of it with as many columns each as a slide has room for, their heads whole if possible."""
    count, kept = len(matrix.columns), None
    for parts in range(1, count + 1):
        each = -(-count // parts)
        cut = [_with_columns(matrix, slice(start, start + each)) for start in range(0, count, each)]
        made = [(part, planned(part, box, scale)) for part in cut]
        if all(_has_width(plan, part, scale) for part, plan in made):
            if all(_is_whole(plan, part) for part, plan in made):
                return made
            kept = kept or made
    return kept or made


def _with_columns(matrix: Matrix, cut: slice) -> Matrix:
    cells = tuple(row[cut] for row in matrix.cells)
    return replace(matrix, columns=matrix.columns[cut], cells=cells, groups=matrix.groups[cut])


def planned(matrix: Matrix, box: Box, scale: float) -> Plan:
    """The largest type at which the matrix fits its box with whole heads, or with cut ones, or the least one.

    Names of rows get a third to a half.
    """
    entries, key = legend(matrix), LEAST * scale
    room = box.high - (extent(placed(entries, key, box.wide))[1] + 0.8 * key if entries else 0.0)
    sizes, cut, long = down(MOST * scale, LEAST * scale), None, None
    for upright, size, share in product((False, True), sizes, SHARES):
        plan = _plan(matrix, box.wide, room, size, share, upright, scale)
        if not _has_width(plan, matrix, scale):
            continue
        if plan.head + sum(plan.rows) <= room:
            if _is_whole(plan, matrix):
                return plan
            cut = cut or plan
        long = long or (plan if size == sizes[-1] else None)
    return cut or long or plan


def _is_whole(plan: Plan, matrix: Matrix) -> bool:
    return all(head.split() == name.split() for head, name in zip(plan.heads, matrix.columns, strict=True))


def _has_width(plan: Plan, matrix: Matrix, scale: float) -> bool:
    """True where no word in a cell or a heading is broken, and no name of a row is cut within a word."""
    names = widest_word(matrix.rows, plan.size, bold=True) <= plan.first - 2 * BESIDE * scale
    needed = _needed(matrix, plan.size, plan.upright, scale)
    return names and all(need <= wide + 0.01 for need, wide in zip(needed, plan.others, strict=True))


def _needed(matrix: Matrix, size: float, upright: bool, scale: float) -> list[float]:
    """Points that each column needs for the longest word of its head and of its cells."""
    columns = zip(matrix.columns, *([cell.text for cell in row] for row in matrix.cells), strict=True)
    return [
        max(size * LINE if upright else widest_word([head], size, bold=True), widest_word(texts, size, bold=True))
        + 2 * BESIDE * scale
        for head, *texts in columns
    ]


def _others(needed: list[float], room: float) -> tuple[float, ...]:
    """Widths of the columns: all alike, but for those that need more.

    >>> _others([10, 10, 50, 10], 110)
    (20.0, 20.0, 50, 20.0)
    """
    widest = sorted(needed, reverse=True)
    levels = ((room - sum(widest[:at])) / (len(widest) - at) for at in range(len(widest)))
    level = next((level for level, need in zip(levels, widest, strict=True) if need <= level), room / len(needed))
    return tuple(max(need, level) for need in needed) if sum(needed) <= room else (level,) * len(needed)


def _plan(matrix: Matrix, wide: float, room: float, size: float, share: float, upright: bool, scale: float) -> Plan:
    """Names of rows in one line where that takes no more than a share of the width."""
    sides, ends = 2 * BESIDE * scale, 2 * ABOVE * scale
    widest = max(width(name, size, bold=True) for name in (matrix.corner, *matrix.rows))
    first = min(widest + sides + size / 2, share * wide)
    others = _others(_needed(matrix, size, upright, scale), wide - first)
    names = tuple(in_lines(name, size, first - sides, NAMES, bold=True) for name in matrix.rows)
    rows = tuple(
        max(
            lines(name, size, first - sides, are_totals(cells)),
            *(lines(cell.text, size, own - sides, cell.total) for cell, own in zip(cells, others, strict=True)),
        )
        * size
        * LINE
        + ends
        for name, cells in zip(names, matrix.cells, strict=True)
    )
    corner = lines(in_lines(matrix.corner, size, first - sides, HEADS, bold=True), size, first - sides, bold=True)
    if upright:
        most = max(1, int((min(others) - sides) / size / LINE))
        least = widest_word(matrix.columns, size, bold=True)
        heights = [least + step * size / 2 for step in range(200) if least + step * size / 2 <= HIGHEST * room]
        fits = [high for high in heights if all(lines(name, size, high, bold=True) <= most for name in matrix.columns)]
        high = fits[0] if fits else HIGHEST * room
        cut = [in_lines(name, size, high, most, bold=True) for name in matrix.columns]
        # Without breaks, LibreOffice makes the row as high as the whole name is long.
        heads = tuple("\n".join(broken(name, size, high, bold=True)) for name in cut)
        head = high + 2 * sides
    else:
        rooms = [own - sides for own in others]
        pairs = zip(matrix.columns, rooms, strict=True)
        heads = tuple(in_lines(name, size, room_of_head, HEADS, bold=True) for name, room_of_head in pairs)
        deep = max(lines(name, size, own, bold=True) for name, own in zip(heads, rooms, strict=True))
        head = deep * size * LINE + ends
    return Plan(room, size, first, others, max(head, corner * size * LINE + ends), rows, upright, heads, names)
