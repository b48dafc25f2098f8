"""Numbers of a chart as PowerPoint keeps them: in the chart and in the workbook inside it."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from pptx.chart.data import CategoryChartData, XyChartData

from analytics.charts.description import Bars
from analytics.exports.slides.chart_workbook import Row, sheet_bytes
from analytics.words import _


class BarData(CategoryChartData):  # type: ignore[misc]  # the library is not typed
    """Names and values of bars; its workbook has a row for each name and a column for each series."""

    def __init__(self, bars: Bars) -> None:
        super().__init__(number_format=escape(bars.number_format))  # the library puts it into XML as it is
        self._bars = bars
        self.categories = labels(bars)
        for series in bars.series:
            self.add_series(series.name, series.values)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook; the library's own would take a name such as "=1+1" for a formula."""
        values = zip(*(series.values for series in self._bars.series), strict=True)
        rows = [(name, *row) for name, row in zip(labels(self._bars), values, strict=True)]
        return sheet_bytes([("", *(series.name for series in self._bars.series)), *rows], self._bars.number_format)


def labels(bars: Bars) -> list[str]:
    """Names of the bars; what stands in place of a bar follows its name, for no program writes at a missing bar."""
    return [_labelled(bars, place, name) for place, name in enumerate(bars.categories)]


def _labelled(bars: Bars, place: int, name: str) -> str:
    missing = [
        series.texts[place]
        for series in bars.series
        if series.texts and series.texts[place] and not is_drawn(bars, series.values[place], place)
    ]
    return _("{name} ({note})").format(name=name, note="; ".join(missing)) if missing else name


def is_drawn(bars: Bars, value: float | None, place: int) -> bool:
    """True where a bar has a place: it has a value and, as a part of a whole, the whole is not nothing."""
    if value is None or (bars.ratio and value <= 0):
        return False
    return not bars.whole or any(series.values[place] for series in bars.series)


class Point(NamedTuple):
    """A point of a chart; one without `y` breaks a line."""

    x: float
    y: float | None
    name: str = ""


class Group(NamedTuple):
    """Points of one name."""

    name: str
    points: tuple[Point, ...]


class DotData(XyChartData):  # type: ignore[misc]  # the library is not typed
    """Points in groups under each other; beside each pair of numbers stands its name."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__(number_format="General")
        self._groups = groups
        for group in groups:
            series = self.add_series(group.name)
            for point in group.points:
                series.add_data_point(point.x, point.y)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook, in the places that the library's chart expects: x in A, y in B, a free row between groups."""
        rows: list[Row] = []
        for group in self._groups:
            rows += [("", group.name, _("Name")), *group.points, ()]
        return sheet_bytes(rows, "General")
