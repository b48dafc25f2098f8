"""What holds for every dataset, found by trying to break it."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from analytics.measures.coverage import (
    MARGINS,
    MEASURES,
    SUM_OF_FRACTIONS,
    TOTAL,
    Counting,
    coverage_matrix,
)
from analytics.measures.headlines import headlines
from analytics.selection import Selection
from tests.tiny import CITIES, COUNTRIES, TERMS, THEME_SCHEMES, Row, filtered, pledge

pytestmark = pytest.mark.slow

BODIES = tuple(str(each["city_id"]) for each in CITIES)
RENAMED = {"housing": "shelter", "health": "care", "education": "school"}


def some(codes: tuple[str, ...], least: int = 0) -> st.SearchStrategy[str | None]:
    """A cell with some of the codes, in any order, perhaps repeated."""
    return st.lists(st.sampled_from(codes), min_size=least, max_size=4).map(lambda own: ";".join(own) or None)


one_pledge = st.fixed_dictionaries(
    {
        "governments": some(BODIES, least=1),
        "themes": some(TERMS["theme"], least=1),
        "gcm_objectives": some(TERMS["gcm"]),
        "year_announced": st.sampled_from([None, "2021", "2023"]),
        "theme_basis": st.sampled_from(["classified", "form"]),
    }
)
several = st.lists(one_pledge, min_size=1, max_size=5)
countings = st.builds(
    Counting, st.sampled_from(THEME_SCHEMES), st.sampled_from(MEASURES), st.booleans(), st.just("un_members")
)
choices = st.builds(
    Selection,
    region=st.sampled_from([(), ("Africa",), ("Asia", "network")]),
    country=st.sampled_from([(), ("KEN",), ("LBN", "FJI")]),
    theme=st.sampled_from([(), ("housing",), ("health", "education")]),
    kind=st.sampled_from([(), ("city",), ("network",)]),
    stated=st.booleans(),
)


def rows(drawn: list[dict[str, str]]) -> list[Row]:
    return [
        pledge(
            f"p{n}",
            *each["governments"].split(";"),
            gcm_basis="form",
            **{k: v for k, v in each.items() if k != "governments"},
        )
        for n, each in enumerate(drawn)
    ]


def cells(matrix: pd.DataFrame) -> pd.DataFrame:
    return matrix.sort_values(["region", "code"], ignore_index=True)


@given(several, countings, choices, st.randoms())
def test_the_order_of_rows_and_the_repetition_of_codes_do_not_matter(drawn, counting, chosen, random) -> None:
    expected = coverage_matrix(filtered(*rows(drawn), chosen=chosen), counting)
    shuffled = rows(drawn)
    random.shuffle(shuffled)
    for each in shuffled:
        for column in ("themes", "government_ids"):
            each[column] = ";".join(reversed((f"{each[column]};{each[column]}").split(";")))
    cities, countries = list(CITIES), list(COUNTRIES)
    random.shuffle(cities)
    random.shuffle(countries)
    found = coverage_matrix(
        filtered(*shuffled, cities=tuple(cities), countries=tuple(countries), chosen=chosen), counting
    )
    assert_frame_equal(found, expected)


@given(several, countings)
def test_what_a_code_is_called_does_not_matter(drawn, counting) -> None:
    expected = coverage_matrix(filtered(*rows(drawn)), replace(counting, themes="theme"))
    renamed = [
        {**each, "themes": ";".join(RENAMED[code] for code in str(each["themes"]).split(";"))} for each in rows(drawn)
    ]
    terms = {**TERMS, "theme": tuple(RENAMED[code] for code in TERMS["theme"])}
    found = coverage_matrix(filtered(*renamed, terms=terms), replace(counting, themes="theme"))
    assert_frame_equal(found, expected.assign(code=expected["code"].replace(RENAMED)))


@given(several, one_pledge, countings, choices)
def test_one_more_pledge_never_lowers_coverage(drawn, added, counting, chosen) -> None:
    before = coverage_matrix(filtered(*rows(drawn), chosen=chosen), counting).set_index(["region", "code"])["value"]
    after = coverage_matrix(filtered(*rows([*drawn, added]), chosen=chosen), counting)
    after = after.set_index(["region", "code"])["value"].reindex(before.index)
    assert (after.isna() == before.isna()).all()
    assert (after.fillna(0) >= before.fillna(0) - 1e-6).all()


@given(several, st.sampled_from(THEME_SCHEMES), choices)
def test_parts_add_up_to_their_margins_and_whole_counts_stay_beside_them(drawn, themes, chosen) -> None:
    found = filtered(*rows(drawn), chosen=chosen)
    table = coverage_matrix(found, Counting(themes, fractional=True)).pivot(
        index="region", columns="code", values="value"
    )
    whole = coverage_matrix(found, Counting(themes)).pivot(index="region", columns="code", values="value")
    inner = table.drop(index=[*MARGINS], columns=[*MARGINS])
    np.testing.assert_allclose(inner.sum(axis=1), table[SUM_OF_FRACTIONS].drop([*MARGINS]), atol=1e-5)
    np.testing.assert_allclose(inner.sum(axis=0), table.loc[SUM_OF_FRACTIONS].drop([*MARGINS]).fillna(0), atol=1e-5)
    np.testing.assert_allclose(
        inner.to_numpy()[~inner.isna()].sum(), table.loc[SUM_OF_FRACTIONS, SUM_OF_FRACTIONS], atol=1e-5
    )
    assert_series_equal(table[TOTAL].drop(SUM_OF_FRACTIONS), whole[TOTAL])
    assert_series_equal(table.loc[TOTAL].drop(SUM_OF_FRACTIONS), whole.loc[TOTAL])
    assert table.loc[SUM_OF_FRACTIONS, SUM_OF_FRACTIONS] <= found.count() + 1e-5
    if replace(chosen, stated=False).is_everything():
        np.testing.assert_allclose(table.loc[SUM_OF_FRACTIONS, SUM_OF_FRACTIONS], found.count(), atol=1e-5)


@given(several, countings, choices)
def test_no_row_is_outside_the_selection_and_every_state_fits_its_number(drawn, counting, chosen) -> None:
    found = filtered(*rows(drawn), chosen=chosen)
    matrix = coverage_matrix(found, counting)
    inside = set(found.selected_countries()["m49_region"]) | {"network", "unplaced", *MARGINS}
    assert set(matrix["region"]) <= inside
    assert matrix["value"].isna().equals(matrix["state"].isin(["no_data", "not_applicable"]))
    assert matrix["value"].gt(0).equals(matrix["state"] == "value")


@given(several, countings, choices)
def test_narrowing_never_raises_a_count(drawn, counting, chosen) -> None:
    if counting.measure not in ("pledges", "governments", "countries"):
        counting = replace(counting, measure="pledges")
    whole = filtered(*rows(drawn), chosen=Selection(stated=chosen.stated))
    part = filtered(*rows(drawn), chosen=chosen)
    all_cells = coverage_matrix(whole, counting).set_index(["region", "code"])["value"]
    own = coverage_matrix(part, counting).set_index(["region", "code"])["value"].dropna()
    # A row that stands in the part alone (networks chosen where there are none) is a row of zeros.
    assert (own <= all_cells.reindex(own.index).fillna(0) + 1e-6).all()
    assert (headlines(part)["value"] <= headlines(whole)["value"]).all()


@given(several, countings, choices)
def test_a_margin_is_never_less_than_its_cells_nor_more_than_their_sum(drawn, counting, chosen) -> None:
    chosen, counting = replace(chosen, theme=()), replace(counting, fractional=False)
    matrix = coverage_matrix(filtered(*rows(drawn), chosen=chosen), counting)
    table = matrix.pivot(index="region", columns="code", values="value")
    inner = table.drop(columns=TOTAL)
    assert (inner.max(axis=1).fillna(0) <= table[TOTAL].fillna(0) + 1e-9).all()
    assert (table[TOTAL].fillna(0) <= inner.sum(axis=1) + 1e-9).all()
