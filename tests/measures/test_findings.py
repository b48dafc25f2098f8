"""Each finding appears where the data say so, and not otherwise."""

import pytest

from analytics.measures.findings import (
    MOST,
    CommonThemes,
    EmptyRegions,
    Finding,
    NotReported,
    ThinRegion,
    UnaddressedObjectives,
    findings,
)
from analytics.selection import Selection
from tests.tiny import CITIES, COUNTRIES, TERMS, city, country, filtered, pledge


def found(kind: type[Finding], *pledges, **others) -> Finding | None:
    return next((each for each in findings(filtered(*pledges, **others)) if isinstance(each, kind)), None)


def test_the_most_common_theme_and_of_how_many() -> None:
    pledges = (pledge("a", "nairobi", themes="housing;health"), pledge("b", "tyre", themes="health"))
    assert found(CommonThemes, *pledges) == CommonThemes(("health",), 2, 2)


def test_themes_that_as_many_carry_are_named_together() -> None:
    pledges = (
        pledge("a", "nairobi", themes="housing;health"),
        pledge("b", "tyre", themes="health;housing"),
        pledge("c", "tyre", themes="education"),
    )
    assert found(CommonThemes, *pledges) == CommonThemes(("housing", "health"), 2, 3)


def test_of_one_pledge_or_of_many_themes_alike_none_is_the_most_common() -> None:
    assert found(CommonThemes, pledge("a", "nairobi")) is None
    terms = {**TERMS, "theme": ("housing", "health", "education", "return")}
    every = ";".join(terms["theme"])
    assert found(CommonThemes, *(pledge(name, "tyre", themes=every) for name in "ab"), terms=terms) is None


def test_no_theme_is_common_where_no_source_states_one() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert found(CommonThemes, *pledges, chosen=Selection(stated=True)) is None


UNEVEN = (country("KEN", "Africa", refugees_hosted="90"), country("LBN", "Asia", refugees_hosted="10"))


def test_the_thinnest_region_hosts_more_of_the_people_than_it_has_of_the_pledges() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert found(ThinRegion, *pledges, countries=UNEVEN) == ThinRegion("Africa", 1, 2, 90, 100)


def test_a_joint_pledge_counts_once_in_the_whole_that_a_thin_region_is_part_of() -> None:
    pledges = (pledge("a", "nairobi", "tyre"), pledge("b", "tyre"), pledge("c", "league"))
    assert found(ThinRegion, *pledges, countries=UNEVEN) == ThinRegion("Africa", 1, 2, 90, 100)


@pytest.mark.parametrize(
    "pledges",
    [
        pytest.param([pledge("a", "nairobi")], id="one region alone has nothing to be compared with"),
        pytest.param([pledge(str(n), "nairobi") for n in range(9)] + [pledge("z", "tyre")], id="in proportion"),
    ],
)
def test_no_region_is_called_thin_without_reason(pledges) -> None:
    assert found(ThinRegion, *pledges, countries=UNEVEN) is None


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(Selection(kind=("city",)), id="a kind"),
        pytest.param(Selection(search="pledge"), id="a search"),
        pytest.param(Selection(status=("no_report",)), id="a report state"),
    ],
)
def test_no_region_is_called_thin_where_what_is_missing_may_be_filtered_out(chosen: Selection) -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert found(ThinRegion, *pledges, countries=UNEVEN, chosen=chosen) is None
    by_theme = found(ThinRegion, *pledges, countries=UNEVEN, chosen=Selection(theme=("housing",)))
    assert by_theme == ThinRegion("Africa", 1, 2, 90, 100), "a theme leaves it a gap"


def test_only_chosen_regions_are_compared() -> None:
    """Africa leads by 90 of 120 people; of Asia and Oceania alone, Asia has 1 of 2 pledges and 20 of 30 people."""
    countries = (
        country("KEN", "Africa", refugees_hosted="90"),
        country("LBN", "Asia", refugees_hosted="20"),
        country("FJI", "Oceania", refugees_hosted="10"),
    )
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "suva"))
    others = {"countries": countries, "cities": (*CITIES, city("suva", "FJI"))}
    assert found(ThinRegion, *pledges, **others) == ThinRegion("Africa", 1, 3, 90, 120)
    chosen = Selection(region=("Asia", "Oceania"))
    assert found(ThinRegion, *pledges, **others, chosen=chosen) == ThinRegion("Asia", 1, 2, 20, 30)
    assert found(ThinRegion, *pledges, **others, chosen=Selection(country=("KEN",))) is None


def test_people_of_palestine_count_in_its_region() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="40"),
        country("LBN", "Asia", refugees_hosted="10"),
        country("PSE", "Asia", un_member="no", refugees_hosted=None, unrwa_refugees="50"),
    )
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert found(ThinRegion, *pledges, countries=countries) == ThinRegion("Asia", 1, 2, 60, 100)


def test_all_findings_at_once_are_as_many_as_are_read_the_most_telling_first() -> None:
    pledges = (pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form"), pledge("b", "tyre"))
    all_of_them = findings(filtered(*pledges, countries=(*UNEVEN, country("FJI", "Oceania"))))
    kinds = [ThinRegion, EmptyRegions, NotReported, UnaddressedObjectives, CommonThemes]
    assert [type(each) for each in all_of_them] == kinds
    assert len(kinds) == MOST


def test_a_region_without_data_is_not_called_thin() -> None:
    unknown = (country("KEN", "Africa", refugees_hosted=None), country("LBN", "Asia"))
    assert found(ThinRegion, pledge("a", "nairobi"), pledge("b", "tyre"), countries=unknown) is None


def test_regions_without_a_pledge_how_many_states_they_hold_and_how_many_people_these_host() -> None:
    assert found(EmptyRegions, pledge("a", "nairobi")) == EmptyRegions(("Asia", "Oceania"), 2, 40)


def test_people_of_an_empty_region_are_those_known_and_missing_where_none_are() -> None:
    unknown = country("FJI", "Oceania", refugees_hosted=None)
    some = found(EmptyRegions, pledge("a", "nairobi"), countries=(*COUNTRIES[:3], unknown))
    assert some == EmptyRegions(("Asia", "Oceania"), 2, 20)
    none = found(EmptyRegions, pledge("a", "nairobi", "tyre"), countries=(*COUNTRIES[:3], unknown))
    assert none == EmptyRegions(("Oceania",), 1, None)


def test_a_region_outside_the_selection_is_not_called_empty() -> None:
    pledges = (pledge("a", "nairobi"), pledge("n", "league"))
    assert found(EmptyRegions, *pledges, chosen=Selection(region=("Africa",))) is None
    assert found(EmptyRegions, *pledges, chosen=Selection(country=("FJI",))) == EmptyRegions(("Oceania",), 1, 20)
    assert found(EmptyRegions, *pledges, chosen=Selection(kind=("network",))) is None, "networks are in no region"


def test_no_region_is_called_empty_if_all_have_a_pledge_or_no_member_state() -> None:
    assert found(EmptyRegions, pledge("a", "nairobi", "tyre"), countries=COUNTRIES[:3]) is None


def test_objectives_that_no_pledge_states_and_how_many_pledges_state_any() -> None:
    pledges = (pledge("a", "nairobi", gcm_objectives="1;3", gcm_basis="form"), pledge("b", "tyre"))
    assert found(UnaddressedObjectives, *pledges) == UnaddressedObjectives(("2",), 3, 1)


@pytest.mark.parametrize("objectives", [None, "1;2;3"], ids=["none stated: nothing can be said", "all addressed"])
def test_no_objective_is_called_unaddressed_otherwise(objectives: str | None) -> None:
    basis = "form" if objectives else None
    assert found(UnaddressedObjectives, pledge("a", "nairobi", gcm_objectives=objectives, gcm_basis=basis)) is None


def test_pledges_on_which_nothing_is_reported_out_of_all_and_those_past_their_end() -> None:
    told = pledge("b", "tyre", status="planned")
    assert found(NotReported, pledge("a", "nairobi"), told) == NotReported(1, 2, 0)
    late = pledge("a", "nairobi", end_date="2020")
    assert found(NotReported, late, pledge("c", "tyre"), told) == NotReported(2, 3, 1)
    ended = pledge("a", "nairobi", end_date="2020", last_reported="2019")
    assert found(NotReported, ended, told) is None, "a report is a report, however late the pledge is"
    wider = pledge("a", "nairobi", end_date="2020", end_date_of_wider_project="yes")
    assert found(NotReported, wider, told) == NotReported(1, 2, 0)


def test_of_an_empty_selection_only_that_its_regions_are_empty() -> None:
    assert findings(filtered(pledge("a", "nairobi"), chosen=Selection(region=("Oceania",)))) == [
        EmptyRegions(("Oceania",), 1, 20)
    ]
    assert findings(filtered(pledge("a", "nairobi"), chosen=Selection(kind=("network",)))) == []
