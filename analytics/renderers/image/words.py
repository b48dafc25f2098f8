"""The words of an image around its drawing: title and scope above it, legend and source below."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from analytics.charts import theme
from analytics.charts.legend import Entry, entries_in_lines
from analytics.charts.text_width import LINE, broken, largest, shortened, width
from analytics.renderers.image.plot import LEAST, Box, note
from analytics.renderers.traces.key import swatch
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties

MARGIN, TOP, BOTTOM = 48, 22, 18
"""Pixels that stay free at the sides, at the top and at the bottom."""

LEGEND_LEADING = 1.35
"""Height of a line of the legend, in sizes of its type."""

LEGEND_SIZES = (22, 20, LEAST)
"""Pixels of the type of the legend: the largest that fits into one line."""


def words_and_room(
    title: str, scope: str, source: str, entries: Sequence[Entry], size: tuple[int, int]
) -> tuple[list[Properties], Box]:
    """The words of an image, and the room that they leave for the drawing."""
    across = size[0] - 2 * MARGIN
    is_wide = size[0] > size[1]
    heading, large = _fitted(title, across, (56, 52), 1, bold=True)
    if len(heading) > 1:
        heading, large = _fitted(title, across, (48, 44, 40) if is_wide else (44, 40), 2 if is_wide else 4, bold=True)
    heading = shortened(title, large, across, 3 if is_wide else 5, bold=True)
    under, small = _fitted(scope, across, (26, 24, 22, 20), 1 if is_wide else 2)
    under = shortened(scope, small, across, 2 if is_wide else 3)
    below = broken(source, LEAST, across)
    notes = _text_lines([f"<b>{escaped(line)}</b>" for line in heading], TOP, large)
    top = TOP + LINE * large * len(heading)
    notes += _text_lines(map(escaped, under), top, small, color=theme.QUIET)
    top += LINE * small * len(under) + 14
    bottom = size[1] - BOTTOM - LINE * LEAST * len(below)
    notes += _text_lines(map(escaped, below), bottom, LEAST, color=theme.QUIET)
    lines, legend_size = _legend_lines(entries, across)
    bottom -= 8 + LEGEND_LEADING * legend_size * len(lines)
    notes += _legend_notes(lines, bottom, legend_size, across)
    return notes, Box(MARGIN, top, size[0] - MARGIN, bottom - (8 if lines else 0))


def _text_lines(texts: Iterable[str], top: float, size: float, **font: Any) -> list[Properties]:
    """Lines of a text under each other, from a height on."""
    return [note(text, MARGIN, top + LINE * size * at, size, **font) for at, text in enumerate(texts)]


def _fitted(text: str, room: float, sizes: Sequence[float], most: int, bold: bool = False) -> tuple[list[str], float]:
    """The lines of a text in the largest type in which there are at most so many; in the smallest there may be more."""
    size = largest(sizes, lambda each: len(broken(text, each, room, bold)) <= most)
    return broken(text, size, room, bold), size


def _legend_lines(entries: Sequence[Entry], across: float) -> tuple[list[list[Entry]], float]:
    """The entries in as many lines as they need, in one if type of any size allows it, and the size of the type."""
    size = largest(LEGEND_SIZES, lambda each: len(entries_in_lines(entries, across, partial(_width, each))) <= 1)
    return entries_in_lines(entries, across, partial(_width, size)), size


def _width(size: float, entry: Entry) -> float:
    return 1.4 * size + width(entry.name, size) + 1.4 * size


def _legend_notes(lines: Sequence[Sequence[Entry]], top: float, size: float, room: float) -> list[Properties]:
    """The legend as lines of texts from a height on; a name alone in its line may be too long for the room."""
    notes = []
    for at, line in enumerate(lines):
        across: float = MARGIN
        down = top + LEGEND_LEADING * size * at
        for entry in line:
            (name,) = shortened(entry.name, size, room - 1.4 * size, 1)
            notes += [_mark(entry, across, down, size), note(escaped(name), across + 1.4 * size, down, size)]
            across += _width(size, entry)
    return notes


def _mark(entry: Entry, left: float, top: float, size: float) -> Properties:
    if entry.mark not in "■▨":
        return note(f"<b>{entry.mark}</b>", left + 0.1 * size, top, size, color=entry.colour)
    return note("", left, top + 0.1 * size, LEAST, color=theme.QUIET) | swatch(entry, 0.9 * size)
