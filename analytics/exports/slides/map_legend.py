"""The legend of a map: where it leaves the map largest, and its swatches and words."""

from collections.abc import Sequence
from typing import NamedTuple

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as Page
from pptx.util import Pt

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.colours import fill
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.text_box import Words, write
from analytics.exports.slides.text_width import LINE, down, largest, lines, width

MOST, LEAST = 14.0, 9.0
"""Points of its type."""

BELOW, BESIDE = 0.15, 0.3
"""Shares of the box that a legend may take: of its height below the map, of its width beside it."""

GAP = 1.2
"""Room between map and legend, and between entries in a row, in sizes of the type."""


class Entry(NamedTuple):
    """A colour, what it means, and whether it is that of dots."""

    colour: str
    meaning: str
    is_dot: bool = False


class Spot(NamedTuple):
    """Where an entry stands in the legend, in points."""

    left: float
    top: float
    width: float
    height: float


class Layout(NamedTuple):
    """Where the map stands, how its legend is laid out, and from where."""

    map: Box
    left: int
    top: int
    size: float
    spots: tuple[Spot, ...]


def laid_out(entries: Sequence[Entry], box: Box, ratio: float, scale: float) -> Layout:
    """The map with its legend below or beside it, whichever leaves more of the box to the map.

    `ratio` is the width of the map in heights; the two together stand in the middle of the box.
    """
    meanings = [entry.meaning for entry in entries]
    return max(
        (_below(meanings, box, ratio, scale), _beside(meanings, box, ratio, scale)), key=lambda one: one.map.width
    )


def _below(meanings: list[str], box: Box, ratio: float, scale: float) -> Layout:
    wide, high = box.width / POINT, box.height / POINT
    size = largest(_sizes(scale), lambda each: _end(_rows(meanings, each, wide)).height <= BELOW * high)
    spots = _rows(meanings, size, wide)
    end = _end(spots)
    gap = GAP * size if spots else 0.0
    across = max(0.0, min(wide, (high - end.height - gap) * ratio))
    top = (high - end.height - gap - across / ratio) / 2
    place = _placed(box, (wide - across) / 2, top, across, ratio)
    left = box.left + round((wide - end.width) / 2 * POINT)
    return Layout(place, left, place.top + place.height + round(gap * POINT), size, spots)


def _beside(meanings: list[str], box: Box, ratio: float, scale: float) -> Layout:
    wide, high = box.width / POINT, box.height / POINT
    size = largest(_sizes(scale), lambda each: _end(_column(meanings, each, BESIDE * wide)).height <= high)
    spots = _column(meanings, size, BESIDE * wide)
    end = _end(spots)
    gap = 2 * GAP * size if spots else 0.0
    across = max(0.0, min(wide - end.width - gap, high * ratio))
    left = (wide - across - gap - end.width) / 2
    place = _placed(box, left, (high - across / ratio) / 2, across, ratio)
    top = box.top + round((high - end.height) / 2 * POINT)
    return Layout(place, place.left + place.width + round(gap * POINT), top, size, spots)


def _placed(box: Box, left: float, top: float, across: float, ratio: float) -> Box:
    wide, high = round(across * POINT), round(across / ratio * POINT)
    return Box(box.left + round(left * POINT), box.top + round(top * POINT), wide, high)


def _sizes(scale: float) -> list[float]:
    return [size * scale for size in down(MOST, LEAST)]


def _rows(meanings: list[str], size: float, room: float) -> tuple[Spot, ...]:
    """Entries one after the other, in as many rows as they need."""
    spots: list[Spot] = []
    left = top = deep = 0.0
    for meaning in meanings:
        wide, high = _extent(meaning, size, room)
        if left and left + wide > room:
            left, top, deep = 0.0, top + deep, 0.0
        spots.append(Spot(left, top, wide, high))
        left, deep = left + wide + GAP * size, max(deep, high)
    return tuple(spots)


def _column(meanings: list[str], size: float, room: float) -> tuple[Spot, ...]:
    """Entries under each other."""
    spots: list[Spot] = []
    top = 0.0
    for meaning in meanings:
        wide, high = _extent(meaning, size, room)
        spots.append(Spot(0.0, top, wide, high))
        top += high
    return tuple(spots)


def _extent(meaning: str, size: float, room: float) -> tuple[float, float]:
    """Width and height of an entry: its swatch, its words and air around them."""
    words = min(width(meaning, size) + size / 2, room - _swatch(size))
    return _swatch(size) + words, (lines(meaning, size, words) * LINE + 0.35) * size


def _swatch(size: float) -> float:
    """Points from the left of an entry to its words."""
    return 1.5 * size


def _end(spots: Sequence[Spot]) -> Spot:
    """What the spots take together."""
    wide = max((spot.left + spot.width for spot in spots), default=0.0)
    return Spot(0.0, 0.0, wide, max((spot.top + spot.height for spot in spots), default=0.0))


def add_map_legend(page: Page, entries: Sequence[Entry], layout: Layout) -> GroupShape:
    """Swatches with their meaning, in one group."""
    group = page.shapes.add_group_shape()
    group.name = "Legend"
    group.element.nvGrpSpPr.cNvPr.set("descr", "; ".join(entry.meaning for entry in entries))
    side = round(layout.size * POINT)
    for entry, spot in zip(entries, layout.spots, strict=True):
        left, top = layout.left + round(spot.left * POINT), layout.top + round(spot.top * POINT)
        line = round(layout.size * LINE * POINT)
        kind = MSO_SHAPE.OVAL if entry.is_dot else MSO_SHAPE.RECTANGLE
        swatch = group.shapes.add_shape(kind, left, top + (line - side) // 2, side, side)
        swatch.name = entry.meaning
        swatch.element.remove(swatch.element.find(qn("p:style")))  # the library's own: a shadow from the theme
        fill(swatch.fill, entry.colour)
        fill(swatch.line.fill, theme.PAPER if entry.is_dot else theme.QUIET)
        swatch.line.width = Pt(0.5)
        before = round(_swatch(layout.size) * POINT)
        wide, high = round(spot.width * POINT) - before, round(spot.height * POINT)
        words = group.shapes.add_textbox(left + before, top, wide, high)
        words.name = entry.meaning
        frame = words.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(frame, [Words(entry.meaning, layout.size, theme.INK)])
    return group
