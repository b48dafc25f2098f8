"""What PowerPoint’s own charts share, of bars and of dots: the workbook inside, labels, and where things stand."""

import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from analytics.charts.description import Series
from analytics.exports.slides.drawing import Box, set_alt_text, set_colour
from analytics.exports.tables import neutral
from analytics.words import _

CellValue = str | float | None


class BarData(CategoryChartData):  # type: ignore[misc]  # the library is not typed
    """Names and values of bars; its workbook has a row for each name and a column for each series.

    `formats` is how a spreadsheet writes the numbers of each series.
    """

    def __init__(self, names: Sequence[str], series: Sequence[Series], formats: Sequence[str]) -> None:
        super().__init__()
        self.categories, self._names, self._formats = names, names, formats
        for each, form in zip(series, formats, strict=True):
            # The library puts the format into XML as it is.
            self.add_series(each.name, [value.number for value in each.values], escape(form))

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook; the library's own would take a name such as "=1+1" for a formula."""
        rows = zip(self._names, *(series.values for series in self), strict=True)
        return _workbook_bytes([("", *(series.name for series in self)), *rows], ["General", *self._formats])


class Point(NamedTuple):
    """A point of a chart; one without `y` breaks a line."""

    x: float
    y: float | None
    name: str = ""


class PointGroup(NamedTuple):
    """Points of one name."""

    name: str
    points: tuple[Point, ...]


class DotData(XyChartData):  # type: ignore[misc]  # the library is not typed
    """Points in groups under each other; beside each pair of numbers stands its name."""

    def __init__(self, groups: Sequence[PointGroup]) -> None:
        super().__init__(number_format="General")
        self._groups = groups
        for group in groups:
            series = self.add_series(group.name)
            for point in group.points:
                series.add_data_point(point.x, point.y)

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook, in the places that the library's chart expects: x in A, y in B, a free row between groups."""
        rows: list[tuple[CellValue, ...]] = []
        for group in self._groups:
            rows += [("", group.name, _("Name")), *group.points, ()]
        return _workbook_bytes(rows, ["General"] * 3)


def _workbook_bytes(rows: Iterable[Sequence[CellValue]], formats: Sequence[str]) -> bytes:
    """One sheet of texts and numbers, with a format for each column; a text is never a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for at_row, row in enumerate(rows, start=1):
        for at_column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(at_row, at_column, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = neutral(value) != value
            else:
                cell.number_format = formats[at_column - 1]
    for at_column in range(1, len(formats) + 1):
        sheet.column_dimensions[get_column_letter(at_column)].width = 40 if at_column == 1 else 16
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def add_chart(
    slide: Slide,
    kind: XL_CHART_TYPE,
    box: Box,
    data: CategoryChartData | XyChartData,
    name: str,
    alt_text: str,
    ink: str,
) -> Chart:
    """A chart without a title; `ink` is the colour of its type."""
    frame = slide.shapes.add_chart(kind, *box, data)
    frame.name = name
    set_alt_text(frame, alt_text)
    frame.chart.has_title = False  # or PowerPoint would invent one
    set_colour(frame.chart.font.color, ink)
    for number, axis in enumerate(frame.chart._chartSpace.xpath("//c:catAx|//c:valAx"), start=1):
        # The library numbers axes below zero, which the standard does not have.
        own = axis.find(qn("c:axId")).get("val")
        for each in frame.chart._chartSpace.xpath(f"//c:axId[@val='{own}']|//c:crossAx[@val='{own}']"):
            each.set("val", str(number))
    return frame.chart


def add_legend(chart: Chart, size: float, left: float, top: float, shares: tuple[float, float], ink: str) -> None:
    """A legend at shares of the chart's width and height from its upper left, of some width and height."""
    chart.has_legend = True
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(size)
    set_colour(chart.legend.font.color, ink)
    set_layout(chart.legend._element, left, top, shares)


def write_label(frame: TextFrame, text: str, size: float, colour: str, bold: bool = False) -> None:
    """Puts a text into a title or a label that was empty; `size` in points."""
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    set_colour(run.font.color, colour)


def place_plot(chart: Chart, sides: tuple[float, float, float, float], box: Box) -> None:
    """Leaves room (points at the left, top, right and bottom) around what a chart draws in its box."""
    left, top, right, bottom = sides
    shares = (1 - (left + right) / box.wide, 1 - (top + bottom) / box.high)
    set_layout(chart._chartSpace.chart.plotArea, left / box.wide, top / box.high, shares)


def set_layout(element: BaseOxmlElement, x: float, y: float, shares: tuple[float, float] | None = None) -> None:
    """Puts a title, a legend or the plot at shares of the chart's width and height from its upper left."""
    for old in element.findall(qn("c:layout")):
        element.remove(old)
    is_plot = element.tag == qn("c:plotArea")
    target = '<c:layoutTarget val="inner"/>' if is_plot else ""
    size = f'<c:w val="{shares[0]:.4f}"/><c:h val="{shares[1]:.4f}"/>' if shares else ""
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{size}</c:manualLayout></c:layout>'
    )
    after = (qn("c:overlay"), qn("c:spPr"), qn("c:txPr"))
    next(each for each in element if is_plot or each.tag in after).addprevious(layout)


def set_log_base(axis_element: BaseOxmlElement, base: int) -> None:
    """Makes the scale of an axis a logarithmic one."""
    axis_element.find(qn("c:scaling")).insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="{base}"/>'))
