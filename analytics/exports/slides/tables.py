"""Tables on slides: real ones, whose words, colours and widths a presenter can change; and lists of texts as such."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Emu

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, in_lines, largest, lines, widest_word, width
from analytics.exports.slides.drawing import LEAST, POINT, Box, fill, fill_xml, hatch, set_alt_text
from analytics.exports.slides.style import Style
from analytics.exports.slides.text_box import Paragraph, write
from analytics.packs.slide import TextTable

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style of a table without lines and fills."""

THICK, THIN, GAP = 19050, 9525, 101600
"""EMU of the lines between coloured cells, of those under rows, and of those that are gaps."""

MOST = 16.0
"""Points of the type of texts where few rows are to be shown."""

MOST_LINES = 4
"""Lines of a text in a cell; its end is cut."""

BESIDE, ABOVE = 5.0, 4.0
"""Points that stay free around a text, at its sides, and above and below."""


def add_table(slide: Slide, box: Box, widths: Sequence[float], heights: Sequence[float], alt_text: str) -> Table:
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


def fill_cell(
    cell: _Cell,
    text: Paragraph,
    margins: tuple[float, float],
    style: Style,
    colour: str = "",
    rule: str = "",
    at_top: bool = False,
    apart: str = "",
    hatched: bool = False,
) -> None:
    """Text in a cell, each line of it a paragraph; `margins` are points at its sides and above and below.

    `rule` is the colour of its borders and `colour` its own, both as `analytics.charts.theme` has them. The sides that
    are `apart` ("L", "R") have a border so thick that it is a gap.
    """
    cell.margin_left = cell.margin_right = Emu(round(margins[0] * POINT))
    cell.margin_top = cell.margin_bottom = Emu(round(margins[1] * POINT))
    cell.vertical_anchor = MSO_ANCHOR.TOP if at_top else MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [replace(text, text=line) for line in text.text.split("\n")])
    sides = ("L", "R", "T", "B") if colour else ("B",)
    widths = (GAP if side in apart else THICK if colour else THIN for side in sides)
    lines = (
        f'<a:ln{side} w="{wide}">{fill_xml(style.mark(rule))}</a:ln{side}>'
        for side, wide in zip(sides, widths, strict=True)
    )
    borders = "".join(lines) if rule else ""
    for border in parse_xml(f"<a:tcPr {nsdecls('a')}>{borders}</a:tcPr>"):
        cell._tc.get_or_add_tcPr().append(border)  # no public way to set one
    if hatched:
        hatch(cell.fill, style.mark(theme.HATCH), style.paper)
    elif colour:
        fill(cell.fill, style.mark(colour))
    else:
        cell.fill.background()


def add_text_table(slide: Slide, texts: TextTable, box: Box, alt_text: str, style: Style) -> None:
    """A list of texts in the largest type at which all fit; a row with an address leads there from its first cell."""
    scale = style.scale
    sizes = down(MOST * scale, LEAST * scale)
    size = largest(sizes, lambda each: sum(row_heights(texts, box, each, scale)) <= box.high)
    margins, widths = (BESIDE * scale, ABOVE * scale), _widths(texts, box, size, scale)
    heights = row_heights(texts, box, size, scale)
    table = add_table(slide, box, widths, heights, alt_text)
    rooms = [wide - 2 * margins[0] for wide in widths]
    for column, name in enumerate(texts.headings):
        written = in_lines(name, size, rooms[column], MOST_LINES, bold=True)
        own = Paragraph(written, size, style.quiet, bold=True)
        fill_cell(table.cell(0, column), own, margins, style, rule=theme.QUIET, at_top=True)
    for row, cells in enumerate(texts.cells, start=1):
        for column, text in enumerate(cells):
            link = texts.links[row - 1] if texts.links and column == 0 else ""
            paragraph = Paragraph(in_lines(text, size, rooms[column], MOST_LINES), size, style.ink, link=link)
            fill_cell(table.cell(row, column), paragraph, margins, style, rule=theme.RULE, at_top=True)


def row_heights(texts: TextTable, box: Box, size: float, scale: float) -> list[float]:
    """Points that the row of headings and each other take in type of some size; bold type asks for more room."""
    rooms = [wide - 2 * BESIDE * scale for wide in _widths(texts, box, size, scale)]
    return [
        max(
            lines(in_lines(text, size, room, MOST_LINES, row == 0), size, room, bold=row == 0)
            for text, room in zip(cells, rooms, strict=True)
        )
        * size
        * LINE
        + 2 * ABOVE * scale
        for row, cells in enumerate((texts.headings, *texts.cells))
    ]


def _widths(texts: TextTable, box: Box, size: float, scale: float) -> list[float]:
    """Widths of the columns in points, by their shares, but none narrower than its longest word where all have room."""
    shares = [each / sum(texts.widths) * box.wide for each in texts.widths]
    columns = list(zip(texts.headings, *texts.cells, strict=True))
    needed = [widest_word(column, size, bold=True) + 2 * BESIDE * scale + 1 for column in columns]
    if texts.links:
        # LibreOffice breaks a link anywhere: it gets a line where that is no more than its share.
        whole = max(width(text, size) for text in columns[0]) + 2 * BESIDE * scale + 1
        needed[0] = max(needed[0], min(whole, 0.3 * box.wide))
    if sum(needed) > box.wide:
        return shares
    spare = [max(0.0, share - need) for share, need in zip(shares, needed, strict=True)]
    left = box.wide - sum(needed)
    return [need + left * each / (sum(spare) or 1.0) for need, each in zip(needed, spare, strict=True)]
