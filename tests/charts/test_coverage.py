"""The matrix and bars: what they show, read back out of the figure."""

from itertools import pairwise

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.coverage import bars, cell_text, column_name, columns, coverage_heatmap, grouped_bars, value_text
from tests.charts.test_theme import contrast

UNKNOWN = float("nan")
MATRIX = pd.DataFrame(
    [
        ("Africa", "housing", 0.25, 40, False, "value"),
        ("Africa", "health", 0.0, 40, False, "none"),
        ("Africa", "total", 0.5, 40, False, "value"),
        ("Asia", "housing", UNKNOWN, UNKNOWN, True, "no_data"),
        ("Asia", "health", UNKNOWN, UNKNOWN, True, "no_data"),
        ("Asia", "total", UNKNOWN, UNKNOWN, True, "no_data"),
        ("network", "housing", UNKNOWN, UNKNOWN, False, "not_applicable"),
        ("network", "health", UNKNOWN, UNKNOWN, False, "not_applicable"),
        ("network", "total", UNKNOWN, UNKNOWN, False, "not_applicable"),
        ("total", "housing", 0.25, 80, False, "value"),
        ("total", "health", 0.001, 80, False, "value"),
        ("total", "total", 0.375, 80, False, "value"),
    ],
    columns=["region", "code", "value", "of", "no_data", "state"],
).assign(region_label=lambda rows: rows["region"].str.title(), code_label=lambda rows: rows["code"].str.title())
PARTS = pd.DataFrame(
    [
        ("Africa", "housing", 0.5, "value"),
        ("Africa", "not_stated", 0.0, "zero"),
        ("Africa", "parts", 0.5, "value"),
        ("Africa", "total", 1.0, "value"),
        ("parts", "housing", 0.5, "value"),
        ("parts", "not_stated", 0.0, "zero"),
        ("parts", "parts", 0.5, "value"),
        ("parts", "total", UNKNOWN, "not_applicable"),
        ("total", "housing", 1.0, "value"),
        ("total", "not_stated", 0.0, "zero"),
        ("total", "parts", UNKNOWN, "not_applicable"),
        ("total", "total", 1.0, "value"),
    ],
    columns=["region", "code", "value", "state"],
).assign(
    of=UNKNOWN,
    no_data=False,
    region_label=lambda rows: rows["region"].str.title(),
    code_label=lambda rows: rows["code"].str.title(),
)
"""Half of a joint pledge on housing, with both margins; nothing is said of places by what states no theme."""
HOSTILE = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "=HYPERLINK(1)", "$x$ & <b>y</b>", "שלום e\u0301"]


def written(figure) -> dict[tuple[str, str], tuple[str, str]]:
    """What is written in each cell of a matrix, and in which colour."""
    return {
        (x, y): (text.removeprefix("<b>").removesuffix("</b>"), trace.textfont.color)
        for trace in figure.data
        if trace.type == "scatter"
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    }


def colour_at(scale: tuple[tuple[float, str], ...], position: float) -> str:
    """The colour that a scale has at a position from 0 to 1."""
    (low, pale), (high, deep) = next(
        (one, other) for one, other in pairwise(scale) if one[0] <= position <= other[0] and one[0] < other[0]
    )
    part = (position - low) / (high - low)
    channels = [(int(pale[at : at + 2], 16), int(deep[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (other - one) * part):02x}" for one, other in channels)


def test_every_cell_says_its_number_and_the_head_of_its_column_the_whole() -> None:
    cells = written(coverage_heatmap(MATRIX, is_share=True))
    assert cells["Africa, of 40", "Housing"][0] == "25%"
    assert cells["Total, of 80", "Health"][0] == "under 1%"
    assert len(cells) == len(MATRIX)


def test_zero_unknown_and_not_applicable_differ_in_words_and_in_colour() -> None:
    figure = coverage_heatmap(MATRIX, is_share=True)
    cells = written(figure)
    assert [cells[x, "Health"][0] for x in ("Africa, of 40", "Asia", "Network")] == ["0%", "no data", "–"]
    shaded, grey = (trace for trace in figure.data if trace.type == "heatmap")
    assert shaded.colorscale[0][1] == theme.ZERO
    assert {colour for _at, colour in grey.colorscale} == {theme.NO_DATA}
    heads = list(shaded.x)
    assert [row[heads.index("Asia")] for row in grey.z] == [1, 1, 1]
    assert all(
        each is None for row in grey.z for each in (row[heads.index("Network")], row[heads.index("Africa, of 40")])
    )
    assert all(pd.isna(row[heads.index("Network")]) for row in shaded.z)


def test_a_count_names_no_whole() -> None:
    counts = MATRIX.assign(value=3.0, of=UNKNOWN, no_data=False, state="value")
    assert written(coverage_heatmap(counts, is_share=False))["Africa", "Housing"][0] == "3"


def test_margins_are_written_and_not_coloured() -> None:
    shaded = coverage_heatmap(MATRIX, is_share=True).data[0]
    at = list(shaded.x).index("Total, of 80")
    assert all(pd.isna(row[at]) for row in shaded.z)
    assert all(pd.isna(each) for each in shaded.z[list(shaded.y).index("Total")])


def test_sums_of_parts_and_whole_counts_are_margins_and_stand_out() -> None:
    figure = coverage_heatmap(PARTS, is_share=False)
    shaded = pd.DataFrame(figure.data[0].z, index=figure.data[0].y, columns=figure.data[0].x)
    coloured = {(x, y) for x in shaded for y in shaded.index if not pd.isna(shaded.loc[y, x])}
    assert coloured == {("Africa", "Housing")}, "a zero that says nothing of a place has no colour"
    cells = {
        (x, y): text
        for trace in figure.data
        if trace.type == "scatter"
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    }
    assert {place for place, text in cells.items() if not text.startswith("<b>")} == {
        ("Africa", "Housing"),
        ("Africa", "Not_Stated"),
    }
    assert cells["Africa", "Parts"] == "<b>0.5</b>" and cells["Total", "Parts"] == "<b>–</b>"


def test_the_smallest_share_is_not_drawn_as_none() -> None:
    scale = coverage_heatmap(MATRIX, is_share=True).data[0].colorscale
    assert [at for at, colour in scale if colour == theme.ZERO][-1] < 1e-6
    assert scale[2][1] == theme.STEPS[0]


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.1, 0.2, 0.22, 0.25, 0.4, 0.7, 1.0])
def test_every_number_can_be_read_on_its_colour(share: float) -> None:
    matrix = MATRIX.copy()
    matrix.loc[matrix["code"] == "housing", "value"] = 1.0
    matrix.loc[1, ["value", "state"]] = [share, "value" if share else "none"]
    figure = coverage_heatmap(matrix, is_share=True)
    assert figure.data[0].zmax == 1
    behind = colour_at(figure.data[0].colorscale, share)
    assert contrast(written(figure)["Africa, of 40", "Health"][1], behind) >= 3.7


@pytest.mark.parametrize(
    ("value", "of", "said"),
    [
        (0.5, 4, "2 of 4"),
        (0.25, 4, "1 of 4"),
        (1, 1, "1 of 1"),
        (0.2, 5, "20% of 5"),
        (0.004, 9278029, "under 1% of 9M"),
    ],
)
def test_a_share_of_fewer_than_five_is_a_count(value: float, of: float, said: str) -> None:
    assert value_text(value, of, is_share=True) == said
    assert ("%" in cell_text(value, of, is_share=True)) == (of >= 5)


def test_a_head_names_people_short() -> None:
    assert column_name("Asia", 9278029) == "Asia, of 9M"
    assert column_name("Asia", 47) == "Asia, of 47"
    assert column_name("Asia", UNKNOWN) == "Asia"


BARS = pd.DataFrame({"label": ["Africa", "Asia", "Oceania"], "value": [0.25, 0.0, UNKNOWN], "of": [40, 10, UNKNOWN]})


def test_bars_are_the_table_and_name_their_wholes() -> None:
    bar = bars(BARS, is_share=True).data[0]
    assert dict(zip(bar.y, bar.text, strict=True)) == {"Africa": "25% of 40", "Asia": "0% of 10", "Oceania": "–"}
    assert list(bar.x[1:]) == [0.0, 0.25]
    assert list(bar.y) == ["Oceania", "Asia", "Africa"]


def test_nothing_known_is_said_and_has_no_bar() -> None:
    bar, said = bars(BARS, is_share=True).data
    assert pd.isna(bar.x[0])
    assert (list(said.y), list(said.text)) == (["Oceania"], ["no data"])


def test_what_is_not_counted_is_not_called_unknown() -> None:
    states = BARS.assign(value=[0.25, UNKNOWN, UNKNOWN], state=["value", "not_applicable", "no_data"])
    _bar, said = bars(states, is_share=True).data
    assert dict(zip(said.y, said.text, strict=True)) == {"Asia": "not counted", "Oceania": "no data"}


def test_the_axis_has_room_for_the_longest_bar_and_its_text_and_starts_at_zero() -> None:
    assert bars(BARS, is_share=True).layout.xaxis.range == (0, pytest.approx(0.25 * 1.5))
    assert bars(BARS.assign(value=0.0), is_share=False).layout.xaxis.range == (0, 1)


def test_columns_are_the_table_and_what_is_not_stated_is_grey() -> None:
    table = pd.DataFrame({"label": ["2021", "2022", "Not stated"], "value": [1, 0, 5]})
    column = columns(table, quiet="Not stated").data[0]
    assert list(column.y) == [1, 0, 5]
    assert list(column.marker.color) == [theme.ACCENT, theme.ACCENT, theme.NO_DATA]


def test_grouped_bars_share_one_scale() -> None:
    table = pd.DataFrame({"group": ["a", "a", "b"], "label": ["x", "y", "z"], "value": [1.0, 2.0, 9.0]})
    figure = grouped_bars(table, left=200)
    assert all(axis.range == (0, pytest.approx(9 * 1.12)) for axis in figure.select_xaxes())
    assert {y: x for bar in figure.data for y, x in zip(bar.y, bar.x, strict=True)} == {"x": 1, "y": 2, "z": 9}
    assert [note.text for note in figure.layout.annotations] == ["a", "b"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_stays_text(text: str) -> None:
    matrix = MATRIX.assign(region_label=text, code_label=text)
    one = pd.DataFrame({"label": [text], "value": [1.0], "of": [UNKNOWN], "group": [text]})
    for figure in (coverage_heatmap(matrix, True), bars(one, False), columns(one), grouped_bars(one, 100)):
        for shown in (*figure.data[0].x, *figure.data[0].y, *(note.text for note in figure.layout.annotations)):
            assert "<script" not in str(shown) and "<b>y" not in str(shown)
    label = bars(one, False).data[0].y[0]
    assert theme.escaped(text).split()[0].split("<br>")[0][:8] in label
