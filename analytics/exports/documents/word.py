"""Pieces of a document for Word and its kin: an empty one in our style, lines, tables, links, its bytes."""

import io
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Opened
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from analytics.addresses import is_address
from analytics.charts import theme
from analytics.charts.text_width import runs_from_right
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.bundle import reproducible
from analytics.exports.documents import layout
from analytics.packs.page import TextTable
from analytics.words import _, language

FONT = "Arial"
LONGEST_PROPERTY = 255


def empty(title: str, subject: str, title_size: float = layout.TITLE) -> Opened:
    """A document of A4 pages in our style, with nothing of the machine that made it; sizes are in points."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(layout.PAGE[0]), Pt(layout.PAGE[1])
    section.left_margin = section.right_margin = Pt(layout.SIDE)
    section.top_margin = section.bottom_margin = Pt(layout.END)
    section.header_distance = section.footer_distance = Pt(layout.END - 10)
    styles = document.styles
    for name, size, colour in (
        ("Normal", layout.TEXT, theme.INK),
        ("Title", title_size, theme.INK),
        ("Heading 1", layout.HEADING, theme.ACCENT),
    ):
        _set_style(styles[name], size, colour)
    languages = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
    for script in ("val", "eastAsia", "bidi"):
        languages.set(qn(f"w:{script}"), language.get())
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]
    about = document.core_properties
    about.title, about.subject, about.language = title[:LONGEST_PROPERTY], subject[:LONGEST_PROPERTY], language.get()
    about.author, about.last_modified_by, about.comments = _("Local Coalition dashboard"), "", ""
    return document


def content_of(document: Opened) -> bytes:
    """The file."""
    packed = io.BytesIO()
    document.save(packed)
    return reproducible(packed.getvalue())


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


def line(
    paragraph: Paragraph,
    text: str,
    size: float = 0,
    colour: str = "",
    bold: bool | None = None,
    after: float = 0,
    before: float | None = None,
) -> Paragraph:
    """A text in an empty paragraph, from left or right as its script runs; without `before` its style has that."""
    paragraph.paragraph_format.space_after = Pt(after)
    if before is not None:
        paragraph.paragraph_format.space_before = Pt(before)
    if runs_from_right(text):
        # No public way to set the direction.
        paragraph._p.get_or_add_pPr().insert_element_before(element("bidi"), "w:spacing", "w:ind", "w:jc")
    run(paragraph, text, size, colour, bold)
    return paragraph


def run(paragraph: Paragraph, text: str, size: float = 0, colour: str = "", bold: bool | None = None) -> None:
    """More text at the end of a paragraph."""
    added = paragraph.add_run(text)
    added.bold = bold
    if size:
        added.font.size = Pt(size)
    if colour:
        added.font.color.rgb = RGBColor.from_string(colour[1:])
    if runs_from_right(text):
        added.font.rtl, added.font.cs_bold = True, bold
        if size:
            _set_complex_size(added._r.get_or_add_rPr(), size)


def link(paragraph: Paragraph, address: str, size: float) -> None:
    """An address at the end of a paragraph that leads there; text where no document may lead to it."""
    run(paragraph, address, size, theme.ACCENT if is_address(address) else theme.QUIET)
    if is_address(address):
        leading = OxmlElement("w:hyperlink")
        leading.set(qn("r:id"), _relation(paragraph.part, address))
        leading.append(paragraph.runs[-1]._r)
        paragraph._p.append(leading)


def _relation(part: Part, address: str) -> str:
    return str(part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _set_complex_size(properties: Any, size: float) -> None:
    """The size of Arabic, Hebrew and their kind, which Word keeps beside that of other scripts."""
    for each in properties.xpath("w:szCs"):
        properties.remove(each)
    properties.sz.addnext(element("szCs", val=round(size * 2)))


def element(name: str, **attributes: object) -> Any:
    """An element of a document that the library has no name for."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def rule(paragraph: Paragraph, eighths: int, colour: str) -> None:
    """A line over a paragraph, so many eighths of a point thick."""
    around = element("pBdr")
    around.append(element("top", val="single", sz=eighths, space=5, color=colour[1:]))
    paragraph._p.get_or_add_pPr().insert_element_before(
        around, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc"
    )


def add_right_tab(paragraph: Paragraph) -> None:
    """Makes what follows a tab end at the right side of the page."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(layout.WIDE), WD_TAB_ALIGNMENT.RIGHT)


def page_number(paragraph: Paragraph) -> None:
    """The number of the page and how many there are, at the end of a paragraph; Word fills them in."""
    for field in ("PAGE", "NUMPAGES"):
        if field == "NUMPAGES":
            run(paragraph, " / ", layout.QUIET, theme.QUIET)
        computed = element("fldSimple", instr=field)
        run(paragraph, "1", layout.QUIET, theme.QUIET)
        computed.append(paragraph.runs[-1]._r)
        paragraph._p.append(computed)


def grid(parent: Opened | _Cell, widths: list[float]) -> Table:
    """A row of cells without lines, as wide as said in points, for what stands side by side."""
    table = parent.add_table(1, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    table._tbl.tblPr.insert_element_before(parse_xml(_MARGINS), "w:tblLook")
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
        column.cells[0].width = Pt(wide)
    return table


def add_numbers(document: Opened, items: tuple[tuple[str, str, str], ...]) -> None:
    """Numbers to say aloud beside each other, each with what it counts and the whole that it is of."""
    if not items:
        return
    cells = grid(document, [layout.WIDE / len(items)] * len(items)).rows[0].cells
    for cell, (value, name, under) in zip(cells, items, strict=True):
        cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=theme.OUTSIDE[1:]))
        paragraphs = [line(cell.paragraphs[0], value, layout.NUMBER, theme.ACCENT, bold=True)]
        paragraphs.append(line(cell.add_paragraph(), name, bold=True))
        if under:
            paragraphs.append(line(cell.add_paragraph(), under, layout.SMALL, theme.QUIET, after=2))
        for paragraph in paragraphs:
            paragraph.paragraph_format.left_indent = Pt(layout.PADDING)


def add_picture(paragraph: Paragraph, picture: layout.Picture, exhibit: Exhibit) -> None:
    """The picture of an exhibit, with what it says to readers who can't see it."""
    drawn = paragraph.add_run().add_picture(io.BytesIO(picture.content), Pt(picture.width), Pt(picture.height))
    drawn._inline.docPr.set("descr", exhibit.alt_text)
    drawn._inline.docPr.set("name", exhibit.name)


def add_table(parent: Opened | _Cell, shown: TextTable, wide: float) -> None:
    """A table of text: the headings again on every page, no row torn apart, addresses behind the last column.

    Written as XML, because the library takes a minute for a thousand rows.
    """
    widths = [round(share / sum(shown.widths) * wide * TWENTIETHS) for share in shown.widths]
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = _row(shown.headings, widths, parent.part, is_head=True) if any(shown.headings) else ""
    addresses = shown.links or ("",) * len(shown.cells)
    rows = [_row(row, widths, parent.part, address) for row, address in zip(shown.cells, addresses, strict=True)]
    table = parse_xml(
        f'<w:tbl {nsdecls("w", "r")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{_MARGINS}<w:tblLook w:firstRow="{int(bool(head))}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"{head}{''.join(rows)}</w:tbl>"
    )
    holder = parent if isinstance(parent, _Cell) else parent._body
    holder._element._insert_tbl(table)


TWENTIETHS = 20
"""Of a point: in them Word measures widths."""

_BESIDE = round(layout.PADDING * TWENTIETHS)
_MARGINS = (
    f'<w:tblCellMar {nsdecls("w")}><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{_BESIDE}" w:type="dxa"/></w:tblCellMar>'
)


def _row(texts: tuple[str, ...], widths: list[int], part: Part, address: str = "", is_head: bool = False) -> str:
    """A row as XML; `address` is where the last cell leads."""
    target = _relation(part, address) if is_address(address) else ""
    plain = "<w:b/><w:bCs/>" if is_head else ""
    plain += f'<w:color w:val="{theme.QUIET[1:]}"/>' if is_head else ""
    colour, eighths = (theme.ACCENT, 6) if is_head else (theme.RULE, 4)
    cells = []
    for column, (text, wide) in enumerate(zip(texts, widths, strict=True), start=1):
        from_right = runs_from_right(text)
        own = f'<w:color w:val="{theme.ACCENT[1:]}"/>' if target and column == len(texts) else plain
        run_xml = (
            f"<w:r><w:rPr>{own}{'<w:rtl/>' if from_right else ''}</w:rPr>"
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        )
        if target and column == len(texts):
            run_xml = f'<w:hyperlink r:id="{target}">{run_xml}</w:hyperlink>'
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="{eighths}" w:color="{colour[1:]}"/></w:tcBorders></w:tcPr>'
            f"<w:p><w:pPr>{'<w:bidi/>' if from_right else ''}</w:pPr>{run_xml}</w:p></w:tc>"
        )
    # LibreOffice loses rows under a head that must not be torn, where it stands at the end of a page.
    properties = f"<w:trPr>{'<w:tblHeader/>' if is_head else '<w:cantSplit/>'}</w:trPr>"
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"
