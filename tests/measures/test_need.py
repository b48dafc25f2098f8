"""How many people are in need, worked out by hand."""

import pandas as pd
import pytest

from analytics.measures.need import NEEDS, Need, need_by_country
from tests.tiny import Row, country, filtered, pledge

ALL = {"refugees_hosted": "20", "asylum_seekers": "3", "other_in_need": "1", "idps": "50", "idps_idmc": "70"}
NOTHING = {"refugees_hosted": None}


def needs(*countries: Row, need: Need) -> pd.DataFrame:
    tables = filtered(pledge("a", "nairobi"), countries=countries).dataset
    return need_by_country(tables.countries, need).set_index("iso3")


@pytest.mark.parametrize(
    ("need", "people"),
    [
        pytest.param(Need(), 24, id="across borders"),
        pytest.param(Need(idps="unhcr"), 74, id="with UNHCR's internally displaced"),
        pytest.param(Need(idps="idmc"), 94, id="with IDMC's internally displaced: the series are never added"),
        pytest.param(Need("migrants"), 10, id="migrants, who are never added to refugees"),
    ],
)
def test_what_a_reader_calls_need(need: Need, people: float) -> None:
    assert needs(country("KEN", "Africa", **ALL), need=need).loc["KEN", "people"] == people


def test_migrants_with_and_without_internally_displaced_are_one_need() -> None:
    assert Need("migrants", "idmc") == Need("migrants")
    assert len(set(NEEDS)) == len(NEEDS) == 4


@pytest.mark.parametrize("need", NEEDS)
def test_unknown_is_missing_and_a_stated_zero_is_zero(need: Need) -> None:
    stated = {"refugees_hosted": "0", "migrant_stock": "0"}
    found = needs(
        country("KEN", "Africa", **NOTHING, migrant_stock=None), country("UGA", "Africa", **stated), need=need
    )
    assert found["people"].isna().tolist() == [True, False]
    assert found["basis"].isna().tolist() == [True, False]
    assert found.loc["UGA", "people"] == 0


def test_the_known_part_of_a_sum_counts() -> None:
    found = needs(country("KEN", "Africa", **NOTHING, asylum_seekers="7"), need=Need(idps="idmc"))
    assert found.loc["KEN", "people"] == 7


@pytest.mark.parametrize(("series", "people"), [("none", 100), ("unhcr", 130), ("idmc", 130)])
def test_unrwa_stands_in_where_unhcr_has_no_figure(series: str, people: float) -> None:
    palestine = country("PSE", "Asia", **NOTHING, unrwa_refugees="100", idps_idmc="30")
    found = needs(palestine, need=Need(idps=series)).loc["PSE"]
    assert found.tolist() == [people, "unrwa"]


def test_palestine_refugees_elsewhere_are_not_added_and_that_is_said() -> None:
    found = needs(country("JOR", "Asia", **ALL, unrwa_refugees="100"), need=Need())
    assert found.loc["JOR"].tolist() == [24, "without_unrwa"]


def test_no_unrwa_among_migrants() -> None:
    found = needs(country("PSE", "Asia", **NOTHING, unrwa_refugees="100", migrant_stock="5"), need=Need("migrants"))
    assert found.loc["PSE"].tolist() == [5, "desa"]


def test_kosovo_is_counted_with_serbia() -> None:
    found = needs(
        country("SRB", "Europe"), country("XKX", None, un_member="no", **NOTHING, migrant_stock=None), need=Need()
    )
    assert found["basis"].tolist() == ["with_kosovo", "in_serbia"]
    assert found["people"].isna().tolist() == [False, True]


def test_kosovo_with_a_figure_of_its_own_is_a_place_of_its_own() -> None:
    found = needs(country("SRB", "Europe"), country("XKX", None, un_member="no"), need=Need())
    assert found["basis"].tolist() == ["unhcr", "unhcr"]
