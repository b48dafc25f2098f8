"""A description as Plotly's traces and axes, in plain dictionaries: what page and image have in common.

Sizes are those of a page on the narrowest phone; a `Style` says how much larger they are and how much room words have.
Text of data is escaped wherever Plotly would read it as markup. All that differs from Plotly's own defaults is written
out, because a template's content would be sent to the browser with each figure.
"""

import html
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analytics.charts import theme
from analytics.charts.description import (
    Bars,
    Cell,
    Country,
    Dot,
    Dots,
    Figure,
    Flow,
    Map,
    Matrix,
    Panels,
    Place,
    Row,
    Series,
    Shade,
    Value,
    cell_colours,
)
from analytics.charts.label_places import placed_labels
from analytics.shares import part_of_whole
from analytics.words import _, number, percent, short_number

Properties = dict[str, Any]
"""A trace, an axis or another part of a figure, as Plotly names its properties."""

NAME, SHORT_NAME, MATRIX_NAME, RATIO_NAME = 34, 24, 28, 22
"""Characters to a line of a name: beside bars, beside bars of equal length, in a matrix, beside bars to both sides."""

LETTER = 6.1
"""Pixels of a letter of a name, measured for Arial: an image can't use the page's own font, which is narrower."""

DIGIT = 6.2
"""Pixels of a bar that a digit needs on a phone."""

LANES = 6
"""Rows that dots at zero are spread over, so that neighbours can be told apart."""

FEW = 3.0
"""Tens in a number of people below which places share one band at the left: under 1,000."""

ZERO_BAND = 0.3
"""Height of the band of zero, as a share of the scale above it."""

FAINT = 0.35
"""How strongly a band shows the colour of its state on the left: half of it where nothing moved, twice for grey."""

PLAIN = {"fixedrange": True, "showgrid": False, "zeroline": False}
"""An axis without lines that a reader can't move."""

STEADY = {"marker": {"opacity": 1}}
"""After a click Plotly fades what was not chosen, and faded colours no longer mean what the legend says."""


@dataclass(frozen=True)
class Style:
    """How large things are drawn: the default is a page on the narrowest phone.

    `enlarged` multiplies the sizes of type, dots and lines, `wider` the characters that a name may take in a line.
    `across` and `down` are the pixels in which the names of dots must find a place, and a key its lines.
    """

    enlarged: float = 1.0
    wider: float = 1.0
    across: int = 310
    down: int = 370

    def size(self, pixels: float) -> float:
        """A size of the page as it is in this style, in pixels."""
        return round(pixels * self.enlarged, 1)

    def room(self, pixels: float) -> int:
        """A size of the page as it is in this style, in whole pixels."""
        return int(pixels * self.enlarged)

    def wrapped(self, text: str, width: int) -> str:
        """A name as a label whose lines have at most `width` characters on the page."""
        return wrapped(text, int(width * self.wider))


class Drawing(NamedTuple):
    """A figure without its texts: traces, the parts of the layout that belong to them, and the room they need.

    `height` is what the drawing takes on a page; `left`, `right`, `top` and `foot` is the room around it for names,
    axes, legend and key. All in pixels.
    """

    traces: list[Properties]
    layout: Properties
    height: int
    left: int = 8
    right: int = 8
    top: int = 0
    foot: int = 8


def drawing(figure: Figure, style: Style) -> Drawing:
    """What Plotly draws of a description."""
    match figure:
        case Bars(ratio=True):
            return _ratio_bars(figure, style)
        case Bars(upright=True):
            return _upright_bars(figure, style)
        case Bars():
            return _bars(figure, style)
        case Panels():
            return _panels(figure, style)
        case Dots(ranks=True):
            return _ranks(figure, style)
        case Dots():
            return _scatter(figure, style)
        case Matrix():
            return _matrix(figure, style)
        case Map():
            return _map(figure, style)
        case Flow():
            return _flow(figure, style)


# What all kinds are made of


def escaped(text: str) -> str:
    """Text from data as a label: never markup."""
    return html.escape(text, quote=False)


def wrapped(text: str, width: int) -> str:
    """Text broken into lines of at most `width` characters, escaped for a label.

    >>> wrapped("Social cohesion and anti-discrimination", 22)
    'Social cohesion and<br>anti-discrimination'
    """
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width, break_long_words=True) or [""])


def line_count(label: str) -> int:
    """Lines of a label."""
    return label.count("<br>") + 1


def note(text: str, style: Style, **properties: Any) -> Properties:
    """An annotation under the lower left corner of the drawing, unless `properties` place it elsewhere."""
    corner = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left"}
    return {"text": text, "showarrow": False, "font": {"size": style.size(12)}, **corner, **properties}


def _small(text: str, style: Style, look: str = "") -> str:
    return f'<span style="font-size:{style.size(10.5)}px{look}">{text}</span>'


def _name(row: Row | Dot, width: int, style: Style, shrinks: bool = True) -> str:
    """A name beside its row, with the note under it; it `shrinks` where it takes more than one line."""
    name = style.wrapped(row.name, width)
    name = _small(name, style) if shrinks and "<br>" in name else name
    return f"{name}<br>{_small(style.wrapped(row.note, width), style, f';color:{theme.QUIET}')}" if row.note else name


def _name_room(names: Iterable[str], width: int, style: Style) -> int:
    """Pixels that the longest line of names needs."""
    lines = (html.unescape(line) for name in names for line in style.wrapped(name, width).split("<br>"))
    return 12 + style.room(LETTER * max(map(len, lines), default=0))


def _name_axis(names: Sequence[str], style: Style, **properties: Any) -> Properties:
    """The axis of names, the first one on top; rows stand at 0, 1, 2 ..., so that equal names stay apart."""
    places = {"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "ticktext": list(names)}
    return {**PLAIN, **places, "tickfont": {"size": style.size(12)}, **properties}


def _number_axis(ticks: Sequence[tuple[float, str]], style: Style, **properties: Any) -> Properties:
    """An axis of numbers with lines at its ticks, which are places and labels."""
    named = {"tickvals": [place for place, _label in ticks], "ticktext": [label for _place, label in ticks]}
    lines = {"gridcolor": theme.RULE, "showgrid": True, "tickfont": {"size": style.size(11.5)}}
    return {**PLAIN, **lines, **(named if ticks else {}), **properties}


def _marker(size: Any, colour: str, style: Style, **properties: Any) -> Properties:
    """A dot with a rim of paper, so that dots on each other stay apart."""
    return {"size": size, "color": colour, "line": {"color": theme.PAPER, "width": style.size(1)}, **properties}


def _stroke(size: float, colour: str, width: float, style: Style) -> Properties:
    """A short upright line as a marker."""
    line = {"width": style.size(width)}
    return {"symbol": "line-ns-open", "size": style.size(size), "color": colour, "line": line}


def _texts(**properties: Any) -> Properties:
    """Words on the drawing that don't answer to the pointer."""
    return {"type": "scatter", "mode": "text", "hoverinfo": "skip", **properties}


def _facts(items: Sequence[Row | Dot | Country | Place]) -> Properties:
    """What stands under the pointer: a name and what is known."""
    said = ["<br>".join([f"<b>{escaped(item.name)}</b>", *map(escaped, item.facts)]) for item in items]
    return {"hovertext": said, "hoverinfo": "text"}


def _rounded(places: Iterable[float]) -> list[float]:
    return [round(place, 4) for place in places]


# Bars


def value_text(value: Value, row: Row, numbers: str) -> str:
    """What stands at a bar: its words, or its number as numbers are written, a share with its whole."""
    if value.text or value.number is None:
        return value.text
    if numbers == "share":
        share = percent(value.number)
        return _("{part} of {whole}").format(part=share, whole=row.whole) if row.whole else share
    if numbers == "ratio":
        return number(round(value.number, 2 if value.number < 10 else 0))
    # As Python rounds, whoever asks: numpy rounds 6.95 up, and screen and slide must not differ.
    return number(round(value.number, 1))


def _bars(bars: Bars, style: Style) -> Drawing:
    width = SHORT_NAME if bars.whole else NAME
    names = [_name(row, width, style, shrinks=not bars.whole) for row in bars.rows]
    left = _name_room([text for row in bars.rows for text in (row.name, row.note)], width, style)
    key = _key(bars, style)
    layout = {
        "xaxis": {**PLAIN, "visible": False, "range": [0, _end_of_scale(bars)]},
        "yaxis": _name_axis(names, style),
        "annotations": [note(key, style, xshift=8 - left, yshift=-4)] if key else [],
        **_bar_layout(bars),
    }
    return Drawing(_bar_traces(bars, style), layout, _rows_height(bars, names, style), left, foot=_key_room(key, style))


def _rows_height(bars: Bars, names: Sequence[str], style: Style) -> int:
    """Pixels of all rows together; they are equally high, so the longest name decides."""
    count = max(len(bars.rows), 2)
    if not bars.whole:
        return style.room(count * (34 if count < 5 else 27))
    noted = any(row.note for row in bars.rows)
    more = max(map(line_count, names), default=1) - 1 - noted
    return style.room(count * ((38 if noted else 28) + 12 * more))


def _bar_layout(bars: Bars) -> Properties:
    return {"bargap": 0.3, **({"barmode": "stack"} if bars.stacked else {})}


def _end_of_scale(bars: Bars) -> float:
    """Where the axis of a chart ends, with room for what is written at the longest bar."""
    if bars.whole:
        return 1
    lengths = _wholes(bars) if bars.stacked else [value.number or 0 for each in bars.series for value in each.values]
    marks = [value.number or 0 for value in bars.reference.values] if bars.reference else []
    longest = bars.most or max([*lengths, *marks], default=0)
    return round(max(1.5 * longest, 0.01) if bars.numbers == "share" else max(1.18 * longest, 1), 4)


def _wholes(bars: Bars) -> list[float]:
    return [sum(each.values[row].number or 0 for each in bars.series) for row in range(len(bars.rows))]


def _bar_traces(bars: Bars, style: Style) -> list[Properties]:
    """The bars of a chart, the words where there are none, and the marks across them."""
    traces = [_parts(bars, series, style) if bars.stacked else _counts(bars, series, style) for series in bars.series]
    words = {}
    if bars.whole:
        words = {row: bars.empty for row, whole in enumerate(_wholes(bars)) if not whole}
    elif len(bars.series) == 1:
        words = {row: value.text for row, value in enumerate(bars.series[0].values) if value.number is None}
    if words:
        traces.append(_words_at_zero(words, style, "right", theme.QUIET))
    return [*traces, _marks(bars, bars.reference, style)] if bars.reference else traces


def _counts(bars: Bars, series: Series, style: Style) -> Properties:
    """Bars side by side, each with its number at the end."""
    colours = [value.colour or series.colour for value in series.values]
    shown = zip(series.values, bars.rows, strict=True)
    hover: Properties = {"hovertemplate": "%{y}<br><b>%{text}</b><extra></extra>"}
    if len(bars.series) > 1:
        hover["name"] = escaped(series.name)
        hover["hovertemplate"] = "%{y}<br>%{fullData.name}: <b>%{text}</b><extra></extra>"
    return {
        "type": "bar",
        "orientation": "h",
        "x": [value.number for value in series.values],
        "text": [escaped(value_text(value, row, bars.numbers)) for value, row in shown],
        "textposition": "outside",
        "textfont": {"size": style.size(13)},
        "cliponaxis": False,
        "marker": {"color": colours[0] if len(set(colours)) == 1 else colours},
        **(_facts(bars.rows) if any(row.facts for row in bars.rows) else hover),
    }


def _parts(bars: Bars, series: Series, style: Style) -> Properties:
    """One part of every bar, with its count where there is room: all are in the table and under the pointer.

    Where a mark stands beside the bars the count is under the pointer alone.
    """
    counts, wholes = [value.number or 0 for value in series.values], _wholes(bars)
    shares = [count / whole if whole else 0 for count, whole in zip(counts, wholes, strict=True)]
    lengths = shares if bars.whole else [count / _end_of_scale(bars) for count in counts]
    texts = [number(round(count, 1)) for count in counts]
    digits = (DIGIT * style.enlarged / style.across * (len(text) + 0.5) for text in texts)
    fits = [bool(count) and room <= length for count, room, length in zip(counts, digits, lengths, strict=True)]
    said = [part_of_whole(round(count), round(whole)) for count, whole in zip(counts, wholes, strict=True)]
    inside = {
        "text": [text if fit else "" for text, fit in zip(texts, fits, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": series.ink, "size": style.size(12)},
        "constraintext": "none",
    }
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(series.name),
        "x": _rounded(shares) if bars.whole else counts,
        **({} if bars.reference else inside),
        "marker": {"color": series.colour, "line": {"color": theme.PAPER, "width": style.size(1)}},
        "customdata": said if bars.whole else texts,
        "hovertemplate": "%{y}<br>%{fullData.name}: <b>%{customdata}</b><extra></extra>",
    }


def _words_at_zero(words: dict[int, str], style: Style, side: str, colour: str = theme.INK) -> Properties:
    """Words where a bar starts, by the row they stand in."""
    return _texts(
        x=[0] * len(words),
        y=list(words),
        text=[f"\u2002{escaped(text)}\u2002" for text in words.values()],
        textposition=f"middle {side}",
        textfont={"size": style.size(12), "color": colour},
    )


def _marks(bars: Bars, reference: Series, style: Style) -> Properties:
    """What would be expected, or what was published; bars in parts have no number of their own, so the mark has one."""
    known = [(row, value, bars.rows[row]) for row, value in enumerate(reference.values) if value.number is not None]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "name": escaped(reference.name),
        "x": [value.number for _row, value, _of in known],
        "y": [row for row, _value, _of in known],
    }
    if not bars.stacked:
        return {**marks, "marker": _stroke(15, reference.colour, 2.5, style), "hoverinfo": "skip"}
    return {
        **marks,
        "mode": "markers+text",
        "text": [f"<b>{escaped(value_text(value, row, bars.numbers))}</b>" for _row, value, row in known],
        "textposition": "middle right",
        "cliponaxis": False,
        "marker": _marker(style.size(11), reference.colour, style, symbol="diamond"),
        **_facts([row for _row, _value, row in known]),
    }


def _key(bars: Bars, style: Style) -> str:
    """What each of several colours means, as many names to a line as have room; Plotly's own legend cuts them."""
    entries = [("■", each) for each in bars.series] if bars.stacked or len(bars.series) > 1 else []
    if entries and bars.reference:
        entries.append(("◆" if bars.stacked else "|", bars.reference))
    lines: list[list[tuple[str, Series]]] = [[]]
    for entry in entries:
        used = sum(len(series.name) + 4 for _mark, series in [*lines[-1], entry])
        if lines[-1] and used > round(style.across / 6 / style.enlarged):
            lines.append([])
        lines[-1].append(entry)
    text = '<span style="color:{colour}">{mark}</span>\u00a0{name}'
    return "<br>".join(
        "\u2002 ".join(text.format(colour=each.colour, mark=mark, name=escaped(each.name)) for mark, each in line)
        for line in lines
    )


def _key_room(key: str, style: Style) -> int:
    return style.room(16 + 17 * line_count(key)) if key else 8


def _upright_bars(bars: Bars, style: Style) -> Drawing:
    names = [style.wrapped(row.name, 12) for row in bars.rows]
    under = style.room(8 + 16 * max(map(line_count, names), default=1))
    key = _key(bars, style)
    layout = {
        "xaxis": _name_axis(names, style, range=[-0.5, len(names) - 0.5]),
        "yaxis": {**PLAIN, "visible": False, "range": [0, _end_of_scale(bars)]},
        "annotations": [note(key, style, yshift=-under)] if key else [],
        **_bar_layout(bars),
    }
    traces = [_upright(trace) for trace in _bar_traces(bars, style)]
    return Drawing(traces, layout, style.room(180), foot=under + _key_room(key, style))


def _upright(trace: Properties) -> Properties:
    """A trace of horizontal bars turned upright."""
    turned = {"x": "y", "y": "x"}
    upright = {turned.get(name, name): value for name, value in trace.items() if name != "orientation"}
    if "hovertemplate" in upright:
        upright["hovertemplate"] = upright["hovertemplate"].replace("%{y}", "%{x}")
    return {**upright, "textposition": "top center"} if trace["type"] == "scatter" else upright


def _ratio_bars(bars: Bars, style: Style) -> Drawing:
    """Ratios to the left (below 1) or right, as far as they are times or parts; the pale bar of none runs to the edge.

    What is written stands beside the line, on the side that the bar leaves free.
    """
    series = bars.series[0]
    logs = [math.log2(value.number) if value.number else None for value in series.values]
    edge = 1.12 * max([1.0, *(abs(each) for each in logs if each is not None)])
    none = [value.state == "zero" for value in series.values]
    texts = [value_text(value, row, "ratio") for value, row in zip(series.values, bars.rows, strict=True)]
    below = {row: text for row, (log, text) in enumerate(zip(logs, texts, strict=True)) if log is None or log < 0}
    colours = [value.colour or series.colour for value in series.values]
    marker = {
        "color": [theme.ZERO if pale else colour for pale, colour in zip(none, colours, strict=True)],
        "line": {"color": theme.HIGHLIGHT, "width": [int(pale) for pale in none]},
    }
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [-edge if pale else log for pale, log in zip(none, logs, strict=True)],
        "marker": marker,
        **_facts(bars.rows),
    }
    above = {row: text for row, text in enumerate(texts) if row not in below}
    ticks = [(math.log2(each), _times(each)) for each in _ratio_ticks(edge)]
    line = {"zeroline": True, "zerolinecolor": theme.INK, "side": "top", "range": [-edge, edge]}
    return Drawing(
        [bar, _words_at_zero(below, style, "right"), _words_at_zero(above, style, "left")],
        {
            "xaxis": _number_axis(ticks, style, **line),
            "yaxis": _name_axis([_name(row, RATIO_NAME, style) for row in bars.rows], style),
            "bargap": 0.3,
        },
        style.room(26 * max(len(bars.rows), 2) + 10),
        _name_room([row.name for row in bars.rows], RATIO_NAME, style),
        top=style.room(24),
    )


def _ratio_ticks(edge: float) -> list[float]:
    base = 2 if edge <= 2.3 else 4 if edge <= 5 else 10 if edge <= 8 else 100
    steps = math.floor(edge / math.log2(base))
    return [float(base) ** n for n in range(-steps, steps + 1)]


def _times(ratio: float) -> str:
    if ratio == 1:
        return number(1)
    return f"×{number(ratio)}" if ratio > 1 else f"÷{number(round(1 / ratio))}"


def _panels(panels: Panels, style: Style) -> Drawing:
    """Charts of bars under each other, each under its heading, their rows equally high."""
    rows = [row for chart in panels.charts for row in chart.rows]
    left = _name_room([text for row in rows for text in (row.name, row.note)], NAME, style)
    row, heading = (25, 32) if panels.shared else (30, 30)
    height = style.size(heading * len(panels.charts) + row * len(rows))
    end = max(map(_end_of_scale, panels.charts), default=1)
    traces: list[Properties] = []
    layout: Properties = {"annotations": []}
    top = 1.0
    for place, chart in enumerate(panels.charts):
        axes = str(place + 1) if place else ""
        top -= style.size(heading) / height
        low = top - style.size(row * len(chart.rows)) / height
        scale = {"range": [0, end if panels.shared else _end_of_scale(chart)], "anchor": f"y{axes}"}
        names = [_name(row, NAME, style) for row in chart.rows]
        domain = {"domain": [max(round(low, 5), 0), round(top, 5)], "anchor": f"x{axes}"}
        layout[f"xaxis{axes}"] = {**PLAIN, "visible": False, **scale}
        layout[f"yaxis{axes}"] = _name_axis(names, style, **domain)
        layout["annotations"].append(_heading(chart.title, left, top, style))
        layout |= _bar_layout(chart)
        traces += [{**trace, "xaxis": f"x{axes}", "yaxis": f"y{axes}"} for trace in _bar_traces(chart, style)]
        top = low
    key = _key(panels.charts[0], style) if panels.charts else ""
    if key:
        layout["annotations"].append(note(key, style, xshift=8 - left, yshift=-4))
    return Drawing(traces, layout, int(height), left, foot=_key_room(key, style))


def _heading(title: str, left: int, top: float, style: Style) -> Properties:
    font = {"size": style.size(13), "color": theme.ACCENT}
    return note(style.wrapped(title, 62), style, xshift=8 - left, y=round(top, 5), yanchor="bottom", font=font)


# Dots


def _ranks(dots: Dots, style: Style) -> Drawing:
    """Each rank as a dot, on the line from the first to the last one."""
    shown = sorted((dot for group in dots.groups for dot in group.dots), key=lambda dot: dot.y)
    ranges = [(row, dot) for row, dot in enumerate(shown) if dot.low is not None and dot.high is not None]
    last = max((dot.high or dot.x for dot in shown), default=1)
    log = {"type": "log", "range": [-0.1, math.log10(max(last, 1)) + 0.08]}
    steps = [(each, number(each)) for each in (1, 2, 5, 10, 20, 50, 100, 200) if each <= last]
    scale = log if dots.x_log else {"range": [0.5, last + 0.5]}
    names = [_name(dot, NAME, style) for dot in shown]
    lines = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [end for _row, dot in ranges for end in (dot.low, dot.high, None)],
        "y": [end for row, _dot in ranges for end in (row, row, None)],
        "line": {"color": theme.STEPS[0], "width": style.size(3)},
        "marker": _stroke(9, theme.STEPS[0], 2, style),
        "hoverinfo": "skip",
    }
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.x for dot in shown],
        "y": list(range(len(shown))),
        "marker": _marker(style.size(11), dots.groups[0].colour if dots.groups else theme.HIGHLIGHT, style),
        **_facts(shown),
    }
    return Drawing(
        [lines, points],
        {"xaxis": _number_axis(steps, style, side="top", **scale), "yaxis": _name_axis(names, style)},
        style.room(37 * max(len(shown), 2) + 10),
        _name_room([text for dot in shown for text in (dot.name, dot.note)], NAME, style),
        right=16,
        top=style.room(22),
    )


class _Scale(NamedTuple):
    """Where the numbers of an axis stand, the ends of what is shown of it, and its ticks as places and labels."""

    places: list[float]
    ends: tuple[float, float]
    ticks: list[tuple[float, str]]
    zero: float = 0.0
    """Where the band of zero ends, if there is one."""

    def share(self, row: int) -> float:
        """Where a number stands between the ends, from 0 to 1."""
        return (self.places[row] - self.ends[0]) / (self.ends[1] - self.ends[0])


def _linear_scale(numbers: Sequence[float]) -> _Scale:
    low, high = min([*numbers, 0.0]), max([*numbers, 1.0])
    return _Scale(list(numbers), (low, low + 1.1 * (high - low)), [])


def _people_scale(people: Sequence[float]) -> _Scale:
    """People on a log scale; few or none stand in a column of their own at the left."""
    low = max(_floor(people), FEW)
    high = max(_ceiling(people), low + 1)
    band = 0.09 * (high - low)
    beside = any(each < 10**low for each in people)
    least = number(0) if low > FEW else _("< {people}").format(people=short_number(round(10**FEW)))
    tens = range(math.ceil(low + 0.1), math.floor(high) + 1)
    tens = tens[:: 2 if len(tens) > 5 else 1]
    return _Scale(
        [math.log10(each) if each >= 10**low else low - band for each in people],
        (low - (1.5 if beside else 0.5) * band, high + 0.24 * (high - low)),
        # The tick of the column lies outside the axis, and so is not drawn, where no place is in the column.
        [(low - band, escaped(least)), *((ten, short_number(10**ten)) for ten in tens)],
    )


def _pledges_scale(dots: Sequence[Dot]) -> _Scale:
    """Pledges on a log scale; zero has a band at the bottom, in which its dots stand in lanes by their people."""
    low, high = _floor([dot.y for dot in dots]), _ceiling([dot.y for dot in dots])
    band = ZERO_BAND * max(high - low, 0.6)
    at_zero = sorted((row for row, dot in enumerate(dots) if dot.y <= 0), key=lambda row: dots[row].x)
    lanes = {row: low - band * (0.25 + 0.75 * (place % LANES) / (LANES - 1)) for place, row in enumerate(at_zero)}
    every = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    steps = [(math.log10(each), number(each)) for each in every if low <= math.log10(each) <= high]
    return _Scale(
        [lanes[row] if row in lanes else math.log10(dot.y) for row, dot in enumerate(dots)],
        (low - 1.2 * band, high),
        [(low - 0.62 * band, f"<b>{number(0)}</b>"), *steps],
        low - 0.07 * band,
    )


def _floor(numbers: Sequence[float]) -> float:
    return min((math.log10(each) - 0.12 for each in numbers if each > 0), default=0.0)


def _ceiling(numbers: Sequence[float]) -> float:
    return max((math.log10(each) + 0.18 for each in numbers if each > 0), default=1.0)


def _scatter(dots: Dots, style: Style) -> Drawing:
    """Points by two numbers, the line on which these are in proportion, and as many names as find a place."""
    shown = [dot for group in dots.groups for dot in group.dots]
    across = (_people_scale if dots.x_log else _linear_scale)([dot.x for dot in shown])
    up = _pledges_scale(shown) if dots.y_log else _linear_scale([dot.y for dot in shown])
    sides = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": up.ends[0], "y1": up.zero}
    band = {**sides, "layer": "below", "fillcolor": theme.ZERO, "line": {"width": 0}}
    traces: list[Properties] = []
    notes: list[Properties] = []
    if dots.proportion and dots.x_log and dots.y_log:
        traces, notes = _proportion(math.log10(dots.proportion), across, up, style)
    end = 0
    for group in dots.groups:
        start, end = end, end + len(group.dots)
        points = {"x": _rounded(across.places[start:end]), "y": _rounded(up.places[start:end])}
        look = {"name": escaped(group.name), "marker": _marker(style.size(8), group.colour, style, opacity=0.75)}
        traces.append({"type": "scatter", "mode": "markers", **points, **look, **_facts(group.dots)})
    font = {"size": style.size(11.5), "color": theme.QUIET}
    title = {"text": escaped(dots.x_title), "font": font, "standoff": 4}
    layout = {
        "xaxis": _number_axis(across.ticks, style, range=list(across.ends), title=title),
        "yaxis": _number_axis(up.ticks, style, range=list(up.ends)),
        "shapes": [band] if dots.y_log else [],
        "annotations": notes,
    }
    traces.append(_dot_names(dots, across, up, style))
    return Drawing(traces, layout, style.down, style.room(34), foot=style.room(48))


def _proportion(slope: float, across: _Scale, up: _Scale, style: Style) -> tuple[list[Properties], list[Properties]]:
    """The line through zero, as far as it is inside both log scales, and its name; `slope` is in tens."""
    start, end = max(across.ends[0], up.zero - slope), min(across.ends[1], up.ends[1] - slope)
    if start >= end:
        return [], []
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": _rounded([start, end]),
        "y": _rounded([start + slope, end + slope]),
        "line": {"color": theme.QUIET, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
    }
    at_end = {"xref": "x", "yref": "y", "xanchor": "right", "xshift": -6}
    font = {"size": style.size(10.5), "color": theme.QUIET}
    return [line], [note(_("in proportion"), style, x=end, y=end + slope, font=font, **at_end)]


def _dot_names(dots: Dots, across: _Scale, up: _Scale, style: Style) -> Properties:
    """The names that find a place, those of the last group first, each in the order of its group."""
    shown = [(place, dot) for place, group in enumerate(dots.groups) for dot in group.dots]
    foremost = sorted(range(len(shown)), key=lambda row: -shown[row][0])
    names = {row: style.wrapped(shown[row][1].name, 17) for row in foremost if shown[row][1].labelled}
    points = [(across.share(row), up.share(row)) for row in range(len(shown))]
    # Where names go is worked out at the size of a page, for which their distance from the dots is meant.
    fitting = placed_labels(points, names, style.down / style.enlarged, style.across / style.enlarged)
    return _texts(
        # Markers that are not seen keep a name off the dot it names.
        mode="markers+text",
        x=_rounded(across.places[row] for row in fitting),
        y=_rounded(up.places[row] for row in fitting),
        text=[names[row] for row in fitting],
        textposition=list(fitting.values()),
        marker={"size": style.size(8), "opacity": 0},
        textfont={"size": style.size(11)},
        cliponaxis=False,
    )


# Matrix


def _matrix(matrix: Matrix, style: Style) -> Drawing:
    """Cells in their colours with texts in two layers, light on deep colours and dark on pale ones."""
    long = sum(len(name) > MATRIX_NAME for name in matrix.rows)
    height = 21 if long * 4 < len(matrix.rows) else 28
    names = [_name(Row(name), MATRIX_NAME, style) for name in matrix.rows]
    heads = [style.wrapped(name, 30) for name in matrix.columns]
    across = _name_axis(heads, style, side="top", range=[-0.5, len(heads) - 0.5], tickangle=-40, ticks="")
    down = _name_axis(names, style, tickfont={"size": style.size(11.5)}, ticks="")
    return Drawing(
        [_cell_fills(matrix), *(_cell_texts(matrix, ink, style) for ink in (theme.PAPER, theme.INK))],
        {"xaxis": across, "yaxis": down, "hoverdistance": -1},
        style.room(height * max(len(names), 1)),
        _name_room(matrix.rows, MATRIX_NAME, style),
        right=style.room(36),
        top=style.room(14 + 4.2 * max((min(len(name), 30) for name in matrix.columns), default=0)),
    )


def _cell_fills(matrix: Matrix) -> Properties:
    """Depths of the scale stand from 0 to 1; each other colour stands between two whole numbers below zero."""
    fills = [[_own_fill(cell) for cell in row] for row in matrix.cells]
    others = list(dict.fromkeys(fill for row in fills for fill in row if fill and fill != theme.PAPER))
    numbers: dict[str | None, float] = {colour: place - len(others) + 0.5 for place, colour in enumerate(others)}
    span = len(others) + 1
    steps = [[(place + end) / span, colour] for place, colour in enumerate(others) for end in (0, 0.9)]
    scale = [[(len(others) + depth) / span, colour] for depth, colour in theme.SCALE]
    return {
        "type": "heatmap",
        "z": [
            [round(cell.depth, 4) if fill is None else numbers.get(fill) for cell, fill in zip(row, own, strict=True)]
            for row, own in zip(matrix.cells, fills, strict=True)
        ],
        "colorscale": [*steps, *scale],
        "zmin": -len(others),
        "zmax": 1,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }


def _own_fill(cell: Cell) -> str | None:
    """The colour of a cell that has its own; None where the scale gives it."""
    return None if cell.state == "value" and not cell.total and not cell.colour else cell_colours(cell)[0]


def _cell_texts(matrix: Matrix, ink: str, style: Style) -> Properties:
    """Texts of one colour, which answer to the pointer: Plotly selects no cell of a heatmap.

    The nearest one, at any distance, is that of the cell under the pointer. A cell chosen does not fade the others.
    """
    cells = [
        (x, y, cell) for y, row in enumerate(matrix.cells) for x, cell in enumerate(row) if cell_colours(cell)[1] == ink
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _y, _cell in cells],
        "y": [y for _x, y, _cell in cells],
        "text": [f"<b>{escaped(cell.text)}</b>" if cell.total else escaped(cell.text) for _x, _y, cell in cells],
        "textfont": {"size": style.size(12), "color": ink},
        "selected": {"textfont": {"color": ink}},
        "unselected": {"textfont": {"color": ink}},
        "customdata": [cell.code for _x, _y, cell in cells],
        "hovertemplate": "%{y}<br>%{x}<br><b>%{text}</b><extra></extra>",
    }


# Maps


def _map(figure: Map, style: Style) -> Drawing:
    """Equal areas, because shading compares them; only layers that our own shapes hold."""
    longitudes, latitudes = figure.window
    named = [*(shade.meaning for shade in figure.shades if shade.countries), figure.places_name]
    entries = sum(map(bool, named))
    geo = {
        "scope": "world",
        "resolution": 50,
        "projection": {"type": "equal earth"},
        "showland": True,
        "landcolor": theme.OUTSIDE,
        "showcoastlines": False,
        "showlakes": False,
        "showframe": False,
        "lonaxis": {"range": list(longitudes)},
        "lataxis": {"range": list(latitudes)},
    }
    traces = [_shade(shade) for shade in figure.shades if shade.countries]
    return Drawing(
        [*traces, _places(figure, style)] if figure.places or figure.places_name else traces,
        {"geo": geo, "showlegend": entries > 0},
        style.room(250),
        foot=style.room(16 + 18 * math.ceil(entries / 2)) if entries else 8,
    )


def _shade(shade: Shade) -> Properties:
    said = {"hovertemplate": f"%{{hovertext}}<br>{escaped(shade.meaning)}<extra></extra>"}
    return {
        "type": "choropleth",
        "locations": [country.iso3 for country in shade.countries],
        "z": [1] * len(shade.countries),
        "colorscale": [[0, shade.colour], [1, shade.colour]],
        "showscale": False,
        "showlegend": bool(shade.meaning),
        "name": escaped(shade.meaning),
        "marker": {"line": {"color": shade.outline, "width": 0.4}},
        "unselected": STEADY,
        **_facts(shade.countries),
        **(said if shade.is_said and shade.meaning else {}),
    }


def _places(figure: Map, style: Style) -> Properties:
    places = figure.places
    names = {"text": [escaped(place.name) for place in places], "textposition": "top center"}
    return {
        "type": "scattergeo",
        "mode": "markers+text" if figure.labelled else "markers",
        "lat": [place.lat for place in places],
        "lon": [place.lon for place in places],
        "customdata": [place.code for place in places],
        **(names if figure.labelled else {}),
        **_facts(places),
        "marker": _marker(
            [style.size(place.size) for place in places], theme.HIGHLIGHT, style, opacity=1 if figure.labelled else 0.7
        ),
        "unselected": STEADY,
        "name": escaped(figure.places_name),
        "showlegend": bool(figure.places_name),
    }


# Flow


def _flow(flow: Flow, style: Style) -> Drawing:
    """Bands in the colour of their state on the left."""
    states = [*flow.left, *flow.right]
    font = {"size": style.size(12), "color": theme.QUIET}
    titles = [
        note(style.wrapped(title, 24), style, x=x, y=1, xanchor=side, yanchor="bottom", yshift=8, align=side, font=font)
        for x, side, title in ((0, "left", flow.left_title), (1, "right", flow.right_title))
    ]
    node = {
        "label": [f"{style.wrapped(state.name, 16)} · <b>{number(state.count)}</b>" for state in states],
        "color": [state.colour for state in states],
        "x": [0.001] * len(flow.left) + [0.999] * len(flow.right),
        "y": [middle for side in (flow.left, flow.right) for middle in _middles([each.count for each in side])],
        "pad": style.size(22),
        "thickness": style.size(16),
        "line": {"width": 0},
        "hovertemplate": "%{label}<extra></extra>",
    }
    link = {
        "source": [band.before for band in flow.bands],
        "target": [len(flow.left) + band.after for band in flow.bands],
        "value": [band.count for band in flow.bands],
        "color": [_faint(flow.left[band.before].colour, band.moved) for band in flow.bands],
        "customdata": [number(band.count) for band in flow.bands],
        "hovertemplate": "%{source.label}<br>%{target.label}<br><b>%{customdata}</b><extra></extra>",
    }
    text = {"size": style.size(12.5), "color": theme.INK, "shadow": "none"}
    return Drawing(
        [{"type": "sankey", "arrangement": "fixed", "node": node, "link": link, "textfont": text}],
        {"annotations": titles},
        style.room(max(260, 44 * max(len(flow.left), len(flow.right)))),
        left=12,
        right=12,
        top=style.room(48),
        foot=16,
    )


def _middles(counts: Sequence[int]) -> list[float]:
    """The middle of each state in its column, from 0 at the top; a gap of 3% between them."""
    gap = 0.03
    scale = max(1 - gap * (len(counts) - 1), 0.1) / max(sum(counts), 1)
    middles, top = [], 0.0
    for count in counts:
        middles.append(min(max(top + count * scale / 2, 0.001), 0.999))
        top += count * scale + gap
    return _rounded(middles)


def _faint(colour: str, moved: bool) -> str:
    strength = 2 * FAINT if colour == theme.RULE else FAINT if moved else FAINT / 2
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:.3f})"
