"""Facts read back out of the figures of gaps."""

import math

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.gap_map import CLASSES, ratio_map
from analytics.charts.gaps import need_scatter, rank_ranges, ratio_bars
from analytics.charts.label_places import placed_labels
from analytics.charts.objectives import objective_bars

PLACES = pd.DataFrame(
    {
        "label": ["Half", "Twice", "None", "Nobody", "Unknown", "Few <b>"],
        "people": [2e6, 1e6, 3e6, 0.0, None, 40.0],
        "pledges": [1.0, 2.0, 0.0, 1.0, 4.0, 1.0],
        "ratio": [0.5, 2.0, 0.0, None, None, 900.0],
        "gap": [0.1, -0.1, 0.5, -0.2, None, -0.3],
        "state": ["value", "value", "none", "nobody", "no_data", "value"],
        "hover": list("abcdef"),
    }
)


def test_zero_stands_in_a_band_below_the_scale_and_the_unknown_nowhere() -> None:
    figure = need_scatter(PLACES, 370)
    dots = next(trace for trace in figure.data if trace.mode == "markers")
    assert sorted(dots.text) == ["a", "b", "c", "d", "f"]
    at = dict(zip(dots.text, zip(dots.x, dots.y, strict=True), strict=True))
    assert at["a"] == pytest.approx((math.log10(2e6), 0)), "one pledge"
    band = figure.layout.shapes[0]
    assert band.y0 < at["c"][1] < band.y1 < min(at[name][1] for name in "abd")
    assert at["d"][0] == at["f"][0] < 3, "nobody and few people share the column at the left"
    assert figure.layout.yaxis.ticktext[0] == "<b>0</b>"


def test_the_line_of_proportion_has_the_slope_of_proportion() -> None:
    figure = need_scatter(PLACES, 370)
    line = next(trace for trace in figure.data if trace.mode == "lines")
    assert line.y[1] - line.y[0] == pytest.approx(line.x[1] - line.x[0])


def test_names_in_the_scatter_are_text_not_markup() -> None:
    named = [text for trace in need_scatter(PLACES, 370).data if trace.mode == "markers+text" for text in trace.text]
    assert named
    assert not any("<b>" in text for text in named)


@pytest.mark.parametrize("rows", [PLACES.iloc[:0], PLACES.iloc[4:5], PLACES.assign(gap=float("nan"), pledges=0.0)])
def test_nothing_to_compare_is_an_empty_figure_not_an_error(rows: pd.DataFrame) -> None:
    _points, named = need_scatter(rows, 370).data
    assert len(named.x) == 0, "no gap, so nothing to name"
    assert len(ratio_bars(rows).data[0].x) == len(rows)
    _spans, marks = rank_ranges(rows.assign(rank=1, best=1, worst=1, under="")).data
    assert len(marks.x) == len(rows)


def test_half_and_twice_are_equally_far_from_one() -> None:
    bar = ratio_bars(PLACES).data[0]
    length = dict(zip(bar.y, bar.x, strict=True))
    assert length["Half"] == -length["Twice"] == -1
    assert length["None"] < -math.log2(900), "no pledge runs to the edge"
    assert length["Nobody"] is None and length["Unknown"] is None
    said = {
        name: text.strip()
        for trace in ratio_bars(PLACES).data[1:]
        for name, text in zip(trace.y, trace.text, strict=True)
    }
    assert [said[name] for name in ("Half", "None", "Nobody", "Unknown")] == [
        "0.5",
        "none",
        "nobody in need",
        "no data",
    ]


def test_classes_of_the_map_are_symmetric_about_one_and_leave_no_hole() -> None:
    bounds = [low for low, _high, _colour in CLASSES] + [CLASSES[-1][1]]
    assert [high for _low, high, _colour in CLASSES] == bounds[1:]
    inner = bounds[1:-1]
    assert [low * high for low, high in zip(inner, reversed(inner), strict=True)] == pytest.approx([1] * len(inner))


def test_no_pledge_no_data_and_few_pledges_look_different() -> None:
    table = PLACES.assign(iso3=list("ABCDEF"))
    figure = ratio_map(table, "People, no pledge")
    colour = {code: trace.colorscale[0][1] for trace in figure.data for code in trace.locations}
    assert colour["C"] == theme.ZERO and colour["E"] == theme.NO_DATA and colour["D"] == theme.OUTSIDE
    assert len(set(colour.values())) == 6


def test_a_rank_stands_within_its_range() -> None:
    rows = pd.DataFrame(
        {"label": ["A"], "under": ["3M"], "rank": [2], "best": [1], "worst": [40], "hover": ["A"]}, index=[7]
    )
    span, dot = rank_ranges(rows).data
    assert list(span.x) == [1, 40, None] and list(dot.x) == [2]


def test_what_is_expected_is_marked_only_where_something_is() -> None:
    rows = pd.DataFrame({"label": ["A", "B"], "pledges": [1.0, 2.0], "expected": [3.0, None], "hover": ["", ""]})
    bars, marks = objective_bars(rows).data
    assert list(bars.y) == ["B", "A"] and list(marks.y) == ["A"] and list(marks.x) == [3]


def test_no_name_covers_another_name_or_a_dot() -> None:
    points = [(0.1 * n, 0.5) for n in range(10)]
    assert placed_labels(points, dict.fromkeys(range(10), "A rather long name"), 300).keys() < set(range(10))
    assert placed_labels([(0.5, 0.5)], {0: "Chad"}, 300) == {0: "middle right"}
