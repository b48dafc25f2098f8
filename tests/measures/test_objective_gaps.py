"""Objectives weighted by what local governments can do, worked out by hand: 1 is high, 2 medium, 3 low."""

import pandas as pd
import pytest

from analytics.measures.objective_gaps import Weights, objective_gaps
from tests.tiny import Row, filtered, pledge


def stating(*objectives: str) -> list[Row]:
    return [pledge(f"p{n}", "nairobi", gcm_objectives=each, gcm_basis="form") for n, each in enumerate(objectives)]


def gaps(*objectives: str, weights: Weights | None = None, fractional: bool = False) -> pd.DataFrame:
    return objective_gaps(filtered(*stating(*objectives)), weights or Weights(), fractional)


def test_what_is_not_in_local_hands_does_not_lead() -> None:
    found = gaps("1")
    assert found["code"].tolist() == ["2", "1", "3"]
    assert found["rank"].tolist()[:2] == [1, 2] and pd.isna(found["rank"][2])
    assert gaps("1", weights=Weights(1, 1, 1))["code"].tolist() == ["2", "3", "1"]


def test_shares_of_weights_and_of_pledges() -> None:
    found = gaps("1", "1", "2", "3").set_index("code")
    assert found["weight_share"].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert found.loc["1", ["pledge_share", "ratio"]].tolist() == pytest.approx([1 / 2, (1 / 2) / (2 / 3)])
    assert pd.isna(found.loc["3", "ratio"]), "nothing is expected of it"


def test_the_ratio_is_one_everywhere_when_pledges_follow_weights() -> None:
    assert gaps("1", "1", "2")["ratio"].dropna().tolist() == pytest.approx([1, 1])


def test_a_pledge_with_two_objectives_counts_in_each_or_is_shared() -> None:
    assert gaps("1;2").set_index("code")["pledges"].to_dict() == {"1": 1, "2": 1, "3": 0}
    assert gaps("1;2", fractional=True).set_index("code")["pledges"].to_dict() == {"1": 0.5, "2": 0.5, "3": 0}


def test_pledges_without_an_objective_are_in_no_share() -> None:
    found = objective_gaps(filtered(*stating("1"), pledge("silent", "tyre")), Weights()).set_index("code")
    assert found.loc["1", "pledge_share"] == 1


def test_the_range_of_a_rank_covers_other_weights() -> None:
    found = gaps("1;2").set_index("code")
    # With equal weights the objective that nobody pledged on leads, low competence or not.
    assert found.loc["1", ["rank", "best", "worst"]].tolist() == [1, 1, 2]
    assert (found["best"].dropna() <= found["rank"].dropna()).all()


@pytest.mark.parametrize("weights", [Weights(0, 0, 0), Weights(0, 0, 1)])
def test_weights_of_zero_leave_no_rank(weights: Weights) -> None:
    assert int(gaps("1", weights=weights)["rank"].notna().sum()) == (1 if weights.low else 0)


def test_no_objective_is_ranked_where_no_pledge_states_one() -> None:
    assert objective_gaps(filtered(pledge("a", "nairobi")), Weights())["rank"].isna().all()
