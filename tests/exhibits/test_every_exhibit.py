"""What holds for every figure under every kind of selection."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pandas as pd
import pytest

from analytics.charts import theme
from analytics.charts.coverage import SMALL
from analytics.exhibits.claims import CLAIMS, share_found
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.data_quality import figures as quality
from analytics.exhibits.exhibit import Exhibit, disclaimer
from analytics.exhibits.places.figures import world_map
from analytics.exhibits.pledges import figures as timeline
from analytics.facets import NOT_STATED, Facets
from analytics.measures.coverage import (
    MARGINS,
    MEASURES,
    SHARES,
    THEME_SCHEMES,
    WITHOUT_REGION,
    Counting,
    coverage_matrix,
)
from analytics.measures.places import MAP_MEASURES
from analytics.selection import FilteredData, Selection, filter_data

Maker = Callable[[FilteredData], Exhibit]

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
MATRICES: dict[str, Maker] = {
    f"matrix, {themes}, {measure}": partial(coverage.matrix, counting=Counting(themes, measure))
    for themes, measure in [*(("theme", each) for each in MEASURES), *((each, "pledges") for each in THEME_SCHEMES[1:])]
}
BARS: dict[str, Maker] = {
    **{f"regions, {each}": partial(coverage.region_bars, counting=Counting(measure=each)) for each in MEASURES},
    **{f"themes, {each}": partial(coverage.code_bars, counting=Counting(measure=each)) for each in MEASURES},
    "areas": coverage.area_bars,
}
MAPS: dict[str, Maker] = {
    f"map, {each}": partial(world_map, measure=each, universe="un_members", drawing=300) for each in MAP_MEASURES
}
OTHERS: dict[str, Maker] = {
    "objectives": coverage.objective_bars,
    "years": timeline.by_year,
    "forums": timeline.by_forum,
    "completeness": quality.completeness_bars,
    "documentation": quality.documentation_bars,
}


def each_of(*makers: dict[str, Maker]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "maker", [pytest.param(maker, id=name) for group in makers for name, maker in group.items()]
    )


each_selection = pytest.mark.parametrize("chosen", SELECTIONS.values(), ids=SELECTIONS)
each_exhibit = each_of(MATRICES, BARS, MAPS, OTHERS)


@cache
def shown(facets: Facets, maker: Maker, chosen: Selection) -> Exhibit:
    """The exhibit, made once for all the tests that look at it."""
    return maker(filter_data(facets, chosen))


def bare(text: str) -> str:
    """A label without what makes it bold or small."""
    return re.sub(r"</?(?:b|span)(?:\s[^>]*)?>", "", text)


def words_of(exhibit: Exhibit) -> list[str]:
    """Every text that is drawn, with its line breaks."""
    layout = exhibit.figure.layout
    labels = [str(each) for trace in exhibit.figure.data if trace.type == "bar" for each in (*trace.x, *trace.y)]
    return [layout.title.text, *(note.text for note in layout.annotations), *labels]


@each_exhibit
@each_selection
def test_it_stands_alone_and_fits(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    layout = exhibit.figure.layout
    assert layout.template.layout.font.family == theme.FONT
    unbroken = html.unescape(bare(layout.title.text).replace("<br>", " "))
    assert " ".join(exhibit.finding.split()) in unbroken
    assert " ".join(exhibit.scope.split()) in unbroken
    below = html.unescape(layout.annotations[-1].text.replace("<br>", " "))
    assert below.startswith(exhibit.source)
    assert "28 Nov 2026" in below
    for text in words_of(exhibit):
        for line in bare(text).split("<br>"):
            assert len(html.unescape(line)) <= theme.SOURCE_WIDTH, line
    margin = layout.margin
    assert layout.height - margin.t - margin.b >= 40
    assert exhibit.description.endswith(".")
    assert not re.search(r"\bnan\b", f"{exhibit.description} {exhibit.finding}", re.IGNORECASE)
    assert {*exhibit.headings} <= {*exhibit.table.columns}
    assert exhibit.finding.kind in CLAIMS
    assert share_found(filter_data(facets, chosen)) in exhibit.source


@each_of(BARS)
@each_selection
def test_bars_are_the_table_and_every_share_names_its_whole(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    bar = exhibit.figure.data[0]
    assert pd.Series(bar.x[::-1]).astype(float).equals(exhibit.table["value"].astype(float).reset_index(drop=True))
    for text, of in zip(bar.text[::-1], exhibit.table["of"], strict=True):
        if "%" in text:
            assert " of " in text and of >= SMALL
    for share in re.findall(r"[^,:]*\d%[^,;.)]*", f"{exhibit.finding}, {exhibit.description}"):
        assert "% of " in share, share


@each_of(MATRICES)
@each_selection
def test_the_matrix_is_the_table_and_every_column_of_shares_names_its_whole(
    facets: Facets, maker: Maker, chosen: Selection
) -> None:
    exhibit = shown(facets, maker, chosen)
    table = exhibit.table.set_index(["code", "region"])
    shaded = exhibit.figure.data[0]
    heads = set()
    counted = coverage_matrix(filter_data(facets, chosen), Counting(exhibit.recipe[1]))
    pledges = counted.set_index(["code", "region"])["value"]
    for names, values, texts in zip(shaded.customdata, shaded.z, shaded.text, strict=True):
        for name, value, text, head in zip(names, values, texts, shaded.x, strict=True):
            code, region = name.split("|")
            row = table.loc[(code, region)]
            # A zero has a colour where a place could have a pledge and has none: networks and “not stated” are no place
            # or theme, and a pledge whose government nobody names is a pledge.
            could_be = region not in WITHOUT_REGION and code != NOT_STATED and not pledges.get((code, region), 0) > 0
            if {code, region} & set(MARGINS) or pd.isna(row["value"]) or not (row["value"] or could_be):
                assert pd.isna(value)
            else:
                assert value == row["value"]
                assert row["state"] == ("value" if value else "none")
            assert (text == "no data") == row["no_data"]
            assert (text in ("–", "no data")) == pd.isna(row["value"])
            if "%" in text:
                assert row["of"] >= SMALL
                heads.add(head.replace("<br>", " "))
    assert all(", of " in head for head in heads)


@each_of(MAPS)
@each_selection
def test_the_map_is_the_table_and_carries_the_disclaimer(facets: Facets, maker: Maker, chosen: Selection) -> None:
    exhibit = shown(facets, maker, chosen)
    states = exhibit.table.set_index("iso3")["state"]
    listed = set(states.index)
    states = states.reindex(facets.dataset.countries["iso3"], fill_value="outside")
    asked = set(filter_data(facets, chosen).asked()["iso3"])
    assert listed <= asked, "what is outside the selection has no row, and so no number"
    drawn: dict[str, str] = {}
    for trace in exhibit.figure.data:
        if trace.type == "choropleth":
            drawn |= dict.fromkeys(trace.locations, trace.colorscale[0][1])
    expected = {"zero": theme.ZERO, "no_data": theme.NO_DATA, "outside": theme.OUTSIDE}
    assert set(drawn) == set(states.index)
    for iso3, colour in drawn.items():
        assert colour == expected.get(states[iso3], colour)
        assert (colour in expected.values()) == (states[iso3] in expected)
    assert disclaimer() in html.unescape(exhibit.figure.layout.annotations[-1].text.replace("<br>", " "))


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
    assert ("Asia no data" in exhibit.description) == written["Asia"]
    grey = [
        trace for trace in coverage.matrix(filtered, Counting(measure=measure)).figure.data if trace.type == "heatmap"
    ]
    assert len(grey) == 1 + written["Asia"]


@each_of(OTHERS)
def test_counts_in_the_figure_are_counts_in_the_table(facets: Facets, maker: Maker) -> None:
    exhibit = shown(facets, maker, Selection())
    column = next(each for each in ("value", "pledges", "stated", "yes") if each in exhibit.table)
    drawn = [value for trace in exhibit.figure.data for value in (trace.y if trace.orientation != "h" else trace.x)]
    if column == "yes":
        assert sorted(map(int, drawn)) == sorted(exhibit.table[["yes", "no", "not_seen"]].to_numpy().ravel())
    else:
        assert sorted(map(float, drawn)) == sorted(exhibit.table[column].astype(float))
