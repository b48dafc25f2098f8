"""What is taken over of a presenter's file: masters, layouts, themes and their pictures; all else stays behind.

Slides, notes, comments, embedded objects, custom XML, printer settings, macros, properties and whatever else a file may
hold never reach a file of ours, for only what is on the list is copied.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import CT_Relationships
from pptx.opc.package import OpcPackage, Part
from pptx.opc.packuri import PackURI
from pptx.opc.spec import image_content_types

from analytics.addresses import is_address
from analytics.regular_file import read_regular_file
from analytics.words import _, number

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_ENTRIES = 20, 200, 2000
"""Megabytes of a template, packed and unpacked, and how many files it may hold."""

MOST_TAGS, MOST_SHAPES, MOST_LAYOUTS = 300_000, 5_000, 300
"""Tags, shapes and layouts that the masters of a template may have: several times those of a large company's."""

TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"

KINDS = {
    "slideMaster": ("ppt/slideMasters/slideMaster", CONTENT_TYPE.PML_SLIDE_MASTER),
    "slideLayout": ("ppt/slideLayouts/slideLayout", CONTENT_TYPE.PML_SLIDE_LAYOUT),
    "theme": ("ppt/theme/theme", CONTENT_TYPE.OFC_THEME),
}
"""Parts that are taken over besides pictures: how their names begin, and their types."""

PICTURES = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf")
"""Endings of pictures that are taken over."""

LEFT_OUT = {"extLst", "custDataLst", "controls", "timing", "transition", "AlternateContent", "hf"}
"""Elements of masters, layouts and themes that carry no style: data of other programs, motion, controls."""

OWN = Path(__file__).with_name("own_template.pptx")

OF_OURS = {
    "presProps": CONTENT_TYPE.PML_PRES_PROPS,
    "viewProps": CONTENT_TYPE.PML_VIEW_PROPS,
    "tableStyles": CONTENT_TYPE.PML_TABLE_STYLES,
}
"""Parts that a presentation must have, and that are those of our own template."""

OF_PRESENTATION = ("sldMasterIdLst", "sldSz", "notesSz", "defaultTextStyle")


class TemplateError(ValueError):
    """A file that can't be used as a template; its text says why, to a person."""


class _Relation(NamedTuple):
    """How a part refers to another: the last word of the kind, the name of the other part or an address."""

    kind: str
    target: str
    is_outside: bool


@dataclass
class _Copy:
    """The package that is written: its parts, by the name that each has in the template."""

    source: zipfile.ZipFile
    package: OpcPackage = field(default_factory=lambda: OpcPackage(io.BytesIO()))
    parts: dict[str, Part] = field(default_factory=dict)
    tags: int = 0
    shapes: int = 0

    def take(self, kind: str, name: str) -> Part:
        """Copies a part and all that it draws on, once."""
        if name in self.parts:
            return self.parts[name]
        if kind == "image":
            ending = _ending(name)
            own = self.add(name, f"ppt/media/image{len(self.parts) + 1}.{ending}", image_content_types[ending])
            own.blob = self.source.read(name)
            return own
        start, content_type = KINDS[kind]
        count = sum(each.partname.startswith(f"/{start}") for each in self.parts.values()) + 1
        if count > MOST_LAYOUTS:
            raise _too_much()
        own = self.add(name, f"{start}{count}.xml", content_type)
        root, kept = self.read(name), CT_Relationships.new()
        for relation_id, (other, target, is_outside) in self.relations(name).items():
            if is_outside:
                if other != "hyperlink" or not is_address(target):
                    raise TemplateError(_("It draws on other files. Embed linked pictures and save it again."))
                kept.add_rel(relation_id, f"{OFFICE}/{other}", target, is_external=True)
            elif other in KINDS or (other == "image" and _ending(target) in PICTURES):
                kept.add_rel(relation_id, f"{OFFICE}/{other}", self.take(other, target).partname)
        self.finish(own, root, kept)
        return own

    def add(self, name: str, own: str, content_type: str) -> Part:
        """An empty part with a name of its own in place of the one that it has in the template."""
        self.parts[name] = Part(PackURI(f"/{own}"), content_type, self.package)
        return self.parts[name]

    def finish(self, part: Part, root: etree._Element, kept: CT_Relationships) -> None:
        """Gives a part its relations and its content, without what refers to anything else."""
        part.load_rels_from_xml(kept, {each.partname: each for each in self.parts.values()})
        _clean(root, set(part.rels))
        part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def read(self, name: str) -> etree._Element:
        """The root of a part, comments left out; TemplateError where it holds more than any real template."""
        content = self.source.read(name)
        if not re.match(rb'(\xef\xbb\xbf)?\s*<(?!\?xml[^>]*encoding=["\'](?!utf-8["\']))', content, re.IGNORECASE):
            raise ValueError("only UTF-8 can be counted before it is read")
        self.tags += content.count(b"<")
        if self.tags > MOST_TAGS:
            raise _too_much()
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
        self.shapes += sum(1 for _shape in root.iter("{*}cNvPr"))
        if self.shapes > MOST_SHAPES:
            raise _too_much()
        return root

    def relations(self, name: str) -> dict[str, _Relation]:
        """What a part refers to, by the number that stands for it."""
        listed = PackURI(f"/{name}").rels_uri.membername
        if listed not in self.source.namelist():
            return {}
        found = {}
        for each in self.read(listed):
            is_outside, target = each.get("TargetMode") == "External", each.get("Target", "")
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target))[1:]
            found[each.get("Id", "")] = _Relation(each.get("Type", "").rpartition("/")[2], target, is_outside)
        return found


def template_at(path: str | Path) -> bytes:
    """The bytes of a template, just enough of one that is too large for `taken_over` to refuse it.

    OSError if it can't be read.
    """
    return read_regular_file(path, LARGEST * MEGABYTE)


def taken_over(template: bytes) -> bytes:
    """A presentation without slides that has the masters, layouts, themes and pictures of a template, and no more.

    Raises TemplateError where the file is too large, holds macros or more than any real template, or draws on other
    files, and whatever the libraries raise where it is no PowerPoint file.
    """
    if len(template) > LARGEST * MEGABYTE:
        raise TemplateError(_("It is larger than {count} megabytes.").format(count=number(LARGEST)))
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        entries = package.infolist()
        if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > LARGEST_UNPACKED * MEGABYTE:
            raise TemplateError(_("It holds too much once it is unpacked."))
        if b"macroEnabled" in package.read(TYPES) or any("vbaproject" in each.filename.lower() for each in entries):
            raise TemplateError(_("It holds macros. Save it as .pptx or .potx without them."))
        copy, packed = _Copy(package), io.BytesIO()
        _copy_presentation(copy)
    copy.package.save(packed)
    return packed.getvalue()


def _copy_presentation(copy: _Copy) -> None:
    """The masters that the presentation lists, the size of its slides and its type."""
    (name,) = [each.target for each in copy.relations("").values() if each.kind == "officeDocument"]
    root, relations = copy.read(name), copy.relations(name)
    made = etree.Element(f"{{{MAIN}}}presentation", nsmap={**root.nsmap, "p": MAIN, "r": OFFICE})
    kept = CT_Relationships.new()
    for each in (child for wanted in OF_PRESENTATION for child in root.findall(f"{{{MAIN}}}{wanted}")):
        made.append(each)
        for master in each.findall(f"{{{MAIN}}}sldMasterId"):
            own = master.get(f"{{{OFFICE}}}id")
            kept.add_rel(own, RELATIONSHIP_TYPE.SLIDE_MASTER, copy.take("slideMaster", relations[own].target).partname)
    with zipfile.ZipFile(OWN) as own_package:
        for kind, content_type in OF_OURS.items():
            part = copy.add(f"of_ours_{kind}", f"ppt/{kind}.xml", content_type)
            part.blob = own_package.read(f"ppt/{kind}.xml")
            kept.add_rel(f"of_ours_{kind}", f"{OFFICE}/{kind}", part.partname)
    presentation = copy.add(name, "ppt/presentation.xml", CONTENT_TYPE.PML_PRESENTATION_MAIN)
    copy.finish(presentation, made, kept)
    copy.package.relate_to(presentation, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)


def _clean(root: etree._Element, known: set[str]) -> None:
    """Takes out what carries no style, embedded objects, and what refers to a part that stays behind."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element).localname
        refers = {value for key, value in element.attrib.items() if key.startswith(f"{{{OFFICE}}}") and value}
        data = element.find("./{*}graphic/{*}graphicData") if name == "graphicFrame" else None
        is_object = data is not None and not data.get("uri", "").endswith("/table")
        if (name in LEFT_OUT or is_object or refers - known) and element.getparent() is not None:
            element.getparent().remove(element)


def _too_much() -> TemplateError:
    return TemplateError(_("Its masters and layouts hold more shapes than can be worked with."))


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
