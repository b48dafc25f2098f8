"""Points of a talk under each other: words over each, its sentence in large type; a bar marks where one begins."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, largest, lines
from analytics.exports.slides.drawing import POINT, Box, fill
from analytics.exports.slides.fitting import LEAST, LEAST_SENTENCE, in_lines
from analytics.exports.slides.look import Look
from analytics.exports.slides.text_box import Paragraph, add_text
from analytics.packs.slide import Point, Points

HEAD, TEXT = 18.0, 28.0
"""Points of the words over a point, and of its sentence where there is room."""

BAR, INDENT, GAP = 5.0, 18.0, 18.0
"""Points across the bar at the left, from its left to the text, and between one point and the next."""

AFTER = 3.0
"""Points after a part of a point."""


def add_points(slide: Slide, points: Points, box: Box, look: Look) -> None:
    """Points in one size of type, as large as there is room for.

    Where there is little, they stand without what belongs under them, then closer together; then the longest
    sentences are cut, no line more than has no room.
    """
    gap, wide = GAP * look.scale, box.wide - INDENT * look.scale
    room = box.high - gap * (len(points.points) - 1)
    shown = points.points
    size = _size(shown, wide, room, look)
    if _high(shown, size, wide, look) > room:
        shown = tuple(replace(point, under="") for point in shown)
        size = _size(shown, wide, room, look)
    if _high(shown, size, wide, look) > room:
        room += gap / 2 * (len(shown) - 1)
        gap /= 2
    rows = [lines(point.text, size, wide) for point in shown]
    cut = shown
    while _high(cut, size, wide, look) > room and max(rows) > 1:
        rows[rows.index(max(rows))] -= 1
        cut = tuple(
            replace(point, text=in_lines(point.text, size, wide, most)) for point, most in zip(shown, rows, strict=True)
        )
    top = float(box.top)
    for place, point in enumerate(cut, start=1):
        high = _high((point,), size, wide, look)
        across, down_to = round(BAR * look.scale * POINT), round(high * POINT)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, round(top), across, down_to)
        bar.name = f"Bar {place}"
        bar.shadow.inherit = False
        fill(bar.fill, look.mark(theme.ACCENT))
        bar.line.fill.background()
        at = Box(box.left + round(INDENT * look.scale * POINT), round(top), round(wide * POINT), down_to)
        add_text(slide, f"Point {place}", at, _paragraphs(point, size, wide, look))
        top += (high + gap) * POINT


def _paragraphs(point: Point, size: float, wide: float, look: Look) -> list[Paragraph]:
    head = in_lines(point.head, HEAD * look.scale, wide, bold=True)
    parts = [
        Paragraph(head, HEAD * look.scale, look.accent, True, link=point.link, after=AFTER),
        Paragraph(point.text, size, look.ink, after=AFTER),
        Paragraph(point.under, LEAST * look.scale, look.quiet),
    ]
    return [each for each in parts if each.text]


def _size(points: Sequence[Point], wide: float, room: float, look: Look) -> float:
    """The largest type of sentences with which the points have room, or the least."""
    sizes = down(TEXT * look.scale, LEAST_SENTENCE * look.scale)
    return largest(sizes, lambda size: _high(points, size, wide, look) <= room)


def _high(points: Sequence[Point], size: float, wide: float, look: Look) -> float:
    """Height in points of points whose sentences have that size of type, without what is between them."""
    return sum(
        lines(each.text, each.size or 0, wide, bool(each.bold)) * (each.size or 0) * LINE + each.after
        for point in points
        for each in _paragraphs(point, size, wide, look)
    )
