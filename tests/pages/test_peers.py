"""The page on peers: a city by its id or number, themes and criteria in the link, a sentence where nothing is found."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import screen

Open = Callable[..., AppTest]


def test_a_city_has_its_peers_their_reasons_and_what_they_did(opened: Open) -> None:
    app = opened("peers", city="kampala-uga")
    assert not app.exception
    assert not screen.warnings(app)
    for words in (
        "Cities like Kampala, Uganda",
        "Most like Kampala, Uganda",
        "Cities like it that pledged, and why",
        "Learn from",
    ):
        assert screen.says(app, words), words
    peers, lessons = screen.tables(app)[-2:]
    assert len(peers) == 56
    assert len(lessons) > 40


def test_criteria_and_themes_are_kept_in_the_link(opened: Open) -> None:
    app = opened("peers", geonameid="229278", plans="housing", practice="3", context="0")
    assert not app.exception
    assert not screen.warnings(app)
    assert screen.says(app, "Practice ×3 and Closeness ×1")
    app.segmented_control(key="choice_closeness").set_value("0").run()
    assert app.query_params["closeness"] == "0"
    assert app.query_params["geonameid"] == "229278"
    app.selectbox(key="choice_city").set_value("kampala-uga").run()
    assert "geonameid" not in app.query_params


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({}, "Choose a city to see which are like it, and why."),
        ({"geonameid": "nowhere"}, "Choose a city to see which are like it, and why."),
        ({"city": "kampala-uga", "practice": "0", "context": "0", "closeness": "0"}, "All three criteria are off"),
        ({"city": "kampala-uga", "region": "Oceania"}, "No other local government has a pledge in this selection."),
        ({"find": "<b>Atlantis</b> *of* nowhere"}, "No city of 50,000 inhabitants or more has the name"),
    ],
)
def test_where_there_is_nothing_a_sentence_says_why(opened: Open, link: dict[str, str], said: str) -> None:
    app = opened("peers", **link)
    assert not app.exception
    assert any(said in screen.plain(each.value) for each in app.info)


def test_what_a_link_has_wrong_is_said(opened: Open) -> None:
    app = opened("peers", city="atlantis", practice="9", plans="nothing")
    assert not app.exception
    said = " ".join(screen.warnings(app))
    assert all(part in said for part in ("atlantis", "9", "nothing"))


def test_a_name_offers_cities_to_choose(opened: Open) -> None:
    app = opened("peers", find="Kiev")
    assert any(label.startswith("Kyiv, Ukraine") for label in screen.button_labels(app))
