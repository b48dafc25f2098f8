"""Images as dictionaries: words whole or shortened, what is left out said, and nothing smaller than can be read."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from analytics.charts.description import Bars, Cell, Figure, Map, Matrix, Place, Row, Scatter, Series, Value, is_empty
from analytics.renderers.image.figure import PORTRAIT, SQUARE, WIDE, image_figure
from analytics.renderers.traces.style import Properties
from tests.renderers.any_description import DESCRIPTIONS, TEXT, foreign_markup
from tests.renderers.hand_made import ARABIC, FIGURES, LONG, MANY, SCOPE, SOURCE, TITLES, joined, shares, values, world

FORMS = (WIDE, SQUARE, PORTRAIT)
each_figure = pytest.mark.parametrize("name", FIGURES)


def image(name: str, title: str = TITLES["usual"], size: tuple[int, int] = WIDE) -> Properties:
    return image_figure(FIGURES[name], title, SCOPE, SOURCE, size)


def notes(made: Properties) -> list[str]:
    return [note["text"] for note in made["layout"]["annotations"]]


def sizes(part: Any, named: str = "") -> Iterator[float]:
    """Every size of type in a part of a figure."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "size" and "font" in named:
                yield value
            yield from sizes(value, name)
    elif isinstance(part, (list, tuple)):
        for each in part:
            yield from sizes(each, named)
    elif isinstance(part, str):
        yield from (float(size) for size in re.findall(r"font-size:([\d.]+)px", part))


@each_figure
@pytest.mark.parametrize("size", FORMS)
def test_an_image_has_its_size_its_words_and_no_small_type(name: str, size: tuple[int, int]) -> None:
    made = image(name, size=size)
    assert (made["layout"]["width"], made["layout"]["height"]) == size
    assert min(sizes(made)) >= 18
    said = " ".join(notes(made))
    assert "No pledge found in 34 of 65" in said and "All regions and themes" in said and "Shapes: UN" in said
    assert ("There is nothing to draw." in said) == is_empty(FIGURES[name])


@pytest.mark.parametrize(("title", "lines"), [("short", 1), ("usual", 2), ("long", 3)])
def test_a_title_is_as_large_as_its_length_allows(title: str, lines: int) -> None:
    made = image("bars", TITLES[title])
    heading = [note for note in made["layout"]["annotations"] if note["text"].startswith("<b>")]
    assert len(heading) == lines
    assert {note["font"]["size"] for note in heading} <= {40, 44, 48, 52, 56}
    assert heading[0]["font"]["size"] >= {1: 52, 2: 44, 3: 40}[lines]


@pytest.mark.parametrize("size", FORMS)
def test_what_a_scatter_counts_stands_at_both_axes_of_an_image(size: tuple[int, int]) -> None:
    figure, made = FIGURES["few dots"], image("few dots", size=size)
    assert isinstance(figure, Scatter)
    assert notes(made).count(figure.y_title) == 1
    assert made["layout"]["xaxis"]["title"]["text"] == figure.x_title


def test_markup_in_any_text_is_text() -> None:
    made = image_figure(shares(("<i>Name</i>",)), "<i>Title</i>", "<i>Scope</i>", "<i>Source</i>")
    assert "<i>" not in repr(made)
    assert "&lt;i&gt;Name&lt;/i&gt;" in made["layout"]["yaxis"]["ticktext"]


def test_names_are_wrapped_before_they_are_shortened() -> None:
    few = image_figure(shares((LONG, ARABIC)), "Title", "Scope", "Source")["layout"]["yaxis"]["ticktext"]
    many = image("many bars")["layout"]["yaxis"]["ticktext"]
    assert few[0].replace("<br>", " ") == LONG
    assert any(name.endswith("…") for name in many) and not any("<br>" in name for name in many)


@pytest.mark.parametrize("size", FORMS)
def test_a_note_takes_a_second_line_rather_than_lose_its_end(size: tuple[int, int]) -> None:
    named = ("Asia", "Africa", "Oceania", "Europe", "Americas")
    figure = replace(joined(named), rows=tuple(Row(name, "134K displaced people, no pledge found") for name in named))
    labels = image_figure(figure, "Title", SCOPE, SOURCE, size)["layout"]["yaxis"]["ticktext"]
    assert all(label.replace("<br>", " ").endswith("no pledge found</span>") for label in labels)


@pytest.mark.parametrize("name", ["bars", "many bars", "ranks", "matrix"])
def test_nothing_is_said_to_be_left_out_where_all_rows_are_there(name: str) -> None:
    figure = FIGURES[name]
    rows = len(figure.rows) if isinstance(figure, (Bars, Matrix)) else 8
    made = image(name)
    assert len(made["layout"]["yaxis"]["ticktext"]) == rows
    assert "The image shows" not in " ".join(notes(made))


def test_rows_that_cannot_be_read_are_left_out_and_this_is_said() -> None:
    bars = shares(tuple(f"{name} {place}" for place in range(3) for name in MANY))
    made = image_figure(bars, "Title", SCOPE, SOURCE)
    shown = made["layout"]["yaxis"]["ticktext"]
    assert 25 <= len(shown) < 40 and shown[0].startswith("Africa")
    assert f"The image shows {len(shown)} of 90 rows; the table has all." in " ".join(notes(made))
    assert len(made["data"][0]["x"]) == len(shown)


@pytest.mark.parametrize("size", [WIDE, SQUARE, PORTRAIT])
@pytest.mark.parametrize("name", ["many bars", "large matrix"])
def test_what_is_left_out_is_said_however_long_the_scope_is(name: str, size: tuple[int, int]) -> None:
    figure = FIGURES[name]
    assert isinstance(figure, Bars | Matrix)
    made = image_figure(figure, "Title", "Pledges on housing, " * 60, SOURCE, size)
    shown = len(made["layout"]["yaxis"]["ticktext"])
    said = f"The image shows {shown} of {len(figure.rows)} rows; the table has all."
    assert (said in " ".join(notes(made))) == (shown < len(figure.rows))


def test_a_matrix_that_is_cut_keeps_its_totals() -> None:
    made = image("large matrix", size=SQUARE)
    layout = made["layout"]
    assert (layout["xaxis"]["ticktext"][-1], layout["yaxis"]["ticktext"][-1]) == ("All", "All")
    said = " ".join(notes(made))
    assert f"The image shows {len(layout['yaxis']['ticktext'])} of 31 rows" in said
    assert f"{len(layout['xaxis']['ticktext'])} of 20 columns" in said


def test_a_total_that_is_not_known_leaves_its_row_and_column_in_their_place() -> None:
    figure = FIGURES["large matrix"]
    assert isinstance(figure, Matrix)
    unknown = Cell("no data", "no_data")
    cells = [list(row) for row in figure.cells]
    cells[-1][0] = cells[0][-1] = unknown
    cut = image_figure(replace(figure, cells=tuple(map(tuple, cells))), "Title", SCOPE, SOURCE, SQUARE)["layout"]
    assert (cut["xaxis"]["ticktext"][-1], cut["yaxis"]["ticktext"][-1]) == ("All", "All")


def test_the_legend_names_each_colour_once() -> None:
    said = notes(image("published"))
    for name in ("In our data by then", "Perhaps: no day known", "Undated", "Published figure"):
        assert said.count(name) == 1
    assert "Countries with a pledge" not in notes(image("bars")), "one colour has no legend"


def test_every_mark_and_its_number_are_within_the_scale() -> None:
    bars = Bars(
        (Row("Africa"), Row("Asia")),
        (Series("Pledges", (Value(3), Value(1))),),
        reference=Series("By its weight", (Value(2.0), Value(40.0))),
    )
    made = image_figure(bars, "Title", "Scope", "Source")
    (written,) = (trace for trace in made["data"] if trace.get("mode") == "text")
    assert written["x"] == [3, 40] and [text.strip() for text in written["text"]] == ["3", "1"]
    assert made["layout"]["xaxis"]["range"][1] > 40


def test_words_for_no_number_stand_beyond_the_mark_alone() -> None:
    bars = Bars((Row("Africa"),), (Series("Pledges", values(None)),), reference=Series("By its weight", values(3)))
    texts = [trace for trace in image_figure(bars, "Title", "", "")["data"] if trace.get("mode") == "text"]
    assert [(trace["x"], [text.strip() for text in trace["text"]]) for trace in texts] == [([3], ["no data"])]


@pytest.mark.parametrize("codes", [(), ("LBN",), ("NZL", "FJI"), ("USA",)])
def test_a_map_shows_its_window_and_more_of_the_neighbours(codes: tuple[str, ...]) -> None:
    figure = world(codes)
    geo = image_figure(figure, "Title", "Scope", "Source")["layout"]["geo"]
    (west, east), (south, north) = geo["lonaxis"]["range"], geo["lataxis"]["range"]
    assert west <= figure.window[0][0] and east >= figure.window[0][1]
    assert south <= figure.window[1][0] and north >= figure.window[1][1]


def test_few_places_are_named_without_the_country_that_is_seen() -> None:
    figure = world(("LBN",))
    assert isinstance(figure, Map)
    said = notes(image_figure(figure, "Title", "Scope", "Source"))
    assert "Beirut" in said and "Suva" not in said
    assert "Tripoli" in said, "the map has Lebanon"
    alike = Place("Lebanon", 33.89, 35.5, 9)
    assert "Lebanon" in notes(image_figure(replace(figure, places=(alike,)), "Title", "Scope", "Source"))


@settings(max_examples=60, deadline=None)
@given(DESCRIPTIONS, TEXT)
def test_any_description_becomes_an_image_and_no_text_of_it_is_markup(figure: Figure, text: str) -> None:
    made = image_figure(figure, text, text, text, SQUARE)
    json.dumps(made, allow_nan=False)
    assert foreign_markup(made) == []
