"""What descriptions say of themselves."""

from dataclasses import replace

from analytics.charts.description import Bars, Row, Series, Value

BARS = Bars(
    tuple(map(Row, ("Africa", "Americas", "Asia"))),
    (Series("Pledges", (Value(3), Value(None), Value(5))), Series("Perhaps", (Value(1), Value(None), Value(0)))),
    reference=Series("Published", (Value(7), Value(8), Value(9))),
)


def test_rows_that_are_kept_keep_their_marks() -> None:
    kept = BARS.with_rows((2, 0))
    assert [row.name for row in kept.rows] == ["Asia", "Africa"]
    assert [[value.number for value in each.values] for each in kept.series] == [[5, 3], [0, 1]]
    assert kept.reference is not None
    assert [value.number for value in kept.reference.values] == [9, 7]


def test_every_row_has_a_size() -> None:
    assert BARS.sizes() == [4, 0, 5]
    assert replace(BARS, series=()).sizes() == [0, 0, 0]
