"""The map: countries shaded by a measure, local governments as points."""

from itertools import pairwise
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.description import Place, Shaded, WorldMap
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


class Group(NamedTuple):
    """Countries of one colour, and what the legend calls them; under the pointer too if `state_said`."""

    countries: pd.DataFrame
    colour: str
    name: str
    outline: str = theme.QUIET
    state_said: bool = True


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


def city_map(countries: pd.DataFrame, points: pd.DataFrame, measure: str, none: str, region: str = "") -> go.Figure:
    """Countries shaded in classes, zero, unknown and outside told apart; points sized by pledges.

    Needs `countries` with `iso3`, `name`, `value`, `state`, `hover` and `points` with `name`,
    `lat`, `lon`, `pledges`, `city_id`, `hover`. `none` is what a country without a pledge is called; `region`
    (an M49 name) zooms to it.
    """
    figure = go.Figure()
    for group in city_groups(countries, measure, none):
        shade(figure, group)
    figure.add_scattergeo(
        lat=points["lat"].astype(float),
        lon=points["lon"].astype(float),
        customdata=points["city_id"],
        text=points["hover"],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "size": _dots(points),
            "color": theme.HIGHLIGHT,
            "line": {"color": theme.PAPER, "width": 1},
        },
        unselected=_NOT_FADED,
        name=points_name(),
        showlegend=True,
    )
    longitudes, latitudes = WINDOWS.get(region, WINDOWS[""])
    figure.update_geos(**BASE, lonaxis_range=longitudes, lataxis_range=latitudes)
    figure.update_layout(showlegend=True, legend=theme.LEGEND)
    return figure


def city_groups(countries: pd.DataFrame, measure: str, none: str) -> list[Group]:
    """The countries of `city_map` by colour: outside, unknown, none, and a class of the measure each."""
    states = {state: countries[countries["state"] == state] for state in ("outside", "no_data", "zero", "value")}
    above = states["value"]
    steps = classes(above["value"], measure)
    ends = "both" if measure in COUNTED else "right"
    return [
        Group(states["outside"], theme.OUTSIDE, _("Not counted here"), outline=theme.PAPER),
        Group(states["no_data"], theme.NO_DATA, _("No data")),
        Group(states["zero"], theme.ZERO, none),
        *(
            Group(above[above["value"].between(low, high, inclusive=ends)], colour, name, state_said=False)
            for (low, high, name), colour in zip(steps, _shades(steps, measure), strict=True)
        ),
    ]


def _dots(points: pd.DataFrame) -> pd.Series:
    return 4 + 2.6 * points["pledges"].astype(float) ** 0.5


def points_name() -> str:
    """What the dots of a map are."""
    return _("Local government")


def shaded(groups: list[Group]) -> tuple[Shaded, ...]:
    """Groups that hold a country, by their parts; needs `iso3`, `name` and `said`, what is known of each, in words."""
    return tuple(
        Shaded(
            group.name,
            group.colour,
            tuple((row.iso3, row.name, _said(row.said, group)) for row in group.countries.itertuples()),
            group.outline,
        )
        for group in groups
        if len(group.countries)
    )


def _said(facts: str, group: Group) -> str:
    return "; ".join(filter(None, (facts, group.name if group.state_said else "")))


def city_parts(countries: pd.DataFrame, points: pd.DataFrame, measure: str, none: str, region: str = "") -> WorldMap:
    """The parts of `city_map`; needs `said` of each country, and `place` (the whole name) of each point."""
    places = zip(points["place"], points["lat"], points["lon"], _dots(points), strict=True)
    return WorldMap(
        shaded(city_groups(countries, measure, none)),
        tuple(Place(name, float(lat), float(lon), float(size)) for name, lat, lon, size in places),
        points_name(),
        region,
    )


def point_map(iso3: str, country: str, lat: float, lon: float, name: str) -> go.Figure:
    """One point in its surroundings, its country set off."""
    figure = go.Figure()
    own = pd.DataFrame({"iso3": [iso3], "hover": [theme.escaped(country)]})
    shade(figure, Group(own, theme.ZERO, "", state_said=False))
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


def shade(figure: go.Figure, group: Group) -> None:
    """Adds countries (`iso3`, `hover`) in one colour, as one entry of the legend; none if there are none."""
    if group.countries.empty:
        return
    figure.add_choropleth(
        locations=group.countries["iso3"],
        locationmode="ISO-3",
        z=[1] * len(group.countries),
        colorscale=[[0, group.colour], [1, group.colour]],
        showscale=False,
        showlegend=True,
        name=group.name,
        text=group.countries["hover"],
        hovertemplate="%{text}" + (f"<br>{group.name}" if group.state_said else "") + "<extra></extra>",
        marker={"line": {"color": group.outline, "width": 0.4}},
        unselected=_NOT_FADED,
    )
