"""The other files of a pack on offer: what the server can make, and what it says where it can't."""

import pytest
from streamlit.testing.v1 import AppTest

from analytics.exports.images import browser_path
from tests.needs import missing


def offered() -> None:
    from analytics.packs.page import Paper
    from pages.shell import pack_files

    pack_files.offer_slides(lambda: [], None, "pack-gfmd-2026_all_2026-11-28")
    pack_files.offer_handout(lambda: Paper("Handout", (), ()), "handout-gfmd-2026_all_2026-11-28")


def disabled(app: AppTest) -> dict[str, bool]:
    assert not app.exception
    return {each.proto.label: each.proto.disabled for each in app.get("download_button")}


def test_without_libreoffice_and_browser_only_the_document_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("COALITION_BROWSER", "no-such-browser")
    app = AppTest.from_function(offered).run()
    files = disabled(app)
    assert [name for name, is_off in files.items() if not is_off] == ["Handout for Word"] and len(files) == 5
    assert all("Chrome or Chromium" in each.value for each in app.caption)


def test_without_libreoffice_it_says_whose_look_the_images_have(monkeypatch: pytest.MonkeyPatch) -> None:
    if (path := browser_path()) is None:
        missing("there is no Chrome or Chromium")
    monkeypatch.setenv("COALITION_BROWSER", path)
    monkeypatch.setenv("PATH", "/nowhere")
    app = AppTest.from_function(offered).run()
    assert [name for name, is_off in disabled(app).items() if is_off] == ["Pack as ODP"]
    assert "the dashboard’s own" in app.caption[0].value
