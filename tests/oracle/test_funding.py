"""Grants and pledges by funder, theme and region are what SQL counts in the files."""

import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.measures.funding import funder_counts, funding_by, need_without_grant
from analytics.selection import filter_data
from tests.oracle.cases import Case
from tests.oracle.generated import generated_cases
from tests.oracle.test_named_numbers import Ask

ON_THEME = "({themes_chosen} or list_has_any(string_split(themes, ';'), {themes}))"
GRANTS = (
    "with asked as (select * from given where {placeable} and " + ON_THEME + ""
    " and iso3 in (select iso3 from country where {countries})) "
)
BY = {
    "grants": {
        "theme": "select unnest(string_split(themes, ';')) as code, grant_id as id from asked where themes is not null",
        "region": "select {regions_by} as code, grant_id as id from asked join country using (iso3)"
        " where {regions_by} is not null",
    },
    "pledges": {
        "theme": "select code, pledge_id as id from carried join kept using (pledge_id)"
        " where scheme = 'theme' and code <> 'not_stated' and funding_source is not null",
        "region": "select region as code, pledge_id as id from place join kept using (pledge_id)"
        " where funding_source is not null",
    },
    "silent": {
        "theme": "select code, pledge_id as id from carried join kept using (pledge_id)"
        " where scheme = 'theme' and code <> 'not_stated' and funding_source is null",
        "region": "select region as code, pledge_id as id from place join kept using (pledge_id)"
        " where funding_source is null",
    },
}


@pytest.fixture(scope="module")
def cases(facets: Facets) -> list[Case]:
    return generated_cases(facets, 20, 7)


def conditions(case: Case) -> dict[str, str]:
    return {"themes": str(list(case.chosen.theme)), "themes_chosen": str(not case.chosen.theme).lower()}


def test_by_theme_and_region(facets: Facets, cases: list[Case], ask: Ask) -> None:
    for case in cases:
        filtered = filter_data(facets, case.chosen)
        for facet in ("theme", "region"):
            table = funding_by(filtered, facet).set_index("code")
            for column, queries in BY.items():
                counted = ask(
                    GRANTS + f"select code, count(distinct id) as n from ({queries[facet]}) group by 1",
                    case,
                    **conditions(case),
                ).set_index("code")["n"]
                if facet == "theme" and case.chosen.theme:
                    # Of chosen themes, the others have no row.
                    counted = counted[counted.index.isin(case.chosen.theme)]
                ours = table.loc[table[column] > 0, column]
                pd.testing.assert_series_equal(
                    ours.sort_index(), counted.astype(int).sort_index(), check_names=False, check_index_type=False
                )


def test_funders_and_need_without_a_grant(facets: Facets, cases: list[Case], ask: Ask) -> None:
    paid = (
        "select count(distinct grant_id) from asked where fund = 'Cities Alliance'"
        " or list_contains(string_split(funder, ';'), 'Conrad N. Hilton Foundation')"
    )
    without = (
        "select iso3 from country where {placeable} and ({countries}) and hosted > 0"
        " and iso3 not in (select iso3 from asked where iso3 is not null) and iso3 <> 'XKX'"
    )
    for case in cases:
        filtered = filter_data(facets, case.chosen)
        counts = funder_counts(filtered).set_index("code")["grants"]
        ours = sum(int(counts.get(code, 0)) for code in ("cities-alliance", "conrad-n-hilton-foundation"))
        assert ours == ask(GRANTS + paid, case, **conditions(case)).iloc[0, 0]
        assert set(need_without_grant(filtered)["iso3"]) == set(ask(GRANTS + without, case, **conditions(case))["iso3"])
