"""A full rerun of each page against an empty Streamlit page, for one reader and for many at once."""

import asyncio
import itertools
import random
import statistics
from collections.abc import Awaitable, Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.costs import dominant, profiled
from benchmarks.reader import Reader, Rerun
from benchmarks.report import judged, kilobytes, markdown_table, milliseconds, ratio
from pages.shell.menu import paths
from scripts.serve import ROOT, running_dashboard

EMPTY = ROOT / "benchmarks" / "empty_app" / "dashboard.py"
PAGES = paths()
STOCK = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}
"""What Streamlit does out of the box and the dashboard may turn off: collecting garbage after every run."""

OPEN = {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}
"""A page that fails says why, and the benchmark with it."""

GOALS = {1: 1.5, 20: 2.5}
"""Times an empty page's rerun, by readers at once."""

OPTIONS = 12
CHOSEN = (3, 4, 5, 6, 7)
PROFILED_RUNS = 8
PAUSE = 0.3
"""Seconds between turns: a server still tidies up after its last message, and would slow the next one's turn."""

HEADINGS = ["page", "empty, ms", "bare, ms", "same, ms", "ratio", "new filter, ms", "ratio", "kB same", "kB new"]


@dataclass
class Measured:
    """Reruns of one page: of the selection it has, and of one never seen before; and those of the empty page.

    `bare` is the empty page with the dashboard's settings instead of Streamlit's own.
    """

    same: list[Rerun] = field(default_factory=list)
    new: list[Rerun] = field(default_factory=list)
    empty: list[Rerun] = field(default_factory=list)
    bare: list[Rerun] = field(default_factory=list)


def unseen_choices() -> Iterator[list[int]]:
    """Places of themes in their filter, no combination twice, in an order that is the same each time."""
    choices = [list(each) for size in CHOSEN for each in itertools.combinations(range(OPTIONS), size)]
    random.Random(1).shuffle(choices)
    return iter(choices)


def section(quick: bool) -> str:
    """The tables for one reader and for twenty, and what dominates where a goal is missed."""
    rounds = {1: 5, 20: 2} if quick else {1: 21, 20: 7}
    choices = unseen_choices()
    worst: list[tuple[str, str]] = []
    parts = ["## Rerun of a page against an empty page", _explanation()]
    with (
        running_dashboard(environment=OPEN) as address,
        running_dashboard(EMPTY, environment=STOCK) as empty,
        running_dashboard(EMPTY) as bare,
    ):
        for readers, goal in GOALS.items():
            addresses = {"ours": address, "empty": empty, "bare": bare}
            measured = asyncio.run(_every_page(addresses, readers, rounds[readers], choices))
            parts.append(f"### {readers} {'reader' if readers == 1 else 'readers at once'} (goal: {goal}x)")
            parts.append(markdown_table(HEADINGS, [_row(name, each, goal) for name, each in measured.items()]))
            worst += _worst(measured, goal)
            if readers > 1:
                parts.append(_slowest(measured["overview"], readers))
    # Profiles come last, when no other server runs.
    return "\n\n".join(parts + [_cause(*each) for each in dict.fromkeys(worst)])


def _explanation() -> str:
    return (
        "From sending the request to the message that the script has finished, over the server's own websocket, with "
        "the state of all widgets as a browser sends it. *Same* asks again for the selection on screen; *new filter* "
        "chooses three to seven themes that nobody chose before. The *empty* page has one filter and one line, and "
        "Streamlit's own settings, which the ratios are to; *bare* is the same page with the dashboard's settings, "
        "where nothing is collected after a run if those say so."
    )


async def _every_page(
    addresses: dict[str, str], readers: int, rounds: int, choices: Iterator[list[int]]
) -> dict[str, Measured]:
    return {
        name: await _page({**addresses, "ours": f"{addresses['ours']}/{path}"}, readers, rounds, choices)
        for name, path in PAGES.items()
    }


async def _page(addresses: dict[str, str], readers: int, rounds: int, choices: Iterator[list[int]]) -> Measured:
    crowds = {name: [Reader(address) for _ in range(readers)] for name, address in addresses.items()}
    everyone = [reader for crowd in crowds.values() for reader in crowd]
    try:
        for reader in everyone:
            await reader.open()
        measured = Measured()
        for _ in range(rounds):
            measured.same += await _at_once(reader.again() for reader in crowds["ours"])
            measured.empty += await _at_once(reader.again() for reader in crowds["empty"])
            measured.new += await _at_once(reader.choose("theme", next(choices)) for reader in crowds["ours"])
            measured.bare += await _at_once(reader.again() for reader in crowds["bare"])
        return measured
    finally:
        for reader in everyone:
            await reader.close()


async def _at_once(reruns: Iterable[Awaitable[Rerun]]) -> list[Rerun]:
    measured = await asyncio.gather(*reruns)
    await asyncio.sleep(PAUSE)
    return measured


def _seconds(reruns: list[Rerun]) -> list[float]:
    return [each.seconds for each in reruns]


def _row(name: str, measured: Measured, goal: float) -> list[str]:
    empty, same, new = _seconds(measured.empty), _seconds(measured.same), _seconds(measured.new)
    return [
        name,
        milliseconds(empty),
        milliseconds(_seconds(measured.bare)),
        milliseconds(same),
        judged(ratio(same, empty), goal),
        milliseconds(new),
        judged(ratio(new, empty), goal),
        *(kilobytes(statistics.median(each.received for each in runs)) for runs in (measured.same, measured.new)),
    ]


def _slowest(overview: Measured, readers: int) -> str:
    slowest = {kind: max(_seconds(getattr(overview, kind))) for kind in ("empty", "bare", "same", "new")}
    words = ", ".join(f"{kind} {seconds * 1000:.0f} ms" for kind, seconds in slowest.items())
    return f"The slowest of all {readers} readers' reruns of the overview: {words}."


def _worst(measured: dict[str, Measured], goal: float) -> list[tuple[str, str]]:
    """The page that misses the goal most, for each kind of rerun that misses it anywhere."""
    found = []
    for kind in ("same", "new"):
        ratios = {name: ratio(_seconds(getattr(each, kind)), _seconds(each.empty)) for name, each in measured.items()}
        worst = max(ratios, key=ratios.__getitem__)
        if ratios[worst] > goal:
            found.append((worst, kind))
    return found


def _cause(page: str, kind: str) -> str:
    choices = list(itertools.islice(unseen_choices(), PROFILED_RUNS)) if kind == "new" else None
    costs = profiled(PAGES[page], choices, PROFILED_RUNS)
    selection = "a new filter" if kind == "new" else "the same selection"
    return f"Missed most by {page} with {selection}. Its time: {dominant(costs)}."
