"""Which part of the world a map shows for some countries."""

import geopandas as gpd
import pandas as pd
import pytest

from analytics.charts import description
from analytics.dataset.shapes import SHAPES_FILE, WORLD_WINDOW, window_around
from analytics.facets import Facets


def test_no_country_with_a_shape_is_the_world() -> None:
    assert window_around([]) == window_around(["ZZZ"]) == WORLD_WINDOW == description.WORLD_WINDOW


@pytest.mark.parametrize(
    ("codes", "seen", "not_seen"),
    [
        pytest.param(("FRA",), [(2.3, 48.9), (9.1, 42.2)], [(-53, 4)], id="France without Guiana, with Corsica"),
        pytest.param(("USA",), [(-80, 26), (-122, 47)], [(-150, 64), (-157, 20)], id="the contiguous United States"),
        pytest.param(("NZL",), [(168, -46), (178, -38)], [(130, -25)], id="New Zealand"),
        pytest.param(("FJI",), [(177.4, -17.8), (180.1, -16.8)], [(0, 0)], id="Fiji, across the date line"),
        pytest.param(("LBN",), [(35.5, 33.9), (36.3, 33.5), (35.2, 31.8)], [(31.2, 40)], id="Lebanon, its neighbours"),
        pytest.param(("MYS",), [(101.7, 3.1), (116.1, 6)], [(107, -7)], id="both parts of Malaysia"),
        pytest.param(("DEU", "POL", "RUS"), [(13.4, 52.5), (21, 52.2)], [(60, 56)], id="Russia beside others"),
        pytest.param(("KEN", "RUS"), [(36.8, -1.3), (37.6, 55.8)], [(-50, 10)], id="Russia far from the other"),
        pytest.param(("RUS",), [(37.6, 55.8), (170 + 19, 66)], [(-50, 10)], id="Russia alone"),
    ],
)
def test_a_window_shows_a_country_where_most_of_it_is(
    codes: tuple[str, ...], seen: list[tuple[float, float]], not_seen: list[tuple[float, float]]
) -> None:
    (west, east), (south, north) = window_around(codes)
    places = {place: west < place[0] < east and south < place[1] < north for place in (*seen, *not_seen)}
    assert places == {place: place in seen for place in places}


def test_every_window_has_a_shape_that_a_drawing_can_fill(facets: Facets) -> None:
    countries = facets.dataset.countries
    chosen = [[code] for code in countries["iso3"]]
    chosen += [list(own) for _region, own in countries[countries["un_member"]].groupby("m49_subregion")["iso3"]]
    for codes in chosen:
        (west, east), (south, north) = window_around(codes)
        assert -180 <= west < 180 and west < east <= west + 360, codes
        assert south >= -57 and south + 6.9 < north <= 84, codes
        assert east - west >= 1.25 * (north - south), codes


@pytest.mark.slow
def test_every_country_that_is_chosen_is_seen(facets: Facets) -> None:
    """Alone, beside the one that is vast, and in every region of every scheme; no window shows Antarctica."""
    world = gpd.read_file(SHAPES_FILE, layer="countries").set_index("id").geometry.drop("ATA")
    countries = facets.dataset.countries
    chosen = [(code, *also) for code in countries["iso3"] for also in ((), ("RUS",))]
    for scheme in facets.dataset.region_columns:
        chosen += [tuple(own) for _region, own in countries.groupby(scheme)["iso3"]]
    for codes in chosen:
        (west, east), (south, north) = window_around(codes)
        shapes = world[world.index.isin(codes)]
        # A window may begin or end beyond the date line.
        seen = [~shapes.clip_by_rect(west + turn, south, east + turn, north).is_empty for turn in (-360, 0, 360)]
        assert pd.concat(seen, axis=1).any(axis=1).all(), codes


def test_the_order_of_countries_does_not_matter() -> None:
    assert window_around(["KEN", "TCD", "LBN"]) == window_around(["LBN", "KEN", "TCD", "KEN"])
