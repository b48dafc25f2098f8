"""A figure as a page shows it, drawn by Plotly; with its title, scope and source inside where it must stand alone."""

from typing import Any

from plotly.basedatatypes import BaseFigure

from analytics.charts import theme
from analytics.charts.description import Bars, Figure, Map
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.elements import note
from analytics.renderers.traces.labels import line_count, wrapped
from analytics.renderers.traces.style import Style

TITLE_WIDTH = 46
SCOPE_WIDTH = 62
SOURCE_WIDTH = 76
"""Characters to a line; the narrowest screen (390 px) holds them."""

TITLE_LINE = 19
"""Pixels of a line of the title."""

FULL_WIDTH_MAP = 380
"""Pixels of the height of a map that has a page's full width."""

PHONE, ROOM = Style(), Style(enlarged=1.4)
"""A figure as large as a phone holds it, and one that is read from the other end of a room."""

LEGEND = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "y": 0,
    "yanchor": "top",
    "entrywidthmode": "fraction",
    "entrywidth": 0.48,
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}
"""Below a map, in two columns; a click on it hides nothing."""

LEGEND_TYPE = 11.5
"""Pixels of its type on a phone."""

LOOK = {
    "font": {"family": theme.FONT, "size": 13, "color": theme.INK},
    "hoverlabel": {"font": {"family": theme.FONT, "size": 13}, "bgcolor": theme.PAPER, "bordercolor": theme.RULE},
    "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": theme.QUIET, "activecolor": theme.ACCENT},
    "showlegend": False,
    "dragmode": False,
}
"""What all figures share where Plotly would choose otherwise."""

TITLE = {
    "font": {"size": 15},
    "x": 0,
    "xref": "container",
    "xanchor": "left",
    "yref": "container",
    "yanchor": "top",
    "pad": {"l": 4},
}

MOST_ROW = 64
"""Pixels of a row of lying bars in a figure that is higher than it need be: beside a long figure a bar is no block."""

SHARPNESS = 3
"""Pixels of a saved image for one on the screen."""


class PageFigure(BaseFigure):  # type: ignore[misc]
    """A figure that Streamlit sends as it is.

    Whenever a page is run it would check a dictionary, which takes 10 to 30 ms, and copy a Plotly figure.
    """

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content

    def height(self) -> int:
        """Pixels from its top to its end."""
        return int(self._content["layout"]["height"])

    def to_dict(self) -> dict[str, Any]:
        """The figure as Plotly reads it, shared by all readers."""
        return self._content


def page_figure(
    figure: Figure,
    title: str = "",
    scope: str = "",
    source: str = "",
    full_width: bool = False,
    at_least: int = 0,
    style: Style = PHONE,
) -> dict[str, Any]:
    """The figure; with words that are given it has title and scope above it and its source below, to stand alone.

    A map is higher where it has the `full_width` of a page instead of half of it. Where the figure would not be
    `at_least` so many pixels high, what is drawn is higher; lying bars only as far as a bar is no block.
    """
    drawn = drawing(figure, style)
    if full_width and isinstance(figure, Map):
        drawn = drawn._replace(height=style.room(FULL_WIDTH_MAP))
    head, under, below = wrapped(title, TITLE_WIDTH), wrapped(scope, SCOPE_WIDTH), wrapped(source, SOURCE_WIDTH)
    above = 16 + TITLE_LINE * line_count(head) + 15 * line_count(under) * bool(scope) + 14 if title else 4
    top = above + drawn.top
    bottom = drawn.foot + (14 * line_count(below) + 8 if source else 4)
    if isinstance(figure, Bars) and not figure.upright:
        at_least = min(at_least, top + style.room(MOST_ROW) * len(figure.rows) + bottom)
    height = max(top + drawn.height + bottom, at_least)
    small = {"size": 10.5, "color": theme.QUIET}
    heading = {
        "text": f'<b>{head}</b><br><span style="font-size:12px;color:{theme.QUIET}">{under}</span>',
        "y": 1 - 14 / height,
        **TITLE,
    }
    legend = {**LEGEND, "font": {"size": style.size(LEGEND_TYPE)}}
    foot = note(below, PHONE, xshift=4 - drawn.left, yshift=-drawn.foot, font=small)
    return {
        "data": drawn.traces,
        "layout": {
            **LOOK,
            **({"legend": legend} if drawn.layout.get("showlegend") else {}),
            **drawn.layout,
            "height": height,
            "margin": {"l": drawn.left, "r": drawn.right, "t": top, "b": bottom, "autoexpand": False},
            **({"title": heading} if title else {}),
            "annotations": [*drawn.layout.get("annotations", ()), *([foot] if source else [])],
        },
    }


def page_config(file_name: str, image_format: str, camera: bool) -> dict[str, object]:
    """Plotly's settings for a figure on a page; nothing in them leads to another host.

    The `camera` saves the figure as it is on the screen, under the name and in the format given: for a server that has
    no browser to draw images with.
    """
    fixed = {"displaylogo": False, "showSendToCloud": False, "scrollZoom": False, "topojsonURL": "geography/"}
    # Without a size of its own the image would not be as large as the figure.
    image = {"format": image_format, "filename": file_name, "width": None, "height": None, "scale": SHARPNESS}
    shown = {"modeBarButtons": [["toImage"]], "toImageButtonOptions": image} if camera else {}
    return {**fixed, "displayModeBar": camera, **shown}
