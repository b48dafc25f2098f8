"""A matrix fitted to the box of an image."""

from analytics.charts.description import Matrix, Row
from analytics.charts.text_width import shortened, widest_word, width
from analytics.renderers.image.names import MOST_LINES, SIZES, TICK_LEADING, Names, label, row_names
from analytics.renderers.image.plot import LEAST, Box, Plot, changed
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.matrix import column_places
from analytics.renderers.traces.style import TYPE, Style

MANY_COLUMNS = (0.14, 0.2, 0.26)
"""Parts of the width that names beside a matrix of many columns may take."""

CELLS, HEADS = 0.74, 0.24
"""Parts of the height that cells have at least, and that heads written upwards have at most."""


def matrix_plot(matrix: Matrix, box: Box) -> Plot:
    """Cells under heads that are written across, or upwards where columns are too narrow for their words."""
    parts = MANY_COLUMNS if len(matrix.columns) > 10 else ()
    rows = [Row(name) for name in matrix.rows]
    names = row_names(rows, box, CELLS * box.height / len(rows), parts=parts)
    across = names.room_beside(box).width / (column_places(matrix)[-1] + 1)
    fitting = [size for size in SIZES if size <= max(names.size, LEAST) and cell_width(matrix, size) <= across]
    cells = fitting[0] if fitting else LEAST
    level = [size for size in SIZES if size <= cells and widest_word(matrix.columns, size) <= across - 10]
    if level:
        size, angle = level[0], 0
        heads = [shortened(name, size, across - 10, MOST_LINES) for name in matrix.columns]
        above = TICK_LEADING * size * max(map(len, heads))
    else:
        size, angle, most = LEAST, -90, max(1, int(across / TICK_LEADING / LEAST))
        heads = [shortened(name, size, HEADS * box.height, most) for name in matrix.columns]
        above = max(width(line, size) for head in heads for line in head)
    traces, layout = drawing(matrix, Style(cells / TYPE))[:2]
    columns = Names(list(map(label, heads)), size)
    return Plot(
        traces,
        changed(layout, xaxis={**columns.axis, "tickangle": angle}, yaxis=names.axis),
        names.room_beside(box, 14 + above),
    )


def cell_width(matrix: Matrix, size: float) -> float:
    """What the widest text needs, but for “no data”, which a narrow cell says by its colour alone."""
    return 8 + max(
        (width(cell.text, size, cell.total) for row in matrix.cells for cell in row if cell.state != "no_data"),
        default=0,
    )
