"""Which countries should new pledges come from? An exact answer, from tables of any origin."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from highspy import Highs, HighsModelStatus, SolutionStatus
from highspy.highs import highs_linear_expression as Expression

OBJECTIVES = "objectives"
PEOPLE = "people"
SECONDS = 5.0
"""Time the solver gets for one question; beyond it the answer is the best found, and says so."""

ANSWERED = (HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible, HighsModelStatus.kModelEmpty)
"""What the solver says when no more time would find more: a model of no country is empty."""

SCALE = 1e6
"""People are counted in millionths of all people, so that one person is more than the solver's tolerance."""


@dataclass(frozen=True)
class Plan:
    """What the reader wants to reach and what pledges countries can make.

    `share` (0 to 1) is the target for people; `most` new pledges in all, without limit if missing;
    `per_country` in any one country; `objectives` that one new pledge carries. A country that hosts fewer than
    `floor` people, or an unknown number, is small: it is asked only where the target can't be approached as well
    without it. Those in `without` (sorted codes) are not asked at all.
    """

    target: str = OBJECTIVES
    share: float = 0.8
    most: int | None = None
    per_country: int = 1
    objectives: int = 1
    floor: int = 0
    without: tuple[str, ...] = ()

    def is_small(self, people: pd.Series) -> pd.Series:
        """Which countries host fewer people than the floor, or an unknown number of them."""
        return ~(people >= self.floor) & (self.floor > 0)


@dataclass(frozen=True, eq=False)
class Answer:
    """New pledges by country, and how far they lead.

    `short` is what is missing from the target: pairs of region and objective, or people. `needed` is the
    fewest new pledges that reach it without a limit on their number; missing where none does. `several`:
    other choices of countries do as well. `proven` is False where the solver's time ran out. `prevented_by` names
    the limits (fields of the plan) that keep the target out of reach, each of which would bring it within reach
    if it alone were lifted; none where it is reached, or where no one limit is to blame.
    """

    pledges: pd.Series
    short: float
    needed: int | None
    several: bool
    proven: bool
    prevented_by: tuple[str, ...] = ()

    def is_reached(self) -> bool:
        """Whether the new pledges reach the target."""
        return self.needed is not None and int(self.pledges.sum()) >= self.needed


class _Solver(Highs):
    """HiGHS, which tells the terminal its version unless it is silenced before its callbacks are set."""

    def enableCallbacks(self) -> None:
        """Silence first."""
        self.silent()
        super().enableCallbacks()


class _Model:
    """What is to be chosen: pledges by country, and with them pairs closed by region, or countries won.

    A region's pairs are interchangeable for its countries, so it is enough to count them: any that are
    closed can be handed out to its pledges one by one, and no pledge carries the same one twice.
    """

    def __init__(self, countries: pd.DataFrame, open_pairs: pd.Series, people_short: float, plan: Plan) -> None:
        self.countries, self.plan, self.proven = countries, plan, True
        self.most_missing = people_short if plan.target == PEOPLE else float(open_pairs.sum())
        self.solver = _Solver()
        for option, value in {"mip_rel_gap": 0.0, "time_limit": SECONDS, "threads": 1}.items():
            self.solver.setOptionValue(option, value)
        most = np.where(countries["asked"], plan.per_country, 0)
        self.pledges = self.solver.addIntegrals(len(countries), ub=most.tolist())
        if plan.target == PEOPLE:
            self._count_people(people_short)
        else:
            self._count_pairs(open_pairs)

    def _count_people(self, people_short: float) -> None:
        people = self.countries["people"].to_numpy()
        won = self.solver.addIntegrals(len(people), ub=(~self.countries["pledging"]).astype(int).tolist())
        self.short = self.solver.addVariable(ub=people_short)
        self.solver.addConstrs(won <= self.pledges)
        self.solver.addConstr(self.solver.qsum(people * won) + self.short >= people_short)

    def _count_pairs(self, open_pairs: pd.Series) -> None:
        self.closed = self.solver.addIntegrals(len(open_pairs), ub=open_pairs.tolist())
        for region, closed in zip(open_pairs.index, self.closed, strict=True):
            able = self.pledges[(self.countries["region"] == region).to_numpy()]
            self.solver.addConstr(closed <= self.plan.objectives * self.solver.qsum(able))

    def total(self, weight: pd.Series | float = 1.0) -> Expression:
        """The new pledges in all, each as many times as its country weighs."""
        return self.solver.qsum(np.asarray(weight, dtype=float) * self.pledges)

    def missing(self) -> Expression:
        """What is missing from the target."""
        if self.plan.target == PEOPLE:
            return self.solver.qsum([self.short])
        return self.solver.qsum(self.closed * -1, initial=self.most_missing)

    def best(self, cost: Expression) -> tuple[np.ndarray, float] | None:
        """The pledges by country at the least cost, and that cost; None if nothing fits or time ran out."""
        self.solver.minimize(cost)
        self.proven &= self.solver.getModelStatus() in ANSWERED
        if self.solver.getInfo().primal_solution_status != SolutionStatus.kSolutionStatusFeasible:
            return None
        return self.solver.vals(self.pledges).round().astype(int), self.solver.val(cost)

    def has_another(self, found: np.ndarray) -> bool:
        """Whether other numbers of pledges by country do as well, under the constraints so far (the total among them).

        As the total is the same, another answer has fewer pledges than this one in some country of this one. The
        model answers no other question after this one.
        """
        own = np.flatnonzero(found)
        # 1 only where there are fewer pledges than found.
        fewer = self.solver.addBinaries(len(own))
        for at, is_fewer in zip(own, fewer, strict=True):
            most = int(found[at]) - 1 + self.plan.per_country
            self.solver.addConstr(self.pledges[at] + self.plan.per_country * is_fewer <= most)
        self.solver.addConstr(self.solver.qsum(fewer) >= 1)
        return self.best(self.solver.qsum([])) is not None


def best_countries(countries: pd.DataFrame, open_pairs: pd.Series, plan: Plan) -> Answer:
    """The new pledges that leave least of the target open, then the fewest, then the fewest of small countries.

    Among equals those are taken whose countries host most people.

    Needs `countries[iso3, region, people, pledging]`, each of which can make pledges (`people` missing where
    unknown: such a country helps no share), and `open_pairs`, the number of objectives without a pledge
    by region. Of countries of one region that host as many people, the first by code is taken.
    """
    answer = _best(countries, open_pairs, plan)
    if answer.is_reached():
        return answer
    lifted: dict[str, Any] = {"most": None, "without": ()}
    if plan.target == OBJECTIVES:
        lifted |= {"per_country": int(open_pairs.sum()), "objectives": int(open_pairs.max())}
    freed = {name: _best(countries, open_pairs, replace(plan, **{name: value})) for name, value in lifted.items()}
    return replace(answer, prevented_by=tuple(name for name, each in freed.items() if each.is_reached()))


def _best(countries: pd.DataFrame, open_pairs: pd.Series, plan: Plan) -> Answer:
    by_code = countries.sort_values("iso3", ignore_index=True)
    everyone = float(by_code["people"].sum())
    pledging = by_code["pledging"].to_numpy(dtype=bool)
    people_short = max(plan.share * everyone - float(by_code.loc[pledging, "people"].sum()), 0)
    unit = everyone / SCALE or 1.0
    scaled = by_code.assign(
        people=(by_code["people"] / unit).fillna(0.0),
        pledging=pledging,
        small=plan.is_small(by_code["people"]),
        asked=~by_code["iso3"].isin(plan.without),
    )
    model = _Model(scaled, open_pairs, people_short / unit, plan)
    found, short = _least(model)
    needed, proven = None if short > 1e-3 else int(found.sum()), model.proven
    if plan.most is not None and found.sum() > plan.most:
        model = _Model(scaled, open_pairs, people_short / unit, plan)
        model.solver.addConstr(model.total() <= plan.most)
        found, short = _least(model)
    richest = model.best(model.total(-scaled["people"]))
    if richest is not None:
        counted = ["region", "people", "asked", *(["pledging"] if plan.target == PEOPLE else [])]
        found = _in_order_of_codes(scaled[counted], richest[0])
    several = bool(found.sum()) and model.has_another(found)
    pledges = pd.Series(found, index=pd.Index(by_code["iso3"]))
    left = _people_left(by_code, pledges, people_short) if plan.target == PEOPLE else round(short)
    return Answer(pledges, left, needed, several, proven and model.proven)


def _in_order_of_codes(countries: pd.DataFrame, pledges: np.ndarray) -> np.ndarray:
    """The same answer, but taking the first by code of countries that are alike in all that counts."""
    alike = countries.groupby(list(countries), dropna=False).ngroup().to_numpy()
    ordered = np.empty_like(pledges)
    ordered[np.argsort(alike, kind="stable")] = pledges[np.lexsort((-pledges, alike))]
    return ordered


def _people_left(countries: pd.DataFrame, pledges: pd.Series, people_short: float) -> float:
    won = (pledges.to_numpy() > 0) & ~countries["pledging"].to_numpy(dtype=bool)
    return max(people_short - float(countries.loc[won, "people"].sum()), 0.0)


def _least(model: _Model) -> tuple[np.ndarray, float]:
    """The pledges that leave least open, then are fewest, then fewest of small countries; and how much stays open.

    All three become constraints.
    """
    cost = model.missing()
    # Nothing at all is always allowed, so no answer is the solver's time running out before its first step.
    found, short = model.best(cost) or (np.zeros(len(model.countries), dtype=int), model.most_missing)
    model.solver.addConstr(cost <= short + 1e-4)
    some_are_small = bool(model.countries["small"].any())
    for weight in (1.0, model.countries["small"]) if some_are_small else (1.0,):
        counted = model.total(weight)
        found, least = model.best(counted) or (found, float(np.sum(found * weight)))
        model.solver.addConstr(counted <= least + 0.5)
    return found, short
