"""Maps: countries shaded by a measure or by the representation ratio, local governments as points."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

import pandas as pd

from analytics.charts import theme
from analytics.charts.classes import RATIO_CLASSES, class_names, class_of, ratio_class, ratio_class_name
from analytics.charts.description import WORLD_WINDOW, Country, Map, Place, Shade, Window
from analytics.rows import each_row
from analytics.words import _

WINDOWS: dict[str, Window] = {
    "": WORLD_WINDOW,
    "Africa": ((-40, 74), (-37, 39)),
    "Americas": ((-170, -20), (-56, 74)),
    "Asia": ((18, 158), (-12, 58)),
    "Europe": ((-30, 66), (33, 72)),
    "Oceania": ((92, 232), (-50, 24)),
}
"""What is shown of the world and of each UN M49 region."""

AROUND = (24, 15)
"""Degrees of longitude and latitude on each side of a single point."""


def pledge_map(countries: pd.DataFrame, points: pd.DataFrame, measure: str, none: str, window: Window) -> Map:
    """Countries shaded in classes, zero, unknown and outside told apart; points sized by pledges.

    Needs `countries` with `iso3`, `name`, `value`, `state`, `facts` and `points` with `place` (the whole name), `lat`,
    `lon`, `pledges`, `city_id`, `facts`. `none` is what a country without a pledge is called.
    """
    classes = [
        class_of(value, measure) if state == "value" else state
        for state, value in zip(countries["state"], countries["value"], strict=True)
    ]
    named = [(at, *each) for at, each in enumerate(zip(theme.STEPS, class_names(measure), strict=True))]
    shades = _shades(countries, classes, _("Not counted here"), none, named)
    sizes = 4 + 2.6 * points["pledges"].astype(float) ** 0.5
    places = tuple(
        Place(row.place, float(row.lat), float(row.lon), float(size), row.city_id, row.facts)
        for row, size in zip(each_row(points), sizes, strict=True)
    )
    return Map(shades, places, _("Local government"), window)


def ratio_map(countries: pd.DataFrame, none: str, window: Window) -> Map:
    """Countries shaded by the representation ratio; no pledge, unknown and what is not compared each told apart.

    Needs `iso3`, `name`, `ratio`, `state`, `facts`. `none` is what a country with people in need and no pledge is
    called.
    """
    states = countries["state"].replace({"nobody": "outside", "none": "zero"})
    classes = [
        ratio_class(ratio) if state == "value" else state
        for state, ratio in zip(states, countries["ratio"], strict=True)
    ]
    named = [(each, each[2], ratio_class_name(*each[:2])) for each in RATIO_CLASSES]
    return Map(_shades(countries, classes, _("Nobody, or not counted"), none, named), window=window)


def point_map(iso3: str, country: str, lat: float, lon: float, name: str) -> Map:
    """One point in its surroundings, its country set off; without a legend."""
    shade = Shade("", theme.RULE, (Country(iso3, country),), in_tooltip=False)
    wide, high = AROUND
    window = ((lon - wide, lon + wide), (max(lat - high, -85), min(lat + high, 85)))
    return Map((shade,), (Place(name, lat, lon, 10),), window=window, labelled=True)


def _shades(
    table: pd.DataFrame,
    classes: Sequence[Hashable],
    outside: str,
    none: str,
    named: Sequence[tuple[Hashable, str, str]],
) -> tuple[Shade, ...]:
    """The countries of each shade: `outside` of what is counted, unknown, `none`, then the classes that are `named`.

    `classes` says what each row of the table is: "outside", "no_data", "zero" or a class, which is named with its
    colour and its meaning.
    """
    own: defaultdict[Hashable, tuple[Country, ...]] = defaultdict(tuple)
    for found, *country in zip(classes, table["iso3"], table["name"], table["facts"], strict=True):
        own[found] += (Country(*country),)
    return (
        Shade(outside, theme.OUTSIDE, own["outside"], theme.PAPER),
        Shade(_("No data"), theme.NO_DATA, own["no_data"]),
        Shade(none, theme.ZERO, own["zero"]),
        *(Shade(meaning, colour, own[each], in_tooltip=False) for each, colour, meaning in named),
    )
