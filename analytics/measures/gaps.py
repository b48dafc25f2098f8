"""Where the share of need is larger than the share of pledges, by country and by region."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.measures.coverage import (
    FRACTIONS,
    RESIDUAL_REGIONS,
    counts_by_country,
    counts_by_region,
    fractions_by_region,
    of_governments,
    placed_regions,
)
from analytics.measures.masks import descending_ranks
from analytics.measures.need import DISPLACED, Need, inhabitants, need_by_country, series_of
from analytics.selection import FilteredData

COUNTED = ("pledges", FRACTIONS, "governments")
"""What need is compared with: pledges, whole in each of their places or as fractions; or who pledged."""


SHARES = ("need_share", "pledge_share", "ratio", "gap", "per_pledge", "per_million")
"""What a comparison works out of each place."""


@dataclass(frozen=True)
class Comparison:
    """What is compared with what, and the order of places in a ranking.

    They are ranked by share of need minus share of pledges (`difference`) or by people for each pledge (`per_pledge`),
    which put large places first, the latter where pledges are few; or by people for each million inhabitants
    (`per_million`), which does not.
    """

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
    without either, and all outside the chosen regions and countries, have the state `outside` and no number. One whose
    people are in another country's figure has none of its own: with a pledge its state is `no_data`. Networks are not
    compared: they have no country.

    Both shares are of the countries with a figure for need, so that they are shares of the same places. A joint
    pledge counts in each of its countries, once. `ratio` (share of pledges / share of need) is missing where need is
    unknown or nobody, and everywhere if no place with a figure has a pledge: nothing is in proportion to nothing.

    Columns: `place` (iso3), `people`, `basis` (see `need_by_country`), `population`, `pledges`, `need_share`,
    `pledge_share` (0 to 1), `ratio`, `gap` (need_share - pledge_share), `per_pledge` (people for each pledge, missing
    without one), `per_million` (people for each million inhabitants) and `state`. That is `value`, `none`
    (people, no pledge), `nobody`, `no_data` or `outside`. Sorted by `place`.
    """
    need, counted = _need_by_country(filtered, comparison.need), _counted_by_country(filtered, comparison.counted)
    return _table(need, counted, ["place", "people", "basis", "population", "pledges"])


def gaps_by_region(filtered: FilteredData, comparison: Comparison) -> pd.DataFrame:
    """Need and pledges of each region of the chosen scheme.

    A region's need is the sum over its countries with a figure, `population` and `per_million` are of those whose
    inhabitants are known too; `unknown` is how many of its UN member states have no figure. Its pledges are all that
    coverage counts in it, those of countries without a figure too. Countries outside every region are in no row.

    Columns: `place` (the code of the region, in display order), `people`, `population`, `pledges`, `need_share`,
    `pledge_share`, `ratio`, `gap`, `per_pledge`, `per_million`, `state` and `unknown`.
    """
    need, counted = _need_by_region(filtered, comparison.need), _counted_by_region(filtered, comparison.counted)
    return _table(need, counted, ["place", "pledges", "people", "population", "unknown"])


def regions_behind(filtered: FilteredData, need: Need) -> np.ndarray:
    """True for each row of `gaps_by_region` whose share of pledges is below its share of need by every count."""
    people = _need_by_region(filtered, need)
    gaps = [_compared(people, _counted_by_region(filtered, counted))["gap"] for counted in COUNTED]
    return np.asarray(np.all(np.array(gaps) > 0, axis=0))


def gaps_by(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """Gaps by `country` or by `region`.

    Columns: those of `gaps_by_country` (by region `unknown` in the place of `basis`).
    """
    return gaps_by_country(filtered, comparison) if places == "country" else gaps_by_region(filtered, comparison)


def counted_once(filtered: FilteredData, places: pd.Series, comparison: Comparison) -> int:
    """How many pledges, or governments, are in some countries or regions, each once however many it is in."""
    facets, named = filtered.facets, set(places)
    here = np.zeros(len(filtered.government_mask), dtype=bool)
    for column in ("iso3", filtered.selection.regions_by):
        positions, values = facets.entities(column)
        here |= np.array([*(value in named for value in values), False])[positions]
    here &= filtered.government_mask
    if comparison.counted == "governments":
        return len(np.unique(facets.entities("city_id")[0][here & of_governments(facets)]))
    return len(np.unique(facets.pledge_rows[here]))


def people_without_region(filtered: FilteredData, need: Need) -> float:
    """People in need whose country the chosen scheme puts into no region: they are in no row of `gaps_by_region`."""
    table = _need_by_country(filtered, need)
    loose = table.compared & (filtered.facets.country_regions(filtered.selection.regions_by)[table.rows] < 0)
    return float(np.nansum(table.people[loose]))


def ranked_gaps(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The places that can be ranked in the order of a comparison, the first rank first.

    A rank depends on the way of counting, so `best` and `worst` are the first and last rank the place has among all
    ways of answering the same question (see `ways_of`), of the `tried` in which it has one. Equal places share a
    rank; `place` settles only their order in the list. By people for each pledge, a place without one has no rank;
    what a scheme puts into no region never has.

    Columns: those of `gaps_by` and `rank`, `best`, `worst`, `tried`.
    """
    ways = ways_of(comparison)
    need_of, count = _need_by_country, _counted_by_country
    if places == "region":
        need_of, count = _need_by_region, _counted_by_region
    # Each need and each count is taken once.
    needs = {need: need_of(filtered, need) for need in {way.need for way in ways}}
    counts = {counted: count(filtered, counted) for counted in {way.counted for way in ways}}
    residual = np.isin(needs[comparison.need].place.astype(str), RESIDUAL_REGIONS)
    ranks = np.array([_ranks(_compared(needs[way.need], counts[way.counted]), way.order, residual) for way in ways])
    own = ranks[ways.index(comparison)]
    ranked = ~np.isnan(own)
    table = gaps_by(filtered, places, comparison)[ranked].assign(
        rank=own[ranked].astype("int64"),
        best=np.nanmin(ranks[:, ranked], axis=0).astype("int64"),
        worst=np.nanmax(ranks[:, ranked], axis=0).astype("int64"),
        tried=(~np.isnan(ranks[:, ranked])).sum(axis=0),
    )
    return table.sort_values(["rank", "place"], ignore_index=True)


@lru_cache(maxsize=32)
def bases(dataset: Dataset, need: Need) -> pd.Series:
    """Whose figure each country's need is, by iso3: see `need_by_country`. Cached, so it must not be changed."""
    table = _of_all_countries(dataset, need)
    return pd.Series(table.basis, index=table.place)


class _Need(NamedTuple):
    """Need of places, in the order of `place`; the arrays are shared and must not be changed."""

    place: np.ndarray
    people: np.ndarray
    population: np.ndarray
    living: np.ndarray
    """The people among that population: of the countries of a region that have both figures."""
    compared: np.ndarray
    """True for places that belong to the comparison."""
    basis: np.ndarray = np.empty(0)
    unknown: np.ndarray = np.empty(0)
    """Of a region, its member states without a figure."""
    rows: np.ndarray = np.empty(0)
    """Of a country, its row in the data."""


@lru_cache(maxsize=16)
def _of_all_countries(dataset: Dataset, need: Need) -> _Need:
    """Of every country and area, whatever is selected; compared are those that are so with or without a pledge."""
    countries = dataset.countries
    table = need_by_country(countries, need)
    people = table["people"].to_numpy(dtype="float64")
    rows = np.asarray(table["iso3"].argsort())
    return _Need(
        table["iso3"].to_numpy()[rows],
        people[rows],
        inhabitants(countries, need).to_numpy()[rows],
        people[rows],
        (countries["un_member"].astype(bool).to_numpy() | (people > 0))[rows],
        basis=table["basis"].to_numpy()[rows],
        rows=rows,
    )


def _need_by_country(filtered: FilteredData, need: Need) -> _Need:
    """Need and inhabitants of each country and area, and which of them belong to the comparison."""
    table = _of_all_countries(filtered.dataset, need)
    pledging = np.isin(table.rows, filtered.facets.country_rows[filtered.government_mask])
    return table._replace(compared=(table.compared | pledging) & filtered.covered[table.rows])


def _need_by_region(filtered: FilteredData, need: Need) -> _Need:
    """Need and inhabitants of each region of the selection: sums over its countries with a figure."""
    table, facets, scheme = _need_by_country(filtered, need), filtered.facets, filtered.selection.regions_by
    codes, names = facets.facet(scheme).codes, placed_regions(filtered)
    shown = [codes.index(name) for name in names]
    inside = facets.country_regions(scheme)[table.rows]
    has_figure = table.compared & (inside >= 0) & ~np.isnan(table.people)

    def sums(rows: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        own = None if weights is None else weights[rows]
        return np.bincount(inside[rows], own, minlength=len(codes))[shown]

    # Of the countries with both figures alone: others would thin out these people, or add some to them.
    populated = has_figure & ~np.isnan(table.population)
    members = filtered.dataset.countries["un_member"].to_numpy(dtype=bool)[table.rows]
    return _Need(
        np.array(names, dtype=object),
        np.where(sums(has_figure) > 0, sums(has_figure, table.people), np.nan),
        np.where(sums(populated) > 0, sums(populated, table.population), np.nan),
        np.where(sums(populated) > 0, sums(populated, table.people), np.nan),
        np.ones(len(shown), dtype=bool),
        unknown=sums(table.compared & (inside >= 0) & members & np.isnan(table.people)),
    )


def _table(need: _Need, counted: np.ndarray, first: list[str]) -> pd.DataFrame:
    """The columns named first, then those of the comparison."""
    columns = need._asdict() | _compared(need, counted)
    return pd.DataFrame({name: columns[name] for name in (*first, *SHARES, "state")})


def _compared(need: _Need, counted: np.ndarray) -> dict[str, np.ndarray]:
    """The columns that set pledges, in the order of the places, against need."""
    # What is not compared has no number: neither a zero nor a figure of its own.
    people, pledges = np.where(need.compared, need.people, np.nan), np.where(need.compared, counted, np.nan)
    known = ~np.isnan(people)
    own = np.where(known, pledges, np.nan)
    need_share, pledge_share = _share(people), _share(own)
    return {
        "people": people,
        "pledges": pledges,
        "need_share": need_share,
        "pledge_share": pledge_share,
        "ratio": _divided(pledge_share, need_share),
        "gap": need_share - pledge_share,
        "per_pledge": _divided(people, own),
        "per_million": _divided(np.where(need.compared, need.living, np.nan), need.population) * 1e6,
        "state": np.select(
            [~need.compared, ~known, people == 0, own == 0], ["outside", "no_data", "nobody", "none"], default="value"
        ),
    }


def _share(parts: np.ndarray) -> np.ndarray:
    whole = np.nansum(parts)
    return parts / (whole if whole > 0 else np.nan)


def _divided(parts: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    """Missing where the whole is unknown or nothing."""
    return parts / np.where(wholes > 0, wholes, np.nan)


def _ranks(columns: dict[str, np.ndarray], order: str, residual: np.ndarray) -> np.ndarray:
    # Rounded, or sums taken in another order would break ties.
    values = columns["gap" if order == "difference" else order].round(12)
    return descending_ranks(np.where(residual, np.nan, values))


def _counted_by_region(filtered: FilteredData, counted: str) -> np.ndarray:
    """As many as the margin of each region in the coverage matrix; fractions are by region alone."""
    regions = placed_regions(filtered)
    if counted == FRACTIONS:
        return np.asarray(fractions_by_region(filtered)[regions].round(6))
    return counts_by_region(filtered, regions, "governments" if counted == "governments" else "pledges")


def _counted_by_country(filtered: FilteredData, counted: str) -> np.ndarray:
    """As many as each country has, in the order of their codes."""
    rows = _of_all_countries(filtered.dataset, DISPLACED).rows
    return np.asarray(counts_by_country(filtered, counted)[rows], dtype="float64")
