"""The handout: what it says, that both of its forms say the same, and that other programs read every row of it."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from analytics.charts.description import Map, Matrix
from analytics.dataset import Folder, load_dataset
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.documents import layout
from analytics.exports.documents.paper import paper_docx
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.images import what_to_install
from analytics.facets import Facets
from analytics.packs.forum_pack import forums, pack_scope, slides_of
from analytics.packs.handout import BREAK, MOST_PLEDGES, handout
from analytics.packs.page import Heading, Paper, TextTable
from analytics.packs.slide import BigNumbers, Bullets, Cover
from analytics.packs.stories import stories_slide
from analytics.selection import FilteredData, Selection, filter_data, sentence
from analytics.words import number
from tests import tiny
from tests.exports.pdf import text_of
from tests.needs import missing
from tests.oracle.generated import covering_cases
from tests.pages import by_hand, folders

ADDRESS = "https://dashboard.example/deck?pack=IMRF-2026"
FORUM = "IMRF-2026"


def made(facets: Facets, chosen: Selection, forum: str = FORUM) -> tuple[FilteredData, Paper]:
    scope = pack_scope(filter_data(facets, chosen), forum)
    packed = filter_data(facets, scope.selection)
    return packed, handout(packed, scope, ADDRESS)


def tables(paper: Paper) -> dict[tuple[str, ...], TextTable]:
    return {each.headings: each for each in paper.parts if isinstance(each, TextTable)}


def headings(paper: Paper) -> list[str]:
    return [each.words for each in paper.parts if isinstance(each, Heading)]


def squeezed(text: str) -> str:
    return "".join(text.replace(BREAK, "").split())


def missing_rows(paper: Paper, pdf: bytes) -> list[str]:
    """Cells of its tables that a PDF does not have; in the order in which it holds them, words of a cell follow."""
    said = squeezed(text_of(pdf, "-raw"))
    cells = (cell for table in tables(paper).values() for row in table.cells for cell in row)
    return [cell for cell in cells if squeezed(cell) not in said]


PLEDGES = ("Who", "Pledge", "Compact", "Themes (our classification)", "Report", "Source")
RESULTS = ("Who", "Pledge", "Results, as stated", "As of", "Source")
TERMS = ("Term", "Meaning")
TOPICS = ("Topic", "Pledges", "Tags that stand for it")


@pytest.fixture(scope="module")
def whole(facets: Facets) -> Paper:
    return made(facets, Selection())[1]


@pytest.mark.slow
def test_it_names_the_forum_and_says_the_numbers_as_the_slides_do(facets: Facets) -> None:
    offered = [*forums(facets.dataset)]
    for place, case in enumerate(covering_cases(facets, 120, seed=6)[::4]):
        scope = pack_scope(filter_data(facets, case.chosen), offered[place % len(offered)])
        packed = filter_data(facets, scope.selection)
        paper = handout(packed, scope, ADDRESS)
        slides = {each.key: each.slide for each in slides_of(packed, scope, ADDRESS)}
        cover = slides["cover"].content
        assert isinstance(cover, Cover)
        at = cover.lines.index(f"{sentence(packed)}.")
        assert list(paper.about[: 1 + bool(scope.forum)]) == [
            *filter(None, [" · ".join(cover.lines[:at])]),
            cover.lines[at],
        ]
        assert all(deduced in paper.parts for deduced in cover.lines[at + 1 :])
        if scope.pledges:
            assert paper.parts[0] == slides["numbers"].content
            assert any(str(part).startswith(f"{slides['trust'].title}.") for part in paper.parts)


@pytest.mark.slow
def test_it_lists_the_pledges_that_the_pack_is_about(facets: Facets) -> None:
    offered = [*forums(facets.dataset)]
    for place, case in enumerate(covering_cases(facets, 120, seed=5)[::4]):
        scope = pack_scope(filter_data(facets, case.chosen), offered[place % len(offered)])
        packed = filter_data(facets, scope.selection)
        paper = handout(packed, scope, ADDRESS)
        listed = tables(paper).get(PLEDGES, TextTable((), (), ()))
        of_data = packed.selected_pledges().head(scope.pledges)
        assert sorted(row[1] for row in listed.cells) == sorted(of_data["title"])
        assert sorted(listed.links) == sorted(of_data["source_url"])
        figures = [each for each in paper.parts if isinstance(each, Exhibit)]
        assert len(figures) == (2 if scope.pledges and packed.has_places() else 0)


def test_every_row_is_as_the_files_have_it(whole: Paper) -> None:
    stated = {row["title"]: row for row in by_hand.pledges(lambda row: True)}
    for (_who, title, *_rest, site), address in zip(
        tables(whole)[PLEDGES].cells, tables(whole)[PLEDGES].links, strict=True
    ):
        assert stated[title]["source_url"] == address
        assert site.replace(BREAK, "") in address
    for (_who, title, result, _on, _site), address in zip(
        tables(whole)[RESULTS].cells, tables(whole)[RESULTS].links, strict=True
    ):
        assert (stated[title]["results_summary"], stated[title]["source_url"]) == (result, address)


def test_it_is_in_the_order_of_reading(facets: Facets, whole: Paper) -> None:
    packed, _paper = made(facets, Selection())
    count = packed.count()
    assert headings(whole) == [
        "The topics of the forum",
        "Results, as stated",
        "How the numbers were made, and what they do not say",
        "What the terms mean",
        f"All {number(count)} pledges, by who made them",
    ]
    assert [type(each.figure) for each in whole.parts if isinstance(each, Exhibit)] == [Map, Matrix]
    assert isinstance(whole.parts[0], BigNumbers) and whole.parts[0].items[0][:2] == (str(count), "Pledges")
    who = [row[0] for row in tables(whole)[PLEDGES].cells]
    assert who[0] < who[-1] and len(who) == count
    assert whole.about[-1] == f"Link: {ADDRESS}"


def test_topics_that_no_tag_tells_are_not_zero(facets: Facets) -> None:
    _packed, paper = made(facets, Selection(), "GFMD-2026")
    uncounted = [row for row in tables(paper)[TOPICS].cells if row[1] == "can’t be counted"]
    assert uncounted and all(tags == "–" for _topic, _count, tags in uncounted)
    assert any("That is not zero" in each for each in paper.parts if isinstance(each, str))


def test_without_a_pledge_it_still_says_how_numbers_are_made(facets: Facets) -> None:
    empty = Selection(region=("Oceania",), country=("DEU",))
    _packed, paper = made(facets, empty)
    assert headings(paper) == ["How the numbers were made, and what they do not say", "What the terms mean"]
    assert "No pledge is selected." in paper.about


def test_one_pledge_and_networks(facets: Facets) -> None:
    _packed, one = made(facets, Selection(search="Freetown Waste"))
    assert headings(one)[-1] == "The 1 pledge"
    _packed, networks = made(facets, Selection(kind=("network",)))
    assert not [each for each in networks.parts if isinstance(each, Exhibit)], "networks have no place"
    assert tables(networks)[PLEDGES].cells


def test_a_source_that_is_no_address_leads_nowhere(no_browser: None) -> None:
    stated = {"source_url": "https://[::1", "results_summary": "Thirty homes."}
    odd = tiny.filtered(tiny.pledge("a", "nairobi", **stated), tiny.pledge("b", "league"))
    paper = handout(odd, pack_scope(odd, ""), "javascript:alert(1)")
    document = Document(io.BytesIO(paper_docx(paper)))
    targets = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert targets == ["https://example.org/b"]
    assert "–" in [row[-1] for row in tables(paper)[PLEDGES].cells]
    story = stories_slide(odd, "")
    assert story is not None and isinstance(story.content, Bullets)
    assert story.content.bullets[0].under == "Pledge a. Source: –"


def test_a_document_has_headings_repeated_heads_links_and_properties(whole: Paper, no_browser: None) -> None:
    content = paper_docx(whole)
    document = Document(io.BytesIO(content))
    named = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    figures = [each for each in whole.parts if isinstance(each, Exhibit)]
    assert [each for each in named if each in headings(whole)] == headings(whole)
    assert set(named) - set(headings(whole)) == {each.finding for each in figures}
    own = {tuple(cell.text for cell in each.rows[0].cells): each for each in document.tables}
    for heads, table in tables(whole).items():
        rows = own[heads]._tbl.tr_lst
        assert rows[0].xpath("w:trPr/w:tblHeader") and not rows[1].xpath("w:trPr/w:tblHeader")
        assert [[cell.xpath("string(.)") for cell in row.tc_lst] for row in rows[1:]] == [*map(list, table.cells)]
    last = own[PLEDGES]._tbl.tr_lst[1].tc_lst[-1].xpath("w:p/w:hyperlink")
    assert document.part.rels[last[0].get(qn("r:id"))].target_ref == tables(whole)[PLEDGES].links[0]
    fields = document.sections[0].footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    about = document.core_properties
    assert (about.title, about.author, about.language) == (whole.title, "Local Coalition dashboard", "en")
    said = [each.text for each in document.paragraphs]
    assert all(any(what_to_install() in text and each.alt_text in text for text in said) for each in figures)
    assert paper_docx(whole) == content, "the same content is the same bytes"


@pytest.mark.slow
def test_ten_thousand_pledges_are_a_hundred_pages_at_most(
    tmp_path_factory: pytest.TempPathFactory, no_browser: None
) -> None:
    many = Facets(load_dataset(Folder(folders.large(tmp_path_factory.mktemp("many") / "data", 10_000))))
    packed, paper = made(many, Selection())
    listed = tables(paper)[PLEDGES]
    assert len(listed.cells) == MOST_PLEDGES < packed.count()
    cut = f"Only the first {number(MOST_PLEDGES)} of {number(packed.count())} are listed here"
    assert [each for each in paper.parts if isinstance(each, str) and each.startswith(cut)]
    assert len(paper_docx(paper)) < 1_000_000


@pytest.mark.browser
def test_a_pdf_has_every_row_and_a_number_on_every_page(facets: Facets, browser: None) -> None:
    _packed, paper = made(facets, Selection(region=("Africa",)))
    content = paper_pdf(paper)
    assert b"/StructTreeRoot" in content and b"/Outlines" in content
    pages = text_of(content).split("\f")[:-1]
    assert [page.split()[-1] for page in pages] == [f"{place}/{len(pages)}" for place in range(1, len(pages) + 1)]
    assert missing_rows(paper, content) == []
    for address in {*tables(paper)[PLEDGES].links, ADDRESS}:
        assert address.encode() in content
    pictures = Document(io.BytesIO(paper_docx(paper))).inline_shapes
    figures = [each for each in paper.parts if isinstance(each, Exhibit)]
    assert [each._inline.docPr.get("descr") for each in pictures] == [each.alt_text for each in figures]
    assert all(each.width.pt <= layout.WIDE + 1 for each in pictures)


@pytest.mark.office
def test_libreoffice_draws_every_row_of_the_document(whole: Paper, tmp_path: Path, no_browser: None) -> None:
    if (soffice := shutil.which("soffice")) is None:
        missing("LibreOffice is not installed")
    (tmp_path / "handout.docx").write_bytes(paper_docx(whole))
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run = [soffice, own, "--headless", "--convert-to", "pdf", "handout.docx"]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    printed = (tmp_path / "handout.pdf").read_bytes()
    assert missing_rows(whole, printed) == []
    pages = text_of(printed).split("\f")
    heads = ["".join(page.split()) for page in pages if squeezed("As of") in squeezed(page)]
    assert len(heads) > 1, "the heads of a table stand on each of its pages"
