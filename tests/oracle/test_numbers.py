"""Headlines, years, countries, options and what is not on the map, against SQL over the files."""

from collections.abc import Callable

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analytics.exhibits.places.menus import map_measures
from analytics.facets import Facets
from analytics.measures.headlines import headlines
from analytics.measures.places import country_values, government_points, unplaced
from analytics.measures.quality import certainties, tag_bases
from analytics.measures.records import field_counts
from analytics.measures.timeline import pledges_by
from analytics.selection import FILTERS, filter_data, option_counts
from tests.oracle.cases import CASES, Case, each_case
from tests.oracle.generated import TAGGED

Ask = Callable[..., pd.DataFrame]

HEADLINES = """
select
    (select count(*) from kept) as pledges,
    (select count(*) from pledge) as all_pledges,
    -- Of networks the question is not asked; of a selection without any member state, not of how many.
    case when {named} then
        (select count(distinct city_id) from place where kind not in ('network', 'not_named'))
    end as governments,
    case when {placeable} then (select count(distinct iso3) from place) end as countries,
    nullif((select count(*) from country where is_member and ({countries})), 0) as all_members,
    case when exists (from country where is_member and ({countries})) then
        (select count(distinct iso3) from place join country using (iso3) where is_member)
    end as members,
    (select count(distinct code) from carried join kept using (pledge_id)
        where scheme = 'gcm' and code <> 'not_stated') as objectives,
    (select count(*) from term where scheme = 'gcm') as all_objectives,
    (select count(*) from carried join kept using (pledge_id) where scheme = 'gcm' and code = 'not_stated') as silent
"""

YEARS = """
select coalesce(year_announced, 'not_stated') as code, count(*) as pledges from kept group by 1
"""

FORUMS = """
select code, count(*) as pledges from carried join kept using (pledge_id) where scheme = 'forum' group by 1
"""

COUNTRIES = """
with counted as (
    select
        iso3,
        coalesce({countries}, false) as selected,
        selected and (is_member or {asked_countries}) as asked,
        {whole} as whole,
        count(distinct place.pledge_id) as pledges,
        count(distinct city_id) filter (where place.kind not in ('network', 'not_named')) as governments
    from country left join place using (iso3)
    group by all
)
select
    iso3,
    -- Where nothing was looked for there is no number of pledges.
    case when selected or pledges > 0 then counted.pledges end as pledges,
    case when selected or counted.pledges > 0 then counted.governments end as governments,
    case
        when not asked and pledges = 0 then 'outside'
        when whole is null then 'no_data'
        when whole = 0 and pledges > 0 then 'outside'
        -- A pledge of a government that nobody names is no absence of a pledge.
        when {measure} = 0 and pledges > 0 then 'outside'
        when {measure} = 0 then 'zero'
        else 'value'
    end as state,
    case state when 'zero' then 0 when 'value' then {measure} / (case whole when 0 then 1 else whole end) end as value
from counted
order by iso3
"""

WHOLES = {
    "pledges": ("pledges", "1"),
    "governments": ("governments", "1"),
    "pledges_per_million_displaced": ("pledges", "hosted / 1e6"),
    "pledges_per_million_people": ("pledges", "people / 1e6"),
}

OPTIONS = {
    "region": "select region as code, count(distinct pledge_id) as pledges from place group by 1",
    "country": """
        select iso3 as code, count(distinct pledge_id) as pledges from place group by 1
        union all
        select 'not_stated', count(*) from kept
        where pledge_id in (select pledge_id from place)
            and pledge_id not in (select pledge_id from made_by where iso3 is not null)
        """,
    "kind": "select kind as code, count(distinct pledge_id) as pledges from place group by 1",
    "year": "select coalesce(year_announced, 'not_stated') as code, count(*) as pledges from kept group by 1",
    "status": "select state as code, count(*) as pledges from kept group by 1",
    "certainty": "select certainty as code, count(*) as pledges from kept group by 1",
    "paid_by": """
        select coalesce(funder, 'not_stated') as code, count(distinct pledge_id) as pledges
        from kept left join paid using (pledge_id) group by 1
        """,
} | {
    name: "select code, count(*) as pledges from carried join kept using (pledge_id)"
    f" where scheme = '{scheme}' group by 1"
    for name, scheme in TAGGED.items()
}

UNPLACED = """
select city_id, count(distinct pledge_id) as pledges,
    case when place.kind in ('network', 'not_named') then place.kind
        when match = 'unresolved' then 'unresolved' else 'no_point' end as reason
from place join government using (city_id)
where lat is null
group by all
"""


def counts(table: pd.DataFrame) -> dict[str, int]:
    """The codes that have pledges, and how many."""
    known = table[table["code"].notna() & (table["pledges"] > 0)]
    return dict(zip(known["code"], known["pledges"].astype(int), strict=True))


@each_case
def test_headlines(ask: Ask, facets: Facets, case: Case) -> None:
    expected = ask(HEADLINES, case).astype("Int64").iloc[0]
    shown = headlines(filter_data(facets, case.chosen)).set_index("headline")

    def same(headline: str, columns: list[str], *values: object) -> None:
        assert shown.loc[headline, columns].astype("Int64").equals(pd.Series(values, columns, dtype="Int64")), headline

    same("pledges", ["value", "of"], expected["pledges"], expected["all_pledges"])
    same("governments", ["value"], expected["governments"])
    same("countries", ["value", "members", "of"], *expected[["countries", "members", "all_members"]])
    stating = expected["pledges"] - expected["silent"]
    same("objectives", ["value", "of", "stating"], expected["objectives"], expected["all_objectives"], stating)


def test_published_figures_stand_beside_ours_only_where_nothing_is_filtered(ask: Ask, facets: Facets) -> None:
    expected = ask(
        "select figure_id, value::double as value from published where figure_id like 'lc-2025-%'", CASES["everything"]
    )
    published = dict(zip(expected["figure_id"], expected["value"], strict=True))
    shown = headlines(filter_data(facets, CASES["everything"].chosen)).set_index("headline")["published"]
    assert shown["pledges"] == published["lc-2025-pledges"]
    assert shown["governments"] == published["lc-2025-cities"]
    assert shown["countries"] == published["lc-2025-countries"]
    assert headlines(filter_data(facets, CASES["one theme"].chosen))["published"].isna().all()


@each_case
@pytest.mark.parametrize(("name", "query"), [("year_announced", YEARS), ("forum", FORUMS)], ids=["year", "forum"])
def test_pledges_by_year_and_forum(ask: Ask, facets: Facets, case: Case, name: str, query: str) -> None:
    assert counts(pledges_by(filter_data(facets, case.chosen), name)) == counts(ask(query, case))


@each_case
@pytest.mark.parametrize("measure", list(map_measures()))
def test_countries_and_their_four_states(ask: Ask, facets: Facets, case: Case, measure: str) -> None:
    counted, whole = WHOLES[measure]
    expected = ask(COUNTRIES, case, measure=counted, whole=whole).set_index("iso3")
    shown = country_values(filter_data(facets, case.chosen), measure).set_index("iso3").sort_index()
    assert_frame_equal(shown[list(expected)], expected, check_dtype=False, check_index_type=False)


@pytest.mark.parametrize("field", FILTERS)
def test_options_say_what_they_would_leave(ask: Ask, facets: Facets, field: str) -> None:
    for name, case in CASES.items():
        if not getattr(case.chosen, field):
            # Where the filter itself is empty, every other one is as in the case.
            shown = {code: left for code, left in option_counts(facets, case.chosen, field).items() if left}
            assert shown == counts(ask(OPTIONS[field], case)), name


@each_case
def test_what_is_not_on_the_map_and_why(ask: Ask, facets: Facets, case: Case) -> None:
    expected = ask(UNPLACED, case).set_index("city_id")[["pledges", "reason"]].sort_index()
    filtered = filter_data(facets, case.chosen)
    shown = unplaced(filtered).set_index("city_id")[["pledges", "reason"]].sort_index()
    assert shown.to_dict() == expected.to_dict()
    bodies = ask("select count(distinct city_id) as bodies from place", case)["bodies"].iloc[0]
    assert len(government_points(filtered)) + len(shown) == bodies


@each_case
def test_what_records_state(ask: Ask, facets: Facets, case: Case) -> None:
    filtered = filter_data(facets, case.chosen)
    expected = ask(
        "select count(*) as n, count(year_announced) as year,"
        " count(*) filter (where has_budget = 'yes' or budget_as_stated is not null or budget_usd is not null)"
        " as budget,"
        " count(*) filter (where status <> 'no_report') as status,"
        " (select count(distinct pledge_id) from tag semi join kept using (pledge_id)"
        " where scheme = 'compact' and not deduced) as compact,"
        " (select count(distinct pledge_id) from tag semi join kept using (pledge_id)"
        " where scheme = 'gcm' and not deduced) as gcm_objectives from kept",
        case,
    ).iloc[0]
    shown = field_counts(filtered).set_index("field")
    assert shown["of"].eq(expected["n"]).all()
    assert shown["stated"].rename({"year_announced": "year"})[expected.index[1:]].tolist() == expected[1:].tolist()
    # Nothing that we write or classify.
    assert not {"summary", "themes", "target_groups"} & set(shown.index)
    sure = ask("select certainty as code, count(*) as pledges from kept group by 1", case)
    assert counts(certainties(filtered).rename(columns={"certainty": "code"})) == counts(sure)
    bases = ask("select theme_basis as code, sum(len(string_split(themes, ';'))) as pledges from kept group by 1", case)
    own = tag_bases(filtered)
    own = own[own["scheme"] == "theme"].rename(columns={"basis": "code", "tags": "pledges"})
    assert counts(own) == counts(bases)
