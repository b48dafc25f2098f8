"""Places and colours on slides, and the properties of shapes that python-pptx has no public way to set."""

from typing import NamedTuple

from pptx.dml.color import ColorFormat, RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from analytics.charts import theme

POINT = 12700
"""EMU of a point."""

THEME_COLOURS = {
    theme.ACCENT: MSO_THEME_COLOR.ACCENT_1,
    theme.HIGHLIGHT: MSO_THEME_COLOR.ACCENT_2,
    theme.INK: MSO_THEME_COLOR.TEXT_1,
    theme.PAPER: MSO_THEME_COLOR.BACKGROUND_1,
    theme.QUIET: MSO_THEME_COLOR.TEXT_2,
}
"""Colours that follow the theme of the file, so that a presenter's template replaces them; those that carry a meaning
stay as they are."""


HATCHING = (theme.HATCH, theme.PAPER)
"""Colours of the lines and of what is between them."""


class Box(NamedTuple):
    """A rectangle in EMU (914,400 to the inch) from the slide's upper left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def wide(self) -> float:
        """Width in points."""
        return self.width / POINT

    @property
    def high(self) -> float:
        """Height in points."""
        return self.height / POINT


def set_colour(target: ColorFormat, colour: str) -> None:
    """Gives type or a fill a colour (`#RRGGBB`)."""
    if colour in THEME_COLOURS:
        target.theme_color = THEME_COLOURS[colour]
    else:
        target.rgb = RGBColor.from_string(colour.removeprefix("#"))


def fill(target: FillFormat, colour: str) -> None:
    """Fills a shape, bar or line with a colour (`#RRGGBB`)."""
    target.solid()
    set_colour(target.fore_color, colour)


def fill_xml(colour: str) -> str:
    """A fill as an element of DrawingML (prefix `a`); none without a colour."""
    if not colour:
        return "<a:noFill/>"
    if colour in THEME_COLOURS:
        value = f'<a:schemeClr val="{MSO_THEME_COLOR.to_xml(THEME_COLOURS[colour])}"/>'
    else:
        value = f'<a:srgbClr val="{colour.removeprefix("#")}"/>'
    return f"<a:solidFill>{value}</a:solidFill>"


def hatch_xml() -> str:
    """Hatching as an element of DrawingML (prefix `a`), where the question does not apply."""
    lines, paper = (
        fill_xml(colour).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>") for colour in HATCHING
    )
    return f'<a:pattFill prst="ltUpDiag"><a:fgClr>{lines}</a:fgClr><a:bgClr>{paper}</a:bgClr></a:pattFill>'


def hatch(target: FillFormat) -> None:
    """Hatches a shape."""
    target.patterned()
    target.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
    for part, colour in zip((target.fore_color, target.back_color), HATCHING, strict=True):
        set_colour(part, colour)


def set_alt_text(shape: BaseShape, text: str) -> None:
    """What a screen reader says of a shape, chart, table or group."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def next_id(slide: Slide) -> int:
    """A number that no shape of the slide has yet."""
    return max(int(each) for each in slide.element.xpath("//p:cNvPr/@id")) + 1
