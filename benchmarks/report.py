"""The words and tables of a report: Markdown that is printed and kept."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from scripts.serve import ROOT

RESULTS = ROOT / "benchmarks" / "results.md"
PACKAGES = ("streamlit", "pandas", "numpy", "highspy", "plotly", "duckdb", "playwright")


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are figures.

    >>> print(markdown_table(["page", "ms"], [["map", "12"]]))
    | page | ms |
    |---|---:|
    | map | 12 |
    """
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    drawn = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([drawn[0], drawn[1].replace(" ", ""), *drawn[2:]])


def milliseconds(seconds: Iterable[float]) -> str:
    """The median of some durations in milliseconds, to three figures."""
    return f"{statistics.median(seconds) * 1000:.3g}"


def ratio(ours: Iterable[float], theirs: Iterable[float]) -> float:
    """How many times the median of theirs the median of ours is."""
    return statistics.median(ours) / statistics.median(theirs)


def judged(value: float, goal: float, unit: str = "x") -> str:
    """A figure, in bold where the goal is missed."""
    words = f"{value:.2f}{unit}" if unit == "x" else f"{value:.0f}{unit}"
    return words if value <= goal else f"**{words}**"


def kilobytes(count: float) -> str:
    """Thousands of bytes, with one decimal below ten."""
    thousands = count / 1000
    return f"{thousands:.0f}" if thousands >= 10 else f"{thousands:.1f}"


def circumstances(browser: str) -> str:
    """When, with what and on what machine the figures were measured."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    # A busy machine makes every figure of the report doubtful, so the report says how busy it was.
    load = f", {os.getloadavg()[0]:.1f} processes waiting or running at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%d %B %Y %H:%M} UTC. Python {platform.python_version()}, {versions}, "
        f"{browser or 'no browser'}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}.\n"
        "Medians of runs that alternate with what they are compared to. **Bold** misses its goal."
    )
