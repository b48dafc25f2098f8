"""Every option of every menu, chosen once: no page ends in an error, and none draws two things by one name."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell import filter_bar
from pages.shell.menu import entries
from tests.pages import screen

Open = Callable[..., AppTest]


pytestmark = pytest.mark.slow

LONG = 15
"""Options of a menu beyond which it lists places, cells or cities: these are opened as a page offers them first."""

SELECTIONS = {
    "networks": {"kind": "network"},
    "a region without a pledge": {"region": "Oceania"},
    "stated tags of one year": {"stated": "yes", "year": "2022"},
}


def menus(app: AppTest) -> dict[str, Any]:
    """What a reader can choose on the page, by key."""
    return {each.key: each for each in [*app.selectbox, *app.toggle, *app.segmented_control] if not each.disabled}


def options(menu: Any) -> list[Any]:
    return [True, False] if menu.type == "toggle" else list(menu.options)


def choose(app: AppTest, key: str, option: Any) -> AppTest:
    menu = menus(app)[key]
    if menu.type == "selectbox":
        menu.select_index(list(menu.options).index(option))
    else:
        menu.set_value(option)
    return app.run()


def keys(app: AppTest) -> Iterator[str]:
    for kind in ("plotly_chart", "download_button", "expander"):
        yield from (each.key for each in app.get(kind) if each.key)
    yield from (each.key for each in [*app.button, *app.selectbox, *app.toggle, *app.multiselect] if each.key)


def check(app: AppTest, said: str) -> None:
    assert not app.exception, (said, [each.value for each in app.exception])
    assert [key for key, count in Counter(keys(app)).items() if count > 1] == [], said
    assert screen.headline(app)


def open_all(app: AppTest, known: set[str], longest: int, path: str = "") -> int:
    """Opens every option of the menus that are not known yet, one at a time; how many it opened."""
    opened = 0
    own = {key: menu for key, menu in menus(app).items() if key not in known}
    known |= set(own)
    for key, menu in own.items():
        first, offered = menu.value, options(menu)
        for option in offered[:longest]:
            said = f"{path} {key} = {option}"
            check(choose(app, key, option), said)
            opened += 1 + open_all(app, known, longest, said)
        if key in menus(app):
            menus(app)[key].set_value(first)
            check(app.run(), f"{path} {key} as it was")
    return opened


@pytest.mark.parametrize("page", entries())
def test_every_option_of_every_menu_can_be_chosen(opened: Open, page: str) -> None:
    app = opened(page)
    check(app, page)
    offered = sum(len(options(menu)) for menu in menus(app).values())
    assert offered >= 5, "at least the schemes of regions"
    assert open_all(app, set(), longest=10_000) >= offered
    left = set(app.query_params) - set(filter_bar.SELECTION)
    assert left == set(), "each menu was put back to what it showed first"


@pytest.mark.parametrize("kind", SELECTIONS)
@pytest.mark.parametrize("page", entries())
def test_every_option_of_short_menus_can_be_chosen_under_filters(opened: Open, page: str, kind: str) -> None:
    app = opened(page, **SELECTIONS[kind])
    check(app, page)
    open_all(app, {key for key, menu in menus(app).items() if len(options(menu)) > LONG}, LONG)
