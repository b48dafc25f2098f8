"""The files behind the buttons of a figure, opened again: the numbers are those of its table on the screen."""

import io
import zipfile
from functools import cache

import openpyxl
import pandas as pd
import pytest
from pptx.util import Emu

from analytics.charts import theme
from analytics.exhibits.catalogue import remake
from analytics.exhibits.exhibit import Exhibit, Recipe, disclaimer
from analytics.facets import Facets
from analytics.figure_files import IMAGES
from analytics.packs.exhibit_slides import pledge_caveat
from analytics.packs.slide import MOST_ROWS
from analytics.selection import Selection, filter_data, sentence
from analytics.words import number
from pages.shell.downloads import TYPES, File, files_of
from tests.exhibits.recipes import each_selection, recipe
from tests.exports.reading_slides import cells, charts, reopened, texts

ADDRESS = "https://dashboard.example/coverage?region=Africa&theme=housing"
MATRIX = recipe("matrix", "theme", "pledges", "no", "un_members")
REGIONS = recipe("regions", "theme", "countries", "no", "un_members")
MAP = recipe("map", "pledges", "un_members", "")

each_figure = pytest.mark.parametrize("recipe", [MATRIX, REGIONS, MAP], ids=lambda recipe: recipe.kind)


@cache
def made(facets: Facets, chosen: Selection, recipe: Recipe) -> tuple[Exhibit, dict[str, File]]:
    filtered = filter_data(facets, chosen)
    exhibit = remake(filtered, recipe)
    return exhibit, files_of(exhibit, filtered, ADDRESS)


@each_selection
@each_figure
def test_the_tables_hold_what_is_on_the_screen(facets: Facets, chosen: Selection, recipe: Recipe) -> None:
    exhibit, files = made(facets, chosen, recipe)
    shown = exhibit.table[list(exhibit.headings)].reset_index(drop=True)
    saved = pd.read_csv(io.BytesIO(files["csv"].make()), comment="#")
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"].make()))
    rows = list(book["Table"].iter_rows(values_only=True))
    assert list(rows[0]) == list(exhibit.headings.values())
    assert len(rows) - 1 == len(saved) == len(shown)
    for place, column in enumerate(shown):
        if shown[column].dtype.kind not in "iuf":
            continue
        expected = shown[column].astype(float)
        pd.testing.assert_series_equal(saved[column].astype(float), expected, check_names=False)
        pd.testing.assert_series_equal(
            pd.Series([row[place] for row in rows[1:]], dtype="float64"), expected, check_names=False
        )


@each_selection
def test_the_slide_of_the_matrix_holds_its_numbers(facets: Facets, chosen: Selection) -> None:
    exhibit, files = made(facets, chosen, MATRIX)
    on_slide = {}
    # A matrix of very many regions goes on to a second slide.
    for page in reopened(files["pptx"].make()).slides:
        head, *rows = cells(page)
        on_slide |= {(row[0], region): cell for row in rows for region, cell in zip(head[1:], row[1:], strict=True)}
    table = exhibit.table
    assert len(on_slide) == len(table)
    for row in table.itertuples():
        said = "–" if pd.isna(row.value) else number(round(row.value, 1))
        assert on_slide[(row.code_label, row.region_label)] == said


@each_selection
def test_the_slide_of_the_bars_holds_their_numbers(facets: Facets, chosen: Selection) -> None:
    exhibit, files = made(facets, chosen, REGIONS)
    (page,) = reopened(files["pptx"].make()).slides
    drawn = [
        (category, value)
        for chart in charts(page)
        for category, value in zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True)
    ]
    rows = list(zip(exhibit.table["label"], exhibit.table["value"].astype(float), strict=True))
    assert len(drawn) == min(len(rows), MOST_ROWS)
    assert drawn == [row for row in rows if row in drawn], "in their order"
    left_out = [value for name, value in rows if (name, value) not in drawn]
    assert not left_out or max(left_out) <= min(value for _name, value in drawn)


@each_selection
def test_the_slide_of_the_map_shades_the_countries_of_the_table(facets: Facets, chosen: Selection) -> None:
    exhibit, files = made(facets, chosen, MAP)
    (page,) = reopened(files["pptx"].make()).slides
    group = next(shape for shape in page.shapes if shape.name == "Map")
    sand = set()
    for shape in group.shapes:
        for each in getattr(shape, "shapes", [shape]):
            fill = each._element.find(".//{*}solidFill/{*}srgbClr")
            if fill is not None and f"#{fill.get('val')}" == theme.ZERO:
                sand.add(each.name)
    expected = set(exhibit.table.loc[exhibit.table["state"] == "zero", "name"])
    assert sand <= expected
    in_view = {shape.name for shape in group.shapes} | {
        each.name for shape in group.shapes for each in getattr(shape, "shapes", [])
    }
    assert sand == expected & in_view
    could_have = chosen.country == () and chosen.can_have_places()
    assert bool(sand) == could_have, "all regions have countries that could have pledged; networks have none"
    assert any(disclaimer() in text for text in texts(page))


@each_selection
@each_figure
def test_a_slide_says_selection_date_source_and_the_way_back(facets: Facets, chosen: Selection, recipe: Recipe) -> None:
    exhibit, files = made(facets, chosen, recipe)
    deck = reopened(files["pptx"].make())
    assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))
    for page in deck.slides:
        assert page.shapes.title.text_frame.text.startswith(exhibit.finding)
        shown = " ".join(texts(page))
        for said in (sentence(filter_data(facets, chosen)), exhibit.source, "28 Nov 2026"):
            assert said in shown
        notes = page.notes_slide.notes_text_frame.text
        for said in (exhibit.alt_text, exhibit.how_to_read, ADDRESS, pledge_caveat()):
            assert said in notes


def test_a_title_of_ones_own_is_text_on_the_slide(facets: Facets) -> None:
    _exhibit, files = made(facets, Selection(search="<b>&\"'"), MATRIX)
    (page,) = reopened(files["pptx"].make()).slides
    assert any("<b>&\"'" in text for text in texts(page))


def test_every_file_says_in_the_readme_what_it_is(facets: Facets) -> None:
    _exhibit, files = made(facets, Selection(), MATRIX)
    assert set(files) == {*IMAGES, "csv", "xlsx", "pptx"}
    for ending, file in files.items():
        assert file.label and file.what and "/" in TYPES[ending.rpartition(".")[2]]
    with zipfile.ZipFile(io.BytesIO(files["xlsx"].make())) as book:
        assert book.testzip() is None
