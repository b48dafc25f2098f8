"""What a rerun spends its time on, from a profile of the script threads in a run of its own."""

import asyncio
import cProfile
import pstats
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.reader import Reader
from scripts.serve import ROOT, running_dashboard

APP = ROOT / "benchmarks" / "profiled_app.py"
SHARES_NAMED = 4
CALLS_NAMED = 4
DEEPEST_BLAME = 12
LEAST_SHARE = 0.02
"""Shares below this are not worth a word."""

PACKAGES = {
    "streamlit": "Streamlit",
    "plotly": "plotly",
    "_plotly_utils": "plotly",
    "pandas": "pandas",
    "numpy": "numpy",
    "pyarrow": "pyarrow",
    "babel": "babel",
}
PASSING_ON = ("pages.shell.cache", "benchmarks.matrix")
GARBAGE = "garbage collection after the run"

Function = tuple[str, int, str]
Entry = tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]
Costs = dict[Function, Entry]


def profiled(path: str, choices: list[list[int]] | None, runs: int) -> Costs:
    """The costs of some reruns of the page at that path: with new choices of themes each time, if any are given."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        environment = {"BENCHMARK_PROFILE": str(file), "PYTHONPATH": str(ROOT)}
        with running_dashboard(APP, environment=environment) as address:
            asyncio.run(_rerun(f"{address}/{path}", choices, runs, file))
        return pstats.Stats(str(file)).stats  # type: ignore[attr-defined,no-any-return]


def profiled_call(question: Callable[[], object]) -> Costs:
    """The costs of one call in this process."""
    profile = cProfile.Profile()
    profile.runcall(question)
    return pstats.Stats(profile).stats  # type: ignore[attr-defined,no-any-return]


async def _rerun(address: str, choices: list[list[int]] | None, runs: int, file: Path) -> None:
    reader = Reader(address)
    await reader.open()
    await reader.again()
    # The server writes its profile after the script has ended, a moment after the reader is told.
    await asyncio.sleep(1)
    file.unlink(missing_ok=True)
    for run in range(runs):
        await (reader.choose("theme", choices[run]) if choices else reader.again())
        await asyncio.sleep(0.3)
    await asyncio.sleep(1)
    await reader.close()


def dominant(costs: Costs) -> str:
    """One sentence: which packages the time went to, and the costliest calls of the dashboard's own code.

    The time of the standard library and of built-in functions is counted for the package that called them.
    """
    spent: Counter[str] = Counter()
    for function, (_, _, own, _, _) in costs.items():
        for owner, share in _blamed(costs, function, DEEPEST_BLAME).items():
            spent[owner] += own * share
    total = sum(spent.values())
    shares = [
        f"{owner} {cost / total:.0%}" for owner, cost in spent.most_common(SHARES_NAMED) if cost / total > LEAST_SHARE
    ]
    calls = sorted(_own_calls(costs), reverse=True)[:CALLS_NAMED]
    named = [f"`{name}` {cost / total:.0%}" for cost, name in calls]
    return f"{', '.join(shares)}; of our own calls, with all they call, {', '.join(named)}"


def _owner(function: Function) -> str:
    file, _, name = function
    if "gc.collect" in name:
        return GARBAGE
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return "our own code"
    if "site-packages" in path.parts:
        package = path.parts[path.parts.index("site-packages") + 1]
        return PACKAGES.get(package, "other packages")
    return ""


def _blamed(costs: Costs, function: Function, depth: int) -> dict[str, float]:
    """The packages that a function's own time counts for, as shares that add up to 1."""
    owner = _owner(function)
    callers = {caller: spent for caller, spent in costs[function][4].items() if caller != function}
    total = sum(spent[2] for spent in callers.values())
    if owner or not depth or not total:
        return {owner or "Python itself": 1.0}
    blamed: Counter[str] = Counter()
    for caller, spent in sorted(callers.items(), key=lambda item: -item[1][2])[:3]:
        for name, share in _blamed(costs, caller, depth - 1).items():
            blamed[name] += share * spent[2] / total
    known = sum(blamed.values())
    return {name: share / known for name, share in blamed.items()}


def _own_calls(costs: Costs) -> list[tuple[float, str]]:
    """The dashboard's functions by the time of each call with all it calls, without what only passes on."""
    calls = []
    for function, (_, _, _, cumulative, _) in costs.items():
        file, _, name = function
        if _owner(function) == "our own code" and not name.startswith("<"):
            module = ".".join(Path(file).relative_to(ROOT).with_suffix("").parts)
            if module not in PASSING_ON:
                calls.append((cumulative, f"{module}.{name}"))
    return calls
