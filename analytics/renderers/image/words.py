"""The words of an image around its drawing: title and scope above it, legend and source below."""

from collections.abc import Sequence

from analytics.charts import theme
from analytics.charts.legend import Entry
from analytics.charts.text_width import LINE, broken, largest, shortened
from analytics.renderers.image.legend import LEADING, legend_lines, legend_notes
from analytics.renderers.image.parts import LEAST, Box, note_lines
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties

MARGIN, TOP, BOTTOM = 48, 22, 18
"""Pixels that stay free at the sides, at the top and at the bottom."""


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
    notes = note_lines([f"<b>{escaped(line)}</b>" for line in heading], MARGIN, TOP, large)
    top = TOP + LINE * large * len(heading)
    notes += note_lines(map(escaped, under), MARGIN, top, small, color=theme.QUIET)
    top += LINE * small * len(under) + 14
    bottom = size[1] - BOTTOM - LINE * LEAST * len(below)
    notes += note_lines(map(escaped, below), MARGIN, bottom, LEAST, color=theme.QUIET)
    lines, key = legend_lines(entries, across)
    bottom -= 8 + LEADING * key * len(lines)
    notes += legend_notes(lines, MARGIN, bottom, key)
    return notes, Box(MARGIN, top, size[0] - MARGIN, bottom - (8 if lines else 0))


def _fitted(text: str, room: float, sizes: Sequence[float], most: int, bold: bool = False) -> tuple[list[str], float]:
    """The lines of a text in the largest type in which there are at most so many; in the smallest there may be more."""
    size = largest(sizes, lambda each: len(broken(text, each, room, bold)) <= most)
    return broken(text, size, room, bold), size
