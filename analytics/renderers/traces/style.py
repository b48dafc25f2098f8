"""How large things are drawn, and what a drawing is: a figure without its title, scope and source."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from analytics.charts.label_places import NARROWEST
from analytics.renderers.traces.labels import wrapped

Properties = dict[str, Any]
"""A trace, an axis or another part of a figure, as Plotly names its properties."""

TYPE = 12
"""Pixels of names on a page."""


@dataclass(frozen=True)
class Style:
    """How large things are drawn: the default is a page on the narrowest phone.

    `enlarged` multiplies the sizes of type, dots and lines, `wider` the characters that a name may take in a line.
    `across` and `down` are the pixels in which the names of dots must find a place, and a key its lines.
    """

    enlarged: float = 1.0
    wider: float = 1.0
    across: int = NARROWEST
    down: int = 370

    def size(self, pixels: float) -> float:
        """A size of the page as it is in this style, in pixels."""
        return round(pixels * self.enlarged, 1)

    def room(self, pixels: float) -> int:
        """A size of the page as it is in this style, in whole pixels."""
        return int(pixels * self.enlarged)

    def wrapped(self, text: str, width: int) -> str:
        """A name as a label whose lines have at most `width` characters on the page."""
        return wrapped(text, int(width * self.wider))


class Drawing(NamedTuple):
    """A figure without its texts: traces, the parts of the layout that belong to them, and the room they need.

    `height` is what the drawing takes on a page; `left`, `right`, `top` and `foot` is the room around it for names,
    axes, legend and key. All in pixels.
    """

    traces: list[Properties]
    layout: Properties
    height: int
    left: int = 8
    right: int = 8
    top: int = 0
    foot: int = 8
