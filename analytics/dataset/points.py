"""Whether the point of each local government lies in or near its country, and what happens to those that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import geopandas as gpd
import pandas as pd

from analytics.dataset.descriptor import SHAPES, SHIPPED
from analytics.dataset.files import RawTable
from analytics.dataset.problem import WITHHELD, Problem, few_of_each
from analytics.dataset.topology import NOT_SHAPES, country_shapes

TOLERANCE = 0.5
"""Degrees: the shapes are simplified, so a harbour may lie in their sea."""


POINT = ("lat", "lon")
"""The columns of a point: where a cell of one is wrong, the row has no point and is kept."""

FEW = 10
"""One row in so many may be withheld, and one of a table that is shorter: more of them are a fault of the file, such as
latitude and longitude exchanged."""


def with_points_withheld(table: RawTable, problems: Sequence[Problem]) -> tuple[RawTable, list[Problem], list[Problem]]:
    """The table with the points that can't be right taken out, the hard problems that remain, and the soft ones."""
    wrong = [each for each in problems if each.file == table.file and each.column in POINT and each.row is not None]
    rows = {each.row for each in wrong}
    # More than are listed: it is not known which.
    is_more = any(each.rule == "more_of_these" for each in wrong)
    if not rows or is_more or len(rows) > max(1, len(table.lines) // FEW):
        return table, list(problems), []
    withheld = frozenset(position for position, line in enumerate(table.lines) if line in rows)
    remaining = [each for each in problems if each not in wrong]
    return replace(table, withheld=withheld), remaining, [replace(each, rule=WITHHELD + each.rule) for each in wrong]


def point_problems(content: bytes | None, cities: RawTable) -> tuple[list[Problem], list[Problem]]:
    """Points that can't be right, as hard problems; soft ones where that could not be checked.

    `content` is the file of shapes; without one that can be read, points are compared with the shipped shapes.
    """
    hard, soft = _all_problems(content, cities)
    return few_of_each(hard), few_of_each(soft, "more_doubts")


def _all_problems(content: bytes | None, cities: RawTable) -> tuple[list[Problem], list[Problem]]:
    records = cities.records
    if not {"lat", "lon", "iso3", "point_note"} <= set(records):
        return [], []
    halves = records[records["lat"].isna() != records["lon"].isna()]
    hard = [cities.problem(each, "lat", None, "half_a_point") for each in halves.index]
    points = _points(records)
    zero = points[(points.x == 0) & (points.y == 0)].index
    hard += [cities.problem(each, "lat", "0, 0", "point_at_zero") for each in zero]
    points = points.drop(zero)
    if points.empty:
        return hard, []
    countries = records["iso3"].reindex(points.index)
    shapes, soft = _shapes(content, frozenset(countries))
    if shapes is None:
        return hard, [*soft, Problem(SHAPES, None, None, None, "points_unchecked")]
    for iso3, here in points.groupby(countries):
        if iso3 not in shapes.index:
            soft += [cities.problem(each, "iso3", str(iso3), "point_unchecked") for each in here.index]
            continue
        far = here[~here.dwithin(shapes[iso3], TOLERANCE)]
        for position, degrees in far.distance(shapes[iso3]).items():
            value = f"{far[position].y:g}, {far[position].x:g}"
            explained = pd.notna(records["point_note"][position])
            rule = "point_off_shape" if explained else "point_outside_country"
            (soft if explained else hard).append(cities.problem(position, "lat", value, rule, f"{iso3}: {degrees:.1f}"))
    return hard, soft


def _points(records: pd.DataFrame) -> gpd.GeoSeries:
    """The points that are on the earth and whose country is known."""
    places = records[["lat", "lon"]].apply(pd.to_numeric, errors="coerce")[records["iso3"].notna()].dropna()
    places = places[places["lat"].between(-90, 90) & places["lon"].between(-180, 180)]
    return gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), index=places.index)


def _shapes(content: bytes | None, wanted: frozenset[str]) -> tuple[gpd.GeoSeries | None, list[Problem]]:
    """Shapes by ISO3 code, from the first file that can be read, or None; and the problem of one that can't be."""
    problems: list[Problem] = []
    for each in _files_of_shapes(content):
        try:
            return _valid_shapes(each, wanted), problems
        except NOT_SHAPES as error:
            problems = [Problem(SHAPES, None, None, str(error)[:200], "broken_shapes")]
    return None, problems


def _files_of_shapes(content: bytes | None) -> Iterator[bytes]:
    if content is not None:
        yield content
    if (SHIPPED / SHAPES).is_file():
        yield (SHIPPED / SHAPES).read_bytes()


# Shapes stay the same when pledges change, and reading them takes a third of the time of all other files.
@lru_cache(maxsize=1)
def _valid_shapes(content: bytes, wanted: frozenset[str]) -> gpd.GeoSeries:
    # Distances are meant in degrees: the series has no reference system, so geopandas does not warn that they are.
    shapes = country_shapes(content, wanted).make_valid()
    return shapes[~shapes.is_empty]
