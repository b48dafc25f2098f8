"""The page of forums as a reader opens it on a given day, and its calendars by their addresses."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from email.message import Message
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import vobject
from streamlit.testing.v1 import AppTest

from pages.shell import clock
from scripts.serve import running_dashboard
from tests.pages import by_hand, screen

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 31))


@pytest.mark.slow
def test_the_forums_to_come_each_with_its_pack(opened: Open) -> None:
    app = opened("calendar", region="Africa")
    assert not app.exception and not app.warning
    assert screen.plain(app.header[0].value) == (
        "Next with a date or a year: Third Global Refugee Forum. 2027: days not announced."
    )
    packs = [each.proto.query_string for each in app.get("page_link") if each.proto.label == "Make its pack"]
    to_come = ("GFMD-2026", "GRF-2027", "GCM-REGIONAL-2028", "IMRF-2030")
    assert packs == [f"region=Africa&pack={forum}" for forum in to_come]
    assert screen.says(app, "Date not announced")
    assert screen.says(app, "Not in the calendar, because no date is announced: Next GFMD Summit")
    over = next(table for table in screen.tables(app) if "process" in table)
    assert len(over) == len(by_hand.rows("forums")) - 7 == 17, "six to come, and a label that is no meeting"


@pytest.mark.slow
def test_later_a_forum_is_over(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 1))
    app = opened("calendar")
    assert not app.exception
    assert screen.plain(app.header[0].value) == "No forum to come has a date"
    assert screen.says(app, "The data name no forum to come.")


@pytest.mark.slow
def test_what_the_link_names_wrongly_is_said_and_left_out(opened: Open) -> None:
    app = opened("calendar", ready="GRF-1999", since="IMRF-2030", until="GRF-2019", process="../forums")
    assert not app.exception
    said = " ".join(screen.warnings(app))
    for part in ("ready = GRF-1999", "since = IMRF-2030", "until = GRF-2019", "process = ../forums"):
        assert part in said


@pytest.mark.slow
def test_a_selection_without_a_pledge_still_shows_the_forums(opened: Open) -> None:
    app = opened("calendar", search="nothing like this")
    assert not app.exception
    assert screen.says(app, "Third Global Refugee Forum")
    assert not screen.figures(app)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_dashboard(base_path="coalition") as started:
        yield started


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


def asked(address: str, path: str, **headers: str) -> Answer:
    """The answer to an address as it is written: a client that tidies `..` away would ask for another."""
    at = urlsplit(address)
    with closing(HTTPConnection(at.hostname or "", at.port, timeout=60)) as connection:
        connection.request("GET", f"{at.path}{path}", headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@pytest.mark.slow
def test_a_calendar_by_its_address(address: str) -> None:
    answer = asked(address, "/calendar/grf.ics")
    assert (answer.status, answer.headers.get_content_type()) == (200, "text/calendar")
    calendar = vobject.readOne(answer.body.decode())
    assert calendar.contents["x-wr-calname"][0].value == "Local Coalition: Global Refugee Forum"
    assert len(calendar.contents["vevent"]) == sum(row["process"] == "GRF" for row in by_hand.rows("forums"))
    mark = answer.headers["ETag"]
    assert asked(address, "/calendar/grf.ics", **{"If-None-Match": mark}).status == 304
    assert asked(address, "/calendar/grf.ics", **{"If-None-Match": f'"x", W/{mark}'}).status == 304
    assert asked(address, "/calendar/grf.ics", **{"If-None-Match": '"x"'}).status == 200
    assert asked(address, "/calendar/imrf.ics").headers["ETag"] != mark
    assert asked(address, "/calendar/GRF.ics").status == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/calendar/atlantis.ics",
        "/calendar/.ics",
        "/calendar/../../data/forums.ics",
        "/calendar/..%2f..%2fdata%2fforums.ics",
        "/calendar/%00.ics",
        "/calendar/grf%0d%0aSet-Cookie:x.ics",
    ],
)
def test_no_other_address_has_a_calendar(address: str, path: str) -> None:
    answer = asked(address, path)
    assert answer.headers.get_content_type() != "text/calendar"
    assert "Set-Cookie" not in answer.headers
    assert b"BEGIN:VCALENDAR" not in answer.body


@pytest.mark.slow
def test_an_unknown_calendar_is_not_found_and_the_page_beside_it_is_there(address: str) -> None:
    answer = asked(address, "/calendar/atlantis.ics")
    assert (answer.status, answer.body) == (404, b"There is no calendar of that name.\n")
    page = asked(address, "/calendar")
    assert (page.status, page.headers.get_content_type()) == (200, "text/html")
