"""Colours as readers see them, those without red or green receptors included: what differs in meaning looks different.

Simulated after Machado, Oliveira and Fernandes, 2009 (severity 1, on linear RGB); differences are those of CIE 1976.
"""

import math
from itertools import combinations

import pytest

from analytics.charts import theme
from analytics.charts.classes import RATIO_CLASSES

SEEN = {
    "all receptors": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
"""Rows of the matrix that gives what is seen of linear red, green and blue."""

LEAST = 14
"""The least difference of two colours of one figure: 1 is just noticed side by side, 10 at a glance."""

LAND = {"none": theme.ZERO, "no data": theme.NO_DATA, "outside": theme.OUTSIDE}
FIGURES = {
    "counts and shares": LAND | dict(enumerate(theme.STEPS)) | {"paper": theme.PAPER},
    "ratios": LAND | {low: colour for low, _high, colour in RATIO_CLASSES},
    "states": theme.STATES,
    "ages": dict(enumerate(theme.AGES)),
    "answers": theme.ANSWERS,
}
NEVER_TOGETHER = {frozenset({"outside", "paper"})}
"""Pairs that are never side by side in one figure: a matrix shows nothing outside, and a map has no land of paper."""


def linear(colour: str, eyes: str) -> list[float]:
    """Red, green and blue as they are seen, from 0 to 1, proportional to light."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return [min(1.0, max(0.0, sum(part * seen for part, seen in zip(light, row, strict=True)))) for row in SEEN[eyes]]


def lab(light: list[float]) -> tuple[float, float, float]:
    """Lightness, red to green, yellow to blue (CIELAB, D65)."""

    def root(part: float) -> float:
        return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116

    red, green, blue = light
    x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, eyes: str) -> float:
    return math.dist(lab(linear(one, eyes)), lab(linear(other, eyes)))


def test_differences_are_those_of_the_standard() -> None:
    assert lab([1, 1, 1]) == pytest.approx((100, 0, 0), abs=0.1)
    assert difference("#FF0000", "#00FF00", "all receptors") == pytest.approx(170.6, abs=0.5)
    assert difference("#C00000", "#606000", "deuteranopia") < 20, "red and brown are alike to these eyes"


@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("figure", FIGURES)
def test_what_differs_in_meaning_looks_different(figure: str, eyes: str) -> None:
    found = {
        (one, other): difference(FIGURES[figure][one], FIGURES[figure][other], eyes)
        for one, other in combinations(FIGURES[figure], 2)
        if {one, other} not in NEVER_TOGETHER
    }
    assert {pair: round(far, 1) for pair, far in found.items() if far < LEAST} == {}


@pytest.mark.parametrize("land", [*LAND.values(), *theme.STEPS])
@pytest.mark.parametrize("eyes", SEEN)
def test_a_dot_or_its_rim_stands_out_from_all_land(land: str, eyes: str) -> None:
    def light(colour: str) -> float:
        red, green, blue = linear(colour, eyes)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05

    found = [max(light(part), light(land)) / min(light(part), light(land)) for part in (theme.DOT, theme.PAPER)]
    assert max(found) >= 2.95, "3:1, but for what the simulation rounds off"
    assert light(theme.PAPER) / light(theme.DOT) >= 4.5, "a dot has an outline"
