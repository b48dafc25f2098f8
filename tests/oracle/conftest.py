"""The shipped files in a database of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.conftest import DATA
from tests.oracle.cases import Case

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """The CSV files as tables, and `said`: what a search reads of each pledge, without accents and case."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute((HERE / "tables.sql").read_text(encoding="utf-8").format(data=DATA))
        connection.execute(
            """
            create table said as
            with names as (
                select scheme, code, concat_ws(' ', label_en, label_es, label_fr) as words from term
                union all select scheme, region, concat_ws(' ', label_en, label_es, label_fr) from region
            ),
            of_places as (
                select pledge_id, string_agg(concat_ws(' ', government.name, government_name, country.name,
                    (select words from names where scheme = 'government_kind' and code = made_by.kind),
                    (select words from names where scheme = 'm49_region' and code = country.m49_region),
                    (select words from names where scheme = 'm49_subregion' and code = country.m49_subregion)), ' ') as words
                from made_by join government using (city_id) left join country on country.iso3 = made_by.iso3 group by 1
            ),
            of_tags as (
                select pledge_id, string_agg(words, ' ') as words from tag join names using (scheme, code)
                where scheme in ('theme', 'target_group', 'compact', 'forum', 'priority_objective') group by 1
            )
            select pledge.*, strip_accents(lower(concat_ws(' ', title, summary, partners, funding_source,
                government_as_stated, place_as_stated, of_places.words, of_tags.words,
                (select words from names where scheme = 'pledge_kind' and code = pledge.kind)))) as said
            from pledge left join of_places using (pledge_id) left join of_tags using (pledge_id)
            """
        )
        from tests.oracle.test_progress import states_on

        day = connection.sql("select max(retrieved) from pledge").fetchall()[0][0]
        connection.execute("create table state as " + states_on(day, "pledge"))
        yield connection


@pytest.fixture
def ask(database: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """The answer to a query about the selection of a case: its pledges are in `kept`, its places in `place`."""
    return asking(database)


def asking(database: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """Asks a database of the files about the selection of a case."""
    selection = (HERE / "selection.sql").read_text(encoding="utf-8")

    def answer(query: str, case: Case, **conditions: str) -> pd.DataFrame:
        filled = {
            "pledges": case.pledges,
            "places": case.places,
            "countries": case.countries,
            "regions": case.regions,
            "codes": case.codes,
            "tags": case.tags,
            "regions_by": case.chosen.regions_by,
            **conditions,
        }
        database.execute(selection.format(**filled))
        return database.sql(query.format(**filled)).df()

    return answer
