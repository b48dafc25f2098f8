"""Whether the point of each local government lies in or near its country."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from analytics.dataset.descriptor import SHAPES, SHIPPED
from analytics.dataset.files import RawTable
from analytics.dataset.problem import Problem

TOLERANCE = 0.5
"""Degrees: the shapes are simplified, so a harbour may lie in their sea."""


def point_problems(folder: Path, cities: RawTable) -> tuple[list[Problem], list[Problem]]:
    """Hard problems of points far from their country; soft ones where that could not be checked."""
    frame = cities.frame
    if not {"lat", "lon", "iso3"} <= set(frame):
        return [], []
    halves = frame.index[frame["lat"].isna() != frame["lon"].isna()]
    hard = [cities.problem(each, "lat", frame.at[each, "lat"], "half_a_point") for each in halves]
    places = frame[["lat", "lon", "iso3"]].dropna()
    places = places.assign(lat=pd.to_numeric(places["lat"], errors="coerce"))
    places = places.assign(lon=pd.to_numeric(places["lon"], errors="coerce")).dropna()
    places = places[places["lat"].between(-90, 90) & places["lon"].between(-180, 180)]
    if places.empty:
        return hard, []
    shapes, problems = _shapes(folder, set(places["iso3"]))
    if shapes is None:
        return [*hard, *problems], [Problem(SHAPES, None, None, None, "points_unchecked")]
    points = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), index=places.index)
    soft = []
    for iso3, here in points.groupby(places["iso3"]):
        if iso3 not in shapes.index:
            soft += [cities.problem(each, "iso3", str(iso3), "point_unchecked") for each in here.index]
            continue
        near = here.dwithin(shapes[iso3], TOLERANCE)
        for each in near.index[~near]:
            degrees = here[each].distance(shapes[iso3])
            value = f"{places.at[each, 'lat']:g}, {places.at[each, 'lon']:g}"
            detail = f"{iso3}: {degrees:.1f}"
            if frame.get("point_note", pd.Series(dtype="str")).notna().get(each, False):
                soft.append(cities.problem(each, "lat", value, "point_off_shape", detail))
            else:
                hard.append(cities.problem(each, "lat", value, "point_outside_country", detail))
    return hard, soft


def _shapes(folder: Path, wanted: set[str]) -> tuple[gpd.GeoSeries | None, list[Problem]]:
    """One shape a country under its ISO3 code; a folder without shapes is checked against those shipped."""
    path = next((each for each in (folder / SHAPES, SHIPPED / SHAPES) if each.is_file()), None)
    if path is None:
        return None, []
    try:
        countries = gpd.read_file(path, layer="countries")
        # Distances are meant in degrees; without a reference system geopandas does not warn that they are.
        countries = countries[countries["id"].isin(wanted)].set_crs(None, allow_override=True)
        merged = countries.set_geometry(countries.geometry.make_valid()).dissolve("id").geometry
    except Exception as error:  # noqa: BLE001 - GDAL raises a class of its own for each driver
        return None, [Problem(SHAPES, None, None, str(error)[:200], "broken_shapes")]
    return merged, []
