"""A matrix: cells in their colours, and their texts."""

from analytics.charts import theme
from analytics.charts.description import Cell, Matrix, Row, cell_colours
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.parts import name_axis, name_room, row_label
from analytics.renderers.traces.style import Drawing, Properties, Style

NAME = 28
"""Characters to a line of the name of a row."""


def matrix_drawing(matrix: Matrix, style: Style) -> Drawing:
    """Cells in their colours with texts in two layers, light on deep colours and dark on pale ones."""
    long = sum(len(name) > NAME for name in matrix.rows)
    height = 21 if long * 4 < len(matrix.rows) else 28
    names = [row_label(Row(name), NAME, style) for name in matrix.rows]
    heads = [style.wrapped(name, 30) for name in matrix.columns]
    across = name_axis(heads, style, side="top", range=[-0.5, len(heads) - 0.5], tickangle=-40, ticks="")
    down = name_axis(names, style, tickfont={"size": style.size(11.5)}, ticks="")
    return Drawing(
        [_cell_fills(matrix), *(_cell_texts(matrix, ink, style) for ink in (theme.PAPER, theme.INK))],
        {"xaxis": across, "yaxis": down, "hoverdistance": -1},
        style.room(height * max(len(names), 1)),
        name_room(matrix.rows, NAME, style),
        right=style.room(36),
        top=style.room(14 + 4.2 * max((min(len(name), 30) for name in matrix.columns), default=0)),
    )


def _cell_fills(matrix: Matrix) -> Properties:
    """Depths of the scale stand from 0 to 1; each other colour stands between two whole numbers below zero."""
    fills = [[_own_fill(cell) for cell in row] for row in matrix.cells]
    others = list(dict.fromkeys(fill for row in fills for fill in row if fill and fill != theme.PAPER))
    numbers: dict[str | None, float] = {colour: place - len(others) + 0.5 for place, colour in enumerate(others)}
    span = len(others) + 1
    steps = [[(place + end) / span, colour] for place, colour in enumerate(others) for end in (0, 0.9)]
    scale = [[(len(others) + depth) / span, colour] for depth, colour in theme.SCALE]
    return {
        "type": "heatmap",
        "z": [
            [round(cell.depth, 4) if fill is None else numbers.get(fill) for cell, fill in zip(row, own, strict=True)]
            for row, own in zip(matrix.cells, fills, strict=True)
        ],
        "colorscale": [*steps, *scale],
        "zmin": -len(others),
        "zmax": 1,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _own_fill(cell: Cell) -> str | None:
    """The colour of a cell that has its own; None where the scale gives it."""
    return None if cell.state == "value" and not cell.total and not cell.colour else cell_colours(cell)[0]


def _cell_texts(matrix: Matrix, ink: str, style: Style) -> Properties:
    """Texts of one colour, which answer to the pointer: Plotly selects no cell of a heatmap.

    The nearest one, at any distance, is that of the cell under the pointer. A cell chosen does not fade the others.
    """
    cells = [
        (x, y, cell) for y, row in enumerate(matrix.cells) for x, cell in enumerate(row) if cell_colours(cell)[1] == ink
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _y, _cell in cells],
        "y": [y for _x, y, _cell in cells],
        "text": [f"<b>{escaped(cell.text)}</b>" if cell.total else escaped(cell.text) for _x, _y, cell in cells],
        "textfont": {"size": style.size(12), "color": ink},
        "selected": {"textfont": {"color": ink}},
        "unselected": {"textfont": {"color": ink}},
        "customdata": [cell.code for _x, _y, cell in cells],
        "hovertemplate": "%{y}<br>%{x}<br><b>%{text}</b><extra></extra>",
    }
