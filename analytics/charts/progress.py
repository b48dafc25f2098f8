"""Descriptions of parts of a whole: states of pledges, ages of reports, answers of records."""

from collections.abc import Mapping

import pandas as pd

from analytics.charts.coverage import counted
from analytics.charts.description import Bars, Row, Series


def whole_bars(
    table: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, tuple[str, str]], empty: str = "–"
) -> Bars:
    """Bars of equal length, one a row, divided into the parts of a whole.

    Needs `label` and the columns of `names`, and may have `note`, the line under a name. A row in which nothing was
    counted has the text `empty`. A part that no row has is left out. `colours` gives the colour of each part and that
    of the text on it.
    """
    notes = table.get("note", pd.Series("", index=table.index))
    return Bars(
        tuple(map(Row, table["label"], notes)),
        tuple(
            Series(name, tuple(map(counted, table[column])), *colours[column])
            for column, name in names.items()
            if table[column].sum()
        ),
        stacked=True,
        whole=True,
        empty=empty,
    )
