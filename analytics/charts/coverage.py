"""Descriptions of coverage: the matrix of regions and themes, and bars of either."""

from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.charts import theme
from analytics.charts.classes import COUNTED, class_names, class_of
from analytics.charts.description import Bars, Cell, Matrix, Panels, Row, Series, State, Value
from analytics.rows import each_row
from analytics.shares import is_small, name_with_whole, value_text, value_with_whole, whole_text
from analytics.words import _

MARGINS = ("total", "parts")
"""Codes of rows and columns that are totals: `MARGINS` of `analytics.measures.coverage`, which charts do not import."""

_STATES: dict[str, State] = {"none": "zero", "zero": "plain_zero"}
"""States of the table that are called otherwise in a cell: a zero of networks, for example, is no absence."""

_APART = {"network": 1, "unplaced": 1, "not_stated": 1, **dict.fromkeys(MARGINS, 2)}
"""Columns that are no regions stand apart from them, and totals from both."""


def matrix(table: pd.DataFrame, measure: str, none: str, fractional: bool = False) -> Matrix:
    """Themes down, regions across, in the order of the table; `none` is what a cell without a pledge is called.

    Cells have the colours of the classes of the measure, which are those of the map; counts may be `fractional`.

    Needs `region`, `region_label`, `code`, `code_label`, `value`, `of`, `no_data` and `state`. The head of a column
    names the whole of its shares.
    """
    rows = list(each_row(table))
    regions, codes = {row.region: row for row in rows}, {row.code: row for row in rows}
    inner = [row for row in rows if row.region not in MARGINS and row.code not in MARGINS]
    cells = {(row.code, row.region): _cell(row, measure) for row in rows}
    levels = {class_of(row.value, measure) for row in inner if row.state == "value"}
    names = class_names(measure, fractional)
    meanings = (
        (theme.ZERO, none, any(row.state == "none" for row in inner)),
        *((colour, name, at in levels) for at, (colour, name) in enumerate(zip(theme.STEPS, names, strict=True))),
        (theme.NO_DATA, _("No data"), any(row.no_data for row in rows)),
        (theme.PAPER, _("–: does not apply"), any(cell.state == "not_applicable" for cell in cells.values())),
    )
    return Matrix(
        "",
        tuple(name_with_whole(row.region_label, row.of) for row in regions.values()),
        tuple(row.code_label for row in codes.values()),
        tuple(tuple(cells[code, region] for region in regions) for code in codes),
        tuple((colour, meaning) for colour, meaning, occurs in meanings if occurs),
        tuple(_APART.get(region, 0) for region in regions),
    )


def _cell(row: Any, measure: str) -> Cell:
    is_margin = row.region in MARGINS or row.code in MARGINS
    return Cell(
        value_text(row.value, row.of, measure not in COUNTED, row.no_data),
        _STATES.get(row.state, row.state),
        class_of(row.value, measure) if row.state == "value" and not is_margin else 0,
        total=is_margin and not row.no_data,
        code=f"{row.code}|{row.region}",
    )


def bars(table: pd.DataFrame, is_share: bool, name: str) -> Bars:
    """A bar for each row of the table, whose numbers are called `name`.

    Needs `label`, `value` and, for shares, `of`; where `value` is missing there are words and no bar: "no data", or
    "not counted" where `state` says that the question does not apply.
    """
    wholes = table["of"].where(table["value"].notna()) if is_share else float("nan")
    rows = list(each_row(table.assign(of=wholes, state=table.get("state", ""))))
    values = (_share(row.value, row.of, row.state) if is_share else counted(row.value, row.state) for row in rows)
    return Bars(
        tuple(Row(row.label, whole=whole_text(row.of)) for row in rows),
        (Series(name, tuple(values)),),
        "share" if is_share else "count",
    )


def counted(value: float, state: str = "") -> Value:
    """A count as the value of a bar, or the words in its place."""
    if pd.isna(value):
        return Value(None, "not_applicable" if state == "not_applicable" else "no_data", missing_text(state))
    return Value(float(value), "value" if value else "zero")


def count_series(name: str, counts: pd.Series, colour: str = theme.ACCENT) -> Series:
    """A column of counts as bars of one name."""
    return Series(name, tuple(map(counted, counts)), colour)


def _share(value: float, of: float, state: str) -> Value:
    """A share with words where a percentage would not be fair: of a small whole, or rounded to none or all."""
    plain = counted(value, state)
    if plain.number is None or not (is_small(of) or 0 < value < 0.01 or 0.99 < value < 1):
        return plain
    return replace(plain, text=value_with_whole(value, of, is_share=True))


def missing_text(state: str) -> str:
    """The words in place of a bar that has no value."""
    return _("not counted") if state == "not_applicable" else _("no data")


def upright_bars(table: pd.DataFrame, name: str, unstated: str = "") -> Bars:
    """Upright bars along a time or a short list; the one named `unstated` is grey.

    Needs `label`, `value`.
    """
    colours = (theme.NO_DATA if label == unstated else "" for label in table["label"])
    values = zip(map(counted, table["value"]), colours, strict=True)
    series = Series(name, tuple(replace(value, colour=colour) for value, colour in values))
    return Bars(tuple(map(Row, table["label"])), (series,), upright=True)


def grouped_bars(table: pd.DataFrame, name: str) -> Panels:
    """Bars under a heading for each group, all on one scale.

    Needs `group`, `label`, `value`, with the rows of a group together.
    """
    return Panels(
        tuple(
            Bars(tuple(map(Row, own["label"])), (count_series(name, own["value"]),), title=str(group))
            for group, own in table.groupby("group", sort=False)
        )
    )
