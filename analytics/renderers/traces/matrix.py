"""A matrix: cells in their colours, and their texts."""

from collections.abc import Iterator
from itertools import accumulate

from analytics.charts import theme
from analytics.charts.description import Cell, Matrix, Row, cell_colours
from analytics.charts.legend import legend
from analytics.renderers.traces.elements import name_axis, name_room, row_label, row_room
from analytics.renderers.traces.key import swatches
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Drawing, Properties, Style

NAME, HEAD = 28, 40
"""Characters to a line of the name of a row, and of a column: two lines of names at an angle would cross others."""

GAP = 0.3
"""What stands free between groups of columns, in columns."""

HATCHED = {"shape": "/", "fgcolor": theme.HATCH, "bgcolor": theme.PAPER, "size": 6, "solidity": 0.2}


def matrix_drawing(matrix: Matrix, style: Style) -> Drawing:
    """Cells in their colours with texts in two layers, light on deep colours and dark on pale ones, over their key."""
    long = sum(len(name) > NAME for name in matrix.rows)
    height = 21 if long * 4 < len(matrix.rows) else 28
    names = [row_label(Row(name), NAME, style) for name in matrix.rows]
    heads = [style.wrapped(name, HEAD) for name in matrix.columns]
    places = column_places(matrix)
    ends = [-0.5, (places[-1] if places else 0) + 0.5]
    across = name_axis(heads, style, side="top", range=ends, tickvals=places, tickangle=-40, ticks="")
    down = name_axis(names, style, tickfont={"size": style.size(11.5)}, ticks="")
    texts = (_cell_texts(matrix, places, ink, style) for ink in (theme.PAPER, theme.INK))
    left = name_room(matrix.rows, NAME, style)
    key, foot = swatches(legend(matrix), left, style)
    return Drawing(
        [_cell_fills(matrix, places), *texts, *_hatching(matrix, places)],
        {"xaxis": across, "yaxis": down, "hoverdistance": -1, "annotations": key},
        style.room(max(height, row_room(names)) * max(len(names), 1)),
        left,
        right=style.room(36),
        top=style.room(14 + 4.2 * max((min(len(name), HEAD) for name in matrix.columns), default=0)),
        foot=foot,
    )


def column_places(matrix: Matrix) -> list[float]:
    """Where the middle of each column stands, the first at 0."""
    gaps = matrix.gaps()
    steps = (bool(at) + GAP * (at in gaps) for at in range(len(matrix.columns)))
    return [round(place, 4) for place in accumulate(steps)]


def _cell_fills(matrix: Matrix, places: list[float]) -> Properties:
    """Every colour has a number of its own; gaps are columns without one, and so are cells of the paper's colour."""
    fills = [[cell_colours(cell)[0] for cell in row] for row in matrix.cells]
    colours = list(dict.fromkeys(fill for row in fills for fill in row if fill != theme.PAPER))
    numbers = {colour: number for number, colour in enumerate(colours)}
    gaps = matrix.gaps()
    edges = [edge for place in places for edge in (place - 0.5, place + 0.5)]
    return {
        "type": "heatmap",
        "z": [
            [number for at, fill in enumerate(row) for number in ([None] * (at in gaps) + [numbers.get(fill)])]
            for row in fills
        ],
        "x": sorted({round(edge, 4) for edge in edges}),
        "colorscale": [
            [(number + end) / len(colours), colour] for number, colour in enumerate(colours) for end in (0, 1)
        ]
        or [[0, theme.PAPER], [1, theme.PAPER]],
        "zmin": -0.5,
        "zmax": max(len(colours), 1) - 0.5,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _placed_cells(matrix: Matrix, places: list[float]) -> Iterator[tuple[float, int, Cell]]:
    """Every cell with its place across and down."""
    for y, row in enumerate(matrix.cells):
        for x, cell in zip(places, row, strict=True):
            yield x, y, cell


def _hatching(matrix: Matrix, places: list[float]) -> list[Properties]:
    """Bars of the size of cells, where the question does not apply: a heatmap has no patterns."""
    cells = [(x, y) for x, y, cell in _placed_cells(matrix, places) if cell.state == "not_applicable"]
    if not cells:
        return []
    return [
        {
            "type": "bar",
            "x": [x for x, _y in cells],
            "y": [0.94] * len(cells),
            "base": [y - 0.47 for _x, y in cells],
            "width": 0.97,
            "marker": {"pattern": HATCHED},
            "hoverinfo": "skip",
        }
    ]


def _cell_texts(matrix: Matrix, places: list[float], ink: str, style: Style) -> Properties:
    """Texts of one colour, which answer to the pointer: Plotly selects no cell of a heatmap.

    The nearest one, at any distance, is that of the cell under the pointer. A cell chosen does not fade the others.
    """
    cells = [each for each in _placed_cells(matrix, places) if cell_colours(each[2])[1] == ink]
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
