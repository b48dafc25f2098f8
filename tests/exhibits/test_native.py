"""The parts of every figure for a slide: the numbers of its table, the colours and words of its picture."""

import html
import math
import re
from itertools import pairwise

import pandas as pd
import pytest

from analytics import labels
from analytics.charts import theme
from analytics.charts.coverage import SMALL
from analytics.charts.description import MOST_BARS, Bars, Dots, Matrix, Panels, WorldMap
from analytics.exhibits.catalogue import kinds
from analytics.exhibits.changes import figures as changes
from analytics.exhibits.places import figures as world
from analytics.facets import Facets
from analytics.measures.coverage import MARGINS, SHARES
from analytics.selection import Selection
from tests.charts.test_coverage import colour_at, written
from tests.exhibits.recipes import (
    BARS,
    BESIDE,
    EVERY,
    MAPS,
    MATRICES,
    ORDERED,
    RANKS,
    RATIOS,
    SCATTERS,
    WEIGHTS,
    WHOLES,
    Recipe,
    each_of,
    each_selection,
    heights,
    numbers,
    one_chart,
    plain,
    shown,
    spaceless,
    texts,
    traces,
)
from tests.measures.test_changes import FRESH, version
from tests.tiny import city, country, filtered, pledge


def test_every_kind_is_looked_at() -> None:
    assert {recipe[0] for recipe in EVERY} == set(kinds())


@each_of(EVERY)
@each_selection
def test_texts_are_what_is_read_and_no_chart_is_too_long(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    _exhibit, native = shown(facets, recipe, chosen)
    for text in texts(native):
        assert not re.search(r"<br>|</?b>|&amp;|\bnan\b", text, re.IGNORECASE), text
    for chart in native.charts if isinstance(native, Panels) else [native]:
        if isinstance(chart, Bars):
            assert chart.ratio or len(chart.categories) <= MOST_BARS
            for series in chart.series:
                assert len(heights(series)) == len(chart.categories)
                assert {len(series.colours), len(series.texts)} <= {0, len(chart.categories)}


@each_of(MATRICES)
@each_selection
def test_a_matrix_has_the_cells_and_colours_of_the_figure(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    assert isinstance(native, Matrix)
    shaded, *more = traces(exhibit.figure, "heatmap")
    grey = more[0].z[0] if more else [None] * len(shaded.x)
    seen = written(exhibit.figure)
    assert [plain(head) for head in shaded.x] == [spaceless(head) for head in native.columns]
    assert [plain(name) for name in shaded.y[::-1]] == [spaceless(name) for name in native.rows]
    codes, regions = exhibit.table["code"].unique(), exhibit.table["region"].unique()
    for y, code, row, values in zip(shaded.y[::-1], codes, native.cells, shaded.z[::-1], strict=True):
        for x, region, cell, value, unknown in zip(shaded.x, regions, row, values, grey, strict=True):
            assert (cell.text, cell.ink) == seen[x, y]
            bare_fill = theme.PAPER if pd.isna(unknown) else theme.NO_DATA
            fill = bare_fill if pd.isna(value) else colour_at(shaded.colorscale, value / shaded.zmax)
            assert cell.fill.lower() == fill.lower()
            assert cell.bold == bool({code, region} & set(MARGINS))
    fills = {colour for colour, _meaning in native.legend}
    margins = 2 if recipe[0] == "matrix" and recipe[3] == "yes" else 1
    assert [*codes[-margins:]] == [*regions[-margins:]] == [*MARGINS[::-1][-margins:]]
    inner = [cell for row in native.cells[:-margins] for cell in row[:-margins]]
    assert (theme.ZERO in fills) == any(cell.fill == theme.ZERO for cell in inner)
    assert (theme.NO_DATA in fills) == any(cell.fill == theme.NO_DATA for cell in inner)


@each_of(BARS)
@each_selection
def test_bars_have_the_numbers_of_table_and_figure(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    chart = one_chart(native)
    column = next(name for name in ("value", "pledges", "stated") if name in exhibit.table)
    (series,) = chart.series
    assert list(heights(series)) == numbers(exhibit.table[column]) == numbers(exhibit.figure.data[0].x[::-1])
    is_share = "%" in chart.number_format
    assert is_share == (recipe[0] == "scenario" or (len(recipe) > 2 and recipe[2] in SHARES))
    for category, label, value in zip(chart.categories, exhibit.table["label"], heights(series), strict=True):
        assert category.startswith(f"{label}, of ") if is_share and value is not None else category == label


@each_of([recipe for recipe in BARS if recipe[0] in ("regions", "codes") and recipe[2] in SHARES])
@each_selection
def test_a_share_of_few_or_next_to_none_is_said_in_words(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    for row, said in zip(exhibit.table.itertuples(), one_chart(native).series[0].texts, strict=True):
        if pd.isna(row.value):
            assert said == ("no data" if row.no_data else "not counted"), "unknown is not what can’t be asked"
        elif row.of < SMALL:
            assert re.fullmatch(r"\d of \d", said)
        elif 0 < row.value < 0.01:
            assert said == "under 1%"
        elif 0.99 < row.value < 1:
            assert said == "over 99%"
        else:
            assert said == ""


@each_of(WHOLES)
@each_selection
def test_wholes_have_the_counts_of_the_table_and_the_colours_of_the_figure(
    facets: Facets, recipe: Recipe, chosen: Selection
) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    chart = one_chart(native)
    assert (chart.stacked, chart.whole) == (True, True)
    bars = traces(exhibit.figure, "bar")
    for series, bar in zip(chart.series, bars, strict=True):
        column = next(name for name, heading in exhibit.headings.items() if heading == series.name)
        assert list(heights(series)) == numbers(exhibit.table[column])
        assert (series.name, series.colour, series.ink) == (bar.name, bar.marker.color, bar.textfont.color)
        wholes = exhibit.table["of"] if "of" in exhibit.table and recipe != ("documentation",) else 1
        shares = (exhibit.table[column] / wholes).fillna(0)
        assert list(bar.x[::-1]) == pytest.approx(list(shares))
    for label, category in zip(exhibit.table["label"], chart.categories, strict=True):
        assert category == label or category.startswith(f"{label} (")


@each_of(MAPS)
@each_selection
def test_a_map_has_the_groups_and_points_of_the_figure(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    assert isinstance(native, WorldMap)
    drawn = [
        (trace.name, trace.colorscale[0][1], trace.marker.line.color, list(trace.locations))
        for trace in traces(exhibit.figure, "choropleth")
    ]
    assert drawn == [
        (each.name, each.colour, each.outline, [iso3 for iso3, _name, _said in each.places]) for each in native.shaded
    ]
    names = dict(zip(facets.dataset.countries["iso3"], facets.dataset.countries["name"], strict=True))
    assert all(name == names[iso3] and said for each in native.shaded for iso3, name, said in each.places)
    dots = traces(exhibit.figure, "scattergeo")
    assert len(dots) == (recipe[0] == "map")
    for trace in dots:
        expected = list(zip(trace.lat, trace.lon, trace.marker.size, strict=True))
        assert [(point.lat, point.lon, point.size) for point in native.points] == expected
        assert [point.name for point in native.points] == [
            html.unescape(re.findall("<b>(.*)</b>", said)[0]) for said in trace.text
        ]
        assert native.points_name == trace.name
    zoom = recipe[-1] if recipe[0] == "map" else ""
    assert native.region == (zoom or (chosen.region[0] if chosen.region else ""))


@each_of(SCATTERS)
@each_selection
def test_dots_are_the_places_with_people_in_need(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    assert isinstance(native, Dots) and native.x_log
    known = exhibit.table[exhibit.table["state"].isin(["value", "none", "nobody"])]
    placed = known[known["people"] > 0]
    dots = [(dot.name, dot.x, dot.y, colour) for _name, colour, own in native.groups for dot in own]
    assert sorted((name, x, y) for name, x, y, _colour in dots) == sorted(
        zip(placed["label"], placed["people"].astype(float), placed["pledges"].astype(float), strict=True)
    )
    left_out = len(known) - len(placed)
    assert native.aside.startswith(f"{left_out} place") if left_out else native.aside == ""
    largest = placed[placed["gap"] > 0].nlargest(10, "gap")["label"]
    assert sorted(name for name, _x, _y, colour in dots if colour == theme.HIGHLIGHT) == sorted(largest)
    pledges, people = known["pledges"].sum(), known["people"].sum()
    assert native.proportion == (pytest.approx(pledges / people) if pledges and people else None)


@each_of(RATIOS)
@each_selection
def test_ratios_are_those_of_the_figure_and_none_says_so(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, chart = shown(facets, recipe, chosen)
    assert isinstance(chart, Bars) and chart.ratio
    (series,) = chart.series
    bar = traces(exhibit.figure, "bar")[0]
    assert [spaceless(name) for name in chart.categories] == [plain(name) for name in bar.y[::-1]]
    assert list(series.colours) == list(bar.marker.color[::-1])
    rows = exhibit.table.drop_duplicates("label").set_index("label")
    for label, value, said in zip(chart.categories, heights(series), series.texts, strict=True):
        row = rows.loc[label]
        if row["state"] == "value" and pd.notna(row["ratio"]) and row["ratio"] > 0:
            assert (value, said) == (row["ratio"], "")
        else:
            assert value is None
            assert said in ("none", "no data", "nobody in need", "0")


@each_of(RANKS)
@each_selection
def test_ranks_have_their_range(facets: Facets, recipe: Recipe, chosen: Selection) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    assert isinstance(native, Dots) and native.ranks
    dots = [dot for _name, _colour, own in native.groups for dot in own]
    first = (exhibit.table if recipe in ORDERED else exhibit.table[exhibit.table["gap"] > 0]).head(15)
    assert [(dot.name, dot.x, dot.low, dot.high) for dot in dots] == [
        (row.label, row.rank, row.best, row.worst) for row in first.itertuples()
    ]
    assert [dot.y for dot in dots] == list(range(1, len(first) + 1))
    assert list(exhibit.figure.data[1].x[::-1]) == [dot.x for dot in dots]


@each_of(BESIDE)
@each_selection
def test_bars_beside_the_world_are_people_for_a_million_inhabitants(
    facets: Facets, recipe: Recipe, chosen: Selection
) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    (series,) = one_chart(native).series
    table = exhibit.table
    asked = numbers((table["people"] / table["population"] * 1e6).round())
    assert list(heights(series)) == asked == numbers(exhibit.figure.data[0].x[::-1])
    assert list(one_chart(native).categories) == list(table["label"])
    assert [text == "no data" for text in series.texts] == [value is None for value in asked]
    assert table["scope"].iloc[-1] == "world" and table["scope"].is_unique


@each_of(WEIGHTS)
@each_selection
def test_weighted_objectives_have_their_pledges_and_what_their_weight_asks(
    facets: Facets, recipe: Recipe, chosen: Selection
) -> None:
    exhibit, native = shown(facets, recipe, chosen)
    pledges, expected = one_chart(native).series
    table = exhibit.table
    assert list(heights(pledges)) == numbers(table["pledges"])
    asked = [value or None for value in numbers(table["weight_share"] * table["pledges"].sum())]
    assert list(heights(expected)) == asked
    marks = traces(exhibit.figure, "scatter")[0].x
    assert [value for value in heights(expected) if value is not None] == list(marks[::-1])
    assert [bool(text) for text in expected.texts] == [value is not None for value in asked]


@each_selection
def test_years_stand_upright_and_silence_is_grey(facets: Facets, chosen: Selection) -> None:
    exhibit, native = shown(facets, ("years",), chosen)
    assert isinstance(native, Bars) and native.upright
    (series,) = native.series
    bar = exhibit.figure.data[0]
    assert [spaceless(name) for name in native.categories] == [plain(label) for label in bar.x]
    assert list(native.categories) == list(exhibit.table["label"])
    assert list(heights(series)) == numbers(exhibit.table["pledges"])
    assert list(series.colours) == list(bar.marker.color)


@each_selection
def test_objectives_have_a_panel_for_each_round_table(facets: Facets, chosen: Selection) -> None:
    exhibit, native = shown(facets, ("objectives",), chosen)
    assert isinstance(native, Panels) and native.shared
    rows = [
        (chart.title, category, value)
        for chart in native.charts
        for category, value in zip(chart.categories, chart.series[0].values, strict=True)
    ]
    assert rows == list(exhibit.table[["group", "code_label", "value"]].itertuples(index=False, name=None))
    assert len(native.charts) == len(traces(exhibit.figure, "bar"))


@each_selection
def test_published_figures_stand_under_our_counts_of_the_same_day(facets: Facets, chosen: Selection) -> None:
    exhibit, native = shown(facets, ("published",), chosen)
    assert isinstance(native, Panels) and not native.shared
    assert [chart.title for chart in native.charts] == list(exhibit.table["panel"].unique())
    for chart in native.charts:
        own = exhibit.table[exhibit.table["panel"] == chart.title]
        *ours, published = chart.series
        assert heights(published)[1::2] == tuple(own["value"])
        assert set(heights(published)[::2]) == {0.0}
        for series, column in zip(ours, ("ours", "perhaps", "undated"), strict=True):
            assert heights(series)[::2] == tuple(own[column])
            assert set(heights(series)[1::2]) == {0.0}
        assert all(
            one.endswith(": these data") and other == one.replace("these data", "published")
            for one, other in list(pairwise(chart.categories))[::2]
        )


def test_what_changed_between_versions_is_a_table_of_states_and_has_no_recipe() -> None:
    before = version(pledge("a", "nairobi"), pledge("b", "tyre"), pledge("gone", "tyre"))
    after = version(pledge("a", "nairobi", **FRESH), pledge("b", "tyre"), pledge("new", "tyre", **FRESH))
    served = filtered(pledge("a", "nairobi"))
    flow = changes.compared(served, (before, after)).flow
    native = flow.native()
    assert isinstance(native, Matrix)
    planned, silent = (labels.label(served.dataset, "report_state", state) for state in ("planned", "no_report"))
    assert native.rows == (silent, "Not in it")
    assert native.columns == (planned, silent, "Not in it")
    assert [[cell.text for cell in row] for row in native.cells] == [["1", "1", "1"], ["1", "0", "0"]]
    moved = [(y, x) for y, row in enumerate(native.cells) for x, cell in enumerate(row) if cell.fill == theme.ACCENT]
    assert moved == [(0, 0)], "only a pledge in both versions can change its state"
    assert native.legend == ((theme.ACCENT, "Changed state"),)
    assert flow.recipe == ()


def test_names_on_a_map_are_text_and_stay_as_they_are() -> None:
    hostile = "Tyre & <b>Sons</b>"
    found = filtered(
        pledge("a", "tyre"),
        countries=(country("LBN", "Asia", name="Leb<br>anon & more"),),
        cities=(city("tyre", "LBN", name=hostile),),
    )
    native = world.world_map(found, "pledges", "un_members", 300).native()
    assert isinstance(native, WorldMap)
    assert native.points[0].name == f"{hostile}, Leb<br>anon & more"
    assert ("LBN", "Leb<br>anon & more", "1 pledge") in native.shaded[-1].places


def test_the_dots_of_a_map_grow_with_the_root_of_pledges(facets: Facets) -> None:
    _exhibit, native = shown(facets, ("map", "pledges", "un_members", ""), Selection())
    assert isinstance(native, WorldMap)
    sizes = {point.name: point.size for point in native.points}
    places = facets.dataset.places.drop_duplicates(["pledge_id", "city_id"])
    counts = places["city_id"].value_counts()
    named = facets.dataset.governments.set_index("city_id")["name"]
    for name, size in sizes.items():
        own = [counts[each] for each in counts.index if name.startswith(f"{named[each]},")]
        assert any(math.isclose(size, 4 + 2.6 * math.sqrt(count)) for count in own)
