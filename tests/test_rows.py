"""Rows one by one, as pandas gives them."""

import numpy as np
import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.rows import each_row
from tests.conftest import DATA

TABLES = sorted(DATA.glob("*.csv"))
KINDS = pd.DataFrame(
    {
        "number": [1, 2],
        "share": [0.5, np.nan],
        "is_so": [True, False],
        "count": pd.array([1, None], dtype="Int64"),
        "day": pd.to_datetime(["2022-05-17", None]),
        "kind": pd.Categorical(["a", "b"]),
        "any": [("a", 1), None],
        "two words": ["x", "y"],
        "class": ["x", None],
    },
    index=["first", "second"],
)


@pytest.mark.parametrize("index", [True, False])
@pytest.mark.parametrize("table", [KINDS, KINDS[:0], KINDS.T])
def test_rows_are_those_of_pandas(table: pd.DataFrame, index: bool) -> None:
    def described(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        return [tuple((name, type(value), str(value)) for name, value in row._asdict().items()) for row in rows]  # type: ignore[attr-defined]

    assert described(list(each_row(table, index))) == described(list(table.itertuples(index=index)))


def test_rows_of_the_data_are_those_of_pandas(facets: Facets) -> None:
    read = (facets.dataset.pledges, facets.dataset.pledge_governments, facets.dataset.countries)
    for table in (*read, *map(pd.read_csv, TABLES)):
        for ours, theirs in zip(each_row(table), table.itertuples(), strict=True):
            assert ours._fields == theirs._fields
            assert [(type(value), str(value)) for value in ours] == [(type(value), str(value)) for value in theirs]
