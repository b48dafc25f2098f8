"""The rows and columns of a figure that can be read on an image, and a sentence on those left out."""

from dataclasses import replace

from analytics.charts.description import Bars, Cell, Figure, Matrix, Panels, Ranks, are_totals, is_empty
from analytics.charts.text_width import width
from analytics.renderers.image.matrix import CELLS, MANY_COLUMNS, cell_width
from analytics.renderers.image.names import TICK_LEADING
from analytics.renderers.image.panels import HEADING
from analytics.renderers.image.plot import LEAST, Box
from analytics.words import _, number

THINNEST = LEAST * TICK_LEADING + 1
"""Pixels of a row that can be read."""

NARROWEST_BAR = 44
"""Pixels of an upright bar with a name under it that can be read."""


def readable(figure: Figure, box: Box) -> tuple[Figure, str]:
    """As many rows and columns of a figure as can be read, and a sentence on those that are left out."""
    if is_empty(figure):
        return figure, ""
    most = int(box.height / THINNEST)
    match figure:
        case Bars(upright=True):
            every, most = len(figure.rows), int(box.width / NARROWEST_BAR)
            return figure.cut_to(most), _said(most, every)
        case Bars():
            # Numbers of bars side by side stand under each other.
            each = 1 if figure.stacked or figure.joined or len(figure.series) < 2 else 1.5 * len(figure.series)
            every, most = len(figure.rows), int((most - figure.ratio - figure.joined) / each)
            return figure.cut_to(most), _said(most, every)
        case Panels(charts=charts):
            every = sum(len(chart.rows) for chart in charts)
            most = int(most - HEADING * len(charts))
            part = min(1, most / max(every, 1))
            cut = [chart.cut_to(max(1, int(part * len(chart.rows)))) for chart in charts]
            return replace(figure, charts=tuple(cut)), _said(sum(len(chart.rows) for chart in cut), every)
        case Ranks(ranks=ranks):
            most -= 2
            return replace(figure, ranks=ranks[:most]), _said(most, len(ranks))
        case Matrix():
            return _readable_matrix(figure, box)
    return figure, ""


def _said(shown: int, every: int) -> str:
    if shown >= every:
        return ""
    return _("The image shows {count} of {all} rows; the table has all.").format(count=number(shown), all=number(every))


def _readable_matrix(matrix: Matrix, box: Box) -> tuple[Matrix, str]:
    """The first rows and columns of a matrix, and with them the last one if it is a total."""
    room = (1 - MANY_COLUMNS[-1]) * box.width
    most = max(int(room / cell_width(matrix, LEAST)), 10)
    across = _kept(are_totals([row[-1] for row in matrix.cells]), len(matrix.columns), most)
    most = int(CELLS * box.height / THINNEST)
    down = _kept(are_totals(matrix.cells[-1]), len(matrix.rows), most)

    def shown(cell: Cell) -> Cell:
        fits = cell.state != "no_data" or width(cell.text, LEAST) + 8 <= room / len(across)
        return cell if fits else replace(cell, text="")

    columns = _("The image shows {count} of {all} columns; the table has all.").format(
        count=number(len(across)), all=number(len(matrix.columns))
    )
    said = [_said(len(down), len(matrix.rows)), columns if len(across) < len(matrix.columns) else ""]
    cut = replace(
        matrix,
        columns=tuple(matrix.columns[each] for each in across),
        rows=tuple(matrix.rows[each] for each in down),
        cells=tuple(tuple(shown(matrix.cells[row][each]) for each in across) for row in down),
        groups=tuple(matrix.groups[each] for each in across) if matrix.groups else (),
    )
    return cut, " ".join(filter(None, said))


def _kept(has_total: bool, count: int, most: int) -> list[int]:
    """The places of those that are shown of so many, in order; a total at the end stays."""
    if count <= most:
        return list(range(count))
    return [*range(most - 1), count - 1] if has_total else list(range(most))
