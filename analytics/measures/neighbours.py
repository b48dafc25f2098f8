"""What is around one government or pledge: who else has pledged there or on its themes."""

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.facets import Facet, Facets, plain
from analytics.measures.coverage import NO_REGION, of_governments
from analytics.measures.places import pledges_by_government
from analytics.selection import FilteredData, filter_data

MOST_WITH_WORDS = 20
"""Pledges like one whose words in common are named."""


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
    scheme = filtered.selection.regions_by
    regions = set(filtered.selected_countries()[scheme].dropna()) - {*NO_REGION}
    return _pledging(filtered.facets, filtered.dataset.pledge_governments[scheme].isin(regions))


def pledges_beside(filtered: FilteredData, codes: Collection[str]) -> pd.DataFrame:
    """Pledges in each of these countries and areas (iso3), most first, wherever the selection is; zero where none.

    All filters but region and country apply. A joint pledge counts in each of its countries.

    Columns: `iso3`, `pledges`.
    """
    known = filtered.dataset.countries["iso3"]
    # The map has shapes of areas that the data do not count.
    listed = sorted(known[known.isin(codes)])
    beside = filter_data(filtered.facets, replace(filtered.selection, region=(), country=tuple(listed)))
    counted = filtered.dataset.pledge_governments[beside.government_mask].groupby("iso3")["pledge_id"].nunique()
    table = pd.DataFrame({"iso3": listed, "pledges": counted.reindex(listed, fill_value=0).to_numpy()})
    return table.sort_values(["pledges", "iso3"], ascending=[False, True], ignore_index=True)


def neighbours(facets: Facets, government_id: str, regions_by: str) -> pd.DataFrame:
    """Other local governments of the same country, then of the same region, that have pledged.

    Columns: `city_id`, `name`, `iso3`, `pledges`, `same_country`.
    """
    rows = facets.dataset.pledge_governments
    own = rows[rows["city_id"] == government_id].iloc[0]
    region = own[regions_by]
    near = rows["iso3"].eq(own["iso3"]).fillna(False).astype(bool)
    if region not in NO_REGION:
        near |= rows[regions_by].eq(region).fillna(False).astype(bool)
    found = _pledging(facets, near & (rows["city_id"] != government_id))
    found["same_country"] = found["iso3"].eq(own["iso3"]).fillna(False).astype(bool)
    return found.sort_values("same_country", ascending=False, kind="stable", ignore_index=True)


def _pledging(facets: Facets, here: pd.Series) -> pd.DataFrame:
    """The local governments of some rows of `pledge_governments`, most pledges first.

    Columns: `city_id`, `name`, `iso3`, `pledges`.
    """
    found = pledges_by_government(facets, here.to_numpy(dtype=bool) & of_governments(facets))
    return found[["city_id", "name", "iso3", "pledges"]].reset_index(drop=True)


def most_in_common(filtered: FilteredData, pledge_id: str) -> pd.DataFrame:
    """The other pledges that share a theme with one, whatever the filters, by what they have in common.

    `likeness` is the mean of three parts from 0 to 1: of all themes of both those in common, the same of target
    groups, and the cosine of the words of title and summary (see `_words_of`). Those of the selection come first,
    then the likest, then those that state results.

    Columns: `pledge_id`, `likeness`, `words` (up to three that weigh most in both), `selected`, `results` (whether
    it states some).
    """
    facets, pledges = filtered.facets, filtered.dataset.pledges
    at = facets.position[pledge_id]
    themes, groups = (_overlap(facets.facet(scheme), at) for scheme in ("theme", "target_group"))
    words = _words_of(facets)
    in_common = words.in_common_with(at)
    cosine = np.bincount(words.rows, in_common, minlength=len(pledges))
    found = pd.DataFrame(
        {
            "pledge_id": pledges["pledge_id"],
            "likeness": ((themes + groups + cosine) / 3).round(9),
            "words": None,
            "selected": filtered.pledge_mask,
            "results": pledges["results_summary"].notna(),
        }
    )
    others = found[(themes > 0) & (found["pledge_id"] != pledge_id).to_numpy()]
    others = others.sort_values(["selected", "likeness", "results"], ascending=False, kind="stable")
    named = [words.heaviest(in_common, row) for row in others.index[:MOST_WITH_WORDS]]
    return others.assign(words=[*named, *[()] * (len(others) - len(named))]).reset_index(drop=True)


def _overlap(facet: Facet, at: int) -> np.ndarray:
    """Of all codes that each pledge or the one at a row carries, the part that both carry; 0 where neither has one."""
    mask = facet.stated
    both, either = (mask & mask[at]).sum(axis=1), (mask | mask[at]).sum(axis=1)
    return np.asarray(both / np.maximum(either, 1))


@dataclass(frozen=True, eq=False)
class _Words:
    """How much the words of pledges weigh: for each word of each pledge, row by row, its place in `known`."""

    known: list[str]
    rows: np.ndarray
    columns: np.ndarray
    weights: np.ndarray

    def in_common_with(self, at: int) -> np.ndarray:
        """For each word in a pledge, its weight times that which it has in the pledge at a row."""
        own = np.zeros(len(self.known))
        here = self._of(at)
        own[self.columns[here]] = self.weights[here]
        return np.asarray(self.weights * own[self.columns])

    def heaviest(self, in_common: np.ndarray, row: int) -> tuple[str, ...]:
        """Up to three words of a pledge that weigh most in both."""
        here = self._of(row)
        heaviest = np.argsort(-in_common[here].round(9), kind="stable")[:3]
        return tuple(self.known[self.columns[here][at]] for at in heaviest if in_common[here][at] > 0)

    def _of(self, row: int) -> slice:
        """Where the words of a pledge stand."""
        first, end = np.searchsorted(self.rows, (row, row + 1))
        return slice(first, end)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=2)
def _words_of(facets: Facets) -> _Words:
    """The words of titles and summaries, and how much each weighs in each pledge (TF-IDF, rows of length 1).

    English: a plural in "s" is its singular ("status" and "crisis" are none). Words in one pledge alone, in more than a
    fifth of all, and of three letters or fewer are left out.
    """
    pledges = facets.dataset.pledges
    texts = (pledges["title"].fillna("") + " " + pledges["summary"].fillna("")).map(plain)
    counts = [Counter(map(_singular, re.findall("[a-z]{4,}", text))) for text in texts]
    across = Counter(word for each in counts for word in each)
    most = max(len(counts) / 5, 2)
    known = sorted(word for word, pledged in across.items() if 1 < pledged <= most)
    column = {word: at for at, word in enumerate(known)}
    entries = [
        (row, column[word], (1 + math.log(each[word])) * math.log(len(counts) / across[word]))
        for row, each in enumerate(counts)
        for word in sorted(each.keys() & column.keys())
    ]
    table = np.array(entries, dtype="float64").reshape(-1, 3)
    (rows, columns), weights = table[:, :2].astype(int).T, table[:, 2]
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(counts)))
    lengths[lengths == 0] = 1
    return _Words(known, rows, columns, weights / lengths[rows])
