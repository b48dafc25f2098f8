"""Slides of text: the cover, large numbers, statements, bullets."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, in_lines, largest, lines, widest_word, width
from analytics.exports.slides.drawing import LEAST, LEAST_SENTENCE, POINT, Box, fill
from analytics.exports.slides.slide_frame import set_place
from analytics.exports.slides.style import Style
from analytics.exports.slides.template import INSETS, Layout
from analytics.exports.slides.text_box import Paragraph, add_text, write
from analytics.packs.slide import BigNumbers, Bullet, Bullets, Cover, Statements

COVER_LINE, NUMBER, NAME, UNDER = 20.0, 88.0, 26.0, 18.0
"""Points of a line of the cover, of a large number, of what it counts, and of what stands under that, at most."""

COLUMN_NUMBER = 33.0
"""Points of a number that stands beside a figure, at most."""

SMALLEST_NUMBER = 28.0
"""Points of a large number where there is little room."""

CARD = 210.0
"""Points of width that a number with its texts needs at least."""

AFTER = 6.0
"""Points after a line of the cover."""

COVER_LINES = 4
"""Rows that a line of the cover may take; its end is cut."""

STATEMENT = 24.0
"""Points of a statement, where there are few."""

SPACE = 0.6
"""What is free between statements, in sizes of their type."""


HEAD, BULLET = 18.0, 28.0
"""Points of the words over a bullet, and of its sentence where there is room."""

BAR, INDENT, BETWEEN = 5.0, 18.0, 18.0
"""Points across the bar at the left, from its left to the text, and between one bullet and the next."""

AFTER_PART = 3.0
"""Points after a part of a bullet."""


def add_cover_lines(slide: Slide, cover: Cover, layout: Layout) -> None:
    """The lines under the title, in the layout's place for them or, where it has none, in a box of their own.

    Lines for which there is no room are left out, the last ones first.
    """
    box, style = layout.content, layout.style
    (left, top, right, bottom) = INSETS.values()
    wide, high = (box.width - left - right) / POINT, (box.height - top - bottom) / POINT
    if _heights(cover, LEAST_SENTENCE * style.scale, wide, style)[-1] > high:
        box = layout.reach
        high = (box.height - top - bottom) / POINT
    under = [shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE]
    sizes = down(COVER_LINE * style.scale, LEAST_SENTENCE * style.scale)
    size = largest(sizes, lambda each: _heights(cover, each, wide, style)[-1] <= high)
    heights = _heights(cover, size, wide, style)
    shown = [line for line, deep in zip(cover.lines, heights[1:], strict=True) if deep <= high]
    texts = [in_lines(line, size, wide, COVER_LINES) for line in shown]
    paragraphs = [Paragraph(text, size, style.quiet, after=AFTER * style.scale) for text in texts]
    if under and paragraphs:
        set_place(under[0], box)
        write(under[0].text_frame, paragraphs)
    elif under:
        under[0].element.getparent().remove(under[0].element)
    elif paragraphs:
        add_text(slide, "Lines", box, paragraphs)


def _heights(cover: Cover, size: float, wide: float, style: Style) -> list[float]:
    """How deep the lines of a cover reach, in points: none of them, the first, the first two ..."""
    deep = [0.0]
    for line in cover.lines:
        rows = lines(in_lines(line, size, wide, COVER_LINES), size, wide)
        deep.append(deep[-1] + rows * size * LINE + AFTER * style.scale)
    return deep


def add_numbers(slide: Slide, numbers: BigNumbers, box: Box, style: Style) -> None:
    """Each number large, what it counts under it, then the whole it is of; up to three in a row, as many as have room.

    What stands under a number is cut where there is no room for all of it; the notes have it.
    """
    scale, count = style.scale, len(numbers.items)
    across = max(1, min(3 if count != 4 else 2, count, int(box.wide / (CARD * scale))))
    rows = -(-count // across)
    gap = round(24 * scale * POINT)
    wide, high = (box.width - gap * (across - 1)) // across, (box.height - gap * (rows - 1)) // rows
    size, name_size, under_size = _sizes(numbers, wide / POINT, high / POINT, scale)
    for place, (number, name, under) in enumerate(numbers.items):
        at = Box(box.left + place % across * (wide + gap), box.top + place // across * (high + gap), wide, high)
        named = in_lines(name, name_size, at.wide, 3, bold=True)
        room = at.high - (size + lines(named, name_size, at.wide, bold=True) * name_size) * LINE - 4
        rest = int(room / under_size / LINE + 0.01)
        paragraphs = [
            Paragraph(number, size, style.accent, True),
            Paragraph(named, name_size, style.ink, True, after=4),
            Paragraph(in_lines(under, under_size, at.wide, rest) if rest > 0 else "", under_size, style.quiet),
        ]
        add_text(slide, f"Number {place + 1}", at, [each for each in paragraphs if each.text])


def _sizes(numbers: BigNumbers, wide: float, high: float, scale: float) -> tuple[float, float, float]:
    """Points of numbers, of what they count and of what stands under that, the largest that fit, or the least ones.

    A number is three times as large as its name, where there is room.
    """
    widest = wide / max(width(number, 1, bold=True) for number, _name, _under in numbers.items)
    for step in range(10, -1, -1):
        name, under = ((least + step / 10 * (most - least)) * scale for most, least in ((NAME, LEAST), (UNDER, LEAST)))
        below = max(
            lines(what, name, wide, bold=True) * name + lines(whole, under, wide) * under
            for _number, what, whole in numbers.items
        )
        size = min(NUMBER * scale, widest, (high - 4) / LINE - below)
        if size >= 3 * name:
            break
    return max(size, min(SMALLEST_NUMBER * scale, widest)), name, under


def add_number_column(slide: Slide, numbers: BigNumbers, box: Box, style: Style) -> None:
    """Numbers under each other with what each counts; the whole it is of stands in the notes."""
    texts = [each for number, name, _under in numbers.items for each in (number, name)]
    wide, least = widest_word(texts[::2], 1, bold=True), LEAST * style.scale
    size = max(least, min(COLUMN_NUMBER * style.scale, 0.45 * box.high / len(numbers.items), box.wide / wide))
    paragraphs = [
        Paragraph(text, size, style.accent, True)
        if place % 2 == 0
        else Paragraph(in_lines(text, least, box.wide, 3, bold=True), least, style.ink, True, after=0.35 * size)
        for place, text in enumerate(texts)
    ]
    add_text(slide, "Numbers", box, paragraphs)


def add_statements(slide: Slide, statements: Statements, box: Box, style: Style) -> None:
    """Statements under each other, as large as there is room for; those with an address lead there."""
    texts = [text for text, _link in statements.lines]
    size = largest(
        down(STATEMENT * style.scale, LEAST_SENTENCE * style.scale),
        lambda each: sum(statement_heights(texts, each, box)) <= box.high and widest_word(texts, each) <= box.wide,
    )
    most = max(1, int(box.high / size / LINE))
    paragraphs = [
        Paragraph(in_lines(text, size, box.wide, most), size, style.ink, link=link, after=size * SPACE)
        for text, link in statements.lines
    ]
    add_text(slide, "Statements", box, paragraphs)


def statement_heights(texts: list[str], size: float, box: Box) -> list[float]:
    """Points that each statement takes, with the space after it."""
    return [(lines(text, size, box.wide) * LINE + SPACE) * size for text in texts]


def add_bullets(slide: Slide, bullets: Bullets, box: Box, style: Style) -> None:
    """Bullets in one size of type, as large as there is room for.

    Where there is little, they stand without what belongs under them, then closer together; then the longest
    sentences are cut, no line more than has no room.
    """
    gap, wide = BETWEEN * style.scale, box.wide - INDENT * style.scale
    room = box.high - gap * (len(bullets.bullets) - 1)
    shown = bullets.bullets
    size = _bullets_size(shown, wide, room, style)
    if _bullets_high(shown, size, wide, style) > room:
        shown = tuple(replace(bullet, under="") for bullet in shown)
        size = _bullets_size(shown, wide, room, style)
    if _bullets_high(shown, size, wide, style) > room:
        room += gap / 2 * (len(shown) - 1)
        gap /= 2
    rows = [lines(bullet.text, size, wide) for bullet in shown]
    cut = shown
    while _bullets_high(cut, size, wide, style) > room and max(rows) > 1:
        rows[rows.index(max(rows))] -= 1
        cut = tuple(
            replace(bullet, text=in_lines(bullet.text, size, wide, most))
            for bullet, most in zip(shown, rows, strict=True)
        )
    top = float(box.top)
    for place, bullet in enumerate(cut, start=1):
        high = _bullets_high((bullet,), size, wide, style)
        across, down_to = round(BAR * style.scale * POINT), round(high * POINT)
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, round(top), across, down_to)
        bar.name = f"Bar {place}"
        bar.shadow.inherit = False
        fill(bar.fill, style.mark(theme.ACCENT))
        bar.line.fill.background()
        at = Box(box.left + round(INDENT * style.scale * POINT), round(top), round(wide * POINT), down_to)
        add_text(slide, f"Bullet {place}", at, _paragraphs(bullet, size, wide, style))
        top += (high + gap) * POINT


def _paragraphs(bullet: Bullet, size: float, wide: float, style: Style) -> list[Paragraph]:
    head = in_lines(bullet.head, HEAD * style.scale, wide, bold=True)
    parts = [
        Paragraph(head, HEAD * style.scale, style.accent, True, link=bullet.link, after=AFTER_PART),
        Paragraph(bullet.text, size, style.ink, after=AFTER_PART),
        Paragraph(bullet.under, LEAST * style.scale, style.quiet),
    ]
    return [each for each in parts if each.text]


def _bullets_size(bullets: Sequence[Bullet], wide: float, room: float, style: Style) -> float:
    """The largest type of sentences with which the bullets have room, or the least."""
    sizes = down(BULLET * style.scale, LEAST_SENTENCE * style.scale)
    return largest(sizes, lambda size: _bullets_high(bullets, size, wide, style) <= room)


def _bullets_high(bullets: Sequence[Bullet], size: float, wide: float, style: Style) -> float:
    """Height in points of bullets whose sentences have that size of type, without what is between them."""
    return sum(
        lines(each.text, each.size or 0, wide, bool(each.bold)) * (each.size or 0) * LINE + each.after
        for bullet in bullets
        for each in _paragraphs(bullet, size, wide, style)
    )
