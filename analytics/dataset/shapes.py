"""Which countries and areas the map has a shape for, and their outlines where areas are to be compared."""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analytics.dataset.topology import country_shapes

SHAPES_FILE = Path(__file__).parents[2] / "data" / "geography" / "world_50m.json"
"""The shapes that every reader's browser is sent, whatever folder the pledges come from."""

WIDE, HIGH = 8000, 4500
"""Units that a drawing fits into: 600 to the inch where it fills a slide of 13.3 by 7.5 inches."""

COARSE = 2
"""Units within which an outline may differ from the shape: a quarter of a point on a slide."""

DOT = 10
"""Radius, in units, of the dot that stands for a country too small to draw."""

_DEGREES, _EQUAL_EARTH = 4326, 8857

Ring = tuple[tuple[int, int], ...]
_Bounds = tuple[float, float, float, float]
Window = tuple[tuple[float, float], tuple[float, float]]
"""Longitudes and latitudes to show, in degrees; longitudes over 180 lie east of the date line."""

WORLD_WINDOW: Window = ((-180, 180), (-57, 84))
"""The window of a map of the world."""

MAINLAND = 0.8
"""The least part of a country's area that its largest polygons make up; what lies apart from them does not count, such
as Alaska or an overseas department."""

BESIDE = 2.0
"""Degrees from the mainland within which islands belong to it."""

CONTEXT, MOST_CONTEXT = 0.15, 4.0
"""How far a window reaches beyond its countries on each side, in their widths and heights; at most so many degrees."""

SMALLEST = 7.0
"""Degrees of latitude that a window shows at least, and as far a way from west to east."""

TINY = 50
"""Such islands in a row reach across the smallest window."""

NARROWEST, WIDEST = 1.3, 2.4
"""Width of a window in heights of it; the wider one is that of the world."""

VAST = 90
"""Degrees of longitude from which a country beside others is seen only as far as their window reaches, if it does:
Russia in a window of Europe."""


@dataclass(frozen=True)
class Outlines:
    """Part of the world in equal areas, seen from the middle of its longitudes.

    `width` and `height` are in units, of which one is `metres` long on the ground; y runs down from the top.
    `rings` holds the coasts, borders and holes of each country or area that lies in it, by code.
    """

    window: Window
    width: int
    height: int
    metres: float
    rings: dict[str, tuple[Ring, ...]]

    def positions(self, longitudes: Sequence[float], latitudes: Sequence[float]) -> list[tuple[float, float] | None]:
        """Where places are, in units from the upper left; None for one outside."""
        middle = sum(self.window[0]) / 2
        turned = [(longitude - middle + 180) % 360 - 180 for longitude in longitudes]
        left, _bottom, _right, top = _edges(self.window)
        places = _projected(gpd.GeoSeries(gpd.points_from_xy(turned, latitudes)))
        found = zip((places.x - left) / self.metres, (top - places.y) / self.metres, strict=True)
        return [(x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None for x, y in found]


@lru_cache(maxsize=1)
def shape_codes() -> frozenset[str]:
    """ISO3 codes (and the codes of six areas without one) that the map can draw."""
    topology = json.loads(SHAPES_FILE.read_text(encoding="utf-8"))
    return frozenset(str(shape["id"]) for shape in topology["objects"]["countries"]["geometries"])


@lru_cache(maxsize=1)
def borders() -> dict[str, frozenset[str]]:
    """The countries and areas that share a land border with each one on the map; an island is not in it."""
    topology = json.loads(SHAPES_FILE.read_text(encoding="utf-8"))
    sides: dict[int, set[str]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        # A border is one arc that two shapes have in common; the second runs along it backwards, written as ~arc.
        for arc in re.findall(r"-?\d+", str(shape.get("arcs", ""))):
            sides.setdefault(max(int(arc), ~int(arc)), set()).add(str(shape["id"]))
    found: dict[str, set[str]] = {}
    for pair in sides.values():
        for code in pair if len(pair) > 1 else ():
            found.setdefault(code, set()).update(pair - {code})
    return {code: frozenset(beside) for code, beside in found.items()}


def is_tiny(code: str) -> bool:
    """True for an island that can't be seen even in the smallest window."""
    if code not in _mainlands():
        return True
    west, south, east, north = _mainlands()[code]
    return code not in borders() and max(east - west, north - south) < SMALLEST / TINY


def window_around(codes: Iterable[str]) -> Window:
    """The part of the world that shows these countries and areas with their neighbours; the world if there are none.

    A country is shown where most of it is, across the date line if need be.
    """
    return _window(frozenset(codes))


@lru_cache(maxsize=200)
def _window(codes: frozenset[str]) -> Window:
    known = {code: _mainlands()[code] for code in codes if code in _mainlands()}
    if not known:
        return WORLD_WINDOW
    vast = {code for code, (west, _south, east, _north) in known.items() if east - west > VAST}
    window = _containing([own for code, own in known.items() if code not in vast] or list(known.values()))
    return window if all(_meets(code, window) for code in vast) else _containing(list(known.values()))


def _containing(shown: Sequence[_Bounds]) -> Window:
    """The window of these mainlands with what is around them."""
    west, east = _way_round([(own[0], own[2]) for own in shown])
    south, north = min(own[1] for own in shown), max(own[3] for own in shown)
    middle = (south + north) / 2
    degree = math.cos(math.radians(middle))
    wide = max(_with_context((east - west) * degree), SMALLEST)
    high = min(max(_with_context(north - south), SMALLEST, wide / WIDEST), WORLD_WINDOW[1][1] - WORLD_WINDOW[1][0])
    half = max(wide, NARROWEST * high) / degree / 2
    if half > 135:
        return WORLD_WINDOW
    south = min(max(middle - high / 2, WORLD_WINDOW[1][0]), WORLD_WINDOW[1][1] - high)
    across = (west + east) / 2
    return (round(across - half, 2), round(across + half, 2)), (round(south, 2), round(south + high, 2))


def _meets(code: str, window: Window) -> bool:
    """True where a window shows some of a country."""
    (west, east), (south, north) = window
    own = _polygons().loc[[code]]
    return any(not _turned(own, turn).clip_by_rect(west, south, east, north).is_empty.all() for turn in (-360, 0, 360))


def _with_context(degrees: float) -> float:
    return degrees + 2 * min(CONTEXT * degrees, MOST_CONTEXT)


@lru_cache(maxsize=1)
def _mainlands() -> dict[str, _Bounds]:
    """West, south, east and north of the largest polygons of each country, with the islands beside them."""
    own: dict[str, list[tuple[float, _Bounds]]] = {}
    for code, polygon in _polygons().items():
        west, south, east, north = polygon.bounds
        area = polygon.area * math.cos(math.radians((south + north) / 2))
        own.setdefault(str(code), []).append((area, (west, south, east, north)))
    return {code: _mainland(sorted(polygons, reverse=True)) for code, polygons in own.items()}


def _mainland(polygons: list[tuple[float, _Bounds]]) -> _Bounds:
    """The bounds of a country from its polygons with their areas, the largest first."""
    large: list[_Bounds] = []
    missing = MAINLAND * sum(area for area, _bounds in polygons)
    for area, bounds in polygons:
        if missing > 0:
            large.append(bounds)
        missing -= area
    shown = [bounds for _area, bounds in polygons if any(_apart(bounds, other) <= BESIDE for other in large)]
    west, east = _way_round([(bounds[0], bounds[2]) for bounds in shown])
    return west, min(bounds[1] for bounds in shown), east, max(bounds[3] for bounds in shown)


def _apart(one: _Bounds, other: _Bounds) -> float:
    """Degrees between two bounds, along the meridian or the parallel, whichever is more; 0 or less if they touch."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])


def _way_round(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """The longitudes between which all spans lie, the shortest way round the globe."""
    ordered = sorted(spans)
    # The last one ends where the first begins again, one turn on.
    gap, start, reach = 0.0, ordered[0][0], ordered[0][1]
    for west, east in [*ordered[1:], (ordered[0][0] + 360, ordered[0][1])]:
        if west - reach >= gap:
            gap, start, end = west - reach, west, reach
        reach = max(reach, east)
    if gap == 0:
        return -180, 180
    start = start - 360 if start >= 180 else start
    return start, end if end > start else end + 360


@lru_cache(maxsize=8)
def outlines(window: Window) -> Outlines:
    """The countries and areas in a window, cut at its edges; neighbours share each point of their border."""
    left, bottom, right, top = edges = _edges(window)
    metres = max((right - left) / WIDE, (top - bottom) / HIGH)
    simple = _projected(_around(sum(window[0]) / 2)).simplify_coverage(COARSE * metres)
    drawn = _seen(simple, metres).clip_by_rect(*edges)
    drawn = drawn.transform(lambda points: points * [1 / metres, -1 / metres] + [-left / metres, top / metres])
    drawn = drawn[~drawn.is_empty].explode()
    rings: dict[str, list[Ring]] = {}
    for code, polygon in drawn[drawn.geom_type == "Polygon"].items():
        rings.setdefault(str(code), []).extend(_rings(polygon))
    return Outlines(
        window,
        round((right - left) / metres),
        round((top - bottom) / metres),
        float(metres),
        {code: tuple(own) for code, own in rings.items() if own},
    )


@lru_cache(maxsize=1)
def _polygons() -> gpd.GeoSeries:
    """Every polygon by the code of its country; those across the date line go on beyond 180 degrees.

    Without Antarctica, which no window shows: its coast goes round the pole and is no polygon in degrees.
    """
    polygons = country_shapes(SHAPES_FILE.read_bytes()).drop("ATA").explode()
    across = polygons.bounds["maxx"] - polygons.bounds["minx"] > 180
    joined = polygons.transform(lambda points: points + [360, 0] * (points[:, :1] < 0))
    return polygons.where(~across, joined)


def _around(middle: float) -> gpd.GeoSeries:
    """The polygons with their longitudes counted from `middle`, cut on the far side of the globe."""
    turns = [_turned(_polygons(), turn - middle) for turn in (-360, 0, 360)]
    cut = gpd.GeoSeries(pd.concat(turns)).clip_by_rect(-180, -90, 180, 90)
    return cut[~cut.is_empty].explode()


def _turned(polygons: gpd.GeoSeries, degrees: float) -> gpd.GeoSeries:
    """Polygons so many degrees further east, all at once: `translate` takes ten times as long."""
    return polygons.transform(lambda points: np.add(points, [degrees, 0]))


def _projected(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    return shapes.set_crs(_DEGREES, allow_override=True).to_crs(_EQUAL_EARTH)


def _edges(window: Window) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a window in metres; it is as wide as where it is nearest to the equator."""
    (west, east), (south, north) = window
    half, widest = (east - west) / 2, max(south, min(0, north))
    corners = [shapely.Point(side, latitude) for side in (-half, half) for latitude in (south, widest, north)]
    left, bottom, right, top = _projected(gpd.GeoSeries(corners)).total_bounds
    return left, bottom, right, top


def _seen(polygons: gpd.GeoSeries, metres: float) -> gpd.GeoSeries:
    """Polygons large enough to be seen, and a dot for each country that has none."""
    large = polygons[polygons.area > (COARSE * metres) ** 2]
    small = polygons[~polygons.index.isin(large.index)]
    small = small.iloc[small.area.argsort()]
    dots = small[~small.index.duplicated(keep="last")].centroid.buffer(DOT * metres, quad_segs=2)
    return gpd.GeoSeries(pd.concat([large, dots]))


def _rings(polygon: shapely.Polygon) -> list[Ring]:
    """Rings in whole units, no point twice in a row; what is thinner than a unit is left out."""
    rings = []
    for ring in shapely.get_rings(polygon):
        points = [(round(x), round(y)) for x, y in shapely.get_coordinates(ring)]
        kept = tuple(point for point, following in pairwise(points) if point != following)
        if len(kept) > 2:
            rings.append(kept)
    return rings
