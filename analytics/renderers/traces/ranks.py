"""Ranks as dots, each on the line of its range."""

import math

from analytics.charts import theme
from analytics.charts.description import Ranks
from analytics.renderers.traces.elements import (
    NAME,
    dot_marker,
    name_axis,
    name_room,
    number_axis,
    row_label,
    row_room,
    stroke_marker,
    tooltips,
)
from analytics.renderers.traces.style import Drawing, Style
from analytics.words import number


def ranks_drawing(figure: Ranks, style: Style) -> Drawing:
    """Each rank as a dot, on the line from the first to the last one."""
    ranks = figure.ranks
    last = max((each.worst for each in ranks), default=1)
    log = {"type": "log", "range": [-0.1, math.log10(max(last, 1)) + 0.08]}
    steps = [(each, number(each)) for each in _steps(last)]
    scale = log if figure.is_log else {"range": [0.5, last + 0.5]}
    names = [row_label(each, NAME, style) for each in ranks]
    lines = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [end for each in ranks for end in (each.best, each.worst, None)],
        "y": [end for row in range(len(ranks)) for end in (row, row, None)],
        "line": {"color": theme.STEPS[0], "width": style.size(3)},
        "marker": stroke_marker(9, theme.STEPS[0], 2, style),
        "hoverinfo": "skip",
    }
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [each.rank for each in ranks],
        "y": list(range(len(ranks))),
        "marker": dot_marker(style.size(11), theme.HIGHLIGHT, style),
        **tooltips(ranks),
    }
    return Drawing(
        [lines, points],
        {"xaxis": number_axis(steps, style, side="top", **scale), "yaxis": name_axis(names, style)},
        style.room(max(37, row_room(names)) * max(len(ranks), 2) + 10),
        name_room([text for each in ranks for text in (each.name, each.note)], NAME, style),
        right=16,
        top=style.room(22),
    )


def _steps(last: float) -> list[int]:
    """The ranks that have a line: of a few each, of many those that find room beside each other."""
    return [each for each in (range(1, 11) if last <= 10 else (1, 2, 5, 10, 20, 50, 100, 200)) if each <= last]
