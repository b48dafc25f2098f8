"""Charts of bars under each other, each with its heading."""

from analytics.charts import theme
from analytics.charts.description import Panels
from analytics.renderers.traces.bars import bar_layout, bar_traces, end_of_scale
from analytics.renderers.traces.elements import NAME, PLAIN, name_axis, name_room, note, row_label, row_room
from analytics.renderers.traces.key import key_above
from analytics.renderers.traces.style import Drawing, Properties, Style


def panels_drawing(panels: Panels, style: Style) -> Drawing:
    """Charts of bars under each other, each under its heading, their rows equally high."""
    rows = [row for chart in panels.charts for row in chart.rows]
    left = name_room([text for row in rows for text in (row.name, row.note)], NAME, style)
    names = [[row_label(row, NAME, style) for row in chart.rows] for chart in panels.charts]
    least, heading = (25, 32) if panels.shared else (30, 30)
    row = max([least, *map(row_room, names)])
    height = style.size(heading * len(panels.charts) + row * len(rows))
    end = max(map(end_of_scale, panels.charts), default=1)
    traces: list[Properties] = []
    layout: Properties = {"annotations": []}
    top = 1.0
    for at, (chart, own) in enumerate(zip(panels.charts, names, strict=True)):
        axes = str(at + 1) if at else ""
        top -= style.size(heading) / height
        low = top - style.size(row * len(chart.rows)) / height
        scale = {"range": [0, end if panels.shared else end_of_scale(chart)], "anchor": f"y{axes}"}
        domain = {"domain": [max(round(low, 5), 0), round(top, 5)], "anchor": f"x{axes}"}
        layout[f"xaxis{axes}"] = {**PLAIN, "visible": False, **scale}
        layout[f"yaxis{axes}"] = name_axis(own, style, **domain)
        layout["annotations"].append(_heading(chart.title, left, top, style))
        layout |= bar_layout(chart)
        traces += [{**trace, "xaxis": f"x{axes}", "yaxis": f"y{axes}"} for trace in bar_traces(chart, style)]
        top = low
    key, above = key_above(panels, left, style)
    layout["annotations"] += key
    return Drawing(traces, layout, int(height), left, top=above)


def _heading(title: str, left: int, top: float, style: Style) -> Properties:
    font = {"size": style.size(13), "color": theme.ACCENT}
    return note(style.wrapped(title, 62), style, xshift=8 - left, y=round(top, 5), yanchor="bottom", font=font)
