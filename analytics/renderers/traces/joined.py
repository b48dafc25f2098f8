"""The two shares of each row as marks on one line: how far apart they are is what is seen first."""

from collections.abc import Iterator
from math import ceil

from analytics.charts import theme
from analytics.charts.description import Bars
from analytics.renderers.traces.bars import value_text, words_at_zero
from analytics.renderers.traces.elements import name_axis, name_room, number_axis, row_label, tooltips
from analytics.renderers.traces.key import key_above
from analytics.renderers.traces.labels import escaped, line_count
from analytics.renderers.traces.style import Drawing, Properties, Style
from analytics.words import percent

NAME = 24
"""Characters to a line of a name or a note: beside longer ones a phone has no room for a scale."""

SMALLER = 0.88
"""The width of a note beside that of a name."""

SYMBOLS = ("circle", "diamond")
"""The marks of the first and of the second series: colour is not all that tells them apart."""

STEPS = 4
"""Steps of the scale: a phone has room for their names."""

BEFORE, AFTER = 0.04, 1.04
"""Where the scale starts before zero and ends, in parts of the largest share."""

DIGIT, MARK = 6.5, 16
"""Pixels of a letter of the numbers, and from the middle of a mark to its number."""

NEAR = 0.15
"""Parts of the largest share below which a number may reach out over the left end of the scale."""


def joined_drawing(bars: Bars, style: Style) -> Drawing:
    """Marks with their numbers outside the line that joins them; the whole row answers pointer and click."""
    names = [row_label(row, NAME, style) for row in bars.rows]
    room = room_beside(bars, style)
    notes = int(SMALLER * name_room([row.note for row in bars.rows], NAME, style))
    left = max(name_room([row.name for row in bars.rows], NAME, style), notes) + room
    axis = style.room(22)
    key, above = key_above(bars, left, style, under=axis)
    words = {
        row: text
        for row in range(len(bars.rows))
        if all(series.values[row].number is None for series in bars.series)
        and (text := bars.series[0].values[row].text)
    }
    layout = {
        "xaxis": share_axis(bars, style),
        "yaxis": name_axis(names, style, ticklabelstandoff=room),
        "annotations": key,
        "bargap": 0,
        "hovermode": "closest",
    }
    traces = [_lines(bars, style), *_marks(bars, style), _rows(bars, _most(bars))]
    if words:
        traces.append(words_at_zero(words, style, "right", theme.QUIET))
    lines = max(map(line_count, names), default=1)
    height = style.room((14 + 12 * max(lines, 2)) * max(len(bars.rows), 2))
    return Drawing(traces, layout, height, left, right=room, top=axis + above)


def share_axis(bars: Bars, style: Style, beside: float = 0, steps: int = STEPS) -> Properties:
    """The axis of both shares, in as many steps at most; `beside` is room left at both ends, in parts of the rest."""
    most = _most(bars)
    step = next((step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5) if most / step <= steps), ceil(most / steps))
    ticks = [(step * n, percent(step * n)) for n in range(int(most / step + 1e-6) + 1)]
    more = beside * (BEFORE + AFTER)
    return number_axis(ticks, style, side="top", tickangle=0, range=[-(BEFORE + more) * most, (AFTER + more) * most])


def room_beside(bars: Bars, style: Style) -> int:
    """Pixels that the longest number beyond an end of the scale needs."""
    most = _most(bars)
    texts = (
        value_text(value, bars.rows[row], "share")
        for series in bars.series
        for row, value in enumerate(series.values)
        if value.number is not None and (value.number < NEAR * most or value.number > (1 - NEAR) * most)
    )
    return style.room(MARK + DIGIT * max(map(len, texts), default=0))


def _most(bars: Bars) -> float:
    return max([*bars.lengths(), 0.01])


def _lines(bars: Bars, style: Style) -> Properties:
    ends = [
        [number for series in bars.series if (number := series.values[row].number) is not None]
        for row in range(len(bars.rows))
    ]
    whole = [(row, pair) for row, pair in enumerate(ends) if len(pair) > 1]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [end for _row, pair in whole for end in (min(pair), max(pair), None)],
        "y": [end for row, _pair in whole for end in (row, row, None)],
        "line": {"color": theme.STEPS[0], "width": style.size(4)},
        "hoverinfo": "skip",
    }


def _marks(bars: Bars, style: Style) -> Iterator[Properties]:
    """A mark that is zero is hollow; of two equal numbers the first series has the right side."""
    for at, (series, symbol) in enumerate(zip(bars.series, SYMBOLS, strict=False)):
        others = [each.values for each in bars.series if each is not series]
        known = [row for row, value in enumerate(series.values) if value.number is not None]
        values = [series.values[row] for row in known]
        beyond = [max([-1.0, *(other[row].number or 0 for other in others)]) for row in known]
        right = [(value.number, -at) > (other, -1) for value, other in zip(values, beyond, strict=True)]
        yield {
            "type": "scatter",
            "mode": "markers+text",
            "name": escaped(series.name),
            "x": [value.number for value in values],
            "y": known,
            "text": [
                f"\u2002{escaped(value_text(value, bars.rows[row], 'share'))}\u2002"
                for value, row in zip(values, known, strict=True)
            ],
            "textposition": ["middle right" if each else "middle left" for each in right],
            "textfont": {"size": style.size(13), "color": series.colour},
            "cliponaxis": False,
            "marker": {
                "size": style.size(13),
                "symbol": symbol,
                "color": [theme.PAPER if value.state == "zero" else series.colour for value in values],
                "line": {"color": series.colour, "width": style.size(2)},
            },
            "hoverinfo": "skip",
        }


def _rows(bars: Bars, most: float) -> Properties:
    """Unseen bars over each row: a reader need not hit a mark."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": -BEFORE * most,
        "x": [(BEFORE + AFTER) * most] * len(bars.rows),
        "marker": {"color": "rgba(0,0,0,0)"},
        "customdata": [row.code for row in bars.rows],
        **tooltips(bars.rows),
    }
