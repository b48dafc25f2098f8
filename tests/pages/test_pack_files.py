"""The other files of a pack on offer: what the server can make, and what it says where it can't."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from analytics.exports.images import browser_path
from tests.needs import missing
from tests.pages import screen

Open = Callable[..., AppTest]

OFFERED = ("Pack as PDF", "Pack as images", "Pack as ODP", "Handout for Word", "Handout as PDF")


def made(app: AppTest) -> list[str]:
    """Those of the files that can be had."""
    files = screen.files(app)
    return [name for name in OFFERED if not files[name].disabled]


def test_without_libreoffice_and_browser_only_the_document_is_left(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("COALITION_BROWSER", "no-such-browser")
    app = opened("deck", pack="GFMD-2026")
    assert made(app) == ["Handout for Word"]
    assert screen.says(app, "The handout comes without its figures, and there is no PDF. ")


def test_without_libreoffice_it_says_whose_look_the_images_have(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    if (path := browser_path()) is None:
        missing("there is no Chrome or Chromium")
    monkeypatch.setenv("COALITION_BROWSER", path)
    monkeypatch.setenv("PATH", "/nowhere")
    app = opened("deck", pack="GFMD-2026")
    assert made(app) == [name for name in OFFERED if name != "Pack as ODP"]
    assert screen.says(app, "PDF and images are the dashboard’s own")
