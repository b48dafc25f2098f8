"""The matrix and bars: what their descriptions say of each cell and bar."""

import pandas as pd

from analytics.charts import theme
from analytics.charts.coverage import bars, grouped_bars, matrix, upright_bars
from analytics.charts.description import Cell, Matrix, Row, Series, Value, cell_colours

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


def cells(figure: Matrix) -> dict[tuple[str, str], Cell]:
    """The cells by the names of their column and row."""
    return {
        (column, row): cell
        for row, own in zip(figure.rows, figure.cells, strict=True)
        for column, cell in zip(figure.columns, own, strict=True)
    }


def numbers(series: Series) -> tuple[Value, ...]:
    return series.values  # noqa: PD011 (no table)


def test_every_cell_says_its_number_and_the_head_of_its_column_the_whole() -> None:
    shown = cells(matrix(MATRIX, measure="member_share", none="None found"))
    assert shown["Africa, of 40", "Housing"].text == "25%"
    assert shown["Total, of 80", "Health"].text == "under 1%"
    assert shown["Africa, of 40", "Health"].code == "health|Africa"
    assert len(shown) == len(MATRIX)


def test_zero_unknown_and_not_applicable_differ_in_words_and_in_colour() -> None:
    figure = matrix(MATRIX, measure="member_share", none="None found")
    health = [cells(figure)[column, "Health"] for column in ("Africa, of 40", "Asia", "Network")]
    assert [cell.text for cell in health] == ["0%", "no data", "–"]
    assert [cell.state for cell in health] == ["zero", "no_data", "not_applicable"]
    assert [cell_colours(cell)[0] for cell in health] == [theme.ZERO, theme.NO_DATA, theme.PAPER]
    assert all(cell_colours(row[figure.columns.index("Asia")])[0] == theme.NO_DATA for row in figure.cells)
    assert dict(figure.legend) == {
        theme.ZERO: "None found",
        theme.STEPS[1]: "Over 10% to 25%",
        theme.NO_DATA: "No data",
        theme.PAPER: "–: does not apply",
    }


def test_a_count_names_no_whole() -> None:
    counts = MATRIX.assign(value=3.0, of=UNKNOWN, no_data=False, state="value")
    figure = matrix(counts, measure="pledges", none="None found")
    assert cells(figure)["Africa", "Housing"].text == "3"
    assert figure.legend == ((theme.STEPS[2], "3 to 4 pledges"),)


def test_margins_are_written_and_not_coloured() -> None:
    for (column, row), cell in cells(matrix(MATRIX, measure="member_share", none="None found")).items():
        margin = "Total" in (column.split(",")[0], row)
        assert cell.total == (margin and column != "Asia")
        assert not margin or cell_colours(cell)[0] in (theme.PAPER, theme.NO_DATA)


def test_sums_of_parts_and_whole_counts_are_margins_and_stand_out() -> None:
    figure = matrix(PARTS, measure="pledges", none="None found")
    shown = cells(figure)
    assert {place for place, cell in shown.items() if cell_colours(cell)[0] in theme.STEPS} == {("Africa", "Housing")}
    assert {place for place, cell in shown.items() if not cell.total} == {
        ("Africa", "Housing"),
        ("Africa", "Not_Stated"),
    }
    assert cell_colours(shown["Africa", "Not_Stated"])[0] == theme.PAPER, "it says nothing of a place"
    assert shown["Africa", "Parts"].text == "0.5" and shown["Total", "Parts"].text == "–"
    assert theme.ZERO not in dict(figure.legend), "no place is without a pledge"


def test_a_cell_has_the_colour_of_its_class_and_the_key_names_those_that_occur() -> None:
    table = MATRIX.copy()
    table.loc[1, ["value", "state"]] = [1e-6, "value"]
    figure = matrix(table, measure="member_share", none="None found")
    shown = cells(figure)
    assert cell_colours(shown["Africa, of 40", "Housing"])[0] == theme.STEPS[1]
    assert cell_colours(shown["Africa, of 40", "Health"])[0] == theme.STEPS[0], (
        "the smallest share is not drawn as none"
    )
    assert (
        dict(figure.legend)[theme.STEPS[0]] == "Up to 10%" and dict(figure.legend)[theme.STEPS[1]] == "Over 10% to 25%"
    )
    assert not {*theme.STEPS[2:]} & {*dict(figure.legend)}, "totals have no colour, so none of them is in the key"


def test_what_is_no_region_and_totals_stand_apart() -> None:
    assert matrix(MATRIX, measure="member_share", none="None found").gaps() == [2, 3]
    assert matrix(PARTS, measure="pledges", none="None found", fractional=True).gaps() == [1]


BARS = pd.DataFrame({"label": ["Africa", "Asia", "Oceania"], "value": [0.25, 0.0, UNKNOWN], "of": [40, 10, UNKNOWN]})


def test_bars_are_the_table_and_name_their_wholes() -> None:
    figure = bars(BARS, is_share=True, name="Share")
    assert figure.rows == (Row("Africa", whole="40"), Row("Asia", whole="10"), Row("Oceania"))
    assert numbers(figure.series[0]) == (Value(0.25), Value(0.0, "zero"), Value(None, "no_data", "no data"))
    assert (figure.numbers, figure.series[0].name) == ("share", "Share")


def test_a_bar_without_a_fair_percentage_says_what_it_is() -> None:
    table = pd.DataFrame(
        [("Four", 0.5, 4), ("Many", 0.25, 54), ("A trace", 0.004, 9_300_000), ("Nearly", 0.999, 9_300_000)],
        columns=["label", "value", "of"],
    )
    texts = [value.text for value in numbers(bars(table, is_share=True, name="Share").series[0])]
    assert texts == ["2 of 4", "", "under 1% of 9.3M", "over 99% of 9.3M"]


def test_what_is_not_counted_is_not_called_unknown() -> None:
    table = BARS.assign(value=[0.25, UNKNOWN, UNKNOWN], state=["value", "not_applicable", "no_data"])
    for is_share in (True, False):
        _africa, asia, oceania = numbers(bars(table, is_share, "Pledges").series[0])
        assert asia == Value(None, "not_applicable", "not counted")
        assert oceania == Value(None, "no_data", "no data")


def test_upright_bars_are_the_table_and_what_is_not_stated_is_grey() -> None:
    table = pd.DataFrame({"label": ["2021", "2022", "Not stated"], "value": [1, 0, 5]})
    figure = upright_bars(table, "Pledges", unstated="Not stated")
    assert figure.upright and figure.rows == (Row("2021"), Row("2022"), Row("Not stated"))
    assert numbers(figure.series[0]) == (Value(1), Value(0, "zero"), Value(5, colour=theme.NO_DATA))


def test_grouped_bars_share_one_scale() -> None:
    table = pd.DataFrame({"group": ["a", "a", "b"], "label": ["x", "y", "z"], "value": [1.0, 2.0, 9.0]})
    figure = grouped_bars(table, "Pledges")
    assert figure.shared
    assert [
        (chart.title, row.name, value.number)
        for chart in figure.charts
        for row, value in zip(chart.rows, numbers(chart.series[0]), strict=True)
    ] == [("a", "x", 1), ("a", "y", 2), ("b", "z", 9)]
