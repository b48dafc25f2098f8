"""Bars, lying or upright, with their numbers and the marks across them."""

from collections.abc import Sequence

from analytics.charts import theme
from analytics.charts.description import Bars, Row, Series, Value
from analytics.renderers.traces.elements import (
    NAME,
    PLAIN,
    dot_marker,
    name_axis,
    name_room,
    rounded,
    row_label,
    row_room,
    stroke_marker,
    text_trace,
    tooltips,
)
from analytics.renderers.traces.key import key_above
from analytics.renderers.traces.labels import escaped, line_count
from analytics.renderers.traces.style import Drawing, Properties, Style
from analytics.shares import part_of_whole
from analytics.words import _, number, percent

SHORT_NAME = 24
"""Characters to a line of a name beside bars of equal length."""

DIGIT = 6.2
"""Pixels of a bar that a digit needs on a phone."""


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


def bars_drawing(bars: Bars, style: Style) -> Drawing:
    """Bars from left to right, their names at the left, their key above."""
    width = SHORT_NAME if bars.whole else NAME
    names = [row_label(row, width, style, shrinks=not bars.whole) for row in bars.rows]
    left = name_room([text for row in bars.rows for text in (row.name, row.note)], width, style)
    key, top = key_above(bars, left, style)
    layout = {
        "xaxis": {**PLAIN, "visible": False, "range": [0, end_of_scale(bars)]},
        "yaxis": name_axis(names, style),
        "annotations": key,
        **bar_layout(bars),
    }
    return Drawing(bar_traces(bars, style), layout, _rows_height(bars, names, style), left, top=top)


def _rows_height(bars: Bars, names: Sequence[str], style: Style) -> int:
    """Pixels of all rows together; they are equally high, so the longest name decides."""
    count = max(len(bars.rows), 2)
    if not bars.whole:
        # Bars beside each other keep the height at which their numbers have their size.
        return style.room(count * max(bars.bars_per_row() * 20 + (14 if count < 5 else 7), row_room(names)))
    noted = any(row.note for row in bars.rows)
    more = max(map(line_count, names), default=1) - 1 - noted
    return style.room(count * ((38 if noted else 28) + 12 * more))


def bar_layout(bars: Bars) -> Properties:
    """How bars of a chart stand to each other."""
    return {"bargap": 0.3, **({"barmode": "stack"} if bars.stacked else {})}


def end_of_scale(bars: Bars) -> float:
    """Where the axis of a chart ends, with room for what is written at the longest bar."""
    if bars.whole:
        return 1
    length = longest(bars)
    return round(max(1.5 * length, 0.01) if bars.numbers == "share" else max(1.18 * length, 1), 4)


def longest(bars: Bars) -> float:
    """The length of the longest bar, or how far the farthest mark is, or what the scale shall hold."""
    marks = [value.number or 0 for value in bars.reference.values] if bars.reference else []
    return bars.most or max([*bars.lengths(), *marks], default=0)


def bar_traces(bars: Bars, style: Style) -> list[Properties]:
    """The bars of a chart, the words where there are none, and the marks across them."""
    traces = [_parts(bars, series, style) if bars.stacked else _counts(bars, series, style) for series in bars.series]
    words = {}
    if bars.whole:
        words = {row: bars.empty for row, whole in enumerate(bars.sizes()) if not whole}
    elif len(bars.series) == 1:
        words = {row: value.text for row, value in enumerate(bars.series[0].values) if value.number is None}
    if words:
        traces.append(words_at_zero(words, style, "right", theme.QUIET))
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
        **(tooltips(bars.rows) if any(row.facts for row in bars.rows) else hover),
    }


def _parts(bars: Bars, series: Series, style: Style) -> Properties:
    """One part of every bar, with its count where there is room: all are in the table and in the tooltip.

    Where a mark stands beside the bars the count is in the tooltip alone.
    """
    counts, wholes = [value.number or 0 for value in series.values], bars.sizes()
    shares = [count / whole if whole else 0 for count, whole in zip(counts, wholes, strict=True)]
    end = end_of_scale(bars)
    lengths = shares if bars.whole else [count / end for count in counts]
    texts = [number(round(count, 1)) for count in counts]
    digits = (DIGIT * style.enlarged / style.across * (len(text) + 0.5) for text in texts)
    fits = [bool(count) and room <= length for count, room, length in zip(counts, digits, lengths, strict=True)]
    said = [part_of_whole(round(count), round(whole)) for count, whole in zip(counts, wholes, strict=True)]
    inside = {
        "text": [text if fit else "" for text, fit in zip(texts, fits, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": theme.ink_on(series.colour), "size": style.size(12)},
        "constraintext": "none",
    }
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(series.name),
        "x": rounded(shares) if bars.whole else counts,
        **({} if bars.reference else inside),
        "marker": {"color": series.colour, "line": {"color": theme.PAPER, "width": style.size(1)}},
        "customdata": said if bars.whole else texts,
        "hovertemplate": "%{y}<br>%{fullData.name}: <b>%{customdata}</b><extra></extra>",
    }


def words_at_zero(words: dict[int, str], style: Style, side: str, colour: str = theme.INK) -> Properties:
    """Words where a bar starts, by the row they stand in."""
    return text_trace(
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
        return {**marks, "marker": stroke_marker(15, reference.colour, 2.5, style), "hoverinfo": "skip"}
    return {
        **marks,
        "mode": "markers+text",
        "text": [f"<b>{escaped(value_text(value, row, bars.numbers))}</b>" for _row, value, row in known],
        "textposition": "middle right",
        "cliponaxis": False,
        "marker": dot_marker(style.size(11), reference.colour, style, symbol="diamond"),
        **tooltips([row for _row, _value, row in known]),
    }


def upright_bars_drawing(bars: Bars, style: Style) -> Drawing:
    """Bars from the bottom up, their names below."""
    names = [style.wrapped(row.name, 12) for row in bars.rows]
    under = style.room(8 + 16 * max(map(line_count, names), default=1))
    layout = {
        "xaxis": name_axis(names, style, range=[-0.5, len(names) - 0.5]),
        "yaxis": {**PLAIN, "visible": False, "range": [0, end_of_scale(bars)]},
        **bar_layout(bars),
    }
    traces = [_upright(trace) for trace in bar_traces(bars, style)]
    return Drawing(traces, layout, style.room(180), foot=under + 8)


def _upright(trace: Properties) -> Properties:
    """A trace of horizontal bars turned upright."""
    turned = {"x": "y", "y": "x"}
    upright = {turned.get(name, name): value for name, value in trace.items() if name != "orientation"}
    if "hovertemplate" in upright:
        upright["hovertemplate"] = upright["hovertemplate"].replace("%{y}", "%{x}")
    return {**upright, "textposition": "top center"} if trace["type"] == "scatter" else upright
