"""Twenty thousand pledges: every page works and sends no more than a page of rows, and no larger figures."""

import os
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell.menu import entries
from tests.pages import by_hand, folders, screen

pytestmark = pytest.mark.slow

PLEDGES = 20_000
ROWS_OF_A_PAGE = 250
CHARACTERS_OF_A_FIGURE = 60_000
"""Three a pledge; the largest figure has half as many, of 81 pledges too."""


@pytest.fixture(scope="module", autouse=True)
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("COALITION_DATA")
    os.environ["COALITION_DATA"] = str(folders.large(tmp_path_factory.mktemp("many") / "data", PLEDGES))
    yield
    del os.environ["COALITION_DATA"]
    if before is not None:
        os.environ["COALITION_DATA"] = before


CHOSEN: list[tuple[str, dict[str, str]]] = [
    ("profile", {"theme": "housing"}),
    ("profile", {"country": "CHE"}),
    ("profile", {"city": "zurich-che"}),
    ("peers", {"city": "zurich-che"}),
    ("funding", {"asks": "zurich-che"}),
    ("pledges", {"search": "women"}),
    ("calendar", {"region": "Africa"}),
]
"""Pages on which something is chosen show more than the list they begin with."""


@pytest.mark.parametrize("page", entries())
def test_a_page_sends_a_page_of_rows(opened: Callable[..., AppTest], page: str) -> None:
    app = opened(page)
    assert screen.headline(app).startswith("All 20,000 pledges")
    assert_is_bounded(app)


@pytest.mark.parametrize(("page", "link"), CHOSEN)
def test_a_page_on_which_something_is_chosen_sends_no_more(
    opened: Callable[..., AppTest], page: str, link: dict[str, str]
) -> None:
    assert_is_bounded(opened(page, **link))


def assert_is_bounded(app: AppTest) -> None:
    assert not app.exception
    assert max((len(table) for table in screen.tables(app)), default=0) <= ROWS_OF_A_PAGE
    assert all(len(each.proto.spec) < CHARACTERS_OF_A_FIGURE for each in app.get("plotly_chart"))
    assert len(app.get("page_link")) < 100


def test_the_list_says_how_much_of_it_is_shown(opened: Callable[..., AppTest]) -> None:
    app = opened("pledges")
    assert len(app.dataframe[0].value) == ROWS_OF_A_PAGE
    assert screen.says(app, "Showing 250 of 20,000")
    assert screen.says(app, "Download 20,000 pledges as CSV")


def test_a_filter_changes_the_numbers(opened: Callable[..., AppTest]) -> None:
    app = opened("pledges")
    app.multiselect(key="choice_region").set_value(["Africa"]).run()
    assert not app.exception
    shipped = by_hand.rows("pledges")
    africa = [by_hand.is_in("Africa")(row) for row in shipped]
    count = sum(africa[place % len(shipped)] for place in range(PLEDGES))
    assert screen.headline(app).startswith(f"{count:,} of 20,000 pledges")


def test_a_place_with_very_many_pledges_shows_a_page_of_links(opened: Callable[..., AppTest]) -> None:
    app = opened("map", place="zurich-che")
    assert not app.exception
    assert 0 < len(app.get("page_link")) < 100
    assert screen.says(app, "Showing 30 of ")
