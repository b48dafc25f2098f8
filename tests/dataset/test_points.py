"""A point that can't be right is withheld: its row is kept, counted and listed, and everything else is as before."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.dataset import Folder, Problem, explain, load_dataset
from analytics.dataset.__main__ import report
from analytics.dataset.doubts import problems_in
from analytics.dataset.package import read_package
from analytics.facets import Facets
from analytics.measures.places import government_points, unplaced
from analytics.selection import Selection, filter_data
from tests.csv_rows import read_rows, write_rows
from tests.quick import first_of_each

Edit = Callable[..., int]
Hard = Callable[[], list[Problem]]

PLACES = {
    "accra-gha": (5.55602, -0.1969),
    "freetown-sle": (8.48714, -13.2356),
    "kampala-uga": (0.31628, 32.58219),
    "montevideo-ury": (-34.90328, -56.18816),
}
"""Where some cities are, of countries that are all smaller than 8 degrees."""

WITHHELD = [
    ({"lat": "95.5"}, "aside_too_large"),
    ({"lon": "-180.5"}, "aside_too_small"),
    ({"lat": "north"}, "aside_not_a_number"),
    ({"lat": "5.5.5"}, "aside_not_a_number"),
    ({"lat": "5,556"}, "aside_ambiguous_number"),
    ({"lat": "#REF!"}, "aside_program_error"),
    ({"lat": ""}, "aside_half_a_point"),
    ({"lon": ""}, "aside_half_a_point"),
    ({"lat": "-5.55602"}, "aside_point_outside_country"),
    ({"lat": "-0.1969", "lon": "5.55602"}, "aside_point_outside_country"),
    ({"lat": "4.5"}, "aside_point_outside_country"),
    ({"lat": "0", "lon": "0.0", "point_note": "Off the coast"}, "aside_point_at_zero"),
]
NUMBERS = st.floats(-200, 200).map(lambda value: f"{value:.4f}") | st.integers(-400, 400).map(str)
CELLS = NUMBERS | st.sampled_from(["", "north", "5.5.5", "1e3", "#REF!", "5,55", "-", "٥", "5°33'N"])


@pytest.mark.parametrize(("cells", "rule"), first_of_each(WITHHELD, lambda case: case[1]))
def test_one_wrong_point_is_told_and_its_row_is_kept(
    folder: Path, edit: Edit, cells: dict[str, str], rule: str
) -> None:
    line = edit("cities.csv", "accra-gha", **cells)
    dataset = load_dataset(Folder(folder))
    found = [each for each in problems_in(dataset.problems) if each.rule.startswith("aside_")]
    assert [(each.file, each.row, each.key, each.rule) for each in found] == [("cities.csv", line, "accra-gha", rule)]
    assert explain(found[0])[0].endswith("The row is kept and counted, but not placed on the map.")
    everything = filter_data(Facets(dataset), Selection())
    missing = unplaced(everything).set_index("city_id").loc["accra-gha"]
    assert (missing["pledges"], missing["reason"], missing["iso3"]) == (1, "wrong_point", "GHA")
    assert "0  problems that stop" in report(dataset.source, found)
    told = dataset.problems[dataset.problems["rule"] == "unplaced_wrong_point"]
    assert told["key"].tolist() == ["accra-gha-1"]


@pytest.mark.slow
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.lists(st.tuples(CELLS, CELLS), min_size=len(PLACES), max_size=len(PLACES)))
def test_whatever_a_point_holds_all_else_is_as_before(folder: Path, edit: Edit, points: list[tuple[str, str]]) -> None:
    written = dict(zip(PLACES, points, strict=True))
    for name, (lat, lon) in written.items():
        edit("cities.csv", name, lat=lat, lon=lon)
    everything = filter_data(Facets(load_dataset(Folder(folder))), Selection())
    placed, missing = government_points(everything), unplaced(everything)
    assert (everything.count(), len(placed) + len(missing)) == (81, 65)
    for name, (lat, lon) in written.items():
        where = placed[placed["city_id"] == name]
        assert len(where) + list(missing["city_id"]).count(name) == 1
        for row in where.itertuples():
            assert (row.lat, row.lon) == (float(lat.replace(",", ".")), float(lon.replace(",", ".")))
            assert math.dist((row.lat, row.lon), PLACES[name]) < 8, "the country is not that large"


def test_a_right_point_off_the_coast_needs_a_note(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "accra-gha", lat="5.2")
    assert "accra-gha" not in set(load_dataset(Folder(folder)).problems["key"])
    edit("cities.csv", "accra-gha", lat="4.5", point_note="An island")
    dataset = load_dataset(Folder(folder))
    own = dataset.problems[dataset.problems["key"] == "accra-gha"]
    assert own["rule"].tolist() == ["point_off_shape"]
    assert "accra-gha" in set(government_points(filter_data(Facets(dataset), Selection()))["city_id"])


def test_columns_that_were_exchanged_are_a_fault_of_the_file(folder: Path, hard: Hard) -> None:
    rows = read_rows(folder / "cities.csv")
    write_rows(folder / "cities.csv", [{**row, "lat": row["lon"], "lon": row["lat"]} for row in rows])
    rules = [each.rule for each in hard()]
    assert set(rules) <= {"point_outside_country", "too_large", "too_small"}
    assert len(rules) > len(rows) / 2


def test_cities_beside_the_pledges_stand_aside_as_well(folder: Path, edit: Edit) -> None:
    line = edit("context_cities.csv", "bristol-gbr", lat="95")
    dataset = load_dataset(Folder(folder))
    found = [each for each in problems_in(dataset.problems) if each.rule.startswith("aside_")]
    assert [(each.file, each.row, each.rule) for each in found] == [("context_cities.csv", line, "aside_too_large")]
    point = dataset.context_cities.set_index("city_id").loc["bristol-gbr", ["lat", "lon"]]
    assert point.isna().all()


def test_a_clean_copy_keeps_the_point_as_it_was_written(folder: Path, edit: Edit) -> None:
    edit("cities.csv", "accra-gha", lat="95.5")
    assert b",95.5,-0.1969," in read_package(Folder(folder)).tables["cities"].content()
