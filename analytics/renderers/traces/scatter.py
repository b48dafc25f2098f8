"""Points by two numbers."""

import math

from analytics.charts import theme
from analytics.charts.description import Scatter
from analytics.charts.label_places import placed_labels
from analytics.renderers.traces.elements import dot_marker, note, number_axis, rounded, text_trace, tooltips
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.scales import Scale, people_scale, pledges_scale
from analytics.renderers.traces.style import Drawing, Properties, Style
from analytics.words import _


def scatter_drawing(scatter: Scatter, style: Style) -> Drawing:
    """Points by two numbers, the line on which these are in proportion, and as many names as find a place."""
    shown = [dot for group in scatter.groups for dot in group.dots]
    across, up = people_scale([dot.x for dot in shown]), pledges_scale(shown)
    sides = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": up.ends[0], "y1": up.zero}
    band = {**sides, "layer": "below", "fillcolor": theme.ZERO, "line": {"width": 0}}
    traces: list[Properties] = []
    notes: list[Properties] = []
    if scatter.proportion:
        traces, notes = _proportion(math.log10(scatter.proportion), across, up, style)
    end = 0
    for group in scatter.groups:
        start, end = end, end + len(group.dots)
        points = {"x": rounded(across.places[start:end]), "y": rounded(up.places[start:end])}
        look = {"name": escaped(group.name), "marker": dot_marker(style.size(8), group.colour, style, opacity=0.75)}
        traces.append({"type": "scatter", "mode": "markers", **points, **look, **tooltips(group.dots)})
    font = {"size": style.size(11.5), "color": theme.QUIET}
    title = {"text": escaped(scatter.x_title), "font": font, "standoff": 4}
    above = {"y": 1, "yanchor": "bottom", "yshift": style.size(6), "font": font}
    layout = {
        "xaxis": number_axis(across.ticks, style, range=list(across.ends), title=title),
        "yaxis": number_axis(up.ticks, style, range=list(up.ends)),
        "shapes": [band],
        "annotations": [*notes, note(escaped(scatter.y_title), style, **above)],
    }
    traces.append(_dot_names(scatter, across, up, style))
    return Drawing(traces, layout, style.room(style.down), style.room(34), top=style.room(26), foot=style.room(48))


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


def _dot_names(scatter: Scatter, across: Scale, up: Scale, style: Style) -> Properties:
    """The names that find a place, those of the last group first, each in the order of its group."""
    shown = [(at, dot) for at, group in enumerate(scatter.groups) for dot in group.dots]
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
