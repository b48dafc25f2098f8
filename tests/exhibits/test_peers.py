"""Peers in words: the nearest are those of the files, every one has its reasons, and nothing is a sentence too."""

import random

import pytest

from analytics.charts.description import Map, Matrix
from analytics.exhibits.peers.figures import peer_map, peer_matrix, why_none
from analytics.exhibits.peers.tables import city_choices, lesson_list, peer_list
from analytics.exhibits.profiles.profile import profile
from analytics.exhibits.profiles.subjects import Subject
from analytics.facets import Facets
from analytics.measures.peers import PeerQuery, city_of
from analytics.search import cities_named
from analytics.selection import FilteredData, Selection, filter_data
from tests.oracle.generated import generated_cases
from tests.pages import by_hand

MBALE = "229278"
"""A city of Uganda that has not pledged."""


@pytest.fixture(scope="module")
def everything(facets: Facets) -> FilteredData:
    return filter_data(facets, Selection())


def themes_of(city_id: str) -> set[str]:
    own = by_hand.pledges(lambda row: city_id in by_hand.items(row["government_ids"]))
    return {theme for row in own for theme in by_hand.items(row["themes"])}


@pytest.mark.slow
def test_the_nearest_by_themes_are_those_of_the_files(facets: Facets) -> None:
    chance, said = random.Random(11), 0
    for case in generated_cases(facets, 60, seed=11):
        chosen = filter_data(facets, case.chosen)
        plans = tuple(sorted(chance.sample(facets.declared("theme"), 3)))
        made = peer_matrix(chosen, PeerQuery("", MBALE, plans, 1, 0, 0))
        kinds = {row["city_id"]: row["kind"] for row in by_hand.rows("cities")}
        pledging = {
            city_id
            for city_id in chosen.dataset.pledge_governments["city_id"][chosen.government_mask]
            if kinds[city_id] not in ("network", "not_named")
        }
        if not pledging:
            assert made.finding.kind == "nothing_to_say"
            continue
        both = {each: len(themes_of(each) & {*plans}) / len(themes_of(each) | {*plans}) for each in pledging}
        assert set(made.finding.facts["nearest"]) == {each for each in both if both[each] == max(both.values())}
        said += 1
    assert said > 30


@pytest.mark.slow
@pytest.mark.parametrize("weights", [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)])
def test_the_nearest_are_named_unless_they_are_many(
    everything: FilteredData, weights: tuple[float, float, float]
) -> None:
    names = {row["city_id"]: row["name"] for row in by_hand.rows("cities")}
    for city_id in [row["city_id"] for row in by_hand.rows("cities") if row["kind"] not in ("network", "not_named")]:
        finding = peer_matrix(everything, PeerQuery(city_id, "", (), *weights)).finding
        nearest = finding.facts.get("nearest", ())
        if len(nearest) <= 4:
            assert [names[each] for each in nearest if names[each] not in str(finding)] == [], finding
        else:
            assert str(finding).startswith(f"{len(nearest)} local governments"), finding


def test_every_peer_of_every_city_has_a_reason_or_says_that_it_has_none(everything: FilteredData) -> None:
    for row in by_hand.rows("cities")[:60:7]:
        listed = peer_list(everything, PeerQuery(row["city_id"])).rows
        assert len(listed) >= 54
        assert row["city_id"] not in set(listed["city_id"])
        assert listed["reasons"].str.len().gt(8).all()
        assert not listed["reasons"].head(10).str.contains("nothing in common").any()


def test_reasons_are_what_the_sources_say_of_both(everything: FilteredData) -> None:
    rows = peer_list(everything, PeerQuery("kampala-uga")).rows.set_index("city_id")
    both = themes_of("kampala-uga") & themes_of("nairobi-ken")
    why = rows.loc["nairobi-ken", "reasons"]
    assert len(both) == 3
    assert "same themes: Jobs and livelihoods, Governance and participation, Data and evidence;" in why
    assert "official language of both countries: English and Swahili" in why
    assert "both in Sub-Saharan Africa" in why
    assert "same country" in rows.loc["arua-uga", "reasons"]
    assert "both: Leadership board of the Mayors Migration Council" in rows.loc["freetown-sle", "reasons"]
    assert "1 to 3 million inhabitants" in rows.loc["montreal-can", "reasons"]
    assert "Network" in rows.loc["nairobi-ken", "unknown"]


def test_inhabitants_are_no_reason_where_the_gazetteer_counts_another_place(everything: FilteredData) -> None:
    elsewhere = {row["city_id"] for row in by_hand.rows("cities") if row["match"] in ("seat", "nearby_locality")}
    rows = peer_list(everything, PeerQuery("kampala-uga")).rows.set_index("city_id").loc[sorted(elsewhere)]
    assert rows["unknown"].str.contains("Inhabitants").all()
    for city_id in sorted(elsewhere):
        assert "Inhabitants" not in peer_matrix(everything, PeerQuery(city_id)).figure.columns  # type: ignore[union-attr]


def test_the_figures_show_ten_and_say_what_is_left_out(everything: FilteredData) -> None:
    made, where = (make(everything, PeerQuery("kampala-uga")) for make in (peer_matrix, peer_map))
    assert isinstance(made.figure, Matrix)
    assert isinstance(where.figure, Map)
    assert (len(made.table), len(made.figure.rows), len(where.figure.places)) == (10, 10, 11)
    assert made.figure.groups == (0, 0, 1, 1, 1, 2, 2, 2, 2)
    assert made.scope.endswith(
        "Not compared, because Kampala has none or it is not known: Internally displaced people, Role in migration."
    )
    assert made.figure.columns[:3] == ("Themes, of 4", "Target groups, of 3", "Inhabitants")
    assert [place.is_ring for place in where.figure.places] == [False] * 10 + [True]
    assert "The ring is Kampala, Uganda." in where.scope
    assert "similarity" not in made.table
    alone = peer_matrix(everything, PeerQuery("kampala-uga", practice=0, context=0))
    assert alone.figure.columns == ("Country", "Subregion", "Language", "Network")


def test_lessons_are_of_the_themes_and_have_a_page_to_ask_at(everything: FilteredData) -> None:
    asked = PeerQuery("kampala-uga", themes=("housing",))
    listing, words = lesson_list(everything, asked)
    rows = listing.rows
    on_housing = by_hand.pledges(by_hand.is_on("housing"))
    assert set(rows["pledge_id"]) == {
        row["pledge_id"]
        for row in on_housing
        if {each["kind"] for each in by_hand.governments(row)} - {"network", "not_named"}
        and "kampala-uga" not in {each["city_id"] for each in by_hand.governments(row)}
    }
    results = rows["results_summary"].notna()
    assert results.tolist() == sorted(results, reverse=True)
    assert rows["source_url"].str.startswith("http").all()
    assert words.startswith(f"{len(rows)} pledges of others on Housing; with results:")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (PeerQuery(), "Choose a city"),
        (PeerQuery("atlantis"), "has this identifier: atlantis."),
        (PeerQuery(geonameid="1"), "has this identifier: 1."),
        (PeerQuery("kampala-uga", practice=0, context=0, closeness=0), "All three criteria are off"),
        (PeerQuery("maipu", practice=0, closeness=0), "Nothing is known of Maipú that these criteria compare."),
    ],
)
def test_where_there_are_no_peers_a_sentence_says_why(everything: FilteredData, asked: PeerQuery, said: str) -> None:
    assert said in why_none(everything, asked)
    made = peer_matrix(everything, asked)
    assert said.rstrip(".") in made.finding
    assert peer_list(everything, asked).rows.empty
    assert lesson_list(everything, asked)[0].rows.empty
    assert lesson_list(everything, asked)[1] == ""


def test_cities_of_the_world_are_found_by_any_of_their_names(everything: FilteredData) -> None:
    assert cities_named("muenchen")[0] == cities_named("MÜNCHEN")[0] == "2867714"
    assert city_choices(everything, cities_named("Kiev")[:1]) == {"703448": "Kyiv, Ukraine (2,952,301 inhabitants)"}
    assert cities_named("Atlantis of nowhere") == cities_named("") == cities_named("  ?") == []
    assert len(cities_named("san")) == 8


def test_every_city_that_has_not_pledged_but_is_known_to_the_data_can_be_asked_about(facets: Facets) -> None:
    for row in by_hand.rows("context_cities"):
        city = city_of(facets, PeerQuery(geonameid=row["geonameid"]))
        assert city
        assert city.iso3 == row["iso3"]


def test_a_profile_names_the_first_peers_of_a_local_government_alone(everything: FilteredData) -> None:
    shown = profile(everything, Subject("city", "kampala-uga"))
    assert shown.peers
    assert shown.peers.rows["name"].tolist()[:3] == ["Koboko", "Arua", "Nairobi"]
    assert len(shown.peers.rows) == 5
    for subject in (Subject("network", "uclg"), Subject("country", "UGA"), Subject("city", "not-named-bgd")):
        assert profile(everything, subject).peers is None
