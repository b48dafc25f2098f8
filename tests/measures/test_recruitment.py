"""The exact answer against trying everything, on questions small enough to try everything."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import recruitment
from analytics.measures.recruitment import OBJECTIVES, PEOPLE, Answer, Plan, best_countries
from tests.conftest import ROOT

REGIONS = ("Africa", "Asia")

one_country = st.tuples(st.sampled_from([*REGIONS, None]), st.sampled_from([None, 0, 1, 2, 3, 5, 8]), st.booleans())
countries = st.lists(one_country, min_size=1, max_size=4)
plans = st.builds(
    Plan,
    target=st.sampled_from([OBJECTIVES, PEOPLE]),
    share=st.sampled_from([0.0, 0.5, 0.8, 1.0]),
    most=st.sampled_from([None, 0, 1, 2, 3]),
    per_country=st.integers(1, 2),
    objectives=st.integers(1, 3),
    floor=st.sampled_from([0, 2, 4]),
    without=st.sets(st.sampled_from(["C0", "C1", "C2"])).map(sorted).map(tuple),
)
open_pairs = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda each: pd.Series(each, index=REGIONS))


def table(*rows: tuple[str | None, float | None, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["region", "people", "pledging"])
    frame["people"] = frame["people"].astype(float)
    return frame.assign(iso3=[f"C{n}" for n in range(len(frame))])


def every_choice(places: pd.DataFrame, plan: Plan) -> Iterator[tuple[int, ...]]:
    most = [0 if iso3 in plan.without else plan.per_country for iso3 in places["iso3"]]
    for chosen in product(*(range(each + 1) for each in most)):
        if plan.most is None or sum(chosen) <= plan.most:
            yield chosen


def missing(places: pd.DataFrame, wanted: pd.Series, plan: Plan, chosen: tuple[int, ...]) -> float:
    """What a choice leaves open, handing out objectives one by one as a person would."""
    if plan.target == OBJECTIVES:
        left = dict(wanted)
        for region, pledges in zip(places["region"], chosen, strict=True):
            for _objective in range(pledges * plan.objectives):
                if left.get(region, 0) > 0:
                    left[region] -= 1
        return float(sum(left.values()))
    people = places["people"].fillna(0)
    has = places["pledging"] | (np.array(chosen) > 0)
    return max(plan.share * float(people.sum()) - float(people[has].sum()), 0.0)


Rank = tuple[float, int, int, float]


def rank(places: pd.DataFrame, wanted: pd.Series, plan: Plan, chosen: tuple[int, ...]) -> Rank:
    """What is missing, how many pledges, how many of small countries, and minus the people where they are."""
    small = [not people >= plan.floor and plan.floor > 0 for people in places["people"]]
    people = places["people"].fillna(0).to_numpy()
    of_small = sum(count for count, is_small in zip(chosen, small, strict=True) if is_small)
    return round(missing(places, wanted, plan, chosen), 6), sum(chosen), of_small, -float(people @ np.array(chosen))


def ranked(places: pd.DataFrame, wanted: pd.Series, plan: Plan) -> list[Rank]:
    """The ranks of every choice, best first."""
    return sorted(rank(places, wanted, plan, each) for each in every_choice(places, plan))


@pytest.mark.slow
@given(countries, open_pairs, plans)
def test_the_solver_finds_what_trying_everything_finds(drawn, wanted, plan) -> None:
    places = table(*drawn)
    answer = best_countries(places, wanted, plan)
    chosen = tuple(answer.pledges[places["iso3"]])
    every = ranked(places, wanted, plan)
    assert rank(places, wanted, plan, chosen) == every[0]
    assert answer.short == pytest.approx(missing(places, wanted, plan, chosen), abs=1e-6)
    assert answer.proven
    as_good = [each for each in every if each[:3] == every[0][:3]]
    assert answer.several == (len(as_good) > 1)
    without_limit = ranked(places, wanted, replace(plan, most=None))[0]
    assert answer.needed == (without_limit[1] if without_limit[0] == 0 else None)


@pytest.mark.slow
@given(countries, open_pairs, plans)
def test_a_limit_prevents_the_target_if_lifting_it_alone_brings_it_within_reach(drawn, wanted, plan) -> None:
    places = table(*drawn)
    answer = best_countries(places, wanted, plan)
    assert answer.is_reached() == (answer.short == pytest.approx(0, abs=1e-6))
    lifted = {"most": None, "without": (), "per_country": 6, "objectives": 6}
    reaching = {
        name for name, value in lifted.items() if ranked(places, wanted, replace(plan, **{name: value}))[0][0] == 0
    }
    assert set(answer.prevented_by) == (set() if answer.is_reached() else reaching)


@pytest.mark.slow
@given(countries, open_pairs, plans, st.randoms())
def test_the_order_of_countries_does_not_matter(drawn, wanted, plan, random) -> None:
    places = table(*drawn)
    rows = list(places.index)
    random.shuffle(rows)
    first = best_countries(places, wanted, plan).pledges
    second = best_countries(places.loc[rows], wanted[::-1], plan).pledges
    assert first.to_dict() == second.to_dict()


AFRICAN = (("Africa", 10.0, False), ("Africa", 30.0, False), ("Africa", 30.0, False), ("Africa", None, False))
ONE, TWO, FIVE = (pd.Series([count], index=["Africa"]) for count in (1, 2, 5))


def asked(answer: Answer) -> dict[str, int]:
    return answer.pledges[answer.pledges > 0].to_dict()


def test_among_equals_it_asks_where_most_people_are_hosted_and_says_there_are_others() -> None:
    answer = best_countries(table(*AFRICAN), ONE, Plan())
    assert asked(answer) == {"C1": 1}, "of the two that host thirty, the first by code"
    assert answer.several and answer.proven


def test_a_country_is_asked_no_more_often_than_allowed() -> None:
    assert asked(best_countries(table(*AFRICAN), TWO, Plan(per_country=1))) == {"C1": 1, "C2": 1}
    assert asked(best_countries(table(*AFRICAN), TWO, Plan(objectives=2))) == {"C1": 1}


def test_out_of_reach_says_by_how_much() -> None:
    answer = best_countries(table(*AFRICAN), FIVE, Plan())
    assert (answer.short, answer.needed, answer.pledges.sum()) == (1, None, 4)
    limited = best_countries(table(*AFRICAN), FIVE, Plan(most=2, objectives=2))
    assert (limited.short, limited.needed, limited.pledges.sum()) == (1, 3, 2)


def test_no_new_pledge_leaves_everything_as_it_is() -> None:
    answer = best_countries(table(*AFRICAN), TWO, Plan(most=0))
    assert (answer.short, answer.needed, answer.pledges.sum(), answer.several) == (2, 2, 0, False)


def test_a_region_without_countries_stays_open() -> None:
    answer = best_countries(table(*AFRICAN), pd.Series([1, 1], index=["Africa", "Oceania"]), Plan())
    assert (answer.short, answer.needed) == (1, None)


def test_the_fewest_countries_that_host_a_share() -> None:
    places = table(("Africa", 50.0, True), ("Asia", 30.0, False), ("Asia", 15.0, False), ("Asia", 5.0, False))
    assert asked(best_countries(places, ONE, Plan(PEOPLE, 0.8))) == {"C1": 1}
    assert asked(best_countries(places, ONE, Plan(PEOPLE, 0.95))) == {"C1": 1, "C2": 1}
    short = best_countries(places, ONE, Plan(PEOPLE, 1.0, most=1))
    assert (asked(short), short.short, short.needed) == ({"C1": 1}, 20, 3)
    reached = best_countries(places, ONE, Plan(PEOPLE, 0.5))
    assert (asked(reached), reached.needed) == ({}, 0)


def test_one_person_short_is_short() -> None:
    places = table(("Africa", 79_999_999.0, True), ("Asia", 20_000_001.0, False))
    assert best_countries(places, ONE, Plan(PEOPLE, 0.8)).needed == 1


def test_countries_without_data_reach_no_share() -> None:
    answer = best_countries(table(("Africa", None, False)), ONE, Plan(PEOPLE, 0.8))
    assert (answer.short, answer.pledges.sum()) == (0, 0)


def test_no_country_at_all() -> None:
    nobody = table().astype({"pledging": bool})
    answer = best_countries(nobody, ONE, Plan())
    assert (answer.short, answer.needed, len(answer.pledges)) == (1, None, 0)


def test_when_time_runs_out_the_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recruitment, "SECONDS", 0.0)
    places = table(*(("Africa", float(n), False) for n in range(60)))
    answer = best_countries(places, FIVE, Plan(PEOPLE, 0.77))
    assert not answer.proven


QUESTION = """
import pandas as pd
from analytics.measures.recruitment import Plan, best_countries
countries = pd.DataFrame({"iso3": ["KEN"], "region": ["Africa"], "people": [1.0], "pledging": [False]})
best_countries(countries, pd.Series([1], index=["Africa"]), Plan())
"""


@pytest.mark.slow
def test_the_solver_says_nothing_on_the_terminal() -> None:
    """The commands write names of files there, and the server its log."""
    run = subprocess.run([sys.executable, "-c", QUESTION], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
