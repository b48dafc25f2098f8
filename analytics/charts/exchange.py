"""The description of which cities are named together."""

from collections.abc import Sequence

from analytics.charts.classes import class_of
from analytics.charts.description import Cell, Matrix
from analytics.words import number

NONE = "·"
"""What stands in a cell without a country: a mark, because a slide gives a cell without any text a height of its own.
"""


def link_matrix(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> Matrix:
    """Groups of cities down, regions across: how many of their countries each has from each; nothing where none.

    Darker is more, as in every matrix.
    """
    cells = tuple(tuple(_countries(count) for count in own) for own in counts)
    return Matrix("", tuple(columns), tuple(rows), cells)


def _countries(count: int) -> Cell:
    return Cell(number(count), level=class_of(count, "countries")) if count else Cell(NONE, "plain_zero")
