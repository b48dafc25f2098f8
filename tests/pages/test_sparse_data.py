"""Data that are valid and nearly empty: headings alone, nothing but zeros, no figure at all, one pledge."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.dataset.descriptor import Field, shipped_resources
from pages.shell.menu import entries
from tests.csv_rows import read_rows, write_rows
from tests.pages import folders

pytestmark = pytest.mark.slow

OpenOn = Callable[..., AppTest]
TABLES = {each.name: each for each in shipped_resources()}
NEEDED = ("pledges", "cities", "countries", "taxonomy", "region_schemes")
"""Tables whose rows the first pledge needs."""
KEPT = ("name", "kind", "iso3", "un_member", "lat", "lon", "point_note")


def headings_alone(folder: Path) -> None:
    """Every table but those that a pledge refers to."""
    for name, table in TABLES.items():
        if name not in NEEDED:
            no_rows(folder / table.path)


def nothing_but_zeros(folder: Path) -> None:
    fill(folder, TABLES, "0", may_be_zero)
    fill(folder, ("published_figures",), "0", lambda field: field.name == "value")


def may_be_zero(field: Field) -> bool:
    return field.kind in ("integer", "number") and (field.minimum or 0) <= 0 and field.name not in KEPT


def no_figures(folder: Path) -> None:
    fill(folder, TABLES, "", lambda field: field.kind in ("integer", "number", "year") and field.name not in KEPT)


def nothing_that_may_be_empty(folder: Path) -> None:
    headings_alone(folder)
    fill(folder, ("pledges", "cities", "countries"), "", lambda field: field.name not in KEPT)


def one_pledge(folder: Path) -> None:
    nothing_that_may_be_empty(folder)
    write_rows(folder / "pledges.csv", read_rows(folder / "pledges.csv")[:1])


def one_pledge_of_a_network(folder: Path) -> None:
    headings_alone(folder)
    network = next(row for row in read_rows(folder / "cities.csv") if row["kind"] == "network")
    write_rows(folder / "cities.csv", [{**network, "iso3": "", "lat": "", "lon": ""}])
    pledge = read_rows(folder / "pledges.csv")[0]
    write_rows(folder / "pledges.csv", [{**pledge, "government_ids": network["city_id"]}])
    no_rows(folder / "countries.csv")


def no_rows(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")


def fill(folder: Path, names: Iterable[str], value: str, is_meant: Callable[[Field], bool]) -> None:
    """Puts a value into every cell that may be empty, of the columns that are meant."""
    for name in names:
        table = TABLES[name]
        free = {
            each.name: value
            for each in table.fields
            if is_meant(each) and each.name not in table.primary_key and not (each.required and value == "")
        }
        folders.rewrite(folder / table.path, lambda _, row, free=free: {**row, **free})


SPARSE = [
    headings_alone,
    nothing_but_zeros,
    no_figures,
    nothing_that_may_be_empty,
    one_pledge,
    one_pledge_of_a_network,
]
LINKS: list[dict[str, str]] = [
    {},
    {"theme": "not_stated", "stated": "yes"},
    {"region": "Africa", "need": "migrants", "measure": "population_share"},
]


@pytest.mark.parametrize("spoil", SPARSE)
def test_every_page_opens(opened_on: OpenOn, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    folder = folders.copy(tmp_path / "data")
    spoil(folder)
    for page in entries():
        for link in LINKS:
            app = opened_on(folder, page, **link)
            assert not app.exception, (page, link)
            assert app.title[0].value != "The data can't be shown yet", app.dataframe[0].value.to_string()


def test_stated_tags_of_pledges_without_a_theme(opened_on: OpenOn) -> None:
    """Two clicks lead here: every theme of the data is our reading, so none is stated."""
    for page in entries():
        assert not opened_on(folders.DATA, page, theme="not_stated", stated="yes").exception, page
