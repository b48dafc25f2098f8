"""Briefs of one page: what they say, that they fit, and that no text in them is more than text."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Opened
from lxml import etree, html

from analytics.dataset import Folder, load_dataset
from analytics.exhibits.profiles.profile import Profile, profile
from analytics.exhibits.profiles.subjects import UNFILTERED, Subject
from analytics.exports import images
from analytics.exports.documents import layout
from analytics.exports.documents.document import docx_bytes
from analytics.exports.documents.layout import Fitted, fitted
from analytics.exports.documents.printed import NOTHING_FROM_ELSEWHERE, html_of, paper_html, pdf_bytes
from analytics.exports.images import what_to_install
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.labels import label
from analytics.packs.brief import brief, brief_slide
from analytics.packs.forum_pack import forums, pack_scope
from analytics.packs.handout import handout
from analytics.packs.page import Brief, Section, TextTable
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import day, language, listing
from tests.exports.pdf import only_page, text_of
from tests.exports.reading_slides import parts, reopened, texts
from tests.needs import missing
from tests.pages import by_hand, folders

ADDRESS = "https://dashboard.example/profile?country=DEU"

SUBJECTS = {
    "Germany": Subject("country", "DEU"),
    "Chad": Subject("country", "TCD"),
    "Kampala, Uganda": Subject("city", "kampala-uga"),
    "Africa": Subject("region", "Africa", "m49_region"),
    "UCLG": Subject("network", "uclg"),
    "Housing": Subject("theme", "housing"),
    "Conrad N. Hilton Foundation": Subject("funder", "conrad-n-hilton-foundation"),
}
ONCE_MORE = {
    "GCM objective 21 Dignified return and reintegration": Subject("objective", "21"),
    "Oceania": Subject("region", "Oceania", "m49_region"),
    "Antarctica": Subject("country", "ATA"),
}

Made = tuple[Profile, Brief]


@pytest.fixture(scope="module")
def everything(facets: Facets) -> FilteredData:
    return filter_data(facets, Selection())


@pytest.fixture(scope="module")
def made(everything: FilteredData) -> dict[str, Made]:
    return {name: of(everything, subject) for name, subject in (SUBJECTS | ONCE_MORE).items()}


def of(filtered: FilteredData, subject: Subject) -> Made:
    shown = profile(filtered, subject)
    return shown, brief(filtered, shown, ADDRESS)


def opened(content: bytes) -> Opened:
    return Document(io.BytesIO(content))


def words(document: Opened) -> list[str]:
    """Every paragraph of the page and its foot, those in tables too."""
    roots = (document.element.body, document.sections[0].footer._element)
    return ["".join(text.text for text in each.iter("{*}t")) for root in roots for each in root.iter("{*}p")]


@pytest.mark.parametrize("name", [*SUBJECTS, *ONCE_MORE])
def test_a_brief_says_what_its_profile_says(everything: FilteredData, made: dict[str, Made], name: str) -> None:
    shown, page = made[name]
    assert page.title == name == shown.name
    assert page.sentence == shown.sentence
    assert page.numbers == tuple((each.value, each.title, each.note) for each in shown.numbers)
    own = [each for each in page.lists if each.heading == "Pledges, newest first"]
    assert {title for each in own for title, *_rest in each.table.cells} == set(shown.pledges.rows["title"])
    assert page.picture or page.beside is None, "without a picture nothing stands beside it"
    assert page.lists, "where nothing was pledged, what others have done"
    alike = [each for each in page.lists if shown.peers and each.heading == shown.peers.title]
    assert len(alike) == (shown.peers is not None)
    assert [row[1] for each in alike for row in each.table.cells] == (
        [*shown.peers.rows["reasons"]] if shown.peers else []
    )
    granted = [each for each in page.lists if each.heading in ("Grants found", "Its windows")]
    assert bool(granted) == (shown.kind == "funder")
    pledged = [each for each in page.lists if each.heading.endswith(", newest first")]
    others = [each for each in page.lists if each not in (*alike, *granted, *pledged)]
    assert others in ([], [*page.lists[:1]] if page.picture is None else []), "what would stand beside a picture"
    for each in pledged:
        years = [row[2] for row in each.table.cells]
        stated = [year for year in years if year != "–"]
        assert years == sorted(stated, reverse=True) + ["–"] * (len(years) - len(stated)), "newest first"
    assert any("A pledge is what was announced" in text for text in page.foot)
    assert all(text.endswith(".") for text in page.foot)
    assert page.picture is None or page.picture.scope not in page.foot, "once on a page is enough"
    assert day(everything.dataset.as_of) in page.date and everything.dataset.version in page.date


@pytest.mark.parametrize("name", [*SUBJECTS, *ONCE_MORE])
def test_a_slide_names_the_source_of_every_number_on_it(
    everything: FilteredData, made: dict[str, Made], name: str
) -> None:
    shown, page = made[name]
    slide = brief_slide(everything, shown, ADDRESS)
    spoken = " ".join([slide.title, *(what for _count, what, _under in slide.numbers.items if slide.numbers)])
    for text in (slide.source, " ".join(page.foot)):
        assert ("isplaced people" in spoken) <= ("UNHCR" in text), spoken
    assert name in f"{slide.title} {slide.scope}"
    assert shown.kind not in UNFILTERED or f"{everything.count()} pledges," not in " ".join([slide.scope, *page.foot])


def test_what_others_have_done_is_not_what_the_place_has_done(made: dict[str, Made]) -> None:
    headings = {name: [each.heading for each in page.lists] for name, (_shown, page) in made.items()}
    assert headings["Germany"] == [
        "What its neighbours have pledged, newest first",
        "What others in Europe have pledged, newest first",
    ]
    assert headings["Chad"][0] == "What others in Africa have pledged, newest first"
    elsewhere = "What has been pledged elsewhere, newest first"
    assert (headings["Oceania"], headings["Antarctica"]) == ([elsewhere], ["Need beside pledges", elsewhere])
    assert headings["Housing"] == headings["Africa"] == ["Pledges, newest first"]
    _shown, page = made["Germany"]
    beside = {"AUT", "BEL", "CHE", "CZE", "DNK", "FRA", "LUX", "NLD", "POL"}
    neighbours = by_hand.pledges(
        lambda row: any(each["iso3"] in beside and each["kind"] != "network" for each in by_hand.governments(row))
    )
    assert sorted(row[0] for row in page.lists[0].table.cells) == sorted(row["title"] for row in neighbours)


def test_where_the_question_does_not_apply_nothing_is_listed(facets: Facets) -> None:
    nowhere = filter_data(facets, Selection(region=("Africa",), country=("DEU",)))
    shown, page = of(nowhere, SUBJECTS["Germany"])
    assert (page.lists, page.picture, page.remarks) == ((), None, ())
    [slide] = reopened(pptx_bytes([brief_slide(nowhere, shown, ADDRESS)])).slides
    assert "does not apply" in slide.shapes.title.text


def test_amounts_on_which_sources_differ_are_not_given_without_the_doubt(everything: FilteredData) -> None:
    _shown, page = of(everything, Subject("funder", "robert-bosch-stiftung"))
    doubted = [row for row in by_hand.rows("grants") if row["funder"] == "Robert Bosch Stiftung" and row["amount_usd"]]
    said = dict(page.remarks)["Notes on amounts"]
    assert doubted and all(str(row["city"]) in said and str(row["amount_note"]) in said for row in doubted)
    stated = of(everything, Subject("funder", "bernard-van-leer-foundation"))[1]
    assert "Notes on amounts" not in dict(stated.remarks)


def test_gaps_are_named_as_the_figures_name_them(everything: FilteredData, made: dict[str, Made]) -> None:
    africa = dict(made["Africa"][1].remarks)
    without = set(everything.facets.declared("theme"))
    for row in by_hand.pledges(lambda row: any(each["m49_region"] == "Africa" for each in in_countries(row))):
        without -= set(by_hand.items(row["themes"]))
    named = [
        label(everything.dataset, "theme", code) for code in everything.facets.declared("theme") if code in without
    ]
    assert without and africa["No pledge found"] == f"{listing(named, last='and')}."
    narrowed = filter_data(everything.facets, Selection(region=("Africa",), status=("overdue", "ended_reported")))
    _shown, page = of(narrowed, SUBJECTS["Africa"])
    assert "No pledge found" not in dict(page.remarks)


def in_countries(row: by_hand.Row) -> list[by_hand.Row]:
    codes = {each["iso3"] for each in by_hand.governments(row) if each["kind"] != "network"}
    return [each for each in by_hand.rows("countries") if each["iso3"] in codes]


@pytest.mark.parametrize("name", [*SUBJECTS, *ONCE_MORE])
def test_rows_that_do_not_fit_are_counted(made: dict[str, Made], name: str, no_browser: None) -> None:
    page = made[name][1]
    kept = fitted(page).brief
    assert kept.lists
    assert all(said_of(kept, whole) == len(whole.table.cells) for whole in page.lists)


NO_ROOM = "Rows that do not fit on this page"


def said_of(kept: Brief, whole: Section) -> int:
    """How many rows of a list a page has or counts."""
    for part in (*kept.lists, *filter(None, [kept.beside])):
        if part.heading == whole.heading:
            assert part.table.cells == whole.table.cells[: len(part.table.cells)] or any(
                "…" in cell for row in part.table.cells for cell in row
            )
            return len(part.table.cells) + part.elsewhere
    return int(re.search(rf"{re.escape(whole.heading)}: (\d+)", dict(kept.remarks)[NO_ROOM])[1])


@pytest.mark.slow
def test_every_list_of_every_funder_has_rows_and_counts_the_others(everything: FilteredData, no_browser: None) -> None:
    for row in by_hand.rows("funders"):
        page = of(everything, Subject("funder", row["funder_id"]))[1]
        kept = fitted(page).brief
        assert [each.heading for each in kept.lists] == [each.heading for each in page.lists], row["funder_id"]
        assert all(said_of(kept, whole) == len(whole.table.cells) for whole in page.lists)
        assert all(len(part.table.cells) > 1 for part in kept.lists if part.elsewhere), row["funder_id"]


ISO_DATE = re.compile(r"\b(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?\b")


@pytest.mark.slow
def test_dates_are_in_words_on_every_page_and_paper(everything: FilteredData, no_browser: None) -> None:
    subjects = [Subject("funder", row["funder_id"]) for row in by_hand.rows("funders")]
    subjects += [Subject("city", row["city_id"]) for row in by_hand.rows("cities") if row["kind"] == "city"][::3]
    subjects += [Subject("country", row["iso3"]) for row in by_hand.rows("countries")][::20]
    documents = [html_of(Fitted(of(everything, subject)[1], None, "")) for subject in (*subjects, *SUBJECTS.values())]
    for forum in forums(everything.dataset):
        scope = pack_scope(everything, forum)
        documents.append(paper_html(handout(filter_data(everything.facets, scope.selection), scope, ADDRESS)))
    stated = " ".join(str(text) for text in everything.dataset.pledges.select_dtypes(exclude="number").to_numpy().flat)
    for each in documents:
        said = re.sub(r"https?://\S+", "", html.document_fromstring(each).text_content())
        written = {found for found in ISO_DATE.findall(said) if f" {found}" not in stated and f"({found}" not in stated}
        assert not written, html.document_fromstring(each).findtext(".//h1")


@pytest.mark.slow
def test_grants_and_windows_of_a_funder_stand_with_the_newest_first(everything: FilteredData) -> None:
    for row in by_hand.rows("funders"):
        for each in of(everything, Subject("funder", row["funder_id"]))[0].lists:
            for column in {"announced_on", "opens"} & set(each.rows):
                days = [int(re.search(r"\d{4}", day)[0]) for day in each.rows[column].dropna()]
                assert days == sorted(days, reverse=True) and each.rows[column].isna().sum() == len(each.rows) - len(
                    days
                )
                assert each.rows[column].isna().is_monotonic_increasing


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("rows", [1, 2, 9, 60])
def test_lists_share_a_page_and_none_is_left_out_without_a_word(
    made: dict[str, Made], count: int, rows: int, no_browser: None
) -> None:
    sizes = [rows if at % 2 else 40 for at in range(count)]
    lists = [
        Section(
            f"List {at}", TextTable(("Pledge", "Who"), (0.5, 0.5), tuple((f"Pledge {row}", "A") for row in range(size)))
        )
        for at, size in enumerate(sizes)
    ]
    kept = fitted(replace(made["UCLG"][1], lists=tuple(lists)))
    assert all(said_of(kept.brief, whole) == len(whole.table.cells) for whole in lists)
    assert all(part.table.cells for part in kept.brief.lists)
    used = sum(layout._section_height(part, layout.WIDE) for part in kept.brief.lists)
    free = layout.HIGH - layout._height(kept.brief, kept.picture, kept.missing) - used
    assert free >= 0 and (free < 45 or not any(part.elsewhere for part in kept.brief.lists))
    assert (NO_ROOM in dict(kept.brief.remarks)) == (len(kept.brief.lists) < count)
    cut = [len(part.table.cells) for part in kept.brief.lists if part.elsewhere]
    assert not cut or max(cut) - min(cut) <= 2, "those that are cut have about as many"


@pytest.mark.parametrize("own", [1, 4, 60])
@pytest.mark.parametrize("others", [0, 1, 2])
def test_what_others_pledged_takes_no_room_from_the_own_pledges(
    made: dict[str, Made], own: int, others: int, no_browser: None
) -> None:
    rows = tuple((f"Pledge {row}", "A") for row in range(60))
    table = TextTable(("Pledge", "Who"), (0.5, 0.5), rows)
    lists = [Section("Others", table, of_others=True)] * others
    lists.insert(others // 2, Section("Own", replace(table, cells=rows[:own])))
    alone = fitted(replace(made["UCLG"][1], lists=(lists[others // 2],))).brief.lists[0]
    shared = fitted(replace(made["UCLG"][1], lists=tuple(lists))).brief.lists
    beside = next(each for each in shared if not each.of_others)
    assert len(beside.table.cells) >= len(alone.table.cells) - 2, "a sentence counts the lists that have no room"


def test_a_document_is_made_without_a_browser_and_says_what_is_missing(made: dict[str, Made], no_browser: None) -> None:
    document = opened(docx_bytes(made["Germany"][1]))
    assert not document.inline_shapes
    assert any(what_to_install() in text for text in words(document))
    with pytest.raises(images.NoBrowser):
        pdf_bytes(made["Germany"][1])


def test_a_map_that_cannot_be_drawn_is_said_in_both_files(
    made: dict[str, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_anything: object) -> bytes:
        raise images.ImageError("The browser stopped.")

    monkeypatch.setattr(layout, "image_bytes", fails)
    said = "The map is not on this page. The browser stopped."
    page = made["Germany"][1]
    assert said in words(opened(docx_bytes(page)))
    assert said in html.document_fromstring(html_of(fitted(page))).text_content()


def test_of_very_many_rows_only_those_are_measured_that_may_fit(
    made: dict[str, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple((f"Pledge {place}", "Housing for all") for place in range(10_000))
    listed = Section("Pledges", TextTable(("Pledge", "Theme"), (0.5, 0.5), rows))
    page = replace(made["Germany"][1], picture=None, lists=(listed,))
    measured = []

    def counting(function: Any) -> Any:
        def counted(text: str, *given: Any, **named: Any) -> Any:
            measured.append(text)
            assert len(measured) < 500
            return function(text, *given, **named)

        return counted

    for name in ("lines", "in_lines"):
        monkeypatch.setattr(layout, name, counting(getattr(layout, name)))
    (kept,) = fitted(page).brief.lists
    assert len(kept.table.cells) + kept.elsewhere == 10_000
    assert 20 < len(kept.table.cells) < 60
    assert layout._section_height(kept, layout.WIDE) <= layout.HIGH


def test_all_rows_are_kept_where_no_line_is_needed_to_count_others() -> None:
    rows = tuple((f"Pledge {place}",) for place in range(3))
    section = Section("Pledges", TextTable(("Pledge",), (1.0,), rows))
    high = layout._section_height(section, layout.WIDE)
    assert layout._sharing([section], layout.WIDE, high + 0.1) == {0: section}
    for more, room, kept in ((0, high - 0.1, 2), (0, high - 2, 1), (4, high + 0.1, 2)):
        cut = layout._sharing([replace(section, elsewhere=more)], layout.WIDE, room)[0]
        assert (cut.table.cells, cut.elsewhere) == (rows[:kept], 3 - kept + more)


@pytest.mark.parametrize("name", ["Germany", "UCLG"])
def test_a_document_can_be_read_again(made: dict[str, Made], name: str, no_browser: None) -> None:
    shown, page = made[name]
    document = opened(docx_bytes(page))
    said = words(document)
    assert said[1:3] == [shown.name, str(shown.sentence)]
    assert document.paragraphs[1].style is not None and document.paragraphs[1].style.name == "Title"
    cells = [cell.text.split("\n")[:2] for cell in document.tables[0].rows[0].cells]
    assert cells == [[each.value, each.title] for each in shown.numbers]
    about = document.core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (
        name,
        "Local Coalition dashboard",
        "",
        "",
    )
    assert about.language == "en"
    spoken = document.styles.element.xpath("w:docDefaults//w:lang")[0]
    assert set(spoken.attrib.values()) == {"en"}
    assert not [each for each in document.part.package.iter_parts() if "thumbnail" in each.partname]
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    links = [each.target_ref for each in section.footer.part.rels.values() if each.is_external]
    assert links == [ADDRESS]
    assert said[-1] == ADDRESS


def test_a_document_is_in_the_readers_language(made: dict[str, Made], no_browser: None) -> None:
    token = language.set("fr")
    try:
        document = opened(docx_bytes(made["UCLG"][1]))
        shown = html_of(fitted(made["UCLG"][1]))
    finally:
        language.reset(token)
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["fr"]
    assert '<html lang="fr">' in shown


def test_a_slide_has_the_sentence_the_numbers_and_a_native_map(everything: FilteredData, made: dict[str, Made]) -> None:
    slides = [brief_slide(everything, made[name][0], ADDRESS) for name in ("Germany", "UCLG")]
    deck = reopened(pptx_bytes(slides))
    for page, name in zip(deck.slides, ("Germany", "UCLG"), strict=True):
        shown = made[name][0]
        assert page.shapes.title.text == str(shown.sentence)
        said = "\n".join(texts(page))
        assert all(f"{each.value}\n{each.title}" in said for each in shown.numbers)
        inside = [shape for shape in page.shapes if shape.left < 0 or shape.left + shape.width > deck.slide_width]
        assert not inside, "something leaves the slide"
    assert any(shape.shape_type == 6 for shape in deck.slides[0].shapes), "a map of shapes"
    assert any(shape.has_chart for shape in deck.slides[1].shapes)
    assert "Key numbers: " in deck.slides[0].notes_slide.notes_text_frame.text


@pytest.mark.slow
def test_hostile_names_are_text_in_every_file(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_BROWSER", "no-such-browser")
    folder = folders.hostile(tmp_path_factory.mktemp("hostile") / "data")
    whole = filter_data(Facets(load_dataset(Folder(folder))), Selection())
    pledging = list(dict.fromkeys(whole.dataset.pledge_governments["city_id"]))[::9]
    for code in pledging:
        shown = profile(whole, Subject("city", code))
        page = brief(whole, shown, "javascript:alert(1)")
        kept = fitted(page)
        root = html.document_fromstring(html_of(kept))
        tags = {each.tag for each in root.iter() if isinstance(each.tag, str)}
        assert not tags & {"script", "a", "img", "iframe", "link", "object", "form"}
        assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
        assert root.findtext(".//h1") == kept.brief.title
        assert root.xpath("string(.//meta[@http-equiv='Content-Security-Policy']/@content)") == NOTHING_FROM_ELSEWHERE
        content = docx_bytes(page)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(packed.read(name))
                if name.endswith(".rels"):
                    assert b"javascript" not in packed.read(name) and b"evil" not in packed.read(name)
            written = packed.read("word/document.xml")
        assert b"instrText" not in written and b"fldSimple" not in written, "a field that computes something"
        assert kept.brief.title in words(opened(content))
        slide = pptx_bytes([brief_slide(whole, shown, "javascript:alert(1)")])
        assert all(b"javascript" not in part for name, part in parts(slide) if name.endswith(".rels"))


@pytest.mark.browser
def test_briefs_are_one_page_with_a_map_that_is_described(made: dict[str, Made], browser: None) -> None:
    for name in SUBJECTS:
        shown, page = made[name]
        printed = pdf_bytes(page)
        assert only_page(printed) == pytest.approx([0, 0, 595, 842], abs=1.5), name
        assert b"/StructTreeRoot" in printed, "a reader who can't see it is led through it"
        text = " ".join(text_of(printed).split())
        assert str(shown.sentence) in text
        assert ADDRESS in text
    pictured = opened(docx_bytes(made["Germany"][1]))
    [picture] = pictured.inline_shapes
    assert picture._inline.docPr.get("descr") == made["Germany"][0].exhibits[0].alt_text


@pytest.mark.office
def test_libreoffice_makes_one_page_of_every_document(made: dict[str, Made], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or shutil.which("pdfinfo") is None:
        missing("LibreOffice or pdfinfo is not installed")
    names = dict(enumerate(SUBJECTS))
    for place, name in names.items():
        (tmp_path / f"{place}.docx").write_bytes(docx_bytes(made[name][1]))
    own = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    run = [office, own, "--headless", "--convert-to", "pdf", *(f"{place}.docx" for place in names)]
    ran = subprocess.run(run, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=180)
    if "could not be loaded" in ran.stderr + ran.stdout:
        missing("LibreOffice Writer is not installed")
    for place, name in names.items():
        info = subprocess.run(["pdfinfo", f"{place}.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True)
        assert re.search(r"Pages: +1\n", info.stdout), name
        assert "A4" in info.stdout
    images.BROWSER.close()
