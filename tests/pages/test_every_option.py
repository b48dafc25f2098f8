"""Every option of every menu, chosen once: no page ends in an error, and none draws two things by one name."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell import url_state
from pages.shell.menu import entries
from tests.pages import screen

Open = Callable[..., AppTest]


pytestmark = pytest.mark.slow

LONG = 15
"""Options of a menu beyond which it lists places, cells or cities: these are opened as a page offers them first."""
LONGEST = 60
"""Options of a menu beyond which it lists all countries or cities: of these every tenth is opened."""

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


def shown(menu: Any) -> int | None:
    """The place of the option that a menu shows as chosen."""
    if menu.type == "toggle":
        return options(menu).index(menu.value)
    return menu.index if menu.type == "selectbox" else next(iter(menu.indices), None)


def choose(menu: Any, place: int) -> None:
    if menu.type == "selectbox":
        menu.select_index(place)
    else:
        menu.set_value(options(menu)[place])


def keys(app: AppTest) -> Iterator[str]:
    for kind in ("plotly_chart", "expander"):
        yield from (each.key for each in app.get(kind) if each.key)
    yield from (file.id for file in screen.files(app).values())
    yield from (each.key for each in [*app.button, *app.selectbox, *app.toggle, *app.multiselect] if each.key)


def check(app: AppTest, said: str) -> None:
    assert not app.exception, (said, [each.value for each in app.exception])
    assert [key for key, count in Counter(keys(app)).items() if count > 1] == [], said
    assert screen.headline(app)


def open_each(app: AppTest, known: set[str], path: str = "") -> int:
    """Opens every option of the menus that are not known yet, one at a time and the first chosen last; how many."""
    opened = 0
    own = {key: menu for key, menu in menus(app).items() if key not in known}
    known |= set(own)
    for key, menu in own.items():
        first = shown(menu)
        for place, option in sorted(enumerate(options(menu)), key=lambda each, first=first: each[0] == first):
            if key in menus(app) and (len(options(menu)) <= LONGEST or place % 10 == 0):
                said = f"{path} {key} = {option}"
                choose(menus(app)[key], place)
                check(app.run(), said)
                opened += 1 + open_each(app, known, said)
    return opened


def open_together(app: AppTest) -> None:
    """Opens every option of the short menus, of all of them at once; what another menu hides is opened after it."""
    left: dict[str, list[int]] = {}
    seen_with: dict[str, dict[str, int | None]] = {}
    while True:
        found = menus(app)
        now = {key: shown(menu) for key, menu in found.items()}
        for key, menu in found.items():
            count = len(options(menu))
            # What is chosen elsewhere can make a menu shorter.
            left[key] = [place for place in left.get(key, range(count if count <= LONG else 0)) if place < count]
            seen_with.setdefault(key, now)
        hidden = next((key for key in left if left[key]), "")
        if not hidden:
            return
        step = {key: left[key][0] for key in found if left[key]}
        for key, place in (step or seen_with[hidden]).items():
            if key in found and place is not None:
                choose(found[key], place)
        check(app.run(), str(step))
        found = menus(app)
        chosen = [key for key, place in step.items() if key in found and shown(found[key]) == place]
        assert chosen or (not step and hidden in found), f"{step or hidden} can’t be chosen"
        for key in chosen:
            del left[key][0]


@pytest.mark.parametrize("page", entries())
def test_every_option_of_every_menu_can_be_chosen(opened: Open, page: str) -> None:
    app = opened(page)
    check(app, page)
    counts = [len(options(menu)) for menu in menus(app).values()]
    offered = sum(count if count <= LONGEST else count // 10 for count in counts)
    assert offered >= 5, "at least the schemes of regions"
    assert open_each(app, set()) >= offered
    left = set(app.query_params) - set(url_state.SELECTION)
    assert left == set(), "each menu was put back to what it showed first"


@pytest.mark.parametrize("kind", SELECTIONS)
@pytest.mark.parametrize("page", entries())
def test_every_option_of_short_menus_can_be_chosen_under_filters(opened: Open, page: str, kind: str) -> None:
    app = opened(page, **SELECTIONS[kind])
    check(app, page)
    open_together(app)
