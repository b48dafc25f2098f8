"""The key under bars: what each colour and mark means, in lines of its own; Plotly's own legend cuts long names."""

from collections.abc import Sequence

from analytics.charts.legend import Entry
from analytics.renderers.traces.labels import escaped, line_count
from analytics.renderers.traces.style import Style


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


def key_room(key: str, style: Style) -> int:
    """Pixels that a key needs under the drawing, and the little that there is without one."""
    return style.room(16 + 17 * line_count(key)) if key else 8
