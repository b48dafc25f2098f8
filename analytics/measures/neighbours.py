"""What is around one government or pledge: the country's figures, who else has pledged there or on its themes."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from analytics.facets import NOT_STATED, Facets
from analytics.measures.coverage import NOT_GOVERNMENTS
from analytics.selection import FilteredData, filter_data

FIGURES = {
    "population": "population_year",
    "refugees_hosted": "unhcr_year",
    "asylum_seekers": "unhcr_year",
    "other_in_need": "unhcr_year",
    "idps": "unhcr_year",
    "migrant_stock": "migrant_stock_year",
}
"""Figures of a country, each with the column that holds its year."""


def country_context(facets: Facets, iso3: str) -> pd.DataFrame:
    """What is known of a country, one row a figure.

    Columns: `figure`, `people` (missing where no data), `year`.
    """
    countries = facets.dataset.countries
    row = countries[countries["iso3"] == iso3].iloc[0]
    return pd.DataFrame(
        {
            "figure": list(FIGURES),
            "people": [row[figure] for figure in FIGURES],
            "year": [row[year] for year in FIGURES.values()],
        }
    )


def regions_of(facets: Facets, iso3: str) -> pd.DataFrame:
    """The region of a country or area in every scheme, missing where it has none.

    Columns: `scheme`, `region`.
    """
    countries, schemes = facets.dataset.countries, facets.dataset.region_columns
    row = countries[countries["iso3"] == iso3].iloc[0]
    return pd.DataFrame({"scheme": schemes, "region": [row[scheme] for scheme in schemes]})


def pledging_near(filtered: FilteredData) -> pd.DataFrame:
    """Who has pledged, whatever the filters, in the regions of the countries that the selection covers.

    For a place without a pledge: the governments of its neighbourhood that have one, most pledges first.

    Columns: `city_id`, `name`, `iso3`, `pledges`.
    """
    dataset, scheme = filtered.dataset, filtered.selection.regions_by
    regions = filtered.selected_countries()[scheme].dropna().unique()
    rows = dataset.places[dataset.places[scheme].isin(regions) & ~dataset.places["kind"].isin(NOT_GOVERNMENTS)]
    counted = rows.groupby(["city_id", "iso3"])["pledge_id"].nunique().reset_index(name="pledges")
    named = counted.merge(dataset.governments[["city_id", "name"]], on="city_id")
    ordered = named.sort_values(["pledges", "name"], ascending=[False, True], ignore_index=True)
    return ordered[["city_id", "name", "iso3", "pledges"]]


def pledges_beside(filtered: FilteredData, codes: Collection[str]) -> pd.DataFrame:
    """Pledges in each of these countries and areas (iso3), most first, wherever the selection is; zero where none.

    All filters but region and country apply. A joint pledge counts in each of its countries.

    Columns: `iso3`, `pledges`.
    """
    known = filtered.dataset.countries["iso3"]
    # The map has shapes of areas that the data do not count.
    listed = sorted(known[known.isin(codes)])
    beside = filter_data(filtered.facets, replace(filtered.selection, region=(), country=tuple(listed)))
    counted = filtered.dataset.places[beside.places].groupby("iso3")["pledge_id"].nunique()
    table = pd.DataFrame({"iso3": listed, "pledges": counted.reindex(listed, fill_value=0).to_numpy()})
    return table.sort_values(["pledges", "iso3"], ascending=[False, True], ignore_index=True)


def neighbours(facets: Facets, city_id: str, regions_by: str) -> pd.DataFrame:
    """Other local governments of the same country, then of the same region, that have pledged.

    Columns: `city_id`, `name`, `iso3`, `pledges`, `same_country`.
    """
    places = facets.dataset.places
    own = places[places["city_id"] == city_id].iloc[0]
    others = places[(places["city_id"] != city_id) & ~places["kind"].isin(NOT_GOVERNMENTS)]
    region = own[regions_by]
    near = others["iso3"].eq(own["iso3"]).fillna(False).astype(bool)
    if region not in ("network", "unplaced"):
        near |= others[regions_by].eq(region).fillna(False).astype(bool)
    counted = others[near].groupby(["city_id", "iso3"], dropna=False)["pledge_id"].nunique().reset_index(name="pledges")
    counted["same_country"] = counted["iso3"].eq(own["iso3"]).fillna(False).astype(bool)
    named = counted.merge(facets.dataset.governments[["city_id", "name"]], on="city_id")
    ordered = named.sort_values(["same_country", "pledges", "name"], ascending=[False, False, True], ignore_index=True)
    return ordered[["city_id", "name", "iso3", "pledges", "same_country"]]


def on_the_themes_of(filtered: FilteredData, pledge_id: str) -> pd.DataFrame:
    """The other pledges that share a theme with one, whatever the filters.

    Those of the selection first; then those that share most themes; then those that state results.

    Columns: `pledge_id`, `shared` (themes in common), `selected`, `results` (whether it states some).
    """
    facet, pledges = filtered.facet("theme"), filtered.dataset.pledges
    is_theme = [code != NOT_STATED for code in facet.codes]
    own = facet.marks[filtered.facets.position[pledge_id]] & is_theme
    found = pd.DataFrame(
        {
            "pledge_id": pledges["pledge_id"],
            "shared": (facet.marks & own).sum(axis=1),
            "selected": filtered.pledges,
            "results": pledges["results_summary"].notna(),
        }
    )
    others = found[(found["shared"] > 0) & (found["pledge_id"] != pledge_id)]
    return others.sort_values(["selected", "shared", "results"], ascending=False, kind="stable", ignore_index=True)
