"""Need, its shares and the representation ratio, against SQL over the files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analytics.facets import Facets
from analytics.measures.gaps import COUNTED, Comparison, gaps_by_country, gaps_by_region
from analytics.measures.need import NEEDS
from analytics.selection import narrow
from tests.oracle.cases import CASES, Case, under

COMPARISONS = [Comparison(n, c) for n in NEEDS for c in COUNTED]
GAPS = (Path(__file__).parent / "gaps.sql").read_text(encoding="utf-8")
COLUMNS = ["place", "people", "pledges", "need_share", "pledge_share", "ratio"]
SOME = ("everything", "region and theme", "one country of a joint pledge", "networks only", "nothing")

Ask = Callable[..., pd.DataFrame]


def asked(ask: Ask, case: Case, comparison: Comparison) -> pd.DataFrame:
    return ask(GAPS, case, need=comparison.need.kind, idps=comparison.need.idps, counted=comparison.counted)


@pytest.mark.parametrize("comparison", COMPARISONS, ids=str)
@pytest.mark.parametrize("name", SOME)
def test_every_country(ask: Ask, facets: Facets, name: str, comparison: Comparison) -> None:
    expected = asked(ask, CASES[name], comparison)[COLUMNS].reset_index(drop=True)
    found = gaps_by_country(narrow(facets, CASES[name].chosen), comparison)
    found = found.loc[found["state"] != "outside", COLUMNS].reset_index(drop=True)
    assert_frame_equal(found, expected, check_dtype=False)


@pytest.mark.parametrize("need", COMPARISONS[::3], ids=str)
@pytest.mark.parametrize("scheme", ["m49_region", "wb_income_group", "unhcr_region"])
def test_people_of_every_region(ask: Ask, facets: Facets, scheme: str, need: Comparison) -> None:
    case = under(CASES["everything"], scheme)
    expected = asked(ask, case, need).dropna(subset="region").groupby("region")["people"].sum(min_count=1)
    found = gaps_by_region(narrow(facets, case.chosen), need).set_index("place")["people"]
    assert found.to_dict() == expected.reindex(found.index).to_dict()


def test_the_world_totals_of_the_sources(facets: Facets) -> None:
    """Stated by UNHCR for the end of 2025: refugees, asylum-seekers and others in need; and UNRWA's for Palestine."""
    found = gaps_by_country(narrow(facets, CASES["everything"].chosen), Comparison())
    assert found["people"].sum() == 28_461_306 + 8_998_097 + 7_177_473 + 2_484_580
