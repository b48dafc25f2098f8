"""A flow fitted to the box of an image."""

from analytics.charts import theme
from analytics.charts.description import Flow
from analytics.charts.text_width import shortened
from analytics.renderers.image.plot import Box, Plot, changed, note
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.flow import TYPE, middles
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Style


def flow_plot(flow: Flow, box: Box) -> Plot:
    """Bands between two columns of states, each state far enough from the next for its name."""
    titles, size = (flow.left_title, flow.right_title), 22.0
    left, right = (escaped(shortened(title, size, 0.48 * box.width, 1, bold=True)[0]) for title in titles)
    inner = box._replace(top=box.top + 2.2 * size, bottom=box.bottom - 0.6 * size)
    gap = 1.4 * size
    (sankey,), layout = drawing(flow, Style(size / TYPE, wider=2.4))[:2]
    places = middles((flow.left, flow.right), gap, inner.height)
    notes = [
        note(f"<b>{left}</b>", box.left, box.top, size, color=theme.QUIET),
        note(f"<b>{right}</b>", box.right, box.top, size, color=theme.QUIET) | {"xanchor": "right"},
    ]
    return Plot([changed(sankey, node={"y": places, "pad": gap})], layout, inner, notes)
