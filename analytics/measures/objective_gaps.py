"""Which objectives of the migration compact get fewer pledges than what local governments can do for them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import NOT_STATED
from analytics.measures.coverage import Counting, coverage_by_code, fractions_by_code
from analytics.measures.masks import descending_ranks
from analytics.selection import FilteredData

LEVELS = ("high", "medium", "low")


@dataclass(frozen=True)
class Weights:
    """How much an objective counts, by what local governments can usually do about it."""

    high: float = 1.0
    medium: float = 0.5
    low: float = 0.0

    def of(self, level: str) -> float:
        """The weight of a level."""
        return float(getattr(self, level))


TRIED = (Weights(), Weights(1, 1, 1), Weights(1, 0.75, 0.25), Weights(1, 0.25, 0), Weights(1, 0, 0))
"""Weights that the rank of an objective is tried with, beside the reader's own."""


def objective_gaps(filtered: FilteredData, weights: Weights, fractional: bool = False) -> pd.DataFrame:
    """Objectives by how far their pledges fall behind their weight, the largest gap first.

    What is expected of an objective is its weight's share of the weights of those shown: equal weights would put
    "Manage borders" first, which no mayor decides. The levels are our own table (`local_competence.csv`) and differ by
    country. Only pledges that state an objective count; one with several counts in each, or as equal fractions. An
    objective of weight 0, or without a level, is expected of nobody: its row comes after the others, without a rank.

    Themes have no such list. The crosswalk leads from no theme to an objective of low competence, because our themes
    are what local governments do; their weights would repeat one editorial table through another and change nothing.

    Columns: `code`, `level`, `rationale`, `weight`, `pledges`, `weight_share`, `pledge_share` (0 to 1), `ratio`, `gap`,
    `rank`, `best` and `worst`, its first and last rank among several sets of weights and both ways of counting.
    """
    table = _objectives(filtered)
    counts = (table["pledges"].to_numpy(), fractions_by_code(filtered, "gcm")[table["code"]].to_numpy())
    levels = table["level"].tolist()
    tried = np.array(
        [
            _ranks(_shares(levels, counted, each)["gap"])
            for each in dict.fromkeys((*TRIED, weights))
            for counted in counts
        ]
    )
    table = table.assign(pledges=counts[fractional], **_shares(levels, counts[fractional], weights))
    own = _ranks(table["gap"].to_numpy())
    for name, ranks in {"rank": own, "best": np.fmin.reduce(tried), "worst": np.fmax.reduce(tried)}.items():
        table[name] = pd.array(np.where(np.isnan(own), np.nan, ranks), dtype="Int64")
    return table.sort_values("rank", kind="stable", na_position="last", ignore_index=True)


def _objectives(filtered: FilteredData) -> pd.DataFrame:
    """`code`, `pledges` that state it, `level` and `rationale` of each objective."""
    counted = coverage_by_code(filtered, Counting("gcm"))
    counted = counted.loc[counted["code"] != NOT_STATED, ["code", "value"]].rename(columns={"value": "pledges"})
    return counted.join(_competence(filtered.dataset), on="code")


@lru_cache(maxsize=4)
def _competence(dataset: Dataset) -> pd.DataFrame:
    """`level` and `rationale` of each objective of our table, by its number."""
    known = dataset.local_competence.set_index("gcm_objective")[["local_competence", "rationale"]]
    return known.rename(columns={"local_competence": "level"})


def _shares(levels: list[str], pledges: np.ndarray, weights: Weights) -> dict[str, np.ndarray]:
    """The weight of each objective, its shares of weights and of pledges, and how they compare."""
    known = {level: weights.of(level) for level in LEVELS}
    weight = np.array([known.get(level, np.nan) for level in levels])
    everything, stated = np.nansum(weight), np.nansum(pledges)
    weight_share = weight / (everything if everything > 0 else np.nan)
    pledge_share = pledges / (stated if stated > 0 else np.nan)
    return {
        "weight": weight,
        "weight_share": weight_share,
        "pledge_share": pledge_share,
        "ratio": pledge_share / np.where(weight_share > 0, weight_share, np.nan),
        "gap": np.where(weight > 0, weight_share - pledge_share, np.nan),
    }


def _ranks(gaps: np.ndarray) -> np.ndarray:
    return descending_ranks(gaps.round(6))
