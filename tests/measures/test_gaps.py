"""Need against pledges in tables of a few rows, worked out by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analytics.exhibits.gaps.figures import no_data_list
from analytics.exhibits.gaps.wording import rank_orders
from analytics.facets import Facets
from analytics.measures.comparison import place_in_context
from analytics.measures.gaps import (
    COUNTED,
    Comparison,
    counted_once,
    gaps_by,
    gaps_by_country,
    gaps_by_region,
    people_without_region,
    ranked_gaps,
    ways_of,
)
from analytics.measures.need import NEEDS, Need
from analytics.selection import Selection, filter_data
from tests.pages import by_hand
from tests.tiny import CITIES, Row, city, country, filtered, pledge

UNEVEN = (
    country("KEN", "Africa", refugees_hosted="60"),
    country("UGA", "Africa", refugees_hosted="20"),
    country("LBN", "Asia", refugees_hosted="20"),
    country("FJI", "Oceania", refugees_hosted=None),
)
ORDERS = tuple(rank_orders())
EVERY_WAY = [Comparison(need, counted) for need in NEEDS for counted in COUNTED]
JOINT = pledge("joint", "nairobi", "tyre")
ALONE = pledge("alone", "tyre")


def by_country(*pledges: Row, counted: str = "pledges", need: Need | None = None, **others: object) -> pd.DataFrame:
    comparison = Comparison(need or Need(), counted)
    return gaps_by_country(filtered(*pledges, **{"countries": UNEVEN, **others}), comparison).set_index("place")


def test_shares_ratio_and_gap() -> None:
    found = by_country(JOINT, ALONE)
    # Kenya 1 of 3 counts, Lebanon 2 of 3; need 60, 20 and 20 of 100.
    assert found.loc["KEN", ["need_share", "pledge_share"]].tolist() == pytest.approx([0.6, 1 / 3])
    assert found.loc["KEN", "ratio"] == pytest.approx((1 / 3) / 0.6)
    assert found.loc["LBN", "ratio"] == pytest.approx((2 / 3) / 0.2)
    assert found.loc["UGA", ["ratio", "gap"]].tolist() == pytest.approx([0, 0.2])
    assert found["state"].to_dict() == {"FJI": "no_data", "KEN": "value", "LBN": "value", "UGA": "none"}


def test_parts_of_a_joint_pledge() -> None:
    found = by_country(JOINT, ALONE, counted="parts")
    assert found.loc[["KEN", "LBN"], "pledges"].tolist() == [0.5, 1.5]
    chosen = by_country(JOINT, ALONE, counted="parts", chosen=Selection(country=("KEN",)))
    assert chosen.loc["KEN", "pledges"] == 0.5, "choosing half of a joint pledge does not make it whole"


def test_governments_count_once_however_often_they_pledged() -> None:
    found = by_country(JOINT, ALONE, counted="governments")
    assert found.loc[["KEN", "LBN"], "pledges"].tolist() == [1, 1]


def test_unknown_need_is_never_zero() -> None:
    cities = (*CITIES, city("suva", "FJI"))
    found = by_country(JOINT, pledge("f", "suva"), cities=cities).loc["FJI"]
    assert found["pledges"] == 1
    assert found[["people", "need_share", "pledge_share", "ratio", "gap"]].isna().all()
    assert found[["per_pledge", "per_million"]].isna().all()
    assert found["state"] == "no_data"
    ranked = ranked_gaps(filtered(pledge("f", "suva"), JOINT, cities=cities, countries=UNEVEN), "country", Comparison())
    assert set(ranked["place"]) == {"KEN", "LBN", "UGA"}


def test_pledges_where_need_is_unknown_are_in_no_share() -> None:
    cities = (*CITIES, city("suva", "FJI"))
    found = by_country(ALONE, pledge("f", "suva"), cities=cities)
    assert found.loc["LBN", "pledge_share"] == 1


def test_a_country_that_hosts_nobody_has_no_ratio() -> None:
    countries = (*UNEVEN[:2], country("LBN", "Asia", refugees_hosted="0"))
    found = by_country(ALONE, countries=countries).loc["LBN"]
    assert found["state"] == "nobody"
    assert pd.isna(found["ratio"])
    assert found["gap"] == -1


@pytest.mark.parametrize("counted", ["pledges", "parts", "governments"])
def test_nothing_is_in_proportion_to_nothing(counted: str) -> None:
    found = by_country(pledge("n", "league"), counted=counted)
    assert found[["pledge_share", "ratio", "gap"]].isna().all(axis=None)
    assert ranked_gaps(filtered(pledge("n", "league"), countries=UNEVEN), "country", Comparison()).empty


@pytest.mark.parametrize(
    ("area", "state"),
    [
        pytest.param({"refugees_hosted": "5"}, "none", id="it hosts somebody"),
        pytest.param({"refugees_hosted": "0"}, "outside", id="it hosts nobody"),
        pytest.param({"refugees_hosted": None}, "outside", id="nothing is known"),
    ],
)
def test_areas_that_are_no_member_state_are_compared_if_they_host_or_pledge(area: Row, state: str) -> None:
    countries = (*UNEVEN, country("ABW", "Americas", un_member="no", **area))
    assert by_country(ALONE, countries=countries).loc["ABW", "state"] == state
    cities = (*CITIES, city("oranjestad", "ABW"))
    pledged = by_country(ALONE, pledge("o", "oranjestad"), countries=countries, cities=cities)
    assert pledged.loc["ABW", "state"] != "outside"


def test_regions_sum_what_is_known_and_say_how_many_states_have_no_figure() -> None:
    countries = (*UNEVEN, country("TCD", "Africa", refugees_hosted=None))
    found = gaps_by_region(filtered(JOINT, ALONE, countries=countries), Comparison()).set_index("place")
    assert found["people"].fillna(-1).to_dict() == {"Africa": 80, "Asia": 20, "Oceania": -1}
    assert found["unknown"].to_dict() == {"Africa": 1, "Asia": 0, "Oceania": 1}
    assert found.loc["Africa", "ratio"] == pytest.approx((1 / 3) / 0.8)
    assert found.loc["Oceania", "state"] == "no_data"


def test_a_pledge_of_two_countries_of_a_region_counts_once_there() -> None:
    found = gaps_by_region(filtered(pledge("a", "nairobi", "kampala"), countries=UNEVEN), Comparison())
    assert found.set_index("place").loc["Africa", "pledges"] == 1


def test_people_whose_country_has_no_region_are_said() -> None:
    countries = (*UNEVEN, country("ETH", "Africa", wb_income_group=None, refugees_hosted="9"))
    found = filtered(ALONE, countries=countries, chosen=Selection(regions_by="wb_income_group"))
    assert people_without_region(found, Need()) == 9
    assert gaps_by_region(found, Comparison())["people"].sum() == 100


def test_a_chosen_region_narrows_both_sides() -> None:
    found = by_country(JOINT, ALONE, chosen=Selection(region=("Africa",)))
    assert found.loc[["KEN", "UGA"], "need_share"].tolist() == [0.75, 0.25]
    outside = found.loc["LBN"]
    assert outside["state"] == "outside"
    # Neither Lebanon's people nor its own pledge: it is no zero of the selection.
    assert outside[["people", "pledges", "need_share", "pledge_share", "ratio", "gap"]].isna().all()


def test_of_networks_nothing_is_compared() -> None:
    chosen = Selection(kind=("network",))
    found = by_country(JOINT, pledge("n", "league"), chosen=chosen)
    assert found["state"].eq("outside").all()
    assert found[["people", "pledges"]].isna().all(axis=None)
    whole = filtered(JOINT, pledge("n", "league"), countries=UNEVEN, chosen=chosen)
    assert gaps_by_region(whole, Comparison()).empty
    assert ranked_gaps(whole, "region", Comparison()).empty


def test_people_for_each_pledge_and_for_each_million_inhabitants() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="60", population="2000000"),
        country("UGA", "Africa", refugees_hosted="20", population="1000000"),
        country("LBN", "Asia", refugees_hosted="30", population="500000"),
        country("FJI", "Oceania", refugees_hosted="5", population=None),
        country("TCD", "Africa", refugees_hosted=None, population="9000000"),
    )
    found = by_country(JOINT, ALONE, countries=countries)
    assert found.loc[["KEN", "LBN"], "per_pledge"].tolist() == [60, 15]
    assert pd.isna(found.loc["UGA", "per_pledge"]), "without a pledge there is no such number"
    assert found.loc[["KEN", "UGA", "LBN"], "per_million"].tolist() == [30, 20, 60]
    assert found.loc[["FJI", "TCD"], "per_million"].isna().all()
    region = gaps_by_region(filtered(JOINT, ALONE, countries=countries), Comparison()).set_index("place")
    # Chad's inhabitants do not thin out the people of Kenya and Uganda: its own are unknown.
    assert region.loc["Africa", ["per_pledge", "per_million"]].tolist() == pytest.approx([80, 80 / 3])


def test_the_order_of_a_ranking() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="60", population="6000000"),
        country("UGA", "Africa", refugees_hosted="20", population="1000000"),
        country("LBN", "Asia", refugees_hosted="30", population="1000000"),
    )
    whole = filtered(JOINT, ALONE, countries=countries)
    order = {each: ranked_gaps(whole, "country", Comparison(order=each))["place"].tolist() for each in ORDERS}
    assert order == {
        # Shares of need 60, 20 and 30 of 110; of pledges 1, 0 and 2 of 3.
        "difference": ["KEN", "UGA", "LBN"],
        # 60 people for one pledge, 30 for two; Uganda has none, and no rank.
        "per_pledge": ["KEN", "LBN"],
        # 10, 20 and 30 people for each million: the largest country comes last.
        "per_million": ["LBN", "UGA", "KEN"],
    }


def test_inhabitants_of_kosovo_are_counted_where_its_people_are() -> None:
    countries = (
        country("SRB", "Europe", refugees_hosted="30", population="2000000"),
        country("XKX", None, un_member="no", refugees_hosted=None, population="1000000"),
    )
    found = by_country(pledge("a", "nis"), countries=countries, cities=(city("nis", "SRB"),))
    assert found.loc["SRB", "per_million"] == 10
    assert found.loc["XKX", "state"] == "outside"


@pytest.mark.slow
@pytest.mark.parametrize("need", NEEDS, ids=str)
def test_people_per_million_are_those_who_live_among_the_inhabitants_counted(facets: Facets, need: Need) -> None:
    for scheme in facets.dataset.region_columns:
        whole = filter_data(facets, Selection(scheme))
        both = gaps_by_country(whole, Comparison(need)).dropna(subset=["people", "population"])
        sums = both.groupby(both["place"].map(facets.dataset.countries.set_index("iso3")[scheme]))
        expected = sums["people"].sum() / sums["population"].sum() * 1e6
        found = gaps_by_region(whole, Comparison(need)).set_index("place")["per_million"].dropna()
        assert found.to_dict() == pytest.approx(expected[found.index].to_dict(), rel=1e-9)
        for region in found.index:
            here = filter_data(facets, Selection(scheme, region=(region,)))
            selected = place_in_context(here, Comparison(need)).set_index("scope").loc["selected", "per_million"]
            assert selected == pytest.approx(found[region], rel=1e-9)


@pytest.mark.slow
def test_a_pledge_of_any_country_or_area_is_in_the_table_by_country() -> None:
    rows = tuple({name: cell or None for name, cell in row.items()} for row in by_hand.rows("countries"))
    cities = tuple(city(f"city-{row['iso3']}", row["iso3"]) for row in rows)
    whole = filtered(*(pledge(each["iso3"], each["city_id"]) for each in cities), countries=rows, cities=cities)
    for need in NEEDS:
        table = gaps_by_country(whole, Comparison(need))
        assert len(table) == len(rows)
        assert table.loc[(table["state"] == "outside") | (table["pledges"] != 1), "place"].tolist() == []
        listed = no_data_list(whole, "country", Comparison(need)).rows
        assert listed["pledges"].tolist() == [1] * int(table["people"].isna().sum())


def test_what_two_places_share_counts_once() -> None:
    whole = filtered(JOINT, ALONE, pledge("k", "kampala"), pledge("n", "league"), countries=UNEVEN)
    both = pd.Series(["KEN", "LBN"])
    assert counted_once(whole, both, Comparison()) == 2
    assert counted_once(whole, both, Comparison(counted="governments")) == 2
    assert counted_once(whole, pd.Series(["Africa", "Asia"]), Comparison()) == 3
    assert counted_once(whole, pd.Series(["FJI"], dtype="str"), Comparison()) == 0


@pytest.mark.parametrize(
    ("comparison", "series", "counts"),
    [
        pytest.param(Comparison(), {Need()}, 3, id="displaced people who crossed a border"),
        pytest.param(
            Comparison(Need(idps="unhcr")), {Need(idps="unhcr"), Need(idps="idmc")}, 3, id="two series of all displaced"
        ),
        pytest.param(Comparison(Need("migrants"), "governments"), {Need("migrants")}, 3, id="migrants"),
        pytest.param(Comparison(order="per_million"), {Need()}, 1, id="inhabitants do not depend on pledges"),
    ],
)
def test_a_rank_is_tried_over_ways_of_one_question(comparison: Comparison, series: set[Need], counts: int) -> None:
    ways = ways_of(comparison)
    assert comparison in ways
    assert {way.need for way in ways} == series
    assert {way.order for way in ways} == {comparison.order}
    assert len(set(ways)) == len(ways) == len(series) * counts


def test_ranks_with_their_range() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="60", migrant_stock="1"),
        country("UGA", "Africa", refugees_hosted="30", migrant_stock="1"),
        country("LBN", "Asia", refugees_hosted="10", migrant_stock="98"),
    )
    # One pledge of two cities in Kenya, and one of a city in Lebanon.
    pledges = (pledge("a", "nairobi", "mombasa"), pledge("b", "tyre"))
    others = {"countries": countries, "cities": (*CITIES, city("mombasa", "KEN"))}
    found = ranked_gaps(filtered(*pledges, **others), "country", Comparison())
    # Pledges and parts: 60 - 50, 30 - 0, 10 - 50. Governments: 60 - 67, 30 - 0, 10 - 33 of a hundred.
    assert found["place"].tolist() == ["UGA", "KEN", "LBN"]
    assert found[["rank", "best", "worst", "tried"]].to_numpy().tolist() == [[1, 1, 1, 3], [2, 2, 2, 3], [3, 3, 3, 3]]


def test_a_rank_that_depends_on_the_count_says_so_and_never_changes_the_question() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="50", migrant_stock="1"),
        country("UGA", "Africa", refugees_hosted="30", migrant_stock="98"),
        country("LBN", "Asia", refugees_hosted="20", migrant_stock="1"),
    )
    others = {"countries": countries, "cities": (*CITIES, city("mombasa", "KEN"), city("kisumu", "KEN"))}
    # Two pledges are Kenya's alone, by three cities; one is shared by Uganda and Lebanon.
    pledges = (pledge("a", "nairobi", "mombasa"), pledge("b", "nairobi", "kisumu"), pledge("c", "kampala", "tyre"))
    found = ranked_gaps(filtered(*pledges, **others), "country", Comparison()).set_index("place")
    # Pledges: 2, 1 and 1 of 4, so 50 - 50, 30 - 25, 20 - 25.
    assert found["rank"].to_dict() == {"UGA": 1, "KEN": 2, "LBN": 3}
    # Parts: 2, 1/2 and 1/2 of 3, so 50 - 67, 30 - 17, 20 - 17: Kenya is last, Lebanon second.
    # Governments: 3, 1 and 1 of 5, so 50 - 60, 30 - 20, 20 - 20: likewise. Uganda leads in all, also by refugees alone.
    assert found[["best", "worst", "tried"]].to_dict("index") == {
        "UGA": {"best": 1, "worst": 1, "tried": 3},
        "KEN": {"best": 2, "worst": 3, "tried": 3},
        "LBN": {"best": 2, "worst": 3, "tried": 3},
    }


def test_both_series_of_all_displaced_people_are_tried() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="10", idps="0", idps_idmc="90"),
        country("UGA", "Africa", refugees_hosted="10", idps="50", idps_idmc="0"),
    )
    whole = filtered(pledge("a", "nairobi", "kampala"), countries=countries)
    by_unhcr = ranked_gaps(whole, "country", Comparison(Need(idps="unhcr"))).set_index("place")
    # Half of the pledges each; by UNHCR 10 and 60 people, by IDMC 100 and 10.
    assert by_unhcr["rank"].to_dict() == {"UGA": 1, "KEN": 2}
    assert by_unhcr[["best", "worst", "tried"]].to_numpy().tolist() == [[1, 2, 6], [1, 2, 6]]


def test_equal_gaps_share_a_rank() -> None:
    countries = tuple(country(code, "Africa") for code in ("KEN", "UGA", "TCD"))
    found = ranked_gaps(filtered(pledge("a", "nairobi"), countries=countries), "country", Comparison())
    assert found[["place", "rank"]].to_numpy().tolist() == [["TCD", 1], ["UGA", 1], ["KEN", 3]]


HOSTS = ("KEN", "UGA", "LBN")
CITY_OF = {"KEN": "nairobi", "UGA": "kampala", "LBN": "tyre"}
each_many = st.lists(st.integers(1, 6), min_size=3, max_size=3)


@pytest.mark.slow
@given(each_many, st.sampled_from(EVERY_WAY), st.sampled_from(["country", "region"]))
def test_the_ratio_is_one_everywhere_when_pledges_follow_need(many: list[int], comparison, places: str) -> None:
    countries = tuple(
        country(code, "Asia" if code == "LBN" else "Africa", refugees_hosted=str(7 * n), migrant_stock=str(3 * n))
        for code, n in zip(HOSTS, many, strict=True)
    )
    bodies = [(code, k) for code, n in zip(HOSTS, many, strict=True) for k in range(n)]
    cities = tuple(city(f"{CITY_OF[code]}{k}", code) for code, k in bodies)
    found = gaps_by(
        filtered(
            *(pledge(f"{code}{k}", f"{CITY_OF[code]}{k}") for code, k in bodies), countries=countries, cities=cities
        ),
        places,
        comparison,
    )
    compared = found[found["state"] == "value"]
    assert len(compared) == (3 if places == "country" else 2)
    assert compared["ratio"].to_numpy() == pytest.approx(1)
    assert compared["gap"].to_numpy() == pytest.approx(0)


figure = st.one_of(st.none(), st.integers(0, 50).map(str))
some_countries = st.lists(st.tuples(figure, figure, figure), min_size=3, max_size=3)
some_pledges = st.lists(
    st.lists(st.sampled_from(["nairobi", "kampala", "tyre", "league"]), min_size=1), min_size=1, max_size=5
)


every_order = st.builds(Comparison, st.sampled_from(NEEDS), st.sampled_from(COUNTED), st.sampled_from(ORDERS))


@pytest.mark.slow
@given(some_countries, some_pledges, every_order, st.sampled_from(["country", "region"]), st.randoms())
def test_ranks_do_not_depend_on_row_order_and_nothing_unknown_is_ranked(
    figures, drawn, comparison, places, random
) -> None:
    countries = [
        country(code, "Asia" if code == "LBN" else "Africa", refugees_hosted=a, idps=b, migrant_stock=c)
        for code, (a, b, c) in zip(HOSTS, figures, strict=True)
    ]
    pledges = [pledge(f"p{n}", *bodies) for n, bodies in enumerate(drawn)]
    expected = ranked_gaps(filtered(*pledges, countries=tuple(countries)), places, comparison)
    known = gaps_by(filtered(*pledges, countries=tuple(countries)), places, comparison).dropna(subset="people")
    assert set(expected["place"]) <= set(known["place"])
    assert (expected["best"] <= expected["rank"]).all() and (expected["rank"] <= expected["worst"]).all()
    if comparison.order == "difference":
        assert expected["need_share"].sum() == pytest.approx(1 if len(expected) and known["people"].sum() else 0)
    assert expected["tried"].between(1, len(ways_of(comparison))).all()
    random.shuffle(countries)
    random.shuffle(pledges)
    found = ranked_gaps(filtered(*pledges, countries=tuple(countries)), places, comparison)
    columns = ["place", "rank", "best", "worst", "tried", "state", "pledges"]
    assert_frame_equal(found[columns], expected[columns])
