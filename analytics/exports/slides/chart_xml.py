"""Texts of a chart, and where its parts stand."""

from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.text.text import TextFrame
from pptx.util import Pt

from analytics.exports.slides.colours import colour


def write_label(frame: TextFrame, text: str, size: float, ink: str, bold: bool = False) -> None:
    """Puts a text into a title or a label that was empty; `size` in points."""
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    colour(run.font.color, ink)


def place_plot(chart: Chart, sides: tuple[float, float, float, float], of: tuple[float, float]) -> None:
    """Leaves room (points at the left, top, right and bottom) around what a chart of some size draws."""
    left, top, right, bottom = sides
    wide, high = of
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    shares = ((1 - (left + right) / wide), (1 - (top + bottom) / high))
    area.insert(0, _layout(left / wide, top / high, shares, inner=True))


def put(element: BaseOxmlElement, x: float, y: float, shares: tuple[float, float] | None = None) -> None:
    """Puts a title or a legend at shares of the chart's width and height from its upper left."""
    for old in element.findall(qn("c:layout")):
        element.remove(old)
    before = next(each for each in element if each.tag in (qn("c:overlay"), qn("c:spPr"), qn("c:txPr")))
    before.addprevious(_layout(x, y, shares))


def _layout(x: float, y: float, shares: tuple[float, float] | None, inner: bool = False) -> BaseOxmlElement:
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    size = f'<c:w val="{shares[0]:.4f}"/><c:h val="{shares[1]:.4f}"/>' if shares else ""
    return parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{size}</c:manualLayout></c:layout>'
    )
