"""How far pledges reach: by region, by theme or objective, and both at once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import NOT_STATED, Facet
from analytics.measures.marks import Carried, counted_pairs, entity_marks, weighed
from analytics.measures.need import DISPLACED, need_by_country
from analytics.selection import FilteredData

TOTAL = "total"
"""The code of the margin that counts each pledge, government or country once."""

SUM_OF_PARTS = "parts"
"""The code of the margin that adds up the parts shown, where pledges are counted in parts."""

MARGINS = (TOTAL, SUM_OF_PARTS)
WITHOUT_REGION = ("network", "unplaced", NOT_STATED)
"""Rows of pledges that have no region: a zero there is no gap."""

COUNTS = ("pledges", "governments", "countries")
SHARES = ("member_share", "displaced_share", "population_share", "migrants_share")
MEASURES = (*COUNTS, *SHARES)

NOT_GOVERNMENTS = ("network", "not_named")


@dataclass(frozen=True)
class Counting:
    """How the reader wants coverage counted.

    `fractional` gives each region and theme of a pledge an equal part of it, and applies to
    pledges only: half a government is not a thing.
    """

    themes: str = "theme"
    measure: str = "pledges"
    fractional: bool = False
    universe: str = "un_members"

    def is_in_parts(self) -> bool:
        """True where each region and theme of a pledge gets a part of it."""
        return self.fractional and self.measure == "pledges"

    def margin(self) -> str:
        """The margin that belongs to what the cells count: whole pledges, or the sum of the parts shown."""
        return SUM_OF_PARTS if self.is_in_parts() else TOTAL


@lru_cache(maxsize=32)
def country_weights(dataset: Dataset, measure: str) -> pd.Series:
    """What each country weighs in a share, by iso3: 1, or people; missing where nothing is known.

    Displaced people are counted as the Gaps page counts them, those registered with UNRWA in Palestine included.
    Kept for the next who asks, so nobody may change it.
    """
    countries = dataset.countries
    known = countries.set_index("iso3")
    if measure == "displaced_share":
        return need_by_country(countries, DISPLACED).set_index("iso3")["people"]
    if measure == "member_share":
        return pd.Series(1.0, index=known.index)
    return known[{"population_share": "population", "migrants_share": "migrant_stock"}[measure]].astype("float64")


def universe_of(filtered: FilteredData, universe: str) -> pd.DataFrame:
    """The countries that denominators are taken from: `un_members` or `all_areas`, of those the selection is about.

    Columns: those of `countries`.
    """
    countries = filtered.asked()
    return countries[countries["un_member"].astype(bool)] if universe == "un_members" else countries


def coverage_matrix(filtered: FilteredData, counting: Counting) -> pd.DataFrame:
    """Coverage of every region by every theme, with the margins and the grand total.

    A pledge with three themes stands in three cells and once in each margin `total`, so cells may add up to
    more than it. Counted in parts they add up to the margin `parts`, which holds what is shown and nothing
    else; the whole counts stay beside it. A pledge that names no code of the scheme stands in the column
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
      ours can lead to; parts beside whole counts).

    `value` is missing in the last two.
    """
    facet = filtered.facet(counting.themes)
    columns, rows = shown_codes(filtered, counting.themes), shown_regions(filtered)
    if counting.measure == "pledges":
        values = _pledge_counts(filtered, rows, facet, columns)
        of, no_data = np.full(len(rows) + 1, np.nan), np.zeros(len(rows) + 1, dtype=bool)
    else:
        themes = facet.marks[:, [facet.codes.index(code) for code in columns]]
        values, of, no_data = _entity_counts(filtered, rows, themes, counting)
    margin = [TOTAL]
    if counting.is_in_parts():
        values = _with_parts(values, _pledge_counts(filtered, rows, facet, columns, "both"))
        margin = [SUM_OF_PARTS, TOTAL]
        of, no_data = np.append(of, np.nan), np.append(no_data, False)
    # A place with a pledge is not one without, whatever else is counted there.
    loose = np.full(values.shape, not filtered.has_places())
    if counting.measure != "pledges":
        loose |= _pledge_counts(filtered, rows, facet, columns) > 0
    countable = countable_codes(filtered, counting.themes)
    values[:, [at for at, code in enumerate(columns) if code not in countable]] = np.nan
    grid = pd.MultiIndex.from_product([[*rows, *margin], [*columns, *margin]], names=["region", "code"])
    each = len(columns) + len(margin)
    loose |= np.array([row in WITHOUT_REGION for row in (*rows, *margin)])[:, None]
    loose |= np.array([code == NOT_STATED for code in (*columns, *margin)])
    return pd.DataFrame(
        {
            "value": values.ravel(),
            "of": np.repeat(of, each),
            "no_data": np.repeat(no_data, each),
            "state": _cell_states(values, loose, no_data[:, None]).ravel(),
        },
        index=grid,
    ).reset_index()


def _cell_states(values: np.ndarray, loose: np.ndarray, no_data: np.ndarray) -> np.ndarray:
    missing = np.isnan(values)
    states = np.where(loose, "zero", "none").astype(object)
    states[missing] = "not_applicable"
    states[missing & no_data] = "no_data"
    states[values > 0] = "value"
    return states


def _with_parts(whole: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Cells in parts, their sums, and the whole counts outside them."""
    rows, columns = parts.shape[0] - 1, parts.shape[1] - 1
    values = np.full((rows + 2, columns + 2), np.nan)
    cells = parts[:rows, :columns]
    values[:rows, :columns] = cells
    values[:rows, columns], values[rows, :columns] = cells.sum(axis=1), cells.sum(axis=0)
    values[rows, columns] = cells.sum()
    values[:rows, -1], values[-1, :columns] = whole[:-1, -1], whole[-1, :-1]
    values[-1, -1] = whole[-1, -1]
    return values


def countable_codes(filtered: FilteredData, scheme: str) -> set[str]:
    """The codes that a pledge of the data could carry at all: of any other, nothing is known, which is not zero.

    An area of the refugee compact is reached by themes that are about it, and no theme is about some. Where only
    stated tags are asked for, a scheme in which no source states any can't be counted.
    """
    facet = filtered.facet(scheme)
    if filtered.chosen.stated and not facet.marks[:, [code != NOT_STATED for code in facet.codes]].any():
        return {NOT_STATED}
    if scheme != "gcr_area":
        return set(facet.codes)
    crosswalk = filtered.dataset.crosswalk
    reached = crosswalk[(crosswalk["scheme"] == scheme) & (crosswalk["strength"] == "primary")]
    return {*reached["code"], NOT_STATED}


def shown_codes(filtered: FilteredData, themes: str) -> list[str]:
    """The columns of a matrix: the chosen codes, or all declared ones and `not_stated` where a pledge needs it."""
    facet = filtered.facet(themes)
    field = {"theme": "theme", "gcm": "gcm", "priority_objective": "priority"}.get(themes)
    chosen = getattr(filtered.chosen, field) if field else ()
    if chosen:
        return list(chosen)
    codes = list(facet.codes)
    if NOT_STATED in codes and not facet.marks[filtered.pledges, codes.index(NOT_STATED)].any():
        codes.remove(NOT_STATED)
    return codes


def shown_regions(filtered: FilteredData) -> list[str]:
    """The rows of a matrix: the regions that the selection is about, and those without a region that occur."""
    chosen, facet = filtered.chosen, filtered.regions()
    present = facet.marks[filtered.pledges].any(axis=0)
    inside = set(filtered.asked()[chosen.regions_by]) if chosen.is_limited_to_places() else set(facet.codes)
    return [
        code
        for code, here in zip(facet.codes, present, strict=True)
        if (here or code in chosen.region if code in WITHOUT_REGION else chosen.can_have_places() and code in inside)
    ]


def code_parts(filtered: FilteredData, scheme: str) -> pd.Series:
    """Pledges by code, each shared equally among its own codes, whatever its regions."""
    facet = filtered.facet(scheme)
    counts = _pledge_counts(filtered, [], facet, list(facet.codes), "codes")
    return pd.Series(counts[-1, :-1], index=list(facet.codes))


def region_parts(filtered: FilteredData) -> pd.Series:
    """Pledges by region shown, each shared equally among its own regions, whatever its themes."""
    rows = shown_regions(filtered)
    return pd.Series(_pledge_counts(filtered, rows, filtered.facet("theme"), [], "regions")[:-1, -1], index=rows)


def _pledge_counts(
    filtered: FilteredData, rows: list[str], facet: Facet, columns: list[str], parts: str = "none"
) -> np.ndarray:
    """Pledges by region and code with a margin of whole pledges; shared among `regions`, `codes`, `both` or `none`."""
    regions = filtered.regions()
    # The part that a region gets is fixed by the pledge: choosing one of its countries does not raise it.
    everywhere = filtered.facets.facet(filtered.chosen.regions_by)
    by_region = Carried(
        regions.marks,
        [regions.codes.index(code) for code in rows],
        everywhere.counts if parts in ("regions", "both") else None,
    )
    by_code = Carried(
        facet.marks,
        [facet.codes.index(code) for code in columns],
        facet.counts if parts in ("codes", "both") else None,
    )
    counts = counted_pairs(by_region, by_code, np.flatnonzero(filtered.pledges))
    return counts if parts != "none" else counts.round()


def _entity_counts(
    filtered: FilteredData, rows: list[str], themes: np.ndarray, counting: Counting
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distinct governments or countries (or the weight of those countries) in each cell."""
    facets, kept = filtered.facets, filtered.places
    weights = None
    if counting.measure == "governments":
        entities, members = facets.entities("city_id")
        kinds, names = facets.entities("kind")
        kept = kept & np.append(~names.isin(NOT_GOVERNMENTS), True)[kinds]
        placed, regions = facets.entities(filtered.chosen.regions_by)
        region_of = np.empty(len(members), dtype=int)
        region_of[entities[::-1]] = placed[::-1]
        in_region = regions.get_indexer(pd.Index(rows, dtype="str"))[None, :] == region_of[:, None]
        held = entities[kept]
    else:
        universe = universe_of(filtered, "all_areas" if counting.measure == "countries" else counting.universe)
        positions, named = facets.entities("iso3")
        members = pd.Index(universe["iso3"])
        held = np.append(members.get_indexer(named), -1)[positions[kept]]
        region_of = universe[filtered.chosen.regions_by].to_numpy()
        in_region = region_of[:, None] == np.array(rows, dtype=object)[None, :]
        if counting.measure in SHARES:
            weights = country_weights(filtered.dataset, counting.measure).reindex(universe["iso3"]).to_numpy()
    marks = entity_marks(held, themes, facets.place_rows[kept], len(members))
    in_region = np.column_stack([in_region, np.ones(len(members), dtype=bool)])
    return weighed(in_region, marks, weights, _askable(filtered, rows, counting.measure))


def _askable(filtered: FilteredData, rows: list[str], measure: str) -> np.ndarray:
    """False for rows that a measure does not apply to: networks are not governments and have no country.

    So is the margin where only networks are chosen.
    """
    never = ("network",) if measure == "governments" else WITHOUT_REGION
    chosen = filtered.chosen
    whole = not chosen.is_of_networks() if measure == "governments" else chosen.can_have_places()
    return np.array([row not in never for row in rows] + [whole])


def coverage_by_region(filtered: FilteredData, universe: str = "un_members") -> pd.DataFrame:
    """Every measure of coverage for each region, and for all regions together.

    Columns: `region` (the last one `total`), `COUNTS`, `SHARES` and their denominators: `member_of` (countries),
    `displaced_of`, `population_of`, `migrants_of` (people).
    """
    rows = shown_regions(filtered)
    columns: dict[str, object] = {"region": [*rows, TOTAL]}
    # Only the margin is wanted: a matrix without themes has nothing else.
    themes = np.zeros((len(filtered.pledges), 0), dtype=bool)
    for measure in MEASURES:
        if measure == "pledges":
            columns[measure] = _pledge_counts(filtered, rows, filtered.facet("theme"), [])[:, -1]
            continue
        values, of, _no_data = _entity_counts(filtered, rows, themes, Counting(measure=measure, universe=universe))
        columns[measure] = values[:, -1]
        if measure in SHARES:
            columns[measure.replace("_share", "_of")] = of
    return pd.DataFrame(columns)


def coverage_by_code(filtered: FilteredData, counting: Counting) -> pd.DataFrame:
    """Coverage of each theme or objective.

    Each pledge counts once a row; counted in parts, a row is the sum of the parts shown.

    Columns: `code`, `value`, `of`, `no_data` and `state`.
    """
    matrix = coverage_matrix(filtered, counting)
    rows = matrix[(matrix["region"] == counting.margin()) & ~matrix["code"].isin(MARGINS)]
    return rows.drop(columns="region").reset_index(drop=True)


def asked_pairs(matrix: pd.DataFrame) -> pd.DataFrame:
    """The cells of a matrix in which a place of the selection could have a pledge on a theme.

    Columns: those of `coverage_matrix`.
    """
    inner = ~matrix["region"].isin(MARGINS) & ~matrix["code"].isin(MARGINS)
    return matrix[inner & _of_a_place(matrix) & ~matrix["state"].isin(["no_data", "not_applicable"])]


def _of_a_place(matrix: pd.DataFrame) -> pd.Series:
    return ~matrix["region"].isin(WITHOUT_REGION) & (matrix["code"] != NOT_STATED)


def empty_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """The region and theme pairs that no pledge reaches.

    Columns: `region`, `code`.
    """
    pairs = asked_pairs(matrix)
    return pairs.loc[pairs["value"] == 0, ["region", "code"]].reset_index(drop=True)
