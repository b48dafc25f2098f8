"""Ranks fitted to the box of an image."""

from analytics.charts.description import Dots
from analytics.renderers.image.names import row_names
from analytics.renderers.image.parts import Box, Plot, changed
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.ranks import ranked
from analytics.renderers.traces.style import TYPE, Style


def ranks_plot(dots: Dots, box: Box) -> Plot:
    """A row for each rank, under the axis of their numbers."""
    rows = ranked(dots)
    names = row_names(rows, box, box.height / (len(rows) + 1))
    inner = names.room_beside(box, above=1.7 * names.size)
    traces, layout = drawing(dots, Style(names.size / TYPE, across=round(inner.width)))[:2]
    return Plot(traces, changed(layout, xaxis={"tickfont": {"size": names.size}}, yaxis=names.axis), inner)
