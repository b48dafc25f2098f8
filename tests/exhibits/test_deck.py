"""A deck in a link: what goes in comes out, and what is no deck is refused."""

import base64
import contextlib
import json
import zlib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.exhibits.catalogue import shortened
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.exhibit import Recipe
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.packs.deck_links import LONGEST_TITLE, MOST, Item, item, numbers_mark, read, written
from analytics.selection import Selection, filter_data

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
params = st.lists(st.tuples(texts, st.lists(texts, max_size=3).map(tuple)), max_size=4).map(tuple)
names = st.from_regex("[a-z]{0,9}", fullmatch=True)
recipes = st.builds(Recipe, texts, st.dictionaries(texts, texts, max_size=4).map(lambda each: tuple(each.items())))
slides = st.builds(Item, names, params, recipes, texts, texts)


def packed(plain: object) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(plain).encode())).decode().rstrip("=")


@given(st.lists(slides, max_size=5))
def test_a_deck_comes_back_from_its_link(deck: list[Item]) -> None:
    link = written(deck)
    assert read(link) == deck
    assert all(letter.isalnum() or letter in "-_" for letter in link), "nothing in it needs an escape"


@given(st.text(max_size=60))
def test_any_text_is_a_deck_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read(text), list)


@pytest.mark.parametrize(
    "plain",
    [
        {},
        "deck",
        [[]],
        [3],
        [3, ["map", [], "matrix", {}, "0", ""]],
        [2, ["map", [], ["matrix"], "0", ""]],
        [2, ["map", {}, "matrix", {}, "0", ""]],
        [2, ["map", [], "matrix", [], "0", ""]],
        [2, ["map", [], "matrix", {"themes": 1}, "0", ""]],
        [2, ["map", [["region", "Africa"]], "matrix", {}, "0", ""]],
        [2, ["https://elsewhere.org", [], "matrix", {}, "0", ""]],
        [2, *[["map", [], "matrix", {}, "0", ""]] * (MOST + 1)],
        [2, ["map", [], "matrix", {}, "0", "\ud800"]],
        [["map", [], [], "0"]],
        [["map", {}, ["matrix"], "0", ""]],
        [["map", [["region", "Africa"]], ["matrix"], "0", ""]],
        [["map", [], [1], "0", ""]],
        [["map", [], ["matrix"], "0", None]],
        [["https://elsewhere.org", [], ["matrix"], "0", ""]],
        [["map", [], ["matrix"], "0", ""]] * (MOST + 1),
        [["map", [], ["matrix"], "0", "\ud800"]],
    ],
)
def test_what_is_written_otherwise_is_refused(plain: object) -> None:
    with pytest.raises(ValueError):
        read(packed(plain))


def test_what_unfolds_to_very_much_is_not_unfolded() -> None:
    with pytest.raises(ValueError):
        read(packed([["map", [], [], "0", "a" * 5_000_000]]))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ValueError):
        read(base64.urlsafe_b64encode(zlib.compress(b"[" * 100_000)).decode())


def test_a_title_has_an_end() -> None:
    (slide,) = read(packed([["map", [], [], "0", "a" * 1000]]))
    assert len(slide.title) == LONGEST_TITLE


def test_options_of_the_first_version_stood_by_position() -> None:
    plain = [["coverage", [["region", ["Africa"]]], ["matrix", "gcm", "pledges", "no", "all_areas"], "0", "Mine"]]
    assert read(packed(plain)) == [
        Item(
            "coverage",
            (("region", ("Africa",)),),
            Recipe("matrix", (("themes", "gcm"), ("universe", "all_areas"))),
            "0",
            "Mine",
        )
    ]


def test_options_in_another_order_or_at_their_default_are_the_same_figure() -> None:
    """Otherwise a figure would be offered again that is in the deck already."""
    options = {"universe": "all_areas", "themes": "gcm", "measure": "pledges"}
    (slide,) = read(packed([2, ["coverage", [], "matrix", options, "0", ""]]))
    assert slide.recipe == Recipe("matrix", (("themes", "gcm"), ("universe", "all_areas")))


def test_a_kind_that_is_another_one_now_opens_as_that() -> None:
    (slide,) = read(packed([["data", [], ["documentation"], "0", ""]]))
    assert slide.recipe == Recipe("items")


def test_a_figure_that_is_gone_stays_in_the_deck() -> None:
    """The page says that it can't be made; the other slides are not lost."""
    options = ("matrix", "theme", "pledges", "no", "un_members", "one too many", "and another")
    assert [slide.recipe.kind for slide in read(packed([["map", [], [kind], "0", ""] for kind in ("gone", "years")]))]
    (slide,) = read(packed([["coverage", [], list(options), "0", ""]]))
    with pytest.raises(LookupError):
        shortened(slide.recipe)


def test_thirty_slides_stay_a_short_link(facets: Facets) -> None:
    exhibit = coverage.matrix(filter_data(facets, Selection()), Counting())
    regions = ["Africa", "Americas", "Asia", "Europe", "Oceania"]
    measures = ["pledges", "governments", "countries", "member_share", "displaced_share", "population_share"]
    deck = [
        item(exhibit, "coverage", {"region": [region], "measure": [measure]})
        for region in regions
        for measure in measures
    ]
    assert len(deck) == 30
    assert len(written(deck)) < 2000, "what every program keeps whole"


def test_the_mark_follows_the_numbers_alone(facets: Facets) -> None:
    everything = coverage.matrix(filter_data(facets, Selection()), Counting())
    again = coverage.matrix(filter_data(facets, Selection()), Counting())
    africa = coverage.matrix(filter_data(facets, Selection(region=("Africa",))), Counting())
    assert numbers_mark(everything) == numbers_mark(again) != numbers_mark(africa)
    before = numbers_mark(again)
    again.table["region_label"] = "Región"
    assert numbers_mark(again) == before, "words in another language are no new numbers"
    again.table.loc[again.table["value"].first_valid_index(), "value"] += 1
    assert numbers_mark(again) != before


def test_the_mark_of_a_known_table(facets: Facets) -> None:
    exhibit = coverage.matrix(filter_data(facets, Selection()), Counting())
    assert len(numbers_mark(exhibit)) == 8
    assert pd.Series(list(numbers_mark(exhibit))).isin(list("0123456789abcdef")).all()
