"""The scenario and the comparison of versions as a reader meets them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.dataset import Folder, package_zip
from analytics.exhibits.pledges.tables import field_names
from pages.shell import cache
from tests.csv_rows import Row, read_rows, write_rows
from tests.pages import by_hand, folders, screen
from tests.pages.test_hostile_text import ACTIVE

Open = Callable[..., AppTest]
OpenOn = Callable[..., AppTest]

CORE = ("2", "7", "15", "16", "17", "23")
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
EMPTIED = {"region": "Africa", "theme": "diaspora_and_development", "status": "in_progress"}


AFRICANS = [
    row["iso3"] for row in by_hand.rows("countries") if row["m49_region"] == "Africa" and row["un_member"] == "yes"
]


def open_pairs(*regions: str) -> int:
    """Pairs of region and core objective that no shipped pledge states."""
    return sum(
        not by_hand.pledges(by_hand.both(by_hand.is_in(region), lambda row, code=code: code in objectives(row)))
        for region in regions or REGIONS
        for code in CORE
    )


def objectives(pledge: Row) -> list[str]:
    return by_hand.items(pledge["gcm_objectives"])


def new_pledges(app: AppTest) -> int:
    return next((len(table) for table in screen.tables(app) if "has_pledge" in table), 0)


@pytest.mark.slow
def test_scenario_asks_for_one_pledge_a_pair_and_fills_every_gap(opened: Open) -> None:
    app = opened("scenario")
    assert not app.exception and not app.warning
    assert new_pledges(app) == open_pairs()
    assert screen.says(app, f"{open_pairs()} new pledges would fill every empty pair: ")
    assert screen.says(app, "Fewer new pledges would not do.")
    assert screen.says(app, "Other countries could do as well")
    assert screen.says(app, "No place that hosts fewer than 1,000 displaced people is asked.")
    assert screen.says(app, "This is arithmetic")
    after = screen.figure(app, "figure_scenario-after")
    assert all(screen.cell(after, code, region) != "0" for code in CORE for region in REGIONS)
    before = screen.figure(app, "figure_scenario-before")
    assert sum(screen.cell(before, code, region) == "0" for code in CORE for region in REGIONS) == open_pairs()


def test_scenario_follows_the_filters(opened: Open) -> None:
    app = opened("scenario", region="Oceania")
    assert not app.exception
    assert new_pledges(app) == open_pairs("Oceania")
    theme = opened("scenario", theme="health")
    assert not theme.exception
    assert new_pledges(theme) > open_pairs(), "fewer pledges leave more gaps"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("link", "said"),
    [
        pytest.param({"most": "0"}, "No empty pair can be filled within these limits.", id="no new pledge"),
        pytest.param(
            {"most": "1"}, "The whole target takes 9 new pledges; this limit prevents it: at most", id="too few"
        ),
        pytest.param(
            {"country": "FJI", "per_country": "1"},
            "if one of these limits were lifted: at most 1 new pledge in one country or at most 1 objective",
            id="either limit",
        ),
        pytest.param({"country": "FJI", "without": "FJI"}, "No one limit alone prevents more", id="more than one"),
        pytest.param(
            {"region": "Africa", "without": AFRICANS}, "This limit prevents the whole target", id="nobody left"
        ),
        pytest.param(
            {"per_country": "1"},
            "Hosting fewer than 1,000 displaced people, but nobody else is left to ask: Nauru (97), Fiji (46)",
            id="small places",
        ),
        pytest.param({"floor": "100000"}, "nobody else is left to ask: Papua New Guinea (10,848)", id="a high floor"),
        pytest.param({"target": "people"}, "would raise the share of people hosted in countries with", id="people"),
        pytest.param({"target": "people", "share": "50"}, "Nothing is needed", id="reached already"),
        pytest.param(
            {"target": "people", "most": "2"}, "this limit prevents it: at most 2 new pledges", id="people short"
        ),
        pytest.param(
            {"per_pledge": "3"}, "5 new pledges would fill every empty pair: ", id="several objectives a pledge"
        ),
    ],
)
def test_scenario_says_what_can_be_reached(opened: Open, link: dict[str, str], said: str) -> None:
    app = opened("scenario", **link)
    assert not app.exception
    assert screen.says(app, said)


def test_scenario_draws_what_its_target_is_about(opened: Open) -> None:
    figures = screen.figures(opened("scenario", target="people"))
    assert sorted(figures) == ["figure_scenario-people-after", "figure_scenario-people-before"]
    before, after = (figures[f"figure_scenario-people-{when}"]["data"][0]["x"] for when in ("before", "after"))
    assert len(before) == len(REGIONS) + 1
    assert all(now <= then for now, then in zip(before, after, strict=True))
    assert after[-1] >= 0.8, "all together, the lowest bar, reach the target"


def test_scenario_of_an_emptied_selection_says_why_and_brings_it_back(opened: Open) -> None:
    app = opened("scenario", **EMPTIED)
    assert not app.exception
    assert screen.figures(app) == {}
    app.button(key="clear_empty").click().run()
    assert not app.exception
    assert new_pledges(app) == open_pairs()


def test_scenario_asks_nobody_whom_the_reader_rules_out(opened: Open) -> None:
    app = opened("scenario", region="Oceania", without=["AUS", "NRU"])
    assert not app.exception and not app.warning
    asked = next(set(table["country"]) for table in screen.tables(app) if "has_pledge" in table)
    assert asked == {"Papua New Guinea", "New Zealand", "Fiji"}
    app.multiselect(key="choice_without").set_value(["AUS", "FJI"]).run()
    assert app.query_params["without"] == ["AUS", "FJI"]
    asked = next(set(table["country"]) for table in screen.tables(app) if "has_pledge" in table)
    assert asked == {"Papua New Guinea", "New Zealand", "Nauru"}


@pytest.mark.parametrize(
    "link",
    [
        {"without": "ZZZ"},
        {"floor": "7"},
        {"most": "-1"},
        {"per_pledge": "99"},
        {"target": "moon"},
        {"share": "x", "target": "people"},
    ],
)
def test_scenario_says_what_it_can_not_read_in_a_link(opened: Open, link: dict[str, str]) -> None:
    app = opened("scenario", **link)
    assert not app.exception
    name, value = next(iter(link.items()))
    assert f"{name} = {value}" in " ".join(screen.warnings(app))


@pytest.mark.slow
def test_scenario_on_data_without_core_objectives(opened_on: OpenOn, tmp_path: Path) -> None:
    folder = folders.copy(tmp_path / "data")
    path = folder / "taxonomy.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("core_objective,")), encoding="utf-8")
    app = opened_on(folder, "scenario")
    assert not app.exception
    assert "name no core objectives" in app.info[0].value


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """An earlier version: without the last ten pledges, with one more, one of another title, one planned."""
    folder = folders.copy(tmp_path / "earlier")
    path = folder / "pledges.csv"
    rows = read_rows(path)[:-10]
    rows[0]["title"] = "[An](http://evil.example) earlier title"
    rows[1]["status"] = "planned"
    rows.append({**rows[2], "pledge_id": "withdrawn-since-1", "title": "Withdrawn since"})
    write_rows(path, rows)
    return folder


def metrics_of(app: AppTest) -> dict[str, int]:
    return {name: count for name, count in screen.metrics(app).items() if name != "Pledges"}


@pytest.mark.slow
def test_changes_without_an_earlier_version_says_how_to_bring_one(opened_on: OpenOn, tmp_path: Path) -> None:
    app = opened_on(folders.copy(tmp_path / "data"), "changes")
    assert not app.exception
    assert "no earlier release" in app.info[0].value
    assert screen.figures(app) == {}


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_changes_compares_with_the_version_that_the_setting_names(
    opened: Open, earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    named = earlier
    if kind == "zip":
        named = tmp_path / "kept.zip"
        named.write_bytes(package_zip(Folder(earlier).read()[0]))
    monkeypatch.setenv("COALITION_EARLIER", str(named))
    app = opened("changes")
    assert not app.exception and not app.warning
    counted = metrics_of(app)
    assert {name: counted[name] for name in ("Added", "Removed", "Edited")} == {"Added": 10, "Removed": 1, "Edited": 2}
    assert counted["Added"] + counted["Edited"] + counted["Unchanged"] == len(by_hand.pledges())
    flow = screen.figure(app, "figure_changes")
    assert sum(flow["data"][0]["link"]["value"]) == len(by_hand.pledges()) + 1
    edits = next(table for table in screen.tables(app) if "field" in table)
    assert set(edits["field"]) == {field_names()["title"], field_names()["status"]}
    assert field_names()["status"] == "Stage, as the source states it", (
        "the state is worked out, this is what is written"
    )


@pytest.mark.slow
def test_changes_with_a_release_that_is_removed_meanwhile_says_so(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "earlier_versions", lambda: {"2020-01-01.zip": "2020-01-01"})
    app = opened("changes")
    assert not app.exception
    assert "can’t be compared" in app.error[0].value
    assert app.dataframe[0].value["File"].tolist() == ["2020-01-01.zip"]


@pytest.mark.slow
def test_changes_brought_as_a_zip_come_before_those_kept(opened: Open, earlier: Path) -> None:
    app = opened("changes")
    app.file_uploader[0].upload("mine.zip", package_zip(Folder(earlier).read()[0]), "application/zip").run()
    assert not app.exception
    assert metrics_of(app)["Added"] == 10
    assert app.get("download_button") and not app.get("link_button"), "no address can hold what a reader uploaded"
    another = opened("changes")
    assert metrics_of(another)["Added"] == 1, "another reader sees the release that is kept"
    assert another.get("link_button") and not another.get("download_button")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"no zip", "is not a zip that can be read", id="no zip"),
        pytest.param(None, "grows far more than a table does", id="bomb"),
    ],
)
def test_changes_with_a_bad_zip_lists_what_is_wrong(opened: Open, content: bytes | None, said: str) -> None:
    if content is None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("pledges.csv", bytes(30_000_000))
        content = buffer.getvalue()
    app = opened("changes")
    app.file_uploader[0].upload("bad.zip", content, "application/zip").run()
    assert not app.exception
    assert "can’t be compared" in app.error[0].value
    assert app.dataframe[0].value["What is wrong"].str.contains(said).any()


def test_changes_of_two_equal_versions_are_none(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_EARLIER", str(by_hand.DATA))
    app = opened("changes")
    assert not app.exception
    assert metrics_of(app)["Unchanged"] == len(by_hand.pledges())
    assert screen.says(app, "The two versions are the same, file by file.")
    assert "nothing in them changed" in screen.title(app, "figure_changes")


def test_the_first_page_says_that_nothing_has_changed_since_an_equal_release(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_EARLIER", str(by_hand.DATA))
    app = opened("overview")
    assert not app.exception
    assert screen.says(app, "Nothing has changed since the release of ")


def test_changes_names_the_columns_it_could_not_compare(
    opened: Open, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = earlier / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("pledge_id,", "colour,pledge_id,", 1), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *(f"blue,{line}" for line in lines[1:])]), encoding="utf-8")
    monkeypatch.setenv("COALITION_EARLIER", str(earlier))
    app = opened("changes")
    assert not app.exception
    assert "Columns of the earlier version alone, so not compared: “colour”." in screen.warnings(app)


@pytest.mark.parametrize("link", [{"region": "Africa"}, EMPTIED])
def test_changes_are_those_of_whole_versions_whatever_is_chosen(
    opened: Open, earlier: Path, monkeypatch: pytest.MonkeyPatch, link: dict[str, str]
) -> None:
    monkeypatch.setenv("COALITION_EARLIER", str(earlier))
    app = opened("changes", **link)
    assert not app.exception
    assert metrics_of(app)["Added"] == 10
    assert screen.says(app, "filters have no effect on this page")


def test_changes_with_a_setting_that_leads_nowhere(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_EARLIER", "no/such/folder")
    app = opened("changes", version="moon")
    assert not app.exception
    assert "version = moon" in " ".join(screen.warnings(app))
    assert app.dataframe[0].value["What is wrong"].str.contains("There is no folder").any()


def test_other_peoples_text_stays_text_in_a_version_that_is_brought(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_EARLIER", str(folders.hostile(tmp_path / "hostile")))
    app = opened("changes")
    assert not app.exception
    assert metrics_of(app)["Edited"] == len(by_hand.pledges())
    assert [text for text in screen.markdown_texts(app) if ACTIVE.search(text)] == []
