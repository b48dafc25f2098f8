"""Published figures as marks on bars of what the data hold, one panel a unit."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import theme
from analytics.words import number

HOLDINGS = {"ours": theme.ACCENT, "perhaps": theme.STEPS[0], "undated": theme.NO_DATA}
"""Counts of the data by how sure their date is, and their colours."""

LEGEND_ROW = 20

HEADING = 0.9
"""Height of a panel's heading, in rows."""


def published_panels(table: pd.DataFrame, names: dict[str, str], left: int) -> go.Figure:
    """For each unit a panel with its own axis; a row a date, a bar of our counts, a mark where the publisher's is.

    Needs `panel`, `label`, `value`, `ours`, `perhaps`, `undated`; `names` calls the three counts and
    `published`. `left` is the room for labels in pixels, over which the headings reach.
    """
    panels = list(dict.fromkeys(table["panel"]))
    sizes = [int((table["panel"] == panel).sum()) for panel in panels]
    figure = make_subplots(
        rows=len(panels),
        cols=1,
        row_heights=[size + 0.2 for size in sizes],
        vertical_spacing=HEADING / (sum(sizes) + HEADING * len(panels)),
        subplot_titles=[theme.wrapped(panel, theme.SCOPE_WIDTH) for panel in panels],
    )
    for row, panel in enumerate(panels, start=1):
        own = table[table["panel"] == panel].iloc[::-1]
        _panel(figure, own, names, row)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(showgrid=False, showline=False, ticks="", tickfont={"size": 12}, type="category")
    figure.update_annotations(x=0, xanchor="left", xshift=8 - left, font={"size": 13, "color": theme.ACCENT})
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        showlegend=True,
        legend=theme.LEGEND,
    )
    return figure


def _panel(figure: go.Figure, own: pd.DataFrame, names: dict[str, str], row: int) -> None:
    for column, colour in HOLDINGS.items():
        figure.add_bar(
            x=own[column],
            y=own["label"],
            orientation="h",
            name=names[column],
            legendgroup=column,
            showlegend=row == 1,
            marker={"color": colour},
            hovertemplate="%{y}<br>" + theme.escaped(names[column]) + ": <b>%{x}</b><extra></extra>",
            row=row,
            col=1,
        )
    figure.add_scatter(
        x=own["value"],
        y=own["label"],
        mode="markers+text",
        name=names["published"],
        legendgroup="published",
        showlegend=row == 1,
        text=[f"<b>{number(value)}</b>" for value in own["value"]],
        textposition="middle right",
        cliponaxis=False,
        marker={"color": theme.HIGHLIGHT, "symbol": "diamond", "size": 11, "line": {"color": theme.PAPER, "width": 1}},
        customdata=[theme.escaped(said) for said in own["said"]],
        hovertemplate="%{y}<br><b>%{customdata}</b><extra></extra>",
        row=row,
        col=1,
    )
    most = float(max(own["value"].max(), own[list(HOLDINGS)].sum(axis=1).max()))
    figure.update_xaxes(range=[0, most * 1.2], row=row, col=1)


def panel_room(table: pd.DataFrame) -> tuple[int, int]:
    """Pixels of all panels together, and of the legend under them."""
    panels = table["panel"].nunique()
    return 30 * len(table) + 30 * panels, 14 + LEGEND_ROW * 2
