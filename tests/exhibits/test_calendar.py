"""The calendar in words, with the day given, and what agrees with other pages."""

from datetime import date

import pytest

from analytics.exhibits.calendar.figures import ready_bars, since_bars
from analytics.exhibits.calendar.wording import coming, next_words, past_table
from analytics.facets import Facets
from analytics.measures.milestones import readiness
from analytics.packs.forum_pack import forums, pack_scope
from analytics.selection import Selection, filter_data
from tests.exhibits.recipes import SELECTIONS
from tests.measures.test_milestones import forum
from tests.tiny import filtered, pledge

ROWS = (
    forum("A-1", "2027-03-30", "2027-04-02"),
    forum("A-2", "2027-06-01"),
    forum("B-1", "2028-02", report_deadline="2027-12"),
    forum("B-2", "2030", verified="no"),
    forum("B-3", None, verified="no"),
)

SAID = {
    "2027-03-29": "Next with a date or a year: A-1. 30 Mar 2027 to 2 Apr 2027. In 1 day.",
    "2027-03-30": "Next with a date or a year: A-1. 30 Mar 2027 to 2 Apr 2027. Under way, until 2 Apr 2027.",
    "2027-04-02": "Next with a date or a year: A-1. 30 Mar 2027 to 2 Apr 2027. Under way, until 2 Apr 2027.",
    "2027-04-03": "Next with a date or a year: A-2. 1 Jun 2027: last day not announced. In 59 days.",
    "2027-12-31": "Next with a date or a year: B-1. Feb 2028: days not announced. In 32 to 60 days.",
    "2028-02-01": "Next with a date or a year: B-1. Feb 2028: days not announced. Begun, or within 28 days:"
    " the day is not announced.",
    "2028-03-01": "Next with a date or a year: B-2. 2030: derived, not announced.",
    "2031-01-01": "No forum to come has a date",
}


@pytest.mark.parametrize("today", SAID)
def test_the_next_forum_is_said_with_what_is_known_of_its_date(today: str) -> None:
    assert next_words(filtered(forums=ROWS).dataset, date.fromisoformat(today)) == SAID[today]


def test_a_forum_without_a_date_says_so_and_none_is_lost() -> None:
    data, today = filtered(pledge("a", "nairobi", compact="GCM"), forums=ROWS), date(2027, 6, 2)
    found = {each.forum: each for each in coming(data, today)}
    assert list(found) == ["B-1", "B-2", "B-3"]
    assert (found["B-3"].when, found["B-3"].left) == ("Date not announced", "")
    assert found["B-3"].notes == ("No deadline for reports was found.",)
    assert found["B-1"].notes == ("Deadline for reports: Dec 2027.",)
    assert len(past_table(data.dataset, today).rows) + len(found) == len(ROWS)
    assert found["B-2"].ready == ("1 pledge to the GCM (en). No pledge found: Asia (en) and Oceania (en)."), (
        "no forum of its process is over, so nothing is said of one"
    )


def test_the_source_of_what_is_ready_says_of_how_many_pledges_the_compact_is_deduced() -> None:
    pledges = (
        pledge("a", "nairobi", compact="GCM", compact_basis="process"),
        pledge("b", "tyre", compact="GCM", compact_basis="stated"),
        pledge("c", "tyre", compact="GCR", compact_basis="process"),
    )
    said = "Pledges whose source states the GCM (en): 1 of 2; for the others it is deduced"
    assert said in ready_bars(filtered(*pledges, forums=ROWS), "A-2").source
    assert "deduced" not in ready_bars(filtered(*pledges[1:], forums=ROWS), "A-2").source


def test_no_zero_is_said_of_what_nobody_can_place_in_time() -> None:
    rows = (forum("A-1", "2022-05-17", "2022-05-20"), forum("A-2", "2026-05-05", "2026-05-08"))
    unknown, known = pledge("a", "nairobi"), pledge("b", "tyre", year_announced="2021", last_reported="2024")
    start = "Known between the A-1 and the A-2: "

    shown = since_bars(filtered(unknown, known, forums=rows), "A-1", "A-2")
    assert shown.finding == f"{start}announced or else started none, last reported on 1, end date passed none"
    placeless = "Not placed in time, of 2 pledges: Announced, or else started: 1, Last reported on: 0, End date: 2"
    assert placeless in shown.scope and placeless in shown.alt_text
    ended = {**known, "end_date": "2021"}
    shown = since_bars(filtered(ended, forums=rows), "A-1", "A-2")
    assert shown.finding == f"{start}announced or else started 0, last reported on 1, end date passed 0", (
        "all dates are known"
    )


@pytest.mark.parametrize("name", SELECTIONS)
def test_what_is_ready_for_a_forum_is_what_its_pack_holds(facets: Facets, name: str) -> None:
    data = filter_data(facets, SELECTIONS[name])
    to_come = [each for each in coming(data, facets.dataset.as_of) if each.has_pack]
    assert len(to_come) == 4
    for each in to_come:
        assert each.forum in forums(facets.dataset)
        assert readiness(data, each.forum)["of"].iloc[0] == pack_scope(data, each.forum).pledges


def test_a_region_without_is_named_only_as_the_selection_allows(facets: Facets) -> None:
    today = facets.dataset.as_of
    for chosen, words in ((Selection(), "No pledge found: Oceania"), (Selection(search="city"), "None in this sel")):
        said = {each.forum: each.ready for each in coming(filter_data(facets, chosen), today)}
        assert words in said["GRF-2027"]
