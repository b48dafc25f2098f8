"""Figures of parts of a whole: states of pledges, ages of reports, answers of records."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.coverage import SMALL
from analytics.words import _, number, percent

LABEL = 24
"""Characters to a line of a row's name, so that the bars keep half of a phone's width."""

ROW = 38
"""Pixels of a row: its name and the line under it."""

LEGEND_ROW = 20

DIGIT = 0.02
"""The share of a bar that a digit needs on a phone; a count that does not fit is in the table and under the pointer."""


class Part(NamedTuple):
    """One part of every bar: its column, its name, its colour and that of the text on it."""

    column: str
    name: str
    colour: str
    ink: str


def parts_of(names: dict[str, str], colours: dict[str, tuple[str, str]], table: pd.DataFrame) -> list[Part]:
    """The parts that occur in a table, in the order of `names`."""
    return [Part(column, name, *colours[column]) for column, name in names.items() if table[column].sum()]


def whole_bars(table: pd.DataFrame, parts: list[Part]) -> go.Figure:
    """Bars of equal length, one a row, divided as its whole is, each part with its count.

    Needs `label`, `under` (what stands in small type under it), `of` and the columns of the parts. A row
    of nothing says so in words.
    """
    rows = table.iloc[::-1]
    names = [_row_name(row.label, row.under) for row in rows.itertuples()]
    wholes = rows["of"].where(rows["of"] > 0)
    figure = go.Figure()
    for part in parts:
        counts = rows[part.column]
        shares = counts / wholes
        figure.add_bar(
            x=shares.fillna(0),
            y=names,
            orientation="h",
            name=part.name,
            text=[number(count) if _fits(count, share) else "" for count, share in zip(counts, shares, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": part.ink, "size": 12},
            constraintext="none",
            marker={"color": part.colour, "line": {"color": theme.PAPER, "width": 1}},
            customdata=[_hover(count, of) for count, of in zip(counts, rows["of"], strict=True)],
            hovertemplate="%{y}<br>" + theme.escaped(part.name) + ": <b>%{customdata}</b><extra></extra>",
        )
    empty = [name for name, of in zip(names, rows["of"], strict=True) if not of]
    if empty:
        figure.add_scatter(
            x=[0] * len(empty),
            y=empty,
            text=["\u2002" + _("No pledge")] * len(empty),
            mode="text",
            textposition="middle right",
            textfont={"color": theme.QUIET},
            hoverinfo="skip",
            showlegend=False,
        )
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(showgrid=False, showline=False, ticks="", tickfont={"size": 12}, type="category")
    figure.update_layout(barmode="stack", bargap=0.3, showlegend=True, legend=_legend())
    return figure


def _fits(count: int, share: float) -> bool:
    return bool(count) and share >= DIGIT * (len(number(count)) + 0.5)


def _row_name(label: str, under: str) -> str:
    small = f'<br><span style="font-size:10.5px;color:{theme.QUIET}">{theme.escaped(under)}</span>' if under else ""
    return theme.wrapped(label, LABEL) + small


def _hover(count: int, of: int) -> str:
    if of < SMALL:
        return _("{part} of {whole}").format(part=number(count), whole=number(of))
    return _("{part} of {whole} ({share})").format(part=number(count), whole=number(of), share=percent(count / of))


def _legend() -> dict[str, object]:
    return {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "y": 0,
        "yanchor": "top",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "entrywidthmode": "pixels",
        "entrywidth": 130,
        "font": {"size": 12},
    }


def legend_room(parts: list[Part]) -> int:
    """Pixels under the bars that the legend needs: two names to a line, on a phone as on a desk."""
    return 14 + LEGEND_ROW * ((len(parts) + 1) // 2)


def row_height(labels: list[str], under: bool = True) -> int:
    """Pixels of all rows together; they are equal, so the longest name decides."""
    lines = max((theme.wrapped(label, LABEL).count("<br>") for label in labels), default=0)
    return len(labels) * ((ROW if under else ROW - 10) + 12 * lines)
