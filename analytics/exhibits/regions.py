"""What the places of a selection are called; a region may be only the part of it that was chosen."""

from collections.abc import Iterable

import pandas as pd

from analytics.labels import label, name_in_sentence
from analytics.measures.coverage import RESIDUAL_REGIONS, TOTAL, WITHOUT_REGION
from analytics.selection import FilteredData
from analytics.words import _, number


def region_name(filtered: FilteredData, code: str, in_sentence: bool = False) -> str:
    """The name of a region of the scheme shown; with countries chosen, those of it that the numbers are of.

    A number of Peru must not be labelled "Americas", where another page has another one. `in_sentence` gives it as
    it is after "in": "the Americas".
    """
    selection, dataset = filtered.selection, filtered.dataset
    named = name_in_sentence if in_sentence else label
    name = named(dataset, selection.regions_by, code)
    if not selection.country or code in WITHOUT_REGION:
        return name
    countries = filtered.selected_countries()
    own = list(countries.loc[countries[selection.regions_by] == code, "iso3"])
    if len(own) == 1:
        return _("{country} ({region})").format(country=named(dataset, "iso3", own[0]), region=name)
    return _("{region} ({count} countries chosen)").format(region=name, count=number(len(own)))


def group_names(filtered: FilteredData, facet: str, codes: Iterable[str]) -> list[str]:
    """The names of the groups of a facet (`region` is the scheme shown), and what all of them are called together."""

    def name(code: str) -> str:
        if code == TOTAL:
            return _("All")
        return region_name(filtered, code) if facet == "region" else label(filtered.dataset, facet, code)

    return [name(code) for code in codes]


def residue_note(table: pd.DataFrame) -> str:
    """After a blank: that a column is no region, where a matrix shows what a scheme puts into none; else empty."""
    if not table["region"].isin(RESIDUAL_REGIONS).any():
        return ""
    return " " + _("What the scheme puts into no region has a column, and its zeros are in no count of pairs.")


def without_repeated_total(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table by group, the whole first; without it where it would say the same as the only group.

    Needs `code` and `label`; the other columns are what is said.
    """
    said = table.drop(columns=["code", "label"])
    if len(table) == 2 and table["code"].iloc[0] == TOTAL and said.iloc[0].equals(said.iloc[1]):
        return table.iloc[1:]
    return table


def place_in_sentence(filtered: FilteredData, places: str, code: str) -> str:
    """The name of a region, or of a country if `places` is "country", with its article: "the Americas"."""
    if places == "country":
        return name_in_sentence(filtered.dataset, "iso3", code)
    return region_name(filtered, code, in_sentence=True)
