"""Descriptions of what cities offer, ask and have done together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analytics.charts import theme
from analytics.charts.description import Bars, Cell, Matrix
from analytics.charts.progress import whole_bars
from analytics.words import number

NONE = "·"
"""What stands in a cell without a country: a mark, because a slide gives a cell without any text a height of its own.
"""


def board_bars(table: pd.DataFrame, names: Mapping[str, str]) -> Bars:
    """Bars of offers, asks and exchanges end to end, one for each row.

    Needs `label`, `note` and the columns of `names`.
    """
    return replace(whole_bars(table, names, theme.EXCHANGE), whole=False)


def link_matrix(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> Matrix:
    """Groups of cities down, regions across: how many of their countries each has from each; nothing where none.

    A group of several regions is darker, so that those stand out that reach from one to another.
    """
    cells = []
    for own in counts:
        level = 2 if sum(count > 0 for count in own) > 1 else 0
        cells.append(
            tuple(Cell(number(count), level=level) if count else Cell(NONE, "plain_zero") for count in own),
        )
    return Matrix("", tuple(columns), tuple(rows), tuple(cells))
