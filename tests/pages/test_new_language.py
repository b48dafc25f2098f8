"""A language is what has a catalogue of ours: a new one works on every page, and no other name is taken for one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from streamlit.testing.v1 import AppTest

from analytics import words
from pages.shell.menu import entries
from tests.pages import screen
from tests.quick import first_of_each


@pytest.fixture
def portuguese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue in a language that the data have no labels in, beside a file and a folder that are none."""
    catalogue = Catalog(locale="pt")
    catalogue.add("Where we stand", "Visão geral")
    folder = tmp_path / "pt" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "dashboard.mo").open("wb") as file:
        write_mo(file, catalogue)
    (tmp_path / "dashboard.pot").write_text("")
    (tmp_path / "klingon" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "klingon" / "LC_MESSAGES" / "dashboard.mo").write_bytes((folder / "dashboard.mo").read_bytes())
    monkeypatch.setattr(words, "LOCALES", tmp_path)


@pytest.mark.parametrize("page", first_of_each(entries()))
def test_a_page_in_a_new_language(opened: Callable[..., AppTest], portuguese: None, page: str) -> None:
    app = opened(page, lang="pt")
    assert not app.exception
    assert not any("lang" in warning for warning in screen.warnings(app))
    assert "Visão geral" in [each.proto.label for each in app.get("page_link")]


def test_a_callback_which_runs_before_the_language_is_set_keeps_it(portuguese: None) -> None:
    def clicked() -> None:
        import streamlit as st

        from analytics.words import language
        from pages.shell import cache, url_state

        cache.load()
        url_state.set_language()
        language.set("en")
        st.text(url_state.link())

    app = AppTest.from_function(clicked)
    for lang in ("pt", "klingon", "en"):
        app.query_params["lang"] = lang
        app.run(timeout=60)
        assert app.text[0].value == str({"lang": "pt"} if lang == "pt" else {})


@pytest.mark.parametrize("lang", ["dashboard.pot", "klingon", "..", "es"])
def test_what_has_no_catalogue_or_no_numbers_of_its_own_is_told(
    opened: Callable[..., AppTest], portuguese: None, lang: str
) -> None:
    app = opened("overview", lang=lang)
    assert not app.exception
    assert f"lang = {lang}" in " ".join(screen.warnings(app))
