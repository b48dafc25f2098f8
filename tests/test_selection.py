"""What the reader chose: to a link and back, in words, applied to the tables."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.dataset import REGION_SCHEMES
from analytics.facets import Facets, plain
from analytics.selection import (
    FILTERS,
    LONGEST_SEARCH,
    Selection,
    link_of,
    narrow,
    option_counts,
    read_link,
    sentence,
)
from tests.tiny import city, dataset, narrowed, pledge


def params(chosen: Selection) -> dict[str, list[str]]:
    """A link as a browser hands it over: a list for each parameter."""
    return {name: [value] if isinstance(value, str) else value for name, value in link_of(chosen).items()}


@st.composite
def selections(draw: st.DrawFn, facets: Facets) -> Selection:
    """Any selection of codes that the data know, in the order in which they know them."""
    chosen = Selection(regions_by=draw(st.sampled_from(REGION_SCHEMES)), stated=draw(st.booleans()))
    codes = {}
    for name in FILTERS:
        known = facets.facet(chosen.facet_of(name), chosen.stated).codes
        picked = draw(st.sets(st.sampled_from(known), max_size=3))
        codes[name] = tuple(code for code in known if code in picked)
    words = draw(st.text(max_size=LONGEST_SEARCH))
    return replace(chosen, search=" ".join(words.split()), **codes)


@given(st.data())
def test_a_link_means_the_selection_it_was_made_from(facets: Facets, data: st.DataObject) -> None:
    chosen = data.draw(selections(facets))
    assert read_link(params(chosen), facets) == (chosen, [])


@given(st.dictionaries(st.sampled_from([*FILTERS, "regions_by", "stated", "search", "x"]), st.lists(st.text())))
def test_any_link_is_read_and_what_it_does_not_mean_is_said(facets: Facets, link: dict[str, list[str]]) -> None:
    chosen, ignored = read_link(link, facets)
    for name in FILTERS:
        for value in link.get(name, []):
            assert (value in getattr(chosen, name)) != ((name, value) in ignored)
    assert read_link(params(chosen), facets) == (chosen, [])
    assert narrow(facets, chosen).count() >= 0


def test_everything_is_an_empty_link() -> None:
    assert link_of(Selection()) == {}


def test_a_code_is_named_once_however_often_the_link_has_it(facets: Facets) -> None:
    assert read_link({"theme": ["health", "housing", "health"]}, facets)[0].theme == ("housing", "health")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", "Atlantis"),
        ("theme", "not_stated"),
        ("year", "20222"),
        ("country", "ken"),
        ("regions_by", "continent"),
        ("stated", "perhaps"),
    ],
)
def test_a_value_that_means_nothing_is_reported_and_ignored(facets: Facets, name: str, value: str) -> None:
    assert read_link({name: [value]}, facets) == (Selection(), [(name, value)])


def test_pledges_without_a_stated_theme_can_be_chosen_where_they_are_offered(facets: Facets) -> None:
    chosen = Selection(stated=True, theme=("not_stated",))
    assert read_link(params(chosen), facets) == (chosen, [])
    assert option_counts(facets, Selection(stated=True), "theme")["not_stated"] == narrow(facets, chosen).count() > 0


def test_regions_of_another_scheme_mean_nothing_after_a_switch_and_that_is_said(facets: Facets) -> None:
    link = {"regions_by": ["wb_income_group"], "region": ["Asia", "High income"]}
    chosen, ignored = read_link(link, facets)
    assert chosen == Selection(regions_by="wb_income_group", region=("High income",))
    assert ignored == [("region", "Asia")]


def test_a_search_of_ten_thousand_characters_is_cut_and_the_rest_reported(facets: Facets) -> None:
    chosen, ignored = read_link({"search": ["word " * 2000]}, facets)
    assert len(chosen.search) <= LONGEST_SEARCH
    assert [name for name, _rest in ignored] == ["search"]
    assert narrow(facets, chosen).count() == 0


LEBANON = (city("tyre", "LBN", name="Tyre صور", government_name="بَلَدِيَّة صور"), city("zurich", "KEN", name="Zürich"))
FOUND = (
    pledge("a", "zurich", title="Logement pour Réfugiés", summary="İstanbul and Straße"),
    pledge("b", "tyre", title="Sa\u0303o Leopoldo welcomes", summary="‏שלום world"),
)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("refugies LOGEMENT", ["a"]),
        ("réfugiés", ["a"]),
        ("ZURICH", ["a"]),
        ("zu\u0308rich", ["a"]),
        ("strasse istanbul", ["a"]),
        ("são", ["b"]),
        ("SAO leopoldo", ["b"]),
        ("بلدية", ["b"]),
        ("שלום", ["b"]),
        ("lbn", ["b"]),
        ("logement welcomes", []),
        (".*", []),
        ("(", []),
        ("", ["a", "b"]),
    ],
)
def test_a_search_ignores_accents_case_and_order_and_knows_no_patterns(search: str, expected: list[str]) -> None:
    found = narrowed(*FOUND, cities=LEBANON, chosen=Selection(search=search))
    assert found.table()["pledge_id"].tolist() == expected


def test_plain_text_of_plain_text_is_itself() -> None:
    assert plain(plain("ŁÓDŹ, Ａ ﬁ")) == plain("ŁÓDŹ, Ａ ﬁ")


def test_codes_of_a_filter_widen_and_filters_narrow_each_other() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "tyre", themes="health"))

    def left(**chosen: tuple[str, ...]) -> list[str]:
        return narrowed(*pledges, chosen=Selection(**chosen)).table()["pledge_id"].tolist()

    assert left(region=("Africa", "Asia")) == ["a", "b", "c"]
    assert left(region=("Asia",), theme=("housing",)) == ["b"]
    assert left(kind=("network",)) == []


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        pytest.param(Selection(), "All 2 pledges, as of 23 Nov 2026", id="none"),
        pytest.param(Selection(regions_by="wb_income_group"), "All 2 pledges, as of 23 Nov 2026", id="another scheme"),
        pytest.param(
            Selection(region=("Africa",)), "Pledges in Africa (en), as of 23 Nov 2026: 1 of 2", id="one filter"
        ),
        pytest.param(
            Selection(region=("Africa", "Asia"), theme=("housing", "health"), search="x, {y}", stated=True),
            "Pledges in Africa (en) or Asia (en), on housing (en) or health (en), with the words “x, {y}”, counting"
            " only tags that the source states, as of 23 Nov 2026: 0 of 2",
            id="several filters",
        ),
        pytest.param(
            Selection(gcm=("not_stated",)),
            "Pledges with nothing stated on: GCM objective, as of 23 Nov 2026: 2 of 2",
            id="what is not stated",
        ),
        pytest.param(
            Selection(gcm=("2", "not_stated")),
            "Pledges under GCM objective 2 (en) (or not stated), as of 23 Nov 2026: 2 of 2",
            id="an objective, or none",
        ),
    ],
)
def test_the_selection_as_a_sentence(chosen: Selection, said: str) -> None:
    assert sentence(narrowed(pledge("a", "nairobi"), pledge("b", "tyre"), chosen=chosen)) == said


def test_one_pledge_is_said_as_one() -> None:
    assert sentence(narrowed(pledge("a", "nairobi"))) == "All 1 pledge, as of 23 Nov 2026"


def test_options_count_what_they_would_leave_with_the_other_filters_as_they_are() -> None:
    facets = Facets(
        dataset(pledge("a", "nairobi"), pledge("b", "tyre", themes="health"), pledge("c", "nairobi", "tyre"))
    )
    chosen = Selection(region=("Asia",), theme=("housing",))
    assert option_counts(facets, chosen, "region") == {
        "Africa": 2,
        "Asia": 1,
        "Oceania": 0,
        "network": 0,
        "unplaced": 0,
    }
    assert option_counts(facets, chosen, "theme") == {"housing": 1, "health": 1, "education": 0}
