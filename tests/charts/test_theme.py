"""The look: contrasts, and colours that mean one thing."""

import pytest

from analytics.charts import theme


@pytest.mark.parametrize("colour", [theme.INK, theme.QUIET, theme.ACCENT, theme.HIGHLIGHT])
def test_text_can_be_read(colour: str) -> None:
    assert theme.contrast(colour, theme.PAPER) >= 4.5


def test_steps_go_from_light_to_dark_and_stand_out_from_paper() -> None:
    contrasts = [theme.contrast(step, theme.PAPER) for step in theme.STEPS]
    assert contrasts == sorted(contrasts)
    assert contrasts[0] >= 3


@pytest.mark.parametrize("fill", [*theme.STEPS, theme.ZERO, theme.NO_DATA, theme.OUTSIDE, theme.PAPER, theme.HATCH])
def test_text_can_be_read_on_every_colour_of_a_cell(fill: str) -> None:
    assert theme.contrast(fill, theme.ink_on(fill)) >= 4.5


@pytest.mark.parametrize("fill", [*theme.STATES.values(), *theme.AGES, *theme.ANSWERS.values()])
def test_text_can_be_read_on_every_part_of_a_bar(fill: str) -> None:
    assert theme.contrast(fill, theme.ink_on(fill)) >= 4.5
