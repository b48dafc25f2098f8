"""Ranks as dots, each on the line of its range."""

import math

from analytics.charts import theme
from analytics.charts.description import Dot, Dots
from analytics.renderers.traces.parts import (
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


def ranks_drawing(dots: Dots, style: Style) -> Drawing:
    """Each rank as a dot, on the line from the first to the last one."""
    shown = ranked(dots)
    ranges = [(row, dot) for row, dot in enumerate(shown) if dot.low is not None and dot.high is not None]
    last = max((dot.high or dot.x for dot in shown), default=1)
    log = {"type": "log", "range": [-0.1, math.log10(max(last, 1)) + 0.08]}
    steps = [(each, number(each)) for each in _steps(last)]
    scale = log if dots.x_log else {"range": [0.5, last + 0.5]}
    names = [row_label(dot, NAME, style) for dot in shown]
    lines = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [end for _row, dot in ranges for end in (dot.low, dot.high, None)],
        "y": [end for row, _dot in ranges for end in (row, row, None)],
        "line": {"color": theme.STEPS[0], "width": style.size(3)},
        "marker": stroke_marker(9, theme.STEPS[0], 2, style),
        "hoverinfo": "skip",
    }
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.x for dot in shown],
        "y": list(range(len(shown))),
        "marker": dot_marker(style.size(11), dots.groups[0].colour if dots.groups else theme.HIGHLIGHT, style),
        **tooltips(shown),
    }
    return Drawing(
        [lines, points],
        {"xaxis": number_axis(steps, style, side="top", **scale), "yaxis": name_axis(names, style)},
        style.room(max(37, row_room(names)) * max(len(shown), 2) + 10),
        name_room([text for dot in shown for text in (dot.name, dot.note)], NAME, style),
        right=16,
        top=style.room(22),
    )


def _steps(last: float) -> list[int]:
    """The ranks that have a line: of a few each, of many those that find room beside each other."""
    return [each for each in (range(1, 11) if last <= 10 else (1, 2, 5, 10, 20, 50, 100, 200)) if each <= last]


def ranked(dots: Dots) -> list[Dot]:
    """The dots of all groups, the first rank first."""
    return sorted((dot for group in dots.groups for dot in group.dots), key=lambda dot: dot.y)
