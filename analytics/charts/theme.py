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
    red, green, blue = (light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def light(part: float) -> float:
    """The light that red, green or blue of a colour (0 to 1) gives."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@lru_cache(maxsize=64)
def ink_on(fill: str) -> str:
    """The colour of text on a fill: dark or light, whichever has more contrast."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))


def _with_ink(*fills: str) -> tuple[tuple[str, str], ...]:
    return tuple((fill, ink_on(fill)) for fill in fills)


_PALE = "#BAD2F5"

STATES = dict(
    zip(
        (
            "fulfilled",
            "in_progress",
            "planned",
            "stage_not_stated",
            "ended_reported",
            "stalled",
            "withdrawn",
            "overdue",
            "no_report",
        ),
        _with_ink(STEPS[3], STEPS[1], STEPS[0], _PALE, "#5A43A8", "#8A6D3B", QUIET, HIGHLIGHT, NO_DATA),
        strict=True,
    )
)
"""States of a pledge: the colour of each and that of the text on it; grey where nothing is known."""

AGES = _with_ink(STEPS[3], STEPS[1], HIGHLIGHT, _PALE, NO_DATA)
"""How old a report is, from recent to old; then one without a date, and none."""

ANSWERS = dict(zip(("yes", "no", "not_seen"), _with_ink(ACCENT, HIGHLIGHT, NO_DATA), strict=True))
"""What a record says on a point."""

READY = dict(
    zip(
        ("since", "unsure", "before", "silent", "compact_unknown"),
        _with_ink(STEPS[3], _PALE, STEPS[1], HIGHLIGHT, NO_DATA),
        strict=True,
    )
)
"""What pledges have ready for a forum: reports by whether they are newer than the last one, none, compact unknown."""

SPANS = dict(
    zip(
        ("before", "within", "later", "unsure", "no_date", "silent"),
        _with_ink(STEPS[0], STEPS[3], "#5A43A8", _PALE, NO_DATA, HIGHLIGHT),
        strict=True,
    )
)
"""Where a date lies beside a span of days; grey without a date; and what was not reported on."""

EXCHANGE = dict(zip(("offer", "ask", "exchange"), _with_ink(STEPS[1], HIGHLIGHT, STEPS[3]), strict=True))
"""What cities offer, ask and have done together."""

FONT = "Source Sans, Arial, sans-serif"
