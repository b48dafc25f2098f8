"""Packs, handouts, decks and workbooks: how long they take and how large they are, one by one and twenty at once."""

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pptx import Presentation

from analytics.dataset import chosen_source, load_dataset
from analytics.exhibits.catalogue import remake
from analytics.exhibits.exhibit import Recipe
from analytics.exports.documents.paper import paper_docx
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.office import office_path
from analytics.exports.slide_pictures import slides_pdf
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.workbook import workbook_bytes
from analytics.facets import Facets
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.handout import handout
from analytics.packs.page import Paper
from analytics.packs.slide import Slide
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData, Selection, filter_data
from benchmarks.report import judged, kilobytes, markdown_table, milliseconds, ratio

ADDRESS = "http://localhost:8501/deck"
FORUM = "IMRF-2026"
PACK_GOAL, HANDOUT_GOAL = 2000, 5000
"""Milliseconds that each may take."""

AT_ONCE = 20
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
    slides = len(_pack(facets))
    rows = [
        _row("pack", lambda: pptx_bytes(_pack(facets)), slides, rounds, PACK_GOAL),
        _row(f"deck of {DECK} figures", lambda: pptx_bytes(_deck(everything)), DECK, rounds),
        _row("one slide with the map", lambda: pptx_bytes([_slide(everything, RECIPES[0])]), 1, rounds),
        _row("workbook of all tables", lambda: workbook_bytes(selection_sheets(everything), ["All"]), 1, rounds),
    ]
    return "\n\n".join(
        [
            f"## Packs, handouts and workbooks (goal: a pack in {PACK_GOAL / 1000:g} s, a handout in"
            f" {HANDOUT_GOAL / 1000:g} s)",
            f"All {everything.count()} pledges, figures made anew each time, against as many blank slides of"
            " python-pptx. The first map of a process also reads the outlines of countries.",
            markdown_table(["file", "first, ms", "then, ms", "to blank slides", "kB"], rows),
            f"The same by {AT_ONCE} readers at once, each with a file of their own; the handout has its two figures,"
            " drawn by one browser. *Ratio* is to one reader.",
            markdown_table(
                ["file", "1 reader, ms", f"{AT_ONCE} at once, ms", "ratio", "errors", "kB"], _together(facets, rounds)
            ),
        ]
    )


def _together(facets: Facets, rounds: int) -> list[list[str]]:
    """Each file by one reader and by many at once."""
    files = {
        "pack": (lambda: pptx_bytes(_pack(facets)), PACK_GOAL),
        "handout as DOCX": (lambda: paper_docx(_handout(facets)), HANDOUT_GOAL),
        "handout as PDF": (lambda: paper_pdf(_handout(facets)), HANDOUT_GOAL),
    }
    if office_path():
        files["pack as PDF, by LibreOffice"] = (lambda: slides_pdf(_pack(facets), None), float("inf"))
    rows = []
    for name, (make, goal) in files.items():
        size, alone = len(make()), [_seconds(make) for _round in range(rounds)]
        many = 1 if name.endswith("LibreOffice") else AT_ONCE  # LibreOffice makes one file after the other.
        started = time.perf_counter()
        with ThreadPoolExecutor(many) as readers:
            failed = sum(each.exception() is not None for each in [readers.submit(make) for _reader in range(many)])
        together = [time.perf_counter() - started]
        shown = [milliseconds(together), f"{ratio(together, alone):.1f}x", str(failed)] if many > 1 else ["", "", ""]
        rows.append([name, judged(float(milliseconds(alone)), goal, ""), *shown, kilobytes(size)])
    return rows


def _handout(facets: Facets) -> Paper:
    scope = pack_scope(filter_data(facets, Selection()), FORUM)
    return handout(filter_data(facets, scope.selection), scope, ADDRESS)


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
