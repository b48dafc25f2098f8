"""A calendar as an iCalendar file (RFC 5545), which calendar programs open and subscribe to."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from analytics.packs.feed import Event, Feed

ENDING = ".ics"


def ics_bytes(feed: Feed) -> bytes:
    """The calendar as a file; the same data make the same bytes, whatever the day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Local Coalition dashboard//forums//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", feed.title)
    calendar.add("x-wr-calname", feed.title)
    # How often programs ask again; two names, because they read one or the other.
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    stamp = datetime.combine(feed.as_of, time(), UTC)
    for event in feed.events:
        calendar.add_component(_entry(event, stamp))
    return bytes(calendar.to_ical())


def _entry(event: Event, stamp: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", stamp)
    entry.add("dtstart", event.first)
    # The end of an event of whole days is the day after its last one.
    entry.add("dtend", event.last + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("description", event.description)
    # A forum takes nobody's time unless they go there.
    entry.add("transp", "TRANSPARENT")
    for name, value in (("location", event.place), ("url", event.source_url)):
        if value:
            entry.add(name, value)
    return entry
