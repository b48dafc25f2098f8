"""Which layouts of a presentation slides are made with, and where on them title and content stand."""

import math
from typing import NamedTuple

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout

from analytics.exports.slides import master as look
from analytics.exports.slides.box import Box
from analytics.words import _

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FOOT = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
LEAST = 0.4
"""Share of a slide's width and height that content needs; a template with less room gets ours."""


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


def layouts_of(presentation: Presentation) -> Layouts:
    """The layouts to use, chosen by their placeholders. Raises TemplateError where none has a title."""
    titled = [
        layout
        for master in presentation.slide_masters
        for layout in master.slide_layouts
        if TITLES & set(_kinds(layout))
    ]
    if not titled:
        raise TemplateError(_("It has no layout with a title."))
    plain = min(titled, key=lambda layout: (PP_PLACEHOLDER.TITLE not in _kinds(layout), len(_others(layout))))
    cover = max(titled, key=_likeness_to_cover)
    wide, high = int(presentation.slide_width), int(presentation.slide_height)
    title = _box(next(shape for shape in plain.placeholders if shape.placeholder_format.type in TITLES))
    if title is None or not _is_on(title, wide, high) or title.top + title.height > (1 - LEAST) * high:
        title = scaled(look.PLACES[PP_PLACEHOLDER.TITLE], wide, high)
    scale = math.sqrt(wide * high / (look.WIDE * look.HIGH))
    content = _content(plain, title, wide, high)
    return Layouts(cover, _title_size(cover), plain, _title_size(plain), title, content, scale)


def scaled(box: Box, wide: int, high: int) -> Box:
    """One of our own places on a slide of another size, in EMU."""
    across, down = wide / look.WIDE, high / look.HIGH
    return Box(round(box.left * across), round(box.top * down), round(box.width * across), round(box.height * down))


def _is_on(box: Box, wide: int, high: int) -> bool:
    """True where a place is wide enough and nowhere off the slide."""
    inside = box.left >= 0 and box.top >= 0 and box.left + box.width <= wide and box.top + box.height <= high
    return inside and box.width >= LEAST * wide


def _content(plain: SlideLayout, title: Box, wide: int, high: int) -> Box:
    """Where the master has its text, under the title and above the foot."""
    bodies = [
        _box(shape) for shape in plain.slide_master.placeholders if shape.placeholder_format.type not in TITLES | FOOT
    ]
    body = next((box for box in bodies if box), None)
    ours = scaled(look.PLACES[PP_PLACEHOLDER.BODY], wide, high)
    if body is None or not _is_on(body, wide, high) or body.height < LEAST * high:
        body = ours
    top = max(body.top, title.top + title.height) if title.top < body.top + body.height / 2 else body.top
    bottom = body.top + body.height
    feet = [_box(shape) for shape in plain.placeholders if shape.placeholder_format.type in FOOT]
    bottom = min([bottom, *(foot.top for foot in feet if foot and foot.top > high / 2)])
    return Box(body.left, top, body.width, bottom - top)


def _likeness_to_cover(layout: SlideLayout) -> tuple[bool, bool, int]:
    kinds = _kinds(layout)
    return (
        layout.element.get("type") == "title" or PP_PLACEHOLDER.CENTER_TITLE in kinds,
        PP_PLACEHOLDER.SUBTITLE in kinds,
        -len(_others(layout)),
    )


def _kinds(layout: SlideLayout) -> list[PP_PLACEHOLDER]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _others(layout: SlideLayout) -> list[PP_PLACEHOLDER]:
    """What a layout wants filled besides its title."""
    return [kind for kind in _kinds(layout) if kind not in TITLES | FOOT]


def _box(shape: BaseShape) -> Box | None:
    """Where a placeholder stands, its own place or that of the master; None where neither says."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if any(side is None for side in sides) else Box(*map(int, sides))


def _title_size(layout: SlideLayout) -> float:
    """Points of a title in this layout where nothing is said on the slide."""
    master = layout.slide_master
    own = [shape.element for holder in (layout, master) for shape in holder.placeholders
           if shape.placeholder_format.type in TITLES]  # fmt: skip
    said = [size for element in own for size in element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    said += master.element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(said[0]) / 100 if said else float(look.TITLE_SIZE)
