"""Tables that show what is in them, and figures beside each other that end at one height."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import screen

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


@pytest.mark.parametrize("link", [{}, {"region": "Africa", "theme": "health"}])
@pytest.mark.parametrize("page", ["scenario", "records", "progress"])
def test_figures_beside_each_other_are_of_one_height(opened: Open, page: str, link: dict[str, str]) -> None:
    first, second, *_others = (spec["layout"]["height"] for spec in screen.figures(opened(page, **link)).values())
    assert first == second
