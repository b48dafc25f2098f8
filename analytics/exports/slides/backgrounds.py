"""What stands behind text on a layout: the colours of its background and of shapes and pictures over that."""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.shapes.connector import Connector
from pptx.slide import SlideLayout

from analytics.charts import theme
from analytics.exports.slides.drawing import Box

Colours = tuple[str, ...]
"""Colours as `#RRGGBB`: one, or those that a gradient or several shapes have; none where they are unknown."""

UNKNOWN: Colours = ()

COLOURED = {"solidFill": "./*", "gradFill": "./{*}gsLst/{*}gs/*", "pattFill": "./*/*"}
"""Fills, and where the colours are in them."""

FILLS = {"noFill", "blipFill", "grpFill", *COLOURED}

PRESETS = {"black": "#000000", "white": "#FFFFFF"}


@dataclass(frozen=True)
class Scheme:
    """The colours of a theme by slot (`dk1`), the slot that each name of a layout (`tx1`) stands for, its fills."""

    slots: Mapping[str, str]
    names: Mapping[str, str]
    theme: etree._Element

    def colour(self, name: str) -> str:
        """The colour of a name (`tx1`) or a slot (`dk1`)."""
        return self.slots[self.names.get(name, name)]

    def resolved(self, element: etree._Element, placeholder: str = "") -> str:
        """The colour that an element (`a:srgbClr`, `a:schemeClr` ...) stands for with its changes; empty if unknown.

        `placeholder` is what `phClr` stands for.
        """
        kind, value = etree.QName(element).localname, element.get("val", "")
        if kind == "schemeClr":
            colour = placeholder if value == "phClr" else self.slots.get(self.names.get(value, value), "")
        elif kind == "sysClr":
            colour = f"#{element.get('lastClr', 'FFFFFF' if value == 'window' else '000000')}"
        else:
            colour = f"#{value}" if kind == "srgbClr" else PRESETS.get(value, "")
        return _changed(colour, element) if colour else ""


def scheme_of(layout: SlideLayout) -> Scheme:
    """The colours that a layout has: those of the theme of its master, by the names that the layout or master gives."""
    root = etree.fromstring(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    slots = {etree.QName(slot).localname: slot[0] for slot in root.find(f".//{qn('a:clrScheme')}") if len(slot)}
    bare = Scheme({}, {}, root)
    own = layout.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    names = own if own is not None else layout.slide_master.element.find(qn("p:clrMap"))
    return Scheme({name: bare.resolved(each) or "#000000" for name, each in slots.items()}, dict(names.attrib), root)


def backgrounds(layout: SlideLayout, scheme: Scheme, box: Box) -> Colours:
    """The colours behind a place on a layout; none where a picture, or anything that can't be resolved, is there."""
    master = layout.slide_master
    is_alone = layout.element.get("showMasterSp") in ("0", "false")
    stated = (_background(each.element, scheme) for each in (layout, master))
    colours = next((each for each in stated if each is not None), ("#FFFFFF",))
    for shape in [*([] if is_alone else master.shapes), *layout.shapes]:
        reach = _reach(shape) if _is_drawn(shape) else None
        behind = _shared(reach, box) if reach else None
        own = _fill_of_shape(shape.element, scheme) if behind else None
        if own is None:
            continue
        is_whole = behind == box and shape.element.find(f".//{qn('a:prstGeom')}[@prst='rect']") is not None
        colours = own if is_whole else (*colours, *own) if own and colours else UNKNOWN
    return tuple(dict.fromkeys(colours))


def _background(holder: etree._Element, scheme: Scheme) -> Colours | None:
    """The colours of the background of a layout or a master; None where it has none of its own."""
    own = holder.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    if own is None:
        return None
    if (reference := own.find(qn("p:bgRef"))) is not None:
        return _fill_by_reference(reference, scheme)
    fill = _fill_in(own.find(qn("p:bgPr")))
    return None if fill is None else _colours(fill, scheme)


def _fill_of_shape(shape: etree._Element, scheme: Scheme) -> Colours | None:
    """The colours of a shape; None where one sees through it."""
    if shape.tag != qn("p:sp"):
        return UNKNOWN
    fill = _fill_in(shape.find(qn("p:spPr")))
    if fill is not None:
        return _colours(fill, scheme)
    reference = shape.find(f"{qn('p:style')}/{qn('a:fillRef')}")
    return None if reference is None else _fill_by_reference(reference, scheme)


def _fill_by_reference(reference: etree._Element, scheme: Scheme) -> Colours | None:
    """The colours of a fill that the theme has by number, for shapes or, from 1001 on, for backgrounds."""
    number = int(reference.get("idx", "0"))
    if number in (0, 1000):
        return None
    styles = scheme.theme.find(f".//{qn('a:bgFillStyleLst' if number > 1000 else 'a:fillStyleLst')}")
    fill = styles[number - (1001 if number > 1000 else 1)]
    return _colours(fill, scheme, scheme.resolved(reference[0]) if len(reference) else "")


def _fill_in(holder: etree._Element) -> etree._Element | None:
    return next((each for each in holder if etree.QName(each).localname in FILLS), None)


def _colours(fill: etree._Element, scheme: Scheme, placeholder: str = "") -> Colours | None:
    """The colours of a fill; None where one sees through it."""
    kind = etree.QName(fill).localname
    if kind == "noFill":
        return None
    if kind not in COLOURED:
        return UNKNOWN
    colours = tuple(scheme.resolved(each, placeholder) for each in fill.findall(COLOURED[kind]))
    return colours if all(colours) else UNKNOWN


def _is_drawn(shape: BaseShape) -> bool:
    """True where a shape of a layout or a master is seen: no placeholder, which is empty there, and no line."""
    is_hidden = shape.element._nvXxPr.cNvPr.get("hidden") in ("1", "true")  # no public way to ask
    return not (shape.is_placeholder or isinstance(shape, Connector) or is_hidden)


def box_of(shape: BaseShape) -> Box | None:
    """Where a shape stands; None where neither it nor, of a placeholder, the master says."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if None in sides else Box(*map(int, sides))


def _reach(shape: BaseShape) -> Box | None:
    """Where a shape stands; turned by some angle, where it could reach."""
    box = box_of(shape)
    if box is None or shape.rotation % 180 == 0:
        return box
    reach = round(hypot(box.width, box.height))
    return Box(box.left + (box.width - reach) // 2, box.top + (box.height - reach) // 2, reach, reach)


def _shared(one: Box, other: Box) -> Box | None:
    """What two places have in common; None if that is nothing."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    width, height = min(one.right, other.right) - left, min(one.bottom, other.bottom) - top
    return Box(left, top, width, height) if width > 0 and height > 0 else None


def _changed(colour: str, element: etree._Element) -> str:
    """A colour with the changes that stand in its element; empty where one sees through it or the change is rare."""
    parts = theme.rgb(colour)
    for change in element:
        kind, share = etree.QName(change).localname, int(change.get("val", "100000")) / 100_000
        if kind == "alpha" and share == 1:
            continue
        if kind in ("tint", "shade"):
            # Mixed with white or with black in light, not in the numbers of the colour.
            light = [theme.light(part) * share + (1 - share) * (kind == "tint") for part in parts]
            parts = [_number(part) for part in light]
        elif kind[:3] in ("sat", "lum") and kind[3:] in ("Mod", "Off"):
            hue, *values = colorsys.rgb_to_hls(*parts)
            at = ("lum", "sat").index(kind[:3])
            values[at] = min(max(values[at] * share if kind[3:] == "Mod" else values[at] + share, 0.0), 1.0)
            parts = list(colorsys.hls_to_rgb(hue, *values))
        elif kind != "hueMod":  # which seldom is more than a nuance
            return ""
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in parts)


def _number(light: float) -> float:
    """A part of a colour (0 to 1) from the light that it gives."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
