"""Which countries should new pledges come from? An exact answer, from tables of any origin."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

OBJECTIVES = "objectives"
PEOPLE = "people"
SECONDS = 5.0
"""Time the solver gets for one question; beyond it the answer is the best found, and says so."""

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


@dataclass(eq=False)
class _Model:
    """Variables in a row: pledges by country, countries won, pairs closed by region, people still short.

    A region's pairs are interchangeable for its countries, so it is enough to count them: any that are
    closed can be handed out to its pledges one by one, and no pledge carries the same one twice.
    """

    countries: pd.DataFrame
    open_pairs: pd.Series
    people_short: float
    plan: Plan
    rows: list[LinearConstraint] = field(default_factory=list)
    proven: bool = True

    def __post_init__(self) -> None:
        n, r = len(self.countries), len(self.open_pairs)
        self.n, self.size = n, 2 * n + r + 1
        most = np.where(self.countries["asked"], self.plan.per_country, 0)
        self.upper = np.concatenate([most, ~self.countries["pledging"], self.open_pairs, [self.people_short]]).astype(
            float
        )
        won = np.hstack([-np.eye(n), np.eye(n), np.zeros((n, r + 1))])
        self._at_most(won, np.zeros(n))
        member = (self.countries["region"].to_numpy() == self.open_pairs.index.to_numpy()[:, None]).astype(float)
        slots = np.hstack([-self.plan.objectives * member, np.zeros((r, n)), np.eye(r), np.zeros((r, 1))])
        self._at_most(slots, np.zeros(r))
        people = self.vector(won=self.countries["people"].to_numpy(), short=1)
        self.rows.append(LinearConstraint(people, self.people_short, np.inf))

    def vector(self, pledges: object = 0, won: object = 0, closed: object = 0, short: object = 0) -> np.ndarray:
        """Coefficients of each kind of variable in a row."""
        parts = [(pledges, self.n), (won, self.n), (closed, len(self.open_pairs)), (short, 1)]
        return np.concatenate([np.broadcast_to(np.asarray(value, dtype=float), size) for value, size in parts])

    def _at_most(self, matrix: np.ndarray, limit: np.ndarray) -> None:
        if len(matrix):
            self.rows.append(LinearConstraint(matrix, -np.inf, limit))

    def limit(self, row: np.ndarray, most: float) -> None:
        """Add the constraint that a sum is at most a value."""
        self.rows.append(LinearConstraint(row, -np.inf, most))

    def best(self, cost: np.ndarray, extra: tuple[LinearConstraint, ...] = (), more: int = 0) -> np.ndarray | None:
        """The variables at the least cost, whole numbers rounded; None if nothing fits."""
        whole = np.ones(self.size + more)
        whole[self.size - 1] = 0
        rows = [_widened(row, more) for row in self.rows]
        answer = milp(
            np.concatenate([cost, np.zeros(more)]),
            integrality=whole,
            bounds=Bounds(0, np.concatenate([self.upper, np.ones(more)])),
            constraints=[*rows, *extra],
            options={"mip_rel_gap": 0, "time_limit": SECONDS},
        )
        self.proven &= answer.status in (0, 2)
        if answer.x is None:
            return None
        found = np.asarray(answer.x)
        return np.where(whole == 1, np.round(found), found)

    def missing(self) -> np.ndarray:
        """The cost that counts what is missing from the target."""
        return self.vector(closed=-1) if self.plan.target == OBJECTIVES else self.vector(short=1)

    def has_another(self, found: np.ndarray) -> bool:
        """Whether other numbers of pledges by country do as well, under the constraints so far (the total among them).

        As the total is the same, another answer has fewer pledges than this one in some country of this one.
        """
        here = found[: self.n]
        own = np.flatnonzero(here)
        if self.plan.per_country == 1:
            fewer = np.zeros(self.size)
            fewer[own] = 1
            return self.best(np.zeros(self.size), (LinearConstraint(fewer, -np.inf, len(own) - 1),)) is not None
        # One more variable a country: it can be 1 only where there are fewer pledges than found.
        limit = float(self.plan.per_country)
        down = np.zeros((len(own), self.size + len(own)))
        down[np.arange(len(own)), own] = 1
        down[:, self.size :] = limit * np.eye(len(own))
        some = np.concatenate([np.zeros(self.size), np.ones(len(own))])
        rows = (LinearConstraint(down, -np.inf, here[own] - 1 + limit), LinearConstraint(some, 1, np.inf))
        return self.best(np.zeros(self.size), rows, more=len(own)) is not None


def _widened(row: LinearConstraint, more: int) -> LinearConstraint:
    matrix = np.atleast_2d(row.A)
    return LinearConstraint(np.hstack([matrix, np.zeros((len(matrix), more))]), row.lb, row.ub)


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
    wanted = plan.target == PEOPLE
    pairs = open_pairs if not wanted else open_pairs * 0
    free = _Model(scaled, pairs, people_short / unit if wanted else 0.0, plan)
    found, short = _least(free)
    needed = None if _is_short(short) else round(found[: free.n].sum())
    several_of, proven = free, free.proven
    if plan.most is not None and round(found[: free.n].sum()) > plan.most:
        several_of = _Model(scaled, pairs, people_short / unit if wanted else 0.0, plan)
        several_of.limit(several_of.vector(pledges=1), plan.most)
        found, short = _least(several_of)
    pledges = pd.Series(found[: free.n].astype(int), index=pd.Index(by_code["iso3"]))
    several = bool(pledges.sum()) and several_of.has_another(found)
    richest = several_of.best(several_of.vector(pledges=-scaled["people"].to_numpy()))
    if richest is not None:
        counted = ["region", "people", "pledging", "asked"] if wanted else ["region", "people", "asked"]
        pledges[:] = _in_order_of_codes(scaled[counted], richest[: free.n].astype(int))
    left = short if not wanted else _people_left(by_code, pledges, people_short)
    return Answer(pledges, left, needed, several, proven and several_of.proven)


def _in_order_of_codes(countries: pd.DataFrame, pledges: np.ndarray) -> np.ndarray:
    """The same answer, but taking the first by code of countries that are alike in all that counts."""
    alike = countries.groupby(list(countries), dropna=False).ngroup().to_numpy()
    ordered = np.empty_like(pledges)
    ordered[np.argsort(alike, kind="stable")] = pledges[np.lexsort((-pledges, alike))]
    return ordered


def _is_short(short: float) -> bool:
    return short > 1e-3


def _people_left(countries: pd.DataFrame, pledges: pd.Series, people_short: float) -> float:
    won = (pledges.to_numpy() > 0) & ~countries["pledging"].to_numpy(dtype=bool)
    return max(people_short - float(countries.loc[won, "people"].sum()), 0.0)


def _least(model: _Model) -> tuple[np.ndarray, float]:
    """The answer that leaves least open, then has fewest pledges, then fewest of small countries; how much stays open.

    All three become constraints.
    """
    cost = model.missing()
    first = model.best(cost)
    if first is None:
        # Nothing at all is always allowed, so this is the solver's time running out before its first step.
        first = np.concatenate([np.zeros(model.size - 1), [model.people_short]])
    model.limit(cost, float(cost @ first) + 1e-4)
    found = first
    for counted in (model.vector(pledges=1), model.vector(pledges=model.countries["small"].to_numpy())):
        fewest = model.best(counted) if counted.any() else found
        found = found if fewest is None else fewest
        model.limit(counted, float(counted @ found) + 0.5)
    total = float(model.open_pairs.sum()) if model.plan.target == OBJECTIVES else 0.0
    return found, total + float(cost @ found)
