"""Points by two numbers, and ranks, fitted to the box of an image."""

from dataclasses import replace

from analytics.charts import theme
from analytics.charts.description import Ranks, Scatter
from analytics.renderers.image.names import row_names
from analytics.renderers.image.plot import Box, Plot, changed, note
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import TYPE, Style


def scatter_plot(scatter: Scatter, box: Box) -> Plot:
    """The points under the title of the upright axis, with as many names as find a place in the box."""
    style = Style(2.0 if box.width > 1200 else 1.75)
    inner = Box(box.left + style.size(32), box.top + 42, box.right, box.bottom - style.size(33))
    style = replace(style, wider=1.3, across=round(inner.width), down=round(inner.height))
    traces, layout = drawing(scatter, style)[:2]
    return Plot(traces, layout, inner, [note(escaped(scatter.y_title), box.left, box.top, 22, color=theme.QUIET)])


def ranks_plot(figure: Ranks, box: Box) -> Plot:
    """A row for each rank, under the axis of their numbers."""
    names = row_names(figure.ranks, box, box.height / (len(figure.ranks) + 1))
    inner = names.room_beside(box, above=1.7 * names.size)
    traces, layout = drawing(figure, Style(names.size / TYPE, across=round(inner.width)))[:2]
    return Plot(traces, changed(layout, xaxis={"tickfont": {"size": names.size}}, yaxis=names.axis), inner)
