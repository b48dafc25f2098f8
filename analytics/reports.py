"""The report state of each pledge on a date; no other module works it out."""

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.partial_dates import first_days, last_days

CLOSED = ("fulfilled", "stalled", "withdrawn")
"""Stages that a report ends a pledge with: an end date passed afterwards changes nothing."""

STAGES = ("planned", "in_progress", *CLOSED)
"""Stages that a source can state; any other value means that none is stated."""

STAGE_NOT_STATED, ENDED = "stage_not_stated", "ended_reported"
"""States of a pledge that was reported on: its stage is not stated; its end date has passed."""

OVERDUE, NO_REPORT = "overdue", "no_report"
"""States of a pledge that was not reported on: its end date has passed; it has not, or none is stated."""

STATES = ("fulfilled", "in_progress", "planned", STAGE_NOT_STATED, ENDED, "stalled", "withdrawn", OVERDUE, NO_REPORT)
"""Every state, from done to nothing known; a pledge is in exactly one."""

RECENT_MONTHS, OLD_MONTHS = 12, 24
"""A report is recent if it is younger than the first, old if it is older than the second."""

BANDS = (f"under_{RECENT_MONTHS}", f"{RECENT_MONTHS}_to_{OLD_MONTHS}", f"over_{OLD_MONTHS}", "undated", "none")
"""Codes of the age of the last report: recent, between, old, without a date, and no report."""

RECENT, BETWEEN, OLD, UNDATED, NONE = BANDS


@lru_cache(maxsize=8)
def report_states(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """What is reported of each pledge on a date, as far as the dates of the data tell; one row a pledge, in order.

    A report is a stage (planned, in progress, fulfilled, stalled, withdrawn), the date of a report, or
    stated results. It was known from the last day its date can mean, and an undated one from the day its
    page was read: earlier than that nothing proves that it was there. The data keep the last report of a
    pledge, so one that it replaced is not seen at an earlier date.

    An end date has passed after the last day it can mean; one that is known to be a wider project's is no
    deadline of the pledge and never passes. A pledge is counted unless a date says that it was announced
    (or, where that is not stated, started, but not as a wider project did) later; all are once their page was read.

    Columns: `pledge_id`, `counted`, `dated` (false: no date tells whether it was there), `state` (of
    `STATES`), `stage` (as last reported, missing without one), `reported` (false exactly for `OVERDUE` and
    `NO_REPORT`), `reported_on` (as stated), `band` (of `BANDS`; a date counts as the first day it can
    mean, so that no report looks fresher than it is), `may_be_recent` (reported on, and the date, or that there is
    none, leaves open whether within `RECENT_MONTHS`) and `known_since` (as stated). Cached, so it must not be changed.
    """
    pledges, day = dataset.pledges, pd.Timestamp(as_of)
    read = first_days(pledges["retrieved"])
    reported_on = pledges["last_reported"].fillna(pledges["results_as_of"])
    has_stage = pledges["status"].isin(STAGES)
    any_report = has_stage | reported_on.notna() | pledges["results_summary"].notna()
    proven = last_days(reported_on).fillna(read)
    reported = any_report & (proven.where(proven < read, read) <= day)
    stage = pledges["status"].where(has_stage & reported)
    since = announced_or_started(pledges).fillna(reported_on)
    ended = (last_days(own_end_dates(pledges)) < day) | ((pledges["status"] == OVERDUE) & (read <= day))
    band = _bands(first_days(reported_on), reported, day)
    not_old = reported_on.isna() | (last_days(reported_on) > _months_before(day, RECENT_MONTHS))
    return pd.DataFrame(
        {
            "pledge_id": pledges["pledge_id"],
            "counted": ~(first_days(since) > day) | (read <= day),
            "dated": since.notna() | (read <= day),
            "state": _states(stage, reported, ended),
            "stage": stage,
            "reported": reported,
            "reported_on": reported_on.where(reported),
            "band": band,
            "may_be_recent": reported & (band != RECENT) & not_old,
            "known_since": since,
        }
    )


def own_end_dates(pledges: pd.DataFrame) -> pd.Series:
    """The end date of each pledge, as stated; missing where it is known to be that of a wider project."""
    return pledges["end_date"].mask(of_wider_project(pledges))


def announced_or_started(pledges: pd.DataFrame) -> pd.Series:
    """When each pledge was announced or, where that is not stated, started, as stated.

    Missing where only the start of a wider project is known.
    """
    announced = pledges["year_announced"].astype("str").where(pledges["year_announced"].notna())
    return announced.fillna(pledges["start_date"].mask(of_wider_project(pledges)))


def of_wider_project(pledges: pd.DataFrame) -> pd.Series:
    """True where start and end are known to be those of a wider project."""
    if "end_date_of_wider_project" not in pledges:
        # Releases made before 28 November 2026 do not have the column.
        return pd.Series(False, index=pledges.index)
    return pledges["end_date_of_wider_project"].fillna(False).astype(bool)


def _states(stage: pd.Series, reported: pd.Series, ended: pd.Series) -> pd.Series:
    state = np.select(
        [stage.isin(CLOSED), ended & reported, ended, stage.notna(), reported],
        [stage.fillna(""), ENDED, OVERDUE, stage.fillna(""), STAGE_NOT_STATED],
        NO_REPORT,
    )
    return pd.Series(state, index=stage.index, dtype="str")


def _bands(reported_on: pd.Series, reported: pd.Series, day: pd.Timestamp) -> pd.Series:
    recent, old = _months_before(day, RECENT_MONTHS), _months_before(day, OLD_MONTHS)
    band = np.select(
        [~reported, reported_on.isna(), reported_on > recent, reported_on >= old], [NONE, UNDATED, RECENT, BETWEEN], OLD
    )
    return pd.Series(band, index=reported.index, dtype="str")


def _months_before(day: pd.Timestamp, months: int) -> pd.Timestamp:
    return day - pd.DateOffset(months=months)
