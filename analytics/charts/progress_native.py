"""The parts of figures of wholes, of published figures and of what changed."""

import pandas as pd

from analytics.charts import theme
from analytics.charts.changes import ABSENT, states
from analytics.charts.coverage_native import drawn
from analytics.charts.description import Bars, Cell, Matrix, Panels, Series, in_columns
from analytics.charts.progress import Part
from analytics.charts.published import HOLDINGS
from analytics.words import _, number

WITHOUT_ZERO = "#,##0;;"
"""The format of parts: nothing where there is none, for it has no room."""


def whole_parts(table: pd.DataFrame, parts: list[Part], none: str = "–") -> Bars | Panels:
    """The bars of `whole_bars`, with the line under a name after it; needs `label`, `of` and the parts.

    A row of nothing says `none` at its first part. Without `under` a name stands alone.
    """
    notes = table.get("under", pd.Series("", index=table.index))
    nothing = tuple("" if of else none for of in table["of"])
    return in_columns(
        Bars(
            tuple(
                _("{name} ({note})").format(name=name, note=note) if note else name
                for name, note in zip(table["label"], notes, strict=True)
            ),
            tuple(
                Series(part.name, drawn(table[part.column]), part.colour, part.ink, texts=() if place else nothing)
                for place, part in enumerate(parts)
            ),
            WITHOUT_ZERO,
            stacked=True,
            whole=True,
        )
    )


def published_parts(table: pd.DataFrame, names: dict[str, str]) -> Panels:
    """The panels of `published_panels`: for each date our counts end to end, and under them what was published."""
    return Panels(
        tuple(_unit(str(unit), own, names) for unit, own in table.groupby("panel", sort=False)),
        shared=False,
    )


def _unit(unit: str, own: pd.DataFrame, names: dict[str, str]) -> Bars:
    colours = {**HOLDINGS, "published": theme.HIGHLIGHT}
    inks = {"perhaps": theme.INK, "undated": theme.INK}
    held = own.rename(columns={"value": "published"})
    return Bars(
        tuple(
            said.format(date=date)
            for date in own["label"]
            for said in (_("{date}: these data"), _("{date}: published"))
        ),
        tuple(
            Series(
                names[column],
                tuple(
                    float(value) if (column == "published") == published else 0.0
                    for value in held[column]
                    for published in (False, True)
                ),
                colour,
                inks.get(column, theme.PAPER),
            )
            for column, colour in colours.items()
        ),
        WITHOUT_ZERO,
        stacked=True,
        title=unit,
    )


def flow_parts(flow: pd.DataFrame) -> Matrix:
    """The counts of `state_flow` as a table, states of the earlier version down, of the later one across."""
    rows, columns = states(flow, "before"), states(flow, "after")
    counts = {(row.before, row.after): int(row.pledges) for row in flow.itertuples()}
    cells = tuple(
        tuple(_moved(before, after, counts.get((before, after), 0)) for after in columns["code"])
        for before in rows["code"]
    )
    moves = any(cell.fill == theme.ACCENT for row in cells for cell in row)
    return Matrix(
        _("Earlier version (down), later one (across)"),
        tuple(columns["label"]),
        tuple(rows["label"]),
        cells,
        ((theme.ACCENT, _("Changed state")),) if moves else (),
    )


def _moved(before: str, after: str, count: int) -> Cell:
    if not count:
        return Cell(number(count), ink=theme.QUIET)
    if before == after or ABSENT in (before, after):
        return Cell(number(count), bold=True)
    return Cell(number(count), theme.ACCENT, theme.PAPER, bold=True)
