"""The forums of a process as a calendar that others subscribe to: what its events are called, and when they are."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from analytics.dataset import Dataset
from analytics.dataset.tables import codes_of
from analytics.exhibits.calendar.wording import compact_words, when_words
from analytics.labels import label
from analytics.measures.milestones import milestones
from analytics.words import _, day_as_stated, listing

ALL = "all"
"""The name of the calendar of every process."""


class Event(NamedTuple):
    """A forum of whole days from `first` to `last`; `uid` stays the same when its date is announced or moves."""

    uid: str
    title: str
    first: date
    last: date
    place: str
    description: str
    source_url: str


class Feed(NamedTuple):
    """A calendar: its name in addresses, its title, its events, and the forums without a date, which it can't hold."""

    name: str
    title: str
    as_of: date
    events: tuple[Event, ...]
    undated: tuple[str, ...]

    def left_out(self) -> str:
        """Which forums are not in the calendar, and why; empty if all are."""
        text = _("Not in the calendar, because no date is announced: {forums}.")
        return text.format(forums=listing(list(self.undated), last="and")) if self.undated else ""


def processes(dataset: Dataset) -> dict[str, str]:
    """The name that each calendar has in addresses, and that of the process code it is of; `ALL` is of every one."""
    used = set(dataset.forums["process"])
    return {ALL: ALL} | {code.lower(): code for code in codes_of(dataset.taxonomy, "process") if code in used}


def feed(dataset: Dataset, name: str) -> Feed | None:
    """The calendar of that name; None if there is none.

    Past forums are in it too, so that it says the same on every day and changes only with the data.
    """
    process = processes(dataset).get(name)
    if process is None:
        return None
    table = milestones(dataset, dataset.as_of)
    table = table if process == ALL else table[table["process"] == process]
    dated = table[table["first"].notna()]
    title = _("Forums of all processes") if process == ALL else label(dataset, "process", process)
    return Feed(
        name,
        _("Local Coalition: {process}").format(process=title),
        dataset.as_of,
        tuple(_event(dataset, forum) for _place, forum in dated.iterrows()),
        tuple(label(dataset, "forum", code) for code in table.loc[table["first"].isna(), "forum_id"]),
    )


def _event(dataset: Dataset, forum: pd.Series) -> Event:
    name, start = label(dataset, "forum", forum["forum_id"]), str(forum["start_date"])
    if forum["derived"]:
        title = _("{forum} ({date}: derived, not announced)")
    elif len(start) < len("2026-11-28"):
        title = _("{forum} ({date}: days not announced)")
    else:
        title = "{forum}"
    lines = [
        when_words(forum),
        compact_words(dataset, forum["compact"]),
        "" if pd.isna(forum["note"]) else str(forum["note"]),
    ]
    return Event(
        f"{str(forum['forum_id']).lower()}@local-coalition-dashboard",
        title.format(forum=name, date=day_as_stated(start)),
        forum["first"].date(),
        forum["last"].date(),
        "" if pd.isna(forum["place"]) else str(forum["place"]),
        "\n".join(filter(None, lines)),
        "" if pd.isna(forum["source_url"]) else str(forum["source_url"]),
    )
