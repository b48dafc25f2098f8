"""The flow of pledges from their states in one version of the data to those in another."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.words import number

ABSENT = "absent"
FAINT = 0.35
"""How strongly a band shows the colour of its state on the left: half of it where nothing moved, twice for grey."""

NODE_LABEL = 16


def state_flow(flow: pd.DataFrame, left: str, right: str) -> go.Figure:
    """Bands from the states of the left version to those of the right, as wide as the pledges they hold.

    Needs `before`, `after` (codes of `theme.STATES` or `absent`), `before_label`, `after_label`, `pledges`.
    A band has the colour of its state on the left; grey is a pledge that only one version has or nobody
    reported on. `left` and `right` name the versions above the columns.
    """
    nodes = pd.concat([states(flow, side) for side in ("before", "after")], ignore_index=True)
    position = {(node.side, node.code): place for place, node in enumerate(nodes.itertuples())}
    moves = flow["before"] != flow["after"]
    figure = go.Figure()
    figure.add_sankey(
        arrangement="fixed",
        node={
            "label": [
                f"{theme.wrapped(node.label, NODE_LABEL)} · <b>{number(node.pledges)}</b>"
                for node in nodes.itertuples()
            ],
            "color": [_colour(code) for code in nodes["code"]],
            "x": [0.001 if side == "before" else 0.999 for side in nodes["side"]],
            "y": _heights(nodes),
            "pad": 22,
            "thickness": 16,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        link={
            "source": [position["before", code] for code in flow["before"]],
            "target": [position["after", code] for code in flow["after"]],
            "value": flow["pledges"].astype(float),
            "color": [
                _faint(_colour(code), 2 * FAINT if code == ABSENT else FAINT if moved else FAINT / 2)
                for code, moved in zip(flow["before"], moves, strict=True)
            ],
            "customdata": [number(count) for count in flow["pledges"]],
            "hovertemplate": "%{source.label}<br>%{target.label}<br><b>%{customdata}</b><extra></extra>",
        },
        textfont={"size": 12.5, "color": theme.INK, "shadow": "none"},
    )
    for x, anchor, name in ((0, "left", left), (1, "right", right)):
        figure.add_annotation(
            text=theme.wrapped(name, 24),
            x=x,
            y=1,
            xref="paper",
            yref="paper",
            xanchor=anchor,
            yanchor="bottom",
            yshift=8,
            align=anchor,
            showarrow=False,
            font={"size": 12, "color": theme.QUIET},
        )
    return figure


def states(flow: pd.DataFrame, side: str) -> pd.DataFrame:
    """The states of one version (`before` or `after`) in the order of their meaning: `code`, `label`, `pledges`."""
    order = {code: place for place, code in enumerate([*theme.STATES, ABSENT])}
    return (
        flow.groupby(side, sort=False)
        .agg(label=(f"{side}_label", "first"), pledges=("pledges", "sum"))
        .reset_index(names="code")
        .assign(side=side)
        .sort_values("code", key=lambda codes: codes.map(order))
    )


def _heights(nodes: pd.DataFrame) -> list[float]:
    """The middle of each state in its column, from 0 at the top; a gap of 3% between them."""
    heights = []
    for side in ("before", "after"):
        own = nodes.loc[nodes["side"] == side, "pledges"]
        gap = 0.03
        scale = max(1 - gap * (len(own) - 1), 0.1) / max(float(own.sum()), 1)
        top = 0.0
        for count in own:
            heights.append(min(max(top + count * scale / 2, 0.001), 0.999))
            top += count * scale + gap
    return heights


def _colour(code: str) -> str:
    return theme.RULE if code == ABSENT else theme.STATES[code][0]


def _faint(colour: str, strength: float) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:.3f})"
