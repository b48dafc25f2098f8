"""Points of a talk under each other: words over each, its sentence in large type; a bar marks where one begins."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, largest, lines
from analytics.exports.slides.drawing import POINT, Box, fill
from analytics.exports.slides.text_box import Paragraph, add_text
from analytics.packs.slide import Point, Points

HEAD, TEXT, LEAST_TEXT, UNDER = 18.0, 28.0, 18.0, 14.0
"""Points of the words over a point, of its sentence where there is room and at least, and of what stands under it."""

BAR, INDENT, GAP = 5.0, 18.0, 18.0
"""Points across the bar at the left, from its left to the text, and between one point and the next."""

AFTER = 3.0
"""Points after a part of a point."""


def add_points(slide: Slide, points: Points, box: Box, scale: float) -> None:
    """Points in one size of type, as large as there is room for; where there is little, without what stands under."""
    gap, wide = GAP * scale, box.wide - INDENT * scale
    room = box.high - gap * (len(points.points) - 1)
    shown = points.points
    size = _size(shown, wide, room, scale)
    if _high(shown, size, wide, scale) > room:
        shown = tuple(replace(point, under="") for point in shown)
        size = _size(shown, wide, room, scale)
    top = float(box.top)
    for place, point in enumerate(shown, start=1):
        high = _high((point,), size, wide, scale)
        across, down_to = round(BAR * scale * POINT), round(high * POINT)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, round(top), across, down_to)
        bar.name = f"Bar {place}"
        bar.shadow.inherit = False
        fill(bar.fill, theme.ACCENT)
        bar.line.fill.background()
        at = Box(box.left + round(INDENT * scale * POINT), round(top), round(wide * POINT), down_to)
        add_text(slide, f"Point {place}", at, _paragraphs(point, size, scale))
        top += (high + gap) * POINT


def _paragraphs(point: Point, size: float, scale: float) -> list[Paragraph]:
    parts = [
        Paragraph(point.head, HEAD * scale, theme.ACCENT, True, link=point.link, after=AFTER),
        Paragraph(point.text, size, theme.INK, after=AFTER),
        Paragraph(point.under, UNDER * scale, theme.QUIET),
    ]
    return [each for each in parts if each.text]


def _size(points: Sequence[Point], wide: float, room: float, scale: float) -> float:
    """The largest type of sentences with which the points have room, or the least."""
    return largest(down(TEXT * scale, LEAST_TEXT * scale), lambda size: _high(points, size, wide, scale) <= room)


def _high(points: Sequence[Point], size: float, wide: float, scale: float) -> float:
    """Height in points of points whose sentences have that size of type, without what is between them."""
    return sum(
        lines(each.text, each.size or 0, wide, bool(each.bold)) * (each.size or 0) * LINE + each.after
        for point in points
        for each in _paragraphs(point, size, scale)
    )
