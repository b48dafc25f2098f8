"""One place beside its region and the world, for where there are no others to rank it among."""

from dataclasses import replace

import pandas as pd

from analytics.measures.coverage import RESIDUAL_REGIONS
from analytics.measures.gaps import Comparison, counted_once, gaps_by_country
from analytics.measures.need import COUNTED_WITH
from analytics.selection import FilteredData, filter_data

WORLD, REGION, SELECTED = "world", "region", "selected"


def place_in_context(filtered: FilteredData, comparison: Comparison) -> pd.DataFrame:
    """The place or places selected, the regions they are in, and the world, with the same filters on pledges.

    Pledges are those in the countries compared, with a figure or not, each once: networks have none. People are those
    of countries with a figure; `unknown` counts those without one, an area that was chosen by name among them.

    Columns: `scope` (`selected`, `region` or `world`), `people`, `population` (of the countries with a figure for
    people), `pledges` (each once), `countries` (compared or chosen), `unknown`, `per_pledge` and `per_million` (of the
    countries with both figures).
    """
    selection = filtered.selection
    countries = filtered.selected_countries()
    regions = tuple(code for code in countries[selection.regions_by].dropna().unique() if code not in RESIDUAL_REGIONS)
    rows = [(SELECTED, filtered)] if selection.is_limited_to_places() else []
    if rows and regions and not (selection.region and not selection.country):
        rows.append((REGION, filter_data(filtered.facets, replace(selection, region=regions, country=()))))
    rows.append((WORLD, filter_data(filtered.facets, replace(selection, region=(), country=()))))
    return pd.DataFrame([_row(scope, each, comparison) for scope, each in rows])


def _row(scope: str, filtered: FilteredData, comparison: Comparison) -> dict[str, object]:
    table, chosen = gaps_by_country(filtered, comparison), filtered.selected_countries()["iso3"]
    by_name = table["place"].isin(chosen if filtered.selection.country else [])
    table = table[(table["state"] != "outside") | by_name]
    known = table[table["people"].notna()]
    unknown = set(table.loc[table["people"].isna(), "place"])
    counted_with = {area for area, country in COUNTED_WITH.items() if country in set(known["place"])}
    people, population = known["people"].sum(min_count=1), known["population"].sum(min_count=1)
    living = known.loc[known["population"].notna(), "people"].sum()
    pledges = counted_once(filtered, table["place"], Comparison(counted="pledges"))
    return {
        "scope": scope,
        "people": people,
        "population": population,
        "pledges": pledges,
        "countries": len(table),
        "unknown": len(unknown - counted_with),
        "per_pledge": people / pledges if pledges and pd.notna(people) else float("nan"),
        "per_million": living / population * 1e6 if population and population > 0 else float("nan"),
    }
