"""The map: states and classes by colour, points by size, the part of the world that is shown."""

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.description import Country, Map, Place
from analytics.charts.maps import WINDOWS, pledge_map, point_map
from analytics.exhibits.places.menus import map_measures

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
).assign(name=lambda rows: rows["iso3"].str.title(), facts=lambda rows: [(f"fact of {code}",) for code in rows["iso3"]])
POINTS = pd.DataFrame(
    {"city_id": ["a", "b"], "place": ["A, Ken", "B"], "lat": [1.0, 2.0], "lon": [3.0, 4.0], "pledges": [1, 9]}
).assign(facts=[("1 pledge",), ("9 pledges",)])


NONE = "None in <this> selection"
WORLD = WINDOWS[""]


def colours(figure: Map) -> dict[str, str]:
    """The colour of each country drawn."""
    return {country.iso3: shade.colour for shade in figure.shades for country in shade.countries}


def test_zero_unknown_and_outside_look_different_and_unlike_any_value() -> None:
    shown = colours(pledge_map(COUNTRIES, POINTS, "pledges", NONE, WORLD))
    assert shown["FJI"] == theme.ZERO
    assert shown["AND"] == theme.NO_DATA
    assert shown["REU"] == theme.OUTSIDE
    assert len({*shown.values()}) == len(shown)


@pytest.mark.parametrize("measure", list(map_measures()))
def test_a_number_has_the_same_colour_whatever_else_is_selected(measure: str) -> None:
    everything = colours(pledge_map(COUNTRIES, POINTS, measure, NONE, WORLD))
    for iso3 in ("KEN", "UGA", "BRA"):
        alone = colours(pledge_map(COUNTRIES[COUNTRIES["iso3"] == iso3], POINTS, measure, NONE, WORLD))
        assert alone[iso3] == everything[iso3]


def test_more_is_darker() -> None:
    shown = colours(pledge_map(COUNTRIES, POINTS, "pledges", NONE, WORLD))
    lightness = [sum(int(shown[iso3][at : at + 2], 16) for at in (1, 3, 5)) for iso3 in ("KEN", "UGA", "BRA")]
    assert lightness == sorted(lightness, reverse=True)


def test_each_class_is_named_with_its_bounds_and_holds_its_countries() -> None:
    shades = pledge_map(COUNTRIES, POINTS, "pledges", NONE, WORLD).shades
    assert {shade.meaning: [country.iso3 for country in shade.countries] for shade in shades} == {
        "Not counted here": ["REU"],
        "No data": ["AND"],
        NONE: ["FJI"],
        "1 pledge": ["KEN"],
        "2 pledges": ["UGA"],
        "3 to 4 pledges": [],
        "5 or more pledges": ["BRA"],
    }
    assert [shade.in_tooltip for shade in shades] == [True] * 3 + [False] * 4, "a number is said by the facts"
    assert shades[3].countries == (Country("KEN", "Ken", ("fact of KEN",)),)


def test_points_are_larger_with_more_pledges_by_area_and_carry_the_city_for_a_click() -> None:
    figure = pledge_map(COUNTRIES, POINTS, "pledges", NONE, WINDOWS["Africa"])
    assert figure.places[0] == Place("A, Ken", 1.0, 3.0, pytest.approx(6.6), "a", ("1 pledge",))
    assert [place.code for place in figure.places] == ["a", "b"]
    assert [place.size - 4 for place in figure.places] == pytest.approx([2.6, 2.6 * 3])
    assert figure.places_name == "Local government"
    assert figure.window == WINDOWS["Africa"]


def test_a_small_map_shows_one_named_point_and_no_legend() -> None:
    figure = point_map("KEN", "Kenya", 1.0, 2.0, "Nairobi")
    (shade,), (place,) = figure.shades, figure.places
    assert (shade.meaning, shade.in_tooltip, shade.countries) == ("", False, (Country("KEN", "Kenya"),))
    assert (place.name, figure.labelled, figure.places_name) == ("Nairobi", True, "")
    assert figure.window == ((-22, 26), (-14, 16))
    assert point_map("KEN", "Kenya", 80.0, 2.0, "North").window[1] == (65, 85)
