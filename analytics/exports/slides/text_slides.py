"""Slides of text: the cover, large numbers, statements."""

from collections.abc import Sequence

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import Slide

from analytics.charts.text_width import LINE, down, in_lines, largest, lines, widest_word, width
from analytics.exports.slides.drawing import LEAST, LEAST_SENTENCE, POINT, Box
from analytics.exports.slides.slide_frame import set_place
from analytics.exports.slides.style import Style
from analytics.exports.slides.template import INSETS, Layout
from analytics.exports.slides.text_box import Paragraph, add_text, write
from analytics.packs.slide import BigNumbers, Cover, Statements

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
    for at, (number, name, under) in enumerate(numbers.items):
        card = Box(box.left + at % across * (wide + gap), box.top + at // across * (high + gap), wide, high)
        named = in_lines(name, name_size, card.wide, 3, bold=True)
        room = card.high - (size + lines(named, name_size, card.wide, bold=True) * name_size) * LINE - 4
        rest = int(room / under_size / LINE + 0.01)
        paragraphs = [
            Paragraph(number, size, style.accent, True),
            Paragraph(named, name_size, style.ink, True, after=4),
            Paragraph(in_lines(under, under_size, card.wide, rest) if rest > 0 else "", under_size, style.quiet),
        ]
        add_text(slide, f"Number {at + 1}", card, [each for each in paragraphs if each.text])


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
    widest = widest_word((number for number, _name, _under in numbers.items), 1, bold=True)
    least = LEAST * style.scale
    size = max(least, min(COLUMN_NUMBER * style.scale, 0.45 * box.high / len(numbers.items), box.wide / widest))
    paragraphs = [
        paragraph
        for number, name, _under in numbers.items
        for paragraph in (
            Paragraph(number, size, style.accent, True),
            Paragraph(in_lines(name, least, box.wide, 3, bold=True), least, style.ink, True, after=0.35 * size),
        )
    ]
    add_text(slide, "Numbers", box, paragraphs)


def add_statements(slide: Slide, statements: Statements, box: Box, style: Style) -> None:
    """Statements under each other, as large as there is room for."""
    texts = statements.lines
    size = largest(
        down(STATEMENT * style.scale, LEAST_SENTENCE * style.scale),
        lambda each: sum(statement_heights(texts, each, box)) <= box.high and widest_word(texts, each) <= box.wide,
    )
    most = max(1, int(box.high / size / LINE))
    paragraphs = [
        Paragraph(in_lines(text, size, box.wide, most), size, style.ink, after=size * SPACE) for text in texts
    ]
    add_text(slide, "Statements", box, paragraphs)


def statement_heights(texts: Sequence[str], size: float, box: Box) -> list[float]:
    """Points that each statement takes, with the space after it."""
    return [(lines(text, size, box.wide) * LINE + SPACE) * size for text in texts]
