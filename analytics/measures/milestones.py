"""Forums in time: which have passed and which come, what is ready for one, and what happened between two."""

from collections import Counter
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import NOT_STATED
from analytics.measures.progress import counts_by_group
from analytics.partial_dates import first_days, last_days
from analytics.reports import announced_or_started, own_end_dates, report_states
from analytics.selection import FilteredData

PAST, NOW, COMING, UNDATED = "past", "now", "coming", "undated"
"""Over on any reading of its dates; under way on any reading; still to come on some; to come without a date."""


@lru_cache(maxsize=8)
def milestones(dataset: Dataset, today: date) -> pd.DataFrame:
    """Every forum as it is seen on a day, in the order of the data, which is that of time; a mere label is none.

    A forum without a last day is over after the last day that its first one can mean. One without any date has
    passed where a later one in the data has.

    Columns: those of `forums`, `first` and `last` (the days that its dates can mean at most, missing without a date),
    `when` (of the four above), `soonest` and `latest` (days from today to its first day, as far as it is stated; not
    below zero, missing without a date), and `derived` (its date follows from a cycle and was announced by nobody).
    Cached, so it must not be changed.
    """
    is_meeting, day = ~dataset.forums["label_only"].fillna(False).astype(bool), pd.Timestamp(today)
    forums = dataset.forums[is_meeting].reset_index(drop=True)
    start, end = forums["start_date"], forums["end_date"].fillna(forums["start_date"])
    first, latest, last = first_days(start), last_days(start), last_days(end)
    followed = (last < day)[::-1].cummax()[::-1]
    when = pd.Series(COMING, index=forums.index).mask(latest <= day, NOW).mask(last < day, PAST)
    when = when.mask(end.isna(), UNDATED).mask(end.isna() & followed, PAST)
    return forums.assign(
        first=first,
        last=last,
        when=when,
        soonest=(first - day).dt.days.clip(lower=0).astype("Int64"),
        latest=(latest - day).dt.days.clip(lower=0).astype("Int64"),
        derived=start.notna() & ~forums["verified"].astype(bool),
    )


@lru_cache(maxsize=64)
def followed_compact(dataset: Dataset, forum: str) -> str | None:
    """The code of the compact that a forum follows up, None for neither; KeyError for a forum the data do not have."""
    compact = dataset.forums.set_index("forum_id")["compact"][forum]
    return None if pd.isna(compact) else str(compact)


@lru_cache(maxsize=64)
def forum_before(dataset: Dataset, forum: str) -> str:
    """The last forum of the same process before one that was over when the sources were read; empty if there is none.

    KeyError for a forum that the data do not have.
    """
    table = milestones(dataset, dataset.as_of).set_index("forum_id")
    own = table.loc[forum]
    earlier = table.loc[:forum].iloc[:-1]
    earlier = earlier[(earlier["process"] == own["process"]) & (earlier["when"] == PAST) & earlier["last"].notna()]
    return str(earlier.index[-1]) if len(earlier) else ""


@lru_cache(maxsize=64)
def last_day_of(dataset: Dataset, forum: str) -> pd.Timestamp:
    """The last day of a forum, as far as it is stated; missing for one without a date, KeyError for an unknown one."""
    return milestones(dataset, dataset.as_of).set_index("forum_id").loc[forum, "last"]


BEFORE, WITHIN, LATER, UNSURE, NO_DATE = ("before", "within", "later", "unsure", "no_date")
SPANS = (BEFORE, WITHIN, LATER, UNSURE, NO_DATE, "silent")
"""Where a date lies beside a span of days: on which side on any reading, on several by several, or nobody says; a
pledge without any report is silent, and lacks no date."""


def spans_of(dates: pd.Series, after: pd.Timestamp, until: pd.Timestamp) -> pd.Series:
    """Where each date, as precise as stated, lies beside the days after one and until another; one of `SPANS`.

    Where `after` is missing, nothing is known to lie within or before.
    """
    first, last = first_days(dates), last_days(dates)
    spans = pd.Series(UNSURE, index=dates.index).mask((first > after) & (last <= until), WITHIN)
    return spans.mask(last <= after, BEFORE).mask(first > until, LATER).mask(dates.isna(), NO_DATE)


def events_between(filtered: FilteredData, forum: str, until: str = "") -> pd.DataFrame:
    """What happened to the pledges of the selection between the ends of two forums, as far as dates tell.

    Days count after the last one of `forum`, up to the last one of `until`, or to when the sources were read. A
    pledge is announced when it says or, where it does not, when it started; its dates are not a wider project's.

    Columns: `event` (announced, reported, ended), `SPANS`, `of` (all pledges of the selection).
    """
    spans = _event_spans(filtered.dataset, forum, until)
    counts = {event: Counter(own[filtered.pledge_mask]) for event, own in spans.items()}
    table = pd.DataFrame([[event, *(own[span] for span in SPANS)] for event, own in counts.items()])
    table.columns = ["event", *SPANS]
    return table.assign(of=filtered.count())


@lru_cache(maxsize=64)
def _event_spans(dataset: Dataset, forum: str, until: str) -> dict[str, np.ndarray]:
    """Where the date of each event lies beside the span, one of `SPANS` for each pledge of the data."""
    pledges = dataset.pledges
    after = last_day_of(dataset, forum)
    ends = last_day_of(dataset, until) if until else pd.Timestamp(dataset.as_of)
    states = report_states(dataset, dataset.as_of)
    events = {
        "announced": spans_of(announced_or_started(pledges), after, ends),
        "reported": spans_of(states["reported_on"], after, ends).where(states["reported"], "silent"),
        "ended": spans_of(own_end_dates(pledges), after, ends),
    }
    return {event: own.to_numpy() for event, own in events.items()}


READY = ("since", "unsure", "before", "silent", "compact_unknown")
"""What a pledge has ready for a forum: a report since the last one; one that may be older; an older one; none. Of the
last it is not known whether it was made to the forum's compact."""


def readiness(filtered: FilteredData, forum: str) -> pd.DataFrame:
    """Pledges that the selection has for a forum, by region, and whether they were reported on since the one before.

    Those made to another compact alone are not counted, those whose compact no source tells are counted apart; a
    forum that follows up no compact is for all. Each region keeps its row.

    Columns: `code` (the first is `total`), `READY`, `of` (all of these).
    """
    dataset, compact = filtered.dataset, filtered.facet("compact")
    own = followed_compact(dataset, forum)
    stating = compact.any_of((own,)) if own else np.full(len(dataset.pledges), True)
    unknown = np.full(len(dataset.pledges), False)
    if own and NOT_STATED in compact.codes:
        unknown = compact.any_of((NOT_STATED,))
    columns = {state: own & stating for state, own in _reported(dataset, forum).items()}
    return counts_by_group(filtered, "region", stating | unknown, {**columns, "compact_unknown": unknown})


@lru_cache(maxsize=64)
def _reported(dataset: Dataset, forum: str) -> dict[str, np.ndarray]:
    """True for each pledge in the one of `READY` that its last report is in, whatever its compact.

    Cached, so it must not be changed.
    """
    states, before = report_states(dataset, dataset.as_of), forum_before(dataset, forum)
    spans = spans_of(states["reported_on"], last_day_of(dataset, before) if before else pd.NaT, pd.Timestamp.max)
    masks = {
        "since": states["reported"] & (spans == WITHIN),
        "unsure": states["reported"] & spans.isin([UNSURE, NO_DATE]),
        "before": states["reported"] & (spans == BEFORE),
        "silent": ~states["reported"],
    }
    return {state: own.to_numpy() for state, own in masks.items()}
