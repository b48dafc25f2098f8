"""Pledges as the rows of a slide."""

import pandas as pd

from analytics.exhibits.pledges.governments import pledgers
from analytics.exhibits.pledges.tables import pledge_rows
from analytics.packs.slide import Rows
from analytics.selection import FilteredData
from analytics.words import _

UNSTATED = "–"


def pledge_list(filtered: FilteredData) -> Rows:
    """Every pledge of a selection: who, title, year and compact, each with the address of its source."""
    rows = pledge_rows(filtered)
    who = pledgers(filtered.dataset, rows["pledge_id"])
    cells = tuple(
        (
            name,
            row.title,
            UNSTATED if pd.isna(row.year_announced) else str(row.year_announced),
            UNSTATED if pd.isna(row.compact) else row.compact,
        )
        for name, row in zip(who, rows.itertuples(), strict=True)
    )
    headings = (_("Who"), _("Pledge"), _("Year"), _("Compact"))
    return Rows(headings, (0.25, 0.56, 0.08, 0.11), cells, tuple(rows["source_url"]))


def list_reading() -> str:
    """How to read a list of pledges."""
    return _("A dash: no source states it. GCM is the migration compact, GCR the refugee compact.")
