"""Bars as PowerPoint charts, with the workbook inside that a presenter edits."""

import math
from collections.abc import Sequence

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Page
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Bars, Panels, Series
from analytics.exports.slides.bar_layout import BAR, LEAST, Plan, planned
from analytics.exports.slides.box import Box
from analytics.exports.slides.chart_data import BarData, is_drawn
from analytics.exports.slides.chart_xml import place_plot, put, write_label
from analytics.exports.slides.colours import colour, fill
from analytics.exports.slides.text_width import LINE, down, largest, width

KINDS = {
    (False, False, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True, False): XL_CHART_TYPE.BAR_STACKED,
    (False, True, True): XL_CHART_TYPE.BAR_STACKED_100,
    (True, False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (True, True, False): XL_CHART_TYPE.COLUMN_STACKED,
    (True, True, True): XL_CHART_TYPE.COLUMN_STACKED_100,
}
"""By whether bars stand, are stacked, and make up a whole."""


def add_bars(page: Page, bars: Bars | Panels, box: Box, description: str, scale: float) -> None:
    """One chart, or several on one slide, and on one scale where they share it."""
    charts = [chart for chart in (bars.charts if isinstance(bars, Panels) else (bars,)) if chart.categories]
    limits = _limits(charts) if isinstance(bars, Panels) and bars.shared else None
    for chart, plan in zip(charts, planned(charts, box, scale), strict=True):
        said = f"{chart.title}. {description}" if chart.title else description
        _add_chart(page, chart, plan, said, limits or _limits([chart]) if chart.ratio else limits)


def _add_chart(page: Page, bars: Bars, plan: Plan, description: str, limits: tuple[float, float] | None) -> None:
    frame = page.shapes.add_chart(KINDS[bars.upright, bars.stacked, bars.whole], *plan.box, BarData(bars))
    frame.name = bars.title or "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)  # no public way to set alt text
    chart = frame.chart
    chart.font.size = Pt(plan.size)
    colour(chart.font.color, theme.INK)
    _set_title(chart, bars.title, plan)
    _set_legend(chart, bars, plan)
    _set_plot(chart, bars, plan)
    _set_names(chart.category_axis, bars)
    _set_scale(chart.value_axis, bars, limits)
    place_plot(chart, (plan.left, plan.top, plan.right, plan.bottom), (plan.wide, plan.high))
    longest = max(_lengths(bars), default=0.0)
    for series, drawn in zip(chart.plots[0].series, bars.series, strict=True):
        _draw(series, drawn, bars, plan, longest)


def _set_title(chart: Chart, title: str, plan: Plan) -> None:
    """A heading at the left above the bars; charts without one say so, or PowerPoint would invent it."""
    chart.has_title = bool(title)
    if title:
        frame = chart.chart_title.text_frame
        size = largest(down(plan.size, LEAST), lambda each: width(title, each, bold=True) <= plan.wide)
        write_label(frame, title, size, theme.INK, bold=True)
        put(chart.chart_title._element, 0.0, 0.0)
        chart.chart_title.include_in_layout = False


def _set_legend(chart: Chart, bars: Bars, plan: Plan) -> None:
    chart.has_legend = plan.has_legend
    if plan.has_legend:
        chart.legend.include_in_layout = False
        names = [series.name for series in bars.series]
        size = largest(down(plan.size, LEAST), lambda each: _in_a_row(names, each) <= plan.wide)
        chart.legend.font.size = Pt(size)
        colour(chart.legend.font.color, theme.INK)
        shares = (min(1.0, _in_a_row(names, size) / plan.wide), size * 1.7 / plan.high)
        put(chart.legend._element, 0.0, plan.heading / plan.high, shares)


def _in_a_row(names: list[str], size: float) -> float:
    """Points that a legend takes in one line, its squares included."""
    return sum(width(name, size) + 4 * size for name in names)


def _set_plot(chart: Chart, bars: Bars, plan: Plan) -> None:
    plot = chart.plots[0]
    plot.gap_width = round(100 / BAR - 100)
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
