"""Charts on slides, read again: what is drawn, and the workbook that a presenter edits."""

import math

import pytest
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.charts.description import Bars, Dot, Dots, Panels, Series, in_columns
from analytics.exhibits.coverage.figures import region_bars
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.slide import Slide
from analytics.selection import Selection, filter_data
from tests.exports.reading_slides import charts, elements, reopened, sheet, texts, values

REGIONS = ("Africa", "Americas", "Asia")


def page(content: Bars | Panels | Dots, **more: str) -> Page:
    return reopened(pptx_bytes([Slide("Title", content, **more)])).slides[0]


def bars(*numbers: float | None, **more: object) -> Bars:
    return Bars(REGIONS[: len(numbers)], (Series("Pledges", numbers, **more),))


def shares(numbers: tuple[float | None, ...], texts: tuple[str, ...]) -> Bars:
    return Bars(REGIONS, (Series("Share", numbers, texts=texts),), "0%")


def test_a_bar_has_the_same_number_in_the_chart_and_in_its_workbook() -> None:
    (chart,) = charts(page(bars(18, 27.5, 0)))
    assert values(chart) == {"Pledges": (18, 27.5, 0)}
    assert sheet(chart) == [(None, "Pledges"), ("Africa", 18), ("Americas", 27.5), ("Asia", 0)]


def test_lying_bars_have_the_first_category_on_top_and_upright_ones_at_the_left() -> None:
    lying, upright = bars(1, 2), Bars(("2024", "2025"), (Series("Pledges", (1, 2)),), upright=True)
    assert charts(page(lying))[0].category_axis.reverse_order
    assert charts(page(lying))[0].chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert not charts(page(upright))[0].category_axis.reverse_order
    assert charts(page(upright))[0].chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED


def test_numbers_stand_at_the_bars_and_no_axis_or_grid_repeats_them() -> None:
    (chart,) = charts(page(shares((0.5, 1, 0.25), ())))
    numbers = chart.plots[0].series[0].data_labels
    assert numbers.show_value and numbers.number_format == "0%" and numbers.position == XL_LABEL_POSITION.OUTSIDE_END
    assert not chart.value_axis.visible
    assert not chart.value_axis.has_major_gridlines
    assert chart.value_axis.minimum_scale == 0
    assert not chart.has_legend


def test_a_text_takes_the_place_of_one_number_only() -> None:
    (chart,) = charts(page(shares((0.004, 0.5, 1), ("under 1%", "2 of 4", ""))))
    labels = elements(chart, "dLbl")
    assert [[text.text for text in label.iter("{*}t")] for label in labels] == [["under 1%"], ["2 of 4"]]
    assert values(chart) == {"Share": (0.004, 0.5, 1)}


def test_what_is_missing_is_no_zero_and_says_so_beside_its_name() -> None:
    (chart,) = charts(page(shares((0.5, None, 0), ("", "no data", ""))))
    assert values(chart) == {"Share": (0.5, None, 0)}
    assert sheet(chart)[2] == ("Americas (no data)", None)
    assert list(chart.plots[0].categories) == ["Africa", "Americas (no data)", "Asia"]


def test_the_colours_of_the_look_follow_the_theme_and_those_with_a_meaning_do_not() -> None:
    colours = (theme.HIGHLIGHT, theme.ACCENT, theme.NO_DATA)
    (chart,) = charts(page(bars(1, 2, 3, colours=colours)))
    series = chart.plots[0].series[0]
    assert series.format.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    assert series.points[0].format.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_2
    assert str(series.points[2].format.fill.fore_color.rgb) == theme.NO_DATA.removeprefix("#")


def test_parts_of_a_whole_are_stacked_with_their_counts_in_ink_that_can_be_read() -> None:
    whole = Bars(
        REGIONS,
        (
            Series("Fulfilled", (3, 0, 1), theme.STEPS[3], theme.PAPER, texts=("", "No pledge", "")),
            Series("No report", (9, 0, 200), theme.NO_DATA, theme.INK),
        ),
        "#,##0;;",
        stacked=True,
        whole=True,
    )
    (chart,) = charts(page(whole))
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED_100
    assert values(chart) == {"Fulfilled": (3, 0, 1), "No report": (9, 0, 200)}
    assert list(chart.plots[0].categories)[1] == "Americas (No pledge)"
    first, last = chart.plots[0].series
    assert first.data_labels.font.color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
    assert last.data_labels.font.color.theme_color == MSO_THEME_COLOR.TEXT_1
    assert chart.has_legend
    # The bar of 1 among 201 is too short for its number; that of 3 among 12 is not.
    assert [label.find("{*}idx").get("val") for label in elements(chart, "dLbl")] == ["2"]
    assert elements(chart, "dLbl")[0].find("{*}delete").get("val") == "1"


def test_half_and_double_are_equally_long_on_the_scale_of_ratios() -> None:
    ratios = Bars(REGIONS, (Series("Ratio", (0.3, 3.0, None), texts=("", "", "no pledge")),), "0.00", ratio=True)
    (chart,) = charts(page(ratios))
    (base,) = elements(chart, "logBase")
    low, high = chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
    assert base.get("val") == "2"
    assert (low, high) == (0.25, 4)
    assert chart.category_axis._element.find("{*}crossAx") is not None
    assert [each.get("val") for each in elements(chart, "crossesAt")] == ["1.0"]
    assert list(chart.plots[0].categories)[2] == "Asia (no pledge)"


def test_ratios_far_apart_stand_on_powers_of_ten() -> None:
    (chart,) = charts(page(Bars(REGIONS, (Series("Ratio", (0.02, 3.0, 654.0)),), "[<10]0.00;#,##0", ratio=True)))
    assert elements(chart, "logBase")[0].get("val") == "10"
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0.01, 1000)
    assert chart.plots[0].series[0].data_labels.number_format == "[<10]0.00;#,##0"


def test_charts_that_share_a_scale_have_one_and_the_same_room_for_names() -> None:
    halves = in_columns(Bars(tuple(f"Theme {place}" for place in range(20)), (Series("P", tuple(range(20))),)))
    left, right = charts(page(halves))
    assert left.value_axis.maximum_scale == right.value_axis.maximum_scale == 19
    rooms = [elements(chart, "layout")[0].find(".//{*}x").get("val") for chart in (left, right)]
    assert rooms[0] == rooms[1]
    assert [value for chart in (left, right) for value in values(chart)["P"]] == list(range(20))


def test_charts_on_scales_of_their_own_keep_their_titles() -> None:
    panels = Panels(tuple(Bars(REGIONS, (Series("P", (1, 2, 3)),), title=f"Unit {place}") for place in range(5)), False)
    shown = page(panels, description="Five units.")
    assert [chart.chart_title.text_frame.text for chart in charts(shown)] == [f"Unit {place}" for place in range(5)]
    assert {chart.value_axis.maximum_scale for chart in charts(shown)} == {None}
    described = [shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in shown.shapes if shape.has_chart]
    assert described == [f"Unit {place}. Five units." for place in range(5)]


@pytest.mark.parametrize("name", ["=1+1", "+CMD", "-1", "@SUM(A1)"])
def test_no_name_is_a_formula_in_the_workbook(name: str) -> None:
    (chart,) = charts(page(Bars((name,), (Series(name, (1,)),))))
    assert sheet(chart) == [(None, name), (name, 1)]
    assert list(chart.plots[0].categories) == [name]


PLACES = (Dot("Chad", 1_200_000, 0, True), Dot("Italy", 300_000, 4, True), Dot("Peru", 9_000, 2))
SCATTER = Dots((("Places", theme.ACCENT, PLACES),), "People (log scale)", "Pledges", x_log=True, proportion=2e-6)


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


def test_what_has_no_place_on_the_scales_is_said_before_the_source() -> None:
    aside = Dots(SCATTER.groups, "x", "y", x_log=True, aside="Two places are left out.")
    assert texts(page(aside, source="Source: UN."))[1] == "Two places are left out. Source: UN."


def test_ranks_count_down_from_the_top_with_their_names_and_ranges() -> None:
    ranked = (Dot("Germany", 1, 1, True, 1, 10), Dot("Chad", 2, 2, True, 2, 40))
    (chart,) = charts(page(Dots((("Rank", theme.HIGHLIGHT, ranked),), "Rank", "", x_log=True, ranks=True)))
    assert chart.value_axis.reverse_order
    assert values(chart)["Rank"] == (1, 2)
    written = [text.text for label in elements(chart, "dLbl") for text in label.iter("{*}t")]
    assert written == ["Germany", "Chad"]
    assert [row[0] for row in sheet(chart)[1:7] if row[1] is not None] == [1, 10, 2, 40]


@pytest.mark.parametrize("count", [3, 16, 24])
def test_type_stays_legible_however_many_bars(count: int) -> None:
    names = tuple(f"{place} Objective with a rather long name" for place in range(count))
    (chart,) = charts(page(Bars(names, (Series("P", tuple(range(count))),))))
    assert chart.font.size.pt >= 9


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
    if not exhibit.native().categories:
        assert not charts(shown)
        return
    (chart,) = charts(shown)
    assert [*values(chart).values()] == [tuple(wanted)]
    assert [row[1] for row in sheet(chart)[1:]] == wanted
    assert texts(shown)[:2] == [exhibit.finding, exhibit.scope]
