"""Which colours and marks a legend names, of every kind of figure."""

from dataclasses import replace

import pytest

from analytics.charts import theme
from analytics.charts.description import Figure, Map, Place, Shade
from analytics.charts.legend import legend
from tests.renderers.hand_made import FIGURES, objectives, published, world


@pytest.mark.parametrize(
    ("figure", "marks"),
    [
        pytest.param(FIGURES["bars"], [], id="one colour says what it is in the title"),
        pytest.param(FIGURES["two series"], ["■", "■"], id="several colours"),
        pytest.param(FIGURES["ratios"], [], id="ratios"),
        pytest.param(objectives(3), ["■", "|"], id="a mark across bars of one colour"),
        pytest.param(published(), ["■", "■", "■", "◆"], id="charts that share their colours"),
        pytest.param(FIGURES["panels"], [], id="charts of one colour"),
        pytest.param(FIGURES["dots"], ["●", "●", "┄"], id="dots with the line of proportion"),
        pytest.param(FIGURES["ranks"], ["●"], id="ranks"),
        pytest.param(FIGURES["matrix"], ["■", "■", "■"], id="a matrix"),
        pytest.param(FIGURES["world"], [*["■"] * 7, "●"], id="a map"),
        pytest.param(FIGURES["flow"], [], id="names stand at the bands"),
    ],
)
def test_a_legend_names_each_mark_once(figure: Figure, marks: list[str]) -> None:
    assert [entry.mark for entry in legend(figure)] == marks


def test_a_mark_has_its_colour_and_its_name() -> None:
    assert legend(objectives(3))[1] == ("|", theme.HIGHLIGHT, "By its weight")


def test_what_is_not_on_a_map_or_has_no_name_is_not_in_its_legend() -> None:
    figure = world()
    assert [entry.mark for entry in legend(replace(figure, places=()))] == ["■"] * 7
    assert legend(Map((Shade("1 pledge", theme.STEPS[0], ()),), (Place("Beirut", 33.89, 35.5, 9),))) == ()
