"""The slides of a pack on the page: a tick each, words of one's own, all of it in the link."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.packs.pack_links import LONGEST_MESSAGE, Chosen, CustomText, read, written
from tests.pages import screen

Open = Callable[..., AppTest]
MAP = "tick_map"


def box(app: AppTest, key: str) -> Any:
    return next(each for each in app.checkbox if each.key == key)


def ticked(app: AppTest) -> set[str]:
    return {str(each.key).removeprefix("tick_") for each in app.checkbox if each.value}


def field(app: AppTest, key: str) -> Any:
    return next(each for each in [*app.text_input, *app.text_area] if str(each.key).startswith(f"{key}_"))


def link(app: AppTest, name: str) -> str:
    value = app.query_params.get(name, "")
    return value[0] if isinstance(value, list) else value


def can_be_saved(app: AppTest) -> bool:
    return not screen.files(app)["Pack as PowerPoint"].disabled


def test_the_link_holds_what_differs_from_the_pack_as_made(opened: Open) -> None:
    app = opened("deck", pack="GFMD-2026")
    assert screen.says(app, "Slides: 10 of 14.")
    as_made = ticked(app)
    assert len(as_made) == 10 and "funding" not in as_made
    box(app, MAP).uncheck().run()
    assert link(app, "slides") == "-map" and ticked(app) == as_made - {"map"}
    box(app, "tick_funding").check().run()
    assert link(app, "slides") == "funding.-map"
    box(app, MAP).check()
    box(app, "tick_topic_women").check().run()
    assert set(link(app, "slides").split(".")) == {"funding", "topic_women"}, "two ticks in a row are both kept"
    assert screen.says(app, "More than 10 are hard to follow")
    again = opened("deck", pack="GFMD-2026", slides=link(app, "slides"))
    assert ticked(again) == ticked(app) == as_made | {"funding", "topic_women"}


def test_a_pack_without_a_slide_can_not_be_saved(opened: Open) -> None:
    app = opened("deck", region="Oceania")
    assert [str(each.key) for each in app.checkbox if str(each.key).startswith("tick_")] == ["tick_cover", "tick_empty"]
    assert can_be_saved(app)
    box(app, "tick_cover").uncheck().run()
    box(app, "tick_empty").uncheck().run()
    assert screen.says(app, "The pack has no slide") and not can_be_saved(app)


def test_words_of_ones_own_stay_and_can_be_given_back(opened: Open) -> None:
    app = opened("deck", pack="IMRF-2026")
    app.session_state["edit_map"] = True  # a click opens it
    app.run()
    made, scope = field(app, "title_map").value, field(app, "message_map").value
    own = "Où sont-elles? <b>*&* “مدن” $x$"
    field(app, "title_map").set_value(own).run()
    field(app, "message_map").set_value("Toutes").run()
    assert read({"words": link(app, "words")}).words == (CustomText("map", own, "Toutes"),)
    assert screen.plain(box(app, MAP).label) == own and "\\<b\\>" in box(app, MAP).label
    assert screen.says(app, f"Original title: {made}. An empty field brings it back.")
    field(app, "title_map").set_value("").run()
    assert field(app, "title_map").value == made
    field(app, "message_map").set_value("").run()
    assert field(app, "message_map").value == scope and "words" not in app.query_params


def test_a_line_too_long_for_its_field_stays_whole_until_it_is_edited(opened: Open) -> None:
    app = opened("deck", pack="GFMD-2026", gcm=[str(objective) for objective in range(1, 24)])
    app.session_state["edit_map"] = True
    app.run()
    assert len(field(app, "message_map").value) == LONGEST_MESSAGE
    assert "words" not in app.query_params
    field(app, "message_map").set_value("Toutes").run()
    assert read({"words": link(app, "words")}).words == (CustomText("map", "", "Toutes"),)


def test_another_forum_starts_from_its_own_pack(opened: Open) -> None:
    chosen = Chosen(left_out=("map",)).with_words(CustomText("numbers", "Mine"))
    app = opened("deck", pack="IMRF-2026", **written(chosen))
    assert "map" not in ticked(app)
    next(each for each in app.selectbox if each.label == "Forum").select("GRF-2027").run()
    assert "slides" not in app.query_params and "words" not in app.query_params
    assert "map" in ticked(app)


@pytest.mark.parametrize(
    ("name", "text"), [("slides", "<b>"), ("slides", "a,b"), ("words", "nonsense"), ("words", "é")]
)
def test_a_link_that_holds_no_choice_is_told_and_harms_nothing(opened: Open, name: str, text: str) -> None:
    app = opened("deck", pack="IMRF-2026", **{name: text})
    assert not app.exception
    assert any(name in each for each in screen.warnings(app))
    assert screen.says(app, "Slides: 10 of 12.")
