"""Presentations read again: every slide whole, in order, described, and a file that opens."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx.enum.dml import MSO_FILL, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.slide import Slide as Page
from pptx.table import Table
from pptx.util import Pt

from analytics.charts import theme
from analytics.charts.description import (
    Bars,
    Cell,
    Dot,
    DotGroup,
    Flow,
    FlowBand,
    FlowState,
    Map,
    Matrix,
    Panels,
    Ranks,
    Row,
    Scatter,
    Series,
    Value,
)
from analytics.charts.text_width import LINE, lines, wider
from analytics.exports.slides import slide_frame
from analytics.exports.slides.bullets import add_bullets
from analytics.exports.slides.matrix import GAP, THICK
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.slides.template import layouts_of, opened
from analytics.packs.slide import BigNumbers, Bullet, Bullets, Content, Cover, Slide, Statements
from tests.exports.reading_slides import cells, charts, elements, parts, reopened, texts, values
from tests.exports.templates import TEMPLATES
from tests.needs import missing
from tests.quick import first_of_each

BARS = Bars((Row("Africa"), Row("Asia")), (Series("Pledges", (Value(18), Value(10))),))
MATRIX = Matrix(
    "",
    ("Africa", "All"),
    ("Housing", "All"),
    ((Cell("0", "zero"), Cell("4", total=True)), (Cell("5", total=True), Cell("9", total=True))),
    ((theme.ZERO, "None yet"), (theme.PAPER, "–: does not apply")),
)
NOTES = (("What it shows", "Bars."), ("Filter", ""), ("Link back", "https://example.org/?region=Africa&theme=housing"))
DECK = [
    Slide("Where we stand", Cover(("Forum of 2026", "All pledges"))),
    Slide("80 pledges", BigNumbers((("80", "pledges", "124 published"), ("9 of 54", "countries of Africa", "")))),
    Slide("Africa leads", BARS, "All pledges.", "Two bars.", "Source: UN.", NOTES),
    Slide("By unit", Panels((BARS, BARS)), description="Two charts."),
    Slide(
        "Need", Scatter((DotGroup("Places", theme.ACCENT, (Dot("Chad", 5, 1, True),)),), "x", "y"), description="A dot."
    ),
    Slide("Matrix", MATRIX, description="Four cells."),
    Slide("Method", Statements(("A pledge counts once.", "Its source is public."))),
    Slide("Links", Bullets((Bullet("Dashboard", "A pledge counts once.", link="https://example.org"),))),
]


def test_every_part_of_the_file_is_valid_and_no_number_stands_twice_on_a_slide() -> None:
    for name, content in parts(pptx_bytes(DECK)):
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            if name.startswith("ppt/slides/slide"):
                numbers = root.xpath("//*[local-name()='cNvPr']/@id")
                assert len(numbers) == len(set(numbers)), name


def test_slides_stand_in_their_order() -> None:
    titles = [page.shapes.title.text for page in reopened(pptx_bytes(DECK)).slides]
    assert titles == [slide.title for slide in DECK]


def test_what_is_read_aloud_goes_from_the_title_to_the_source() -> None:
    page = reopened(pptx_bytes([DECK[2]])).slides[0]
    names = [shape.name for shape in page.shapes]
    assert names[1:4] == ["Scope", "Chart", "Source"]
    assert page.shapes[0] == page.shapes.title
    assert texts(page)[:3] == ["Africa leads", "All pledges.", "Source: UN."]


def test_everything_that_is_no_text_says_what_it_shows() -> None:
    silent = [
        (page.slide_id, shape.name)
        for page in reopened(pptx_bytes(DECK)).slides
        for shape in page.shapes
        if not shape.has_text_frame and not shape._element.xpath("(.//p:cNvPr)[1]/@descr")
    ]
    assert silent == []


def test_notes_hold_what_a_presenter_needs_without_empty_headings() -> None:
    slides = reopened(pptx_bytes(DECK)).slides
    said = slides[2].notes_slide.notes_text_frame.text
    assert said == "What it shows: Bars.\nLink back: https://example.org/?region=Africa&theme=housing"
    assert not slides[0].has_notes_slide


def test_each_slide_has_its_number() -> None:
    for page in reopened(pptx_bytes(DECK)).slides:
        assert len(page._element.xpath(".//a:fld[@type='slidenum']")) == 1


def test_a_matrix_is_a_table_with_its_colours_totals_and_legend() -> None:
    page = reopened(pptx_bytes([DECK[5]])).slides[0]
    assert cells(page) == [["", "Africa", "All"], ["Housing", "0", "4"], ["All", "5", "9"]]
    table = next(shape.table for shape in page.shapes if shape.has_table)
    assert table.first_row and table.first_col
    assert str(table.cell(1, 1).fill.fore_color.rgb) == theme.ZERO.removeprefix("#")
    bold = [[cell.text_frame.paragraphs[0].runs[0].font.bold for cell in row.cells] for row in list(table.rows)[1:]]
    assert bold == [[False, False, True], [True, True, True]]
    (legend,) = [shape for shape in page.shapes if shape.name == "Legend"]
    assert legend._element.nvGrpSpPr.cNvPr.get("descr") == "None yet; –: does not apply"
    assert [shape.name for shape in legend.shapes] == ["None yet", "None yet", *["–: does not apply"] * 2]


def test_the_colour_of_a_cell_is_that_of_its_state() -> None:
    states = Matrix(
        "",
        ("Some", "Most", "None", "Unknown", "Not asked", "Own"),
        ("Housing",),
        (
            (
                Cell("1"),
                Cell("9", level=3),
                Cell("0", "zero"),
                Cell("no data", "no_data"),
                Cell("–", "not_applicable"),
                Cell("3", colour=theme.HIGHLIGHT),
            ),
        ),
    )
    page = reopened(pptx_bytes([Slide("Matrix", states)])).slides[0]
    row = list(next(shape.table for shape in page.shapes if shape.has_table).rows[1].cells)[1:]
    fills = [cell.fill.fore_color for cell in row]
    assert [str(fills[place].rgb) for place in range(4)] == [
        colour.removeprefix("#") for colour in (theme.STEPS[0], theme.STEPS[3], theme.ZERO, theme.NO_DATA)
    ]
    assert row[4].fill.type == MSO_FILL.PATTERNED, "what does not apply is hatched"
    assert f"#{fills[4].rgb}" == theme.HATCH
    assert fills[5].theme_color == MSO_THEME_COLOR.ACCENT_2
    inks = [cell.text_frame.paragraphs[0].runs[0].font.color for cell in row]
    assert [f"#{inks[place].rgb}" for place in (0, 1, 2, 3, 5)] == [
        theme.INK,
        theme.PAPER,
        theme.INK,
        theme.INK,
        theme.PAPER,
    ], "cells keep their colours under any theme, and so does what is in them"
    assert inks[4].theme_color == MSO_THEME_COLOR.TEXT_1


def test_what_is_no_region_stands_behind_a_gap() -> None:
    apart = Matrix("", ("Africa", "Asia", "Networks"), ("Housing",), ((Cell("1"),) * 3,), groups=(0, 0, 1))
    page = reopened(pptx_bytes([Slide("Matrix", apart)])).slides[0]
    row = list(next(shape.table for shape in page.shapes if shape.has_table).rows[1].cells)[1:]
    lines = [[int(cell._tc.tcPr.find(qn(f"a:ln{side}")).get("w")) for side in "LR"] for cell in row]
    assert lines == [[THICK, THICK], [THICK, GAP], [GAP, THICK]]


def test_a_flow_is_a_table_of_counts_from_the_earlier_version_down() -> None:
    states = tuple(FlowState(name, theme.ACCENT, 5) for name in ("Planned", "Overdue", "Not in it"))
    bands = (
        FlowBand(0, 0, 3, moved=False),
        FlowBand(0, 1, 2),
        FlowBand(2, 1, 1, one_sided=True),
    )
    page = reopened(pptx_bytes([Slide("Changes", Flow("A", "B", states, states[:2], bands))])).slides[0]
    corner = "Earlier version (down), later one (across)"
    assert cells(page) == [
        [corner, "Planned", "Overdue"],
        ["Planned", "3", "2"],
        ["Overdue", "0", "0"],
        ["Not in it", "0", "1"],
    ]
    table = next(shape.table for shape in page.shapes if shape.has_table)
    coloured = [
        (row, column)
        for row in range(1, 4)
        for column in range(1, 3)
        if table.cell(row, column).fill.type == MSO_FILL.SOLID
    ]
    assert coloured == [(1, 2)], "only pledges of both versions can change state"
    assert [shape.name for shape in page.shapes if shape.name == "Legend"]


def test_a_legend_that_is_too_long_for_a_line_goes_on_in_the_next_and_stays_over_the_source() -> None:
    legend = tuple((theme.ZERO, f"Meaning {place} of a colour in some more words") for place in range(9))
    large = Matrix("", ("Africa",), ("Housing",) * 14, ((Cell("0", "zero"),),) * 14, legend)
    page = reopened(pptx_bytes([Slide("Matrix", large, source="Source: UN.")])).slides[0]
    (group,) = [shape for shape in page.shapes if shape.name == "Legend"]
    (table,) = [shape for shape in page.shapes if shape.has_table]
    (source,) = [shape for shape in page.shapes if shape.name == "Source"]
    assert table.top + table.height <= group.top
    assert group.top + group.height <= source.top
    assert len({shape.top for shape in group.shapes if shape.has_text_frame and shape.text_frame.text}) > 1


def large(rows: int, columns: int, head: str = "Region") -> Matrix:
    return Matrix(
        "",
        tuple(f"{head} {place}" for place in range(columns)),
        tuple(f"{place} Objective of the compact" for place in range(rows)),
        tuple(tuple(Cell(str(row * column), level=1) for column in range(columns)) for row in range(rows)),
    )


@pytest.mark.parametrize(("rows", "columns"), first_of_each([(4, 3), (14, 7), (24, 8), (24, 22), (60, 7)]))
def test_a_matrix_of_any_size_is_legible_and_stays_on_the_slide(rows: int, columns: int) -> None:
    deck = reopened(pptx_bytes([Slide("Matrix", large(rows, columns), source="Source: UN.")]))
    shown = {
        (row[0], head): cell
        for page in deck.slides
        for row in cells(page)[1:]
        for head, cell in zip(cells(page)[0][1:], row[1:], strict=True)
    }
    assert sorted(shown.values(), key=int) == sorted(
        (str(row * column) for row in range(rows) for column in range(columns)), key=int
    )
    for page in deck.slides:
        (table,) = [shape for shape in page.shapes if shape.has_table]
        (source,) = [shape for shape in page.shapes if shape.name == "Source"]
        assert table.top + table.height <= source.top
        assert table.left + table.width <= deck.slide_width
        sizes = {run.font.size for cell in table.table.iter_cells() for run in cell.text_frame.paragraphs[0].runs}
        assert min(sizes) >= Pt(14)


@pytest.mark.slow
def test_a_matrix_that_is_too_wide_even_with_its_heads_turned_goes_on_with_its_next_columns() -> None:
    long = "Northernmost Intercontinental"
    titled = [Slide("Matrix", large(3, columns, long)) for columns in (3, 14, 40)]
    few, many, very_many = (reopened(pptx_bytes([each])).slides for each in titled)
    assert [len(slides) for slides in (few, many, very_many)] == [1, 1, 3]
    turned = [
        {cell._tc.tcPr.get("vert") for cell in list(_table(page).rows[0].cells)[1:]} for page in (few[0], many[0])
    ]
    assert turned == [{None}, {"vert270"}]
    assert [len(cells(page)[0]) for page in very_many] == [15, 15, 13]
    assert [page.shapes.title.text for page in very_many] == ["Matrix (1 of 3)", "Matrix (2 of 3)", "Matrix (3 of 3)"]


def _table(page: Page) -> Table:
    return next(shape.table for shape in page.shapes if shape.has_table)


def test_only_addresses_of_the_web_become_links() -> None:
    given = ("https://example.org", "javascript:alert(1)", "file:///etc", "")
    bullets = tuple(Bullet(address or "None", "A sentence.", link=address) for address in given)
    page = reopened(pptx_bytes([Slide("Links", Bullets(bullets))])).slides[0]
    boxes = [shape for shape in page.shapes if shape.name.startswith("Bullet ")]
    addresses = [box.text_frame.paragraphs[0].runs[0].hyperlink.address for box in boxes]
    assert addresses == ["https://example.org", None, None, None]


def test_of_many_statements_the_first_are_shown_and_the_slide_says_so() -> None:
    said = tuple(f"Statement {place} that takes some room on the slide it stands on." for place in range(40))
    (page,) = reopened(pptx_bytes([Slide("Method", Statements(said), "All pledges.")])).slides
    assert texts(page)[1] == "The first 11 of 40 points. All pledges."
    assert texts(page)[2].split("\n") == [*said[:11]]


def test_numbers_are_large_and_keep_their_wholes() -> None:
    page = reopened(pptx_bytes([DECK[1]])).slides[0]
    assert texts(page)[1:3] == ["80\npledges\n124 published", "9 of 54\ncountries of Africa"]
    box = page.shapes[1]
    assert box.text_frame.paragraphs[0].runs[0].font.size >= Pt(40)
    assert box.text_frame.paragraphs[0].runs[0].font.color.theme_color == MSO_THEME_COLOR.ACCENT_1


@pytest.mark.parametrize(
    "content",
    [
        Bars((), ()),
        Bars((Row("Africa"),), (Series("Pledges", (Value(None),)),)),
        Panels(()),
        Scatter((), "x", "y"),
        Ranks("Rank", ()),
        Matrix("", (), (), ()),
        Scatter((DotGroup("Nobody in need", theme.ACCENT, (Dot("Chad", 0, 1),)),), "x", "y"),
        Map(()),
        Flow("", "", (), (), ()),
        BigNumbers(()),
        Statements(()),
    ],
    ids=lambda content: type(content).__name__,
)
def test_nothing_to_draw_is_a_sentence_and_no_broken_chart(content: Content) -> None:
    page = reopened(pptx_bytes([Slide("Empty", content)])).slides[0]
    assert texts(page)[1] == "There is nothing to draw for this selection."
    assert not any(shape.has_chart or shape.has_table for shape in page.shapes)


ODD = "Café <b>&amp;</b> \"quotes\" 'single' \x07\x00 🏙️ \ud800 tab\tend"
CLEAN = "Café <b>&amp;</b> \"quotes\" 'single' 🏙️ tab end"


def test_any_text_is_shown_as_it_is_without_what_no_file_can_hold() -> None:
    slides = [
        Slide(
            ODD,
            Bars((Row(ODD),), (Series(ODD, (Value(1),)), Series("Second", (Value(2),))), title=ODD),
            ODD,
            ODD,
            ODD,
            ((ODD, ODD),),
        ),
        Slide(ODD, Matrix(ODD, (ODD,), (ODD,), ((Cell(ODD),),), ((theme.ZERO, ODD),))),
        Slide(ODD, Scatter((DotGroup(ODD, theme.ACCENT, (Dot(ODD, 1, 1, True),)),), ODD, ODD)),
    ]
    first, second, third = reopened(pptx_bytes(slides)).slides
    assert first.shapes.title.text == CLEAN
    assert list(values(charts(first)[0])) == [CLEAN, "Second"]
    assert list(charts(first)[0].plots[0].categories) == [CLEAN]
    assert first.notes_slide.notes_text_frame.text == f"{CLEAN}: {CLEAN}"
    assert cells(second) == [[CLEAN, CLEAN], [CLEAN, CLEAN]]
    assert CLEAN in [text.text for text in elements(charts(third)[0], "t")]


@pytest.mark.parametrize("word", ["pledge ", "W"], ids=["words", "one long word"])
def test_a_title_of_300_letters_stays_in_its_box(word: str) -> None:
    title = (word * 300)[:300].strip()
    shape = reopened(pptx_bytes([Slide(title, BARS)])).slides[0].shapes.title
    size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
    assert shape.text == title or (shape.text.endswith("…") and title.startswith(shape.text[:-1]))
    assert size >= 14
    assert lines(shape.text, size, shape.width.pt, bold=True) * size * LINE <= shape.height.pt
    assert shape._element.xpath(".//a:bodyPr/a:normAutofit")


def test_a_slide_that_fails_leaves_no_other_measure_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next file of the same thread, an image perhaps, is laid out in Arial again."""
    monkeypatch.setattr("analytics.exports.slides.template._wider", lambda _scheme: 1.2)
    monkeypatch.setattr("analytics.exports.slides.presentation.add_bars", lambda *_asked: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pptx_bytes(DECK)
    assert wider.get() == 1


def test_arabic_runs_from_the_right_and_english_from_the_left() -> None:
    arabic = Slide("مدينة عمّان تتعهد", Statements(("السكن للجميع", "Housing for all")))
    page = reopened(pptx_bytes([arabic])).slides[0]
    assert page.shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    first, second = page.shapes[1].text_frame.paragraphs[:2]
    assert (first._p.pPr.get("rtl"), second._p.pPr.get("rtl")) == ("1", None)


def test_notes_run_as_their_script_does_and_their_headings_are_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slide_frame, "_", lambda message: message.replace(":", "\u202f:"))
    notes = (("المصدر", "UNHCR"), ("Source", "مدينة"))
    page = reopened(pptx_bytes([Slide("Title", BARS, script=("السكن للجميع",), notes=notes)])).slides[0]
    spoken, _rule, arabic, english = page.notes_slide.notes_text_frame.paragraphs
    assert [each._p.pPr is not None and each._p.pPr.get("rtl") for each in (spoken, arabic)] == ["1", "1"]
    assert english._p.pPr is None or english._p.pPr.get("rtl") is None
    assert english.text == "Source\u202f: مدينة"


def test_nothing_of_the_blank_file_is_left_in_it() -> None:
    deck = reopened(pptx_bytes(DECK[:1]))
    assert deck.core_properties.title == "Where we stand"
    assert deck.core_properties.author == ""
    names = [name for name, _content in parts(pptx_bytes(DECK[:1]))]
    assert not any("thumbnail" in name or "printerSettings" in name for name in names)


@pytest.mark.office
def test_libreoffice_makes_a_page_of_every_slide(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or shutil.which("pdfinfo") is None:
        missing("LibreOffice or pdfinfo is not installed")
    content = pptx_bytes(DECK)
    (tmp_path / "deck.pptx").write_bytes(content)
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    run = [office, own, "--headless", "--convert-to", "pdf", "deck.pptx"]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    info = subprocess.run(["pdfinfo", "deck.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert f"Pages:{len(reopened(content).slides)}" in info.stdout.replace(" ", "")


@pytest.mark.slow
@settings(deadline=None, max_examples=10)
@given(st.sampled_from(list(TEMPLATES)), st.lists(st.integers(1, 60), min_size=3, max_size=6))
def test_of_bullets_nothing_is_cut_that_has_room(template: str, words: list[int]) -> None:
    deck = opened(TEMPLATES[template]())
    layout = layouts_of(deck).plain
    slide, box = deck.slides.add_slide(layout.layout), layout.content
    bullets = tuple(Bullet("Which pledges", " ".join(["pledged"] * count)) for count in words)
    add_bullets(slide, Bullets(bullets), box, layout.style)
    shown = [shape for shape in slide.shapes if shape.name.startswith("Bullet ")]
    frames = [shape.text_frame.paragraphs[1] for shape in shown]
    whole = [frame.text == bullet.text for frame, bullet in zip(frames, bullets, strict=True)]
    line = max(frame.line_spacing for frame in frames)
    free = box.top + box.height - shown[-1].top - shown[-1].height
    assert all(whole) or free < line, "one line more has no room"
