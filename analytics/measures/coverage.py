"""Coverage: pledges, governments, countries and people by region, by theme or objective, and by both."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import NETWORK, NOT_NAMED, Dataset
from analytics.facets import NOT_STATED, Facet, Facets
from analytics.measures.masks import (
    Carried,
    entity_mask,
    pair_counts,
    pair_fractions,
    unique_pairs,
    weighted_values,
)
from analytics.measures.need import DISPLACED, need_by_country
from analytics.selection import FilteredData

TOTAL = "total"
"""The code of the margin that counts each pledge, government or country once."""

FRACTIONS = "parts"
"""The code of counting pledges as equal fractions; links have it."""

SUM_OF_FRACTIONS = FRACTIONS
"""The code of the margin that adds up the fractions shown, where pledges are counted fractionally."""

MARGINS = (TOTAL, SUM_OF_FRACTIONS)
WITHOUT_REGION = ("network", "unplaced", NOT_STATED)
"""Rows of pledges that have no region: a zero there is no gap."""

RESIDUAL_REGIONS = ("Not classified",)
"""Rows of places that a scheme puts into no region: they stand in tables and figures; no claim counts or names them."""

NO_REGION = (*WITHOUT_REGION, *RESIDUAL_REGIONS)
"""All rows that are no region."""

COUNTS = ("pledges", "governments", "countries")
SHARES = ("member_share", "displaced_share", "population_share", "migrants_share")
MEASURES = (*COUNTS, *SHARES)

NOT_GOVERNMENTS = (NETWORK, NOT_NAMED)


@lru_cache(maxsize=8)
def of_governments(facets: Facets) -> np.ndarray:
    """True for each row of `pledge_governments` with a named local government; cached, so it must not be changed."""
    return np.asarray(~facets.dataset.pledge_governments["kind"].isin(NOT_GOVERNMENTS))


@dataclass(frozen=True)
class Counting:
    """How the reader wants coverage counted.

    `fractional` counts a pledge as equal fractions in its regions and themes, and applies to
    pledges only: there is no half a government.
    """

    themes: str = "theme"
    measure: str = "pledges"
    fractional: bool = False
    universe: str = "un_members"

    def is_fractional(self) -> bool:
        """True where pledges are counted, and fractionally."""
        return self.fractional and self.measure == "pledges"

    def margin(self) -> str:
        """The margin that belongs to what the cells count: whole pledges, or the sum of the fractions shown."""
        return SUM_OF_FRACTIONS if self.is_fractional() else TOTAL


@lru_cache(maxsize=32)
def country_weights(dataset: Dataset, measure: str) -> pd.Series:
    """What each country weighs in a share, by iso3: 1, or people; missing where nothing is known.

    Displaced people are counted as the Gaps page counts them, those registered with UNRWA in Palestine included.
    Cached, so it must not be changed.
    """
    countries = dataset.countries
    known = countries.set_index("iso3")
    if measure == "displaced_share":
        return need_by_country(countries, DISPLACED).set_index("iso3")["people"]
    if measure == "member_share":
        return pd.Series(1.0, index=known.index)
    return known[{"population_share": "population", "migrants_share": "migrant_stock"}[measure]].astype("float64")


def universe_of(filtered: FilteredData, universe: str) -> pd.DataFrame:
    """The countries that denominators are taken from: `un_members` or `all_areas`, within the selection.

    Columns: those of `countries`.
    """
    return filtered.dataset.countries[in_universe(filtered, universe)]


def in_universe(filtered: FilteredData, universe: str) -> np.ndarray:
    """True for each country and area that `universe_of` holds."""
    if universe != "un_members":
        return filtered.covered
    return np.asarray(filtered.covered & filtered.dataset.countries["un_member"].to_numpy(dtype=bool))


@lru_cache(maxsize=64)
def coverage_matrix(filtered: FilteredData, counting: Counting) -> pd.DataFrame:
    """Coverage of every region by every theme, with the margins and the grand total.

    A pledge with three themes is counted in three cells and once in each margin `total`, so cells may add up to
    more than it. Counted fractionally they add up to the margin `parts`, which sums exactly what is shown; the
    whole counts are kept beside it. A pledge that names no code of the scheme is counted in the column
    `not_stated`, one without a region in the row `network` or `unplaced`. Regions outside the selection have
    no row.

    Columns: `region`, `code` (either may be a margin, see `MARGINS`), `value` (a count, or a share from 0 to 1),
    `of` (the denominator of a share, else missing), `no_data` and `state`.

    - `value`: more than zero;
    - `none`: zero, where a place of the selection could have a pledge and has none;
    - `zero`: a count of nothing that is no absence of pledges (pledges of networks, pledges that state no theme,
      named governments or people where a pledge is);
    - `no_data`: nothing is known (a share of people in a region whose countries have no figure);
    - `not_applicable`: the question does not apply (the local governments of networks; an area that no tag of
      ours can lead to; fractions beside whole counts).

    `value` is missing in the last two. Cached, so it must not be changed.
    """
    facet = filtered.facet(counting.themes)
    columns, rows = shown_codes(filtered, counting.themes), shown_regions(filtered)
    margin = [SUM_OF_FRACTIONS, TOTAL] if counting.is_fractional() else [TOTAL]
    if counting.measure == "pledges":
        if counting.is_fractional():
            values = _with_fractions(*_pledge_fractions(filtered, rows, facet, columns, "both"))
        else:
            values = _pledge_counts(filtered, rows, facet, columns)
        of, no_data = np.full(len(values), np.nan), np.zeros(len(values), dtype=bool)
    else:
        themes = facet.mask[:, [facet.codes.index(code) for code in columns]]
        values, of, no_data = _entity_counts(filtered, rows, themes, counting)
    # A place with a pledge is not one without, whatever else is counted there.
    loose = np.full(values.shape, not filtered.has_places())
    if counting.measure != "pledges":
        loose |= _pledge_counts(filtered, rows, facet, columns) > 0
    countable = countable_codes(filtered, counting.themes)
    values[:, [at for at, code in enumerate(columns) if code not in countable]] = np.nan
    regions, codes = [*rows, *margin], [*columns, *margin]
    each = len(codes)
    loose |= np.array([row in WITHOUT_REGION for row in (*rows, *margin)])[:, None]
    loose |= np.array([code == NOT_STATED for code in (*columns, *margin)])
    return pd.DataFrame(
        {
            "region": np.repeat(np.array(regions, dtype=object), each),
            "code": np.array(codes * len(regions), dtype=object),
            "value": values.ravel(),
            "of": np.repeat(of, each),
            "no_data": np.repeat(no_data, each),
            "state": _cell_states(values, loose, no_data[:, None]).ravel(),
        }
    )


def _cell_states(values: np.ndarray, loose: np.ndarray, no_data: np.ndarray) -> np.ndarray:
    missing = np.isnan(values)
    states = np.where(loose, "zero", "none").astype(object)
    states[missing] = "not_applicable"
    states[missing & no_data] = "no_data"
    states[values > 0] = "value"
    return states


def _with_fractions(whole: np.ndarray, fractions: np.ndarray) -> np.ndarray:
    """Cells counted fractionally, their sums, and beyond those the whole counts."""
    rows, columns = fractions.shape[0] - 1, fractions.shape[1] - 1
    values = np.full((rows + 2, columns + 2), np.nan)
    cells = fractions[:rows, :columns]
    values[:rows, :columns] = cells
    values[:rows, columns], values[rows, :columns] = cells.sum(axis=1), cells.sum(axis=0)
    values[rows, columns] = cells.sum()
    values[:rows, -1], values[-1, :columns] = whole[:-1, -1], whole[-1, :-1]
    values[-1, -1] = whole[-1, -1]
    return values


def countable_codes(filtered: FilteredData, scheme: str) -> set[str]:
    """The codes that a pledge of the data could carry; a count of any other is unknown, not zero.

    Areas of the refugee compact are derived from the themes that are about them, and some areas have no such theme.
    With stated tags only, a scheme of which no source states any code can't be counted.
    """
    facet = filtered.facet(scheme)
    if filtered.selection.stated and not facet.mask[:, [code != NOT_STATED for code in facet.codes]].any():
        return {NOT_STATED}
    if scheme != "gcr_area":
        return set(facet.codes)
    crosswalk = filtered.dataset.crosswalk
    derivable = crosswalk[(crosswalk["scheme"] == scheme) & (crosswalk["strength"] == "primary")]
    return {*derivable["code"], NOT_STATED}


def shown_codes(filtered: FilteredData, themes: str) -> list[str]:
    """The columns of a matrix: the chosen codes, or all declared ones and `not_stated` where a pledge needs it."""
    facet = filtered.facet(themes)
    field = {"theme": "theme", "gcm": "gcm", "priority_objective": "priority"}.get(themes)
    selection = getattr(filtered.selection, field) if field else ()
    if selection:
        return list(selection)
    codes = list(facet.codes)
    if NOT_STATED in codes and not facet.mask[filtered.pledge_mask, codes.index(NOT_STATED)].any():
        codes.remove(NOT_STATED)
    return codes


def shown_regions(filtered: FilteredData) -> list[str]:
    """The rows of a matrix: the regions that the selection covers, and those without a region that occur."""
    selection, facet = filtered.selection, filtered.regions()
    present = facet.mask[filtered.pledge_mask].any(axis=0)
    inside = (
        set(filtered.selected_countries()[selection.regions_by])
        if selection.is_limited_to_places()
        else set(facet.codes)
    )
    return [
        code
        for code, here in zip(facet.codes, present, strict=True)
        if (
            here or code in selection.region
            if code in WITHOUT_REGION
            else selection.can_have_places() and code in inside
        )
    ]


def placed_regions(filtered: FilteredData) -> list[str]:
    """The regions that the selection covers, without the rows of pledges that have none."""
    return [region for region in shown_regions(filtered) if region not in WITHOUT_REGION]


def countable_regions(filtered: FilteredData) -> list[str]:
    """The regions that the selection covers and a claim may count or name: no residue of a scheme."""
    return [region for region in placed_regions(filtered) if region not in RESIDUAL_REGIONS]


def fractions_by_code(filtered: FilteredData, scheme: str) -> pd.Series:
    """Pledges by code, each counted as equal fractions in its codes, whatever its regions."""
    facet = filtered.facet(scheme)
    _, fractions = _pledge_fractions(filtered, [], facet, list(facet.codes), "codes")
    return pd.Series(fractions[-1, :-1], index=list(facet.codes))


def fractions_by_region(filtered: FilteredData) -> pd.Series:
    """Pledges by region shown, each counted as equal fractions in its regions, whatever its themes."""
    rows = shown_regions(filtered)
    _, fractions = _pledge_fractions(filtered, rows, filtered.facet("theme"), [], "regions")
    return pd.Series(fractions[:-1, -1], index=rows)


def counts_by_country(filtered: FilteredData, counted: str = "pledges") -> np.ndarray:
    """Pledges, `governments` or fractions of pledges (`FRACTIONS`) of each country, in the order of the data."""
    facets, here, members = filtered.facets, filtered.government_mask, filtered.facets.pledge_rows
    if counted == "governments":
        here, members = here & of_governments(facets), facets.entities("city_id")[0]
    rows, own = unique_pairs(facets.country_rows[here], members[here])
    # The fraction of a country depends on all countries of the pledge: choosing one of them does not raise it.
    fractions = 1 / facets.facet("iso3").counts[own, 0].astype("float64") if counted == FRACTIONS else None
    return np.bincount(rows, fractions, minlength=len(filtered.dataset.countries))


def _pledge_counts(filtered: FilteredData, rows: list[str], facet: Facet, columns: list[str]) -> np.ndarray:
    """Pledges by region and code, with margins."""
    return pair_counts(*_carried(filtered, rows, facet, columns), np.flatnonzero(filtered.pledge_mask))


def _pledge_fractions(
    filtered: FilteredData, rows: list[str], facet: Facet, columns: list[str], among: str
) -> tuple[np.ndarray, np.ndarray]:
    """`_pledge_counts`, and the same where each pledge is shared among its `regions`, its `codes` or `both`."""
    # The fraction of a region depends on all regions of the pledge: choosing one of its countries does not raise it.
    everywhere = filtered.facets.facet(filtered.selection.regions_by)
    shares = {"regions": everywhere.counts, "codes": facet.counts, "both": everywhere.counts * facet.counts}[among]
    carried = _carried(filtered, rows, facet, columns)
    return pair_fractions(*carried, np.flatnonzero(filtered.pledge_mask), shares[:, 0])


def _carried(filtered: FilteredData, rows: list[str], facet: Facet, columns: list[str]) -> tuple[Carried, Carried]:
    regions = filtered.regions()
    return (
        Carried(regions.mask, [regions.codes.index(code) for code in rows]),
        Carried(facet.mask, [facet.codes.index(code) for code in columns]),
    )


def _entity_counts(
    filtered: FilteredData, rows: list[str], themes: np.ndarray, counting: Counting
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distinct governments or countries (or the weight of those countries) in each cell."""
    facets, kept = filtered.facets, filtered.government_mask
    weights = None
    if counting.measure == "governments":
        entities, members = facets.entities("city_id")
        kept = kept & of_governments(facets)
        placed, regions = facets.entities(filtered.selection.regions_by)
        region_of = np.empty(len(members), dtype=int)
        region_of[entities[::-1]] = placed[::-1]
        in_region = regions.get_indexer(pd.Index(rows, dtype="str"))[None, :] == region_of[:, None]
        of_place = entities[kept]
    else:
        universe = universe_of(filtered, "all_areas" if counting.measure == "countries" else counting.universe)
        positions, named = facets.entities("iso3")
        members = pd.Index(universe["iso3"])
        of_place = np.append(members.get_indexer(named), -1)[positions[kept]]
        region_of = universe[filtered.selection.regions_by].to_numpy()
        in_region = region_of[:, None] == np.array(rows, dtype=object)[None, :]
        if counting.measure in SHARES:
            weights = country_weights(filtered.dataset, counting.measure).reindex(universe["iso3"]).to_numpy()
    mask = entity_mask(of_place, themes, facets.pledge_rows[kept], len(members))
    in_region = np.column_stack([in_region, np.ones(len(members), dtype=bool)])
    return weighted_values(in_region, mask, weights, _applicable(filtered, rows, counting.measure))


def _applicable(filtered: FilteredData, rows: list[str], measure: str) -> np.ndarray:
    """False for rows that a measure does not apply to: networks are not governments and have no country.

    So is the margin where only networks are chosen.
    """
    never = ("network",) if measure == "governments" else WITHOUT_REGION
    selection = filtered.selection
    whole = not selection.is_of_networks() if measure == "governments" else selection.can_have_places()
    return np.array([row not in never for row in rows] + [whole])


def counts_by_region(filtered: FilteredData, rows: list[str], measure: str) -> np.ndarray:
    """Pledges, governments or countries of each region of `rows`, each once, whatever their themes."""
    if measure == "pledges":
        return _pledge_counts(filtered, rows, filtered.facet("theme"), [])[:-1, -1]
    themes = np.zeros((len(filtered.pledge_mask), 0), dtype=bool)
    return _entity_counts(filtered, rows, themes, Counting(measure=measure))[0][:-1, -1]


def coverage_by_code(filtered: FilteredData, counting: Counting) -> pd.DataFrame:
    """Coverage of each theme or objective.

    Each pledge counts once a row; counted fractionally, a row is the sum of the fractions shown.

    Columns: `code`, `value`, `of`, `no_data` and `state`.
    """
    matrix = coverage_matrix(filtered, counting)
    rows = matrix[(matrix["region"] == counting.margin()) & ~matrix["code"].isin(MARGINS)]
    return rows.drop(columns="region").reset_index(drop=True)


def countable_pairs(matrix: pd.DataFrame) -> pd.DataFrame:
    """The cells of a matrix for a region of the selection and a theme that a pledge could carry.

    Columns: those of `coverage_matrix`.
    """
    is_pair = ~matrix["region"].isin([*MARGINS, *NO_REGION]) & ~matrix["code"].isin([*MARGINS, NOT_STATED])
    return matrix[is_pair & ~matrix["state"].isin(["no_data", "not_applicable"])]


def empty_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """The pairs of region and theme without a pledge.

    Columns: `region`, `code`.
    """
    pairs = countable_pairs(matrix)
    return pairs.loc[pairs["value"] == 0, ["region", "code"]].reset_index(drop=True)
