"""A map on a slide as shapes that a presenter can select, move and recolour: one for each country, in equal areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import count
from typing import NamedTuple

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide

from analytics.charts import theme
from analytics.charts.description import WORLD_WINDOW, Map, Place, Shade, Window
from analytics.charts.legend import Entry, legend
from analytics.dataset.shapes import Outlines, Ring, outlines
from analytics.exports.slides.drawing import LEAST, POINT, Box, fill_xml, next_id
from analytics.exports.slides.legend import GAP, Spot, add_legend, extent, placed
from analytics.exports.slides.style import Style
from analytics.renderers.equal_earth import form, widened
from analytics.words import _, ngettext, number

BORDER, RIM = 0.5, 1.0
"""Points of the line around a country and around a dot."""

_ELLIPSE = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
_RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


class Layout(NamedTuple):
    """Where the map stands, and its legend by the places of its entries, from where (EMU)."""

    map: Box
    spots: tuple[Spot, ...]
    corner: tuple[int, int]


class Form(NamedTuple):
    """A country in the units of its map: the rectangle it fills, and its outline as an element of DrawingML."""

    box: Box
    geometry: str


def add_map(slide: Slide, figure: Map, box: Box, alt_text: str, style: Style) -> None:
    """Countries in their colours, local governments as dots over them, and a legend, as large as the box allows.

    The group "Map", with the alt text, holds a group for each colour, in it a shape for each country with its name
    and facts, and a group of local governments; the group "Legend" follows where anything has a meaning. The window
    is widened to the form of the box, so that neighbours fill what would be empty. What lies outside is left out; the
    legend says how many local governments. Land of no colour is neutral, as on screen. An empty map draws nothing.
    """
    rim = round(max((place.size for place in figure.places), default=0.0) * style.scale / 2 * POINT)
    inner = Box(box.left + rim, box.top + rim, box.width - 2 * rim, box.height - 2 * rim)
    is_beside = _is_beside(figure, inner, style)
    free = _layout(_entries(figure), inner, None, style, is_beside).map
    window = _rounded(widened(figure.window, free.width / free.height)) if free.height > 0 else figure.window
    part = outlines(window)
    shades = tuple(
        replace(shade, countries=seen)
        for shade in figure.shades
        if (seen := tuple(each for each in shade.countries if each.iso3 in part.rings))
    )
    positions = part.positions([place.lon for place in figure.places], [place.lat for place in figure.places])
    dots = [(place, at) for place, at in zip(figure.places, positions, strict=True) if at]
    if not (shades or figure.places):
        return
    entries = _entries(replace(figure, shades=shades), len(figure.places) - len(dots))
    layout = _layout(entries, inner, part.width / part.height, style, is_beside)
    drawing = _Drawing(part, layout.map, style, count(next_id(slide)))
    shapes = [*drawing.other_land(shades), *map(drawing.countries, shades)]
    if part.window != WORLD_WINDOW:
        shapes.append(drawing.edge())
    if dots:
        shapes.append(drawing.dots(figure.places_name, dots))
    group = parse_xml(drawing.group("Map", alt_text, shapes))
    slide.shapes.element.insert_element_before(group, "p:extLst")
    for each in (*group.findall(group.tag), group):
        each.recalculate_extents()
    if entries:
        add_legend(slide, entries, layout.spots, layout.corner, LEAST * style.scale, style)


def _entries(figure: Map, outside: int = 0) -> tuple[Entry, ...]:
    """The legend, which says how many local governments lie outside."""
    name = figure.places_name
    if outside:
        name = _("{name} ({count} outside this part of the world)").format(name=name, count=number(outside))
    return legend(replace(figure, places_name=name))


def _is_beside(figure: Map, box: Box, style: Style) -> bool:
    """True where what the figure shows gets larger with its legend beside it than with the legend below."""
    below, beside = (
        _layout(_entries(figure), box, form(figure.window), style, is_beside) for is_beside in (False, True)
    )
    return extent(beside.spots)[1] <= box.high and beside.map.width > below.map.width


def _rounded(window: Window) -> Window:
    """A window in tenths of a degree, so that slides alike share their outlines."""
    (west, east), (south, north) = window
    return (round(west, 1), round(east, 1)), (round(south, 1), round(north, 1))


def _layout(entries: Sequence[Entry], box: Box, ratio: float | None, style: Style, is_beside: bool) -> Layout:
    """The map and its legend, below or beside it, together in the middle of the box; `ratio` is that of the map.

    Without a ratio the map takes all that the legend leaves free.
    """
    size = LEAST * style.scale
    spots = placed(entries, size, 0.3 * box.wide if is_beside else box.wide, is_beside)
    wide, high = extent(spots)
    gap = (GAP * size * (2 if is_beside else 1)) if entries else 0.0
    # Nothing is free where the legend takes all.
    free = (max(0.0, box.wide - wide - gap), box.high) if is_beside else (box.wide, max(0.0, box.high - high - gap))
    across = min(free[0], free[1] * ratio) if ratio else free[0]
    down = min(free[1], across / ratio) if ratio else free[1]
    left = box.left + round((free[0] - across) / 2 * POINT)
    top = box.top + round((free[1] - down) / 2 * POINT)
    at = Box(left, top, round(across * POINT), round(down * POINT))
    if is_beside:
        left, top = at.right + round(gap * POINT), box.top + round((box.high - high) / 2 * POINT)
    else:
        left, top = box.left + round((box.wide - wide) / 2 * POINT), at.bottom + round(gap * POINT)
    return Layout(at, spots, (left, top))


@dataclass(frozen=True)
class _Drawing:
    """Part of the world at its place on a slide; `ids` are those that its shapes get.

    The XML is written in one go: the library's own builder takes seconds for a world.
    """

    part: Outlines
    box: Box
    style: Style
    ids: Iterator[int]

    def countries(self, shade: Shade) -> str:
        """The countries of one colour, each with its name and facts."""
        forms = _forms(self.part.window)
        meaning = (shade.meaning,) if shade.in_tooltip else ()
        shapes = [
            self._country(each.name, (*each.facts, *meaning), forms[each.iso3], shade.colour, shade.outline)
            for each in shade.countries
        ]
        counted = ngettext("{name}: {count} country or area", "{name}: {count} countries and areas", len(shapes))
        return self.group(shade.meaning, counted.format(name=shade.meaning, count=number(len(shapes))), shapes)

    def other_land(self, shades: Sequence[Shade]) -> list[str]:
        """All that has no colour, as one shape; nothing if there is none."""
        ours = {country.iso3 for each in shades for country in each.countries}
        rest = [ring for code, rings in self.part.rings.items() if code not in ours for ring in rings]
        return [self._country(_("Other land"), (), _form(rest), theme.OUTSIDE, theme.PAPER)] if rest else []

    def _line(self, outline: str) -> str:
        """The line around a country; neighbours that are not counted are told apart where there is room for it."""
        return theme.HATCH if outline == theme.PAPER and self.part.window != WORLD_WINDOW else outline

    def edge(self) -> str:
        """The edge of a part of the world, over the straight sides of countries that are cut there."""
        name = _("Edge of the map")
        return self._shape(name, name, self.box, _RECTANGLE, "", theme.RULE, RIM)

    def dots(self, name: str, dots: Sequence[tuple[Place, tuple[float, float]]]) -> str:
        """Local governments, small ones over large ones."""
        shapes = []
        for place, (x, y) in sorted(dots, key=lambda dot: -dot[0].size):
            wide = round(place.size * self.style.scale * POINT)
            box = Box(self._left(x) - wide // 2, self._top(y) - wide // 2, wide, wide)
            text = "; ".join((place.name, *place.facts))
            fill, rim = ("", theme.DOT) if place.is_ring else (theme.DOT, theme.PAPER)
            shapes.append(self._shape(place.name, text, box, _ELLIPSE, fill, rim, RIM))
        counted = ngettext("{name}: {count} dot", "{name}: {count} dots", len(shapes))
        return self.group(name, counted.format(name=name, count=number(len(shapes))), shapes)

    def group(self, name: str, alt_text: str, shapes: Sequence[str]) -> str:
        """Shapes that are selected together, with their alt text; how far they reach is worked out later."""
        return (
            f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>{self._names(name, alt_text)}<p:cNvGrpSpPr/><p:nvPr/>"
            '</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
            f"{''.join(shapes)}</p:grpSp>"
        )

    def _country(self, name: str, facts: Sequence[str], form: Form, colour: str, outline: str) -> str:
        left, top = self._left(form.box.left), self._top(form.box.top)
        right = self._left(form.box.left + form.box.width)
        bottom = self._top(form.box.top + form.box.height)
        box = Box(left, top, right - left, bottom - top)
        return self._shape(name, "; ".join(facts) or name, box, form.geometry, colour, self._line(outline), BORDER)

    def _shape(self, name: str, alt_text: str, box: Box, geometry: str, colour: str, outline: str, line: float) -> str:
        inside, rim = fill_xml(self.style.mark(colour) if colour else ""), fill_xml(self.style.mark(outline))
        return (
            f"<p:sp><p:nvSpPr>{self._names(name, alt_text)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
            f'{geometry}{inside}<a:ln w="{round(line * self.style.scale * POINT)}">{rim}<a:round/>'
            "</a:ln></p:spPr></p:sp>"
        )

    def _names(self, name: str, alt_text: str) -> str:
        return f'<p:cNvPr id="{next(self.ids)}" name="{escape(name)}" descr="{escape(alt_text)}"/>'

    def _left(self, x: float) -> int:
        return self.box.left + round(x * self.box.width / self.part.width)

    def _top(self, y: float) -> int:
        return self.box.top + round(y * self.box.height / self.part.height)


@lru_cache(maxsize=8)
def _forms(window: Window) -> dict[str, Form]:
    """The countries of a window by code."""
    return {code: _form(rings) for code, rings in outlines(window).rings.items()}


def _form(rings: Sequence[Ring]) -> Form:
    """Rings as one outline, within the smallest rectangle that holds them."""
    across, downwards = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
    left, top = min(across), min(downwards)
    wide, high = max(across) - left, max(downwards) - top
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
