"""Figures of gaps: need against pledges, the representation ratio, and ranks with their range."""

import math

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.label_places import LABEL, placed_labels
from analytics.words import _, number, short_number

ROW_LABEL = 22
RANK_LABEL = 34
WIDEST_LABEL = 17
LANES = 6
"""Rows that places without a pledge are spread over, so that neighbours can be told apart."""

FEW = 3.0
"""Tens in the number of people below which places share one band at the left: under 1,000."""
FOREMOST = 10
"""Gaps in the second colour."""
MANY_RANKS = 25
"""From here on ranks stand on a log scale, or the first ten could not be told apart."""


def need_scatter(table: pd.DataFrame, drawing: int) -> go.Figure:
    """People in need across, pledges up, both on log scales; zero has a band of its own, apart from the scale.

    Needs `label`, `people`, `pledges`, `gap`, `state`, `hover`. The line is where pledges are in proportion to
    need. The largest gaps, and what is furthest above the line, are named as far as names fit a phone's screen.
    """
    shown = compared(table)
    left, low = max(_floor(shown["people"]), FEW), _floor(shown["pledges"])
    right, high = max(_ceiling(shown["people"]), left + 1), _ceiling(shown["pledges"])
    band = 0.3 * max(high - low, 0.6), 0.09 * (right - left)
    shown["x"] = [math.log10(each) if each >= 10**left else left - band[1] for each in shown["people"]]
    lanes = shown.groupby(shown["pledges"] == 0).cumcount() % LANES
    shown["y"] = [
        math.log10(each) if each > 0 else low - band[0] * (0.25 + 0.75 * lane / (LANES - 1))
        for each, lane in zip(shown["pledges"], lanes, strict=True)
    ]
    beside = bool((shown["people"] < 10**left).any())
    x_range = (left - (1.5 if beside else 0.5) * band[1], right + 0.24 * (right - left))
    y_range = (low - 1.2 * band[0], high)
    figure = go.Figure()
    figure.add_shape(
        type="rect", xref="paper", x0=0, x1=1, y0=y_range[0], y1=low - 0.07 * band[0], layer="below",
        fillcolor=theme.ZERO, line={"width": 0},
    )  # fmt: skip
    _draw_proportion(figure, shown, x_range, (low, high))
    under, over = named_dots(shown)
    foremost = set(under[:FOREMOST])
    figure.add_scatter(
        x=shown["x"],
        y=shown["y"],
        mode="markers",
        text=shown["hover"],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "size": 8,
            "color": [theme.HIGHLIGHT if row in foremost else theme.ACCENT for row in shown.index],
            "opacity": 0.75,
            "line": {"color": theme.PAPER, "width": 0.8},
        },
    )
    _write_names(figure, shown, [*under, *over], x_range, y_range, drawing)
    _log_axes(figure, x_range, y_range, (left, right), (low, high), band)
    return figure


def compared(table: pd.DataFrame) -> pd.DataFrame:
    """The places of a table whose need is known, fewest people first."""
    return table[table["state"].isin(["value", "none", "nobody"])].sort_values(["people", "label"], ignore_index=True)


def named_dots(shown: pd.DataFrame) -> tuple[list[int], list[int]]:
    """The rows worth naming: those with the largest gaps, and those furthest above their share, foremost first."""
    under, over = shown[shown["gap"] > 0].nlargest(14, "gap"), shown[shown["gap"] < 0].nsmallest(6, "gap")
    return list(under.index), list(over.index)


def _floor(values: pd.Series) -> float:
    above = values[values > 0]
    return math.log10(above.min()) - 0.12 if len(above) else 0.0


def _ceiling(values: pd.Series) -> float:
    above = values[values > 0]
    return math.log10(above.max()) + 0.18 if len(above) else 1.0


def _draw_proportion(
    figure: go.Figure, shown: pd.DataFrame, x_range: tuple[float, float], y_range: tuple[float, float]
) -> None:
    pledges, people = shown["pledges"].sum(), shown["people"].sum()
    if not (pledges > 0 and people > 0):
        return
    offset = math.log10(pledges / people)
    start, end = max(x_range[0], y_range[0] - offset), min(x_range[1], y_range[1] - offset)
    if start >= end:
        return
    figure.add_scatter(
        x=[start, end],
        y=[start + offset, end + offset],
        mode="lines",
        line={"color": theme.QUIET, "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=end, y=end + offset, text=_("in proportion"), showarrow=False, xanchor="right", yanchor="top", xshift=-6,
        font={"size": 10.5, "color": theme.QUIET},
    )  # fmt: skip


def _write_names(
    figure: go.Figure,
    shown: pd.DataFrame,
    named: list[int],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    drawing: int,
) -> None:
    points = [
        ((x - x_range[0]) / (x_range[1] - x_range[0]), (y - y_range[0]) / (y_range[1] - y_range[0]))
        for x, y in zip(shown["x"], shown["y"], strict=True)
    ]
    names = {row: theme.wrapped(shown["label"][row], WIDEST_LABEL) for row in named}
    fitting = placed_labels(points, names, drawing)
    figure.add_scatter(
        x=shown["x"].loc[list(fitting)],
        y=shown["y"].loc[list(fitting)],
        text=[names[row] for row in fitting],
        textposition=list(fitting.values()),
        # Markers that are not seen keep a name off the dot it names.
        mode="markers+text",
        marker={"size": 8, "opacity": 0},
        textfont={"size": LABEL, "color": theme.INK},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _log_axes(
    figure: go.Figure,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    people: tuple[float, float],
    pledges: tuple[float, float],
    band: tuple[float, float],
) -> None:
    least = number(0) if people[0] > FEW else _("< {people}").format(people=short_number(round(10**FEW)))
    # The tick of the column at the left lies outside the axis, and so is not drawn, where no place is in the column.
    tens = range(math.ceil(people[0] + 0.1), math.floor(people[1]) + 1)
    tens = tens[:: 2 if len(tens) > 5 else 1]
    figure.update_xaxes(
        range=list(x_range),
        tickvals=[people[0] - band[1], *tens],
        ticktext=[
            least,
            *(short_number(10**n) for n in tens),
        ],
        title={
            "text": _("People counted as need (log scale)"),
            "font": {"size": 11.5, "color": theme.QUIET},
            "standoff": 4,
        },
        tickfont={"size": 11.5},
    )
    every = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    steps = [each for each in every if pledges[0] <= math.log10(each) <= pledges[1]]
    figure.update_yaxes(
        range=list(y_range),
        tickvals=[pledges[0] - 0.62 * band[0], *(math.log10(each) for each in steps)],
        ticktext=[f"<b>{number(0)}</b>", *(number(each) for each in steps)],
        tickfont={"size": 11.5},
    )


def ratio_bars(table: pd.DataFrame) -> go.Figure:
    """The representation ratio to the left (fewer pledges than need) or right of 1, as far as it is times or parts.

    Needs `label`, `ratio`, `state`, `hover`, in the order from the top. No pledge is no number on a log scale: its
    pale bar runs to the edge and says so. Unknown is text without a bar.
    """
    rows = table.iloc[::-1]
    logs = [math.log2(each) if each > 0 else None for each in rows["ratio"].fillna(0)]
    reach = max([abs(each) for each in logs if each is not None], default=1.0)
    edge = max(reach, 1.0) * 1.12
    names = [theme.axis_label(label, ROW_LABEL) for label in rows["label"]]
    figure = go.Figure()
    figure.add_bar(
        x=[(-edge if state == "none" else log) for log, state in zip(logs, rows["state"], strict=True)],
        y=names,
        orientation="h",
        customdata=rows["hover"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": [ratio_colour(ratio, state) for ratio, state in zip(rows["ratio"], rows["state"], strict=True)],
            "line": {"color": theme.HIGHLIGHT, "width": [1 if state == "none" else 0 for state in rows["state"]]},
        },
    )
    for side, position in ((True, "middle right"), (False, "middle left")):
        own = [(log is None or log < 0) == side for log in logs]
        figure.add_scatter(
            x=[0] * sum(own),
            y=[name for name, kept in zip(names, own, strict=True) if kept],
            text=[
                f"\u2002{ratio_text(row.ratio, row.state)}\u2002"
                for row, kept in zip(rows.itertuples(), own, strict=True)
                if kept
            ],
            mode="text",
            textposition=position,
            textfont={"size": 12},
            hoverinfo="skip",
        )
    ticks = _ratio_ticks(edge)
    figure.update_xaxes(
        range=[-edge, edge],
        tickvals=[math.log2(each) for each in ticks],
        ticktext=[_ratio_tick(each) for each in ticks],
        tickfont={"size": 11.5},
        zeroline=True,
        zerolinecolor=theme.INK,
        zerolinewidth=1,
        side="top",
    )
    figure.update_yaxes(showgrid=False, ticks="", tickfont={"size": 12})
    figure.update_layout(bargap=0.3)
    return figure


def ratio_colour(ratio: float, state: str) -> str:
    """The colour of a ratio: pale where there is no pledge."""
    if state == "none":
        return theme.ZERO
    return theme.HIGHLIGHT if ratio < 1 else theme.ACCENT


def ratio_text(ratio: float, state: str) -> str:
    """What stands at a ratio: its number, or why there is none."""
    if state == "none":
        return _("none")
    if pd.isna(ratio):
        return _("nobody in need") if state == "nobody" else _("no data")
    return number(round(ratio, 2 if ratio < 10 else 0))


def _ratio_ticks(edge: float) -> list[float]:
    base = 2 if edge <= 2.3 else 4 if edge <= 5 else 10 if edge <= 8 else 100
    steps = math.floor(edge / math.log2(base))
    return [base**n for n in range(-steps, steps + 1)]


def _ratio_tick(times: float) -> str:
    if times == 1:
        return number(1)
    return f"×{number(times)}" if times > 1 else f"÷{number(round(1 / times))}"


def rank_ranges(table: pd.DataFrame) -> go.Figure:
    """Each place's rank as a dot, on the line from its first to its last rank among all definitions.

    Needs `label`, `under` (what stands under the name), `rank`, `best`, `worst`, `hover`, the first rank first.
    """
    rows = table.iloc[::-1]
    small = f'<span style="font-size:10.5px;color:{theme.QUIET}">'
    names = [
        f"{theme.axis_label(label, RANK_LABEL)}<br>{small}{theme.wrapped(under, RANK_LABEL)}</span>"
        for label, under in zip(rows["label"], rows["under"], strict=True)
    ]
    figure = go.Figure()
    figure.add_scatter(
        x=[each for row in rows.itertuples() for each in (row.best, row.worst, None)],
        y=[each for name in names for each in (name, name, None)],
        mode="lines+markers",
        line={"color": theme.STEPS[0], "width": 3},
        marker={"symbol": "line-ns-open", "size": 9, "color": theme.STEPS[0], "line": {"width": 2}},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=rows["rank"].astype(int),
        y=names,
        mode="markers",
        customdata=rows["hover"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"size": 11, "color": theme.HIGHLIGHT, "line": {"color": theme.PAPER, "width": 1}},
    )
    last = int(max(rows["worst"].max(), 1)) if len(rows) else 1
    steps = [each for each in (1, 2, 5, 10, 20, 50, 100, 200) if each <= last]
    axis = (
        {"type": "log", "range": [-0.1, math.log10(last) + 0.08]} if last > MANY_RANKS else {"range": [0.5, last + 0.5]}
    )
    figure.update_xaxes(
        **axis, tickvals=steps, ticktext=[number(each) for each in steps], side="top", tickfont={"size": 11.5}
    )
    figure.update_yaxes(type="category", showgrid=False, ticks="", tickfont={"size": 12})
    return figure
