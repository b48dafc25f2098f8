"""Recipes: what they make again, and what they refuse."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.exhibits.catalogue import kinds, remake
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.places.figures import world_map
from analytics.exhibits.progress.dates import days
from analytics.exhibits.scenario import figures as scenario
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.measures.gaps import ORDERS
from analytics.measures.recruitment import PEOPLE, Plan
from analytics.selection import Selection, filter_data
from tests.exhibits.recipes import EVERY, Recipe, each_of, each_selection, shown
from tests.exhibits.test_every_exhibit import SELECTIONS
from tests.tiny import TERMS, filtered, pledge

OPTIONS = sorted({option for recipe in EVERY for option in recipe})

texts = st.one_of(st.sampled_from(OPTIONS), st.text(max_size=12), st.dates().map(str), st.integers().map(str))
recipes = st.lists(texts, max_size=8).map(tuple)
near_misses = st.tuples(st.sampled_from(EVERY), st.integers(0, 6), texts).map(
    lambda drawn: (*drawn[0][: drawn[1]], drawn[2], *drawn[0][drawn[1] + 1 :])
)


def assert_equal(one: Exhibit, other: Exhibit) -> None:
    for field in ("name", "finding", "scope", "description", "reading", "headings", "source", "recipe"):
        assert getattr(one, field) == getattr(other, field)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.native() == other.native()


@each_of(EVERY)
@each_selection
def test_a_recipe_makes_the_same_figure_again(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    made, _native = shown(facets, recipe, chosen)
    assert made.recipe == recipe
    if chosen in (SELECTIONS["everything"], SELECTIONS["nothing"]):
        assert_equal(made, remake(filter_data(facets, chosen), made.recipe))


def test_what_a_page_makes_is_what_its_recipe_makes(facets: Facets) -> None:
    tables = filter_data(facets, Selection(region=("Africa",)))
    plan = Plan(PEOPLE, 0.95, 3, 2, 1)
    for made in (
        coverage.matrix(tables, Counting("gcm", "pledges", True, "all_areas")),
        coverage.area_bars(tables),
        world_map(tables, "governments", "all_areas", 240, "Asia"),
        scenario.answered(tables, plan).before,
        scenario.answered(tables, plan).after,
    ):
        assert_equal(made, remake(tables, made.recipe))


def test_every_kind_has_a_name_of_its_own() -> None:
    names = list(kinds().values())
    assert len(set(names)) == len(names) == 21
    assert kinds()["map"] == "Map of pledges"


@pytest.mark.parametrize(
    "recipe",
    [
        (),
        ("",),
        ("map",),
        ("map", "pledges", "un_members", "", ""),
        ("map", "pledges", "un_members", "Atlantis"),
        ("matrix", "theme", "governments", "yes", "un_members"),
        ("matrix", "theme", "pledges", "True", "un_members"),
        ("years", ""),
        ("gap_map", "migrants", "idmc", "pledges"),
        ("ranking", "displaced", "none", "pledges", "region", "worst first"),
        ("ranking", "displaced", "none", "pledges", "region", "per_pledge", ""),
        ("representation", "displaced", "none", "pledges", "region", "per_pledge"),
        ("ranking", "displaced", "none", "pledges"),
        ("beside_world", "displaced"),
        ("beside_world", "displaced", "none", "pledges"),
        ("beside_world", "migrants", "unhcr"),
        ("progress", "region", "2026-12-31"),
        ("progress", "region", "2025-W01-1"),
        ("progress", "region", "31.12.2025"),
        ("weighted", "1.0", "0.5", "0", "no"),
        ("weighted", "nan", "0.5", "0", "no"),
        ("scenario", "objectives", "95", "", "1", "1", "after"),
        ("scenario", "people", "80", "-1", "1", "1", "after"),
        ("scenario", "people", "80", "", "1", "1", "now"),
        ("changes",),
        ("__class__",),
    ],
    ids=repr,
)
def test_what_the_menus_do_not_offer_is_refused(facets: Facets, recipe: Recipe) -> None:
    with pytest.raises(LookupError):
        remake(filter_data(facets, Selection()), recipe)


@settings(max_examples=150)
@given(recipe=recipes | near_misses)
def test_any_other_recipe_is_refused_and_does_nothing_else(facets: Facets, recipe: Recipe) -> None:
    tables = filter_data(facets, Selection())
    try:
        made = remake(tables, recipe)
    except LookupError:
        return
    assert made.recipe == recipe


def test_a_ranking_of_an_old_deck_is_the_one_by_difference(facets: Facets) -> None:
    tables = filter_data(facets, Selection())
    old = ("ranking", "displaced", "none", "pledges", "region")
    assert_equal(remake(tables, old), remake(tables, (*old, "difference")))
    assert remake(tables, old).recipe == old, "a link made today stays as short as it was"
    names = {remake(tables, (*old, order)).name for order in ORDERS}
    assert len(names) == len(ORDERS), "each order has a key of its own on a page and in a deck"


def test_every_day_that_the_page_offers_can_be_made_again(facets: Facets) -> None:
    tables = filter_data(facets, Selection())
    offered = list(days(tables, "").options)
    assert len(offered) > 4
    for code in offered:
        assert remake(tables, ("progress", "kind", code)).recipe[2] == code


def test_data_that_name_no_core_objectives_have_no_scenario() -> None:
    recipe = ("scenario", "objectives", "80", "", "1", "1", "after")
    with pytest.raises(LookupError):
        remake(filtered(pledge("a", "nairobi")), recipe)
    found = filtered(pledge("a", "nairobi"), terms={**TERMS, "core_objective": ("1", "2")})
    assert remake(found, recipe).recipe == recipe
