"""A place on a slide."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in EMU (914,400 to the inch) from the slide's upper left corner."""

    left: int
    top: int
    width: int
    height: int
