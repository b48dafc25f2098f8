"""Presentations read again, by libraries that did not write them where there is one."""

import io
import zipfile
from collections.abc import Iterator

import openpyxl
from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page

MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def reopened(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


def charts(page: Page) -> list[Chart]:
    return [shape.chart for shape in page.shapes if shape.has_chart]


def sheet(chart: Chart) -> list[tuple[object, ...]]:
    """The rows of the workbook inside a chart, empty ones left out."""
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [row for row in book.active.iter_rows(values_only=True) if any(cell is not None for cell in row)]


def values(chart: Chart) -> dict[str, tuple[float | None, ...]]:
    return {series.name: tuple(series.values) for plot in chart.plots for series in plot.series}


def texts(page: Page) -> list[str]:
    """What stands in the text boxes of a slide, in the order of reading."""
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def cells(page: Page) -> list[list[str]]:
    table = next(shape.table for shape in page.shapes if shape.has_table)
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]


def elements(shape: object, name: str) -> list[etree._Element]:
    """Everything below a shape or a chart that has a name of DrawingML or of its charts."""
    root = shape._chartSpace if isinstance(shape, Chart) else shape._element
    return [*root.iter(MAIN + name), *root.iter(CHART + name)]


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert len(names) == len(set(names)), "a part stands twice in the file"
        for name in names:
            yield name, package.read(name)
