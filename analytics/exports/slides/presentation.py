"""Slides as one PowerPoint file."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

from pptx.presentation import Presentation
from pptx.slide import Slide as Page

from analytics.charts.description import Bars, Dots, Matrix, Panels, WorldMap
from analytics.exports.slides.bar_charts import add_bars
from analytics.exports.slides.box import Box
from analytics.exports.slides.dot_charts import add_dots
from analytics.exports.slides.layouts import Layouts, layouts_of
from analytics.exports.slides.map_shapes import add_map
from analytics.exports.slides.matrix import add_matrix
from analytics.exports.slides.notes import add_notes
from analytics.exports.slides.pagination import is_empty, pages_of
from analytics.exports.slides.slide_frame import add_foot, add_scope, new_page, room
from analytics.exports.slides.template import opened
from analytics.exports.slides.text_box import say_nothing
from analytics.exports.slides.text_table import add_rows
from analytics.exports.slides.word_slides import add_cover_lines, add_numbers, add_sentences
from analytics.exports.slides.xml_text import printable
from analytics.packs.slide import Cover, Numbers, Rows, Sentences, Slide
from analytics.words import _

LONGEST_PROPERTY = 255
"""Characters of the title in a file's properties; the library takes no more."""


def pptx_bytes(
    slides: Sequence[Slide], template: bytes | None = None, said: Callable[[int, int], None] | None = None
) -> bytes:
    """A presentation with these slides, in the look of a template (.pptx or .potx) or in ours.

    Charts, tables and maps are PowerPoint's own and can be edited. `said` is called with how many slides are done
    and how many there are. Raises TemplateError where the template can't be used.
    """
    presentation = opened(template)
    layouts = layouts_of(presentation)
    for done, slide in enumerate(slides, start=1):
        _add_slide(presentation, layouts, printable(_with_aside(slide)))
        if said:
            said(done, len(slides))
    if slides:
        presentation.core_properties.title = printable(slides[0].title)[:LONGEST_PROPERTY]
    packed = io.BytesIO()
    presentation.save(packed)
    return packed.getvalue()


def _with_aside(slide: Slide) -> Slide:
    """What a chart has no place for stands before the source."""
    if isinstance(slide.content, Dots) and slide.content.aside:
        return replace(slide, source=" ".join(part for part in (slide.content.aside, slide.source) if part))
    return slide


def _add_slide(presentation: Presentation, layouts: Layouts, slide: Slide) -> None:
    is_cover = isinstance(slide.content, Cover)
    box = room(layouts, slide.scope, slide.source)
    for part in pages_of(slide, box, layouts.scale):
        page = new_page(presentation, layouts, part.title, is_cover)
        add_scope(page, layouts, part.scope)
        _add_content(page, part, box, layouts.scale)
        add_foot(page, layouts, part.source)
        add_notes(page, part.notes)


def _add_content(page: Page, slide: Slide, box: Box, scale: float) -> None:
    said = slide.description or slide.title
    if is_empty(slide.content):
        say_nothing(page, box, _("There is nothing to draw for this selection."), scale)
        return
    match slide.content:
        case Bars() | Panels():
            add_bars(page, slide.content, box, said, scale)
        case Dots():
            add_dots(page, slide.content, box, said, scale)
        case Matrix():
            add_matrix(page, slide.content, box, said, scale)
        case WorldMap():
            add_map(page, slide.content, box, said, scale)
        case Rows():
            add_rows(page, slide.content, box, said, scale)
        case Cover():
            add_cover_lines(page, slide.content, box, scale)
        case Numbers():
            add_numbers(page, slide.content, box, scale)
        case Sentences():
            add_sentences(page, slide.content, box, scale)
