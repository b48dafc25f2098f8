"""Fifty readers who think before they choose, for minutes: whether each is answered, how soon, and with what memory."""

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field

from benchmarks.memory import PROCESSES, resident
from benchmarks.reader import Reader, Rerun
from benchmarks.report import judged, markdown_table
from benchmarks.reruns import OPEN, OPTIONS, PAGES
from scripts.serve import running_dashboard

READERS = 50
THINK = (3.0, 7.0)
"""Seconds between an answer and the next choice."""

GOAL_SECONDS, GOAL_GROWTH = 2.0, 1.05
"""Of 95 in a hundred answers; and of memory, times what it was after the first tenth of the time."""

PARTS = 10
"""Of the whole time, each with a line of its own."""


@dataclass
class Told:
    """What happened: answers by the part of the time that they fell into, memory at the end of each, and errors."""

    answers: list[list[Rerun]] = field(default_factory=lambda: [[] for _ in range(PARTS)])
    memory: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def section(quick: bool) -> str:
    """The table over time; ten minutes, or one if `quick`."""
    minutes = 1 if quick else 10
    title = f"## {READERS} readers, {minutes * 60} seconds"
    if not PROCESSES.is_dir():
        return f"{title}\n\nNot measured: this system has no /proc."
    with running_dashboard(environment=OPEN) as address:
        told = asyncio.run(_told(address, minutes * 60))
    answers = [rerun for part in told.answers for rerun in part]
    rows = [
        [f"{at * minutes / PARTS:g} min", *_row(part), f"{memory / 1e6:.0f}"]
        for at, (part, memory) in enumerate(zip(told.answers, told.memory, strict=True), start=1)
    ]
    growth = told.memory[-1] / told.memory[0]
    late = statistics.quantiles([each.seconds for each in answers], n=20)[-1]
    return "\n\n".join(
        [
            title,
            f"Each opens a page, thinks {THINK[0]:g} to {THINK[1]:g} s, and chooses up to three themes, a new page "
            "now and then; an answer is timed from the request to the end of the script.",
            markdown_table(["until", "answers", "p50, ms", "p95, ms", "memory, MB"], rows),
            f"{len(answers)} answers, {len(told.errors)} errors. 95 in a hundred within (goal: {GOAL_SECONDS:g} s): "
            f"{judged(late * 1000, GOAL_SECONDS * 1000, ' ms')}. Memory, times that after the first part "
            f"(goal: {GOAL_GROWTH}): {judged(growth, GOAL_GROWTH)}.",
            *dict.fromkeys(told.errors),
        ]
    )


async def _told(address: str, seconds: float) -> Told:
    told, start = Told(), time.perf_counter()
    crowd = [asyncio.create_task(_reads(address, at, start, seconds, told)) for at in range(READERS)]
    for part in range(1, PARTS + 1):
        await asyncio.sleep(start + part * seconds / PARTS - time.perf_counter())
        told.memory.append(resident(address))
    await asyncio.gather(*crowd)
    return told


async def _reads(address: str, at: int, start: float, seconds: float, told: Told) -> None:
    """One reader until the time is over; who meets an error says so and comes back as another."""
    chance, reader = random.Random(at), Reader(address)
    await asyncio.sleep(chance.uniform(0, THINK[1]))
    while (part := int((time.perf_counter() - start) / seconds * PARTS)) < PARTS:
        try:
            if not reader.runs or chance.random() < 0.1:
                await reader.close()
                reader = Reader(f"{address}/{chance.choice(list(PAGES.values()))}")
                rerun = await reader.open()
            else:
                rerun = await reader.choose("theme", chance.sample(range(OPTIONS), chance.randint(0, 3)))
            told.answers[part].append(rerun)
        except (OSError, RuntimeError, TimeoutError) as error:
            told.errors.append(f"{reader.address}: {type(error).__name__} {error}")
            reader = Reader(address)
        await asyncio.sleep(chance.uniform(*THINK))
    await reader.close()


def _row(part: list[Rerun]) -> list[str]:
    seconds = sorted(each.seconds for each in part) or [float("nan")]
    span = (seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)])
    return [str(len(part)), *(f"{each * 1000:.0f}" for each in span)]
