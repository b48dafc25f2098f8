"""What a reader chooses goes into the link, and the link alone brings it back."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell import cache
from pages.shell.filter_bar import MORE
from pages.shell.url_state import LONGEST_CACHED
from tests.pages import by_hand, screen
from tests.quick import first_of_each

Open = Callable[..., AppTest]

FILTERS = {
    "region": "Africa",
    "country": "KEN",
    "theme": "health",
    "gcm": "15",
    "priority": by_hand.items(by_hand.pledges(lambda row: bool(row["priority_objectives"]))[0]["priority_objectives"])[
        0
    ],
    "compact": "GCM",
    "forum": "IMRF-2022",
    "kind": "city",
    "group": "migrants",
    "year": "2022",
    "status": "in_progress",
    "certainty": "confirmed",
    "paid_by": "global-cities-fund",
}

MENUS = [
    ("overview", "regions_by", "uclg_section"),
    ("coverage", "themes", "gcm"),
    ("coverage", "measure", "displaced_share"),
    ("coverage", "universe", "all_areas"),
    ("coverage", "cell", "health|Africa"),
    ("gaps", "need", "migrants"),
    ("gaps", "idps", "idmc"),
    ("gaps", "counted", "governments"),
    ("gaps", "places", "country"),
    ("gaps", "order", "per_million"),
    ("gaps", "low", "0.5"),
    ("map", "measure", "pledges_per_million_people"),
    ("map", "universe", "all_areas"),
    ("map", "zoom", "Asia"),
    ("map", "place", "KEN"),
    ("profile", "city", "nairobi-ken"),
]


def with_all_filters(app: AppTest) -> AppTest:
    """The page with “More filters” open; AppTest forgets that after a run in which a widget changes."""
    app.session_state[MORE] = True
    return app.run()


def of_link(app: AppTest, name: str) -> list[str]:
    value = app.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)


@pytest.mark.parametrize("field", first_of_each(FILTERS))
def test_a_filter_and_its_link_are_the_same_thing(opened: Open, field: str) -> None:
    app = with_all_filters(opened("pledges"))
    app.multiselect(key=f"choice_{field}").set_value([FILTERS[field]]).run()
    assert not app.exception
    chosen = of_link(app, field)
    assert chosen == [FILTERS[field]]
    assert screen.headline(app) != screen.headline(opened("pledges"))
    alone = opened("pledges", **{field: chosen})
    assert screen.headline(alone) == screen.headline(app)
    assert list(alone.dataframe[0].value["title"]) == list(app.dataframe[0].value["title"])
    with_all_filters(app).multiselect(key=f"choice_{field}").set_value([]).run()
    assert field not in app.query_params, "all is not written into the link"


def test_a_filter_that_is_folded_away_stays_as_it_was_chosen(opened: Open) -> None:
    app = opened("pledges", forum=[FILTERS["forum"]])
    more = next(each for each in app.expander if each.label.startswith("More filters"))
    assert (more.label, len(more.multiselect)) == ("More filters (1 in use)", 0), "closed, it is not sent"
    app.multiselect(key="choice_theme").set_value([FILTERS["theme"]]).run()
    assert with_all_filters(app).multiselect(key="choice_forum").value == [FILTERS["forum"]]
    app.session_state[MORE] = False
    app.run()
    assert "choice_forum" not in [each.key for each in app.multiselect]
    app.multiselect(key="choice_region").set_value([FILTERS["region"]]).run()
    assert {name: of_link(app, name) for name in ("forum", "theme", "region")} == {
        name: [FILTERS[name]] for name in ("forum", "theme", "region")
    }


@pytest.mark.parametrize(("page", "param", "value"), first_of_each(MENUS))
def test_a_menu_and_its_link_are_the_same_thing(opened: Open, page: str, param: str, value: str) -> None:
    app = opened(page)
    assert not of_link(app, param)
    default = app.selectbox(key=f"choice_{param}").value
    app.selectbox(key=f"choice_{param}").select(value).run()
    assert not app.exception
    assert not app.warning
    assert of_link(app, param) == [value]
    alone = opened(page, **{param: value})
    assert alone.selectbox(key=f"choice_{param}").value == value
    assert screen.texts(alone) == screen.texts(app)
    app.selectbox(key=f"choice_{param}").select(default).run()
    assert not of_link(app, param), "the default is not written into the link"


@pytest.mark.parametrize(
    ("page", "key", "param"), [("pledges", "stated", "stated"), ("coverage", "fractional", "fractional")]
)
def test_a_switch_and_its_link_are_the_same_thing(opened: Open, page: str, key: str, param: str) -> None:
    app = with_all_filters(opened(page))
    app.toggle(key=f"choice_{key}").set_value(True).run()
    assert of_link(app, param) == ["yes"]
    assert with_all_filters(opened(page, **{param: "yes"})).toggle(key=f"choice_{key}").value is True
    with_all_filters(app).toggle(key=f"choice_{key}").set_value(False).run()
    assert not of_link(app, param)


def test_search_ignores_case_and_accents_and_is_cut(opened: Open) -> None:
    app = opened("pledges")
    app.text_input(key="choice_search").set_value("ZURICH").run()
    assert of_link(app, "search") == ["ZURICH"]
    expected = by_hand.pledges(
        lambda row: (
            any("zürich" in f"{city['name']} {city['government_name']}".lower() for city in by_hand.governments(row))
            or "zürich" in (row["title"] + row["summary"]).lower()
        )
    )
    assert len(app.dataframe[0].value) == len(expected) >= 5
    app.text_input(key="choice_search").set_value("").run()
    assert not of_link(app, "search")


def test_other_regions_empty_the_region_filter(opened: Open) -> None:
    app = opened("pledges", region="Africa", theme="health")
    app.selectbox(key="choice_regions_by").select("unhcr_region").run()
    assert not app.warning
    assert of_link(app, "region") == []
    assert of_link(app, "theme") == ["health"]


def test_other_rows_of_the_matrix_close_the_cell(opened: Open) -> None:
    app = opened("coverage", cell="health|Africa")
    app.selectbox(key="choice_themes").select("gcm").run()
    assert not app.warning, "what the reader has just left is not called a mistake of the link"
    assert of_link(app, "cell") == []


def test_clearing_keeps_what_is_not_a_filter(opened: Open) -> None:
    app = opened("coverage", region="Africa", search="city", stated="yes", measure="countries", themes="gcm")
    app.button(key="clear").click().run()
    assert {name: of_link(app, name) for name in app.query_params} == {"measure": ["countries"], "themes": ["gcm"]}


def test_nothing_to_clear(opened: Open) -> None:
    assert "clear" not in [each.key for each in opened("overview").button]
    assert "clear" in [each.key for each in opened("overview", theme="health").button]


def test_each_value_of_the_selection_can_be_removed_alone(opened: Open) -> None:
    app = opened(
        "pledges", region=["Africa", "Asia"], theme="health", search="city", stated="yes", pledge="zurich-che-1"
    )
    said = "Only pledges with these words: “city”", "Tags: stated only"
    assert screen.chips(app) == ["Region: Africa", "Region: Asia", "Theme: Health", *said]
    app.button(key="remove_region_Asia").click().run()
    assert of_link(app, "region") == ["Africa"]
    for field, code in (("theme", "health"), ("search", "city"), ("stated", "yes")):
        app.button(key=f"remove_{field}_{code}").click().run()
        assert not of_link(app, field)
    assert screen.chips(app) == ["Region: Africa"]
    assert app.multiselect(key="choice_region").value == ["Africa"]
    assert of_link(app, "pledge") == ["zurich-che-1"], "what is no filter stays"


def test_options_say_how_many_pledges_they_would_leave(opened: Open) -> None:
    app = opened("overview", region="Africa")
    africa = by_hand.is_in("Africa")
    themes = app.multiselect(key="choice_theme").options
    assert f"Health · {len(by_hand.pledges(by_hand.both(africa, by_hand.is_on('health'))))}" in themes
    regions = app.multiselect(key="choice_region").options
    assert f"Asia · {len(by_hand.pledges(by_hand.is_in('Asia')))}" in regions, "as if no region were chosen"


def test_the_link_to_share_says_everything(opened: Open) -> None:
    app = opened("coverage", region=["Africa", "Asia"], theme="health", measure="countries")
    shown = app.code[0].value
    assert shown.endswith("?region=Africa&region=Asia&theme=health&measure=countries")


def test_choosing_a_cell_shows_its_pledges(opened: Open) -> None:
    app = opened("coverage", cell="health|Africa")
    for pledge in by_hand.pledges(by_hand.both(by_hand.is_in("Africa"), by_hand.is_on("health"))):
        assert screen.says(app, pledge["title"])


@pytest.mark.parametrize(
    ("place", "keep"),
    [
        pytest.param("KEN", lambda city: city["iso3"] == "KEN" and city["kind"] != "network", id="a country"),
        pytest.param("zurich-che", lambda city: city["city_id"] == "zurich-che", id="a city"),
    ],
)
def test_choosing_a_place_shows_its_pledges(opened: Open, place: str, keep: Callable[[by_hand.Row], bool]) -> None:
    app = opened("map", place=place)
    expected = by_hand.pledges(lambda row: any(map(keep, by_hand.governments(row))))
    assert expected
    for pledge in expected:
        assert screen.says(app, pledge["title"])
    assert len([each for each in app.get("page_link") if each.proto.label == "Open"]) == len(expected)


@pytest.mark.parametrize(("page", "param"), [("map", "place"), ("coverage", "cell"), ("profile", "city")])
def test_an_unknown_place_cell_or_city_is_said(opened: Open, page: str, param: str) -> None:
    app = opened(page, **{param: "[x](javascript:alert(1))"})
    assert not app.exception
    assert any(f"{param} = [x](javascript:alert(1))" in said for said in screen.warnings(app))


def test_an_unknown_pledge_is_said_and_the_list_stays(opened: Open) -> None:
    app = opened("pledges", pledge="<script>")
    assert any("<script>" in said for said in screen.warnings(app))
    assert len(app.dataframe[0].value) == len(by_hand.pledges())


@pytest.mark.slow
@pytest.mark.parametrize("pledge", by_hand.pledges(), ids=lambda row: row["pledge_id"])
def test_every_pledge_opens_alone(opened: Open, pledge: by_hand.Row) -> None:
    app = opened("pledges", pledge=pledge["pledge_id"])
    assert not app.exception
    assert not app.warning
    assert screen.plain(app.title[0].value) == pledge["title"]
    for field in ("summary", "results_summary", "government_as_stated"):
        assert screen.says(app, pledge[field])
    for partner in by_hand.items(pledge["partners"]):
        assert screen.says(app, partner)
    links = " ".join(screen.plain(each.proto.label) for each in app.get("page_link"))
    for city in by_hand.governments(pledge):
        assert city["name"] in links
    shown = [url for each in app.markdown for url in [each.value] if "](http" in url]
    assert len(" ".join(shown).split("](http")) - 1 == len([pledge["source_url"], *by_hand.items(pledge["other_urls"])])


def beside(app: AppTest) -> dict[str, str]:
    """The pledges before and after the one that is open, by the words of their links; the selection must be kept."""
    links = screen.links(app)
    kept = {name: values for name in app.query_params if (values := of_link(app, name)) and name != "pledge"}
    found = {label: links[label] for label in ("Previous pledge", "Next pledge") if label in links}
    assert all({**link, "pledge": []} == {**kept, "pledge": []} for link in found.values())
    return {label: link["pledge"][0] for label, link in found.items()}


@pytest.mark.parametrize("chosen", [{}, {"region": "Africa"}])
def test_an_open_pledge_leads_to_those_beside_it_in_the_selection(opened: Open, chosen: dict[str, str]) -> None:
    app = opened("pledges", pledge="nairobi-ken-1", **chosen)
    assert not app.exception and not app.warning
    assert not app.dataframe, "the list is behind the button that closes the pledge"
    assert screen.says(app, "Innovation centre set up"), "its results, as stated"
    assert screen.says(app, "pledges of this selection share a theme" if chosen else "other pledges share a theme")
    before = opened("pledges", pledge=beside(app)["Previous pledge"], **chosen)
    assert beside(before)["Next pledge"] == "nairobi-ken-1"


def test_a_pledge_beyond_the_selection_says_so(opened: Open) -> None:
    app = opened("pledges", pledge="zurich-che-1", country="KEN", theme="climate_and_mobility")
    assert not app.exception
    assert beside(app) == {}
    assert screen.says(app, "Not in this selection")
    assert screen.says(app, "None stated"), "it states no results"
    assert screen.says(app, "of this selection share"), "another of Kenya’s does"
    nothing = opened("pledges", pledge="zurich-che-1", country="FJI")
    assert screen.says(nothing, "None of this selection shares a theme with it; 35 pledges beyond it do.")


def test_an_open_pledge_is_there_whatever_the_filters_say(opened: Open) -> None:
    app = opened("pledges", pledge="zurich-che-1", region="Africa")
    title = next(row["title"] for row in by_hand.pledges() if row["pledge_id"] == "zurich-che-1")
    assert screen.plain(app.title[0].value) == title
    app.button[[each.label for each in app.button].index("Close")].click().run()
    assert of_link(app, "pledge") == []
    assert of_link(app, "region") == ["Africa"]


def test_what_is_no_selection_in_a_link_does_not_make_it_another_one(opened: Open) -> None:
    kept = cache.selection_in.cache
    opened("map", theme="health", zoom="Africa")
    before = len(kept)
    opened("map", theme="health", zoom="Asia", deck="none", utm_source="mail")
    assert len(kept) == before


def test_a_very_long_selection_is_answered_and_not_kept(opened: Open) -> None:
    kept = cache.selection_in.cache
    opened("map")
    before = len(kept)
    app = opened("map", region="x" * LONGEST_CACHED, theme="health")
    assert not app.exception and "Theme: Health" in screen.chips(app)
    assert len(kept) == before
