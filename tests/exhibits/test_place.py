"""One place beside its region and the world, and the names of regions that are shown in part: worked out by hand."""

from dataclasses import replace

import pytest

from analytics.charts.description import WORLD_WINDOW, Bars, Map, Value
from analytics.charts.maps import WINDOWS
from analytics.dataset.shapes import window_around
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.places.beside_world import (
    beside_world,
    is_single_place,
    members_table,
    members_words,
    near_table,
    place_name,
)
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.places.governments import government_map
from analytics.exhibits.places.menus import map_window
from analytics.exhibits.regions import region_name
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.need import DISPLACED, Need
from analytics.selection import FilteredData, Selection, filter_data
from tests.tiny import country, filtered, pledge

COUNTRIES = (
    country("KEN", "Africa"),
    country("UGA", "Africa", population="300"),
    country("LBN", "Asia", refugees_hosted="60"),
    country("FJI", "Oceania", refugees_hosted=None, migrant_stock=None),
)
"""Kenya hosts 20 of 100 inhabitants, Uganda 20 of 300, Lebanon 60 of 100; of Fiji nothing is known."""


def chosen(**filters: tuple[str, ...]) -> FilteredData:
    return filtered(
        pledge("a", "nairobi"),
        pledge("b", "nairobi", "tyre", themes="health"),
        pledge("c", "tyre"),
        pledge("d", "league"),
        countries=COUNTRIES,
        chosen=Selection(**filters),
    )


def rows(found: FilteredData, need: Need = DISPLACED) -> dict[str, tuple[float, ...]]:
    table = beside_world(found, Comparison(need)).table.set_index("label")
    columns = ["people", "population", "pledges", "per_million", "per_pledge", "unknown"]
    return {str(label): tuple(row) for label, row in table[columns].iterrows()}


def test_a_country_stands_beside_its_region_and_the_world() -> None:
    found = chosen(country=("KEN",))
    exhibit = beside_world(found, Comparison())
    assert rows(found) == {
        "Ken": (20, 100, 2, 200_000, 10, 0),
        "Africa (en)": (40, 400, 2, 100_000, 20, 0),
        # Fiji's inhabitants would thin out the people of the others. The network's pledge is in no country.
        "World": (100, 500, 3, 200_000, pytest.approx(100 / 3), 1),
    }
    assert exhibit.finding == "Displaced people hosted in Ken: 20 (200,000 for each million inhabitants); 2 pledges"
    assert exhibit.finding.kind == "place_beside_world"
    assert isinstance(exhibit.figure, Bars) and exhibit.figure.series[0].values[0] == Value(200_000)


def test_a_country_without_a_pledge_is_told_what_was_looked_for() -> None:
    assert beside_world(chosen(country=("UGA",)), Comparison()).finding == (
        "Displaced people hosted in Uga: 20 (66,667 for each million inhabitants); no pledge found"
    )
    assert beside_world(chosen(country=("UGA",), theme=("health",)), Comparison()).finding == (
        "Displaced people hosted in Uga: 20 (66,667 for each million inhabitants); no pledge found"
        " (looked for: health (en))"
    )
    assert beside_world(chosen(country=("UGA",), compact=("GCM",)), Comparison()).finding == (
        "Displaced people hosted in Uga: 20 (66,667 for each million inhabitants); none in this selection"
    )


def test_a_country_without_a_figure_is_no_zero() -> None:
    found = chosen(country=("FJI",))
    assert beside_world(found, Comparison()).finding == (
        "Fji: no figure of its own for people in need; no pledge found"
    )
    figure = beside_world(found, Comparison()).figure
    assert isinstance(figure, Bars)
    assert [row.name for row in figure.rows] == ["Fji", "Oceania (en)", "World"]
    place, _region, world = figure.series[0].values
    assert place == Value(None, "no_data", "no data") and world == Value(200_000)
    assert "no figure of its own for people" in beside_world(found, Comparison()).alt_text


def test_migrants_live_where_displaced_people_are_hosted() -> None:
    # Ten migrants each in Kenya, Uganda and Lebanon.
    found = chosen(country=("KEN",))
    assert (
        beside_world(found, Comparison(Need("migrants"))).finding
        == "Migrants living in Ken: 10 (100,000 for each million inhabitants); 2 pledges"
    )
    assert rows(found, Need("migrants"))["World"][:4] == (30, 500, 3, 60_000)


def test_a_region_stands_beside_the_world_alone() -> None:
    assert list(rows(chosen(region=("Africa",)))) == ["Africa (en)", "World"]
    assert rows(chosen(region=("Africa",), theme=("health",)))["World"][2] == 1, "the same filters on pledges"


@pytest.mark.parametrize(
    ("filters", "by_region", "by_country"),
    [
        ({}, False, False),
        ({"theme": ("health",)}, False, False),
        ({"country": ("KEN",)}, True, True),
        ({"country": ("KEN", "UGA")}, True, False),
        ({"country": ("KEN", "LBN")}, False, False),
        ({"region": ("Africa",)}, True, False),
        ({"region": ("Asia",)}, True, True),
        ({"kind": ("network",)}, False, False),
        ({"region": ("network",)}, False, False),
    ],
)
def test_one_country_or_one_region_stands_alone(
    filters: dict[str, tuple[str, ...]], by_region: bool, by_country: bool
) -> None:
    found = chosen(**filters)
    assert (is_single_place(found), is_single_place(found, "country")) == (by_region, by_country)


def test_members_are_listed_by_people_for_their_inhabitants_and_others_not_at_all() -> None:
    found = chosen(region=("Africa",))
    assert members_words(found) == "Africa (en): 2 UN member states in the selection."
    table = members_table(found, Comparison()).rows
    assert table[["label", "people", "per_million", "pledges"]].to_numpy().tolist() == [
        ["Ken", 20, 200_000, 2],
        ["Uga", 20, 66_667, 0],
    ]


def test_who_pledged_near_is_told_whatever_the_filters() -> None:
    near = near_table(chosen(country=("UGA",), theme=("education",))).rows
    assert near[["name", "country", "pledges"]].to_numpy().tolist() == [["Nairobi", "Ken", 2]]


@pytest.mark.parametrize(
    ("filters", "name"),
    [
        ({}, "World"),
        ({"region": ("Africa", "Asia")}, "Africa (en) and Asia (en)"),
        ({"country": ("KEN", "LBN")}, "Ken and Lbn"),
        ({"country": ("KEN", "LBN", "UGA", "FJI")}, "4 countries and areas"),
        ({"region": ("Asia",), "country": ("KEN",)}, "No country"),
    ],
)
def test_what_the_places_of_a_selection_are_called(filters: dict[str, tuple[str, ...]], name: str) -> None:
    assert place_name(chosen(**filters)) == name


def test_a_number_of_one_country_never_stands_under_the_name_of_its_region() -> None:
    one, two, whole = chosen(country=("KEN",)), chosen(country=("KEN", "UGA")), chosen(region=("Africa",))
    assert region_name(one, "Africa") == "Ken (Africa (en))"
    assert region_name(two, "Africa") == "Africa (en) (2 countries chosen)"
    assert region_name(whole, "Africa") == "Africa (en)"
    assert set(matrix(one, Counting()).table["region_label"]) == {"Ken (Africa (en))", "All"}


def test_a_map_shows_what_is_selected_unless_a_reader_zooms() -> None:
    assert map_window(chosen()) == map_window(chosen(theme=("health",))) == WORLD_WINDOW
    assert map_window(chosen(region=("Africa",))) == WINDOWS["Africa"]
    assert map_window(chosen(region=("Africa",)), "Asia") == WINDOWS["Asia"]
    assert map_window(chosen(region=("Africa", "Asia"))) == window_around(("KEN", "UGA", "LBN"))
    assert map_window(chosen(region=("Africa",), country=("KEN",))) == window_around(("KEN",)) != WORLD_WINDOW
    low_income = replace(Selection(), regions_by="wb_income_group", region=("Low income",))
    assert map_window(replace(chosen(), selection=low_income)) == window_around(("FJI", "KEN", "LBN", "UGA"))
    assert map_window(chosen(region=("network",))) == WORLD_WINDOW, "networks have no place"


def test_a_map_says_under_the_pointer_what_is_known_of_a_country_and_a_city() -> None:
    exhibit = pledge_map(chosen(), "pledges_per_million_people", "un_members")
    facts = {country.name: country.facts for shade in exhibit.figure.shades for country in shade.countries}
    assert facts["Ken"] == (
        "Pledges per million inhabitants: 20,000",
        "Denominator: 100 people",
        "2 pledges",
    )
    assert facts["Uga"] == ()
    assert [(place.name, place.facts) for place in exhibit.figure.places] == [
        ("Nairobi, Ken", ("2 pledges",)),
        ("Tyre, Lbn", ("2 pledges",)),
    ]
    assert exhibit.recipe is not None
    assert exhibit.recipe.options == (
        ("measure", "pledges_per_million_people"),
        ("universe", "un_members"),
        ("zoom", ""),
    )
    assert "facts" not in exhibit.table


def test_the_map_of_one_city_stands_alone() -> None:
    place = government_map(chosen(), "nairobi")
    assert place.finding == "Nairobi, Ken: 4 pledges"
    assert place.scope == "All that is known of Nairobi, Ken, whatever the filters say."
    assert place.alt_text == "Map of Ken with Nairobi as a dot."
    assert "Borders and names imply no opinion" in place.source_under_figure()
    assert isinstance(place.figure, Map)
    assert [(each.lat, each.lon) for each in place.figure.places] == [(1.5, 2.5)]


@pytest.mark.parametrize("code", ["CHN", "VNM", "DEU"])
def test_a_few_people_among_many_inhabitants_are_not_nobody(facets: Facets, code: str) -> None:
    exhibit = beside_world(filter_data(facets, Selection(country=(code,))), Comparison())
    assert isinstance(exhibit.figure, Bars)
    drawn = [value.number for value in exhibit.figure.series[0].values]
    for number, row in zip(drawn, exhibit.table.itertuples(), strict=True):
        assert (number == 0) == (row.people == 0), "none is drawn where nobody is, and nowhere else"
        assert number == pytest.approx(row.per_million, abs=0.005 if row.per_million < 1 else 0.5)
