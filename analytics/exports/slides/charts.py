"""Bars as PowerPoint charts, with the workbook inside that a presenter edits."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Page
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.native import Bars, Panels, Series
from analytics.exports.slides.box import Box
from analytics.exports.slides.chart_data import BarData, is_drawn, labels
from analytics.exports.slides.chart_parts import place_plot, put, write_label
from analytics.exports.slides.colours import colour, fill
from analytics.exports.slides.frame import POINT
from analytics.exports.slides.lettering import LINE, down, largest, lines, widest_word, width

MOST, LEAST = 16.0, 8.0
"""Points of the type in a chart."""

LABELS = 0.5
"""Most of a chart's width that the names beside its bars take."""

GAP = 22
"""Points between charts."""

KINDS = {
    (False, False, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True, False): XL_CHART_TYPE.BAR_STACKED,
    (False, True, True): XL_CHART_TYPE.BAR_STACKED_100,
    (True, False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (True, True, False): XL_CHART_TYPE.COLUMN_STACKED,
    (True, True, True): XL_CHART_TYPE.COLUMN_STACKED_100,
}
"""By whether bars stand, are stacked, and make up a whole."""


@dataclass(frozen=True)
class Plan:
    """Where the parts of a chart stand, in points: its size, the names' room, what is above, the type."""

    wide: float
    high: float
    left: float
    top: float
    size: float
    bottom: float = 0.0
    right: float = 0.0


def add_bars(page: Page, bars: Bars | Panels, box: Box, description: str, scale: float) -> None:
    """One chart, or several side by side on one scale where they share it."""
    charts = bars.charts if isinstance(bars, Panels) else (bars,)
    charts = tuple(chart for chart in charts if chart.categories)
    across = len(charts) if len(charts) <= 3 else math.ceil(math.sqrt(len(charts)))
    limits = _limits(charts) if isinstance(bars, Panels) and bars.shared else None
    boxes = list(_grid(box, charts, across, scale))
    plans = _alike([_planned(chart, at, scale) for chart, at in zip(charts, boxes, strict=True)])
    for chart, at, plan in zip(charts, boxes, plans, strict=True):
        said = f"{chart.title}. {description}" if chart.title else description
        _add_chart(page, chart, at, said, plan, limits)


def _alike(plans: list[Plan]) -> list[Plan]:
    """The same type and the same room for names in all charts, so that equal bars are equally long."""
    left, right = max(plan.left for plan in plans), max(plan.right for plan in plans)
    size = min(plan.size for plan in plans)
    return [replace(plan, left=left, right=right, size=size) for plan in plans]


def _grid(box: Box, charts: Sequence[Bars], across: int, scale: float) -> Iterable[Box]:
    """Boxes from left to right and top to bottom; a row is as high as its longest chart asks for."""
    gap = round(GAP * scale * POINT)
    rows = [charts[start : start + across] for start in range(0, len(charts), across)]
    weights = [max(len(chart.categories) for chart in row) + 1.5 for row in rows]
    wide = (box.width - gap * (across - 1)) // across
    free, top = box.height - gap * (len(rows) - 1), box.top
    for row, weight in zip(rows, weights, strict=True):
        high = round(free * weight / sum(weights))
        longest = max(len(chart.categories) for chart in row)
        for place, chart in enumerate(row):
            own = high if len(rows) > 1 or len(row) == 1 else round(high * (len(chart.categories) + 1) / (longest + 1))
            yield Box(box.left + place * (wide + gap), top, wide, own)
        top += high + gap


def _add_chart(
    page: Page, bars: Bars, box: Box, description: str, plan: Plan, limits: tuple[float, float] | None
) -> None:
    frame = page.shapes.add_chart(KINDS[bars.upright, bars.stacked, bars.whole], *box, BarData(bars))
    frame.name = bars.title or "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)  # no public way to set alt text
    chart = frame.chart
    chart.font.size = Pt(plan.size)
    colour(chart.font.color, theme.INK)
    _set_title(chart, bars.title, plan)
    _set_legend(chart, bars, plan)
    _set_plot(chart, bars, plan)
    _set_names(chart.category_axis, bars)
    _set_scale(chart.value_axis, bars, limits if limits or not bars.ratio else _limits((bars,)))
    place_plot(chart, (plan.left, plan.top, plan.right, plan.bottom), (plan.wide, plan.high))
    longest = max(_lengths(bars), default=0.0)
    for series, drawn in zip(chart.plots[0].series, bars.series, strict=True):
        _draw(series, drawn, bars, plan, longest)


def _planned(bars: Bars, box: Box, scale: float) -> Plan:
    """Type as large as the rows allow; names beside lying bars get what the longest needs, up to a limit."""
    wide, high = box.width / POINT, box.height / POINT
    names = labels(bars)
    most, least = MOST * scale, LEAST * scale
    top = (most * 1.7 if bars.title else 0.0) + (most * 1.9 if len(bars.series) > 1 else 0.0)
    if bars.upright:
        column = wide / len(names)
        size = largest(down(most, least), lambda each: widest_word(names, each) <= 0.95 * column)
        foot = max(lines(name, size, column) for name in names) * size * LINE + size
        return Plan(wide, high, 0.0, top + size * LINE, size, bottom=min(foot, high / 3))
    row, beside = (high - top) / len(names), 1 if bars.stacked else len(bars.series)
    size = largest(down(most, least), lambda each: _rows_fit(names, each, wide, row, beside))
    left = min(LABELS * wide, max(width(name, size) for name in names) + size)
    number = 0.0 if bars.stacked else width("0,000.0", size)
    return Plan(wide, high, left, top, size, right=number)


def _rows_fit(names: list[str], size: float, wide: float, row: float, bars: int) -> bool:
    """True where names, in as many lines as they take, and the numbers of their bars fit the height of a row."""
    return max(lines(name, size, LABELS * wide - size) for name in names) * size * LINE <= 0.9 * row and (
        bars * size <= 1.1 * row
    )


def _set_title(chart: Chart, title: str, plan: Plan) -> None:
    """A heading at the left above the bars; charts without one say so, or PowerPoint would invent it."""
    chart.has_title = bool(title)
    if title:
        frame = chart.chart_title.text_frame
        write_label(frame, title, plan.size, theme.INK, bold=True)
        put(chart.chart_title._element, 0.0, 0.0)
        chart.chart_title.include_in_layout = False


def _set_legend(chart: Chart, bars: Bars, plan: Plan) -> None:
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(plan.size)
        colour(chart.legend.font.color, theme.INK)
        heading = plan.size * 1.7 if bars.title else 0.0
        names = sum(width(series.name, plan.size) + 3 * plan.size for series in bars.series)
        put(
            chart.legend._element,
            0.0,
            heading / plan.high,
            (min(1.0, names / plan.wide), plan.size * 1.7 / plan.high),
        )


def _set_plot(chart: Chart, bars: Bars, plan: Plan) -> None:
    plot = chart.plots[0]
    plot.gap_width = 45 if len(bars.categories) > 4 else 70
    plot.overlap = 100 if bars.stacked else -5
    plot.vary_by_categories = False


def _set_names(axis: CategoryAxis, bars: Bars) -> None:
    axis.reverse_order = not bars.upright
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines = False
    fill(axis.format.line.fill, theme.QUIET if bars.ratio else theme.RULE)
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # or names that nearly touch are left out
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    colour(axis.tick_labels.font.color, theme.INK)


def _set_scale(axis: ValueAxis, bars: Bars, limits: tuple[float, float] | None) -> None:
    """No axis of numbers, for they stand at the bars; it starts at zero, or at 1 on both sides of which ratios lie."""
    axis.has_major_gridlines = False
    axis.visible = False
    if bars.ratio and limits:
        base, lowest, highest = _powers(limits)
        axis.crosses_at = 1
        axis.minimum_scale, axis.maximum_scale = lowest, highest
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="{base}"/>'))
        return
    axis.minimum_scale = 0
    if limits and not bars.whole:
        axis.maximum_scale = limits[1]


def _powers(limits: tuple[float, float]) -> tuple[int, float, float]:
    """The base of a log scale, and the powers between which the ratios lie, 1 among them."""
    low, high = min(limits[0], 1.0), max(limits[1], 1.0)
    base = 2 if high / low <= 2**8 else 10
    first, last = math.floor(math.log(low, base)), math.ceil(math.log(high, base))
    return base, float(base) ** min(first, -1), float(base) ** max(last, 1)


def _limits(charts: Sequence[Bars]) -> tuple[float, float] | None:
    lengths = [length for chart in charts for length in _lengths(chart) if length > 0]
    return (min(lengths), max(lengths)) if lengths else None


def _lengths(bars: Bars) -> list[float]:
    """How long each bar is: its value, or the sum of those in a stack."""
    if bars.stacked:
        return [
            float(sum(value or 0 for value in stack))
            for stack in zip(*(each.values for each in bars.series), strict=True)
        ]
    return [value for series in bars.series for value in series.values if value is not None]


def _draw(series: BarSeries, drawn: Series, bars: Bars, plan: Plan, longest: float) -> None:
    """Colours and numbers of the bars of one name; numbers follow the workbook, the few texts do not."""
    fill(series.format.fill, drawn.colour)
    if bars.stacked:
        fill(series.format.line.fill, theme.PAPER)
        series.format.line.width = Pt(0.75)
    for place, own in enumerate(drawn.colours):
        if own != drawn.colour:
            fill(series.points[place].format.fill, own)
    size = plan.size if bars.stacked or len(bars.series) == 1 else max(LEAST, plan.size * 0.85)
    numbers = series.data_labels
    numbers.show_value = True
    numbers.number_format, numbers.number_format_is_linked = bars.number_format, False
    numbers.font.size = Pt(size)
    colour(numbers.font.color, drawn.ink if bars.stacked else theme.INK)
    numbers.position = XL_LABEL_POSITION.CENTER if bars.stacked else XL_LABEL_POSITION.OUTSIDE_END
    for place, value in enumerate(drawn.values):
        text = drawn.texts[place] if drawn.texts else ""
        if text and is_drawn(bars, value, place):
            label = series.points[place].data_label
            write_label(label.text_frame, text, size, drawn.ink if bars.stacked else theme.INK)
            label.position = numbers.position
        elif bars.stacked and value and not _has_room(bars, place, value, size, plan, longest):
            _hide(series, place)


def _has_room(bars: Bars, place: int, value: float, size: float, plan: Plan, longest: float) -> bool:
    """True where a part of a stack is long enough for its number."""
    whole = sum(series.values[place] or 0 for series in bars.series) if bars.whole else longest
    length = (plan.high - plan.top - plan.bottom) if bars.upright else (plan.wide - plan.left - plan.right)
    digits = f"{value:,.0f}"
    return length * value / whole >= (size * LINE if bars.upright else width(digits, size))


def _hide(series: BarSeries, place: int) -> None:
    """Takes the number off a bar that is too short for it."""
    label = series.data_labels._element.get_or_add_dLbl_for_point(place)
    for child in list(label)[1:]:
        label.remove(child)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))
