"""Tables that show what is in them, and figures beside each other that end at one height if they can."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.charts.description import Figure
from analytics.renderers.page import page_figure
from pages.shell import cache
from tests.pages import screen
from tests.quick import first_of_each

Open = Callable[..., AppTest]
PHONE = 390 - 2 * 16 - 33
"""Pixels of a table on the narrowest screen, less the column that rows are chosen in."""


def columns(table: object) -> dict[str, dict[str, object]]:
    return json.loads(table.proto.columns)  # type: ignore[attr-defined]


@pytest.mark.parametrize("region", ["Africa", "Europe"])
def test_titles_are_wrapped_in_a_column_that_a_phone_shows_whole(opened: Open, region: str) -> None:
    table = opened("pledges", region=region).dataframe[0]
    width, height = columns(table)["title"]["width"], table.proto.row_height
    assert isinstance(width, int) and width <= PHONE
    assert height > 64, "Streamlit wraps in rows that are higher than this"
    # A letter takes 6 pixels or so, and half a word is lost at the end of a line.
    needed = table.value["title"].str.len().max() / (width / 6 - 5)
    assert needed <= height // 20


@pytest.mark.parametrize("link", [{}, {"need": "migrants"}])
def test_a_phone_shows_numbers_of_people_beside_their_countries(opened: Open, link: dict[str, str]) -> None:
    people = columns(opened("overview", region="Africa", **link).dataframe[0])["people"]
    assert len(str(people["label"])) < 20, "numbers stand at the right of a column as wide as its heading"
    assert len(str(people["help"])) > 20 or link, "which says in full what is counted"


FEW = {"region": "Africa", "theme": "health"}


@pytest.mark.parametrize(("page", "link"), [("scenario", {}), ("scenario", FEW), ("records", {}), ("progress", {})])
def test_figures_beside_each_other_are_of_one_height(opened: Open, page: str, link: dict[str, str]) -> None:
    first, second, *_others = (spec["layout"]["height"] for spec in screen.figures(opened(page, **link)).values())
    assert first == second


def test_a_single_bar_beside_a_long_figure_leaves_no_empty_screen_of_a_phone(opened: Open) -> None:
    first, second, *_others = (spec["layout"]["height"] for spec in screen.figures(opened("records", **FEW)).values())
    assert second < first / 2


@pytest.mark.parametrize("page", first_of_each(["records", "progress", "data"]))
def test_so_are_figures_with_their_words_inside_and_only_the_lower_one_is_drawn_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """Where the server has no browser, a camera saves what is inside."""
    monkeypatch.setenv("COALITION_BROWSER", "no-such-browser")
    drawn: list[Figure] = []

    def draw(figure: Figure, *others: Any) -> dict[str, Any]:
        drawn.append(figure)
        return page_figure(figure, *others)

    monkeypatch.setattr(cache, "page_figure", draw)
    cache.cached_figure.cache_clear()
    specs = [*screen.figures(opened(page)).values()]
    first, second, *_others = (spec["layout"]["height"] for spec in specs)
    assert first == second
    assert len(drawn) == len(specs) + 1
