"""Figures of coverage: the matrix of regions and themes, and bars of either."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import theme
from analytics.words import _, number, percent, short_number

ROW_LABEL = 28
HEAD = 30
DEEP = 0.22
"""The part of the scale from which white is easier to read on the colour than dark ink."""

BAR_LABEL = 34
SMALL = 5
"""Wholes smaller than this are shown as counts, never as a percentage."""


SCALE = (
    (0.0, theme.ZERO),
    (1e-9, theme.ZERO),
    (1e-9, theme.STEPS[0]),
    (0.34, theme.STEPS[1]),
    (0.67, theme.STEPS[2]),
    (1.0, theme.STEPS[3]),
)
"""Colours of the matrix: sand for none, then light to dark, from 0 to the most there is."""

MARGINS = ("total", "parts")
"""Rows and columns that add up or count once: drawn as text without colour."""

LONG = 10_000
"""Wholes from here on are written short: 28M."""


def cell_text(value: float, of: float, is_share: bool, no_data: bool = False) -> str:
    """What a cell says: a count, a share with small wholes as counts, or a dash where the question does not apply.

    >>> cell_text(0.5, 4, True), cell_text(0.1667, 54, True), cell_text(3, float("nan"), False)
    ('2 of 4', '17%', '3')
    """
    if no_data:
        return _("no data")
    if pd.isna(value):
        return "–"
    if not is_share:
        # As Python rounds, whoever asks: numpy rounds 6.95 up, and screen and slide must not differ.
        return number(round(float(value), 1))
    if of < SMALL:
        return _("{part} of {whole}").format(part=number(round(value * of)), whole=number(of))
    return percent(value)


def value_text(value: float, of: float, is_share: bool, no_data: bool = False) -> str:
    """What a cell says where nothing beside it names the whole of a share.

    >>> value_text(0.5, 4, True), value_text(0.1667, 54, True), value_text(0.25, 9278029, True)
    ('2 of 4', '17% of 54', '25% of 9M')
    """
    said = cell_text(value, of, is_share, no_data)
    if not is_share or pd.isna(value) or of < SMALL:
        return said
    return _("{part} of {whole}").format(part=said, whole=_whole(of))


def _whole(of: float) -> str:
    return number(of) if of < LONG else short_number(of)


def column_name(region: str, of: float) -> str:
    """A region as the head of its column, with the whole that the shares under it are of."""
    return region if pd.isna(of) else _("{region}, of {whole}").format(region=region, whole=_whole(of))


def coverage_heatmap(matrix: pd.DataFrame, is_share: bool) -> go.Figure:
    """Themes down, regions across; darker is more, sand is none, grey is unknown, blank is not applicable.

    Needs `region`, `region_label`, `code`, `code_label`, `value`, `of`, `no_data` and `state`; margins
    are drawn as text without colour, so that they do not flatten the scale, and so is a zero that says
    nothing of a place. The head of a column names the whole of its shares.
    """
    regions = matrix.drop_duplicates("region")
    codes = matrix.drop_duplicates("code").iloc[::-1]
    cells = matrix.set_index(["code", "region"])[["value", "of", "state"]]
    cells = cells.reindex(pd.MultiIndex.from_product([codes["code"], regions["region"]]))
    shape = (len(codes), len(regions))
    values, wholes, states = (cells[name].to_numpy().reshape(shape) for name in cells)
    unknown = set(regions.loc[regions["no_data"], "region"])
    heads = [column_name(name, of) for name, of in zip(regions["region_label"], regions["of"], strict=True)]
    across = [theme.wrapped(name, HEAD) for name in heads]
    down = [theme.axis_label(name, ROW_LABEL) for name in codes["code_label"]]
    bold = np.add.outer(codes["code"].isin(MARGINS).to_numpy(), regions["region"].isin(MARGINS).to_numpy())
    inner = np.where(np.isin(states, ["value", "none"]) & ~bold, values.astype(float), np.nan)
    most = max((each for each in inner.ravel() if each == each), default=0.0)
    figure = go.Figure()
    texts = [
        [
            cell_text(value, whole, is_share, region in unknown)
            for value, whole, region in zip(row, of, regions["region"], strict=True)
        ]
        for row, of in zip(values, wholes, strict=True)
    ]
    names = [[f"{code}|{region}" for region in regions["region"]] for code in codes["code"]]
    figure.add_heatmap(
        z=inner,
        x=across,
        y=down,
        text=texts,
        customdata=names,
        colorscale=SCALE,
        zmin=0,
        zmax=deepest(float(most), is_share),
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
    )
    if unknown:
        _grey_out(figure, [region in unknown for region in regions["region"]], across, down)
    _write_cells(figure, inner > most * DEEP, texts, bold, names, across, down)
    figure.update_xaxes(side="top", showgrid=False, showline=False, tickangle=-40, tickfont={"size": 12}, ticks="")
    figure.update_yaxes(showgrid=False, showline=False, tickfont={"size": 11.5}, ticks="")
    return figure


def deepest(most: float, is_share: bool) -> float:
    """The value that has the deepest colour: the most there is, or the least that could be."""
    return max(most, 0.01 if is_share else 1)


def _grey_out(figure: go.Figure, unknown: list[bool], across: list[str], down: list[str]) -> None:
    """Grey columns where nothing is known; nothing else of the figure has that colour."""
    figure.add_heatmap(
        z=[[1.0 if each else None for each in unknown] for _row in down],
        x=across,
        y=down,
        colorscale=[[0, theme.NO_DATA], [1, theme.NO_DATA]],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
    )


def _write_cells(
    figure: go.Figure,
    deep: np.ndarray,
    texts: list[list[str]],
    bold: np.ndarray,
    names: list[list[str]],
    across: list[str],
    down: list[str],
) -> None:
    """Cell texts in two scatter layers: white on deep colour, dark on pale; bold in the margins.

    They answer to the pointer, because plotly selects no cell of a heatmap; the nearest text, at any
    distance, is that of the cell under the pointer. A cell chosen does not fade the others.
    """
    shown = [
        (across[x], down[y], f"<b>{text}</b>" if bold[y, x] else text, bool(deep[y, x]), names[y][x])
        for y, row in enumerate(texts)
        for x, text in enumerate(row)
    ]
    for coloured, ink in ((True, theme.PAPER), (False, theme.INK)):
        cells = [cell for cell in shown if cell[3] == coloured]
        figure.add_scatter(
            x=[cell[0] for cell in cells],
            y=[cell[1] for cell in cells],
            text=[cell[2] for cell in cells],
            mode="text",
            textfont={"size": 12, "color": ink},
            selected={"textfont": {"color": ink}},
            unselected={"textfont": {"color": ink}},
            customdata=[cell[4] for cell in cells],
            hovertemplate="%{y}<br>%{x}<br><b>%{text}</b><extra></extra>",
        )
    figure.update_layout(hovermode="closest", hoverdistance=-1)


def bars(table: pd.DataFrame, is_share: bool, highlight: str = "") -> go.Figure:
    """Horizontal bars in the order of the table, each with its number and the whole of a share.

    Needs `label`, `value`, `of`; where `value` is missing there are words and no bar: "no data", or "not counted"
    where `state` says that the question does not apply.
    The bar named `highlight` and none other is in the second colour.
    """
    rows = table.iloc[::-1]
    texts = [value_text(value, of, is_share) for value, of in zip(rows["value"], rows["of"], strict=True)]
    figure = go.Figure()
    figure.add_bar(
        x=rows["value"].astype(float),
        y=[theme.axis_label(name, BAR_LABEL) for name in rows["label"]],
        orientation="h",
        text=texts,
        textposition="outside",
        cliponaxis=False,
        marker={"color": [theme.HIGHLIGHT if name == highlight else theme.ACCENT for name in rows["label"]]},
        hovertemplate="%{y}<br><b>%{text}</b><extra></extra>",
    )
    unknown = rows.loc[rows["value"].isna(), "label"]
    if len(unknown):
        figure.add_scatter(
            x=[0] * len(unknown),
            y=[theme.axis_label(name, BAR_LABEL) for name in unknown],
            text=[missing_text(state) for state in rows.loc[unknown.index].get("state", unknown)],
            mode="text",
            textposition="middle right",
            textfont={"color": theme.QUIET},
            hoverinfo="skip",
        )
    top = float(rows["value"].max()) if rows["value"].notna().any() else 0
    room = 1.5 if is_share else 1.18
    figure.update_xaxes(visible=False, range=[0, max(top * room, 0.01 if is_share else 1)])
    figure.update_yaxes(showgrid=False, ticks="", tickfont={"size": 12})
    figure.update_layout(bargap=0.32)
    return figure


def missing_text(state: str) -> str:
    """What stands in place of a bar that has no value."""
    return _("not counted") if state == "not_applicable" else _("no data")


def columns(table: pd.DataFrame, quiet: str = "") -> go.Figure:
    """Upright bars along a time or a short list, each with its number; the one named `quiet` is grey.

    Needs `label`, `value`.
    """
    figure = go.Figure()
    figure.add_bar(
        x=[theme.wrapped(name, 12) for name in table["label"]],
        y=table["value"].astype(float),
        text=[number(value) for value in table["value"]],
        textposition="outside",
        cliponaxis=False,
        marker={"color": [theme.NO_DATA if name == quiet else theme.ACCENT for name in table["label"]]},
        hovertemplate="%{x}<br><b>%{text}</b><extra></extra>",
    )
    figure.update_xaxes(type="category", showgrid=False, ticks="", tickfont={"size": 12})
    figure.update_yaxes(visible=False, range=[0, max(float(table["value"].max() or 0) * 1.15, 1)])
    figure.update_layout(bargap=0.3)
    return figure


def grouped_bars(table: pd.DataFrame, left: int) -> go.Figure:
    """Horizontal bars under a heading for each group, all on one scale.

    Needs `group`, `label`, `value`, with the rows of a group together; `left` is the room for labels,
    in pixels, over which the headings reach.
    """
    groups = list(dict.fromkeys(table["group"]))
    sizes = [int((table["group"] == group).sum()) for group in groups]
    figure = make_subplots(
        rows=len(groups),
        cols=1,
        shared_xaxes=True,
        row_heights=[size + 0.4 for size in sizes],
        vertical_spacing=0.05,
        subplot_titles=[theme.wrapped(group, theme.SCOPE_WIDTH) for group in groups],
    )
    for row, group in enumerate(groups, start=1):
        own = table[table["group"] == group].iloc[::-1]
        figure.add_bar(
            x=own["value"].astype(float),
            y=[theme.axis_label(name, BAR_LABEL) for name in own["label"]],
            orientation="h",
            text=[number(value) for value in own["value"]],
            textposition="outside",
            cliponaxis=False,
            marker={"color": theme.ACCENT},
            hovertemplate="%{y}<br><b>%{text}</b><extra></extra>",
            row=row,
            col=1,
        )
    top = max(float(table["value"].max() or 0), 1)
    figure.update_xaxes(visible=False, range=[0, top * 1.12])
    figure.update_yaxes(showgrid=False, ticks="", tickfont={"size": 12})
    figure.update_annotations(x=0, xanchor="left", xshift=8 - left, font={"size": 13, "color": theme.ACCENT})
    figure.update_layout(bargap=0.3)
    return figure
