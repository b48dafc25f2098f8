"""Points by two numbers; and ranks, each on the line of its range."""

import math

from analytics.charts import theme
from analytics.charts.description import Dot, Dots
from analytics.charts.label_places import placed_labels
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.parts import (
    NAME,
    dot_marker,
    name_axis,
    name_room,
    note,
    number_axis,
    rounded,
    row_label,
    row_room,
    stroke_marker,
    text_trace,
    tooltips,
)
from analytics.renderers.traces.scales import Scale, linear_scale, people_scale, pledges_scale
from analytics.renderers.traces.style import Drawing, Properties, Style
from analytics.words import _, number


def scatter_drawing(dots: Dots, style: Style) -> Drawing:
    """Points by two numbers, the line on which these are in proportion, and as many names as find a place."""
    shown = [dot for group in dots.groups for dot in group.dots]
    across = (people_scale if dots.x_log else linear_scale)([dot.x for dot in shown])
    up = pledges_scale(shown) if dots.y_log else linear_scale([dot.y for dot in shown])
    sides = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": up.ends[0], "y1": up.zero}
    band = {**sides, "layer": "below", "fillcolor": theme.ZERO, "line": {"width": 0}}
    traces: list[Properties] = []
    notes: list[Properties] = []
    if dots.proportion and dots.x_log and dots.y_log:
        traces, notes = _proportion(math.log10(dots.proportion), across, up, style)
    end = 0
    for group in dots.groups:
        start, end = end, end + len(group.dots)
        points = {"x": rounded(across.places[start:end]), "y": rounded(up.places[start:end])}
        look = {"name": escaped(group.name), "marker": dot_marker(style.size(8), group.colour, style, opacity=0.75)}
        traces.append({"type": "scatter", "mode": "markers", **points, **look, **tooltips(group.dots)})
    font = {"size": style.size(11.5), "color": theme.QUIET}
    title = {"text": escaped(dots.x_title), "font": font, "standoff": 4}
    layout = {
        "xaxis": number_axis(across.ticks, style, range=list(across.ends), title=title),
        "yaxis": number_axis(up.ticks, style, range=list(up.ends)),
        "shapes": [band] if dots.y_log else [],
        "annotations": notes,
    }
    traces.append(_dot_names(dots, across, up, style))
    return Drawing(traces, layout, style.room(style.down), style.room(34), foot=style.room(48))


def _proportion(slope: float, across: Scale, up: Scale, style: Style) -> tuple[list[Properties], list[Properties]]:
    """The line through zero, as far as it is inside both log scales, and its name; `slope` is in tens."""
    start, end = max(across.ends[0], up.zero - slope), min(across.ends[1], up.ends[1] - slope)
    if start >= end:
        return [], []
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": rounded([start, end]),
        "y": rounded([start + slope, end + slope]),
        "line": {"color": theme.QUIET, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }
    at_end = {"xref": "x", "yref": "y", "xanchor": "right", "xshift": -6}
    font = {"size": style.size(10.5), "color": theme.QUIET}
    return [line], [note(_("in proportion"), style, x=end, y=end + slope, font=font, **at_end)]


def _dot_names(dots: Dots, across: Scale, up: Scale, style: Style) -> Properties:
    """The names that find a place, those of the last group first, each in the order of its group."""
    shown = [(place, dot) for place, group in enumerate(dots.groups) for dot in group.dots]
    foremost = sorted(range(len(shown)), key=lambda row: -shown[row][0])
    names = {row: style.wrapped(shown[row][1].name, 17) for row in foremost if shown[row][1].labelled}
    points = [(across.share(row), up.share(row)) for row in range(len(shown))]
    # Where names go is worked out at the size of a page, for which their distance from the dots is meant.
    fitting = placed_labels(points, names, style.down / style.enlarged, style.across / style.enlarged)
    return text_trace(
        # Markers that are not seen keep a name off the dot it names.
        mode="markers+text",
        x=rounded(across.places[row] for row in fitting),
        y=rounded(up.places[row] for row in fitting),
        text=[names[row] for row in fitting],
        textposition=list(fitting.values()),
        marker={"size": style.size(8), "opacity": 0},
        textfont={"size": style.size(11)},
        cliponaxis=False,
    )


def ranks_drawing(dots: Dots, style: Style) -> Drawing:
    """Each rank as a dot, on the line from the first to the last one."""
    shown = ranked(dots)
    ranges = [(row, dot) for row, dot in enumerate(shown) if dot.low is not None and dot.high is not None]
    last = max((dot.high or dot.x for dot in shown), default=1)
    log = {"type": "log", "range": [-0.1, math.log10(max(last, 1)) + 0.08]}
    steps = [(each, number(each)) for each in (1, 2, 5, 10, 20, 50, 100, 200) if each <= last]
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


def ranked(dots: Dots) -> list[Dot]:
    """The dots of all groups, the first rank first."""
    return sorted((dot for group in dots.groups for dot in group.dots), key=lambda dot: dot.y)
