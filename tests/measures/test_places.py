"""Places of three-row tables: zero, unknown and not applicable stay apart."""

import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.measures.places import (
    country_values,
    government_points,
    highest_rate,
    pledges_at,
    unplaced,
    without_shape,
)
from analytics.selection import Selection, filter_data
from tests.oracle.generated import generated_cases
from tests.tiny import CITIES, COUNTRIES, Row, city, country, filtered, pledge

ISLES = (
    *COUNTRIES,
    country("REU", "Africa", un_member="no"),
    country("AND", "Asia", refugees_hosted=None),
    country("SLE", "Africa", refugees_hosted="0"),
    country("BRN", "Asia", refugees_hosted="0"),
)
TOWNS = (*CITIES, city("freetown", "SLE"), city("andorra", "AND"), city("saint-denis", "REU"))


def states(*pledges: Row, measure: str = "pledges", universe: str = "un_members", chosen: Selection | None = None):
    table = country_values(
        filtered(*pledges, countries=ISLES, cities=TOWNS, chosen=chosen), measure, universe
    ).set_index("iso3")
    return {iso3: (row["state"], None if pd.isna(row["value"]) else row["value"]) for iso3, row in table.iterrows()}


def test_a_country_with_a_pledge_one_without_and_one_that_is_not_asked() -> None:
    found = states(pledge("a", "nairobi", "tyre"), pledge("b", "nairobi"))
    assert found["KEN"] == ("value", 2)
    assert found["LBN"] == ("value", 1)
    assert found["FJI"] == ("zero", 0)
    assert found["REU"] == ("outside", None)


def test_all_areas_may_be_asked_and_a_pledge_from_one_is_never_hidden() -> None:
    assert states(pledge("a", "nairobi"), universe="all_areas")["REU"] == ("zero", 0)
    assert states(pledge("a", "saint-denis"))["REU"] == ("value", 1)


def test_a_rate_is_unknown_without_its_denominator_and_never_zero() -> None:
    found = states(pledge("a", "andorra"), pledge("b", "nairobi"), measure="pledges_per_million_displaced")
    assert found["AND"] == ("no_data", None)
    assert found["KEN"] == ("value", pytest.approx(1 / 20 * 1e6))
    assert found["FJI"] == ("zero", 0)
    assert states(pledge("b", "nairobi"), measure="pledges_per_million_displaced")["AND"] == ("no_data", None)


def test_a_country_known_to_host_nobody_is_zero_without_a_pledge_and_not_applicable_with_one() -> None:
    found = states(pledge("a", "freetown"), measure="pledges_per_million_displaced")
    assert found["BRN"] == ("zero", 0)
    assert found["SLE"] == ("outside", None)
    assert states(pledge("a", "freetown"), measure="pledges_per_million_people")["SLE"][0] == "value"


def test_countries_outside_the_chosen_region_are_not_zero() -> None:
    found = states(pledge("a", "nairobi", "tyre"), chosen=Selection(region=("Africa",)))
    assert found["LBN"] == ("outside", None)
    assert found["UGA"] == ("zero", 0)


@pytest.mark.parametrize(
    ("chosen", "none_looked_for"),
    [
        pytest.param(Selection(), set(), id="everything: an area that is no member state was looked at too"),
        pytest.param(Selection(theme=("health",)), set(), id="a theme says which, not where"),
        pytest.param(Selection(country=("KEN", "UGA")), {"LBN", "FJI", "REU"}, id="countries"),
        pytest.param(Selection(region=("Africa",)), {"LBN", "FJI"}, id="a region"),
        pytest.param(Selection(kind=("network",)), {"KEN", "UGA", "LBN", "FJI", "REU"}, id="networks"),
    ],
)
def test_a_country_outside_the_selection_has_no_number_of_pledges(chosen: Selection, none_looked_for: set) -> None:
    countries = (*COUNTRIES, country("REU", "Africa", un_member="no"))
    pledges = (pledge("a", "nairobi", "tyre", themes="housing;health"), pledge("n", "league"))
    found = country_values(filtered(*pledges, countries=countries, chosen=chosen), "pledges").set_index("iso3")
    assert set(found.index[found["pledges"].isna()]) == none_looked_for
    assert set(found.index[found["governments"].isna()]) == none_looked_for
    assert (found.loc[sorted(none_looked_for), "state"] == "outside").all()
    assert found["pledges"].dropna().isin([0, 1]).all()


def test_the_rate_of_palestine_is_by_people_registered_with_unrwa() -> None:
    countries = (*COUNTRIES, country("PSE", "Asia", un_member="no", refugees_hosted=None, unrwa_refugees="2000000"))
    found = country_values(
        filtered(pledge("a", "gaza"), countries=countries, cities=(city("gaza", "PSE"),)),
        "pledges_per_million_displaced",
    ).set_index("iso3")
    assert found.loc["PSE", ["people", "value", "state"]].tolist() == [2_000_000, 0.5, "value"]


def test_governments_of_a_country_are_counted_once_and_one_without_a_name_not_at_all() -> None:
    cities = (*CITIES, city("somebody", "KEN", "not_named"))
    found = country_values(
        filtered(pledge("a", "nairobi"), pledge("b", "nairobi"), pledge("c", "somebody"), cities=cities), "governments"
    ).set_index("iso3")
    assert found.loc["KEN", ["pledges", "governments", "value"]].tolist() == [3, 1, 1]


def test_what_has_no_point_is_listed_with_the_reason() -> None:
    others = (city("maipu", None, match="unresolved"), city("kisumu", "KEN", lat=None, lon=None))
    cities = (*CITIES, city("somebody", "KEN", "not_named"), *others)
    pledges = (pledge("a", "nairobi", "league"), pledge("b", "somebody"), pledge("c", "maipu", "kisumu"))
    found = filtered(*pledges, cities=cities)
    assert dict(zip(unplaced(found)["city_id"], unplaced(found)["reason"], strict=True)) == {
        "league": "network",
        "somebody": "not_named",
        "maipu": "unresolved",
        "kisumu": "no_point",
    }
    assert government_points(found)["city_id"].tolist() == ["nairobi"]


def test_every_place_of_a_selection_is_a_point_or_listed_once(facets: Facets) -> None:
    for case in generated_cases(facets, 60, seed=4):
        found = filter_data(facets, case.chosen)
        shown = pd.concat([government_points(found), unplaced(found)])
        places = found.dataset.pledge_governments[found.government_mask]
        expected = places.groupby("city_id")["pledge_id"].nunique()
        assert shown.set_index("city_id")["pledges"].to_dict() == expected.to_dict(), case.chosen


def test_a_network_has_no_country_even_where_its_home_is_known() -> None:
    cities = (city("alliance", "KEN", "network"),)
    found = filtered(pledge("a", "alliance"), cities=cities)
    assert country_values(found, "pledges").set_index("iso3")["state"]["KEN"] == "zero"
    assert unplaced(found)["reason"].tolist() == ["network"]


def test_pledges_of_a_country_and_of_a_government() -> None:
    found = filtered(pledge("a", "nairobi", "kampala"), pledge("b", "nairobi"), pledge("c", "tyre"))
    assert pledges_at(found, "KEN") == ["a", "b"]
    assert pledges_at(found, "kampala") == ["a"]


def test_member_states_too_small_to_draw_are_named() -> None:
    assert without_shape(filtered(pledge("a", "nairobi")), frozenset({"KEN", "UGA", "LBN"})) == ["Fji"]


@pytest.mark.parametrize(
    ("hosted", "top", "is_of_large"),
    [
        ({"KEN": "2000", "LBN": "10000"}, "LBN", True),
        ({"KEN": "2000", "LBN": "9999"}, "KEN", False),
        ({"KEN": "20000", "LBN": "10000"}, "LBN", False),
        ({"KEN": "0", "LBN": "9999"}, "LBN", False),
    ],
)
def test_the_highest_rate_is_of_many_people_where_there_are_any(
    hosted: dict[str, str], top: str, is_of_large: bool
) -> None:
    countries = tuple(country(code, "Africa", refugees_hosted=people) for code, people in hosted.items())
    found = filtered(pledge("a", "nairobi"), pledge("b", "tyre"), countries=countries)
    row, only_large = highest_rate(country_values(found, "pledges_per_million_displaced"))
    assert (row["iso3"], only_large) == (top, is_of_large)
