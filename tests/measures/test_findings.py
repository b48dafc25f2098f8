"""Each finding appears where the data say so, and not otherwise."""

import pytest

from analytics.measures.findings import (
    MOST,
    EmptyRegions,
    Finding,
    LargestGap,
    LargestTheme,
    NoReport,
    ThinnestRegion,
    UnaddressedObjectives,
    findings,
)
from analytics.selection import Selection
from tests.tiny import COUNTRIES, country, narrowed, pledge


def found(kind: type[Finding], *pledges, **others) -> Finding | None:
    return next((each for each in findings(narrowed(*pledges, **others)) if isinstance(each, kind)), None)


def test_the_largest_theme_and_of_how_many() -> None:
    pledges = (pledge("a", "nairobi", themes="housing;health"), pledge("b", "tyre", themes="health"))
    assert found(LargestTheme, *pledges) == LargestTheme("health", 2, 2)


def test_no_largest_theme_where_no_source_states_one() -> None:
    assert found(LargestTheme, pledge("a", "nairobi"), chosen=Selection(stated=True)) is None


UNEVEN = (country("KEN", "Africa", refugees_hosted="90"), country("LBN", "Asia", refugees_hosted="10"))


def test_the_thinnest_region_hosts_more_of_the_people_than_it_has_of_the_pledges() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert found(ThinnestRegion, *pledges, countries=UNEVEN) == ThinnestRegion("Africa", 1, 2, 90, 100)


def test_a_joint_pledge_counts_once_in_the_whole_that_a_thin_region_is_part_of() -> None:
    pledges = (pledge("a", "nairobi", "tyre"), pledge("b", "tyre"), pledge("c", "league"))
    assert found(ThinnestRegion, *pledges, countries=UNEVEN) == ThinnestRegion("Africa", 1, 2, 90, 100)


@pytest.mark.parametrize(
    "pledges",
    [
        pytest.param([pledge("a", "nairobi")], id="one region alone has nothing to be compared with"),
        pytest.param([pledge(str(n), "nairobi") for n in range(9)] + [pledge("z", "tyre")], id="in proportion"),
    ],
)
def test_no_region_is_called_thin_without_reason(pledges) -> None:
    assert found(ThinnestRegion, *pledges, countries=UNEVEN) is None


def test_the_largest_gap_is_where_need_is_furthest_above_pledges() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "league"))
    assert found(LargestGap, *pledges, countries=UNEVEN) == LargestGap("KEN", 1, 2, 90, 100)
    assert found(LargestGap, pledges[1], countries=UNEVEN) == LargestGap("KEN", 0, 1, 90, 100)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"chosen": Selection(country=("KEN",))}, id="one country has nothing to be compared with"),
        pytest.param({"countries": (country("KEN", "Africa", refugees_hosted=None),)}, id="no figure"),
    ],
)
def test_no_country_is_called_a_gap_without_reason(others) -> None:
    assert found(LargestGap, pledge("a", "nairobi"), **others) is None


def test_no_more_findings_than_are_read() -> None:
    pledges = (pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form"), pledge("b", "tyre"))
    assert len(findings(narrowed(*pledges, countries=(*UNEVEN, country("FJI", "Oceania"))))) == MOST


def test_a_region_without_data_is_not_called_thin() -> None:
    unknown = (country("KEN", "Africa", refugees_hosted=None), country("LBN", "Asia"))
    assert found(ThinnestRegion, pledge("a", "nairobi"), pledge("b", "tyre"), countries=unknown) is None


def test_regions_without_a_pledge_and_how_many_states_they_hold() -> None:
    assert found(EmptyRegions, pledge("a", "nairobi")) == EmptyRegions(("Asia", "Oceania"), 2)


def test_no_region_is_called_empty_if_all_have_a_pledge_or_no_member_state() -> None:
    assert found(EmptyRegions, pledge("a", "nairobi", "tyre"), countries=COUNTRIES[:3]) is None


def test_objectives_that_no_pledge_states_and_how_many_pledges_state_any() -> None:
    pledges = (pledge("a", "nairobi", gcm_objectives="1;3", gcm_basis="form"), pledge("b", "tyre"))
    assert found(UnaddressedObjectives, *pledges) == UnaddressedObjectives(("2",), 3, 1)


@pytest.mark.parametrize("objectives", [None, "1;2;3"], ids=["none stated: nothing can be said", "all addressed"])
def test_no_objective_is_called_unaddressed_otherwise(objectives: str | None) -> None:
    basis = "form" if objectives else None
    assert found(UnaddressedObjectives, pledge("a", "nairobi", gcm_objectives=objectives, gcm_basis=basis)) is None


def test_pledges_without_a_report_out_of_all() -> None:
    assert found(NoReport, pledge("a", "nairobi"), pledge("b", "tyre", status="planned")) == NoReport(1, 2, 0)
    late = (pledge("a", "nairobi", end_date="2020", last_reported="2019"), pledge("b", "tyre", status="planned"))
    assert found(NoReport, *late) == NoReport(0, 2, 1)
    assert found(NoReport, pledge("b", "tyre", status="planned")) is None


def test_an_empty_selection_has_no_findings() -> None:
    assert findings(narrowed(pledge("a", "nairobi"), chosen=Selection(region=("Oceania",)))) == []
