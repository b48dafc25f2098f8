"""Figures of a page: what is drawn of each kind of description, read back out of Plotly's dictionary."""

import json
import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.charts import theme
from analytics.charts.description import (
    Bars,
    Cell,
    Country,
    Dot,
    DotGroup,
    Figure,
    Flow,
    FlowBand,
    FlowState,
    Map,
    Matrix,
    Panels,
    Place,
    Rank,
    Ranks,
    Row,
    Scatter,
    Series,
    Shade,
    Value,
)
from analytics.charts.label_places import NARROWEST
from analytics.renderers.page import MOST_ROW, PHONE, ROOM, PageFigure, page_config, page_figure
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.labels import escaped, wrapped
from analytics.renderers.traces.style import TYPE, Style
from tests.renderers.any_description import DESCRIPTIONS, SCATTERS, TEXT, bars, foreign_markup
from tests.renderers.hand_made import FIGURES, NAMES, ranks, values

HOSTILE = "<b>A & B"
ROWS = (Row("Housing"), Row(HOSTILE, note="3 of 4", whole="54"), Row("Nobody"))
(UNKNOWN,) = values(None)

BARS = Bars(ROWS, (Series("Pledges", (Value(1234), Value(2.5, colour=theme.HIGHLIGHT), UNKNOWN)),))
SHARES = Bars(ROWS, (Series("Share", (Value(0.5, text="2 of 4"), Value(1 / 6), UNKNOWN)),), numbers="share")
SIDE_BY_SIDE = Bars(ROWS, (Series("Before", values(1, 2, 3)), Series("After", values(2, 3, 4))))
UPRIGHT = replace(BARS, upright=True)
WHOLES = Bars(
    ROWS,
    (Series("Yes", values(3, 1, 0)), Series("No", values(1, 99, 0), theme.HIGHLIGHT)),
    stacked=True,
    whole=True,
    empty="no pledge found",
)
PUBLISHED = Bars(
    (Row("May 2022", facts=("“70 actions” <i>",)),),
    (Series("Ours", values(40)), Series("Undated", values(9), theme.NO_DATA)),
    stacked=True,
    reference=Series("Published", values(70), theme.HIGHLIGHT),
    title="Actions <b>",
)
EXPECTED = Bars(ROWS, (Series("Pledges", values(4, 0, 1)),), reference=Series("By weight", values(2, 6, None)))
RATIOS = Bars(
    (Row("Chad", facts=("no pledge",)), Row("Peru"), Row("Italy"), Row("Sudan")),
    (Series("Ratio", (Value(None, "zero", "none"), Value(0.5), Value(4.0), UNKNOWN)),),
    numbers="ratio",
    ratio=True,
)
JOINED = Bars(
    (Row("Asia", "12M people", facts=("25% of 47M",), code="Asia"), Row("Oceania", code="Oceania"), Row(HOSTILE)),
    (
        Series("People", (Value(0.25), Value(0.003, text="< 1%"), Value(None, "no_data", "no data")), theme.HIGHLIGHT),
        Series("Pledges", (Value(0.14), Value(0.0, "zero"), Value(None, "no_data", "no data"))),
    ),
    numbers="share",
    joined=True,
)
PANELS = Panels((replace(BARS, title="First"), Bars(ROWS[:1], (Series("Pledges", values(9)),), title="Second")))
UNITS = Panels((PUBLISHED, replace(PUBLISHED, title="Cities")), shared=False)
DOTS = Scatter(
    (
        DotGroup("Other", theme.ACCENT, (Dot(HOSTILE, 2e5, 3, True), Dot("Few", 500, 0), Dot("None", 1e6, 0))),
        DotGroup("Largest", theme.HIGHLIGHT, (Dot("Iran", 4e6, 1, True, facts=("4M people",)),)),
    ),
    "People",
    "Pledges",
    proportion=1e-6,
)
RANKS = Ranks("Rank", (Rank("Iran", 1, 1, 4, "4M people"), Rank("Chad", 2, 2, 30)), is_log=True)
MATRIX = Matrix(
    "",
    ("Africa, of 54", HOSTILE),
    ("Housing", "All"),
    (
        (Cell("0", "zero", code="housing|africa"), Cell("4", level=3, code="housing|asia")),
        (Cell("no data", "no_data"), Cell("12", total=True)),
    ),
)
MAP = Map(
    (
        Shade("Not counted", theme.OUTSIDE, (Country("KEN", HOSTILE, ("3 pledges",)),), theme.PAPER),
        Shade("1 pledge", theme.STEPS[0], (Country("UGA", "Uganda"),), in_tooltip=False),
        Shade("Nowhere", theme.STEPS[1], ()),
    ),
    (Place("Kampala, Uganda", 0.3, 32.5, 7.0, "kampala", ("1 pledge",)),),
    "Local government",
    window=((-40, 74), (-37, 39)),
)
POINT = Map((Shade("", theme.ZERO, (Country("UGA", "Uganda"),)),), (Place("Kampala", 0.3, 32.5, 10),), labelled=True)
FLOW = Flow(
    "1 May 2025",
    "2 June 2026 <b>",
    (FlowState(HOSTILE, theme.STEPS[0], 5), FlowState("Not in it", theme.RULE, 2)),
    (FlowState("In progress", theme.STEPS[1], 4), FlowState("Planned", theme.STEPS[0], 3)),
    (FlowBand(0, 0, 4), FlowBand(0, 1, 1, moved=False), FlowBand(1, 1, 2, one_sided=True)),
)
EVERY_KIND = {
    name.lower(): figure
    for name, figure in globals().items()
    if name.isupper() and isinstance(figure, Bars | Panels | Scatter | Ranks | Matrix | Map | Flow)
}


def page(figure: Figure) -> dict[str, Any]:
    return page_figure(figure, "Finding <b>", "All pledges.", "Source.")


def traces(figure: Figure, kind: str) -> list[dict[str, Any]]:
    return [trace for trace in page(figure)["data"] if trace["type"] == kind]


@pytest.mark.parametrize("figure", [*EVERY_KIND.values(), *FIGURES.values()], ids=[*EVERY_KIND, *FIGURES])
def test_plotly_accepts_a_figure_and_a_browser_its_numbers(figure: Figure) -> None:
    drawn = page(figure)
    assert go.Figure(drawn).to_dict()["layout"]["height"] == drawn["layout"]["height"]
    json.dumps(drawn, allow_nan=False)


@pytest.mark.parametrize("figure", EVERY_KIND.values(), ids=EVERY_KIND)
def test_a_figure_says_what_it_finds_of_what_and_from_where(figure: Figure) -> None:
    layout = page(figure)["layout"]
    assert layout["title"]["text"].startswith("<b>Finding &lt;b&gt;</b><br>")
    assert "All pledges." in layout["title"]["text"]
    assert layout["annotations"][-1]["text"] == "Source."
    assert layout["font"]["family"] == theme.FONT
    assert "template" not in layout, "its content would be sent with every figure"


@pytest.mark.parametrize("figure", EVERY_KIND.values(), ids=EVERY_KIND)
def test_more_words_leave_the_drawing_as_large(figure: Figure) -> None:
    heights = []
    for title, source in (("Short", "S."), ("Long " * 60, "Source " * 90)):
        layout = page_figure(figure, title, "All.", source)["layout"]
        heights.append(layout["height"] - layout["margin"]["t"] - layout["margin"]["b"])
    assert heights == [drawing(figure, Style()).height] * 2


def test_a_scope_that_the_page_says_takes_no_room() -> None:
    with_scope, without = (page_figure(BARS, "Finding", scope, "S.")["layout"] for scope in ("All pledges.", ""))
    assert with_scope["height"] - without["height"] == 15


@pytest.mark.parametrize("figure", EVERY_KIND.values(), ids=EVERY_KIND)
def test_larger_type_takes_more_room(figure: Figure) -> None:
    plain, large = drawing(figure, Style()), drawing(figure, Style(enlarged=2))
    assert large.height >= plain.height
    assert large.left >= plain.left


@pytest.mark.parametrize("full_width", [False, True])
@pytest.mark.parametrize("figure", EVERY_KIND.values(), ids=EVERY_KIND)
def test_in_a_room_a_drawing_is_as_much_higher_as_its_type_is_larger(figure: Figure, full_width: bool) -> None:
    phone, room = (page_figure(figure, full_width=full_width, style=style)["layout"] for style in (PHONE, ROOM))
    heights = [each["height"] - each["margin"]["t"] - each["margin"]["b"] for each in (phone, room)]
    assert heights[1] == pytest.approx(1.4 * heights[0], abs=1)
    if "legend" in phone:
        assert (phone["legend"]["font"], room["legend"]["font"]) == ({"size": 11.5}, {"size": 16.1})


def test_bars_have_their_numbers_their_colours_and_the_first_row_on_top() -> None:
    drawn = page(BARS)
    (bar,) = traces(BARS, "bar")
    assert bar["x"] == [1234, 2.5, None]
    assert bar["text"][:2] == ["1,234", "2.5"]
    assert bar["marker"]["color"] == [theme.ACCENT, theme.HIGHLIGHT, theme.ACCENT]
    names = drawn["layout"]["yaxis"]
    assert names["tickvals"] == [0, 1, 2]
    assert names["ticktext"][0] == "Housing"
    assert names["ticktext"][1].startswith("&lt;b&gt;A &amp; B<br><span")
    assert names["range"] == [2.5, -0.5]
    assert drawn["layout"]["xaxis"]["range"] == [0, pytest.approx(1234 * 1.18)]


def test_what_is_unknown_has_words_and_no_bar() -> None:
    (unknown,) = traces(BARS, "scatter")
    assert (unknown["y"], [text.strip() for text in unknown["text"]]) == ([2], ["no data"])


def test_a_share_names_its_whole_and_a_small_whole_is_counted() -> None:
    assert traces(SHARES, "bar")[0]["text"][:2] == ["2 of 4", "17% of 54"]


def test_figures_that_share_a_scale_end_at_the_same_place() -> None:
    assert page(SHARES)["layout"]["xaxis"]["range"] == [0, 0.75], "with room for the words at the longest bar"
    assert page(replace(SHARES, most=1))["layout"]["xaxis"]["range"] == [0, 1.5]


def test_bars_side_by_side_say_which_is_which() -> None:
    assert [bar["name"] for bar in traces(SIDE_BY_SIDE, "bar")] == ["Before", "After"]
    layout = page(SIDE_BY_SIDE)["layout"]
    key = layout["annotations"][0]
    assert "Before" in key["text"]
    assert "After" in key["text"]
    assert (key["y"], key["yanchor"]) == (1, "bottom"), "above the bars, where it is read before them"
    assert key["yshift"] + 17 < layout["margin"]["t"], "in the figure"


@pytest.mark.parametrize("figure", [SIDE_BY_SIDE, PANELS, JOINED], ids=lambda figure: type(figure).__name__)
def test_where_nothing_is_drawn_no_key_stands(figure: Bars | Panels) -> None:
    if isinstance(figure, Panels):
        nothing: Bars | Panels = replace(figure, charts=())
    else:
        nothing = replace(figure, rows=(), series=tuple(replace(each, values=()) for each in figure.series))
    assert [note["text"] for note in page(nothing)["layout"]["annotations"]] == ["Source."]


def test_a_phone_has_room_for_the_scale_beside_long_notes() -> None:
    rows = tuple(replace(row, note="134K displaced people, no pledge found") for row in JOINED.rows)
    margin = page(replace(JOINED, rows=rows))["layout"]["margin"]
    assert NARROWEST - margin["l"] - margin["r"] >= 90, "four steps of the scale, each with its name"


def test_the_shares_of_a_row_are_marks_on_a_line_with_their_numbers_outside_it() -> None:
    line, people, pledges, words = traces(JOINED, "scatter")
    assert line["x"] == [0.14, 0.25, None, 0.0, 0.003, None]
    assert [text.strip() for text in people["text"]] == ["25%", "&lt; 1%"]
    assert (people["textposition"], pledges["textposition"]) == (["middle right"] * 2, ["middle left"] * 2)
    assert people["marker"]["symbol"] != pledges["marker"]["symbol"], "colour alone does not tell them apart"
    assert pledges["marker"]["color"] == [theme.ACCENT, theme.PAPER], "zero is hollow"
    assert (words["y"], words["text"][0].strip()) == ([2], "no data")


def test_the_scale_of_shares_ends_with_the_largest_where_that_is_a_step_of_it() -> None:
    strip = replace(JOINED, series=tuple(replace(each, values=values(0.6, 0.1, 0)) for each in JOINED.series))
    assert page(strip)["layout"]["xaxis"]["ticktext"] == ["0%", "20%", "40%", "60%"]


@pytest.mark.parametrize("most", [0.004, 0.6, 1.0, 5.0, 3e7])
def test_the_scale_of_joined_shares_has_few_steps_however_large_a_number_is(most: float) -> None:
    first, second = JOINED.series
    numbers = [Value(most), *first.values[1:]]
    strip = replace(JOINED, series=(replace(first, values=tuple(numbers)), second))
    assert len(page_figure(strip)["layout"]["xaxis"]["tickvals"]) <= 6


def test_the_whole_row_of_joined_shares_answers_a_click() -> None:
    (row,) = traces(JOINED, "bar")
    assert row["customdata"] == ["Asia", "Oceania", ""]
    assert row["hovertext"][0] == "<b>Asia</b><br>25% of 47M"
    start, end = page(JOINED)["layout"]["xaxis"]["range"]
    assert (row["base"], row["base"] + row["x"][0]) == (pytest.approx(start), pytest.approx(end))


def test_of_equal_shares_one_number_is_on_each_side() -> None:
    equal = replace(JOINED, rows=ROWS[:1], series=(Series("A", values(0.5)), Series("B", values(0.5))))
    assert [trace["textposition"] for trace in traces(equal, "scatter")[1:]] == [["middle right"], ["middle left"]]


def test_upright_bars_stand_from_left_to_right() -> None:
    drawn = page(UPRIGHT)
    (bar,) = traces(UPRIGHT, "bar")
    assert bar["y"][0] == 1234
    assert "orientation" not in bar
    assert "%{y}" not in bar["hovertemplate"]
    assert drawn["layout"]["xaxis"]["range"] == [-0.5, 2.5]
    assert traces(UPRIGHT, "scatter")[0]["x"] == [2], "words stand where no bar is"


def test_wholes_are_equally_long_and_count_their_parts() -> None:
    yes, no = traces(WHOLES, "bar")
    assert [sum(parts) for parts in zip(yes["x"], no["x"], strict=True)] == [1, 1, 0]
    assert yes["text"] == ["3", "", ""], "one of a hundred has no room"
    assert yes["customdata"][1] == "1 of 100 (1%)"
    assert yes["customdata"][0] == "3 of 4"
    assert no["textfont"]["color"] == theme.PAPER
    (empty,) = traces(WHOLES, "scatter")
    assert (empty["y"], empty["text"][0].strip()) == ([2], "no pledge found")
    layout = page(WHOLES)["layout"]
    assert layout["barmode"] == "stack"
    assert theme.HIGHLIGHT in layout["annotations"][0]["text"]


def test_published_figures_are_marks_with_what_was_said() -> None:
    drawn = page(UNITS)
    bars = [trace for trace in drawn["data"] if trace["type"] == "bar"]
    marks = [trace for trace in drawn["data"] if trace["type"] == "scatter"]
    assert [bar["x"] for bar in bars[:2]] == [[40], [9]]
    assert (marks[0]["x"], marks[0]["y"], marks[0]["text"]) == ([70], [0], ["<b>70</b>"])
    assert "70 actions” &lt;i&gt;" in marks[0]["hovertext"][0]
    assert {bar["yaxis"] for bar in bars} == {"y", "y2"}
    assert drawn["layout"]["annotations"][0]["text"] == "Actions &lt;b&gt;"


def test_panels_share_a_scale_unless_their_units_differ() -> None:
    layout = page(PANELS)["layout"]
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    alone = page(replace(PANELS, shared=False))["layout"]
    assert alone["xaxis2"]["range"] == [0, pytest.approx(9 * 1.18)]


def test_what_would_be_expected_is_a_mark_where_something_is() -> None:
    (mark,) = traces(EXPECTED, "scatter")
    assert (mark["x"], mark["y"], mark["marker"]["symbol"]) == ([2, 6], [0, 1], "line-ns-open")
    layout = page(EXPECTED)["layout"]
    assert layout["xaxis"]["range"][1] > 6
    assert "Pledges" in layout["annotations"][0]["text"] and "By weight" in layout["annotations"][0]["text"]


def test_half_and_double_are_equally_long_and_none_runs_to_the_edge() -> None:
    (bar,) = traces(RATIOS, "bar")
    edge = page(RATIOS)["layout"]["xaxis"]["range"][1]
    assert bar["x"] == [-edge, -1, 2, None]
    assert bar["marker"]["color"][0] == theme.ZERO
    assert bar["marker"]["line"]["width"] == [1, 0, 0, 0]
    right, left = traces(RATIOS, "scatter")
    assert dict(zip(right["y"], map(str.strip, right["text"]), strict=True)) == {0: "none", 1: "0.5", 3: "no data"}
    assert (left["y"], left["text"][0].strip()) == ([2], "4")
    assert bar["hovertext"][0] == "<b>Chad</b><br>no pledge"


def test_dots_stand_on_log_scales_with_bands_for_few_and_none() -> None:
    drawn = page(DOTS)
    line, other, largest, names = drawn["data"]
    assert (line["mode"], [other["name"], largest["name"]]) == ("lines", ["Other", "Largest"])
    assert other["x"][0] == pytest.approx(math.log10(2e5), abs=1e-4)
    assert other["y"][0] == pytest.approx(math.log10(3), abs=1e-4)
    band = drawn["layout"]["shapes"][0]
    assert (band["fillcolor"], band["y1"] > max(other["y"][1:])) == (theme.ZERO, True)
    assert other["x"][1] < 3, "under 1,000 people stand beside the scale"
    assert drawn["layout"]["xaxis"]["ticktext"][0] == "&lt; 1K"
    assert line["y"][1] - line["x"][1] == pytest.approx(-6)
    assert names["text"] == ["Iran", "&lt;b&gt;A &amp; B"], "the last group is named first"
    assert largest["hovertext"] == ["<b>Iran</b><br>4M people"]


def test_ranks_count_from_the_top_on_the_line_of_their_range() -> None:
    lines, dots = page(RANKS)["data"]
    assert lines["x"] == [1, 4, None, 2, 30, None]
    assert (dots["x"], dots["y"]) == ([1, 2], [0, 1])
    axis = page(RANKS)["layout"]["xaxis"]
    assert (axis["type"], axis["side"]) == ("log", "top")
    assert "4M people" in page(RANKS)["layout"]["yaxis"]["ticktext"][0]


def colour_of(heatmap: dict[str, Any], z: float) -> str:
    """The colour that Plotly gives a number: the last step of the scale at or below it, where no step lies between."""
    place = (z - heatmap["zmin"]) / (heatmap["zmax"] - heatmap["zmin"])
    return next(colour for at, colour in heatmap["colorscale"] if at >= place - 1e-9)


@pytest.mark.parametrize("last", range(1, 30))
def test_ranks_can_be_read_off_lines_near_them(last: int) -> None:
    lines = page(ranks(NAMES, last))["layout"]["xaxis"]["tickvals"]
    assert all(1 <= line <= last for line in lines)
    assert lines[0] == 1 and (last > 10 or lines == [*range(1, last + 1)])


@given(SCATTERS)
def test_what_a_scatter_counts_stands_at_both_axes(figure: Scatter) -> None:
    layout = page(figure)["layout"]
    said = [layout["xaxis"]["title"]["text"], *(each["text"] for each in layout["annotations"])]
    assert {escaped(figure.x_title), escaped(figure.y_title)} <= {*said}


@given(bars(), st.integers(0, 900))
def test_a_figure_is_as_high_as_its_neighbour_and_its_bars_are_no_blocks(figure: Bars, at_least: int) -> None:
    alone, beside = (page_figure(figure, at_least=height)["layout"] for height in (0, at_least))
    margins = alone["margin"]["t"] + alone["margin"]["b"]
    most = at_least if figure.upright else min(at_least, margins + PHONE.room(MOST_ROW) * len(figure.rows))
    assert beside["height"] == max(alone["height"], most)
    assert beside["margin"] == alone["margin"], "nothing is left empty: the source follows what is drawn"


def test_cells_have_their_colours_and_can_be_chosen() -> None:
    heatmap, light, dark = page(MATRIX)["data"]
    (zero, most), (unknown, total) = heatmap["z"]
    assert colour_of(heatmap, zero) == theme.ZERO
    assert colour_of(heatmap, unknown) == theme.NO_DATA
    assert colour_of(heatmap, most) == theme.STEPS[-1]
    assert total is None, "a total has no colour"
    assert (light["text"], light["customdata"]) == (["4"], ["housing|asia"])
    assert dark["text"] == ["0", "no data", "<b>12</b>"]
    assert list(zip(dark["x"], dark["y"], strict=True)) == [(0, 0), (0, 1), (1, 1)]
    assert dark["unselected"]["textfont"]["color"] == theme.INK, "a cell chosen does not fade the others"
    layout = page(MATRIX)["layout"]
    assert layout["xaxis"]["ticktext"] == ["Africa, of 54", "&lt;b&gt;A &amp; B"]
    assert layout["yaxis"]["ticktext"] == ["Housing", "All"]


@pytest.mark.parametrize("aside", [Cell("–", "outside"), Cell("0", "zero"), Cell("Changed", colour=theme.ACCENT)])
def test_a_class_has_the_same_colour_whatever_others_there_are(aside: Cell) -> None:
    heatmap = page(replace(MATRIX, cells=((Cell("1"), Cell("4", level=2)), (Cell("9", level=3), aside))))["data"][0]
    assert colour_of(heatmap, heatmap["z"][0][1]) == theme.STEPS[2]
    assert colour_of(heatmap, heatmap["z"][1][0]) == theme.STEPS[3]
    own = heatmap["z"][1][1]
    assert own is None if aside.state == "outside" else colour_of(heatmap, own) in (theme.ZERO, theme.ACCENT)


def test_columns_stand_apart_what_does_not_apply_is_hatched_and_the_key_says_so() -> None:
    figure = Matrix(
        "",
        ("Africa", "Asia", "Networks"),
        ("Housing",),
        ((Cell("1"), Cell("0", "zero"), Cell("–", "not_applicable")),),
        ((theme.STEPS[0], "1 pledge"), (theme.PAPER, "–: does not apply")),
        groups=(0, 0, 1),
    )
    heatmap, _light, dark, hatching = page(figure)["data"]
    assert heatmap["x"] == [-0.5, 0.5, 1.5, 1.8, 2.8]
    assert heatmap["z"] == [[0, 1, None, None]], "a gap is a column without a colour"
    assert dark["x"] == page(figure)["layout"]["xaxis"]["tickvals"] == [0, 1, 2.3]
    assert (hatching["x"], hatching["marker"]["pattern"]["shape"]) == ([2.3], "/")
    key = page(figure)["layout"]["annotations"][:-1]
    assert [note["text"] for note in key] == [" ", "1 pledge", "//", "–: does not apply"]
    assert [note.get("bgcolor") for note in key] == [theme.STEPS[0], None, theme.PAPER, None]
    assert key[0]["bordercolor"] == theme.QUIET, "the palest colours have an outline"


def test_a_map_has_a_colour_a_meaning_and_places_to_choose() -> None:
    drawn = page(MAP)
    outside, one, places = drawn["data"]
    assert outside["locations"] == ["KEN"]
    assert outside["hovertext"] == ["<b>&lt;b&gt;A &amp; B</b><br>3 pledges"]
    assert "Not counted" in outside["hovertemplate"]
    assert "hovertemplate" not in one, "under the pointer there is the number itself"
    assert one["colorscale"][0][1] == theme.STEPS[0]
    assert (places["customdata"], places["marker"]["size"]) == (["kampala"], [7.0])
    assert places["marker"] | {"color": theme.DOT, "opacity": 1} == places["marker"], "dots do not fade into the land"
    layout = drawn["layout"]
    assert layout["geo"]["lonaxis"]["range"] == [-40, 74]
    assert (layout["geo"]["projection"]["type"], layout["geo"]["resolution"]) == ("equal earth", 50)
    assert layout["showlegend"]
    assert not layout["legend"]["itemclick"]
    assert all(trace["unselected"]["marker"]["opacity"] == 1 for trace in drawn["data"])


def test_a_single_place_is_named_and_has_no_legend() -> None:
    _country, place = page(POINT)["data"]
    assert (place["mode"], place["text"]) == ("markers+text", ["Kampala"])
    assert not page(POINT)["layout"]["showlegend"]


def test_bands_have_the_colour_of_their_state_on_the_left() -> None:
    (sankey,) = page(FLOW)["data"]
    link = sankey["link"]
    assert (link["source"], link["target"], link["value"]) == ([0, 0, 1], [2, 3, 3], [4, 1, 2])
    assert [colour.rpartition(",")[2] for colour in link["color"]] == ["0.350)", "0.175)", "0.700)"]
    assert sankey["node"]["label"][0] == "&lt;b&gt;A &amp; B · <b>5</b>"
    assert page(FLOW)["layout"]["annotations"][1]["text"] == "2 June 2026 &lt;b&gt;"


def test_a_figure_is_sent_as_it_is() -> None:
    content = page(BARS)
    assert PageFigure(content).to_dict() is content


@pytest.mark.parametrize("camera", [True, False])
def test_the_settings_of_a_figure_lead_to_no_other_host(camera: bool) -> None:
    config = page_config("name", "svg", camera)
    assert config["topojsonURL"] == "geography/"
    assert (config["displaylogo"], config["showSendToCloud"]) == (False, False)
    assert config["displayModeBar"] == camera


def test_the_camera_saves_a_figure_as_large_as_it_is() -> None:
    options = page_config("name", "svg", camera=True)["toImageButtonOptions"]
    assert isinstance(options, dict)
    assert (options["format"], options["filename"]) == ("svg", "name")
    assert options["width"] is options["height"] is None


@pytest.mark.parametrize("text", ["a" * 200, "word " * 80, "<b>" * 40, "ש" * 90, ""], ids=lambda text: text[:6])
@pytest.mark.parametrize("width", [12, 46])
def test_no_line_is_longer_than_its_room(text: str, width: int) -> None:
    lines = wrapped(text, width).split("<br>")
    assert all(len(line.replace("&lt;", "<").replace("&gt;", ">")) <= width for line in lines)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(DESCRIPTIONS, TEXT)
def test_any_description_can_be_drawn_and_no_text_of_it_is_markup(figure: Figure, text: str) -> None:
    drawn = page_figure(figure, text, text, text)
    json.dumps(drawn, allow_nan=False)
    assert foreign_markup(drawn) == []


def test_a_ring_leaves_the_dots_around_it_to_be_seen() -> None:
    (places,) = traces(replace(MAP, places=(*MAP.places, replace(MAP.places[0], is_ring=True))), "scattergeo")
    assert places["marker"]["symbol"] == ["circle", "circle-open"]
    assert "symbol" not in traces(MAP, "scattergeo")[0]["marker"]


LONG_NAMES = [replace(row, name=f"{row.name} and anti-discrimination of all", note="None found") for row in ROWS]
ROWS_OF_NAMES = {
    **{name: figure for name, figure in FIGURES.items() if not (isinstance(figure, Bars) and figure.upright)},
    "long names with notes": replace(SIDE_BY_SIDE, rows=tuple(LONG_NAMES), stacked=True),
}


@pytest.mark.parametrize("figure", [pytest.param(figure, id=name) for name, figure in ROWS_OF_NAMES.items()])
@pytest.mark.parametrize("style", [PHONE, ROOM], ids=["phone", "room"])
def test_a_name_of_several_lines_does_not_reach_into_the_next(style: Style, figure: Figure) -> None:
    drawn = drawing(figure, style)
    for name, axis in drawn.layout.items():
        names = axis.get("ticktext", ()) if name.startswith("yaxis") else ()
        low, high = axis.get("domain", (0, 1)) if names else (0, 1)
        for one, other in pairwise(names):
            breaks = (one.count("<br>") + other.count("<br>")) / 2
            least = style.size(TYPE) * (1 + 1.3 * breaks)
            assert drawn.height * (high - low) / len(names) >= least - 1, "half of each, on both sides of their border"
