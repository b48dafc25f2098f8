"""A description fitted to its box on an image; each kind of figure has a module of its name beside this one."""

from analytics.charts.description import Bars, Dots, Figure, Flow, Map, Matrix, Panels, is_empty
from analytics.renderers.image.bars import bars_plot, joined_plot, upright_bars_plot
from analytics.renderers.image.flow import flow_plot
from analytics.renderers.image.maps import map_plot
from analytics.renderers.image.matrix import matrix_plot
from analytics.renderers.image.panels import panels_plot
from analytics.renderers.image.parts import Box, Plot, note
from analytics.renderers.image.ranks import ranks_plot
from analytics.renderers.image.scatter import scatter_plot
from analytics.words import _


def plot(figure: Figure, box: Box) -> Plot:
    """What is drawn of a description in a box, its names in the largest type that leaves room for all of them."""
    if is_empty(figure):
        hidden = {"visible": False}
        said = note(_("There is nothing to draw."), box.left, box.top, 26)
        return Plot([], {"xaxis": hidden, "yaxis": hidden}, box, [said])
    match figure:
        case Bars(upright=True):
            return upright_bars_plot(figure, box)
        case Bars():
            return joined_plot(figure, box) if figure.joined else bars_plot(figure, box)
        case Panels():
            return panels_plot(figure, box)
        case Dots(ranks=True):
            return ranks_plot(figure, box)
        case Dots():
            return scatter_plot(figure, box)
        case Matrix():
            return matrix_plot(figure, box)
        case Map():
            return map_plot(figure, box)
        case Flow():
            return flow_plot(figure, box)
