"""The key under bars: what each colour and mark means, in lines of its own; Plotly's own legend cuts long names."""

from collections.abc import Sequence

from analytics.charts import theme
from analytics.charts.legend import Entry
from analytics.charts.text_width import width
from analytics.renderers.traces.labels import escaped, line_count
from analytics.renderers.traces.parts import note
from analytics.renderers.traces.style import Properties, Style


def key_text(entries: Sequence[Entry], style: Style) -> str:
    """Entries as many to a line as have room; empty if there are none."""
    lines: list[list[Entry]] = [[]]
    for entry in entries:
        used = sum(len(each.name) + 4 for each in [*lines[-1], entry])
        if lines[-1] and used > round(style.across / 6 / style.enlarged):
            lines.append([])
        lines[-1].append(entry)
    text = '<span style="color:{colour}">{mark}</span>\u00a0{name}'
    return "<br>".join(
        "\u2002 ".join(text.format(colour=colour, mark=mark, name=escaped(name)) for mark, colour, name in line)
        for line in lines
    )


def swatches(entries: Sequence[Entry], left: int, style: Style) -> tuple[list[Properties], int]:
    """Boxes with an outline and what they mean, from the `left` of the whole figure, and the pixels that they need.

    As many stand in a line as have room. The palest colours could not be seen in type, nor could hatching.
    """
    size, line = style.size(11.5), style.room(18)
    notes: list[Properties] = []
    along = down = 0.0
    for entry in entries:
        wide = 3 * size + width(entry.name, size)
        if along and along + wide > style.across:
            along, down = 0.0, down + line
        across = along + 4 - left
        place: Properties = {"yshift": -down - 10, "borderpad": 0, "font": {"size": size}}
        box = {"width": size, "height": size, "bgcolor": entry.colour, "bordercolor": theme.QUIET, "align": "center"}
        notes.append(note("//" if entry.mark == "▨" else " ", style, xshift=across, **place, **box))
        notes.append(note(escaped(entry.name), style, xshift=across + 1.5 * size, **place))
        along += wide
    return notes, round(down) + line + 12 if entries else 8


def key_room(key: str, style: Style) -> int:
    """Pixels that a key needs under the drawing, and the little that there is without one."""
    return style.room(16 + 17 * line_count(key)) if key else 8
