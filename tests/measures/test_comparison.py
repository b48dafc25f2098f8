"""One place beside its region and the world, worked out by hand."""

import pandas as pd
import pytest

from analytics.measures.comparison import place_in_context
from analytics.measures.gaps import Comparison, gaps_by_country
from analytics.selection import Selection
from tests.tiny import country, filtered, pledge

COUNTRIES = (
    country("KEN", "Africa", refugees_hosted="60", population="2000000"),
    country("UGA", "Africa", refugees_hosted="20", population="2000000"),
    country("TCD", "Africa", refugees_hosted=None, population="9000000"),
    country("LBN", "Asia", refugees_hosted="30", population="1000000"),
    country("REU", "Africa", un_member="no", refugees_hosted="0"),
)
PLEDGES = (
    pledge("joint", "nairobi", "tyre"),
    pledge("own", "nairobi", themes="health"),
    pledge("b", "kampala"),
    pledge("n", "league"),
)
COLUMNS = ["people", "pledges", "countries", "unknown"]


def in_context(**chosen: object) -> pd.DataFrame:
    found = filtered(*PLEDGES, countries=COUNTRIES, chosen=Selection(**chosen))
    return place_in_context(found, Comparison()).set_index("scope")


def test_a_country_its_region_and_the_world() -> None:
    found = in_context(country=("KEN",))
    assert found[COLUMNS].to_dict("index") == {
        "selected": {"people": 60, "pledges": 2, "countries": 1, "unknown": 0},
        # Chad's figure is unknown; Réunion, no member state without people or pledges, is not compared.
        "region": {"people": 80, "pledges": 3, "countries": 3, "unknown": 1},
        # The network's pledge is in no country, and the joint one counts once.
        "world": {"people": 110, "pledges": 3, "countries": 4, "unknown": 1},
    }
    assert found["per_pledge"].tolist() == pytest.approx([30, 80 / 3, 110 / 3])
    # Of the inhabitants of countries with a figure: 2, 4 and 5 million.
    assert found["per_million"].tolist() == [30, 20, 22]


def test_a_region_has_no_region_beside_it() -> None:
    assert in_context(region=("Africa",)).index.tolist() == ["selected", "world"]
    assert in_context(region=("Africa",), country=("KEN",)).index.tolist() == ["selected", "region", "world"]


def test_the_other_filters_stay_as_they_are() -> None:
    assert in_context(country=("KEN",), theme=("health",))["pledges"].to_dict() == {
        "selected": 1,
        "region": 1,
        "world": 1,
    }


def test_without_a_figure_or_a_pledge_there_is_no_number_rather_than_zero() -> None:
    chad = in_context(country=("TCD",)).loc["selected"]
    assert chad[["pledges", "countries", "unknown"]].tolist() == [0, 1, 1]
    assert chad[["people", "population", "per_pledge", "per_million"]].isna().all()
    uganda = in_context(country=("UGA",), theme=("health",)).loc["selected"]
    assert (uganda["people"], uganda["pledges"]) == (20, 0)
    assert pd.isna(uganda["per_pledge"])


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        pytest.param(Selection(), 4, id="everything"),
        pytest.param(Selection(theme=("health",)), 4, id="a theme says which, not where"),
        pytest.param(Selection(country=("KEN",)), 1, id="a country"),
        pytest.param(Selection(kind=("network",)), 0, id="networks"),
        pytest.param(Selection(country=("REU",)), 0, id="an area without people or pledges"),
    ],
)
def test_how_many_places_can_be_ranked(chosen: Selection, places: int) -> None:
    table = gaps_by_country(filtered(*PLEDGES, countries=COUNTRIES, chosen=chosen), Comparison())
    assert (table["state"] != "outside").sum() == places
