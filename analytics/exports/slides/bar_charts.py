"""Bars as PowerPoint charts, with the workbook inside that a presenter edits."""

import math
from decimal import ROUND_HALF_UP, Decimal

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Bars, Numbers, Panels, Row, Series, Value
from analytics.charts.text_width import in_lines, width
from analytics.exports.slides.bar_layout import (
    HEADING_LINES,
    HEADING_WIDE,
    Plan,
    bar_limits,
    bar_share,
    is_drawn,
    legend_entries,
    plans,
)
from analytics.exports.slides.drawing import LEAST, Box, fill, set_colour
from analytics.exports.slides.native_chart import (
    BarData,
    add_chart,
    add_legend,
    place_plot,
    set_layout,
    set_log_base,
    write_label,
)
from analytics.exports.slides.style import Style
from analytics.renderers.traces.bars import value_text

KINDS = {
    (False, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (True, False): XL_CHART_TYPE.BAR_STACKED,
    (True, True): XL_CHART_TYPE.BAR_STACKED_100,
}
"""Of lying bars, by whether they are stacked and make up a whole."""

FORMATS = {"count": "#,##0", "share": "0%", "ratio": "[<10]0.00;#,##0"}
"""How a spreadsheet writes each kind of numbers."""


def add_bars(slide: Slide, bars: Bars | Panels, box: Box, alt_text: str, style: Style) -> None:
    """One chart, or several on one slide, and on one scale where they share it."""
    charts = bars.charts if isinstance(bars, Panels) else (bars,)
    is_shared = isinstance(bars, Panels) and bars.shared
    for chart, plan in zip(charts, plans(charts, box, style.scale), strict=True):
        text = f"{chart.title}. {alt_text}" if chart.title else alt_text
        limits = bar_limits(charts if is_shared else [chart]) if is_shared or chart.ratio or chart.most else None
        _add_chart(slide, chart, plan, text, limits, style)


def _add_chart(
    slide: Slide, bars: Bars, plan: Plan, alt_text: str, limits: tuple[float, float] | None, style: Style
) -> None:
    formats = [_number_format(bars, series) for series in bars.series]
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if bars.upright else KINDS[bars.stacked, bars.whole]
    data = BarData(plan.names, bars.series, formats)
    chart = add_chart(slide, kind, plan.box, data, bars.title or "Chart", alt_text, style.ink)
    chart.font.size = Pt(plan.size)
    _set_title(chart, bars.title, plan, style)
    _set_legend(chart, bars, plan, style)
    plot = chart.plots[0]
    # What is free between rows, in hundredths of the thickness of a bar.
    plot.gap_width = round(100 * bars.bars_per_row() * (1 / bar_share(bars) - 1))
    plot.overlap = 100 if bars.stacked else -5
    plot.vary_by_categories = False
    _set_names(chart.category_axis, bars, style)
    _set_scale(chart.value_axis, bars, limits)
    place_plot(chart, (plan.left, plan.top, plan.right, plan.bottom), plan.box)
    longest = max(bars.lengths(), default=0.0)
    for drawn, series, form in zip(plot.series, bars.series, formats, strict=True):
        _draw(drawn, series, form, bars, plan, longest, style)


def _number_format(bars: Bars, series: Series) -> str:
    """With a decimal where a count has a fraction; nothing for zero in a stack, where it has no room."""
    has_fractions = any(value.number is not None and value.number % 1 for value in series.values)
    form = "#,##0.0" if bars.numbers == "count" and has_fractions else FORMATS[bars.numbers]
    return form + (";;" if bars.stacked else "")


def _set_title(chart: Chart, title: str, plan: Plan, style: Style) -> None:
    """A heading at the left above the bars."""
    if title:
        chart.has_title = True
        written = in_lines(title, plan.size, HEADING_WIDE * plan.box.wide, HEADING_LINES, bold=True)
        write_label(chart.chart_title.text_frame, written, plan.size, style.ink, bold=True)
        set_layout(chart.chart_title._element, 0.0, 0.0)
        chart.chart_title.include_in_layout = False


def _set_legend(chart: Chart, bars: Bars, plan: Plan, style: Style) -> None:
    chart.has_legend = False
    if plan.legend:
        size, box = LEAST * style.scale, plan.box
        shares = (min(1.0, sum(legend_entries(bars, size)) / box.wide), plan.legend / box.high)
        add_legend(chart, size, 0.0, plan.heading / box.high, shares, style.ink)


def _set_names(axis: CategoryAxis, bars: Bars, style: Style) -> None:
    axis.reverse_order = not bars.upright
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_major_gridlines = False
    fill(axis.format.line.fill, style.mark(theme.QUIET if bars.ratio else theme.RULE))
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')  # or names that nearly touch are left out
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    set_colour(axis.tick_labels.font.color, style.ink)


def _set_scale(axis: ValueAxis, bars: Bars, limits: tuple[float, float] | None) -> None:
    """No axis of numbers, for they stand at the bars; it starts at zero, or at 1 on both sides of which ratios lie."""
    axis.has_major_gridlines = False
    axis.visible = False
    if bars.ratio and limits:
        base, axis.minimum_scale, axis.maximum_scale = _powers(limits)
        axis.crosses_at = 1
        set_log_base(axis._element, base)
        return
    axis.minimum_scale = 0
    if limits and not bars.whole:
        axis.maximum_scale = limits[1]


def _powers(limits: tuple[float, float]) -> tuple[int, float, float]:
    """The base of a log scale, and the powers between which the ratios lie, 1 among them.

    Half a power stays free at the low end, for the number that stands there beside the name of the row.
    """
    low, high = min(limits[0], 1.0), max(limits[1], 1.0)
    base = 2 if high / low <= 2**8 else 10
    first, last = math.floor(math.log(low, base) - 0.5), math.ceil(math.log(high, base))
    return base, float(base) ** min(first, -1), float(base) ** max(last, 1)


def _draw(drawn: BarSeries, series: Series, form: str, bars: Bars, plan: Plan, longest: float, style: Style) -> None:
    """Colours and numbers of the bars of one name; numbers follow the workbook, the few texts do not."""
    colour = style.mark(series.colour)
    fill(drawn.format.fill, colour)
    if bars.stacked:
        fill(drawn.format.line.fill, style.paper)
        drawn.format.line.width = Pt(0.75)
    size, ink = plan.size, style.on(colour) if bars.stacked else style.ink
    numbers = drawn.data_labels
    numbers.show_value = True
    numbers.number_format, numbers.number_format_is_linked = form, False
    numbers.font.size = Pt(size)
    set_colour(numbers.font.color, ink)
    numbers.position = XL_LABEL_POSITION.CENTER if bars.stacked else XL_LABEL_POSITION.OUTSIDE_END
    for row, value in enumerate(series.values):
        own = style.mark(value.colour) if value.colour and value.colour != series.colour else colour
        if own != colour:
            fill(drawn.points[row].format.fill, own)
        text = value.text or ("" if bars.stacked else _rounded_otherwise(value, bars.numbers))
        if text and is_drawn(bars, value, row):
            label = drawn.points[row].data_label
            write_label(label.text_frame, text, size, style.on(own) if bars.stacked else ink)
            label.position = numbers.position
        elif bars.stacked and value.number and not _has_room(bars, row, value.number, size, plan, longest):
            _hide_label(drawn, row)


def _rounded_otherwise(value: Value, numbers: Numbers) -> str:
    """The number as the page writes it, where a spreadsheet would not: 0.25 is 0.2 there, and 0.3 by its format."""
    if value.number is None:
        return ""
    digits = {"count": 1, "share": 2, "ratio": 2 if value.number < 10 else 0}[numbers]
    # A spreadsheet rounds a half up, and takes 15 digits for the number.
    half_up = float(Decimal(f"{value.number:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    ours, theirs = (value_text(Value(each), Row(""), numbers) for each in (value.number, half_up))
    return "" if ours == theirs else ours


def _has_room(bars: Bars, row: int, length: float, size: float, plan: Plan, longest: float) -> bool:
    """True where a part of a stack is long enough for its number."""
    whole = sum(series.values[row].number or 0.0 for series in bars.series) if bars.whole else longest
    return (plan.box.wide - plan.left - plan.right) * length / whole >= width(f"{length:,.0f}", size)


def _hide_label(drawn: BarSeries, row: int) -> None:
    """Takes the number off a bar that is too short for it."""
    label = drawn.data_labels._element.get_or_add_dLbl_for_point(row)
    for child in list(label)[1:]:
        label.remove(child)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))
