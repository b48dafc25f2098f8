"""Tables on slides: real ones, whose words, colours and widths a presenter can change."""

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide as Page
from pptx.table import Table, _Cell
from pptx.util import Emu

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.colours import colour_xml
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.text_box import Words, write

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style of a table without lines and fills."""

SIDES = ("L", "R", "T", "B")
THICK, THIN = 19050, 9525
"""EMU of the lines between coloured cells and of those under rows."""


def new_table(page: Page, box: Box, widths: Sequence[int], heights: Sequence[int], name: str, said: str) -> Table:
    """An empty table with its widths and heights in EMU; the first row holds the headings, `said` is the alt text."""
    frame = page.shapes.add_table(len(heights), len(widths), box.left, box.top, sum(widths), sum(heights))
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)  # the library has no public way to set alt text
    table = frame.table
    properties = frame._element.graphic.graphicData.tbl.tblPr
    properties.find("{*}tableStyleId").text = PLAIN
    table.horz_banding = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Emu(wide)
    for row, high in zip(table.rows, heights, strict=True):
        row.height = Emu(high)
    return table


def fill_cell(
    cell: _Cell,
    words: Words,
    margins: tuple[float, float],
    fill: str = "",
    rule: str = "",
    at_top: bool = False,
) -> None:
    """Text in a cell; `margins` are points at its sides and above and below; `rule` is the colour of its borders."""
    cell.margin_left = cell.margin_right = Emu(round(margins[0] * POINT))
    cell.margin_top = cell.margin_bottom = Emu(round(margins[1] * POINT))
    cell.vertical_anchor = MSO_ANCHOR.TOP if at_top else MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [words])
    properties = cell._tc.get_or_add_tcPr()
    line = f'w="{THICK if fill else THIN}"><a:solidFill>{colour_xml(rule)}</a:solidFill>' if rule else ""
    sides = (SIDES if fill else ("B",)) if rule else ()
    lines = "".join(f"<a:ln{side} {line}</a:ln{side}>" for side in sides)
    painted = f"<a:solidFill>{colour_xml(fill)}</a:solidFill>" if fill else "<a:noFill/>"
    for child in parse_xml(f"<a:tcPr {nsdecls('a')}>{lines if rule else ''}{painted}</a:tcPr>"):
        properties.append(child)


def heading(text: str, size: float, centred: bool = False) -> Words:
    """The words of a heading of a column."""
    return Words(text, size, theme.QUIET, True, centred=centred)
