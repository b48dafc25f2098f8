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
    """The CSV files as tables, the `state` of each pledge, and `said`: what a search reads of it."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute((HERE / "tables.sql").read_text(encoding="utf-8").format(data=DATA))
        for name in ("states.sql", "said.sql"):
            connection.execute((HERE / name).read_text(encoding="utf-8"))
        yield connection


@pytest.fixture
def ask(database: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """The answer to a query about the selection of a case: its pledges are in `kept`, its places in `place`."""
    return asking(database)


def asking(database: duckdb.DuckDBPyConnection) -> Callable[..., pd.DataFrame]:
    """Asks about the selection of a case; of the conditions, those in braces in one another are filled too."""
    selection = (HERE / "selection.sql").read_text(encoding="utf-8")

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
        database.execute(selection.format(**filled))
        # A condition may name others.
        filled = {name: text.format(**filled) if "{" in text else text for name, text in filled.items()}
        return database.sql(query.format(**filled)).df()

    return answer
