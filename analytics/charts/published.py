"""Descriptions of published figures beside what the data hold, a chart for each unit."""

from collections.abc import Mapping

import pandas as pd

from analytics.charts import theme
from analytics.charts.coverage import counted
from analytics.charts.description import Bars, Panels, Row, Series
from analytics.rows import each_row

COUNTS = {
    "ours": (theme.ACCENT, theme.PAPER),
    "perhaps": (theme.STEPS[0], theme.INK),
    "undated": (theme.NO_DATA, theme.INK),
}
"""Counts of the data by how sure their date is: the colour of each and that of the text on it."""


def published_bars(table: pd.DataFrame, names: Mapping[str, str]) -> Panels:
    """For each unit a chart on its own scale: a row a date, our counts end to end, and what was published as a mark.

    Needs `panel`, `date`, `label` (what the publisher says), `value`, `ours`, `perhaps` and `undated`; `names` calls
    the three counts and `published`.
    """
    return Panels(
        tuple(
            Bars(
                tuple(Row(row.date, facts=(row.label,)) for row in each_row(own)),
                tuple(
                    Series(names[column], tuple(map(counted, own[column])), *colours)
                    for column, colours in COUNTS.items()
                ),
                stacked=True,
                reference=Series(names["published"], tuple(map(counted, own["value"])), theme.HIGHLIGHT),
                title=str(panel),
            )
            for panel, own in table.groupby("panel", sort=False)
        ),
        shared=False,
    )
