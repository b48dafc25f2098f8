"""What every slide has around its content: title, scope, source and number, in this order of reading."""

from copy import deepcopy

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.layouts import TITLES, Layouts
from analytics.exports.slides.text_box import Words, add_words, write
from analytics.exports.slides.text_width import LINE, down, largest, lines

POINT = 12700
"""EMU of a point."""

SCOPE_SIZE, SOURCE_SIZE, LEAST_SIZE = 14.0, 10.0, 9.0
GAP = 14
"""Points between content and what stands above and below it."""


def new_page(presentation: Presentation, layouts: Layouts, title: str, is_cover: bool = False) -> Page:
    """A slide with its title; placeholders that stay empty are taken off it."""
    layout, size = (layouts.cover, layouts.cover_size) if is_cover else (layouts.plain, layouts.plain_size)
    page = presentation.slides.add_slide(layout)
    for shape in list(page.placeholders):
        kind = shape.placeholder_format.type
        if kind in TITLES:
            _set_title(shape, title, size, layouts)
        elif not (is_cover and kind == PP_PLACEHOLDER.SUBTITLE):
            shape.element.getparent().remove(shape.element)
    return page


def _set_title(shape: SlidePlaceholder, title: str, size: float, layouts: Layouts) -> None:
    """The title in the size of the master, or smaller where it would leave its box."""
    if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE and (shape.left, shape.top) != layouts.title[:2]:
        shape.left, shape.top, shape.width, shape.height = layouts.title
    frame = shape.text_frame
    wide, high = shape.width / POINT, shape.height / POINT
    fitting = largest(down(size, LEAST_SIZE), lambda each: lines(title, each, wide, bold=True) * each * LINE <= high)
    write(frame, [Words(title, None if fitting == size else fitting)])
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def room(layouts: Layouts, scope: str, source: str) -> Box:
    """Where the content of a slide stands, between its scope and its source."""
    top, bottom = _scope_box(layouts, scope)[0], _source_box(layouts, source)[0]
    gap = round(GAP * layouts.scale * POINT)
    over, under = top.height + gap if scope else gap, bottom.height + gap if source else 0
    whole = layouts.content
    return Box(whole.left, whole.top + over, whole.width, whole.height - over - under)


def add_scope(page: Page, layouts: Layouts, scope: str) -> None:
    """The quiet line under the title: what the numbers cover."""
    if scope:
        box, size = _scope_box(layouts, scope)
        add_words(page, "Scope", box, [Words(scope, size, theme.QUIET)])


def add_foot(page: Page, layouts: Layouts, source: str) -> None:
    """The source at the bottom, and the number of the slide where its layout has one."""
    if source:
        box, size = _source_box(layouts, source)
        add_words(page, "Source", box, [Words(source, size, theme.QUIET)], at_bottom=True)
    for shape in page.slide_layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            _add_number(page, shape.element)


def _add_number(page: Page, model: BaseOxmlElement) -> None:
    """A copy of the layout's number: the library takes over the placeholders for content only."""
    number = deepcopy(model)
    tree = page.shapes._spTree
    names = number.find(qn("p:nvSpPr")).find(qn("p:cNvPr"))
    names.set("id", str(max(int(each) for each in tree.xpath("//p:cNvPr/@id")) + 1))
    place = number.find(qn("p:spPr"))
    for child in list(place):
        place.remove(child)
    tree.append(number)


def _scope_box(layouts: Layouts, scope: str) -> tuple[Box, float]:
    """Its place and its size in points: two lines at most where they can hold it."""
    whole = layouts.content
    size, high = _fitted(scope, SCOPE_SIZE * layouts.scale, LEAST_SIZE * layouts.scale, whole.width / POINT, 2)
    return Box(whole.left, whole.top + round(2 * POINT), whole.width, high), size


def _source_box(layouts: Layouts, source: str) -> tuple[Box, float]:
    whole = layouts.content
    size, high = _fitted(source, SOURCE_SIZE * layouts.scale, LEAST_SIZE * layouts.scale, whole.width / POINT, 3)
    return Box(whole.left, whole.top + whole.height - high, whole.width, high), size


def _fitted(text: str, most: float, least: float, wide: float, rows: int) -> tuple[float, int]:
    """A size at which a text takes no more than some rows, or the least one, and the height it then takes (EMU)."""
    size = largest(down(most, least), lambda each: lines(text, each, wide) <= rows)
    return size, round(lines(text, size, wide) * size * LINE * POINT)
