"""Our own master, for who brings no template: colours, type and places on a wide slide, set where a theme has them."""

from lxml import etree
from pptx import Presentation as opened_presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from analytics.charts import theme
from analytics.exports.slides.box import Box
from analytics.exports.slides.colours import colour_xml

FONT = "Arial"
"""A type that every machine has, or one as wide."""

WIDE, HIGH = Inches(40 / 3), Inches(7.5)
LAYOUTS = ("Title Slide", "Title Only")
TITLE_SIZE, COVER_SIZE, COVER_LINE, NUMBER_SIZE = 26, 40, 18, 10

_COLOURS = {
    "dk1": theme.INK,
    "lt1": theme.PAPER,
    "dk2": theme.QUIET,
    "lt2": theme.OUTSIDE,
    "accent1": theme.ACCENT,
    "accent2": theme.HIGHLIGHT,
    **{f"accent{place}": step for place, step in enumerate(theme.STEPS, start=3)},
    "hlink": theme.ACCENT,
    "folHlink": theme.QUIET,
}


def _inches(left: float, top: float, width: float, height: float) -> Box:
    return Box(Inches(left), Inches(top), Inches(width), Inches(height))


PLACES = {
    PP_PLACEHOLDER.TITLE: _inches(0.6, 0.38, 12.13, 1.0),
    PP_PLACEHOLDER.BODY: _inches(0.6, 1.42, 12.13, 5.68),
    PP_PLACEHOLDER.SLIDE_NUMBER: _inches(11.93, 7.12, 0.8, 0.24),
    PP_PLACEHOLDER.CENTER_TITLE: _inches(0.9, 1.5, 11.5, 2.3),
    PP_PLACEHOLDER.SUBTITLE: _inches(0.9, 4.15, 11.5, 2.2),
}
MARK, COVER_MARK = _inches(0.6, 0, 0.9, 0.1), _inches(0.9, 3.92, 1.4, 0.07)
"""The short bar in our first colour."""


def own_presentation() -> Presentation:
    """A presentation without slides that looks like the dashboard."""
    presentation = opened_presentation()
    presentation.slide_width, presentation.slide_height = WIDE, HIGH
    del presentation.element.sldSz.attrib["type"]
    master = presentation.slide_master
    for layout in presentation.slide_layouts:
        if layout.name not in LAYOUTS:
            presentation.slide_layouts.remove(layout)
    for holder in (master, *presentation.slide_layouts):
        _place_all(holder)
    _dress(master)
    _mark(master, MARK)
    cover = presentation.slide_layouts.get_by_name(LAYOUTS[0])
    _dress_cover(cover)
    _mark(cover, COVER_MARK)
    _paint(master.part)
    _drop_leftovers(presentation)
    return presentation


def _place_all(holder: SlideMaster | SlideLayout) -> None:
    """Puts placeholders where ours stand; dates and footers are left out."""
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type
        if kind not in PLACES:
            shape.element.getparent().remove(shape.element)
        elif isinstance(holder, SlideMaster) or kind in (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE):
            shape.left, shape.top, shape.width, shape.height = PLACES[kind]


def _dress(master: SlideMaster) -> None:
    """Titles bold, from the left, standing on the line under them; the number of the slide small and quiet."""
    for shape in master.placeholders:
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.TITLE:
            _anchor(shape, "b")
        elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            _style(shape, _type(NUMBER_SIZE, theme.QUIET, "r"))
    style = master.element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", str(TITLE_SIZE * 100))
    letters.set("b", "1")


def _dress_cover(cover: SlideLayout) -> None:
    """A large title above the bar, the lines below it."""
    for shape in cover.placeholders:
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.CENTER_TITLE:
            _anchor(shape, "b")
            _style(shape, _type(COVER_SIZE, theme.INK, "l"))
        elif kind == PP_PLACEHOLDER.SUBTITLE:
            _style(shape, _type(COVER_LINE, theme.QUIET, "l", 'marL="0" indent="0" '))


def _anchor(shape: BaseShape, side: str) -> None:
    shape.text_frame._txBody.bodyPr.set("anchor", side)  # python-pptx sets this for text boxes only


def _type(size: int, ink: str, side: str, more: str = "") -> str:
    return (
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr {more}algn="{side}"><a:buNone/><a:defRPr sz="{size * 100}">'
        f"<a:solidFill>{colour_xml(ink)}</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
    )


def _style(shape: BaseShape, style: str) -> None:
    body = shape.text_frame._txBody
    body.replace(body.find(qn("a:lstStyle")), parse_xml(style))


def _mark(holder: SlideMaster | SlideLayout, box: Box) -> None:
    """A bar in the first colour, behind everything; it says nothing, so it is marked as decoration."""
    tree = holder.shapes._spTree
    number = max(int(each) for each in tree.xpath("//@id") if str(each).isdigit()) + 1
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Bar"><a:extLst>'
            '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst></p:cNvPr>'
            f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
            f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"<a:solidFill>{colour_xml(theme.ACCENT)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        ),
    )


def _paint(master: XmlPart) -> None:
    """The colours and the type of the theme."""
    old = master.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(old.blob)
    root.set("name", "Local Coalition")
    for name, value in _COLOURS.items():
        slot = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr"), val=value.removeprefix("#"))
    for latin in root.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", FONT)
    # The presentation has this part too, so its content is replaced and not the part; the library has no public way.
    old._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_leftovers(presentation: Presentation) -> None:
    """Takes out what the library's blank file says of itself: its picture, its printer, its author and dates."""
    package, part = presentation.part.package, presentation.part
    for key, relation in list(package._rels.items()):  # the package offers no public list of its relationships
        if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
            package.drop_rel(key)
    for key, relation in list(part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            part.rels.pop(key)
    properties = package.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
