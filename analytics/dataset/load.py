"""From a source to a checked, typed dataset."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analytics.dataset.descriptor import NAME
from analytics.dataset.doubts import problem_table
from analytics.dataset.package import Package, read_package
from analytics.dataset.problem import DatasetError, Problem, failures_as_problems
from analytics.dataset.source import Source, package_zip
from analytics.dataset.tables import NOT_REGIONS, pledge_governments_of, tags_of
from analytics.dataset.typed import newest_day, typed_tables


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything the dashboard reads, checked and typed.

    Compared by identity: `version` says whether two hold the same content.
    Tables are shared between readers, so they must not be changed in place.
    """

    source: Source
    archive: bytes
    """The files as they were read, as the zip that readers download; it takes a quarter of their memory."""
    version: str
    """Twelve digits that depend on the content of the files alone."""
    as_of: date
    """The newest day on which a source of a pledge was read."""
    pledges: pd.DataFrame
    governments: pd.DataFrame
    countries: pd.DataFrame
    taxonomy: pd.DataFrame
    region_schemes: pd.DataFrame
    round_tables: pd.DataFrame
    crosswalk: pd.DataFrame
    local_competence: pd.DataFrame
    """How far each objective of the migration compact is in local hands: editorial."""
    documentation_items: pd.DataFrame
    """What the record of a pledge can state, and the published criterion behind each item."""
    forums: pd.DataFrame
    forum_topics: pd.DataFrame
    """The topics of forums without round tables, and which tags stand for each: editorial."""
    published_figures: pd.DataFrame
    exchange: pd.DataFrame
    """What local governments offer to each other, ask for and have shared."""
    grants: pd.DataFrame
    """One row a grant and local government; totals of windows are repeated and never summed."""
    funders: pd.DataFrame
    """One name for all spellings of each fund and payer."""
    funding_windows: pd.DataFrame
    """Calls and standing terms, each rule in a column of its own; an empty rule is unknown, not open."""
    context_cities: pd.DataFrame
    related_city_actions: pd.DataFrame
    pledge_governments: pd.DataFrame
    """One row a pledge and government, with its region in every scheme."""
    tags: pd.DataFrame
    """One row a pledge, scheme and code, with the basis of each."""
    problems: pd.DataFrame
    """What a reader should know: the soft problems."""
    package: dict[str, Any]
    """The descriptor of the data: titles, sources, licences."""

    @property
    def region_columns(self) -> tuple[str, ...]:
        """The columns of `countries` and `pledge_governments` that hold a region: one a scheme, in the menu's order."""
        return tuple(str(name) for name in self.pledge_governments if name not in NOT_REGIONS)

    def titles(self, table: str) -> dict[str, str]:
        """What the descriptor calls each column of a table."""
        described: dict[str, Any] = next((each for each in self.package["resources"] if each["name"] == table), {})
        return {each["name"]: each.get("title", each["name"]) for each in described.get("schema", {}).get("fields", [])}


def load_dataset(source: Source) -> Dataset:
    """The dataset at a source; raises `DatasetError` with every hard problem at once, and nothing else."""
    with failures_as_problems(source.name):
        package = read_package(source)
        if package.hard:
            raise DatasetError(package.hard, package.soft)
        try:
            return _assembled(source, package)
        except KeyError as error:
            # Every column of the descriptor was checked, so what is missing is missing from the descriptor.
            raise DatasetError([Problem(NAME, None, None, str(error), "column_not_described")]) from error


def _assembled(source: Source, package: Package) -> Dataset:
    typed = typed_tables(package.tables)
    pledges, governments, crosswalk = typed["pledges"], typed["cities"], typed["theme_crosswalk"]
    # Tables whose field has another name, and the one that becomes problems.
    renamed = {"cities", "theme_crosswalk", "contradictions"}
    return Dataset(
        source=source,
        archive=package_zip(package.contents),
        version=package.version,
        as_of=newest_day(pledges),
        governments=governments,
        crosswalk=crosswalk,
        **{name: table for name, table in typed.items() if name not in renamed},
        pledge_governments=pledge_governments_of(pledges, governments, typed["countries"]),
        tags=tags_of(pledges, typed["taxonomy"], typed["round_tables"], crosswalk),
        problems=problem_table(package.soft, package.tables, typed),
        package=package.descriptor,
    )
