"""Images made on the server: the first one, those that follow, twenty at once; against a browser for each image."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from typing import Any

from analytics.dataset import chosen_source, load_dataset
from analytics.exhibits.coverage.figures import region_bars
from analytics.exhibits.places.figures import pledge_map
from analytics.exports.images import BROWSER, browser_path, image_bytes, pdf_of
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.renderers.image.figure import image_figure
from analytics.selection import Selection, filter_data
from benchmarks.report import judged, kilobytes, markdown_table, milliseconds, ratio

KINDS = ("png", "svg", "pdf")
READERS = 20
PAGES = 12
WARM_GOAL = 500
"""Milliseconds for an image once the browser runs."""


def section(quick: bool) -> str:
    """The tables of times."""
    if browser_path() is None:
        return "## Images\n\nNot measured: no Chromium or Chrome on this machine."
    figures, rounds = _figures(), 2 if quick else 7
    first, rows = [], []
    for name, figure in figures.items():
        for kind in KINDS:
            warm = []
            for _round in range(rounds):
                # Alternating, so that both meet the same moments of a busy machine.
                BROWSER.close()
                first.append(_seconds(lambda drawn=figure, made=kind: image_bytes(drawn, made)))
                image_bytes(figure, kind)
                warm.append(_seconds(lambda drawn=figure, made=kind: image_bytes(drawn, made)))
            fresh = first[-rounds:]
            rows.append(
                [
                    f"{name}, {kind.upper()}",
                    _whole(fresh),
                    judged(float(milliseconds(warm)), WARM_GOAL, ""),
                    f"{ratio(warm, fresh):.2f}x",
                    kilobytes(len(image_bytes(figure, kind))),
                ]
            )
    asked = list(islice(cycle((figure, kind) for figure in figures.values() for kind in KINDS), READERS))
    together = [_seconds(lambda: _at_once(asked)) for _round in range(rounds)]
    page = image_bytes(figures["map"], "png")
    bound = [_seconds(lambda: pdf_of([page] * PAGES)) for _round in range(rounds)]
    BROWSER.close()
    return "\n\n".join(
        [
            f"## Images (goal: {WARM_GOAL} ms once warm)",
            f"Drawn by one Chromium that stays open; the first image waits for its start. {READERS} images asked for at"
            f" once, of every kind: all there after {_whole(together)} s. {PAGES} PNG images bound into a PDF:"
            f" {_whole(bound)} s, {kilobytes(len(pdf_of([page] * PAGES)))} kB.",
            markdown_table(["image", "first, s", "warm, ms", "warm to first", "kB"], rows),
        ]
    )


def _figures() -> dict[str, dict[str, Any]]:
    filtered = filter_data(Facets(load_dataset(chosen_source())), Selection())
    exhibits = {
        "map": pledge_map(filtered, measure="pledges", universe="un_members"),
        "bars": region_bars(filtered, Counting()),
    }
    return {
        name: image_figure(each.figure, each.finding, each.scope, each.source_under_figure())
        for name, each in exhibits.items()
    }


def _whole(times: list[float]) -> str:
    return f"{statistics.median(times):.1f}"


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _at_once(asked: list[tuple[dict[str, Any], str]]) -> list[bytes]:
    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(lambda each: image_bytes(*each), asked))
