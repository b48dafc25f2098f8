"""Words on a slide: paragraphs in a box, from left or right as their script runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame
from pptx.util import Pt

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.colours import colour
from analytics.exports.slides.text_width import runs_from_right

SCHEMES = ("http", "https", "mailto")
"""Addresses that a slide may lead to."""


@dataclass(frozen=True)
class Words:
    """A paragraph: its text, type size in points (None: that of the master), colour, and the address it leads to."""

    text: str
    size: float | None = None
    ink: str = ""
    bold: bool | None = None
    link: str = ""
    after: float = 0.0
    centred: bool = False


def write(frame: TextFrame, paragraphs: Sequence[Words]) -> None:
    """Puts paragraphs into a text frame that was empty."""
    frame.word_wrap = True
    for place, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words.text
        if words.size is not None:
            run.font.size = Pt(words.size)
        if words.bold is not None:
            run.font.bold = words.bold
        if words.ink:
            colour(run.font.color, words.ink)
        if is_address(words.link):
            run.hyperlink.address = words.link
        if words.after:
            paragraph.space_after = Pt(words.after)
        if words.centred:
            paragraph.alignment = PP_ALIGN.CENTER
        if runs_from_right(words.text):
            properties = paragraph._p.get_or_add_pPr()  # no public way to set the direction
            properties.set("rtl", "1")
            properties.set("algn", "ctr" if words.centred else "r")


def is_address(link: str) -> bool:
    """True for an address that a slide may lead to.

    >>> is_address("https://example.org/a"), is_address("javascript:alert(1)"), is_address("https://[")
    (True, False, False)
    """
    try:
        return urlsplit(link).scheme in SCHEMES
    except ValueError:
        return False


def add_words(page: Page, name: str, box: Box, paragraphs: Sequence[Words], at_bottom: bool = False) -> Shape:
    """A text box without margins; what does not fit is shrunk by PowerPoint once it is edited."""
    shape = page.shapes.add_textbox(*box)
    shape.name = name
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if at_bottom else MSO_ANCHOR.TOP
    write(frame, paragraphs)
    return shape


def say_nothing(page: Page, box: Box, sentence: str, scale: float) -> None:
    """A sentence where there is nothing to draw."""
    add_words(page, "Empty", box, [Words(sentence, 18 * scale, theme.QUIET)])
