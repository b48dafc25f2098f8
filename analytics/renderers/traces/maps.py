"""A map: shaded countries, and local governments as dots."""

import math

from analytics.charts import theme
from analytics.charts.description import Map, Shade
from analytics.renderers.traces.elements import dot_marker, tooltips
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Drawing, Properties, Style

STEADY = {"marker": {"opacity": 1}}
"""After a click Plotly fades what was not chosen, and faded colours no longer mean what the legend says."""


RIM = 1.5
"""Pixels of the rim of a dot, which sets it off from dark land."""


def map_drawing(figure: Map, style: Style) -> Drawing:
    """Equal areas, because shading compares them; only layers that our own shapes hold."""
    longitudes, latitudes = figure.window
    named = [*(shade.meaning for shade in figure.shades if shade.countries), figure.places_name]
    entries = sum(map(bool, named))
    geo = {
        "scope": "world",
        "resolution": 50,
        "projection": {"type": "equal earth"},
        "showland": True,
        "landcolor": theme.OUTSIDE,
        "showcoastlines": False,
        "showlakes": False,
        "showframe": False,
        "lonaxis": {"range": list(longitudes)},
        "lataxis": {"range": list(latitudes)},
    }
    traces = [_shade(shade) for shade in figure.shades if shade.countries]
    return Drawing(
        [*traces, _places(figure, style)] if figure.places or figure.places_name else traces,
        {"geo": geo, "showlegend": entries > 0},
        style.room(250),
        foot=style.room(16 + 18 * math.ceil(entries / 2)) if entries else 8,
    )


def _shade(shade: Shade) -> Properties:
    said = {"hovertemplate": f"%{{hovertext}}<br>{escaped(shade.meaning)}<extra></extra>"}
    return {
        "type": "choropleth",
        "locations": [country.iso3 for country in shade.countries],
        "z": [1] * len(shade.countries),
        "colorscale": [[0, shade.colour], [1, shade.colour]],
        "showscale": False,
        "showlegend": bool(shade.meaning),
        "name": escaped(shade.meaning),
        "marker": {"line": {"color": shade.outline, "width": 0.4}},
        "unselected": STEADY,
        **tooltips(shade.countries),
        **(said if shade.in_tooltip and shade.meaning else {}),
    }


def _places(figure: Map, style: Style) -> Properties:
    places = figure.places
    rings = any(place.is_ring for place in places)
    names = {"text": [escaped(place.name) for place in places], "textposition": "top center"}
    return {
        "type": "scattergeo",
        "mode": "markers+text" if figure.labelled else "markers",
        "lat": [place.lat for place in places],
        "lon": [place.lon for place in places],
        "customdata": [place.code for place in places],
        **(names if figure.labelled else {}),
        **tooltips(places),
        "marker": dot_marker(
            [style.size(place.size) for place in places],
            theme.DOT,
            style,
            # Plotly would draw dots of several sizes faintly.
            opacity=1,
            line={"color": theme.PAPER, "width": style.size(RIM)},
            **({"symbol": ["circle-open" if place.is_ring else "circle" for place in places]} if rings else {}),
        ),
        "unselected": STEADY,
        "name": escaped(figure.places_name),
        "showlegend": bool(figure.places_name),
    }
