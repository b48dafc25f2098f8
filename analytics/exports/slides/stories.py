"""Stories under each other: who, the result in large type, the pledge with its date; a bar marks where each begins."""

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, largest, lines
from analytics.exports.slides.drawing import POINT, Box, set_colour
from analytics.exports.slides.text_box import Paragraph, add_text
from analytics.packs.slide import Stories, Story
from analytics.words import _

WHO, RESULT, LEAST_RESULT, PLEDGE = 18.0, 26.0, 18.0, 14.0
"""Points of who pledged, of the result where there is room and at least, and of the pledge with its date."""

BAR, INDENT, GAP = 5.0, 18.0, 20.0
"""Points of the bar at the left, from its left to the text, and between stories."""

AFTER = 4.0
"""Points after each part of a story."""


def add_stories(slide: Slide, stories: Stories, box: Box, scale: float) -> None:
    """Stories of one size of type, each as high as the others."""
    count = len(stories.stories)
    gap, indent = GAP * scale, INDENT * scale
    wide, high = box.wide - indent, (box.high - gap * (count - 1)) / max(3, count)
    size = largest(
        down(RESULT * scale, LEAST_RESULT * scale),
        lambda each: all(_height(story, each, wide, scale) <= high for story in stories.stories),
    )
    for place, story in enumerate(stories.stories):
        top = box.top + round(place * (high + gap) * POINT)
        own = min(high, _height(story, size, wide, scale))
        bar = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, box.left, top, round(BAR * scale * POINT), round(own * POINT)
        )
        bar.name = f"Bar {place + 1}"
        bar.fill.solid()
        set_colour(bar.fill.fore_color, theme.ACCENT)
        bar.line.fill.background()
        at = Box(box.left + round(indent * POINT), top, round(wide * POINT), round(high * POINT))
        add_text(slide, f"Story {place + 1}", at, _paragraphs(story, size, scale))


def _paragraphs(story: Story, size: float, scale: float) -> list[Paragraph]:
    about = _("{pledge} ({when})").format(pledge=story.pledge, when=story.when)
    return [
        Paragraph(story.who, WHO * scale, theme.ACCENT, True, after=AFTER),
        Paragraph(story.result, size, theme.INK, after=AFTER),
        Paragraph(about, PLEDGE * scale, theme.QUIET, link=story.link),
    ]


def _height(story: Story, size: float, wide: float, scale: float) -> float:
    """Points that a story takes with its result in a size of type."""
    paragraphs = _paragraphs(story, size, scale)
    return sum(lines(each.text, each.size or 0, wide, bool(each.bold)) * (each.size or 0) * LINE + each.after for each in paragraphs)
