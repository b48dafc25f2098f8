"""What a city could apply for, as a reader meets it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import screen
from tests.pages.test_every_page import Open


def verdicts(app: AppTest) -> dict[str, str]:
    table = next(each for each in screen.tables(app) if "verdict" in each)
    return dict(zip(table["fund"], table["verdict"], strict=True))


def test_a_city_sees_that_nothing_is_open_and_what_came_before(opened: Open) -> None:
    app = opened("funding", asks="kampala-uga")
    assert not app.exception
    assert screen.says(app, "No funding window is known to have been open on 28 Nov 2026")
    assert screen.says(app, "Windows that fit: 1; that do not: 2; not known: 16; 19 in all.")
    assert verdicts(app)["Global Cities Fund for Migrants and Refugees - 2025 cohort, intake form"] == "Fits"
    assert screen.says(app, "Invitation (windows that this leaves unclear: 6)")
    typed = verdicts(opened("funding", asks_kind="city", asks_in="UGA", asks_theme="jobs_and_livelihoods"))
    assert "Fits" not in typed.values(), "who is in the city was not said"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"asks": "atlantis"}, "The link names a city that is not in the data"),
        ({"asks_in": "ATA"}, "19 in all"),
        ({"asks_in": "ZZZ"}, "was ignored: asks_in = ZZZ"),
        ({"funder": "nobody"}, "was ignored: funder = nobody"),
        ({"window": "NONE"}, "was ignored: window = NONE"),
        ({"window": "NONE", "funder": "lives-in-dignity"}, "was ignored: window = NONE"),
    ],
)
def test_what_a_link_says_wrongly_is_a_sentence(opened: Open, link: dict[str, str], said: str) -> None:
    app = opened("funding", **link)
    assert not app.exception
    assert screen.says(app, said)


def test_an_old_link_to_a_funder_leads_to_its_profile(opened: Open) -> None:
    links = screen.links(opened("funding", funder="lives-in-dignity"))
    profiles = [query for name, query in links.items() if "EU-UNOPS Lives in Dignity" in name]
    assert profiles == [{"funder": ["lives-in-dignity"]}]
