"""A description as an image for a room or a screen in the hand: laid out by itself, in type that is read from afar.

From the top: title, scope, drawing, legend, source. The drawing takes the whole width and what height the words leave.
Names are wrapped, then their column is widened, then they are shortened: the table has them whole. Where there are
more rows than can be read, the image says how many of them it shows.
"""

from typing import Any

from analytics.charts import theme
from analytics.charts.description import Bars, Figure, Flow, Map, Matrix, Panels, Ranks, Scatter, is_empty
from analytics.charts.legend import legend
from analytics.renderers.image.bars import bars_plot, joined_plot, upright_bars_plot
from analytics.renderers.image.dots import ranks_plot, scatter_plot
from analytics.renderers.image.flow import flow_plot
from analytics.renderers.image.maps import map_plot
from analytics.renderers.image.matrix import matrix_plot
from analytics.renderers.image.panels import panels_plot
from analytics.renderers.image.plot import LEAST, Box, Plot, note
from analytics.renderers.image.rows import readable
from analytics.renderers.image.words import words_and_room
from analytics.words import _

WIDE, SQUARE, PORTRAIT = (1920, 1080), (1080, 1080), (1080, 1350)
"""Width and height in pixels: a slide or a screen on stage, and two forms for social media."""


def image_figure(figure: Figure, title: str, scope: str, source: str, size: tuple[int, int] = WIDE) -> dict[str, Any]:
    """A Plotly dictionary of fixed width and height, with everything on it that an image needs to stand alone."""
    entries = () if is_empty(figure) else legend(figure)
    box = words_and_room(title, scope, source, entries, size)[1]
    shown, said = readable(figure, box)
    # First, because a scope that is too long loses its end.
    notes, box = words_and_room(title, f"{said} {scope}".strip(), source, entries, size)
    traces, layout, inner, own_notes = _plot(shown, box)
    margin = {
        "l": round(inner.left),
        "t": round(inner.top),
        "r": round(size[0] - inner.right),
        "b": round(size[1] - inner.bottom),
        "autoexpand": False,
    }
    return {
        "data": traces,
        "layout": {
            "font": {"family": theme.FONT, "size": LEAST, "color": theme.INK},
            "paper_bgcolor": theme.PAPER,
            "plot_bgcolor": theme.PAPER,
            **layout,
            "showlegend": False,
            # Plotly shifts texts from the upper left of the drawing, not from that of the image.
            "annotations": [
                {**each, "xshift": each["xshift"] - inner.left, "yshift": each["yshift"] + inner.top}
                for each in (*notes, *own_notes)
            ],
            "width": size[0],
            "height": size[1],
            "margin": margin,
        },
    }


def _plot(figure: Figure, box: Box) -> Plot:
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
        case Ranks():
            return ranks_plot(figure, box)
        case Scatter():
            return scatter_plot(figure, box)
        case Matrix():
            return matrix_plot(figure, box)
        case Map():
            return map_plot(figure, box)
        case Flow():
            return flow_plot(figure, box)
