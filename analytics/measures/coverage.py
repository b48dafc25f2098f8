"""How far pledges reach: by region, by theme or objective, and both at once."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.facets import NOT_STATED, Facet
from analytics.selection import Narrowed

TOTAL = "total"
"""The code of the margin that counts each pledge, government or country once."""

THEME_SCHEMES = ("theme", "priority_objective", "gcm", "round_table", "gcr_area")
COUNTS = ("pledges", "governments", "countries")
SHARES = {
    "member_share": (),
    "displaced_share": ("refugees_hosted", "asylum_seekers", "other_in_need"),
    "population_share": ("population",),
    "migrants_share": ("migrant_stock",),
}
"""Shares of a region, and the columns of `countries` whose sum weighs each country (none: each weighs 1)."""

MEASURES = (*COUNTS, *SHARES)
UNIVERSES = ("un_members", "all_areas")
"""Whose countries the denominators hold: the 193 UN member states, or all countries and areas of the data."""

BLOCK = 16_384
"""Pledges counted at a time: their marks stay in the processor's cache."""

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


def country_weights(countries: pd.DataFrame, measure: str) -> pd.Series:
    """What each country weighs in a share, by iso3: 1, or people; missing where nothing is known.

    A country with one part of a sum known and another unknown weighs its known part.
    """
    columns = list(SHARES[measure])
    known = countries.set_index("iso3")
    if not columns:
        return pd.Series(1.0, index=known.index)
    return known[columns].astype("Float64").sum(axis=1, min_count=1).astype("float64")


def universe_of(narrowed: Narrowed, universe: str) -> pd.DataFrame:
    """The countries that denominators are taken from: members or all, in the chosen regions and countries."""
    countries = narrowed.dataset.countries
    chosen = narrowed.chosen
    kept = countries["un_member"].astype(bool) if universe == "un_members" else pd.Series(True, countries.index)
    if chosen.region:
        kept &= countries[chosen.regions_by].isin(chosen.region)
    if chosen.country:
        kept &= countries["iso3"].isin(chosen.country)
    return countries[kept]


def coverage_matrix(narrowed: Narrowed, counting: Counting) -> pd.DataFrame:
    """Coverage of every region by every theme, with the margins and the grand total.

    A pledge with three themes stands in three cells and once in each margin, so cells may
    add up to more than their margin unless counting is fractional. A pledge that names
    no code of the scheme stands in the column `not_stated`, one without a region in the
    row `network` or `unplaced`.

    Returns `region`, `code` (either may be `total`), `value` (a count, or a share from 0 to 1),
    `of` (the denominator of a share, else missing) and `no_data`. `value` is missing where the
    measure does not apply (the local governments of networks) or, which `no_data` tells apart,
    nothing is known (a share of people in a region whose countries have no data).
    """
    facet = narrowed.facet(counting.themes)
    columns = shown_codes(narrowed, counting.themes)
    rows = shown_regions(narrowed)
    if counting.measure == "pledges":
        values = _pledge_counts(narrowed, rows, facet, columns, counting.fractional)
        of, no_data = np.full(len(rows) + 1, np.nan), np.zeros(len(rows) + 1, dtype=bool)
    else:
        themes = facet.marks[:, [facet.codes.index(code) for code in columns]]
        values, of, no_data = _entity_counts(narrowed, rows, themes, counting)
    grid = pd.MultiIndex.from_product([[*rows, TOTAL], [*columns, TOTAL]], names=["region", "code"])
    each = len(columns) + 1
    table = {"value": values.ravel(), "of": np.repeat(of, each), "no_data": np.repeat(no_data, each)}
    return pd.DataFrame(table, index=grid).reset_index()


def shown_codes(narrowed: Narrowed, themes: str) -> list[str]:
    """The columns of a matrix: the chosen codes, or all declared ones and `not_stated` where a pledge needs it."""
    facet = narrowed.facet(themes)
    field = {"theme": "theme", "gcm": "gcm", "priority_objective": "priority"}.get(themes)
    chosen = getattr(narrowed.chosen, field) if field else ()
    if chosen:
        return list(chosen)
    codes = list(facet.codes)
    if NOT_STATED in codes and not facet.marks[narrowed.pledges, codes.index(NOT_STATED)].any():
        codes.remove(NOT_STATED)
    return codes


def shown_regions(narrowed: Narrowed) -> list[str]:
    """The rows of a matrix: the chosen regions, or all declared ones and those without a region that occur."""
    chosen = narrowed.chosen
    if chosen.region:
        return list(chosen.region)
    facet = narrowed.regions()
    present = facet.marks[narrowed.pledges].any(axis=0)
    loose = ("network", "unplaced", NOT_STATED)
    return [code for code, here in zip(facet.codes, present, strict=True) if here or code not in loose]


def _pledge_counts(
    narrowed: Narrowed, rows: list[str], facet: Facet, columns: list[str], fractional: bool
) -> np.ndarray:
    regions = narrowed.regions()
    # The part that a region gets is fixed by the pledge: choosing one of its countries does not raise it.
    everywhere = narrowed.facets.facet(narrowed.chosen.regions_by)
    row_places = [regions.codes.index(code) for code in rows]
    column_places = [facet.codes.index(code) for code in columns]
    kept = np.flatnonzero(narrowed.pledges)
    counts = np.zeros((len(rows) + 1, len(columns) + 1))
    for start in range(0, len(kept), BLOCK):
        pledges = kept[start : start + BLOCK]
        by_region = _with_margin(regions.marks, everywhere.counts if fractional else None, pledges, row_places)
        by_theme = _with_margin(facet.marks, facet.counts if fractional else None, pledges, column_places)
        counts += by_region.T @ by_theme
    return counts if fractional else counts.round()


def _with_margin(
    all_marks: np.ndarray, counts: np.ndarray | None, pledges: np.ndarray, places: list[int]
) -> np.ndarray:
    """The codes of some pledges as 1, or as parts of `counts`, and a last column of ones."""
    marks = all_marks[pledges]
    carried = np.ones((len(pledges), len(places) + 1), dtype="float32")
    carried[:, :-1] = marks if places == list(range(marks.shape[1])) else marks[:, places]
    if counts is not None:
        carried[:, :-1] /= counts[pledges]
    return carried


def _entity_counts(
    narrowed: Narrowed, rows: list[str], themes: np.ndarray, counting: Counting
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distinct governments or countries (or the weight of those countries) in each cell."""
    facets, kept = narrowed.facets, narrowed.places
    weights = None
    if counting.measure == "governments":
        entities, members = facets.entities("city_id")
        kinds, names = facets.entities("kind")
        kept = kept & np.append(~names.isin(NOT_GOVERNMENTS), True)[kinds]
        placed, regions = facets.entities(narrowed.chosen.regions_by)
        region_of = np.empty(len(members), dtype=int)
        region_of[entities[::-1]] = placed[::-1]
        in_region = regions.get_indexer(rows)[None, :] == region_of[:, None]
        held = entities[kept]
    else:
        universe = universe_of(narrowed, "all_areas" if counting.measure == "countries" else counting.universe)
        positions, named = facets.entities("iso3")
        members = pd.Index(universe["iso3"])
        held = np.append(members.get_indexer(named), -1)[positions[kept]]
        region_of = universe[narrowed.chosen.regions_by].to_numpy()
        in_region = np.column_stack([region_of == code for code in rows])
        if counting.measure in SHARES:
            weights = country_weights(universe, counting.measure).to_numpy()
    marks = _entity_marks(held, themes, facets.place_rows[kept], len(members))
    in_region = np.column_stack([in_region, np.ones(len(members), dtype=bool)])
    return _weighed(in_region, marks, weights, _askable(rows, counting.measure))


def _entity_marks(entities: np.ndarray, themes: np.ndarray, pledges: np.ndarray, size: int) -> np.ndarray:
    """True where an entity has a pledge with the theme; the last column is true where it has any pledge."""
    known = entities >= 0
    if not known.all():
        entities, pledges = entities[known], pledges[known]
    marks = np.zeros((size, themes.shape[1] + 1), dtype=bool)
    for theme in range(themes.shape[1]):
        marks[entities[themes[:, theme][pledges]], theme] = True
    marks[entities, -1] = True
    return marks


def _askable(rows: list[str], measure: str) -> np.ndarray:
    """False for rows that a measure does not apply to: networks are not governments and have no country."""
    never = ("network",) if measure == "governments" else ("network", "unplaced", NOT_STATED)
    return np.array([row not in never for row in rows] + [True])


def _weighed(
    in_region: np.ndarray, marks: np.ndarray, weights: np.ndarray | None, askable: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    no_data = np.zeros(len(askable), dtype=bool)
    if weights is None:
        # Numbers of a half size add up counts exactly up to 16 million, and twice as fast.
        values = (in_region.T.astype("float32") @ marks.astype("float32")).astype(float)
        of = np.full(len(askable), np.nan)
    else:
        no_data = askable & in_region.any(axis=0) & ~in_region[~np.isnan(weights)].any(axis=0)
        known = np.nan_to_num(weights)
        of = in_region.T @ known
        of[of == 0] = np.nan
        values = (in_region.T @ (marks * known[:, None])) / of[:, None]
    values[~askable] = np.nan
    of[~askable] = np.nan
    return values, of, no_data


def coverage_by_region(narrowed: Narrowed, universe: str = "un_members") -> pd.DataFrame:
    """Every measure of coverage for each region, and for all regions together.

    Returns `region` (the last one `total`), one column for each of `COUNTS` and `SHARES`, and
    the denominators `member_of` (countries), `displaced_of`, `population_of`, `migrants_of` (people).
    """
    rows = shown_regions(narrowed)
    columns: dict[str, object] = {"region": [*rows, TOTAL]}
    # Only the margin is wanted: a matrix without themes has nothing else.
    themes = np.zeros((len(narrowed.pledges), 0), dtype=bool)
    for measure in MEASURES:
        if measure == "pledges":
            columns[measure] = _pledge_counts(narrowed, rows, narrowed.facet("theme"), [], False)[:, -1]
            continue
        values, of, _no_data = _entity_counts(narrowed, rows, themes, Counting(measure=measure, universe=universe))
        columns[measure] = values[:, -1]
        if measure in SHARES:
            columns[measure.replace("_share", "_of")] = of
    return pd.DataFrame(columns)


def coverage_by_code(narrowed: Narrowed, counting: Counting) -> pd.DataFrame:
    """Coverage of each theme or objective, each pledge once a row: `code`, `value`, `of` and `no_data`."""
    matrix = coverage_matrix(narrowed, counting)
    return matrix[(matrix["region"] == TOTAL) & (matrix["code"] != TOTAL)].drop(columns="region").reset_index(drop=True)


def empty_cells(matrix: pd.DataFrame) -> pd.DataFrame:
    """The region and theme pairs that no pledge reaches: `region`, `code`."""
    inner = (matrix["region"] != TOTAL) & (matrix["code"] != TOTAL) & (matrix["code"] != NOT_STATED)
    inner &= ~matrix["region"].isin(["network", "unplaced", NOT_STATED])
    return matrix.loc[inner & (matrix["value"] == 0), ["region", "code"]].reset_index(drop=True)
