"""From a folder to a checked, typed dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.dataset.descriptor import NAME, Resource, read_descriptor, shipped_resources
from analytics.dataset.doubts import problem_table
from analytics.dataset.files import RawTable, content_version, read_contents, read_table
from analytics.dataset.points import point_problems
from analytics.dataset.problem import DatasetError, Problem
from analytics.dataset.rules import table_problems
from analytics.dataset.tables import places_of, tags_of
from analytics.dataset.typed import typed_tables


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything the dashboard reads, checked and typed.

    Compared by identity: `version` says whether two hold the same content.
    Tables are shared between readers, so nobody may change them in place.
    """

    folder: Path
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
    """What a forum is arranged by, and which tags stand for it: editorial; round tables are not in it."""
    published_figures: pd.DataFrame
    places: pd.DataFrame
    """One row a pledge and government, with its region in every scheme."""
    tags: pd.DataFrame
    """One row a pledge, scheme and code, with the basis of each."""
    problems: pd.DataFrame
    """What a reader should know: the soft problems."""
    package: dict[str, Any]
    """The descriptor of the folder: titles, sources, licences."""


def load_dataset(folder: Path) -> Dataset:
    """The dataset in a folder; raises `DatasetError` with every hard problem at once."""
    tables = shipped_resources()
    contents, hard = read_contents(folder, tables)
    package, problems = read_descriptor(contents[NAME]) if NAME in contents else ({}, [])
    raw, form, soft = read_tables(contents, tables)
    hard += problems + form
    found, unchecked = check_tables(folder, raw, form)
    hard += found
    if hard:
        raise DatasetError(hard)
    try:
        return _assembled(folder, contents, raw, soft + unchecked, package)
    except KeyError as error:
        # Every column of the descriptor was checked, so what is missing is missing from the descriptor.
        raise DatasetError([Problem(NAME, None, None, str(error), "column_not_described")]) from error


def _assembled(
    folder: Path,
    contents: Mapping[str, bytes],
    raw: Mapping[str, RawTable],
    soft: list[Problem],
    package: dict[str, Any],
) -> Dataset:
    typed = typed_tables(raw)
    pledges, governments, crosswalk = typed["pledges"], typed["cities"], typed["theme_crosswalk"]
    return Dataset(
        folder=folder,
        version=content_version(contents),
        as_of=date.fromisoformat(pledges["retrieved"].max()),
        pledges=pledges,
        governments=governments,
        countries=typed["countries"],
        taxonomy=typed["taxonomy"],
        region_schemes=typed["region_schemes"],
        round_tables=typed["round_tables"],
        crosswalk=crosswalk,
        local_competence=typed["local_competence"],
        documentation_items=typed["documentation_items"],
        forums=typed["forums"],
        forum_topics=typed["forum_topics"],
        published_figures=typed["published_figures"],
        places=places_of(pledges, governments, typed["countries"]),
        tags=tags_of(pledges, typed["taxonomy"], typed["round_tables"], crosswalk),
        problems=problem_table(soft, raw, typed),
        package=package,
    )


def read_tables(
    contents: Mapping[str, bytes], tables: tuple[Resource, ...]
) -> tuple[dict[str, RawTable], list[Problem], list[Problem]]:
    """The tables among the files, with hard and soft problems of their form."""
    raw, hard, soft = {}, [], []
    for resource in tables:
        if resource.path in contents:
            table, broken, doubtful = read_table(contents[resource.path], resource)
            hard += broken
            soft += doubtful
            if table is not None:
                raw[resource.name] = table
    return raw, hard, soft


def check_tables(folder: Path, raw: Mapping[str, RawTable], form: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Broken rules and soft problems; a row with too many or too few cells is reported for that alone."""
    hard: list[Problem] = []
    soft: list[Problem] = []
    for table in raw.values():
        hard += table_problems(table, raw)
    if "cities" in raw:
        far, soft = point_problems(folder, raw["cities"])
        hard += far
    ragged = {(each.file, each.row) for each in form if each.rule == "ragged_row"}
    return [each for each in hard if (each.file, each.row) not in ragged], soft
