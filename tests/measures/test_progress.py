"""States, replies and the age of reports, worked out by hand; and the figures UNHCR published in August 2020."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.exhibits.progress.follow_up import follow_up_table
from analytics.measures.progress import (
    REASONS,
    first_day,
    follow_up_list,
    freshness_by,
    is_known,
    progress_by,
    results_stated,
    unhcr_states,
    unknowable,
)
from analytics.reports import BANDS, STATES, report_states
from analytics.selection import Selection
from tests.tiny import TERMS, Row, dataset, filtered, pledge

NEWEST = date(2026, 11, 23)
NOT_REPORTED = ("overdue", "no_report")


def row_of(as_of: date = NEWEST, **cells: str | None) -> pd.Series:
    return report_states(dataset(pledge("a", "nairobi", **cells)), as_of).iloc[0]


def state(as_of: date = NEWEST, **cells: str) -> str:
    return str(row_of(as_of, **cells)["state"])


def band(as_of: date, **cells: str) -> str:
    return str(row_of(as_of, **cells)["band"])


@pytest.mark.parametrize(
    ("end", "last_day_to_be_kept"),
    [("2024", date(2024, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2024-12-15", date(2024, 12, 15))],
)
def test_an_end_date_has_passed_after_the_last_day_it_can_mean(end: str, last_day_to_be_kept: date) -> None:
    assert state(last_day_to_be_kept, end_date=end, year_announced="2020") == "no_report"
    assert state(last_day_to_be_kept + timedelta(days=1), end_date=end, year_announced="2020") == "overdue"


@pytest.mark.parametrize("stage", ["fulfilled", "stalled", "withdrawn"])
def test_what_is_reported_as_closed_stays_so_after_its_end(stage: str) -> None:
    assert state(status=stage, end_date="2020") == stage


@pytest.mark.parametrize("stage", ["planned", "in_progress"])
def test_what_is_reported_as_open_has_ended_after_its_end(stage: str) -> None:
    assert state(status=stage, end_date="2020") == "ended_reported"
    assert state(status=stage, end_date="2027") == stage


@pytest.mark.parametrize("stage", ["no_report", "overdue"])
def test_what_nobody_reported_on_is_overdue_after_its_end(stage: str) -> None:
    assert state(status=stage, end_date="2020") == "overdue"


def test_an_end_that_the_source_says_has_passed_has_passed() -> None:
    assert state(status="overdue") == "overdue"
    assert state(status="overdue", last_reported="2023") == "ended_reported"
    assert state(date(2026, 11, 22), status="overdue") == "no_report", "it was read a day later"


@pytest.mark.parametrize("stage", ["planned", "in_progress", "fulfilled", "stalled", "withdrawn", "no_report"])
def test_a_stage_without_an_end_is_itself(stage: str) -> None:
    assert state(status=stage) == stage


def test_a_report_without_a_stage_is_neither_silence_nor_progress() -> None:
    for told in ({"last_reported": "2023"}, {"results_as_of": "2023"}, {"results_summary": "Over 50 people taught."}):
        assert state(**told) == "stage_not_stated"
        assert state(**told, end_date="2024") == "ended_reported"


@pytest.mark.parametrize(("said", "expected"), [("yes", "no_report"), ("no", "overdue"), (None, "overdue")])
def test_the_end_of_a_wider_project_never_passes(said: str | None, expected: str) -> None:
    assert state(end_date="2020", end_date_of_wider_project=said) == expected
    told = state(end_date="2020", end_date_of_wider_project=said, status="in_progress")
    assert told == ("in_progress" if said == "yes" else "ended_reported")


@pytest.mark.parametrize(("said", "since"), [("yes", None), ("no", "2016-03"), (None, "2016-03")])
def test_the_start_of_a_wider_project_is_not_when_the_pledge_was_known(said: str | None, since: str | None) -> None:
    cells = {"start_date": "2016-03", "end_date_of_wider_project": said}
    known = [row_of(**cells, **more)["known_since"] for more in ({}, {"last_reported": "2024"})]
    assert [None if pd.isna(each) else each for each in known] == [since, since or "2024"]
    assert row_of(**cells, year_announced="2022")["known_since"] == "2022"
    table = follow_up_list(filtered(pledge("a", "nairobi", **cells)), NEWEST)
    assert table["months"].isna().tolist() == [since is None]


def test_a_release_that_does_not_know_wider_projects_is_read() -> None:
    older = dataset(pledge("a", "nairobi", end_date="2020"))
    older = replace(older, pledges=older.pledges.drop(columns="end_date_of_wider_project"))
    assert report_states(older, NEWEST)["state"].tolist() == ["overdue"]


def test_reported_is_false_exactly_where_nothing_is_reported() -> None:
    assert [row_of(**cells)["reported"] for cells in ({}, {"end_date": "2020"}, {"status": "overdue"})] == [False] * 3
    told = ({"status": "planned"}, {"status": "planned", "end_date": "2020"}, {"results_summary": "Done."})
    assert [row_of(**cells)["reported"] for cells in told] == [True] * 3


def test_ended_and_silent_are_two_things() -> None:
    whole = progress_by(
        filtered(
            pledge("a", "nairobi", end_date="2020"),
            pledge("b", "tyre", end_date="2020", last_reported="2019-05"),
            pledge("c", "tyre"),
        ),
        "region",
        NEWEST,
    ).iloc[0]
    columns = ["overdue", "ended_reported", "no_report", "reported", "not_reported", "of"]
    assert whole[columns].tolist() == [1, 1, 1, 1, 2, 3]


def test_a_region_outside_the_selection_has_no_row_and_no_zero() -> None:
    pledges = (pledge("a", "nairobi", "tyre"), pledge("b", "tyre"), pledge("n", "league"))

    def rows(**chosen: tuple[str, ...]) -> list[list[object]]:
        table = progress_by(filtered(*pledges, chosen=Selection(**chosen)), "region", NEWEST)
        return table[["code", "of"]].to_numpy().tolist()

    assert rows(region=("Africa",)) == [["total", 1], ["Africa", 1]]
    assert rows(country=("LBN",)) == [["total", 2], ["Asia", 2]]
    assert rows(region=("Oceania",)) == [["total", 0], ["Oceania", 0]]
    assert rows(kind=("network",)) == [["total", 1], ["network", 1]]


def test_a_joint_pledge_is_in_each_region_and_once_in_all() -> None:
    table = progress_by(filtered(pledge("a", "nairobi", "tyre"), pledge("b", "tyre")), "region", NEWEST)
    assert table.set_index("code")["of"].to_dict() == {"total": 2, "Africa": 1, "Asia": 2, "Oceania": 0}


def test_a_selection_counts_its_own_pledges_in_every_group() -> None:
    chosen = Selection(theme=("health",))
    pledges = (pledge("a", "nairobi", themes="health;housing"), pledge("b", "tyre"))
    assert progress_by(filtered(*pledges, chosen=chosen), "theme", NEWEST)["of"].tolist() == [1, 1]
    assert progress_by(filtered(*pledges), "kind", NEWEST)[["code", "of"]].to_numpy().tolist() == [
        ["total", 2],
        ["city", 2],
    ]


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ("2025-11-24", "under_12"),
        ("2025-11-23", "12_to_24"),
        ("2025-11", "12_to_24"),
        ("2025", "12_to_24"),
        ("2026", "under_12"),
        ("2024-11-23", "12_to_24"),
        ("2024-11-22", "over_24"),
        ("2024", "over_24"),
    ],
)
def test_a_report_is_as_old_as_the_first_day_its_date_can_mean(reported: str, expected: str) -> None:
    assert band(NEWEST, last_reported=reported) == expected


def test_a_report_without_a_date_and_none() -> None:
    assert band(NEWEST, status="planned") == "undated"
    assert band(NEWEST) == "none"
    assert freshness_by(filtered(pledge("a", "nairobi")), "region", NEWEST).iloc[0][list(BANDS)].sum() == 1


def test_an_earlier_day_knows_no_later_report() -> None:
    cells = {"status": "fulfilled", "last_reported": "2024-06", "year_announced": "2020"}
    assert state(date(2024, 6, 29), **cells) == "no_report"
    assert state(date(2024, 6, 30), **cells) == "fulfilled"
    assert state(date(2026, 11, 22), status="planned") == "no_report", "an undated report is known when it was read"
    assert state(date(2026, 11, 23), last_reported="2026") == "stage_not_stated", "it was read, so it was there"


def test_an_earlier_day_leaves_out_what_is_dated_later_and_says_what_it_cannot_know() -> None:
    whole = filtered(
        pledge("a", "nairobi", year_announced="2022", start_date="2019"),
        pledge("b", "tyre", start_date="2024-03"),
        pledge("c", "tyre", results_summary="Done."),
        pledge("d", "tyre", start_date="2030"),
    )
    assert progress_by(whole, "region", date(2022, 1, 1)).iloc[0]["of"] == 2
    assert progress_by(whole, "region", date(2021, 12, 31)).iloc[0]["of"] == 1
    assert unknowable(whole, date(2022, 1, 1)) == {"later": 2, "undated": 1, "reports": 1}
    assert progress_by(whole, "region", NEWEST).iloc[0]["of"] == 4, "a page that was read is there"
    assert unknowable(whole, NEWEST) == {"later": 0, "undated": 0, "reports": 0}


def test_a_day_before_all_data_knows_nothing() -> None:
    whole = filtered(pledge("a", "nairobi", year_announced="2022"), pledge("b", "tyre"))
    assert first_day(whole.dataset) == date(2022, 1, 1)
    assert not is_known(whole, date(2021, 12, 31))
    assert is_known(whole, date(2022, 1, 1))
    assert first_day(dataset(pledge("a", "nairobi"))) is None


def test_unhcr_august_2020() -> None:
    """212 in progress are 70.4 % of the 301 updates and 15 % of the about 1,400 pledges of the forum."""
    stages = ["in_progress"] * 212 + ["planned"] * 67 + ["fulfilled"] * 22 + ["no_report"] * (1400 - 301)
    pledges = (
        pledge(f"p{i}", "nairobi", status=each, retrieved="2020-08-31", year_announced="2019")
        for i, each in enumerate(stages)
    )
    whole = filtered(*pledges)
    table = unhcr_states(whole, date(2020, 8, 31)).set_index("state")
    assert table["pledges"].to_dict() == {"planning": 67, "in progress": 212, "fulfilled": 22}
    assert (table["replies"].iloc[0], table["of"].iloc[0]) == (301, 1400)
    progress = table.loc["in progress"]
    assert round(progress["pledges"] / progress["replies"], 3) == 0.704
    assert round(progress["pledges"] / progress["of"], 2) == 0.15
    shown = progress_by(whole, "region", date(2020, 8, 31)).iloc[0]
    assert shown[["reported", "of", "no_report", "in_progress"]].tolist() == [301, 1400, 1099, 212]


def test_a_pledge_past_its_end_keeps_its_stage_in_the_crosswalk() -> None:
    pledges = (pledge("a", "nairobi", status="in_progress", end_date="2020"), pledge("b", "tyre", status="stalled"))
    table = unhcr_states(filtered(*pledges), NEWEST)
    assert table[["state", "pledges", "replies", "of"]].to_numpy().tolist() == [
        ["planning", 0, 1, 2],
        ["in progress", 1, 1, 2],
        ["fulfilled", 0, 1, 2],
    ]


def test_the_follow_up_list_says_what_is_missing_since_when() -> None:
    table = follow_up_list(
        filtered(
            pledge("fresh", "nairobi", status="in_progress", last_reported="2026-06"),
            pledge("stale", "nairobi", status="in_progress", last_reported="2024-05"),
            pledge("silent", "nairobi", year_announced="2024"),
            pledge("silent_undated", "nairobi"),
            pledge("ended", "nairobi", end_date="2025", last_reported="2026-06"),
            pledge("wider", "nairobi", end_date="2020", end_date_of_wider_project="yes", year_announced="2023"),
            pledge("later", "nairobi", end_date="2024-01"),
            pledge("done", "nairobi", status="fulfilled", last_reported="2020", end_date="2020"),
            pledge("no_day", "nairobi", status="planned"),
        ),
        NEWEST,
    )
    said = {row.pledge_id: [name for name in REASONS if getattr(row, name)] for row in table.itertuples()}
    assert said == {
        "later": ["overdue"],
        "wider": ["silent"],
        "silent": ["silent"],
        "silent_undated": ["silent"],
        "stale": ["stale"],
        "no_day": ["undated"],
    }
    assert list(said) == ["later", "wider", "silent", "silent_undated", "stale", "no_day"], "most pressing first"
    assert table.set_index("pledge_id")["since"].dropna().to_dict() == {
        "later": "2024-01",
        "wider": "2023",
        "silent": "2024",
        "stale": "2024-05",
    }
    months = table.set_index("pledge_id")["months"]
    assert months[["later", "wider", "silent", "stale"]].tolist() == [33, 34, 22, 29]
    assert pd.isna(months["silent_undated"])


def test_the_follow_up_table_gives_no_later_report_and_no_end_of_a_wider_project() -> None:
    pledges = (
        pledge("a", "nairobi", year_announced="2022", end_date="2023", last_reported="2025-11", results_as_of="2025"),
        pledge("b", "tyre", year_announced="2022", end_date="2023", end_date_of_wider_project="yes"),
        pledge("c", "tyre", year_announced="2022", results_as_of="2022-12"),
    )
    found = filtered(*pledges)
    earlier = follow_up_table(found, "2023-12-31").rows.set_index("pledge_id")[["missing", "last_report"]]
    assert earlier.loc["a"].isna().tolist() == [False, True], "not reported on by then, so no report"
    now = follow_up_table(found, "").rows.set_index("pledge_id")
    assert "end_date" in now and pd.isna(now.loc["b", "end_date"])
    assert now.loc["c", "last_report"] == "2022-12", "the date of results is that of a report"


def test_results_are_the_words_of_the_source_newest_first() -> None:
    table = results_stated(
        filtered(
            pledge("a", "nairobi", results_summary="Over 50.", reach_as_stated="over 50"),
            pledge("b", "tyre", results_summary="About 7.", results_as_of="2024"),
            pledge("c", "tyre", reach_as_stated="planned: 30"),
        )
    )
    assert table["pledge_id"].tolist() == ["b", "a"]
    assert table["results_summary"].tolist() == ["About 7.", "Over 50."]


DATES = st.one_of(
    st.none(),
    st.dates(date(2018, 1, 1), date(2026, 11, 23)).map(str),
    st.integers(2018, 2026).map(str),
    st.sampled_from(["2021-02", "2024-12", "2026-10"]),
)
PLEDGES = st.lists(
    st.tuples(st.sampled_from(TERMS["status"]), DATES, DATES, DATES, st.sampled_from(["nairobi", "tyre", "league"])),
    min_size=1,
    max_size=6,
)
DAYS = st.dates(date(2017, 1, 1), date(2026, 11, 23))


def rows(drawn: list[tuple[str, str | None, str | None, str | None, str]]) -> tuple[Row, ...]:
    return tuple(
        pledge(f"p{i}", who, status=stage, start_date=start, end_date=end, last_reported=reported)
        for i, (stage, start, end, reported, who) in enumerate(drawn)
    )


@pytest.mark.slow
@given(PLEDGES, DAYS)
def test_states_and_ages_add_up_to_all_pledges(drawn: list, day: date) -> None:
    whole = filtered(*rows(drawn))
    for facet in ("region", "kind"):
        for table, parts in ((progress_by(whole, facet, day), STATES), (freshness_by(whole, facet, day), BANDS)):
            assert (table[list(parts)].sum(axis=1) == table["of"]).all()
    table = progress_by(whole, "region", day)
    told = [each for each in STATES if each not in NOT_REPORTED]
    assert (table["reported"] == table[told].sum(axis=1)).all()
    assert (table["reported"] + table["not_reported"] == table["of"]).all()


@pytest.mark.slow
@given(PLEDGES, DAYS)
def test_reported_and_the_state_never_disagree(drawn: list, day: date) -> None:
    table = report_states(dataset(*rows(drawn)), day)
    assert table["state"].isin(STATES).all()
    assert table["state"].isin(NOT_REPORTED).equals(~table["reported"])
    assert (table["band"] == "none").equals(~table["reported"])
    assert table["stage"].isna().all() or table.loc[table["stage"].notna(), "reported"].all()


@pytest.mark.slow
@given(PLEDGES, DAYS, DAYS)
def test_time_never_takes_back_a_pledge_a_report_or_a_passed_end(drawn: list, one: date, other: date) -> None:
    data = dataset(*rows(drawn))
    before, after = (report_states(data, day) for day in sorted((one, other)))
    assert (after["counted"] | ~before["counted"]).all()
    assert (after["reported"] | ~before["reported"]).all()
    closed = ["fulfilled", "stalled", "withdrawn"]
    assert after.loc[before["state"] == "overdue", "state"].isin(["overdue", "ended_reported", *closed]).all()
    assert after.loc[before["state"] == "ended_reported", "state"].eq("ended_reported").all()
    assert (after.loc[before["state"].isin(closed), "state"] == before.loc[before["state"].isin(closed), "state"]).all()
