"""The legend of a matrix or a map: swatches with what their colours mean, in rows or in a column."""

from collections.abc import Sequence
from typing import NamedTuple

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.legend import Entry
from analytics.charts.text_width import LINE, lines, width
from analytics.exports.slides.drawing import POINT, Box, add_shape, fill, hatch, set_alt_text
from analytics.exports.slides.style import Style
from analytics.exports.slides.text_box import Paragraph, add_text

GAP = 1.2
"""Room between entries in a row, and between the legend and the drawing, in sizes of the type."""


class Spot(NamedTuple):
    """Where an entry stands in the legend, in points."""

    left: float
    top: float
    width: float
    height: float


def placed(entries: Sequence[Entry], size: float, room: float, in_column: bool = False) -> tuple[Spot, ...]:
    """Entries one after the other, in as many rows as they need where `room` points are free, or under each other."""
    spots: list[Spot] = []
    left = top = deep = 0.0
    for entry in entries:
        swatch = _swatch(size)
        words = min(width(entry.name, size) + size / 2, room - swatch)
        wide, high = swatch + words, (lines(entry.name, size, words) * LINE + 0.35) * size
        if left and (in_column or left + wide > room):
            left, top, deep = 0.0, top + deep, 0.0
        spots.append(Spot(left, top, wide, high))
        left, deep = left + wide + GAP * size, max(deep, high)
    return tuple(spots)


def extent(spots: Sequence[Spot]) -> tuple[float, float]:
    """Width and height that spots take together, in points."""
    wide = max((spot.left + spot.width for spot in spots), default=0.0)
    return wide, max((spot.top + spot.height for spot in spots), default=0.0)


def _swatch(size: float) -> float:
    """Points from the left of an entry to its words."""
    return 1.5 * size


def add_legend(
    slide: Slide,
    entries: Sequence[Entry],
    spots: Sequence[Spot],
    corner: tuple[int, int],
    size: float,
    style: Style,
) -> None:
    """Swatches with their meaning, in one group whose upper left corner is given in EMU; `size` in points."""
    left, top = corner
    group = slide.shapes.add_group_shape()
    group.name = "Legend"
    set_alt_text(group, "; ".join(entry.name for entry in entries))
    side, line = round(size * POINT), round(size * LINE * POINT)
    for entry, spot in zip(entries, spots, strict=True):
        x, y = left + round(spot.left * POINT), top + round(spot.top * POINT)
        before = round(_swatch(size) * POINT)
        is_dot = entry.mark == "●"
        kind = MSO_SHAPE.OVAL if is_dot else MSO_SHAPE.RECTANGLE
        swatch = add_shape(group, kind, Box(x, y + (line - side) // 2, side, side), entry.name)
        if entry.mark == "▨":
            hatch(swatch.fill, style.mark(theme.HATCH), style.paper)
        else:
            fill(swatch.fill, style.mark(entry.colour))
        fill(swatch.line.fill, style.paper if is_dot else style.quiet)
        swatch.line.width = Pt(0.5)
        words = Box(x + before, y, round(spot.width * POINT) - before, round(spot.height * POINT))
        add_text(group, entry.name, words, [Paragraph(entry.name, size, style.ink)])
