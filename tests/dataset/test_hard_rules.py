"""Each hard rule broken once is reported once, with file, line, column and value."""

import csv
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.dataset import Folder, Problem, explain, load_dataset
from analytics.dataset.rules import _is_date, today
from tests.csv_rows import read_rows, write_rows
from tests.quick import first_of_each

PLEDGE = "accra-gha-1"
Edit = Callable[..., int]
Hard = Callable[[], list[Problem]]

BROKEN = [
    # file, record, column, cell, what is reported, rule
    ("pledges.csv", PLEDGE, "title", "", None, "empty_cell"),
    ("pledges.csv", PLEDGE, "source_url", "", None, "empty_cell"),
    ("pledges.csv", PLEDGE, "themes", "", None, "empty_cell"),
    ("pledges.csv", PLEDGE, "themes", "housing;helth", "helth", "unknown_code"),
    ("pledges.csv", PLEDGE, "gcm_objectives", "7;24", "24", "unknown_code"),
    ("pledges.csv", PLEDGE, "status", "unknown", "unknown", "unknown_code"),
    ("pledges.csv", PLEDGE, "compact", "gcm", "gcm", "unknown_code"),
    ("pledges.csv", PLEDGE, "certainty", "sure", "sure", "unknown_code"),
    ("pledges.csv", PLEDGE, "forums", "IMRF-2023", "IMRF-2023", "unknown_code"),
    ("pledges.csv", PLEDGE, "priority_objectives", "PO9", "PO9", "unknown_code"),
    ("pledges.csv", PLEDGE, "government_ids", "accra-gha;atlantis", "atlantis", "foreign_key"),
    ("pledges.csv", PLEDGE, "pledge_id", "amman-jor-1", "amman-jor-1", "repeated_id"),
    ("pledges.csv", PLEDGE, "pledge_id", "Accra 1", "Accra 1", "wrong_pattern"),
    ("pledges.csv", PLEDGE, "start_date", "2022-02-30", "2022-02-30", "not_a_date"),
    ("pledges.csv", PLEDGE, "start_date", "2022-13", "2022-13", "not_a_date"),
    ("pledges.csv", PLEDGE, "end_date", "30/30/2023", "30/30/2023", "not_a_date"),
    ("pledges.csv", PLEDGE, "retrieved", "2026-11", "2026-11", "not_a_date"),
    ("pledges.csv", PLEDGE, "year_announced", "22", "22", "not_a_year"),
    ("pledges.csv", PLEDGE, "year_announced", "1022", "1022", "too_small"),
    ("pledges.csv", PLEDGE, "year_announced", "2222", "2222", "too_large"),
    ("pledges.csv", PLEDGE, "budget_usd", "200,000", "200,000", "ambiguous_number"),
    ("pledges.csv", PLEDGE, "budget_usd", "inf", "inf", "not_a_number"),
    ("pledges.csv", PLEDGE, "budget_usd", "1e400", "1e400", "not_a_number"),
    ("pledges.csv", PLEDGE, "budget_usd", "-1", "-1", "too_small"),
    ("pledges.csv", PLEDGE, "people_reached", "12.5", "12.5", "not_a_number"),
    ("pledges.csv", PLEDGE, "people_reached", "9" * 40, "9" * 40, "not_a_number"),
    ("pledges.csv", PLEDGE, "has_budget", "maybe", "maybe", "not_yes_or_no"),
    ("pledges.csv", PLEDGE, "source_url", "javascript:alert(1)", "javascript:alert(1)", "not_http"),
    ("pledges.csv", PLEDGE, "source_url", "www.gfmd.org", "www.gfmd.org", "not_http"),
    ("pledges.csv", PLEDGE, "other_urls", "https://a.org/b;data:text/html,x", "data:text/html,x", "not_http"),
    ("cities.csv", "accra-gha", "iso3", "ZZZ", "ZZZ", "foreign_key"),
    ("cities.csv", "accra-gha", "iso3", "Ghana", "Ghana", "wrong_pattern"),
    ("cities.csv", "accra-gha", "kind", "village", "village", "unknown_code"),
    ("pledges.csv", PLEDGE, "retrieved", "2999-01-01", "2999-01-01", "read_in_future"),
    ("related_city_actions.csv", "vienna-aut-1", "retrieved", "2999-01-01", "2999-01-01", "read_in_future"),
    ("pledges.csv", PLEDGE, "title", "x" * 20_001, "x" * 200, "too_long"),
    ("countries.csv", "GHA", "name", "Total (all countries)", "Total (all countries)", "totals_row"),
    ("countries.csv", "GHA", "m49_region", "Afrika", "Afrika", "unknown_region"),
    ("countries.csv", "GHA", "uclg_section_inferred", "Atlantis", "Atlantis", "unknown_region"),
    ("countries.csv", "GHA", "population", "many", "many", "not_a_number"),
    ("countries.csv", "GHA", "un_member", "", None, "empty_cell"),
    ("round_tables.csv", "IMRF-2022", "gcm_objective", "24", "24", "unknown_code"),
    ("exchange.csv", "ex-017", "iso3", "USA;ATL", "ATL", "foreign_key"),
    ("exchange.csv", "ex-001", "theme", "plumbing", "plumbing", "unknown_code"),
    ("exchange.csv", "ex-001", "kind", "gift", "gift", "unknown_code"),
    ("forums.csv", "GRF-2027", "report_deadline", "spring", "spring", "not_a_date"),
    ("theme_crosswalk.csv", "housing", "code", "99", "99", "foreign_key"),
    ("documentation_items.csv", "deadline", "read_from", "ends", "ends", "wrong_pattern"),
    ("forum_topics.csv", "GFMD-2025", "target_groups", "men", "men", "unknown_code"),
    ("forum_topics.csv", "GFMD-2025", "forum_id", "GFMD-1999", "GFMD-1999", "foreign_key"),
    ("local_competence.csv", "11", "local_competence", "none", "none", "unknown_code"),
    ("published_figures.csv", "mmd-signatories", "value", "76 mayors", "76 mayors", "not_a_number"),
    ("forums.csv", "GFMD-2018", "process", "G20", "G20", "unknown_code"),
]


@pytest.mark.parametrize(
    ("file", "key", "column", "cell", "value", "rule"), first_of_each(BROKEN, lambda case: case[-1])
)
def test_a_broken_rule_is_reported_once(
    edit: Edit, hard: Hard, file: str, key: str, column: str, cell: str, value: str | None, rule: str
) -> None:
    line = edit(file, key, **{column: cell})
    problems = hard()
    found = [(each.file, each.column, each.value, each.rule) for each in problems]
    assert found.count((file, column, value, rule)) == 1
    about_the_cell = [each for each in problems if (each.file, each.column, each.row) == (file, column, line)]
    # A repeated name is reported where it stands the second time, which is not where it was changed.
    assert len(about_the_cell) == (0 if rule == "repeated_id" else 1)


def test_a_row_that_is_the_sum_of_all_others_is_no_country(folder: Path, hard: Hard) -> None:
    rows = read_rows(folder / "countries.csv")
    people = sum(int(row["population"] or 0) for row in rows)
    write_rows(
        folder / "countries.csv", [*rows, {**rows[0], "iso3": "ZZZ", "name": "Sum of it", "population": str(people)}]
    )
    assert [(each.row, each.rule) for each in hard()] == [(len(rows) + 2, "totals_row")]


def test_every_hard_problem_is_listed_at_once(edit: Edit, hard: Hard) -> None:
    lines = [
        edit("pledges.csv", "amman-jor-1", title="", start_date="2022-02-30"),
        edit("pledges.csv", "beira-moz-1", source_url="ftp://x.org", themes="fun"),
        edit("cities.csv", "quito-ecu", kind="village"),
        edit("countries.csv", "KEN", unhcr_region="East"),
    ]
    assert [(each.file, each.row, each.rule) for each in hard()] == [
        ("cities.csv", lines[2], "unknown_code"),
        ("countries.csv", lines[3], "unknown_region"),
        ("pledges.csv", lines[0], "not_a_date"),
        ("pledges.csv", lines[0], "empty_cell"),
        ("pledges.csv", lines[1], "not_http"),
        ("pledges.csv", lines[1], "unknown_code"),
    ]


def test_a_problem_names_its_record_and_what_the_rule_compares_with(edit: Edit, hard: Hard) -> None:
    edit("pledges.csv", PLEDGE, themes="helth")
    (problem,) = hard()
    assert (problem.key, problem.detail) == (PLEDGE, "theme")
    assert explain(problem) == (
        '"helth" is not a code of "theme".',
        "Did you mean health? Use a code that taxonomy.csv lists under theme, or add this one there with its labels.",
    )


def test_a_repeated_pair_of_keys_is_reported(folder: Path, hard: Hard) -> None:
    path = folder / "taxonomy.csv"
    line = path.read_text(encoding="utf-8").splitlines()[1]
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    (problem,) = hard()
    assert (problem.rule, problem.column, problem.key) == ("repeated_id", "code", "gcm/1")


def test_lines_count_line_breaks_inside_quotation_marks(edit: Edit, hard: Hard) -> None:
    before = edit("pledges.csv", "quito-ecu-1", summary="one\ntwo\nthree")
    after = edit("pledges.csv", "accra-gha-1", title="")
    assert before < after
    assert [each.row for each in hard()] == [after + 2]


def test_blanks_around_codes_and_repeats_do_no_harm(folder: Path, edit: Edit) -> None:
    edit("pledges.csv", PLEDGE, themes=" housing ; health;housing;", title="  Calm  ")
    pledges = load_dataset(Folder(folder)).pledges.set_index("pledge_id")
    assert pledges.loc[PLEDGE, "themes"] == "housing;health"
    assert pledges.loc[PLEDGE, "title"] == "Calm"


def test_one_bad_file_does_not_make_the_others_look_bad(folder: Path, hard: Hard) -> None:
    (folder / "taxonomy.csv").unlink()
    assert [(each.file, each.rule) for each in hard()] == [("taxonomy.csv", "missing_file")]


def test_digits_of_other_scripts_are_not_numbers(edit: Edit, hard: Hard) -> None:
    edit("pledges.csv", PLEDGE, people_reached="١٢", year_announced="٢٠٢٢", start_date="٢٠٢٢")
    assert sorted(each.rule for each in hard()) == ["not_a_date", "not_a_number", "not_a_year"]


@given(st.dates(min_value=datetime.date(1900, 1, 1)))
def test_every_day_of_the_calendar_is_a_date_at_every_precision(day: object) -> None:
    text = str(day)
    assert _is_date(pd.Series([text, text[:7], text[:4]])).all()


@given(
    st.datetimes(datetime.datetime(2027, 1, 1), datetime.datetime(2090, 1, 1), timezones=st.just(datetime.UTC)),
    st.integers(-12 * 60, 14 * 60),
)
def test_a_day_that_has_begun_anywhere_is_no_future(moment: datetime.datetime, minutes: int) -> None:
    """Whoever reads a source in Auckland is half a day ahead of a server on UTC; no place is ahead of the 14th hour."""

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Self:
            return cls.fromtimestamp(moment.timestamp(), tz)

    there = moment.astimezone(datetime.timezone(datetime.timedelta(minutes=minutes))).date()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analytics.dataset.rules.datetime", Clock)
        assert there.isoformat() <= today()
        assert today() == (moment + datetime.timedelta(hours=14)).date().isoformat()


def test_tomorrow_at_the_date_line_has_not_come(edit: Edit, hard: Hard) -> None:
    day = datetime.date.fromisoformat(today()) + datetime.timedelta(days=1)
    edit("pledges.csv", PLEDGE, retrieved=day.isoformat())
    (problem,) = hard()
    assert (problem.rule, problem.detail) == ("read_in_future", today())
    assert "anywhere" in explain(problem)[0]


@given(st.text(alphabet="0123456789-/T ", max_size=12))
def test_only_days_of_the_calendar_are_dates(text: str) -> None:
    padded = {4: text + "-01-01", 7: text + "-01", 10: text}.get(len(text), "")
    try:
        expected = datetime.date.fromisoformat(padded).isoformat() == padded
    except ValueError:
        expected = False
    assert _is_date(pd.Series([text], dtype="str")).tolist() == [expected]


def test_cells_with_markup_formulas_and_other_scripts_are_kept_as_text(folder: Path, edit: Edit) -> None:
    hostile = '<script>alert(1)</script> =HYPERLINK("x") [x](javascript:y) $\\LaTeX$ \u202eabc e\u0301 مدينة, NA'
    edit("pledges.csv", PLEDGE, title=hostile, summary="NA")
    pledges = load_dataset(Folder(folder)).pledges.set_index("pledge_id")
    assert pledges.loc[PLEDGE, "title"] == hostile
    assert pledges.loc[PLEDGE, "summary"] == "NA"


def test_na_is_a_code_like_any_other(folder: Path) -> None:
    with (folder / "taxonomy.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(
            ["language", "NA", "", "Nauruan", "Nauruano", "Nauruan", "A language.", "9", "", "no"]
        )
    taxonomy = load_dataset(Folder(folder)).taxonomy
    assert "NA" in taxonomy["code"].tolist()


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"opens": "2025-05", "closes": "2025-04-16"}, "closes", "closes_before_opening"),
        ({"regions": "m49_region:Afrika"}, "regions", "foreign_key"),
        ({"regions_in_doubt": "any_region:Africa"}, "regions_in_doubt", "foreign_key"),
        ({"memberships": "club"}, "memberships", "foreign_key"),
        ({"countries": "XYZ"}, "countries", "foreign_key"),
        ({"income_groups": "Poor"}, "income_groups", "unknown_region"),
    ],
)
def test_a_window_that_contradicts_itself_or_names_what_nobody_knows(
    edit: Edit, hard: Hard, cells: dict[str, str], column: str, rule: str
) -> None:
    line = edit("funding_windows.csv", "GCF-2025-CONCEPT", **cells)
    assert [(each.file, each.row, each.column, each.rule) for each in hard()] == [
        ("funding_windows.csv", line, column, rule)
    ]


def test_a_window_that_opens_and_closes_in_one_month_as_far_as_is_known(folder: Path, edit: Edit) -> None:
    edit("funding_windows.csv", "GCF-2025-CONCEPT", opens="2025-04-20", closes="2025-04")
    assert len(load_dataset(Folder(folder)).funding_windows) == 19
