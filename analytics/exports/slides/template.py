"""A presenter's own template, opened with care: it comes from anywhere and its looks are all that is wanted of it."""

import io
import lzma
import zipfile
import zlib
from urllib.parse import urlsplit

from lxml import etree
from pptx import Presentation as opened_presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from analytics.exports.slides.layouts import TemplateError, layouts_of
from analytics.exports.slides.master import own_presentation
from analytics.exports.slides.text_box import SCHEMES
from analytics.words import _, number

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_ENTRIES = 20, 200, 2000
"""Megabytes of a template, packed and unpacked, and how many files it may hold."""

TYPES = "[Content_Types].xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.XMLSyntaxError, PythonPptxError, NotImplementedError),
    *(RuntimeError, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
"""What the libraries raise for a file that is not what it says."""


def opened(template: bytes | None) -> Presentation:
    """A presentation without slides, with the looks of a template (.pptx or .potx), or with ours where there is none.

    Raises TemplateError where the file is too large, is no PowerPoint file, holds macros, draws on other files, or
    has no layout with a title.
    """
    if template is None:
        return own_presentation()
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
