"""Tables of a coverage matrix: names of its rows and columns, cells with pledges, cells without."""

import pandas as pd

from analytics.exhibits.claims import none_words
from analytics.exhibits.regions import region_name
from analytics.exhibits.table import Table
from analytics.labels import short_label
from analytics.measures.coverage import MARGINS, SUM_OF_FRACTIONS, Counting, coverage_matrix, empty_cells
from analytics.measures.places import pledges_in_cell
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, number


def with_names(filtered: FilteredData, table: pd.DataFrame, themes: str) -> pd.DataFrame:
    """The table with the names of its regions and codes beside them."""
    labelled = table.copy()
    scheme = filtered.selection.regions_by
    fractional = (table["region"] == SUM_OF_FRACTIONS).any() if "region" in table else False
    for column, codes in (("region", scheme), ("code", themes)):
        if column in labelled:
            # Each name is in many cells and is looked up once.
            names = {code: _name(filtered, codes, code, fractional) for code in labelled[column].unique()}
            labelled[f"{column}_label"] = [names[code] for code in labelled[column]]
    return labelled


def _name(filtered: FilteredData, scheme: str, code: str, fractional: bool) -> str:
    if code in MARGINS:
        return _("Sum of fractions") if code == SUM_OF_FRACTIONS else _("Whole pledges") if fractional else _("All")
    if scheme == filtered.selection.regions_by:
        return region_name(filtered, code)
    return short_label(filtered.dataset, scheme, code)


def cell_options(filtered: FilteredData, themes: str) -> dict[str, str]:
    """Every cell with a pledge, for readers who do not click on figures."""
    table = with_names(filtered, coverage_matrix(filtered, Counting(themes)), themes)
    table = table[table["value"] > 0]
    cells = {
        f"{row.code}|{row.region}": _("{region} – {theme} · {count}").format(
            region=row.region_label, theme=row.code_label, count=number(row.value)
        )
        for row in each_row(table)
    }
    return {"": _("Choose a cell"), **cells}


def pledges_of_cell(filtered: FilteredData, themes: str, cell: str) -> list[str]:
    """Ids of the pledges behind a cell, named as in `cell_options`."""
    code, _bar, region = cell.partition("|")
    return pledges_in_cell(filtered, region, themes, code)


def empty_list(filtered: FilteredData, themes: str) -> Table:
    """Regions and the themes on which they have no pledge: `region_label`, `count`, `codes`."""
    cells = with_names(filtered, empty_cells(coverage_matrix(filtered, Counting(themes))), themes)
    grouped = cells.groupby("region_label", sort=False)["code_label"]
    rows = grouped.agg(count="size", codes="; ".join).reset_index()
    rows = rows.sort_values("count", ascending=False, kind="stable", ignore_index=True)
    return Table(rows, {"region_label": _("Region"), "count": none_words(filtered), "codes": _("Themes or objectives")})
