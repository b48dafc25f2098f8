"""Sentences on funding, exchange and forums where little is selected: right singulars, no zero that is none."""

import re
from collections import Counter

import pytest

from analytics.dataset.rules import list_items
from analytics.exhibits.calendar.wording import ready_words
from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.exchange.figures import exchange_bars, named_together_matrix
from analytics.exhibits.funding.figures import funding
from analytics.exhibits.funding.figures import split_options as ways
from analytics.facets import Facets
from analytics.selection import FilteredData, Selection, filter_data

NETWORKS = (Selection(kind=("network",)), Selection(region=("network",)), Selection(country=("not_stated",)))
MANY = re.compile(r"\b1 (exchanges|mentorings|offers|asks|grants|cities|pledges)\b|\b0 of 0\b")


@pytest.fixture(scope="module")
def selections(facets: Facets) -> list[FilteredData]:
    """Countries with one grant, exchange or pledge, or without any; every theme; networks; a search without a hit."""
    dataset = facets.dataset
    named = [
        *list_items(dataset.exchange["iso3"]),
        *dataset.grants["iso3"].dropna(),
        *dataset.pledge_governments["iso3"].dropna(),
    ]
    once = [code for code, count in Counter(named).items() if count == 1]
    countries = [Selection(country=(code,)) for code in (*once, "DEU", "FJI", "ATA")]
    themes = [Selection(theme=(code,)) for code in facets.declared("theme")]
    return [filter_data(facets, each) for each in (*countries, *themes, *NETWORKS, Selection(search="zzzz"))]


@pytest.mark.slow
def test_one_is_one_and_nothing_of_nothing_is_not_counted(selections: list[FilteredData]) -> None:
    for filtered in selections:
        exhibits = [funding(filtered, "funder"), exchange_bars(filtered, "theme"), named_together_matrix(filtered)]
        assert [each.finding for each in exhibits if MANY.search(each.finding)] == [], filtered.selection


@pytest.mark.parametrize("chosen", NETWORKS)
def test_grants_and_offers_do_not_apply_to_networks(facets: Facets, chosen: Selection) -> None:
    filtered = filter_data(facets, chosen)
    for by in ways():
        shown = funding(filtered, by)
        assert "grants" not in shown.table and "grant" not in shown.finding
    board = exchange_bars(filtered, "theme")
    assert board.finding == named_together_matrix(filtered).finding == does_not_apply()
    assert {row.note for row in board.figure.rows} == {"Does not apply"}


def test_a_filter_that_says_nothing_of_grants_is_told(facets: Facets) -> None:
    said = "Only regions, countries and themes apply to grants"
    for chosen, is_told in ((Selection(search="housing"), True), (Selection(theme=("housing",)), False)):
        assert (said in funding(filter_data(facets, chosen), "funder").scope) == is_told


@pytest.mark.slow
def test_no_zero_stands_where_a_compact_or_a_date_is_not_known(selections: list[FilteredData]) -> None:
    for filtered in selections:
        for forum in ("GFMD-2026", "GRF-2027"):
            for is_title in (False, True):
                said = ready_words(filtered, forum, is_title)
                assert not (said.facts["unknown"] and re.match(r"0 pledges", said)), said
                assert not (said.facts["unsure"] and re.search(r"since the [^:]*: 0\b", said)), said
