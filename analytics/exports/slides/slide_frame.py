"""What every slide has around its content, in this order of reading: title, scope, source and number; its notes."""

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.text_width import LINE, down, largest, lines
from analytics.exports.slides.drawing import POINT, Box, next_id
from analytics.exports.slides.template import TITLES, Layouts
from analytics.exports.slides.text_box import Paragraph, add_text, write

GAP, LEAST_SIZE = 14, 9.0
"""Points between content and what stands above and below it, and of the smallest type there."""


RULE = "\N{EM DASH}" * 12
"""The line between what is said and what is only to know."""


class Line(NamedTuple):
    """A line above or below the content: points of its type, and the rows that it may take."""

    name: str
    size: float
    rows: int
    at_bottom: bool


SCOPE = Line("Scope", 14.0, 2, at_bottom=False)
SOURCE = Line("Source", 10.0, 3, at_bottom=True)


def new_slide(presentation: Presentation, layouts: Layouts, title: str, is_cover: bool = False) -> Slide:
    """A slide with its title; placeholders that stay empty are taken off it."""
    layout, size = (layouts.cover, layouts.cover_size) if is_cover else (layouts.plain, layouts.plain_size)
    slide = presentation.slides.add_slide(layout)
    for shape in list(slide.placeholders):
        kind = shape.placeholder_format.type
        if kind in TITLES:
            _set_title(shape, title, size, layouts)
        elif not (is_cover and kind == PP_PLACEHOLDER.SUBTITLE):
            shape.element.getparent().remove(shape.element)
    return slide


def _set_title(shape: SlidePlaceholder, title: str, size: float, layouts: Layouts) -> None:
    """The title in the size of the master, or smaller where it would leave its box."""
    if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE and (shape.left, shape.top) != layouts.title[:2]:
        shape.left, shape.top, shape.width, shape.height = layouts.title
    wide, high = shape.width / POINT, shape.height / POINT
    fitting = largest(down(size, LEAST_SIZE), lambda each: lines(title, each, wide, bold=True) * each * LINE <= high)
    write(shape.text_frame, [Paragraph(title, None if fitting == size else fitting)])
    shape.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def content_box(layouts: Layouts, scope: str, source: str) -> Box:
    """Where the content of a slide stands, between its scope and its source."""
    gap, whole = round(GAP * layouts.scale * POINT), layouts.content
    over = _placed(layouts, SCOPE, scope)[0].height + gap if scope else gap
    under = _placed(layouts, SOURCE, source)[0].height + gap if source else 0
    return Box(whole.left, whole.top + over, whole.width, whole.height - over - under)


def add_line(slide: Slide, layouts: Layouts, line: Line, text: str) -> None:
    """The quiet line above the content, what its numbers cover, or below it, where they come from; if there is one."""
    if text:
        box, size = _placed(layouts, line, text)
        add_text(slide, line.name, box, [Paragraph(text, size, theme.QUIET)], line.at_bottom)


def _placed(layouts: Layouts, line: Line, text: str) -> tuple[Box, float]:
    """The place of a line and its size in points: in no more rows than it should have, or in the least size."""
    whole, scale = layouts.content, layouts.scale
    size = largest(down(line.size * scale, LEAST_SIZE * scale), lambda each: lines(text, each, whole.wide) <= line.rows)
    high = round(lines(text, size, whole.wide) * size * LINE * POINT)
    top = whole.height - high if line.at_bottom else round(2 * POINT)
    return Box(whole.left, whole.top + top, whole.width, high), size


def add_number(slide: Slide) -> None:
    """The number of the slide, where its layout has one: the library takes over the placeholders for content only."""
    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            number = deepcopy(shape.element)
            number.nvSpPr.cNvPr.set("id", str(next_id(slide)))
            place = number.find(qn("p:spPr"))
            for child in list(place):
                place.remove(child)
            slide.shapes._spTree.append(number)


def add_notes(slide: Slide, spoken: Sequence[str], notes: Sequence[tuple[str, str]]) -> None:
    """What the presenter says and, below a line, what to know: headings in bold with their text after them."""
    kept = [(heading, text) for heading, text in notes if text]
    said = [("", text) for text in spoken]
    rule = [("", RULE)] if said and kept else []
    if not said and not kept:
        return
    frame = slide.notes_slide.notes_text_frame
    for place, (heading, text) in enumerate([*said, *rule, *kept]):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if heading:
            name = paragraph.add_run()
            name.text = f"{heading}: "
            name.font.bold = True
        paragraph.add_run().text = text
