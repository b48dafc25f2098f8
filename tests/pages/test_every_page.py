"""Every page with every kind of link, on the shipped files, and the numbers it must show."""

import tomllib
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from analytics.charts.theme import contrast
from analytics.facets import Facets
from pages.shell.menu import entries, headings, questions
from tests.pages import by_hand, screen
from tests.pages.conftest import FRAME, Link
from tests.quick import first_of_each

ELSEWHERE = ("gaps", "scenario", "changes", "profile", "peers")
"""Pages with tests of their own."""

PAGES = [page for page in entries() if page not in ELSEWHERE]
OWN_WORDS = {
    "overview": "Where we stand",
    "map": "Not on the map",
    "coverage": "Choose a cell",
    "progress": "Whom to ask",
    "gaps": "No figure for need: listed, not ranked",
    "funding": "What could this city apply for?",
    "pledges": "Choose a row to open the pledge",
    "records": "Record by record",
    "deck": "A pack for a forum",
    "calendar": "In your own calendar",
    "exchange": "Offers that could meet an ask",
    "data": "Where tags come from",
}
STOPS_WHEN_EMPTY = ("progress", "pledges", "records")
"""Pages about pledges alone; the others are about places too, and those are there without a pledge."""

KEPT_WHEN_EMPTY = {
    "overview": ("beside-world-displaced", "coverage-theme-pledges", "map-pledges"),
    "map": ("map-pledges",),
    "coverage": ("coverage-theme-pledges", "region-pledges", "theme-pledges"),
    "records": ("published-figures",),
}
"""The figures that a page shows of no pledge: places with their zeros, and what was published of all pledges."""

Open = Callable[..., AppTest]

AFRICA = by_hand.is_in("Africa")
FILTERED = by_hand.both(AFRICA, by_hand.is_on("health", "housing"))
TOTAL = len(by_hand.pledges())

LINKS: dict[str, tuple[Link, Callable[[by_hand.Row], bool]]] = {
    "plain": ({}, lambda pledge: True),
    "filtered": ({"region": "Africa", "theme": ["health", "housing"]}, FILTERED),
    "one region": ({"region": "Europe"}, by_hand.is_in("Europe")),
    "networks": ({"region": "network"}, by_hand.is_in("network")),
    "one country": (
        {"country": "KEN"},
        lambda pledge: any(city["iso3"] == "KEN" and city["kind"] != "network" for city in by_hand.governments(pledge)),
    ),
    "stated only": (
        {"stated": "yes", "compact": "GCR"},
        lambda pledge: pledge["compact_basis"] == "stated" and pledge["compact"] in ("GCR", "both"),
    ),
    "other scheme": (
        {"regions_by": "unhcr_region", "region": "Eastern and Southern Africa"},
        by_hand.is_in("Eastern and Southern Africa", scheme="unhcr_region"),
    ),
    "objective": ({"gcm": "15"}, lambda pledge: "15" in by_hand.items(pledge["gcm_objectives"])),
    "overdue": ({"status": "overdue"}, by_hand.is_overdue),
    "inferred": ({"certainty": "inferred"}, lambda pledge: pledge["certainty"] == "inferred"),
    "search": ({"search": "SAO LEOPOLDO"}, lambda pledge: "São Leopoldo" in str(pledge)),
    "bad values": (
        {"region": ["Africa", "Atlantis"], "theme": "", "year": "-1", "measure": "x'; --", "regions_by": "moon"},
        AFRICA,
    ),
    "emptied": ({"region": "Africa", "theme": "diaspora_and_development", "status": "in_progress"}, lambda _: False),
    "endless search": ({"search": "x" * 10_000}, lambda _: False),
}

NAMES_PLACES_OR_THEMES_ALONE = {
    "plain",
    "filtered",
    "one region",
    "one country",
    "other scheme",
    "objective",
    "bad values",
}
"""Under these a place without a pledge may be called one in which none was found."""

QUICK = ("plain", "filtered")
"""Links that say enough while one works; pages under all others are slow, because there are so many."""


each_kind = pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[] if kind in QUICK else [pytest.mark.slow]) for kind in LINKS]
)


@each_kind
@pytest.mark.parametrize("page", PAGES)
def test_page_shows_the_selection_of_its_link(opened: Open, page: str, kind: str) -> None:
    link, kept = LINKS[kind]
    count = len(by_hand.pledges(kept))
    app = opened(page, **link)
    assert not app.exception
    assert screen.says(app, OWN_WORDS[page]) == (count > 0 or page not in STOPS_WHEN_EMPTY)
    said = screen.headline(app)
    assert said.startswith(f"{count} of {TOTAL} pledges" if link else f"All {TOTAL} pledges"), said


def test_every_page_has_a_heading_of_its_own_under_one_of_six_questions() -> None:
    own = {"overview", "profile", "data"}
    assert len(set(headings().values())) == len(headings())
    assert headings().keys() | own == entries().keys(), "these say a finding, a name, or what their link says"
    *asked, aside = questions()
    assert (len(asked), list(questions()[aside])) == (6, ["data"])


def test_a_heading_names_what_is_selected_and_counts_what_it_has_no_room_for(opened: Open) -> None:
    app = opened("coverage", region=["Africa", "Asia"], theme=["health", "housing"], search="city")
    said = "Where pledges are few, by region and theme: Africa, Asia, Housing and 2 more"
    assert screen.plain(app.title[0].value) == said
    assert len(screen.chips(app)) == 5


def test_the_ring_of_focus_stands_out_from_the_page() -> None:
    look = tomllib.loads((FRAME.parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    paper, ink = look["backgroundColor"], look["primaryColor"]
    # Streamlit draws it half transparent.
    ring = "#" + "".join(f"{(int(paper[at : at + 2], 16) + int(ink[at : at + 2], 16)) // 2:02X}" for at in (1, 3, 5))
    assert contrast(ring, paper) >= 3


@pytest.mark.parametrize("page", [page for page in PAGES if page != "deck"])
def test_a_figure_does_not_repeat_the_selection_that_stands_over_the_page(opened: Open, page: str) -> None:
    app = opened(page, **LINKS["filtered"][0])
    assert screen.chips(app) == ["Region: Africa", "Theme: Housing", "Theme: Health"]
    words = [*screen.titles(app).values(), *(screen.plain(each.value) for each in app.caption[1:])]
    assert [text for text in words if "Pledges in Africa" in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("page", [*(page for page in PAGES if page != "data"), "gaps"])
def test_absence_is_worded_by_what_was_chosen(opened: Open, page: str, kind: str) -> None:
    app = opened(page, **LINKS[kind][0])
    if page == "coverage":
        found = "No pledge found" if kind in NAMES_PLACES_OR_THEMES_ALONE else "None in this selection"
        assert found in [screen.plain(each.value) for each in app.header]
    said = " ".join([*screen.texts(app), *(text for each in screen.figures(app).values() for text in shown(each))])
    if kind in NAMES_PLACES_OR_THEMES_ALONE:
        assert "in this selection" not in said.lower()
    else:
        assert "no pledge found" not in said.lower()


def shown(figure: object) -> list[str]:
    return [text.replace("<br>", " ") for text in screen.strings(figure)]


@pytest.mark.parametrize("kind", first_of_each(["emptied", "endless search"]))
@pytest.mark.parametrize("page", [*STOPS_WHEN_EMPTY, "overview", "map", "coverage"])
def test_an_empty_page_says_why_and_its_button_brings_everything_back(opened: Open, page: str, kind: str) -> None:
    app = opened(page, **LINKS[kind][0])
    assert not app.exception
    assert f"0 of {TOTAL}" in screen.plain(app.info[0].value)
    figures = screen.figures(app)
    assert tuple(sorted(key.removeprefix("figure_") for key in figures)) == KEPT_WHEN_EMPTY.get(page, ())
    if page not in STOPS_WHEN_EMPTY:
        for title in screen.titles(app).values():
            assert "none in this selection" in title.lower()
    app.button(key="clear_empty").click().run()
    assert not app.exception
    assert not app.info
    assert not app.query_params
    assert screen.headline(app).startswith(f"All {TOTAL} pledges")


def test_lifting_a_filter_leaves_what_its_button_says(opened: Open) -> None:
    going_on = by_hand.both(AFRICA, by_hand.is_in_progress)
    themes = [row["code"] for row in by_hand.rows("taxonomy") if row["scheme"] == "theme"]
    theme = next(
        code
        for code in themes
        if by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on(code)))
        and not by_hand.pledges(by_hand.both(going_on, by_hand.is_on(code)))
    )
    left = {
        "region": by_hand.pledges(by_hand.both(by_hand.is_on(theme), by_hand.is_in_progress)),
        "theme": by_hand.pledges(by_hand.both(AFRICA, by_hand.is_in_progress)),
        "status": by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on(theme))),
    }
    app = opened("pledges", region="Africa", theme=theme, status="in_progress")
    for name, rows in left.items():
        assert f": {len(rows)} pledge" in screen.plain(app.button(key=f"remove_{name}").label)
    app.button(key="remove_status").click().run()
    assert sorted(app.dataframe[0].value["title"]) == sorted(pledge["title"] for pledge in left["status"])


def test_the_data_page_has_no_pledge_to_doubt_when_none_is_chosen(opened: Open) -> None:
    app = opened("data", **LINKS["emptied"][0])
    assert not app.exception
    assert screen.says(app, "All data as a zip"), "the files stay, whatever is chosen"


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_can_not_read_in_a_link_is_said(opened: Open, page: str) -> None:
    app = opened(page, **LINKS["bad values"][0])
    said = " ".join(screen.warnings(app))
    for part in ("region = Atlantis", "theme = ", "year = -1", "regions_by = moon"):
        assert part in said
    assert "measure = x'; --" in said, "a measure that can’t be chosen, or a page that has none to choose"
    assert said.count("regions_by = moon") == 1, "once, whoever found it"


def test_a_parameter_that_a_page_does_not_read_is_said_and_another_page_reads_it(opened: Open) -> None:
    assert any("measure = countries" in said for said in screen.warnings(opened("pledges", measure="countries")))
    assert not opened("coverage", measure="countries").warning
    assert any("utm_source = mail" in said for said in screen.warnings(opened("coverage", utm_source="mail")))
    twice = screen.warnings(opened("coverage", measure=["governments", "countries"]))
    assert len(twice) == 1 and "measure = governments" in twice[0], "the last counts, the other is said"
    unknown = screen.warnings(opened("coverage", lang="xx"))
    assert len(unknown) == 1 and "lang = xx" in unknown[0]


def test_very_many_values_that_mean_nothing_are_counted_and_not_listed(opened: Open) -> None:
    (said,) = screen.warnings(opened("coverage", region=[f"Atlantis {place}" for place in range(9)]))
    assert [f"Atlantis {place}" in said for place in range(9)] == [True] * 5 + [False] * 4
    assert said.endswith("4 more")


@pytest.mark.parametrize("page", PAGES)
def test_a_cut_search_is_said(opened: Open, page: str) -> None:
    app = opened(page, search="x" * 10_000)
    assert any("search = xxx" in said for said in screen.warnings(app))
    assert max(map(len, screen.warnings(app))) < 500, "and not in full"


@pytest.mark.parametrize("kind", ["plain", "filtered", "one region", "objective", "inferred"])
def test_overview_says_three_numbers_and_what_is_new(opened: Open, kind: str) -> None:
    link, kept = LINKS[kind]
    chosen = by_hand.pledges(kept)
    regions = (link["region"],) if "region" in link else ()
    said = screen.metrics(opened("overview", **link))
    assert {name: said.pop(name) for name in ("Pledges", "Local governments", "Countries")} == {
        "Pledges": len(chosen),
        "Local governments": len(by_hand.own_governments(chosen, *regions)),
        "Countries": len(by_hand.own_countries(chosen, *regions)),
    }
    assert said == {"Added": 1, "Removed": 0, "Edited": 41}, "of all data, since 23 November"


def test_overview_says_of_how_many_and_what_was_published(opened: Open) -> None:
    app = opened("overview")
    members = by_hand.member_states()
    pledging = by_hand.own_countries(by_hand.pledges()) & members
    assert screen.says(app, f"{len(pledging)} of {len(members)} UN member states.")
    for published in ("More than 124 pledges", "47 cities", "40 countries"):
        assert screen.says(app, published)


def test_published_figures_are_not_held_against_a_part(opened: Open) -> None:
    app = opened("overview", region="Africa")
    assert not screen.says(app, "Announced:")
    african = by_hand.own_countries(by_hand.pledges(AFRICA), "Africa")
    assert screen.says(app, f"{len(african)} of {len(by_hand.member_states('Africa'))} UN member states.")


def links_of(app: AppTest) -> dict[str, tuple[str, str]]:
    """The links under the menu by their names: the page, and what is in the link."""
    return {screen.plain(each.proto.label): (each.proto.page, each.proto.query_string) for each in app.get("page_link")}


def test_the_cards_name_the_thinnest_regions_and_link_to_them(opened: Open) -> None:
    found = links_of(opened("overview"))
    titles = [screen.plain(each.value) for each in opened("overview").header[:3]]
    assert titles == ["Where we stand", "Where pledges are few", "New since the last release"]
    assert {"region=Asia", "region=Oceania"} <= {link for _page, link in found.values()}


def test_overview_sets_pledges_beside_displaced_people_migrants_or_inhabitants(opened: Open) -> None:
    for need, people in (("displaced", "displaced people"), ("migrants", "migrants"), ("population", "inhabitants")):
        app = opened("overview", need=need)
        strip = screen.figure(app, f"figure_gap-strip-{need}")
        assert people in screen.title(app, f"figure_gap-strip-{need}")
    rows = strip["data"][-1]
    assert rows["customdata"][0] == "Asia"
    assert "11.8M people" not in rows["hovertext"][0]


def test_without_an_earlier_release_the_overview_says_that_it_is_the_first(opened: Open, monkeypatch) -> None:
    monkeypatch.setattr("pages.shell.cache.earlier_versions", dict)
    app = opened("overview")
    assert screen.says(app, "This is the first edition")
    assert "Added" not in screen.metrics(app)


@pytest.mark.parametrize("kind", ["plain", "filtered"])
def test_matrix_counts_each_pledge_in_its_region_and_themes(opened: Open, kind: str) -> None:
    link, kept = LINKS[kind]
    matrix = screen.figure(opened("coverage", **link), "figure_coverage-theme")
    for theme in ("health", "housing"):
        expected = len(by_hand.pledges(by_hand.both(kept, by_hand.both(AFRICA, by_hand.is_on(theme)))))
        assert screen.cell(matrix, theme, "Africa") == str(expected)
    assert screen.cell(matrix, "total", "total") == str(len(by_hand.pledges(kept))), "each pledge once"


@pytest.mark.parametrize("measure", ["governments", "countries"])
def test_matrix_follows_the_measure(opened: Open, measure: str) -> None:
    matrix = screen.figure(opened("coverage", measure=measure), f"figure_coverage-theme-{measure}")
    chosen = by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on("health")))
    counted = by_hand.own_governments if measure == "governments" else by_hand.own_countries
    assert screen.cell(matrix, "health", "Africa") == str(len(counted(chosen, "Africa")))


def test_share_of_member_states(opened: Open) -> None:
    matrix = screen.figure(opened("coverage", measure="member_share"), "figure_coverage-theme-member_share")
    chosen = by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on("health")))
    whole = by_hand.member_states("Africa")
    expected = len(by_hand.own_countries(chosen, "Africa") & whole) / len(whole)
    assert screen.cell(matrix, "health", "Africa") == f"{expected:.0%}"


@pytest.mark.parametrize("kind", ["plain", "filtered"])
def test_map_has_a_point_for_each_government_with_a_place(opened: Open, kind: str) -> None:
    link, kept = LINKS[kind]
    app = opened("map", **link)
    regions = (link["region"],) if link else ()
    placed = {key for key, city in by_hand.own_governments(by_hand.pledges(kept), *regions).items() if city["lat"]}
    points = next(trace for trace in screen.figure(app, "figure_map")["data"] if trace["type"] == "scattergeo")
    assert set(points["customdata"]) == placed


def test_who_is_not_on_the_map_stands_beside_it(opened: Open) -> None:
    expected = {city["name"] for pledge in by_hand.pledges() for city in by_hand.governments(pledge) if not city["lat"]}
    listed = next(table for table in screen.tables(opened("map")) if "why" in table)
    assert set(listed["name"]) == expected
    assert listed["why"].str.len().gt(0).all()


@pytest.mark.parametrize("kind", ["plain", "filtered", "one region", "other scheme", "search"])
def test_pledges_page_lists_the_selection(opened: Open, kind: str) -> None:
    link, kept = LINKS[kind]
    app = opened("pledges", **link)
    assert sorted(app.dataframe[0].value["title"]) == sorted(pledge["title"] for pledge in by_hand.pledges(kept))


def test_data_page_counts_certainty(opened: Open) -> None:
    listed = next(table for table in screen.tables(opened("data")) if "certainty" in table)
    counted = dict(zip(listed["certainty"], listed["pledges"], strict=True))
    for word in ("Confirmed", "Inferred"):
        assert counted[word] == len(by_hand.pledges(lambda pledge, word=word: pledge["certainty"] == word.lower()))


def test_data_page_names_every_file_with_a_source(opened: Open) -> None:
    listed = next(table for table in screen.tables(opened("data")) if "licence" in table)
    assert {path.name for path in by_hand.DATA.glob("*.csv")} <= set(listed["file"])


def test_the_footer_names_the_versions_of_the_data_and_of_the_dashboard(opened: Open, facets: Facets) -> None:
    version = tomllib.loads((by_hand.DATA.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert screen.says(opened("map"), f"data version {facets.dataset.version}, dashboard version {version}.")
