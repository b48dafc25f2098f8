"""The country shapes of the map: complete, drawn as the United Nations draws them, and rebuildable."""

import json
import math
import shutil
from collections import Counter
from pathlib import Path

import geopandas
import numpy as np
import pytest
from shapely import Point, Polygon

from scripts.build_geography import OUTPUT, build
from tests.needs import missing
from tests.pages import by_hand

PLACES = {
    "Simferopol, Crimea": (34.10, 44.95, "UKR"),
    "Golan Heights": (35.8, 33.0, "SYR"),
    "Gaza city": (34.46, 31.50, "PSE"),
    "Ramallah, West Bank": (35.20, 31.90, "PSE"),
    "Tenerife, Canary Islands": (-16.55, 28.30, "ESP"),
    "Galapagos": (-91.1, -0.7, "ECU"),
    "Madeira": (-17.0, 32.75, "PRT"),
}


@pytest.fixture(scope="module")
def countries() -> geopandas.GeoDataFrame:
    return geopandas.read_file(OUTPUT, layer="countries")


def test_every_member_state_but_san_marino_has_a_shape(countries: geopandas.GeoDataFrame) -> None:
    members = {row["iso3"] for row in by_hand.rows("countries") if row["un_member"] == "yes"}
    assert len(members) == 193
    assert members - set(countries["id"]) == {"SMR"}


def test_each_code_has_one_shape() -> None:
    shapes = json.loads(OUTPUT.read_text(encoding="utf-8"))["objects"]["countries"]["geometries"]
    assert [code for code, times in Counter(shape["id"] for shape in shapes).items() if times > 1] == []


@pytest.mark.parametrize("place", PLACES)
def test_place_lies_in_the_country_of_united_nations_maps(countries: geopandas.GeoDataFrame, place: str) -> None:
    longitude, latitude, iso3 = PLACES[place]
    assert list(countries[countries.contains(Point(longitude, latitude))]["id"]) == [iso3]


def test_label_of_palestine_stands_in_its_largest_part(countries: geopandas.GeoDataFrame) -> None:
    shapes = json.loads(OUTPUT.read_text(encoding="utf-8"))["objects"]["countries"]["geometries"]
    (palestine,) = [shape for shape in shapes if shape["id"] == "PSE"]
    longitude, latitude = palestine["properties"]["ct"]
    assert (longitude, latitude) == (35.26, 31.94)


def covered(polygon: Polygon) -> float:
    """The steradians a browser fills: what lies to the right of a ring, be it the rest of the globe.

    The sum of d3-geo's `geoArea`, which decides what Plotly draws.
    """
    total = 0.0
    for ring in (polygon.exterior, *polygon.interiors):
        longitude, latitude = np.radians(np.asarray(ring.coords).T)
        half = latitude / 2 + math.pi / 4
        step = np.diff(longitude)
        product = np.sin(half[:-1]) * np.sin(half[1:])
        across = np.cos(half[:-1]) * np.cos(half[1:]) + product * np.cos(np.abs(step))
        total += 2 * float(np.arctan2(product * np.sin(step), across).sum())
    return total if total >= 0 else total + 4 * math.pi


def test_no_ring_is_turned_round_and_floods_the_globe(countries: geopandas.GeoDataFrame) -> None:
    polygons = countries.explode()
    flooding = polygons[polygons.geometry.map(covered) > 2 * math.pi]
    assert list(flooding["id"]) == []
    iceland = polygons[polygons["id"] == "ISL"].geometry.iloc[0]
    assert covered(iceland.reverse()) > 2 * math.pi, "the measure would not notice a reversed ring"


def test_only_the_layers_that_are_drawn_are_kept() -> None:
    topology = json.loads(OUTPUT.read_text(encoding="utf-8"))
    assert set(topology["objects"]) == {"coastlines", "countries", "land"}


@pytest.mark.slow
def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        missing("npm is not on this machine: the shapes cannot be rebuilt")
    build(tmp_path / "world_50m.json")
    assert (tmp_path / "world_50m.json").read_bytes() == OUTPUT.read_bytes()
