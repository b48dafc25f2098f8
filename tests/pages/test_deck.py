"""The page of the deck: what is added stands there, in order, with today's numbers, in the link and nowhere else."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.exhibits.exhibit import Recipe
from analytics.packs.deck_links import LONGEST_TITLE, MOST, Item, read, written
from pages.shell.menu import entries
from tests.pages import screen

Open = Callable[..., AppTest]

MATRIX = Item("coverage", (), Recipe("matrix"), "00000000")
LONG = (("gcm", tuple(str(objective) for objective in range(1, 24))),)
"""Parameters under which a finding is longer than a title can be."""


def button(app: AppTest, key: str) -> Any:
    return next(each for each in app.button if each.key == key)


def title_box(app: AppTest) -> Any:
    return next(each for each in app.text_input if each.label.startswith("Title of slide"))


def deck_of(app: AppTest) -> list[Item]:
    value = app.query_params.get("deck", [""])
    return read(value[0] if isinstance(value, list) else value)


def added(app: AppTest, *figures: str) -> AppTest:
    """The page after a click on "Add to deck" of each figure named by the start of its key."""
    for figure in figures:
        next(each for each in app.button if each.key and each.key.startswith(f"deck_{figure}")).click()
        app.run()
    return app


@pytest.mark.slow
def test_a_figure_is_added_with_its_selection_and_choices(opened: Open) -> None:
    app = added(opened("coverage", region="Africa", measure="governments"), "coverage-theme-governments")
    (slide,) = deck_of(app)
    assert slide.page == "coverage"
    assert slide.link() == {"region": ["Africa"], "measure": ["governments"]}
    assert slide.title == ""
    assert button(app, "deck_coverage-theme-governments").disabled, "once is enough"
    assert any(link.proto.label == "Take it to the forum (1)" for link in app.get("page_link"))


@pytest.mark.slow
def test_every_figure_of_every_page_can_be_added_and_made_again(opened: Open) -> None:
    deck = []
    for page in (page for page in entries() if page not in ("pledges", "profile", "changes", "deck")):
        app = opened(page, **{"city": "kampala-uga"} if page == "peers" else {})
        figures = [key.removeprefix("figure_") for key in screen.figures(app)]
        assert figures
        assert {f"deck_{figure}" for figure in figures} <= {each.key for each in app.button}
        deck += deck_of(added(app, figures[0]))
    app = opened("deck", deck=written(deck))
    assert not app.exception
    assert screen.says(app, f"Your own deck: {len(deck)} slides")
    assert not screen.says(app, "no longer has this figure")
    assert not screen.says(app, "have changed since")


@pytest.mark.slow
def test_slides_are_put_in_order_and_taken_out(opened: Open) -> None:
    one, two, three = (replace(MATRIX, title=title) for title in ("One", "Two", "Three"))
    app = opened("deck", deck=written([one, two, three]))
    button(app, "deck_Down_0").click().run()
    assert [slide.title for slide in deck_of(app)] == ["Two", "One", "Three"]
    button(app, "deck_Up_2").click().run()
    assert [slide.title for slide in deck_of(app)] == ["Two", "Three", "One"]
    button(app, "deck_Remove_0").click().run()
    assert [slide.title for slide in deck_of(app)] == ["Three", "One"]
    assert button(app, "deck_Up_0").disabled and button(app, "deck_Down_1").disabled
    for _slide in range(2):
        button(app, "deck_Remove_0").click().run()
    assert "deck" not in app.query_params
    assert screen.says(app, "Add to deck")


def test_a_title_of_ones_own_stays_and_can_be_given_back(opened: Open) -> None:
    app = opened("deck", deck=written([MATRIX]))
    finding = title_box(app).value
    assert "pairs of region and theme" in finding
    own = "Où sont-elles? <b>*&* “مدن”"
    title_box(app).set_value(own).run()
    assert [slide.title for slide in deck_of(app)] == [own]
    assert screen.says(app, f"1. {own}")
    title_box(app).set_value("").run()
    assert [slide.title for slide in deck_of(app)] == [""]
    assert title_box(app).value == finding


def test_a_finding_too_long_for_its_field_stays_whole_until_it_is_edited(opened: Open) -> None:
    deck = written([replace(MATRIX, params=LONG)])
    app = opened("deck", deck=deck)
    assert len(title_box(app).value) == LONGEST_TITLE
    assert [slide.title for slide in deck_of(app)] == [""]
    title_box(app).set_value("Mine").run()
    assert [slide.title for slide in deck_of(app)] == ["Mine"]


def test_a_title_of_spaces_is_none(opened: Open) -> None:
    app = opened("deck", deck=written([replace(MATRIX, title=" \r ")]))
    assert "pairs of region and theme" in title_box(app).value


def test_new_numbers_are_told(opened: Open) -> None:
    assert screen.says(opened("deck", deck=written([MATRIX])), "numbers have changed since it was added")
    app = added(opened("coverage"), "coverage-theme-pledges")
    assert not screen.says(opened("deck", deck=written(deck_of(app))), "numbers have changed")


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        (replace(MATRIX, recipe=Recipe("matrix", (("universe", "mars"),))), "no longer has this figure"),
        (replace(MATRIX, recipe=Recipe("")), "no longer has this figure"),
        (replace(MATRIX, recipe=Recipe("__import__", (("name", "os"),))), "no longer has this figure"),
        (replace(MATRIX, params=(("region", ("Atlantis",)),)), "region = Atlantis"),
        (replace(MATRIX, page="elsewhere"), "pairs of region and theme"),
    ],
)
def test_a_slide_that_data_or_dashboard_no_longer_know_is_told(opened: Open, slide: Item, said: str) -> None:
    app = opened("deck", deck=written([slide]))
    assert not app.exception
    assert screen.says(app, said)


@pytest.mark.parametrize("name", ["embed", "Embed_Options"])
def test_a_parameter_that_no_link_may_have_is_left_out(opened: Open, name: str) -> None:
    """Streamlit draws no link to a page with it."""
    app = opened("deck", deck=written([replace(MATRIX, params=((name, ("true",)), ("region", ("Africa",))))]))
    assert not app.exception
    to_figure = next(link.proto for link in app.get("page_link") if link.proto.label == "To the page of this figure")
    assert "region=Africa" in to_figure.query_string and "embed" not in to_figure.query_string.lower()


def test_what_a_slide_ignores_neither_fills_the_screen_nor_turns_a_line(opened: Open) -> None:
    regions = ("\u202eacirfA" * 20, *(f"Nowhere {place}" for place in range(300)))
    app = opened("deck", deck=written([replace(MATRIX, params=(("region", regions),))]))
    (said,) = (text for text in screen.texts(app) if "Not in the data any more" in text)
    assert "296 more" in said and "\u202e" not in said


def test_a_deck_of_nothing_that_can_be_made_offers_no_file(opened: Open) -> None:
    app = opened("deck", deck=written([replace(MATRIX, recipe=Recipe("gone"))]))
    assert screen.files(app)["Deck as PowerPoint"].disabled and screen.files(app)["Deck as PDF"].disabled
    app = opened("deck", deck=written([MATRIX]))
    assert not screen.files(app)["Deck as PowerPoint"].disabled


@pytest.mark.parametrize("text", ["nonsense", "eJw", "%%%", "é", "A" * 5000])
def test_a_link_that_holds_no_deck_is_told_and_harms_nothing(opened: Open, text: str) -> None:
    app = opened("deck", deck=text)
    assert not app.exception
    assert any("deck" in each for each in screen.warnings(app))
    assert screen.says(app, "Your own deck")


@pytest.mark.parametrize(
    ("asked", "place"), [("", 1), ("2", 2), ("3", 2), ("0", 1), ("-1", 1), ("two", 1), ("²", 1), ("9" * 5000, 2)]
)
def test_the_slide_on_view_is_that_of_the_link_or_the_nearest(opened: Open, asked: str, place: int) -> None:
    deck = written([replace(MATRIX, title="One"), replace(MATRIX, title="Two")])
    app = opened("deck", deck=deck, slide=asked)
    assert not app.exception
    assert title_box(app).label == f"Title of slide {place}"


def test_a_full_deck_takes_no_more(opened: Open) -> None:
    app = opened("coverage", deck=written([replace(MATRIX, title=str(each)) for each in range(MOST)]))
    assert button(app, "deck_coverage-theme-pledges").disabled


def test_a_deck_goes_along_from_page_to_page(opened: Open) -> None:
    app = opened("map", deck=written([MATRIX]))
    links = [link.proto for link in app.get("page_link")]
    assert len(links) == 6 + 2 + 1
    assert all("deck=" in link.query_string for link in links)


def test_the_forum_is_chosen_in_the_link_and_says_what_it_leaves_out(opened: Open) -> None:
    app = opened("deck", pack="IMRF-2026")
    assert not app.exception
    assert screen.says(app, "made to the Global Compact on Refugees only")
    assert {"Pack as PowerPoint", "All tables for Excel"} <= set(screen.files(app))


@pytest.mark.parametrize("kind", ["nothing", "a pipe", "a device", "a folder"])
def test_a_template_of_the_server_that_can_not_be_read_is_told_without_its_place(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "secret.potx"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a device":
        path.symlink_to("/dev/zero")
    elif kind == "a folder":
        path.mkdir()
    monkeypatch.setenv("COALITION_TEMPLATE", str(path))
    app = opened("deck")
    assert not app.exception
    assert any("COALITION_TEMPLATE" in said and "own look" in said for said in screen.warnings(app))
    assert not screen.says(app, "secret")


def test_the_tables_are_offered_where_the_pledges_are_listed(opened: Open) -> None:
    assert "All tables for Excel" in screen.files(opened("pledges", region="Africa"))
