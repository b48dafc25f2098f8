"""Peers of a city: a matrix of what each agrees in, and a map of where they are."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.charts import theme
from analytics.charts.description import Cell, Country, Map, Matrix, Place, Shade, Window
from analytics.rows import each_row
from analytics.words import _

FULL, PART = 2, 0
"""Places in `theme.STEPS` of what agrees, and of what agrees in part."""

NEAR = 0.6
"""From where on classes of a scale are near: one or two steps apart, by how many it has."""


def sign(agreed: float) -> str:
    """How far a feature agrees, as a sign.

    >>> sign(1), sign(0.8), sign(0.5), sign(float("nan"))
    ('=', '≈', '≠', '?')
    """
    if pd.isna(agreed):
        return "?"
    return "=" if agreed == 1 else "≈" if agreed >= NEAR else "≠"


def peer_matrix(table: pd.DataFrame, features: dict[str, str], criteria: Sequence[int]) -> Matrix:
    """Peers down, features across, those of a criterion together.

    Needs `place` and, for each of `features` (with its name), how far it agrees (`<feature>`: 0 to 1, missing where it
    is unknown) and what the cell says (`<feature>_text`). `criteria` has the number of each feature's criterion.
    """
    meanings = (
        (theme.STEPS[FULL], _("= agrees")),
        (theme.STEPS[PART], _("≈ agrees in part, or is near")),
        (theme.OUTSIDE, _("≠ differs")),
        (theme.NO_DATA, _("? not known of the peer")),
    )
    rows = list(each_row(table))
    cells = tuple(tuple(_cell(row, feature) for feature in features) for row in rows)
    return Matrix("", tuple(features.values()), tuple(table["place"]), cells, meanings, tuple(criteria))


def _cell(row: Any, feature: str) -> Cell:
    agreed, text = getattr(row, feature), getattr(row, f"{feature}_text")
    if pd.isna(agreed):
        return Cell(text, "no_data")
    if agreed == 0:
        return Cell(text, "plain_zero", colour=theme.OUTSIDE)
    return Cell(text, "value", FULL if agreed == 1 else PART)


def peer_map(table: pd.DataFrame, city: Place | None, countries: Sequence[Country], window: Window) -> Map:
    """The peers as dots, the nearest largest, in their countries; the city itself as a ring.

    Needs `place`, `lat`, `lon`, `rank`, `city_id` and `facts`; those without a point are left out.
    """
    placed = table[table["lat"].notna()]
    dots = [
        Place(row.place, float(row.lat), float(row.lon), 9 if row.rank <= 3 else 7, row.city_id, row.facts)
        for row in each_row(placed)
    ]
    shade = Shade("", theme.RULE, tuple(countries), in_tooltip=False)
    # The mark in the legend is that of the first place.
    return Map((shade,), (*dots, *([city] if city else [])), _("Local government"), window)
