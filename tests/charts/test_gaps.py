"""What the figures of gaps describe: bands of zero, ratios, ranks and marks."""

import math

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.classes import RATIO_CLASSES, ratio_class
from analytics.charts.description import Dot, Map, Rank, Row, Value
from analytics.charts.gaps import FOREMOST, need_scatter, rank_ranges, ratio_bars, weight_bars
from analytics.charts.label_places import placed_labels
from analytics.charts.maps import WINDOWS, ratio_map

PLACES = pd.DataFrame(
    {
        "label": ["Half", "Twice", "None", "Nobody", "Unknown", "Few <b>"],
        "people": [2e6, 1e6, 3e6, 0.0, None, 40.0],
        "pledges": [1.0, 2.0, 0.0, 1.0, 4.0, 1.0],
        "ratio": [0.5, 2.0, 0.0, None, None, 900.0],
        "gap": [0.1, -0.1, 0.5, -0.2, None, -0.3],
        "state": ["value", "value", "none", "nobody", "no_data", "value"],
        "facts": [(f"fact of {place}",) for place in "abcdef"],
    }
)


def dots(table: pd.DataFrame) -> dict[str, Dot]:
    return {dot.name: dot for group in need_scatter(table, "Pledges").groups for dot in group.dots}


def test_zero_is_a_number_like_others_and_the_unknown_is_not_drawn() -> None:
    figure, drawn = need_scatter(PLACES, "Pledges"), dots(PLACES)
    assert figure.y_title == "Pledges"
    assert set(drawn) == {"Half", "Twice", "None", "Nobody", "Few <b>"}
    assert drawn["Half"] == Dot("Half", 2e6, 1, labelled=True, facts=("fact of a",))
    assert drawn["None"].y == 0 and drawn["Nobody"].x == 0
    assert figure.aside == "1 place with nobody in need is left out: a log scale has no zero."
    assert need_scatter(PLACES[PLACES["people"] > 0], "Pledges").aside == ""


def test_the_line_of_proportion_has_as_many_pledges_for_people_as_all_together() -> None:
    assert need_scatter(PLACES, "Pledges").proportion == pytest.approx(5 / 6_000_040)
    assert need_scatter(PLACES.assign(pledges=0.0), "Pledges").proportion is None


def test_the_largest_differences_have_the_second_colour_and_lie_on_top() -> None:
    others, foremost = need_scatter(PLACES, "Pledges").groups
    assert (foremost.name, foremost.colour) == ("Largest differences", theme.HIGHLIGHT)
    assert [dot.name for dot in foremost.dots] == ["None", "Half"], "the largest first"
    assert (others.name, others.colour) == ("Other places", theme.ACCENT)
    many = pd.concat([PLACES[:1].assign(label=f"P{n}", gap=1 / (n + 1)) for n in range(30)], ignore_index=True)
    others, foremost = need_scatter(many, "Pledges").groups
    assert [dot.name for dot in foremost.dots] == [f"P{n}" for n in range(FOREMOST)]
    assert [dot.labelled for dot in others.dots] == [True] * 4 + [False] * 16, "those to be named come first"


@pytest.mark.parametrize("rows", [PLACES.iloc[:0], PLACES.iloc[4:5], PLACES.assign(gap=float("nan"), pledges=0.0)])
def test_nothing_to_compare_is_an_empty_figure_not_an_error(rows: pd.DataFrame) -> None:
    assert not any(dot.labelled for dot in dots(rows).values()), "no gap, so nothing to name"
    assert len(ratio_bars(rows, "Ratio").rows) == len(rows)
    ranks = rank_ranges(rows.assign(rank=1, best=1, worst=1, note=""))
    assert len(ranks.ranks) == len(rows)


def test_a_ratio_has_the_colour_of_the_map_and_what_has_none_says_why() -> None:
    figure = ratio_bars(PLACES, "Representation ratio")
    assert figure.ratio and figure.numbers == "ratio"
    assert figure.rows[0] == Row("Half", facts=("fact of a",))
    (series,) = figure.series
    assert series.values == (  # noqa: PD011 (no table)
        Value(0.5, colour=ratio_class(0.5)[2]),
        Value(2.0, colour=theme.STEPS[0]),
        Value(None, "zero", "none"),
        Value(None, "not_applicable", "nobody in need"),
        Value(None, "no_data", "no data"),
        Value(900.0, colour=theme.STEPS[2]),
    )


def test_classes_of_the_map_are_symmetric_about_one_and_leave_no_hole() -> None:
    bounds = [low for low, _high, _colour in RATIO_CLASSES] + [RATIO_CLASSES[-1][1]]
    assert [high for _low, high, _colour in RATIO_CLASSES] == bounds[1:]
    inner = bounds[1:-1]
    assert [low * high for low, high in zip(inner, reversed(inner), strict=True)] == pytest.approx([1] * len(inner))


def colours(figure: Map) -> dict[str, str]:
    return {country.iso3: shade.colour for shade in figure.shades for country in shade.countries}


def test_no_pledge_no_data_and_few_pledges_look_different() -> None:
    table = PLACES.assign(iso3=list("ABCDEF"), name=PLACES["label"])
    figure = ratio_map(table, "People, no pledge", WINDOWS["Asia"])
    colour = colours(figure)
    assert colour["C"] == theme.ZERO and colour["E"] == theme.NO_DATA and colour["D"] == theme.OUTSIDE
    assert len(set(colour.values())) == 6
    assert figure.window == WINDOWS["Asia"]
    meanings = {shade.meaning: shade.in_tooltip for shade in figure.shades if shade.countries}
    assert meanings == {
        "Nobody, or not counted": True,
        "No data": True,
        "People, no pledge": True,
        "0.25 to 0.8 of its share": False,
        "1.25 to 4 times its share": False,
        "Over 4 times its share": False,
    }


def test_a_rank_stands_within_its_range() -> None:
    rows = pd.DataFrame(
        {"label": ["A"], "note": ["3M"], "rank": [2], "best": [1], "worst": [40], "facts": [("x",)]}, index=[7]
    )
    figure = rank_ranges(rows)
    assert figure.is_log, "many ranks"
    assert figure.ranks == (Rank("A", 2, 1, 40, "3M", ("x",)),)
    assert not rank_ranges(rows.assign(worst=3)).is_log


def test_what_is_expected_is_marked_only_where_something_is() -> None:
    rows = pd.DataFrame({"label": list("ABC"), "pledges": [1.0, 2.0, 0.0], "expected": [math.pi, None, 0.0]})
    figure = weight_bars(rows.assign(facts=[()] * 3), "Pledges")
    assert [row.name for row in figure.rows] == ["A", "B", "C"]
    assert figure.series[0].values == (Value(1.0), Value(2.0), Value(0.0, "zero"))  # noqa: PD011 (no table)
    assert figure.reference is not None
    assert [(mark.number, mark.text) for mark in figure.reference.values] == [  # noqa: PD011 (no table)
        (math.pi, "3.1"),
        (None, ""),
        (None, ""),
    ]
    assert figure.numbers == "count"


def test_no_name_covers_another_name_or_a_dot() -> None:
    points = [(0.1 * n, 0.5) for n in range(10)]
    assert placed_labels(points, dict.fromkeys(range(10), "A rather long name"), 300).keys() < set(range(10))
    assert placed_labels([(0.5, 0.5)], {0: "Chad"}, 300) == {0: "middle right"}
