"""Places, sizes and colours on slides, and the properties of shapes that python-pptx has no public way to set."""

from typing import NamedTuple

from pptx.dml.color import ColorFormat, RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

POINT = 12700
"""EMU of a point."""

LEAST, LEAST_SENTENCE, LEAST_SOURCE = 14.0, 18.0, 12.0
"""Points of the smallest type of names and numbers, of sentences, and of the line that names the source."""

NARROW = 620.0
"""Points of width below which parts of a slide stand under each other rather than side by side."""


class Box(NamedTuple):
    """A rectangle in EMU (914,400 to the inch) from the slide's upper left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower side."""
        return self.top + self.height

    @property
    def wide(self) -> float:
        """Width in points."""
        return self.width / POINT

    @property
    def high(self) -> float:
        """Height in points."""
        return self.height / POINT


def set_colour(target: ColorFormat, colour: str) -> None:
    """Gives type or a fill a colour: `#RRGGBB`, or a name of the theme (`tx1`)."""
    if colour.startswith("#"):
        target.rgb = RGBColor.from_string(colour.removeprefix("#"))
    else:
        target.theme_color = MSO_THEME_COLOR.from_xml(colour)


def fill(target: FillFormat, colour: str) -> None:
    """Fills a shape, bar or line with a colour."""
    target.solid()
    set_colour(target.fore_color, colour)


def fill_xml(colour: str) -> str:
    """A fill as an element of DrawingML (prefix `a`); none without a colour."""
    if not colour:
        return "<a:noFill/>"
    own = f'<a:srgbClr val="{colour[1:]}"/>' if colour.startswith("#") else f'<a:schemeClr val="{colour}"/>'
    return f"<a:solidFill>{own}</a:solidFill>"


def hatch(target: FillFormat, lines: str, between: str) -> None:
    """Hatches a shape."""
    target.patterned()
    target.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    for part, colour in zip((target.fore_color, target.back_color), (lines, between), strict=True):
        set_colour(part, colour)


def add_shape(holder: Slide | GroupShape, kind: MSO_SHAPE, box: Box, name: str) -> AutoShape:
    """A shape without line, and without the style that the library gives it: a shadow from the theme."""
    shape = holder.shapes.add_shape(kind, *box)
    shape.name = name
    shape.element.remove(shape.element.find(qn("p:style")))
    shape.line.fill.background()
    return shape


def set_alt_text(shape: BaseShape, text: str) -> None:
    """What a screen reader says of a shape, chart, table or group."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def next_id(slide: Slide) -> int:
    """A number that no shape of the slide has yet."""
    return max(int(each) for each in slide.element.xpath("//p:cNvPr/@id")) + 1
