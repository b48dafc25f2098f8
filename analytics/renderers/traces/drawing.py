"""A description as Plotly's traces and axes, in plain dictionaries: what page and image have in common.

Each kind of figure has a module of its name beside this one. Text of data is escaped wherever Plotly would read it as
markup. All that differs from Plotly's own defaults is written out, because a template's content would be sent to the
browser with each figure.
"""

from analytics.charts.description import Bars, Figure, Flow, Map, Matrix, Panels, Ranks, Scatter
from analytics.renderers.traces.bars import bars_drawing, upright_bars_drawing
from analytics.renderers.traces.flow import flow_drawing
from analytics.renderers.traces.joined import joined_drawing
from analytics.renderers.traces.maps import map_drawing
from analytics.renderers.traces.matrix import matrix_drawing
from analytics.renderers.traces.panels import panels_drawing
from analytics.renderers.traces.ranks import ranks_drawing
from analytics.renderers.traces.ratio_bars import ratio_bars_drawing
from analytics.renderers.traces.scatter import scatter_drawing
from analytics.renderers.traces.style import Drawing, Style


def drawing(figure: Figure, style: Style) -> Drawing:
    """What Plotly draws of a description."""
    match figure:
        case Bars():
            return _drawing_of_bars(figure, style)
        case Panels():
            return panels_drawing(figure, style)
        case Ranks():
            return ranks_drawing(figure, style)
        case Scatter():
            return scatter_drawing(figure, style)
        case Matrix():
            return matrix_drawing(figure, style)
        case Map():
            return map_drawing(figure, style)
        case Flow():
            return flow_drawing(figure, style)


def _drawing_of_bars(bars: Bars, style: Style) -> Drawing:
    if bars.ratio:
        return ratio_bars_drawing(bars, style)
    if bars.joined:
        return joined_drawing(bars, style)
    return upright_bars_drawing(bars, style) if bars.upright else bars_drawing(bars, style)
