"""Maps: countries shaded by a measure or by the representation ratio, local governments as points."""

from itertools import pairwise

import pandas as pd

from analytics.charts import theme
from analytics.charts.description import WORLD_WINDOW, Country, Map, Place, Shade, Window
from analytics.words import _, ngettext, number, rate

WINDOWS: dict[str, Window] = {
    "": WORLD_WINDOW,
    "Africa": ((-40, 74), (-37, 39)),
    "Americas": ((-170, -20), (-56, 74)),
    "Asia": ((18, 158), (-12, 58)),
    "Europe": ((-30, 66), (33, 72)),
    "Oceania": ((92, 232), (-50, 24)),
}
"""What is shown of the world and of each UN M49 region."""

COUNTED = ("pledges", "governments")
"""Measures that are whole numbers; all others are rates."""

RATIO_CLASSES = (
    (0.0, 0.25, "#9A3412"),
    (0.25, 0.8, "#E08A4E"),
    (0.8, 1.25, "#D9C9E3"),
    (1.25, 4.0, theme.STEPS[0]),
    (4.0, float("inf"), theme.STEPS[2]),
)
"""Lowest (not included), highest and colour: log-symmetric about 1; orange: fewer pledges than need, blue: more."""

AROUND = (24, 15)
"""Degrees of longitude and latitude on each side of a single point."""


def pledge_map(countries: pd.DataFrame, points: pd.DataFrame, measure: str, none: str, window: Window) -> Map:
    """Countries shaded in classes, zero, unknown and outside told apart; points sized by pledges.

    Needs `countries` with `iso3`, `name`, `value`, `state`, `facts` and `points` with `place` (the whole name), `lat`,
    `lon`, `pledges`, `city_id`, `facts`. `none` is what a country without a pledge is called.
    """
    states = {state: countries[countries["state"] == state] for state in ("outside", "no_data", "zero", "value")}
    above = states["value"]
    ends = "both" if measure in COUNTED else "right"
    shades = (
        _shade(states["outside"], theme.OUTSIDE, _("Not counted here"), outline=theme.PAPER),
        _shade(states["no_data"], theme.NO_DATA, _("No data")),
        _shade(states["zero"], theme.ZERO, none),
        *(
            _shade(above[above["value"].between(low, high, inclusive=ends)], colour, name, in_tooltip=False)
            for low, high, name, colour in classes(above["value"], measure)
        ),
    )
    sizes = 4 + 2.6 * points["pledges"].astype(float) ** 0.5
    places = tuple(
        Place(row.place, float(row.lat), float(row.lon), float(size), row.city_id, row.facts)
        for row, size in zip(points.itertuples(), sizes, strict=True)
    )
    return Map(_drawn(shades), places, _("Local government"), window)


def classes(values: pd.Series, measure: str) -> list[tuple[float, float, str, str]]:
    """At most four classes of a measure above zero, each as lowest, highest (inclusive), label and colour.

    Counts break at 1, 2, 3 to 4 and 5 or more, so that a single pledge is told from two, and have the same colour in
    every selection; rates break at quartiles.
    """
    above = values[values > 0]
    if above.empty:
        return []
    if measure in COUNTED:
        bounds = zip([1, 2, 3, 5], [1, 2, 4, float("inf")], theme.STEPS, strict=True)
        named = [(low, high, _count_label(low, high, measure), colour) for low, high, colour in bounds]
        return [each for each in named if above.between(*each[:2]).any()]
    edges = list(pairwise(sorted({0.0, *above.quantile([0.25, 0.5, 0.75, 1.0])})))
    colours = theme.STEPS[-len(edges) :]
    return [(low, high, _range_label(low, high), colour) for (low, high), colour in zip(edges, colours, strict=True)]


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


def ratio_map(countries: pd.DataFrame, none: str, window: Window) -> Map:
    """Countries shaded by the representation ratio; no pledge, unknown and what is not compared each told apart.

    Needs `iso3`, `name`, `ratio`, `state`, `facts`. `none` is what a country with people in need and no pledge is
    called.
    """
    compared = countries[countries["state"] == "value"]
    shades = (
        _shade(
            countries[countries["state"].isin(["outside", "nobody"])],
            theme.OUTSIDE,
            _("Nobody, or not counted"),
            outline=theme.PAPER,
        ),
        _shade(countries[countries["state"] == "no_data"], theme.NO_DATA, _("No data")),
        _shade(countries[countries["state"] == "none"], theme.ZERO, none),
        *(
            _shade(
                compared[compared["ratio"].between(low, high, inclusive="right")],
                colour,
                ratio_class_name(low, high),
                in_tooltip=False,
            )
            for low, high, colour in RATIO_CLASSES
        ),
    )
    return Map(_drawn(shades), window=window)


def ratio_class_name(low: float, high: float) -> str:
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


def point_map(iso3: str, country: str, lat: float, lon: float, name: str) -> Map:
    """One point in its surroundings, its country set off; without a legend."""
    shade = Shade("", theme.ZERO, (Country(iso3, country),), in_tooltip=False)
    wide, high = AROUND
    window = ((lon - wide, lon + wide), (max(lat - high, -85), min(lat + high, 85)))
    return Map((shade,), (Place(name, lat, lon, 10),), window=window, labelled=True)


def _shade(
    countries: pd.DataFrame, colour: str, meaning: str, *, outline: str = theme.QUIET, in_tooltip: bool = True
) -> Shade:
    named = tuple(Country(row.iso3, row.name, row.facts) for row in countries.itertuples())
    return Shade(meaning, colour, named, outline, in_tooltip)


def _drawn(shades: tuple[Shade, ...]) -> tuple[Shade, ...]:
    """Those that hold a country: a colour that is not on the map has no place in its legend."""
    return tuple(shade for shade in shades if shade.countries)
