"""The scales of a scatter: log scales with room for those of which there are few or none."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from analytics.charts.description import Dot
from analytics.renderers.traces.labels import escaped
from analytics.words import _, number, short_number

LANES = 6
"""Rows that dots at zero are spread over, so that neighbours can be told apart."""

FEW = 3.0
"""Tens in a number of people below which places share one band at the left: under 1,000."""

ZERO_BAND = 0.3
"""Height of the band of zero, as a share of the scale above it."""


class Scale(NamedTuple):
    """Where the numbers of an axis stand, the ends of what is shown of it, and its ticks as places and labels."""

    places: list[float]
    ends: tuple[float, float]
    ticks: list[tuple[float, str]]
    zero: float = 0.0
    """Where the band of zero ends, if there is one."""

    def share(self, row: int) -> float:
        """Where a number stands between the ends, from 0 to 1."""
        return (self.places[row] - self.ends[0]) / (self.ends[1] - self.ends[0])


def people_scale(people: Sequence[float]) -> Scale:
    """People on a log scale; few or none stand in a column of their own at the left."""
    low = max(_floor(people), FEW)
    high = max(_ceiling(people), low + 1)
    band = 0.09 * (high - low)
    beside = any(each < 10**low for each in people)
    least = number(0) if low > FEW else _("< {people}").format(people=short_number(round(10**FEW)))
    tens = range(math.ceil(low + 0.1), math.floor(high) + 1)
    tens = tens[:: 2 if len(tens) > 5 else 1]
    return Scale(
        [math.log10(each) if each >= 10**low else low - band for each in people],
        (low - (1.5 if beside else 0.5) * band, high + 0.24 * (high - low)),
        # The tick of the column lies outside the axis, and so is not drawn, where no place is in the column.
        [(low - band, escaped(least)), *((ten, short_number(10**ten)) for ten in tens)],
    )


def pledges_scale(dots: Sequence[Dot]) -> Scale:
    """Pledges on a log scale; zero has a band at the bottom, in which its dots stand in lanes by their people."""
    low, high = _floor([dot.y for dot in dots]), _ceiling([dot.y for dot in dots])
    band = ZERO_BAND * max(high - low, 0.6)
    at_zero = sorted((row for row, dot in enumerate(dots) if dot.y <= 0), key=lambda row: dots[row].x)
    lanes = {row: low - band * (0.25 + 0.75 * (at % LANES) / (LANES - 1)) for at, row in enumerate(at_zero)}
    every = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    steps = [(math.log10(each), number(each)) for each in every if low <= math.log10(each) <= high]
    return Scale(
        [lanes[row] if row in lanes else math.log10(dot.y) for row, dot in enumerate(dots)],
        (low - 1.2 * band, high),
        [(low - 0.62 * band, f"<b>{number(0)}</b>"), *steps],
        low - 0.07 * band,
    )


def _floor(numbers: Sequence[float]) -> float:
    return min((math.log10(each) - 0.12 for each in numbers if each > 0), default=0.0)


def _ceiling(numbers: Sequence[float]) -> float:
    return max((math.log10(each) + 0.18 for each in numbers if each > 0), default=1.0)
