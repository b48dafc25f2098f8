"""Tables for readers: their rows, what the columns that are seen are called, and what stands over them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd


class Table(NamedTuple):
    """Rows with machine names and plain values; `headings` names the columns that a reader sees, in their order."""

    rows: pd.DataFrame
    headings: dict[str, str]


class TitledTable(NamedTuple):
    """A `Table` with a title of its own, to stand in a list of them."""

    title: str
    rows: pd.DataFrame
    headings: dict[str, str]


def table_of(**columns: tuple[str, Iterable[Any]]) -> Table:
    """A table from what each column is called and what it holds; a column without a name is not shown."""
    rows = pd.DataFrame({code: values for code, (_name, values) in columns.items()})
    return Table(rows, {code: name for code, (name, _values) in columns.items() if name})
