"""What every slide has around its content, in this order of reading: title, scope, source and number; its notes."""

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide

from analytics.charts.text_width import LINE, down, in_lines, largest, lines, runs_from_right
from analytics.exports.slides.backgrounds import backgrounds
from analytics.exports.slides.drawing import LEAST, LEAST_SOURCE, NARROW, POINT, Box, add_shape, fill, fill_xml, next_id
from analytics.exports.slides.style import Style, style_on
from analytics.exports.slides.template import TITLES, Layout, Layouts
from analytics.exports.slides.text_box import Paragraph, add_text, run_from_right, write
from analytics.words import _

GAP = 14
"""Points between content and what stands above and below it."""

LEAST_HIGH = 90.0
"""Points of content where a title takes more than half of the slide."""

BACKDROP = "Backdrop"
"""Name of the rectangle between a background on which nothing can be read and what stands on it."""

MARGIN = 10
"""Points between the edge of a backdrop and what stands on it."""


RULE = "\N{EM DASH}" * 12
"""The line between what is said and what is only to know."""


class Line(NamedTuple):
    """A line above or below the content: points of its type, and the rows that it may take."""

    name: str
    size: float
    rows: int
    at_bottom: bool


SCOPE = Line("Scope", LEAST, 3, at_bottom=False)
SOURCE = Line("Source", LEAST_SOURCE, 4, at_bottom=True)


def new_slide(presentation: Presentation, layouts: Layouts, title: str, is_cover: bool = False) -> Slide:
    """A slide with its title, in the order of colours of its layout; placeholders that stay empty are taken off it."""
    own = layouts.cover if is_cover else layouts.plain
    slide = presentation.slides.add_slide(own.layout)
    _set_names_of_colours(slide, own.style)
    for shape in list(slide.placeholders):
        kind = shape.placeholder_format.type
        if kind in TITLES:
            _set_title(shape, title, own)
        elif not (is_cover and kind == PP_PLACEHOLDER.SUBTITLE):
            shape.element.getparent().remove(shape.element)
    backdrops = [(own.title.box, own.title.backdrop), (_grown(own.reach), own.style.backdrop)]
    if own.title.backdrop == own.style.backdrop:
        backdrops = [(_around(*(box for box, _colour in backdrops)), own.style.backdrop)]
    for box, colour in backdrops:
        if colour:
            _add_backdrop(slide, box, colour)
    return slide


def _add_backdrop(slide: Slide, box: Box, colour: str) -> None:
    """A plain rectangle under all else."""
    backdrop = add_shape(slide, MSO_SHAPE.RECTANGLE, box, BACKDROP)
    fill(backdrop.fill, colour)
    slide.shapes._spTree.insert(2, backdrop.element)


def _set_names_of_colours(slide: Slide, style: Style) -> None:
    """The names that the layout gives to the colours of the theme, and a colour for links that can be read.

    Where those are the names of the master the slide has none of its own, so that it takes those of another deck.
    """
    names = {**style.scheme.names, "hlink": style.link_slot(), "folHlink": style.link_slot()}
    if names == {**slide.slide_layout.slide_master.element.find(qn("p:clrMap")).attrib, "folHlink": names["folHlink"]}:
        return
    override = " ".join(f'{name}="{slot}"' for name, slot in names.items())
    own = slide.element.find(qn("p:clrMapOvr"))
    own.clear()
    own.append(parse_xml(f"<a:overrideClrMapping {nsdecls('a')} {override}/>"))


def _grown(box: Box) -> Box:
    more = round(MARGIN * POINT)
    return Box(box.left - more, box.top - more, box.width + 2 * more, box.height + 2 * more)


def _around(*boxes: Box) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _set_title(shape: SlidePlaceholder, title: str, layout: Layout) -> None:
    """The title in the size of the master, or smaller where it would leave its box; its end is cut at the least."""
    own = layout.title
    set_place(shape, own.box)
    left, top, right, bottom = own.insets
    wide, high = (own.box.width - left - right) / POINT / own.wider, (own.box.height - top - bottom) / POINT
    # No type is higher than its box, whatever size a template names.
    sizes = down(max(min(own.size, own.box.high / LINE), LEAST), LEAST)
    size = largest(sizes, lambda each: lines(title, each, wide, bold=True) * each * LINE <= high)
    text = in_lines(title, size, wide, max(1, int(high / LINE / size)), bold=True)
    write(shape.text_frame, [Paragraph(text, None if size == own.size else size, own.colour)])
    shape.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def set_place(shape: BaseShape, box: Box) -> None:
    """Puts a placeholder where it should stand, unless its layout has it there."""
    if (shape.left, shape.top, shape.width, shape.height) != box:
        shape.left, shape.top, shape.width, shape.height = box


def content_box(layouts: Layouts, scope: str, source: str) -> Box:
    """Where the content of a slide stands, between its scope and its source; no less high than a chart must be."""
    whole = layouts.plain.content
    gap = round(GAP * layouts.plain.style.scale * POINT)
    over = _placed(layouts.plain, SCOPE, scope)[0].height + gap if scope else gap
    under = _placed(layouts.plain, SOURCE, source)[0].height + gap if source else 0
    least = round(LEAST_HIGH * layouts.plain.style.scale * POINT)
    return Box(whole.left, whole.top + over, whole.width, max(whole.height - over - under, least))


def add_line(slide: Slide, layouts: Layouts, line: Line, text: str) -> None:
    """The quiet line above the content, what its numbers cover, or below it, where they come from; if there is one."""
    if text:
        box, paragraph = _placed(layouts.plain, line, text)
        add_text(slide, line.name, box, [paragraph], line.at_bottom)


def in_full(drawn: Slide, layouts: Layouts, title: str, lines_of_it: dict[Line, str]) -> tuple[tuple[str, str], ...]:
    """For the notes: of the title and the lines of a slide those that are cut on it."""
    shown = {text: _placed(layouts.plain, line, text)[1].text for line, text in lines_of_it.items()}
    cut = [text for text, own in {title: drawn.shapes.title.text, **shown}.items() if text != own]
    return ((_("In full"), " ".join(cut)),) if cut else ()


def _placed(layout: Layout, line: Line, text: str) -> tuple[Box, Paragraph]:
    """The place of a line and the line, cut after the rows that it may have."""
    whole, style = layout.content, layout.style
    size = line.size * style.scale
    shown = in_lines(text, size, whole.wide, line.rows + 2 * (whole.wide < NARROW * style.scale))
    high = round(lines(shown, size, whole.wide) * size * LINE * POINT)
    top = whole.height - high if line.at_bottom else round(2 * POINT)
    return Box(whole.left, whole.top + top, whole.width, high), Paragraph(shown, size, style.quiet)


def add_number(slide: Slide, layout: Layout) -> None:
    """The number of the slide, where its layout has one: the library takes over the placeholders for content only."""
    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            number = deepcopy(shape.element)
            number.nvSpPr.cNvPr.set("id", str(next_id(slide)))
            # Where it stands and how it looks is that of the layout.
            number.find(qn("p:spPr")).clear()
            slide.shapes._spTree.append(number)
            _set_type_of_number(slide.shapes[-1], layout.style)


def _set_type_of_number(shape: BaseShape, style: Style) -> None:
    """Type as large and as easy to read as that of the source."""
    box = Box(shape.left, shape.top, shape.width, shape.height)
    own = style_on(style.scheme, backgrounds(shape.part.slide_layout, style.scheme, box), style.scale)
    if own.backdrop:
        less = max(0, box.width - round(4 * LEAST_SOURCE * own.scale * POINT))
        set_place(shape, box._replace(left=box.left + less, width=box.width - less))
        fill(shape.fill, own.backdrop)
    for field in shape._element.iter(qn("a:fld")):
        for properties in field.findall(qn("a:rPr")):
            field.remove(properties)
        size = round(LEAST_SOURCE * own.scale * 100)
        field.insert(0, parse_xml(f'<a:rPr {nsdecls("a")} lang="en-US" sz="{size}">{fill_xml(own.quiet)}</a:rPr>'))


def add_notes(slide: Slide, script: Sequence[str], notes: Sequence[tuple[str, str]]) -> None:
    """What the presenter says and, below a line, what to know: headings in bold with their text after them."""
    kept = [(heading, text) for heading, text in notes if text]
    aloud = [("", text) for text in script]
    rule = [("", RULE)] if aloud and kept else []
    if not aloud and not kept:
        return
    frame = slide.notes_slide.notes_text_frame
    for at, (heading, text) in enumerate([*aloud, *rule, *kept]):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if heading:
            name = paragraph.add_run()
            name.text = _("{heading}:").format(heading=heading) + " "
            name.font.bold = True
        paragraph.add_run().text = text
        if runs_from_right(heading or text):
            run_from_right(paragraph)
