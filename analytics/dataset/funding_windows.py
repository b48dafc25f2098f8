"""Hard rules of funding windows that take more than one cell."""

from analytics.dataset.dates import backwards
from analytics.dataset.problem import Problem, few_of_each
from analytics.dataset.rules import Tables, list_items

ANY = "any"
"""In a rule of a window: the sentence excludes nobody, which an empty rule does not say."""


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
            unknown = values[~values.isin(known)]
            for position, value in zip(unknown.index, unknown, strict=True):
                problems.append(windows.problem(position, column, value, "foreign_key", where))
    return few_of_each(problems)


def _codes(tables: Tables) -> list[tuple[str, set[str], str]]:
    """Columns of windows with what they may hold and where that stands; none for a table that cannot be read."""
    found: list[tuple[str, set[str], str]] = []
    if "countries" in tables and tables["countries"].has_every_record:
        countries = tables["countries"].records
        columns = [name for name in countries if str(name).startswith("m49_")]
        regions = {f"{name}:{region}" for name in columns for region in countries[name].dropna()}
        found += [(name, {ANY, *regions}, "countries.csv") for name in ("regions", "regions_in_doubt")]
    if (
        "taxonomy" in tables
        and tables["taxonomy"].has_every_record
        and {"scheme", "code"} <= set(tables["taxonomy"].records)
    ):
        terms = tables["taxonomy"].records
        found.append(("memberships", {ANY, *terms.loc[terms["scheme"] == "membership", "code"]}, "taxonomy.csv"))
    return found
