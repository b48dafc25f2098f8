"""Versions of the data to compare: the one that is served, earlier releases, a zip that a reader uploads."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.dataset.descriptor import NAME
from analytics.dataset.files import REQUIRED_TABLE
from analytics.dataset.load import Dataset
from analytics.dataset.package import read_package
from analytics.dataset.problem import DatasetError, Problem, failures_as_problems
from analytics.dataset.source import Source
from analytics.dataset.typed import newest_day, typed_table

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


def version_of(source: Source) -> Version:
    """The version at a source; raises `DatasetError` with every hard problem of it, and nothing else."""
    with failures_as_problems(source.name):
        package = read_package(source, earlier=True)
        hard, pledges = package.hard, package.tables.get(REQUIRED_TABLE)
        if pledges is not None:
            reported = {each.column for each in hard if each.rule == "missing_column"}
            missing = [name for name in COMPARED_BY if name not in pledges.records and name not in reported]
            hard += [Problem(pledges.file, 1, name, None, "missing_column") for name in missing]
        if hard or pledges is None:
            raise DatasetError(hard or [Problem(NAME, None, "name", REQUIRED_TABLE, "resource_not_listed")])
        typed = typed_table(pledges)
        foreign = (each.column for each in package.soft if each.rule == "unknown_column" and each.file == pledges.file)
        return Version(package.version, newest_day(typed), typed, (*typed.columns, *filter(None, foreign)))
