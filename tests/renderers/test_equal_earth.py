"""The projection of maps in an image, against that of geopandas, and windows of another form."""

import geopandas
import pytest

from analytics.charts.description import WORLD_WINDOW, Window
from analytics.renderers.equal_earth import form, projected, share, widened

AFRICA = ((-36.0, 68.0), (-39.0, 41.0))
PACIFIC = ((158.0, 187.0), (-49.0, -32.0))
RADIUS = 6_371_007
"""Metres of the radius of a globe as large as the earth."""


@pytest.mark.parametrize("place", [(0, 0), (36.8, -1.3), (-99.1, 19.4), (174.8, -41.3), (25, 71), (-70, -55)])
def test_places_are_where_geopandas_has_them(place: tuple[float, float]) -> None:
    there = geopandas.GeoSeries.from_xy([place[0]], [place[1]], crs=4326).to_crs(8857).iloc[0]
    assert projected(*place) == pytest.approx((there.x / RADIUS, there.y / RADIUS), abs=0.003)


def test_a_place_across_the_date_line_is_in_its_window() -> None:
    suva, wellington = share(PACIFIC, 178.4, -40), share(PACIFIC, 174.8, -41.3)
    assert 0 < wellington[0] < suva[0] < share(PACIFIC, -176.5, -44)[0] < 1
    assert share(AFRICA, 16, 41) == pytest.approx((0.5, 1))


@pytest.mark.parametrize("window", [AFRICA, PACIFIC, ((5.0, 15.0), (47.0, 55.0))])
@pytest.mark.parametrize("wanted", [2.4, 1.4, 0.9])
def test_a_widened_window_has_the_form_wanted_and_all_that_was_in_it(window: Window, wanted: float) -> None:
    (west, east), (south, north) = longitudes, latitudes = widened(window, wanted)
    assert form((longitudes, latitudes)) == pytest.approx(wanted, rel=0.06)
    assert west <= window[0][0] and east >= window[0][1] and south <= window[1][0] and north >= window[1][1]


def test_the_world_is_not_widened() -> None:
    assert widened(WORLD_WINDOW, 1.0) == WORLD_WINDOW
    assert widened(WORLD_WINDOW, 3.0) == WORLD_WINDOW
