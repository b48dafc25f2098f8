"""Files that stay the same from test to test, read, checked and typed once.

A test spoils one cell of one file; the other twelve would be read again each time. What is kept is used again only for
the same bytes, and the problems of a table only where every other table that its check looked at is the same.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd
import pytest

from analytics.dataset import doubts, package, typed
from analytics.dataset.descriptor import Resource
from analytics.dataset.files import RawTable
from analytics.dataset.problem import Problem

LARGEST = 1_000_000
"""Bytes of a file that is kept."""

DOUBTS = (
    *("_missing_facts", "_missing_bases", "_stated_doubts", "_same_title", "_same_content", "_no_country"),
    *("_long_titles", "_approximate_points", "_other_language", "_unverified"),
)
"""What finds the doubts of one table by that table alone."""

Read = tuple[RawTable | None, list[Problem], list[Problem]]


class Watched(Mapping[str, RawTable]):
    """Tables that remember which of them were asked for."""

    def __init__(self, tables: Mapping[str, RawTable]) -> None:
        self.tables = tables
        self.asked: dict[str, RawTable | None] = {}

    def __getitem__(self, name: str) -> RawTable:
        self.asked[name] = self.tables.get(name)
        return self.tables[name]

    def __iter__(self) -> Iterator[str]:
        self.asked |= self.tables
        return iter(self.tables)

    def __len__(self) -> int:
        self.asked |= self.tables
        return len(self.tables)


class Once:
    """The steps of the border, each taken once for the same input."""

    def __init__(self) -> None:
        self.read_table, self.table_problems = package.read_table, package.table_problems
        self.typed_table = typed.typed_table
        self.read: dict[tuple[bytes, Resource], Read] = {}
        self.kept: dict[int, RawTable] = {}
        self.checked: dict[int, list[tuple[dict[str, RawTable | None], list[Problem]]]] = {}
        self.typed: dict[int, pd.DataFrame] = {}
        self.doubted: dict[tuple[str, int], Any] = {}

    def read_once(self, content: bytes, resource: Resource) -> Read:
        if len(content) > LARGEST:
            return self.read_table(content, resource)
        if (content, resource) not in self.read:
            self.read[content, resource] = self.read_table(content, resource)
        table, hard, soft = self.read[content, resource]
        if table is not None:
            self.kept[id(table)] = table
        return table, [*hard], [*soft]

    def checked_once(self, table: RawTable, tables: Mapping[str, RawTable]) -> list[Problem]:
        if id(table) not in self.kept:
            return self.table_problems(table, tables)
        for asked, problems in self.checked.setdefault(id(table), []):
            if all(tables.get(name) is other for name, other in asked.items()):
                return [*problems]
        watched = Watched(tables)
        problems = self.table_problems(table, watched)
        self.checked[id(table)].append((watched.asked, problems))
        return [*problems]

    def typed_once(self, table: RawTable) -> pd.DataFrame:
        if id(table) not in self.kept:
            return self.typed_table(table)
        if id(table) not in self.typed:
            self.typed[id(table)] = self.typed_table(table)
        return self.typed[id(table)].copy(deep=False)

    def doubted_once(self, name: str) -> Callable[[RawTable], Any]:
        """The doubts of a table, which are put together with others and never changed."""
        find = getattr(doubts, name)

        def found(table: RawTable) -> Any:
            if id(table) not in self.kept:
                return find(table)
            if (name, id(table)) not in self.doubted:
                self.doubted[name, id(table)] = find(table)
            return self.doubted[name, id(table)]

        return found


def reading_once(patch: pytest.MonkeyPatch) -> None:
    """Makes the border use what it has read, as long as the patch lasts."""
    once = Once()
    patch.setattr(package, "read_table", once.read_once)
    patch.setattr(package, "table_problems", once.checked_once)
    patch.setattr(typed, "typed_table", once.typed_once)
    for name in DOUBTS:
        patch.setattr(doubts, name, once.doubted_once(name))
