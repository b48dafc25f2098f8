"""Dates as precise as their source (2024, 2024-12, 2024-12-31): the first and the last day each can mean."""

from functools import lru_cache

import pandas as pd


def first_days(cells: pd.Series) -> pd.Series:
    """The earliest day each date can mean; missing stays missing.

    >>> [str(each.date()) for each in first_days(pd.Series(["2024", "2024-02", "2024-02-09"]))]
    ['2024-01-01', '2024-02-01', '2024-02-09']
    """
    return _days(cells, last=False)


def last_days(cells: pd.Series) -> pd.Series:
    """The latest day each date can mean: only after it has an end date surely passed.

    >>> [str(each.date()) for each in last_days(pd.Series(["2024", "2024-02", "2024-02-09"]))]
    ['2024-12-31', '2024-02-29', '2024-02-09']
    """
    return _days(cells, last=True)


def last_day(cell: str) -> pd.Timestamp:
    """The latest day that one date can mean."""
    return _day(cell, True)


def _days(cells: pd.Series, last: bool) -> pd.Series:
    positions, stated = pd.factorize(cells)
    days = pd.Series([*(_day(cell, last) for cell in stated), pd.NaT], dtype="datetime64[s]")
    # What is missing is at -1, which is the last.
    return days.iloc[positions].set_axis(cells.index).rename(cells.name)


@lru_cache(maxsize=10_000)
def _day(cell: str, last: bool) -> pd.Timestamp:
    period = pd.Period(cell, freq={4: "Y", 7: "M"}.get(len(cell), "D"))
    return (period.end_time if last else period.start_time).normalize()


def full_months(since: pd.Series, until: pd.Timestamp) -> pd.Series:
    """Whole months from each day until a date; missing where the day is.

    >>> full_months(pd.Series(pd.to_datetime(["2024-01-31", "2024-02-10"])), pd.Timestamp("2024-03-30")).tolist()
    [1, 1]
    """
    months = (until.year - since.dt.year) * 12 + until.month - since.dt.month
    return (months - (since.dt.day > until.day)).astype("Int64")
