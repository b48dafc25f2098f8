"""A map on a slide as shapes that a presenter can select, move and recolour: one for each country, in equal areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import count
from typing import NamedTuple

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.charts.description import Place, Shaded, WorldMap
from analytics.charts.maps import WINDOWS
from analytics.dataset.shapes import Outlines, Ring, Window, outlines
from analytics.exports.slides.box import Box
from analytics.exports.slides.colours import colour_xml
from analytics.exports.slides.map_legend import Entry, add_map_legend, laid_out
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.xml_text import printable
from analytics.words import _, ngettext, number

BORDER, RIM = 0.35, 0.75
"""Points of the line around a country and around a dot."""

_ELLIPSE = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'

Dots = list[tuple[Place, tuple[float, float]]]


class Form(NamedTuple):
    """A country in the units of its map: the rectangle it fills, and its outline as an element of DrawingML."""

    box: Box
    geometry: str


class Piece(NamedTuple):
    """A shape or a group as XML, and where it stands on the slide."""

    box: Box
    xml: str


def add_map(slide: Page, world: WorldMap, box: Box, description: str, scale: float = 1.0) -> None:
    """Countries in their colours, local governments as dots over them, and a legend, as large as the box allows.

    The group "Map", with the description as its alt text, holds a group for each colour, in it a shape for each
    country with its name and what is said of it, and a group of local governments; the group "Legend" follows.
    What lies outside the region shown is left out; the legend says how many local governments. Land that is in no
    group is neutral, as on screen. A map of nothing draws nothing. `scale` is that of the type: 1 on a slide of
    13.333 by 7.5 inches.
    """
    world, description = printable((world, description))
    part = outlines(WINDOWS.get(world.region, WINDOWS[""]))
    shaded = [shown for each in world.shaded if (shown := _shown(each, part)).places]
    at = part.positions([place.lon for place in world.points], [place.lat for place in world.points])
    dots = [(place, position) for place, position in zip(world.points, at, strict=True) if position]
    entries = [Entry(each.colour, each.name) for each in shaded]
    if world.points:
        entries.append(_dots_entry(world.points_name, len(world.points) - len(dots)))
    if not entries:
        return
    rim = round(max((place.size for place, _at in dots), default=0.0) * scale / 2 * POINT)
    inner = Box(box.left + rim, box.top + rim, box.width - 2 * rim, box.height - 2 * rim)
    layout = laid_out(entries, inner, part.width / part.height, scale)
    legend = add_map_legend(slide, entries, layout)
    first = max(int(each) for each in slide.element.xpath("//p:cNvPr/@id")) + 1
    drawing = Drawing(part, layout.map, scale, count(first))
    pieces = [*drawing.land(shaded), *map(drawing.countries, shaded)]
    if part.window != WINDOWS[""]:
        pieces.append(drawing.frame())
    if dots:
        pieces.append(drawing.dots(world.points_name, dots))
    legend.element.addprevious(parse_xml(drawing.group("Map", description, pieces).xml))


def _shown(shaded: Shaded, part: Outlines) -> Shaded:
    """The countries of a colour that lie in the window."""
    return replace(shaded, places=tuple(place for place in shaded.places if place[0] in part.rings))


def _dots_entry(name: str, outside: int) -> Entry:
    if outside:
        more = _("{name} ({count} outside this part of the world)")
        name = more.format(name=name, count=number(outside))
    return Entry(theme.HIGHLIGHT, name, is_dot=True)


@dataclass(frozen=True)
class Drawing:
    """Part of the world at its place on a slide; `numbers` are the ids that its shapes get."""

    part: Outlines
    place: Box
    scale: float
    numbers: Iterator[int]

    def countries(self, shaded: Shaded) -> Piece:
        """The countries of one colour, each with its name and what is said of it."""
        forms = _forms(self.part.window)
        pieces = [
            self._country(name, said, forms[code], shaded.colour, shaded.outline) for code, name, said in shaded.places
        ]
        counted = ngettext("{name}: {count} country or area", "{name}: {count} countries and areas", len(pieces))
        return self.group(shaded.name, counted.format(name=shaded.name, count=number(len(pieces))), pieces)

    def land(self, shaded: Sequence[Shaded]) -> list[Piece]:
        """All that is in no group, as one shape; nothing if there is none."""
        ours = {code for each in shaded for code, _name, _said in each.places}
        rest = [ring for code, rings in self.part.rings.items() if code not in ours for ring in rings]
        if not rest:
            return []
        name = _("Other land")
        return [self._country(name, name, _form(rest), theme.OUTSIDE, theme.PAPER)]

    def frame(self) -> Piece:
        """The edge of a region, over the straight sides of countries that are cut there."""
        name = _("Edge of the map")
        return self._shape(name, name, self.place, _RECTANGLE, "", theme.RULE, RIM)

    def dots(self, name: str, dots: Dots) -> Piece:
        """Local governments, small ones over large ones."""
        pieces = []
        for place, (x, y) in sorted(dots, key=lambda dot: -dot[0].size):
            wide = round(place.size * self.scale * POINT)
            box = Box(self._left(x) - wide // 2, self._top(y) - wide // 2, wide, wide)
            pieces.append(self._shape(place.name, place.name, box, _ELLIPSE, theme.HIGHLIGHT, theme.PAPER, RIM))
        counted = ngettext("{name}: {count} dot", "{name}: {count} dots", len(pieces))
        return self.group(name, counted.format(name=name, count=number(len(pieces))), pieces)

    def group(self, name: str, said: str, pieces: Sequence[Piece]) -> Piece:
        """Shapes that are selected together, with their alt text."""
        left, top = min(piece.box.left for piece in pieces), min(piece.box.top for piece in pieces)
        right = max(piece.box.left + piece.box.width for piece in pieces)
        bottom = max(piece.box.top + piece.box.height for piece in pieces)
        box = Box(left, top, right - left, bottom - top)
        return Piece(
            box,
            f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>{self._names(name, said)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f'<p:grpSpPr><a:xfrm>{_extent(box)}<a:chOff x="{left}" y="{top}"/>'
            f'<a:chExt cx="{box.width}" cy="{box.height}"/></a:xfrm></p:grpSpPr>'
            f"{''.join(piece.xml for piece in pieces)}</p:grpSp>",
        )

    def _country(self, name: str, said: str, form: Form, colour: str, outline: str) -> Piece:
        left, top = self._left(form.box.left), self._top(form.box.top)
        right = self._left(form.box.left + form.box.width)
        bottom = self._top(form.box.top + form.box.height)
        box = Box(left, top, right - left, bottom - top)
        return self._shape(name, said, box, form.geometry, colour, outline, BORDER)

    def _shape(self, name: str, said: str, box: Box, geometry: str, colour: str, outline: str, line: float) -> Piece:
        return Piece(
            box,
            f"<p:sp><p:nvSpPr>{self._names(name, said)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{_extent(box)}</a:xfrm>{geometry}{_fill(colour)}"
            f'<a:ln w="{round(line * self.scale * POINT)}">{_fill(outline)}<a:round/></a:ln></p:spPr></p:sp>',
        )

    def _names(self, name: str, said: str) -> str:
        return f'<p:cNvPr id="{next(self.numbers)}" name="{escape(name)}" descr="{escape(said)}"/>'

    def _left(self, x: float) -> int:
        return self.place.left + round(x * self.place.width / self.part.width)

    def _top(self, y: float) -> int:
        return self.place.top + round(y * self.place.height / self.part.height)


def _fill(colour: str) -> str:
    return f"<a:solidFill>{colour_xml(colour)}</a:solidFill>" if colour else "<a:noFill/>"


def _extent(box: Box) -> str:
    return f'<a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'


@lru_cache(maxsize=8)
def _forms(window: Window) -> dict[str, Form]:
    """The countries of a window by code."""
    return {code: _form(rings) for code, rings in outlines(window).rings.items()}


def _form(rings: Sequence[Ring]) -> Form:
    """Rings as one outline, within the smallest rectangle that holds them."""
    across, down = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
    left, top = min(across), min(down)
    wide, high = max(across) - left, max(down) - top
    points = [[f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring] for ring in rings]
    paths = [
        f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in rest)}<a:close/>"
        for first, *rest in points
    ]
    return Form(
        Box(left, top, wide, high),
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{"".join(paths)}</a:path></a:pathLst></a:custGeom>',
    )
