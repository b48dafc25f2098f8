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
from pptx.opc.constants import CONTENT_TYPE

from analytics.addresses import is_address
from analytics.regular_file import read_regular_file
from analytics.words import _, number

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, MOST_ENTRIES = 20, 200, 2000
"""Megabytes of a template, packed and unpacked, and how many files it may hold."""

MOST_TAGS, MOST_SHAPES, MOST_LAYOUTS = 300_000, 5_000, 300
"""Tags, shapes and layouts that the masters of a template may have: several times those of a large company's."""

TYPES = "[Content_Types].xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"

KINDS = {
    "slideMaster": ("ppt/slideMasters/slideMaster", CONTENT_TYPE.PML_SLIDE_MASTER),
    "slideLayout": ("ppt/slideLayouts/slideLayout", CONTENT_TYPE.PML_SLIDE_LAYOUT),
    "theme": ("ppt/theme/theme", CONTENT_TYPE.OFC_THEME),
}
"""Parts that are taken over besides pictures: how their names begin, and their types."""

PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
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
    """The package that is written: its parts by name, with the name that each part of the template got."""

    source: zipfile.ZipFile
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tags: int = 0
    shapes: int = 0

    def take(self, kind: str, name: str) -> str:
        """Copies a part and all that it draws on, once; returns its new name."""
        if name in self.names:
            return self.names[name]
        if kind == "image":
            ending = name.rpartition(".")[2].lower()
            own = self.names[name] = f"ppt/media/image{len(self.names) + 1}.{ending}"
            self.parts[own] = self.source.read(name)
            return own
        start, content_type = KINDS[kind]
        count = sum(each.startswith(start) for each in self.names.values()) + 1
        if count > MOST_LAYOUTS:
            raise _too_much()
        own = self.names[name] = f"{start}{count}.xml"
        self.types[own] = content_type
        root = self.read(name)
        self.parts[own] = b""  # keeps the order: a part stands before those that it draws on
        kept = self._relations(name, own)
        _clean(root, set(kept))
        self.parts[own] = _xml(root)
        self.parts[_relations_of(own)] = _relations_xml(kept)
        return own

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
        if _relations_of(name) not in self.source.namelist():
            return {}
        found = {}
        for each in self.read(_relations_of(name)):
            is_outside, target = each.get("TargetMode") == "External", each.get("Target", "")
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target))[1:]
            found[each.get("Id", "")] = _Relation(each.get("Type", "").rpartition("/")[2], target, is_outside)
        return found

    def _relations(self, name: str, own: str) -> dict[str, tuple[str, str, bool]]:
        """The relations of a part that stay, with what they refer to copied: kind, target and whether it is outside."""
        kept = {}
        for number_, (kind, target, is_outside) in self.relations(name).items():
            if is_outside:
                if kind != "hyperlink" or not is_address(target):
                    raise TemplateError(_("It draws on other files. Embed linked pictures and save it again."))
                kept[number_] = (kind, target, True)
            elif kind in KINDS or (kind == "image" and target.rpartition(".")[2].lower() in PICTURES):
                kept[number_] = (kind, posixpath.relpath(self.take(kind, target), posixpath.dirname(own)), False)
        return kept


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
        copy = _Copy(package)
        _copy_presentation(copy)
    return _packed(copy)


def _copy_presentation(copy: _Copy) -> None:
    """The masters that the presentation lists, the size of its slides and its type."""
    (name,) = [each.target for each in copy.relations("").values() if each.kind == "officeDocument"]
    root, relations = copy.read(name), copy.relations(name)
    made = etree.Element(f"{{{MAIN}}}presentation", nsmap={**root.nsmap, "p": MAIN, "r": OFFICE})
    kept: dict[str, tuple[str, str, bool]] = {}
    for each in (child for wanted in OF_PRESENTATION for child in root.findall(f"{{{MAIN}}}{wanted}")):
        made.append(each)
        for master in each.findall(f"{{{MAIN}}}sldMasterId"):
            own = master.get(f"{{{OFFICE}}}id")
            kept[own] = ("slideMaster", f"/{copy.take('slideMaster', relations[own].target)}", False)
    _clean(made, set(kept))
    with zipfile.ZipFile(OWN) as own_package:
        for kind, content_type in OF_OURS.items():
            part = f"ppt/{kind}.xml"
            copy.parts[part], copy.types[part] = own_package.read(part), content_type
            kept[f"of_ours_{kind}"] = (kind, f"/{part}", False)
    presentation = "ppt/presentation.xml"
    copy.parts[presentation] = _xml(made)
    copy.parts[_relations_of(presentation)] = _relations_xml(kept)
    copy.types[presentation] = CONTENT_TYPE.PML_PRESENTATION_MAIN
    copy.parts[_relations_of("")] = _relations_xml({"rId1": ("officeDocument", presentation, False)})


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


def _relations_of(name: str) -> str:
    folder, _slash, own = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{own}.rels")


def _relations_xml(relations: dict[str, tuple[str, str, bool]]) -> bytes:
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    for own, (kind, target, is_outside) in relations.items():
        each = etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=own, Type=f"{OFFICE}/{kind}", Target=target)
        if is_outside:
            each.set("TargetMode", "External")
    return _xml(root)


def _xml(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(copy: _Copy) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    for ending, kind in {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML, **PICTURES}.items():
        etree.SubElement(root, f"{{{space}}}Default", Extension=ending, ContentType=kind)
    for name, kind in copy.types.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, content in {TYPES: _xml(root), **copy.parts}.items():
            package.writestr(name, content)
    return packed.getvalue()
