"""States, replies and ages of reports on the shipped data, against SQL over the files."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.measures.progress import freshness_by, progress_by
from analytics.measures.records import item_counts
from analytics.reports import BANDS, STATES, report_states
from analytics.selection import filter_data
from tests.oracle.cases import CASES, Case, each_case

DAYS = (date(2026, 11, 28), date(2026, 11, 23), date(2025, 12, 31), date(2023, 6, 30), date(2020, 1, 1))


@each_case
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_states_replies_and_ages(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case, day: date) -> None:
    filtered = filter_data(facets, case.chosen)
    expected = ask(f"from states_on(date '{day}') semi join kept using (pledge_id) where counted", case)
    states = progress_by(filtered, "region", day).iloc[0]
    assert states["of"] == len(expected)
    assert states["reported"] == expected["reported"].sum()
    assert states["not_reported"] == expected["state"].isin(["overdue", "no_report"]).sum()
    assert states[list(STATES)].to_dict() == counted(expected["state"], STATES)
    assert freshness_by(filtered, "region", day).iloc[0][list(BANDS)].to_dict() == counted(expected["band"], BANDS)


def test_the_state_of_every_pledge(ask: Callable[..., pd.DataFrame], facets: Facets) -> None:
    expected = ask("select pledge_id, state, reported from state", CASES["everything"]).set_index("pledge_id")
    found = report_states(facets.dataset, facets.dataset.as_of).set_index("pledge_id")
    assert found["state"].to_dict() == expected["state"].to_dict()
    assert found["reported"].to_dict() == expected["reported"].to_dict()


def counted(column: pd.Series, codes: tuple[str, ...]) -> dict[str, int]:
    return column.value_counts().reindex(list(codes), fill_value=0).to_dict()


@each_case
def test_items_of_records(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case) -> None:
    expected = ask(
        # The end of a wider project is no deadline.
        "select count(*) filter (where own and (has_deadline = 'yes' or end_date is not null)) as yes,"
        " count(*) filter (where has_deadline = 'no' and (end_date is null or not own)) as no, count(*) as n"
        " from (select *, coalesce(end_date_of_wider_project, 'no') <> 'yes' as own from kept)",
        case,
    ).iloc[0]
    shown = item_counts(filter_data(facets, case.chosen)).set_index("item").loc["deadline"]
    assert shown[["yes", "no", "of"]].tolist() == [expected["yes"], expected["no"], expected["n"]]
