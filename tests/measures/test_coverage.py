"""Coverage of three-row tables, worked out by hand."""

import pandas as pd
import pytest

from analytics.measures.coverage import (
    COUNTS,
    SHARES,
    SUM_OF_FRACTIONS,
    TOTAL,
    Counting,
    country_weights,
    coverage_by_code,
    coverage_matrix,
    empty_cells,
    shown_codes,
    shown_regions,
)
from analytics.measures.places import pledges_in_cell
from analytics.selection import Selection
from tests.region_table import coverage_by_region
from tests.tiny import CITIES, COUNTRIES, TERMS, Row, city, country, filtered, pledge, values

JOINT = pledge("joint", "nairobi", "tyre")


def cells(*pledges: Row, counting: Counting | None = None, **others: object) -> dict[tuple[str, str], float]:
    return values(coverage_matrix(filtered(*pledges, **others), counting or Counting()))


def test_a_joint_pledge_counts_once_in_the_total_and_once_in_each_of_its_regions() -> None:
    found = cells(JOINT, pledge("own", "nairobi"))
    assert [found[region, TOTAL] for region in ("Africa", "Asia", "Oceania", TOTAL)] == [2, 1, 0, 2]


def test_two_governments_of_one_region_make_one_pledge_there() -> None:
    assert cells(pledge("a", "nairobi", "kampala"))["Africa", TOTAL] == 1


def test_a_pledge_stands_in_each_of_its_themes_and_once_in_the_margin() -> None:
    found = cells(pledge("a", "nairobi", themes="housing;health"), pledge("b", "nairobi"))
    assert [found["Africa", code] for code in ("housing", "health", "education", TOTAL)] == [2, 1, 0, 2]


def test_fractions_of_a_pledge_add_up_to_it() -> None:
    found = cells(pledge("a", "nairobi", "tyre", themes="housing;health;education"), counting=Counting(fractional=True))
    assert found["Africa", "housing"] == pytest.approx(1 / 6)
    assert found["Africa", SUM_OF_FRACTIONS] == pytest.approx(1 / 2)
    assert found[SUM_OF_FRACTIONS, "housing"] == pytest.approx(1 / 3)
    assert found[SUM_OF_FRACTIONS, SUM_OF_FRACTIONS] == pytest.approx(1)
    assert (found["Africa", TOTAL], found[TOTAL, "housing"], found[TOTAL, TOTAL]) == (1, 1, 1), "whole pledges"
    assert pd.isna(found[SUM_OF_FRACTIONS, TOTAL]) and pd.isna(found[TOTAL, SUM_OF_FRACTIONS])


def test_the_sum_of_fractions_is_that_of_the_fractions_shown() -> None:
    """Of a joint pledge with two themes a choice of one region and one theme shows a quarter."""
    joint = pledge("a", "nairobi", "tyre", themes="housing;health")
    found = cells(joint, counting=Counting(fractional=True), chosen=Selection(region=("Asia",), theme=("health",)))
    shown = {place: value for place, value in found.items() if not pd.isna(value)}
    quarter = {(region, code): 1 / 4 for region in ("Asia", SUM_OF_FRACTIONS) for code in ("health", SUM_OF_FRACTIONS)}
    assert shown == quarter | {("Asia", TOTAL): 1, (TOTAL, "health"): 1, (TOTAL, TOTAL): 1}


def test_only_pledges_are_counted_fractionally() -> None:
    assert [Counting(measure=each, fractional=True).margin() for each in COUNTS] == [SUM_OF_FRACTIONS, TOTAL, TOTAL]
    assert Counting().margin() == TOTAL
    whole = cells(JOINT, counting=Counting(measure="governments"))
    assert cells(JOINT, counting=Counting(measure="governments", fractional=True)) == whole


@pytest.mark.parametrize(
    ("chosen", "region"),
    [
        pytest.param(Selection(region=("Africa",)), "Africa", id="by its region"),
        pytest.param(Selection(country=("KEN",)), "Africa", id="by its country"),
    ],
)
def test_choosing_half_of_a_joint_pledge_leaves_that_half_and_not_the_other(chosen: Selection, region: str) -> None:
    assert cells(JOINT, chosen=chosen)[region, TOTAL] == 1
    assert ("Asia", TOTAL) not in cells(JOINT, chosen=chosen), "outside is no zero"
    parts = cells(JOINT, chosen=chosen, counting=Counting(fractional=True))
    assert parts[region, SUM_OF_FRACTIONS] == parts[SUM_OF_FRACTIONS, SUM_OF_FRACTIONS] == pytest.approx(1 / 2)
    assert pledges_in_cell(filtered(JOINT, chosen=chosen), "Asia", "theme", TOTAL) == []
    assert pledges_in_cell(filtered(JOINT, chosen=chosen), "Africa", "theme", "housing") == ["joint"]


def test_a_network_is_a_pledge_without_region_never_a_government_or_country() -> None:
    alone = pledge("a", "league")
    assert cells(alone)["network", "housing"] == 1
    for measure in ("governments", "countries", *SHARES):
        assert pd.isna(cells(alone, counting=Counting(measure=measure))["network", "housing"]), measure
    assert cells(alone, counting=Counting(measure="governments"))[TOTAL, TOTAL] == 0


def test_a_government_without_country_counts_as_one_of_unknown_region() -> None:
    cities = (city("maipu", None),)
    assert cells(pledge("a", "maipu"), cities=cities)["unplaced", TOTAL] == 1
    assert cells(pledge("a", "maipu"), cities=cities, counting=Counting(measure="governments"))["unplaced", TOTAL] == 1
    assert pd.isna(
        cells(pledge("a", "maipu"), cities=cities, counting=Counting(measure="countries"))["unplaced", TOTAL]
    )


def test_a_government_that_no_source_names_counts_as_pledge_and_country_not_as_government() -> None:
    cities = (city("somebody", "KEN", "not_named"),)
    found = [cells(pledge("a", "somebody"), cities=cities, counting=Counting(measure=each)) for each in COUNTS]
    assert [each["Africa", TOTAL] for each in found] == [1, 0, 1]


@pytest.mark.parametrize("measure", ["governments", "countries", "member_share"])
def test_pledging_twice_counts_once(measure: str) -> None:
    once = cells(pledge("a", "nairobi"), counting=Counting(measure=measure))
    assert cells(pledge("a", "nairobi"), pledge("b", "nairobi"), counting=Counting(measure=measure)) == once


def test_shares_name_their_wholes() -> None:
    regions = coverage_by_region(filtered(pledge("a", "nairobi"))).set_index("region")
    assert regions.loc["Africa", ["member_share", "member_of"]].tolist() == [1 / 2, 2]
    assert regions.loc["Africa", ["displaced_share", "displaced_of"]].tolist() == [20 / 40, 40]
    assert regions.loc["Africa", ["population_share", "population_of"]].tolist() == [100 / 200, 200]
    assert regions.loc["Africa", ["migrants_share", "migrants_of"]].tolist() == [10 / 20, 20]
    assert regions.loc[TOTAL, ["member_share", "member_of"]].tolist() == [1 / 4, 4]


def test_a_country_without_data_is_missing_from_the_whole_not_a_zero_in_it() -> None:
    countries = (*COUNTRIES[:1], country("UGA", "Africa", refugees_hosted=None), *COUNTRIES[2:])
    found = filtered(pledge("a", "kampala"), countries=countries)
    matrix = coverage_matrix(found, Counting(measure="displaced_share")).set_index(["region", "code"])
    # Kenya's twenty are known and none of them live in a country with a pledge; Uganda's are not known.
    assert matrix.loc[("Africa", TOTAL), ["value", "of"]].tolist() == [0, 20]
    assert pd.isna(country_weights(found.dataset, "displaced_share")["UGA"])


def test_a_region_without_any_data_has_no_share_rather_than_a_share_of_zero() -> None:
    countries = (*COUNTRIES[:2], country("LBN", "Asia", refugees_hosted=None), COUNTRIES[3])
    found = cells(pledge("a", "tyre"), countries=countries, counting=Counting(measure="displaced_share"))
    assert pd.isna(found["Asia", TOTAL]) and pd.isna(found["Asia", "housing"])
    assert found["Africa", TOTAL] == 0
    assert (
        cells(pledge("a", "tyre"), countries=countries, counting=Counting(measure="member_share"))["Asia", TOTAL] == 1
    )


def test_what_is_known_of_a_sum_counts_and_a_stated_zero_is_known() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted=None, asylum_seekers="7"),
        country("UGA", "Africa", refugees_hosted="0"),
    )
    weights = country_weights(filtered(pledge("a", "nairobi"), countries=countries).dataset, "displaced_share")
    assert weights.to_dict() == {"KEN": 7, "UGA": 0}


def test_the_reader_chooses_member_states_or_all_areas() -> None:
    countries = (*COUNTRIES, country("REU", "Africa", un_member="no"))
    cities = (*CITIES, city("saint-denis", "REU"))
    shares = {
        universe: coverage_matrix(
            filtered(pledge("a", "saint-denis"), countries=countries, cities=cities),
            Counting(measure="member_share", universe=universe),
        ).set_index(["region", "code"])
        for universe in ("un_members", "all_areas")
    }
    assert shares["un_members"].loc[("Africa", TOTAL), ["value", "of"]].tolist() == [0, 2]
    assert shares["all_areas"].loc[("Africa", TOTAL), ["value", "of"]].tolist() == [1 / 3, 3]


def test_region_and_country_narrow_denominators_and_a_theme_does_not() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre", themes="health"))
    counting = Counting(measure="member_share")

    def whole(chosen: Selection) -> float:
        matrix = coverage_matrix(filtered(*pledges, chosen=chosen), counting).set_index(["region", "code"])
        return matrix.loc[(TOTAL, TOTAL), "of"]

    chosen = [Selection(theme=("housing",)), Selection(region=("Africa",)), Selection(country=("KEN",))]
    assert [whole(each) for each in chosen] == [4, 2, 1]


def test_stated_only_drops_deduced_tags_and_keeps_the_pledge_as_not_stated() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "nairobi", theme_basis="form"))
    found = cells(*pledges, chosen=Selection(stated=True))
    assert [found["Africa", code] for code in ("housing", "not_stated", TOTAL)] == [1, 1, 2]
    assert ("Africa", "not_stated") not in cells(*pledges)


@pytest.mark.parametrize("basis", ["classified", "crosswalk", "process", "editorial", None])
def test_each_deduced_or_unknown_basis_is_dropped(basis: str | None) -> None:
    pledges = (pledge("a", "nairobi", theme_basis=basis), pledge("b", "tyre", themes="health", theme_basis="form"))
    found = cells(*pledges, chosen=Selection(stated=True))
    assert (found["Africa", "housing"], found["Africa", "not_stated"]) == (0, 1)


def test_where_no_source_states_a_theme_none_can_be_counted() -> None:
    matrix = coverage_matrix(filtered(pledge("a", "nairobi"), chosen=Selection(stated=True)), Counting())
    found = matrix.set_index(["region", "code"])
    for region in ("Africa", TOTAL):
        assert pd.isna(found.loc[(region, "housing"), "value"]), "nothing is known of it, which is not zero"
        assert found.loc[(region, "housing"), "state"] == "not_applicable"
        assert found.loc[(region, "not_stated"), "value"] == found.loc[(region, TOTAL), "value"] == 1
    assert empty_cells(matrix).empty, "and no gap is claimed"


def test_an_area_that_no_theme_is_about_is_not_counted_rather_than_zero() -> None:
    """Housing is about area 1.1 and health about 1.2; a third area has no theme of its own."""
    terms = {**TERMS, "gcr_area": ("1.1", "1.2", "1.3")}
    matrix = coverage_matrix(filtered(pledge("a", "nairobi"), terms=terms), Counting("gcr_area"))
    found = matrix.set_index(["region", "code"])["state"]
    assert found[TOTAL].to_dict() == {"1.1": "value", "1.2": "none", "1.3": "not_applicable", TOTAL: "value"}
    assert "1.3" not in set(empty_cells(matrix)["code"])


def test_not_stated_is_a_column_only_where_a_pledge_of_the_selection_needs_it() -> None:
    pledges = (pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form"), pledge("b", "tyre"))
    assert shown_codes(filtered(*pledges), "gcm") == ["1", "2", "3", "not_stated"]
    assert shown_codes(filtered(*pledges, chosen=Selection(region=("Africa",))), "gcm") == ["1", "2", "3"]
    assert shown_codes(filtered(*pledges, chosen=Selection(gcm=("1",))), "gcm") == ["1"]


def test_regions_without_a_pledge_keep_their_row_and_networks_get_one_only_where_they_occur() -> None:
    assert shown_regions(filtered(pledge("a", "nairobi"))) == ["Africa", "Asia", "Oceania"]
    assert shown_regions(filtered(pledge("a", "league"))) == ["Africa", "Asia", "Oceania", "network"]
    nothing = filtered(pledge("a", "nairobi"), chosen=Selection(region=("Oceania",)))
    assert shown_regions(nothing) == ["Oceania"]


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        pytest.param(Selection(country=("LBN",)), ["Asia"], id="the region of the country chosen"),
        pytest.param(Selection(country=("LBN", "FJI")), ["Asia", "Oceania"], id="of each country chosen"),
        pytest.param(Selection(region=("Asia",), country=("LBN", "FJI")), ["Asia"], id="region and country"),
        pytest.param(Selection(region=("Asia", "network")), ["Asia", "network"], id="a region and networks"),
        pytest.param(Selection(region=("network",)), ["network"], id="networks as a region"),
        pytest.param(Selection(kind=("network",)), ["network"], id="networks as a kind"),
        pytest.param(Selection(kind=("city",)), ["Africa", "Asia", "Oceania"], id="a kind says which, not where"),
        pytest.param(Selection(theme=("health",)), ["Africa", "Asia", "Oceania"], id="a theme says which, not where"),
    ],
)
def test_a_region_outside_the_selection_has_no_row(chosen: Selection, rows: list[str]) -> None:
    found = filtered(JOINT, pledge("n", "league"), chosen=chosen)
    assert shown_regions(found) == rows
    assert list(dict.fromkeys(coverage_matrix(found, Counting())["region"])) == [*rows, TOTAL]
    assert coverage_by_region(found)["region"].tolist() == [*rows, TOTAL]


def test_where_only_networks_are_chosen_nothing_is_asked_of_places() -> None:
    found = coverage_by_region(filtered(pledge("n", "league"), JOINT, chosen=Selection(kind=("network",))))
    assert found["pledges"].tolist() == [1, 1]
    others = [name for name in found if name not in ("region", "pledges")]
    assert found[others].isna().all(axis=None), "missing, not zero"


def test_every_cell_says_what_its_number_is() -> None:
    """Kenya's people are known and Fiji's are not; a network has no place, and one pledge states no objective."""
    countries = (*COUNTRIES[:3], country("FJI", "Oceania", refugees_hosted=None))
    pledges = (
        pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form"),
        pledge("n", "league", gcm_objectives="2", gcm_basis="form"),
        pledge("t", "tyre"),
    )

    def states(measure: str) -> dict[tuple[str, str], str]:
        found = coverage_matrix(filtered(*pledges, countries=countries), Counting("gcm", measure))
        return found.set_index(["region", "code"])["state"].to_dict()

    counts, shares = states("pledges"), states("displaced_share")
    assert counts["Africa", "1"] == counts[TOTAL, "2"] == counts["Asia", "not_stated"] == "value"
    assert counts["Africa", "2"] == counts["Oceania", TOTAL] == counts[TOTAL, "3"] == "none"
    assert counts["network", "1"] == counts["Africa", "not_stated"] == "zero", "says nothing of a place"
    assert shares["Africa", "1"] == "value"
    assert shares["Asia", "1"] == "none"
    assert shares["Oceania", "1"] == shares["Oceania", TOTAL] == "no_data"
    assert shares["network", "2"] == "not_applicable"


def test_palestine_weighs_what_unrwa_has_registered() -> None:
    """UNHCR has no figure for it; the share of displaced people counts it as the Gaps page does."""
    palestine = country("PSE", "Asia", un_member="no", refugees_hosted=None, unrwa_refugees="60")
    countries = (*COUNTRIES, palestine)
    found = filtered(pledge("a", "gaza"), countries=countries, cities=(*CITIES, city("gaza", "PSE")))
    asia = coverage_by_region(found, "all_areas").set_index("region").loc["Asia"]
    assert asia[["displaced_share", "displaced_of"]].tolist() == [60 / 80, 80]


def test_an_area_of_the_refugee_compact_counts_only_themes_that_are_about_it() -> None:
    found = coverage_by_code(filtered(pledge("a", "nairobi")), Counting(themes="gcr_area")).set_index("code")["value"]
    assert found.to_dict() == {"1.1": 1, "1.2": 0}


def test_an_objective_stands_in_its_round_table_and_two_of_one_table_count_once() -> None:
    found = coverage_by_code(
        filtered(pledge("a", "nairobi", gcm_objectives="1;2", gcm_basis="form")), Counting(themes="round_table")
    ).set_index("code")["value"]
    assert found.to_dict() == {"1": 1, "2": 0}


def test_a_variant_of_wording_counts_as_the_objective_it_varies() -> None:
    terms = {**TERMS, "priority_objective": ("PO1", "PO1b", "PO2")}
    found = filtered(pledge("a", "nairobi", priority_objectives="PO1b"), terms=terms)
    assert shown_codes(found, "priority_objective") == ["PO1", "PO2"]
    assert coverage_by_code(found, Counting(themes="priority_objective"))["value"].tolist() == [1, 0]


def test_a_pledge_to_both_compacts_counts_under_each() -> None:
    found = filtered(pledge("a", "nairobi", compact="both", compact_basis="stated"))
    assert found.facet("compact").codes == ("GCM", "GCR")
    assert found.facet("compact").mask.tolist() == [[True, True]]


def test_empty_pairs_are_those_a_region_could_have_filled() -> None:
    matrix = coverage_matrix(filtered(pledge("a", "nairobi"), pledge("b", "league")), Counting())
    empty = {(row.region, row.code) for row in empty_cells(matrix).itertuples()}
    assert ("Africa", "housing") not in empty
    assert ("Africa", "health") in empty and ("Oceania", "housing") in empty
    assert not any(region in ("network", TOTAL) or code == TOTAL for region, code in empty)


def test_a_cell_names_the_pledges_that_it_counts() -> None:
    pledges = (pledge("a", "nairobi", themes="housing;health"), pledge("b", "tyre"), pledge("c", "league"))
    found = filtered(*pledges)
    for (region, code), count in values(coverage_matrix(found, Counting())).items():
        assert len(pledges_in_cell(found, region, "theme", code)) == count, (region, code)
    assert pledges_in_cell(found, "Africa", "theme", "health") == ["a"]
    assert pledges_in_cell(found, "Africa", "theme", "no such theme") == []
    assert pledges_in_cell(found, "Africa", "theme", "not_stated") == []
