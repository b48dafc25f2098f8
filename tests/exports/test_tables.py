"""Exported tables, read back by what readers open them with."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analytics.exhibits.pledges.tables import pledge_export
from analytics.exports.tables import FILLERS, csv_bytes, meant, neutral
from analytics.facets import Facets
from analytics.selection import Selection, filter_data

NOTES = ["Pledges in Africa, as of 23 Nov 2026", "Source: public pages.", "Link: https://example.org/?theme=housing"]
TABLE = pd.DataFrame(
    {
        "title": ["Zürich “joint”, with Tyre", "two\nlines", "phase #2"],
        "pledges": pd.array([1, None, 3], dtype="Int64"),
        "share": [0.5, 0.25, None],
    }
)


def records(exported: bytes) -> list[list[str]]:
    """The rows under the notes, as Python's own reader has them."""
    text = exported.decode("utf-8-sig")
    below = text.split("\n", len(NOTES) + 1)[-1]
    return list(csv.reader(io.StringIO(below, newline="")))


def test_pandas_reads_back_the_table_that_was_exported() -> None:
    found = pd.read_csv(io.BytesIO(csv_bytes(TABLE, NOTES)), comment="#")
    assert_frame_equal(found, TABLE, check_dtype=False)


def test_a_csv_reader_finds_the_same_rows() -> None:
    assert records(csv_bytes(TABLE, NOTES)) == [
        ["title", "pledges", "share"],
        ["Zürich “joint”, with Tyre", "1", "0.5"],
        ["two\nlines", "", "0.25"],
        ["phase #2", "3", ""],
    ]


def test_a_spreadsheet_is_told_the_encoding_and_a_reader_what_the_table_is() -> None:
    exported = csv_bytes(TABLE, NOTES)
    assert exported.startswith(b"\xef\xbb\xbf# ")
    assert exported.decode("utf-8-sig").splitlines()[:4] == [*(f"# {note}" for note in NOTES), "# Rows: 3"]


def test_a_table_without_rows_keeps_its_header() -> None:
    assert records(csv_bytes(TABLE.head(0), NOTES)) == [["title", "pledges", "share"]]
    assert b"# Rows: 0\n" in csv_bytes(TABLE.head(0), NOTES)


@pytest.mark.parametrize("before", ["", " ", "  \n", "\t", "\r", "\u00a0"], ids=repr)
@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "＝1"])
def test_no_cell_starts_a_formula(before: str, formula: str) -> None:
    cell = records(csv_bytes(pd.DataFrame({"title": [before + formula]}), NOTES))[1][0]
    assert cell.startswith("'") and cell.endswith(formula)


UNSEEN = st.text(
    st.one_of(
        st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Mn"]),
        st.sampled_from([*FILLERS]),
    ),
    max_size=3,
)


@given(UNSEEN, st.sampled_from(["=1", "+1", "-1", "@SUM(1)", "＝1"]))
def test_nothing_that_nobody_sees_hides_a_formula(before: str, formula: str) -> None:
    assert neutral(before + formula) == f"'{before}{formula}"
    assert neutral(f"a{before}{formula}") == f"a{before}{formula}"
    assert ";'" in csv_bytes(TABLE, [f"x;{before}{formula}"]).decode()


@pytest.mark.parametrize("value", ["Zürich", "a=b", "don't", 3, -3, -0.5, None, "", " x"])
def test_what_is_no_formula_is_left_alone(value: object) -> None:
    assert neutral(value) == value


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_note_cannot_start_a_formula_in_its_next_cell(separator: str) -> None:
    searched = f"with the words “x{separator} =HYPERLINK(1){separator}”\n=2"
    notes = csv_bytes(TABLE, [searched]).decode("utf-8-sig").splitlines()
    assert notes[1] == "# Rows: 3"
    assert not any(cell.strip().startswith("=") for cell in notes[0].split(separator))


@pytest.mark.parametrize("chosen", [Selection(), Selection(region=("Africa",))], ids=["all", "a region"])
def test_the_export_of_pledges_holds_exactly_the_pledges_of_the_selection(facets: Facets, chosen: Selection) -> None:
    filtered = filter_data(facets, chosen)
    table = pledge_export(filtered)
    found = pd.read_csv(io.BytesIO(csv_bytes(table, NOTES)), comment="#", dtype=str, keep_default_na=False)
    assert found["pledge_id"].tolist() == filtered.selected_pledges()["pledge_id"].tolist()
    for column in table:
        expected = ["" if pd.isna(value) else str(neutral(value)) for value in table[column]]
        assert found[column].tolist() == expected, column


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_in_files_are_as_precise_as_they_mean(value: float) -> None:
    """No noise of arithmetic, no number rounded to none, and none moved by more than it means."""
    shown = meant(value)
    assert (shown == 0) == (value == 0)
    assert shown == pytest.approx(value, rel=1e-5)
    assert meant(shown) == shown


def test_parts_in_a_file_have_no_noise() -> None:
    text = csv_bytes(pd.DataFrame({"value": [1 / 3 + 1.2, 4.533332824707031, 12.0]}), []).decode("utf-8-sig")
    assert [line for line in text.splitlines() if not line.startswith("#")][1:] == ["1.53333", "4.53333", "12.0"]
