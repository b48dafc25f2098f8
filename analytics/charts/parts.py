"""Bars in parts: states of pledges, ages of reports, answers of records, grants and pledges, counts beside figures."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analytics.charts import theme
from analytics.charts.coverage import count_series
from analytics.charts.description import Bars, Panels, Row, Series
from analytics.rows import each_row


def _series(table: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, str]) -> Iterable[Series]:
    """The columns of a table that `names` calls, each in its colour."""
    return (count_series(name, table[column], colours[column]) for column, name in names.items())


def whole_bars(table: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, str], empty: str = "–") -> Bars:
    """Bars of equal length, one a row, divided into the parts of a whole.

    Needs `label` and the columns of `names`, and may have `note`, the line under a name. A row in which nothing was
    counted has the text `empty`. A part that no row has is left out. `colours` gives the colour of each part.
    """
    notes = table.get("note", pd.Series("", index=table.index))
    occurring = {column: name for column, name in names.items() if table[column].sum()}
    series = tuple(_series(table, occurring, colours))
    return Bars(tuple(map(Row, table["label"], notes)), series, stacked=True, whole=True, empty=empty)


def funding_bars(table: pd.DataFrame, names: Mapping[str, str], empty: str) -> Bars:
    """Side by side, never end to end: a grant and a pledge may be of the same money.

    Needs `label`, `code` and the columns that `names` calls.
    """
    rows = tuple(Row(row.label, code=row.code) for row in each_row(table))
    return Bars(rows, tuple(_series(table, names, theme.FUNDING)), empty=empty)


def published_bars(table: pd.DataFrame, names: Mapping[str, str]) -> Panels:
    """For each unit a chart on its own scale: a row a date, our counts end to end, and what was published as a mark.

    Needs `panel`, `date`, `label` (what the publisher says), `value`, `ours`, `perhaps` and `undated`; `names` calls
    the three counts and `published`.
    """
    ours = {column: names[column] for column in theme.BY_THEN}
    return Panels(
        tuple(
            Bars(
                tuple(Row(row.date, facts=(row.label,)) for row in each_row(own)),
                tuple(_series(own, ours, theme.BY_THEN)),
                stacked=True,
                reference=count_series(names["published"], own["value"], theme.HIGHLIGHT),
                title=str(panel),
            )
            for panel, own in table.groupby("panel", sort=False)
        ),
        shared=False,
    )
