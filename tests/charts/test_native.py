"""Parts of figures from small tables: what has no number, what has too many rows, which colour a cell has."""

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.coverage_native import bar_parts, column_parts, matrix_parts, scale_colour
from analytics.charts.description import Bars, Cell, Panels, Series, in_columns
from analytics.charts.gaps_native import ratio_bar_parts, scatter_parts
from analytics.charts.progress import Part
from analytics.charts.progress_native import whole_parts
from tests.charts.test_coverage import MATRIX, PARTS
from tests.charts.test_gaps import PLACES

UNKNOWN = float("nan")


def test_a_bar_without_a_fair_percentage_says_what_it_is() -> None:
    table = pd.DataFrame(
        [("Four", 0.5, 4), ("Many", 0.25, 54), ("A trace", 0.004, 9_300_000), ("Unknown", UNKNOWN, UNKNOWN)],
        columns=["label", "value", "of"],
    )
    assert bar_parts(table, True, "Share") == Bars(
        ("Four, of 4", "Many, of 54", "A trace, of 9M", "Unknown"),
        (Series("Share", (0.5, 0.25, 0.004, None), texts=("2 of 4", "", "under 1%", "no data")),),
        "0%",
    )


def test_counts_have_a_decimal_only_if_pledges_are_shared_out() -> None:
    table = pd.DataFrame({"label": ["a", "b"], "value": [3.0, 2.0], "of": UNKNOWN})
    whole, shared = column_parts(table, "b", ""), column_parts(table.assign(value=[3.0, 0.5]), "b", "")
    assert (whole.number_format, shared.number_format) == ("#,##0", "#,##0.0")
    assert whole.series[0].colours == (theme.ACCENT, theme.NO_DATA)


def test_more_rows_than_a_chart_holds_stand_in_two_columns_in_order() -> None:
    names = tuple(map(str, range(17)))
    series = Series("n", tuple(map(float, range(17))), colours=names, texts=names)
    panels = in_columns(Bars(names, (series,), stacked=True))
    assert isinstance(panels, Panels) and panels.shared
    left, right = panels.charts
    assert left.categories + right.categories == names
    assert left.series[0].colours == left.series[0].texts == names[:9]
    assert right.series == (Series("n", tuple(map(float, range(9, 17))), colours=names[9:], texts=names[9:]),)
    assert left.stacked and right.stacked
    few = Bars(names[:16], ())
    assert in_columns(few) is few


@pytest.mark.parametrize(
    ("position", "colour"),
    [
        (0, theme.ZERO),
        (0.34, theme.STEPS[1]),
        (1, theme.STEPS[3]),
        # Half way from 2F7DB3 at 0.34 to 12598C at 0.67: 2F and 12 make 20.5, 7D and 59 make 6B, B3 and 8C make 9F.5.
        (0.505, "#206BA0"),
    ],
)
def test_a_cell_has_the_colour_between_two_steps(position: float, colour: str) -> None:
    assert scale_colour(position) == colour


def test_none_unknown_and_not_applicable_differ_in_a_matrix_and_are_named() -> None:
    parts = matrix_parts(MATRIX, is_share=True, none="None found")
    assert parts.columns == ("Africa, of 40", "Asia", "Network", "Total, of 80")
    assert parts.rows == ("Housing", "Health", "Total")
    africa, asia, network, total = parts.cells[1]
    assert africa == Cell("0%", theme.ZERO)
    assert asia == Cell("no data", theme.NO_DATA)
    assert network == Cell("–")
    assert total == Cell("under 1%", bold=True)
    assert parts.cells[0][0] == Cell("25%", theme.STEPS[3], theme.PAPER)
    assert dict(parts.legend) == {
        theme.ZERO: "None found",
        theme.NO_DATA: "No data",
        theme.PAPER: "–: does not apply",
    }


def test_sums_of_parts_are_margins_and_a_zero_that_says_nothing_has_no_colour() -> None:
    parts = matrix_parts(PARTS, is_share=False, none="None found")
    assert parts.columns == ("Africa", "Parts", "Total")
    assert parts.rows == ("Housing", "Not_Stated", "Parts", "Total")
    assert parts.cells[0] == (Cell("0.5", scale_colour(0.5), theme.PAPER), Cell("0.5", bold=True), Cell("1", bold=True))
    assert parts.cells[1][0] == Cell("0")
    assert parts.cells[2] == (Cell("0.5", bold=True), Cell("0.5", bold=True), Cell("–", bold=True))
    assert theme.ZERO not in dict(parts.legend), "no place is without a pledge"


def test_what_is_not_counted_is_not_called_unknown() -> None:
    table = pd.DataFrame(
        [("a", 2.0, "value"), ("b", UNKNOWN, "not_applicable"), ("c", UNKNOWN, "no_data")],
        columns=["label", "value", "state"],
    ).assign(of=UNKNOWN)
    bar = bar_parts(table, False, "Pledges")
    assert isinstance(bar, Bars)
    assert bar.series[0].texts == ("", "not counted", "no data")


def test_a_whole_of_nothing_says_so_once() -> None:
    counts = {"of": [2, 0], "yes": [1, 0], "no": [1, 0]}
    table = pd.DataFrame({"label": ["Asia", "Oceania"], "under": ["1 of 2", ""], **counts})
    answers = [Part("yes", "Yes", "#000000", "#FFFFFF"), Part("no", "No", "#FFFFFF", "#000000")]
    parts = whole_parts(table, answers, "No pledge found")
    assert isinstance(parts, Bars)
    assert parts.categories == ("Asia (1 of 2)", "Oceania")
    assert parts.series == (
        Series("Yes", (1.0, 0.0), "#000000", "#FFFFFF", texts=("", "No pledge found")),
        Series("No", (1.0, 0.0), "#FFFFFF", "#000000"),
    )


def test_people_stand_on_their_own_scale_and_nobody_is_said_aside() -> None:
    dots = scatter_parts(PLACES, "Pledges")
    placed = {dot.name: (dot.x, dot.y) for _name, _colour, own in dots.groups for dot in own}
    assert placed == {"Half": (2e6, 1), "Twice": (1e6, 2), "None": (3e6, 0), "Few <b>": (40, 1)}
    assert dots.proportion == pytest.approx(5 / 6_000_040)
    assert dots.aside == "1 place with nobody in need is left out: a log scale has no zero."
    assert scatter_parts(PLACES.iloc[:0], "Pledges").groups == ()


def test_a_ratio_that_does_not_exist_says_why() -> None:
    assert ratio_bar_parts(PLACES, "Ratio").series == (
        Series(
            "Ratio",
            (0.5, 2.0, None, None, None, 900.0),
            colours=(theme.HIGHLIGHT, theme.ACCENT, theme.ZERO, *[theme.ACCENT] * 3),
            texts=("", "", "none", "nobody in need", "no data", ""),
        ),
    )
