"""Figures of what records state."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.coverage import BAR_LABEL
from analytics.charts.progress import Part
from analytics.words import _, number


def answers() -> list[Part]:
    """What a record can say on a point."""
    names = {"yes": _("Yes"), "no": _("No"), "not_seen": _("Not seen")}
    return [Part(column, name, *theme.ANSWERS[column]) for column, name in names.items()]


def answer_bars(table: pd.DataFrame) -> go.Figure:
    """Yes, no and not seen, stacked to all pledges, each part with its count.

    Needs `label`, `yes`, `no`, `not_seen`.
    """
    figure = go.Figure()
    rows = table.iloc[::-1]
    for column, name, colour, ink in answers():
        figure.add_bar(
            x=rows[column],
            y=[theme.axis_label(label, BAR_LABEL) for label in rows["label"]],
            orientation="h",
            name=name,
            text=[number(count) if count else "" for count in rows[column]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ink},
            marker={"color": colour, "line": {"color": theme.PAPER, "width": 1}},
            hovertemplate="%{y}<br>" + name + ": <b>%{x}</b><extra></extra>",
        )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(showgrid=False, ticks="", tickfont={"size": 12})
    figure.update_layout(
        barmode="stack",
        bargap=0.28,
        showlegend=True,
        legend={**theme.LEGEND, "entrywidth": 0.32},
    )
    return figure
