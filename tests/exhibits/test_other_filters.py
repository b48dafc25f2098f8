"""What profiles, cards and the scenario say under filters: nothing that is true of all pledges only."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from analytics.exhibits.about import about_exhibit, readme
from analytics.exhibits.calendar.wording import ready_words
from analytics.exhibits.catalogue import kinds, remake
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Recipe
from analytics.exhibits.overview.cards import why_nothing_is_thin
from analytics.exhibits.overview.findings import linked_findings, linked_thin_places
from analytics.exhibits.overview.headline import headline_sentence
from analytics.exhibits.profiles.profile import profile
from analytics.exhibits.profiles.subjects import Subject, subject_of
from analytics.exhibits.scenario import figures as scenario
from analytics.exhibits.scenario.wording import answer_words
from analytics.facets import Facets
from analytics.links import link_of, read_link
from analytics.measures.comparison import place_in_context
from analytics.measures.exchange import matches
from analytics.measures.gaps import Comparison
from analytics.measures.neighbours import pledging_near
from analytics.selection import FilteredData, Selection, filter_data
from tests.exhibits.recipes import EVERY, name_of

AFRICA = Subject("region", "Africa", "m49_region")


@pytest.mark.parametrize(
    ("chosen", "subject"),
    [
        (Selection(region=("Africa",), status=("in_progress",)), AFRICA),
        (Selection(country=("UGA",), year=("not_stated",)), Subject("country", "UGA")),
    ],
)
def test_counts_beside_a_place_are_of_the_selection_and_say_so(
    facets: Facets, chosen: Selection, subject: Subject
) -> None:
    assert "of this selection:" in profile(filter_data(facets, chosen), subject).sentence
    named = Selection(region=chosen.region, country=chosen.country)
    assert "of this selection:" not in profile(filter_data(facets, named), subject).sentence


def test_a_theme_of_some_places_names_them(facets: Facets) -> None:
    chosen = Selection(theme=("housing",), region=("Africa", "Europe"))
    said = profile(filter_data(facets, chosen), Subject("theme", "housing")).sentence
    assert said.startswith("Housing, in Africa and Europe: ")


def test_several_countries_are_not_their_region(facets: Facets) -> None:
    one, two = (Selection(region=("Africa",), country=codes) for codes in (("KEN",), ("KEN", "UGA")))
    assert subject_of(filter_data(facets, one)) == Subject("country", "KEN")
    assert subject_of(filter_data(facets, two)) is None


@pytest.mark.slow
def test_a_theme_without_a_pledge_leads_to_pledges_elsewhere_or_says_that_there_are_none(facets: Facets) -> None:
    regions = [code for code in facets.declared("m49_region") if code not in ("network", "unplaced")]
    codes = ["", *facets.declared("gcm")]
    found = set()
    for region, code in product(regions, codes):
        filtered = filter_data(facets, Selection(region=(region,), gcm=(code,) if code else ()))
        for finding in linked_thin_places(filtered):
            params = {**link_of(filtered.selection), **finding.link}
            linked, _ignored = read_link({name: [value] if isinstance(value, str) else value
                                          for name, value in params.items() if value}, facets)  # fmt: skip
            found.add(finding.page)
            assert finding.page != "pledges" or filter_data(facets, linked).count(), finding.sentence
            assert (finding.page == "coverage") == finding.sentence.endswith("nor elsewhere.")
    assert found == {"pledges", "coverage"}


OF_NO_PLEDGE = ("grants", "offer", "ask", "exchange", "inferred")
"""Columns that count no pledges, so that what sources state of pledges changes nothing in them."""


@pytest.mark.slow
@pytest.mark.parametrize("recipe", EVERY, ids=name_of)
def test_what_no_source_states_is_not_zero(facets: Facets, recipe: Recipe) -> None:
    unknown = {"theme", "target_group", "gcr_area"}
    assert not any(facets.facet(scheme, stated_only=True).stated.any() for scheme in unknown)
    codes = {code for scheme in unknown for code in facets.declared(scheme)}
    for chosen in (Selection(stated=True), Selection(stated=True, region=("Africa",))):
        table = remake(filter_data(facets, chosen), recipe).table
        for column in {"code", "topic"} & set(table):
            counted = table[table[column].isin(codes)].drop(columns=[*OF_NO_PLEDGE], errors="ignore")
            assert not (counted.select_dtypes("number") == 0).any(axis=None)


RESIDUE = "Not classified"
"""What the World Bank puts into no group of countries."""


def every_claim(filtered: FilteredData) -> Iterator[Claim]:
    yield headline_sentence(filtered)
    yield ready_words(filtered, "GRF-2027")
    yield from (said.sentence for said in (*linked_findings(filtered), *linked_thin_places(filtered)))
    yield from (remake(filtered, Recipe(kind)).finding for kind in kinds())
    yield from (exhibit.finding for exhibit in profile(filtered, Subject("funder", "global-cities-fund")).exhibits)


@pytest.mark.parametrize("iso3", ["ETH", "VEN"])
def test_to_be_in_no_group_is_nothing_that_two_places_have_in_common(facets: Facets, iso3: str) -> None:
    filtered = filter_data(facets, Selection("wb_income_group", country=(iso3,)))
    assert set(filtered.selected_countries()["wb_income_group"]) == {RESIDUE}
    assert "region" not in set(place_in_context(filtered, Comparison())["scope"])
    assert pledging_near(filtered).empty
    pairs = matches(filter_data(facets, Selection("wb_income_group")))
    assert pairs["same_region"][(pairs["ask_iso3"] == iso3) | (pairs["offer_iso3"] == iso3)].isna().all()


@pytest.mark.slow
def test_no_claim_counts_or_names_as_a_region_what_a_scheme_puts_into_none(facets: Facets) -> None:
    for scheme in facets.dataset.region_columns:
        regions = [code for code in facets.declared(scheme) if code not in ("network", "unplaced", RESIDUE)]
        chosen = [Selection(scheme)]
        if RESIDUE in facets.declared(scheme):
            chosen += [Selection(scheme, theme=("diaspora_and_development",)), Selection(scheme, compact=("GCR",))]
            chosen += [
                Selection(scheme, region=codes) for codes in ((RESIDUE,), *((code, RESIDUE) for code in regions))
            ]
        for each in chosen:
            filtered = filter_data(facets, each)
            has_residue = not each.region or RESIDUE in each.region
            for kind in ("matrix", "scenario"):
                noted = "puts into no region has a column" in remake(filtered, Recipe(kind)).how_to_read
                assert noted == (has_residue and RESIDUE in facets.declared(scheme)), (kind, each)
            for claim in every_claim(filtered):
                # Where it is all that has a pledge, that is said of it as what it is.
                facts = {name: fact for name, fact in claim.facts.items() if name != "top" or claim.startswith("Most")}
                assert f"'{RESIDUE}'" not in repr(facts), (claim, each)
                counted = [int(count) for count in re.findall(r"of (\d+) regions", claim)]
                assert all(count <= len(regions) for count in counted), (claim, each)


def test_with_a_theme_chosen_nothing_is_said_of_other_themes(facets: Facets) -> None:
    chosen = Selection(region=("Africa",), theme=("governance_and_participation",))
    assert "theme" not in why_nothing_is_thin(filter_data(facets, chosen))


@pytest.mark.slow
def test_no_region_is_said_to_keep_up_where_none_has_a_pledge(facets: Facets) -> None:
    """A theme and an objective together may be of networks alone, which are in no region."""
    nowhere = 0
    for theme, objective in product(("", *facets.declared("theme")), facets.declared("gcm")):
        filtered = filter_data(facets, Selection(theme=(theme,) if theme else (), gcm=(objective,)))
        if not filtered.dataset.pledge_governments.loc[filtered.government_mask, "iso3"].notna().any():
            nowhere += 1
            assert "behind" not in why_nothing_is_thin(filtered), (theme, objective)
    assert nowhere


@pytest.mark.parametrize(
    ("chosen", "target", "why"),
    [
        (Selection(kind=("network",)), "objectives", "no country or region"),
        (Selection(kind=("network",)), "people", "no country or region"),
        (Selection(country=("GRL",)), "objectives", "No UN member state"),
        # It hosts millions, all of them known.
        (Selection(country=("PSE",)), "people", "No UN member state"),
        (Selection(country=("PAK",), regions_by="uclg_section"), "objectives", "is in a region of the scheme"),
    ],
)
def test_where_there_is_no_target_the_scenario_says_why(
    facets: Facets, chosen: Selection, target: str, why: str
) -> None:
    filtered = filter_data(facets, chosen)
    outcome, *exhibits = scenario.scenario_figures(filtered, scenario.plan_of(target, "80", "", "2", "1"))
    (said,) = answer_words(filtered, outcome)
    assert why in said
    for exhibit in exhibits:
        assert exhibit.finding == said, "no share of nothing, and no pair of none"


def test_pairs_are_spoken_of_only_where_they_are_the_target(facets: Facets) -> None:
    filtered = filter_data(facets, Selection(compact=("GCR",)))
    for target, has_pairs in (("objectives", True), ("people", False)):
        outcome = scenario.scenario_figures(filtered, scenario.plan_of(target, "80", "", "1", "1", "1000"))[0]
        said = " ".join(answer_words(filtered, outcome))
        assert "Other countries could do as well" in said
        assert ("empty pairs" in said) == has_pairs


@pytest.mark.parametrize(
    ("recipe", "applies"),
    [(Recipe("published"), False), (Recipe("exchange"), False), (Recipe("matrix"), True), (Recipe("ready"), True)],
)
def test_a_file_names_the_selection_only_of_a_figure_that_is_of_it(
    facets: Facets, recipe: Recipe, applies: bool
) -> None:
    filtered = filter_data(facets, Selection(region=("Africa",), compact=("GCR",)))
    made = remake(filtered, recipe)
    assert any("to the Global Compact on Refugees" in line for line in about_exhibit(made, filtered, "")) == applies
    assert ("Selection: " in readme(made, filtered, "", {})) == applies


def test_the_figure_of_a_funder_is_of_no_selection(facets: Facets) -> None:
    filtered = filter_data(facets, Selection(theme=("health",)))
    shown = profile(filtered, Subject("funder", "global-cities-fund"))
    for exhibit in shown.exhibits:
        assert not any(line.startswith("Selection") for line in about_exhibit(exhibit, filtered, ""))
