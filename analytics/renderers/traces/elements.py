"""What drawings of all kinds share: names, axes, dots, words, tooltips."""

import html
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from analytics.charts import theme
from analytics.charts.description import Country, Dot, Place, Rank, Row
from analytics.renderers.traces.labels import escaped, line_count
from analytics.renderers.traces.style import TYPE, Properties, Style

NAME = 34
"""Characters to a line of a name beside bars or ranks."""

LETTER = 6.1
"""Pixels of a letter of a name, measured for Arial: an image can't use the page's own font, which is narrower."""

PLAIN = {"fixedrange": True, "showgrid": False, "zeroline": False}
"""An axis without lines that a reader can't move."""


def note(text: str, style: Style, **properties: Any) -> Properties:
    """An annotation under the lower left corner of the drawing, unless `properties` place it elsewhere."""
    corner = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    return {"text": text, "showarrow": False, "font": {"size": style.size(12)}, **corner, **properties}


def _small(text: str, style: Style, look: str = "") -> str:
    return f'<span style="font-size:{style.size(10.5)}px{look}">{text}</span>'


def row_label(row: Row | Rank, width: int, style: Style, shrinks: bool = True) -> str:
    """A name beside its row, with the note under it; it `shrinks` where it takes more than one line."""
    name = style.wrapped(row.name, width)
    name = _small(name, style) if shrinks and "<br>" in name else name
    return f"{name}<br>{_small(style.wrapped(row.note, width), style, f';color:{theme.QUIET}')}" if row.note else name


NAME_LINE = 15.6
"""Pixels from line to line of a name, of a note under it too: Plotly's 1.3 times its type."""


def row_room(names: Sequence[str]) -> float:
    """Pixels, before they are enlarged, that rows of equal height need so that no name reaches into the next."""
    lines = [line_count(name) for name in names]
    return TYPE + NAME_LINE * (max((sum(pair) / 2 for pair in pairwise(lines)), default=1) - 1)


def name_room(names: Iterable[str], width: int, style: Style) -> int:
    """Pixels that the longest line of names needs."""
    lines = (html.unescape(line) for name in names for line in style.wrapped(name, width).split("<br>"))
    return 12 + style.room(LETTER * max(map(len, lines), default=0))


def name_axis(names: Sequence[str], style: Style, **properties: Any) -> Properties:
    """The axis of names, the first one on top; rows stand at 0, 1, 2 ..., so that equal names stay apart."""
    places = {"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "ticktext": list(names)}
    return {**PLAIN, **places, "tickfont": {"size": style.size(TYPE)}, **properties}


def number_axis(ticks: Sequence[tuple[float, str]], style: Style, **properties: Any) -> Properties:
    """An axis of numbers with lines at its ticks, which are places and labels."""
    named = {"tickvals": [place for place, _label in ticks], "ticktext": [label for _place, label in ticks]}
    lines = {"gridcolor": theme.RULE, "showgrid": True, "tickfont": {"size": style.size(11.5)}}
    return {**PLAIN, **lines, **named, **properties}


def dot_marker(size: Any, colour: str, style: Style, **properties: Any) -> Properties:
    """A dot with a rim of paper, so that dots on each other stay apart."""
    return {"size": size, "color": colour, "line": {"color": theme.PAPER, "width": style.size(1)}, **properties}


def stroke_marker(size: float, colour: str, width: float, style: Style) -> Properties:
    """A short upright line as a marker."""
    line = {"width": style.size(width)}
    return {"symbol": "line-ns-open", "size": style.size(size), "color": colour, "line": line}


def text_trace(**properties: Any) -> Properties:
    """Words on the drawing, without a tooltip."""
    return {"type": "scatter", "mode": "text", "hoverinfo": "skip", **properties}


def tooltips(items: Sequence[Row | Dot | Rank | Country | Place]) -> Properties:
    """The tooltip of each item: its name and its facts."""
    said = ["<br>".join([f"<b>{escaped(item.name)}</b>", *map(escaped, item.facts)]) for item in items]
    return {"hovertext": said, "hoverinfo": "text"}


def rounded(places: Iterable[float]) -> list[float]:
    """Places on a scale, to four decimals: more would only be sent to the browser."""
    return [round(place, 4) for place in places]
