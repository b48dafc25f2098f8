"""What the reader chose: to a link and back, in words, applied to the tables."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.facets import Facets, plain
from analytics.labels import label, name_in_sentence
from analytics.links import LONGEST_SEARCH, link_of, read_link
from analytics.selection import FILTERS, Selection, filter_data, left_without, option_counts, sentence
from tests.tiny import city, dataset, filtered, pledge


def params(chosen: Selection) -> dict[str, list[str]]:
    """A link as a browser hands it over: a list for each parameter."""
    return {name: [value] if isinstance(value, str) else value for name, value in link_of(chosen).items()}


@st.composite
def selections(draw: st.DrawFn, facets: Facets) -> Selection:
    """Any selection of codes that the data know, in the order in which they know them."""
    chosen = Selection(regions_by=draw(st.sampled_from(facets.declared("region_scheme"))), stated=draw(st.booleans()))
    codes = {}
    for name in FILTERS:
        known = facets.facet(chosen.facet_of(name), chosen.stated).codes
        picked = draw(st.sets(st.sampled_from(known), max_size=3))
        codes[name] = tuple(code for code in known if code in picked)
    words = draw(st.text(st.characters(exclude_categories=("C",)), max_size=LONGEST_SEARCH))
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
    assert filter_data(facets, chosen).count() >= 0


@given(st.data())
def test_each_filter_in_use_can_be_lifted_and_leaves_as_many_as_is_said(facets: Facets, data: st.DataObject) -> None:
    chosen = data.draw(selections(facets))
    for each in (chosen, replace(chosen, stated=True)):
        link, offered = params(each), dict(left_without(facets, each))
        for name in (*FILTERS, "search", "stated"):
            left, ignored = read_link({field: codes for field, codes in link.items() if field != name}, facets)
            # A code that pledges have with stated tags alone means nothing without them.
            can_be = name in link and not ignored
            assert offered.get(name) == (filter_data(facets, left).count() if can_be else None)


def test_an_empty_selection_offers_to_count_deduced_tags(facets: Facets) -> None:
    none = Selection(region=("Europe",), theme=("housing",), stated=True)
    assert not filter_data(facets, none).count()
    assert dict(left_without(facets, none))["stated"] > 0


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
    assert (
        option_counts(facets, Selection(stated=True), "theme")["not_stated"] == filter_data(facets, chosen).count() > 0
    )


def test_regions_of_another_scheme_mean_nothing_after_a_switch_and_that_is_said(facets: Facets) -> None:
    link = {"regions_by": ["wb_income_group"], "region": ["Asia", "High income"]}
    chosen, ignored = read_link(link, facets)
    assert chosen == Selection(regions_by="wb_income_group", region=("High income",))
    assert ignored == [("region", "Asia")]


def test_a_search_of_ten_thousand_characters_is_cut_and_the_rest_reported(facets: Facets) -> None:
    chosen, ignored = read_link({"search": ["word " * 2000]}, facets)
    assert len(chosen.search) <= LONGEST_SEARCH
    assert [name for name, _rest in ignored] == ["search"]
    assert filter_data(facets, chosen).count() == 0


LEBANON = (city("tyre", "LBN", name="Tyre صور", government_name="بَلَدِيَّة صور"), city("zurich", "KEN", name="Zürich"))
FOUND = (
    pledge("a", "zurich", title="Logement pour Réfugiés", summary="İstanbul and Straße"),
    pledge("b", "tyre", title="Sa\u0303o Leopoldo welcomes", summary="‏שלום the mayor’s plan 2020–2024"),
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
        ("mayor's", ["b"]),
        ("mayor’s", ["b"]),
        ("2020-2024", ["b"]),
        ("logement welcomes", []),
        (".*", []),
        ("[", []),
        ("(?:refugies)", ["a"]),
        ("(?:fugies)", []),
        ("fugies", []),
        ("refug", ["a"]),
        ("", ["a", "b"]),
    ],
)
def test_a_search_ignores_accents_case_order_and_signs_and_knows_no_patterns(search: str, expected: list[str]) -> None:
    found = filtered(*FOUND, cities=LEBANON, chosen=Selection(search=search))
    assert found.selected_pledges()["pledge_id"].tolist() == expected


KNOWN_BY = (
    pledge(
        "a",
        "nairobi",
        partners="Fundación Ávila",
        funding_source="Bank of X",
        government_as_stated="Ville de N",
        place_as_stated="Kiambu",
        target_groups="women",
        target_group_basis="classified",
        forums="GRF-2023",
        compact="GCR",
        compact_basis="process",
        priority_objectives="PO2",
    ),
    pledge("b", "tyre", "league", themes="health"),
)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        pytest.param("fundacion avila", ["a"], id="partners"),
        pytest.param("bank of x", ["a"], id="who pays"),
        pytest.param("ville de n", ["a"], id="the government as the source has it"),
        pytest.param("kiambu", ["a"], id="the place as the source has it"),
        pytest.param("housing (es)", ["a"], id="a theme in another language"),
        pytest.param("women (fr)", ["a"], id="whom it is for"),
        pytest.param("grf-2023", ["a"], id="a forum"),
        pytest.param("gcr (en)", ["a"], id="a compact"),
        pytest.param("po2 (en)", ["a"], id="an objective of the Call"),
        pytest.param("africa (fr)", ["a"], id="a region"),
        pytest.param("asia africa", [], id="two regions of two pledges"),
        pytest.param("network (en) health", ["b"], id="what kind of body, and a theme"),
        pytest.param("income", [], id="no region of another scheme"),
        pytest.param("classified", [], id="not where a tag comes from"),
    ],
)
def test_a_search_finds_a_pledge_by_all_that_a_reader_may_know_it_by(search: str, expected: list[str]) -> None:
    found = filtered(*KNOWN_BY, chosen=Selection(search=search))
    assert found.selected_pledges()["pledge_id"].tolist() == expected


def test_a_search_finds_the_subregion_of_the_un(facets: Facets) -> None:
    """Lebanon is in Western Asia for the UN, and in "Middle East and North Africa" for UNHCR."""
    lebanon = set(filter_data(facets, Selection(country=("LBN",))).selected_pledges()["pledge_id"])
    assert lebanon and lebanon <= set(
        filter_data(facets, Selection(search="western asia")).selected_pledges()["pledge_id"]
    )
    assert filter_data(facets, Selection(search="middle east and north africa", country=("LBN",))).count() == 0


def test_marks_that_nobody_sees_are_cut_from_a_search_and_reported(facets: Facets) -> None:
    chosen, ignored = read_link({"search": ["hou\u200bsing\x00"]}, facets)
    assert (chosen.search, ignored) == ("housing", [("search", "\u200b\x00")])


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("regions_by", "uclg_section", "unhcr_region"), ("search", "health", "housing"), ("stated", "yes", "yes")],
)
def test_of_a_value_that_can_be_only_one_the_last_counts_and_the_others_are_reported(
    facets: Facets, name: str, first: str, last: str
) -> None:
    chosen, ignored = read_link({name: [first, last]}, facets)
    assert chosen == read_link({name: [last]}, facets)[0]
    assert ignored == [(name, first)]


@pytest.mark.parametrize(
    ("chosen", "narrowed_to_places", "gaps", "places"),
    [
        pytest.param(Selection(), False, True, True, id="everything"),
        pytest.param(Selection(region=("Africa",)), True, True, True, id="a region"),
        pytest.param(Selection(country=("KEN",), theme=("housing",)), True, True, True, id="a country and a theme"),
        pytest.param(Selection(gcm=("1",), priority=("PO1",)), False, True, True, id="objectives"),
        pytest.param(Selection(gcm=("1", "not_stated")), False, False, True, id="an objective or none stated"),
        pytest.param(Selection(compact=("GCM",)), False, False, True, id="a compact"),
        pytest.param(Selection(year=("2022",)), False, False, True, id="a year"),
        pytest.param(Selection(status=("overdue",)), False, False, True, id="a report state"),
        pytest.param(Selection(kind=("city",)), False, False, True, id="a kind"),
        pytest.param(Selection(search="x"), False, False, True, id="a search"),
        pytest.param(Selection(stated=True), False, False, True, id="stated tags only"),
        pytest.param(Selection(kind=("network",)), False, False, False, id="networks"),
        pytest.param(Selection(kind=("network", "city")), False, False, True, id="networks and cities"),
        pytest.param(Selection(region=("network",)), True, True, False, id="networks as a region"),
        pytest.param(Selection(region=("network", "Asia")), True, True, True, id="networks and a region"),
        pytest.param(Selection(region=("unplaced",)), True, True, False, id="place unknown"),
        pytest.param(Selection(country=("not_stated",)), True, True, False, id="without a country"),
    ],
)
def test_what_a_selection_is_about(chosen: Selection, narrowed_to_places: bool, gaps: bool, places: bool) -> None:
    assert chosen.is_limited_to_places() is narrowed_to_places
    assert chosen.allows_gaps() is gaps
    assert chosen.can_have_places() is places


@pytest.mark.parametrize(
    ("chosen", "countries"),
    [
        pytest.param(Selection(theme=("health",), year=("2022",)), {"KEN", "UGA", "LBN", "FJI"}, id="not where"),
        pytest.param(Selection(region=("Africa",)), {"KEN", "UGA"}, id="a region"),
        pytest.param(Selection(region=("Africa", "network")), {"KEN", "UGA"}, id="a region and networks"),
        pytest.param(Selection(country=("LBN", "KEN")), {"LBN", "KEN"}, id="countries"),
        pytest.param(Selection(region=("Asia",), country=("KEN", "LBN")), {"LBN"}, id="both"),
        pytest.param(Selection(region=("Africa",), kind=("city",)), {"KEN", "UGA"}, id="a kind leaves the countries"),
        pytest.param(Selection(kind=("network",)), set(), id="networks"),
        pytest.param(Selection(region=("network",)), set(), id="networks as a region"),
    ],
)
def test_the_countries_that_a_selection_is_about(chosen: Selection, countries: set[str]) -> None:
    found = filtered(pledge("a", "nairobi", year_announced="2022"), chosen=chosen)
    assert set(found.selected_countries()["iso3"]) == countries


BOTH = (pledge("a", "nairobi", "league"), pledge("b", "nairobi", "tyre"), pledge("c", "tyre"))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param(Selection(region=("Africa",), kind=("city",)), ["a", "b"], id="a city in Africa"),
        pytest.param(Selection(region=("Africa",), kind=("network",)), [], id="no network is in Africa"),
        pytest.param(Selection(region=("Asia",), country=("KEN",)), [], id="Kenya is not in Asia"),
        pytest.param(Selection(region=("Asia", "Africa"), country=("KEN",)), ["a", "b"], id="Kenya is in either"),
        pytest.param(Selection(country=("LBN", "KEN"), kind=("city",)), ["a", "b", "c"], id="either country"),
        pytest.param(Selection(kind=("network",)), ["a"], id="a network"),
    ],
)
def test_one_government_has_to_be_of_the_region_the_country_and_the_kind(chosen: Selection, expected: list) -> None:
    assert filtered(*BOTH, chosen=chosen).selected_pledges()["pledge_id"].tolist() == expected


def test_options_of_place_and_kind_count_what_one_government_is() -> None:
    facets = Facets(dataset(*BOTH))
    kinds = option_counts(facets, Selection(region=("Africa",)), "kind")
    assert {code: count for code, count in kinds.items() if count} == {"city": 2}
    countries = option_counts(facets, Selection(region=("Asia",)), "country")
    assert {code: count for code, count in countries.items() if count} == {"LBN": 2}


def test_pledges_are_chosen_by_what_is_reported_of_them() -> None:
    pledges = (
        pledge("quiet", "nairobi"),
        pledge("late", "nairobi", end_date="2025"),
        pledge("told", "nairobi", results_summary="Done much."),
        pledge("under_way", "tyre", status="in_progress"),
        pledge("ended", "tyre", status="in_progress", end_date="2025"),
    )
    expected = {
        "no_report": ["quiet"],
        "overdue": ["late"],
        "stage_not_stated": ["told"],
        "in_progress": ["under_way"],
        "ended_reported": ["ended"],
        "fulfilled": [],
    }
    found = {
        state: filtered(*pledges, chosen=Selection(status=(state,))).selected_pledges()["pledge_id"].tolist()
        for state in expected
    }
    assert found == expected
    left = option_counts(Facets(dataset(*pledges)), Selection(region=("Asia",)), "status")
    assert {code: count for code, count in left.items() if count} == {"in_progress": 1, "ended_reported": 1}


def test_plain_text_of_plain_text_is_itself() -> None:
    assert plain(plain("ŁÓDŹ, Ａ ﬁ")) == plain("ŁÓDŹ, Ａ ﬁ")


def test_codes_of_a_filter_widen_and_filters_narrow_each_other() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "tyre", themes="health"))

    def left(**chosen: tuple[str, ...]) -> list[str]:
        return filtered(*pledges, chosen=Selection(**chosen)).selected_pledges()["pledge_id"].tolist()

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
        pytest.param(
            Selection(status=("overdue", "no_report")),
            "Pledges with the report state “overdue (en)” or “no_report (en)”, as of 23 Nov 2026: 2 of 2",
            id="what is reported",
        ),
    ],
)
def test_the_selection_as_a_sentence(chosen: Selection, said: str) -> None:
    assert sentence(filtered(pledge("a", "nairobi"), pledge("b", "tyre"), chosen=chosen)) == said


def test_one_pledge_is_said_as_one() -> None:
    assert sentence(filtered(pledge("a", "nairobi"))) == "The 1 pledge, as of 23 Nov 2026"


WITHOUT_ARTICLE = re.compile(
    r"in (?:Americas|Bahamas|Comoros|Congo|Gambia|Holy|Middle|Netherlands|Networks|Niger\b|Philippines|Russian|State of"
    r"|Sudan|Syrian|The |United|Unknown|\w+ income|Not classified|[^,:]*Republic\b(?! of China)"
    r"|(?!Solomon|Heard|South Georgia|Svalbard)[^,:]* Islands)"
)
"""Names that take an article or another form after "in", standing there without."""


def where_sentences(facets: Facets) -> list[str]:
    """The sentence of every single country and of every single region of every scheme."""
    countries = [Selection(country=(code,)) for code in facets.dataset.countries["iso3"]]
    schemes = facets.dataset.region_columns
    regions = [Selection(regions_by=each, region=(code,)) for each in schemes for code in facets.declared(each)]
    return [sentence(filter_data(facets, chosen)) for chosen in (*countries, *regions)]


def test_regions_and_countries_stand_in_a_sentence_with_their_article(facets: Facets) -> None:
    said = where_sentences(facets)
    assert len(set(said)) > 280
    for each in said:
        named = each.partition(" in ")[2].partition(", as of")[0]
        assert named.startswith("the ") or not WITHOUT_ARTICLE.match(f"in {named}"), each
        assert not named.startswith("the the "), each
    starts = {each.partition(", as of")[0] for each in said}
    assert {
        "Pledges in the Americas",
        "Pledges in the United Kingdom of Great Britain and Northern Ireland",
        "Pledges in the Middle East and West Asia",
        "Pledges in high-income countries",
        "Pledges by networks",
        "Pledges in Kenya",
        "Pledges in Latin America and the Caribbean",
    } <= starts


def test_a_name_in_a_sentence_is_that_of_a_code_and_spelled_like_its_label(facets: Facets) -> None:
    dataset = facets.dataset
    rows = dataset.taxonomy[dataset.taxonomy["scheme"] == "name_in_sentence"]
    known = {code: dataset.countries.set_index("iso3")["name"][code] for code in dataset.countries["iso3"]}
    for scheme, region, name in dataset.region_schemes[["scheme", "region", "label_en"]].to_numpy():
        known[f"{scheme}:{region}"] = name
    for code in ("network", "unplaced"):
        known[f"no_region:{code}"] = label(dataset, "no_region", code)
    assert set(rows["code"]) <= set(known)
    for code, name in zip(rows["code"], rows["label_en"], strict=True):
        if not code.startswith(("wb_income_group", "no_region")):
            spelled = [set(re.findall(r"[^\W\d_]+", text.casefold())) - {"the", "of"} for text in (name, known[code])]
            assert spelled[0] == spelled[1], code
    assert name_in_sentence(dataset, "iso3", "KEN") == "Kenya"


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


def test_a_funder_is_found_by_any_spelling_and_who_states_none_stays_apart() -> None:
    pledges = (
        pledge("a", "nairobi", funding_source="The Fund; Somebody else"),
        pledge("b", "nairobi", funding_source="Fund"),
        pledge("c", "tyre"),
    )
    known = {
        "funder_id": "fund",
        "name": "The Fund",
        "written_as": "The Fund;Fund",
        "source_url": "https://fund.example",
    }
    facets = filtered(*pledges, funders=(known,)).facets
    assert option_counts(facets, Selection(), "paid_by") == {"fund": 2, "Somebody else": 1, "not_stated": 1}
    assert option_counts(facets, Selection(country=("LBN",)), "paid_by")["not_stated"] == 1
    one, silent, either = (
        filter_data(facets, Selection(paid_by=codes)) for codes in (("fund",), ("not_stated",), ("fund", "not_stated"))
    )
    assert [each.count() for each in (one, silent, either)] == [2, 1, 3]
    assert "Pledges that name The Fund as funder, as of" in sentence(one)
    assert "with nothing stated on: Funder" in sentence(silent)
    assert "that name The Fund as funder (or not stated)" in sentence(either)
    assert not one.allows_gaps(), "a place without it may have another"
