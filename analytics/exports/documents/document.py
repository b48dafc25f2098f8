"""A page as a document that can be edited in Word or LibreOffice."""

import io
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from analytics.charts import theme
from analytics.charts.text_width import runs_from_right
from analytics.exports.documents import layout
from analytics.exports.documents.layout import Fitted, fitted, left_out
from analytics.exports.slides.text_box import is_address
from analytics.packs.page import Page, Section
from analytics.words import _, language

FONT = "Arial"


def docx_bytes(page: Page) -> bytes:
    """One A4 page; without a browser on the server it has no picture and says so."""
    shown = fitted(page)
    page, document = shown.page, _empty(page)
    top = _line(document.add_paragraph(), page.kind, layout.SMALL, theme.QUIET, after=3)
    top.paragraph_format.tab_stops.add_tab_stop(Pt(layout.WIDE), 2)  # 2: to the left of the stop
    _run(top, f"\t{page.date}", layout.SMALL, theme.QUIET)
    _border(top, "top", 24, theme.ACCENT)
    _line(document.add_paragraph(style="Title"), page.title)
    _line(document.add_paragraph(), page.sentence, layout.SENTENCE, after=8)
    _numbers(document, page)
    _sides(document, shown)
    for section in page.lists:
        _section(document, section, layout.WIDE)
    for place, (heading, text) in enumerate(page.remarks):
        remark = _line(document.add_paragraph(), _("{heading}:").format(heading=heading), bold=True)
        remark.paragraph_format.space_before = Pt(6 if place == 0 else 3)
        _run(remark, f" {text}")
    _foot(document, page)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _empty(page: Page) -> Opened:
    """A document of one A4 page in our look, with nothing of the machine that made it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(layout.PAGE[0]), Pt(layout.PAGE[1])
    section.left_margin = section.right_margin = Pt(layout.SIDE)
    section.top_margin = section.bottom_margin = Pt(layout.END)
    section.header_distance = section.footer_distance = Pt(layout.END - 10)
    styles = document.styles
    for name, size, colour in (
        ("Normal", layout.TEXT, theme.INK),
        ("Title", layout.TITLE, theme.INK),
        ("Heading 1", layout.HEADING, theme.ACCENT),
    ):
        _set_style(styles[name], size, colour)
    spoken = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
    for script in ("val", "eastAsia", "bidi"):
        spoken.set(qn(f"w:{script}"), language.get())
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]
    about = document.core_properties
    about.title, about.subject, about.language = page.title[:255], page.kind[:255], language.get()
    about.author = about.last_modified_by = about.comments = ""
    # The file is made from the data alone: its day is theirs, and stands on the page.
    for each in about._element.xpath("dcterms:created|dcterms:modified"):
        about._element.remove(each)
    return document


def _set_style(style: ParagraphStyle, size: float, colour: str) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(colour[1:])
    style.font.bold = style.font.cs_bold = style.name != "Normal"
    own = style.element.get_or_add_rPr()
    _set_complex_size(own, size)
    for each in own.xpath("w:spacing|w:kern"):
        own.remove(each)
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        own.rFonts.attrib.pop(qn(f"w:{name}"), None)
    own.rFonts.set(qn("w:cs"), FONT)
    for each in style.element.xpath("w:pPr/w:pBdr"):
        each.getparent().remove(each)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(8 if style.name == "Heading 1" else 0), Pt(0)
    spacing.line_spacing = 1.0


def _line(
    paragraph: Paragraph, text: str, size: float = 0, colour: str = "", bold: bool | None = None, after: float = 0
) -> Paragraph:
    """A text in an empty paragraph, from left or right as its script runs."""
    paragraph.paragraph_format.space_after = Pt(after)
    if runs_from_right(text):
        # No public way to set the direction.
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")
    _run(paragraph, text, size, colour, bold)
    return paragraph


def _run(paragraph: Paragraph, text: str, size: float = 0, colour: str = "", bold: bool | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour[1:])
    if runs_from_right(text):
        run.font.rtl, run.font.cs_bold = True, bold
        if size:
            _set_complex_size(run._r.get_or_add_rPr(), size)


def _set_complex_size(properties: Any, size: float) -> None:
    """The size of Arabic, Hebrew and their kind, which Word keeps beside that of other scripts."""
    for each in properties.xpath("w:szCs"):
        properties.remove(each)
    properties.sz.addnext(_element("szCs", val=round(size * 2)))


def _element(name: str, **attributes: object) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _border(paragraph: Paragraph, side: str, eighths: int, colour: str) -> None:
    around = _element("pBdr")
    around.append(_element(side, val="single", sz=eighths, space=5, color=colour[1:]))
    paragraph._p.get_or_add_pPr().insert_element_before(
        around, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc"
    )


def _table(parent: Opened | _Cell, rows: int, widths: list[float]) -> Table:
    """A table without lines, its columns as wide as said in points."""
    table = parent.add_table(rows, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    margins = _element("tblCellMar")
    for side, points in (("top", 2), ("left", 0), ("bottom", 2), ("right", layout.PADDING)):
        margins.append(_element(side, w=round(points * 20), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
        for cell in column.cells:
            cell.width = Pt(wide)
    return table


def _under(cell: _Cell, colour: str, eighths: int) -> None:
    borders = _element("tcBorders")
    borders.append(_element("bottom", val="single", sz=eighths, color=colour[1:]))
    cell._tc.get_or_add_tcPr().append(borders)


def _numbers(document: Opened, page: Page) -> None:
    if not page.numbers:
        return
    table = _table(document, 1, [layout.WIDE / len(page.numbers)] * len(page.numbers))
    for cell, (value, name, under) in zip(table.rows[0].cells, page.numbers, strict=True):
        cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=theme.OUTSIDE[1:]))
        paragraphs = [_line(cell.paragraphs[0], value, layout.NUMBER, theme.ACCENT, bold=True)]
        paragraphs.append(_line(cell.add_paragraph(), name, bold=True))
        if under:
            paragraphs.append(_line(cell.add_paragraph(), under, layout.SMALL, theme.QUIET, after=2))
        for paragraph in paragraphs:
            paragraph.paragraph_format.left_indent = Pt(layout.PADDING)


def _sides(document: Opened, shown: Fitted) -> None:
    """The picture with its scope at the left, what stands beside it at the right."""
    page = shown.page
    if page.picture is None:
        if page.beside:
            _section(document, page.beside, layout.WIDE)
        return
    _line(document.add_paragraph(), "", 4)
    table = _table(document, 1, [layout.PICTURE + layout.GAP, layout.BESIDE])
    left, right = table.rows[0].cells
    if shown.picture:
        content, width, height, alt = shown.picture
        run = left.paragraphs[0].add_run()
        drawn = run.add_picture(io.BytesIO(content), Pt(width), Pt(height))
        drawn._inline.docPr.set("descr", alt)
        drawn._inline.docPr.set("name", page.picture.name)
        _line(left.add_paragraph(), page.picture.scope, layout.QUIET, theme.QUIET).paragraph_format.space_before = Pt(4)
    else:
        _line(left.paragraphs[0], shown.missing, 0, theme.QUIET)
    if page.beside:
        _section(right, page.beside, layout.BESIDE - layout.PADDING)


def _section(parent: Opened | _Cell, section: Section, wide: float) -> None:
    first = isinstance(parent, _Cell)
    heading = parent.paragraphs[0] if first else parent.add_paragraph()
    heading.style = "Heading 1"
    _line(heading, section.heading, after=3)
    if first:
        heading.paragraph_format.space_before = Pt(0)
    shown = section.table
    rows = [shown.headings, *shown.cells] if shown.headings else [*shown.cells]
    table = _table(parent, len(rows), [share * wide for share in shown.widths])
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        is_head = bool(shown.headings) and place == 0
        if is_head:
            row._tr.get_or_add_trPr().append(_element("tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            _under(cell, theme.ACCENT if is_head else theme.RULE, 6 if is_head else 4)
            _line(cell.paragraphs[0], text, 0, theme.QUIET if is_head else "", bold=is_head)
    # A cell must end in a paragraph, which may be small.
    _line(parent.add_paragraph(), left_out(section), layout.SMALL if section.elsewhere else 1, theme.QUIET)


def _foot(document: Opened, page: Page) -> None:
    """Sources, notes and the link back, at the end of the page."""
    footer = document.sections[0].footer
    for place, text in enumerate(page.foot):
        paragraph = footer.paragraphs[0] if place == 0 else footer.add_paragraph()
        paragraph.style = "Normal"
        _line(paragraph, text, layout.QUIET, theme.QUIET)
        if place == 0:
            _border(paragraph, "top", 4, theme.RULE)
    link = footer.add_paragraph(style="Normal")
    _line(link, "" if is_address(page.address) else page.address, layout.QUIET, theme.QUIET)
    if is_address(page.address):
        target = footer.part.relate_to(page.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        address = OxmlElement("w:hyperlink")
        address.set(qn("r:id"), target)
        _run(link, page.address, layout.QUIET, theme.ACCENT)
        address.append(link.runs[-1]._r)
        link._p.append(address)
