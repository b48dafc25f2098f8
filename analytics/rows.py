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
    """The same named tuples as `DataFrame.itertuples`: `Index` first, if wanted, then a field for each column.

    pandas creates a class of named tuples at each call, which takes longer than reading most of our tables; here the
    class is cached by its field names.
    """
    values = [column for _, column in table.items()]
    names = [str(name) for name in table.columns]
    if index:
        names, values = ["Index", *names], [table.index, *values]
    return map(_row_type(tuple(names))._make, zip(*values, strict=True))
