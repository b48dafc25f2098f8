"""A recipe of every kind of figure, and what tests read out of a description."""

import dataclasses
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest

from analytics.charts.description import Series
from analytics.exhibits.catalogue import remake
from analytics.exhibits.exhibit import Exhibit, Recipe
from analytics.exhibits.gaps.wording import rank_orders
from analytics.exhibits.places.menus import map_measures
from analytics.facets import Facets
from analytics.measures.coverage import MEASURES
from analytics.measures.need import NEEDS
from analytics.packs.deck_links import FIRST_VERSION
from analytics.selection import FilteredData, Selection, filter_data
from tests.tiny import THEME_SCHEMES

SELECTIONS = {
    "everything": Selection(),
    "subregions": Selection(regions_by="m49_subregion"),
    "region and theme": Selection(region=("Africa",), theme=("housing", "health")),
    "one country": Selection(country=("LBN",)),
    "networks": Selection(kind=("network",)),
    "stated only": Selection(stated=True),
    "nothing": Selection(region=("Oceania",)),
    "a long search": Selection(search="refugees and migrants " * 9),
}


def recipe(kind: str, *options: str) -> Recipe:
    """A recipe from its options in order."""
    return Recipe(kind, tuple(zip(FIRST_VERSION.get(kind, ()), options, strict=True)))


QUICK = "region and theme"
"""The selection that says enough while one works; figures of all others are slow, because there are so many."""


each_selection = pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(each, id=name, marks=[] if name == QUICK else [pytest.mark.slow])
        for name, each in SELECTIONS.items()
    ],
)


COMPARED = [("displaced", "none", "pledges"), ("displaced", "unhcr", "parts"), ("migrants", "none", "governments")]
PLACED = [(*options, places) for options in COMPARED for places in ("country", "region")]
PEOPLE = ("people", "90", "5", "1", "2")
WHEN = ("before", "after")
MATRICES = [
    *(recipe("matrix", "theme", measure, "no", "un_members") for measure in MEASURES),
    *(recipe("matrix", scheme, "pledges", "yes", "all_areas") for scheme in THEME_SCHEMES),
    *(recipe("scenario", "objectives", "80", "", "1", "1", when) for when in WHEN),
]
BARS = [
    *(recipe(by, "theme", measure, "no", "un_members") for by in ("regions", "codes") for measure in MEASURES),
    *(recipe("codes", scheme, "pledges", "yes", "un_members") for scheme in THEME_SCHEMES),
    *(recipe("scenario", *PEOPLE, when) for when in WHEN),
    recipe("forums"),
    recipe("completeness"),
    *(Recipe("funding", (("by", by),)) for by in ("funder", "theme", "region")),
]
WHOLES = [
    *(
        recipe(kind, by, day)
        for kind in ("progress", "freshness")
        for by in ("region", "theme")
        for day in ("", "2025-12-31")
    ),
    recipe("items"),
    recipe("records_by_region"),
]
MAPS = [
    *(recipe("map", measure, "un_members", "") for measure in map_measures()),
    recipe("map", "pledges", "all_areas", "Asia"),
    *(recipe("gap_map", *options) for options in COMPARED),
]
SCATTERS = [recipe("need_pledges", *options) for options in PLACED]
RATIOS = [recipe("representation", *options) for options in PLACED]
ORDERS = tuple(rank_orders())
ORDERED = [recipe("ranking", *options, order) for options in PLACED for order in ORDERS if order != "difference"]
RANKS = [*(recipe("ranking", *options, "difference") for options in PLACED), *ORDERED]
BESIDE = [recipe("beside_world", need.kind, need.idps) for need in NEEDS]
STRIPS = [Recipe("gap_strip", (("need", kind),)) for kind in ("displaced", "migrants", "population")]
WEIGHTS = [recipe("weighted", "1", "0.5", "0", "no"), recipe("weighted", "0.75", "0.25", "0.25", "yes")]
PEERS = [
    Recipe("peers", (("city", "kampala-uga"),)),
    Recipe("peers", (("geonameid", "229278"), ("plans", "health;housing"), ("context", "0"))),
    Recipe("peer_map", (("city", "zurich-che"), ("practice", "3"))),
]
ALONE = [recipe("years"), recipe("objectives"), recipe("published")]
EXCHANGE = [*(Recipe("exchange", (("by", by),)) for by in ("theme", "region")), Recipe("exchange_links")]
FORUMS = [
    *(Recipe("ready", (("forum", forum),)) for forum in ("GFMD-2026", "GRF-2027", "WUF-2028")),
    *(Recipe("since", (("forum", "GRF-2023"), *until)) for until in ((), (("until", "IMRF-2026"),))),
]
EVERY = [
    *MATRICES,
    *BARS,
    *WHOLES,
    *MAPS,
    *SCATTERS,
    *RATIOS,
    *RANKS,
    *BESIDE,
    *STRIPS,
    *WEIGHTS,
    *PEERS,
    *ALONE,
    *FORUMS,
    *EXCHANGE,
]


def name_of(recipe: Recipe) -> str:
    return "-".join([recipe.kind, *(code for _name, code in recipe.options)])


@cache
def chosen_data(facets: Facets, chosen: Selection) -> FilteredData:
    """The data of a selection, filtered once: what figures share of them is counted once, as on a page."""
    return filter_data(facets, chosen)


@cache
def shown(facets: Facets, recipe: Recipe, chosen: Selection) -> Exhibit:
    """The exhibit that a recipe makes, made once for all the tests that look at it."""
    return remake(chosen_data(facets, chosen), recipe)


def texts(part: object) -> Iterator[str]:
    """Every text in a description."""
    if isinstance(part, str):
        yield part
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from texts(getattr(part, field.name))
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)


def counts(series: Series) -> list[float | None]:
    """The numbers of a series."""
    return [value.number for value in series.values]  # noqa: PD011 (no table)


def numbers(values: object) -> list[float | None]:
    """A column of a table, as a series has it."""
    return [None if pd.isna(value) else float(value) for value in pd.Series(values, dtype="float64")]
