"""The coverage matrix, cell by cell, against SQL over the files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analytics.facets import Facets
from analytics.measures.coverage import (
    COUNTS,
    SHARES,
    SUM_OF_FRACTIONS,
    TOTAL,
    Counting,
    coverage_matrix,
)
from analytics.selection import filter_data
from tests.oracle.cases import CASES, Case, each_case, under
from tests.region_table import coverage_by_region
from tests.tiny import THEME_SCHEMES

MATRIX = (Path(__file__).parent / "matrix.sql").read_text(encoding="utf-8")
SCHEMES = {"theme": ("m49_region", "uclg_section"), "gcm": ("m49_region", "unhcr_region")}
ONE_MORE = ("wb_income_group",)
ANSWERS: dict[tuple[Case, str, str], pd.DataFrame] = {}
IN_SQL = {"un_members": "is_member", "all_areas": "true"}


def asked(ask: Callable[..., pd.DataFrame], case: Case, themes: str, universe: str) -> pd.DataFrame:
    """Every measure as SQL has it, by region and code; asked once."""
    key = (case, themes, universe)
    if key not in ANSWERS:
        ANSWERS[key] = _asked(ask, case, themes, universe)
    return ANSWERS[key].copy()


def _asked(ask: Callable[..., pd.DataFrame], case: Case, themes: str, universe: str) -> pd.DataFrame:
    codes = case.codes if case.codes_scheme == themes else "true"
    answer = ask(MATRIX, case, themes=themes, universe=IN_SQL[universe], codes=codes)
    answer = answer.set_index(["region", "code"]).sort_index()
    of_nothing = [name for name in answer if name != "countable" and not name.endswith("_of")]
    answer.loc[~answer.pop("countable").astype(bool), of_nothing] = float("nan")
    return answer.astype(float)


def computed(facets: Facets, case: Case, themes: str, universe: str) -> pd.DataFrame:
    """The same as the dashboard has it."""
    filtered = filter_data(facets, case.chosen)
    columns = {}
    for measure in (*COUNTS, *SHARES):
        matrix = coverage_matrix(filtered, Counting(themes, measure, universe=universe)).set_index(["region", "code"])
        columns[measure] = matrix["value"]
        if measure in SHARES:
            columns[measure.replace("_share", "_of")] = matrix["of"]
        else:
            assert matrix["of"].isna().all()
    return pd.DataFrame(columns).sort_index().astype(float)


EVERY_MATRIX = [
    pytest.param(under(case, scheme), themes, id=f"{name}, {themes} by {scheme}")
    for name, case in CASES.items()
    for themes in THEME_SCHEMES
    for scheme in ((case.chosen.regions_by,) if case.chosen.region else SCHEMES.get(themes, ONE_MORE))
]


@pytest.mark.parametrize(("case", "themes"), EVERY_MATRIX)
def test_every_cell_and_margin(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case, themes: str) -> None:
    universe = "all_areas" if themes == "gcm" else "un_members"
    expected = asked(ask, case, themes, universe).drop(columns="parts")
    found = computed(facets, case, themes, universe)[list(expected)]
    assert_frame_equal(found, expected, check_index_type=False, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("case", "themes"), EVERY_MATRIX)
def test_parts_their_sums_and_the_whole_counts_beside_them(
    ask: Callable[..., pd.DataFrame], facets: Facets, case: Case, themes: str
) -> None:
    answer = asked(ask, case, themes, "un_members")
    cells, whole = answer["parts"].unstack(), answer["pledges"].unstack()
    expected = cells.drop(index=TOTAL, columns=TOTAL)
    rows, columns = expected.index, expected.columns
    expected.loc[SUM_OF_FRACTIONS] = expected.sum().where(whole.loc[TOTAL, columns].notna())
    expected[SUM_OF_FRACTIONS] = expected.sum(axis=1)
    expected.loc[TOTAL, columns], expected.loc[rows, TOTAL] = whole.loc[TOTAL, columns], whole.loc[rows, TOTAL]
    expected.loc[TOTAL, TOTAL] = whole.loc[TOTAL, TOTAL]
    found = coverage_matrix(filter_data(facets, case.chosen), Counting(themes, fractional=True))
    found = found.pivot(index="region", columns="code", values="value")
    assert_frame_equal(found, expected.loc[found.index, found.columns], check_names=False, rtol=1e-6, atol=1e-6)
    assert found.shape == expected.shape


@each_case
@pytest.mark.parametrize("universe", IN_SQL)
def test_the_table_of_regions(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case, universe: str) -> None:
    expected = asked(ask, case, "theme", universe).xs("total", level="code").drop(columns="parts")
    regions = (
        coverage_by_region(filter_data(facets, case.chosen), universe).set_index("region").sort_index().astype(float)
    )
    assert_frame_equal(regions[list(expected)], expected, check_index_type=False)
