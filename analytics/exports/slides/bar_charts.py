"""Bars as PowerPoint charts, with the workbook inside that a presenter edits, and where they stand on a slide."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from pptx.chart.axis import CategoryAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Bars, Numbers, Panels, Series, Value
from analytics.charts.text_width import LINE, down, in_lines, largest, lines, widest_word, width
from analytics.exports.slides.chart_parts import (
    BarData,
    add_chart,
    add_legend,
    place,
    place_plot,
    set_log_base,
    write_label,
)
from analytics.exports.slides.drawing import LEAST, POINT, Box, fill, set_colour
from analytics.exports.slides.style import Style
from analytics.packs.slide import MOST_ROWS
from analytics.words import _, number, percent

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

KINDS = {
    (False, False, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (False, True, False): XL_CHART_TYPE.BAR_STACKED,
    (False, True, True): XL_CHART_TYPE.BAR_STACKED_100,
    (True, False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (True, True, False): XL_CHART_TYPE.COLUMN_STACKED,
    (True, True, True): XL_CHART_TYPE.COLUMN_STACKED_100,
}
"""By whether bars stand upright, are stacked, and make up a whole."""

FORMATS = {"count": "#,##0", "fraction": "#,##0.0", "share": "0%", "ratio": "[<10]0.00;#,##0"}
"""How a spreadsheet writes each kind of numbers."""


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


def add_bars(slide: Slide, bars: Bars | Panels, box: Box, alt_text: str, style: Style) -> None:
    """One chart, or several on one slide, and on one scale where they share it."""
    charts = bars.charts if isinstance(bars, Panels) else (bars,)
    is_shared = isinstance(bars, Panels) and bars.shared
    for chart, plan in zip(charts, _plans(charts, box, style.scale), strict=True):
        text = f"{chart.title}. {alt_text}" if chart.title else alt_text
        limits = _limits(charts if is_shared else [chart]) if is_shared or chart.ratio or chart.most else None
        _add_chart(slide, chart, plan, text, limits, style)


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
    ends = _limits(bars.charts) if bars.shared and len(parts) > 1 else None
    if ends:
        parts = [[replace(chart, most=ends[1]) for chart in part] for part in parts]
    return [replace(bars, charts=tuple(part)) for part in parts]


def with_room(bars: Bars, box: Box, scale: float) -> Bars:
    """The chart with the rows that can be read in its box, in their order: those that say what the figure does.

    Of bars in an order of their own, as by size or by difference, the first; of ratios, those at both ends; else the
    largest.

    Upright bars whose names have no room beside each other lie.
    """
    if bars.upright and _has_room_for_names(bars, box, scale):
        return bars
    lying = replace(bars, upright=False)
    room = box.high - _top(lying, box.wide, len(bars.series) > 1, scale)
    most = max(1, min(MOST_ROWS, int(room / _least_row(lying, scale))))
    sizes, places = bars.sizes(), range(len(bars.rows))
    if bars.ratio:
        first = _from_both_ends(bars, most)
    elif bars.joined or sizes in (sorted(sizes), sorted(sizes, reverse=True)):
        first = list(places)
    else:
        first = sorted(places, key=lambda at: -sizes[at])
    return lying.with_rows(sorted(first[:most]))


def _from_both_ends(bars: Bars, most: int) -> list[int]:
    """Places of ratios, those that matter most first: the ends of those known, then the others from the top.

    Of those at the upper end there are half as many as below, as on the page.
    """
    known = [at for at in range(len(bars.rows)) if bars.series[0].values[at].number is not None]
    ends = dict.fromkeys([*known[-1:], *known[:2], *known[-max(1, most // 3) :]])
    return [*ends, *(at for at in range(len(bars.rows)) if at not in ends)]


def _has_room_for_names(bars: Bars, box: Box, scale: float) -> bool:
    names = _row_names(bars)
    return widest_word(names, LEAST * scale) <= 0.95 * box.wide / len(names)


def _fits(charts: Sequence[Bars], box: Box, scale: float) -> bool:
    """True where each row of each chart has the height that it needs."""
    legends = _legends(charts)
    for chart, own, has_legend in zip(charts, _boxes(charts, legends, box, scale), legends, strict=True):
        room = own.high - _top(chart, own.wide, has_legend, scale)
        if chart.upright:
            if room < MOST_ROWS / 2 * LEAST * scale or not _has_room_for_names(chart, own, scale):
                return False
        elif room / len(chart.rows) < 0.999 * max(_least_row(chart, scale), _whole_names(chart, own, scale)):
            return False
    return True


def _whole_names(bars: Bars, box: Box, scale: float) -> float:
    """Points that a row needs for the whole of its name, in as many lines as it takes."""
    size = LEAST * scale
    return max(lines(name, size, NAMES * box.wide - size) for name in _row_names(bars)) * size * LINE / 0.9


def _beside(bars: Bars) -> int:
    """Bars beside each other in a row."""
    return 1 if bars.stacked else len(bars.series)


def _share(bars: Bars) -> float:
    """The part of a row that its bars take."""
    return BAR if bars.stacked or len(bars.series) == 1 else BARS


def _least_row(bars: Bars, scale: float) -> float:
    """Points that a row needs for one line of its name and for its numbers."""
    return LEAST * scale * max(LINE / 0.9, _numbers_of_row(bars))


def _numbers_of_row(bars: Bars) -> float:
    """Height of a row that the numbers at its bars need, in sizes of their type: no number is higher than its bar."""
    return _beside(bars) / _share(bars) if bars.stacked or len(bars.series) > 1 else 1.0


def _add_chart(
    slide: Slide, bars: Bars, plan: Plan, alt_text: str, limits: tuple[float, float] | None, style: Style
) -> None:
    formats = [_number_format(bars, series) for series in bars.series]
    kind, data = KINDS[bars.upright, bars.stacked, bars.whole], BarData(plan.names, bars.series, formats)
    chart = add_chart(slide, kind, plan.box, data, bars.title or "Chart", alt_text, style.ink)
    chart.font.size = Pt(plan.size)
    _set_title(chart, bars.title, plan, style)
    _set_legend(chart, bars, plan, style)
    plot = chart.plots[0]
    # What is free between rows, in hundredths of the thickness of a bar.
    plot.gap_width = round(100 * _beside(bars) * (1 / _share(bars) - 1))
    plot.overlap = 100 if bars.stacked else -5
    plot.vary_by_categories = False
    _set_names(chart.category_axis, bars, style)
    _set_scale(chart.value_axis, bars, limits)
    place_plot(chart, (plan.left, plan.top, plan.right, plan.bottom), plan.box)
    longest = max(_lengths(bars), default=0.0)
    for drawn, series, form in zip(plot.series, bars.series, formats, strict=True):
        _draw(drawn, series, form, bars, plan, longest, style)


def _number_format(bars: Bars, series: Series) -> str:
    """With a decimal where a count has a fraction; nothing for zero in a stack, where it has no room."""
    has_fractions = any(value.number is not None and value.number % 1 for value in series.values)
    numbers = "fraction" if bars.numbers == "count" and has_fractions else bars.numbers
    return FORMATS[numbers] + (";;" if bars.stacked else "")


def _set_title(chart: Chart, title: str, plan: Plan, style: Style) -> None:
    """A heading at the left above the bars."""
    if title:
        chart.has_title = True
        written = in_lines(title, plan.size, HEADING_WIDE * plan.box.wide, HEADING_LINES, bold=True)
        write_label(chart.chart_title.text_frame, written, plan.size, style.ink, bold=True)
        place(chart.chart_title._element, 0.0, 0.0)
        chart.chart_title.include_in_layout = False


def _set_legend(chart: Chart, bars: Bars, plan: Plan, style: Style) -> None:
    chart.has_legend = False
    if plan.legend:
        size, box = LEAST * style.scale, plan.box
        wide = sum(width(series.name, size) + SQUARE * size for series in bars.series)
        shares = (min(1.0, wide / box.wide), plan.legend / box.high)
        add_legend(chart, size, 0.0, plan.heading / box.high, shares, style.ink)


def _legend_height(bars: Bars, size: float, wide: float, has_legend: bool) -> float:
    """Points of a legend in one line or, as PowerPoint sets it, in columns as wide as the longest entry."""
    if not has_legend:
        return 0.0
    entries = [width(series.name, size) + SQUARE * size for series in bars.series]
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


def _limits(charts: Sequence[Bars]) -> tuple[float, float] | None:
    """The shortest and the longest that a bar of some charts may be."""
    lengths = [length for chart in charts for length in (*_lengths(chart), chart.most or 0) if length > 0]
    return (min(lengths), max(lengths)) if lengths else None


def _lengths(bars: Bars) -> list[float]:
    """How long each bar is: its value, or the sum of those in a stack."""
    if bars.stacked:
        return bars.sizes()
    return [value.number for series in bars.series for value in series.values if value.number is not None]


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
        if text and _is_drawn(bars, value, row):
            label = drawn.points[row].data_label
            write_label(label.text_frame, text, size, style.on(own) if bars.stacked else ink)
            label.position = numbers.position
        elif bars.stacked and value.number and not _has_room(bars, row, value.number, size, plan, longest):
            _hide_label(drawn, row)


def _rounded_otherwise(value: Value, numbers: Numbers) -> str:
    """The number as the page writes it, where a spreadsheet would not: 0.25 is 0.2 there, and 0.3 by its format."""
    if value.number is None:
        return ""
    digits = {"count": 1, "fraction": 1, "share": 2, "ratio": 2 if value.number < 10 else 0}[numbers]
    # A spreadsheet rounds a half up, and takes 15 digits for the number.
    half_up = float(Decimal(f"{value.number:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    if numbers == "share":
        ours, theirs = percent(value.number), percent(half_up)
    else:
        ours, theirs = number(round(value.number, digits)), number(half_up)
    return "" if ours == theirs else ours


def _has_room(bars: Bars, row: int, length: float, size: float, plan: Plan, longest: float) -> bool:
    """True where a part of a stack is long enough for its number."""
    whole = sum(series.values[row].number or 0.0 for series in bars.series) if bars.whole else longest
    room = plan.box.high - plan.top - plan.bottom if bars.upright else plan.box.wide - plan.left - plan.right
    return room * length / whole >= (size * LINE if bars.upright else width(f"{length:,.0f}", size))


def _hide_label(drawn: BarSeries, row: int) -> None:
    """Takes the number off a bar that is too short for it."""
    label = drawn.data_labels._element.get_or_add_dLbl_for_point(row)
    for child in list(label)[1:]:
        label.remove(child)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _plans(charts: Sequence[Bars], box: Box, scale: float) -> list[Plan]:
    """A plan for each chart: the same type and the same room for names, so that equal bars are equally long."""
    legends = _legends(charts)
    boxes = _boxes(charts, legends, box, scale)
    own = [_plan(*each, scale) for each in zip(charts, boxes, legends, strict=True)]
    left, right = max(plan.left for plan in own), max(plan.right for plan in own)
    size = min(plan.size for plan in own)
    return [replace(plan, left=left, right=right, size=size) for plan in own]


def _legends(charts: Sequence[Bars]) -> list[bool]:
    """Which charts have a legend: those of several series, but only the first one where all have the same."""
    names = [tuple(series.name for series in chart.series) for chart in charts]
    return [len(own) > 1 and (at == 0 or own != names[0]) for at, own in enumerate(names)]


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


def _row_names(bars: Bars) -> list[str]:
    """Names of the rows; what stands in place of a bar follows its name, for no program writes at a missing bar."""
    names = []
    for at, row in enumerate(bars.rows):
        name = row.name
        if bars.numbers == "share" and row.whole:
            name = _("{region}, of {whole}").format(region=name, whole=row.whole)
        missing = [series.values[at] for series in bars.series if not _is_drawn(bars, series.values[at], at)]
        texts = [value.text for value in missing if value.text]
        if len(missing) == len(bars.series) and not texts:
            texts = [bars.empty]
        note = "; ".join(filter(None, (row.note, *texts)))
        names.append(_("{name} ({note})").format(name=name, note=note) if note else name)
    return names


def _is_drawn(bars: Bars, value: Value, at: int) -> bool:
    """True where a bar has a place: it has a number and, as a part of a whole, the whole is not nothing."""
    if value.number is None or (bars.ratio and value.number <= 0):
        return False
    return not bars.whole or any(series.values[at].number for series in bars.series)
