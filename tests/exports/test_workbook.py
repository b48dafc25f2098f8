"""Workbooks, opened again by what did not write them: openpyxl's reader, pandas and LibreOffice."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analytics.exhibits.about import about_exhibit, about_selection
from analytics.exhibits.claims import none_words
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.records import figures as records
from analytics.exports.workbook import MOST_ROWS, TooManyRows, sheet_bytes, workbook_bytes
from analytics.facets import Facets
from analytics.measures.coverage import MEASURES, Counting
from analytics.packs.sheet import Sheet
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData, Selection, filter_data
from tests.exhibits.recipes import SELECTIONS, each_selection
from tests.needs import missing
from tests.pages import by_hand

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ADDRESS = "https://example.org/deck?theme=housing&region=Africa"
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "#N/A",
    "#REF!",
    "'quoted",
    "x" * 300,
    "مدينة عمّان",
    "👩🏽‍💻 & 🏙️",
    "&<>\"'",
    "two\nlines",
    " space around ",
    "2023-03",
    "1e5",
    "TRUE",
)
FIGURES: dict[str, Callable[[FilteredData], Exhibit]] = {
    "matrix of shares": partial(coverage.matrix, counting=Counting(measure="member_share")),
    "objectives": coverage.objective_bars,
    "map": partial(pledge_map, measure="pledges_per_million_displaced", universe="un_members"),
    "fields": records.field_bars,
}


@cache
def made(facets: Facets, chosen: Selection) -> tuple[list[Sheet], bytes]:
    """The sheets of a selection and their workbook, made once."""
    filtered = filter_data(facets, chosen)
    sheets = selection_sheets(filtered)
    return sheets, workbook_bytes(sheets, about_selection(filtered, "", ADDRESS))


@lru_cache(maxsize=len(SELECTIONS))
def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as another program reads it; tests only look at it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def one_sheet(table: pd.DataFrame, headings: dict[str, str] | None = None) -> Worksheet:
    headings = headings or {str(name): str(name) for name in table}
    return opened(sheet_bytes(table, headings, ["About it"])).worksheets[0]


def rows_of(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def expected(value: Any) -> Any:
    """What a reader of the file gets for a value of a table."""
    if pd.isna(value) or value == "":
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return float(value)


def assert_holds(sheet: Worksheet, table: pd.DataFrame, headings: dict[str, str]) -> None:
    head, *body = rows_of(sheet)
    assert list(head) == list(headings.values())
    assert len(body) == len(table)
    for position, name in enumerate(headings):
        found = [row[position] for row in body]
        assert_same(found, [expected(value) for value in table[name]], name)
        kinds = {type(value) for value in found if value is not None}
        assert len({float if kind is int else kind for kind in kinds}) <= 1, f"{name} is of one type: {kinds}"


def assert_same(found: list[object], wanted: list[object], name: str) -> None:
    """Equal, and numbers without the noise of arithmetic: five decimals, or six digits below 1."""
    for shown, value in zip(found, wanted, strict=True):
        if isinstance(value, float) and not isinstance(shown, bool):
            assert shown == pytest.approx(value, rel=1e-5, abs=5e-6 if abs(value) >= 1 else 0), name
            assert shown == float(f"{shown:.6g}") or shown == round(shown, 5), name
        else:
            assert shown == value, name


def formulas(content: bytes) -> list[str]:
    """Every formula in the file, however it is written down."""
    cells = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]
    found = [str(cell.value) for cell in cells if cell.data_type in "fe"]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        return found + [name for name in sheets if re.search(rb"<f[ >/]", parts.read(name))]


@each_selection
def test_openpyxl_reads_back_every_table(facets: Facets, chosen: Selection) -> None:
    sheets, content = made(facets, chosen)
    book = opened(content)
    assert book.sheetnames == ["About", *(sheet.name for sheet in sheets)]
    for sheet in sheets:
        assert_holds(book[sheet.name], sheet.table, sheet.headings)
    assert formulas(content) == []


@each_selection
def test_pandas_reads_back_every_table(facets: Facets, chosen: Selection) -> None:
    sheets, content = made(facets, chosen)
    book = pd.read_excel(io.BytesIO(content), sheet_name=None, keep_default_na=False, na_values=[""])
    for sheet in sheets:
        found = book[sheet.name]
        assert list(found.columns) == list(sheet.headings.values()), "no two columns are called the same"
        for name, heading in sheet.headings.items():
            stated = sheet.table[name]
            assert found[heading].notna().tolist() == (stated.notna() & (stated.astype("object") != "")).tolist()
            if pd.api.types.is_numeric_dtype(stated) and not pd.api.types.is_bool_dtype(stated):
                assert found[heading].sum() == pytest.approx(float(stated.sum())), heading


@each_selection
@pytest.mark.parametrize("maker", FIGURES.values(), ids=FIGURES)
def test_the_workbook_of_a_figure_holds_its_table(
    facets: Facets, maker: Callable[[FilteredData], Exhibit], chosen: Selection
) -> None:
    filtered = filter_data(facets, chosen)
    exhibit = maker(filtered)
    about = about_exhibit(exhibit, filtered, ADDRESS)
    content = sheet_bytes(exhibit.table, exhibit.headings, about)
    book = opened(content)
    assert book.sheetnames == ["Table", "About"]
    assert_holds(book["Table"], exhibit.table, exhibit.headings)
    assert [cell for (cell,) in rows_of(book["About"])][: len(about)] == about
    assert formulas(content) == []


@pytest.mark.slow
def test_pledges_are_those_of_the_file_with_words_beside_the_codes(facets: Facets) -> None:
    names = {row["code"]: row["label_en"] for row in by_hand.rows("taxonomy") if row["scheme"] == "theme"}
    pledges = by_hand.rows("pledges")
    _sheets, content = made(facets, Selection())
    head, *body = rows_of(opened(content)["Pledges"])
    rows = [dict(zip(head, row, strict=True)) for row in body]
    assert [row["Identifier"] for row in rows] == [pledge["pledge_id"] for pledge in pledges]
    for row, pledge in zip(rows, pledges, strict=True):
        assert row["Title"] == pledge["title"]
        assert row["Themes (our classification) (code)"] == "; ".join(pledge["themes"].split(";"))
        assert row["Themes (our classification)"] == "; ".join(names[code] for code in pledge["themes"].split(";"))
        assert row["Start"] == (pledge["start_date"] or None), "as precise as stated, so always text"
        assert row["Read on"] == datetime.fromisoformat(pledge["retrieved"])
        assert row["Year"] == (int(pledge["year_announced"]) if pledge["year_announced"] else None)
        assert row["States a deadline"] == {"yes": True, "no": False, "": None}[pledge["has_deadline"]]


@pytest.mark.slow
def test_no_column_of_a_file_is_left_out(facets: Facets) -> None:
    sheets, _content = made(facets, Selection())
    by_name = {sheet.name: sheet for sheet in sheets}
    assert set(facets.dataset.pledges) <= set(by_name["Pledges"].headings)
    assert set(facets.dataset.governments) <= set(by_name["Governments and networks"].headings)


@pytest.mark.slow
def test_a_joint_pledge_names_all_its_governments_countries_and_regions(facets: Facets) -> None:
    sheets, _content = made(facets, Selection(country=("LBN",)))
    joint = sheets[0].table.set_index("pledge_id").loc["tyre-zurich-joint-1"]
    assert joint["government"] == "Tyre; Zürich"
    assert joint["country"] == "Lebanon; Switzerland" and joint["iso3"] == "LBN; CHE"
    assert joint["region"] == "Asia; Europe"


@each_selection
def test_offers_and_grants_are_those_of_the_files(facets: Facets, chosen: Selection) -> None:
    sheets = {sheet.name: sheet.table for sheet in made(facets, chosen)[0]}
    countries = set(filter_data(facets, chosen).selected_countries()["iso3"])
    counted = [row for row in by_hand.rows("grants") if row["about_migration"] == "yes"]
    on_theme = [row for row in counted if not chosen.theme or by_hand.is_on(*chosen.theme)(row)]
    grants = [row for row in on_theme if row["iso3"] in countries]
    assert list(sheets["Grants"]["source_url"]) == [row["source_url"] for row in grants]
    assert list(sheets["Grants"]["amount_usd"].dropna()) == [
        float(row["amount_usd"]) for row in grants if row["amount_usd"]
    ]
    asked = [row for row in by_hand.rows("exchange") if not chosen.theme or row["theme"] in chosen.theme]
    searched = [row for row in asked if all(word in row["text"].lower() for word in chosen.search.split())]
    rows = [row for row in searched if countries & set(by_hand.items(row["iso3"]))]
    assert list(sheets["Offers, asks and exchanges"]["text"]) == [row["text"] for row in rows]


@each_selection
def test_coverage_is_that_of_the_matrix_on_screen(facets: Facets, chosen: Selection) -> None:
    filtered = filter_data(facets, chosen)
    table = made(facets, chosen)[0][2].table
    for measure in MEASURES:
        shown = coverage.matrix(filtered, Counting("gcm", measure))
        own = table[(table["scheme"] == "GCM objectives") & (table["measure"] == shown.headings["value"])]
        columns = ["region_label", "code_label", "value", "of"]
        pd.testing.assert_frame_equal(own[columns].reset_index(drop=True), shown.table[columns])


def kind_of(value: float | None) -> str:
    return "missing" if value is None else "more" if value else "zero"


@each_selection
def test_what_is_empty_says_why_and_zero_is_not_empty(facets: Facets, chosen: Selection) -> None:
    _sheets, content = made(facets, chosen)
    head, *body = rows_of(opened(content)["Coverage"])
    value, why = head.index("Value"), head.index("What a zero or an empty cell means")
    said = {kind: {row[why] for row in body if kind == kind_of(row[value])} for kind in ("missing", "zero", "more")}
    none = none_words(filter_data(facets, chosen))
    assert said["missing"] <= {"No data", "Does not apply"}
    assert said["zero"] <= {none, "None, which says nothing of a place"}
    assert said["more"] <= {None}
    # No region has a pledge on every objective; networks are no region.
    region = head.index("Region")
    assert any(row[why] == none and row[region] != "All" for row in body) == chosen.can_have_places()
    # No theme of ours is about some areas of the refugee compact, whatever is chosen.
    assert "Does not apply" in said["missing"]


@pytest.mark.slow
def test_every_column_of_a_file_is_explained(facets: Facets) -> None:
    sheets, content = made(facets, Selection())
    _head, *body = rows_of(opened(content)["Definitions"])
    explained = {(about, term) for about, term, _meaning in body}
    for sheet, file in ((sheets[0], facets.dataset.pledges), (sheets[1], facets.dataset.governments)):
        assert {(sheet.name, sheet.headings[name]) for name in file} <= explained
    assert ("Terms", "Pledge") in explained and ("Theme", "Housing") in explained
    assert all(meaning for _about, _term, meaning in body)


@pytest.mark.slow
def test_about_says_what_the_tables_are_and_leads_to_them(facets: Facets) -> None:
    _sheets, content = made(facets, Selection(region=("Africa",)))
    page = opened(content)["About"]
    lines = {cell.value: cell for (cell,) in page.iter_rows() if cell.value}
    assert page["A1"].value.startswith("Selection: Pledges in Africa, as of 28 Nov 2026: 18 of 81")
    assert any(line.startswith("Licence of the compilation: Creative Commons") for line in lines)
    assert "Data version: " + facets.dataset.version in lines
    assert lines[f"Link: {ADDRESS}"].hyperlink.target == ADDRESS
    assert lines["Pledges: 18 rows"].hyperlink.location == "'Pledges'!A1"
    assert lines["Governments and networks: 16 rows"].hyperlink.location == "'Governments and networks'!A1"
    assert any("Themes are our classification" in line for line in lines)


@pytest.mark.slow
def test_headers_stay_in_sight_and_filter_the_rows(facets: Facets) -> None:
    sheets, content = made(facets, Selection())
    book = opened(content)
    for sheet in sheets:
        page = book[sheet.name]
        assert page.auto_filter.ref == page.dimensions
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape" and page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0, "as many pages down as it takes"
        assert all(cell.font.bold and cell.fill.fgColor.rgb == "000B5A8A" for cell in page[1])
        assert all(9 <= each.width <= 60 for each in page.column_dimensions.values())
    assert book["Pledges"].freeze_panes == "B2" and book["Pledges"].print_title_cols == "$A:$A"
    assert one_sheet(pd.DataFrame({"region": ["Africa"], "pledges": [18]})).freeze_panes == "A2"


def test_addresses_are_links(facets: Facets) -> None:
    sheets, content = made(facets, Selection())
    page = opened(content)["Pledges"]
    names = list(sheets[0].headings)
    main, others = names.index("source_url"), names.index("other_urls")
    linked = [row[main].hyperlink.target for row in page.iter_rows(min_row=2)]
    assert linked == sheets[0].table["source_url"].tolist()
    several = [row[others] for row in page.iter_rows(min_row=2) if ";" in str(row[others].value)]
    assert several and all(cell.hyperlink is None for cell in several), "a list of addresses is none"


def test_an_address_no_program_would_take_is_made_one_or_left_as_text() -> None:
    texts = ['https://example.org/a"<b>', "https://example.org/عمان", f"https://example.org/{'x' * 2100}", "https://"]
    cells = [row[0] for row in one_sheet(pd.DataFrame({"url": texts})).iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert [cell.hyperlink and cell.hyperlink.target for cell in cells] == [
        "https://example.org/a%22%3Cb%3E",
        "https://example.org/%D8%B9%D9%85%D8%A7%D9%86",
        None,
        None,
    ]


@pytest.mark.slow
def test_a_sheet_has_no_more_links_than_excel_opens() -> None:
    addresses = [f"https://example.org/{row}" for row in range(65_540)]
    content = sheet_bytes(pd.DataFrame({"url": addresses}), {"url": "url"}, ["About it"])
    # openpyxl looks each link up in a list of them all: it takes minutes to read what is a second of XML.
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        targets = ElementTree.fromstring(book.read("xl/worksheets/_rels/sheet1.xml.rels"))
    cells = {str(cell.get("r")): cell for cell in sheet.iterfind(f".//{{{MAIN}}}c")}
    assert ["".join(cells[f"A{row}"].itertext()) for row in range(2, 65_542)] == addresses
    linked = [link.get("ref") for link in sheet.iterfind(f".//{{{MAIN}}}hyperlink")]
    assert linked == [f"A{row}" for row in range(2, 65_532)]
    assert [target.get("Target") for target in targets if target.get("TargetMode") == "External"] == addresses[:65_530]
    assert cells["A2"].get("s") != cells["A65541"].get("s"), "plain text does not look like a link"


def test_texts_that_look_like_something_else_stay_texts() -> None:
    headings = {"text": "=HYPERLINK(1)", "note": "@note"}
    table = pd.DataFrame({"text": HOSTILE, "note": HOSTILE[::-1]})
    sheet = Sheet("=1+1", table, headings, ["=2+2"])
    content = workbook_bytes([sheet], ["=title", "+line", f"-line {ADDRESS}"])
    book = opened(content)
    assert_holds(book["=1+1"], table, headings)
    assert formulas(content) == []
    about = [cell for (cell,) in rows_of(book["About"])]
    assert about[:3] == ["=title", "+line", f"-line {ADDRESS}"] and about[-1] == "=2+2"
    quoted = {cell.value for cell in book["=1+1"]["A"] if cell.quotePrefix}
    assert quoted == {
        "=HYPERLINK(1)",
        *(text for text in HOSTILE if text.strip().startswith(("=", "+", "-", "@", "＝"))),
    }


def test_characters_that_no_workbook_holds_are_dropped() -> None:
    raw = ["a\x00b\x0bc\x1fd", "\ud83d alone", "\ufffe\uffff", "line\r\nline\rline"]
    found = [row[0] for row in rows_of(one_sheet(pd.DataFrame({"text": pd.Series(raw, dtype="object")})))[1:]]
    assert found == ["abcd", " alone", None, "line\nline\nline"]


@pytest.mark.parametrize("character", ["x", "é", "👩"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(character: str) -> None:
    (cell,) = rows_of(one_sheet(pd.DataFrame({"text": [character * 40_000]})))[1]
    assert cell.endswith("…") and set(cell[:-1]) == {character}
    assert 32_765 <= len(cell.encode("utf-16-le")) // 2 <= 32_767


def test_names_of_sheets_are_made_valid_and_unique() -> None:
    asked = ["a/b:c*?[d]\\", "A B C D", "x" * 40, "x" * 41, "About", "History", "", "'quoted'", "\x00=1", "👩" * 20]
    table = pd.DataFrame({"n": [1]})
    content = workbook_bytes([Sheet(name, table, {"n": "N"}) for name in asked], ["Title"])
    names = opened(content).sheetnames
    assert names[:4] == ["About", "a b c d", "A B C D 2", "x" * 30 + "…"]
    assert names[4:] == ["x" * 28 + "… 2", "About 2", "History 2", "Table", "quoted", "=1", "👩" * 15 + "…"]
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)


def test_numbers_are_shown_as_what_they_are() -> None:
    table = pd.DataFrame(
        {
            "year": [2019, 2026],
            "people": pd.array([12_427_466, None], dtype="Int64"),
            "rate": [0.00566, 5.4744],
            "whole": [3.0, float("nan")],
            "endless": [float("inf"), 1.0],
            "stated": pd.array([True, None], dtype="boolean"),
            "read": [date(2026, 11, 23), None],
            "start": ["2023-03", "2019-06-15"],
        }
    )
    sheet = one_sheet(table)
    formats = {cell.value: sheet.cell(2, cell.column).number_format for cell in sheet[1]}
    assert formats["year"] == "General" and formats["people"] == "#,##0" and formats["whole"] == "General"
    assert formats["rate"] == "#,##0.00##" and formats["read"] == "yyyy-mm-dd"
    first, second = rows_of(sheet)[1:]
    assert first == (2019, 12_427_466, 0.00566, 3, None, True, datetime(2026, 11, 23), "2023-03")
    assert second == (2026, None, 5.4744, None, 1, None, None, "2019-06-15")


def test_a_share_is_a_percentage_with_its_whole_and_a_share_of_few_reads_as_counts() -> None:
    table = pd.DataFrame({"value": [0.1667, 0.5, 0.0, None, 7.0], "of": [54, 4, 3, None, None]})
    cells = [row[0] for row in one_sheet(table).iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [0.1667, 0.5, 0, None, 7]
    assert [cell.number_format for cell in cells if cell.value is not None] == [
        "[=0]0%;0.0%",
        '"2 of 4"',
        '"0 of 3"',
        "General",
    ]


def test_a_table_without_rows_keeps_its_header_and_its_filter() -> None:
    sheet = one_sheet(pd.DataFrame({"a": pd.Series([], dtype="str"), "b": pd.Series([], dtype="float")}))
    assert rows_of(sheet) == [("a", "b")] and sheet.auto_filter.ref == "A1:B1"


def test_more_rows_than_a_sheet_holds_is_said_at_once() -> None:
    table = pd.DataFrame({"n": range(MOST_ROWS + 1)})
    with pytest.raises(TooManyRows, match="“Rows” has 1,048,576 rows"):
        workbook_bytes([Sheet("Rows", table, {"n": "N"})], ["Title"])


@each_selection
def test_every_part_of_the_file_is_sound(facets: Facets, chosen: Selection) -> None:
    _sheets, content = made(facets, chosen)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))


def calc_csv(content: bytes, folder: Path, names: Sequence[str]) -> dict[str, list[list[str]]]:
    """Every sheet as LibreOffice reads it, its cells as they are and not as they are shown."""
    office = shutil.which("soffice")
    if office is None:
        missing("LibreOffice is not installed")
    (folder / "book.xlsx").write_bytes(content)
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", options, "--outdir", folder, folder / "book.xlsx"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if "could not be loaded" in ran.stderr + ran.stdout:
        missing("LibreOffice Calc is not installed")
    return {
        name: list(csv.reader(io.StringIO((folder / f"book-{name}.csv").read_text(encoding="utf-8"), newline="")))
        for name in names
    }


@pytest.mark.office
def test_libreoffice_opens_it_without_loss(facets: Facets, tmp_path: Path) -> None:
    sheets, _content = made(facets, Selection())
    hostile = Sheet("Hostile", pd.DataFrame({"text": HOSTILE}), {"text": "Text"})
    book = [*sheets, hostile]
    found = calc_csv(workbook_bytes(book, ["Title"]), tmp_path, [sheet.name for sheet in book])
    for sheet in book:
        head, *body = found[sheet.name]
        assert head == list(sheet.headings.values())
        assert len(body) == len(sheet.table)
        for position, name in enumerate(sheet.headings):
            if sheet.table[name].dtype == "str":
                stated = sheet.table[name].fillna("").tolist()
                assert [row[position] for row in body] == stated, f"{sheet.name}, {name}"
