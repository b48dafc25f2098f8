"""Counts from tables of true and false: pledges, or entities with a weight, by row and column."""

from dataclasses import dataclass

import numpy as np

BLOCK = 16_384
"""Pledges counted at a time: their masks stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Carried:
    """The codes that pledges carry: `mask` for all codes, the `columns` of them that are shown."""

    mask: np.ndarray
    columns: list[int]

    def of(self, pledges: np.ndarray) -> np.ndarray:
        """The shown codes of some pledges as 1, and a last column of ones."""
        mask, columns = self.mask[pledges], self.columns
        # Numbers of half the size are twice as fast, and exact for the pledges of a block.
        carried = np.ones((len(pledges), len(columns) + 1), dtype="float32")
        carried[:, :-1] = mask if columns == list(range(mask.shape[1])) else mask[:, columns]
        return carried


def pair_counts(rows: Carried, columns: Carried, pledges: np.ndarray) -> np.ndarray:
    """How many of the pledges carry each row and column at once, with a margin of each."""
    counts = np.zeros((len(rows.columns) + 1, len(columns.columns) + 1))
    for start in range(0, len(pledges), BLOCK):
        some = pledges[start : start + BLOCK]
        counts += rows.of(some).T @ columns.of(some)
    return counts


def pair_fractions(
    rows: Carried, columns: Carried, pledges: np.ndarray, shares: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """`pair_counts`, and the same where a pledge counts as one of its `shares`: of 3 shares, as a third."""
    shares = shares[pledges]
    fractions = np.zeros((len(rows.columns) + 1, len(columns.columns) + 1))
    counts = np.zeros_like(fractions)
    # Pledges of as many shares are counted whole: faster than adding up fractions, and nothing is lost by rounding.
    for share in np.unique(shares):
        some = pair_counts(rows, columns, pledges[shares == share])
        counts += some
        fractions += some / share
    return counts, fractions


def unique_pairs(groups: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each pair of group and member once, without those of no group (-1)."""
    known = groups >= 0
    groups, members = groups[known], members[known]
    size = int(members.max(initial=0)) + 1
    return np.divmod(np.unique(groups * size + members), size)


def descending_ranks(values: np.ndarray) -> np.ndarray:
    """1 for the largest value; equal ones share the first of their ranks, and missing ones have none."""
    known = np.sort(values[~np.isnan(values)])
    return np.where(np.isnan(values), np.nan, 1.0 + len(known) - np.searchsorted(known, values, side="right"))


def entity_mask(entities: np.ndarray, themes: np.ndarray, pledges: np.ndarray, size: int) -> np.ndarray:
    """True where an entity has a pledge with the theme; the last column is true where it has any pledge."""
    known = entities >= 0
    if not known.all():
        entities, pledges = entities[known], pledges[known]
    mask = np.zeros((size, themes.shape[1] + 1), dtype=bool)
    for theme in range(themes.shape[1]):
        mask[entities[themes[:, theme][pledges]], theme] = True
    mask[entities, -1] = True
    return mask


def weighted_values(
    in_region: np.ndarray, mask: np.ndarray, weights: np.ndarray | None, applicable: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The values of a matrix of regions and codes, the whole of each region, and where no weight is known.

    Values are counts of entities or, with `weights`, their share of the region's weight. `in_region` and `mask` have
    a row for each entity; a column of `in_region` is a region, one of `mask` a code. Regions that are not
    `applicable` get missing values.
    """
    no_data = np.zeros(len(applicable), dtype=bool)
    if weights is None:
        # Numbers of a half size add up counts exactly up to 16 million, and twice as fast.
        values = (in_region.T.astype("float32") @ mask.astype("float32")).astype(float)
        of = np.full(len(applicable), np.nan)
    else:
        no_data = applicable & in_region.any(axis=0) & ~in_region[~np.isnan(weights)].any(axis=0)
        known = np.nan_to_num(weights)
        of = in_region.T @ known
        of[of == 0] = np.nan
        values = (in_region.T @ (mask * known[:, None])) / of[:, None]
    values[~applicable] = np.nan
    of[~applicable] = np.nan
    return values, of, no_data
