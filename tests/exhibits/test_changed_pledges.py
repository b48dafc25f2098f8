"""The list of pledges that changed: what a reader looks for comes first."""

from dataclasses import replace
from datetime import date

from analytics.dataset.versions import Version, served_version
from analytics.exhibits.changes.figures import changed_table
from analytics.measures.changes import changes
from tests.tiny import Row, dataset, filtered, pledge


def version(*rows: Row) -> Version:
    return replace(served_version(dataset(*rows)), as_of=date(2026, 11, 23))


def test_pledges_in_another_state_come_first_then_the_new_and_the_gone_then_edits() -> None:
    before = (pledge("edited", "tyre"), pledge("gone", "tyre"), pledge("same", "tyre"), pledge("moved", "nairobi"))
    after = (
        pledge("edited", "tyre", title="Another title"),
        pledge("same", "tyre"),
        pledge("new", "nairobi"),
        pledge("moved", "nairobi", status="fulfilled"),
    )
    found = changes(dataset(*after), version(*before), version(*after))
    table = changed_table(filtered(*after), found)
    assert table.rows["pledge_id"].tolist() == ["moved", "new", "gone", "edited"]
    assert {*table.headings} <= {*table.rows} and "moved" not in table.rows
