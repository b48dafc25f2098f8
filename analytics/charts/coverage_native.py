"""The parts of the figures of coverage: cells of the matrix, bars of counts and of shares."""

from itertools import pairwise

import pandas as pd

from analytics.charts import theme
from analytics.charts.coverage import DEEP, MARGINS, SCALE, SMALL, cell_text, column_name, deepest, missing_text
from analytics.charts.description import Bars, Cell, Matrix, Panels, Series, in_columns
from analytics.words import _

COUNT, PARTS, SHARE = "#,##0", "#,##0.0", "0%"
"""Formats of a spreadsheet: whole numbers, numbers with a fraction, shares."""


def count_format(values: pd.Series) -> str:
    """The format of counts: with a decimal only where one of them has a fraction."""
    known = values.dropna().astype(float)
    return COUNT if known.mod(1).eq(0).all() else PARTS


def matrix_parts(matrix: pd.DataFrame, is_share: bool, none: str) -> Matrix:
    """The cells of `coverage_heatmap`, in the order of the table; `none` is what an empty one is called."""
    regions, codes = matrix.drop_duplicates("region"), matrix.drop_duplicates("code")
    inner = matrix[~matrix["region"].isin(MARGINS) & ~matrix["code"].isin(MARGINS)]
    most = float(inner["value"].max()) if inner["value"].notna().any() else 0.0
    top = deepest(most, is_share)
    cells = {(row.code, row.region): _cell(row, is_share, most, top) for row in matrix.itertuples()}
    rows = tuple(tuple(cells[code, region] for region in regions["region"]) for code in codes["code"])
    meanings = (
        (theme.ZERO, none, bool((inner["state"] == "none").any())),
        (theme.NO_DATA, _("No data"), bool(regions["no_data"].any())),
        (theme.PAPER, _("–: does not apply"), any(cell.text == "–" for row in rows for cell in row)),
    )
    return Matrix(
        "",
        tuple(column_name(name, of) for name, of in zip(regions["region_label"], regions["of"], strict=True)),
        tuple(codes["code_label"]),
        rows,
        tuple((colour, meaning) for colour, meaning, occurs in meanings if occurs),
    )


def _cell(row: pd.Series, is_share: bool, most: float, top: float) -> Cell:
    text = cell_text(row.value, row.of, is_share, row.no_data)
    margin = row.code in MARGINS or row.region in MARGINS
    if row.no_data:
        return Cell(text, theme.NO_DATA, bold=margin)
    if margin or row.state not in ("value", "none"):
        return Cell(text, bold=margin)
    ink = theme.PAPER if row.value > most * DEEP else theme.INK
    return Cell(text, scale_colour(row.value / top), ink)


def scale_colour(position: float) -> str:
    """The colour that a matrix has at a position from 0 (none) to 1 (most)."""
    for (low, pale), (high, deep) in pairwise(SCALE):
        if low <= position <= high and low < high:
            part = (position - low) / (high - low)
            ends = ((int(pale[at : at + 2], 16), int(deep[at : at + 2], 16)) for at in (1, 3, 5))
            return "#" + "".join(f"{round(one + (other - one) * part):02X}" for one, other in ends)
    return SCALE[-1][1]


def bar_parts(table: pd.DataFrame, is_share: bool, name: str) -> Bars | Panels:
    """The bars of `coverage.bars`, whose numbers are called `name`; a share has its whole beside its category."""
    shown = zip(table["label"], table["of"].where(table["value"].notna()), strict=True)
    return in_columns(
        Bars(
            tuple(column_name(label, of) if is_share else label for label, of in shown),
            (
                Series(
                    name,
                    drawn(table["value"]),
                    texts=tuple(
                        _bar_text(value, of, state, is_share)
                        for value, of, state in zip(
                            table["value"], table["of"], table.get("state", table["label"]), strict=True
                        )
                    ),
                ),
            ),
            SHARE if is_share else count_format(table["value"]),
        )
    )


def drawn(values: pd.Series) -> tuple[float | None, ...]:
    """Numbers as values of bars; missing is None."""
    return tuple(None if pd.isna(value) else float(value) for value in values)


def _bar_text(value: float, of: float, state: str, is_share: bool) -> str:
    """What stands at a bar where its number would not do: unknown, of a small whole, or rounded to none or all."""
    if pd.isna(value):
        return missing_text(state)
    if is_share and (of < SMALL or 0 < value < 0.01 or 0.99 < value < 1):
        return cell_text(value, of, is_share)
    return ""


def column_parts(table: pd.DataFrame, quiet: str, name: str) -> Bars:
    """The upright bars of `coverage.columns`."""
    colours = tuple(theme.NO_DATA if label == quiet else theme.ACCENT for label in table["label"])
    series = Series(name, drawn(table["value"]), colours=colours)
    return Bars(tuple(table["label"]), (series,), count_format(table["value"]), upright=True)


def group_parts(table: pd.DataFrame, name: str) -> Panels:
    """The bars of `coverage.grouped_bars`, a chart for each group."""
    form = count_format(table["value"])
    return Panels(
        tuple(
            Bars(tuple(own["label"]), (Series(name, drawn(own["value"])),), form, title=str(group))
            for group, own in table.groupby("group", sort=False)
        )
    )
