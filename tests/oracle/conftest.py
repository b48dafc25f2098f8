"""The shipped files in a database of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.conftest import DATA
from tests.oracle.cases import Case

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """The CSV files as tables, the `state` of each pledge, and `said`: what a search reads of it."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute((HERE / "tables.sql").read_text(encoding="utf-8").format(data=DATA))
        for name in ("states.sql", "said.sql"):
            connection.execute((HERE / name).read_text(encoding="utf-8"))
        yield connection


@pytest.fixture(scope="session")
def ask(database: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """The answer to a query about the selection of a case: its pledges are in `kept`, its places in `place`.

    Of the conditions, those in braces in one another are filled too. The tables of a selection stay until another is
    asked about, so there is one of these for the database.
    """
    selection, made = (HERE / "selection.sql").read_text(encoding="utf-8"), ""

    def answer(query: str, case: Case, **conditions: str) -> pd.DataFrame:
        filled = {
            "pledges": case.pledges,
            "places": case.places,
            "countries": case.countries,
            "loose": case.loose,
            "narrowed": case.filtered,
            "placeable": case.placeable,
            "named": case.named,
            "asked_countries": case.asked_countries,
            "codes": case.codes,
            "tags": case.tags,
            "regions_by": case.chosen.regions_by,
            **conditions,
        }
        nonlocal made
        if made != (wanted := selection.format(**filled)):
            database.execute(wanted)
            made = wanted
        # A condition may name others.
        filled = {name: text.format(**filled) if "{" in text else text for name, text in filled.items()}
        return database.sql(query.format(**filled)).df()

    return answer
