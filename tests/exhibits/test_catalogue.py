"""Recipes: what they make again, and what they refuse."""

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.exhibits.catalogue import kinds, remake, shortened
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.exhibit import Exhibit, Recipe
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.progress.dates import days
from analytics.exhibits.scenario import figures as scenario
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.measures.recruitment import PEOPLE, Plan
from analytics.packs.deck_links import first_version_recipe
from analytics.selection import FilteredData, Selection, filter_data
from tests.exhibits.recipes import EVERY, ORDERS, SELECTIONS, each_selection, name_of, shown
from tests.quick import first_of_each
from tests.tiny import TERMS, filtered, pledge

NAMES = sorted({name for recipe in EVERY for name, _code in recipe.options})
CODES = sorted({code for recipe in EVERY for _name, code in recipe.options})

codes = st.one_of(st.sampled_from(CODES), st.text(max_size=12), st.dates().map(str), st.integers().map(str))
names = st.sampled_from(NAMES) | st.text(max_size=12)
options = st.lists(st.tuples(names, codes), max_size=5).map(tuple)
recipes = st.builds(Recipe, st.sampled_from(sorted({recipe.kind for recipe in EVERY})) | st.text(max_size=12), options)


def assert_equal(one: Exhibit, other: Exhibit) -> None:
    for field in ("name", "finding", "scope", "alt_text", "how_to_read", "headings", "source", "recipe"):
        assert getattr(one, field) == getattr(other, field)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.figure == other.figure


@cache
def once_more(facets: Facets, chosen: Selection) -> FilteredData:
    """The data of a selection filtered anew, so that nothing of what was counted before is found again."""
    return filter_data(facets, chosen)


@pytest.mark.parametrize("recipe", first_of_each(EVERY, lambda recipe: recipe.kind), ids=name_of)
@each_selection
def test_a_recipe_makes_the_same_figure_again(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    made = shown(facets, recipe, chosen)
    assert shortened(made.recipe) == shortened(recipe)
    if chosen in (SELECTIONS["everything"], SELECTIONS["nothing"]):
        assert_equal(made, remake(once_more(facets, chosen), made.recipe))


@pytest.mark.slow
def test_what_a_page_makes_is_what_its_recipe_makes(facets: Facets) -> None:
    tables = filter_data(facets, Selection(region=("Africa",)))
    plan = Plan(PEOPLE, 0.95, 3, 2, 1, floor=1000, without=("DEU", "NRU"))
    for made in (
        coverage.matrix(tables, Counting("gcm", "pledges", True, "all_areas")),
        coverage.code_bars(tables, Counting(themes="gcr_area")),
        pledge_map(tables, "governments", "all_areas", "Asia"),
        scenario.scenario_figures(tables, plan)[1],
        scenario.scenario_figures(tables, plan)[2],
    ):
        assert_equal(made, remake(tables, made.recipe))


def test_a_scenario_of_an_older_link_asks_whom_it_asked(facets: Facets) -> None:
    tables = filter_data(facets, Selection(region=("Oceania",)))
    older = remake(tables, first_version_recipe("scenario", ("objectives", "80", "", "1", "1", "after")))
    assert_equal(older, scenario.scenario_figures(tables, Plan())[2])
    assert older.finding.facts["left"] == 0
    countries = facets.dataset.countries
    others = countries.loc[(countries["m49_region"] == "Oceania") & countries["un_member"].astype(bool), "iso3"]
    ruled_out = Recipe("scenario", (("without", ";".join(sorted(set(others) - {"AUS"}))),))
    assert remake(tables, ruled_out).finding.facts["left"] == 5, "of six, as Australia makes one"


def test_every_kind_has_a_name_of_its_own() -> None:
    names = list(kinds().values())
    assert len(set(names)) == len(names) == 28
    assert kinds()["map"] == "Map of pledges"


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(""),
        Recipe("map", (("zoom", "Atlantis"),)),
        Recipe("map", (("colour", "red"),)),
        Recipe("map", (("zoom", "Asia"), ("zoom", "Asia"))),
        Recipe("matrix", (("measure", "governments"), ("fractional", "yes"))),
        Recipe("matrix", (("fractional", "True"),)),
        Recipe("years", (("", ""),)),
        Recipe("gap_map", (("need", "migrants"), ("idps", "idmc"))),
        Recipe("ranking", (("order", "worst first"),)),
        Recipe("representation", (("order", "per_pledge"),)),
        Recipe("beside_world", (("need", "migrants"), ("idps", "unhcr"))),
        Recipe("progress", (("as_of", "2026-12-31"),)),
        Recipe("progress", (("as_of", "2025-W01-1"),)),
        Recipe("progress", (("as_of", "31.12.2025"),)),
        Recipe("weighted", (("high", "1.0"),)),
        Recipe("weighted", (("high", "nan"),)),
        Recipe("scenario", (("share", "95"),)),
        Recipe("scenario", (("target", "people"), ("limit", "-1"))),
        Recipe("scenario", (("target", "people"), ("shown", "now"))),
        Recipe("scenario", (("floor", "7"),)),
        Recipe("scenario", (("without", "ZZZ"),)),
        Recipe("scenario", (("without", "VUT;NRU"),)),
        Recipe("scenario", (("without", "NRU;NRU"),)),
        Recipe("peers", (("city", "atlantis"),)),
        Recipe("peers", (("geonameid", "1"),)),
        Recipe("peers", (("city", "kampala-uga"), ("geonameid", "229278"))),
        Recipe("peers", (("plans", "housing;health"),)),
        Recipe("peer_map", (("context", "9"),)),
        Recipe("changes"),
        Recipe("__class__"),
    ],
    ids=repr,
)
def test_what_the_menus_do_not_offer_is_refused(facets: Facets, recipe: Recipe) -> None:
    with pytest.raises(LookupError):
        remake(filter_data(facets, Selection()), recipe)


@pytest.mark.slow
@settings(max_examples=150)
@given(recipe=recipes)
def test_any_other_recipe_is_refused_and_does_nothing_else(facets: Facets, recipe: Recipe) -> None:
    tables = filter_data(facets, Selection())
    try:
        made = remake(tables, recipe)
    except LookupError:
        return
    assert shortened(made.recipe) == shortened(recipe)


@pytest.mark.slow
def test_an_option_that_is_left_out_is_at_its_default(facets: Facets) -> None:
    tables = filter_data(facets, Selection())
    for kind in kinds():
        made = remake(tables, Recipe(kind))
        # A slide of the next forum stays a slide of that forum when it is over.
        assert shortened(made.recipe) == Recipe(kind) or kind in ("ready", "since")
        assert_equal(made, remake(tables, made.recipe))


def test_each_order_of_a_ranking_has_a_key_of_its_own_on_a_page_and_in_a_deck(facets: Facets) -> None:
    tables = filter_data(facets, Selection())
    assert len({remake(tables, Recipe("ranking", (("order", order),))).name for order in ORDERS}) == len(ORDERS)


@pytest.mark.slow
def test_every_day_that_the_page_offers_can_be_made_again(facets: Facets) -> None:
    tables = filter_data(facets, Selection())
    offered = list(days(tables, "").options)
    assert len(offered) > 4
    for code in offered:
        made = remake(tables, Recipe("progress", (("by", "kind"), ("as_of", code))))
        assert dict(made.recipe.options)["as_of"] == code


def test_data_that_name_no_core_objectives_have_no_scenario() -> None:
    with pytest.raises(LookupError):
        remake(filtered(pledge("a", "nairobi")), Recipe("scenario"))
    found = filtered(pledge("a", "nairobi"), terms={**TERMS, "core_objective": ("1", "2")})
    assert remake(found, Recipe("scenario")).recipe is not None
