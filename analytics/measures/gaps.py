"""Where the share of need is larger than the share of pledges, by country and by region."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.measures.coverage import NOT_GOVERNMENTS, TOTAL, Counting, coverage_matrix
from analytics.measures.need import DISPLACED, NEEDS, Need, need_by_country
from analytics.selection import Narrowed

PLACES = ("country", "region")
COUNTED = ("pledges", "parts", "governments")
"""What stands for pledges: each pledge whole in each of its places, shared equally among them, or who pledged."""


@dataclass(frozen=True)
class Comparison:
    """What is held against what."""

    need: Need = DISPLACED
    counted: str = "pledges"


COMPARISONS = tuple(Comparison(need, counted) for need in NEEDS for counted in COUNTED)
"""Every way of comparing that the rank of a gap is tried with."""


def gaps_by_country(narrowed: Narrowed, comparison: Comparison) -> pd.DataFrame:
    """Need and pledges of each country and area, and how their shares compare.

    The countries compared are the UN member states, and every other area that is known to host somebody or has a
    pledge: leaving out Palestine would hide its need, listing each empty island would hide everything else. Areas
    without either have the state `outside`. Regions and countries chosen narrow both sides, other filters pledges.

    Both shares are of the countries with a figure for need, so that they are shares of the same places. A joint
    pledge counts in each of its countries, once. `ratio` (share of pledges / share of need) is missing where need is
    unknown or nobody, and everywhere if no place with a figure has a pledge: nothing is in proportion to nothing.

    Returns `place` (iso3), `people`, `basis` (see `need_by_country`), `pledges`, `need_share`, `pledge_share` (0 to
    1), `ratio`, `gap` (need_share - pledge_share) and `state`: `value`, `none` (people, no pledge), `nobody`,
    `no_data`, `outside`; sorted by `place`.
    """
    counted = _counted_by_country(narrowed, comparison.counted)
    return _gaps_of_countries(_need_by_country(narrowed, comparison.need), counted)


def gaps_by_region(narrowed: Narrowed, comparison: Comparison) -> pd.DataFrame:
    """Need and pledges of each region of the chosen scheme.

    A region's need is the sum over its countries with a figure; `unknown` is how many of its UN member states have
    none. Countries outside every region of the scheme are in no row. The other columns are those of
    `gaps_by_country`, with the code of the region as `place`, in display order.
    """
    counted = _counted_by_region(narrowed, comparison.counted)
    return _gaps_of_regions(narrowed, _need_by_country(narrowed, comparison.need), counted)


def gaps_by(narrowed: Narrowed, places: str, comparison: Comparison) -> pd.DataFrame:
    """Gaps by `country` or by `region`."""
    return gaps_by_country(narrowed, comparison) if places == "country" else gaps_by_region(narrowed, comparison)


def people_without_region(narrowed: Narrowed, need: Need) -> float:
    """People in need whose country the chosen scheme puts into no region: they are in no row of `gaps_by_region`."""
    table, compared = _need_by_country(narrowed, need)
    loose = compared & narrowed.dataset.countries[narrowed.chosen.regions_by].isna()
    return float(table.loc[loose, "people"].sum())


def ranked_gaps(narrowed: Narrowed, places: str, comparison: Comparison) -> pd.DataFrame:
    """Much need, few or no pledges: the places with a figure for need, the largest gap first.

    A rank is one definition's opinion, so `best` and `worst` are the first and last rank the place has among all
    ways of comparing (four needs, three ways to count), of the `tried` in which it has a figure. Equal gaps
    share a rank; `place` settles only their order in the list.

    Returns the columns of the comparison and `rank`, `best`, `worst`, `tried`.
    """
    ranks = _every_rank(narrowed, places)
    table = gaps_by(narrowed, places, comparison)
    table = table[table["state"].isin(["value", "none", "nobody"]) & table["gap"].notna()]
    own = ranks.reindex(table["place"])
    table = table.assign(
        rank=own[comparison].to_numpy(dtype="int64"),
        best=own.min(axis=1).to_numpy(dtype="int64"),
        worst=own.max(axis=1).to_numpy(dtype="int64"),
        tried=own.notna().sum(axis=1).to_numpy(dtype="int64"),
    )
    return table.sort_values(["rank", "place"], ignore_index=True)


def without_data(narrowed: Narrowed, places: str, comparison: Comparison) -> pd.DataFrame:
    """Places that belong to the comparison but have no figure for need, so no rank: `place`, `pledges`."""
    table = gaps_by(narrowed, places, comparison)
    return table.loc[table["state"] == "no_data", ["place", "pledges"]].reset_index(drop=True)


def _every_rank(narrowed: Narrowed, places: str) -> pd.DataFrame:
    """The rank of each place (index) in every comparison (columns); each need and each count is taken once."""
    count = _counted_by_country if places == "country" else _counted_by_region
    needs = {need: _need_by_country(narrowed, need) for need in NEEDS}
    counts = {counted: count(narrowed, counted) for counted in COUNTED}
    ranks = {}
    for each in COMPARISONS:
        need, counted = needs[each.need], counts[each.counted]
        found = _gaps_of_countries(need, counted) if places == "country" else _gaps_of_regions(narrowed, need, counted)
        ranks[each] = _ranks(found)
    return pd.DataFrame(ranks)


def _gaps_of_countries(need: tuple[pd.DataFrame, pd.Series], counted: pd.Series) -> pd.DataFrame:
    by_country, compared = need
    table = by_country.assign(pledges=counted.reindex(by_country["place"]).to_numpy())
    return _compared(table, compared).sort_values("place", ignore_index=True)


def _gaps_of_regions(narrowed: Narrowed, need: tuple[pd.DataFrame, pd.Series], counted: pd.Series) -> pd.DataFrame:
    countries, scheme = narrowed.dataset.countries, narrowed.chosen.regions_by
    by_country, compared = need
    regions = countries[scheme].where(compared)
    people = by_country["people"].groupby(regions).sum(min_count=1)
    unknown = (countries["un_member"].astype(bool) & by_country["people"].isna()).groupby(regions).sum()
    table = pd.DataFrame({"place": counted.index, "pledges": counted.to_numpy()})
    table["people"] = people.reindex(table["place"]).to_numpy(dtype="float64")
    table["unknown"] = unknown.reindex(table["place"], fill_value=0).to_numpy(dtype="int64")
    return _compared(table, pd.Series(True, index=table.index))


def _need_by_country(narrowed: Narrowed, need: Need) -> tuple[pd.DataFrame, pd.Series]:
    """Need of each country and area, and which of them belong to the comparison."""
    countries, chosen = narrowed.dataset.countries, narrowed.chosen
    table = need_by_country(countries, need).rename(columns={"iso3": "place"})
    pledging = countries["iso3"].isin(narrowed.dataset.places.loc[narrowed.places, "iso3"])
    compared = countries["un_member"].astype(bool) | (table["people"] > 0) | pledging
    compared &= table["basis"] != "in_serbia"
    if chosen.region:
        compared &= countries[chosen.regions_by].isin(chosen.region)
    if chosen.country:
        compared &= countries["iso3"].isin(chosen.country)
    return table, compared


def _compared(table: pd.DataFrame, compared: pd.Series) -> pd.DataFrame:
    known = compared & table["people"].notna()
    people, pledges = table["people"].where(known), table["pledges"].where(known)
    table = table.assign(need_share=_share(people), pledge_share=_share(pledges))
    table["ratio"] = table["pledge_share"] / table["need_share"].where(table["need_share"] > 0)
    table["gap"] = table["need_share"] - table["pledge_share"]
    table["state"] = np.select(
        [~compared, ~known, people == 0, pledges == 0], ["outside", "no_data", "nobody", "none"], default="value"
    )
    return table


def _share(parts: pd.Series) -> pd.Series:
    whole = parts.sum()
    return parts / (whole if whole > 0 else np.nan)


def _ranks(table: pd.DataFrame) -> pd.Series:
    # Rounded, or sums taken in another order would break ties.
    return table.set_index("place")["gap"].round(12).rank(ascending=False, method="min")


def _counted_by_region(narrowed: Narrowed, counted: str) -> pd.Series:
    """As many as the coverage matrix has in the margin of each region."""
    measure = "governments" if counted == "governments" else "pledges"
    matrix = coverage_matrix(narrowed, Counting("round_table", measure, fractional=counted == "parts"))
    known = narrowed.dataset.countries[narrowed.chosen.regions_by].dropna().unique()
    margin = matrix[(matrix["code"] == TOTAL) & matrix["region"].isin(known)]
    return margin.set_index("region")["value"].astype("float64").round(6)


def _counted_by_country(narrowed: Narrowed, counted: str) -> pd.Series:
    dataset = narrowed.dataset
    places = dataset.places[narrowed.places].dropna(subset="iso3")
    if counted == "governments":
        own = places[~places["kind"].isin(NOT_GOVERNMENTS)]
        found = own.groupby("iso3")["city_id"].nunique()
    elif counted == "pledges":
        found = places.groupby("iso3")["pledge_id"].nunique()
    else:
        # The part of a country is fixed by the pledge: choosing one of its countries does not raise it.
        each = pd.Series(narrowed.facet("iso3").marks.sum(axis=1), index=dataset.pledges["pledge_id"])
        once = places[["iso3", "pledge_id"]].drop_duplicates()
        found = (1 / once["pledge_id"].map(each).astype("float64")).groupby(once["iso3"]).sum()
    return found.reindex(dataset.countries["iso3"], fill_value=0).astype("float64")
