"""Dots as PowerPoint charts: two numbers of each place, or its rank with the range it may have."""

import math

from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Page
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Dot, Dots
from analytics.charts.label_places import placed_labels
from analytics.exports.slides.box import Box
from analytics.exports.slides.chart_data import DotData, Group, Point
from analytics.exports.slides.chart_xml import place_plot, put, write_label
from analytics.exports.slides.colours import colour, fill
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.text_width import width
from analytics.words import _

TYPE, LEAST, MARKER = 14.0, 8.0, 9
"""Points of the type, of the smallest one, and across a dot."""

WITHOUT_ZERO = "#,##0;;"
"""The format of a scale of ranks, which has no zero."""

APART = 1.1
"""How much larger names are taken to be than they are, so that neighbours do not touch."""

STEPS_OF_LINE = 40
"""Points of the line of proportion, which bends on a log scale."""

POSITIONS = {
    "middle right": XL_LABEL_POSITION.RIGHT,
    "middle left": XL_LABEL_POSITION.LEFT,
    "top center": XL_LABEL_POSITION.ABOVE,
    "bottom center": XL_LABEL_POSITION.BELOW,
}


def add_dots(page: Page, dots: Dots, box: Box, description: str, scale: float) -> None:
    """The chart with its names, and the line of proportion or the ranges where there are any."""
    groups = [Group(name, tuple(Point(dot.x, dot.y, dot.name) for dot in own)) for name, _colour, own in dots.groups]
    across, up = _limits(dots)
    # LibreOffice leaves out series that are longer than the first one: lines, with the most points, come first.
    lines = _ranges(dots) or _proportion(dots, across, up)
    names = _names(dots, across[0])
    frame = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, DotData([*lines, *groups, *names]))
    frame.name = "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)  # no public way to set alt text
    chart, wide, high = frame.chart, box.width / POINT, box.height / POINT
    size = _size(dots, box, scale)
    chart.has_title = False
    chart.font.size = Pt(size)
    colour(chart.font.color, theme.INK)
    sides = _sides(dots, size, wide)
    place_plot(chart, sides, (wide, high))
    _set_axes(chart, dots, across, up, size)
    _set_legend(chart, [group.name for group in (*lines, *groups)], dots.ranks, size, (wide, high))
    series = list(chart.plots[0].series)
    for line in series[: len(lines)]:
        _draw_line(line, dots.ranks)
    drawing = (wide - sides[0] - sides[2], high - sides[1] - sides[3])
    written = {} if dots.ranks else _written(dots, lines, (across, up), size, drawing)
    for own, (_name, paint, points) in zip(series[len(lines) :], dots.groups, strict=False):
        _draw(own, paint, points, written, size)
    for own, group in zip(series[len(lines) + len(groups) :], names, strict=True):
        _draw_names(own, group, size)


def _limits(dots: Dots) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ends of both scales: powers of ten on a log scale, from zero on a plain one."""
    points = _all(dots)
    ends = [end for point in points for end in (point.x, point.low, point.high) if end is not None]
    if dots.x_log:
        low, high = math.floor(math.log10(min(ends))), math.ceil(math.log10(max(ends)))
        across = 10.0**low, 10.0 ** max(high, low + 1)
    else:
        across = min(0.0, *ends), _above(max(ends))
    if dots.ranks:
        across = across[0], 1.1 * max(ends)
        return across, (0.5, max(point.y for point in points) + 0.5)
    return across, (0.0, _above(max(point.y for point in points)))


def _above(value: float) -> float:
    """The next round number over a value, so that the last dot stands free of the edge."""
    if value <= 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(value)) / 2
    return math.ceil(value * 1.03 / step) * step


def _size(dots: Dots, box: Box, scale: float) -> float:
    """Type that fits the rows of ranks."""
    if not dots.ranks:
        return TYPE * scale
    rows = max(len(points) for _name, _colour, points in dots.groups)
    return max(LEAST * scale, min(TYPE * scale, 0.8 * box.height / POINT / (rows + 5)))


def _names(dots: Dots, edge: float) -> list[Group]:
    """Points without a mark at the left edge, for the names of ranks to stand at."""
    if not dots.ranks:
        return []
    return [Group(_("Names"), tuple(Point(edge, dot.y, dot.name) for dot in _all(dots)))]


def _all(dots: Dots) -> list[Dot]:
    return [dot for _name, _colour, points in dots.groups for dot in points]


def _ranges(dots: Dots) -> list[Group]:
    """A line across for each dot that has a lowest and a highest value."""
    spans = [(dot.low, dot.high, dot) for dot in _all(dots) if dot.low is not None and dot.high is not None]
    points = (
        point
        for low, high, dot in spans
        for point in (Point(low, dot.y, dot.name), Point(high, dot.y, dot.name), Point(high, None))
    )
    return [Group(_("Range"), tuple(points))] if spans else []


def _proportion(dots: Dots, across: tuple[float, float], up: tuple[float, float]) -> list[Group]:
    """The line on which the two numbers are in proportion, within the drawing."""
    if not dots.proportion:
        return []
    first, last = across[0], min(across[1], up[1] / dots.proportion)
    if last <= first:
        return []
    steps = max(STEPS_OF_LINE, *(len(points) for _name, _colour, points in dots.groups))
    shares = [step / steps for step in range(steps + 1)]
    xs = [first * (last / first) ** share if dots.x_log else first + share * (last - first) for share in shares]
    return [Group(_("In proportion"), tuple(Point(x, x * dots.proportion) for x in xs))]


def _sides(dots: Dots, size: float, wide: float) -> tuple[float, float, float, float]:
    """Points that stay free at the left, top, right and bottom of the drawing."""
    if dots.ranks:
        return min(0.42 * wide, max(width(dot.name, size) for dot in _all(dots)) + 2 * size), 5.2 * size, 2 * size, size
    return 4 * size, 2.6 * size, 2 * size, 4.4 * size


def _set_axes(chart: Chart, dots: Dots, across: tuple[float, float], up: tuple[float, float], size: float) -> None:
    x_axis, y_axis = chart.category_axis, chart.value_axis
    for axis, limits, title in ((x_axis, across, dots.x_title), (y_axis, up, dots.y_title)):
        axis.minimum_scale, axis.maximum_scale = limits
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format = WITHOUT_ZERO if dots.ranks else "#,##0"
        axis.tick_labels.number_format_is_linked = False
        colour(axis.tick_labels.font.color, theme.QUIET)
        fill(axis.format.line.fill, theme.RULE)
        axis.has_title = bool(title) and not dots.ranks
        if axis.has_title:
            write_label(axis.axis_title.text_frame, title, size, theme.QUIET)
    if dots.x_log:
        x_axis._element.find(qn("c:scaling")).insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
        x_axis.major_unit = 10
    x_axis.crosses_at, y_axis.crosses_at = across[0], up[0]
    if dots.ranks:
        y_axis.reverse_order = True
        y_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        x_axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS
        x_axis.has_major_gridlines = True
        fill(x_axis.major_gridlines.format.line.fill, theme.OUTSIDE)
    elif dots.y_title:
        _lay_flat(y_axis)


def _lay_flat(axis: ValueAxis) -> None:
    """The title of the upright axis lies above it: nobody reads sideways."""
    title = axis.axis_title
    title.text_frame._txBody.bodyPr.set("rot", "0")
    title.text_frame._txBody.bodyPr.set("vert", "horz")
    put(title._element, 0.0, 0.0)


def _set_legend(chart: Chart, names: list[str], is_ranks: bool, size: float, of: tuple[float, float]) -> None:
    """Above the drawing, at the right beside the name of the upright axis; ranks tell only what dot and line are."""
    chart.has_legend = len(names) > 1
    if not chart.has_legend:
        return
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(size)
    colour(chart.legend.font.color, theme.INK)
    room = min(0.7, sum(width(name, size) + 5 * size for name in names) / of[0])
    put(chart.legend._element, 0.0 if is_ranks else 1 - room, 0.0, (room, 1.8 * size / of[1]))
    if is_ranks:
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{len(names)}"/><c:delete val="1"/></c:legendEntry>'
        chart.legend._element.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _written(
    dots: Dots,
    lines: list[Group],
    limits: tuple[tuple[float, float], tuple[float, float]],
    size: float,
    drawing: tuple[float, float],
) -> dict[Dot, str]:
    """The names that have room, and the side of its dot where each stands; none covers a dot or a line."""
    across, up = limits
    points = [dot for _name, _colour, group in reversed(dots.groups) for dot in group]
    taken = [(dot.x, dot.y) for dot in points] + [(point.x, point.y or 0.0) for line in lines for point in line.points]
    places = [(_share(x, across, dots.x_log), _share(y, up, False)) for x, y in taken]
    names = {place: dot.name for place, dot in enumerate(points) if dot.labelled}
    sides = placed_labels(places, names, drawing[1], drawing[0], size * APART)
    return {points[place]: side for place, side in sides.items()}


def _share(value: float, limits: tuple[float, float], is_log: bool) -> float:
    low, high = limits
    if is_log:
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def _draw(series: XySeries, paint: str, points: tuple[Dot, ...], written: dict[Dot, str], size: float) -> None:
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, MARKER
    fill(series.marker.format.fill, paint)
    fill(series.marker.format.line.fill, theme.PAPER)
    for place, point in enumerate(points):
        if point in written:
            label = series.points[place].data_label
            write_label(label.text_frame, point.name, size, theme.INK)
            label.position = POSITIONS[written[point]]


def _draw_line(series: XySeries, is_range: bool) -> None:
    series.marker.style = XL_MARKER_STYLE.NONE
    fill(series.format.line.fill, theme.STEPS[0] if is_range else theme.QUIET)
    series.format.line.width = Pt(3 if is_range else 1.25)
    if not is_range:
        series.format.line.dash_style = MSO_LINE.DASH


def _draw_names(series: XySeries, names: Group, size: float) -> None:
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.NONE
    for place, point in enumerate(names.points):
        label = series.points[place].data_label
        write_label(label.text_frame, point.name, size, theme.INK)
        label.position = XL_LABEL_POSITION.LEFT
