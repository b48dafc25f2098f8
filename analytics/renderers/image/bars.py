"""Bars, lying or upright, fitted to the box of an image: a scale that holds the longest bar with its number."""

import math

from analytics.charts.description import Bars, Panels, Series
from analytics.charts.text_width import LINE, broken, largest, shortened, widest_word, width
from analytics.renderers.image.names import MOST_LINES, SIZES, TICK_LEADING, Names, label, row_names
from analytics.renderers.image.plot import Box, Plot, changed
from analytics.renderers.traces.bars import longest, value_text
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.elements import text_trace
from analytics.renderers.traces.joined import STEPS, room_beside, share_axis
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import TYPE, Properties, Style

THICKEST = 110
"""Pixels of a bar, however few there are."""


def bars_plot(bars: Bars, box: Box) -> Plot:
    """Bars from left to right, in rows that fill the box; ratios under the axis of their numbers."""
    height = box.height / (len(bars.rows) + bars.ratio)
    names = row_names(bars.rows, box, height, most_type(bars, height))
    inner = names.room_beside(box, above=1.7 * names.size if bars.ratio else 0)
    traces, layout = bars_drawn(bars, inner, names.size)
    gap = _gap(bars, height)
    if bars.reference and not bars.stacked:
        traces = _with_marks(bars, bars.reference, traces, (1 - gap) * height, names.size)
    scale: Properties = {"tickfont": {"size": names.size}}
    if not (bars.whole or bars.ratio):
        scale["range"] = [0, end_with_numbers(bars, inner.width, names.size)]
    return Plot(traces, changed(layout, xaxis=scale, yaxis=names.axis, bargap=gap), inner)


def joined_plot(bars: Bars, box: Box) -> Plot:
    """Marks on a line for each row, under the axis of their shares."""
    names = row_names(bars.rows, box, box.height / (len(bars.rows) + 1))
    inner = names.room_beside(box, above=1.7 * names.size)
    style = Style(names.size / TYPE, across=round(inner.width))
    traces, layout = drawing(bars, style)[:2]
    room = room_beside(bars, style)
    free = inner.width - 2 * room
    scale = share_axis(bars, style, room / free, max(1, min(STEPS, int(free / (4 * names.size)))))
    scale["tickfont"] = {"size": names.size}
    return Plot(traces, {**layout, "xaxis": scale, "yaxis": {**layout["yaxis"], **names.axis}}, inner)


def most_type(bars: Bars, height: float) -> float:
    """The largest type of numbers that are as high as the bars they stand in, or beside one of several bars."""
    if not bars.stacked and len(bars.series) == 1:
        return math.inf
    return (1 - _gap(bars, height)) * height / bars.bars_per_row() / LINE


def _gap(bars: Bars, height: float) -> float:
    """The part of a row that is left free between bars."""
    return max(0.2 if bars.stacked else 0.3, 1 - THICKEST / height)


def bars_drawn(figure: Bars | Panels, inner: Box, size: float) -> tuple[list[Properties], Properties]:
    """The traces and the layout of bars in type of a size, with room between a bar and its number."""
    traces, layout = drawing(figure, Style(size / TYPE, across=round(inner.width)))[:2]
    return [_spaced(trace, size) for trace in traces], layout


def _spaced(trace: Properties, size: float) -> Properties:
    if trace.get("textposition") == "outside":
        return changed(trace, text=[f"\u2002{text}" for text in trace["text"]])
    return changed(trace, textfont={"size": size}) if trace.get("mode") == "markers+text" else trace


def _with_marks(bars: Bars, marks: Series, traces: list[Properties], thickness: float, size: float) -> list[Properties]:
    """Bars whose marks are as high as they are, with their numbers, or the words for none, beyond bar and mark."""
    rows = list(zip(bars.rows, bars.series[0].values, marks.values, strict=True))
    drawn = []
    for trace in traces:
        if trace["type"] == "bar":
            drawn.append({name: value for name, value in trace.items() if name != "text"})
        elif trace["mode"] == "markers":
            # Plotly draws this mark 1.4 times as long as its size.
            drawn.append(changed(trace, marker={"size": thickness / 1.4 * 1.1}))
    written = text_trace(
        x=[max(value.number or 0, mark.number or 0) for _row, value, mark in rows],
        y=list(range(len(rows))),
        text=[f"\u2002{escaped(value_text(value, row, bars.numbers))}" for row, value, _mark in rows],
        textposition="middle right",
        textfont={"size": size},
        cliponaxis=False,
    )
    return [*drawn, written]


def end_with_numbers(bars: Bars, across: float, size: float) -> float:
    """Where a scale ends so that the number at each bar, and at each mark, is inside."""
    ends = [1e-9]
    for at, row in enumerate(bars.rows):
        own = [series.values[at] for series in bars.series]
        mark = bars.reference.values[at] if bars.reference else None
        length = sum(each.number or 0 for each in own) if bars.stacked else max(each.number or 0 for each in own)
        texts = [] if bars.stacked else [value_text(each, row, bars.numbers) for each in own]
        if mark and mark.number is not None:
            length = max(length, mark.number)
            texts += [value_text(mark, row, bars.numbers)]
        room = max((width(text, 1.1 * size, bold=True) + 1.2 * size for text in texts), default=0)
        ends.append(length * across / max(across - room, 0.3 * across))
    return max(ends)


def upright_bars_plot(bars: Bars, box: Box) -> Plot:
    """Bars from the bottom up, their names below in lines as wide as a bar has room."""
    each = 0.92 * box.width / len(bars.rows)
    names = [row.name for row in bars.rows]
    size = largest(
        SIZES,
        lambda size: (
            widest_word(names, size) <= each and all(len(broken(name, size, each)) <= MOST_LINES for name in names)
        ),
    )
    lines = [shortened(name, size, each, MOST_LINES) for name in names]
    inner = box._replace(bottom=box.bottom - TICK_LEADING * size * max(map(len, lines)) - 12)
    traces, layout = drawing(bars, Style(size / TYPE, across=round(inner.width)))[:2]
    end = (longest(bars) or 1) * inner.height / (inner.height - 1.8 * size)
    columns = Names(list(map(label, lines)), size)
    return Plot(traces, changed(layout, xaxis={**columns.axis, "tickangle": 0}, yaxis={"range": [0, end]}), inner)
