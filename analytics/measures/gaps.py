"""Where the share of need is larger than the share of pledges, by country and by region."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.measures.coverage import (
    NOT_GOVERNMENTS,
    TOTAL,
    WITHOUT_REGION,
    Counting,
    coverage_matrix,
    fractions_by_region,
    shown_regions,
)
from analytics.measures.need import COUNTED_WITH, DISPLACED, Need, need_by_country, series_of
from analytics.selection import FilteredData

COUNTED = ("pledges", "parts", "governments")
"""What need is compared with: pledges, whole in each of their places or (`parts`, the code in links) as
equal fractions; or the governments that pledged."""


ORDERS = ("difference", "per_pledge", "per_million")
"""How places are ranked: share of need minus share of pledges, which puts large places first; people for each
pledge, and people for each million inhabitants, which do not."""


@dataclass(frozen=True)
class Comparison:
    """What is compared with what, and the order of places in a ranking."""

    need: Need = DISPLACED
    counted: str = "pledges"
    order: str = "difference"


def ways_of(comparison: Comparison) -> list[Comparison]:
    """Every way of answering the question of a comparison: its data series, and the ways of counting pledges.

    Never another question: migrants, displaced people who crossed a border, and those together with the
    internally displaced are three needs. People per million inhabitants do not depend on pledges.
    """
    counted = (comparison.counted,) if comparison.order == "per_million" else COUNTED
    return [Comparison(need, each, comparison.order) for need in series_of(comparison.need) for each in counted]


def gaps_by_country(filtered: FilteredData, comparison: Comparison) -> pd.DataFrame:
    """Need and pledges of each country and area, and how their shares compare.

    The countries compared are the UN member states, and every other area that is known to host somebody or has a
    pledge: leaving out Palestine would hide its need, listing each empty island would hide everything else. Areas
    without either, and all outside the chosen regions and countries, have the state `outside` and no number. Networks
    are not compared: they have no country.

    Both shares are of the countries with a figure for need, so that they are shares of the same places. A joint
    pledge counts in each of its countries, once. `ratio` (share of pledges / share of need) is missing where need is
    unknown or nobody, and everywhere if no place with a figure has a pledge: nothing is in proportion to nothing.

    Columns: `place` (iso3), `people`, `basis` (see `need_by_country`), `population`, `pledges`, `need_share`,
    `pledge_share` (0 to 1), `ratio`, `gap` (need_share - pledge_share), `per_pledge` (people for each pledge, missing
    without one), `per_million` (people for each million inhabitants) and `state`. That is `value`, `none`
    (people, no pledge), `nobody`, `no_data` or `outside`. Sorted by `place`.
    """
    counted = _counted_by_country(filtered, comparison.counted)
    return _gaps_of_countries(_need_by_country(filtered, comparison.need), counted)


def gaps_by_region(filtered: FilteredData, comparison: Comparison) -> pd.DataFrame:
    """Need and pledges of each region of the chosen scheme.

    A region's need is the sum over its countries with a figure; `unknown` is how many of its UN member states have
    none. Countries outside every region of the scheme are in no row.

    Columns: `place` (the code of the region, in display order), `people`, `population`, `pledges`, `need_share`,
    `pledge_share`, `ratio`, `gap`, `per_pledge`, `per_million`, `state` and `unknown`.
    """
    counted = _counted_by_region(filtered, comparison.counted)
    return _gaps_of_regions(filtered, _need_by_country(filtered, comparison.need), counted)


def gaps_by(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """Gaps by `country` or by `region`.

    Columns: those of `gaps_by_country` (by region `unknown` in the place of `basis`).
    """
    return gaps_by_country(filtered, comparison) if places == "country" else gaps_by_region(filtered, comparison)


def counted_once(filtered: FilteredData, places: pd.Series, comparison: Comparison) -> int:
    """How many pledges, or governments, are in some countries or regions, each once however many it is in."""
    rows = filtered.dataset.places[filtered.places]
    here = rows["iso3"].isin(places) | rows[filtered.selection.regions_by].isin(places)
    if comparison.counted == "governments":
        return int(rows.loc[here & ~rows["kind"].isin(NOT_GOVERNMENTS), "city_id"].nunique())
    return int(rows.loc[here, "pledge_id"].nunique())


def people_without_region(filtered: FilteredData, need: Need) -> float:
    """People in need whose country the chosen scheme puts into no region: they are in no row of `gaps_by_region`."""
    table, compared = _need_by_country(filtered, need)
    loose = compared & filtered.dataset.countries[filtered.selection.regions_by].isna()
    return float(table.loc[loose, "people"].sum())


def ranked_gaps(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The places that can be ranked in the order of a comparison, the first rank first.

    A rank depends on the way of counting, so `best` and `worst` are the first and last rank the place has among all
    ways of answering the same question (see `ways_of`), of the `tried` in which it has one. Equal places share a
    rank; `place` settles only their order in the list. By people for each pledge, a place without one has no rank.

    Columns: those of `gaps_by` and `rank`, `best`, `worst`, `tried`.
    """
    ranks = _every_rank(filtered, places, comparison)
    table = gaps_by(filtered, places, comparison)
    own = ranks.reindex(table["place"])
    ranked = own[comparison].notna().to_numpy()
    table, own = table[ranked], own[ranked]
    table = table.assign(
        rank=own[comparison].to_numpy(dtype="int64"),
        best=own.min(axis=1).to_numpy(dtype="int64"),
        worst=own.max(axis=1).to_numpy(dtype="int64"),
        tried=own.notna().sum(axis=1).to_numpy(dtype="int64"),
    )
    return table.sort_values(["rank", "place"], ignore_index=True)


def _every_rank(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The rank of each place (index) in every way of comparing (columns); each need and each count is taken once."""
    ways = ways_of(comparison)
    count = _counted_by_country if places == "country" else _counted_by_region
    needs = {need: _need_by_country(filtered, need) for need in {way.need for way in ways}}
    counts = {counted: count(filtered, counted) for counted in {way.counted for way in ways}}
    ranks = {}
    for way in ways:
        need, counted = needs[way.need], counts[way.counted]
        found = _gaps_of_countries(need, counted) if places == "country" else _gaps_of_regions(filtered, need, counted)
        ranks[way] = _ranks(found, way.order)
    return pd.DataFrame(ranks)


def _gaps_of_countries(need: tuple[pd.DataFrame, pd.Series], counted: pd.Series) -> pd.DataFrame:
    by_country, compared = need
    table = by_country.assign(pledges=counted.reindex(by_country["place"]).to_numpy())
    return _compared(table, compared).sort_values("place", ignore_index=True)


def _gaps_of_regions(filtered: FilteredData, need: tuple[pd.DataFrame, pd.Series], counted: pd.Series) -> pd.DataFrame:
    countries, scheme = filtered.dataset.countries, filtered.selection.regions_by
    by_country, compared = need
    regions = countries[scheme].where(compared)
    people = by_country["people"].groupby(regions).sum(min_count=1)
    # Of the countries with a figure alone, or those without would thin out the others' people.
    population = by_country["population"].where(by_country["people"].notna()).groupby(regions).sum(min_count=1)
    unknown = (countries["un_member"].astype(bool) & by_country["people"].isna()).groupby(regions).sum()
    table = pd.DataFrame({"place": counted.index, "pledges": counted.to_numpy()})
    table["people"] = people.reindex(table["place"]).to_numpy(dtype="float64")
    table["population"] = population.reindex(table["place"]).to_numpy(dtype="float64")
    table["unknown"] = unknown.reindex(table["place"], fill_value=0).to_numpy(dtype="int64")
    return _compared(table, pd.Series(True, index=table.index))


def _need_by_country(filtered: FilteredData, need: Need) -> tuple[pd.DataFrame, pd.Series]:
    """Need and inhabitants of each country and area, and which of them belong to the comparison."""
    countries = filtered.dataset.countries
    table = _need_and_inhabitants(filtered.dataset, need)
    pledging = countries["iso3"].isin(filtered.dataset.places.loc[filtered.places, "iso3"])
    compared = countries["un_member"].astype(bool) | (table["people"] > 0) | pledging
    return table, compared & (table["basis"] != "in_serbia") & countries.index.isin(filtered.selected_countries().index)


@lru_cache(maxsize=16)
def _need_and_inhabitants(dataset: Dataset, need: Need) -> pd.DataFrame:
    """Of every country and area, whatever is selected; cached, so it must not be changed."""
    table = need_by_country(dataset.countries, need).rename(columns={"iso3": "place"})
    # The people of an area counted with another country are in that country's figure, so its inhabitants are too.
    population = dataset.countries.set_index("iso3")["population"].astype("float64")
    for area, country in COUNTED_WITH.items():
        if table.loc[table["place"] == area, "basis"].eq("in_serbia").any():
            population[country] += population[area]
    return table.assign(population=population.to_numpy())


def _compared(table: pd.DataFrame, compared: pd.Series) -> pd.DataFrame:
    known = compared & table["people"].notna()
    # What is not compared has no number: neither a zero nor a figure of its own.
    table = table.assign(people=table["people"].where(compared), pledges=table["pledges"].where(compared))
    people, pledges = table["people"].where(known), table["pledges"].where(known)
    table = table.assign(need_share=_share(people), pledge_share=_share(pledges))
    table["ratio"] = table["pledge_share"] / table["need_share"].where(table["need_share"] > 0)
    table["gap"] = table["need_share"] - table["pledge_share"]
    table["per_pledge"] = people / pledges.where(pledges > 0)
    table["per_million"] = people / table["population"].where(table["population"] > 0) * 1e6
    table["state"] = np.select(
        [~compared, ~known, people == 0, pledges == 0], ["outside", "no_data", "nobody", "none"], default="value"
    )
    return table


def _share(parts: pd.Series) -> pd.Series:
    whole = parts.sum()
    return parts / (whole if whole > 0 else np.nan)


def _ranks(table: pd.DataFrame, order: str) -> pd.Series:
    # Rounded, or sums taken in another order would break ties.
    column = "gap" if order == "difference" else order
    return table.set_index("place")[column].round(12).rank(ascending=False, method="min")


def _counted_by_region(filtered: FilteredData, counted: str) -> pd.Series:
    """As many as the margin of each region in the coverage matrix; fractions are by region alone."""
    regions = [region for region in shown_regions(filtered) if region not in WITHOUT_REGION]
    if counted == "parts":
        return fractions_by_region(filtered)[regions].round(6)
    measure = "governments" if counted == "governments" else "pledges"
    matrix = coverage_matrix(filtered, Counting("round_table", measure))
    margin = matrix[(matrix["code"] == TOTAL)].set_index("region")["value"]
    return margin[regions].astype("float64")


def _counted_by_country(filtered: FilteredData, counted: str) -> pd.Series:
    dataset = filtered.dataset
    places = dataset.places[filtered.places].dropna(subset="iso3")
    if counted == "governments":
        own = places[~places["kind"].isin(NOT_GOVERNMENTS)]
        found = own.groupby("iso3")["city_id"].nunique()
    elif counted == "pledges":
        found = places.groupby("iso3")["pledge_id"].nunique()
    else:
        # The fraction of a country depends on all countries of the pledge: choosing one of them does not raise it.
        each = pd.Series(filtered.facet("iso3").marks.sum(axis=1), index=dataset.pledges["pledge_id"])
        once = places[["iso3", "pledge_id"]].drop_duplicates()
        found = (1 / once["pledge_id"].map(each).astype("float64")).groupby(once["iso3"]).sum()
    return found.reindex(dataset.countries["iso3"], fill_value=0).astype("float64")
