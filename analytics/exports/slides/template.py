"""The presentation that slides are put into: our own (`own_template.pptx`), or a presenter's, opened with care.

A presenter's template comes from anywhere and its looks are all that is wanted of it. Ours is changed in PowerPoint;
its colours are those of `analytics.charts.theme`.
"""

import io
import lzma
import math
import zipfile
import zlib
from operator import mul
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from pptx import Presentation as opened_presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout

from analytics.exports.slides.drawing import Box
from analytics.exports.slides.text_box import SCHEMES
from analytics.words import _, number

OWN = Path(__file__).with_name("own_template.pptx")

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_ENTRIES = 20, 200, 2000
"""Megabytes of a template, packed and unpacked, and how many files it may hold."""

TYPES = "[Content_Types].xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FOOT = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
LEAST = 0.4
"""Share of a slide's width and height that content needs; a template with less room gets the places of ours."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError, PythonPptxError, NotImplementedError),
    *(RuntimeError, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
"""What the libraries raise for a file that is not what it says."""


class TemplateError(ValueError):
    """A file that can't be used as a template; its text says why, to a person."""


class Layouts(NamedTuple):
    """Layouts of the cover and of all other slides, with the points of their titles; where title and content stand.

    `scale` is 1 for a slide of 13.333 by 7.5 inches; all our sizes of type are multiplied by it.
    """

    cover: SlideLayout
    cover_size: float
    plain: SlideLayout
    plain_size: float
    title: Box
    content: Box
    scale: float


def opened(template: bytes | None) -> Presentation:
    """A presentation without slides, with the looks of a template (.pptx or .potx), or with ours where there is none.

    Raises TemplateError where the file is too large, is no PowerPoint file, holds macros, draws on other files, or
    has no layout with a title.
    """
    if template is None:
        return opened_presentation(OWN)
    if len(template) > LARGEST * MEGABYTE:
        raise TemplateError(_("It is larger than {count} megabytes.").format(count=number(LARGEST)))
    try:
        presentation = opened_presentation(io.BytesIO(_as_presentation(template)))
        _drop_slides(presentation)
        layouts_of(presentation)
    except TemplateError:
        raise
    except _BROKEN as error:
        raise TemplateError(_("It is not a PowerPoint file (.pptx or .potx), or it is damaged.")) from error
    return presentation


def _as_presentation(template: bytes) -> bytes:
    """The checked package; that of a template named a presentation, which is all the library opens."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        entries = package.infolist()
        if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > LARGEST_UNPACKED * MEGABYTE:
            raise TemplateError(_("It holds too much once it is unpacked."))
        types = package.read(TYPES)
        if b"macroEnabled" in types or any("vbaproject" in each.filename.lower() for each in entries):
            raise TemplateError(_("It holds macros. Save it as .pptx or .potx without them."))
        if any(_reaches_out(package.read(each)) for each in entries if each.filename.endswith(".rels")):
            raise TemplateError(_("It draws on other files. Embed linked pictures and save it again."))
        if TEMPLATE_TYPE.encode() not in types:
            return template
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as renamed:
            for each in entries:
                content = package.read(each)
                if each.filename == TYPES:
                    content = content.replace(TEMPLATE_TYPE.encode(), CONTENT_TYPE.PML_PRESENTATION_MAIN.encode())
                renamed.writestr(each.filename, content)
        return packed.getvalue()


def _reaches_out(relations: bytes) -> bool:
    """True where a part takes something from outside the file; a link to click is no such thing."""
    root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    outside = (each for each in root if each.get("TargetMode") == "External")
    return not all(
        each.get("Type", "").endswith("/hyperlink") and urlsplit(each.get("Target", "")).scheme in SCHEMES
        for each in outside
    )


def _drop_slides(presentation: Presentation) -> None:
    """Takes out all slides with their parts, and the lists that name them: sections and custom shows."""
    listed = presentation.slides._sldIdLst  # the library has no public way to remove a slide
    for each in list(listed):
        presentation.part.rels.pop(each.rId)
        listed.remove(each)
    root = presentation.element
    for name in ("p:custShowLst", "p:extLst"):
        for child in root.findall(qn(name)):
            root.remove(child)


def layouts_of(presentation: Presentation) -> Layouts:
    """The layouts to use, chosen by their placeholders. Raises TemplateError where none has a title."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if TITLES & set(_kinds(layout))]
    if not titled:
        raise TemplateError(_("It has no layout with a title."))
    plain = min(titled, key=lambda layout: (PP_PLACEHOLDER.TITLE not in _kinds(layout), _others(layout)))
    cover = max(titled, key=_likeness_to_cover)
    wide, high = int(presentation.slide_width), int(presentation.slide_height)
    own = opened_presentation(OWN)
    across, down = wide / own.slide_width, high / own.slide_height
    places = {
        shape.placeholder_format.type: Box(*map(round, map(mul, box, (across, down) * 2)))
        for shape in own.slide_master.placeholders
        if (box := _box(shape))
    }
    title = _box(next(shape for shape in plain.placeholders if shape.placeholder_format.type in TITLES))
    if title is None or not _is_on(title, wide, high) or title.top + title.height > (1 - LEAST) * high:
        title = places[PP_PLACEHOLDER.TITLE]
    content = _content(plain, title, places[PP_PLACEHOLDER.BODY], wide, high)
    return Layouts(cover, _title_size(cover), plain, _title_size(plain), title, content, math.sqrt(across * down))


def _is_on(box: Box, wide: int, high: int) -> bool:
    """True where a place is wide enough and nowhere off the slide."""
    inside = box.left >= 0 and box.top >= 0 and box.left + box.width <= wide and box.top + box.height <= high
    return inside and box.width >= LEAST * wide


def _content(plain: SlideLayout, title: Box, own: Box, wide: int, high: int) -> Box:
    """Where the master has its text, under the title and above the foot; `own` where that has no room."""
    bodies = [
        _box(shape) for shape in plain.slide_master.placeholders if shape.placeholder_format.type not in TITLES | FOOT
    ]
    body = next((box for box in bodies if box), None)
    if body is None or not _is_on(body, wide, high) or body.height < LEAST * high:
        body = own
    top = max(body.top, title.top + title.height) if title.top < body.top + body.height / 2 else body.top
    feet = [_box(shape) for shape in plain.placeholders if shape.placeholder_format.type in FOOT]
    bottom = min([body.top + body.height, *(foot.top for foot in feet if foot and foot.top > high / 2)])
    return Box(body.left, top, body.width, bottom - top)


def _likeness_to_cover(layout: SlideLayout) -> tuple[bool, bool, int]:
    kinds = _kinds(layout)
    return (
        layout.element.get("type") == "title" or PP_PLACEHOLDER.CENTER_TITLE in kinds,
        PP_PLACEHOLDER.SUBTITLE in kinds,
        -_others(layout),
    )


def _kinds(layout: SlideLayout) -> list[PP_PLACEHOLDER]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _others(layout: SlideLayout) -> int:
    """How much a layout wants filled besides its title."""
    return len([kind for kind in _kinds(layout) if kind not in TITLES | FOOT])


def _box(shape: BaseShape) -> Box | None:
    """Where a placeholder stands, its own place or that of the master; None where neither says."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if None in sides else Box(*map(int, sides))


def _title_size(layout: SlideLayout) -> float:
    """Points of a title in this layout where nothing is said on the slide; 26 where the template does not say."""
    master = layout.slide_master
    own = [shape.element for holder in (layout, master) for shape in holder.placeholders
           if shape.placeholder_format.type in TITLES]  # fmt: skip
    sizes = [size for element in own for size in element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    sizes += master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(sizes[0]) / 100 if sizes else 26.0
