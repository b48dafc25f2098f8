"""What others have published over time, beside what our data would say at each date."""

from functools import lru_cache

import pandas as pd

from analytics.facets import Facets
from analytics.measures.coverage import of_governments
from analytics.partial_dates import first_days, last_days
from analytics.reports import report_states
from analytics.rows import each_row
from analytics.selection import FilteredData

COUNTED_AS = {"pledges": "pledges", "actions": "pledges", "cities": "governments", "countries": "countries"}
"""The unit of a published figure, and the count of ours to compare it with."""

OF_THE_CALL = {
    "cta-2023-over100": "pledges",
    "cta-2024-pledges": "pledges",
    "lc-2025-pledges": "pledges",
    "cta-2022-over70": "actions",
    "cta-2022-actions": "actions",
    "lc-2025-cities": "cities",
    "cta-2022-countries": "countries",
    "lc-2025-countries": "countries",
}
"""Figures of everything under the Call by their date.

Those of a part (one compact, one topic, one week) are not among them: ours are of everything by that day.
"""

ABOUT_PLEDGES = ("pledges", "actions", "cities", "countries", "local_governments", "updates")
SUBJECTS = ("cta-", "lc-", "grf-", "imrf-")
"""Beginnings of the names of figures about the Call, the Coalition and the review forums."""


@lru_cache(maxsize=8)
def published_timeline(facets: Facets) -> pd.DataFrame:
    """Published figures of the whole Call by date, each beside our own count of that unit at that date.

    Our count takes the pledges of the data (of all, whatever is selected, since the published figures are
    of all) whose announcement, or else start, or else report, is not later than the date: `ours` those
    surely by then, `perhaps` those whose date is no more precise than a year or month in which it falls.
    `undated` pledges of the data have no date at all and are in neither. Cached, so it must not be changed.

    Columns: `figure_id`, `published_on`, `day` (the last day it can mean), `label`, `value`, `unit`,
    `scope`, `publisher`, `source_url`, `ours`, `perhaps` and `undated`, in order of date.
    """
    figures = facets.dataset.published_figures
    rows = figures[figures["figure_id"].isin(OF_THE_CALL) & figures["published_on"].notna()].copy()
    rows["day"] = last_days(rows["published_on"])
    since = report_states(facets.dataset, facets.dataset.as_of)["known_since"]
    first, last = first_days(since), last_days(since)
    sizes = _sizes(facets)
    rows["ours"] = [_count(sizes, (last <= row.day), COUNTED_AS[row.unit]) for row in each_row(rows)]
    possible = [_count(sizes, (first <= row.day), COUNTED_AS[row.unit]) for row in each_row(rows)]
    rows["perhaps"] = [high - low for high, low in zip(possible, rows["ours"], strict=True)]
    every = pd.Series(True, index=since.index)
    rows["undated"] = [
        _count(sizes, every, COUNTED_AS[row.unit]) - _count(sizes, since.notna(), COUNTED_AS[row.unit])
        for row in each_row(rows)
    ]
    columns = ["figure_id", "published_on", "day", "label", "value", "unit", "scope", "publisher", "source_url"]
    return rows[[*columns, "ours", "perhaps", "undated"]].sort_values(["day", "figure_id"], ignore_index=True)


def _sizes(facets: Facets) -> pd.DataFrame:
    """One row a pledge and government: `row`, `governments` and `countries` as what each is counted by."""
    rows = facets.dataset.pledge_governments
    return pd.DataFrame(
        {
            "row": facets.pledge_rows,
            "governments": rows["city_id"].where(of_governments(facets)),
            "countries": rows["iso3"],
        }
    )


def _count(sizes: pd.DataFrame, marked: pd.Series, counted_as: str) -> int:
    if counted_as == "pledges":
        return int(marked.sum())
    kept = sizes[marked.to_numpy()[sizes["row"]]]
    return int(kept[counted_as].nunique())


def published_around(filtered: FilteredData) -> pd.DataFrame:
    """Every published figure of pledges, updates, cities or countries of the Call and the review forums, by date.

    Each keeps its unit and population; figures of different ones are never set on one axis.

    Columns: `published_on`, `label`, `value`, `unit`, `scope`, `publisher`, `source_url`.
    """
    figures = filtered.dataset.published_figures
    rows = figures[
        figures["figure_id"].str.startswith(SUBJECTS)
        & figures["unit"].isin(ABOUT_PLEDGES)
        & figures["published_on"].notna()
    ]
    rows = rows.assign(day=last_days(rows["published_on"])).sort_values("day", kind="stable", ignore_index=True)
    return rows[["published_on", "label", "value", "unit", "scope", "publisher", "source_url"]]
