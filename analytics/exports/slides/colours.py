"""Colours on slides: those of the look follow the theme of the file, those that carry a meaning stay as they are."""

from pptx.dml.color import ColorFormat, RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_THEME_COLOR

from analytics.charts import theme

OF_THEME = {
    theme.ACCENT: MSO_THEME_COLOR.ACCENT_1,
    theme.HIGHLIGHT: MSO_THEME_COLOR.ACCENT_2,
    theme.INK: MSO_THEME_COLOR.TEXT_1,
    theme.PAPER: MSO_THEME_COLOR.BACKGROUND_1,
    theme.QUIET: MSO_THEME_COLOR.TEXT_2,
}
"""Colours that a presenter's own template replaces."""


def colour(target: ColorFormat, value: str) -> None:
    """Gives type or a fill a colour (`#RRGGBB`)."""
    if value in OF_THEME:
        target.theme_color = OF_THEME[value]
    else:
        target.rgb = RGBColor.from_string(value.removeprefix("#"))


def fill(target: FillFormat, value: str) -> None:
    """Fills a shape, bar or line with a colour (`#RRGGBB`)."""
    target.solid()
    colour(target.fore_color, value)


def colour_xml(value: str) -> str:
    """A colour as an element of DrawingML, without its namespace: the prefix `a` must be known where it goes."""
    if value in OF_THEME:
        return f'<a:schemeClr val="{MSO_THEME_COLOR.to_xml(OF_THEME[value])}"/>'
    return f'<a:srgbClr val="{value.removeprefix("#")}"/>'
