"""Slides of words: the cover, large numbers, statements."""

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.master import COVER_LINE
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.text_box import Words, add_words, write
from analytics.exports.slides.text_width import LINE, down, largest, lines, widest_word, width
from analytics.packs.slide import Cover, Numbers, Sentences

FIGURE, NAME, UNDER, LEAST = 66.0, 22.0, 16.0, 10.0
"""Points of a large number, of what it counts, of what stands under that, and of the smallest of them."""

ACROSS = 3
"""Large numbers in a row."""

AFTER = 6.0
"""Points after a line of the cover."""

SENTENCE, LEAST_SENTENCE = 22.0, 12.0
"""Points of a statement, where few and where many."""

SPACE = 0.6
"""What is free between statements, in sizes of their type."""


def add_cover_lines(page: Page, cover: Cover, box: Box, scale: float) -> None:
    """The lines under the title, in the layout's place for them or, where it has none, in a box of their own."""
    under = [shape for shape in page.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE]
    if under and cover.lines:
        wide, high = under[0].width / POINT, under[0].height / POINT
        size = largest(
            down(COVER_LINE * scale, LEAST * scale),
            lambda each: sum(lines(line, each, wide) * each * LINE + AFTER * scale for line in cover.lines) <= high,
        )
        write(under[0].text_frame, [Words(line, size, after=AFTER * scale) for line in cover.lines])
    elif under:
        under[0].element.getparent().remove(under[0].element)
    elif cover.lines:
        add_words(page, "Lines", box, [Words(line, NAME * scale, theme.QUIET, after=AFTER) for line in cover.lines])


def add_numbers(page: Page, numbers: Numbers, box: Box, scale: float) -> None:
    """Each number large, what it counts under it, then the whole it is of; up to three in a row."""
    across = min(ACROSS, len(numbers.items)) if len(numbers.items) != 4 else 2
    down_rows = -(-len(numbers.items) // across)
    gap = round(24 * scale * POINT)
    wide, high = (box.width - gap * (across - 1)) // across, (box.height - gap * (down_rows - 1)) // down_rows
    room = wide / POINT
    figure = largest(
        down(FIGURE * scale, UNDER * scale),
        lambda size: max(width(item[0], size, bold=True) for item in numbers.items) <= room,
    )
    share = largest(
        [1.0, 0.9, 0.8, 0.7, 0.6, 0.5],
        lambda part: all(_height(item, room, figure, scale, part) <= high / POINT for item in numbers.items),
    )
    for place, (number, name, under) in enumerate(numbers.items):
        at = Box(box.left + place % across * (wide + gap), box.top + place // across * (high + gap), wide, high)
        said = [
            Words(number, figure * share, theme.ACCENT, True),
            Words(name, NAME * scale * share, theme.INK, True, after=4),
            Words(under, UNDER * scale * share, theme.QUIET),
        ]
        add_words(page, f"Number {place + 1}", at, [words for words in said if words.text])


def _height(item: tuple[str, str, str], room: float, figure: float, scale: float, share: float) -> float:
    _number, name, under = item
    named, small = NAME * scale * share, UNDER * scale * share
    return (
        figure * share * LINE
        + lines(name, named, room, bold=True) * named * LINE
        + lines(under, small, room) * small * LINE
        + 4
    )


def add_sentences(page: Page, sentences: Sentences, box: Box, scale: float) -> None:
    """Statements under each other, as large as there is room for; those with an address lead there."""
    size = sentence_size(sentences, box, scale)
    add_words(
        page,
        "Statements",
        box,
        [Words(line, size, theme.INK, link=link, after=size * SPACE) for line, link in sentences.lines],
    )


def sentence_size(sentences: Sentences, box: Box, scale: float) -> float:
    """Points at which statements fit, or the least ones."""
    texts = [line for line, _link in sentences.lines]
    return largest(
        down(SENTENCE * scale, LEAST_SENTENCE * scale),
        lambda size: (
            sum(sentence_heights(texts, size, box)) <= box.height / POINT
            and widest_word(texts, size) <= box.width / POINT
        ),
    )


def sentence_heights(texts: list[str], size: float, box: Box) -> list[float]:
    """Points that each statement takes, with the space after it."""
    return [(lines(text, size, box.width / POINT) * LINE + SPACE) * size for text in texts]
