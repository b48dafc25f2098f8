"""The parts of the figures of gaps: dots on real scales, ratios, ranks, objectives by their weight."""

import pandas as pd

from analytics.charts import theme
from analytics.charts.coverage_native import count_format, drawn
from analytics.charts.description import Bars, Dot, Dots, Panels, Series, in_columns
from analytics.charts.gaps import FOREMOST, MANY_RANKS, compared, named_dots, ratio_colour, ratio_text
from analytics.words import _, ngettext, number

RATIO = "[<10]0.00;#,##0"
"""A ratio as a spreadsheet writes it: two decimals, none from 10 on."""


def scatter_parts(table: pd.DataFrame, counted: str) -> Dots:
    """The dots of `need_scatter`: people on a log scale, which has no zero, and what is `counted` on a plain one."""
    shown = compared(table)
    under, over = named_dots(shown)
    named, foremost = {*under, *over}, {*under[:FOREMOST]}
    dots = {
        row.Index: Dot(row.label, float(row.people), float(row.pledges), row.Index in named)
        for row in shown[shown["people"] > 0].itertuples()
    }
    groups = (
        (_("Other places"), theme.ACCENT, tuple(dot for row, dot in dots.items() if row not in foremost)),
        (_("Largest differences"), theme.HIGHLIGHT, tuple(dot for row, dot in dots.items() if row in foremost)),
    )
    people, left_out = float(shown["people"].sum()), len(shown) - len(dots)
    return Dots(
        tuple(group for group in groups if group[2]),
        _("People counted as need (log scale)"),
        counted,
        x_log=True,
        proportion=float(shown["pledges"].sum()) / people if people and shown["pledges"].sum() else None,
        aside=ngettext(
            "{count} place with nobody in need is left out: a log scale has no zero.",
            "{count} places with nobody in need are left out: a log scale has no zero.",
            left_out,
        ).format(count=number(left_out))
        if left_out
        else "",
    )


def ratio_bar_parts(table: pd.DataFrame, name: str) -> Bars:
    """The bars of `ratio_bars`, all about one line; no pledge has no bar on such a scale and says so."""
    known = table["ratio"].where((table["state"] != "none") & (table["ratio"] > 0))
    series = Series(
        name,
        drawn(known),
        colours=tuple(ratio_colour(*each) for each in zip(table["ratio"], table["state"], strict=True)),
        texts=tuple(
            ratio_text(ratio, state) if pd.isna(value) else ""
            for ratio, state, value in zip(table["ratio"], table["state"], known, strict=True)
        ),
    )
    return Bars(tuple(table["label"]), (series,), RATIO, ratio=True)


def rank_parts(table: pd.DataFrame) -> Dots:
    """The dots of `rank_ranges`, each on the line from its first to its last rank."""
    dots = tuple(
        Dot(row.label, float(row.rank), float(place), True, float(row.best), float(row.worst))
        for place, row in enumerate(table.itertuples(), start=1)
    )
    last = int(table["worst"].max()) if len(table) else 1
    groups = ((_("Rank, with its range over ways of counting"), theme.HIGHLIGHT, dots),) if dots else ()
    return Dots(groups, _("Rank"), "", x_log=last > MANY_RANKS, ranks=True)


def weight_parts(table: pd.DataFrame, name: str) -> Bars | Panels:
    """The bars of `objective_bars`, and beside each how many there would be by its weight."""
    expected = table["expected"].where(table["expected"] > 0)
    by_weight = Series(
        _("By its weight"),
        drawn(expected),
        theme.HIGHLIGHT,
        texts=tuple("" if pd.isna(value) else number(round(value, 1)) for value in expected),
    )
    return in_columns(
        Bars(
            tuple(table["label"]),
            (Series(name, drawn(table["pledges"])), by_weight),
            count_format(table["pledges"]),
        )
    )
