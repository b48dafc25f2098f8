"""Who paid for what, and which windows a city could apply to: rules in three values, windows worked out by hand."""

import re
from datetime import date

import pandas as pd
import pytest

from analytics.dataset import Dataset, Folder, load_dataset
from analytics.dataset.descriptor import SHIPPED
from analytics.exhibits.funding.eligibility import of_funder, to_prepare, windows
from analytics.exhibits.funding.figures import funding
from analytics.facets import Facets
from analytics.measures.funding import (
    RULES,
    Applicant,
    applicant_of,
    counted_grants,
    funder_counts,
    funding_by,
    grants_of,
    need_without_grant,
    records_of_funder,
    rule_verdicts,
    state_on,
    window_verdicts,
    with_stated,
)
from analytics.selection import Selection, filter_data
from tests import tiny

YES, NO, UNKNOWN = "fits", "does_not_fit", "unknown"
TODAY = date(2026, 11, 28)
AFRICA = "m49_region:Africa"

CITIES = (
    "kampala-uga",
    "milan-ita",
    "quito-ecu",
    "nyamagabe-rwa",
    "tlaxcala-mex",
    "amman-jor",
    "salt-lake-county-usa",
    "tunis-tun",
)
"""A city, one of high income, a metropolitan authority, a district, a state, one in Western Asia, a county, and one
that is known by its country alone."""

EXPECTED = {
    # By hand from the sentences of each window: Kampala, Milan, Quito, Nyamagabe, Tlaxcala, Amman, Salt Lake, Tunis.
    "GCF-2020-PANDEMIC": "?N??N?N?",  # city governments; low- and middle-income countries
    "GCF-2022-CLIMATE": "?NN?NNN?",  # city governments, by invitation; Africa
    "GCF-2023-CHILDREN": "????N???",  # city governments, by invitation
    "GCF-2025-INTAKE": "YYY?N???",  # any city government; jobs, on which Amman has no pledge
    "GCF-2025-CONCEPT": "????N???",
    "GCF-2025-PROPOSAL": "????N???",
    "GCF-2026-PROPOSAL": "????N???",
    "GCF-2026-CONCEPT": "????N???",
    "GCF-STANDING": "????N???",
    "LID-2021-1": "?N????NN",  # Asia (Western Asia in doubt), Latin America, sub-Saharan Africa
    "LID-2021-2": "????????",  # nothing is stated
    "IMIF-2019-PILOT": "????????",  # Global South, which no list settles; a state in doubt
    "IMIF-TAF": "????????",  # developing countries, which no list settles
    "MC2CM-2019": "NNNNN?N?",  # action in seven countries, Jordan and Tunisia among them
    "MC2CM-2021": "????????",  # Mediterranean partner countries, which no list settles
    "CA-2022-SECONDARY": "?NNNNNNN",  # Ethiopia, Guatemala, Uganda
    "CA-2024-DISPLACEMENT": "?NNNNNNN",  # five countries, Uganda among them
    "MPTF-ROLLING": "????????",  # UN agencies apply, cities take part
    "TFA-2025-PILOTS": "NN?N?NNN",  # members of the task force in Latin America
}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(Folder(SHIPPED))


def test_each_shipped_window_for_eight_cities_by_hand(dataset: Dataset) -> None:
    signs = {YES: "Y", NO: "N", UNKNOWN: "?"}
    found: dict[str, str] = dict.fromkeys(dataset.funding_windows["window_id"], "")
    for city in CITIES:
        table = window_verdicts(dataset, applicant_of(dataset, city), TODAY)
        for window, verdict in table.set_index("window_id")["verdict"].items():
            found[str(window)] += signs[verdict]
        assert "open" not in set(table["state"])
    assert found == EXPECTED


def verdict(rule: str, applicant: Applicant, **cells: str) -> tuple[str, bool]:
    window = {"window_id": "W", "fund": "A fund", "who_may_apply": "Who", "verified": "yes", **cells}
    countries = (
        {"iso3": "KEN", "m49_region": "Africa", "wb_income_group": "Low income"},
        {"iso3": "FJI", "m49_region": "Oceania", "wb_income_group": "Not classified"},
        {"iso3": "TWN"},
    )
    own = tiny.dataset(countries=countries, funding_windows=(window,))
    row = rule_verdicts(own, applicant).set_index("rule").loc[rule]
    return row["verdict"], bool(row["is_stated"])


@pytest.mark.parametrize(
    ("rule", "applicant", "cells", "expected"),
    [
        ("government_kinds", Applicant(kind="city"), {"government_kinds": "city"}, YES),
        (
            "government_kinds",
            Applicant(kind="county"),
            {"government_kinds": "city", "kinds_in_doubt": "county"},
            UNKNOWN,
        ),
        ("government_kinds", Applicant(kind="county"), {"kinds_in_doubt": "county"}, UNKNOWN),
        ("government_kinds", Applicant(kind="region"), {"government_kinds": "city", "kinds_in_doubt": "county"}, NO),
        ("government_kinds", Applicant(), {"government_kinds": "city"}, UNKNOWN),
        ("government_kinds", Applicant(kind="city"), {}, UNKNOWN),
        ("places", Applicant(iso3="KEN"), {"regions": AFRICA}, YES),
        ("places", Applicant(iso3="FJI"), {"regions": AFRICA}, NO),
        ("places", Applicant(iso3="FJI"), {"regions": AFRICA, "regions_in_doubt": "m49_region:Oceania"}, UNKNOWN),
        ("places", Applicant(iso3="TWN"), {"regions": AFRICA}, UNKNOWN),
        ("places", Applicant(), {"regions": AFRICA}, UNKNOWN),
        ("places", Applicant(), {"regions": "any"}, YES),
        ("places", Applicant(iso3="KEN"), {}, UNKNOWN),
        ("places", Applicant(iso3="KEN"), {"countries": "KEN"}, YES),
        ("places", Applicant(iso3="FJI"), {"countries": "KEN"}, NO),
        ("places", Applicant(), {"countries": "KEN"}, UNKNOWN),
        ("income_groups", Applicant(iso3="KEN"), {"income_groups": "Low income"}, YES),
        ("income_groups", Applicant(iso3="KEN"), {"income_groups": "High income"}, NO),
        ("income_groups", Applicant(iso3="FJI"), {"income_groups": "Low income"}, UNKNOWN),
        ("income_groups", Applicant(), {"income_groups": "Low income"}, UNKNOWN),
        ("income_groups", Applicant(iso3="KEN"), {}, UNKNOWN),
        ("memberships", Applicant(memberships=("c40_member",)), {"memberships": "c40_member"}, YES),
        ("memberships", Applicant(memberships=("uclg_member",)), {"memberships": "c40_member"}, UNKNOWN),
        ("memberships", Applicant(), {"memberships": "any"}, YES),
        ("memberships", Applicant(memberships=("c40_member",)), {}, UNKNOWN),
        ("themes", Applicant(plans=("housing",)), {"themes": "housing;health"}, YES),
        ("themes", Applicant(plans=("education",), themes=("health",)), {"themes": "housing;health"}, NO),
        ("themes", Applicant(plans=("education",)), {}, UNKNOWN),
        ("themes", Applicant(themes=("health",)), {"themes": "housing;health"}, YES),
        ("themes", Applicant(themes=("education",)), {"themes": "housing;health"}, UNKNOWN),
        ("serves", Applicant(serves=("migration",)), {"serves": "displacement;migration"}, YES),
        ("serves", Applicant(serves=("migration",)), {"serves": "displacement"}, UNKNOWN),
        ("serves", Applicant(serves=("migration",)), {}, UNKNOWN),
        ("invitation_only", Applicant(), {"invitation_only": "no"}, YES),
        ("invitation_only", Applicant(), {"invitation_only": "yes"}, UNKNOWN),
        ("invitation_only", Applicant(), {}, UNKNOWN),
    ],
)
def test_each_rule_in_three_values(rule: str, applicant: Applicant, cells: dict[str, str], expected: str) -> None:
    assert verdict(rule, applicant, **cells) == (expected, bool(cells))


def test_a_rule_that_is_not_stated_is_unknown_whoever_asks(dataset: Dataset) -> None:
    knows_all = Applicant("city", "KEN", ("housing",), ("housing",), ("c40_member",), ("displacement", "migration"))
    for applicant in (Applicant(), knows_all):
        rules = rule_verdicts(dataset, applicant)
        assert set(rules.loc[~rules["is_stated"], "verdict"]) == {UNKNOWN}
        assert set(rules["rule"]) == set(RULES)
        # What a verdict rests on is shown with it.
        assert rules.loc[rules["is_stated"], "sentence"].notna().all()


def test_to_know_more_of_a_city_never_makes_a_no_or_a_yes_the_other(dataset: Dataset) -> None:
    before = rule_verdicts(dataset, Applicant())["verdict"]
    for city in CITIES:
        after = rule_verdicts(dataset, applicant_of(dataset, city))["verdict"]
        assert (before.eq(UNKNOWN) | before.eq(after)).all()


@pytest.mark.parametrize(
    ("opens", "closes", "state"),
    [
        ("2026-11-28", "2026-11-28", "open"),
        ("2026-11", "2026-12", "not_yet"),
        ("2026-10", "2026-11", "open"),
        (None, "2026-11-27", "closed"),
        (None, "2026", "closing"),
        ("2026-11-29", None, "not_yet"),
        ("2020-10", None, "undated"),
        (None, None, "undated"),
    ],
)
def test_the_state_of_a_window_on_a_day(opens: str | None, closes: str | None, state: str) -> None:
    assert state_on(opens, closes, TODAY) == state


def test_who_asks(dataset: Dataset) -> None:
    with pytest.raises(LookupError):
        applicant_of(dataset, "atlantis")
    assert applicant_of(dataset, "tunis-tun") == Applicant(iso3="TUN")
    # Several places fit Maipú, so its country is not known.
    assert applicant_of(dataset, "maipu").iso3 == ""
    assert with_stated(applicant_of(dataset, "tunis-tun"), kind="city", iso3="") == Applicant("city", "TUN")


def test_grants_and_pledges_of_funders_counted_by_hand(dataset: Dataset) -> None:
    counts = funder_counts(filter_data(Facets(dataset), Selection())).set_index("code")
    assert counts.loc["global-cities-fund", ["grants", "pledges"]].tolist() == [33, 20]
    assert counts.loc["cities-alliance", ["grants", "pledges"]].tolist() == [21, 0]
    # Six of 2025, and all of Cities Alliance.
    assert counts.loc["swiss-agency-for-development-and-cooperation", ["grants", "pledges"]].tolist() == [27, 1]
    grants, pledges, windows = records_of_funder(dataset, "global-cities-fund")
    assert (len(grants), len(pledges), len(windows)) == (33, 20, 9)
    assert all(table.empty for table in records_of_funder(dataset, "nobody"))


def test_need_without_a_grant_on_the_themes_of_the_selection(dataset: Dataset) -> None:
    facets = Facets(dataset)
    whole = set(need_without_grant(filter_data(facets, Selection()))["iso3"])
    for theme in facets.declared("theme"):
        chosen = filter_data(facets, Selection(theme=(theme,)))
        without = set(need_without_grant(chosen)["iso3"])
        assert whole <= without
        assert not without & set(grants_of(chosen)["iso3"])
        on_others = set(counted_grants(dataset)["iso3"]) - set(grants_of(chosen)["iso3"])
        hosting = set(dataset.countries.loc[dataset.countries["refugees_hosted"] > 0, "iso3"])
        assert on_others & hosting <= without, "a grant on another theme is none on this one"


def test_of_chosen_themes_the_others_are_not_shown_as_if_nothing_had_been_found(dataset: Dataset) -> None:
    chosen = filter_data(Facets(dataset), Selection(theme=("health", "housing")))
    assert set(funding_by(chosen, "theme")["code"]) == {"housing", "health"}
    assert "Education" not in funding(chosen, "theme").alt_text


def test_pledges_are_not_counted_by_a_theme_that_no_source_states(dataset: Dataset) -> None:
    facets = Facets(dataset)
    stated = funding(filter_data(facets, Selection(stated=True)), "theme")
    assert not {"pledges", "silent"} & set(stated.table), "unknown, not zero"
    assert stated.table["grants"].sum() == funding(filter_data(facets, Selection()), "theme").table["grants"].sum()
    assert "pledges can’t be counted by it" in stated.scope
    of_networks = funding(filter_data(facets, Selection(stated=True, kind=("network",))), "theme")
    assert of_networks.table.empty


def test_a_pledge_names_who_pays_in_the_country_of_the_governments_chosen() -> None:
    cities = (tiny.city("nairobi", "KEN"), tiny.city("bekaa", "LBN", "region"))
    joint = tiny.pledge("a", "nairobi", "bekaa", funding_source="A fund")
    for kinds, pledges in (((), {"KEN": 1, "LBN": 1}), (("city",), {"KEN": 1, "LBN": 0})):
        table = need_without_grant(tiny.filtered(joint, cities=cities, chosen=Selection(kind=kinds))).set_index("iso3")
        assert table["pledges"].loc[list(pledges)].to_dict() == pledges


def test_grants_that_are_not_about_migration_are_said_to_be_left_out(dataset: Dataset) -> None:
    everything = filter_data(Facets(dataset), Selection())
    assert len(grants_of(everything)) < len(dataset.grants)
    for by in ("funder", "theme", "region"):
        assert "not about migration are left out" in funding(everything, by).how_to_read


def test_the_most_that_a_window_gives_is_shown_where_no_words_are_kept(dataset: Dataset) -> None:
    listed = windows(dataset, Applicant(), TODAY).rows.set_index("window_id")["max_as_stated"]
    assert listed["GCF-2020-PANDEMIC"] == "USD 200,000 at most"
    assert listed["CA-2022-SECONDARY"] is None or pd.isna(listed["CA-2022-SECONDARY"])
    stated = dataset.funding_windows.set_index("window_id")["max_as_stated"].dropna()
    assert listed[stated.index].tolist() == stated.tolist()
    own = {each.title: each.rows for each in of_funder(filter_data(Facets(dataset), Selection()), "global-cities-fund")}
    assert "USD 200,000 at most" in set(own["Its windows"]["max_as_stated"])


def test_need_without_a_grant_leaves_out_countries_that_got_one(dataset: Dataset) -> None:
    table = need_without_grant(filter_data(Facets(dataset), Selection()))
    grants = dataset.grants
    assert not set(table["iso3"]) & set(grants.loc[grants["about_migration"].astype(bool), "iso3"])
    assert {"MDA", "BEN"} <= set(table["iso3"]), "only grants about something else were found there"
    assert table["people"].is_monotonic_decreasing
    assert {"DEU", "IRN"} <= set(table.head(20)["iso3"])


@pytest.mark.slow
def test_what_to_prepare_counts_only_windows_that_could_still_fit() -> None:
    dataset = load_dataset(Folder(SHIPPED))
    for city in dataset.governments["city_id"]:
        applicant = applicant_of(dataset, city)
        could_fit = window_verdicts(dataset, applicant, TODAY).set_index("window_id")["verdict"].ne(NO)
        rules = rule_verdicts(dataset, applicant)
        open_ones = rules[rules["window_id"].map(could_fit) & (rules["verdict"] == UNKNOWN) & rules["is_stated"]]
        counts = open_ones["rule"].value_counts()
        said = [int(re.search(r"\d+", sentence)[0]) for sentence in to_prepare(dataset, applicant)]
        assert said == [counts[rule] for rule in RULES if rule in counts], city
