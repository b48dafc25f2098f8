"""The outlines of countries in equal areas: their areas, their edges, and what lies across the date line."""

import json
from itertools import pairwise

import geopandas
import pytest
from shapely import Point, Polygon
from shapely.ops import unary_union

from analytics.charts.maps import WINDOWS
from analytics.dataset.shapes import HIGH, SHAPES_FILE, WIDE, Outlines, Ring, outlines, shape_codes
from analytics.dataset.topology import country_shapes
from tests.quick import first_of_each

each_window = pytest.mark.parametrize("region", first_of_each(WINDOWS, bool), ids=lambda region: region or "world")


def shape(part: Outlines, code: str) -> Polygon:
    """A country on the map, its holes taken out."""
    whole = Polygon()
    for ring in part.rings[code]:
        whole = whole.symmetric_difference(Polygon(ring).buffer(0))
    return whole


def wide(ring: Ring) -> int:
    across = [x for x, _y in ring]
    return max(across) - min(across)


@pytest.fixture(scope="module")
def square_metres() -> dict[str, float]:
    """Areas in EPSG:8857 of the shapes as they are in the file."""
    countries = geopandas.read_file(SHAPES_FILE, layer="countries").set_index("id").set_crs(4326, allow_override=True)
    return dict(countries.to_crs(8857).area)


@pytest.mark.parametrize("code", ["DZA", "LBN", "COD", "FRA", "ZAF", "LSO", "BRA", "NPL", "SWE"])
def test_areas_are_those_on_the_ground(square_metres: dict[str, float], code: str) -> None:
    part = outlines(WINDOWS[""])
    assert shape(part, code).area * part.metres**2 == pytest.approx(square_metres[code], rel=0.03)


@pytest.mark.slow
def test_areas_are_the_same_wherever_the_map_is_centred(square_metres: dict[str, float]) -> None:
    for region, code in {"Africa": "TCD", "Americas": "BOL", "Asia": "MNG", "Europe": "DEU", "Oceania": "AUS"}.items():
        part = outlines(WINDOWS[region])
        assert shape(part, code).area * part.metres**2 == pytest.approx(square_metres[code], rel=0.01)


def test_shapes_are_read_as_gdal_reads_them() -> None:
    ours = country_shapes(SHAPES_FILE.read_bytes()).sort_index()
    expected = geopandas.read_file(SHAPES_FILE, layer="countries").set_index("id").geometry.sort_index()
    assert list(ours.index) == list(expected.index)
    assert ours.get_coordinates().to_numpy().tolist() == expected.get_coordinates().to_numpy().tolist()


def test_a_code_of_several_shapes_has_all_of_them() -> None:
    """As in the sources of the map, where Gaza and the West Bank are two shapes."""
    arcs = [[[0, 0], [4, 0], [4, 4], [0, 0]], [[6, 0], [8, 0], [8, 2], [6, 0]], [[1, 0.5], [2, 0.5], [2, 1], [1, 0.5]]]
    pieces = [("Polygon", [[0], [2]]), ("MultiPolygon", [[[1]]]), (None, None)]
    geometries = [{"type": kind, "id": "PSE", "arcs": own} for kind, own in pieces]
    read = country_shapes(json.dumps({"objects": {"countries": {"geometries": geometries}}, "arcs": arcs}).encode())
    assert read["PSE"].area == pytest.approx(8 + 2 - 0.25)


def test_the_world_has_all_shapes_but_antarctica() -> None:
    assert shape_codes() - set(outlines(WINDOWS[""]).rings) == {"ATA"}


@each_window
def test_outlines_stay_within_the_window(region: str) -> None:
    part = outlines(WINDOWS[region])
    assert part.width <= WIDE and part.height <= HIGH
    assert part.width == WIDE or part.height == HIGH
    points = [point for rings in part.rings.values() for ring in rings for point in ring]
    assert all(0 <= x <= part.width and 0 <= y <= part.height for x, y in points)


@each_window
def test_every_ring_is_a_surface(region: str) -> None:
    for rings in outlines(WINDOWS[region]).rings.values():
        assert rings
        for ring in rings:
            assert len(ring) >= 3
            assert all(point != following for point, following in pairwise(ring))


@each_window
def test_nothing_is_drawn_from_one_edge_to_the_other(region: str) -> None:
    """Only Russia reaches over a quarter of the globe; what lies on the date line is small."""
    part = outlines(WINDOWS[region])
    for code in {"FJI", "KIR", "TUV"} & set(part.rings):
        assert max(map(wide, part.rings[code])) < part.width / 25
    degrees = WINDOWS[region][0][1] - WINDOWS[region][0][0]
    for code, rings in part.rings.items():
        most = {"RUS": 172, "CAN": 90, "CHN": 65, "USA": 62, "GRL": 62}.get(code, 50)
        assert max(map(wide, rings)) <= part.width * most / degrees, code


def test_fiji_is_one_group_of_islands_where_the_map_shows_the_date_line() -> None:
    part = outlines(WINDOWS["Oceania"])
    across = [x for ring in part.rings["FJI"] for x, _y in ring]
    assert max(across) - min(across) < part.width / 20


def test_neighbours_share_each_point_of_their_border() -> None:
    """Else a gap would show, or a strip that belongs to two."""
    part = outlines(WINDOWS[""])
    for one, other in [("COD", "COG"), ("BOL", "PRY"), ("TCD", "NER"), ("LSO", "ZAF")]:
        ours, theirs = ({point for ring in part.rings[code] for point in ring} for code in (one, other))
        assert len(ours & theirs) > 5
        overlap = shape(part, one).intersection(shape(part, other))
        assert overlap.area == 0
    southern = [shape(part, code) for code in ("BWA", "ZAF", "NAM", "ZWE", "LSO", "SWZ", "MOZ")]
    assert not unary_union(southern).interiors


@pytest.mark.parametrize("code", ["NRU", "TUV", "MCO", "MDV", "MHL"])
def test_a_country_too_small_to_draw_is_a_dot(code: str) -> None:
    (dot,) = outlines(WINDOWS[""]).rings[code]
    assert 10 <= wide(dot) <= 24


CITIES = {
    ("", "KEN"): (36.82, -1.29),
    ("Africa", "KEN"): (36.82, -1.29),
    ("Asia", "JPN"): (138.2, 36.2),
    ("Americas", "BRA"): (-47.9, -15.8),
    ("Europe", "ESP"): (-3.7, 40.4),
    ("Oceania", "NZL"): (175.6, -38.7),
    ("Oceania", "USA"): (-155.5, 19.6),
}


@pytest.mark.parametrize("place", CITIES, ids="-".join)
def test_a_place_stands_in_its_country(place: tuple[str, str]) -> None:
    part = outlines(WINDOWS[place[0]])
    longitude, latitude = CITIES[place]
    (position,) = part.positions([longitude], [latitude])
    assert position is not None
    assert shape(part, place[1]).contains(Point(position))


def test_a_place_outside_has_no_position() -> None:
    part = outlines(WINDOWS["Africa"])
    assert part.positions([2.35, -100.0, 36.82], [48.86, 20.0, -70.0]) == [None, None, None]
    assert part.positions([], []) == []


def test_the_middle_of_the_window_is_the_middle_of_the_map() -> None:
    for region, longitude in {"": 0.0, "Africa": 17.0, "Oceania": 162.0}.items():
        part = outlines(WINDOWS[region])
        (position,) = part.positions([longitude], [0.0])
        assert position is not None
        assert position[0] == pytest.approx(part.width / 2, abs=1)
