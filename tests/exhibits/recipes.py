"""A recipe of every kind of figure, and what tests read out of a figure and its parts."""

import dataclasses
import html
from collections.abc import Iterator
from functools import cache

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics.charts.description import Bars, Native, Panels, Series
from analytics.exhibits.catalogue import remake
from analytics.exhibits.exhibit import Exhibit
from analytics.facets import Facets
from analytics.measures.coverage import MEASURES, THEME_SCHEMES
from analytics.measures.gaps import ORDERS
from analytics.measures.need import NEEDS
from analytics.measures.places import MAP_MEASURES
from analytics.selection import Selection, filter_data
from tests.exhibits.test_every_exhibit import SELECTIONS, bare

Recipe = tuple[str, ...]

COMPARED = [("displaced", "none", "pledges"), ("displaced", "unhcr", "parts"), ("migrants", "none", "governments")]
PLACED = [(*options, places) for options in COMPARED for places in ("country", "region")]
PEOPLE = ("scenario", "people", "90", "5", "1", "2")
MATRICES: list[Recipe] = [
    *(("matrix", "theme", measure, "no", "un_members") for measure in MEASURES),
    *(("matrix", scheme, "pledges", "yes", "all_areas") for scheme in THEME_SCHEMES),
    *(("scenario", "objectives", "80", "", "1", "1", when) for when in ("before", "after")),
]
BARS: list[Recipe] = [
    *((by, "theme", measure, "no", "un_members") for by in ("regions", "codes") for measure in MEASURES),
    *(("codes", scheme, "pledges", "yes", "un_members") for scheme in THEME_SCHEMES),
    *((*PEOPLE, when) for when in ("before", "after")),
    ("forums",),
    ("completeness",),
]
WHOLES: list[Recipe] = [
    *(
        (kind, by, day)
        for kind in ("progress", "freshness")
        for by in ("region", "theme")
        for day in ("", "2025-12-31")
    ),
    ("items",),
    ("records_by_region",),
    ("documentation",),
]
MAPS: list[Recipe] = [
    *(("map", measure, "un_members", "") for measure in MAP_MEASURES),
    ("map", "pledges", "all_areas", "Asia"),
    *(("gap_map", *options) for options in COMPARED),
]
SCATTERS: list[Recipe] = [("need_pledges", *options) for options in PLACED]
RATIOS: list[Recipe] = [("representation", *options) for options in PLACED]
ORDERED: list[Recipe] = [
    ("ranking", *options, order) for options in PLACED for order in ORDERS if order != "difference"
]
RANKS: list[Recipe] = [*(("ranking", *options) for options in PLACED), *ORDERED]
BESIDE: list[Recipe] = [("beside_world", need.kind, need.idps) for need in NEEDS]
WEIGHTS: list[Recipe] = [("weighted", "1", "0.5", "0", "no"), ("weighted", "0.75", "0.25", "0.25", "yes")]
ALONE: list[Recipe] = [("years",), ("objectives",), ("published",)]
EVERY = [*MATRICES, *BARS, *WHOLES, *MAPS, *SCATTERS, *RATIOS, *RANKS, *BESIDE, *WEIGHTS, *ALONE]


def each_of(recipes: list[Recipe]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("recipe", recipes, ids="-".join)


each_selection = pytest.mark.parametrize("chosen", SELECTIONS.values(), ids=SELECTIONS)


@cache
def shown(facets: Facets, recipe: Recipe, chosen: Selection) -> tuple[Exhibit, Native]:
    """The exhibit and its parts, made once for all the tests that look at them."""
    exhibit = remake(filter_data(facets, chosen), recipe)
    return exhibit, exhibit.native()


def texts(part: object) -> Iterator[str]:
    """Every text in a part."""
    if isinstance(part, str):
        yield part
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from texts(getattr(part, field.name))
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)


def heights(series: Series) -> tuple[float | None, ...]:
    return series.values  # noqa: PD011


def one_chart(native: Native) -> Bars:
    """Bars that stand in two columns, in one again."""
    if isinstance(native, Bars):
        return native
    assert isinstance(native, Panels)
    assert len(native.charts) == 2 and native.shared
    left, right = native.charts
    joined = [
        dataclasses.replace(
            one,
            values=heights(one) + heights(other),
            colours=one.colours + other.colours,
            texts=one.texts + other.texts,
        )
        for one, other in zip(left.series, right.series, strict=True)
    ]
    assert [each.name for each in left.series] == [each.name for each in right.series]
    return dataclasses.replace(left, categories=left.categories + right.categories, series=tuple(joined))


def plain(label: str) -> str:
    """What a label of a figure says, without the spaces in it: lines break there, and after hyphens."""
    return spaceless(html.unescape(bare(label).replace("<br>", " ")))


def spaceless(text: str) -> str:
    return "".join(text.split())


def numbers(values: object) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in pd.Series(values, dtype="float64")]


def traces(figure: go.Figure, kind: str) -> list[go.Figure]:
    return [trace for trace in figure.data if trace.type == kind]
