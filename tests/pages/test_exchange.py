"""The page of offers and asks, and the same on a city's profile, as a reader opens them."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import by_hand, screen

Open = Callable[..., AppTest]


def test_the_page_shows_all_rows_with_certainty_and_what_meets_nothing(opened: Open) -> None:
    app = opened("exchange")
    assert not app.exception and not app.warning
    listed = next(table for table in screen.tables(app) if "text" in table)
    assert len(listed) == len(by_hand.rows("exchange"))
    assert listed["certainty"].isin(["Confirmed", "Inferred"]).all()
    assert not screen.says(app, "Asked, and no other city’s offer was found")
    assert screen.says(app, "Offered, and no other city’s ask was found: Reception and protection, Housing")
    assert screen.says(app, "ask whether an offer still stands")
    found = next(table for table in screen.tables(app) if "reasons" in table)
    assert list(found)[1] == "reasons"
    pairs = found.loc[found["reasons"].str.contains("a source names both"), ["asks", "offers"]]
    assert pairs.loc[pairs["asks"] == "Livadia, Greece", "offers"].tolist() == ["Fuenlabrada, Spain"], "that of 2020"
    assert "Stockholm, Sweden" in set(pairs.loc[pairs["asks"] == "Milan, Italy", "offers"])


@pytest.mark.slow
def test_under_a_region_offers_of_others_are_looked_through(opened: Open) -> None:
    app = opened("exchange", region="Asia", by="region")
    assert not app.exception
    found = next(table for table in screen.tables(app) if "reasons" in table)
    assert set(found["asks"]) == {"Ramallah, State of Palestine"}
    assert screen.title(app, "figure_exchange-region").startswith("Found: 0 offers, 1 ask, 5 exchanges")


@pytest.mark.slow
@pytest.mark.parametrize("link", [{"region": "Oceania"}, {"kind": "network"}, {"theme": "health", "region": "Asia"}])
def test_where_nothing_was_found_the_page_says_so(opened: Open, link: dict[str, str]) -> None:
    app = opened("exchange", **link)
    assert not app.exception
    assert screen.says(app, "Nothing to list here for this selection.")


@pytest.mark.slow
def test_a_profile_says_what_its_city_offers_and_has_exchanged(opened: Open) -> None:
    app = opened("profile", city="kampala-uga")
    listed = next(table for table in screen.tables(app) if "text" in table)
    assert listed["kind"].tolist() == ["Offer", "Exchange"]
    assert not any("text" in table for table in screen.tables(opened("profile", city="monrovia-lbr")))
