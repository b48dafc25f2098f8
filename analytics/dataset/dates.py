"""Dates that are written as they should be and yet can hardly be right."""

from collections.abc import Iterable, Iterator

import pandas as pd

from analytics.dataset.files import RawTable
from analytics.dataset.problem import Problem, first_of
from analytics.dataset.rules import PARTIAL_DATE, today
from analytics.rows import each_row

FIRST = "2015"
"""The year before the New York Declaration, with which the two compacts began."""
DATES = ("date", "partial_date", "year")
HAPPENED = ("announced_on", "last_reported", "published_on", "results_as_of", "year", "year_announced")
"""Columns of what was done by then; a start, an end or a deadline may be to come."""


def date_problems(table: RawTable) -> list[Problem]:
    """Soft problems of dates: too early, still to come, or out of their order."""
    names = [each.name for each in table.resource.fields if each.kind in DATES and each.name in table.records]
    dates = {name: table.records[name].dropna() for name in names}
    dates = {name: stated[stated.str.fullmatch(PARTIAL_DATE).astype(bool)] for name, stated in dates.items()}
    found = [each for stated in dates.values() for each in _first(_implausible(table, stated))]
    for earlier, later, rule in (
        ("start_date", "end_date", "ends_before_start"),
        ("start_date", "results_as_of", "results_before_start"),
        ("start_date", "last_reported", "results_before_start"),
    ):
        if earlier in dates and later in dates:
            found += _first(backwards(table, dates[earlier], dates[later], rule))
    return found


def _first(problems: Iterable[Problem]) -> list[Problem]:
    found = list(problems)
    return first_of(found, len(found), "more_doubts")


def _implausible(table: RawTable, stated: pd.Series) -> Iterator[Problem]:
    name, day = str(stated.name), today()
    early = {each for each in stated.unique() if each < FIRST}
    ahead = {each for each in stated.unique() if each > day[: len(each)]} if name in HAPPENED else set()
    odd = stated[stated.isin(early | ahead)]
    for position, value in zip(odd.index, odd, strict=True):
        yield table.problem(position, name, value, "future_date" if value in ahead else "early_date")


def backwards(table: RawTable, earlier: pd.Series, later: pd.Series, rule: str) -> Iterator[Problem]:
    """Problems of later dates that come before the earlier ones, compared at the coarser of the two precisions."""
    both = pd.concat([earlier, later], axis=1).dropna()
    for position, start, end in each_row(both):
        if end[: len(start)] < start[: len(end)]:
            yield table.problem(position, str(later.name), end, rule, start)
