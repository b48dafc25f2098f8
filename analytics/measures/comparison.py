"""One place beside its region and the world, for where there are no others to rank it among."""

from dataclasses import replace

import pandas as pd

from analytics.measures.gaps import Comparison, counted_once, gaps_by_country
from analytics.selection import FilteredData, filter_data

WORLD, REGION, SELECTED = "world", "region", "selected"


def place_in_context(filtered: FilteredData, comparison: Comparison) -> pd.DataFrame:
    """The place or places selected, the regions they are in, and the world, with the same filters on pledges.

    Pledges are those in the countries compared, each once: networks have none. People are those of countries
    with a figure; `unknown` counts the UN member states without one.

    Columns: `scope` (`selected`, `region` or `world`), `people`, `population` (of the countries with a figure for
    people), `pledges` (each once), `countries` (compared), `unknown`, `per_pledge` and `per_million`.
    """
    selection = filtered.selection
    countries = filtered.selected_countries()
    regions = tuple(countries[selection.regions_by].dropna().unique())
    rows = [(SELECTED, filtered)] if selection.is_limited_to_places() else []
    if rows and regions and not (selection.region and not selection.country):
        rows.append((REGION, filter_data(filtered.facets, replace(selection, region=regions, country=()))))
    rows.append((WORLD, filter_data(filtered.facets, replace(selection, region=(), country=()))))
    return pd.DataFrame([_row(scope, each, comparison) for scope, each in rows])


def _row(scope: str, filtered: FilteredData, comparison: Comparison) -> dict[str, object]:
    table = gaps_by_country(filtered, comparison)
    table = table[table["state"] != "outside"]
    known = table[table["people"].notna()]
    people, population = known["people"].sum(min_count=1), known["population"].sum(min_count=1)
    pledges = counted_once(filtered, table["place"], Comparison(counted="pledges"))
    members = filtered.dataset.countries.set_index("iso3")["un_member"].astype(bool)
    unknown = members[table.loc[table["people"].isna(), "place"]]
    return {
        "scope": scope,
        "people": people,
        "population": population,
        "pledges": pledges,
        "countries": len(table),
        "unknown": int(unknown.sum()),
        "per_pledge": people / pledges if pledges and pd.notna(people) else float("nan"),
        "per_million": people / population * 1e6 if population and population > 0 else float("nan"),
    }
