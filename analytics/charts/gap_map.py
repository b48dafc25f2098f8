"""The map of the representation ratio: from few pledges for the need to many."""

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.description import WorldMap
from analytics.charts.maps import BASE, WINDOWS, Group, shade, shaded
from analytics.words import _, number

CLASSES = (
    (0.0, 0.25, "#9A3412"),
    (0.25, 0.8, "#E08A4E"),
    (0.8, 1.25, "#D9C9E3"),
    (1.25, 4.0, theme.STEPS[0]),
    (4.0, float("inf"), theme.STEPS[2]),
)
"""Lowest (not included), highest and colour: log-symmetric about 1; orange: fewer pledges than need, blue: more."""


def class_name(low: float, high: float) -> str:
    """What a class of the ratio is called."""
    if high < 1:
        if low == 0:
            return _("Under {high} of its share").format(high=number(high))
        return _("{low} to {high} of its share").format(low=number(low), high=number(high))
    if low < 1:
        return _("In proportion ({low} to {high})").format(low=number(low), high=number(high))
    if high == float("inf"):
        return _("Over {low} times its share").format(low=number(low))
    return _("{low} to {high} times its share").format(low=number(low), high=number(high))


def ratio_map(countries: pd.DataFrame, none: str, region: str = "") -> go.Figure:
    """Countries shaded by the ratio; no pledge, unknown and what is not compared each told apart.

    Needs `iso3`, `ratio`, `state`, `hover`. `none` is what a country with people in need and no pledge is called;
    `region` (an M49 name) zooms to it.
    """
    figure = go.Figure()
    for group in ratio_groups(countries, none):
        shade(figure, group)
    longitudes, latitudes = WINDOWS.get(region, WINDOWS[""])
    figure.update_geos(**BASE, lonaxis_range=longitudes, lataxis_range=latitudes)
    figure.update_layout(showlegend=True, legend=theme.LEGEND)
    return figure


def ratio_groups(countries: pd.DataFrame, none: str) -> list[Group]:
    """The countries of `ratio_map` by colour: not compared, unknown, no pledge, and a class of the ratio each."""
    aside = countries[countries["state"].isin(["outside", "nobody"])]
    compared = countries[(countries["state"] == "value") & countries["ratio"].notna()]
    return [
        Group(aside, theme.OUTSIDE, _("Nobody, or not counted"), outline=theme.PAPER),
        Group(countries[countries["state"] == "no_data"], theme.NO_DATA, _("No data")),
        Group(countries[countries["state"] == "none"], theme.ZERO, none),
        *(
            Group(
                compared[compared["ratio"].between(low, high, inclusive="right")],
                colour,
                class_name(low, high),
                state_said=False,
            )
            for low, high, colour in CLASSES
        ),
    ]


def ratio_parts(countries: pd.DataFrame, none: str, region: str = "") -> WorldMap:
    """The parts of `ratio_map`; needs `name` and `said` of each country too."""
    return WorldMap(shaded(ratio_groups(countries, none)), region=region)
