"""A paper of several pages as a document that can be edited in Word or LibreOffice: what `printed` makes a PDF of."""

import io

from docx.document import Document as Opened
from docx.text.paragraph import Paragraph
from PIL import Image

from analytics.addresses import address_at_end
from analytics.charts import theme
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.documents import layout, word
from analytics.exports.documents.layout import Picture
from analytics.exports.images import ImageError, NoBrowser
from analytics.exports.printable import printable
from analytics.packs.page import Heading, Paper, Part, TextTable
from analytics.packs.slide import BigNumbers
from analytics.words import _

HIGHEST = 0.7
"""Of a page's height, what a picture takes at most: the rest is for the words that stay with it."""


def paper_docx(paper: Paper) -> bytes:
    """As many A4 pages as it takes, upright and numbered; without a browser on the server words stand for pictures."""
    paper = printable(paper)
    document = word.empty(paper.title, next(iter(paper.about), ""), layout.PAPER_TITLE)
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = "Normal"
    foot.paragraph_format.tab_stops.clear_all()
    word.add_right_tab(foot)
    word.line(foot, f"{paper.title}\t", layout.QUIET, theme.QUIET)
    word.page_number(foot)
    word.line(document.add_paragraph(style="Title"), paper.title, after=4)
    for text in paper.about:
        _line(document, text, layout.PAPER_SMALL, theme.QUIET, after=1)
    for part in paper.parts:
        _add(document, part)
    return word.content_of(document)


def _add(document: Opened, part: Part) -> None:
    match part:
        case Heading(words):
            _heading(document, words)
        case BigNumbers(items):
            word.line(document.add_paragraph(), "", 4)
            word.add_numbers(document, items)
        case TextTable():
            word.line(document.add_paragraph(), "", 2)
            word.add_table(document, part, layout.WIDE)
        case Exhibit():
            _exhibit(document, part)
        case str():
            _line(document, part, layout.PAPER_TEXT, theme.INK, after=4, before=4)


def _heading(document: Opened, words: str) -> None:
    word.line(document.add_paragraph(style="Heading 1"), words, after=4, before=14)


def _line(
    document: Opened, text: str, size: float, colour: str, after: float = 0, before: float | None = None
) -> Paragraph:
    """A paragraph; an address at its end is a link."""
    address = address_at_end(text)
    line = word.line(document.add_paragraph(), text.removesuffix(address), size, colour, after=after, before=before)
    if address:
        word.link(line, address, size)
    return line


def _exhibit(document: Opened, exhibit: Exhibit) -> None:
    """The figure as the page draws it, with its finding and scope over it and its source below, on one page."""
    _heading(document, exhibit.finding)
    scope = _line(document, exhibit.scope, layout.PAPER_SMALL, theme.QUIET, after=4)
    scope.paragraph_format.keep_with_next = True
    try:
        picture = _picture(exhibit)
    except (NoBrowser, ImageError) as error:
        missing = _("The figure is not in this document. {reason} In words: {description}").format(
            reason=error, description=exhibit.alt_text
        )
        _line(document, missing, layout.PAPER_TEXT, theme.INK, after=4)
    else:
        drawn = document.add_paragraph()
        word.add_picture(drawn, picture, exhibit)
        drawn.paragraph_format.keep_with_next = True
    _line(document, exhibit.source_under_figure(), layout.QUIET, theme.QUIET)


def _picture(exhibit: Exhibit) -> Picture:
    content = layout.across(exhibit, "png")
    with Image.open(io.BytesIO(content)) as opened:
        wide, high = opened.size
    scale = min(layout.WIDE / wide, HIGHEST * layout.HIGH / high)
    return Picture(content, wide * scale, high * scale)
