"""A full rerun of each page against an empty Streamlit page, for one reader and for many at once."""

import asyncio
import itertools
import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.costs import dominant, profiled
from benchmarks.reader import Reader, Rerun
from benchmarks.report import judged, kilobytes, markdown_table, milliseconds, ratio
from scripts.serve import ROOT, running_dashboard

EMPTY = ROOT / "benchmarks" / "empty_app" / "dashboard.py"
PAGES = {
    "overview": "",
    "map": "map",
    "coverage": "coverage",
    "pledges": "pledges",
    "cities": "cities",
    "scenario": "scenario",
    "changes": "changes",
    "data": "data",
}
STOCK = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}
"""The empty page is what Streamlit gives out of the box; it must not gain from settings of the dashboard."""

OPEN = {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}
"""A page that fails says why, and the benchmark with it."""

GOALS = {1: 1.5, 20: 2.5}
"""Times an empty page's rerun, by readers at once."""

OPTIONS = 12
CHOSEN = (3, 4, 5)
HEADINGS = ["page", "empty, ms", "same, ms", "ratio", "new filter, ms", "ratio", "kB same", "kB new"]


@dataclass
class Measured:
    """Reruns of one page and of the empty page: of the selection it has, and of one never seen before."""

    same: list[Rerun] = field(default_factory=list)
    new: list[Rerun] = field(default_factory=list)
    empty: list[Rerun] = field(default_factory=list)


def unseen_choices() -> Iterator[list[int]]:
    """Places of themes in their filter, no combination twice, in an order that is the same each time."""
    choices = [list(each) for size in CHOSEN for each in itertools.combinations(range(OPTIONS), size)]
    random.Random(1).shuffle(choices)
    return iter(choices)


def section(quick: bool) -> str:
    """The tables for one reader and for twenty, and what dominates where a goal is missed."""
    rounds = {1: 5, 20: 2} if quick else {1: 21, 20: 7}
    choices = unseen_choices()
    parts = ["## Rerun of a page against an empty page", _explanation()]
    with running_dashboard(environment=OPEN) as address, running_dashboard(EMPTY, environment=STOCK) as empty:
        for readers, goal in GOALS.items():
            measured = asyncio.run(_every_page(address, empty, readers, rounds[readers], choices))
            parts.append(f"### {readers} {'reader' if readers == 1 else 'readers at once'} (goal: {goal}x)")
            parts.append(markdown_table(HEADINGS, [_row(name, each, goal) for name, each in measured.items()]))
            parts.append(_throughput(measured, readers))
            parts += _causes(measured, goal) if readers == 1 else []
    return "\n\n".join(parts)


def _explanation() -> str:
    return (
        "From sending the request to the message that the script has finished, over the server's own websocket, with "
        "the state of all widgets as a browser sends it. *Same* asks again for the selection on screen; *new filter* "
        "chooses three to five themes that nobody chose before. The empty page has one filter and one line, and "
        "Streamlit's default settings."
    )


async def _every_page(
    address: str, empty: str, readers: int, rounds: int, choices: Iterator[list[int]]
) -> dict[str, Measured]:
    return {name: await _page(f"{address}/{path}", empty, readers, rounds, choices) for name, path in PAGES.items()}


async def _page(address: str, empty: str, readers: int, rounds: int, choices: Iterator[list[int]]) -> Measured:
    ours, theirs = [Reader(address) for _ in range(readers)], [Reader(empty) for _ in range(readers)]
    try:
        for reader in (*ours, *theirs):
            await reader.open()
        measured = Measured()
        for _ in range(rounds):
            measured.empty += await asyncio.gather(*(reader.choose("theme", [1, 3, 5]) for reader in theirs))
            measured.same += await asyncio.gather(*(reader.again() for reader in ours))
            measured.empty += await asyncio.gather(*(reader.again() for reader in theirs))
            measured.new += await asyncio.gather(*(reader.choose("theme", next(choices)) for reader in ours))
        return measured
    finally:
        for reader in (*ours, *theirs):
            await reader.close()


def _seconds(reruns: list[Rerun]) -> list[float]:
    return [each.seconds for each in reruns]


def _row(name: str, measured: Measured, goal: float) -> list[str]:
    empty, same, new = _seconds(measured.empty), _seconds(measured.same), _seconds(measured.new)
    return [
        name,
        milliseconds(empty),
        milliseconds(same),
        judged(ratio(same, empty), goal),
        milliseconds(new),
        judged(ratio(new, empty), goal),
        *(kilobytes(statistics.median(each.received for each in runs)) for runs in (measured.same, measured.new)),
    ]


def _throughput(measured: dict[str, Measured], readers: int) -> str:
    if readers == 1:
        return ""
    overview = measured["overview"]
    slowest = {kind: max(_seconds(getattr(overview, kind))) for kind in ("empty", "same", "new")}
    words = ", ".join(f"{kind} {seconds * 1000:.0f} ms" for kind, seconds in slowest.items())
    return f"The slowest of all {readers} readers' reruns of the overview: {words}."


def _causes(measured: dict[str, Measured], goal: float) -> list[str]:
    """What dominates the worst page, for each kind of rerun that misses the goal anywhere."""
    causes = []
    for kind, words in (("same", "the same selection"), ("new", "a new filter")):
        ratios = {name: ratio(_seconds(getattr(each, kind)), _seconds(each.empty)) for name, each in measured.items()}
        worst = max(ratios, key=ratios.__getitem__)
        if ratios[worst] > goal:
            choices = list(itertools.islice(unseen_choices(), 8)) if kind == "new" else None
            causes.append(f"Missed most by {worst} with {words}. Time: {dominant(profiled(PAGES[worst], choices))}.")
    return causes
