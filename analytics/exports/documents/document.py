"""A brief of one page as a document that can be edited in Word or LibreOffice."""

from docx.document import Document as Opened
from docx.table import _Cell

from analytics.charts import theme
from analytics.exports.documents import layout, word
from analytics.exports.documents.layout import Fitted, fitted, left_out
from analytics.packs.page import Brief, Section
from analytics.words import _


def docx_bytes(brief: Brief) -> bytes:
    """One A4 page; without a browser on the server it has no picture and says so."""
    shown = fitted(brief)
    brief = shown.brief
    document = word.empty(brief.title, brief.kind)
    top = word.line(document.add_paragraph(), brief.kind, layout.SMALL, theme.QUIET, after=3)
    word.add_right_tab(top)
    word.run(top, f"\t{brief.date}", layout.SMALL, theme.QUIET)
    word.rule(top, 24, theme.ACCENT)
    word.line(document.add_paragraph(style="Title"), brief.title)
    word.line(document.add_paragraph(), brief.sentence, layout.SENTENCE, after=8)
    word.add_numbers(document, brief.numbers)
    _sides(document, shown)
    for section in brief.lists:
        _section(document, section, layout.WIDE)
    for at, (heading, text) in enumerate(brief.remarks):
        name = _("{heading}:").format(heading=heading)
        remark = word.line(document.add_paragraph(), name, bold=True, before=6 if at == 0 else 3)
        word.run(remark, f" {text}")
    _foot(document, brief)
    return word.content_of(document)


def _sides(document: Opened, shown: Fitted) -> None:
    """The picture with its scope at the left, what stands beside it at the right."""
    brief = shown.brief
    if brief.picture is None:
        return
    word.line(document.add_paragraph(), "", 4)
    left, right = word.grid(document, [layout.PICTURE + layout.GAP, layout.BESIDE]).rows[0].cells
    if shown.picture:
        word.add_picture(left.paragraphs[0], shown.picture, brief.picture)
        word.line(left.add_paragraph(), brief.picture.scope, layout.QUIET, theme.QUIET, before=4)
    else:
        word.line(left.paragraphs[0], shown.missing, 0, theme.QUIET)
    if brief.beside:
        _section(right, brief.beside, layout.BESIDE - layout.PADDING)


def _section(parent: Opened | _Cell, section: Section, wide: float) -> None:
    in_cell = isinstance(parent, _Cell)
    heading = parent.paragraphs[0] if in_cell else parent.add_paragraph()
    heading.style = "Heading 1"
    word.line(heading, section.heading, after=3, before=0 if in_cell else None)
    word.add_table(parent, section.table, wide)
    # A cell must end in a paragraph, which may be small.
    word.line(parent.add_paragraph(), left_out(section), layout.SMALL if section.elsewhere else 1, theme.QUIET)


def _foot(document: Opened, brief: Brief) -> None:
    """Sources, notes and the link back, at the end of the page."""
    footer = document.sections[0].footer
    for at, text in enumerate(brief.foot):
        paragraph = footer.paragraphs[0] if at == 0 else footer.add_paragraph()
        paragraph.style = "Normal"
        word.line(paragraph, text, layout.QUIET, theme.QUIET)
        if at == 0:
            word.rule(paragraph, 4, theme.RULE)
    word.link(footer.add_paragraph(style="Normal"), brief.address, layout.QUIET)
