"""How time and memory grow with pledges and local governments, in a process of its own for each size."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from math import log
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.exports.workbook import workbook_bytes
from analytics.packs.workbook_sheets import selection_sheets
from analytics.search import search_results
from analytics.selection import Selection
from benchmarks.report import markdown_table
from pages.shell import cache
from scripts.serve import ROOT

SIZES = (81, 1_000, 10_000, 100_000)
PLEDGES_A_GOVERNMENT = 10
GOALS: dict[str, float] = {
    "overview, first": 3000,
    "overview, new filter": 500,
    "list of pledges": 500,
    "list, first search": 500,
    "list, new search": 500,
    "find, first": 500,
    "workbook of all tables": 20_000,
    "memory, MB": 700,
}
"""At the largest size, in milliseconds but for memory."""

THEMES = ("housing health", "education health", "education housing")
"""Filters that nobody chose before."""

WAIT = 600.0
STATUS = Path("/proc/self/status")


def section(quick: bool) -> str:
    """The table by size, with the exponent of the last step."""
    sizes = SIZES[:-1] if quick else SIZES
    with tempfile.TemporaryDirectory() as folder:
        measured = [_of_size(size, Path(folder) / str(size)) for size in sizes]
    goals = {} if quick else GOALS
    rows = [[name, *_row([each[name] for each in measured], sizes, goals.get(name))] for name in measured[0]]
    return "\n\n".join(
        [
            f"## Growth, ms of the processor (goals at {SIZES[-1]:,} pledges)",
            "The shipped pledges repeated, each with title and summary of its own, a government for every "
            f"{PLEDGES_A_GOVERNMENT}. A process of its own for each size; pages as a reader opens them, without a "
            "browser. *Load* is all that is done before the first reader, *find* the search for everything. "
            "*Grows* is the exponent between the last two sizes: 1 is in proportion, 0 not at all.",
            markdown_table(["", *(f"{size:,}" for size in sizes), "goal", "grows"], rows),
        ]
    )


def _row(values: list[float], sizes: tuple[int, ...], goal: float | None) -> list[str]:
    shown = [f"{value:,.0f}" for value in values]
    if goal is not None and values[-1] > goal:
        shown[-1] = f"**{shown[-1]}**"
    exponent = log(values[-1] / values[-2]) / log(sizes[-1] / sizes[-2])
    return [*shown, f"{goal:,.0f}" if goal else "", f"{exponent:.2f}"]


def _of_size(pledges: int, folder: Path) -> dict[str, float]:
    grown(folder, pledges)
    command = [sys.executable, "-m", "benchmarks.growth"]
    environment = {**os.environ, "COALITION_DATA": str(folder)}
    printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(printed)
    return measured


def grown(folder: Path, pledges: int) -> None:
    """A folder of the shipped data with so many pledges, and governments in proportion."""
    folder.mkdir()
    for path in (ROOT / "data").glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    cities, made = (_as_written(folder / name) for name in ("cities.csv", "pledges.csv"))
    copies = max(pledges // PLEDGES_A_GOVERNMENT // len(cities), 1)
    own = [cities.assign(city_id=cities["city_id"] + _suffix(at), geonameid="") for at in range(1, copies)]
    pd.concat([cities, *own]).to_csv(folder / "cities.csv", index=False)
    parts = [made]
    for at in range(1, -(-pledges // len(made))):
        parts.append(
            made.assign(
                pledge_id=made["pledge_id"] + _suffix(at),
                title=made["title"] + _suffix(at),
                summary=made["summary"] + _suffix(at),
                government_ids=made["government_ids"].str.replace(r"(?=;|$)", _suffix(at % copies), regex=True),
            )
        )
    pd.concat(parts).head(pledges).to_csv(folder / "pledges.csv", index=False)


def _as_written(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def _suffix(copy: int) -> str:
    return f"-{copy}" if copy else ""


def _costs() -> dict[str, float]:
    """Milliseconds of this process for each thing that a reader waits for, and what memory it has at the end."""
    costs: dict[str, float] = {}

    def took(name: str, question: Callable[[], object]) -> object:
        start = time.process_time()
        answer = question()
        costs[name] = (time.process_time() - start) * 1000
        return answer

    took("load", lambda: (cache.load(), cache.facets()))
    took("overview, first", lambda: _opened("overview"))
    for themes in THEMES:
        took(themes, partial(_opened, "overview", theme=themes.split()))
    costs["overview, new filter"] = statistics.median(costs.pop(themes) for themes in THEMES)
    took("list of pledges", lambda: _opened("pledges"))
    took("list, first search", lambda: _opened("pledges", search="water"))
    took("list, new search", lambda: _opened("pledges", search="women"))
    took("find, first", lambda: search_results("kampala", cache.facets()))
    took("find, then", lambda: search_results("water", cache.facets()))
    status = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    memory = int(status["VmRSS"].split()[0]) / 1000
    took("workbook of all tables", lambda: workbook_bytes(selection_sheets(cache.filtered(Selection())), ["All"]))
    return {**costs, "memory, MB": memory}


def _opened(page: str, **link: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=WAIT)
    app.switch_page(f"{page}.py")
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return app


if __name__ == "__main__":
    print(json.dumps(_costs()))
