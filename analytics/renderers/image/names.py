"""Names beside the rows of an image, or under its columns: as large as there is room for them."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.charts import theme
from analytics.charts.description import Rank, Row
from analytics.charts.text_width import broken, shortened, widest_word, width
from analytics.renderers.image.plot import LEAST, Box
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties

SIZES = (30, 28, 26, 24, 22, 20, LEAST)
"""Pixels of names and numbers, the largest that fits."""

TICK_LEADING = 1.3
"""Height of a line of a label with several lines, as Plotly sets them."""

MOST_LINES = 4
"""Lines of a name under an upright bar or over a column."""


class Names(NamedTuple):
    """Names as labels of an axis, the size of their type and the width of their column."""

    labels: list[str]
    size: float
    width: float = 0.0

    @property
    def axis(self) -> Properties:
        """What an axis with these names has of its own."""
        return {"ticktext": self.labels, "tickfont": {"size": self.size}, "ticks": "", "ticklabelstandoff": 8}

    def room_beside(self, box: Box, above: float = 0) -> Box:
        """The room between the axes where these names stand at the left of a box, and an axis above."""
        return Box(box.left + self.width + 16, box.top + above, box.right, box.bottom)


def row_names(
    rows: Sequence[Row | Rank], box: Box, height: float, most: float = math.inf, parts: Sequence[float] = ()
) -> Names:
    """Names in the largest type, up to `most`, in which they fit into rows of a height, with notes if they can.

    A note takes two lines rather than lose its end. `parts` of the width of the box are what their column may take, the
    smallest in which they fit.
    """
    parts = parts or ((0.2, 0.3, 0.42) if box.width > 1200 else (0.3, 0.4, 0.48))
    sizes = [size for size in SIZES if size <= most] or [LEAST]
    for noted in (2, 1, 0):
        # A note is worth less than names that are read from afar.
        for size in [size for size in sizes if size > 20 or not noted]:
            for part in parts:
                room = part * box.width
                lines = max(len(broken(row.name, size, room)) + _note_lines(row, room, noted) for row in rows)
                fits = widest_word([row.name for row in rows], size) <= room
                if fits and lines * TICK_LEADING * size <= 0.96 * height:
                    return _shortened(rows, size, room, lines, noted)
    return _shortened(rows, LEAST, parts[-1] * box.width, max(1, int(height / TICK_LEADING / LEAST)), 0)


def _note_lines(row: Row | Rank, room: float, most: int) -> int:
    return min(len(broken(row.note, LEAST, room)), most) if row.note else 0


def _shortened(rows: Sequence[Row | Rank], size: float, room: float, most: int, noted: int) -> Names:
    labels, widest = [], 0.0
    for row in rows:
        lines = shortened(row.name, size, room, most)
        notes = shortened(row.note, LEAST, room, noted) if noted and row.note else []
        widest = max([widest, *(width(line, LEAST) for line in notes), *(width(line, size) for line in lines)])
        small = f'<br><span style="font-size:{LEAST}px;color:{theme.QUIET}">{label(notes)}</span>'
        labels.append(label(lines) + (small if notes else ""))
    return Names(labels, size, widest)


def label(lines: Iterable[str]) -> str:
    """Lines of a name as Plotly reads them."""
    return "<br>".join(map(escaped, lines))
