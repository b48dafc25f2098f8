"""Slides as one PowerPoint file."""

import io
from collections.abc import Sequence
from dataclasses import replace

from pptx.presentation import Presentation
from pptx.slide import Slide as DrawnSlide

from analytics.charts.description import Bars, Figure, Map, Matrix, Panels, Ranks, Scatter
from analytics.charts.text_width import wider
from analytics.exports.bundle import reproducible
from analytics.exports.printable import printable
from analytics.exports.slides.adapted_figures import adapted, limits_of
from analytics.exports.slides.bar_charts import add_bars
from analytics.exports.slides.bullets import add_bullets
from analytics.exports.slides.dot_charts import add_ranks, add_scatter
from analytics.exports.slides.drawing import LEAST_SENTENCE, Box
from analytics.exports.slides.maps import add_map
from analytics.exports.slides.matrix import add_matrix
from analytics.exports.slides.pagination import is_empty, parts_of
from analytics.exports.slides.slide_frame import SCOPE, SOURCE, add_line, add_notes, add_number, in_full, new_slide
from analytics.exports.slides.style import Style
from analytics.exports.slides.template import Layouts, layouts_of, opened
from analytics.exports.slides.text_box import Paragraph, add_text
from analytics.exports.slides.text_slides import add_cover_lines, add_number_column, add_numbers, add_statements
from analytics.packs.slide import BigNumbers, Bullets, Cover, Slide, Statements
from analytics.words import _


def pptx_bytes(slides: Sequence[Slide], template: bytes | None = None) -> bytes:
    """A presentation with these slides, in the style of a template (.pptx or .potx) or in ours.

    Charts, tables and maps are PowerPoint's own and can be edited. Raises TemplateError where the template can't be
    used.
    """
    presentation = opened(template)
    layouts = layouts_of(presentation)
    before = wider.set(layouts.wider)
    try:
        for slide in slides:
            _add_slide(presentation, layouts, printable(_adapted(slide)))
    finally:
        wider.reset(before)
    about = presentation.core_properties
    about.title = printable(slides[0].title)[:255] if slides else ""  # the library takes no more
    about.author = about.last_modified_by = about.comments = ""
    packed = io.BytesIO()
    presentation.save(packed)
    return reproducible(packed.getvalue())


def _adapted(slide: Slide) -> Slide:
    """The slide with its figure in a form of PowerPoint's; the source or the notes say what that leaves out."""
    figure = slide.content
    if not isinstance(figure, Figure):
        return slide
    source = slide.source
    if isinstance(figure, Scatter) and figure.aside:
        source = f"{figure.aside} {source}".strip()
    notes = (*slide.notes, (_("Not as on the page"), " ".join(limits_of(figure))))
    return replace(slide, content=adapted(figure), source=source, notes=notes)


def _add_slide(presentation: Presentation, layouts: Layouts, slide: Slide) -> None:
    for part, box, beside in parts_of(slide, layouts):
        is_cover = isinstance(part.content, Cover)
        drawn = new_slide(presentation, layouts, part.title, is_cover)
        # A cover has no lines above and below its content.
        lines = {} if is_cover else {SCOPE: part.scope, SOURCE: part.source}
        if isinstance(part.content, Cover):
            add_cover_lines(drawn, part.content, layouts.cover)
        else:
            add_line(drawn, layouts, SCOPE, part.scope)
            if part.numbers and beside:
                add = add_number_column if beside.top == box.top else add_numbers
                add(drawn, part.numbers, beside, layouts.plain.style)
            _add_content(drawn, part, box, layouts.plain.style)
            add_line(drawn, layouts, SOURCE, part.source)
        add_number(drawn, layouts.cover if is_cover else layouts.plain)
        cut = in_full(drawn, layouts, part.title, lines)
        add_notes(drawn, part.script, (*part.notes, *cut))


def _add_content(drawn: DrawnSlide, slide: Slide, box: Box, style: Style) -> None:
    alt_text = slide.description or slide.title
    if is_empty(slide.content):
        empty = Paragraph(_("There is nothing to draw for this selection."), LEAST_SENTENCE * style.scale, style.quiet)
        add_text(drawn, "Empty", box, [empty])
        return
    match slide.content:
        case Bars() | Panels():
            add_bars(drawn, slide.content, box, alt_text, style)
        case Scatter():
            add_scatter(drawn, slide.content, box, alt_text, style)
        case Ranks():
            add_ranks(drawn, slide.content, box, alt_text, style)
        case Matrix():
            add_matrix(drawn, slide.content, box, alt_text, style)
        case Map():
            add_map(drawn, slide.content, box, alt_text, style)
        case BigNumbers():
            add_numbers(drawn, slide.content, box, style)
        case Statements():
            add_statements(drawn, slide.content, box, style)
        case Bullets():
            add_bullets(drawn, slide.content, box, style)
