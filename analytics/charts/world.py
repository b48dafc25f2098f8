"""The map: countries shaded by a measure, local governments as points."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.words import _, ngettext, number, rate

WINDOWS = {
    "": ((-180, 180), (-57, 84)),
    "Africa": ((-40, 74), (-37, 39)),
    "Americas": ((-170, -20), (-56, 74)),
    "Asia": ((18, 158), (-12, 58)),
    "Europe": ((-30, 66), (33, 72)),
    "Oceania": ((92, 232), (-50, 24)),
}
"""Longitudes and latitudes shown for the world and for each UN M49 region, in degrees."""

BASE = {
    "scope": "world",
    "resolution": 50,
    "projection_type": "equal earth",
    "showland": True,
    "landcolor": theme.OUTSIDE,
    "showcoastlines": False,
    "showcountries": False,
    "showlakes": False,
    "showrivers": False,
    "showocean": False,
    "showframe": False,
    "bgcolor": theme.PAPER,
}
"""Equal areas, because shading compares them; only layers that our own shapes hold."""

_NOT_FADED = {"marker": {"opacity": 1}}
"""After a click plotly fades what was not chosen, and faded colours no longer mean what the legend says."""

COUNTED = ("pledges", "governments")


def classes(values: pd.Series, measure: str) -> list[tuple[float, float, str]]:
    """At most four classes of a measure above zero, each as lowest, highest (inclusive) and label.

    Counts break at 1, 2, 3 to 4 and 5 or more, so that a single pledge is told from two;
    rates break at quartiles.
    """
    above = values[values > 0]
    if above.empty:
        return []
    if measure in COUNTED:
        bounds = [(1, 1), (2, 2), (3, 4), (5, float("inf"))]
        named = [(low, high, _count_label(low, high, measure)) for low, high in bounds]
        return [(low, high, name) for low, high, name in named if above.between(low, high).any()]
    edges = sorted({0.0, *above.quantile([0.25, 0.5, 0.75, 1.0])})
    return [(low, high, _range_label(low, high)) for low, high in pairwise(edges)]


def _shades(steps: list[tuple[float, float, str]], measure: str) -> list[str]:
    """One colour a class; a count has the same colour in every selection."""
    if measure in COUNTED:
        return [theme.STEPS[[1, 2, 3, 5].index(int(low))] for low, _high, _name in steps]
    return list(theme.STEPS[-len(steps) :]) if steps else []


def _count_label(low: float, high: float, measure: str) -> str:
    if low == high:
        counted = number(low)
    elif high == float("inf"):
        counted = _("{count} or more").format(count=number(low))
    else:
        counted = _("{low} to {high}").format(low=number(low), high=number(high))
    if measure == "pledges":
        return ngettext("{count} pledge", "{count} pledges", int(low)).format(count=counted)
    return ngettext("{count} government", "{count} governments", int(low)).format(count=counted)


def _range_label(low: float, high: float) -> str:
    if low == 0:
        return _("Up to {high}").format(high=rate(high))
    return _("{low} to {high}").format(low=rate(low), high=rate(high))


def city_map(countries: pd.DataFrame, points: pd.DataFrame, measure: str, region: str = "") -> go.Figure:
    """Countries shaded in classes, zero, unknown and outside told apart; points sized by pledges.

    Needs `countries` with `iso3`, `name`, `value`, `state`, `hover` and `points` with `name`,
    `lat`, `lon`, `pledges`, `city_id`, `hover`. `region` (an M49 name) zooms to it.
    """
    figure = go.Figure()
    above = countries[countries["state"] == "value"]
    outside = countries[countries["state"] == "outside"]
    shade(figure, outside, theme.OUTSIDE, _("Not counted here"), outline=theme.PAPER)
    shade(figure, countries[countries["state"] == "no_data"], theme.NO_DATA, _("No data"))
    shade(figure, countries[countries["state"] == "zero"], theme.ZERO, _("No pledge yet"))
    steps = classes(above["value"], measure)
    for (low, high, name), colour in zip(steps, _shades(steps, measure), strict=True):
        own = above["value"].between(low, high, inclusive="both" if measure in COUNTED else "right")
        shade(figure, above[own], colour, name, state_said=False)
    figure.add_scattergeo(
        lat=points["lat"].astype(float),
        lon=points["lon"].astype(float),
        customdata=points["city_id"],
        text=points["hover"],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "size": 4 + 2.6 * points["pledges"].astype(float) ** 0.5,
            "color": theme.HIGHLIGHT,
            "line": {"color": theme.PAPER, "width": 1},
        },
        unselected=_NOT_FADED,
        name=_("Local government"),
        showlegend=True,
    )
    longitudes, latitudes = WINDOWS.get(region, WINDOWS[""])
    figure.update_geos(**BASE, lonaxis_range=longitudes, lataxis_range=latitudes)
    figure.update_layout(showlegend=True, legend=theme.LEGEND)
    return figure


def point_map(iso3: str, country: str, lat: float, lon: float, name: str) -> go.Figure:
    """One point in its surroundings, its country set off."""
    figure = go.Figure()
    shade(figure, pd.DataFrame({"iso3": [iso3], "hover": [theme.escaped(country)]}), theme.ZERO, "", state_said=False)
    figure.add_scattergeo(
        lat=[lat],
        lon=[lon],
        text=[theme.escaped(name)],
        mode="markers+text",
        textposition="top center",
        hovertemplate="%{text}<extra></extra>",
        marker={"size": 10, "color": theme.HIGHLIGHT, "line": {"color": theme.PAPER, "width": 1}},
    )
    figure.update_geos(
        **BASE, lonaxis_range=(lon - 24, lon + 24), lataxis_range=(max(lat - 15, -85), min(lat + 15, 85))
    )
    figure.update_layout(showlegend=False)
    return figure


def shade(
    figure: go.Figure,
    countries: pd.DataFrame,
    colour: str,
    name: str,
    outline: str = theme.QUIET,
    state_said: bool = True,
) -> None:
    """Adds countries (`iso3`, `hover`) in one colour, as one entry of the legend; none if there are none."""
    if countries.empty:
        return
    figure.add_choropleth(
        locations=countries["iso3"],
        locationmode="ISO-3",
        z=[1] * len(countries),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        showlegend=True,
        name=name,
        text=countries["hover"],
        hovertemplate="%{text}<br>" + name + "<extra></extra>" if state_said else "%{text}<extra></extra>",
        marker={"line": {"color": outline, "width": 0.4}},
        unselected=_NOT_FADED,
    )
