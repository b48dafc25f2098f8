"""The rows of a table, one by one."""

from collections import namedtuple
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd


@lru_cache(maxsize=1000)
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)


def each_row(table: pd.DataFrame, index: bool = True) -> Iterator[Any]:
    """The rows as `DataFrame.itertuples` gives them: the index as `Index`, if wanted, and a field a column.

    pandas makes a new class of tuples at each call, which takes longer than the rows of most tables here; a class is
    kept for the same names.
    """
    values = [column for _, column in table.items()]
    names = [str(name) for name in table.columns]
    if index:
        names, values = ["Index", *names], [table.index, *values]
    return map(_row_type(tuple(names))._make, zip(*values, strict=True))
