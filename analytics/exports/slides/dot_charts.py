"""Dots as PowerPoint charts: two numbers of each place, or its rank with the range it may have."""

import math

from pptx.chart.chart import Chart
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import Dot, DotGroup, Dots
from analytics.charts.label_places import placed_labels
from analytics.charts.text_width import in_lines, width
from analytics.exports.slides.chart_parts import (
    DotData,
    Point,
    PointGroup,
    add_chart,
    add_legend,
    place,
    place_plot,
    set_log_base,
    write_label,
)
from analytics.exports.slides.drawing import LEAST, Box, fill, set_colour
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


def add_dots(slide: Slide, dots: Dots, box: Box, alt_text: str, style: Style) -> None:
    """The chart with its names, and the line of proportion or the ranges where there are any."""
    groups = [PointGroup(each.name, tuple(Point(dot.x, dot.y, dot.name) for dot in each.dots)) for each in dots.groups]
    across, up = _limits(dots)
    # LibreOffice leaves out series that are longer than the first one: lines, with the most points, come first.
    lines = _ranges(dots) or _proportion(dots, across, up)
    # The names of ranks stand at points without a mark at the left edge.
    size = LEAST * style.scale
    room = MOST_NAMES * box.wide - 2 * size
    ranks = (Point(across[0], dot.y, in_lines(dot.name, size, room)) for dot in _all(dots))
    names = [PointGroup(_("Names"), tuple(ranks))] if dots.ranks else []
    data = DotData([*lines, *groups, *names])
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, box, data, "Chart", alt_text, style.ink)
    chart.font.size = Pt(size)
    series_names = [group.name for group in (*lines, *groups)]
    sides = _sides(dots, series_names, size, box)
    place_plot(chart, sides, box)
    _set_axes(chart, dots, (across, up), size, box, style)
    _set_legend(chart, series_names, dots, size, box, style)
    drawing = (box.wide - sides[0] - sides[2], box.high - sides[1] - sides[3])
    sides_of_names = {} if dots.ranks else _sides_of_names(dots, lines, (across, up), size, drawing)
    series = iter(chart.plots[0].series)
    for _line in lines:
        _draw_line(next(series), dots.ranks, style)
    for group in dots.groups:
        _draw(next(series), group, sides_of_names, size, style)
    for names_of_ranks in names:
        _draw_names(next(series), names_of_ranks, size, style)


def most_ranks(box: Box, style: Style) -> int:
    """How many ranks have room under each other."""
    return max(1, int((box.high / (LEAST * style.scale) - BESIDE_RANKS) / ROW))


def _limits(dots: Dots) -> tuple[Limits, Limits]:
    """The ends of both scales: powers of ten on a log scale, from zero on an even one."""
    points = _all(dots)
    ends = [end for point in points for end in (point.x, point.low, point.high) if end is not None]
    if dots.x_log:
        low, high = math.floor(math.log10(min(ends))), math.ceil(math.log10(max(ends)))
        across = 10.0**low, 10.0 ** max(high, low + 1)
    else:
        across = min(0.0, *ends), _above(max(ends))
    if dots.ranks:
        return (across[0], 1.1 * max(ends)), (0.5, max(point.y for point in points) + 0.5)
    return across, (0.0, _above(max(point.y for point in points)))


def _above(value: float) -> float:
    """The next round number over a value, so that the last dot stands free of the edge."""
    if value <= 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(value)) / 2
    return math.ceil(value * 1.03 / step) * step


def _all(dots: Dots) -> list[Dot]:
    return [dot for group in dots.groups for dot in group.dots]


def _ranges(dots: Dots) -> list[PointGroup]:
    """A line across for each dot that has a lowest and a highest value."""
    points: list[Point] = []
    for dot in _all(dots):
        if dot.low is not None and dot.high is not None:
            points += (Point(dot.low, dot.y, dot.name), Point(dot.high, dot.y, dot.name), Point(dot.high, None))
    return [PointGroup(_("Range"), tuple(points))] if points else []


def _proportion(dots: Dots, across: Limits, up: Limits) -> list[PointGroup]:
    """The line on which the two numbers are in proportion, within the drawing."""
    if not dots.proportion:
        return []
    first, last = across[0], min(across[1], up[1] / dots.proportion)
    if last <= first:
        return []
    # Many points, for on a log scale the line bends.
    steps = max(40, *(len(group.dots) for group in dots.groups))
    shares = [step / steps for step in range(steps + 1)]
    xs = [first * (last / first) ** share if dots.x_log else first + share * (last - first) for share in shares]
    return [PointGroup(_("In proportion"), tuple(Point(x, x * dots.proportion) for x in xs))]


def _sides(dots: Dots, names: list[str], size: float, box: Box) -> tuple[float, float, float, float]:
    """Points that stay free at the left, top, right and bottom of the drawing."""
    if dots.ranks:
        beside = max(width(dot.name, size) for dot in _all(dots)) + 2 * size
        return min(MOST_NAMES * box.wide, beside), 5.2 * size, 2 * size, size
    over = 4.4 if _is_legend_above(dots, names, size, box) else 2.6
    return 4 * size, over * size, 2 * size, 4.4 * size


def _is_legend_above(dots: Dots, names: list[str], size: float, box: Box) -> bool:
    """True where the legend has no room beside the name of the upright axis."""
    return len(names) > 1 and width(dots.y_title, size) + _room_of_legend(names, size, box) * box.wide > box.wide


def _room_of_legend(names: list[str], size: float, box: Box) -> float:
    """The share of the width that a legend takes in one line, at most all of it."""
    return min(1.0, sum(width(name, size) + 5 * size for name in names) / box.wide)


def _set_axes(
    chart: Chart, dots: Dots, limits_of_both: tuple[Limits, Limits], size: float, box: Box, style: Style
) -> None:
    x_axis, y_axis = chart.category_axis, chart.value_axis
    across, up = limits_of_both
    for axis, limits, title in ((x_axis, across, dots.x_title), (y_axis, up, dots.y_title)):
        axis.minimum_scale, axis.maximum_scale = limits
        axis.has_major_gridlines = False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format = "#,##0;;" if dots.ranks else "#,##0"  # a scale of ranks has no zero
        axis.tick_labels.number_format_is_linked = False
        set_colour(axis.tick_labels.font.color, style.quiet)
        fill(axis.format.line.fill, style.mark(theme.RULE))
        axis.has_title = bool(title) and not dots.ranks
        if axis.has_title:
            write_label(axis.axis_title.text_frame, in_lines(title, size, box.wide - 4 * size), size, style.quiet)
    if dots.x_log:
        set_log_base(x_axis._element, 10)
        x_axis.major_unit = 10
    x_axis.crosses_at, y_axis.crosses_at = across[0], up[0]
    if dots.ranks:
        y_axis.reverse_order = True
        y_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        x_axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS
        x_axis.has_major_gridlines = True
        if not dots.x_log:
            x_axis.major_unit = next(step for step in (1, 5, 10) if across[1] <= 12 * step or step == 10)
        fill(x_axis.major_gridlines.format.line.fill, style.mark(theme.OUTSIDE))
        return
    y_axis.major_unit = step = _step(dots, up[1])
    if step < 1:
        y_axis.tick_labels.number_format = f"0.{'0' * -math.floor(math.log10(step))}"
    if dots.y_title:
        # The title of the upright axis lies above it: nobody reads sideways.
        title = y_axis.axis_title
        title.text_frame._txBody.bodyPr.set("rot", "0")
        title.text_frame._txBody.bodyPr.set("vert", "horz")
        place(title._element, 0.0, 0.0)


def _step(dots: Dots, end: float) -> float:
    """From a number of the upright axis to the next: seven of them at most, and whole ones where only those occur."""
    ten = 10.0 ** math.floor(math.log10(end))
    step = next(part * ten for part in (0.2, 0.5, 1.0, 2.0) if end <= 6 * part * ten)
    return step if any(dot.y % 1 for dot in _all(dots)) else max(1.0, step)


def _set_legend(chart: Chart, names: list[str], dots: Dots, size: float, box: Box, style: Style) -> None:
    """Above the drawing, at the right beside the name of the upright axis or under it; at the left over ranks.

    Ranks tell only what dot and line are.
    """
    if len(names) < 2:
        chart.has_legend = False
        return
    room, high = _room_of_legend(names, size, box), 1.8 * size / box.high
    top = high if not dots.ranks and _is_legend_above(dots, names, size, box) else 0.0
    add_legend(chart, size, 0.0 if dots.ranks or top else 1 - room, top, (room, high), style.ink)
    if dots.ranks:
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{len(names)}"/><c:delete val="1"/></c:legendEntry>'
        chart.legend._element.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _sides_of_names(
    dots: Dots, lines: list[PointGroup], limits: tuple[Limits, Limits], size: float, drawing: tuple[float, float]
) -> dict[Dot, str]:
    """The dots whose names have room, and the side where each stands; none covers a dot or a line."""
    across, up = limits
    points = [dot for group in reversed(dots.groups) for dot in group.dots]
    taken = [(dot.x, dot.y) for dot in points] + [(point.x, point.y or 0.0) for line in lines for point in line.points]
    places = [(_share(x, across, dots.x_log), _share(y, up, False)) for x, y in taken]
    names = {at: dot.name for at, dot in enumerate(points) if dot.labelled}
    # Names are taken to be larger than they are, so that neighbours do not touch.
    sides = placed_labels(places, names, drawing[1], drawing[0], 1.1 * size)
    return {points[at]: side for at, side in sides.items()}


def _share(value: float, limits: Limits, is_log: bool) -> float:
    low, high = limits
    if is_log:
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def _draw(drawn: XySeries, group: DotGroup, sides_of_names: dict[Dot, str], size: float, style: Style) -> None:
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, MARKER
    fill(drawn.marker.format.fill, style.mark(group.colour))
    fill(drawn.marker.format.line.fill, style.paper)
    for at, dot in enumerate(group.dots):
        if dot in sides_of_names:
            _write_name(drawn, at, dot.name, size, style, POSITIONS[sides_of_names[dot]])


def _draw_line(drawn: XySeries, is_range: bool, style: Style) -> None:
    drawn.marker.style = XL_MARKER_STYLE.NONE
    fill(drawn.format.line.fill, style.mark(theme.STEPS[0] if is_range else theme.QUIET))
    drawn.format.line.width = Pt(3 if is_range else 1.25)
    if not is_range:
        drawn.format.line.dash_style = MSO_LINE.DASH


def _draw_names(drawn: XySeries, names: PointGroup, size: float, style: Style) -> None:
    drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.NONE
    for at, point in enumerate(names.points):
        _write_name(drawn, at, point.name, size, style, XL_LABEL_POSITION.LEFT)


def _write_name(drawn: XySeries, at: int, name: str, size: float, style: Style, position: XL_LABEL_POSITION) -> None:
    label = drawn.points[at].data_label
    write_label(label.text_frame, name, size, style.ink)
    label.position = position
