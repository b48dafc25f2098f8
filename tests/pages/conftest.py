"""Pages as a reader opens them, without a browser."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell import filter_bar

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"

Link = dict[str, str | list[str]]


def page_at(page: str, link: Mapping[str, str | list[str]], all_filters: bool = False) -> AppTest:
    """A page as its link shows it; with “More filters” open, if `all_filters`."""
    # Long, because the first test waits for every library to load on a machine that may be busy.
    app = AppTest.from_file(str(FRAME), default_timeout=120)
    app.switch_page(f"{page}.py")
    for name, value in link.items():
        app.query_params[name] = value
    app.session_state[filter_bar.MORE] = all_filters
    return app.run()


@pytest.fixture(autouse=True)
def files_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the moment for which a folder must be still before it is read again."""
    monkeypatch.setattr("analytics.dataset.source.SETTLED_AFTER", 0)


@pytest.fixture
def opened() -> Callable[..., AppTest]:
    """Opens a page by its link: `opened("map", region="Africa")`."""
    return lambda page, **link: page_at(page, link)


@pytest.fixture
def opened_on(opened: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page on another data folder: `opened_on(folder, "map")`."""

    def page_on(folder: Path, page: str, **link: str | list[str]) -> AppTest:
        monkeypatch.setenv("COALITION_DATA", str(folder))
        return opened(page, **link)

    return page_on
