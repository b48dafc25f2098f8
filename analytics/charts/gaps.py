"""Figures of gaps: need against pledges, the representation ratio, ranks with their range, objectives by weight."""

from typing import Any

import pandas as pd

from analytics.charts import theme
from analytics.charts.classes import ratio_class
from analytics.charts.coverage import count_series
from analytics.charts.description import Bars, Dot, DotGroup, Rank, Ranks, Row, Scatter, Series, Value
from analytics.rows import each_row
from analytics.shares import is_small, value_text
from analytics.words import _, ngettext, number, percent

FOREMOST = 10
"""How many of the largest differences have the second colour."""

NAMED_BELOW, NAMED_ABOVE = 14, 6
"""Places named in the scatter: those furthest below their share of pledges, and those furthest above it."""

MANY_RANKS = 25
"""Ranks up to a higher number are drawn on a log scale, or the first ten could not be told apart."""

UNWEIGHTED = Value(None, "not_applicable")
"""Nothing is expected of an objective without a weight, so it has no mark."""


def need_scatter(table: pd.DataFrame, counted: str) -> Scatter:
    """People in need across, what is `counted` up, both on log scales with a band for zero.

    Needs `label`, `people`, `pledges`, `gap`, `state`, `facts`; places whose need is unknown are not drawn. The
    line of proportion is that of all pledges to all people. In each group the places to be named come
    first, the largest gap foremost.
    """
    shown = table[table["state"].isin(["value", "none", "nobody"])].sort_values(["people", "label"])
    largest, smallest = shown["gap"].nlargest(NAMED_BELOW), shown["gap"].nsmallest(NAMED_ABOVE)
    below = list(largest.index[largest > 0])
    named = below + list(smallest.index[smallest < 0])
    dots = {
        row.Index: Dot(row.label, float(row.people), float(row.pledges), row.Index in named, facts=row.facts)
        for row in each_row(shown.loc[[*named, *shown.index.difference(named, sort=False)]])
    }
    foremost = below[:FOREMOST]
    people, pledges, nobody = shown["people"].sum(), shown["pledges"].sum(), int((shown["people"] == 0).sum())
    groups = (
        DotGroup(_("Other places"), theme.ACCENT, tuple(dot for row, dot in dots.items() if row not in foremost)),
        DotGroup(_("Largest differences"), theme.HIGHLIGHT, tuple(dots[row] for row in foremost)),
    )
    left_out = ngettext(
        "{count} place with nobody in need is left out: a log scale has no zero.",
        "{count} places with nobody in need are left out: a log scale has no zero.",
        nobody,
    ).format(count=number(nobody))
    return Scatter(
        tuple(group for group in groups if group.dots),
        _("People counted as need (log scale)"),
        counted,
        proportion=float(pledges / people) if people and pledges else None,
        aside=left_out if nobody else "",
    )


def ratio_bars(table: pd.DataFrame, name: str) -> Bars:
    """The representation ratio to the left (fewer pledges than need) or right of 1; half is as far as double.

    Needs `label`, `ratio`, `state`, `facts`, in the order from the top. No pledge is no number on a log scale: it is
    `zero`, and says so in words.
    """
    rows = tuple(Row(row.label, facts=row.facts) for row in each_row(table))
    values = tuple(_ratio_value(row) for row in each_row(table))
    return Bars(rows, (Series(name, values),), numbers="ratio", ratio=True)


def _ratio_value(row: Any) -> Value:
    if row.state == "none":
        return Value(None, "zero", _("none"))
    if row.state == "nobody":
        return Value(None, "not_applicable", _("nobody in need"))
    if pd.isna(row.ratio):
        return Value(None, "no_data", _("no data"))
    return Value(float(row.ratio), colour=ratio_class(row.ratio)[2])


def share_strip(table: pd.DataFrame, people: str, pledges: str, whole: float) -> Bars:
    """The share of people and the share of pledges of each region, joined; these are what both are called.

    Needs `place`, `label`, `note`, `facts`, `need_share`, `pledge_share`, `pledges` and `state`, in the order from the
    top. `whole` is what shares of pledges are of: too few are written as counts.
    """
    rows = tuple(Row(row.label, row.note, facts=row.facts, code=row.place) for row in each_row(table))
    own = tuple(_strip_values(row, whole) for row in each_row(table))
    series = (
        Series(people, tuple(need for need, _found in own), theme.HIGHLIGHT),
        Series(pledges, tuple(found for _need, found in own), theme.ACCENT),
    )
    return Bars(rows, series, numbers="share", joined=True)


def _strip_values(row: Any, whole: float) -> tuple[Value, Value]:
    if pd.isna(row.need_share):
        nobody = Value(None, "no_data", _("no data"))
        return nobody, nobody
    need = Value(float(row.need_share), "value" if row.need_share else "zero", _short_percent(row.need_share))
    if pd.isna(row.pledge_share):
        return need, Value(None, "not_applicable", "–")
    text = value_text(row.pledge_share, whole, True) if is_small(whole) else _short_percent(row.pledge_share)
    return need, Value(float(row.pledge_share), "value" if row.pledge_share else "zero", text)


def _short_percent(share: float) -> str:
    """A percentage that has room at a mark beside zero."""
    return _("< {share}").format(share=percent(0.01)) if 0 < share < 0.01 else percent(share)


def rank_ranges(table: pd.DataFrame) -> Ranks:
    """Each place's rank as a dot, on the line from its first to its last rank among all ways of counting.

    Needs `label`, `note` (the line under the name), `rank`, `best`, `worst`, `facts`, the first rank first.
    """
    ranks = tuple(
        Rank(row.label, float(row.rank), float(row.best), float(row.worst), row.note, row.facts)
        for row in each_row(table)
    )
    has_many = bool((table["worst"] > MANY_RANKS).any())
    return Ranks(_("Rank, with its range over ways of counting"), ranks, has_many)


def weight_bars(table: pd.DataFrame, name: str) -> Bars:
    """Pledges of each objective, and as a mark how many there would be if they followed the weights.

    Needs `label`, `pledges`, `expected` (missing or zero where nothing is expected), `facts`, from the top.
    """
    expected = (
        Value(float(each), text=number(round(each, 1))) if each > 0 else UNWEIGHTED for each in table["expected"]
    )
    return Bars(
        tuple(Row(row.label, facts=row.facts) for row in each_row(table)),
        (count_series(name, table["pledges"]),),
        reference=Series(_("By its weight"), tuple(expected), theme.HIGHLIGHT),
    )
