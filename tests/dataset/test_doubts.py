"""What is kept, counted and said."""

from collections.abc import Callable
from pathlib import Path

from analytics.dataset import explain, load_dataset
from analytics.dataset.__main__ import soft_problems
from analytics.dataset.descriptor import SHIPPED
from analytics.dataset.explanations import HARD, SOFT


def test_the_shipped_doubts_counted_by_hand() -> None:
    problems = load_dataset(SHIPPED).problems
    assert list(problems) == ["file", "row", "column", "value", "rule", "key", "detail"]
    assert problems.loc[problems["file"] == "pledges.csv", "rule"].value_counts().to_dict() == {
        "no_status": 71,
        "no_year": 48,
        "no_gcm_objectives": 42,
        "no_compact": 30,
        "doubtful_record": 24,
        "ambiguous_date": 15,
        "inferred": 14,
        "unplaced_network": 9,
        "no_kind": 8,
        "unplaced_unresolved": 1,
        "unplaced_not_named": 1,
    }
    assert problems["rule"].value_counts()[["inferred_section", "no_displacement_data"]].tolist() == [47, 23]


def test_a_doubt_stands_at_its_line_and_names_its_record(folder: Path, edit: Callable[..., int]) -> None:
    line = edit("pledges.csv", "accra-gha-1", language_of_source="")
    problems = load_dataset(folder).problems
    (row,) = problems[problems["rule"] == "no_language"].to_dict("records")
    assert (row["file"], row["row"], row["column"], row["key"]) == (
        "pledges.csv",
        line,
        "language_of_source",
        "accra-gha-1",
    )


def test_dates_are_compared_as_precisely_as_both_are_stated(folder: Path, edit: Callable[..., int]) -> None:
    edit("pledges.csv", "accra-gha-1", start_date="2023-05", end_date="2022")
    edit("pledges.csv", "beira-moz-1", start_date="2022-07-15", end_date="2022")
    problems = load_dataset(folder).problems
    assert problems.loc[problems["rule"] == "ends_before_start", "key"].tolist() == ["accra-gha-1"]


def test_a_pledge_that_may_be_entered_twice(folder: Path, edit: Callable[..., int]) -> None:
    edit("pledges.csv", "montreal-can-3", title="Same")
    edit("pledges.csv", "montreal-can-2", title="Same")
    problems = load_dataset(folder).problems
    assert problems.loc[problems["rule"] == "same_title", "key"].tolist() == ["montreal-can-3"]


def test_a_government_without_coordinates_is_unplaced(folder: Path, edit: Callable[..., int]) -> None:
    edit("cities.csv", "accra-gha", lat="", lon="")
    problems = load_dataset(folder).problems
    assert problems.loc[problems["rule"] == "unplaced_no_point", "key"].tolist() == ["accra-gha-1"]


def test_every_shipped_doubt_can_be_explained() -> None:
    for problem in soft_problems(load_dataset(SHIPPED)):
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
