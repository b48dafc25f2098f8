"""What holds for every figure under every kind of selection."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.description import Bars, Map, Matrix, Panels, Ranks, cell_colours, is_empty
from analytics.exhibits.claims import CLAIMS, share_found
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.exhibit import Exhibit, disclaimer
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.places.menus import map_measures
from analytics.exhibits.pledges import figures as timeline
from analytics.exhibits.progress import figures as progress
from analytics.exhibits.published import figures as published
from analytics.exhibits.records import figures as records
from analytics.facets import NOT_STATED, Facets
from analytics.measures.coverage import (
    MARGINS,
    MEASURES,
    SHARES,
    WITHOUT_REGION,
    Counting,
    counts_by_country,
    coverage_matrix,
)
from analytics.measures.gaps import Comparison
from analytics.measures.published import OF_THE_CALL
from analytics.selection import FilteredData, Selection, filter_data
from analytics.shares import SMALL, value_with_whole
from tests.exhibits.recipes import ORDERS, SELECTIONS, counts, each_selection, numbers, texts
from tests.pages import by_hand
from tests.tiny import THEME_SCHEMES

Maker = Callable[[FilteredData], Exhibit]

MATRICES: dict[str, Maker] = {
    f"matrix, {themes}, {measure}": partial(coverage.matrix, counting=Counting(themes, measure))
    for themes, measure in [*(("theme", each) for each in MEASURES), *((each, "pledges") for each in THEME_SCHEMES[1:])]
}
BARS: dict[str, Maker] = {
    **{f"regions, {each}": partial(coverage.region_bars, counting=Counting(measure=each)) for each in MEASURES},
    **{f"themes, {each}": partial(coverage.code_bars, counting=Counting(measure=each)) for each in MEASURES},
    "areas": partial(coverage.code_bars, counting=Counting(themes="gcr_area")),
}
MAPS: dict[str, Maker] = {
    f"map, {each}": partial(pledge_map, measure=each, universe="un_members") for each in map_measures()
}
WHOLES: dict[str, Maker] = {
    **{
        f"{name}, {by}, {day}": partial(maker, by=by, as_of=day)
        for name, maker in (("progress", progress.progress_bars), ("freshness", progress.freshness_bars))
        for by in progress.split_options()
        for day in ("", "2025-12-31")
    },
    "items": records.item_bars,
    "records by region": records.region_bars,
}
COUNTS: dict[str, Maker] = {
    "years": timeline.by_year,
    "forums": timeline.by_forum,
    "completeness": records.field_bars,
}
PANELS: dict[str, Maker] = {"objectives": coverage.objective_bars, "published": published.published_bars}


def each_of(*makers: dict[str, Maker]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "maker", [pytest.param(maker, id=name) for group in makers for name, maker in group.items()]
    )


each_exhibit = each_of(MATRICES, BARS, MAPS, WHOLES, COUNTS, PANELS)


@cache
def shown(facets: Facets, maker: Maker, chosen: Selection) -> Exhibit:
    """The exhibit, made once for all the tests that look at it."""
    return maker(filter_data(facets, chosen))


@each_exhibit
@each_selection
def test_it_stands_alone(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    assert exhibit.recipe is not None
    assert exhibit.alt_text.endswith(".")
    assert not re.search(r"\bnan\b", f"{exhibit.alt_text} {exhibit.finding}", re.IGNORECASE)
    for text in texts(exhibit.figure):
        assert not re.search(r"<br>|</?b>|&amp;|\bnan\b", text, re.IGNORECASE), text
    assert {*exhibit.headings} <= {*exhibit.table.columns}
    assert exhibit.finding.kind in CLAIMS
    assert "28 Nov 2026" in exhibit.source
    assert share_found(filter_data(facets, chosen)) in exhibit.source


@each_of(BARS)
@each_selection
def test_bars_are_the_table_and_every_share_names_its_whole(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    figure, table = exhibit.figure, exhibit.table
    assert isinstance(figure, Bars)
    assert [row.name for row in figure.rows] == list(table["label"])
    (series,) = figure.series
    assert counts(series) == numbers(table["value"])
    assert (figure.numbers == "share") == table["of"].notna().any() or table["value"].isna().all()
    for row, value, told in zip(figure.rows, series.values, table.itertuples(), strict=True):
        if pd.isna(told.value):
            assert value.text == ("no data" if told.no_data else "not counted"), "unknown is not what can’t be asked"
            assert value.state == ("no_data" if told.no_data else "not_applicable")
        elif figure.numbers == "share":
            assert row.whole
            assert bool(re.fullmatch(r"\d of \d", value.text)) == (told.of < SMALL)
            assert value.text.startswith(("under 1%", "over 99%")) == (
                told.of >= SMALL and (0 < told.value < 0.01 or 0.99 < told.value < 1)
            )
    for share in re.findall(r"[^,:]*\d%[^,;.)]*", f"{exhibit.finding}, {exhibit.alt_text}"):
        assert "% of " in share, share


@each_of(MATRICES)
@each_selection
def test_the_matrix_is_the_table_and_every_column_of_shares_names_its_whole(
    facets: Facets, maker: Maker, chosen: Selection
) -> None:
    exhibit = shown(facets, maker, chosen)
    figure = exhibit.figure
    assert isinstance(figure, Matrix) and exhibit.recipe is not None
    table = exhibit.table.set_index(["code", "region"])
    counted = coverage_matrix(filter_data(facets, chosen), Counting(dict(exhibit.recipe.options)["themes"]))
    pledges = counted.set_index(["code", "region"])["value"]
    for row in figure.cells:
        for cell, head in zip(row, figure.columns, strict=True):
            code, region = cell.code.split("|")
            told = table.loc[(code, region)]
            # A zero has a colour where a place could have a pledge and has none: networks and “not stated” are no place
            # or theme, and a pledge whose government nobody names is a pledge.
            could_be = region not in WITHOUT_REGION and code != NOT_STATED and not pledges.get((code, region), 0) > 0
            is_margin = bool({code, region} & set(MARGINS))
            if told["no_data"]:
                assert cell.state == "no_data"
            elif is_margin:
                assert cell.total and cell_colours(cell)[0] == theme.PAPER
            elif pd.isna(told["value"]):
                assert cell.state == "not_applicable"
            else:
                assert cell.state == ("value" if told["value"] else "zero" if could_be else "plain_zero")
                assert (cell_colours(cell)[0] in theme.STEPS) == bool(told["value"])
            assert (cell.text == "no data") == told["no_data"]
            assert (cell.text in ("–", "no data")) == pd.isna(told["value"])
            if "%" in cell.text:
                assert told["of"] >= SMALL
                assert ", of " in head
    fills = {colour for colour, _meaning in figure.legend}
    inner = [cell for row in figure.cells for cell in row if not set(cell.code.split("|")) & set(MARGINS)]
    assert (theme.ZERO in fills) == any(cell_colours(cell)[0] == theme.ZERO for cell in inner)
    assert (theme.NO_DATA in fills) == any(cell_colours(cell)[0] == theme.NO_DATA for cell in inner)


@each_of(WHOLES)
@each_selection
def test_wholes_have_the_counts_of_the_table(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    figure, table = exhibit.figure, exhibit.table
    assert isinstance(figure, Bars) and figure.stacked and figure.whole
    if len(table) == 2 and table.drop(columns=["code", "label"]).nunique(dropna=False).eq(1).all():
        table = table.tail(1)
    assert [row.name for row in figure.rows] == list(table["label"])
    drawn = [0.0] * len(table)
    for series in figure.series:
        column = next(name for name, heading in exhibit.headings.items() if heading == series.name)
        assert counts(series) == numbers(table[column])
        drawn = [one + (other or 0) for one, other in zip(drawn, counts(series), strict=True)]
    assert drawn == numbers(table["of"]), "what is left out has no pledge anywhere"


@each_of(MAPS)
@each_selection
def test_the_map_is_the_table_and_carries_the_disclaimer(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    states = exhibit.table.set_index("iso3")["state"]
    listed = set(states.index)
    states = states.reindex(facets.dataset.countries["iso3"], fill_value="outside")
    asked = set(filter_data(facets, chosen).selected_countries()["iso3"])
    assert listed <= asked, "what is outside the selection has no row, and so no number"
    assert isinstance(exhibit.figure, Map)
    drawn = {country.iso3: shade.colour for shade in exhibit.figure.shades for country in shade.countries}
    expected = {"zero": theme.ZERO, "no_data": theme.NO_DATA, "outside": theme.OUTSIDE}
    assert set(drawn) == set(states.index)
    for iso3, colour in drawn.items():
        assert colour == expected.get(states[iso3], colour)
        assert (colour in expected.values()) == (states[iso3] in expected)
    assert disclaimer() in exhibit.source_under_figure()


@pytest.mark.parametrize("measure", SHARES)
def test_a_region_where_nothing_is_known_is_grey_and_keeps_its_bar(facets: Facets, measure: str) -> None:
    countries = facets.dataset.countries.copy()
    # The share of displaced people counts whom UNRWA registers in Palestine, as the page of gaps does.
    people = ["refugees_hosted", "asylum_seekers", "other_in_need", "unrwa_refugees", "population", "migrant_stock"]
    countries.loc[countries["m49_region"] == "Asia", people] = pd.NA
    filtered = filter_data(Facets(replace(facets.dataset, countries=countries)), Selection())
    exhibit = coverage.region_bars(filtered, Counting(measure=measure))
    written = dict(zip(exhibit.table["label"], exhibit.table["no_data"], strict=True))
    assert written["Asia"] == (measure != "member_share")
    assert ("Asia no data" in exhibit.alt_text) == written["Asia"]
    figure = coverage.matrix(filtered, Counting(measure=measure)).figure
    assert isinstance(figure, Matrix)
    grey = [all(cell.state == "no_data" for cell in column) for column in zip(*figure.cells, strict=True)]
    assert [name for name, is_grey in zip(figure.columns, grey, strict=True) if is_grey] == ["Asia"] * written["Asia"]
    assert (theme.NO_DATA in dict(figure.legend)) == written["Asia"]


@each_of(COUNTS)
@each_selection
def test_counts_in_the_figure_are_counts_in_the_table(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    figure, table = exhibit.figure, exhibit.table
    assert isinstance(figure, Bars) and figure.numbers == "count"
    assert [row.name for row in figure.rows] == list(table["label"])
    assert counts(figure.series[0]) == numbers(table["pledges" if "pledges" in table else "stated"])
    assert is_empty(figure) == table.empty


@each_selection
def test_years_stand_upright_and_silence_is_grey(facets: Facets, chosen: Selection) -> None:
    figure = shown(facets, timeline.by_year, chosen).figure
    assert isinstance(figure, Bars) and figure.upright
    for row, value in zip(figure.rows, figure.series[0].values, strict=True):
        assert value.colour == (theme.NO_DATA if row.name == "Not stated" else "")


@each_selection
def test_objectives_have_a_chart_for_each_round_table(facets: Facets, chosen: Selection) -> None:
    exhibit = shown(facets, coverage.objective_bars, chosen)
    assert isinstance(exhibit.figure, Panels) and exhibit.figure.shared
    rows = [
        (chart.title, row.name, value)
        for chart in exhibit.figure.charts
        for row, value in zip(chart.rows, counts(chart.series[0]), strict=True)
    ]
    assert rows == list(exhibit.table[["group", "code_label", "value"]].itertuples(index=False, name=None))


@each_selection
def test_published_figures_stand_beside_our_counts_of_the_same_day(facets: Facets, chosen: Selection) -> None:
    exhibit = shown(facets, published.published_bars, chosen)
    assert isinstance(exhibit.figure, Panels) and not exhibit.figure.shared
    assert [chart.title for chart in exhibit.figure.charts] == list(exhibit.table["panel"].unique())
    for chart in exhibit.figure.charts:
        own = exhibit.table[exhibit.table["panel"] == chart.title]
        assert [row.name for row in chart.rows] == list(own["date"])
        assert [row.facts for row in chart.rows] == [(said,) for said in own["label"]]
        assert chart.reference is not None and counts(chart.reference) == numbers(own["value"])
        for series, column in zip(chart.series, ("ours", "perhaps", "undated"), strict=True):
            assert counts(series) == numbers(own[column])


def test_every_published_figure_in_the_comparison_has_a_reason_of_its_own(facets: Facets) -> None:
    assert published.why().keys() == OF_THE_CALL.keys()
    table = published.published_bars(filter_data(facets, Selection())).table.set_index("figure_id")
    assert table["why"].notna().all()
    assert not table["scope"].str.contains("week|new pledges|overlaps", case=False, regex=True).any()
    for _reason, own in table.groupby("why"):
        assert own["unit"].nunique() == own["day"].dt.year.nunique() == 1


@each_selection
def test_a_number_of_a_name_is_the_same_in_every_figure_of_records(facets: Facets, chosen: Selection) -> None:
    items = shown(facets, records.item_bars, chosen).table.set_index("label")["yes"]
    fields = shown(facets, records.field_bars, chosen).table.set_index("label")["stated"]
    both = items.index.intersection(fields.index)
    assert len(both) == 4
    assert items[both].tolist() == fields[both].tolist()
    assert shown(facets, records.region_bars, chosen).table["yes"].iloc[0] == items.sum()


@each_selection
@pytest.mark.parametrize("order", ORDERS)
def test_a_place_has_the_same_facts_in_every_figure_of_gaps(chosen: Selection, order: str, facets: Facets) -> None:
    """A rank leaves places out, whose people and pledges are part of the wholes in its facts all the same."""
    found, comparison = filter_data(facets, chosen), Comparison(order=order)
    on_map, ranks = gaps.gap_map(found, comparison).figure, gaps.gap_ranking(found, "country", comparison).figure
    assert isinstance(on_map, Map)
    assert isinstance(ranks, Ranks)
    facts = {each.name: each.facts for shade in on_map.shades for each in shade.countries}
    assert [(each.name, each.facts) for each in ranks.ranks] == [(each.name, facts[each.name]) for each in ranks.ranks]


LEVEL = Selection(country=("UGA", "KEN", "DEU", "COL", "FJI"))
"""Regions in which all people hosted are in countries with a pledge: the same share of different wholes."""


@pytest.mark.parametrize("measure", SHARES)
@pytest.mark.parametrize("chosen", [*SELECTIONS.values(), LEVEL])
def test_what_is_level_is_given_a_value_only_where_it_is_that_of_each(
    chosen: Selection, measure: str, facets: Facets
) -> None:
    made = coverage.region_bars(filter_data(facets, chosen), Counting(measure=measure))
    if len(made.finding.facts.get("top", ())) < 2:
        return
    first = made.table[made.table["region"].isin(made.finding.facts["top"])]
    written = {value_with_whole(row.value, row.of, True) for row in first.itertuples()}
    assert [text for text in written if text in made.finding] == (list(written) if len(written) == 1 else [])


@each_selection
def test_a_description_names_no_country_before_others_that_are_level(chosen: Selection, facets: Facets) -> None:
    found = filter_data(facets, chosen)
    counts = counts_by_country(found)
    names = dict(zip(facets.dataset.countries["iso3"], facets.dataset.countries["name"], strict=True))
    values = {names[code]: int(count) for code, count in zip(names, counts, strict=True) if count}
    text = pledge_map(found, "pledges", "all_areas").alt_text
    named = {name: value for name, value in values.items() if f" {name} {value}" in text}
    assert all(value < min(named.values()) for name, value in values.items() if named and name not in named)
    assert len(named) <= 3


@pytest.mark.parametrize("day", ["2015-03-31", "2020-12-31", "2024-12-31"])
def test_an_earlier_day_says_how_many_pledges_it_counts_without_a_date(facets: Facets, day: str) -> None:
    dates = ("year_announced", "last_reported", "results_as_of")
    undated = [
        row
        for row in by_hand.pledges()
        if not any(row[name] for name in dates) and row["retrieved"] > day
        if not row["start_date"] or row["end_date_of_wider_project"]
    ]
    filtered = filter_data(facets, Selection())
    for made in (progress.progress_bars, progress.freshness_bars):
        assert f"{len(undated)} pledges without any date are counted" in made(filtered, "region", day).scope
        assert "left out" in made(filtered, "region", day).how_to_read
        assert "without any date" not in made(filtered, "region", "").scope
