"""What images of all kinds are made of: boxes, texts at a place, and a drawing with other properties than a page's."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from analytics.renderers.traces import elements
from analytics.renderers.traces.style import Properties, Style

LEAST = 18
"""Pixels of the smallest type."""


class Box(NamedTuple):
    """A part of the image, in pixels from its upper left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class Plot(NamedTuple):
    """What is drawn, and the part of the image between its axes; `notes` are texts in pixels from the upper left."""

    traces: list[Properties]
    layout: Properties
    inner: Box
    notes: Sequence[Properties] = ()


def changed(part: Properties, **changes: Any) -> Properties:
    """A copy of a trace, an axis or a layout in which some properties are others, at any depth.

    >>> changed({"marker": {"size": 8, "opacity": 1}, "mode": "lines"}, marker={"size": 9})
    {'marker': {'size': 9, 'opacity': 1}, 'mode': 'lines'}
    """
    deeper = {
        name: changed(part[name], **change)
        for name, change in changes.items()
        if isinstance(change, dict) and isinstance(part.get(name), dict)
    }
    return {**part, **changes, **deeper}


def note(text: str, left: float, top: float, size: float, **font: Any) -> Properties:
    """A text at a place in pixels from the upper left of the image."""
    corner = {"y": 1, "xshift": left, "yshift": -top, "borderpad": 0}
    return elements.note(text, Style(), **corner, font={"size": size, **font})
