"""Bars to both sides of 1: ratios, of which half and double are equally long."""

import math

from analytics.charts import theme
from analytics.charts.description import Bars
from analytics.renderers.traces.bars import value_text, words_at_zero
from analytics.renderers.traces.elements import name_axis, name_room, number_axis, row_label, row_room, tooltips
from analytics.renderers.traces.style import Drawing, Style
from analytics.words import number

NAME = 22
"""Characters to a line of a name."""


def ratio_bars_drawing(bars: Bars, style: Style) -> Drawing:
    """Ratios to the left (below 1) or right, as far as they are times or parts; the pale bar of none runs to the edge.

    What is written stands beside the line, on the side that the bar leaves free.
    """
    series = bars.series[0]
    logs = [math.log2(value.number) if value.number else None for value in series.values]
    edge = 1.12 * max([1.0, *(abs(each) for each in logs if each is not None)])
    none = [value.state == "zero" for value in series.values]
    texts = [value_text(value, row, "ratio") for value, row in zip(series.values, bars.rows, strict=True)]
    below = {row: text for row, (log, text) in enumerate(zip(logs, texts, strict=True)) if log is None or log < 0}
    colours = [value.colour or series.colour for value in series.values]
    marker = {
        "color": [theme.ZERO if pale else colour for pale, colour in zip(none, colours, strict=True)],
        "line": {"color": theme.HIGHLIGHT, "width": [int(pale) for pale in none]},
    }
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [-edge if pale else log for pale, log in zip(none, logs, strict=True)],
        "marker": marker,
        **tooltips(bars.rows),
    }
    above = {row: text for row, text in enumerate(texts) if row not in below}
    ticks = [(math.log2(each), _times(each)) for each in _ratio_ticks(edge)]
    names = [row_label(row, NAME, style) for row in bars.rows]
    line = {"zeroline": True, "zerolinecolor": theme.INK, "side": "top", "range": [-edge, edge]}
    return Drawing(
        [bar, words_at_zero(below, style, "right"), words_at_zero(above, style, "left")],
        {
            "xaxis": number_axis(ticks, style, **line),
            "yaxis": name_axis(names, style),
            "bargap": 0.3,
        },
        style.room(max(26, row_room(names)) * max(len(names), 2) + 10),
        name_room([row.name for row in bars.rows], NAME, style),
        top=style.room(24),
    )


def _ratio_ticks(edge: float) -> list[float]:
    base = 2 if edge <= 2.3 else 4 if edge <= 5 else 10 if edge <= 8 else 100
    steps = math.floor(edge / math.log2(base))
    return [float(base) ** n for n in range(-steps, steps + 1)]


def _times(ratio: float) -> str:
    if ratio == 1:
        return number(1)
    return f"×{number(ratio)}" if ratio > 1 else f"÷{number(round(1 / ratio))}"
