"""Names of files: readable, safe on every system, and never the same for two selections."""

import re
from collections import Counter

import pytest

from analytics.facets import NOT_STATED, Facets
from analytics.file_names import LONGEST, file_stem
from analytics.selection import FILTERS, Selection, filter_data
from analytics.words import language
from tests import tiny
from tests.oracle.generated import SCHEMES, generated_cases

SAFE = re.compile(r"map_[a-z0-9_-]*[a-z0-9]_2026-11-\d\d")
"""No sign that Windows forbids, no capital that it takes for a small letter, no end that it drops."""

ALIKE = (
    *(Selection(search=each) for each in ("africa", "Africa", "áfrica", "africa ", "africa-", "search-africa", "?!")),
    *(Selection(regions_by=scheme, region=("Africa",)) for scheme in ("m49_region", "uclg_section")),
    *(Selection(regions_by=scheme) for scheme in dict.fromkeys(SCHEMES)),
    *(Selection(stated=stated, search=search) for stated in (False, True) for search in ("", "stated only")),
    *(Selection(gcm=("1",)), Selection(search="gcm 1"), Selection(search="all"), Selection(search="0123abcd")),
)


@pytest.mark.parametrize("spoken", ["en", "fr"])
def test_two_selections_never_bear_one_name(facets: Facets, spoken: str) -> None:
    every_code = [
        Selection(**{field: (code,)}) for field in FILTERS for code in facets.facet(Selection().facet_of(field)).codes
    ]
    drawn = [case.chosen for case in generated_cases(facets, 600, seed=12)]
    chosen = list(dict.fromkeys([*ALIKE, *every_code, *drawn]))
    token = language.set(spoken)
    try:
        names = {each: file_stem("map", filter_data(facets, each)) for each in chosen}
    finally:
        language.reset(token)
    assert len(chosen) > 800
    shared = Counter(names.values())
    assert [(each, name) for each, name in names.items() if shared[name] > 1] == []
    assert [name for name in shared if not SAFE.fullmatch(name)] == []
    assert max(map(len, shared)) <= LONGEST + len("map__2026-11-23")


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Selection(), "all"),
        (Selection(region=("Africa",), theme=("housing",)), "africa_housing"),
        (Selection(country=("DEU",), year=("2022",)), "germany_2022"),
        (Selection(gcm=("21",), compact=("GCM",)), "gcm-21_gcm"),
        (Selection(search="jobs"), "search-jobs"),
        (Selection(stated=True), "stated-only"),
        (Selection(gcm=(NOT_STATED,)), "gcm-objective-not-stated"),
    ],
)
def test_a_name_says_what_is_selected(facets: Facets, chosen: Selection, words: str) -> None:
    filtered = filter_data(facets, chosen)
    assert file_stem("map", filtered) == f"map_{words}_{filtered.dataset.as_of}"


def test_only_words_that_are_cut_or_mean_several_things_have_a_mark(facets: Facets) -> None:
    def words(chosen: Selection) -> str:
        return file_stem("map", filter_data(facets, chosen)).split("_", 1)[1].rpartition("_")[0]

    marked = re.compile(r"(.*)_[0-9a-f]{8}")
    assert not marked.fullmatch(words(Selection(region=("Africa", "Asia"))))
    many = tuple(facets.facet("iso3").codes[:9])
    cut = marked.fullmatch(words(Selection(country=many)))
    assert cut and cut[1].startswith("afghanistan")
    capital = marked.fullmatch(words(Selection(search="Jobs")))
    assert capital and capital[1] == "search-jobs"
    assert marked.fullmatch(words(Selection(search="?")))


def test_names_that_no_letter_of_ours_writes_have_a_mark() -> None:
    pledges = (tiny.pledge("a", "tokyo"), tiny.pledge("b", "osaka"))
    cities = (tiny.city("tokyo", "JPN"), tiny.city("osaka", "JPX"))
    countries = (tiny.country("JPN", "Asia", name="日本"), tiny.country("JPX", "Asia", name="大阪"))
    whole = tiny.filtered(*pledges, cities=cities, countries=countries)
    names = [file_stem("map", filter_data(whole.facets, Selection(country=(code,)))) for code in ("JPN", "JPX")]
    assert len(set(names)) == 2 and all(re.fullmatch(r"map_[0-9a-f]{8}_2026-11-23", each) for each in names)
