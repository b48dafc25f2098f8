"""A description as an image for a room or a screen in the hand: laid out by itself, in type that is read from afar.

From the top: title, scope, drawing, legend, source. The drawing takes the whole width and what height the words leave.
Names are wrapped, then their column is widened, then they are shortened: the table has them whole. Where there are
more rows than can be read, the image shows the first ones and says so.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from analytics.charts import theme
from analytics.charts.description import (
    Bars,
    Cell,
    Dot,
    Dots,
    Figure,
    Flow,
    Map,
    Matrix,
    Panels,
    Row,
    Series,
    is_empty,
)
from analytics.charts.label_places import LABEL, placed_labels
from analytics.charts.text_width import broken, largest, shortened, widest_word, width
from analytics.renderers.equal_earth import form, share, widened
from analytics.renderers.traces import Properties, Style, drawing, escaped, value_text
from analytics.words import _, number

WIDE, SQUARE, PORTRAIT = (1920, 1080), (1080, 1080), (1080, 1350)
"""Width and height in pixels: a slide or a screen on stage, and two forms for social media."""

LEAST = 18
"""Pixels of the smallest type."""

MARGIN, TOP, BOTTOM = 48, 22, 18
LEADING = 1.2
"""Height of a line of words, in sizes of its type."""

KEY_LEADING = 1.35
"""Height of a line of the legend."""

TICK_LEADING = 1.3
"""Height of a line of a label with several lines, as Plotly sets them."""

TYPE = 12
"""Pixels of most type in the style of a page; names have this size times the enlargement."""

SIZES = (30, 28, 26, 24, 22, 20, LEAST)
"""Pixels of names and numbers, the largest that fits."""

HEADING = 1.4
"""Height of the heading of a panel, in rows."""

SIDES: dict[str, tuple[int, int, Properties]] = {
    "middle right": (1, 0, {"xanchor": "left", "yanchor": "middle"}),
    "middle left": (-1, 0, {"xanchor": "right", "yanchor": "middle"}),
    "top center": (0, 1, {"xanchor": "center", "yanchor": "bottom"}),
    "bottom center": (0, -1, {"xanchor": "center", "yanchor": "top"}),
}
"""Where a name stands beside a point: how far to the right and up, and what of it is at that place."""

FEW_PLACES = 12
"""Places in view that are all named."""

MANY_COLUMNS = (0.14, 0.2, 0.26)
"""Parts of the width that names beside a matrix of many columns may take."""

MOST_LINES = 4
"""Lines of a name under an upright bar or over a column."""

THINNEST = LEAST * TICK_LEADING + 1
"""Pixels of a row that can be read."""

THICKEST = 110
"""Pixels of a bar, however few there are."""


class Box(NamedTuple):
    """A part of the image, in pixels from its upper left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class Plot(NamedTuple):
    """What is drawn, and the part of the image between its axes; `notes` are texts in pixels from the upper left."""

    traces: list[Properties]
    layout: Properties
    inner: Box
    notes: Sequence[Properties] = ()


class Entry(NamedTuple):
    """An entry of the legend: its mark, its colour, what it means."""

    mark: str
    colour: str
    name: str


def image_figure(figure: Figure, title: str, scope: str, source: str, size: tuple[int, int] = WIDE) -> dict[str, Any]:
    """A Plotly dictionary of fixed width and height, with everything on it that an image needs to stand alone."""
    legend = [] if is_empty(figure) else _legend(figure)
    box = _frame(title, scope, source, legend, size)[1]
    shown, said = _readable(figure, box)
    notes, box = _frame(title, f"{scope} {said}".strip(), source, legend, size)
    plot = _plot(shown, box)
    inner = plot.inner
    left, top = inner.left, inner.top
    placed = [
        {**note, "xshift": note["xshift"] - left, "yshift": note["yshift"] + top} for note in (*notes, *plot.notes)
    ]
    layout = {
        "font": {"family": theme.FONT, "size": LEAST, "color": theme.INK},
        "paper_bgcolor": theme.PAPER,
        "plot_bgcolor": theme.PAPER,
        **plot.layout,
        "showlegend": False,
        "annotations": placed,
        "width": size[0],
        "height": size[1],
        "margin": {
            "l": round(left),
            "t": round(top),
            "r": round(size[0] - inner.right),
            "b": round(size[1] - inner.bottom),
            "autoexpand": False,
        },
    }
    return {"data": plot.traces, "layout": layout}


# Words around the drawing


def _frame(
    title: str, scope: str, source: str, legend: Sequence[Entry], size: tuple[int, int]
) -> tuple[list[Properties], Box]:
    """The words of an image, and the room that they leave for the drawing."""
    across = size[0] - 2 * MARGIN
    is_wide = size[0] > size[1]
    heading, large = _fitted(title, across, (56, 52), 1, bold=True)
    if len(heading) > 1:
        heading, large = _fitted(title, across, (48, 44, 40) if is_wide else (44, 40), 2 if is_wide else 4, bold=True)
    heading = shortened(title, large, across, 3 if is_wide else 5, bold=True)
    under, small = _fitted(scope, across, (26, 24, 22, 20), 1 if is_wide else 2)
    under = shortened(scope, small, across, 2 if is_wide else 3)
    below = broken(source, LEAST, across)
    notes = _lines([f"<b>{escaped(line)}</b>" for line in heading], TOP, large)
    top = TOP + LEADING * large * len(heading)
    notes += _lines(map(escaped, under), top, small, color=theme.QUIET)
    top += LEADING * small * len(under) + 14
    bottom = size[1] - BOTTOM - LEADING * LEAST * len(below)
    notes += _lines(map(escaped, below), bottom, LEAST, color=theme.QUIET)
    lines, key = _legend_lines(legend, across)
    bottom -= 8 + KEY_LEADING * key * len(lines)
    for place, line in enumerate(lines):
        notes += _legend_line(line, bottom + KEY_LEADING * key * place, key)
    return notes, Box(MARGIN, top, size[0] - MARGIN, bottom - (8 if lines else 0))


def _fitted(text: str, room: float, sizes: Sequence[float], most: int, bold: bool = False) -> tuple[list[str], float]:
    """The lines of a text in the largest type in which there are at most so many; in the smallest there may be more."""
    size = largest(sizes, lambda each: len(broken(text, each, room, bold)) <= most)
    return broken(text, size, room, bold), size


def _lines(texts: Iterable[str], top: float, size: float, **font: Any) -> list[Properties]:
    return [_note(text, MARGIN, top + LEADING * size * place, size, **font) for place, text in enumerate(texts)]


def _note(text: str, left: float, top: float, size: float, **font: Any) -> Properties:
    """A text at a place in pixels from the upper left of the image."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": left,
        "yshift": -top,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, **font},
    }


def _legend(figure: Figure) -> list[Entry]:
    """What the colours and marks of a figure mean, each once."""
    match figure:
        case Bars():
            entries = _legend_of_bars(figure)
        case Panels(charts=charts):
            entries = [entry for chart in charts for entry in _legend_of_bars(chart)]
        case Dots():
            several = figure.ranks or len(figure.groups) > 1
            entries = [Entry("●", group.colour, group.name) for group in figure.groups if several]
            if figure.x_log and figure.y_log and figure.proportion:
                entries.append(Entry("┄", theme.QUIET, _("in proportion")))
        case Matrix(legend=legend):
            entries = [Entry("■", *each) for each in legend]
        case Map(shades=shades, places=places):
            entries = [Entry("■", shade.colour, shade.meaning) for shade in shades if shade.countries]
            entries += [Entry("●", theme.HIGHLIGHT, figure.places_name)] if places else []
        case Flow():
            entries = []
    return list(dict.fromkeys(entry for entry in entries if entry.name))


def _legend_of_bars(bars: Bars) -> list[Entry]:
    several = bars.stacked or len(bars.series) > 1 or bars.reference
    entries = [Entry("■", series.colour, series.name) for series in bars.series if several]
    if bars.reference:
        entries.append(Entry("◆" if bars.stacked else "|", bars.reference.colour, bars.reference.name))
    return entries


def _legend_lines(legend: Sequence[Entry], across: float) -> tuple[list[list[Entry]], float]:
    """The entries in as many lines as they need, in one if type of any size allows it, and the size of the type."""
    lines: list[list[Entry]] = []
    size: float = LEAST
    for size in (22, 20, LEAST):
        lines = []
        left = math.inf
        for entry in legend:
            wide = _entry_width(entry, size)
            if left + wide > across:
                lines.append([])
                left = 0
            lines[-1].append(entry)
            left += wide
        if len(lines) <= 1:
            break
    return lines, size


def _entry_width(entry: Entry, size: float) -> float:
    return 1.4 * size + width(entry.name, size) + 1.4 * size


def _legend_line(entries: Sequence[Entry], top: float, size: float) -> list[Properties]:
    notes, left = [], float(MARGIN)
    for entry in entries:
        if entry.mark == "■":
            # A box with an outline, because the palest colours can't be told from paper.
            mark = _note(" ", left, top + 0.1 * size, LEAST) | {
                "width": 0.9 * size,
                "height": 0.9 * size,
                "bgcolor": entry.colour,
                "bordercolor": theme.QUIET,
            }
        else:
            mark = _note(f"<b>{entry.mark}</b>", left + 0.1 * size, top, size, color=entry.colour)
        (name,) = shortened(entry.name, size, 2000, 1)
        notes += [mark, _note(escaped(name), left + 1.4 * size, top, size)]
        left += _entry_width(entry, size)
    return notes


# Which rows are shown


def _readable(figure: Figure, box: Box) -> tuple[Figure, str]:
    """As many rows and columns of a figure as can be read, and a sentence on those that are left out."""
    most = int(box.height / THINNEST)
    match figure:
        case Bars(upright=True):
            every, most = len(figure.rows), int(box.width / 44)
            return _first_of_bars(figure, most), _said(most, every)
        case Bars():
            # Numbers of bars side by side stand under each other.
            each = 1 if figure.stacked or len(figure.series) < 2 else 1.5 * len(figure.series)
            every, most = len(figure.rows), int((most - figure.ratio) / each)
            return _first_of_bars(figure, most), _said(most, every)
        case Panels(charts=charts):
            every = sum(len(chart.rows) for chart in charts)
            most = int(most - HEADING * len(charts))
            part = min(1, most / max(every, 1))
            cut = [_first_of_bars(chart, max(1, int(part * len(chart.rows)))) for chart in charts]
            return replace(figure, charts=tuple(cut)), _said(sum(len(chart.rows) for chart in cut), every)
        case Dots(ranks=True):
            every = sum(len(group.dots) for group in figure.groups)
            first = sorted(dot.y for group in figure.groups for dot in group.dots)[: most - 2]
            groups = tuple(
                replace(each, dots=tuple(dot for dot in each.dots if dot.y in first)) for each in figure.groups
            )
            return replace(figure, groups=groups), _said(most - 2, every)
        case Matrix():
            return _readable_matrix(figure, box)
    return figure, ""


def _said(shown: int, every: int) -> str:
    if shown >= every:
        return ""
    return _("The image shows {count} of {all} rows; the table has all.").format(count=number(shown), all=number(every))


def _first_of_bars(bars: Bars, most: int) -> Bars:
    def first(values: Any) -> Any:
        return replace(values, values=values.values[:most])

    return replace(
        bars,
        rows=bars.rows[:most],
        series=tuple(map(first, bars.series)),
        reference=first(bars.reference) if bars.reference else None,
    )


def _readable_matrix(matrix: Matrix, box: Box) -> tuple[Matrix, str]:
    """The first rows and columns of a matrix, and with them the last one if it is a total."""
    if not matrix.cells:
        return matrix, ""
    room = (1 - MANY_COLUMNS[-1]) * box.width
    most = max(int(room / _cell_width(matrix, LEAST)), 10)
    across = _kept(all(row[-1].total for row in matrix.cells), len(matrix.columns), most)
    most = int(0.74 * box.height / THINNEST)
    down = _kept(all(cell.total for cell in matrix.cells[-1]), len(matrix.rows), most)

    def shown(cell: Cell) -> Cell:
        fits = cell.state != "no_data" or width(cell.text, LEAST) + 8 <= room / len(across)
        return cell if fits else replace(cell, text="")

    columns = _("The image shows {count} of {all} columns; the table has all.").format(
        count=number(len(across)), all=number(len(matrix.columns))
    )
    said = [_said(len(down), len(matrix.rows)), columns if len(across) < len(matrix.columns) else ""]
    readable = replace(
        matrix,
        columns=tuple(matrix.columns[each] for each in across),
        rows=tuple(matrix.rows[each] for each in down),
        cells=tuple(tuple(shown(matrix.cells[row][each]) for each in across) for row in down),
    )
    return readable, " ".join(filter(None, said))


def _kept(has_total: bool, count: int, most: int) -> list[int]:
    """The places of those that are shown of so many, in order; a total at the end stays."""
    if count <= most:
        return list(range(count))
    return [*range(most - 1), count - 1] if has_total else list(range(most))


# Drawings


def _plot(figure: Figure, box: Box) -> Plot:
    if is_empty(figure):
        hidden = {"visible": False}
        return Plot([], {"xaxis": hidden, "yaxis": hidden}, box, _lines([_("There is nothing to draw.")], box.top, 26))
    match figure:
        case Bars(upright=True):
            return _upright_bars(figure, box)
        case Bars():
            return _bars(figure, box)
        case Panels():
            return _panels(figure, box)
        case Dots(ranks=True):
            return _ranks(figure, box)
        case Dots():
            return _scatter(figure, box)
        case Matrix():
            return _matrix(figure, box)
        case Map():
            return _map(figure, box)
        case Flow():
            return _flow(figure, box)


class Names(NamedTuple):
    """Names as they stand beside their rows: labels, the size of their type and the width of their column."""

    labels: list[str]
    size: float
    width: float


def _names(
    rows: Sequence[Row | Dot], box: Box, height: float, most: float = math.inf, parts: Sequence[float] = ()
) -> Names:
    """Names in the largest type, up to `most`, in which they fit into rows of a height, with notes if they can."""
    parts = parts or ((0.2, 0.3, 0.42) if box.width > 1200 else (0.3, 0.4, 0.48))
    sizes = [size for size in SIZES if size <= most] or [LEAST]
    for noted in (True, False):
        # A note is worth less than names that are read from afar.
        for size in [size for size in sizes if size > 20 or not noted]:
            for part in parts:
                room = part * box.width
                lines = max(len(broken(row.name, size, room)) + (noted and bool(row.note)) for row in rows)
                fits = widest_word([row.name for row in rows], size) <= room
                if fits and lines * TICK_LEADING * size <= 0.96 * height:
                    return _labels(rows, size, room, lines, noted)
    return _labels(rows, LEAST, parts[-1] * box.width, max(1, int(height / TICK_LEADING / LEAST)), False)


def _labels(rows: Sequence[Row | Dot], size: float, room: float, most: int, noted: bool) -> Names:
    labels, widest = [], 0.0
    for row in rows:
        lines = shortened(row.name, size, room, most)
        note = shortened(row.note, LEAST, room, 1)[0] if noted else ""
        widest = max([widest, width(note, LEAST), *(width(line, size) for line in lines)])
        small = f'<br><span style="font-size:{LEAST}px;color:{theme.QUIET}">{escaped(note)}</span>'
        labels.append("<br>".join(map(escaped, lines)) + (small if note else ""))
    return Names(labels, size, widest)


def _beside(names: Names, box: Box, above: float = 0) -> Box:
    """The room between the axes where names stand at the left and an axis above."""
    return Box(box.left + names.width + 16, box.top + above, box.right, box.bottom)


def _named(axis: Properties, names: Names) -> Properties:
    return {**axis, "ticktext": names.labels, "tickfont": {"size": names.size}, "ticks": "", "ticklabelstandoff": 8}


def _bars(bars: Bars, box: Box) -> Plot:
    height = box.height / (len(bars.rows) + bars.ratio)
    names = _names(bars.rows, box, height, _most_type(bars, height))
    inner = _beside(names, box, above=1.7 * names.size if bars.ratio else 0)
    traces, layout = _bars_drawn(bars, inner, height, names.size)
    return Plot(traces, {**layout, "yaxis": _named(layout["yaxis"], names)}, inner)


def _most_type(bars: Bars, height: float) -> float:
    """The largest type of numbers that are as high as the bars they stand in, or beside one of several bars."""
    if not bars.stacked and len(bars.series) == 1:
        return math.inf
    return (1 - _gap(bars, height)) * height / (1 if bars.stacked else len(bars.series)) / LEADING


def _gap(bars: Bars, height: float) -> float:
    """The part of a row that is left free between bars."""
    return max(0.2 if bars.stacked else 0.3, 1 - THICKEST / height)


def _bars_drawn(bars: Bars, inner: Box, height: float, size: float) -> tuple[list[Properties], Properties]:
    """The traces of bars in rows of a height, and a layout whose scale holds the longest bar with its number."""
    traces, layout = _drawn(bars, inner, size)
    gap = _gap(bars, height)
    if bars.reference and not bars.stacked:
        traces = _with_marks(bars, bars.reference, traces, (1 - gap) * height, size)
    layout["xaxis"]["tickfont"] = {"size": size}
    if not (bars.whole or bars.ratio):
        layout["xaxis"]["range"] = [0, _end(bars, inner.width, size)]
    return traces, {**layout, "bargap": gap}


def _drawn(figure: Bars | Panels, inner: Box, size: float) -> tuple[list[Properties], Properties]:
    """The traces and the layout of bars in type of a size, with room between a bar and its number."""
    traces, layout = drawing(figure, Style(size / TYPE, across=round(inner.width)))[:2]
    for trace in traces:
        if trace.get("textposition") == "outside":
            trace["text"] = [f"\u2002{text}" for text in trace["text"]]
        elif trace.get("mode") == "markers+text":
            trace["textfont"] = {"size": size}
    return traces, layout


def _with_marks(bars: Bars, marks: Series, traces: list[Properties], thickness: float, size: float) -> list[Properties]:
    """Bars whose marks are as high as they are, with their numbers beyond bar and mark."""
    rows = list(zip(bars.rows, bars.series[0].values, marks.values, strict=True))
    for trace in traces:
        if trace["type"] == "bar":
            del trace["text"]
        elif trace["mode"] == "markers":
            # Plotly draws this mark 1.4 times as long as its size.
            trace["marker"]["size"] = thickness / 1.4 * 1.1
    written = {
        "type": "scatter",
        "mode": "text",
        "x": [max(value.number or 0, mark.number or 0) for _row, value, mark in rows],
        "y": list(range(len(rows))),
        "text": [f"\u2002{escaped(value_text(value, row, bars.numbers))}" for row, value, _mark in rows],
        "textposition": "middle right",
        "textfont": {"size": size},
        "cliponaxis": False,
    }
    return [*traces, written]


def _end(bars: Bars, across: float, size: float) -> float:
    """Where a scale ends so that the number at each bar, and at each mark, is inside."""
    ends = [1e-9]
    for place, row in enumerate(bars.rows):
        own = [series.values[place] for series in bars.series]
        mark = bars.reference.values[place] if bars.reference else None
        length = sum(each.number or 0 for each in own) if bars.stacked else max(each.number or 0 for each in own)
        texts = [] if bars.stacked else [value_text(each, row, bars.numbers) for each in own]
        if mark and mark.number is not None:
            length = max(length, mark.number)
            texts += [value_text(mark, row, bars.numbers)]
        room = max((width(text, 1.1 * size, bold=True) + 1.2 * size for text in texts), default=0)
        ends.append(length * across / max(across - room, 0.3 * across))
    return max(ends)


def _panels(panels: Panels, box: Box) -> Plot:
    """Charts under each other, their rows equally high, each with a heading over the whole width."""
    rows = [row for chart in panels.charts for row in chart.rows]
    height = box.height / (len(rows) + HEADING * len(panels.charts))
    names = _names(rows, box, height, min(_most_type(chart, height) for chart in panels.charts))
    inner = _beside(names, box)
    traces, layout = _drawn(panels, inner, names.size)
    ends = [_end(chart, inner.width, names.size) for chart in panels.charts]
    notes, top, start = [], box.top, 0
    for place, chart in enumerate(panels.charts):
        axis = str(place + 1) if place else ""
        (heading,) = shortened(chart.title, names.size, box.width, 1, bold=True)
        foot = top + HEADING * height
        notes.append(
            _note(f"<b>{escaped(heading)}</b>", box.left, foot - 1.35 * names.size, names.size, color=theme.ACCENT)
        )
        top = foot + height * len(chart.rows)
        own = Names(names.labels[start : start + len(chart.rows)], names.size, names.width)
        start += len(chart.rows)
        layout[f"yaxis{axis}"] = _named(layout[f"yaxis{axis}"], own) | {
            "domain": [max(0, (box.bottom - top) / box.height), (box.bottom - foot) / box.height]
        }
        layout[f"xaxis{axis}"]["range"] = [0, max(ends) if panels.shared else ends[place]]
    return Plot(traces, layout, inner, notes)


def _upright_bars(bars: Bars, box: Box) -> Plot:
    each = 0.92 * box.width / len(bars.rows)
    names = [row.name for row in bars.rows]
    size = largest(
        SIZES,
        lambda size: (
            widest_word(names, size) <= each and all(len(broken(name, size, each)) <= MOST_LINES for name in names)
        ),
    )
    lines = [shortened(name, size, each, MOST_LINES) for name in names]
    inner = box._replace(bottom=box.bottom - TICK_LEADING * size * max(map(len, lines)) - 12)
    traces, layout = drawing(bars, Style(size / TYPE, across=round(inner.width)))[:2]
    labels = Names(["<br>".join(map(escaped, each)) for each in lines], size, 0)
    longest = layout["yaxis"]["range"][1] / 1.18
    return Plot(
        traces,
        {
            **layout,
            "xaxis": _named(layout["xaxis"], labels) | {"tickangle": 0},
            "yaxis": {**layout["yaxis"], "range": [0, longest * inner.height / (inner.height - 1.8 * size)]},
        },
        inner,
    )


def _ranks(dots: Dots, box: Box) -> Plot:
    rows = sorted((dot for group in dots.groups for dot in group.dots), key=lambda dot: dot.y)
    height = box.height / (len(rows) + 1)
    names = _names(rows, box, height)
    inner = _beside(names, box, above=1.7 * names.size)
    traces, layout = drawing(dots, Style(names.size / TYPE, across=round(inner.width)))[:2]
    layout["xaxis"]["tickfont"] = {"size": names.size}
    return Plot(traces, {**layout, "yaxis": _named(layout["yaxis"], names)}, inner)


def _scatter(dots: Dots, box: Box) -> Plot:
    enlarged = 2.0 if box.width > 1200 else 1.75
    style = Style(enlarged)
    inner = Box(box.left + style.size(32), box.top + 42, box.right, box.bottom - style.size(33))
    traces, layout = drawing(dots, replace(style, wider=1.3, across=round(inner.width), down=round(inner.height)))[:2]
    return Plot(traces, layout, inner, [_note(escaped(dots.y_title), box.left, box.top, 22, color=theme.QUIET)])


def _matrix(matrix: Matrix, box: Box) -> Plot:
    """Cells under heads that are written across, or upwards where columns are too narrow for their words."""
    parts = MANY_COLUMNS if len(matrix.columns) > 10 else ()
    names = _names([Row(name) for name in matrix.rows], box, 0.74 * box.height / len(matrix.rows), parts=parts)
    across = (_beside(names, box).width) / len(matrix.columns)
    fitting = [size for size in SIZES if size <= max(names.size, LEAST) and _cell_width(matrix, size) <= across]
    cells = fitting[0] if fitting else LEAST
    level = [size for size in SIZES if size <= cells and widest_word(matrix.columns, size) <= across - 10]
    if level:
        size, angle, long, most = level[0], 0, across - 10, MOST_LINES
    else:
        size, angle, long, most = LEAST, -90, 0.24 * box.height, max(1, int(across / TICK_LEADING / LEAST))
    heads = [shortened(name, size, long, most) for name in matrix.columns]
    above = 14 + (
        max(width(line, size) for head in heads for line in head)
        if angle
        else TICK_LEADING * size * max(map(len, heads))
    )
    inner = _beside(names, box, above)
    traces, layout = drawing(matrix, Style(cells / TYPE))[:2]
    head = Names(["<br>".join(map(escaped, lines)) for lines in heads], size, 0)
    return Plot(
        traces,
        {
            **layout,
            "xaxis": _named(layout["xaxis"], head) | {"tickangle": angle},
            "yaxis": _named(layout["yaxis"], names),
        },
        inner,
    )


def _cell_width(matrix: Matrix, size: float) -> float:
    """What the widest text needs, but for “no data”, which a narrow cell says by its colour alone."""
    return 8 + max(
        (width(cell.text, size, cell.total) for row in matrix.cells for cell in row if cell.state != "no_data"),
        default=0,
    )


def _map(figure: Map, box: Box) -> Plot:
    """The map as large as the box: the window is widened to its form, so that neighbours fill what would be empty."""
    shown = replace(figure, window=widened(figure.window, box.width / box.height), labelled=False)
    enlarged = 2.0 if box.width > 1200 else 1.7
    traces, layout = drawing(shown, Style(enlarged))[:2]
    for trace in traces:
        trace["marker"]["line"]["width"] = 1
    across = (box.width - min(box.width, box.height * form(shown.window))) / 2
    down = (box.height - min(box.height, box.width / form(shown.window))) / 2
    drawn = Box(box.left + across, box.top + down, box.right - across, box.bottom - down)
    points = [share(shown.window, place.lon, place.lat) for place in figure.places]
    few = sum(0 <= x <= 1 and 0 <= y <= 1 for x, y in points) <= FEW_PLACES
    return Plot(traces, layout, box, _place_names(shown, points, drawn, enlarged) if figure.labelled or few else ())


def _place_names(figure: Map, points: list[tuple[float, float]], box: Box, enlarged: float) -> list[Properties]:
    """The names of places that find room beside their dots, without the country, which is seen."""
    seen = {country.name for shade in figure.shades for country in shade.countries}
    parts = [place.name.rpartition(", ") for place in figure.places]
    names = {at: own if country in seen else own + comma + country for at, (own, comma, country) in enumerate(parts)}
    # Sides are chosen at the size of a page, for which the distances between dots and names are meant.
    sides = placed_labels(points, names, box.height / enlarged, box.width / enlarged)
    notes = []
    for at, side in sides.items():
        right, up, anchors = SIDES[side]
        left, top = box.left + points[at][0] * box.width, box.bottom - points[at][1] * box.height
        apart = 6 * enlarged
        note = _note(escaped(names[at]), left + right * apart, top - up * apart, LABEL * enlarged)
        notes.append({**note, **anchors, "bgcolor": "rgba(255,255,255,0.75)"})
    return notes


def _flow(flow: Flow, box: Box) -> Plot:
    """Bands between two columns of states, each state far enough from the next for its name."""
    titles, size = (flow.left_title, flow.right_title), 22.0
    heads = [shortened(title, size, 0.48 * box.width, 1, bold=True)[0] for title in titles]
    inner = box._replace(top=box.top + 2.2 * size, bottom=box.bottom - 0.6 * size)
    traces, layout = drawing(flow, Style(size / 12.5, wider=2.4))[:2]
    node = traces[0]["node"]
    traces[0]["node"] = {**node, "y": _middles(flow, inner.height, 1.4 * size), "pad": 1.4 * size}
    notes = [
        _note(f"<b>{escaped(heads[0])}</b>", box.left, box.top, size, color=theme.QUIET),
        _note(f"<b>{escaped(heads[1])}</b>", box.right, box.top, size, color=theme.QUIET) | {"xanchor": "right"},
    ]
    return Plot(traces, layout, inner, notes)


def _middles(flow: Flow, height: float, gap: float) -> list[float]:
    """The middle of each state in its column, in heights from the top, all columns on one scale."""
    columns = (flow.left, flow.right)
    pledges = max(sum(state.count for state in column) for column in columns)
    each = (height - gap * (max(map(len, columns)) - 1)) / max(pledges, 1)
    middles = []
    for column in columns:
        top = 0.0
        for state in column:
            middles.append(min(max((top + state.count * each / 2) / height, 0.001), 0.999))
            top += state.count * each + gap
    return middles
