"""States, replies and ages of reports on the shipped data, against SQL over the files."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.measures.progress import freshness_by, progress_by
from analytics.measures.records import item_counts
from analytics.reports import BANDS, STATES
from analytics.selection import narrow
from tests.oracle.cases import Case, each_case

DAYS = (date(2026, 11, 23), date(2025, 12, 31), date(2023, 6, 30), date(2020, 1, 1))

STANDING = """
with dated as (
    select *,
        coalesce(last_reported, results_as_of) as report,
        coalesce(year_announced, start_date, last_reported, results_as_of) as since,
        status not in ('no_report', 'overdue') as has_stage,
        status not in ('no_report', 'overdue') or results_summary is not null
            or coalesce(last_reported, results_as_of) is not null as has_report
    from kept
),
days as (
    select *,
        cast(rpad(since, 10, '-01-01') as date) as since_first,
        cast(rpad(report, 10, '-01-01') as date) as report_first,
        {last_of_report} as report_last,
        {last_of_end} as end_last,
        cast(retrieved as date) as read
    from dated
),
then_known as (
    select *, has_report and least(coalesce(report_last, read), read) <= date '{day}' as reported
    from days
    where since_first is null or since_first <= date '{day}' or read <= date '{day}'
),
stated as (
    select *,
        case
            when reported and status in ('fulfilled', 'stalled', 'withdrawn') then status
            when end_last < date '{day}' and reported then 'ended_reported'
            when end_last < date '{day}' then 'overdue'
            when reported and has_stage then status
            when reported then 'stage_not_stated'
            else 'no_report'
        end as state,
        case
            when not reported then 'none'
            when report_first is null then 'undated'
            when report_first + interval 12 month > date '{day}' then 'under_12'
            when report_first + interval 24 month >= date '{day}' then '12_to_24'
            else 'over_24'
        end as band
    from then_known
)
select pledge_id, state, band, reported from stated
"""


def states_on(day: str, source: str = "kept") -> str:
    own_end = "case when coalesce(end_date_of_wider_project, 'no') <> 'yes' then end_date end"
    query = STANDING.replace("{last_of_report}", last("report")).replace("{last_of_end}", last("own_end"))
    query = query.replace("from kept", f"from (select *, {own_end} as own_end from {source})")
    return query.replace("{day}", str(day))


def last(column: str) -> str:
    """The last day that a date as precise as stated can mean, in SQL."""
    first = f"cast(rpad({column}, 10, '-01-01') as date)"
    return (
        f"case length({column}) when 4 then {first} + interval 1 year - interval 1 day"
        f" when 7 then last_day({first}) else {first} end"
    )


@each_case
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_states_replies_and_ages(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case, day: date) -> None:
    narrowed = narrow(facets, case.chosen)
    query = STANDING.replace("{last_of_report}", last("report")).replace("{last_of_end}", last("end_date"))
    expected = ask(query.replace("{day}", str(day)), case)
    states = progress_by(narrowed, "region", day).iloc[0]
    assert states["of"] == len(expected)
    assert states["reported"] == expected["reported"].sum()
    assert states["overdue_silent"] == ((expected["state"] == "overdue") & ~expected["reported"].astype(bool)).sum()
    assert states[list(STATES)].to_dict() == counted(expected["state"], STATES)
    assert freshness_by(narrowed, "region", day).iloc[0][list(BANDS)].to_dict() == counted(expected["band"], BANDS)


def counted(column: pd.Series, codes: tuple[str, ...]) -> dict[str, int]:
    return column.value_counts().reindex(list(codes), fill_value=0).to_dict()


@each_case
def test_items_of_records(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case) -> None:
    expected = ask(
        "select count(*) filter (where has_deadline = 'yes' or end_date is not null) as yes,"
        " count(*) filter (where has_deadline = 'no' and end_date is null) as no, count(*) as n from kept",
        case,
    ).iloc[0]
    shown = item_counts(narrow(facets, case.chosen)).set_index("item").loc["deadline"]
    assert shown[["yes", "no", "of"]].tolist() == [expected["yes"], expected["no"], expected["n"]]
