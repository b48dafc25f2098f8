"""Points of a talk under each other: words over each, its sentence in large type; a bar marks where one begins."""

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
"""Points across the bar at the left, from its left to the text, and at least between one point and the next."""


def add_points(slide: Slide, points: Points, box: Box, scale: float) -> None:
    """Points in one size of type, as large as there is room for."""
    gap, wide = GAP * scale, box.wide - INDENT * scale
    room = box.high - gap * (len(points.points) - 1)
    size = largest(
        down(TEXT * scale, LEAST_TEXT * scale),
        lambda each: sum(_height(point, each, wide, scale) for point in points.points) <= room,
    )
    top = float(box.top)
    for place, point in enumerate(points.points, start=1):
        high = _height(point, size, wide, scale)
        bar = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, box.left, round(top), round(BAR * scale * POINT), round(high * POINT)
        )
        bar.name = f"Bar {place}"
        bar.shadow.inherit = False
        fill(bar.fill, theme.ACCENT)
        bar.line.fill.background()
        at = Box(box.left + round(INDENT * scale * POINT), round(top), round(wide * POINT), round(high * POINT))
        add_text(slide, f"Point {place}", at, _paragraphs(point, size, scale))
        top += (high + gap) * POINT


def _paragraphs(point: Point, size: float, scale: float) -> list[Paragraph]:
    parts = [
        Paragraph(point.head, HEAD * scale, theme.ACCENT, True, link=point.link, after=3),
        Paragraph(point.text, size, theme.INK, after=3),
        Paragraph(point.under, UNDER * scale, theme.QUIET),
    ]
    return [each for each in parts if each.text]


def _height(point: Point, size: float, wide: float, scale: float) -> float:
    """Height in points of a point whose sentence has that size of type."""
    return sum(
        lines(each.text, each.size or 0, wide, bool(each.bold)) * (each.size or 0) * LINE + each.after
        for each in _paragraphs(point, size, scale)
    )
