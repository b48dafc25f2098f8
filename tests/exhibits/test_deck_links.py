"""Decks that readers have in their links still open, slide by slide, with their titles and tables.

`tests/golden/deck_links.csv` holds what stood after `deck=` in ten links of 28 November 2026, never to be written anew,
and what was in them: the kinds of the slides, their titles, the rows of their tables and how many slides the page would
call changed. All but the link is made anew by `--rewrite-golden`, for when the data change.
"""

from pathlib import Path

import pytest

from analytics.exhibits.catalogue import kinds, remake
from analytics.facets import Facets
from analytics.links import read_link
from analytics.packs.deck_links import numbers_mark, read, written
from analytics.selection import filter_data
from tests.csv_rows import Row, read_rows, write_rows

KEPT = Path(__file__).parents[1] / "golden" / "deck_links.csv"
BETWEEN = " | "
LATER = {"funding", "gap_strip", "ready", "since", "exchange", "exchange_links", "peers", "peer_map"}
"""Kinds that came after the links were kept."""


def opened(facets: Facets, link: str) -> Row:
    """What a reader finds in a deck, made as the page of the deck makes it."""
    slides, titles, rows, changed = [], [], [], 0
    for slide in read(link):
        chosen, ignored = read_link(slide.link(), facets)
        assert not ignored, f"a slide names what is not in the data: {ignored}"
        exhibit = remake(filter_data(facets, chosen), slide.recipe)
        slides.append(slide.recipe.kind)
        titles.append(slide.title or exhibit.finding)
        rows.append(str(len(exhibit.table)))
        changed += numbers_mark(exhibit) != slide.numbers
    return {
        "link": link,
        "slides": BETWEEN.join(slides),
        "titles": BETWEEN.join(titles),
        "rows": BETWEEN.join(rows),
        "changed": str(changed),
    }


@pytest.fixture(scope="module")
def now(facets: Facets, request: pytest.FixtureRequest) -> list[Row]:
    """The decks of the file as they are today."""
    found = [opened(facets, each["link"]) for each in read_rows(KEPT)]
    if request.config.getoption("--rewrite-golden"):
        write_rows(KEPT, found)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("place", range(10))
def test_a_deck_opens_as_it_was(now: list[Row], place: int) -> None:
    assert now[place] == read_rows(KEPT)[place]


def test_the_decks_hold_every_kind_of_figure() -> None:
    decks = read_rows(KEPT)
    assert len(decks) == 10
    assert {kind for deck in decks for kind in deck["slides"].split(BETWEEN)} == set(kinds()) - LATER


def test_a_deck_of_the_first_version_is_written_in_the_new_form() -> None:
    for deck in read_rows(KEPT):
        slides = read(deck["link"])
        assert written(slides) != deck["link"]
        assert read(written(slides)) == slides
