"""What is kept, counted and said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.dataset import Folder, explain, load_dataset
from analytics.dataset.cells import text_doubts
from analytics.dataset.descriptor import SHIPPED
from analytics.dataset.doubts import OTHER_LANGUAGE, problems_in
from analytics.dataset.explanations import HARD, SOFT
from tests.csv_rows import read_rows
from tests.quick import first_of_each

PLEDGE = "accra-gha-1"
LANGUAGES = ("ar", "es", "fr", "pt", "ru", "zh-hans", "zh-hant")
PATHS = st.lists(st.from_regex(r"[a-z]{3,9}|[0-9]{1,5}|[a-z]{2,6}-[a-z]{2,6}-[a-z]{1,6}", fullmatch=True), max_size=4)
HOSTS = st.sampled_from(["https://migrationnetwork.un.org", "http://www.migrationnetwork.un.org"])


@pytest.mark.slow
def test_the_shipped_doubts_counted_by_hand() -> None:
    problems = load_dataset(Folder(SHIPPED)).problems
    assert list(problems) == ["file", "row", "column", "value", "rule", "key", "detail", "near"]
    assert problems.loc[problems["file"] == "pledges.csv", "rule"].astype("str").value_counts().to_dict() == {
        "no_status": 70,
        "no_year": 45,
        "no_gcm_objectives": 41,
        "no_compact": 29,
        "doubtful_record": 28,
        "ambiguous_date": 19,
        "inferred": 12,
        "unplaced_network": 9,
        "no_kind": 8,
        "contradiction": 5,
        "unplaced_unresolved": 1,
        "unplaced_not_named": 1,
    }
    contradictions = problems[problems["rule"] == "contradiction"]
    assert contradictions["file"].astype("str").value_counts().to_dict() == {
        "published_figures.csv": 8,
        "pledges.csv": 5,
        "forums.csv": 1,
        "grants.csv": 1,
    }
    assert problems["rule"].astype("str").value_counts()[["inferred_section", "no_displacement_data"]].tolist() == [
        47,
        23,
    ]


def test_a_doubt_stands_at_its_line_and_names_its_record(folder: Path, edit: Callable[..., int]) -> None:
    line = edit("pledges.csv", "accra-gha-1", language_of_source="")
    problems = load_dataset(Folder(folder)).problems
    (row,) = problems[problems["rule"] == "no_language"].to_dict("records")
    assert (row["file"], row["row"], row["column"], row["key"]) == (
        "pledges.csv",
        line,
        "language_of_source",
        "accra-gha-1",
    )


@pytest.mark.parametrize("column", ["target_group_basis", "gcm_basis", "compact_basis", "sdg_basis"])
def test_codes_that_nobody_is_said_to_have_given_are_in_doubt(
    folder: Path, edit: Callable[..., int], column: str
) -> None:
    codes = {"target_groups": "women", "gcm_objectives": "7", "compact": "GCM", "sdgs": "11", "themes": "housing"}
    line = edit("pledges.csv", PLEDGE, **codes, **{column: ""})
    edit("pledges.csv", "beira-moz-1", compact="", compact_basis="")
    problems = load_dataset(Folder(folder)).problems
    (row,) = problems[(problems["rule"] == "no_basis") & (problems["column"] == column)].to_dict("records")
    assert (row["row"], row["key"]) == (line, PLEDGE)


def test_dates_are_compared_as_precisely_as_both_are_stated(folder: Path, edit: Callable[..., int]) -> None:
    edit("pledges.csv", "accra-gha-1", start_date="2023-05", end_date="2022")
    edit("pledges.csv", "beira-moz-1", start_date="2022-07-15", end_date="2022")
    problems = load_dataset(Folder(folder)).problems
    assert problems.loc[problems["rule"] == "ends_before_start", "key"].tolist() == ["accra-gha-1"]


def test_a_pledge_that_may_be_entered_twice(folder: Path, edit: Callable[..., int]) -> None:
    edit("pledges.csv", "montreal-can-3", title="Same")
    edit("pledges.csv", "montreal-can-2", title="Same")
    problems = load_dataset(Folder(folder)).problems
    assert problems.loc[problems["rule"] == "same_title", "key"].tolist() == ["montreal-can-3"]


@given(HOSTS, st.sampled_from(LANGUAGES), PATHS, st.sampled_from(["", "?page=1", "#top"]))
def test_a_page_of_the_un_network_in_another_language_is_found(
    host: str, language: str, path: list[str], end: str
) -> None:
    found = OTHER_LANGUAGE.match("/".join([host, language, *path]) + end)
    assert found and found.group(1) == language


@given(HOSTS, PATHS, st.sampled_from(["", "?page=1", "/es"]))
def test_an_english_page_of_the_un_network_is_not(host: str, path: list[str], end: str) -> None:
    for address in ("/".join([host, "node", *path]) + end, "/".join([host, "en", *path]), host):
        assert not OTHER_LANGUAGE.match(address), address


@given(st.sampled_from(LANGUAGES), PATHS)
def test_other_sites_may_have_a_language_in_their_address(language: str, path: list[str]) -> None:
    assert not OTHER_LANGUAGE.match("/".join(["https://example.org", language, *path]))


@pytest.mark.slow
def test_an_address_in_another_language_is_said_where_it_stands(folder: Path, edit: Callable[..., int]) -> None:
    assert "page_in_other_language" not in set(load_dataset(Folder(folder)).problems["rule"])
    russian = "https://migrationnetwork.un.org/ru/node/7516/webform/submission/8056/table"
    english = russian.replace("/ru/", "/")
    line = edit("pledges.csv", "coto-brus-cri-1", source_url=russian, other_urls=russian)
    place = edit("cities.csv", "coto-brus-cri", source_url=f"{english};{russian}")
    problems = load_dataset(Folder(folder)).problems
    found = problems[problems["rule"] == "page_in_other_language"]
    assert found[["file", "row", "column", "value", "detail"]].to_numpy().tolist() == [
        ["cities.csv", place, "source_url", russian, "ru"],
        ["pledges.csv", line, "source_url", russian, "ru"],
    ]


def test_a_contradiction_stands_at_the_record_it_is_about(folder: Path) -> None:
    problems = load_dataset(Folder(folder)).problems
    (row,) = problems[(problems["rule"] == "contradiction") & (problems["key"] == "nairobi-ken-2")].to_dict("records")
    lines = [each["pledge_id"] for each in read_rows(folder / "pledges.csv")]
    assert (row["file"], row["row"], row["column"]) == ("pledges.csv", lines.index("nairobi-ken-2") + 2, "end_date")
    assert row["value"].startswith("2027, ") and "; Ongoing" in row["value"]


@pytest.mark.parametrize("key", ["", "nobody-1"])
def test_a_contradiction_of_no_record_is_about_the_file(folder: Path, key: str) -> None:
    path = folder / "contradictions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",nairobi-ken-2,", f",{key},"), encoding="utf-8")
    problems = load_dataset(Folder(folder)).problems
    assert problems[problems["value"].fillna("").str.startswith("2027, ")]["row"].isna().all()


def test_a_government_without_coordinates_is_unplaced(folder: Path, edit: Callable[..., int]) -> None:
    edit("cities.csv", "accra-gha", lat="", lon="")
    problems = load_dataset(Folder(folder)).problems
    assert problems.loc[problems["rule"] == "unplaced_no_point", "key"].tolist() == ["accra-gha-1"]


DOUBTFUL = [
    # file, record, cells, where it is told, the rule, what is told
    ("pledges.csv", PLEDGE, {"start_date": "0001-01-01"}, "start_date", "early_date", "0001-01-01"),
    ("pledges.csv", PLEDGE, {"end_date": "2014"}, "end_date", "early_date", "2014"),
    ("pledges.csv", PLEDGE, {"last_reported": "2062"}, "last_reported", "future_date", "2062"),
    ("grants.csv", "gcf-2021-lima", {"announced_on": "2062-01"}, "announced_on", "future_date", "2062-01"),
    (
        "pledges.csv", PLEDGE, {"start_date": "2023", "results_as_of": "2022-12"},
        "results_as_of", "results_before_start", "2022-12",
    ),
    ("pledges.csv", PLEDGE, {"summary": "A <b>bold</b> one"}, "summary", "web_code", "<b>"),
    ("pledges.csv", PLEDGE, {"summary": "Health &amp; care"}, "summary", "web_entity", "&amp;"),
    ("pledges.csv", PLEDGE, {"note": "Ask ana.perez@lima.pe."}, "note", "e_mail", "…a.pe"),
    ("cities.csv", "accra-gha", {"mayor": "Tel. +44 20 7946 0958"}, "mayor", "telephone", "…0958"),
    ("pledges.csv", PLEDGE, {"title": "x" * 400}, "title", "long_title", "x" * 80),
    ("pledges.csv", PLEDGE, {"summary": "abc\u202edef"}, "summary", "hidden_in_text", None),
    ("pledges.csv", PLEDGE, {"budget_as_stated": "N/A"}, "budget_as_stated", "nothing_stated", "N/A"),
    ("pledges.csv", PLEDGE, {"partners": "UCLG;TBC"}, "partners", "nothing_stated", "UCLG;TBC"),
    ("cities.csv", "accra-gha", {"iso3": ""}, "iso3", "no_country", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "key", "cells", "column", "rule", "value"), first_of_each(DOUBTFUL, lambda case: case[0] == "pledges.csv")
)
def test_a_doubtful_cell_is_told_where_it_stands(
    folder: Path, edit: Callable[..., int], file: str, key: str, cells: dict[str, str], column: str, rule: str,
    value: str | None,
) -> None:  # fmt: skip
    line = edit(file, key, **cells)
    (problem,) = [each for each in problems_in(load_dataset(Folder(folder)).problems) if each.rule == rule]
    assert (problem.file, problem.row, problem.column, problem.key) == (file, line, column, key)
    assert value is None or problem.value == value
    assert "{" not in "".join(explain(problem))


TEXTS = st.text(st.characters(blacklist_categories=["C"], blacklist_characters="<>&@+\u200b"), max_size=40)


@given(
    TEXTS,
    st.sampled_from([("<i>", "web_code"), ("</p>", "web_code"), ("&nbsp;", "web_entity"), ("&#39;", "web_entity")]),
)
def test_web_code_is_found_in_any_text(text: str, code: tuple[str, str]) -> None:
    assert code[1] in text_doubts(f"{text} {code[0]} {text}")
    assert code[1] not in text_doubts(text)


@given(st.from_regex(r"[a-z]{1,8}(?:\.[a-z]{1,8})?@[a-z]{2,8}(?:\.[a-z]{2,4}){1,2}", fullmatch=True), TEXTS)
def test_an_e_mail_address_is_found_in_any_text(address: str, text: str) -> None:
    assert "e_mail" in text_doubts(f"{text} {address} {text}")


@pytest.mark.parametrize(
    "text", ["2022-2023, 1 000 000 000 people", "from 2019/2020 to 2024/2025", "R&D; more", "+200 people", "3 < 4 > 2"]
)
def test_ordinary_texts_hold_nothing_doubtful(text: str) -> None:
    assert text_doubts(text) == []


@pytest.mark.slow
def test_what_states_nothing_is_not_counted_as_stated(folder: Path, edit: Callable[..., int]) -> None:
    edit("pledges.csv", PLEDGE, funding_source="TBC", budget_as_stated="-", partners="N/A;–", results_summary="null")
    pledges = load_dataset(Folder(folder)).pledges.set_index("pledge_id").loc[PLEDGE]
    assert pledges[["funding_source", "budget_as_stated", "partners", "results_summary"]].isna().all()


def test_one_text_under_two_names_may_be_one_pledge(folder: Path, edit: Callable[..., int]) -> None:
    rows = read_rows(folder / "pledges.csv")
    same = {name: rows[0][name] for name in ("title", "source_url", "summary")}
    line = edit("pledges.csv", rows[-1]["pledge_id"], **same)
    (problem,) = [each for each in problems_in(load_dataset(Folder(folder)).problems) if each.rule == "same_content"]
    assert (problem.row, problem.detail) == (line, rows[0]["pledge_id"])


def test_every_shipped_doubt_can_be_explained() -> None:
    for problem in problems_in(load_dataset(Folder(SHIPPED)).problems):
        wrong, remedy = explain(problem)
        assert problem.rule in SOFT
        assert wrong.endswith((".", ")")) or problem.value in wrong
        assert "{" not in wrong + remedy


def test_hard_and_soft_rules_are_apart_and_every_rule_in_the_code_has_its_sentences() -> None:
    assert not set(HARD) & set(SOFT)
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(__file__).parents[2].joinpath("analytics", "dataset").glob("*.py")
        if path.name != "explanations.py"
    )
    for rule in HARD | SOFT:
        assert f'"{rule}"' in code, rule


def test_a_city_that_no_table_knows_and_a_funder_in_another_spelling(folder: Path, edit: Callable[..., int]) -> None:
    line = edit("exchange.csv", "ex-020", city_ids="kampala-ug")
    edit("grants.csv", "gcf-2021-lima", funder="Open Society Foundation")
    problems = load_dataset(Folder(folder)).problems
    unknown = problems[problems["rule"] == "unknown_city"]
    (row,) = unknown[unknown["value"] == "kampala-ug"].to_dict("records")
    assert (row["file"], row["row"], row["column"], row["key"]) == ("exchange.csv", line, "city_ids", "ex-020")
    # As counted in the files without the dashboard: 35 of offers, and the one spoiled.
    assert unknown["file"].astype("str").value_counts().to_dict() == {
        "exchange.csv": 36,
        "grants.csv": 28,
        "related_city_actions.csv": 3,
    }
    assert problems.loc[problems["rule"] == "unknown_funder", "value"].tolist() == ["Open Society Foundation"]
