"""A flow: bands from the states on the left to those on the right."""

from collections.abc import Sequence

from analytics.charts import theme
from analytics.charts.description import Flow, FlowState
from analytics.renderers.traces.elements import note, rounded
from analytics.renderers.traces.style import Drawing, Style
from analytics.words import number

TYPE = 12.5
"""Pixels of the names of states on a page."""

GAP = 0.03
"""Room between states on a page, in heights of their column."""

FAINT = 0.35
"""How strongly a band shows the colour of its state on the left: half of it where nothing moved, twice for grey."""


def flow_drawing(flow: Flow, style: Style) -> Drawing:
    """Bands in the colour of their state on the left."""
    states = [*flow.left, *flow.right]
    font = {"size": style.size(12), "color": theme.QUIET}
    titles = [
        note(style.wrapped(title, 24), style, x=x, y=1, xanchor=side, yanchor="bottom", yshift=8, align=side, font=font)
        for x, side, title in ((0, "left", flow.left_title), (1, "right", flow.right_title))
    ]
    node = {
        "label": [f"{style.wrapped(state.name, 16)} · <b>{number(state.count)}</b>" for state in states],
        "color": [state.colour for state in states],
        "x": [0.001] * len(flow.left) + [0.999] * len(flow.right),
        "y": [middle for side in (flow.left, flow.right) for middle in rounded(middles([side], GAP))],
        "pad": style.size(22),
        "thickness": style.size(16),
        "line": {"width": 0},
        "hovertemplate": "%{label}<extra></extra>",
    }
    link = {
        "source": [band.before for band in flow.bands],
        "target": [len(flow.left) + band.after for band in flow.bands],
        "value": [band.count for band in flow.bands],
        "color": [_faint(flow.left[band.before].colour, band.moved) for band in flow.bands],
        "customdata": [number(band.count) for band in flow.bands],
        "hovertemplate": "%{source.label}<br>%{target.label}<br><b>%{customdata}</b><extra></extra>",
    }
    text = {"size": style.size(TYPE), "color": theme.INK, "shadow": "none"}
    return Drawing(
        [{"type": "sankey", "arrangement": "fixed", "node": node, "link": link, "textfont": text}],
        {"annotations": titles},
        style.room(max(260, 44 * max(len(flow.left), len(flow.right)))),
        left=12,
        right=12,
        top=style.room(48),
        foot=16,
    )


def middles(columns: Sequence[Sequence[FlowState]], gap: float, height: float = 1.0) -> list[float]:
    """The middle of each state in its column, in heights from the top, all columns on one scale.

    `gap` is the room between states, in the unit of `height`; however many there are, they get a tenth of it.
    """
    most = max(sum(state.count for state in column) for column in columns)
    each = max(height - gap * (max(map(len, columns)) - 1), 0.1 * height) / max(most, 1)
    places = []
    for column in columns:
        top = 0.0
        for state in column:
            places.append(min(max((top + state.count * each / 2) / height, 0.001), 0.999))
            top += state.count * each + gap
    return places


def _faint(colour: str, moved: bool) -> str:
    strength = 2 * FAINT if colour == theme.RULE else FAINT if moved else FAINT / 2
    red, green, blue = (round(255 * part) for part in theme.rgb(colour))
    return f"rgba({red},{green},{blue},{strength:.3f})"
