"""Two versions of three rows, compared by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics.dataset.versions import Version, served_version
from analytics.measures.changes import ADDED, EDITED, REMOVED, UNCHANGED, Changes, changes, state_flow
from tests.tiny import Row, dataset, pledge

SERVED = dataset(pledge("a", "nairobi"))
FRESH = {"status": "planned", "last_reported": "2026-06"}


def version(*rows: Row, as_of: date = date(2026, 11, 23)) -> Version:
    return replace(served_version(dataset(*rows)), as_of=as_of)


def found(before: Version, after: Version) -> Changes:
    return changes(SERVED, before, after)


def counts(result: Changes) -> dict[str, int]:
    return {kind: result.count(kind) for kind in (ADDED, REMOVED, EDITED, UNCHANGED)}


def row(result: Changes, pledge_id: str) -> dict[str, object]:
    return result.pledges.set_index("pledge_id").loc[pledge_id].to_dict()


def test_parts_add_up_to_each_version() -> None:
    before = version(pledge("gone", "tyre"), pledge("a", "nairobi"), pledge("b", "nairobi"))
    after = version(pledge("a", "nairobi"), pledge("b", "nairobi", title="Other"), pledge("new", "tyre"))
    result = found(before, after)
    assert counts(result) == {ADDED: 1, REMOVED: 1, EDITED: 1, UNCHANGED: 1}
    assert len(after.pledges) == result.count(ADDED) + result.count(EDITED) + result.count(UNCHANGED)
    assert len(before.pledges) == result.count(REMOVED) + result.count(EDITED) + result.count(UNCHANGED)
    assert state_flow(result)["pledges"].sum() == len(result.pledges) == 4


def test_a_version_against_itself_has_no_change() -> None:
    same = version(pledge("a", "nairobi", **FRESH), pledge("b", "tyre"))
    result = found(same, same)
    assert counts(result) == {ADDED: 0, REMOVED: 0, EDITED: 0, UNCHANGED: 2}
    assert result.edits.empty
    assert not result.pledges[["moved", "silent"]].any().any()
    assert (state_flow(result)["before"] == state_flow(result)["after"]).all()


def test_every_field_that_differs_is_listed_with_both_values() -> None:
    before = version(pledge("a", "nairobi", budget_usd="1000", has_budget="yes", note="x"))
    after = version(pledge("a", "nairobi", budget_usd="2500.5", has_budget="no", summary="y"))
    edits = found(before, after).edits.set_index("field")[["before", "after"]]
    assert edits.loc["budget_usd"].tolist() == ["1000", "2500.5"]
    assert edits.loc["has_budget"].tolist() == ["yes", "no"]
    assert edits.loc["note", "before"] == "x" and pd.isna(edits.loc["note", "after"])
    assert pd.isna(edits.loc["summary", "before"]) and edits.loc["summary", "after"] == "y"
    assert len(edits) == 4


def test_reading_a_page_again_is_no_edit() -> None:
    result = found(version(pledge("a", "nairobi", retrieved="2025-01-01")), version(pledge("a", "nairobi")))
    assert counts(result)[UNCHANGED] == 1


def test_a_renamed_pledge_is_one_removed_and_one_added() -> None:
    result = found(version(pledge("old", "nairobi")), version(pledge("new", "nairobi")))
    assert counts(result) == {ADDED: 1, REMOVED: 1, EDITED: 0, UNCHANGED: 0}


def test_a_state_that_changes_is_seen_in_the_flow() -> None:
    result = found(version(pledge("a", "nairobi", status="planned")), version(pledge("a", "nairobi")))
    assert row(result, "a")["moved"]
    assert state_flow(result).to_dict("records") == [{"before": "planned", "after": "no_report", "pledges": 1}]


def test_a_pledge_becomes_overdue_without_an_edit() -> None:
    own = pledge("a", "nairobi", end_date="2026-01", retrieved="2025-06-01")
    result = found(version(own, as_of=date(2025, 6, 1)), version(own))
    assert counts(result)[UNCHANGED] == 1
    assert row(result, "a")["moved"] and row(result, "a")["after"] == "overdue"


@pytest.mark.parametrize(
    ("before", "after", "silent"),
    [
        pytest.param(FRESH, {}, True, id="its report is gone"),
        pytest.param(FRESH, FRESH, False, id="its report is still fresh"),
        pytest.param({"last_reported": "2024-12"}, {"last_reported": "2024-12"}, True, id="its report grew old"),
        pytest.param({"last_reported": "2024-12"}, {"last_reported": "2026-10"}, False, id="there is a newer report"),
        pytest.param({"status": "planned"}, {"status": "planned"}, False, id="a report without a date may be new"),
        pytest.param({}, {}, False, id="it never was heard of"),
        pytest.param({"last_reported": "2022"}, {}, False, id="it was silent before"),
    ],
)
def test_gone_silent(before: dict[str, str], after: dict[str, str], silent: bool) -> None:
    then = version(pledge("a", "nairobi", retrieved="2025-06-30", **before), as_of=date(2025, 6, 30))
    assert row(found(then, version(pledge("a", "nairobi", **after))), "a")["silent"] == silent


def test_an_added_or_removed_pledge_has_neither_moved_nor_gone_silent() -> None:
    result = found(version(pledge("a", "nairobi", **FRESH)), version(pledge("b", "nairobi")))
    assert not result.pledges[["moved", "silent"]].any().any()


def test_columns_that_one_version_lacks_are_named_and_not_compared() -> None:
    before, after = version(pledge("a", "nairobi", summary="x")), version(pledge("a", "nairobi", note="y"))
    older = replace(
        before,
        pledges=before.pledges.drop(columns="note"),
        columns=(*(name for name in before.columns if name != "note"), "colour"),
    )
    result = found(older, after)
    assert (result.only_before, result.only_after) == (("colour",), ("note",))
    assert list(result.edits["field"]) == ["summary"]


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [pledge("a", "nairobi"), pledge("b", "tyre", title="B"), pledge("c", "tyre")]
    other = version(pledge("b", "tyre"), pledge("c", "tyre"))
    first, second = found(other, version(*rows)), found(other, version(*rows[::-1]))
    assert counts(first) == counts(second)
    pd.testing.assert_frame_equal(state_flow(first), state_flow(second))
