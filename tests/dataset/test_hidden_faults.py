"""One fault hides no other: what is wrong behind it is told in the same report."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from analytics.dataset import Folder, Problem
from analytics.dataset.__main__ import main
from analytics.dataset.descriptor import NAME as DESCRIPTOR
from analytics.dataset.descriptor import SHIPPED, shipped_resources
from analytics.dataset.files import RawTable, read_table
from analytics.dataset.package import read_package
from analytics.dataset.problem import MOST
from analytics.dataset.rules import table_problems
from tests.csv_rows import read_rows, write_rows
from tests.quick import first_of_each

FORUMS = next(each for each in shipped_resources() if each.name == "forums")
with (SHIPPED / FORUMS.path).open(encoding="utf-8", newline="") as shipped:
    HEADER, *RECORDS = list(csv.reader(shipped))
START = HEADER.index("start_date")
NAME = HEADER.index("name")


def spoilt(bad: set[int]) -> list[list[str]]:
    """The forums, those at `bad` with a day that is none."""
    return [[*row[:START], "soon" if at in bad else row[START], *row[START + 1 :]] for at, row in enumerate(RECORDS)]


def lines_of(rows: list[list[str]]) -> list[str]:
    written = []
    for row in [HEADER, *rows]:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(row)
        written.append(text.getvalue())
    return written


def wrong_days(content: bytes) -> tuple[set[int], set[str]]:
    """The records whose day is told to be none, by their place, and the rules of the file's form."""
    table, form, _ = read_table(content, FORUMS)
    assert isinstance(table, RawTable)
    days = {each.row - 2 for each in table_problems(table, {}) if each.rule == "not_a_date" and each.row}
    return days, {each.rule for each in form}


PLACES = some.sets(some.integers(0, len(RECORDS) - 1), max_size=6)


@given(bad=PLACES, broken=PLACES)
def test_quotation_marks_that_are_not_closed_hide_no_bad_cell(bad: set[int], broken: set[int]) -> None:
    lines = lines_of(spoilt(bad))
    for at in broken:
        lines[at + 1] = '"' + lines[at + 1].replace('"', "")
    days, form = wrong_days("".join(lines).encode())
    assert days >= {each for each in bad if each not in broken}
    assert ("broken_csv" in form) == bool(broken)


@given(bad=PLACES, ragged=PLACES)
def test_rows_of_another_length_hide_no_bad_cell(bad: set[int], ragged: set[int]) -> None:
    rows = [[*row, "more"] if at in ragged else row for at, row in enumerate(spoilt(bad))]
    days, form = wrong_days("".join(lines_of(rows)).encode())
    assert days == bad
    assert form == ({"ragged_row"} if ragged else set())


@given(bad=PLACES)
def test_a_wrong_encoding_hides_no_bad_cell(bad: set[int]) -> None:
    rows = [[*row[:NAME], f"{row[NAME]} é", *row[NAME + 1 :]] for row in spoilt(bad)]
    assert wrong_days("".join(lines_of(rows)).encode("latin-1", "replace")) == (bad, {"not_utf8"})


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_understood(encoding: str) -> None:
    table, hard, soft = read_table("".join(lines_of(RECORDS)).encode(encoding), FORUMS)
    assert table is not None and len(table.records) == len(RECORDS)
    assert (hard, [each.rule for each in soft]) == ([], ["utf_16"])


def test_a_misspelt_heading_hides_no_bad_cell_and_is_met_with_the_right_one() -> None:
    content = "".join(lines_of(spoilt({3}))).replace("start_date", "Start-date", 1).encode()
    days, form = wrong_days(content)
    assert (days, form) == ({3}, {"missing_column"})
    _, (missing,), soft = read_table(content, FORUMS)
    assert (missing.column, missing.near, soft) == ("start_date", "Start-date", [])


def test_what_stands_in_a_broken_record_is_not_missed_elsewhere(
    folder: Path, hard: Callable[[], list[Problem]]
) -> None:
    path = folder / "cities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\naccra-gha,", '\naccra-gha,"', 1), encoding="utf-8")
    assert {each.rule for each in hard()} == {"broken_csv"}


def test_a_file_that_was_not_read_whole_is_not_written_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "forums.csv"
    content = path.read_text(encoding="utf-8").replace(",", ";").encode().replace(b"\n", b'\n"', 1)
    path.write_bytes(content)
    assert main(["--clean", str(folder)]) == 1
    assert "left as it is" in capsys.readouterr().out
    assert path.read_bytes() == content


def mark_not_closed(text: str) -> bytes:
    return text.encode().replace(b"\n", b'\n"', 1)


def not_utf_8(text: str) -> bytes:
    return text.encode().replace(b"\n", b"\n\xff", 1)


def too_many_rows(text: str) -> bytes:
    return text.encode() + b"".join(line + b"\n" for line in text.encode().splitlines()[1:])


def a_row_too_long(text: str) -> bytes:
    return text.encode().replace(b"\n", b";more\n", 2).replace(b";more\n", b"\n", 1)


def a_column_missing(text: str) -> bytes:
    return text.replace("start_date", "begin", 1).encode()


def a_column_twice(text: str) -> bytes:
    return text.replace("end_date", "start_date", 1).encode()


@pytest.mark.parametrize(
    "spoil",
    first_of_each([too_many_rows, mark_not_closed, not_utf_8, a_row_too_long, a_column_missing, a_column_twice]),
)
def test_whatever_keeps_a_cell_from_being_read_keeps_the_file(
    folder: Path, spoil: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("analytics.dataset.spreadsheets.MOST_ROWS", len(RECORDS) + 1)
    for path in folder.glob("*.csv"):
        if path.name != "forums.csv":
            path.unlink()
    path = folder / "forums.csv"
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([HEADER, *RECORDS])
    path.write_bytes(content := spoil(text.getvalue()))
    assert main(["--clean", str(folder)]) == 1
    assert "forums.csv was left as it is" in capsys.readouterr().out
    assert path.read_bytes() == content


def test_the_command_lists_soft_problems_and_every_suggestion_beside_hard_ones(
    folder: Path, edit: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    for pledge, theme in (("accra-gha-1", "helth"), ("quito-ecu-1", "housin"), ("amman-jor-1", "educatio")):
        edit("pledges.csv", pledge, themes=theme, partners="TBC")
    edit("pledges.csv", "beira-moz-1", themes="diaspora_and_developmen")
    assert main([str(folder)]) == 1
    text = capsys.readouterr().out
    assert "3  nothing_stated in partners" in text
    assert text.count("Did you mean") == 4


def test_of_a_million_problems_of_a_kind_the_first_are_listed_and_the_others_counted() -> None:
    rows = [[*row[:START], "soon", *row[START + 1 :]] for row in RECORDS] * (MOST // len(RECORDS) + 2)
    table, _, _ = read_table("".join(lines_of(rows)).encode(), FORUMS)
    assert table is not None
    found = [each for each in table_problems(table, {}) if each.column == "start_date"]
    assert [each.rule for each in found] == ["not_a_date"] * MOST + ["more_of_these"]
    assert found[-1].value == str(len(rows) - MOST)


WRONG_EVERYWHERE = [
    # file, cells
    *((each.path, dict.fromkeys([field.name for field in each.fields], "x y")) for each in shipped_resources()),
    ("cities.csv", {"lat": "5.6", "lon": ""}),
    ("cities.csv", {"lat": "0", "lon": "0"}),
    ("cities.csv", {"lat": "80", "lon": "0", "iso3": "GHA", "point_note": ""}),
    ("cities.csv", {"lat": "80", "lon": "0", "iso3": "GHA", "point_note": "It is right."}),
    ("cities.csv", {"lat": "5.6", "lon": "0", "iso3": "SMR"}),
    ("countries.csv", {"name": "Total"}),
    ("funding_windows.csv", {"opens": "2025-05", "closes": "2025-04"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("file", "cells"), first_of_each(WRONG_EVERYWHERE))
def test_what_is_wrong_in_every_row_is_listed_as_often_as_anybody_reads(
    folder: Path, file: str, cells: dict[str, str]
) -> None:
    first, *_ = read_rows(folder / file)
    write_rows(folder / file, [{**first, **cells}] * (MOST + 5))
    listed_with_measure(folder)


@pytest.mark.parametrize(
    "part",
    [
        {"resources": [], "licenses": [0] * (MOST + 5)},
        {"resources": [0] * (MOST + 5)},
        {"resources": [{"name": "forums", "path": "../x"}] * (MOST + 5)},
        {"resources": [{"name": "mood", "path": "mood.csv"}] * (MOST + 5)},
    ],
    ids=["a list", "numbers", "one name", "unknown ones"],
)
def test_what_is_wrong_all_over_a_descriptor_is_listed_as_often(folder: Path, part: dict[str, object]) -> None:
    (folder / DESCRIPTOR).write_text(json.dumps(part), encoding="utf-8")
    listed_with_measure(folder)


def listed_with_measure(folder: Path) -> None:
    package = read_package(Folder(folder))
    found = Counter((each.file, each.column, each.rule) for each in [*package.hard, *package.soft])
    assert max(found.values()) == MOST


@pytest.mark.slow
def test_more_wrong_points_than_are_listed_are_a_fault_of_the_file(
    folder: Path, hard: Callable[[], list[Problem]]
) -> None:
    """The dashboard could not leave out those that are not listed."""
    first, *others = read_rows(folder / "cities.csv")
    more = [{**first, "city_id": f"more-{at}", "lat": "x" if at <= MOST else first["lat"]} for at in range(11 * MOST)]
    write_rows(folder / "cities.csv", [first, *others, *more])
    assert {each.rule for each in hard()} == {"not_a_number", "more_of_these"}


def test_a_table_of_too_many_rows_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.dataset.spreadsheets.MOST_ROWS", 5)
    table, hard, _ = read_table("".join(lines_of(RECORDS)).encode(), FORUMS)
    assert table is not None and len(table.records) == 4
    assert [each.rule for each in hard] == ["too_many_rows"]
