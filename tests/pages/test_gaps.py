"""The page of gaps on the shipped files, held against loops over them."""

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import by_hand, screen

Open = Callable[..., AppTest]

PARTS = ("refugees_hosted", "asylum_seekers", "other_in_need")


def people(country: by_hand.Row, *more: str) -> int | None:
    """Displaced people across borders, and one series of internally displaced if named; None where nothing is known."""
    known = [int(country[part]) for part in (*PARTS, *more) if country[part]]
    return sum(known) if known else None


def pledging() -> set[str]:
    return by_hand.own_countries(by_hand.pledges())


def opened_words(app: AppTest, figure: str) -> pd.DataFrame:
    """The table under a figure, after its words were opened."""
    key = next(key for key in screen.figures(app) if key.startswith(f"figure_{figure}"))
    app.session_state[key.replace("figure_", "words_")] = True
    app.run()
    return next(table for table in screen.tables(app) if "need_share" in table)


def test_the_country_with_most_people_and_no_pledge_is_named(opened: Open) -> None:
    without = [row for row in by_hand.rows("countries") if people(row) and row["iso3"] not in pledging()]
    top = max(without, key=lambda row: people(row) or 0)
    assert top["name"] in screen.title(opened("gaps", places="country"), "figure_need-pledges-country")


@pytest.mark.parametrize("page", ["gaps", "overview", "coverage", "map"])
def test_no_country_is_named_in_a_headline_unless_countries_are_compared(opened: Open, page: str) -> None:
    app = opened(page)
    titles = screen.titles(app).values()
    said = [screen.plain(each.value) for each in [*app.markdown, *app.header]] if page == "overview" else []
    names = [row["name"] for row in by_hand.rows("countries")]
    assert len(titles) >= 1
    assert [(name, text) for name in names for text in [*titles, *said] if name in text] == []


def test_every_country_with_people_is_a_dot(opened: Open) -> None:
    spec = screen.figure(opened("gaps", places="country"), "figure_need-pledges-country")
    dots = screen.dots(spec)
    known = [row for row in by_hand.rows("countries") if people(row) is not None]
    compared = [row for row in known if row["un_member"] == "yes" or people(row)]
    # Palestine has no figure of UNHCR and stands there with that of UNRWA.
    assert len(dots) == len(compared) + 1
    assert any("State of Palestine" in text for text in dots)


@pytest.mark.parametrize(
    ("params", "said"),
    [({"region": "Africa", "country": "DEU"}, 0), ({"region": "network"}, 0), ({"search": "city"}, 1)],
)
def test_other_filters_are_said_to_be_in_use_only_where_some_are(
    opened: Open, params: dict[str, str], said: int
) -> None:
    app = opened("gaps", **params)
    found = [each for each in app.caption if "Filters other than places, themes and objectives" in each.value]
    assert len(found) == said


def test_who_has_no_figure_is_listed_and_not_ranked(opened: Open) -> None:
    app = opened("gaps", places="country")
    listed = next(table for table in screen.tables(app) if "why" in table)
    unknown = {row["name"] for row in by_hand.rows("countries") if row["un_member"] == "yes" and people(row) is None}
    assert set(listed["label"]) == unknown | {"Kosovo (S/RES/1244)"}
    assert listed.set_index("label").loc["Kosovo (S/RES/1244)", "why"] == "Counted with Serbia"


@pytest.mark.parametrize("series", ["idps", "idps_idmc"])
def test_one_series_of_internally_displaced_is_added(opened: Open, series: str) -> None:
    app = opened("gaps", places="country", idps={"idps": "unhcr", "idps_idmc": "idmc"}[series])
    sudan = next(row for row in by_hand.rows("countries") if row["iso3"] == "SDN")
    spec = screen.figure(app, "figure_need-pledges-country")
    shown = next(text for text in screen.dots(spec) if text.startswith("<b>Sudan</b>"))
    assert f"{people(sudan, series):,} displaced people" in shown


def test_migrants_have_no_internally_displaced(opened: Open) -> None:
    app = opened("gaps", idps="idmc")
    app.selectbox(key="choice_need").select("migrants").run()
    assert not app.exception
    assert not app.warning
    assert list(app.query_params) == ["need"]
    assert app.selectbox(key="choice_idps").options == ["Not counted with migrants"]


def test_managing_borders_does_not_lead_unless_the_weights_say_so(opened: Open) -> None:
    def order(**link: str) -> list[str]:
        spec = screen.figure(opened("gaps", **link), "figure_weighted-objectives")
        return spec["layout"]["yaxis"]["ticktext"]

    assert order()[0].endswith("Information provision")
    at = [any("Manage borders" in name for name in order(**link)[:9]) for link in ({}, {"low": "1"})]
    assert at == [False, True]


def test_weights_of_zero_expect_nothing(opened: Open) -> None:
    app = opened("gaps", high="0", medium="0")
    spec = screen.figure(app, "figure_weighted-objectives")
    assert "No objective has a weight" in screen.title(app, "figure_weighted-objectives")
    assert len(spec["data"][1]["x"]) == 0, "no mark where nothing is expected"


def test_the_map_has_every_country_of_the_data_in_one_state(opened: Open) -> None:
    spec = screen.figure(opened("gaps"), "figure_map-representation")
    drawn = [code for trace in spec["data"] if trace["type"] == "choropleth" for code in trace["locations"]]
    assert sorted(drawn) == sorted(row["iso3"] for row in by_hand.rows("countries"))
    assert len({trace["colorscale"][0][1] for trace in spec["data"]}) == len(spec["data"]) <= 8


@pytest.mark.parametrize("link", [{"region": "network"}, {"country": "KEN"}, {"region": "Oceania"}], ids=str)
@pytest.mark.parametrize("places", ["country", "region"])
def test_selections_that_leave_nothing_to_compare_say_so(opened: Open, link: dict[str, str], places: str) -> None:
    app = opened("gaps", places=places, **link)
    assert not app.exception
    assert not any("nan" in title for title in screen.titles(app).values())


def test_values_of_a_link_that_mean_nothing_are_said(opened: Open) -> None:
    # No more than five are listed of one link.
    for link in (
        {"need": "hunger", "idps": "both", "counted": "money", "places": "moon", "order": "worst"},
        {"high": "-1", "medium": "1e9", "low": "nan"},
    ):
        app = opened("gaps", **link)
        assert not app.exception
        (said,) = screen.warnings(app)
        for name, value in link.items():
            assert f"{name} = {value}" in said
