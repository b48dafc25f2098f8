"""What stands behind text on the layouts of a template, and the colours that text and marks get there."""

import io

import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.util import Inches

from analytics.charts import theme
from analytics.exports.slides.backgrounds import backgrounds, scheme_of
from analytics.exports.slides.drawing import Box
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.slides.style import ON_DARK, READABLE, VISIBLE, ink_on, style_on
from analytics.packs.slide import Bullet, Bullets, Slide, Statements
from tests.exports.reading_slides import reopened
from tests.exports.templates import DARK, LIGHT, checkerboard, packed, sized, with_background

BOX = Box(Inches(1), Inches(2), Inches(8), Inches(4))
WHOLE = (0, 0, Inches(13.333), Inches(7.5))


def behind(deck: Deck, box: Box = BOX) -> tuple[str, ...]:
    layout = deck.slide_layouts[5]
    return backgrounds(layout, scheme_of(layout), box)


@pytest.mark.parametrize(
    ("fill", "colours"),
    [
        pytest.param('<a:solidFill><a:srgbClr val="102030"/></a:solidFill>', ("#102030",), id="solid"),
        pytest.param('<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>', (f"#{LIGHT[3]}",), id="of the theme"),
        pytest.param(
            '<a:solidFill><a:srgbClr val="808080"><a:lumMod val="50000"/></a:srgbClr></a:solidFill>',
            ("#404040",),
            id="half the light",
        ),
        pytest.param(
            '<a:solidFill><a:srgbClr val="000000"><a:lumOff val="25000"/></a:srgbClr></a:solidFill>',
            ("#404040",),
            id="lighter",
        ),
        pytest.param(
            '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000"><a:schemeClr'
            ' val="accent1"/></a:gs></a:gsLst></a:gradFill>',
            ("#000000", f"#{LIGHT[4]}"),
            id="ends of a gradient",
        ),
        pytest.param(
            '<a:solidFill><a:srgbClr val="102030"><a:alpha val="50000"/></a:srgbClr></a:solidFill>',
            (),
            id="glass",
        ),
    ],
)
def test_the_colours_of_a_background(fill: str, colours: tuple[str, ...]) -> None:
    assert behind(with_background(sized(13.333, 7.5), fill)) == colours


def test_a_background_that_the_theme_has_by_number() -> None:
    deck = sized(13.333, 7.5)
    sheet = deck.slide_master.element.find(qn("p:cSld"))
    sheet.find(qn("p:bg"))[:] = [
        parse_xml(f'<p:bgRef {nsdecls("p", "a")} idx="1001"><a:schemeClr val="tx2"/></p:bgRef>')
    ]
    assert behind(deck) == (f"#{LIGHT[2]}",)


def test_a_layout_of_its_own_background_counts_before_the_master() -> None:
    deck = with_background(sized(13.333, 7.5), '<a:solidFill><a:srgbClr val="102030"/></a:solidFill>')
    own = f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="FFEECC"/></a:solidFill></p:bgPr></p:bg>'
    deck.slide_layouts[5].element.find(qn("p:cSld")).insert(0, parse_xml(own))
    assert behind(deck) == ("#FFEECC",)


def drawn_on(deck: Deck, place: tuple[int, ...], colour: str) -> Deck:
    """The deck with a rectangle on its master, made by hand, for the library adds shapes to slides only."""
    left, top, wide, high = place
    shape = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="99" name="Band"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"/>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></p:spPr></p:sp>'
    )
    deck.slide_master.shapes._spTree.insert(2, parse_xml(shape))
    return deck


def test_what_a_master_draws_is_behind_text_too() -> None:
    assert behind(drawn_on(sized(13.333, 7.5), WHOLE, "203040")) == ("#203040",)
    half = (0, 0, Inches(4), Inches(7.5))
    assert behind(drawn_on(sized(13.333, 7.5), half, "203040")) == ("#FFFFFF", "#203040")
    elsewhere = (0, 0, Inches(13), Inches(1))
    assert behind(drawn_on(sized(13.333, 7.5), elsewhere, "203040")) == ("#FFFFFF",)


def test_a_picture_behind_text_is_unknown_and_text_gets_a_plate() -> None:
    deck = sized(13.333, 7.5)
    picture = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_picture(io.BytesIO(checkerboard()), *WHOLE)
    _part, number = deck.slide_master.part.get_or_add_image_part(io.BytesIO(checkerboard()))
    picture._element.find(f".//{qn('a:blip')}").set(qn("r:embed"), number)
    deck.slide_master.shapes._spTree.insert(2, picture._element)
    assert behind(deck) == ()
    (page,) = reopened(pptx_bytes([Slide("Title", Statements(("A sentence.",)))], packed(deck))).slides
    assert page.shapes[0].name == "Backdrop", "it lies under all else"
    title, backdrop = page.shapes.title, page.shapes[0]
    assert backdrop.top <= title.top and backdrop.top + backdrop.height > title.top + title.height


def sentence(template: bytes) -> Page:
    bullets = Bullets((Bullet("A", "A sentence.", link="https://a.example"), Bullet("B", "Another one.")))
    return reopened(pptx_bytes([Slide("Title", bullets)], template)).slides[0]


@pytest.mark.slow
def test_a_title_keeps_the_colour_of_the_master_where_it_can_be_read_and_no_longer() -> None:
    title = sentence(packed(sized(13.333, 7.5))).shapes.title
    assert title.text_frame.paragraphs[0].runs[0].font.color.type is None
    dark = with_background(sized(13.333, 7.5), '<a:solidFill><a:srgbClr val="102030"/></a:solidFill>')
    title = sentence(packed(dark)).shapes.title
    assert title.text_frame.paragraphs[0].runs[0].font.color.theme_color is not None


@pytest.mark.slow
def test_links_that_cannot_be_read_take_the_colour_of_the_text_for_every_program() -> None:
    """Programs draw links in the colour of the theme for them, whatever a run says."""
    names = sentence(packed(sized(13.333, 7.5, DARK))).element.find(f".//{qn('a:overrideClrMapping')}")
    assert names.get("hlink") == names.get("tx1") == "dk1"
    light = sentence(packed(sized(13.333, 7.5))).element
    assert light.find(f".//{qn('a:overrideClrMapping')}") is None, "where they can be read the slide goes with any deck"


def test_the_order_of_colours_that_a_layout_has_is_that_of_its_slides() -> None:
    deck = sized(13.333, 7.5)
    layout = deck.slide_layouts[5]
    turned = {**deck.slide_master.element.find(qn("p:clrMap")).attrib, "bg1": "dk1", "tx1": "lt1"}
    names = " ".join(f'{name}="{slot}"' for name, slot in turned.items())
    layout.element.find(qn("p:clrMapOvr"))[:] = [parse_xml(f"<a:overrideClrMapping {nsdecls('a')} {names}/>")]
    page = sentence(packed(deck))
    assert page.element.find(f".//{qn('a:overrideClrMapping')}").get("tx1") == "lt1"


@pytest.mark.parametrize("background", ["#FFFFFF", f"#{DARK[1]}", "#000000", "#F3EDE0", "#7F7F7F"])
def test_marks_are_seen_and_what_is_on_them_is_read(background: str) -> None:
    deck = sized(13.333, 7.5, DARK if theme.luminance(background) < 0.2 else LIGHT)
    look = style_on(scheme_of(deck.slide_layouts[5]), (background,), 1.0)
    marks = [theme.ACCENT, theme.HIGHLIGHT, *theme.STEPS, *theme.STATES.values(), *ON_DARK]
    for colour in marks:
        own = look.mark(colour)
        assert theme.contrast(look.seen(look.on(own)), look.seen(own)) >= READABLE
    for colour in (theme.ACCENT, theme.HIGHLIGHT):
        assert theme.contrast(look.seen(look.mark(colour)), look.background[0]) >= VISIBLE
    assert len({look.seen(look.mark(colour)) for colour in (*theme.STEPS, theme.ZERO, theme.NO_DATA)}) == 6
    for text in (look.ink, look.quiet, look.accent):
        assert theme.contrast(look.seen(text), look.background[0]) >= READABLE


def test_there_is_an_ink_for_every_fill() -> None:
    fills = [f"#{level:02X}{level:02X}{level:02X}" for level in range(256)]
    assert [fill for fill in fills if theme.contrast(ink_on(fill), fill) < READABLE] == []
