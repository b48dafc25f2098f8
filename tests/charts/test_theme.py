"""The look: contrasts, and colours that mean one thing."""

from itertools import combinations

import pytest

from analytics.charts import theme


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [theme.INK, theme.QUIET, theme.ACCENT, theme.HIGHLIGHT])
def test_text_can_be_read(colour: str) -> None:
    assert contrast(colour, theme.PAPER) >= 4.5


def test_steps_go_from_light_to_dark_and_stand_out_from_paper() -> None:
    brightness = [luminance(step) for step in theme.STEPS]
    assert brightness == sorted(brightness, reverse=True)
    assert contrast(theme.STEPS[0], theme.PAPER) >= 2.9
    assert all(contrast(step, theme.PAPER) >= 3 for step in theme.STEPS[1:])


def test_no_two_meanings_share_a_colour() -> None:
    meanings = [theme.ZERO, theme.NO_DATA, theme.OUTSIDE, theme.HIGHLIGHT, *theme.STEPS]
    assert all(one != other for one, other in combinations(meanings, 2))
