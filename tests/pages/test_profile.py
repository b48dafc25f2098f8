"""Profiles as a reader opens them: one of each kind, the list of all, and links that name nothing."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import by_hand, screen
from tests.pages.conftest import Link

Open = Callable[..., AppTest]

OF_EACH_KIND: dict[str, tuple[Link, str]] = {
    "a country without a pledge": ({"country": "TCD"}, "No pledge found in Chad, where 1.5M displaced people"),
    "an island": ({"country": "NRU"}, "No pledge found in all of Oceania."),
    "a city": ({"city": "kampala-uga"}, "Kampala, Uganda: 2 pledges; reported on: 1."),
    "a country with pledges": ({"country": "UGA"}, "in Uganda; displaced people hosted there:"),
    "a region": ({"region": "Africa"}, "of its 54 UN member states have a pledge."),
    "a section": ({"regions_by": "uclg_section", "region": "Latin America"}, "pledges in Latin America;"),
    "a city with an odd name": ({"city": "esteban-echeverria-arg"}, "Esteban Echeverría, Argentina: "),
    "a network": ({"network": "uclg"}, "UCLG: 1 pledge; reported on: 1."),
    "nobody named": ({"city": "not-named-bgd"}, "City not named (Bangladesh), Bangladesh: 1 pledge"),
    "a theme": ({"theme": "housing"}, "Housing: 8 of 81 pledges, in 8 countries and areas."),
    "an objective": ({"objective": "15"}, "GCM objective 15 Access to basic services: 27 of 81 pledges"),
    "an objective by its filter": ({"gcm": "21"}, "No pledge found: GCM objective 21"),
    "places that do not meet": ({"region": "Africa", "country": "DEU"}, "so this question does not apply"),
    "under other filters": ({"country": "TCD", "status": "overdue"}, "None in this selection in Chad"),
}
QUICK = list(OF_EACH_KIND)[:3]


@pytest.mark.parametrize("kind", [pytest.param(k, marks=[] if k in QUICK else pytest.mark.slow) for k in OF_EACH_KIND])
def test_a_profile_says_its_sentence_and_leads_on(opened: Open, kind: str) -> None:
    link, said = OF_EACH_KIND[kind]
    app = opened("profile", **link)
    assert not app.exception
    assert not app.warning
    assert said in screen.plain(app.header[0].value)
    links = [screen.plain(each.proto.label) for each in app.get("page_link")]
    assert "All profiles" in links
    if "city" in link and "not-named" not in link["city"]:
        city = next(row for row in by_hand.rows("cities") if row["city_id"] == link["city"])
        own = by_hand.pledges(lambda row: city["city_id"] in by_hand.items(row["government_ids"]))
        assert {row["title"] for row in own} <= {
            title for table in screen.tables(app) for title in table.get("title", [])
        }
        assert any(label.startswith("Country: ") for label in links)


def test_links_of_a_profile_keep_other_filters_and_name_one_thing(opened: Open) -> None:
    app = opened("profile", region="Africa", theme="health", status="reported", city="kampala-uga")
    links = {screen.plain(each.proto.label): each.proto.query_string for each in app.get("page_link")}
    assert links["Country: Uganda"] == "status=reported&country=UGA" or "country=UGA" in links["Country: Uganda"]
    assert "region" not in links["Country: Uganda"] and "theme" not in links["Country: Uganda"]
    assert "regions_by=uclg_section" in links["UCLG sections: Africa"]
    rows = next(each.value for each in app.dataframe if "near" in each.value)
    assert rows["name"].str.match(r"profile\?.*city=[a-z-]+#").all()


def test_what_a_link_names_that_is_not_there_is_said_and_all_are_listed(opened: Open) -> None:
    for param, value in (("city", "no-such"), ("network", "no-such"), ("country", "XXX"), ("objective", "99")):
        app = opened("profile", **{param: value})
        assert not app.exception
        assert any(f"= {value}" in said for said in screen.warnings(app)), param
        assert screen.plain(app.header[0].value) == "Local governments"


@pytest.mark.parametrize(
    ("kind", "title"),
    [("governments", "Local governments"), ("networks", "Networks"), ("countries", "Countries and areas")],
)
def test_the_page_lists_all_of_a_kind(opened: Open, kind: str, title: str) -> None:
    app = opened("profile", list=kind)
    assert not app.exception
    assert screen.plain(app.header[0].value) == title
    listed = screen.tables(app)[0]
    column = "country" if kind == "countries" else "name"
    rows = by_hand.rows("countries" if kind == "countries" else "cities")
    if kind != "countries":
        rows = [row for row in rows if (row["kind"] == "network") == (kind == "networks")]
    assert sorted(listed[column]) == sorted(row["name"] for row in rows)


def test_an_empty_list_says_why(opened: Open) -> None:
    app = opened("profile", region=["Africa", "Asia"], search="nothing has these words")
    assert screen.headline(app) in screen.plain(app.info[0].value)
