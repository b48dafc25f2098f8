"""Where pledges are: countries to shade, governments to draw, and what can't be placed."""

from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.dataset.doubts import WRONG_POINT
from analytics.facets import Facets
from analytics.measures.coverage import NOT_GOVERNMENTS, TOTAL, country_weights, counts_by_country, in_universe
from analytics.measures.masks import unique_pairs
from analytics.selection import FilteredData

_PER_MILLION = {
    "pledges_per_million_displaced": "displaced_share",
    "pledges_per_million_people": "population_share",
}
FEWEST_PEOPLE = 10_000
"""People of whom a rate says something: of fewer, a single pledge makes a rate above a hundred a million."""


def country_values(filtered: FilteredData, measure: str, universe: str = "un_members") -> pd.DataFrame:
    """The measure for every country and area, and why a country has none.

    `state` keeps four things apart: `value` (pledges there), `zero` (a country of the universe
    without a pledge), `no_data` (the denominator is unknown, so the rate is too) and `outside`
    (not in the universe and no pledge, or not in the chosen regions and countries). A country that
    is known to host nobody is `zero` without a pledge, and `outside` with one: a rate per nobody is
    undefined, but not unknown. So is one whose pledges are all of governments that nobody names, where governments are
    counted. A joint pledge counts in each of its countries. A country outside the selection has a missing number of
    pledges and governments, not 0.

    Columns: `iso3`, `name`, `pledges`, `governments`, `people` (denominator of a rate: people
    hosted or population; else missing), `value`, `state`.
    """
    countries, covered = filtered.dataset.countries, filtered.covered
    counts = {name: counts_by_country(filtered, name) for name in ("pledges", "governments")}
    pledged = counts["pledges"] > 0
    # A country that a reader chose is shown, member or not.
    chosen = covered & countries["iso3"].isin(filtered.selection.country).to_numpy()
    inside = in_universe(filtered, universe) | pledged | chosen
    if measure in _PER_MILLION:
        people = country_weights(filtered.dataset, _PER_MILLION[measure]).to_numpy()
        value = counts["pledges"] / (np.where(people > 0, people, np.nan) / 1e6)
    else:
        people, value = np.full(len(countries), np.nan), counts[measure].astype(float)
    nobody = people == 0
    value[nobody & ~pledged] = 0.0
    state = np.select([np.isnan(value), value == 0], ["no_data", "zero"], default="value").astype(object)
    # A pledge whose government nobody names is a pledge: nothing is counted there, and nothing is missing.
    unnamed = (value == 0) & pledged
    outside = ~inside | unnamed | (nobody & pledged)
    value[outside], state[outside] = np.nan, "outside"
    elsewhere = ~covered & ~pledged
    table = pd.DataFrame(
        {
            "iso3": countries["iso3"],
            "name": countries["name"],
            **{name: pd.array(np.where(elsewhere, np.nan, each), dtype="Int64") for name, each in counts.items()},
            "people": people if measure in _PER_MILLION else pd.NA,
            "value": value,
            "state": state,
        }
    )
    return table.sort_values("name", ignore_index=True)


def highest_rate(countries: pd.DataFrame) -> tuple[pd.Series, bool]:
    """The country with the highest rate, and whether that is only among those with `FEWEST_PEOPLE` or more.

    Where no country with a pledge has so many people, it is the highest of all. `countries` are `country_values` of
    a rate, one of them above zero.
    """
    rated = countries[countries["value"] > 0]
    large = rated[rated["people"] >= FEWEST_PEOPLE]
    top = rated.loc[rated["value"].idxmax()]
    if large.empty or top["people"] >= FEWEST_PEOPLE:
        return top, False
    return large.loc[large["value"].idxmax()], True


def government_points(filtered: FilteredData) -> pd.DataFrame:
    """The local governments of the selection whose coordinates are known, most pledges first.

    Columns: `city_id`, `name`, `iso3`, `lat`, `lon` (degrees, WGS 84), `pledges`.
    """
    counted = _pledges_by_government(filtered)
    return counted[counted["lat"].notna()].drop(columns="reason").reset_index(drop=True)


@lru_cache(maxsize=32)
def unplaced(filtered: FilteredData) -> pd.DataFrame:
    """Who in the selection is not on the map, and why; cached, so it must not be changed.

    Columns: `city_id`, `name`, `iso3`, `pledges`, `reason`.
    """
    counted = _pledges_by_government(filtered)
    missing = counted[counted["lat"].isna()]
    return missing[["city_id", "name", "iso3", "pledges", "reason"]].reset_index(drop=True)


@lru_cache(maxsize=8)
def why_unplaced(dataset: Dataset) -> pd.Series:
    """Why a government would not be on the map, by the order of `governments`; cached, so it must not be changed.

    `network`, `not_named`, `unresolved` (several places have its name), `wrong_point` (the point in the data can't be
    right) or `no_point` (its coordinates are not in the data).
    """
    governments, problems = dataset.governments, dataset.problems
    wrong = set(problems.loc[problems["rule"] == WRONG_POINT, "value"])
    reason = governments["match"].map({"unresolved": "unresolved"}).fillna("no_point")
    reason = reason.mask(governments["city_id"].isin(wrong), "wrong_point")
    return governments["kind"].where(governments["kind"].isin(NOT_GOVERNMENTS), reason)


@lru_cache(maxsize=32)
def _pledges_by_government(filtered: FilteredData) -> pd.DataFrame:
    counted = pledges_by_government(filtered.facets, filtered.government_mask)
    return counted.assign(reason=why_unplaced(filtered.dataset)[counted.index])


def pledges_by_government(facets: Facets, here: np.ndarray) -> pd.DataFrame:
    """Who has pledged, networks too, by the rows of `pledge_governments` that are true in `here`; most pledges first.

    Columns: `city_id`, `name`, `iso3`, `lat`, `lon`, `pledges`.
    """
    governments = facets.dataset.governments
    cities, codes = facets.entities("city_id")
    counts = np.bincount(unique_pairs(cities[here], facets.pledge_rows[here])[0], minlength=len(codes))
    pledges = pd.Series(counts, index=codes).reindex(governments["city_id"], fill_value=0).to_numpy()
    counted = governments.loc[pledges > 0, ["city_id", "name", "iso3", "lat", "lon"]]
    return counted.assign(pledges=pledges[pledges > 0]).sort_values(["pledges", "name"], ascending=[False, True])


def without_shape(filtered: FilteredData, shapes: frozenset[str]) -> list[str]:
    """UN member states of the universe that the map has no shape for, by name."""
    countries = filtered.dataset.countries
    return sorted(countries.loc[in_universe(filtered, "un_members") & ~countries["iso3"].isin(shapes), "name"])


def pledges_at(filtered: FilteredData, place: str) -> list[str]:
    """Ids of the selection's pledges in a country (iso3) or of a government (city_id), in the order of the data."""
    rows = filtered.dataset.pledge_governments[filtered.government_mask]
    here = (rows["city_id"] == place) | (rows["iso3"] == place)
    return list(dict.fromkeys(rows.loc[here, "pledge_id"]))


def pledges_in_cell(filtered: FilteredData, region: str, scheme: str, code: str) -> list[str]:
    """Ids of the selection's pledges behind one cell of a coverage matrix; `total` stands for all."""
    kept = filtered.pledge_mask.copy()
    for facet, wanted in ((filtered.regions(), region), (filtered.facet(scheme), code)):
        if wanted in facet.codes:
            kept &= facet.any_of((wanted,))
        elif wanted != TOTAL:
            kept[:] = False
    return list(filtered.dataset.pledges.loc[kept, "pledge_id"])
