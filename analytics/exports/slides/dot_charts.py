"""Dots as PowerPoint charts: two numbers of each place, or its rank with the range it may have."""

import math
from collections.abc import Sequence

from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Dot, Ranks, Scatter
from analytics.charts.label_places import placed_labels
from analytics.charts.text_width import in_lines, width
from analytics.exports.slides.drawing import LEAST, Box, fill, set_colour
from analytics.exports.slides.native_chart import (
    DotData,
    Point,
    PointGroup,
    add_chart,
    add_legend,
    place_plot,
    set_layout,
    set_log_base,
    write_label,
)
from analytics.exports.slides.style import Style
from analytics.words import _

MARKER = 9
"""Points across a dot."""

ROW = 1.6
"""Height of a row of ranks at least, in sizes of its type."""

BESIDE_RANKS = 6.2
"""What stands above and below ranks, in sizes of the type."""

MOST_NAMES = 0.42
"""Share of the width that names of ranks may take; their ends are cut."""

POSITIONS = {
    "middle right": XL_LABEL_POSITION.RIGHT,
    "middle left": XL_LABEL_POSITION.LEFT,
    "top center": XL_LABEL_POSITION.ABOVE,
    "bottom center": XL_LABEL_POSITION.BELOW,
}

Limits = tuple[float, float]
"""The ends of a scale."""


def add_scatter(slide: Slide, scatter: Scatter, box: Box, alt_text: str, style: Style) -> None:
    """Points with the names that have room, and the line of proportion; the upright scale is even: it has a zero."""
    size = LEAST * style.scale
    groups = [
        PointGroup(each.name, tuple(Point(dot.x, dot.y, dot.name) for dot in each.dots)) for each in scatter.groups
    ]
    points = [dot for group in scatter.groups for dot in group.dots]
    across, up = _powers([dot.x for dot in points]), (0.0, _above(max(dot.y for dot in points)))
    # LibreOffice leaves out series that are longer than the first one: the line, with the most points, comes first.
    lines = _proportion(scatter, across, up)
    names = [group.name for group in (*lines, *groups)]
    chart = _add_chart(slide, [*lines, *groups], box, alt_text, size, style)
    is_above = _is_legend_above(scatter.y_title, names, size, box)
    sides = 4 * size, (4.4 if is_above else 2.6) * size, 2 * size, 4.4 * size
    place_plot(chart, sides, box)
    _set_axis(chart.category_axis, across, "#,##0", style)
    set_log_base(chart.category_axis._element, 10)
    chart.category_axis.major_unit = 10
    step = _step(scatter, up[1])
    _set_axis(chart.value_axis, up, "#,##0" if step >= 1 else f"0.{'0' * -math.floor(math.log10(step))}", style)
    chart.value_axis.major_unit = step
    for axis, title in ((chart.category_axis, scatter.x_title), (chart.value_axis, scatter.y_title)):
        axis.has_title = bool(title)
        if title:
            write_label(axis.axis_title.text_frame, in_lines(title, size, box.wide - 4 * size), size, style.quiet)
    if scatter.y_title:
        # The title of the upright axis lies above it: nobody reads sideways.
        title = chart.value_axis.axis_title
        title.text_frame._txBody.bodyPr.set("rot", "0")
        title.text_frame._txBody.bodyPr.set("vert", "horz")
        set_layout(title._element, 0.0, 0.0)
    chart.has_legend = len(names) > 1
    if chart.has_legend:
        room, high = _room_of_legend(names, size, box), 1.8 * size / box.high
        add_legend(chart, size, 0.0 if is_above else 1 - room, high if is_above else 0.0, (room, high), style.ink)
    drawing = (box.wide - sides[0] - sides[2], box.high - sides[1] - sides[3])
    sides_of_names = _sides_of_names(scatter, lines, (across, up), size, drawing)
    series = iter(chart.plots[0].series)
    for _line in lines:
        line = next(series)
        _draw_line(line, theme.QUIET, 1.25, style)
        line.format.line.dash_style = MSO_LINE.DASH
    for group in scatter.groups:
        drawn = next(series)
        _draw(drawn, group.colour, style)
        for at, dot in enumerate(group.dots):
            if dot in sides_of_names:
                _write_name(drawn, at, dot.name, size, style, POSITIONS[sides_of_names[dot]])


def add_ranks(slide: Slide, figure: Ranks, box: Box, alt_text: str, style: Style) -> None:
    """Ranks down from the top, each on the line of its range, with their names at the left."""
    size = LEAST * style.scale
    rows = [(float(row), each) for row, each in enumerate(figure.ranks, start=1)]
    last = max(each.worst for each in figure.ranks)
    start = _powers([each.best for each in figure.ranks])[0] if figure.is_log else 0.0
    # A line across for each rank.
    ends = [(Point(each.best, row, each.name), Point(each.worst, row, each.name)) for row, each in rows]
    ranges = PointGroup(_("Range"), tuple(point for one, other in ends for point in (one, other, Point(other.x, None))))
    dots = PointGroup(figure.name, tuple(Point(each.rank, row, each.name) for row, each in rows))
    # Names stand at points without a mark at the left edge.
    room = MOST_NAMES * box.wide - 2 * size
    names = PointGroup(_("Names"), tuple(Point(start, row, in_lines(each.name, size, room)) for row, each in rows))
    # LibreOffice leaves out series that are longer than the first one: the lines, with the most points, come first.
    chart = _add_chart(slide, [ranges, dots, names], box, alt_text, size, style)
    beside = max(width(each.name, size) for each in figure.ranks) + 2 * size
    place_plot(chart, (min(MOST_NAMES * box.wide, beside), 5.2 * size, 2 * size, size), box)
    x_axis, y_axis = chart.category_axis, chart.value_axis
    for axis, limits in ((x_axis, (start, 1.1 * last)), (y_axis, (0.5, len(rows) + 0.5))):
        _set_axis(axis, limits, "#,##0;;", style)  # a scale of ranks has no zero
        axis.has_title = False
    if figure.is_log:
        set_log_base(x_axis._element, 10)
        x_axis.major_unit = 10
    else:
        x_axis.major_unit = next(step for step in (1, 5, 10) if 1.1 * last <= 12 * step or step == 10)
    x_axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS
    x_axis.has_major_gridlines = True
    fill(x_axis.major_gridlines.format.line.fill, style.mark(theme.OUTSIDE))
    y_axis.reverse_order = True
    y_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    # The legend tells what dot and line are; it does not name the names.
    named = [ranges.name, dots.name]
    add_legend(chart, size, 0.0, 0.0, (_room_of_legend(named, size, box), 1.8 * size / box.high), style.ink)
    entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{len(named)}"/><c:delete val="1"/></c:legendEntry>'
    chart.legend._element.find(qn("c:legendPos")).addnext(parse_xml(entry))
    line, marks, texts = chart.plots[0].series
    _draw_line(line, theme.STEPS[0], 3, style)
    _draw(marks, theme.HIGHLIGHT, style)
    texts.format.line.fill.background()
    texts.marker.style = XL_MARKER_STYLE.NONE
    for at, point in enumerate(names.points):
        _write_name(texts, at, point.name, size, style, XL_LABEL_POSITION.LEFT)


def most_ranks(box: Box, style: Style) -> int:
    """How many ranks have room under each other."""
    return max(1, int((box.high / (LEAST * style.scale) - BESIDE_RANKS) / ROW))


def _add_chart(slide: Slide, groups: Sequence[PointGroup], box: Box, alt_text: str, size: float, style: Style) -> Chart:
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, box, DotData(groups), "Chart", alt_text, style.ink)
    chart.font.size = Pt(size)
    return chart


def _powers(numbers: Sequence[float]) -> Limits:
    """The powers of ten between which numbers lie."""
    low, high = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def _above(value: float) -> float:
    """The next round number over a value, so that the last dot stands free of the edge."""
    if value <= 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(value)) / 2
    return math.ceil(value * 1.03 / step) * step


def _proportion(scatter: Scatter, across: Limits, up: Limits) -> list[PointGroup]:
    """The line on which the two numbers are in proportion, within the drawing."""
    if not scatter.proportion:
        return []
    first, last = across[0], min(across[1], up[1] / scatter.proportion)
    if last <= first:
        return []
    # Many points, for on a log scale the line bends.
    steps = max(40, *(len(group.dots) for group in scatter.groups))
    xs = [first * (last / first) ** (step / steps) for step in range(steps + 1)]
    return [PointGroup(_("In proportion"), tuple(Point(x, x * scatter.proportion) for x in xs))]


def _is_legend_above(title: str, names: list[str], size: float, box: Box) -> bool:
    """True where the legend has no room beside the name of the upright axis."""
    return len(names) > 1 and width(title, size) + _room_of_legend(names, size, box) * box.wide > box.wide


def _room_of_legend(names: list[str], size: float, box: Box) -> float:
    """The share of the width that a legend takes in one line, at most all of it."""
    return min(1.0, sum(width(name, size) + 5 * size for name in names) / box.wide)


def _set_axis(axis: ValueAxis, limits: Limits, number_format: str, style: Style) -> None:
    """An axis from end to end with quiet numbers and no lines."""
    axis.minimum_scale, axis.maximum_scale = limits
    axis.crosses_at = limits[0]
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False
    set_colour(axis.tick_labels.font.color, style.quiet)
    fill(axis.format.line.fill, style.mark(theme.RULE))


def _step(scatter: Scatter, end: float) -> float:
    """From a number of the upright axis to the next: seven of them at most, and whole ones where only those occur."""
    ten = 10.0 ** math.floor(math.log10(end))
    step = next(part * ten for part in (0.2, 0.5, 1.0, 2.0) if end <= 6 * part * ten)
    return step if any(dot.y % 1 for group in scatter.groups for dot in group.dots) else max(1.0, step)


def _sides_of_names(
    scatter: Scatter, lines: list[PointGroup], limits: tuple[Limits, Limits], size: float, drawing: tuple[float, float]
) -> dict[Dot, str]:
    """The dots whose names have room, and the side where each stands; none covers a dot or a line."""
    (left, right), (_low, high) = limits
    points = [dot for group in reversed(scatter.groups) for dot in group.dots]
    taken = [(dot.x, dot.y) for dot in points] + [(point.x, point.y or 0.0) for line in lines for point in line.points]
    places = [(math.log(x / left) / math.log(right / left), y / high) for x, y in taken]
    names = {at: dot.name for at, dot in enumerate(points) if dot.labelled}
    # Names are taken to be larger than they are, so that neighbours do not touch.
    sides = placed_labels(places, names, drawing[1], drawing[0], 1.1 * size)
    return {points[at]: side for at, side in sides.items()}


def _draw(drawn: XySeries, colour: str, style: Style) -> None:
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, MARKER
    fill(drawn.marker.format.fill, style.mark(colour))
    fill(drawn.marker.format.line.fill, style.paper)


def _draw_line(drawn: XySeries, colour: str, wide: float, style: Style) -> None:
    drawn.marker.style = XL_MARKER_STYLE.NONE
    fill(drawn.format.line.fill, style.mark(colour))
    drawn.format.line.width = Pt(wide)


def _write_name(drawn: XySeries, at: int, name: str, size: float, style: Style, position: XL_LABEL_POSITION) -> None:
    label = drawn.points[at].data_label
    write_label(label.text_frame, name, size, style.ink)
    label.position = position
