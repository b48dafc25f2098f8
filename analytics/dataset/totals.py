"""Rows of totals among countries, which a spreadsheet adds and which would count everybody twice."""

import pandas as pd

from analytics.dataset.files import RawTable
from analytics.dataset.problem import MOST, Problem, first_of

NAMES = r"(?i:(?:grand |sub-?)?totals?\b.*|sum|world|all countries)"
SUMMED = ("population", "refugees_hosted", "migrant_stock")
FEWEST = 5
"""Rows with a figure from which one that is as large as all others together is no chance."""


def total_problems(countries: RawTable) -> list[Problem]:
    """A hard problem of each row that is called a total, or whose figure is the sum of all others."""
    records = countries.records
    if "name" not in records:
        return []
    is_total = records["name"].str.fullmatch(NAMES).fillna(False).astype(bool)
    for column in SUMMED:
        if column in records:
            figures = pd.to_numeric(records[column], errors="coerce").dropna()
            if len(figures) >= FEWEST and figures.sum() > 0:
                is_total |= (2 * figures == figures.sum()).reindex(records.index, fill_value=False)
    at = records.index[is_total]
    some = [countries.problem(each, "name", records["name"][each], "totals_row") for each in at[:MOST]]
    return first_of(some, len(at))
