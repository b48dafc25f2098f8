"""Which countries and areas the map has a shape for, and their outlines where areas are to be compared."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

WORLD = Path(__file__).parents[2] / "data" / "geography" / "world_50m.json"
"""The shapes that every reader's browser is sent, whatever folder the pledges come from."""

WIDE, HIGH = 8000, 4500
"""Units that a drawing fits into: 600 to the inch where it fills a slide of 13.3 by 7.5 inches."""

COARSE = 2
"""Units within which an outline may differ from the shape: a quarter of a point on a slide."""

DOT = 10
"""Radius, in units, of the dot that stands for a country too small to draw."""

_DEGREES, _EQUAL_EARTH = 4326, 8857

Ring = tuple[tuple[int, int], ...]
Window = tuple[tuple[float, float], tuple[float, float]]
"""Longitudes and latitudes to show, in degrees; longitudes over 180 lie east of the date line."""


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
        """Where places stand, in units from the upper left; None for one outside."""
        middle = sum(self.window[0]) / 2
        turned = [(longitude - middle + 180) % 360 - 180 for longitude in longitudes]
        left, _bottom, _right, top = _edges(self.window)
        places = _projected(gpd.GeoSeries(gpd.points_from_xy(turned, latitudes)))
        found = zip((places.x - left) / self.metres, (top - places.y) / self.metres, strict=True)
        return [(x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None for x, y in found]


@lru_cache(maxsize=1)
def shape_codes() -> frozenset[str]:
    """ISO3 codes (and the codes of six areas without one) that the map can draw."""
    topology = json.loads(WORLD.read_text(encoding="utf-8"))
    return frozenset(str(shape["id"]) for shape in topology["objects"]["countries"]["geometries"])


@lru_cache(maxsize=8)
def outlines(window: Window) -> Outlines:
    """The countries and areas in a window, cut at its edges; neighbours share each point of their border."""
    left, bottom, right, top = edges = _edges(window)
    metres = max((right - left) / WIDE, (top - bottom) / HIGH)
    simple = _projected(_around(sum(window[0]) / 2)).simplify_coverage(COARSE * metres)
    drawn = _seen(simple, metres).clip_by_rect(*edges)
    drawn = drawn.affine_transform([1 / metres, 0, 0, -1 / metres, -left / metres, top / metres])
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
    countries = gpd.read_file(WORLD, layer="countries").set_index("id").geometry
    polygons = countries.drop("ATA").explode()
    across = polygons.bounds["maxx"] - polygons.bounds["minx"] > 180
    joined = polygons.transform(lambda points: points + [360, 0] * (points[:, :1] < 0))
    return polygons.where(~across, joined)


def _around(middle: float) -> gpd.GeoSeries:
    """The polygons with their longitudes counted from `middle`, cut on the far side of the globe."""
    turns = [_polygons().translate(turn - middle) for turn in (-360, 0, 360)]
    cut = gpd.GeoSeries(pd.concat(turns)).clip_by_rect(-180, -90, 180, 90)
    return cut[~cut.is_empty].explode()


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
