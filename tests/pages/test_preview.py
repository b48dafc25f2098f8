"""The picture of a link to a page, which chats show beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.exhibits.exhibit import Exhibit
from pages.shell import offered, printout
from tests.pages import folders

Open = Callable[..., AppTest]


@pytest.fixture
def pictured(opened: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Exhibit]:
    """Opens a page; what its picture shows."""

    def exhibit(page: str, **link: str) -> Exhibit:
        made: dict[str, Callable[[], bytes]] = {}
        shown: list[Exhibit] = []

        def register(name: str, make: Callable[[], bytes]) -> None:
            made[name] = offered.in_this_run(make)

        monkeypatch.setattr(offered, "register", register)
        monkeypatch.setattr(printout, "preview_image", lambda each: shown.append(each) or b"")
        app = opened(page, **link)
        assert not app.exception
        made[printout.PREVIEW]()
        return shown[0]

    return exhibit


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("peers", {}),
        ("progress", {"search": "nothing has this"}),
        ("map", {"kind": "network"}),
        ("changes", {}),
    ],
)
def test_a_page_without_a_figure_has_the_map_of_all_pledges(
    pictured: Callable[..., Exhibit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, link: dict[str, str]
) -> None:
    # Without a release there is nothing to compare.
    monkeypatch.setenv("COALITION_DATA", str(folders.copy(tmp_path / "data")))
    shown = pictured(page, **link)
    assert shown.name == "map-pledges"
    assert sum(shown.table["pledges"]) > 0


def test_a_page_with_figures_has_its_map_or_else_the_first(pictured: Callable[..., Exhibit]) -> None:
    assert pictured("overview", region="Africa").name == "map-pledges"
    assert pictured("coverage").name.startswith("coverage-")
