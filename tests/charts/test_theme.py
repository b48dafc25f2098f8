"""The look: contrasts, lines that fit, and a figure that stands alone."""

import html
from itertools import combinations

import plotly.graph_objects as go
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


@pytest.mark.parametrize("text", ["a" * 200, "word " * 80, "<b>" * 40, "ש" * 90, ""], ids=lambda text: text[:6])
@pytest.mark.parametrize("width", [12, 46])
def test_no_line_is_longer_than_its_room(text: str, width: int) -> None:
    lines = theme.wrapped(text, width).split("<br>")
    assert all(len(html.unescape(line)) <= width for line in lines)


def test_a_finished_figure_says_what_it_finds_of_what_and_from_where() -> None:
    figure = theme.finished(go.Figure(), "Finding <b>", "Scope " * 60, "Source " * 30, drawing=200)
    assert figure.layout.title.text.startswith("<b>Finding &lt;b&gt;</b>")
    assert figure.layout.annotations[-1].text.startswith("Source Source")
    assert figure.layout.template.layout.font.family == theme.FONT
    margin = figure.layout.margin
    assert figure.layout.height - margin.t - margin.b == 200


def test_the_menu_of_a_figure_leads_to_no_other_host() -> None:
    figure = theme.finished(go.Figure(), "a", "b", "c", drawing=200)
    config = theme.chart_config(figure, "name", "svg")
    assert config["topojsonURL"] == "geography/"
    assert (config["displaylogo"], config["showSendToCloud"]) == (False, False)
    image = config["toImageButtonOptions"]
    assert image["format"] == "svg"
    assert round(image["height"] * image["scale"]) == 1080
    assert round(image["width"] * image["scale"]) == pytest.approx(1920, abs=3)


@pytest.mark.parametrize(
    "title", ["Short", "A title of one's own that takes more than one line of <b>46</b> characters", "W " * 150]
)
def test_another_title_leaves_the_drawing_as_large(title: str) -> None:
    figure = theme.finished(go.Figure(), "The finding", "All pledges.", "Source.", drawing=300)
    again = theme.retitled(figure, title)
    margin, before = again.layout.margin, figure.layout.margin
    assert again.layout.height - margin.t - margin.b == 300
    assert margin.b == before.b
    assert again.layout.title.text.startswith(f"<b>{theme.wrapped(title, theme.TITLE_WIDTH)}</b>")
    assert "All pledges." in again.layout.title.text
    assert "The finding" in figure.layout.title.text, "the one that readers share is as it was"
