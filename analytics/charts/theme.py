"""Colours by their meaning, and the typeface."""

from functools import lru_cache

ACCENT = "#0B5A8A"
HIGHLIGHT = "#C2410C"
INK = "#1F2933"
QUIET = "#52606D"
RULE = "#D5DAE0"
PAPER = "#FFFFFF"
STEPS = ("#5C9BC8", "#2A76AC", "#0F4E7F", "#062846")
"""Sequential, light to dark, for the classes above zero (`analytics.charts.classes`); the lightest is 3:1 on white."""

ZERO = "#FBE8C6"
"""A place or cell that could have a pledge and has none."""

NO_DATA = "#B8C0C8"
"""Nothing is known; kept for this alone."""

OUTSIDE = "#EEF1F4"
"""Not part of what is counted."""

HATCH = "#AEB7C0"
"""Lines on paper where the question does not apply."""

DOT = "#9A3412"
"""A place on a map, with a rim of paper: on every colour of land one of the two has 3:1 or more."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.

    >>> round(contrast(INK, PAPER), 1)
    14.8
    """
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = map(light, rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> list[float]:
    """Red, green and blue of a colour (`#RRGGBB`), each from 0 to 1."""
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def light(part: float) -> float:
    """The light that red, green or blue of a colour (0 to 1) gives."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@lru_cache(maxsize=64)
def ink_on(fill: str) -> str:
    """The colour of text on a fill: dark or light, whichever has more contrast."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))


_PALE, _VIOLET = "#BAD2F5", "#5A43A8"

STATES = {
    "fulfilled": STEPS[3],
    "in_progress": STEPS[1],
    "planned": STEPS[0],
    "stage_not_stated": _PALE,
    "ended_reported": _VIOLET,
    "stalled": "#8A6D3B",
    "withdrawn": QUIET,
    "overdue": HIGHLIGHT,
    "no_report": NO_DATA,
}
"""States of a pledge; grey where nothing is known."""

AGES = (STEPS[3], STEPS[1], HIGHLIGHT, _PALE, NO_DATA)
"""How old a report is, from recent to old; then one without a date, and none."""

ANSWERS = {"yes": ACCENT, "no": HIGHLIGHT, "not_seen": NO_DATA}
"""What a record says on a point."""

READY = {"since": STEPS[3], "unsure": _PALE, "before": STEPS[1], "silent": HIGHLIGHT, "compact_unknown": NO_DATA}
"""What pledges have ready for a forum: reports by whether they are newer than the last one, none, compact unknown."""

SPANS = {
    "before": STEPS[0],
    "within": STEPS[3],
    "later": _VIOLET,
    "unsure": _PALE,
    "no_date": NO_DATA,
    "silent": HIGHLIGHT,
}
"""Where a date lies beside a span of days; grey without a date; and what was not reported on."""

EXCHANGE = {"offer": STEPS[1], "ask": HIGHLIGHT, "exchange": STEPS[3]}
"""What cities offer, ask and have done together."""

FUNDING = {"grants": ACCENT, "pledges": STEPS[0], "silent": NO_DATA}
"""Grants, pledges that name who pays, and pledges that do not."""

BY_THEN = {"ours": ACCENT, "perhaps": STEPS[0], "undated": NO_DATA}
"""Counts of the data by how sure their date is."""

FONT = "Source Sans, Arial, sans-serif"
