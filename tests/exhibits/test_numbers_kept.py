"""No number of a figure changes unnoticed: a mark of its table for many links and options, made again.

`tests/golden/exhibits.csv` holds a link, an exhibit (its kind and options, by their place or as `name=code`), the rows
of its table and a mark of it: the start of the SHA-256 of its CSV, numbers rounded to nine digits. `--rewrite-golden`
makes rows and marks anew for the links and exhibits that stand there; add a line with the first two to have another one
kept.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from analytics.exhibits.catalogue import kinds, remake
from analytics.exhibits.exhibit import Recipe
from analytics.facets import Facets
from analytics.links import read_link
from analytics.packs.deck_links import first_version_recipe
from analytics.selection import FilteredData, filter_data
from tests.csv_rows import Row, read_rows, write_rows

KEPT = Path(__file__).parents[1] / "golden" / "exhibits.csv"
BETWEEN = "|"
"""Stands between the kind of an exhibit and each of its options."""


def mark(table: pd.DataFrame) -> str:
    text = table.to_csv(index=False, float_format="%.9g", lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def made(facets: Facets, lines: list[Row]) -> Iterator[Row]:
    """The lines as today's code makes them."""

    @cache
    def tables(link: str) -> FilteredData:
        chosen, ignored = read_link(parse_qs(link), facets)
        assert not ignored, f"{link} names what is not in the data: {ignored}"
        return filter_data(facets, chosen)

    for line in lines:
        kind, *options = line["exhibit"].split(BETWEEN)
        named = tuple((name, code) for each in options for name, is_named, code in [each.partition("=")] if is_named)
        recipe = Recipe(kind, named) if named else first_version_recipe(kind, options)
        table = remake(tables(line["link"]), recipe).table
        yield {**line, "rows": str(len(table)), "sha256": mark(table)}


@pytest.mark.slow
def test_every_table_is_the_one_that_was_kept(facets: Facets, request: pytest.FixtureRequest) -> None:
    before = read_rows(KEPT)
    now = list(made(facets, before))
    if request.config.getoption("--rewrite-golden"):
        write_rows(KEPT, now)
    changed = [
        f"{one['exhibit']} under {one['link'] or 'no filter'}: {one['rows']} rows, now {other['rows']}"
        for one, other in zip(before, now, strict=True)
        if one != other
    ]
    assert read_rows(KEPT) == now, "\n".join([f"{len(changed)} of {len(now)} tables are not as they were:", *changed])


def test_every_kind_of_figure_is_kept_under_several_links() -> None:
    pairs = {(each["exhibit"].split(BETWEEN)[0], each["link"]) for each in read_rows(KEPT)}
    links = Counter(kind for kind, _link in pairs)
    assert set(links) == set(kinds())
    assert min(links.values()) >= 4, links
