"""The map: states and classes by colour, points by size, texts as texts."""

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.maps import WINDOWS, city_map, classes, point_map

COUNTRIES = pd.DataFrame(
    [
        ("KEN", 1.0, "value"),
        ("UGA", 2.0, "value"),
        ("BRA", 5.0, "value"),
        ("FJI", 0.0, "zero"),
        ("AND", None, "no_data"),
        ("REU", None, "outside"),
    ],
    columns=["iso3", "value", "state"],
).assign(name=lambda rows: rows["iso3"], hover=lambda rows: rows["iso3"])
POINTS = pd.DataFrame(
    {"city_id": ["a", "b"], "name": ["A", "B"], "lat": [1.0, 2.0], "lon": [3.0, 4.0], "pledges": [1, 9], "hover": "x"}
)


NONE = "None in <this> selection"


def colours(figure) -> dict[str, str]:
    """The colour of each country drawn."""
    return {
        iso3: trace.colorscale[0][1] for trace in figure.data if trace.type == "choropleth" for iso3 in trace.locations
    }


def test_zero_unknown_and_outside_look_different_and_unlike_any_value() -> None:
    shown = colours(city_map(COUNTRIES, POINTS, "pledges", NONE))
    assert shown["FJI"] == theme.ZERO
    assert shown["AND"] == theme.NO_DATA
    assert shown["REU"] == theme.OUTSIDE
    assert len({*shown.values()}) == len(shown)


@pytest.mark.parametrize("measure", ["pledges", "governments"])
def test_a_count_has_the_same_colour_whatever_else_is_selected(measure: str) -> None:
    everything = colours(city_map(COUNTRIES, POINTS, measure, NONE))
    for iso3 in ("KEN", "UGA", "BRA"):
        alone = colours(city_map(COUNTRIES[COUNTRIES["iso3"] == iso3], POINTS, measure, NONE))
        assert alone[iso3] == everything[iso3]


def test_more_is_darker() -> None:
    shown = colours(city_map(COUNTRIES, POINTS, "pledges", NONE))
    lightness = [sum(int(shown[iso3][at : at + 2], 16) for at in (1, 3, 5)) for iso3 in ("KEN", "UGA", "BRA")]
    assert lightness == sorted(lightness, reverse=True)


def test_each_class_is_named_with_its_bounds_and_holds_its_countries() -> None:
    names = {trace.name: list(trace.locations) for trace in city_map(COUNTRIES, POINTS, "pledges", NONE).data[:-1]}
    assert names == {
        "Not counted here": ["REU"],
        "No data": ["AND"],
        NONE: ["FJI"],
        "1 pledge": ["KEN"],
        "2 pledges": ["UGA"],
        "5 or more pledges": ["BRA"],
    }


@pytest.mark.parametrize("values", [[0.0057, 0.0094, 0.0143, 0.59], [0.3, 0.3, 0.3], [12.0], [1, 1000, 200000, 3e6]])
def test_every_rate_falls_in_one_class_and_no_two_classes_read_alike(values: list[float]) -> None:
    found = classes(pd.Series(values), "pledges_per_million_people")
    for value in values:
        assert sum(low < value <= high for low, high, _name in found) == 1
    names = [name for _low, _high, name in found]
    assert len({*names}) == len(names) <= 4
    assert not any(name.endswith(" 0") for name in names)


def test_nothing_above_zero_has_no_class() -> None:
    assert classes(pd.Series([0.0, 0.0]), "pledges") == []


def test_points_are_larger_with_more_pledges_by_area_and_carry_the_city_for_a_click() -> None:
    points = city_map(COUNTRIES, POINTS, "pledges", NONE).data[-1]
    assert list(points.customdata) == ["a", "b"]
    assert [size - 4 for size in points.marker.size] == pytest.approx([2.6, 2.6 * 3])


def test_a_map_asks_no_other_host_and_zooms_to_a_region() -> None:
    figure = city_map(COUNTRIES, POINTS, "pledges", NONE, "Africa")
    assert {trace.locationmode for trace in figure.data if trace.type == "choropleth"} == {"ISO-3"}
    assert figure.layout.geo.resolution == 50
    assert (figure.layout.geo.lonaxis.range, figure.layout.geo.lataxis.range) == WINDOWS["Africa"]
    assert not any(figure.layout.geo[each] for each in ("showlakes", "showrivers", "showcountries", "showcoastlines"))


def test_names_in_a_small_map_are_text() -> None:
    figure = point_map("KEN", "<b>%{z}</b>", 1.0, 2.0, "<script>x</script>")
    country, city = figure.data
    assert list(city.text) == ["&lt;script&gt;x&lt;/script&gt;"]
    assert list(country.text) == ["&lt;b&gt;%{z}&lt;/b&gt;"]
    assert country.hovertemplate == "%{text}<extra></extra>"
    assert (figure.layout.geo.lonaxis.range, figure.layout.geo.lataxis.range) == ((-22, 26), (-14, 16))
