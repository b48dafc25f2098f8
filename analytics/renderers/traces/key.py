"""The key of a drawing: what each colour and mark means, in lines of its own; Plotly's own legend cuts long names."""

from collections.abc import Sequence

from analytics.charts import theme
from analytics.charts.description import Figure, is_empty
from analytics.charts.legend import Entry, entries_in_lines, legend
from analytics.charts.text_width import width
from analytics.renderers.traces.elements import note
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties, Style


def key_above(figure: Figure, left: int, style: Style, under: int = 0) -> tuple[list[Properties], int]:
    """The key over what is drawn, where it is read first, and the pixels that it takes; none where nothing is drawn.

    It stands at the `left` end of the whole figure, over the pixels `under` it that an axis takes.
    """
    if is_empty(figure):
        return [], 0
    lines = entries_in_lines(
        legend(figure), round(style.across / 6 / style.enlarged), lambda entry: len(entry.name) + 4
    )
    if not lines:
        return [], 0
    text = '<span style="color:{colour}">{mark}</span>\u00a0{name}'
    key = "<br>".join(
        "\u2002 ".join(text.format(colour=colour, mark=mark, name=escaped(name)) for mark, colour, name in line)
        for line in lines
    )
    place = {"xshift": 4 - left, "y": 1, "yanchor": "bottom", "yshift": under + 4}
    return [note(key, style, **place)], style.room(10 + 17 * len(lines))


def swatch(entry: Entry, side: float) -> Properties:
    """What makes a note the box of an entry, filled or hatched, with an outline: the palest colours are like paper."""
    box = {"width": side, "height": side, "bgcolor": entry.colour, "bordercolor": theme.QUIET}
    return {"text": "//" if entry.mark == "▨" else " ", "align": "center", **box}


def swatches(entries: Sequence[Entry], left: int, style: Style) -> tuple[list[Properties], int]:
    """Boxes with an outline and what they mean, from the `left` of the whole figure, and the pixels that they need.

    As many stand in a line as have room. The palest colours could not be seen in type, nor could hatching.
    """
    size, line = style.size(11.5), style.room(18)

    def wide(entry: Entry) -> float:
        return 3 * size + width(entry.name, size)

    notes: list[Properties] = []
    lines = entries_in_lines(entries, style.across, wide)
    for row, own in enumerate(lines):
        across = 4.0 - left
        for entry in own:
            shared: Properties = {"yshift": -line * row - 10, "borderpad": 0, "font": {"size": size}}
            notes.append({**note("", style, xshift=across, **shared), **swatch(entry, size)})
            notes.append(note(escaped(entry.name), style, xshift=across + 1.5 * size, **shared))
            across += wide(entry)
    return notes, line * len(lines) + 12 if lines else 8
