"""A package as it was read from its source: its tables as text, and all that is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.dataset.dates import date_problems
from analytics.dataset.descriptor import SHAPES, Resource, described_columns, read_descriptor, shipped_resources
from analytics.dataset.explanations import HARD
from analytics.dataset.files import REQUIRED_TABLE, RawTable, read_table
from analytics.dataset.points import point_problems, with_points_withheld
from analytics.dataset.problem import Problem
from analytics.dataset.rules import table_problems
from analytics.dataset.source import Source, content_version
from analytics.dataset.table_rules import funding_window_problems, total_problems


@dataclass(frozen=True)
class Package:
    """Files as they were read, tables by their name, with the hard and the soft problems of all files."""

    version: str
    contents: dict[str, bytes]
    descriptor: dict[str, Any]
    tables: dict[str, RawTable]
    hard: list[Problem]
    soft: list[Problem]


def read_package(source: Source, earlier: bool = False) -> Package:
    """Every file of a package, read once and checked.

    An `earlier` one need not have a table or column that its own descriptor does not list, and its points are
    compared with our own shapes: those of a stranger's zip are never drawn, so they are not read.
    """
    contents, found = source.read()
    unreadable = [each for each in found if each.rule in HARD]
    descriptor, described, noted = read_descriptor(contents)
    resources, shapes = shipped_resources(), contents.get(SHAPES)
    if earlier and descriptor:
        resources, shapes = _listed(resources, described_columns(descriptor)), None
        described = [each for each in described if each.rule != "resource_not_listed" or each.value == REQUIRED_TABLE]
    tables, form, soft = _read_tables(contents, resources)
    soft += [*noted, *(each for each in found if each.rule not in HARD)]
    broken = [problem for table in tables.values() for problem in table_problems(table, tables)]
    broken += funding_window_problems(tables)
    soft += [problem for table in tables.values() for problem in date_problems(table)]
    if "countries" in tables:
        broken += total_problems(tables["countries"])
    if "cities" in tables:
        far, unchecked = point_problems(shapes, tables["cities"])
        broken, soft = broken + far, soft + unchecked
    for name, table in tables.items():
        tables[name], broken, left_out = with_points_withheld(table, broken)
        soft += left_out
    # A file that can't be opened, or a row of the wrong length, is reported for that alone.
    closed = {each.file for each in unreadable}
    ragged = {(each.file, each.row) for each in form if each.rule == "ragged_row"}
    others = described + form + [each for each in broken if (each.file, each.row) not in ragged]
    hard = unreadable + [each for each in others if each.file not in closed]
    return Package(content_version(contents), contents, descriptor, tables, hard, soft)


def _read_tables(
    contents: dict[str, bytes], resources: Sequence[Resource]
) -> tuple[dict[str, RawTable], list[Problem], list[Problem]]:
    """The tables among the files, with hard and soft problems of their form."""
    tables, hard, soft = {}, [], []
    for resource in resources:
        if resource.path not in contents:
            hard.append(Problem(resource.path, None, None, None, "missing_file"))
            continue
        table, broken, doubtful = read_table(contents[resource.path], resource)
        hard += broken
        soft += doubtful
        if table is not None:
            tables[resource.name] = table
    return tables, hard, soft


def _listed(resources: Sequence[Resource], columns: dict[str, set[str]]) -> tuple[Resource, ...]:
    """The tables as an earlier release may have had them: our rules for the columns it describes."""
    return tuple(
        replace(each, fields=tuple(field for field in each.fields if field.name in columns[each.name]))
        for each in resources
        if each.name in columns
    )
