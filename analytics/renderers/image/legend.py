"""The legend of an image: marks with what they mean, in as few lines as can be read."""

from collections.abc import Sequence
from functools import partial

from analytics.charts import theme
from analytics.charts.legend import Entry, entries_in_lines
from analytics.charts.text_width import largest, shortened, width
from analytics.renderers.image.parts import LEAST, note
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties

LEADING = 1.35
"""Height of a line of the legend, in sizes of its type."""

SIZES = (22, 20, LEAST)
"""Pixels of its type, the largest that fits into one line."""


def legend_lines(entries: Sequence[Entry], across: float) -> tuple[list[list[Entry]], float]:
    """The entries in as many lines as they need, in one if type of any size allows it, and the size of the type."""
    size = largest(SIZES, lambda each: len(entries_in_lines(entries, across, partial(_width, each))) <= 1)
    return entries_in_lines(entries, across, partial(_width, size)), size


def _width(size: float, entry: Entry) -> float:
    return 1.4 * size + width(entry.name, size) + 1.4 * size


def legend_notes(lines: Sequence[Sequence[Entry]], left: float, top: float, size: float) -> list[Properties]:
    """The legend as texts, its upper left at a place."""
    notes = []
    for place, line in enumerate(lines):
        across, down = left, top + LEADING * size * place
        for entry in line:
            (name,) = shortened(entry.name, size, 2000, 1)
            notes += [_mark(entry, across, down, size), note(escaped(name), across + 1.4 * size, down, size)]
            across += _width(size, entry)
    return notes


def _mark(entry: Entry, left: float, top: float, size: float) -> Properties:
    if entry.mark not in "■▨":
        return note(f"<b>{entry.mark}</b>", left + 0.1 * size, top, size, color=entry.colour)
    # A box with an outline, because the palest colours can't be told from paper.
    box = {"width": 0.9 * size, "height": 0.9 * size, "bgcolor": entry.colour, "bordercolor": theme.QUIET}
    inside = "//" if entry.mark == "▨" else " "
    return note(inside, left, top + 0.1 * size, LEAST, color=theme.QUIET) | {"align": "center", **box}
