"""Objectives with their pledges and what their weights would have."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.words import number

OBJECTIVE_LABEL = 30


def objective_bars(table: pd.DataFrame) -> go.Figure:
    """Pledges of each objective as a bar, and as a mark how many there would be if they followed the weights.

    Needs `label`, `pledges`, `expected` (missing where nothing is expected), `hover`, in the order from the top.
    """
    rows = table.iloc[::-1]
    names = [theme.axis_label(label, OBJECTIVE_LABEL) for label in rows["label"]]
    figure = go.Figure()
    figure.add_bar(
        x=rows["pledges"].astype(float),
        y=names,
        orientation="h",
        text=[number(round(each, 1)) for each in rows["pledges"]],
        textposition="outside",
        cliponaxis=False,
        customdata=rows["hover"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"color": theme.ACCENT},
    )
    asked = rows[rows["expected"] > 0]
    figure.add_scatter(
        x=asked["expected"].astype(float),
        y=[theme.axis_label(label, OBJECTIVE_LABEL) for label in asked["label"]],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 15, "color": theme.HIGHLIGHT, "line": {"width": 2.5}},
        hoverinfo="skip",
    )
    top = max(float(rows["pledges"].max() or 0), float(asked["expected"].max() or 0) if len(asked) else 0, 1)
    figure.update_xaxes(visible=False, range=[0, top * 1.15])
    figure.update_yaxes(showgrid=False, ticks="", tickfont={"size": 12})
    figure.update_layout(bargap=0.35)
    return figure
