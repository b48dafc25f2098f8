"""Profiles as a reader opens them: one of each kind, the list of all, and links that name nothing."""

import sys
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import by_hand, screen
from tests.pages.conftest import Link

Open = Callable[..., AppTest]

TOTAL = len(by_hand.pledges())


def tagged(keep: Callable[[by_hand.Row], bool]) -> int:
    return len(by_hand.pledges(keep))


def made_by(city_id: str) -> int:
    return tagged(lambda row: city_id in by_hand.items(row["government_ids"]))


def states(objective: str) -> Callable[[by_hand.Row], bool]:
    return lambda row: objective in by_hand.items(row["gcm_objectives"])


OF_EACH_KIND: dict[str, tuple[Link, str]] = {
    "a country without a pledge": ({"country": "TCD"}, "No pledge found in Chad; displaced people hosted there: "),
    "an island": ({"country": "NRU"}, "No pledge found in all of Oceania."),
    "a city": ({"city": "kampala-uga"}, f"Kampala, Uganda: {made_by('kampala-uga')} pledges; reported on: "),
    "a country with pledges": ({"country": "UGA"}, "in Uganda; displaced people hosted there:"),
    "a region": ({"region": "Africa"}, "UN member states with a pledge: "),
    "a section": ({"regions_by": "uclg_section", "region": "Latin America"}, "pledges in Latin America;"),
    "a city with an odd name": ({"city": "esteban-echeverria-arg"}, "Esteban Echeverría, Argentina: "),
    "a network": ({"network": "uclg"}, "UCLG: 1 pledge; reported on: "),
    "a funder": ({"funder": "lives-in-dignity"}, "no pledge found that names it; its windows: 2."),
    "nobody named": ({"city": "not-named-bgd"}, "City not named (Bangladesh), Bangladesh: 1 pledge"),
    "a theme": ({"theme": "housing"}, f"Housing: {tagged(by_hand.is_on('housing'))} of {TOTAL} pledges, in "),
    "an objective": (
        {"objective": "15"},
        f"GCM objective 15 Access to basic services: {tagged(states('15'))} of {TOTAL} pledges",
    ),
    "an objective by its filter": ({"gcm": "21"}, "No pledge found: GCM objective 21"),
    "places that do not meet": ({"region": "Africa", "country": "DEU"}, "so the question does not apply"),
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
    links = [screen.plain(each.label) for each in app.button]
    assert "All profiles" in links
    if "city" in link and "not-named" not in link["city"]:
        city = next(row for row in by_hand.rows("cities") if row["city_id"] == link["city"])
        own = by_hand.pledges(lambda row: city["city_id"] in by_hand.items(row["government_ids"]))
        assert {row["title"] for row in own} <= {
            title for table in screen.tables(app) for title in table.get("title", [])
        }
        assert any(label.startswith("Country: ") for label in links)


def test_links_of_a_profile_keep_other_filters_and_name_one_thing(opened: Open) -> None:
    link: Link = {"region": "Africa", "theme": "health", "kind": "city", "city": "kampala-uga"}
    app = opened("profile", **link)
    rows = next(each.value for each in app.dataframe if "near" in each.value)
    assert rows["name"].str.match(r"profile\?kind=city&city=[a-z-]+#").all()
    (region,) = (each for each in app.button if "regions_by=uclg_section" in str(each.key))
    after = region.click().run()
    assert urlencode(after.query_params, doseq=True) == "kind=city&region=Africa&regions_by=uclg_section"
    assert not after.exception
    assert "in Africa; displaced people" in screen.plain(after.header[0].value)
    opened_pledge = opened("pledges", pledge="tyre-zurich-joint-1", region="Asia", kind="city")
    queries = {screen.plain(each.proto.label): each.proto.query_string for each in opened_pledge.get("page_link")}
    assert queries["Lebanon"] == "kind=city&country=LBN"


def test_what_a_link_names_that_is_not_there_is_said_and_all_are_listed(opened: Open) -> None:
    for param, value in (
        ("city", "no-such"),
        ("funder", "no-such"),
        ("network", "no-such"),
        ("country", "ZZZ"),
        ("objective", "99"),
    ):
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
        kinds = {"network"} if kind == "networks" else {row["kind"] for row in rows} - {"network", "not_named"}
        rows = [row for row in rows if row["kind"] in kinds]
    assert sorted(listed[column]) == sorted(row["name"] for row in rows)


def test_an_empty_list_says_why(opened: Open) -> None:
    app = opened("profile", region=["Africa", "Asia"], search="nothing has these words")
    assert f": 0 of {len(by_hand.pledges())}." in screen.plain(app.info[0].value)


@pytest.mark.parametrize("with_browser", [True, False])
def test_a_profile_offers_its_brief(opened: Open, monkeypatch: pytest.MonkeyPatch, with_browser: bool) -> None:
    monkeypatch.setenv("COALITION_BROWSER", sys.executable if with_browser else "no-such-browser")
    app = opened("profile", country="TCD")
    offered = {label: file.disabled for label, file in screen.files(app).items()}
    assert {"DOCX": False, "PDF": not with_browser, "Slide": False}.items() <= offered.items()
    assert screen.says(app, "there is no PDF") != with_browser


@pytest.mark.slow
def test_a_region_found_or_linked_is_one_of_its_own_scheme(opened: Open) -> None:
    app = opened("profile", country="FRA", regions_by="unhcr_region")
    assert screen.links(app)["UN regions: Europe"] == {"region": ["Europe"]}
    app = opened("coverage", country="FRA", regions_by="uclg_section", themes="gcm")
    next(each for each in app.text_input if each.label.startswith("Find a place")).set_value("africa").run()
    assert not app.exception
    filters = [each.key for each in app.button if "Filter by it" in each.label]
    assert len(filters) == len(set(filters)) > 1
    assert all("themes=gcm" in key and "country=FRA" in key for key in filters), "the choices of the page are kept"
    assert [key for key in filters if "region=Africa" in key and "regions_by" not in key], "the UN's Africa"
    assert [key for key in filters if "region=Africa" in key and "regions_by=uclg_section" in key]


def test_what_a_profile_does_not_read_is_said_and_what_it_wrote_itself_is_not(opened: Open) -> None:
    assert screen.warnings(opened("profile", list="themes", country="UGA")) == []
    (said,) = screen.warnings(opened("profile", city="no-such", country="UGA"))
    assert "city = no-such" in said
