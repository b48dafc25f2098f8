"""When pledges were announced and for which forum, with "not stated" as its own row."""

import pandas as pd

from analytics.facets import NOT_STATED
from analytics.selection import FilteredData


def pledges_by(filtered: FilteredData, name: str) -> pd.DataFrame:
    """Pledges of the selection for each code of a facet.

    Every year from the first to the last of all pledges keeps its row, without one too. Rows add up to the
    selection only where a pledge can carry one code (a year), not where it can carry several
    (forums).

    Columns: `code`, `pledges`.
    """
    facet = filtered.facet(name)
    counts = facet.mask[filtered.pledge_mask].sum(axis=0)
    table = pd.DataFrame({"code": facet.codes, "pledges": counts.astype(int)})
    if name == "year_announced":
        years = table.loc[table["code"] != NOT_STATED, "code"].astype(int)
        span = [str(year) for year in range(years.min(), years.max() + 1)] if len(years) else []
        order = [*span, *(table["code"][table["code"] == NOT_STATED])]
        table = table.set_index("code").reindex(order, fill_value=0).reset_index()
    return table[(table["pledges"] > 0) | (name == "year_announced")].reset_index(drop=True)
