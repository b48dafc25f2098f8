"""The scenario on three-row tables, worked out by hand."""

import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.measures.recruitment import PEOPLE, Plan
from analytics.measures.scenario import Outcome, core_objectives, scenario
from analytics.selection import Selection, filter_data
from tests.tiny import COUNTRIES, TERMS, Row, country, dataset, filtered, pledge, values

CORE_TERMS = {**TERMS, "core_objective": ("2", "1")}
AFRICAN = pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form")
ASIAN = pledge("b", "tyre", gcm_objectives="1;2;3", gcm_basis="form")


def outcome(*pledges: Row, plan: Plan | None = None, **others: object) -> Outcome:
    return scenario(filtered(*pledges, terms=CORE_TERMS, **others), plan or Plan())


def new(found: Outcome) -> list[tuple[str, str]]:
    return list(zip(found.new["iso3"], found.new["codes"], strict=True))


def test_each_region_gets_the_core_objectives_it_lacks() -> None:
    found = outcome(AFRICAN, ASIAN, plan=Plan(per_country=2))
    # Africa lacks 2; Asia nothing; Oceania, with one country, both.
    assert (found.pairs, found.open_before, found.open_after) == (6, 3, 0)
    assert new(found) == [("FJI", "2"), ("FJI", "1"), ("KEN", "2")]


def test_one_pledge_can_carry_several_objectives() -> None:
    assert new(outcome(AFRICAN, ASIAN, plan=Plan(objectives=2))) == [("FJI", "2;1"), ("KEN", "2")]


def test_limits_leave_the_rest_open_and_say_how_many() -> None:
    found = outcome(AFRICAN, ASIAN, plan=Plan(objectives=2, most=1))
    assert (new(found), found.open_after, found.answer.short, found.answer.needed) == ([("FJI", "2;1")], 1, 1, 2)
    beyond = outcome(AFRICAN, ASIAN)
    assert (beyond.open_after, beyond.answer.needed) == (1, None)


def test_a_small_country_is_asked_last_and_one_ruled_out_not_at_all() -> None:
    countries = (country("KEN", "Africa", refugees_hosted="5"), country("UGA", "Africa"), *COUNTRIES[2:])
    both = Plan(per_country=2, objectives=1)
    silent = pledge("a", "league")
    assert [iso3 for iso3, _codes in new(outcome(silent, countries=countries, plan=both))] == (
        ["FJI", "FJI", "LBN", "LBN", "UGA", "UGA"]
    )
    once = outcome(silent, countries=countries, plan=Plan(floor=10))
    assert [iso3 for iso3, _codes in new(once)] == ["FJI", "LBN", "UGA", "KEN"], "the second of Africa's two pledges"
    assert once.open_regions == ("Asia", "Oceania")
    without = outcome(silent, countries=countries, plan=Plan(per_country=2, without=("UGA",)))
    assert {iso3 for iso3, _codes in new(without)} == {"FJI", "LBN", "KEN"}
    assert outcome(silent, countries=countries, plan=Plan(per_country=2, without=("FJI",))).open_regions == ("Oceania",)


def test_the_matrix_after_is_the_matrix_before_and_the_new_pledges() -> None:
    found = outcome(AFRICAN, ASIAN, plan=Plan(objectives=2))
    before, after = values(found.before), values(found.after)
    assert {key: after[key] - before[key] for key in after if after[key] != before[key]} == {
        ("Africa", "2"): 1,
        ("Africa", "total"): 1,
        ("Oceania", "2"): 1,
        ("Oceania", "1"): 1,
        ("Oceania", "total"): 1,
        ("total", "2"): 2,
        ("total", "1"): 1,
        ("total", "total"): 2,
    }
    assert before["Asia", "total"] == 1, "a pledge on both core objectives is one pledge"
    assert list(dict.fromkeys(found.after["code"])) == ["2", "1", "total"], "in the order of the data, core alone"


def test_people_are_counted_in_countries_with_a_pledge_once() -> None:
    countries = (*COUNTRIES[:3], country("FJI", "Oceania", refugees_hosted="40"))
    found = outcome(AFRICAN, ASIAN, plan=Plan(PEOPLE, 0.8), countries=countries)
    # Of 20 + 20 + 20 + 40 people 40 live in Kenya and Lebanon; Fiji alone makes it 80.
    assert (found.people(), found.share_before(), found.share_after()) == (100, 0.4, 0.8)
    assert new(found) == [("FJI", "2")], "on an objective that its region lacks"
    shares = found.people_by_region().set_index("region")
    assert shares["of"].to_dict() == {"Africa": 40, "Asia": 20, "Oceania": 40, "total": 100}
    assert shares["before"].to_dict() == {"Africa": 0.5, "Asia": 1, "Oceania": 0, "total": 0.4}
    assert shares["after"].to_dict() == {"Africa": 0.5, "Asia": 1, "Oceania": 1, "total": 0.8}
    assert not found.answer.several


def test_a_country_without_data_helps_no_share_and_comes_last() -> None:
    countries = (country("KEN", "Africa"), country("UGA", "Africa", refugees_hosted=None), *COUNTRIES[2:])
    found = outcome(pledge("a", "tyre"), plan=Plan(PEOPLE, 1.0), countries=countries)
    assert (found.countries["people"].isna().sum(), found.people()) == (1, 60)
    assert set(found.new["iso3"]) == {"KEN", "FJI"}


def test_networks_and_unplaced_governments_fill_no_region() -> None:
    alone = pledge("n", "league", gcm_objectives="1;2", gcm_basis="form")
    found = outcome(alone)
    assert found.open_before == 6
    assert values(found.before)["network", "1"] == 1


def test_only_chosen_regions_and_countries_are_asked() -> None:
    african = outcome(AFRICAN, ASIAN, chosen=Selection(region=("Africa",)))
    assert (african.pairs, new(african)) == (2, [("KEN", "2")])
    ugandan = outcome(AFRICAN, ASIAN, pledge("c", "kampala"), chosen=Selection(country=("UGA",)))
    assert (ugandan.pairs, ugandan.open_before, ugandan.open_after) == (2, 2, 1)
    assert set(ugandan.new["iso3"]) == {"UGA"}


def test_an_emptied_selection_lacks_everything() -> None:
    found = outcome(AFRICAN, chosen=Selection(search="nothing has these words"), plan=Plan(most=0))
    assert (found.open_before, found.open_after, found.share_before()) == (6, 6, 0)


def test_a_core_objective_that_is_no_objective_is_left_out() -> None:
    terms = {**TERMS, "core_objective": ("2", "99")}
    assert core_objectives(filtered(AFRICAN, terms=terms)) == ("2",)
    none = scenario(filtered(AFRICAN), Plan())
    assert (none.pairs, len(none.new)) == (0, 0)


def test_the_core_of_the_shipped_data_is_what_the_call_is_listed_under(facets: Facets) -> None:
    everything = filter_data(facets, Selection())
    assert core_objectives(everything) == ("2", "7", "15", "16", "17", "23")
    words = facets.dataset.taxonomy
    assert words.loc[words["scheme"] == "core_objective", "source_url"].str.startswith("http").all()


def test_row_order_does_not_matter() -> None:
    first = dataset(AFRICAN, ASIAN, terms=CORE_TERMS)
    turned = dataset(ASIAN, AFRICAN, terms=CORE_TERMS, countries=COUNTRIES[::-1])
    answers = [scenario(filter_data(Facets(each), Selection()), Plan(per_country=3)).new for each in (first, turned)]
    pd.testing.assert_frame_equal(*answers)


@pytest.mark.slow
def test_what_a_scheme_puts_into_no_region_is_no_region_to_fill(facets: Facets) -> None:
    for scheme in facets.dataset.region_columns:
        regions = [code for code in facets.declared(scheme) if code not in ("network", "unplaced")]
        for chosen in ((), *((code,) for code in regions), (regions[0], regions[-1])):
            found = scenario(filter_data(facets, Selection(scheme, region=chosen)), Plan(most=0))
            asked = {*(chosen or regions)} - {"Not classified"}
            assert found.pairs == 6 * len(asked), (scheme, chosen)
            assert set(found.open_regions) <= asked
            assert set(found.people_by_region()["region"]) == {*(chosen or regions), "total"}, "it keeps its row"
    everything = scenario(filter_data(facets, Selection("wb_income_group")), Plan())
    assert (len(everything.new), everything.open_before, everything.open_after) == (5, 5, 0)
