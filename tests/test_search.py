"""The search for everything: whatever has a name is found by each of its names."""

import csv

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from analytics.dataset.languages import NAMES_FILE
from analytics.exhibits.profiles.subjects import all_subjects
from analytics.facets import Facets, words_of
from analytics.search import MOST, country_names, page_target, search_results, targets_of
from analytics.words import languages
from scripts import build_country_names

FINDS = [
    ("Germany", "country", "Germany"),
    ("deutschland", "country", "Germany"),
    ("DEU", "country", "Germany"),
    ("de", "country", "Germany"),
    ("Tchad", "country", "Chad"),
    ("cote d'ivoire", "country", "Côte d’Ivoire"),
    ("zurich", "city", "Zürich, Switzerland"),
    ("vivienda", "theme", "Housing"),
    ("objective 15", "objective", "GCM objective 15 Access to basic services"),
    ("mayors migration council", "network", "Mayors Migration Council"),
    ("hilton", "funder", "Conrad N. Hilton Foundation"),
    ("kampala safety", "pledge", "Kampala for All: Safety Nets"),
    ("jobs livelihoods", "theme", "Jobs and livelihoods"),
]


@pytest.mark.parametrize(("wanted", "kind", "name"), FINDS)
def test_the_first_result_is_what_the_name_means(facets: Facets, wanted: str, kind: str, name: str) -> None:
    first = search_results(wanted, facets).targets[0]
    assert first.kind == kind
    assert first.name.startswith(name)


@pytest.mark.parametrize(
    ("wanted", "name"), [("kampla", "Kampala, Uganda"), ("Colmobia", "Colombia"), ("turkey", "Türkiye")]
)
def test_a_name_spelled_otherwise_is_suggested_as_a_guess(facets: Facets, wanted: str, name: str) -> None:
    results = search_results(wanted, facets)
    assert results.is_guess
    assert results.targets[0].name == name


@pytest.mark.slow
def test_whatever_has_a_profile_is_found_by_every_name_it_has(facets: Facets) -> None:
    targets = targets_of(facets)
    assert len([each for each in targets if each.page == "profile"]) == len(all_subjects(facets.dataset))
    missed = [
        (target.kind, name)
        for target in targets
        for name in target.names
        if target.names and not any(name in each.names for each in search_results(name, facets).targets)
    ]
    assert missed == []
    assert all(target.names and target.name for target in targets)


def test_names_of_countries_are_those_that_their_script_makes() -> None:
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    assert heading == ["iso3", "names"]
    assert [tuple(row) for row in rows] == build_country_names.rows()


def test_a_search_loads_no_language_that_no_reader_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    parse, asked = Locale.parse, set()

    def noted(code: str) -> Locale:
        asked.add(code)
        return parse(code)

    monkeypatch.setattr(Locale, "parse", noted)
    assert "Deutschland" in country_names("DEU")
    assert asked == languages()


def test_what_a_page_answers_is_found_too(facets: Facets) -> None:
    pages = [page_target("gaps", "Gaps", "Where is need, and are pledges there?")]
    assert search_results("where is need", facets, pages).targets[0].page == "gaps"
    assert search_results("gaps", facets, pages).targets[0].params == ()


@given(st.text(max_size=60))
def test_any_text_has_an_answer_of_a_bounded_size(facets: Facets, wanted: str) -> None:
    results = search_results(wanted, facets)
    assert len(results.targets) <= MOST
    assert results.total >= len(results.targets)
    assert bool(words_of(wanted)) or not results.targets
