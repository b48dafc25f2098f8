"""Need, its shares and the representation ratio, against SQL over the files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analytics.charts.description import Bars
from analytics.exhibits.gaps.figures import gap_strip
from analytics.facets import Facets
from analytics.measures.gaps import COUNTED, Comparison, counted_once, gaps_by_country, gaps_by_region
from analytics.measures.need import INHABITANTS, NEEDS, Need
from analytics.selection import filter_data
from tests.oracle.cases import CASES, Case, under

GAPS = (Path(__file__).parent / "gaps.sql").read_text(encoding="utf-8")
COLUMNS = ["place", "people", "pledges", "need_share", "pledge_share", "ratio", "gap", "per_pledge", "per_million"]
SOME = ("everything", "region and theme", "one country of a joint pledge", "networks only", "nothing")
EVERY_WAY = [Comparison(need, counted) for need in (*NEEDS, INHABITANTS) for counted in COUNTED]

Ask = Callable[..., pd.DataFrame]


def asked(ask: Ask, case: Case, comparison: Comparison) -> pd.DataFrame:
    return ask(GAPS, case, need=comparison.need.kind, idps=comparison.need.idps, counted=comparison.counted)


@pytest.mark.parametrize("comparison", EVERY_WAY, ids=str)
@pytest.mark.parametrize("name", SOME)
def test_every_country(ask: Ask, facets: Facets, name: str, comparison: Comparison) -> None:
    expected = asked(ask, CASES[name], comparison)[COLUMNS].reset_index(drop=True)
    found = gaps_by_country(filter_data(facets, CASES[name].chosen), comparison)
    outside = found["state"] == "outside"
    assert found.loc[outside, COLUMNS[1:]].isna().all(axis=None)
    assert_frame_equal(found.loc[~outside, COLUMNS].reset_index(drop=True), expected, check_dtype=False)


@pytest.mark.parametrize(("counted", "column"), [("pledges", "pledge_id"), ("governments", "city_id")])
@pytest.mark.parametrize("name", SOME)
def test_what_two_places_share_counts_once(ask: Ask, facets: Facets, name: str, counted: str, column: str) -> None:
    """Kampala and Nairobi, and Tyre and Zurich, have a pledge together."""
    named = "kind not in ('network', 'not_named')" if counted == "governments" else "true"
    expected = ask(
        f"select count(distinct {column}) from place where iso3 in ('UGA', 'KEN', 'LBN', 'CHE') and {named}",
        CASES[name],
    )
    places = pd.Series(["UGA", "KEN", "LBN", "CHE"])
    filtered = filter_data(facets, CASES[name].chosen)
    assert counted_once(filtered, places, Comparison(counted=counted)) == expected.iloc[0, 0]
    assert CASES[name].chosen.is_limited_to_places() or name == "networks only" or expected.iloc[0, 0] > 1


@pytest.mark.parametrize("need", [Comparison(need) for need in (*NEEDS, INHABITANTS)], ids=str)
@pytest.mark.parametrize("scheme", ["m49_region", "wb_income_group", "unhcr_region"])
def test_people_of_every_region(ask: Ask, facets: Facets, scheme: str, need: Comparison) -> None:
    case = under(CASES["everything"], scheme)
    expected = asked(ask, case, need).dropna(subset="region").groupby("region")["people"].sum(min_count=1)
    found = gaps_by_region(filter_data(facets, case.chosen), need).set_index("place")["people"]
    assert found.to_dict() == expected.reindex(found.index).to_dict()


@pytest.mark.parametrize("need", ["displaced", "migrants", "population"])
@pytest.mark.parametrize("scheme", ["m49_region", "unhcr_region"])
def test_both_shares_of_every_region_in_the_strip(ask: Ask, facets: Facets, scheme: str, need: str) -> None:
    case = under(CASES["everything"], scheme)
    people = asked(ask, case, Comparison(Need(need))).dropna(subset="region").groupby("region")["people"].sum()
    found = ask("select region, count(distinct pledge_id) as n from place where kind <> 'network' group by 1", case)
    pledges = found.set_index("region")["n"].reindex(people.index, fill_value=0)
    strip = gap_strip(filter_data(facets, case.chosen), Comparison(Need(need))).figure
    assert isinstance(strip, Bars)
    gaps = people / people.sum() - pledges / pledges.sum()
    assert [row.code for row in strip.rows] == list(gaps.sort_values(ascending=False).index)
    for series, shares in zip(strip.series, (people / people.sum(), pledges / pledges.sum()), strict=True):
        drawn = {row.code: value.number for row, value in zip(strip.rows, series.values, strict=True)}
        assert drawn == pytest.approx(shares.to_dict())


def test_the_world_totals_of_the_sources(facets: Facets) -> None:
    """Stated by UNHCR for the end of 2025: refugees, asylum-seekers and others in need; and UNRWA's for Palestine."""
    found = gaps_by_country(filter_data(facets, CASES["everything"].chosen), Comparison())
    assert found["people"].sum() == 28_461_306 + 8_998_097 + 7_177_473 + 2_484_580
