"""The look of slides: ours, and that of a template that anyone may bring."""

import io
import zipfile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from analytics.charts import theme
from analytics.charts.description import Bars, Row, Series, Value
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.slides.template import TemplateError, opened
from analytics.exports.slides.template_package import LARGEST, MEGABYTE, MOST_ENTRIES
from analytics.packs.slide import Cover, Slide
from tests.exports.reading_slides import MAIN, parts, reopened
from tests.exports.templates import packed

SLIDES = [
    Slide("Cover", Cover(("Line",))),
    Slide(
        "Africa leads",
        Bars((Row("Africa"),), (Series("Pledges", (Value(18),)),)),
        "All pledges.",
        "One bar.",
        "Source: UN.",
    ),
]
TYPES = "[Content_Types].xml"


def their_own(width: float = 10, height: float = 5.625) -> Deck:
    """A template of another size with two slides of its own, one with notes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    for layout in (deck.slide_layouts[0], deck.slide_layouts[1]):
        deck.slides.add_slide(layout).shapes.title.text = "Their old slide"
    deck.slides[0].notes_slide.notes_text_frame.text = "Their old notes"
    return deck


def changed(content: bytes, replaced: dict[str, bytes]) -> bytes:
    """A package with some files replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            if name not in replaced:
                after.writestr(name, before.read(name))
        for name, other in replaced.items():
            after.writestr(name, other)
    return file.getvalue()


def read(content: bytes, name: str) -> bytes:
    return dict(parts(content))[name]


def theme_of(deck: Deck) -> etree._Element:
    return etree.fromstring(deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def test_our_colours_and_type_are_those_of_the_theme() -> None:
    """Colours of `own_template.pptx` are changed in PowerPoint (Design, Variants, Colors)."""
    root = theme_of(reopened(pptx_bytes(SLIDES)))
    colours = {slot.tag.removeprefix(MAIN): slot[0].get("val") for slot in root.find(f".//{MAIN}clrScheme")}
    named = {
        "dk1": theme.INK,
        "lt1": theme.PAPER,
        "dk2": theme.QUIET,
        "lt2": theme.OUTSIDE,
        "accent1": theme.ACCENT,
        "accent2": theme.HIGHLIGHT,
    } | {f"accent{place + 3}": step for place, step in enumerate(theme.STEPS)}
    assert {slot: f"#{colours[slot]}" for slot in named} == named
    assert {latin.get("typeface") for latin in root.iterfind(f".//{MAIN}fontScheme/*/{MAIN}latin")} == {"Arial"}


def test_our_slides_are_wide_and_have_two_layouts() -> None:
    deck = reopened(pptx_bytes(SLIDES))
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000), "16:9, as PowerPoint sets it"
    assert [layout.name for layout in deck.slide_layouts] == ["Title Slide", "Title Only"]
    assert [page.slide_layout.name for page in deck.slides] == ["Title Slide", "Title Only"]


def test_a_template_gives_its_size_theme_and_layouts() -> None:
    deck = reopened(pptx_bytes(SLIDES, packed(their_own())))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(5.625))
    assert theme_of(deck).get("name") == "Office Theme"
    assert [page.slide_layout.name for page in deck.slides] == ["Title Slide", "Title Only"]
    assert len(deck.slide_layouts) == 11


@pytest.mark.parametrize("size", [(10, 7.5), (10, 5.625), (20, 11.25), (7.5, 10)])
def test_everything_stands_on_the_slide_whatever_its_size(size: tuple[float, float]) -> None:
    deck = reopened(pptx_bytes(SLIDES, packed(their_own(*size))))
    for page in deck.slides:
        for shape in page.shapes:
            if not shape.is_placeholder:
                assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
                assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height


def test_the_slides_of_a_template_are_gone_with_all_their_parts() -> None:
    made = dict(parts(pptx_bytes(SLIDES, packed(their_own()))))
    assert [name for name in made if name.startswith("ppt/slides/slide")] == [
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
    ]
    assert not [name for name, content in made.items() if b"Their old" in content]
    assert len(opened(packed(their_own())).slides) == 0


def test_lists_that_name_slides_which_are_gone_go_too() -> None:
    content = packed(their_own())
    sections = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14='
        b'"http://schemas.microsoft.com/office/powerpoint/2010/main"/></p:ext></p:extLst></p:presentation>'
    )
    name = "ppt/presentation.xml"
    with_sections = changed(content, {name: read(content, name).replace(b"</p:presentation>", sections)})
    assert b"sectionLst" not in read(pptx_bytes(SLIDES, with_sections), name)


def test_a_potx_is_a_template_too() -> None:
    content = packed(their_own())
    types = read(content, TYPES).replace(b"presentation.main+xml", b"template.main+xml")
    deck = reopened(pptx_bytes(SLIDES, changed(content, {TYPES: types})))
    assert [page.shapes.title.text for page in deck.slides] == ["Cover", "Africa leads"]


def refusal(content: bytes) -> str:
    with pytest.raises(TemplateError) as refused:
        opened(content)
    return str(refused.value)


def test_what_is_no_powerpoint_file_is_refused_in_a_sentence() -> None:
    whole = packed(their_own())
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as other:
        other.writestr(TYPES, "<Types/>")
    for content in (b"", b"no zip", whole[: len(whole) // 2], sheet.getvalue()):
        assert refusal(content) == "It is not a PowerPoint file (.pptx or .potx), or it is damaged."


def test_no_byte_that_is_wrong_ends_in_another_error() -> None:
    whole = packed(their_own())
    for place in range(0, len(whole), 997):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            assert len(opened(damaged).slides) == 0
        except TemplateError as error:
            assert str(error).endswith(".")


def test_a_template_that_is_too_large_is_refused() -> None:
    assert refusal(bytes(LARGEST * MEGABYTE + 1)) == "It is larger than 20 megabytes."


def test_a_template_that_grows_too_much_is_refused() -> None:
    many = changed(packed(their_own()), {f"extra/{place}.txt": b"" for place in range(MOST_ENTRIES)})
    assert refusal(many) == "It holds too much once it is unpacked."
    file = io.BytesIO(packed(their_own()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("zeros.bin", bytes(201 * MEGABYTE))
    assert len(file.getvalue()) < 2 * MEGABYTE
    assert refusal(file.getvalue()) == "It holds too much once it is unpacked."


def test_macros_are_refused() -> None:
    content = packed(their_own())
    said = "It holds macros. Save it as .pptx or .potx without them."
    assert refusal(changed(content, {"ppt/vbaProject.bin": b"code"})) == said
    types = read(content, TYPES).replace(b"presentation.main+xml", b"presentation.macroEnabled.main+xml")
    assert refusal(changed(content, {TYPES: types})) == said


def related(kind: str, target: str) -> bytes:
    deck = their_own()
    deck.slide_master.part.relate_to(target, kind, is_external=True)
    return packed(deck)


def test_what_draws_on_other_files_is_refused_but_a_link_to_click_is_not() -> None:
    said = "It draws on other files. Embed linked pictures and save it again."
    assert refusal(related(RELATIONSHIP_TYPE.IMAGE, "https://example.org/track.png")) == said
    assert refusal(related(RELATIONSHIP_TYPE.HYPERLINK, "file://server/share")) == said
    assert len(opened(related(RELATIONSHIP_TYPE.HYPERLINK, "https://example.org")).slides) == 0


def test_a_template_without_a_title_is_refused() -> None:
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)
    assert refusal(packed(deck)) == "It has no layout with a title."
