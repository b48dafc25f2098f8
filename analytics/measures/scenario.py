"""What if? The new pledges that would reach a target, and coverage before and after them."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.measures.coverage import (
    TOTAL,
    Counting,
    countable_regions,
    country_weights,
    counts_by_country,
    coverage_matrix,
    in_universe,
    placed_regions,
)
from analytics.measures.recruitment import Answer, Plan, best_countries
from analytics.rows import each_row
from analytics.selection import FilteredData

CORE = "core_objective"
"""The scheme of the taxonomy that lists the objectives of the migration compact which the Call itself names."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """An answer with everything that is shown of it.

    `countries` are the UN member states of the selection, which can make new pledges: `iso3`, `region`, `people`
    (hosted, missing where unknown: such a country helps no share), `pledging` (whether it has a pledge already)
    and `won` (whether it makes a new one). `new` has one row a new pledge: `iso3`, `region`, `codes`
    (`;`-separated core objectives that its region lacks, perhaps none), `people` and `pledging`, most people first.
    `before` and `after` are coverage matrices of the core objectives. Pairs are those of region and core objective.
    """

    plan: Plan
    answer: Answer
    countries: pd.DataFrame
    new: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame
    regions: tuple[str, ...]
    """The regions shown: those that the target is about, and what a scheme puts into none."""
    pairs: int
    open_before: int
    open_after: int
    open_regions: tuple[str, ...]
    """Regions that keep a pair without a pledge."""

    def people(self) -> float:
        """Everyone hosted, as far as known."""
        return float(self.countries["people"].sum())

    def share_before(self) -> float:
        """The share of people hosted by countries with a pledge; NaN if none are hosted."""
        return self._share(self.countries["pledging"])

    def share_after(self) -> float:
        """The same with the new pledges."""
        return self._share(self.countries["pledging"] | self.countries["won"])

    def _share(self, having: pd.Series) -> float:
        people = self.people()
        return float(self.countries.loc[having, "people"].sum()) / people if people else np.nan

    def people_by_region(self) -> pd.DataFrame:
        """People hosted by region and in all (`total`): `region`, `of`, and the shares `before` and `after`.

        Missing for a region without data.
        """
        people, has = self.countries["people"], self.countries["pledging"]
        having = people.where(has | self.countries["won"])
        own = self.countries[["region"]].assign(of=people, before=people.where(has), after=having)
        sums = own.groupby("region")[["of", "before", "after"]].sum().reindex(list(self.regions), fill_value=0.0)
        sums.loc[TOTAL] = own[["of", "before", "after"]].sum()
        of = sums["of"].where(sums["of"] > 0)
        shares = sums.assign(of=of, before=sums["before"] / of, after=sums["after"] / of)
        return shares.rename_axis("region").reset_index()


def core_objectives(filtered: FilteredData) -> tuple[str, ...]:
    """The core local objectives in display order, as the data name them; none if they do not."""
    known = set(filtered.facet("gcm").codes)
    return tuple(code for code in _core_codes(filtered.dataset) if code in known)


@lru_cache(maxsize=4)
def _core_codes(dataset: Dataset) -> tuple[str, ...]:
    words = dataset.taxonomy
    return tuple(words[words["scheme"] == CORE].sort_values("display_order")["code"])


def scenario(filtered: FilteredData, plan: Plan) -> Outcome:
    """The best new pledges for a plan, on top of the pledges of a selection.

    UN member states of the chosen regions can make new pledges; a share is of the people they host.
    Deterministic: see `best_countries` for the order among equals.
    """
    core, countries = core_objectives(filtered), _countries(filtered)
    before = core_matrix(filtered, core)
    regions = _regions(filtered, countries)
    asked = [region for region in countable_regions(filtered) if region in regions]
    open_codes = _open_codes(before, asked, core)
    answer = best_countries(countries, pd.Series({region: len(codes) for region, codes in open_codes.items()}), plan)
    new = _new_pledges(countries.set_index("iso3"), answer.pledges, open_codes, plan.objectives)
    open_before = sum(len(codes) for codes in open_codes.values())
    closed = new["codes"].map(lambda codes: len(codes.split(";")) if codes else 0).groupby(new["region"]).sum()
    left = {region: len(codes) - int(closed.get(region, 0)) for region, codes in open_codes.items()}
    return Outcome(
        plan=plan,
        answer=answer,
        countries=countries.assign(won=countries["iso3"].isin(new["iso3"])),
        new=new,
        before=before,
        after=_with_new(before, new),
        regions=tuple(regions),
        pairs=len(open_codes) * len(core),
        open_before=open_before,
        open_after=sum(left.values()),
        open_regions=tuple(region for region, count in left.items() if count),
    )


def core_matrix(filtered: FilteredData, core: tuple[str, ...]) -> pd.DataFrame:
    """Pledges by region and core objective, the total counts those with any of them.

    Columns: those of `coverage_matrix`.
    """
    carried = filtered.facet("gcm").any_of(core) if core else np.zeros(len(filtered.pledge_mask), dtype=bool)
    selection = replace(filtered.selection, gcm=core)
    government_mask = filtered.government_mask & carried[filtered.facets.pledge_rows]
    return coverage_matrix(
        FilteredData(filtered.facets, selection, filtered.pledge_mask & carried, government_mask), Counting("gcm")
    )


def _countries(filtered: FilteredData) -> pd.DataFrame:
    own = in_universe(filtered, "un_members")
    countries = filtered.dataset.countries
    return pd.DataFrame(
        {
            "iso3": countries["iso3"].to_numpy()[own],
            "region": countries[filtered.selection.regions_by].to_numpy()[own],
            "people": country_weights(filtered.dataset, "displaced_share").to_numpy()[own],
            "pledging": counts_by_country(filtered)[own] > 0,
        }
    )


def _regions(filtered: FilteredData, countries: pd.DataFrame) -> list[str]:
    """The regions shown: those with a member state in the selection, or all."""
    regions = placed_regions(filtered)
    if filtered.selection.is_limited_to_places():
        return [region for region in regions if region in set(countries["region"].dropna())]
    return regions


def _open_codes(matrix: pd.DataFrame, regions: list[str], core: tuple[str, ...]) -> dict[str, list[str]]:
    """The core objectives that each region has no pledge on."""
    found = matrix[matrix["value"] > 0]
    closed = set(zip(found["region"], found["code"], strict=True))
    return {region: [code for code in core if (region, code) not in closed] for region in regions}


def _new_pledges(
    countries: pd.DataFrame, pledges: pd.Series, open_codes: dict[str, list[str]], objectives: int
) -> pd.DataFrame:
    """One row a pledge; a region's open objectives are handed out in their order, most people first."""
    left = {region: list(codes) for region, codes in open_codes.items()}
    pledging = countries.loc[pledges[pledges > 0].index].assign(pledges=pledges)
    pledging = pledging.sort_index().sort_values("people", ascending=False, kind="stable", na_position="last")
    rows = []
    for country in each_row(pledging.reset_index()):
        for _pledge in range(country.pledges):
            codes = left.get(country.region, [])
            taken, codes[:objectives] = codes[:objectives], []
            rows.append((country.iso3, country.region, ";".join(taken), country.people, country.pledging))
    return pd.DataFrame(rows, columns=["iso3", "region", "codes", "people", "pledging"])


def _with_new(before: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The matrix with the new pledges in it; one without a core objective is in none of its cells."""
    added: dict[tuple[str, str], int] = {}
    for pledge in each_row(new[new["codes"] != ""]):
        for region in (pledge.region, TOTAL):
            for code in (*pledge.codes.split(";"), TOTAL):
                added[region, code] = added.get((region, code), 0) + 1
    more = [added.get((row.region, row.code), 0) for row in each_row(before)]
    value = before["value"] + np.array(more)
    return before.assign(value=value, state=before["state"].mask(value > 0, "value"))
