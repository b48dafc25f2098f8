"""The look of slides: ours, and that of a template that anyone may bring."""

import io
import os
import re
import subprocess
import sys
import zipfile
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter, process_time

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.util import Inches

from analytics.charts import theme
from analytics.charts.description import Bars, Row, Series, Value
from analytics.exports.slides import template
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.slides.template import TemplateError, opened
from analytics.exports.slides.template_package import LARGEST, MEGABYTE, MOST_ENTRIES, MOST_SHAPES
from analytics.packs.slide import Cover, Slide
from tests.exports.reading_slides import MAIN, parts, reopened
from tests.exports.templates import changed, packed, sized
from tests.renderers.hand_made import FIGURES

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

pytestmark = pytest.mark.slow
"""Most open a template in a process of its own."""


def their_own(width: float = 10, height: float = 5.625) -> Deck:
    """A template of another size with two slides of its own, one with notes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    for layout in (deck.slide_layouts[0], deck.slide_layouts[1]):
        deck.slides.add_slide(layout).shapes.title.text = "Their old slide"
    deck.slides[0].notes_slide.notes_text_frame.text = "Their old notes"
    return deck


@cache
def theirs(width: float = 10, height: float = 5.625) -> bytes:
    """The same file for every test: what is taken over of it is remembered."""
    return packed(their_own(width, height))


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
    deck = reopened(pptx_bytes(SLIDES, theirs()))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(5.625))
    assert theme_of(deck).get("name") == "Office Theme"
    assert [page.slide_layout.name for page in deck.slides] == ["Title Slide", "Title Only"]
    assert len(deck.slide_layouts) == 11


@pytest.mark.parametrize("size", [(10, 7.5), (10, 5.625), (20, 11.25), (7.5, 10)])
def test_everything_stands_on_the_slide_whatever_its_size(size: tuple[float, float]) -> None:
    deck = reopened(pptx_bytes(SLIDES, theirs(*size)))
    for page in deck.slides:
        for shape in page.shapes:
            if not shape.is_placeholder:
                assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
                assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height


def test_the_slides_of_a_template_are_gone_with_all_their_parts() -> None:
    made = dict(parts(pptx_bytes(SLIDES, theirs())))
    assert [name for name in made if name.startswith("ppt/slides/slide")] == [
        "ppt/slides/slide1.xml",
        "ppt/slides/slide2.xml",
    ]
    assert not [name for name, content in made.items() if b"Their old" in content]
    assert len(opened(theirs()).slides) == 0


def test_lists_that_name_slides_which_are_gone_go_too() -> None:
    content = theirs()
    sections = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14='
        b'"http://schemas.microsoft.com/office/powerpoint/2010/main"/></p:ext></p:extLst></p:presentation>'
    )
    name = "ppt/presentation.xml"
    with_sections = changed(content, {name: read(content, name).replace(b"</p:presentation>", sections)})
    assert b"sectionLst" not in read(pptx_bytes(SLIDES, with_sections), name)


def test_a_potx_is_a_template_too() -> None:
    content = theirs()
    types = read(content, TYPES).replace(b"presentation.main+xml", b"template.main+xml")
    deck = reopened(pptx_bytes(SLIDES, changed(content, {TYPES: types})))
    assert [page.shapes.title.text for page in deck.slides] == ["Cover", "Africa leads"]


LEFT_OVER = "Their secret"


def full_of_left_overs() -> bytes:
    """A template with what nobody wants in another's file: its authors, custom XML, objects, comments, a thumbnail."""
    deck = their_own()
    deck.core_properties.author = deck.core_properties.last_modified_by = LEFT_OVER
    deck.core_properties.comments = deck.core_properties.keywords = deck.core_properties.category = LEFT_OVER
    sheet = deck.slides[0]
    sheet.shapes.add_ole_object(io.BytesIO(LEFT_OVER.encode()), "Package", 0, 0)
    # Two that a program would put on a layout: an embedded object, and data of its own.
    layout = deck.slide_layouts[5]
    relation = layout.part.relate_to(sheet.part.related_part(_embedded(sheet)), RELATIONSHIP_TYPE.PACKAGE)
    frame = deepcopy(next(shape for shape in sheet.shapes if "Object" in shape.name)._element)
    for each in frame.iter("{*}oleObj"):
        each.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    layout.shapes._spTree.append(frame)
    layout.element.insert(0, etree.Comment(LEFT_OVER))
    content = packed(deck)
    relations = read(content, "_rels/.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"'
        b' Target="customXml/item1.xml"/></Relationships>',
    )
    added = {
        "customXml/item1.xml": f"<hidden>{LEFT_OVER}</hidden>".encode(),
        "docProps/app.xml": f"<Properties><Company>{LEFT_OVER}</Company></Properties>".encode(),
        "ppt/comments/comment1.xml": f"<comments>{LEFT_OVER}</comments>".encode(),
    }
    return changed(content, {"_rels/.rels": relations, **added})


def _embedded(sheet: Page) -> str:
    """The number of the relation to the object on a slide."""
    return next(number for number, each in sheet.part.rels.items() if each.reltype == RELATIONSHIP_TYPE.OLE_OBJECT)


def test_only_masters_layouts_themes_and_pictures_of_a_template_are_taken_over() -> None:
    full = full_of_left_overs()
    assert [name for name, content in parts(full) if LEFT_OVER.encode() in content], "there is something to leave"
    made = dict(parts(pptx_bytes(SLIDES, full)))
    assert [name for name, content in made.items() if LEFT_OVER.encode() in content] == []
    kinds = {name.split("/")[1] for name in made if name.startswith("ppt/") and name.count("/") > 1}
    assert kinds <= {"_rels", "charts", "embeddings", "media", "slideLayouts", "slideMasters", "slides", "theme"}
    assert not [name for name in made if "oleObject" in name or name.startswith(("customXml", "docProps/app"))]


def test_the_properties_of_the_file_are_ours() -> None:
    about = reopened(pptx_bytes(SLIDES, full_of_left_overs())).core_properties
    assert about.title == "Cover"
    named = ("author", "last_modified_by", "comments", "keywords", "category", "subject")
    assert {name: getattr(about, name) for name in named} == dict.fromkeys(named, "")


def crowded(shapes: int) -> bytes:
    """A small file whose layout holds very many shapes."""
    content = theirs()
    name = "ppt/slideLayouts/slideLayout6.xml"
    shape = (
        b'<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:prstGeom prst="rect">'
        b"<a:avLst/></a:prstGeom></p:spPr></p:sp>"
    )
    return changed(content, {name: read(content, name).replace(b"</p:spTree>", shape * shapes + b"</p:spTree>")})


@pytest.mark.parametrize("shapes", [MOST_SHAPES + 1, 80_000])
def test_a_template_of_very_many_shapes_is_refused_at_once_and_its_outcome_remembered(
    shapes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, started = crowded(shapes), sum(os.times()[:4])
    assert refusal(content) == "Its masters and layouts hold more shapes than can be worked with."
    assert sum(os.times()[:4]) - started < 4, "its process and ours"
    monkeypatch.setattr(template, "PROCESS", "not.there")  # it is not looked at again
    assert refusal(content) == "Its masters and layouts hold more shapes than can be worked with."


def test_what_only_the_slides_of_a_template_hold_costs_nothing() -> None:
    content = theirs()
    name = "ppt/slides/slide1.xml"
    many = read(content, name).replace(b"</p:spTree>", b"<p:grpSp/>" * 600_000 + b"</p:spTree>")
    assert len(opened(changed(content, {name: many})).slides) == 0


def test_a_part_that_could_hide_its_size_is_refused() -> None:
    content = theirs()
    name = "ppt/slideMasters/slideMaster1.xml"
    text = read(content, name).decode().replace("UTF-8", "UTF-16").replace("utf-8", "utf-16")
    refused = "It is not a PowerPoint file (.pptx or .potx), or it is damaged."
    assert refusal(changed(content, {name: text.encode("utf-16")})) == refused


def refusal(content: bytes) -> str:
    with pytest.raises(TemplateError) as refused:
        opened(content)
    return str(refused.value)


def test_what_is_no_powerpoint_file_is_refused_in_a_sentence() -> None:
    whole = theirs()
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as other:
        other.writestr(TYPES, "<Types/>")
    for content in (b"", b"no zip", whole[: len(whole) // 2], sheet.getvalue()):
        assert refusal(content) == "It is not a PowerPoint file (.pptx or .potx), or it is damaged."


def test_no_byte_that_is_wrong_ends_in_another_error() -> None:
    whole = theirs()
    for place in range(0, len(whole), 997):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        found = template.outcome(damaged)
        assert found.endswith(".") if isinstance(found, str) else len(Presentation(io.BytesIO(found)).slides) == 0


def test_a_template_that_costs_too_much_is_given_up_in_a_sentence_and_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Processes that hang, turn in circles, eat memory or die stand for files that nobody has thought of yet."""
    said = "Opening it takes more time or memory than the server has for it. Take out large pictures and layouts."
    limited = "from analytics.exports.slides import template_process as own; own.SECONDS = 1; own.BYTES = 400_000_000; "
    ended = "; raise SystemExit(own.main())"
    bodies = {
        "hangs": (3.0, "import time; time.sleep(60)"),
        "turns": (60.0, f"{limited}own.outcome = lambda _content: [each for each in iter(int, 1) if each]{ended}"),
        "eats": (60.0, f"{limited}own.outcome = lambda _content: bytes(10**9){ended}"),
        "dies": (60.0, "import os; os.abort()"),
    }
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for name, (longest, body) in bodies.items():
        monkeypatch.setattr(template, "LONGEST", longest)
        (tmp_path / f"a_template_that_{name}.py").write_text(body)
        monkeypatch.setattr(template, "PROCESS", f"a_template_that_{name}")
        content, started = name.encode(), perf_counter()
        assert refusal(content) == said, name
        assert perf_counter() - started < 30, name
        monkeypatch.setattr(template, "PROCESS", "not.there")
        assert refusal(content) == said, "remembered"


def test_the_process_that_opens_a_template_starts_at_once() -> None:
    """Tables are a second of its start that no template needs."""
    asked = f"import sys, {template.PROCESS}; print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], cwd=template.ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_template_that_is_too_large_is_refused() -> None:
    assert refusal(bytes(LARGEST * MEGABYTE + 1)) == "It is larger than 20 megabytes."


def test_a_template_that_grows_too_much_is_refused() -> None:
    many = changed(theirs(), {f"extra/{place}.txt": b"" for place in range(MOST_ENTRIES)})
    assert refusal(many) == "It holds too much once it is unpacked."
    file = io.BytesIO(theirs())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("zeros.bin", bytes(201 * MEGABYTE))
    assert len(file.getvalue()) < 2 * MEGABYTE
    assert refusal(file.getvalue()) == "It holds too much once it is unpacked."


def test_macros_are_refused() -> None:
    content = theirs()
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


def with_numbers(name: str, value: str) -> bytes:
    """A template in which an attribute of its presentation, master and layouts has one value wherever it stands."""
    content = theirs()
    said, own = re.compile(rf' {name}="-?\d+"'.encode()), f' {name}="{value}"'.encode()
    sheets = [each for each, _part in parts(content) if re.match("ppt/(presentation|slide(Master|Layout)s/[^_])", each)]
    made = {each: said.sub(own, read(content, each)) for each in sheets}
    assert any(own in each for each in made.values())
    return changed(content, made)


@pytest.mark.parametrize("value", ["0", "-5", "914400", "100000000"])
@pytest.mark.parametrize("name", ["sz", "x", "y", "cx", "cy", "lIns", "tIns"])
def test_a_number_of_a_template_is_taken_or_refused_and_costs_no_more_than_another(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr(template, "_outcome_apart", template.outcome)
    long = [replace(slide, title=slide.title * 9, scope="All of them. " * 30, source="UN. " * 90) for slide in SLIDES]
    started = process_time()
    try:
        deck = reopened(pptx_bytes(long, with_numbers(name, value)))
    except TemplateError as error:
        assert str(error).endswith(".")
        return
    finally:
        assert process_time() - started < 5
    assert not [shape.name for page in deck.slides for shape in page.shapes if min(shape.width, shape.height) < 0]


def test_slides_too_small_or_too_large_are_refused() -> None:
    said = "Its slides are too small or too large to be used."
    large = read(theirs(), "ppt/presentation.xml").replace(f'cx="{Inches(10)}"'.encode(), b'cx="51206401"')
    for content in (theirs(1, 1), theirs(13.333, 2), changed(theirs(), {"ppt/presentation.xml": large})):
        assert refusal(content) == said


@pytest.mark.parametrize("name", ["bars", "states", "Europe", "matrix"])
def test_where_a_title_takes_more_than_half_of_a_small_slide_every_figure_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The place of a chart or a map of no height can't be written into a file."""
    monkeypatch.setattr(template, "_outcome_apart", template.outcome)
    deck = sized(5, 5)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape.placeholder_format.type in template.TITLES:
                shape.left, shape.top, shape.width, shape.height = map(Inches, (0.5, 0.9, 4, 2))
    slide = Slide("Title", FIGURES[name], "All of them. " * 60, "A figure.", "UN. " * 190)
    shapes = [shape for page in reopened(pptx_bytes([slide], packed(deck))).slides for shape in page.shapes]
    assert min(min(shape.width, shape.height) for shape in shapes) >= 0
    assert max(shape.height for shape in shapes if shape.name != "Scope") > Inches(1)


def test_a_template_without_a_title_is_refused() -> None:
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name != "Blank":
            deck.slide_layouts.remove(layout)
    assert refusal(packed(deck)) == "It has no layout with a title."
