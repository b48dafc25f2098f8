"""Charts of bars under each other, fitted to the box of an image."""

from analytics.charts import theme
from analytics.charts.description import Panels
from analytics.charts.text_width import shortened
from analytics.renderers.image.bars import bars_drawn, end_with_numbers, most_type
from analytics.renderers.image.names import row_names
from analytics.renderers.image.plot import Box, Plot, changed, note
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties

HEADING = 1.4
"""Height of the heading of a chart, in rows."""


def panels_plot(panels: Panels, box: Box) -> Plot:
    """Charts whose rows are equally high, each with a heading over the whole width."""
    rows = [row for chart in panels.charts for row in chart.rows]
    height = box.height / (len(rows) + HEADING * len(panels.charts))
    names = row_names(rows, box, height, min(most_type(chart, height) for chart in panels.charts))
    inner = names.room_beside(box)
    traces, layout = bars_drawn(panels, inner, names.size)
    ends = [end_with_numbers(chart, inner.width, names.size) for chart in panels.charts]
    axes: Properties = {}
    notes, top, start = [], box.top, 0
    for at, chart in enumerate(panels.charts):
        axis = str(at + 1) if at else ""
        (heading,) = shortened(chart.title, names.size, box.width, 1, bold=True)
        foot = top + HEADING * height
        heading_top = foot - 1.35 * names.size
        notes.append(note(f"<b>{escaped(heading)}</b>", box.left, heading_top, names.size, color=theme.ACCENT))
        top = foot + height * len(chart.rows)
        own = names._replace(labels=names.labels[start : start + len(chart.rows)])
        start += len(chart.rows)
        domain = [max(0, (box.bottom - top) / box.height), (box.bottom - foot) / box.height]
        axes[f"yaxis{axis}"] = {**own.axis, "domain": domain}
        axes[f"xaxis{axis}"] = {"range": [0, max(ends) if panels.shared else ends[at]]}
    return Plot(traces, changed(layout, **axes), inner, notes)
