"""Charts on slides, read again: what is drawn, and the workbook that a presenter edits."""

import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.charts.description import (
    WORLD_WINDOW,
    Bars,
    Dot,
    DotGroup,
    Figure,
    Flow,
    Map,
    Matrix,
    Numbers,
    Panels,
    Place,
    Rank,
    Ranks,
    Row,
    Scatter,
    Series,
    Value,
)
from analytics.charts.text_width import LINE, lines
from analytics.exhibits.coverage.figures import region_bars
from analytics.exports.slides.adapted_figures import limits_of
from analytics.exports.slides.bar_layout import HEADING_WIDE
from analytics.exports.slides.drawing import POINT
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.slide import MOST_ROWS, Slide
from analytics.renderers.page import page_figure
from analytics.selection import Selection, filter_data
from tests.exhibits.recipes import RATIOS, recipe, shown
from tests.exports.reading_slides import charts, elements, reopened, sheet, texts, values
from tests.exports.templates import portrait
from tests.quick import first_of_each

REGIONS = ("Africa", "Americas", "Asia")


def page(content: Figure, **more: str) -> Page:
    return reopened(pptx_bytes([Slide("Title", content, **more)])).slides[0]


def series(name: str, *numbers: float | None, **more: str) -> Series:
    return Series(name, tuple(map(Value, numbers)), **more)


def bars(*numbers: float | None, **more: object) -> Bars:
    return Bars(tuple(map(Row, REGIONS[: len(numbers)])), (series("Pledges", *numbers),), **more)


def shares(*values: Value) -> Bars:
    return Bars(tuple(Row(name, whole="54") for name in REGIONS), (Series("Share", values),), "share")


def many(count: int, **more: object) -> Bars:
    rows = tuple(Row(f"{place} Theme") for place in range(count))
    return Bars(rows, (series("P", *range(count)),), **more)


def names(shown: Chart) -> list[str]:
    return list(shown.plots[0].categories)


def labels_written(shown: Chart) -> list[list[str]]:
    return [[text.text for text in label.iter("{*}t")] for label in elements(shown, "dLbl")]


def test_a_bar_has_the_same_number_in_the_chart_and_in_its_workbook() -> None:
    (chart,) = charts(page(bars(18, 27.5, 0)))
    assert values(chart) == {"Pledges": (18, 27.5, 0)}
    assert sheet(chart) == [(None, "Pledges"), ("Africa", 18), ("Americas", 27.5), ("Asia", 0)]


def test_lying_bars_have_the_first_category_on_top_and_upright_ones_at_the_left() -> None:
    lying, upright = bars(1, 2), bars(1, 2, upright=True)
    assert charts(page(lying))[0].category_axis.reverse_order
    assert charts(page(lying))[0].chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert not charts(page(upright))[0].category_axis.reverse_order
    assert charts(page(upright))[0].chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED


def test_numbers_stand_at_the_bars_and_no_axis_or_grid_repeats_them() -> None:
    (chart,) = charts(page(shares(Value(0.5), Value(1), Value(0.25))))
    numbers = chart.plots[0].series[0].data_labels
    assert numbers.show_value and numbers.number_format == "0%" and numbers.position == XL_LABEL_POSITION.OUTSIDE_END
    assert not chart.value_axis.visible
    assert not chart.value_axis.has_major_gridlines
    assert chart.value_axis.minimum_scale == 0
    assert not chart.has_legend


def test_a_text_takes_the_place_of_one_number_only() -> None:
    (chart,) = charts(page(shares(Value(0.004, text="under 1%"), Value(0.5, text="2 of 4"), Value(1))))
    assert labels_written(chart) == [["under 1%"], ["2 of 4"]]
    assert values(chart) == {"Share": (0.004, 0.5, 1)}


def test_what_is_missing_is_no_zero_and_says_so_beside_its_name() -> None:
    unknown = Bars(
        tuple(map(Row, REGIONS)), (Series("Share", (Value(0.5), Value(None, "no_data", "no data"), Value(0, "zero"))),)
    )
    (chart,) = charts(page(unknown))
    assert values(chart) == {"Share": (0.5, None, 0)}
    assert sheet(chart)[2] == ("Americas (no data)", None)
    assert names(chart) == ["Africa", "Americas (no data)", "Asia"]


def test_a_name_has_the_whole_of_its_share_or_the_note_under_it() -> None:
    assert names(charts(page(shares(*[Value(0.5)] * 3)))[0]) == ["Africa, of 54", "Americas, of 54", "Asia, of 54"]
    noted = Bars((Row("Housing", "54 pledges", whole="54"), Row("Health")), (series("P", 1, 2),))
    assert names(charts(page(noted))[0]) == ["Housing (54 pledges)", "Health"]


@pytest.mark.parametrize(
    ("numbers", "stacked", "form"),
    [
        ("count", False, "#,##0"),
        ("share", False, "0%"),
        ("ratio", False, "[<10]0.00;#,##0"),
        ("count", True, "#,##0;;"),
    ],
)
def test_numbers_are_written_as_what_they_are(numbers: Numbers, stacked: bool, form: str) -> None:
    (chart,) = charts(page(bars(1, 2, 3, numbers=numbers, stacked=stacked)))
    assert chart.plots[0].series[0].data_labels.number_format == form


def test_counts_that_are_fractions_have_one_decimal() -> None:
    (chart,) = charts(page(bars(1.25, 2, 3)))
    assert chart.plots[0].series[0].data_labels.number_format == "#,##0.0"
    assert values(chart) == {"Pledges": (1.25, 2, 3)}, "what is written is rounded, what is drawn is not"


@pytest.mark.slow
@pytest.mark.parametrize("numbers", ["count", "share", "ratio"])
def test_a_number_is_rounded_on_a_slide_as_on_the_page(numbers: Numbers) -> None:
    """A spreadsheet rounds a half up and the page to the even digit: 0.25 would be 0.3 here and 0.2 there."""
    given = [part / whole for whole in (3, 8, 40, 200) for part in range(1, whole)]
    rows = tuple(Row(str(place)) for place in range(len(given)))
    figure = Bars(rows, (series("Pledges", *given),), numbers, upright=True)
    dozens = [
        Bars(rows[at : at + MOST_ROWS], (series("Pledges", *given[at : at + MOST_ROWS]),), numbers, upright=True)
        for at in range(0, len(given), MOST_ROWS)
    ]
    deck = reopened(pptx_bytes([Slide("Title", dozen) for dozen in dozens]))
    own = {
        at * MOST_ROWS + int(each.find("{*}idx").get("val")): each.find(".//{*}t").text
        for at, shown in enumerate(deck.slides)
        for each in elements(charts(shown)[0], "dLbl")
    }
    digit = Decimal("0.1") if numbers == "count" else Decimal("0.01")
    for place, text in enumerate(page_figure(figure, "Title", "All.", "Source.")["data"][0]["text"]):
        by_format = Decimal(f"{given[place]:.15g}").quantize(digit, ROUND_HALF_UP)
        by_format = f"{by_format:.0%}" if numbers == "share" else f"{by_format.normalize():f}"
        written = own.get(place, by_format)
        assert written == text or text == "under 1%", f"{given[place]} is {text} on the page and {written} on a slide"


def test_the_colours_of_the_look_follow_the_theme_and_those_with_a_meaning_do_not() -> None:
    coloured = (Value(1, colour=theme.HIGHLIGHT), Value(2), Value(3, colour=theme.NO_DATA))
    (chart,) = charts(page(Bars(tuple(map(Row, REGIONS)), (Series("Pledges", coloured),))))
    series = chart.plots[0].series[0]
    assert series.format.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    assert series.points[0].format.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_2
    assert str(series.points[2].format.fill.fore_color.rgb) == theme.NO_DATA.removeprefix("#")


def test_parts_of_a_whole_are_stacked_with_their_counts_in_ink_that_can_be_read() -> None:
    whole = Bars(
        tuple(map(Row, REGIONS)),
        (
            series("Fulfilled", 3, 0, 1, colour=theme.STEPS[3]),
            series("No report", 9, 0, 200, colour=theme.NO_DATA),
        ),
        stacked=True,
        whole=True,
        empty="No pledge",
    )
    (chart,) = charts(page(whole))
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED_100
    assert values(chart) == {"Fulfilled": (3, 0, 1), "No report": (9, 0, 200)}
    assert names(chart)[1] == "Americas (No pledge)"
    first, last = chart.plots[0].series
    inks = [f"#{each.data_labels.font.color.rgb}" for each in (first, last)]
    assert inks == [theme.PAPER, theme.INK], "bars keep their colours under any theme, and so does what is on them"
    assert chart.has_legend
    # The bar of 1 among 201 is too short for its number; that of 3 among 12 is not.
    assert [label.find("{*}idx").get("val") for label in elements(chart, "dLbl")] == ["2"]
    assert elements(chart, "dLbl")[0].find("{*}delete").get("val") == "1"


def test_half_and_double_are_equally_long_on_the_scale_of_ratios() -> None:
    own = (Value(0.3), Value(3.0), Value(None, "zero", "no pledge"))
    ratios = Bars(tuple(map(Row, REGIONS)), (Series("Ratio", own),), "ratio", ratio=True)
    (chart,) = charts(page(ratios))
    (base,) = elements(chart, "logBase")
    low, high = chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
    assert base.get("val") == "2"
    assert (low, high) == (0.125, 4), "0.25 would leave no room for the number at 0.3"
    assert chart.category_axis._element.find("{*}crossAx") is not None
    assert [each.get("val") for each in elements(chart, "crossesAt")] == ["1.0"]
    assert names(chart)[2] == "Asia (no pledge)"


def test_ratios_far_apart_stand_on_powers_of_ten() -> None:
    (chart,) = charts(page(bars(0.02, 3.0, 654.0, numbers="ratio", ratio=True)))
    assert elements(chart, "logBase")[0].get("val") == "10"
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0.001, 1000)
    assert chart.plots[0].series[0].data_labels.number_format == "[<10]0.00;#,##0"


@pytest.mark.parametrize(
    ("given", "kept", "said"),
    [
        pytest.param(range(20, 0, -1), range(20, 8, -1), "The first 12 of 20 rows; the table has all.", id="in order"),
        pytest.param(range(12), range(12), "", id="as many as can be read"),
        pytest.param(
            [3, 9, 0, *[5] * 11],
            [9, *[5] * 11],
            "The 12 largest of 14 rows; the table has all.",
            id="in another order",
        ),
    ],
)
def test_of_too_many_bars_some_are_drawn_and_the_scope_says_which(given: object, kept: object, said: str) -> None:
    rows = tuple(Row(f"{place} Theme") for place in range(len(given)))
    shown = page(Bars(rows, (series("P", *given),)), scope="All pledges.")
    (chart,) = charts(shown)
    assert list(values(chart)["P"]) == list(kept)
    assert texts(shown)[1] == f"{said} All pledges.".strip()


def test_charts_of_which_one_keeps_its_first_rows_and_one_its_largest_say_so() -> None:
    unsorted = Bars(tuple(Row(str(place)) for place in range(14)), (series("P", *([1, 9] * 7)),), title="Second")
    shown = page(Panels((many(14, title="First"), unsorted)))
    assert texts(shown)[1] == "24 of 28 rows, the first or the largest of each chart; the table has all."


def test_charts_beside_each_other_that_lose_their_smallest_bars_say_so() -> None:
    rows = tuple(Row(f"{place} Theme") for place in range(14))
    shown = page(Panels((Bars(rows, (series("P", 3, 9, 0, *[5] * 11),), title="Unit"),)), scope="All pledges.")
    assert texts(shown)[1] == "The 12 largest of 14 rows; the table has all. All pledges."


@pytest.mark.parametrize("without", [0, 1, 9, 12, 17, 20])
@pytest.mark.parametrize("known", first_of_each([1, 2, 5, 12, 30]))
def test_of_too_many_ratios_both_ends_are_drawn_and_never_only_places_without_one(without: int, known: int) -> None:
    none, ratios = (Value(None, "zero", "none"),) * without, tuple(Value(2.0**each) for each in range(-3, known - 3))
    for given in (none + ratios, ratios + none):
        rows = tuple(Row(f"Place {at}") for at in range(len(given)))
        (chart,) = charts(page(Bars(rows, (Series("Ratio", given),), numbers="ratio", ratio=True)))
        drawn = [each for each in values(chart)["Ratio"] if each is not None]
        assert len(names(chart)) == min(MOST_ROWS, len(given))
        assert drawn == sorted(drawn) and drawn[-1] == ratios[-1].number and drawn[0] == ratios[0].number
        assert drawn[:2] == [each.number for each in ratios[:2]], "a region that is no place may be at the end"


@pytest.mark.slow
def test_a_slide_of_ratios_has_the_places_that_its_title_names(facets: Facets) -> None:
    seen = 0
    for chosen in (Selection(), *(Selection(region=(each,)) for each in ("Africa", "Americas", "Asia", "Europe"))):
        for options in RATIOS:
            exhibit = shown(facets, options, chosen)
            if exhibit.finding.kind != "ratios":
                continue
            (chart,) = charts(page(exhibit.figure))
            label = dict(zip(exhibit.table["place"], exhibit.table["label"], strict=True))
            named = [label[place] for place, _ratio in exhibit.finding.facts["ends"]]
            assert {" ".join(each.split()) for each in names(chart)} >= set(named), exhibit.finding
            assert {row.name for row in exhibit.figure.rows} >= set(named), "the page and the image have them too"
            seen += len(exhibit.figure.rows) > MOST_ROWS
    assert seen


@pytest.mark.slow
def test_of_too_many_rows_of_several_bars_the_largest_are_drawn_in_their_order() -> None:
    for most in range(14):
        grants = [2.0 + at % 2 for at in range(14)]
        grants[most] = 14.0
        rows = tuple(Row(f"Theme {at}") for at in range(14))
        (chart,) = charts(page(Bars(rows, (series("Grants", *grants), series("Pledges", *[1] * 14)))))
        kept = [int(each.split()[1]) for each in names(chart)]
        assert most in kept and kept == sorted(kept)
        left = set(range(14)) - {*kept}
        assert left and max(grants[at] for at in left) <= min(grants[at] for at in kept)


@pytest.mark.parametrize("kind", first_of_each(["objectives", "published"]))
def test_charts_under_headings_have_their_whole_names_and_room_for_every_line_of_a_heading(
    facets: Facets, kind: str
) -> None:
    for chosen in (Selection(), Selection(region=("Africa",)), Selection(country=("COL",)), Selection(stated=True)):
        figure = shown(facets, recipe(kind), chosen).figure
        deck = reopened(pptx_bytes([Slide("Title", figure)]))
        found = [shape for page in deck.slides for shape in page.shapes if shape.has_chart]
        assert len(found) == len(figure.charts)
        for shape, drawn in zip(found, figure.charts, strict=True):
            chart = shape.chart
            assert "…" not in "".join(names(chart))
            assert chart.chart_title.text_frame.text == drawn.title
            size = chart.chart_title.text_frame.paragraphs[0].runs[0].font.size.pt
            deep = lines(drawn.title, size, HEADING_WIDE * shape.width / POINT, bold=True) * size * LINE
            (top,) = chart._chartSpace.chart.plotArea.findall("{*}layout/{*}manualLayout/{*}y")
            assert deep <= float(top.get("val")) * shape.height / POINT, drawn.title


def test_upright_bars_whose_names_have_no_room_lie() -> None:
    assert charts(page(many(12, upright=True)))[0].chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED
    named = Bars(tuple(Row(f"Environmental {place}") for place in range(14)), (series("P", *[1] * 14),), upright=True)
    (chart,) = charts(page(named))
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert len(names(chart)) == MOST_ROWS


def test_charts_that_have_no_room_beside_each_other_go_on_to_the_next_slide_on_the_same_scale() -> None:
    panels = Panels(tuple(many(12, title=f"Unit {place}") for place in range(3)))
    deck = reopened(pptx_bytes([Slide("Title", panels)], portrait()))
    assert [page.shapes.title.text for page in deck.slides] == ["Title (1 of 2)", "Title (2 of 2)"]
    shown = [charts(page) for page in deck.slides]
    assert [len(each) for each in shown] == [2, 1]
    assert {chart.value_axis.maximum_scale for each in shown for chart in each} == {11}


def test_of_too_many_ranks_the_first_are_drawn() -> None:
    shown = page(Ranks("Rank", tuple(Rank(f"Place {place}", place, place, place) for place in range(1, 25))))
    (chart,) = charts(shown)
    assert values(chart)["Rank"] == tuple(range(1, 13))
    assert texts(shown)[1] == "The first 12 of 24 rows; the table has all."


def test_figures_that_share_a_scale_end_it_at_the_same_number() -> None:
    assert charts(page(bars(1, 2, most=5)))[0].value_axis.maximum_scale == 5
    assert charts(page(bars(1, 2)))[0].value_axis.maximum_scale is None


def test_a_reference_is_bars_beside_the_others_in_the_colour_that_stands_out() -> None:
    expected = Series("By its weight", (Value(2.5), Value(None), Value(4)), theme.INK)
    (chart,) = charts(page(bars(3, 1, 4, reference=expected)))
    assert values(chart) == {"Pledges": (3, 1, 4), "By its weight": (2.5, None, 4)}
    own, beside = chart.plots[0].series
    assert beside.format.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_2
    assert (own.data_labels.number_format, beside.data_labels.number_format) == ("#,##0", "#,##0.0")
    assert names(chart) == list(REGIONS), "nothing is expected of it: that says nothing of its own bar"
    assert chart.has_legend


def test_a_reference_of_stacked_bars_is_a_row_under_each_of_theirs() -> None:
    stacked = Bars(
        (Row("2024"), Row("2025")),
        (series("In time", 5, 7), series("Undated", 1, 0)),
        stacked=True,
        reference=series("Published", 10, 12),
        title="Pledges",
    )
    (chart,) = charts(page(Panels((stacked,), shared=False)))
    assert names(chart) == ["2024: these data", "2024: published", "2025: these data", "2025: published"]
    assert values(chart) == {
        "In time": (5, None, 7, None),
        "Undated": (1, None, 0, None),
        "Published": (None, 10, None, 12),
    }


@pytest.mark.parametrize("template", [pytest.param(None, id="ours"), pytest.param(portrait(), id="upright")])
@pytest.mark.parametrize("charts_beside", [1, 3])
@pytest.mark.parametrize("dates", first_of_each([*range(1, 16), 40]))
def test_no_date_loses_its_counts_or_what_was_published_and_the_scope_says_which_are_left_out(
    dates: int, charts_beside: int, template: bytes | None
) -> None:
    every = [str(1990 + at) for at in range(dates)]
    # Neither sorted nor largest last: what is kept depends on the dates alone.
    counts = [(at * 7) % 11 + 1 for at in range(dates)]
    chart = Bars(
        tuple(map(Row, every)),
        (series("In time", *counts), series("Undated", *counts)),
        stacked=True,
        reference=series("Published", *reversed(counts)),
        title="Pledges",
    )
    deck = reopened(pptx_bytes([Slide("Title", Panels((chart,) * charts_beside, shared=False))], template))
    drawn = [chart for own in deck.slides for chart in charts(own)]
    assert len(drawn) == charts_beside
    for each in drawn:
        kept = [name.partition(":")[0] for name in names(each)]
        assert kept == [date for date in every[-(len(kept) // 2) :] for _row in range(2)]
        assert 1 <= len(kept) // 2 <= MOST_ROWS // 2
        assert all(name.endswith(("these data", "published")[at % 2]) for at, name in enumerate(names(each)))
    count, of = sum(len(names(each)) for each in drawn), 2 * dates * charts_beside
    note = f"{count} of {of} rows, for the latest dates; the table has all."
    assert [note in text for text in texts(deck.slides[0])].count(True) == (count < of)


def test_charts_on_scales_of_their_own_keep_their_titles() -> None:
    panels = Panels(tuple(bars(1, 2, 3, title=f"Unit {place}") for place in range(5)), False)
    shown = page(panels, description="Five units.")
    assert [chart.chart_title.text_frame.text for chart in charts(shown)] == [f"Unit {place}" for place in range(5)]
    assert {chart.value_axis.maximum_scale for chart in charts(shown)} == {None}
    described = [shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in shown.shapes if shape.has_chart]
    assert described == [f"Unit {place}. Five units." for place in range(5)]


@pytest.mark.parametrize("name", ["=1+1", "+CMD", "-1", "@SUM(A1)"])
def test_no_name_is_a_formula_in_the_workbook(name: str) -> None:
    (chart,) = charts(page(Bars((Row(name),), (series(name, 1),))))
    assert sheet(chart) == [(None, name), (name, 1)]
    assert names(chart) == [name]


PLACES = (Dot("Chad", 1_200_000, 0, True), Dot("Italy", 300_000, 4, True), Dot("Peru", 9_000, 2))
SCATTER = Scatter((DotGroup("Places", theme.ACCENT, PLACES),), "People (log scale)", "Pledges", proportion=2e-6)


def test_dots_have_their_numbers_and_names_in_chart_and_workbook() -> None:
    (chart,) = charts(page(SCATTER))
    assert values(chart)["Places"] == (0, 4, 2)
    assert [row for row in sheet(chart) if row[2] and row[2] != "Name"] == [
        (1_200_000, 0, "Chad"),
        (300_000, 4, "Italy"),
        (9_000, 2, "Peru"),
    ]
    written = [text.text for label in elements(chart, "dLbl") for text in label.iter("{*}t")]
    assert written == ["Chad", "Italy"], "only those to be named are"


def test_the_scale_of_people_is_one_of_powers_of_ten_and_the_line_is_in_proportion() -> None:
    (chart,) = charts(page(SCATTER))
    axis = chart.category_axis
    assert elements(chart, "logBase")[0].get("val") == "10"
    assert (axis.minimum_scale, axis.maximum_scale) == (1_000, 10_000_000)
    line = [row for row in sheet(chart) if row[2] is None and isinstance(row[0], int | float)]
    assert len(line) > 30
    assert all(math.isclose(y, x * 2e-6) for x, y, _name in line)


@pytest.mark.parametrize(
    ("most", "step", "written"),
    [(1, 1, "#,##0"), (4, 1, "#,##0"), (40, 10, "#,##0"), (0.5, 0.1, "0.0"), (0.05, 0.01, "0.00"), (37.5, 10, "#,##0")],
)
def test_every_number_at_the_upright_scale_is_the_one_that_stands_there(most: float, step: float, written: str) -> None:
    places = DotGroup("Places", theme.ACCENT, (Dot("Chad", 1_200_000, 0), Dot("Italy", 300_000, most)))
    (chart,) = charts(page(Scatter((places,), "People", "Pledges")))
    assert math.isclose(chart.value_axis.major_unit, step)
    assert chart.value_axis.tick_labels.number_format == written


def test_what_has_no_place_on_a_log_scale_is_left_out_and_said_before_the_source() -> None:
    nobody = DotGroup("Others", theme.HIGHLIGHT, (Dot("Malta", 0, 3, True), Dot("Iran", 50, 0)))
    aside = Scatter((*SCATTER.groups, nobody), "x", "y", aside="One place is left out.")
    shown = page(aside, source="Source: UN.")
    assert texts(shown)[1] == "One place is left out. Source: UN."
    (chart,) = charts(shown)
    assert values(chart)["Others"] == (0,), "zero has its place on the upright scale, which is even"
    assert len(elements(chart, "logBase")) == 1
    notes = shown.notes_slide.notes_text_frame.text
    assert notes == "Not as on the page: One place is left out. The upright scale is even, not a log scale."


@pytest.mark.parametrize(
    ("figure", "limits"),
    [
        pytest.param(bars(1, 2), [], id="bars"),
        pytest.param(Bars((Row("A", facts=("more",)),), (series("P", 1),)), ["under the pointer"], id="facts"),
        pytest.param(bars(1, reference=series("R", 2)), ["marks across the bars"], id="reference"),
        pytest.param(Panels((bars(1, reference=series("R", 2)),)), ["marks across the bars"], id="panels"),
        pytest.param(SCATTER, ["upright scale is even"], id="scatter"),
        pytest.param(
            Scatter((DotGroup("G", theme.ACCENT, (Dot("A", 0, 1),)),), "x", "y"), ["no zero", "even"], id="zero"
        ),
        pytest.param(Ranks("Rank", (Rank("A", 1, 1, 1),)), [], id="ranks"),
        pytest.param(Ranks("Rank", (Rank("A", 1, 1, 1, "note"),)), ["under the pointer"], id="notes of ranks"),
        pytest.param(Flow("", "", (), (), ()), ["without bands"], id="flow"),
        pytest.param(
            Map((), (Place("A", 1, 1, 5),), "Dots", WORLD_WINDOW, labelled=True), ["Names of places"], id="names"
        ),
        pytest.param(Map((), (Place("A", 1, 1, 5, facts=("more",)),)), [], id="facts of a map are alt text"),
        pytest.param(Matrix("", (), (), ()), [], id="matrix"),
    ],
)
def test_what_a_slide_cannot_show_is_told(figure: Figure, limits: list[str]) -> None:
    found = limits_of(figure)
    assert len(found) == len(limits)
    assert all(part in sentence for part, sentence in zip(limits, found, strict=True))


def ranks() -> Ranks:
    return Ranks("Rank", (Rank("Germany", 1, 1, 10), Rank("Chad", 2, 2, 40)), is_log=True)


def test_ranks_count_down_from_the_top_with_their_names_and_ranges() -> None:
    (chart,) = charts(page(ranks()))
    assert chart.value_axis.reverse_order
    assert values(chart)["Rank"] == (1, 2)
    written = [text.text for label in elements(chart, "dLbl") for text in label.iter("{*}t")]
    assert written == ["Germany", "Chad"]
    assert [row[0] for row in sheet(chart)[1:7] if row[1] is not None] == [1, 10, 2, 40]


@pytest.mark.parametrize(("last", "step"), [(3, 1), (10, 1), (12, 5)])
def test_the_first_rank_is_on_the_scale_where_ranks_are_few(last: int, step: int) -> None:
    ranked = tuple(Rank(f"Place {place}", place, place, place) for place in range(1, last + 1))
    (chart,) = charts(page(Ranks("Rank", ranked)))
    assert chart.category_axis.major_unit == step


@pytest.mark.parametrize("count", [3, 16, 24])
def test_type_stays_legible_however_many_bars(count: int) -> None:
    rows = tuple(Row(f"{place} Objective with a rather long name") for place in range(count))
    shown = charts(page(Bars(rows, (series("P", *range(count)),))))
    assert min(chart.font.size.pt for chart in shown) >= 14


SELECTIONS = (
    Selection(),
    Selection(region=("Africa",)),
    Selection(region=("Oceania",)),
    Selection(compact=("GCR",)),
    Selection(theme=("housing",)),
    Selection(region=("Europe",), theme=("health",)),
    Selection(search="no pledge has these words"),
)


@pytest.mark.parametrize(
    "chosen", SELECTIONS, ids=lambda chosen: f"{chosen.region}{chosen.theme}{chosen.compact}{chosen.search}"
)
def test_a_slide_has_the_numbers_of_the_table_on_screen(chosen: Selection, facets: Facets) -> None:
    filtered = filter_data(facets, chosen)
    exhibit = region_bars(filtered, Counting())
    shown = reopened(pptx_bytes([exhibit_slide(exhibit, filtered, "https://example.org")])).slides[0]
    wanted = [None if math.isnan(value) else value for value in exhibit.table["value"].astype(float)]
    if not exhibit.table["value"].notna().any():
        assert not charts(shown)
        return
    (chart,) = charts(shown)
    assert [*values(chart).values()] == [tuple(wanted)]
    assert [row[1] for row in sheet(chart)[1:]] == wanted
    assert texts(shown)[:2] == [exhibit.finding, exhibit.scope]
