"""What the colours and marks of a figure mean: the entries of its legend, wherever it is drawn."""

from collections.abc import Callable, Sequence
from math import inf
from typing import Literal, NamedTuple

from analytics.charts import theme
from analytics.charts.description import Bars, Figure, Flow, Map, Matrix, Panels, Ranks, Scatter
from analytics.words import _

Mark = Literal["■", "▨", "●", "◆", "|", "┄"]
"""A fill, hatching, a dot, the mark beside bars in parts, that across other bars, a line."""


class Entry(NamedTuple):
    """An entry of a legend: a mark in its colour, and what it means."""

    mark: Mark
    colour: str
    name: str


def legend(figure: Figure) -> tuple[Entry, ...]:
    """The entries of a figure in order, each once: none for bars of one colour, nor for what has no name.

    A flow has none either, for names stand at its bands.

    >>> [entry.name for entry in legend(Matrix("", (), (), (), legend=((theme.ZERO, "No pledge found"),)))]
    ['No pledge found']
    """
    match figure:
        case Bars():
            entries = _entries_of_bars(figure)
        case Panels(charts=charts):
            entries = [entry for chart in charts for entry in _entries_of_bars(chart)]
        case Scatter(groups=groups):
            entries = [Entry("●", group.colour, group.name) for group in groups if len(groups) > 1]
            if figure.proportion:
                entries.append(Entry("┄", theme.QUIET, _("in proportion")))
        case Ranks():
            entries = [Entry("●", theme.HIGHLIGHT, figure.name)]
        case Matrix(legend=meanings):
            entries = [Entry("▨" if colour == theme.PAPER else "■", colour, meaning) for colour, meaning in meanings]
        case Map(shades=shades, places=places):
            entries = [Entry("■", shade.colour, shade.meaning) for shade in shades if shade.countries]
            entries += [Entry("●", theme.DOT, figure.places_name)] if places else []
        case Flow():
            entries = []
    return tuple(dict.fromkeys(entry for entry in entries if entry.name))


def entries_in_lines(entries: Sequence[Entry], room: float, width_of: Callable[[Entry], float]) -> list[list[Entry]]:
    """Entries as many to a line as have room."""
    lines: list[list[Entry]] = []
    left = inf
    for entry in entries:
        wide = width_of(entry)
        if left + wide > room:
            lines.append([])
            left = 0.0
        lines[-1].append(entry)
        left += wide
    return lines


def _entries_of_bars(bars: Bars) -> list[Entry]:
    if not (bars.stacked or len(bars.series) > 1 or bars.reference):
        return []
    if bars.joined:
        marks: tuple[Mark, ...] = ("●", "◆")
        return [Entry(mark, series.colour, series.name) for mark, series in zip(marks, bars.series, strict=False)]
    entries = [Entry("■", series.colour, series.name) for series in bars.series]
    if bars.reference:
        entries.append(Entry("◆" if bars.stacked else "|", bars.reference.colour, bars.reference.name))
    return entries
