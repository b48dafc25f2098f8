"""A description as an image for a room or a screen in the hand: laid out by itself, in type that is read from afar.

From the top: title, scope, drawing, legend, source. The drawing takes the whole width and what height the words leave.
Names are wrapped, then their column is widened, then they are shortened: the table has them whole. Where there are
more rows than can be read, the image shows the first ones and says so.
"""

from typing import Any

from analytics.charts import theme
from analytics.charts.description import Figure, is_empty
from analytics.charts.legend import legend
from analytics.renderers.image.parts import LEAST
from analytics.renderers.image.plot import plot
from analytics.renderers.image.rows import readable
from analytics.renderers.image.words import words_and_room

WIDE, SQUARE, PORTRAIT = (1920, 1080), (1080, 1080), (1080, 1350)
"""Width and height in pixels: a slide or a screen on stage, and two forms for social media."""


def image_figure(figure: Figure, title: str, scope: str, source: str, size: tuple[int, int] = WIDE) -> dict[str, Any]:
    """A Plotly dictionary of fixed width and height, with everything on it that an image needs to stand alone."""
    entries = () if is_empty(figure) else legend(figure)
    box = words_and_room(title, scope, source, entries, size)[1]
    shown, said = readable(figure, box)
    # First, because a scope that is too long loses its end.
    notes, box = words_and_room(title, f"{said} {scope}".strip(), source, entries, size)
    traces, layout, inner, own_notes = plot(shown, box)
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
                {**note, "xshift": note["xshift"] - inner.left, "yshift": note["yshift"] + inner.top}
                for note in (*notes, *own_notes)
            ],
            "width": size[0],
            "height": size[1],
            "margin": margin,
        },
    }
