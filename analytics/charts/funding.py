"""Descriptions of grants beside the pledges that name who pays and those that do not."""

from collections.abc import Mapping

import pandas as pd

from analytics.charts import theme
from analytics.charts.coverage import counted
from analytics.charts.description import Bars, Row, Series
from analytics.rows import each_row

COLOURS = {
    "grants": (theme.ACCENT, theme.PAPER),
    "pledges": (theme.STEPS[0], theme.INK),
    "silent": (theme.NO_DATA, theme.INK),
}


def funding_bars(table: pd.DataFrame, names: Mapping[str, str], empty: str) -> Bars:
    """Side by side, never end to end: a grant and a pledge may be of the same money.

    Needs `label`, `code` and the columns that `names` calls.
    """
    return Bars(
        tuple(Row(row.label, code=row.code) for row in each_row(table)),
        tuple(Series(name, tuple(map(counted, table[column])), *COLOURS[column]) for column, name in names.items()),
        empty=empty,
    )
