"""Points by two numbers fitted to the box of an image."""

from dataclasses import replace

from analytics.charts import theme
from analytics.charts.description import Dots
from analytics.renderers.image.parts import Box, Plot, note
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Style


def scatter_plot(dots: Dots, box: Box) -> Plot:
    """The points under the title of the upright axis, with as many names as find a place in the box."""
    style = Style(2.0 if box.width > 1200 else 1.75)
    inner = Box(box.left + style.size(32), box.top + 42, box.right, box.bottom - style.size(33))
    style = replace(style, wider=1.3, across=round(inner.width), down=round(inner.height))
    traces, layout = drawing(dots, style)[:2]
    return Plot(traces, layout, inner, [note(escaped(dots.y_title), box.left, box.top, 22, color=theme.QUIET)])
