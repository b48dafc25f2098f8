"""The polygons of a TopoJSON file, in which neighbours share the line of their border.

Nothing but lines and codes is read from it: a file can name no other file and no other host.
"""

import json
from collections.abc import Collection
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.errors import ShapelyError

LAYER = "countries"

NOT_SHAPES = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, ShapelyError)
"""What reading raises where a file is no TopoJSON of countries."""


def country_shapes(content: bytes, wanted: Collection[str] | None = None) -> gpd.GeoSeries:
    """The shapes of the countries and areas in a TopoJSON file, in degrees, by their `id`; all or those wanted.

    One of `NOT_SHAPES` where it is none.
    """
    topology = json.loads(content)
    arcs = _lines(topology)
    polygons: dict[str, list[shapely.Polygon]] = {}
    for shape in topology["objects"][LAYER]["geometries"]:
        # A country without a shape has no type; one that has several shapes is all of them.
        if shape["type"] is not None and (wanted is None or shape["id"] in wanted):
            parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            polygons.setdefault(str(shape["id"]), []).extend(_polygon(part, arcs) for part in parts)
    return gpd.GeoSeries({code: shapely.MultiPolygon(own) for code, own in polygons.items()}, dtype="geometry")


def _lines(topology: dict[str, Any]) -> list[np.ndarray]:
    """Longitudes and latitudes along each arc; whole numbers are steps from point to point, to be scaled."""
    arcs = [np.array(arc, dtype="float64")[:, :2] for arc in topology["arcs"]]
    if "transform" not in topology:
        return arcs
    scale, start = (np.array(topology["transform"][name], dtype="float64") for name in ("scale", "translate"))
    return [arc.cumsum(axis=0) * scale + start for arc in arcs]


def _polygon(rings: list[list[int]], arcs: list[np.ndarray]) -> shapely.Polygon:
    outer, *holes = [_ring(numbers, arcs) for numbers in rings]
    return shapely.Polygon(outer, holes)


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """The points of a ring; an arc written as ~number runs backwards, and each starts where the last one ends."""
    lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
