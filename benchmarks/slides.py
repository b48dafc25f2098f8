"""Decks and workbooks: how long they take and how large they are, against blank slides from the same library."""

import io
import time
from collections.abc import Callable

from pptx import Presentation

from analytics.dataset import chosen_source, load_dataset
from analytics.exhibits.catalogue import remake
from analytics.exhibits.exhibit import Recipe
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.workbook import workbook_bytes
from analytics.facets import Facets
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.slide import Slide
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData, Selection, filter_data
from benchmarks.report import judged, kilobytes, markdown_table, milliseconds, ratio

ADDRESS = "http://localhost:8501/deck"
FORUM = "IMRF-2026"
PACK, PACK_GOAL = 12, 3000
"""Slides of a pack, and milliseconds that it may take."""

DECK = 30
RECIPES = (
    Recipe("map"),
    Recipe("matrix"),
    Recipe("matrix", (("themes", "gcm"),)),
    Recipe("regions", (("measure", "member_share"),)),
    Recipe("codes"),
    Recipe("objectives"),
    Recipe("years"),
    Recipe("need_pledges", (("places", "country"),)),
    Recipe("ranking", (("places", "country"),)),
    Recipe("progress"),
)
"""Every kind of slide; a deck of thirty holds each three times."""


def section(quick: bool) -> str:
    """The table of times and sizes."""
    facets = Facets(load_dataset(chosen_source()))
    everything = filter_data(facets, Selection())
    rounds = 2 if quick else 7
    rows = [
        _row(f"pack, its first {PACK} slides", lambda: pptx_bytes(_pack(facets)[:PACK]), PACK, rounds, PACK_GOAL),
        _row("pack, all slides", lambda: pptx_bytes(_pack(facets)), len(_pack(facets)), rounds),
        _row(f"deck of {DECK} figures", lambda: pptx_bytes(_deck(everything)), DECK, rounds),
        _row("one slide with the map", lambda: pptx_bytes([_slide(everything, RECIPES[0])]), 1, rounds),
        _row("workbook of all tables", lambda: workbook_bytes(selection_sheets(everything), ["All"]), 1, rounds),
    ]
    return "\n\n".join(
        [
            f"## Slides and workbooks (goal: {PACK} slides in {PACK_GOAL / 1000:g} s)",
            f"All {everything.count()} pledges, figures made anew each time, against as many blank slides of"
            " python-pptx. The first map of a process also reads the outlines of countries.",
            markdown_table(["file", "first, ms", "then, ms", "to blank slides", "kB"], rows),
        ]
    )


def _row(name: str, make: Callable[[], bytes], slides: int, rounds: int, goal: float = float("inf")) -> list[str]:
    first = _seconds(make)
    ours, blank = [], []
    for _round in range(rounds):
        ours.append(_seconds(make))
        blank.append(_seconds(lambda: _blank(slides)))
    return [
        name,
        milliseconds([first]),
        judged(float(milliseconds(ours)), goal, ""),
        f"{ratio(ours, blank):.1f}x",
        kilobytes(len(make())),
    ]


def _pack(facets: Facets) -> list[Slide]:
    scope = pack_scope(filter_data(facets, Selection()), FORUM)
    return pack(filter_data(facets, scope.selection), scope, ADDRESS)


def _deck(filtered: FilteredData) -> list[Slide]:
    return [_slide(filtered, recipe) for recipe in RECIPES] * (DECK // len(RECIPES))


def _slide(filtered: FilteredData, recipe: Recipe) -> Slide:
    return exhibit_slide(remake(filtered, recipe), filtered, ADDRESS)


def _blank(slides: int) -> bytes:
    presentation = Presentation()
    for _slide in range(slides):
        presentation.slides.add_slide(presentation.slide_layouts[5])
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
