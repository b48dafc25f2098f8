"""Colours of drawn figures over selections at random: every number can be read, and has the same colour everywhere."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from analytics.charts import theme
from analytics.charts.classes import COUNTED
from analytics.charts.description import Map, Matrix
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.places.figures import pledge_map
from analytics.facets import Facets
from analytics.measures.coverage import MEASURES, Counting
from analytics.renderers.page import page_figure
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import number
from tests.exhibits.recipes import EVERY, name_of, shown
from tests.oracle.generated import generated_cases

COUNTINGS = [
    *(Counting("theme", measure) for measure in MEASURES),
    Counting("gcm", fractional=True),
    Counting("gcr_area", "displaced_share", universe="all_areas"),
]


class Drawn(NamedTuple):
    """A cell as Plotly draws it."""

    text: str
    fill: str
    ink: str
    hatched: bool


def drawn_cells(exhibit: Exhibit) -> Iterator[Drawn]:
    """The cells of a matrix, read back out of the traces of the page."""
    traces: list[dict[str, Any]] = page_figure(exhibit.figure, "", "", "")["data"]
    heatmap = next(trace for trace in traces if trace["type"] == "heatmap")
    hatched = {
        (x, round(base + 0.47))
        for trace in traces
        if trace["type"] == "bar"
        for x, base in zip(trace["x"], trace["base"], strict=True)
    }
    lefts = heatmap["x"][:-1]
    span = heatmap["zmax"] - heatmap["zmin"]
    for trace in traces:
        if trace["type"] != "scatter":
            continue
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
            z = heatmap["z"][y][max(at for at, left in enumerate(lefts) if left < x)]
            place = None if z is None else (z - heatmap["zmin"]) / span
            fill = theme.PAPER
            if place is not None:
                fill = next(colour for at, colour in heatmap["colorscale"] if at >= place)
            yield Drawn(text, fill, trace["textfont"]["color"], (x, y) in hatched)


@cache
def selections(facets: Facets) -> list[FilteredData]:
    """Everything, one region, one country, networks and others of their kind, and some at random."""
    return [filter_data(facets, case.chosen) for case in generated_cases(facets, 14, seed=10)]


@cache
def drawn(facets: Facets, counting: Counting) -> list[tuple[Matrix, list[Drawn]]]:
    """The matrix of each selection and its cells as they are drawn, once for all tests."""
    figures = [matrix(filtered, counting) for filtered in selections(facets)]
    return [(exhibit.figure, list(drawn_cells(exhibit))) for exhibit in figures if isinstance(exhibit.figure, Matrix)]


pytestmark = pytest.mark.slow


@pytest.mark.parametrize("counting", COUNTINGS, ids=lambda each: f"{each.themes} {each.measure}")
def test_every_cell_can_be_read_and_no_two_states_look_alike(facets: Facets, counting: Counting) -> None:
    for figure, cells in drawn(facets, counting):
        assert len(cells) == sum(map(len, figure.cells))
        for cell in cells:
            assert theme.contrast(cell.ink, cell.fill) >= 4.5, cell
            assert cell.hatched == ("–" in cell.text), "hatching is for what does not apply alone"
            assert not cell.hatched or theme.contrast(cell.ink, theme.HATCH) >= 4.5
            assert (cell.fill == theme.NO_DATA) == (cell.text == "no data")
            assert cell.fill != theme.ZERO or cell.text in ("0", "0%") or cell.text.startswith("0 of ")
        shown = {"▨" if cell.hatched else cell.fill for cell in cells} - {theme.PAPER}
        assert shown == {"▨" if fill == theme.PAPER else fill for fill, _meaning in figure.legend}


def test_a_number_has_one_colour_in_matrix_and_map_under_every_selection(facets: Facets) -> None:
    found: defaultdict[tuple[bool, str], set[str]] = defaultdict(set)
    for counting in COUNTINGS:
        for cell in (each for _figure, cells in drawn(facets, counting) for each in cells):
            if cell.fill in theme.STEPS and " of " not in cell.text:
                found[counting.measure in COUNTED, cell.text].add(cell.fill)
    for filtered in selections(facets):
        for measure in ("pledges", "governments"):
            exhibit = pledge_map(filtered, measure, "un_members")
            assert isinstance(exhibit.figure, Map)
            values = exhibit.table.set_index("iso3")["value"]
            for shade in exhibit.figure.shades:
                for country in shade.countries:
                    if shade.colour in theme.STEPS:
                        found[True, number(values[country.iso3])].add(shade.colour)
    assert {number: colours for number, colours in found.items() if len(colours) > 1} == {}
    assert {colour for colours in found.values() for colour in colours} == {*theme.STEPS}, "all classes occur"


@pytest.mark.slow
def test_darker_is_more_in_every_matrix(facets: Facets) -> None:
    found = set()
    for recipe in EVERY:
        figure = shown(facets, recipe, Selection()).figure
        if isinstance(figure, Matrix):
            cells = [cell for row in figure.cells for cell in row if cell.state == "value" and not cell.total]
            levels = sorted((int(cell.text), cell.level) for cell in cells if cell.text.isdigit() and not cell.colour)
            assert levels == sorted(levels, key=lambda each: each[1]), name_of(recipe)
            found |= {recipe.kind} if levels else set()
    assert found >= {"matrix", "exchange_links"}
