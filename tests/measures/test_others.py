"""Headlines, time, neighbours and quality of three-row tables, worked out by hand."""

import pandas as pd

from analytics.exhibits.places.governments import country_figures
from analytics.facets import Facets
from analytics.measures.headlines import headlines
from analytics.measures.neighbours import most_in_common, neighbours, pledging_near, regions_of
from analytics.measures.quality import certainties, soft_problems, tag_bases
from analytics.measures.timeline import pledges_by
from analytics.selection import Selection
from tests.tiny import CITIES, COUNTRIES, city, country, dataset, filtered, pledge

FIGURES = (
    {"figure_id": "lc-2025-pledges", "published_on": "2025-06", "label": "124+", "value": "124", "verified": "yes"},
)


def test_headlines_count_governments_and_countries_never_networks() -> None:
    pledges = (pledge("a", "nairobi", "tyre"), pledge("b", "nairobi"), pledge("c", "league"))
    found = headlines(filtered(*pledges)).set_index("headline")
    assert found["value"].to_dict() == {"pledges": 3, "governments": 2, "countries": 2, "objectives": 0}
    assert found.loc["countries", ["members", "of"]].tolist() == [2, 4]


def test_where_only_networks_are_chosen_places_are_missing_and_not_zero() -> None:
    pledges = (pledge("a", "nairobi"), pledge("n", "league"))
    found = headlines(filtered(*pledges, chosen=Selection(kind=("network",)))).set_index("headline")
    assert found.loc[["pledges", "objectives"], "value"].tolist() == [1, 0]
    assert found.loc[["governments", "countries"], "value"].isna().all()
    assert found.loc["countries", ["members", "of"]].isna().all()
    both = headlines(filtered(*pledges, chosen=Selection(kind=("network", "city")))).set_index("headline")
    assert both["value"].tolist() == [2, 1, 1, 0]


def test_a_selection_without_a_member_state_has_no_share_of_them() -> None:
    areas = {
        "countries": (*COUNTRIES, country("REU", "Africa", un_member="no")),
        "cities": (*CITIES, city("saint-denis", "REU")),
    }
    found = headlines(filtered(pledge("a", "saint-denis"), **areas, chosen=Selection(country=("REU",))))
    countries = found.set_index("headline").loc["countries"]
    assert countries["value"] == 1
    assert countries[["members", "of"]].isna().all()


def test_member_states_are_those_that_the_selection_is_about() -> None:
    chosen = Selection(region=("Africa",), theme=("health",))
    found = headlines(filtered(pledge("a", "nairobi", themes="health"), pledge("b", "kampala"), chosen=chosen))
    assert found.set_index("headline").loc["countries", ["value", "members", "of"]].tolist() == [1, 1, 2]


def test_an_area_counts_as_a_country_and_not_as_a_member_state() -> None:
    areas = {
        "countries": (*COUNTRIES, country("REU", "Africa", un_member="no")),
        "cities": (*CITIES, city("saint-denis", "REU")),
    }
    found = headlines(filtered(pledge("a", "saint-denis"), pledge("b", "nairobi"), **areas)).set_index("headline")
    assert found.loc["countries", ["value", "members", "of"]].tolist() == [2, 1, 4]


def test_objectives_say_how_many_pledges_state_any() -> None:
    pledges = (
        pledge("a", "nairobi", gcm_objectives="1;2", gcm_basis="form"),
        pledge("b", "tyre", gcm_objectives="2", gcm_basis="form"),
        pledge("c", "tyre"),
    )
    assert headlines(filtered(*pledges)).set_index("headline").loc[
        "objectives", ["value", "of", "stating"]
    ].tolist() == [
        2,
        3,
        2,
    ]


def test_the_published_figure_stands_beside_the_whole_and_not_beside_a_part() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    whole = headlines(filtered(*pledges, figures=FIGURES)).set_index("headline")
    assert whole.loc["pledges", ["published", "published_as", "published_on"]].tolist() == [124, "124+", "2025-06"]
    assert pd.isna(whole.loc["governments", "published"])
    part = headlines(filtered(*pledges, figures=FIGURES, chosen=Selection(region=("Africa",)))).set_index("headline")
    assert pd.isna(part.loc["pledges", "published"])


def test_years_between_the_first_and_the_last_are_shown_with_zero() -> None:
    pledges = (
        pledge("a", "nairobi", year_announced="2021"),
        pledge("b", "tyre", year_announced="2024"),
        pledge("c", "tyre"),
    )
    table = pledges_by(filtered(*pledges), "year_announced")
    assert dict(zip(table["code"], table["pledges"], strict=True)) == {
        "2021": 1,
        "2022": 0,
        "2023": 0,
        "2024": 1,
        "not_stated": 1,
    }


def test_no_year_at_all_is_one_row() -> None:
    assert pledges_by(filtered(pledge("a", "nairobi")), "year_announced").to_numpy().tolist() == [["not_stated", 1]]


def test_forums_without_a_pledge_are_left_out_and_not_stated_is_kept() -> None:
    pledges = (pledge("a", "nairobi", forums="IMRF-2022;GRF-2023"), pledge("b", "tyre"))
    assert pledges_by(filtered(*pledges), "forum").to_numpy().tolist() == [
        ["IMRF-2022", 1],
        ["GRF-2023", 1],
        ["not_stated", 1],
    ]
    assert pledges_by(filtered(pledges[1]), "forum").to_numpy().tolist() == [["not_stated", 1]]


def test_neighbours_are_of_the_country_first_then_of_the_region_and_never_networks() -> None:
    cities = (*CITIES, city("mombasa", "KEN"), city("idle", "KEN"), city("somebody", "KEN", "not_named"))
    pledges = (
        pledge("a", "nairobi", "league"),
        pledge("b", "kampala"),
        pledge("c", "kampala"),
        pledge("d", "mombasa"),
        pledge("e", "tyre"),
        pledge("f", "somebody"),
    )
    near = neighbours(Facets(dataset(*pledges, cities=cities)), "nairobi", "m49_region")
    assert near[["city_id", "pledges", "same_country"]].to_numpy().tolist() == [
        ["mombasa", 1, True],
        ["kampala", 2, False],
    ]


def test_who_pledged_near_a_place_without_a_pledge_whatever_the_other_filters() -> None:
    cities = (*CITIES, city("mombasa", "KEN"), city("somebody", "UGA", "not_named"), city("idle", "UGA"))
    pledges = (
        pledge("a", "nairobi", "league", themes="health"),
        pledge("b", "nairobi"),
        pledge("c", "mombasa"),
        pledge("d", "somebody"),
        pledge("e", "tyre"),
    )

    def near(**chosen: tuple[str, ...]) -> list[list[object]]:
        found = pledging_near(filtered(*pledges, cities=cities, chosen=Selection(**chosen)))
        return found[["city_id", "iso3", "pledges"]].to_numpy().tolist()

    african = [["nairobi", "KEN", 2], ["mombasa", "KEN", 1]]
    assert near(country=("UGA",)) == african
    assert near(country=("UGA",), theme=("education",), certainty=("inferred",)) == african
    assert near(country=("FJI",)) == []
    assert near(kind=("network",)) == []


def test_an_unplaced_government_and_a_network_have_no_neighbours() -> None:
    cities = (*CITIES, city("maipu", None), city("other", None))
    facets = Facets(dataset(pledge("a", "maipu"), pledge("b", "other"), pledge("c", "league"), cities=cities))
    assert neighbours(facets, "maipu", "m49_region").empty
    assert neighbours(facets, "league", "m49_region").empty


def test_the_context_of_a_city_is_its_country_with_years_and_unknown_stays_unknown() -> None:
    facets = Facets(
        dataset(pledge("a", "nairobi"), countries=(country("KEN", "Africa", population=None), *COUNTRIES[1:]))
    )
    context = country_figures(facets, "KEN").set_index("figure")
    assert context.loc["Population", "people"] == "no data"
    assert context.loc["Refugees hosted"].tolist() == ["20", "2025"]
    assert context.loc["International migrants"].tolist() == ["10", "2024"]
    assert regions_of(facets, "KEN").set_index("scheme")["region"]["m49_region"] == "Africa"


def test_certainty_and_bases_of_tags() -> None:
    pledges = (
        pledge("a", "nairobi", certainty="inferred"),
        pledge("b", "tyre", themes="health;education", theme_basis="form"),
        pledge("c", "tyre", theme_basis=None),
    )
    assert certainties(filtered(*pledges)).set_index("certainty")["pledges"].to_dict() == {
        "inferred": 1,
        "confirmed": 2,
    }
    bases = tag_bases(filtered(*pledges)).set_index(["scheme", "basis"])["tags"]
    assert bases["theme", "form"] == 2
    assert bases["theme", "classified"] == bases["theme", "not_stated"] == 1


def test_doubts_are_counted_by_rule_and_belong_to_the_whole_data() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre", year_announced="2022"))
    found = soft_problems(filtered(*pledges, chosen=Selection(region=("Oceania",)), doubts=True)).set_index("rule")[
        "rows"
    ]
    assert (found["no_year"], found["no_status"]) == (1, 2)


def test_pledges_on_the_same_themes_come_from_the_selection_first_then_the_likest_then_with_results() -> None:
    found = filtered(
        pledge("own", "tyre", themes="housing;health"),
        pledge("one", "nairobi", themes="health"),
        pledge("both", "tyre", themes="housing;health"),
        pledge("with results", "kampala", themes="housing", results_summary="A shelter"),
        pledge("other", "nairobi", themes="education"),
        pledge("none", "nairobi", themes=""),
        chosen=Selection(region=("Africa",)),
    )
    others = most_in_common(found, "own")
    assert others["pledge_id"].tolist() == ["with results", "one", "both"]
    assert others["likeness"].tolist() == [round(1 / 6, 9), round(1 / 6, 9), round(1 / 3, 9)]
    assert others["selected"].tolist() == [True, True, False]
    assert most_in_common(found, "none").empty, "to state no theme is not a theme in common"


def test_a_word_that_only_looks_like_a_plural_is_named_whole() -> None:
    titles = {
        "own": "Irregular status in a crisis",
        "other": "Status after a crisis",
        "far": "Schools",
        "more": "Clinics",
    }
    found = filtered(*(pledge(name, "tyre", title=title) for name, title in titles.items()))
    words = most_in_common(found, "own").set_index("pledge_id")["words"]["other"]
    assert set(words) == {"status", "crisis"}


def test_target_groups_and_words_bring_pledges_on_one_theme_nearer() -> None:
    found = filtered(
        pledge("own", "tyre", title="Markets for vendors", target_groups="refugees;women"),
        pledge("theme", "nairobi", title="Clinics"),
        pledge("group", "nairobi", title="Schools", target_groups="women"),
        pledge("words", "nairobi", title="A market for every vendor"),
        pledge("far", "nairobi", title="Shelter", themes="health"),
    )
    others = most_in_common(found, "own").set_index("pledge_id")
    assert list(others.index) == ["words", "group", "theme"]
    # Both words are in two of five pledges each, so the two pledges have the same words and a cosine of 1.
    expected = {"words": (1 + 0 + 1) / 3, "group": (1 + 1 / 2) / 3, "theme": 1 / 3}
    assert others["likeness"].to_dict() == {name: round(value, 9) for name, value in expected.items()}
    assert set(others["words"]["words"]) == {"market", "vendor"}
    assert others["words"]["group"] == ()
