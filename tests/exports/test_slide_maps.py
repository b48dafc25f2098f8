"""Maps on slides, read again from the file: a named shape for each country, in its colour, at its place, as large."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import geopandas
import pytest
from lxml import etree
from pptx import Presentation as presentation
from pptx.enum.dml import MSO_FILL, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt
from shapely import Point, Polygon

from analytics.charts import theme
from analytics.charts.description import Country, Map, Place, Shade
from analytics.charts.maps import WINDOWS
from analytics.dataset import shapes as geography
from analytics.dataset.shapes import shape_codes
from analytics.exhibits.places.figures import pledge_map
from analytics.exports.printable import printable
from analytics.exports.slides.drawing import Box
from analytics.exports.slides.maps import add_map
from analytics.exports.slides.template import layouts_of
from analytics.facets import Facets
from analytics.selection import Selection, filter_data
from tests.quick import first_of_each

BOX = Box(Inches(0.6), Inches(1.8), Inches(12.1), Inches(4.9))
SAID = "Where pledges are: Lebanon & <Kenya>"
OUTSIDE = Shade("Not counted here", theme.OUTSIDE, (Country("GRL", "Greenland"),), theme.PAPER)
ZERO = Shade("No pledge yet", theme.ZERO, (Country("FRA", "France", ("0 pledges", "of 9")), Country("DZA", "Algeria")))
ONE = Shade(
    "1 pledge",
    theme.ACCENT,
    (Country("LBN", "Lebanon", ("one pledge",)), Country("FJI", "Fiji")),
    in_tooltip=False,
)
DOTS = (
    Place("Beirut, Lebanon", 33.89, 35.5, 6.6, facts=("1 pledge", "on housing")),
    Place("Suva, Fiji", -18.14, 178.44, 12),
)
SMALL = Map((OUTSIDE, ZERO, ONE), DOTS, "Local government")

each_region = pytest.mark.parametrize("region", first_of_each(WINDOWS, bool), ids=lambda region: region or "world")


@pytest.fixture(scope="module")
def background() -> geopandas.GeoDataFrame:
    """The shapes as they are in the file, in metres of EPSG:8857."""
    countries = geopandas.read_file(geography.SHAPES_FILE, layer="countries").set_index("id")
    return countries.set_crs(4326, allow_override=True).to_crs(8857)


def saved(*maps: Map, box: Box = BOX) -> bytes:
    """A file with a slide for each map."""
    written = presentation()
    written.slide_width, written.slide_height = Inches(13.333), Inches(7.5)
    look = layouts_of(written).plain.style
    for each in maps:
        add_map(written.slides.add_slide(written.slide_layouts[6]), each, box, SAID, look)
    packed = io.BytesIO()
    written.save(packed)
    return packed.getvalue()


def drawn(figure: Map, box: Box = BOX) -> Page:
    """The slide of a map, saved and read again."""
    return presentation(io.BytesIO(saved(figure, box=box))).slides[0]


def group(page: Page, name: str) -> GroupShape:
    (found,) = [shape for shape in page.shapes if shape.name == name]
    assert isinstance(found, GroupShape)
    return found


def shapes(holder: GroupShape) -> Iterator[BaseShape]:
    """All shapes in a group, however deep; no groups."""
    for shape in holder.shapes:
        if isinstance(shape, GroupShape):
            yield from shapes(shape)
        else:
            yield shape


def named(page: Page) -> dict[str, BaseShape]:
    """The shapes of the map by name."""
    every = list(shapes(group(page, "Map")))
    found = {shape.name: shape for shape in every}
    assert len(found) == len(every)
    return found


def alt(shape: BaseShape) -> str:
    return str(shape.element.xpath(".//p:cNvPr")[0].get("descr"))


def surface(shape: BaseShape) -> Polygon:
    """What a shape covers of the slide, in EMU, its holes taken out."""
    path = shape.element.find(f".//{qn('a:path')}")
    across, down = shape.width / int(path.get("w")), shape.height / int(path.get("h"))
    whole, ring = Polygon(), []
    for step in path:
        if step.tag == qn("a:close"):
            whole, ring = whole.symmetric_difference(Polygon(ring).buffer(0)), []
        else:
            point = step.find(qn("a:pt"))
            ring.append((shape.left + int(point.get("x")) * across, shape.top + int(point.get("y")) * down))
    return whole


def is_within(shape: BaseShape, box: Box) -> bool:
    """True but for what is lost by rounding to whole EMU."""
    left, top = shape.left - box.left, shape.top - box.top
    return min(left, top) >= -1 and left + shape.width <= box.width + 1 and top + shape.height <= box.height + 1


def test_each_country_is_a_shape_with_its_name_and_facts() -> None:
    found = named(drawn(SMALL))
    assert {name: alt(shape) for name, shape in found.items() if name != "Other land"} == {
        "Greenland": "Not counted here",
        "France": "0 pledges; of 9; No pledge yet",
        "Algeria": "No pledge yet",
        "Lebanon": "one pledge",
        "Fiji": "Fiji",
        "Beirut, Lebanon": "Beirut, Lebanon; 1 pledge; on housing",
        "Suva, Fiji": "Suva, Fiji",
    }


def test_groups_are_those_of_the_legend_and_each_has_its_words() -> None:
    page = drawn(SMALL)
    assert [shape.name for shape in page.shapes] == ["Map", "Legend"]
    assert alt(group(page, "Map")) == SAID
    assert alt(group(page, "Legend")) == "Not counted here; No pledge yet; 1 pledge; Local government"
    inner = [shape for shape in group(page, "Map").shapes if isinstance(shape, GroupShape)]
    assert [(shape.name, alt(shape)) for shape in inner] == [
        ("Not counted here", "Not counted here: 1 country or area"),
        ("No pledge yet", "No pledge yet: 2 countries and areas"),
        ("1 pledge", "1 pledge: 2 countries and areas"),
        ("Local government", "Local government: 2 dots"),
    ]


def test_colours_of_the_look_follow_the_theme_and_others_stay() -> None:
    found = named(drawn(SMALL))
    assert found["Lebanon"].fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    assert found["Lebanon"].line.fill.fore_color.theme_color == MSO_THEME_COLOR.TEXT_2
    assert found["Greenland"].line.fill.fore_color.theme_color == MSO_THEME_COLOR.BACKGROUND_1
    assert f"#{found['Beirut, Lebanon'].fill.fore_color.rgb}" == theme.DOT, "a template can't make it pale"
    assert f"#{found['France'].fill.fore_color.rgb}" == theme.ZERO
    assert f"#{found['Other land'].fill.fore_color.rgb}" == theme.OUTSIDE


def test_legend_has_a_swatch_and_words_for_each_colour() -> None:
    legend = list(shapes(group(drawn(SMALL), "Legend")))
    words = [shape.text_frame.text for shape in legend if shape.text_frame.text]
    swatches = [shape for shape in legend if not shape.text_frame.text]
    assert words == ["Not counted here", "No pledge yet", "1 pledge", "Local government"]
    assert [shape.name for shape in swatches] == words
    assert [shape.fill.fore_color.type is not None for shape in swatches] == [True] * 4
    assert swatches[2].fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    assert [shape.auto_shape_type.name for shape in swatches] == ["RECTANGLE", "RECTANGLE", "RECTANGLE", "OVAL"]


@pytest.mark.parametrize("length", [6, 60, 300])
def test_words_of_the_legend_have_room(length: int) -> None:
    """A letter is about half as wide as it is high; no line is higher than its box."""
    name = " ".join(["meaning"] * 40)[:length].strip()
    page = drawn(Map((replace(ZERO, meaning=name), replace(ONE, meaning=name[::-1]))))
    for shape in shapes(group(page, "Legend")):
        if shape.text_frame.text:
            size = shape.text_frame.paragraphs[0].runs[0].font.size
            rows = shape.height // (1.2 * size)
            assert rows * shape.width >= 0.5 * size * length
            assert size >= Pt(14)


@each_region
def test_every_country_of_the_data_that_is_in_view_is_drawn_once(facets: Facets, region: str) -> None:
    figure = pledge_map(filter_data(facets, Selection()), "pledges", "un_members", region).figure
    assert isinstance(figure, Map)
    page = drawn(figure)
    found = named(page)
    countries = {each.name: (each.iso3, shade.colour) for shade in figure.shades for each in shade.countries}
    dots = {place.name for place in figure.places}
    extra = {"Other land", "Edge of the map"} if region else {"Other land"}
    assert set(found) - set(countries) - dots == extra & set(found)
    if not region:
        assert {name for name, (code, _colour) in countries.items() if code in shape_codes() - {"ATA"}} < set(found)
        assert dots < set(found)
    for name in set(countries) & set(found):
        assert f"#{found[name].fill.fore_color.rgb}" == countries[name][1]
    assert len(set(page.element.xpath("//p:cNvPr/@id"))) == len(page.element.xpath("//p:cNvPr"))
    assert all(is_within(shape, BOX) for shape in [*page.shapes, *found.values(), *shapes(group(page, "Legend"))])


BOXES = [BOX, Box(0, 0, Inches(3), Inches(6)), Box(Inches(1), Inches(1), Inches(12), Inches(2))]


@pytest.mark.parametrize("box", first_of_each(BOXES), ids=["usual", "narrow", "low"])
def test_map_keeps_its_proportions_in_any_box(background: geopandas.GeoDataFrame, box: Box) -> None:
    shape = named(drawn(SMALL, box))["Algeria"]
    left, bottom, right, top = background.loc["DZA"].geometry.bounds
    assert shape.width / shape.height == pytest.approx((right - left) / (top - bottom), rel=0.02)


@each_region
@pytest.mark.parametrize("box", first_of_each(BOXES), ids=["usual", "narrow", "low"])
def test_map_and_legend_fill_the_box_and_do_not_overlap(region: str, box: Box) -> None:
    every = replace(ZERO, countries=tuple(Country(code, code) for code in sorted(shape_codes())))
    page = drawn(Map((every,), window=WINDOWS[region]), box)
    whole, legend = group(page, "Map"), group(page, "Legend")
    assert is_within(whole, box) and is_within(legend, box)
    is_beside = legend.left >= whole.left + whole.width
    is_below = legend.top >= whole.top + whole.height
    assert is_beside or is_below
    right, bottom = legend.left + legend.width, max(legend.top + legend.height, whole.top + whole.height)
    wide = max(right, whole.left + whole.width) - min(whole.left, legend.left)
    high = bottom - min(whole.top, legend.top)
    assert max(wide / box.width, high / box.height) > 0.9


def test_areas_on_the_slide_are_in_proportion_to_those_on_the_ground(background: geopandas.GeoDataFrame) -> None:
    codes = {"DZA": "Algeria", "LBN": "Lebanon", "COD": "DR Congo", "FRA": "France", "ZAF": "South Africa"}
    page = drawn(Map((replace(ZERO, countries=tuple(Country(*each) for each in codes.items())),)))
    area = background.area
    found = {code: surface(named(page)[name]).area for code, name in codes.items()}
    assert found["DZA"] / found["LBN"] == pytest.approx(area["DZA"] / area["LBN"], rel=0.03)
    assert found["COD"] / found["FRA"] == pytest.approx(area["COD"] / area["FRA"], rel=0.03)
    assert found["ZAF"] / found["COD"] == pytest.approx(area["ZAF"] / area["COD"], rel=0.03)


@pytest.mark.parametrize("region", ["", "Africa", "Asia"])
def test_a_dot_stands_on_its_country_in_its_size(region: str) -> None:
    kenya = Shade("1 pledge", theme.STEPS[0], (Country("KEN", "Kenya"),))
    page = drawn(Map((kenya,), (Place("Nairobi", -1.29, 36.82, 6.6),), "Local government", WINDOWS[region]))
    dot = named(page)["Nairobi"]
    middle = Point(dot.left + dot.width / 2, dot.top + dot.height / 2)
    assert surface(named(page)["Kenya"]).contains(middle)
    assert (dot.width, dot.height) == (Pt(6.6), Pt(6.6))


def test_large_dots_at_the_edge_stay_in_the_box() -> None:
    corners = tuple(Place(f"{lat} {lon}", lat, lon, 40) for lat in (-56.9, 0.0, 83.9) for lon in (-179.9, 0.0, 179.9))
    page = drawn(Map((ZERO,), corners, "Local government"))
    dots = [named(page)[place.name] for place in corners]
    assert all(is_within(dot, BOX) for dot in dots)


def test_small_dots_lie_over_large_ones_and_all_over_countries() -> None:
    drawn_last = [shape.name for shape in shapes(group(drawn(SMALL), "Map"))][-2:]
    assert drawn_last == ["Suva, Fiji", "Beirut, Lebanon"]


def test_what_is_outside_a_region_is_left_out_and_dots_are_counted() -> None:
    page = drawn(replace(SMALL, window=WINDOWS["Oceania"]))
    assert set(named(page)) == {"Other land", "Edge of the map", "Fiji", "Suva, Fiji"}
    words = [shape.text_frame.text for shape in shapes(group(page, "Legend")) if shape.text_frame.text]
    assert words == ["1 pledge", "Local government (1 outside this part of the world)"]
    frame = named(page)["Edge of the map"]
    assert named(page)["Fiji"].width < frame.width / 20
    assert frame.fill.type == MSO_FILL.BACKGROUND


def test_a_map_of_one_place_whose_colours_have_no_meaning_has_no_legend() -> None:
    page = drawn(Map((replace(ZERO, meaning=""),), DOTS[:1], labelled=True))
    assert [shape.name for shape in page.shapes] == ["Map"]
    assert "Beirut, Lebanon" in named(page)


def test_dots_that_are_all_outside_are_still_counted() -> None:
    page = drawn(Map((), DOTS, "Local government", ((-70, -60), (0, 8))))
    assert set(named(page)) == {"Other land", "Edge of the map"}
    words = [shape.text_frame.text for shape in shapes(group(page, "Legend")) if shape.text_frame.text]
    assert words == ["Local government (2 outside this part of the world)"]


@pytest.mark.parametrize(
    "figure",
    [
        Map(()),
        Map((Shade("Empty", theme.ZERO, ()),)),
        Map((Shade("No shape", theme.ZERO, (Country("SMR", "San Marino"), Country("???", "Nowhere"))),)),
    ],
)
def test_an_empty_map_draws_nothing(figure: Map) -> None:
    assert len(drawn(figure).shapes) == 0


HOSTILE = [
    "Tyre & <b>Sons</b> \"quoted\" 'too'",
    "مدينة بيروت، لبنان",
    "A" * 300,
    "</p:cNvPr><x/> ]]> <!-- &amp; &#0;",
    "🏙️ Zürich",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_text_from_data_stays_text(name: str) -> None:
    country = Country("LBN", f"{name} 1", (name,))
    shade = Shade(name, theme.ZERO, (country,), in_tooltip=False)
    page = drawn(Map((shade,), (Place(name, 33.9, 35.5, 6.6),), f"{name} 2"))
    found = named(page)
    assert set(found) == {"Other land", f"{name} 1", name}
    assert alt(found[f"{name} 1"]) == name
    words = [shape.text_frame.text for shape in shapes(group(page, "Legend")) if shape.text_frame.text]
    assert words == [name, f"{name} 2"]
    assert all(is_within(shape, BOX) for shape in shapes(group(page, "Legend")))


def test_what_xml_forbids_is_dropped() -> None:
    country = Country("LBN", "Leb\x07anon\nx", ("\ud800said\ufffe",))
    figure = printable(Map((Shade("One\x00\x0b", theme.ZERO, (country,)),)))
    (shape,) = [shape for name, shape in named(drawn(figure)).items() if name != "Other land"]
    assert (shape.name, alt(shape)) == ("Lebanon x", "said; One")


def test_ids_stay_unique_beside_other_shapes_and_a_second_map() -> None:
    written = presentation()
    page = written.slides.add_slide(written.slide_layouts[5])
    look = layouts_of(written).plain.style
    add_map(page, SMALL, BOX, SAID, look)
    page.shapes.add_textbox(0, 0, 100, 100)
    add_map(page, SMALL, BOX, SAID, look)
    numbers = page.element.xpath("//p:cNvPr/@id")
    assert len(numbers) == len(set(numbers)) > 40


def test_outlines_hold_whole_numbers_and_close() -> None:
    xml = etree.tostring(drawn(SMALL).element).decode()
    assert re.findall(r'<a:pt x="(?!\d+" y="\d+"/>)', xml) == []
    assert xml.count("<a:moveTo>") == xml.count("<a:close/>") > 300


def test_a_file_with_a_world_map_is_small(facets: Facets) -> None:
    figure = pledge_map(filter_data(facets, Selection()), "pledges", "un_members").figure
    assert isinstance(figure, Map)
    assert len(saved(figure)) < 300_000


def test_a_ring_is_not_filled() -> None:
    dot = Place("Nairobi", -1.29, 36.82, 6.6)
    found = named(drawn(Map((), (dot, replace(dot, name="Kampala", is_ring=True)), "Local government")))
    filled = {name: bool(found[name].element.xpath("./p:spPr/a:solidFill")) for name in ("Nairobi", "Kampala")}
    assert filled == {"Nairobi": True, "Kampala": False}


@pytest.mark.parametrize(
    "chosen",
    first_of_each(
        [
            Selection(country=("KEN",)),
            Selection(country=("COL", "ECU")),
            Selection(regions_by="unhcr_region", region=("Asia and the Pacific",)),
            Selection(regions_by="m49_subregion", region=("Latin America and the Caribbean",)),
            Selection(region=("Oceania",)),
        ]
    ),
    ids=["country", "countries", "UNHCR region", "subregion", "across the date line"],
)
@pytest.mark.parametrize("box", [BOX, Box(Inches(0.5), Inches(2), Inches(7.1), Inches(6.5))], ids=["wide", "upright"])
def test_a_map_is_fitted_to_the_selection_with_its_neighbours(facets: Facets, chosen: Selection, box: Box) -> None:
    filtered = filter_data(facets, chosen)
    figure = pledge_map(filtered, "pledges", "un_members").figure
    assert isinstance(figure, Map)
    page = drawn(figure, box)
    found, codes = named(page), set(filtered.selected_countries()["iso3"])
    own = {each.name for shade in figure.shades for each in shade.countries if each.iso3 in codes} & set(found)
    frame = found["Edge of the map"]
    left, top = min(found[name].left for name in own), min(found[name].top for name in own)
    wide = max(found[name].left + found[name].width for name in own) - left
    high = max(found[name].top + found[name].height for name in own) - top
    assert max(wide / frame.width, high / frame.height) > 0.45
    around = set(found) - own - {place.name for place in figure.places} - {"Edge of the map"}
    assert around, "neighbours are drawn"
    legend = group(page, "Legend")
    free = max((box.width - legend.width) * box.height, box.width * (box.height - legend.height))
    assert frame.width * frame.height > 0.8 * free
