"""Which objectives of the migration compact get fewer pledges than what local governments can do for them."""

from dataclasses import dataclass

import pandas as pd

from analytics.facets import NOT_STATED
from analytics.measures.coverage import Counting, coverage_by_code, fractions_by_code
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
        return {"high": self.high, "medium": self.medium, "low": self.low}[level]


TRIED = (Weights(), Weights(1, 1, 1), Weights(1, 0.75, 0.25), Weights(1, 0.25, 0), Weights(1, 0, 0))
"""Weights that the rank of an objective is tried with, beside the reader's own."""


def objective_gaps(filtered: FilteredData, weights: Weights, fractional: bool = False) -> pd.DataFrame:
    """Objectives by how far their pledges fall behind their weight, the largest gap first.

    What is expected of an objective is its weight's share of all weights: equal weights would put "Manage borders"
    first, which no mayor decides. The levels are our own table (`local_competence.csv`) and differ by country. Only
    pledges that state an objective count; one with several counts in each, or as equal fractions. An objective
    of weight 0, or without a level, is expected of nobody: it keeps its row, after the others, without a rank.

    Themes have no such list. The crosswalk leads from no theme to an objective of low competence, because our themes
    are what local governments do; their weights would repeat one editorial table through another and change nothing.

    Columns: `code`, `level`, `rationale`, `weight`, `pledges`, `weight_share`, `pledge_share` (0 to 1), `ratio`, `gap`,
    `rank`, `best` and `worst`, its first and last rank among several sets of weights and both ways of counting.
    """
    counted = {is_fractional: _counted(filtered, is_fractional) for is_fractional in (False, True)}
    table = _weighed(counted[fractional], weights)
    ranks = {
        (each, is_fractional): _ranks(_weighed(table_of, each))
        for each in dict.fromkeys((*TRIED, weights))
        for is_fractional, table_of in counted.items()
    }
    tried = pd.DataFrame(ranks).reindex(table["code"])
    own = _ranks(table).reindex(table["code"])
    table["rank"] = own.astype("Int64").to_numpy()
    ranked = table["rank"].notna().to_numpy()
    table["best"] = tried.min(axis=1).where(ranked).astype("Int64").to_numpy()
    table["worst"] = tried.max(axis=1).where(ranked).astype("Int64").to_numpy()
    return table.sort_values("rank", kind="stable", na_position="last", ignore_index=True)


def _counted(filtered: FilteredData, fractional: bool) -> pd.DataFrame:
    counted = coverage_by_code(filtered, Counting("gcm"))
    counted = counted.loc[counted["code"] != NOT_STATED, ["code", "value"]].rename(columns={"value": "pledges"})
    if fractional:
        counted["pledges"] = fractions_by_code(filtered, "gcm")[counted["code"]].to_numpy()
    known = filtered.dataset.local_competence.set_index("gcm_objective")
    counted["level"] = counted["code"].map(known["local_competence"])
    counted["rationale"] = counted["code"].map(known["rationale"])
    return counted.reset_index(drop=True)


def _weighed(counted: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    table = counted.copy()
    table["weight"] = table["level"].map({level: weights.of(level) for level in LEVELS}).astype("float64")
    everything, stated = table["weight"].sum(), table["pledges"].sum()
    table["weight_share"] = table["weight"] / (everything if everything > 0 else float("nan"))
    table["pledge_share"] = table["pledges"] / (stated if stated > 0 else float("nan"))
    table["ratio"] = table["pledge_share"] / table["weight_share"].where(table["weight_share"] > 0)
    table["gap"] = (table["weight_share"] - table["pledge_share"]).where(table["weight"] > 0)
    return table


def _ranks(table: pd.DataFrame) -> pd.Series:
    return table.set_index("code")["gap"].round(6).rank(ascending=False, method="min")
