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

KEY_ROW = 17
KEY_WIDTH = 52
"""Pixels and characters of a line that says what colours mean."""

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


def whole_bars(table: pd.DataFrame, parts: list[Part], left: int, none: str = "–") -> go.Figure:
    """Bars of equal length, one a row, divided as its whole is, each part with its count.

    Needs `label`, `under` (what stands in small type under it), `of` and the columns of the parts. A row
    of nothing says `none`. `left` is the room for names, in pixels, over which the key reaches.
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
            text=["\u2002" + none] * len(empty),
            mode="text",
            textposition="middle right",
            textfont={"color": theme.QUIET},
            hoverinfo="skip",
            showlegend=False,
        )
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(showgrid=False, showline=False, ticks="", tickfont={"size": 12}, type="category")
    figure.update_layout(barmode="stack", bargap=0.3)
    add_key(figure, parts, left)
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


def _key_lines(parts: list[Part]) -> list[str]:
    """The names of the parts with their colours, as many to a line as a phone holds."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        if lines[-1] and sum(len(each.name) + 4 for each in [*lines[-1], part]) > KEY_WIDTH:
            lines.append([])
        lines[-1].append(part)
    square = '<span style="color:{colour}">■</span>\u00a0{name}'
    return [
        "\u2002 ".join(square.format(colour=part.colour, name=theme.escaped(part.name)) for part in line)
        for line in lines
    ]


def add_key(figure: go.Figure, parts: list[Part], left: int) -> None:
    """What each colour means, under the bars; plotly's own legend cuts names where bars are short."""
    figure.add_annotation(
        text="<br>".join(_key_lines(parts)),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xanchor="left",
        yanchor="top",
        xshift=8 - left,
        yshift=-4,
        align="left",
        showarrow=False,
        font={"size": 12},
    )


def key_room(parts: list[Part]) -> int:
    """Pixels under the bars that the meaning of the colours needs."""
    return 16 + KEY_ROW * len(_key_lines(parts))


def row_height(labels: list[str], under: bool = True) -> int:
    """Pixels of all rows together; they are equal, so the longest name decides."""
    lines = max((theme.wrapped(label, LABEL).count("<br>") for label in labels), default=0)
    return len(labels) * ((ROW if under else ROW - 10) + 12 * lines)
