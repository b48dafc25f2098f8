"""Colours by their meaning, and the typeface."""

from itertools import pairwise

ACCENT = "#0B5A8A"
HIGHLIGHT = "#C2410C"
INK = "#1F2933"
QUIET = "#52606D"
RULE = "#D5DAE0"
PAPER = "#FFFFFF"
STEPS = ("#5F9DC9", "#2F7DB3", "#12598C", "#08365A")
"""Sequential, light to dark, for one or more; the lightest is 3:1 against white or close to it."""

ZERO = "#FDF0DA"
"""A place or cell that could have a pledge and has none."""

NO_DATA = "#B8C0C8"
"""Nothing is known; kept for this alone."""

OUTSIDE = "#EEF1F4"
"""Not part of what is counted."""

STATES = {
    "fulfilled": (STEPS[3], PAPER),
    "in_progress": (STEPS[1], PAPER),
    "planned": (STEPS[0], INK),
    "stage_not_stated": ("#A8C8DF", INK),
    "ended_reported": ("#6E7FA8", PAPER),
    "stalled": ("#8A6D3B", PAPER),
    "withdrawn": (QUIET, PAPER),
    "overdue": (HIGHLIGHT, PAPER),
    "no_report": (NO_DATA, INK),
}
"""States of a pledge: the colour of each and that of the text on it; grey where nothing is known."""

AGES = ((STEPS[3], PAPER), (STEPS[1], PAPER), (HIGHLIGHT, PAPER), ("#A8C8DF", INK), (NO_DATA, INK))
"""How old a report is, from recent to old; then one without a date, and none."""

ANSWERS = {"yes": (ACCENT, PAPER), "no": (HIGHLIGHT, PAPER), "not_seen": (NO_DATA, INK)}
"""What a record says on a point."""

FONT = "Source Sans, Arial, sans-serif"

SCALE = ((0.0, STEPS[0]), (0.34, STEPS[1]), (0.67, STEPS[2]), (1.0, STEPS[3]))
"""Colours of values by their depth, from 0 (least) to 1 (most there is); zero has its own."""

DEEP = 0.22
"""The depth from which white is easier to read on the colour than dark ink."""


def scale_colour(depth: float) -> str:
    """The colour of a value by its depth from 0 to 1, between the steps of `SCALE`.

    >>> scale_colour(1.0) == STEPS[3]
    True
    """
    for (low, pale), (high, deep) in pairwise(SCALE):
        if depth <= high:
            part = max(0.0, (depth - low) / (high - low))
            ends = ((int(pale[at : at + 2], 16), int(deep[at : at + 2], 16)) for at in (1, 3, 5))
            return "#" + "".join(f"{round(one + (other - one) * part):02X}" for one, other in ends)
    return STEPS[-1]
