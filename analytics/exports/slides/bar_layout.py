"""Where bars, their names, headings and legends stand on a slide, and which of them have room there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from analytics.charts.description import Bars, Panels, Value
from analytics.charts.text_width import LINE, down, in_lines, largest, lines, widest_word, width
from analytics.exports.slides.drawing import LEAST, POINT, Box
from analytics.packs.slide import MOST_ROWS
from analytics.words import _

MOST = 16.0
"""Points of the type in a chart where there is room."""

LEGEND_ROW, SQUARE = 1.7, 4.0
"""Height of a line of a legend, and what an entry takes beside its words, in sizes of the type."""

COLUMN = 300.0
"""Points of width that one chart of several needs beside another."""

NAMES = 0.5
"""Most of a chart's width that the names beside its bars take."""

HEADING = 26.0
"""Points above the bars for the title of one chart of several, in one line."""

HEADING_WIDE, HEADING_LINES = 0.62, 2
"""The part of a chart's width after which LibreOffice breaks its title, and lines of it at most."""

BAR, BARS = 0.62, 0.8
"""Thickness of a bar, or of several beside each other, as a share of their row; a number must not be higher."""


@dataclass(frozen=True)
class Plan:
    """Where a chart stands and, in points from its edges, its bars; `heading` is above the legend, `size` the type.

    `names` are those of the rows, cut to the lines that a row has room for; `legend` is the height of the legend.
    """

    box: Box
    names: tuple[str, ...]
    size: float
    left: float
    top: float
    right: float
    bottom: float
    heading: float
    legend: float


def plans(charts: Sequence[Bars], box: Box, scale: float) -> list[Plan]:
    """A plan for each chart: the same type and the same room for names, so that equal bars are equally long."""
    legends = _legends(charts)
    boxes = _boxes(charts, legends, box, scale)
    own = [_plan(*each, scale) for each in zip(charts, boxes, legends, strict=True)]
    left, right = max(plan.left for plan in own), max(plan.right for plan in own)
    size = min(plan.size for plan in own)
    return [replace(plan, left=left, right=right, size=size) for plan in own]


def _plan(bars: Bars, box: Box, has_legend: bool, scale: float) -> Plan:
    """Type as large as the rows allow; names beside lying bars get what the longest needs, up to a limit."""
    names, heading, least = _row_names(bars), _heading(bars, box.wide, scale), LEAST * scale
    legend = _legend_height(bars, least, box.wide, has_legend)
    top, sizes = heading + legend, down(MOST * scale, least)
    if bars.upright:
        column = box.wide / len(names)
        size = largest(sizes, lambda each: widest_word(names, each) <= 0.95 * column)
        most = max(1, int(box.high / 3 / size / LINE))
        names = [in_lines(name, size, column, most) for name in names]
        foot = max(lines(name, size, column) for name in names) * size * LINE + size
        return Plan(box, tuple(names), size, 0.0, top + size * LINE, 0.0, foot, heading, legend)
    row = (box.high - top) / len(names)
    most = max(1, int(0.9 * row / least / LINE + 0.001))
    names = [in_lines(name, least, NAMES * box.wide - least, most) for name in names]
    size = largest(sizes, lambda each: _rows_fit(bars, names, each, box.wide, row))
    left = min(NAMES * box.wide, max(width(name, size) for name in names) + size)
    texts = ["0,000.0", *(value.text for series in bars.series for value in series.values)]
    right = 0.0 if bars.stacked else min(max(width(text, size) for text in texts) + size / 2, 0.25 * box.wide)
    return Plan(box, tuple(names), size, left, top, right, 0.0, heading, legend)


def _rows_fit(bars: Bars, names: list[str], size: float, wide: float, row: float) -> bool:
    """True where names, in as many lines as they take, and the numbers of their bars fit the height of a row."""
    named = max(lines(name, size, NAMES * wide - size) for name in names) * size * LINE
    return named <= 0.9 * row and _numbers_of_row(bars) * size <= 1.001 * row


def _boxes(charts: Sequence[Bars], legends: Sequence[bool], box: Box, scale: float) -> list[Box]:
    """Places of the charts, their rows equally high in all of them."""
    columns = _columns([len(chart.rows) + 2 for chart in charts], int(box.wide / (COLUMN * scale)))
    gap = round(20 * scale * POINT)
    wide = (box.width - gap * (len(columns) - 1)) // len(columns)
    tops = [
        _top(chart, wide / POINT, has_legend, scale) * POINT for chart, has_legend in zip(charts, legends, strict=True)
    ]
    row = min(
        (box.height - gap * (len(column) - 1) - sum(tops[at] for at in column))
        / sum(len(charts[at].rows) for at in column)
        for column in columns
    )
    boxes = {}
    for across, column in enumerate(columns):
        top = box.top
        for at in column:
            high = round(tops[at] + row * len(charts[at].rows))
            boxes[at] = Box(box.left + across * (wide + gap), top, wide, high)
            top += high + gap
    return [boxes[at] for at in range(len(charts))]


def _columns(weights: list[int], most: int) -> list[list[int]]:
    """Which charts stand in which column: one in each up to three, else two columns about equally long.

    Where the width is enough for fewer columns, they stand under each other.
    """
    places = list(range(len(weights)))
    if len(places) <= min(3, most):
        return [[at] for at in places]
    if most < 2:
        return [places]
    sums = list(accumulate(weights))
    first = min(places[1:], key=lambda end: max(sums[end - 1], sums[-1] - sums[end - 1]))
    return [places[:first], places[first:]]


def _legends(charts: Sequence[Bars]) -> list[bool]:
    """Which charts have a legend: those of several series, but only the first one where all have the same."""
    names = [tuple(series.name for series in chart.series) for chart in charts]
    return [len(own) > 1 and (at == 0 or own != names[0]) for at, own in enumerate(names)]


def legend_entries(bars: Bars, size: float) -> list[float]:
    """Points of width that each entry of a legend takes."""
    return [width(series.name, size) + SQUARE * size for series in bars.series]


def _legend_height(bars: Bars, size: float, wide: float, has_legend: bool) -> float:
    """Points of a legend in one line or, as PowerPoint sets it, in columns as wide as the longest entry."""
    if not has_legend:
        return 0.0
    entries = legend_entries(bars, size)
    columns = len(entries) if sum(entries) <= wide else max(1, int(wide / max(entries)))
    return -(-len(entries) // columns) * LEGEND_ROW * size


def _heading(bars: Bars, wide: float, scale: float) -> float:
    """Points of the heading of one chart of several, in the largest type that it may have."""
    size = MOST * scale
    more = min(lines(bars.title, size, HEADING_WIDE * wide, bold=True), HEADING_LINES) - 1
    return HEADING * scale + more * size * LINE if bars.title else 0.0


def _top(bars: Bars, wide: float, has_legend: bool, scale: float) -> float:
    """Points of what stands above the bars."""
    return _heading(bars, wide, scale) + _legend_height(bars, LEAST * scale, wide, has_legend)


def parts_of_bars(bars: Bars | Panels, box: Box, scale: float) -> list[Bars | Panels]:
    """The chart, or as many charts as have room on a slide, and the rest on further ones, on the same scale."""
    if isinstance(bars, Bars):
        return [bars]
    parts: list[list[Bars]] = []
    for chart in bars.charts:
        if parts and _fits([*parts[-1], chart], box, scale):
            parts[-1].append(chart)
        else:
            parts.append([chart])
    ends = bar_limits(bars.charts) if bars.shared and len(parts) > 1 else None
    if ends:
        parts = [[replace(chart, most=ends[1]) for chart in part] for part in parts]
    return [replace(bars, charts=tuple(part)) for part in parts]


def _fits(charts: Sequence[Bars], box: Box, scale: float) -> bool:
    """True where each row of each chart has the height that it needs."""
    legends = _legends(charts)
    for chart, own, has_legend in zip(charts, _boxes(charts, legends, box, scale), legends, strict=True):
        room = own.high - _top(chart, own.wide, has_legend, scale)
        if room / len(chart.rows) < 0.999 * max(_least_row(chart, scale), _whole_names(chart, own, scale)):
            return False
    return True


def _whole_names(bars: Bars, box: Box, scale: float) -> float:
    """Points that a row needs for the whole of its name, in as many lines as it takes."""
    size = LEAST * scale
    return max(lines(name, size, NAMES * box.wide - size) for name in _row_names(bars)) * size * LINE / 0.9


def with_room(bars: Bars, box: Box, scale: float) -> Bars:
    """The chart with as many rows as can be read in its box.

    Upright bars whose names have no room beside each other are drawn lying.
    """
    if bars.upright and _has_room_for_names(bars, box, scale):
        return bars
    lying = replace(bars, upright=False)
    room = box.high - _top(lying, box.wide, len(bars.series) > 1, scale)
    most = max(1, min(MOST_ROWS, int(room / _least_row(lying, scale))))
    return lying.cut_to(most)


def _has_room_for_names(bars: Bars, box: Box, scale: float) -> bool:
    names = _row_names(bars)
    return widest_word(names, LEAST * scale) <= 0.95 * box.wide / len(names)


def _least_row(bars: Bars, scale: float) -> float:
    """Points that a row needs for one line of its name and for its numbers."""
    return LEAST * scale * max(LINE / 0.9, _numbers_of_row(bars))


def _numbers_of_row(bars: Bars) -> float:
    """Height of a row that the numbers at its bars need, in sizes of their type: no number is higher than its bar."""
    return bars.bars_per_row() / bar_share(bars) if bars.stacked or len(bars.series) > 1 else 1.0


def bar_share(bars: Bars) -> float:
    """The part of a row that its bars take."""
    return BAR if bars.stacked or len(bars.series) == 1 else BARS


def bar_limits(charts: Sequence[Bars]) -> tuple[float, float] | None:
    """The shortest and the longest that a bar of some charts may be."""
    lengths = [length for chart in charts for length in (*chart.lengths(), chart.most or 0) if length > 0]
    return (min(lengths), max(lengths)) if lengths else None


def _row_names(bars: Bars) -> list[str]:
    """Names of the rows; what stands in place of a bar follows its name, for no program writes at a missing bar."""
    names = []
    for at, row in enumerate(bars.rows):
        name = row.name
        if bars.numbers == "share" and row.whole:
            name = _("{region}, of {whole}").format(region=name, whole=row.whole)
        missing = [series.values[at] for series in bars.series if not is_drawn(bars, series.values[at], at)]
        texts = [value.text for value in missing if value.text]
        if len(missing) == len(bars.series) and not texts:
            texts = [bars.empty]
        note = "; ".join(filter(None, (row.note, *texts)))
        names.append(_("{name} ({note})").format(name=name, note=note) if note else name)
    return names


def is_drawn(bars: Bars, value: Value, at: int) -> bool:
    """True where a bar has a place: it has a number and, as a part of a whole, the whole is not nothing."""
    if value.number is None or (bars.ratio and value.number <= 0):
        return False
    return not bars.whole or any(series.values[at].number for series in bars.series)
