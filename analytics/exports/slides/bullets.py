"""Bullets under each other: words over each, its sentence in large type; a bar marks where one begins."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, in_lines, largest, lines
from analytics.exports.slides.drawing import LEAST, LEAST_SENTENCE, POINT, Box, add_shape, fill
from analytics.exports.slides.style import Style
from analytics.exports.slides.text_box import Paragraph, add_text
from analytics.packs.slide import Bullet, Bullets

HEAD, TEXT = 18.0, 28.0
"""Points of the words over a bullet, and of its sentence where there is room."""

BAR, INDENT, GAP = 5.0, 18.0, 18.0
"""Points across the bar at the left, from its left to the text, and between one bullet and the next."""

AFTER = 3.0
"""Points after a part of a bullet."""


def add_bullets(slide: Slide, bullets: Bullets, box: Box, style: Style) -> None:
    """Bullets in one size of type, as large as there is room for.

    Where there is little, they stand without what belongs under them, then closer together; then the longest
    sentences are cut, no line more than has no room.
    """
    gap, wide = GAP * style.scale, box.wide - INDENT * style.scale
    room = box.high - gap * (len(bullets.bullets) - 1)
    shown = bullets.bullets
    size = _size(shown, wide, room, style)
    if _high(shown, size, wide, style) > room:
        shown = tuple(replace(bullet, under="") for bullet in shown)
        size = _size(shown, wide, room, style)
    if _high(shown, size, wide, style) > room:
        room += gap / 2 * (len(shown) - 1)
        gap /= 2
    rows = [lines(bullet.text, size, wide) for bullet in shown]
    cut = shown
    while _high(cut, size, wide, style) > room and max(rows) > 1:
        rows[rows.index(max(rows))] -= 1
        cut = tuple(
            replace(bullet, text=in_lines(bullet.text, size, wide, most))
            for bullet, most in zip(shown, rows, strict=True)
        )
    top = float(box.top)
    for number, bullet in enumerate(cut, start=1):
        high = _high((bullet,), size, wide, style)
        bar = Box(box.left, round(top), round(BAR * style.scale * POINT), round(high * POINT))
        fill(add_shape(slide, MSO_SHAPE.RECTANGLE, bar, f"Bar {number}").fill, style.mark(theme.ACCENT))
        beside = bar._replace(left=box.left + round(INDENT * style.scale * POINT), width=round(wide * POINT))
        add_text(slide, f"Bullet {number}", beside, _paragraphs(bullet, size, wide, style))
        top += (high + gap) * POINT


def _paragraphs(bullet: Bullet, size: float, wide: float, style: Style) -> list[Paragraph]:
    head = in_lines(bullet.head, HEAD * style.scale, wide, bold=True)
    parts = [
        Paragraph(head, HEAD * style.scale, style.accent, True, link=bullet.link, after=AFTER),
        Paragraph(bullet.text, size, style.ink, after=AFTER),
        Paragraph(bullet.under, LEAST * style.scale, style.quiet),
    ]
    return [each for each in parts if each.text]


def _size(bullets: Sequence[Bullet], wide: float, room: float, style: Style) -> float:
    """The largest type of sentences with which the bullets have room, or the least."""
    sizes = down(TEXT * style.scale, LEAST_SENTENCE * style.scale)
    return largest(sizes, lambda size: _high(bullets, size, wide, style) <= room)


def _high(bullets: Sequence[Bullet], size: float, wide: float, style: Style) -> float:
    """Height in points of bullets whose sentences have that size of type, without what is between them."""
    return sum(
        lines(each.text, each.size or 0, wide, bool(each.bold)) * (each.size or 0) * LINE + each.after
        for bullet in bullets
        for each in _paragraphs(bullet, size, wide, style)
    )
