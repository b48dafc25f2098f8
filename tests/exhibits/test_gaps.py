"""What figures of gaps say of their places and of where their numbers come from."""

import re

import pytest

from analytics.exhibits.gaps.figures import gap_ranking, gap_strip, need_against_pledges, representation
from analytics.facets import Facets
from analytics.measures.gaps import Comparison, gaps_by
from analytics.measures.need import INHABITANTS, NEEDS
from analytics.selection import Selection, filter_data

PLACES = ("country", "region")
PARTS_OF_THE_WORLD = ((), ("Africa",), ("Asia",), ("Asia", "Europe"))


@pytest.fixture(scope="module")
def selections(facets: Facets) -> list[Selection]:
    """The whole world by every region scheme, and parts of it by the first."""
    schemes = [Selection(regions_by=scheme) for scheme in facets.dataset.region_columns]
    return [*schemes, *(Selection(region=part) for part in PARTS_OF_THE_WORLD[1:]), Selection(country=("PSE", "KEN"))]


@pytest.mark.slow
@pytest.mark.parametrize("places", PLACES)
def test_unrwa_is_named_exactly_where_palestine_is_compared(
    facets: Facets, selections: list[Selection], places: str
) -> None:
    countries = facets.dataset.countries.set_index("iso3")
    found = set()
    for chosen in selections:
        filtered = filter_data(facets, chosen)
        for need in (*NEEDS, INHABITANTS):
            comparison = Comparison(need)
            table = gaps_by(filtered, places, comparison)
            compared = set(table.loc[table["state"] != "outside", "place"])
            own = "PSE" if places == "country" else countries.at["PSE", chosen.regions_by]
            selected = "PSE" in set(filtered.selected_countries()["iso3"])
            expected = need.kind == "displaced" and selected and own in compared
            exhibits = [make(filtered, places, comparison) for make in (need_against_pledges, representation)]
            exhibits += [gap_strip(filtered, comparison)] if places == "region" else []
            assert {"UNRWA" in each.source for each in exhibits} == {expected}, (chosen, need)
            found.add(expected)
    assert found == {True, False}


@pytest.mark.parametrize("places", PLACES)
def test_every_figure_of_a_comparison_counts_joint_pledges_alike(
    facets: Facets, selections: list[Selection], places: str
) -> None:
    for chosen in selections:
        filtered = filter_data(facets, chosen)
        makers = (need_against_pledges, representation, gap_ranking)
        scopes = [make(filtered, places, Comparison()).scope for make in makers]
        counted = {tuple(re.findall(r"\d+ pledges? counted \d+ times", scope)) for scope in scopes}
        assert len(counted) == 1, (chosen, scopes)
