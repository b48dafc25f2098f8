"""Calendars, read again by another library than the one that wrote them."""

from datetime import date

import pytest
import vobject

from analytics.exports.calendar_files import ics_bytes
from analytics.facets import Facets
from analytics.packs.feed import ALL, feed, processes
from tests.measures.test_milestones import forum
from tests.pages.by_hand import rows
from tests.tiny import TERMS, Row, dataset


def events(content: bytes) -> dict[str, dict[str, object]]:
    """What each event says, by the start of its identifier."""
    calendar = vobject.readOne(content.decode())
    assert calendar.version.value == "2.0"
    found = calendar.contents.get("vevent", [])
    return {
        each.uid.value.partition("@")[0]: {name: line[0].value for name, line in each.contents.items()}
        for each in found
    }


@pytest.mark.parametrize("process", ["all", "gfmd", "grf", "imrf", "uclg", "wuf", "africities", "unece"])
def test_a_calendar_holds_every_forum_of_its_process_that_has_a_date(facets: Facets, process: str) -> None:
    found = feed(facets.dataset, process)
    assert found is not None
    meetings = [row for row in rows("forums") if row["label_only"] != "yes"]
    own = {row["forum_id"]: row for row in meetings if process in (ALL, row["process"].lower())}
    read = events(ics_bytes(found))
    assert set(read) == {code.lower() for code, row in own.items() if row["start_date"]}
    assert len(found.undated) == sum(not row["start_date"] for row in own.values())
    assert bool(found.left_out()) == bool(found.undated)
    for code, row in own.items():
        if len(row["start_date"] or "") == 10:
            event = read[code.lower()]
            assert event["dtstart"] == date.fromisoformat(row["start_date"])
            assert (event["dtend"] - date.fromisoformat(row["end_date"])).days == 1
            assert event["location"] == row["place"]


def test_there_are_no_other_calendars(facets: Facets) -> None:
    assert len(processes(facets.dataset)) == 8
    for name in ("", "GRF", "forums", "../forums", "all.ics"):
        assert feed(facets.dataset, name) is None


ODD: tuple[Row, ...] = (
    forum("A-1", "2026-12-30", "2027-01-02", place="Xi; an, \\ Zürich", note="Two\nEND:VCALENDAR\r\nBEGIN:VEVENT"),
    forum("A-2", "2027", name="b"),
    forum("A-3", "2028-02", verified="no"),
    forum("A-4", "2028-03-01"),
    forum("A-5", None),
)


def test_dates_are_whole_days_and_what_is_not_announced_is_in_the_title() -> None:
    terms = {**TERMS, "process": ("A",), "forum": tuple(str(row["forum_id"]) for row in ODD)}
    found = feed(dataset(forums=ODD, terms=terms), "a")
    assert found is not None
    content = ics_bytes(found)
    assert content == ics_bytes(found)
    read = events(content)
    assert {code: (str(event["dtstart"]), str(event["dtend"])) for code, event in read.items()} == {
        "a-1": ("2026-12-30", "2027-01-03"),
        "a-2": ("2027-01-01", "2028-01-01"),
        "a-3": ("2028-02-01", "2028-03-01"),
        "a-4": ("2028-03-01", "2028-03-02"),
    }
    assert [event["summary"] for event in read.values()] == [
        "A-1 (en)",
        "A-2 (en) (2027: days not announced)",
        "A-3 (en) (Feb 2028: derived, not announced)",
        "A-4 (en)",
    ]
    assert read["a-1"]["location"] == "Xi; an, \\ Zürich"
    assert "END:VCALENDAR" in read["a-1"]["description"], "text of the data stays text"
    assert found.left_out() == "Not in the calendar, because no date is announced: A-5 (en)."
