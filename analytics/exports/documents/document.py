"""Pages as documents that can be edited in Word or LibreOffice: what `printed` makes PDFs of."""

import io

from docx.document import Document as Opened
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from PIL import Image

from analytics.addresses import address_at_end
from analytics.charts import theme
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.documents import layout, word
from analytics.exports.documents.layout import Fitted, Picture, fitted, left_out
from analytics.exports.images import ImageError, NoBrowser
from analytics.exports.slides.text_box import printable
from analytics.packs.page import Heading, Page, Paper, Part, Section, TextTable
from analytics.packs.slide import BigNumbers
from analytics.words import _

HIGHEST = 0.7
"""Of a page's height, what a picture takes at most: the rest is for the words that stay with it."""


def docx_bytes(page: Page) -> bytes:
    """One A4 page; without a browser on the server it has no picture and says so."""
    shown = fitted(page)
    page = shown.page
    document = word.empty(page.title, page.kind)
    top = word.line(document.add_paragraph(), page.kind, layout.SMALL, theme.QUIET, after=3)
    _add_right_tab(top)
    word.run(top, f"\t{page.date}", layout.SMALL, theme.QUIET)
    word.rule(top, 24, theme.ACCENT)
    word.line(document.add_paragraph(style="Title"), page.title)
    word.line(document.add_paragraph(), page.sentence, layout.SENTENCE, after=8)
    word.add_numbers(document, page.numbers)
    _sides(document, shown)
    for section in page.lists:
        _section(document, section, layout.WIDE)
    for place, (heading, text) in enumerate(page.remarks):
        name, before = _("{heading}:").format(heading=heading), 6 if place == 0 else 3
        remark = word.line(document.add_paragraph(), name, bold=True, before=before)
        word.run(remark, f" {text}")
    _foot(document, page)
    return word.content_of(document)


def _add_right_tab(paragraph: Paragraph) -> None:
    """Makes what follows a tab end at the right side of the page."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(layout.WIDE), WD_TAB_ALIGNMENT.RIGHT)


def _sides(document: Opened, shown: Fitted) -> None:
    """The picture with its scope at the left, what stands beside it at the right."""
    page = shown.page
    if page.picture is None:
        if page.beside:
            _section(document, page.beside, layout.WIDE)
        return
    word.line(document.add_paragraph(), "", 4)
    left, right = word.grid(document, [layout.PICTURE + layout.GAP, layout.BESIDE]).rows[0].cells
    if shown.picture:
        word.add_picture(left.paragraphs[0], shown.picture, page.picture.name)
        word.line(left.add_paragraph(), page.picture.scope, layout.QUIET, theme.QUIET, before=4)
    else:
        word.line(left.paragraphs[0], shown.missing, 0, theme.QUIET)
    if page.beside:
        _section(right, page.beside, layout.BESIDE - layout.PADDING)


def _section(parent: Opened | _Cell, section: Section, wide: float) -> None:
    in_cell = isinstance(parent, _Cell)
    heading = parent.paragraphs[0] if in_cell else parent.add_paragraph()
    heading.style = "Heading 1"
    word.line(heading, section.heading, after=3, before=0 if in_cell else None)
    word.add_table(parent, section.table, wide)
    # A cell must end in a paragraph, which may be small.
    word.line(parent.add_paragraph(), left_out(section), layout.SMALL if section.elsewhere else 1, theme.QUIET)


def _foot(document: Opened, page: Page) -> None:
    """Sources, notes and the link back, at the end of the page."""
    footer = document.sections[0].footer
    for place, text in enumerate(page.foot):
        paragraph = footer.paragraphs[0] if place == 0 else footer.add_paragraph()
        paragraph.style = "Normal"
        word.line(paragraph, text, layout.QUIET, theme.QUIET)
        if place == 0:
            word.rule(paragraph, 4, theme.RULE)
    word.link(footer.add_paragraph(style="Normal"), page.address, layout.QUIET)


def paper_docx(paper: Paper) -> bytes:
    """As many A4 pages as it takes, upright and numbered; without a browser on the server words stand for pictures."""
    paper = printable(paper)
    document = word.empty(paper.title, next(iter(paper.about), ""), layout.PAPER_TITLE)
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = "Normal"
    foot.paragraph_format.tab_stops.clear_all()
    _add_right_tab(foot)
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
            reason=error, description=exhibit.description
        )
        _line(document, missing, layout.PAPER_TEXT, theme.INK, after=4)
    else:
        drawn = document.add_paragraph()
        word.add_picture(drawn, picture, exhibit.name)
        drawn.paragraph_format.keep_with_next = True
    _line(document, exhibit.source_under_figure(), layout.QUIET, theme.QUIET)


def _picture(exhibit: Exhibit) -> Picture:
    content = layout.across(exhibit, "png")
    with Image.open(io.BytesIO(content)) as opened:
        wide, high = opened.size
    scale = min(layout.WIDE / wide, HIGHEST * layout.HIGH / high)
    return Picture(content, wide * scale, high * scale, exhibit.description)
