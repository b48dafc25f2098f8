"""Where pledges are: countries to shade, governments to draw, and what can't be placed."""

import pandas as pd

from analytics.measures.coverage import NOT_GOVERNMENTS, TOTAL, country_weights, universe_of
from analytics.selection import FilteredData

MAP_MEASURES = ("pledges", "governments", "pledges_per_million_displaced", "pledges_per_million_people")
_PER_MILLION = {
    "pledges_per_million_displaced": "displaced_share",
    "pledges_per_million_people": "population_share",
}


def country_values(filtered: FilteredData, measure: str, universe: str = "un_members") -> pd.DataFrame:
    """The measure for every country and area, and why a country has none.

    `state` keeps four things apart: `value` (pledges there), `zero` (a country of the universe
    without a pledge), `no_data` (the denominator is unknown, so the rate is too) and `outside`
    (not in the universe and no pledge, or not in the chosen regions and countries). A country that
    is known to host nobody is `zero` without a pledge, and `outside` with one: a rate per nobody is
    undefined, but not unknown. A joint pledge counts in each of its countries. A country outside
    the selection has a missing number of pledges and governments, not 0.

    Columns: `iso3`, `name`, `pledges`, `governments`, `people` (denominator of a rate: people
    hosted or population; else missing), `value`, `state`.
    """
    countries = filtered.dataset.countries[["iso3", "name"]]
    places = filtered.dataset.places[filtered.places].dropna(subset="iso3")
    own = places[~places["kind"].isin(NOT_GOVERNMENTS)]
    table = countries.assign(
        pledges=countries["iso3"].map(places.groupby("iso3")["pledge_id"].nunique()).fillna(0).astype(int),
        governments=countries["iso3"].map(own.groupby("iso3")["city_id"].nunique()).fillna(0).astype(int),
    )
    elsewhere = ~countries.index.isin(filtered.selected_countries().index) & (table["pledges"] == 0)
    inside = table["iso3"].isin(universe_of(filtered, universe)["iso3"]) | (table["pledges"] > 0)
    # A country that a reader chose is shown, member or not.
    inside |= table["iso3"].isin(filtered.selection.country) & table["iso3"].isin(filtered.selected_countries()["iso3"])
    if measure in _PER_MILLION:
        weights = country_weights(filtered.dataset, _PER_MILLION[measure])
        table["people"] = table["iso3"].map(weights)
        table["value"] = table["pledges"] / (table["people"].where(table["people"] > 0) / 1e6)
    else:
        table["people"] = pd.NA
        table["value"] = table[measure].astype(float)
    table["state"] = "value"
    nobody = table["people"].eq(0).fillna(False).astype(bool)
    table.loc[nobody & (table["pledges"] == 0), "value"] = 0.0
    table.loc[table["value"] == 0, "state"] = "zero"
    # A pledge whose government nobody names is a pledge: nothing is counted there, and nothing is missing.
    unnamed = (table["value"] == 0) & (table["pledges"] > 0)
    table.loc[table["value"].isna(), "state"] = "no_data"
    aside = ~inside | unnamed | (nobody & (table["pledges"] > 0))
    table.loc[aside, ["state", "value"]] = ["outside", None]
    counts = ["pledges", "governments"]
    table[counts] = table[counts].astype("Int64").mask(pd.Series(elsewhere, index=table.index))
    return table.sort_values("name").reset_index(drop=True)


def government_points(filtered: FilteredData) -> pd.DataFrame:
    """The local governments of the selection whose coordinates are known, most pledges first.

    Columns: `city_id`, `name`, `iso3`, `lat`, `lon` (degrees, WGS 84), `pledges`.
    """
    counted = _pledges_by_government(filtered)
    return counted[counted["lat"].notna()].drop(columns="reason").reset_index(drop=True)


def unplaced(filtered: FilteredData) -> pd.DataFrame:
    """Who in the selection is not on the map, and why.

    Columns: `city_id`, `name`, `iso3`, `pledges`, `reason` (`network`, `not_named`, or `unresolved`: several
    places have its name).
    """
    counted = _pledges_by_government(filtered)
    missing = counted[counted["lat"].isna()]
    return missing[["city_id", "name", "iso3", "pledges", "reason"]].reset_index(drop=True)


def _pledges_by_government(filtered: FilteredData) -> pd.DataFrame:
    places = filtered.dataset.places[filtered.places]
    pledges = places.groupby("city_id")["pledge_id"].nunique().rename("pledges")
    governments = filtered.dataset.governments.set_index("city_id")[["name", "kind", "iso3", "lat", "lon"]]
    counted = governments.join(pledges, how="inner").reset_index()
    counted["reason"] = counted["kind"].where(counted["kind"].isin(NOT_GOVERNMENTS), "unresolved")
    counted = counted.sort_values(["pledges", "name"], ascending=[False, True])
    return counted[["city_id", "name", "iso3", "lat", "lon", "pledges", "reason"]]


def without_shape(filtered: FilteredData, shapes: frozenset[str]) -> list[str]:
    """UN member states of the universe that the map has no shape for, by name."""
    countries = universe_of(filtered, "un_members")
    return sorted(countries.loc[~countries["iso3"].isin(shapes), "name"])


def pledges_at(filtered: FilteredData, iso3: str = "", city_id: str = "") -> list[str]:
    """Ids of the selection's pledges in a country, or of a government, in the order of the data."""
    places = filtered.dataset.places[filtered.places]
    here = places["city_id"] == city_id if city_id else places["iso3"] == iso3
    return list(dict.fromkeys(places.loc[here, "pledge_id"]))


def pledges_in_cell(filtered: FilteredData, region: str, scheme: str, code: str) -> list[str]:
    """Ids of the selection's pledges behind one cell of a coverage matrix; `total` stands for all."""
    kept = filtered.pledges.copy()
    for facet, wanted in ((filtered.regions(), region), (filtered.facet(scheme), code)):
        if wanted in facet.codes:
            kept &= facet.any_of((wanted,))
        elif wanted != TOTAL:
            kept[:] = False
    return list(filtered.dataset.pledges.loc[kept, "pledge_id"])
