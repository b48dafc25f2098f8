"""How far the pledges are reported to be, as of a date: always over all of them."""

from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import NOT_STATED
from analytics.measures.coverage import TOTAL, shown_codes, shown_regions
from analytics.measures.partial_dates import first_days, full_months, last_days
from analytics.selection import Narrowed

CLOSED = ("fulfilled", "stalled", "withdrawn")
"""Reported stages that an end date passed does not turn into overdue."""

STAGES = ("planned", "in_progress", *CLOSED)
"""What a report can say of a pledge; `overdue` is computed and `no_report` is silence."""

REPORTED = "stage_not_stated"
"""The state of a pledge on which something is reported, but not at what stage it is."""

STATES = ("fulfilled", "in_progress", "planned", REPORTED, "stalled", "withdrawn", "overdue", "no_report")
"""Every state, from done to nothing known; a pledge is in exactly one."""

BANDS = ("under_12", "12_to_24", "over_24", "undated", "none")
"""Age of the last report in months; `undated` is a report that nobody can place in time."""

UNHCR = {"planned": "planning", "in_progress": "in progress", "fulfilled": "fulfilled"}
"""Our stages in the words of UNHCR's pledge follow-up, which has three and no more."""

FACETS = ("region", "theme", "forum", "kind")
"""What progress can be split by."""


@lru_cache(maxsize=8)
def standing(dataset: Dataset, as_of: date) -> pd.DataFrame:
    """Where each pledge stood on a date, as far as the dates of the data tell; one row a pledge, in their order.

    A report is a stage (anything but `no_report` and `overdue`, which no one reports), the date of a
    report, or stated results. It was known from the last day its date can mean, and an undated one
    from the day its page was read: earlier than that nothing proves that it was there. The data keep
    the last report of a pledge, so one that it replaced is not seen at an earlier date.

    An end date has passed after the last day it can mean. A pledge is counted unless a date says that
    it was announced (or, where that is not stated, started) later; all are once their page was read.

    Returns `pledge_id`, `counted`, `dated` (false: no date tells whether it was there), `state` (of
    `STATES`), `stage` (as last reported, missing without a report), `reported`, `reported_on` (as
    stated), `band` (of `BANDS`; a date counts as the first day it can mean, so that no report looks
    fresher than it is) and `known_since` (as stated). Kept for the next who asks, so nobody may change it.
    """
    pledges, day = dataset.pledges, pd.Timestamp(as_of)
    read = first_days(pledges["retrieved"])
    reported_on = pledges["last_reported"].fillna(pledges["results_as_of"])
    has_stage = pledges["status"].isin(STAGES)
    any_report = has_stage | reported_on.notna() | pledges["results_summary"].notna()
    proven = last_days(reported_on).fillna(read)
    reported = any_report & (proven.where(proven < read, read) <= day)
    stage = pledges["status"].where(has_stage & reported)
    announced = pledges["year_announced"].astype("str").where(pledges["year_announced"].notna())
    since = announced.fillna(pledges["start_date"]).fillna(reported_on)
    over = (last_days(pledges["end_date"]) < day) | ((pledges["status"] == "overdue") & (read <= day))
    return pd.DataFrame(
        {
            "pledge_id": pledges["pledge_id"],
            "counted": ~(first_days(since) > day) | (read <= day),
            "dated": since.notna() | (read <= day),
            "state": _states(stage, reported, over),
            "stage": stage,
            "reported": reported,
            "reported_on": reported_on.where(reported),
            "band": _bands(first_days(reported_on), reported, day),
            "known_since": since,
        }
    )


def _states(stage: pd.Series, reported: pd.Series, over: pd.Series) -> pd.Series:
    said = np.select(
        [stage.isin(CLOSED), over, stage.notna(), reported],
        [stage.fillna(""), "overdue", stage.fillna(""), REPORTED],
        "no_report",
    )
    return pd.Series(said, index=stage.index, dtype="str")


def _bands(reported_on: pd.Series, reported: pd.Series, day: pd.Timestamp) -> pd.Series:
    year, two_years = day - pd.DateOffset(months=12), day - pd.DateOffset(months=24)
    band = np.select(
        [~reported, reported_on.isna(), reported_on > year, reported_on >= two_years],
        ["none", "undated", "under_12", "12_to_24"],
        "over_24",
    )
    return pd.Series(band, index=reported.index, dtype="str")


def first_day(dataset: Dataset) -> date | None:
    """The earliest day that any date of a pledge can mean; None if no pledge has a date."""
    newest = standing(dataset, dataset.as_of)["known_since"]
    earliest = first_days(newest).min()
    return None if pd.isna(earliest) else earliest.date()


def counted(narrowed: Narrowed, as_of: date) -> pd.DataFrame:
    """The rows of `standing` that the selection holds and no date says came later."""
    rows = standing(narrowed.dataset, as_of)
    return rows[narrowed.pledges & rows["counted"].to_numpy()]


def unknowable(narrowed: Narrowed, as_of: date) -> dict[str, int]:
    """What the dates can't tell of that day: pledges `later`, `undated` ones, and `reports` without a date."""
    then, now = standing(narrowed.dataset, as_of), standing(narrowed.dataset, narrowed.dataset.as_of)
    kept = narrowed.pledges
    return {
        "later": int((kept & ~then["counted"]).sum()),
        "undated": int((kept & then["counted"] & ~then["dated"]).sum()),
        "reports": int((kept & then["counted"] & (now["band"] == "undated") & ~then["reported"]).sum()),
    }


def is_known(narrowed: Narrowed, as_of: date) -> bool:
    """False where no pledge of the selection is dated that day or earlier: nothing can be said of it."""
    rows = counted(narrowed, as_of)
    return bool(rows["dated"].any())


def progress_by(narrowed: Narrowed, facet: str, as_of: date) -> pd.DataFrame:
    """Pledges in each state for each group of a facet, and for all together.

    A pledge counts in every group it belongs to and once in the row `total`. States of a row add up
    to `of`, all its pledges. A pledge that is overdue may have been reported on or not: `reported`
    counts reports whatever the state, `overdue_silent` the overdue ones without any.

    Returns `code` (the first is `total`), one column a state of `STATES`, `reported`, `overdue_silent`, `of`.
    """
    rows = standing(narrowed.dataset, as_of)
    columns = {state: rows["state"] == state for state in STATES}
    columns["reported"] = rows["reported"]
    columns["overdue_silent"] = (rows["state"] == "overdue") & ~rows["reported"]
    return _counts(narrowed, facet, rows["counted"].to_numpy(), pd.DataFrame(columns))


def freshness_by(narrowed: Narrowed, facet: str, as_of: date) -> pd.DataFrame:
    """Pledges by the age of their last report for each group: `code` (first `total`), a column a band, `of`."""
    rows = standing(narrowed.dataset, as_of)
    columns = {band: rows["band"] == band for band in BANDS}
    return _counts(narrowed, facet, rows["counted"].to_numpy(), pd.DataFrame(columns))


def _counts(narrowed: Narrowed, facet: str, counted: np.ndarray, columns: pd.DataFrame) -> pd.DataFrame:
    groups = narrowed.regions() if facet == "region" else narrowed.facet(facet)
    kept = narrowed.pledges & counted
    marks = groups.marks[kept].astype("float32")
    values = columns[kept].to_numpy().astype("float32")
    table = pd.DataFrame((marks.T @ values).round().astype(int), columns=list(columns))
    table.insert(0, "code", list(groups.codes))
    table["of"] = marks.sum(axis=0).astype(int)
    whole = {"code": TOTAL, **columns[kept].sum().astype(int).to_dict(), "of": int(kept.sum())}
    # Regions and themes keep their row without a pledge: nobody there is a finding. A forum without any is not.
    shown = shown_regions(narrowed) if facet == "region" else groups.codes
    if facet == "theme":
        shown = shown_codes(narrowed, facet)
    always = table["code"].ne(NOT_STATED) & (facet in ("region", "theme"))
    table = table[table["code"].isin(shown) & (always | table["of"].gt(0))]
    return pd.concat([pd.DataFrame([whole]), table], ignore_index=True)


def unhcr_states(narrowed: Narrowed, as_of: date) -> pd.DataFrame:
    """The pledges in the three states of UNHCR's follow-up, by the stage last reported.

    An overdue pledge stands where its report put it, since UNHCR has no such state. The same number
    makes a large share of the replies and a small one of the pledges, so both wholes are given.

    Returns `state` (planning, in progress, fulfilled), `pledges`, `replies` (pledges in any of the
    three) and `of` (all pledges).
    """
    rows = counted(narrowed, as_of)
    counts = rows["stage"].map(UNHCR).value_counts().reindex(list(UNHCR.values()), fill_value=0)
    table = counts.rename_axis("state").reset_index(name="pledges")
    return table.assign(replies=int(counts.sum()), of=len(rows))


REASONS = ("overdue", "silent", "stale", "undated")
"""Why a pledge is on the chase list, most pressing first."""


def chase_list(narrowed: Narrowed, as_of: date) -> pd.DataFrame:
    """The pledges whose record asks for a letter, the most pressing reason and the longest wait first.

    `overdue`: its end has passed and nothing says that it was fulfilled, stalled or withdrawn.
    `silent`: no report. `stale`: the last report is older than 24 months. `undated`: a report without a
    date, whose age nobody can tell. Whether fulfilled or withdrawn pledges reported long ago does not
    matter, so they are left out.

    Returns `pledge_id`, a column of true or false for each of `REASONS`, `since` (the end, or the
    announcement or start of a silent pledge, or the last report; as stated, missing where no date is)
    and `months` (full months since, counted from the last day the date can mean).
    """
    rows = counted(narrowed, as_of)
    open_still = ~rows["state"].isin(["fulfilled", "withdrawn"])
    ends = narrowed.dataset.pledges.loc[rows.index, "end_date"]
    table = pd.DataFrame(
        {
            "pledge_id": rows["pledge_id"],
            "overdue": rows["state"] == "overdue",
            "silent": ~rows["reported"],
            "stale": open_still & (rows["band"] == "over_24"),
            "undated": open_still & (rows["band"] == "undated"),
            "since": np.select(
                [rows["state"] == "overdue", ~rows["reported"]],
                [ends.astype(object), rows["known_since"].astype(object)],
                rows["reported_on"].astype(object),
            ),
        }
    )
    table["since"] = table["since"].astype("str")
    table["months"] = full_months(last_days(table["since"]), pd.Timestamp(as_of))
    table.loc[table["months"] < 0, "months"] = 0
    table = table[table[list(REASONS)].any(axis=1)]
    order = {"overdue": False, "silent": False, "stale": False, "months": False}
    return table.sort_values(list(order), ascending=list(order.values()), kind="stable", ignore_index=True)


def results_stated(narrowed: Narrowed) -> pd.DataFrame:
    """Results as the sources state them, newest first and undated last; words, because they can't be added.

    "Over", "about" and estimates stand in the text. Returns `pledge_id`, `title`, `results_summary`,
    `reach_as_stated`, `results_as_of`, `source_url`.
    """
    rows = narrowed.table()
    rows = rows[rows["results_summary"].notna()]
    columns = ["pledge_id", "title", "results_summary", "reach_as_stated", "results_as_of", "source_url"]
    return rows[columns].sort_values("results_as_of", ascending=False, kind="stable", ignore_index=True)
