"""Report states of pledges as of a date; shares are always of all pledges."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import NOT_STATED
from analytics.measures.coverage import TOTAL, countable_codes, shown_codes, shown_regions
from analytics.partial_dates import first_days, full_months, last_days
from analytics.reports import BANDS, NO_REPORT, OLD, OVERDUE, STATES, UNDATED, own_end_dates, report_states
from analytics.selection import FilteredData

UNHCR = {"planned": "planning", "in_progress": "in progress", "fulfilled": "fulfilled"}
"""Our stages in the words of UNHCR's pledge follow-up, which has three and no more."""


def first_day(dataset: Dataset) -> date | None:
    """The earliest day that any date of a pledge can mean; None if no pledge has a date."""
    newest = report_states(dataset, dataset.as_of)["known_since"]
    earliest = first_days(newest).min()
    return None if pd.isna(earliest) else earliest.date()


def counted_states(filtered: FilteredData, as_of: date) -> pd.DataFrame:
    """The rows of `report_states` for the selection, without pledges that are dated later.

    Columns: those of `report_states`.
    """
    rows = report_states(filtered.dataset, as_of)
    return rows[filtered.pledge_mask & rows["counted"].to_numpy()]


def unknowable(filtered: FilteredData, as_of: date) -> dict[str, int]:
    """Numbers of pledges dated `later` than a day, of `undated` ones, and of `reports` without a date."""
    then, now = report_states(filtered.dataset, as_of), report_states(filtered.dataset, filtered.dataset.as_of)
    kept = filtered.pledge_mask
    return {
        "later": int((kept & ~then["counted"]).sum()),
        "undated": int((kept & then["counted"] & ~then["dated"]).sum()),
        "reports": int((kept & then["counted"] & (now["band"] == UNDATED) & ~then["reported"]).sum()),
    }


def is_known(filtered: FilteredData, as_of: date) -> bool:
    """False where no pledge of the selection is dated that day or earlier: nothing is known about it."""
    rows = counted_states(filtered, as_of)
    return bool(rows["dated"].any())


def progress_by(filtered: FilteredData, facet: str, as_of: date) -> pd.DataFrame:
    """Pledges in each state for each group of a facet, and for all together.

    A pledge counts in every group it belongs to and once in the row `total`. States of a row add up
    to `of`, all its pledges; `reported` and `not_reported` do so too.

    Columns: `code` (the first is `total`), `STATES`, `reported`, `not_reported`, `of`.
    """
    rows = report_states(filtered.dataset, as_of)
    columns = {state: rows["state"] == state for state in STATES}
    columns |= {"reported": rows["reported"], "not_reported": ~rows["reported"]}
    return counts_by_group(filtered, facet, rows["counted"].to_numpy(), columns)


def freshness_by(filtered: FilteredData, facet: str, as_of: date) -> pd.DataFrame:
    """Pledges by the age of their last report for each group of a facet, and for all together.

    Columns: `code` (the first is `total`), `BANDS`, `of`.
    """
    rows = report_states(filtered.dataset, as_of)
    columns = {band: rows["band"] == band for band in BANDS}
    return counts_by_group(filtered, facet, rows["counted"].to_numpy(), columns)


def counts_by_group(
    filtered: FilteredData, facet: str, counted: np.ndarray, columns: Mapping[str, np.ndarray | pd.Series]
) -> pd.DataFrame:
    """How many pledges of the selection that are `counted` have each column true, by group of a facet.

    Of a column of numbers it is their sum.

    Columns: `code` (the first is `total`), those of `columns`, `of`.
    """
    placed = {"region": filtered.selection.regions_by, "kind": "kind"}
    groups = filtered.government_facet(placed[facet]) if facet in placed else filtered.facet(facet)
    kept = filtered.pledge_mask & counted
    mask = groups.mask[kept].astype("float32")
    values = np.column_stack([*columns.values()])[kept].astype("float32")
    counts, of = (mask.T @ values).round().astype(int), mask.sum(axis=0).astype(int)
    # Regions and themes keep their row without a pledge: nobody there is a finding. A forum without any is not.
    # Nor is a theme that no pledge could carry.
    shown = set(shown_regions(filtered) if facet == "region" else groups.codes)
    if facet == "theme":
        shown = set(shown_codes(filtered, facet)) & countable_codes(filtered, facet)
    is_kept = [
        code in shown and (own > 0 or (facet in ("region", "theme") and code != NOT_STATED))
        for code, own in zip(groups.codes, of, strict=True)
    ]
    codes = [code for code, is_own in zip(groups.codes, is_kept, strict=True) if is_own]
    whole = np.vstack([values.sum(axis=0).astype(int), counts[is_kept]])
    own = dict(zip(columns, whole.T, strict=True))
    return pd.DataFrame({"code": [TOTAL, *codes], **own, "of": np.append(kept.sum(), of[is_kept])})


def unhcr_states(filtered: FilteredData, as_of: date) -> pd.DataFrame:
    """The pledges in the three states of UNHCR's follow-up, by the stage last reported.

    An overdue pledge keeps the stage of its last report, since UNHCR has no such state. The same number
    makes a large share of the replies and a small one of the pledges, so both wholes are given.

    Columns: `state` (planning, in progress, fulfilled), `pledges`, `replies` (pledges in any of the
    three) and `of` (all pledges).
    """
    rows = counted_states(filtered, as_of)
    counts = rows["stage"].map(UNHCR).value_counts().reindex(list(UNHCR.values()), fill_value=0)
    table = counts.rename_axis("state").reset_index(name="pledges")
    return table.assign(replies=int(counts.sum()), of=len(rows))


REASONS = ("overdue", "silent", "stale", "undated")
"""Why a pledge is on the follow-up list, most pressing first."""


@lru_cache(maxsize=32)
def follow_up_list(filtered: FilteredData, as_of: date) -> pd.DataFrame:
    """The pledges whose record asks for a letter, the most pressing reason and the longest wait first.

    `overdue`: its end date has passed and nothing is reported. `silent`: nothing is reported, and no end date
    has passed. `stale`: the last report is old. `undated`: a report without a date, whose
    age nobody can tell. Whether fulfilled or withdrawn pledges were reported on long ago does not matter, so
    they are left out.

    Cached, so it must not be changed.

    Columns: `pledge_id`, `REASONS` (true or false), `since` (the end of an overdue
    pledge, the announcement or start of a silent one, or the last report; as stated, missing where no date
    is) and `months` (full months since, counted from the last day the date can mean).
    """
    rows = counted_states(filtered, as_of)
    open_still = ~rows["state"].isin(["fulfilled", "withdrawn"])
    ends = own_end_dates(filtered.dataset.pledges).loc[rows.index]
    overdue, silent = rows["state"] == OVERDUE, rows["state"] == NO_REPORT
    table = pd.DataFrame(
        {
            "pledge_id": rows["pledge_id"],
            "overdue": overdue,
            "silent": silent,
            "stale": open_still & (rows["band"] == OLD),
            "undated": open_still & (rows["band"] == UNDATED),
            "since": np.select(
                [overdue, silent],
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


@lru_cache(maxsize=32)
def results_stated(filtered: FilteredData) -> pd.DataFrame:
    """Results as the sources state them, newest first and undated last; words, because they can't be added.

    "Over", "about" and estimates are kept in the text. Cached, so it must not be changed.

    Columns: `pledge_id`, `title`, `results_summary`, `reach_as_stated`, `results_as_of`, `source_url`.
    """
    pledges = filtered.dataset.pledges
    columns = ["pledge_id", "title", "results_summary", "reach_as_stated", "results_as_of", "source_url"]
    rows = pledges.loc[filtered.pledge_mask & pledges["results_summary"].notna(), columns]
    return rows.sort_values("results_as_of", ascending=False, kind="stable", ignore_index=True)
