"""Versions of the data to compare: the one that is served, earlier releases, a zip that a reader brings."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.dataset.descriptor import NAME, SHIPPED, Resource, read_descriptor, shipped_resources
from analytics.dataset.files import INDISPENSABLE, content_version, read_contents
from analytics.dataset.load import Dataset, check_tables, read_tables
from analytics.dataset.problem import DatasetError, Problem
from analytics.dataset.typed import typed_table
from analytics.dataset.unpacking import unpack

RELEASES = "releases"
STATE = ("status", "year_announced", "start_date", "end_date", "last_reported", "results_as_of", "results_summary")
COMPARED_BY = ("pledge_id", "title", "retrieved", *STATE)
"""Columns without which two versions cannot be compared: which pledge it is, and what its state follows from."""


@dataclass(frozen=True, eq=False)
class Version:
    """The pledges of one version of the data.

    `version` is the same as that of the whole package if it were loaded. `columns` are those of
    `pledges.csv` in its file; `pledges` holds the ones that the dashboard knows, typed.
    """

    version: str
    as_of: date
    pledges: pd.DataFrame
    columns: tuple[str, ...]


def served_version(dataset: Dataset) -> Version:
    """The data that the dashboard shows."""
    return Version(dataset.version, dataset.as_of, dataset.pledges, tuple(dataset.pledges.columns))


def releases(folder: Path) -> list[Path]:
    """Earlier versions kept beside the data, newest name first: the zips in its folder `releases`."""
    return sorted((folder / RELEASES).glob("*.zip"), key=lambda path: path.name, reverse=True)


def earlier_named() -> Path | None:
    """The folder or zip that the environment variable COALITION_EARLIER names, if any."""
    named = os.environ.get("COALITION_EARLIER", "").strip()
    return Path(named) if named else None


def version_at(path: Path) -> Version:
    """The version in a folder or a zip; raises `DatasetError` with every hard problem of it."""
    if path.is_file():
        return version_in(path.read_bytes(), path.name)
    return _version(path)


def version_in(content: bytes, name: str) -> Version:
    """The version in the bytes of a zip, unpacked into a private folder that is gone when this returns."""
    with tempfile.TemporaryDirectory(prefix="version-") as folder:
        unpack(content, name, Path(folder))
        return _version(Path(folder))


def _version(folder: Path) -> Version:
    """Checked as any data, except that a table or column which its own descriptor does not list is not asked for."""
    whole = shipped_resources()
    contents, hard = read_contents(folder, whole)
    try:
        package, described = read_descriptor(contents[NAME]) if NAME in contents else ({}, [])
        columns = _described_columns(package)
    except (RecursionError, AttributeError, TypeError, KeyError) as error:
        raise DatasetError([Problem(NAME, None, None, type(error).__name__, "broken_descriptor")]) from error
    hard += [each for each in described if not (each.rule == "resource_not_listed" and each.value != INDISPENSABLE)]
    absent = {each.path for each in whole if package and each.name not in columns}
    hard = [each for each in hard if not (each.rule == "missing_file" and each.file in absent)]
    tables = tuple(_restricted(each, columns[each.name]) for each in whole if each.name in columns)
    raw, form, soft = read_tables(contents, tables)
    # Points are held against our own shapes: those of a stranger's zip are never drawn, so they are not read.
    found, _unchecked = check_tables(SHIPPED, raw, form)
    hard += form + found
    pledges = raw.get(INDISPENSABLE)
    if pledges is not None:
        told = {each.column for each in hard if each.rule == "missing_column"}
        missing_fields = [name for name in COMPARED_BY if name not in pledges.frame and name not in told]
        hard += [Problem(pledges.file, 1, name, None, "missing_column") for name in missing_fields]
    if hard or pledges is None:
        raise DatasetError(hard or [Problem(NAME, None, "name", INDISPENSABLE, "resource_not_listed")])
    typed = typed_table(pledges)
    foreign = tuple(each.column for each in soft if each.rule == "unknown_column" and each.file == pledges.file)
    return Version(
        version=content_version(contents),
        as_of=date.fromisoformat(typed["retrieved"].max()),
        pledges=typed,
        columns=(*typed.columns, *(name for name in foreign if name)),
    )


def _described_columns(package: Mapping[str, Any]) -> dict[str, set[str]]:
    return {
        each["name"]: {field["name"] for field in each["schema"]["fields"]}
        for each in package.get("resources", [])
        if "schema" in each
    }


def _restricted(resource: Resource, columns: set[str]) -> Resource:
    """The table as an earlier release may have had it: our rules for the columns it describes."""
    return replace(resource, fields=tuple(each for each in resource.fields if each.name in columns))
