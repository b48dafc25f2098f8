"""Each finding appears where the data say so, and not otherwise."""

import pytest

from analytics.exhibits.overview.findings import linked_findings
from analytics.measures.findings import (
    CommonThemes,
    NotReported,
    SilentThemes,
    ThinPlace,
    ThinRegion,
    UnaddressedObjectives,
    common_themes,
    empty_regions,
    not_reported,
    silent_themes,
    thin_places,
    unaddressed_objectives,
)
from analytics.selection import Selection
from tests.tiny import CITIES, COUNTRIES, TERMS, city, country, filtered, pledge

MEASURES = {CommonThemes: common_themes, UnaddressedObjectives: unaddressed_objectives, NotReported: not_reported}


def found(kind: type, *pledges, **others) -> object:
    return MEASURES[kind](filtered(*pledges, **others))


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


def thin(*pledges, **others) -> list[ThinPlace]:
    return [each for each in thin_places(filtered(*pledges, **others)) if isinstance(each, ThinRegion)]


def test_a_thin_region_hosts_more_of_the_people_than_it_has_of_the_pledges() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert thin(*pledges, countries=UNEVEN) == [ThinRegion("Africa", 1, 2, 90, 100)]


def test_a_region_without_a_pledge_is_thin_too_after_those_whose_difference_is_larger() -> None:
    """Africa: 80 of 100 people, 1 of 2 pledges. Oceania: 10 of 100 people, no pledge."""
    countries = (
        country("KEN", "Africa", refugees_hosted="80"),
        country("LBN", "Asia", refugees_hosted="10"),
        country("FJI", "Oceania", refugees_hosted="10"),
    )
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    expected = [ThinRegion("Africa", 1, 2, 80, 100), ThinRegion("Oceania", 0, 2, 10, 100)]
    assert thin(*pledges, countries=countries) == expected


def test_a_joint_pledge_counts_once_in_the_whole_that_a_thin_region_is_part_of() -> None:
    pledges = (pledge("a", "nairobi", "tyre"), pledge("b", "tyre"), pledge("c", "league"))
    assert thin(*pledges, countries=UNEVEN) == [ThinRegion("Africa", 1, 2, 90, 100)]


NINE = tuple(city(f"kenya-{n}", "KEN") for n in range(9))


@pytest.mark.parametrize(
    "pledges",
    [
        pytest.param([pledge(each["city_id"], each["city_id"]) for each in NINE] + [pledge("z", "tyre")], id="equal"),
        pytest.param([pledge("n", "league")], id="no pledge has a place"),
        pytest.param([], id="no pledge"),
    ],
)
def test_no_region_is_called_thin_without_reason(pledges) -> None:
    assert thin(*pledges, countries=UNEVEN, cities=(*CITIES, *NINE)) == []


def test_one_region_alone_has_nothing_to_be_compared_with() -> None:
    assert thin(pledge("a", "nairobi"), countries=UNEVEN, chosen=Selection(region=("Africa",))) == []


def test_a_region_is_thin_only_if_it_is_so_by_every_way_of_counting() -> None:
    """Africa hosts half of the people and has 1 of 3 pledges, but 1 of 2 of the governments that pledged."""
    even = (country("KEN", "Africa", refugees_hosted="50"), country("LBN", "Asia", refugees_hosted="50"))
    assert thin(pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "tyre"), countries=even) == []


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(Selection(kind=("city",)), id="a kind"),
        pytest.param(Selection(search="pledge"), id="a search"),
        pytest.param(Selection(status=("no_report",)), id="a report state"),
        pytest.param(Selection(country=("KEN", "LBN")), id="countries"),
    ],
)
def test_nothing_is_called_thin_where_it_may_be_filtered_out_or_would_be_a_country(chosen: Selection) -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert thin_places(filtered(*pledges, countries=UNEVEN, chosen=chosen)) == []
    by_theme = thin_places(filtered(*pledges, countries=UNEVEN, chosen=Selection(theme=("housing",))))
    assert by_theme == [ThinRegion("Africa", 1, 2, 90, 100)], "a theme leaves it a gap"


def test_only_chosen_regions_are_compared() -> None:
    """Africa leads by 90 of 120 people; of Asia and Oceania alone, Asia has 1 of 2 pledges and 20 of 30 people."""
    countries = (
        country("KEN", "Africa", refugees_hosted="90"),
        country("LBN", "Asia", refugees_hosted="20"),
        country("FJI", "Oceania", refugees_hosted="10"),
    )
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "suva"))
    others = {"countries": countries, "cities": (*CITIES, city("suva", "FJI"))}
    assert thin(*pledges, **others) == [ThinRegion("Africa", 1, 3, 90, 120)]
    chosen = Selection(region=("Asia", "Oceania"))
    assert thin(*pledges, **others, chosen=chosen) == [ThinRegion("Asia", 1, 2, 20, 30)]


def test_people_of_palestine_count_in_its_region() -> None:
    countries = (
        country("KEN", "Africa", refugees_hosted="40"),
        country("LBN", "Asia", refugees_hosted="10"),
        country("PSE", "Asia", un_member="no", refugees_hosted=None, unrwa_refugees="50"),
    )
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"))
    assert thin(*pledges, countries=countries) == [ThinRegion("Asia", 1, 2, 60, 100)]


def test_a_region_without_data_is_not_called_thin() -> None:
    unknown = (country("KEN", "Africa", refugees_hosted=None), country("LBN", "Asia"))
    assert thin(pledge("a", "nairobi"), pledge("b", "tyre"), countries=unknown) == []


def test_after_thin_regions_come_those_without_a_pledge_on_a_theme() -> None:
    pledges = (pledge("a", "nairobi", themes="housing"), pledge("b", "tyre", themes="housing"))
    found = thin_places(filtered(*pledges, countries=UNEVEN))
    assert found == [ThinRegion("Africa", 1, 2, 90, 100), SilentThemes("Asia", ("health", "education"), 3)]
    assert silent_themes(filtered(*pledges, chosen=Selection(theme=("housing",)))) == []


def test_findings_are_in_order_the_most_telling_first() -> None:
    pledges = (pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form"), pledge("b", "tyre"))
    all_of_them = linked_findings(filtered(*pledges, countries=(*UNEVEN, country("FJI", "Oceania"))))
    kinds = ["not_reported", "objectives_without_pledge", "most_common"]
    assert [each.sentence.kind for each in all_of_them] == kinds


def test_regions_without_a_pledge_and_of_how_many() -> None:
    assert empty_regions(filtered(pledge("a", "nairobi"))) == (["Asia", "Oceania"], 3)
    everywhere = filtered(pledge("a", "nairobi", "tyre"), countries=COUNTRIES[:3])
    assert empty_regions(everywhere) == ([], 2), "no region is empty if it has a pledge or no member state"


def test_a_region_outside_the_selection_is_not_called_empty() -> None:
    pledges = (pledge("a", "nairobi"), pledge("n", "league"))
    assert empty_regions(filtered(*pledges, chosen=Selection(region=("Africa",)))) == ([], 1)
    assert empty_regions(filtered(*pledges, chosen=Selection(country=("FJI",)))) == (["Oceania"], 1)
    assert empty_regions(filtered(*pledges, chosen=Selection(kind=("network",)))) == ([], 0), "networks are nowhere"


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


def test_of_an_empty_selection_nothing_stands_out() -> None:
    for chosen in (Selection(region=("Oceania",)), Selection(kind=("network",))):
        assert linked_findings(filtered(pledge("a", "nairobi"), chosen=chosen)) == []
