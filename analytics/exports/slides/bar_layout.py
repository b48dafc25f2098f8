"""Where charts of bars stand on a slide, and how large their type is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from analytics.charts.description import Bars
from analytics.exports.slides.box import Box
from analytics.exports.slides.chart_data import labels
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.text_width import LINE, down, largest, lines, widest_word, width

MOST, LEAST = 16.0, 8.0
"""Points of the type in a chart."""

HEADING, LEGEND = 24.0, 28.0
"""Points above the bars for the title of one chart of several, and for the legend."""

NAMES = 0.5
"""Most of a chart's width that the names beside its bars take."""

GAP = 20.0
"""Points between charts."""

SIDE_BY_SIDE = 3
"""Charts that stand in one row; more of them fill columns from the top."""

BAR = 0.62
"""Thickness of a bar as a share of its row; a number in it must not be higher."""


@dataclass(frozen=True)
class Plan:
    """Where a chart stands and, in points from its edges, its bars; `heading` is above the legend, `size` the type."""

    box: Box
    size: float
    left: float
    top: float
    right: float
    bottom: float
    heading: float
    has_legend: bool

    @property
    def wide(self) -> float:
        """Width of the chart in points."""
        return self.box.width / POINT

    @property
    def high(self) -> float:
        """Height of the chart in points."""
        return self.box.height / POINT


def planned(charts: Sequence[Bars], box: Box, scale: float) -> list[Plan]:
    """A plan for each chart: the same type and the same room for names, so that equal bars are equally long."""
    legends = _legends(charts)
    boxes = _boxes(charts, legends, box, scale)
    plans = [_plan(*each, scale) for each in zip(charts, boxes, legends, strict=True)]
    left, right = max(plan.left for plan in plans), max(plan.right for plan in plans)
    size = min(plan.size for plan in plans)
    return [replace(plan, left=left, right=right, size=size) for plan in plans]


def _legends(charts: Sequence[Bars]) -> list[bool]:
    """Which charts have a legend: those of several series, but only the first one where all have the same."""
    names = [tuple(series.name for series in chart.series) for chart in charts]
    return [len(own) > 1 and (place == 0 or own != names[0]) for place, own in enumerate(names)]


def _boxes(charts: Sequence[Bars], legends: Sequence[bool], box: Box, scale: float) -> list[Box]:
    """Places of the charts, their rows equally high in all of them."""
    columns = _columns([len(chart.categories) + 2 for chart in charts])
    gap = round(GAP * scale * POINT)
    wide = (box.width - gap * (len(columns) - 1)) // len(columns)
    tops = [_top(*each, scale) * POINT for each in zip(charts, legends, strict=True)]
    row = min(
        (box.height - gap * (len(column) - 1) - sum(tops[place] for place in column))
        / sum(len(charts[place].categories) for place in column)
        for column in columns
    )
    boxes = {}
    for across, column in enumerate(columns):
        top = box.top
        for place in column:
            high = round(tops[place] + row * len(charts[place].categories))
            boxes[place] = Box(box.left + across * (wide + gap), top, wide, high)
            top += high + gap
    return [boxes[place] for place in range(len(charts))]


def _columns(weights: list[int]) -> list[list[int]]:
    """Which charts stand in which column: one in each where they are few, else two columns about equally long."""
    places = list(range(len(weights)))
    if len(places) <= SIDE_BY_SIDE:
        return [[place] for place in places]
    sums = list(accumulate(weights))
    first = min(places[1:], key=lambda end: max(sums[end - 1], sums[-1] - sums[end - 1]))
    return [places[:first], places[first:]]


def _top(bars: Bars, has_legend: bool, scale: float) -> float:
    return ((HEADING if bars.title else 0.0) + (LEGEND if has_legend else 0.0)) * scale


def _plan(bars: Bars, box: Box, has_legend: bool, scale: float) -> Plan:
    """Type as large as the rows allow; names beside lying bars get what the longest needs, up to a limit."""
    wide, high = box.width / POINT, box.height / POINT
    names, top, heading = labels(bars), _top(bars, has_legend, scale), _top(bars, False, scale)
    sizes = down(MOST * scale, LEAST * scale)
    if bars.upright:
        column = wide / len(names)
        size = largest(sizes, lambda each: widest_word(names, each) <= 0.95 * column)
        foot = max(lines(name, size, column) for name in names) * size * LINE + size
        return Plan(box, size, 0.0, top + size * LINE, 0.0, min(foot, high / 3), heading, has_legend)
    row = (high - top) / len(names)
    size = largest(sizes, lambda each: _rows_fit(bars, names, each, wide, row))
    left = min(NAMES * wide, max(width(name, size) for name in names) + size)
    return Plan(box, size, left, top, 0.0 if bars.stacked else width("0,000.0", size), 0.0, heading, has_legend)


def _rows_fit(bars: Bars, names: list[str], size: float, wide: float, row: float) -> bool:
    """True where names, in as many lines as they take, and the numbers of their bars fit the height of a row."""
    named = max(lines(name, size, NAMES * wide - size) for name in names) * size * LINE
    numbers = size / BAR if bars.stacked else size * len(bars.series)
    return named <= 0.9 * row and numbers <= 1.1 * row
