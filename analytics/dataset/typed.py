"""From checked text to typed columns."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from analytics.dataset.files import RawTable
from analytics.dataset.points import POINT

# Text is kept as Python has it: of tables as short as ours, Arrow takes longer to begin than to answer.
pd.set_option("mode.string_storage", "python")


NUMBERS = {"integer": "Int64", "year": "Int64", "number": "Float64"}
"""The type of a column of numbers, by the kind of its field."""


def typed_table(table: RawTable) -> pd.DataFrame:
    """The table with a type for each column; missing stays missing, whatever the type.

    Numbers become `Int64` or `Float64`, yes and no `boolean`; everything else is
    text: dates as precise as stated, lists as `;`-separated items, each once.
    """
    columns = {}
    for field in table.resource.fields:
        cells = table.records[field.name]
        if field.name in POINT and table.withheld:
            cells = cells.mask(cells.index.isin(table.withheld))
        if not field.is_list and field.kind in NUMBERS:
            cells = pd.to_numeric(cells, errors="raise").astype(NUMBERS[field.kind])
        elif not field.is_list and field.kind == "boolean":
            cells = cells.map({"yes": True, "no": False}).astype("boolean")
        columns[field.name] = cells
    return pd.DataFrame(columns)


def newest_day(pledges: pd.DataFrame) -> date:
    """The newest day on which a source of a pledge was read."""
    return date.fromisoformat(pledges["retrieved"].max())


def with_effective_sections(countries: pd.DataFrame) -> pd.DataFrame:
    """Countries whose `uclg_section` falls back to the inferred one, flagged in `uclg_inferred`."""
    inferred = countries["uclg_section"].isna() & countries["uclg_section_inferred"].notna()
    section = countries["uclg_section"].fillna(countries["uclg_section_inferred"])
    return countries.assign(uclg_section=section, uclg_inferred=inferred.astype("boolean"))


def typed_tables(tables: Mapping[str, RawTable]) -> dict[str, pd.DataFrame]:
    """Every table of the package, typed."""
    typed = {name: typed_table(table) for name, table in tables.items()}
    typed["countries"] = with_effective_sections(typed["countries"])
    return typed
