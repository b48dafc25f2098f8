"""Text on a slide: paragraphs in a box, from left or right as their script runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.text.text import _Paragraph as TextParagraph
from pptx.util import Pt

from analytics.addresses import is_address
from analytics.charts.text_width import LINE, runs_from_right
from analytics.exports.slides.drawing import Box, set_colour


@dataclass(frozen=True)
class Paragraph:
    """Its text, type size in points (None: that of the master), colour, and the address it leads to.

    `after` is the room under it, in points.
    """

    text: str
    size: float | None = None
    colour: str = ""
    bold: bool | None = None
    link: str = ""
    after: float = 0.0
    centred: bool = False


def write(frame: TextFrame, paragraphs: Sequence[Paragraph]) -> None:
    """Puts paragraphs into a text frame that was empty."""
    frame.word_wrap = True
    for at, each in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = each.text
        run.font.bold = each.bold
        if each.size is not None:
            run.font.size = Pt(each.size)
            # Typefaces have lines of other heights; tables would outgrow their places.
            paragraph.line_spacing = Pt(round(each.size * LINE, 1))
        if each.colour:
            set_colour(run.font.color, each.colour)
        if is_address(each.link):
            run.hyperlink.address = each.link
        if each.after:
            paragraph.space_after = Pt(each.after)
        if each.centred:
            paragraph.alignment = PP_ALIGN.CENTER
        if runs_from_right(each.text):
            run_from_right(paragraph, each.centred)


def run_from_right(paragraph: TextParagraph, centred: bool = False) -> None:
    """Makes a paragraph run from right to left."""
    properties = paragraph._p.get_or_add_pPr()  # no public way to set the direction
    properties.set("rtl", "1")
    properties.set("algn", "ctr" if centred else "r")


def add_text(
    holder: Slide | GroupShape, name: str, box: Box, paragraphs: Sequence[Paragraph], at_bottom: bool = False
) -> None:
    """A text box without margins; what does not fit is shrunk by PowerPoint once it is edited."""
    shape = holder.shapes.add_textbox(*box)
    shape.name = name
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if at_bottom else MSO_ANCHOR.TOP
    write(frame, paragraphs)
