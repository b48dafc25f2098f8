"""Peers: distances worked out by hand for six cities, and what holds for any cities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.dataset.languages import official_languages
from analytics.facets import Facets
from analytics.measures.gaps import Comparison, gaps_by_country
from analytics.measures.need import Need
from analytics.measures.peers import (
    CRITERIA,
    FEATURES,
    INCOME_GROUPS,
    NAMES,
    STEPS,
    UNKNOWN,
    City,
    Coded,
    PeerQuery,
    Peers,
    agreement,
    city_of,
    known_of,
    lessons,
    peers,
    similarity,
)
from analytics.selection import FilteredData, Selection, filter_data
from tests.tiny import city, country, filtered, pledge

COUNTRIES = (
    country("KEN", "Africa", m49_subregion="East", wb_income_group="Lower middle income", refugees_hosted="300"),
    country("UGA", "Africa", m49_subregion="East", refugees_hosted="3000"),
    country("LBN", "Asia", m49_subregion="West", wb_income_group="Lower middle income", refugees_hosted="9000"),
    country("FJI", "Oceania", m49_subregion="Far", wb_income_group="Upper middle income", refugees_hosted=None),
)
COUNTRIES = tuple({**each, "population": "100000"} for each in COUNTRIES)
CITIES = (
    city("kisumu", "KEN", population="400000", mmc_member="yes", geonameid="191245"),
    city("nakuru", "KEN", population="350000"),
    city("jinja", "UGA", population="80000", mmc_member="yes"),
    city("gulu", "UGA", population="80000", mmc_member="yes"),
    city("tyre", "LBN"),
    city("suva", "FJI", population="400000"),
    city("league", None, "network"),
)
PLEDGES = (
    pledge("k", "kisumu", themes="housing;health"),
    pledge("n", "nakuru", themes="housing;health", last_reported="2025"),
    pledge("j", "jinja", themes="housing"),
    pledge("g", "gulu", themes="housing", results_summary="A shelter"),
    pledge("t", "tyre", themes="education", results_summary="A school"),
    pledge("s", "suva", themes="housing;health;education", results_summary="A clinic"),
    pledge("l", "league", themes="housing", results_summary="A guide"),
)
BY_HAND = {
    # Themes; then inhabitants, income and people hosted; then country, subregion, language and network.
    "nakuru": (1, (1 + 1 + 1) / 3, (1 + 1 + 1 + 0) / 4),
    "gulu": (1 / 2, (4 / 6 + 2 / 3 + 1 / 3) / 3, (0 + 1 + 1 + 1) / 4),
    "jinja": (1 / 2, (4 / 6 + 2 / 3 + 1 / 3) / 3, (0 + 1 + 1 + 1) / 4),
    "suva": (2 / 3, (1 + 2 / 3 + 0) / 3, (0 + 0 + 1 + 0) / 4),
    "tyre": (0, (0 + 1 + 1 / 3) / 3, 0),
}


def found(
    asked: PeerQuery, chosen: Selection | None = None, cities: tuple[dict[str, str | None], ...] = CITIES
) -> Peers:
    tables = filtered(*PLEDGES, countries=COUNTRIES, cities=cities, chosen=chosen)
    own = city_of(tables.facets, asked)
    assert own
    return peers(tables, own, asked)


@pytest.mark.parametrize("weights", [(1, 1, 1), (3, 0, 1), (0, 2, 0)])
def test_six_cities_are_as_near_as_worked_out_by_hand(weights: tuple[int, int, int]) -> None:
    table = found(PeerQuery("kisumu", "", (), *weights)).table.set_index("city_id")["similarity"]
    for name, criteria in BY_HAND.items():
        expected = sum(weight * part for weight, part in zip(weights, criteria, strict=True)) / sum(weights)
        assert table[name] == pytest.approx(expected), name


def test_equal_peers_share_a_rank_in_the_order_of_their_names_and_the_city_is_not_its_own_peer() -> None:
    alike = found(PeerQuery("kisumu"))
    assert alike.table["city_id"].tolist() == ["nakuru", "gulu", "jinja", "suva", "tyre"]
    assert alike.table["rank"].tolist() == [1, 2, 2, 4, 5]
    assert alike.known == (
        *("theme", "inhabitants", "wb_income_group", "hosted"),
        *("country", "m49_subregion", "official_language", "network"),
    )
    assert alike.in_common(0, "theme") == ("housing", "health")
    assert alike.in_common(1, "network") == ("mmc_member",)
    assert alike.in_common(0, "network") == ()
    reversed_rows = found(PeerQuery("kisumu"), cities=CITIES[::-1])
    assert reversed_rows.table.equals(alike.table), "the order of rows in the files does not matter"


def test_peers_are_those_with_a_pledge_of_the_selection_and_no_network() -> None:
    assert found(PeerQuery("kisumu"), Selection(region=("Asia", "Oceania"))).table["city_id"].tolist() == [
        "suva",
        "tyre",
    ]
    assert found(PeerQuery("kisumu"), Selection(kind=("network",))).table.empty


def test_a_city_of_the_world_has_a_country_and_inhabitants_and_the_themes_it_plans() -> None:
    asked = PeerQuery(geonameid="229278", themes=("education",))
    alike = found(asked)
    assert (alike.city.government_id, alike.city.name, alike.city.iso3) == ("", "Mbale", "UGA")
    assert "network" not in alike.known
    assert alike.table.set_index("city_id")["theme"].to_dict() == {
        **{"nakuru": 0, "kisumu": 0, "jinja": 0, "gulu": 0},
        **{"tyre": 1, "suva": pytest.approx(1 / 3)},
    }
    assert found(PeerQuery(geonameid="191245")).city.government_id == "kisumu", (
        "the government of the city that pledged"
    )


@pytest.mark.parametrize(
    "asked",
    [PeerQuery("atlantis"), PeerQuery(geonameid="1"), PeerQuery("league"), PeerQuery(), PeerQuery("", "x" * 99)],
)
def test_a_city_that_does_not_exist_is_none(asked: PeerQuery) -> None:
    assert city_of(filtered(*PLEDGES, countries=COUNTRIES, cities=CITIES).facets, asked) is None


def test_lessons_have_results_first_then_reports_and_the_nearest_first() -> None:
    tables: FilteredData = filtered(*PLEDGES, countries=COUNTRIES, cities=CITIES)
    rows = lessons(tables, found(PeerQuery("kisumu")))
    assert rows["pledge_id"].tolist() == ["g", "s", "n", "j"], "on housing or health, of no network"
    on_education = lessons(tables, found(PeerQuery("kisumu", themes=("education",))))
    assert set(on_education["pledge_id"]) == {"t", "s"}


def test_a_joint_pledge_of_the_city_itself_is_none_to_learn_from() -> None:
    both = pledge("b", "nakuru", "kisumu", themes="housing", results_summary="A street")
    tables: FilteredData = filtered(*PLEDGES, both, countries=COUNTRIES, cities=CITIES)
    for asked, listed in ((PeerQuery("kisumu"), False), (PeerQuery("jinja"), True)):
        own = city_of(tables.facets, asked)
        assert own
        assert ("b" in set(lessons(tables, peers(tables, own, asked))["pledge_id"])) == listed


def test_lessons_are_on_the_themes_that_peers_are_compared_by_whatever_tags_the_selection_counts() -> None:
    everything, stated_only = (
        filtered(*PLEDGES, countries=COUNTRIES, cities=CITIES, chosen=Selection(stated=stated))
        for stated in (False, True)
    )
    assert lessons(stated_only, found(PeerQuery("kisumu"))).equals(lessons(everything, found(PeerQuery("kisumu"))))


@pytest.mark.parametrize("match", ["seat", "nearby_locality"])
def test_the_population_of_a_town_is_not_that_of_the_government_whose_point_it_is(match: str) -> None:
    cities = (city("kisumu", "KEN", population="400000", match=match), *CITIES[1:])
    as_peer, asked = found(PeerQuery("suva"), cities=cities), found(PeerQuery("kisumu"), cities=cities)
    assert np.isnan(as_peer.table.set_index("city_id").at["kisumu", "inhabitants"])
    assert np.isnan(asked.city.population)
    assert "inhabitants" not in asked.known


def test_languages_are_those_of_the_country() -> None:
    assert official_languages("UGA") == ("sw", "en")
    assert official_languages("ZZZ") == ()


# What holds for any cities.

SIZES = {"shared": 5, "any": 4, "member": 3}


def any_cities(seed: int, count: int = 6, all_known: bool = False) -> Coded:
    rng, coded = np.random.default_rng(seed), {}
    for feature in FEATURES:
        if feature.how in SIZES:
            values = rng.random((count, SIZES[feature.how])) < 0.4
            values[:, 0] |= all_known
            coded[feature.name] = values
        else:
            # As many classes as the feature has: two further apart than its ends would be less than unlike.
            classes = 1 + len(STEPS.get(feature.name, INCOME_GROUPS[1:])) if feature.how == "scale" else 4
            coded[feature.name] = rng.integers(0 if all_known else UNKNOWN, classes, count)
    return coded


def row_of(coded: Coded, at: int) -> Coded:
    return {name: values[[at]] for name, values in coded.items()}


def near(own: Coded, others: Coded, *weights: float) -> np.ndarray:
    chosen = dict(zip(CRITERIA, weights or (1, 1, 1), strict=True))
    return similarity(agreement(own, others), known_of(own), chosen)


seeds = st.integers(0, 10**6)
weight = st.sampled_from([0.0, 1.0, 2.0, 3.0])


@given(seed=seeds, weights=st.tuples(weight, weight, weight))
def test_a_city_is_its_own_nearest(seed: int, weights: tuple[float, float, float]) -> None:
    coded = any_cities(seed)
    for at in range(6):
        values = near(row_of(coded, at), coded, *weights)
        if not np.isnan(values).any():
            assert values[at] == pytest.approx(1)
            assert (values <= 1 + 1e-9).all()
            assert (values >= 0).all()


@given(seed=seeds)
def test_two_cities_of_which_all_is_known_are_as_near_to_each_other(seed: int) -> None:
    coded = any_cities(seed, all_known=True)
    values = np.array([near(row_of(coded, at), coded) for at in range(6)])
    assert values == pytest.approx(values.T)


@given(seed=seeds, feature=st.sampled_from(NAMES))
def test_what_becomes_unknown_of_a_peer_never_makes_it_nearer(seed: int, feature: str) -> None:
    coded = any_cities(seed)
    own = row_of(coded, 0)
    without = {**coded, feature: np.full_like(coded[feature], UNKNOWN if coded[feature].ndim == 1 else False)}
    before, after = near(own, coded), near(own, without)
    assert (np.isnan(before) | (after <= before + 1e-12)).all()
    assert np.isnan(agreement(own, without)[:, NAMES.index(feature)]).all()


@given(seed=seeds, other=seeds, criterion=st.sampled_from(CRITERIA))
def test_a_criterion_without_weight_does_not_count(seed: int, other: int, criterion: str) -> None:
    coded, changed = any_cities(seed), any_cities(other)
    of_criterion = {feature.name for feature in FEATURES if feature.criterion == criterion}
    mixed = {name: changed[name] if name in of_criterion else coded[name] for name in NAMES}
    weights = [float(each != criterion) for each in CRITERIA]
    own = row_of(coded, 0)
    np.testing.assert_array_equal(near(own, coded, *weights), near(own, mixed, *weights))
    assert np.isnan(near(own, coded, 0, 0, 0)).all()


@given(seed=seeds)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    coded, order = any_cities(seed), np.random.default_rng(seed).permutation(6)
    own = row_of(coded, 0)
    shuffled = {name: values[order] for name, values in coded.items()}
    np.testing.assert_array_equal(near(own, shuffled), near(own, coded)[order])


@pytest.mark.slow
def test_people_of_a_country_are_of_the_same_inhabitants_as_where_needs_are_compared(facets: Facets) -> None:
    everything = filter_data(facets, Selection())
    rates = gaps_by_country(everything, Comparison(Need())).set_index("place")["per_million"] / 1000
    assert rates["SRB"] == pytest.approx(4.9, abs=0.05), "with the inhabitants of Kosovo"
    for iso3, rate in rates.dropna().items():
        own = peers(everything, City("", "A city", str(iso3), *[float("nan")] * 3), PeerQuery()).own
        assert own["hosted"][0] == np.digitize(rate, STEPS["hosted"]), iso3
