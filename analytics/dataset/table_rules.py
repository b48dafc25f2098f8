"""Hard rules that take more than one cell: rows of totals among countries, and what a funding window states."""

import pandas as pd

from analytics.dataset.dates import backwards
from analytics.dataset.files import RawTable
from analytics.dataset.problem import Problem, few_of_each
from analytics.dataset.rules import Tables, list_items

ANY = "any"
"""In a rule of a window: the sentence excludes nobody, which an empty rule does not say."""

TOTALS = r"(?i:(?:grand |sub-?)?totals?\b.*|sum|world|all countries)"
SUMMED = ("population", "refugees_hosted", "migrant_stock")
FEWEST = 5
"""Rows with a figure from which one that is as large as all others together is no chance."""


def total_problems(countries: RawTable) -> list[Problem]:
    """A hard problem of each row that is called a total, or whose figure is the sum of all others.

    A spreadsheet adds such rows; they would count everybody twice.
    """
    records = countries.records
    if "name" not in records:
        return []
    is_total = records["name"].str.fullmatch(TOTALS).fillna(False).astype(bool)
    for column in SUMMED:
        if column in records:
            figures = pd.to_numeric(records[column], errors="coerce").dropna()
            if len(figures) >= FEWEST and figures.sum() > 0:
                is_total |= (2 * figures == figures.sum()).reindex(records.index, fill_value=False)
    return countries.problems(records["name"][is_total], "totals_row")


def funding_window_problems(tables: Tables) -> list[Problem]:
    """Windows that close before they open, as precisely as both are stated, and rules with a code nobody knows."""
    if "funding_windows" not in tables:
        return []
    windows = tables["funding_windows"]
    problems: list[Problem] = []
    if {"opens", "closes"} <= set(windows.records):
        opens, closes = windows.records["opens"], windows.records["closes"]
        problems += backwards(windows, opens, closes, "closes_before_opening")
    for column, known, where in _codes(tables):
        if column in windows.records:
            values = list_items(windows.records[column])
            problems += windows.problems(values[~values.isin(known)], "foreign_key", where)
    return few_of_each(problems)


def _codes(tables: Tables) -> list[tuple[str, set[str], str]]:
    """Columns of windows with what they may hold and where that stands; none for a table that cannot be read."""
    found: list[tuple[str, set[str], str]] = []
    complete = {name: table.records for name, table in tables.items() if table.has_every_record}
    if (countries := complete.get("countries")) is not None:
        columns = [name for name in countries if str(name).startswith("m49_")]
        regions = {f"{name}:{region}" for name in columns for region in countries[name].dropna()}
        found += [(name, {ANY, *regions}, "countries.csv") for name in ("regions", "regions_in_doubt")]
    if (terms := complete.get("taxonomy")) is not None and {"scheme", "code"} <= set(terms):
        found.append(("memberships", {ANY, *terms.loc[terms["scheme"] == "membership", "code"]}, "taxonomy.csv"))
    return found
