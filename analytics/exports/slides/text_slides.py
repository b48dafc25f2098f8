"""Slides of text: the cover, large numbers, statements."""

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, largest, lines, widest_word, width
from analytics.exports.slides.drawing import POINT, Box
from analytics.exports.slides.text_box import Paragraph, add_text, write
from analytics.packs.slide import BigNumbers, Cover, Statements

COVER_LINE, NUMBER, NAME, UNDER, LEAST = 18.0, 66.0, 22.0, 16.0, 10.0
"""Points of a line of the cover, of a large number, of what it counts, of what stands under that, and of the least."""

COLUMN_NAME = 14.0
"""Points of what a number counts, where a figure stands beside it."""

AFTER = 6.0
"""Points after a line of the cover."""

STATEMENT, LEAST_STATEMENT = 22.0, 12.0
"""Points of a statement, where few and where many."""

SPACE = 0.6
"""What is free between statements, in sizes of their type."""


def add_cover_lines(slide: Slide, cover: Cover, box: Box, scale: float) -> None:
    """The lines under the title, in the layout's place for them or, where it has none, in a box of their own."""
    under = [shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE]
    if under and cover.lines:
        wide, high = under[0].width / POINT, under[0].height / POINT
        size = largest(
            down(COVER_LINE * scale, LEAST * scale),
            lambda each: sum(lines(line, each, wide) * each * LINE + AFTER * scale for line in cover.lines) <= high,
        )
        write(under[0].text_frame, [Paragraph(line, size, after=AFTER * scale) for line in cover.lines])
    elif under:
        under[0].element.getparent().remove(under[0].element)
    elif cover.lines:
        paragraphs = [Paragraph(line, NAME * scale, theme.QUIET, after=AFTER) for line in cover.lines]
        add_text(slide, "Lines", box, paragraphs)


def add_numbers(slide: Slide, numbers: BigNumbers, box: Box, scale: float) -> None:
    """Each number large, what it counts under it, then the whole it is of; up to three in a row."""
    across = min(3, len(numbers.items)) if len(numbers.items) != 4 else 2
    rows = -(-len(numbers.items) // across)
    gap = round(24 * scale * POINT)
    wide, high = (box.width - gap * (across - 1)) // across, (box.height - gap * (rows - 1)) // rows
    largest_number = largest(
        down(NUMBER * scale, UNDER * scale),
        lambda size: max(width(item[0], size, bold=True) for item in numbers.items) <= wide / POINT,
    )
    shares = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
    share = largest(
        shares,
        lambda each: all(
            _height(item, wide / POINT, largest_number * each, scale * each) <= high / POINT for item in numbers.items
        ),
    )
    for place, (number, name, under) in enumerate(numbers.items):
        at = Box(box.left + place % across * (wide + gap), box.top + place // across * (high + gap), wide, high)
        paragraphs = [
            Paragraph(number, largest_number * share, theme.ACCENT, True),
            Paragraph(name, NAME * scale * share, theme.INK, True, after=4),
            Paragraph(under, UNDER * scale * share, theme.QUIET),
        ]
        add_text(slide, f"Number {place + 1}", at, [each for each in paragraphs if each.text])


def add_number_column(slide: Slide, numbers: BigNumbers, box: Box, scale: float) -> None:
    """Numbers under each other with what each counts; the whole it is of stands in the notes."""
    texts = [each for number, name, _under in numbers.items for each in (number, name)]
    wide = widest_word(texts[::2], 1, bold=True)
    size = max(UNDER, min(NUMBER / 2, 0.45 * box.high / len(numbers.items) / scale, box.wide / wide / scale)) * scale
    paragraphs = [
        Paragraph(text, size, theme.ACCENT, True)
        if place % 2 == 0
        else Paragraph(text, COLUMN_NAME * scale, theme.INK, True, after=0.35 * size)
        for place, text in enumerate(texts)
    ]
    add_text(slide, "Numbers", box, paragraphs)


def _height(item: tuple[str, str, str], room: float, size: float, scale: float) -> float:
    """Points that a number of some size takes with its two texts."""
    _number, name, under = item
    below = lines(name, NAME * scale, room, bold=True) * NAME + lines(under, UNDER * scale, room) * UNDER
    return (size + below * scale) * LINE + 4


def add_statements(slide: Slide, statements: Statements, box: Box, scale: float) -> None:
    """Statements under each other, as large as there is room for; those with an address lead there."""
    texts = [text for text, _link in statements.lines]
    size = largest(
        down(STATEMENT * scale, LEAST_STATEMENT * scale),
        lambda each: sum(statement_heights(texts, each, box)) <= box.high and widest_word(texts, each) <= box.wide,
    )
    paragraphs = [Paragraph(text, size, theme.INK, link=link, after=size * SPACE) for text, link in statements.lines]
    add_text(slide, "Statements", box, paragraphs)


def statement_heights(texts: list[str], size: float, box: Box) -> list[float]:
    """Points that each statement takes, with the space after it."""
    return [(lines(text, size, box.wide) * LINE + SPACE) * size for text in texts]
