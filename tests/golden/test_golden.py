"""Result tables of `tests/sample`, as files that anyone can open, check and review: see `--rewrite-golden`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from analytics.dataset import Folder, load_dataset
from analytics.exhibits.places.menus import map_measures
from analytics.exhibits.pledges.tables import pledge_rows
from analytics.facets import Facets
from analytics.measures.coverage import MEASURES, Counting, coverage_matrix
from analytics.measures.headlines import headlines
from analytics.measures.places import country_values, unplaced
from analytics.measures.timeline import pledges_by
from analytics.selection import FilteredData, Selection, filter_data
from tests.region_table import coverage_by_region

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "sample"
EVERYTHING = Selection()


@dataclass(frozen=True)
class Golden:
    """A table worth reviewing by eye, and how it is made."""

    table: Callable[[FilteredData], pd.DataFrame]
    chosen: Selection = EVERYTHING


def every_measure(filtered: FilteredData, themes: str) -> pd.DataFrame:
    """The matrices of all measures side by side, with `parts` of pledges and the margins of their sums."""
    columns = {
        measure: coverage_matrix(filtered, Counting(themes, measure)).set_index(["region", "code"])["value"]
        for measure in MEASURES
    }
    parts = coverage_matrix(filtered, Counting(themes, fractional=True)).set_index(["region", "code"])["value"]
    table = pd.DataFrame({"parts": parts, **columns}).reindex(parts.index)
    return table.query("parts > 0 or pledges > 0 or code == 'total'").reset_index()


def every_state(filtered: FilteredData) -> pd.DataFrame:
    """Every country's value and state for each measure of the map."""
    tables = {measure: country_values(filtered, measure).set_index("iso3") for measure in map_measures()}
    columns = {f"{measure}_{part}": table[part] for measure, table in tables.items() for part in ("value", "state")}
    return pd.DataFrame(columns).rename_axis("iso3").reset_index()


GOLDEN = {
    "headlines": Golden(headlines),
    "matrix-theme": Golden(partial(every_measure, themes="theme")),
    "matrix-gcm-stated": Golden(partial(every_measure, themes="gcm"), Selection(stated=True)),
    "matrix-theme-africa": Golden(partial(every_measure, themes="theme"), Selection(region=("Africa",))),
    "matrix-round-table-sections": Golden(
        partial(every_measure, themes="round_table"), Selection(regions_by="uclg_section")
    ),
    "matrix-gcr-area-lebanon": Golden(partial(every_measure, themes="gcr_area"), Selection(country=("LBN",))),
    "regions-subregions": Golden(coverage_by_region, Selection(regions_by="m49_subregion")),
    "regions-all-areas": Golden(partial(coverage_by_region, universe="all_areas")),
    "countries": Golden(every_state),
    "pledges": Golden(pledge_rows),
    "pledges-search": Golden(pledge_rows, Selection(search="SCRIPT not")),
    "years": Golden(partial(pledges_by, name="year_announced")),
    "forums": Golden(partial(pledges_by, name="forum")),
    "unplaced": Golden(unplaced),
}


@pytest.fixture(scope="module")
def sample() -> Facets:
    return Facets(load_dataset(Folder(SAMPLE)))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_table_is_as_reviewed(sample: Facets, name: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN[name]
    found = golden.table(filter_data(sample, golden.chosen)).to_csv(
        index=False, float_format="%.6g", lineterminator="\n"
    )
    path = HERE / f"{name}.csv"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


ELSEWHERE = {"deck_links", "exhibits"}
"""Files that tests of `tests/exhibits` keep here."""


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.csv")} == {*GOLDEN, *ELSEWHERE}
