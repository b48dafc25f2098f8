"""Tables as spreadsheets save them: understood, told, and nothing lost."""

import csv
import io
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook

from analytics.dataset import Folder, Problem, load_dataset
from analytics.dataset.__main__ import main
from analytics.dataset.cells import read_cell
from analytics.dataset.descriptor import SHIPPED, Field, Resource, shipped_resources
from analytics.dataset.doubts import problems_in
from analytics.dataset.explanations import explain, is_normalised
from analytics.dataset.files import RawTable, read_table
from analytics.dataset.package import read_package
from analytics.dataset.rules import table_problems
from tests.csv_rows import read_rows
from tests.needs import missing

RESOURCES = {each.name: each for each in shipped_resources()}
WRITTEN = ["forums", "cities", "round_tables", "region_schemes"]


def described(kind: str, is_list: bool = False, codes: str | None = None) -> Field:
    return Field("column", kind, is_list, False, False, None, None, None, codes, None, None)


def shipped_cells(name: str) -> list[list[str]]:
    with (SHIPPED / RESOURCES[name].path).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_csv(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows: list[list[str]], name: str, others: int = 0) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = name
    for row in rows:
        sheet.append([cell or None for cell in row])
    for number in range(others):
        workbook.create_sheet(f"Notes {number}").append(["anything"])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def read(content: bytes, resource: Resource) -> tuple[RawTable, list[Problem]]:
    table, hard, soft = read_table(content, resource)
    assert table is not None
    assert hard == []
    return table, soft


@given(
    name=some.sampled_from(WRITTEN),
    form=some.sampled_from([*((s, e) for s in ",;\t" for e in ("utf-8", "utf-8-sig", "utf-16")), "workbook"]),
    titles=some.lists(some.sampled_from(["Register of pledges", "Exported on 3 May"]), max_size=2),
    has_hashtags=some.booleans(),
)
def test_a_table_written_in_any_form_is_the_same(
    name: str, form: str | tuple[str, str], titles: list[str], has_hashtags: bool
) -> None:
    resource, (header, *records) = RESOURCES[name], shipped_cells(name)
    tags = [[f"#adm1+{each}" if at % 2 else "" for at, each in enumerate(header)]] if has_hashtags else []
    above = [[title, *[""] * (len(header) - 1)] for title in titles]
    rows = [*above, header, *tags, *records]
    content = as_workbook(rows, name, others=2) if form == "workbook" else as_csv(rows, *form)
    table, soft = read(content, resource)
    clean, _ = read((SHIPPED / resource.path).read_bytes(), resource)
    assert table.records.equals(clean.records)
    assert table.lines == [line + len(above) + len(tags) for line in clean.lines]
    separator, encoding = ("", "") if form == "workbook" else form
    told = {"workbook": "workbook", ";": "semicolons", "\t": "tabs"}.get(separator or form)
    expected = [told, "utf_16" if encoding == "utf-16" else None, "hashtag_row" if tags else None]
    assert {each.rule for each in soft} == {*filter(None, expected), *(["title_above_header"] if above else [])}
    assert all(is_normalised(each) for each in soft)
    again, soft = read(table.content(), resource)
    assert again.records.equals(clean.records)
    assert soft == []


OFFICE = {
    "semicolons": ("csv:Text - txt - csv (StarCalc):59,34,76,1", "csv", {"semicolons"}),
    "utf_16": ("csv:Text - txt - csv (StarCalc):9,34,65535,1", "csv", {"tabs", "utf_16"}),
    "workbook": ("xlsx", "xlsx", {"workbook"}),
}


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("form", OFFICE)
def test_a_table_that_libreoffice_saves_is_the_same(tmp_path: Path, form: str) -> None:
    """Opened and saved again without a change, every cell as LibreOffice takes it: numbers, days, texts."""
    office = shutil.which("soffice") or missing("LibreOffice is not installed")
    filter_name, ending, told = OFFICE[form]
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--infilter=CSV:44,34,76,1", "--convert-to", filter_name, "--outdir", str(tmp_path)]
    command += [str(SHIPPED / each.path) for each in RESOURCES.values()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    if "could not be loaded" in ran.stderr + ran.stdout:
        missing("LibreOffice Calc is not installed")
    for name, resource in RESOURCES.items():
        table, soft = read((tmp_path / f"{name}.{ending}").read_bytes(), resource)
        clean, _ = read((SHIPPED / resource.path).read_bytes(), resource)
        assert {each.rule for each in soft} == told
        # What looks like a number loses zeros before it is saved: 2.10 becomes 2.1, as the README of the data warns.
        found, shipped = table.records.fillna("").to_numpy(), clean.records.fillna("").to_numpy()
        changed = found != shipped
        assert [float(each) for each in found[changed]] == [float(each) for each in shipped[changed]], name
        # A code that becomes another one is refused where codes are listed.
        assert (name == "taxonomy") == ("repeated_id" in {each.rule for each in table_problems(table, {})})


CELLS = [
    # kind, cell, what it says, what is told
    ("integer", "3435910.0", "3435910", "whole_with_point"),
    ("integer", "62,500", "62500", "grouped_digits"),
    ("integer", "1.234.567", "1234567", "grouped_digits"),
    ("integer", "1\u202f234", "1234", "grouped_digits"),
    ("year", "2022.0", "2022", "whole_with_point"),
    ("number", "12,5", "12.5", "decimal_comma"),
    ("number", "-0,19691", "-0.19691", "decimal_comma"),
    ("number", "1,234,567", "1234567", "grouped_digits"),
    ("number", "1 234", "1234", "grouped_digits"),
    ("number", "1.234", "1.234", None),
    ("number", "1,234", "1,234", None),
    ("number", "0,316", "0.316", "decimal_comma"),
    ("number", "-0,127", "-0.127", "decimal_comma"),
    ("partial_date", "20240", "20240", None),
    ("boolean", "TRUE", "yes", "yes_or_no_otherwise"),
    ("boolean", "No", "no", "yes_or_no_otherwise"),
    ("partial_date", "2022-07-15 00:00:00", "2022-07-15", "date_with_time"),
    ("partial_date", "2022-07-15T00:00:00.000Z", "2022-07-15", "date_with_time"),
    ("partial_date", "44757", "2022-07-15", "serial_number"),
    ("partial_date", "31/12/2022", "2022-12-31", "day_month_year"),
    ("partial_date", "12.31.2022", "2022-12-31", "day_month_year"),
    ("partial_date", "5/5/2022", "2022-05-05", "day_month_year"),
    ("partial_date", "7/2022", "2022-07", "day_month_year"),
    ("partial_date", "03/04/2022", "03/04/2022", None),
    ("partial_date", "2022-07", "2022-07", None),
    ("text", "N/A", None, "nothing_stated"),
    ("text", "TBC", None, "nothing_stated"),
    ("text", "–", None, "nothing_stated"),
    ("text", "NA", "NA", None),
    ("text", "  Accra ", "Accra", "blanks_around"),
    ("text", "   ", None, None),
    ("text", "a\u200bb", "a\u200bb", "hidden_in_text"),
    ("text", "abc\u202edef", "abc\u202edef", "hidden_in_text"),
    ("text", "Les \u00ab\u00a0villes\u00a0\u00bb", "Les \u00ab\u00a0villes\u00a0\u00bb", None),
    ("url", "https://a.org/\u200b", "https://a.org/", "hidden_character"),
]


@pytest.mark.parametrize(("kind", "cell", "said", "rule"), CELLS)
def test_what_a_cell_says(kind: str, cell: str, said: str | None, rule: str | None) -> None:
    assert read_cell(cell, described(kind)) == (said, (rule,) if rule else ())


LISTS = [
    ("jobs;housing", "jobs;housing", None),
    ("jobs; housing", "jobs;housing", "list_tidied"),
    (";jobs;;housing;jobs;", "jobs;housing", "list_tidied"),
    ("jo\u200bbs", "jobs", "hidden_character"),
    ("\u00a0jobs", "jobs", "list_tidied"),
    ("none", "none", None),
]


@pytest.mark.parametrize(("cell", "said", "rule"), LISTS)
def test_what_a_list_says(cell: str, said: str, rule: str | None) -> None:
    assert read_cell(cell, described("text", is_list=True, codes="theme")) == (said, (rule,) if rule else ())


@given(some.text(max_size=12), some.sampled_from(["text", "integer", "number", "date", "url"]), some.booleans())
def test_no_cell_is_changed_without_a_word(cell: str, kind: str, is_coded: bool) -> None:
    said, rules = read_cell(cell, described(kind, codes="theme" if is_coded else None))
    assert (said or "") == cell or rules or not cell.strip()
    assert read_cell(said or "", described(kind, codes="theme" if is_coded else None))[0] == said


@pytest.mark.slow
def test_a_workbook_stands_in_for_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates and numbers of a workbook are its own types; `make data-clean` makes a CSV file of it."""
    header, *records = shipped_cells("forums")
    before = load_dataset(Folder(folder)).forums
    (folder / "forums.csv").unlink()
    start = header.index("start_date")
    for record in records:
        if len(record[start]) == 10:
            record[start] = datetime.fromisoformat(record[start])  # type: ignore[call-overload]
    (folder / "forums.xlsx").write_bytes(as_workbook([header, *records], "forums", others=1))
    dataset = load_dataset(Folder(folder))
    assert dataset.forums.equals(before)
    assert [each.rule for each in problems_in(dataset.problems) if is_normalised(each)] == ["workbook"]
    assert main(["--clean", str(folder)]) == 0
    assert "forums.csv was written" in capsys.readouterr().out
    assert read_rows(folder / "forums.csv") == read_rows(SHIPPED / "forums.csv")


@pytest.mark.slow
def test_a_spreadsheets_oddities_are_told_and_cleaned(
    folder: Path, edit: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = load_dataset(Folder(folder))
    rows = read_rows(folder / "countries.csv")
    hosted = next(row for row in rows if row["refugees_hosted"].isdigit() and int(row["refugees_hosted"]) > 1_000_000)
    line = edit("countries.csv", hosted["iso3"], refugees_hosted=f"{hosted['refugees_hosted']}.0")
    pledge = read_rows(folder / "pledges.csv")[0]
    edit(
        "pledges.csv",
        pledge["pledge_id"],
        themes=pledge["themes"].replace(";", " ; ") + ";",
        title=f"\t{pledge['title']} ",
    )
    dataset = load_dataset(Folder(folder))
    assert dataset.countries.equals(before.countries)
    assert dataset.pledges.equals(before.pledges)
    told = [each for each in problems_in(dataset.problems) if is_normalised(each)]
    assert [(each.file, each.row, each.column, each.rule) for each in told] == [
        ("countries.csv", line, "refugees_hosted", "whole_with_point"),
        ("pledges.csv", 2, "title", "blanks_around"),
        ("pledges.csv", 2, "themes", "list_tidied"),
    ]
    assert main(["--clean", str(folder)]) == 0
    assert "cities.csv" not in capsys.readouterr().out
    again = load_dataset(Folder(folder))
    assert not any(map(is_normalised, problems_in(again.problems)))
    assert again.pledges.equals(before.pledges)
    assert main(["--clean", str(folder)]) == 0
    assert capsys.readouterr().out == "There was nothing to clean.\n"


@pytest.mark.slow
def test_a_workbook_beside_its_csv_file_is_not_ignored_without_a_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in RESOURCES:
        (folder / f"{name}.csv").unlink()
        (folder / f"{name}.xlsx").write_bytes(as_workbook(shipped_cells(name), name))
    assert not problems_of(folder, "workbook_not_read")
    assert main(["--clean", str(folder)]) == 0
    printed = {line.partition(" is no longer read")[0] for line in capsys.readouterr().out.splitlines()}
    assert {f"{name}.xlsx" for name in RESOURCES} <= printed
    told = problems_of(folder, "workbook_not_read")
    assert sorted((each.file, each.value) for each in told) == sorted(
        (f"{name}.csv", f"{name}.xlsx") for name in RESOURCES
    )
    for name in RESOURCES:
        (folder / f"{name}.xlsx").unlink()
    assert not problems_of(folder, "workbook_not_read")


def problems_of(folder: Path, rule: str) -> list[Problem]:
    package = read_package(Folder(folder))
    assert rule not in {each.rule for each in package.hard}
    return [each for each in package.soft if each.rule == rule]


def test_a_fault_of_a_file_is_told_beside_its_workbook(folder: Path) -> None:
    (folder / "forums.xlsx").write_bytes(as_workbook(shipped_cells("forums"), "forums"))
    (folder / "forums.csv").write_bytes(b"")
    assert {(each.file, each.rule) for each in read_package(Folder(folder)).hard} >= {("forums.csv", "empty_file")}


def test_columns_that_nobody_knows_are_kept_when_a_file_is_cleaned(folder: Path) -> None:
    path = folder / "forums.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},mood", *(f"{line}, glad " for line in lines)]), encoding="utf-16")
    main(["--clean", str(folder)])
    assert {row["mood"] for row in read_rows(path)} == {" glad "}


TAILS = some.lists(some.sampled_from(["", "", "kept"]), max_size=4)


@given(headings=some.integers(0, 3), tails=some.lists(TAILS, min_size=1, max_size=6), form=some.sampled_from(",;"))
def test_a_cell_below_no_heading_is_kept_or_told(headings: int, tails: list[list[str]], form: str) -> None:
    """A spreadsheet gives every row the width of the widest; what stands beside the table is no end of it."""
    header, *records = shipped_cells("forums")
    rows = [[*record, *tail] for record, tail in zip(records, tails, strict=False)]
    content = as_csv([[*header, *[""] * headings], *rows], form, "utf-8")
    table, hard, _ = read_table(content, RESOURCES["forums"])
    assert table is not None
    told = {each.row for each in hard if each.rule == "ragged_row"}
    for at, tail in enumerate(tails):
        kept = [cells[at] for _, cells in table.unknown if cells[at]]
        assert kept == [cell for cell in tail if cell] or at + 2 in told


@pytest.mark.slow
def test_sixteen_thousand_empty_columns_beside_a_table_are_none() -> None:
    header, *records = shipped_cells("forums")
    rows = [[*row, *[""] * (16_384 - len(row))] for row in [header, *records * 20]]
    start = time.process_time()
    table, _ = read(as_csv(rows, ";", "utf-8"), RESOURCES["forums"])
    assert len(table.records) == 20 * len(records) and table.unknown == []
    assert time.process_time() - start < 20


@given(
    names=some.lists(some.sampled_from(["remark", "", "note, ours", "Größe", '"'])),
    cells=some.lists(some.text(alphabet='ab,;"\r\n\t é', max_size=6), min_size=1),
    form=some.sampled_from([(";", "utf-8"), ("\t", "utf-16")]),
)
def test_a_file_that_is_cleaned_holds_what_it_held(names: list[str], cells: list[str], form: tuple[str, str]) -> None:
    header, *records = shipped_cells("region_schemes")
    label = header.index("label_en")
    own = [[cells[(at + place) % len(cells)] for place in range(len(names))] for at in range(len(records))]
    rows = [[*row, *more] for row, more in zip(records, own, strict=True)]
    for at, row in enumerate(rows):
        row[label] = f"a{cells[at % len(cells)]}b"
    table, _ = read(
        as_csv([[*names, *header], *[row[len(header) :] + row[: len(header)] for row in rows]], *form),
        RESOURCES["region_schemes"],
    )
    again, _ = read(table.content(), RESOURCES["region_schemes"])
    assert again.records.equals(table.records)
    assert [name for name, _ in table.unknown] == names
    assert [list(each) for _, each in table.unknown] == [list(each) for each in zip(*own, strict=True)]
    assert again.unknown == table.unknown


def test_what_may_be_read_in_two_ways_is_not_read(edit: Callable[..., int], hard: Callable[[], list[Problem]]) -> None:
    edit("pledges.csv", "accra-gha-1", start_date="03/04/2022", budget_usd="1,234", title="#REF!")
    found = {each.rule: explain(each)[0] for each in hard()}
    assert found.keys() == {"ambiguous_day", "ambiguous_number", "program_error"}
    assert "day first or with the month first" in found["ambiguous_day"]
    assert "decimal comma or with a comma between thousands" in found["ambiguous_number"]


def test_a_misspelt_name_is_met_with_the_right_one(edit: Callable[..., int], hard: Callable[[], list[Problem]]) -> None:
    edit("pledges.csv", "accra-gha-1", themes="hоusing")  # the o is a Cyrillic letter
    (problem,) = hard()
    wrong, remedy = explain(problem)
    assert "U+043E CYRILLIC SMALL LETTER O" in wrong
    assert remedy.startswith("Did you mean housing?")


def test_a_workbook_without_the_sheet(folder: Path, hard: Callable[[], list[Problem]]) -> None:
    (folder / "forums.csv").write_bytes(as_workbook(shipped_cells("forums"), "Sheet1", others=1))
    (problem,) = [each for each in hard() if each.file == "forums.csv"]
    assert (problem.rule, problem.detail) == ("no_such_sheet", "forums")
    (folder / "forums.csv").write_bytes(b"PK\x03\x04 and no more")
    assert "broken_workbook" in {each.rule for each in hard()}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_all_stand_between_quotation_marks(separator: str) -> None:
    """As R and some spreadsheets write them."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(shipped_cells("forums"))
    table, _ = read(text.getvalue().encode(), RESOURCES["forums"])
    clean, _ = read((SHIPPED / "forums.csv").read_bytes(), RESOURCES["forums"])
    assert table.records.equals(clean.records)


@pytest.mark.parametrize("line", ['"First" Global,x', "a" * 1_000_001])
def test_a_broken_line_near_the_top_is_a_problem(line: str) -> None:
    header, *lines = (SHIPPED / "forums.csv").read_text(encoding="utf-8").splitlines()
    _, hard, _ = read_table("\n".join([header, line, *lines]).encode(), RESOURCES["forums"])
    assert [each.rule for each in hard] == ["broken_csv"]


def test_a_workbook_with_a_cell_far_away_does_not_fill_the_memory() -> None:
    header, *records = shipped_cells("forums")
    workbook = Workbook()
    for row in [header, *records]:
        workbook.active.append(row)
    workbook.active["XFD200000"] = "far"
    content = io.BytesIO()
    workbook.save(content)
    _, hard, _ = read_table(content.getvalue(), RESOURCES["forums"])
    assert {each.rule for each in hard} == {"ragged_row"}
    for row in range(1, 200):
        workbook.active.cell(row, 16_000).value = "wide"
    content = io.BytesIO()
    workbook.save(content)
    _, (problem,), _ = read_table(content.getvalue(), RESOURCES["forums"])
    assert problem.rule == "sheet_too_large"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("spoilt", [b"", b"<a", b"<worksheet><sheetData><row r='x'>"])
def test_a_damaged_workbook_is_a_problem(part: str, spoilt: bytes) -> None:
    content = io.BytesIO()
    sound = io.BytesIO(as_workbook(shipped_cells("forums"), "forums"))
    with zipfile.ZipFile(sound) as whole, zipfile.ZipFile(content, "w") as copy:
        for name in whole.namelist():
            copy.writestr(name, spoilt if name == part else whole.read(name))
    table, hard, _ = read_table(content.getvalue(), RESOURCES["forums"])
    assert table is None and {each.rule for each in hard} <= {"broken_workbook", "empty_file"}


def test_a_month_of_a_workbook_stays_a_month() -> None:
    workbook = Workbook()
    workbook.active.append(["forum_id", "start_date"])
    workbook.active.append(["GRF-2027", datetime(2027, 5, 1)])
    workbook.active["B2"].number_format = "mmm-yy"
    content = io.BytesIO()
    workbook.save(content)
    table, _, _ = read_table(content.getvalue(), RESOURCES["forums"])
    assert table is not None
    assert table.records["start_date"].tolist() == ["2027-05"]
