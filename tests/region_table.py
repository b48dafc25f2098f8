"""The margins of every matrix of coverage in one table, for tests that look at all measures of a region."""

import pandas as pd

from analytics.measures.coverage import MEASURES, SHARES, TOTAL, Counting, coverage_matrix
from analytics.selection import FilteredData


def coverage_by_region(filtered: FilteredData, universe: str = "un_members") -> pd.DataFrame:
    """Every measure of coverage for each region, and for all regions together.

    Columns: `region` (the last one `total`), `COUNTS`, `SHARES` and their denominators: `member_of` (countries),
    `displaced_of`, `population_of`, `migrants_of` (people).
    """
    columns = {}
    for measure in MEASURES:
        matrix = coverage_matrix(filtered, Counting(measure=measure, universe=universe))
        margin = matrix[matrix["code"] == TOTAL].set_index("region")
        columns[measure] = margin["value"]
        if measure in SHARES:
            columns[measure.replace("_share", "_of")] = margin["of"]
    return pd.DataFrame(columns).reset_index()
