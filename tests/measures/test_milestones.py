"""Forums in time on a few rows, with the day given: what is over, what comes, and where dates lie."""

from datetime import date

import pandas as pd
import pytest

from analytics.measures.milestones import (
    COMING,
    NOW,
    PAST,
    UNDATED,
    events_between,
    forum_before,
    milestones,
    readiness,
    spans_of,
)
from tests.tiny import Row, dataset, filtered, pledge


def forum(forum_id: str, start: str | None, end: str | None = None, **cells: str | None) -> Row:
    own: Row = {"process": forum_id.partition("-")[0], "name": forum_id, "compact": "GCM", "verified": "yes"}
    return {"forum_id": forum_id, "start_date": start, "end_date": end, **own, **cells}


SEEN = {
    "the day before": ("2027-03-30", "2027-04-02", "2027-03-29", COMING, 1, 1),
    "today is the first day": ("2027-03-30", "2027-04-02", "2027-03-30", NOW, 0, 0),
    "today is the last day": ("2027-03-30", "2027-04-02", "2027-04-02", NOW, 0, 0),
    "the day after": ("2027-03-30", "2027-04-02", "2027-04-03", PAST, 0, 0),
    "over the end of a year": ("2026-12-30", "2027-01-02", "2026-12-31", NOW, 0, 0),
    "a year, seen on the last day before it": ("2027", None, "2026-12-31", COMING, 1, 365),
    "a year, seen in it: it may have begun": ("2027", None, "2027-07-01", COMING, 0, 183),
    "a year, on its last day: it has begun": ("2027", None, "2027-12-31", NOW, 0, 0),
    "a year that has ended": ("2027", None, "2028-01-01", PAST, 0, 0),
    "a month whose day is unknown, in a leap year": ("2028-02", None, "2028-02-10", COMING, 0, 19),
    "a first day without a last one, on it": ("2027-03-30", None, "2027-03-30", NOW, 0, 0),
    "a first day without a last one, after it": ("2027-03-30", None, "2027-03-31", PAST, 0, 0),
    "a last day that is a month": ("2027-03-30", "2027-04", "2027-04-30", NOW, 0, 0),
}


@pytest.mark.parametrize("name", SEEN)
def test_when_a_forum_is_seen_from_a_day(name: str) -> None:
    start, end, today, when, soonest, latest = SEEN[name]
    row = milestones(dataset(forums=(forum("A-1", start, end),)), date.fromisoformat(today)).iloc[0]
    assert (row["when"], row["soonest"], row["latest"]) == (when, soonest, latest)


def test_a_forum_without_a_date_is_over_once_a_later_one_is() -> None:
    rows = (forum("A-1", None), forum("A-2", "2026-05-05", "2026-05-08"), forum("A-3", None), forum("A-4", "2030"))
    found = milestones(dataset(forums=rows), date(2026, 11, 28))
    assert found["when"].tolist() == [PAST, PAST, UNDATED, COMING]
    assert found["soonest"].isna().tolist() == [True, False, True, False]


def test_a_label_that_is_no_meeting_is_not_a_forum_in_time() -> None:
    rows = (forum("A-1", None, label_only="yes"), forum("A-2", "2026-05-05"), forum("A-3", "2030", label_only="no"))
    assert milestones(dataset(forums=rows), date(2026, 11, 28))["forum_id"].tolist() == ["A-2", "A-3"]


def test_a_date_is_derived_where_no_source_states_it() -> None:
    rows = (forum("A-1", "2028", verified="no"), forum("A-2", "2028"), forum("A-3", None, verified="no"))
    assert milestones(dataset(forums=rows), date(2026, 11, 28))["derived"].tolist() == [True, False, False]


def test_the_forum_before_is_the_last_one_of_its_process_that_was_over() -> None:
    rows = (forum("A-1", "2020"), forum("A-2", None), forum("B-1", "2024"), forum("A-3", "2027"), forum("A-4", "2028"))
    data = dataset(forums=rows)
    assert [forum_before(data, code) for code in ("A-1", "A-2", "B-1", "A-4")] == ["", "A-1", "", "A-1"]
    with pytest.raises(KeyError):
        forum_before(data, "C-1")


def test_a_date_lies_on_a_side_only_if_all_its_days_do() -> None:
    dates = pd.Series(["2023-12-15", "2023-12-16", "2024", "2023", "2023-12", "2026-05-08", "2026-05-09", "2026", None])
    found = spans_of(dates, pd.Timestamp("2023-12-15"), pd.Timestamp("2026-05-08"))
    assert found.tolist() == [
        "before", "within", "within", "unsure", "unsure", "within", "later", "unsure", "no_date",
    ]  # fmt: skip
    unknown = spans_of(dates[:3], pd.Timestamp("NaT"), pd.Timestamp.max)
    assert set(unknown) == {"unsure"}


FORUMS = (forum("A-1", "2022-05-17", "2022-05-20"), forum("A-2", "2026-05-05", "2026-05-08"), forum("A-3", "2030"))
PLEDGES = (
    pledge("new", "nairobi", compact="GCM", year_announced="2023", last_reported="2026-06"),
    pledge("started", "kampala", compact="both", start_date="2021", end_date="2024", last_reported="2026"),
    pledge(
        *("wider", "tyre"),
        compact="GCR",
        start_date="2023",
        end_date="2024",
        end_date_of_wider_project="yes",
        last_reported="2026-06",
    ),
    pledge("silent", "tyre", last_reported="2025", results_summary="Some"),
    pledge("same year", "tyre", compact="GCM", year_announced="2022", status="in_progress"),
)


def test_what_happened_between_two_forums_and_what_has_no_place() -> None:
    table = events_between(filtered(*PLEDGES, forums=FORUMS), "A-1", "A-2").set_index("event")
    assert table.loc["announced"].to_dict() == {
        "before": 1, "within": 1, "later": 0, "unsure": 1, "no_date": 2, "silent": 0, "of": 5,
    }, "the start of a wider project is not when the pledge was announced"  # fmt: skip
    assert table.loc["reported", ["within", "later", "unsure", "no_date", "silent"]].tolist() == [1, 2, 1, 1, 0]
    assert table.loc["ended", ["within", "no_date"]].tolist() == [1, 4], "the end of a wider project is no end"
    parts = table.drop(columns="of").sum(axis=1)
    assert (parts == table["of"]).all()


def test_what_is_ready_for_a_forum_by_compact_and_report() -> None:
    whole = readiness(filtered(*PLEDGES, forums=FORUMS), "A-3").set_index("code").loc["total"]
    assert whole.to_dict() == {
        "since": 1, "unsure": 2, "before": 0, "silent": 0, "compact_unknown": 1, "of": 4,
    }, "the other compact alone is left out; a report of 2026 may be older than May; one has no date"  # fmt: skip
    regions = readiness(filtered(*PLEDGES, forums=FORUMS), "A-3").set_index("code")["of"]
    assert regions.to_dict() == {"total": 4, "Africa": 2, "Asia": 2, "Oceania": 0}


def test_a_forum_on_no_compact_is_for_all_pledges_and_the_first_of_its_process_has_none_before() -> None:
    rows = (*FORUMS, forum("B-1", "2028", compact=None))
    whole = readiness(filtered(*PLEDGES, forums=rows), "B-1").iloc[0]
    assert (whole["of"], whole["compact_unknown"], whole["since"], whole["unsure"]) == (5, 0, 0, 5)
