"""The whole look: colours by meaning, the type, and where a figure's title, scope and source stand."""

import html
import math
import textwrap

import plotly.graph_objects as go
import plotly.io as pio

ACCENT = "#0B5A8A"
HIGHLIGHT = "#C2410C"
INK = "#1F2933"
QUIET = "#52606D"
RULE = "#D5DAE0"
PAPER = "#FFFFFF"
STEPS = ("#5F9DC9", "#2F7DB3", "#12598C", "#08365A")
"""Sequential, light to dark, for one or more; the lightest is 3:1 against white or close to it."""

ZERO = "#FDF0DA"
"""A place or cell that could have a pledge and has none."""

NO_DATA = "#B8C0C8"
"""Nothing is known; kept for this alone."""

OUTSIDE = "#EEF1F4"
"""Not part of what is counted."""

STATES = {
    "fulfilled": (STEPS[3], PAPER),
    "in_progress": (STEPS[1], PAPER),
    "planned": (STEPS[0], INK),
    "stage_not_stated": ("#A8C8DF", INK),
    "ended_reported": ("#6E7FA8", PAPER),
    "stalled": ("#8A6D3B", PAPER),
    "withdrawn": (QUIET, PAPER),
    "overdue": (HIGHLIGHT, PAPER),
    "no_report": (NO_DATA, INK),
}
"""States of a pledge: the colour of each and that of the text on it; grey where nothing is known."""

AGES = {
    "under_12": (STEPS[3], PAPER),
    "12_to_24": (STEPS[1], PAPER),
    "over_24": (HIGHLIGHT, PAPER),
    "undated": ("#A8C8DF", INK),
    "none": (NO_DATA, INK),
}
"""How old a report is, in months."""

ANSWERS = {"yes": (ACCENT, PAPER), "no": (HIGHLIGHT, PAPER), "not_seen": (NO_DATA, INK)}
"""What a record says on a point."""

FONT = "Source Sans, Arial, sans-serif"
TEMPLATE = "coalition"

TITLE_WIDTH = 46
SCOPE_WIDTH = 62
SOURCE_WIDTH = 76
"""Characters to a line; the narrowest screen (390 px) holds them."""

TITLE_LINE = 19
"""Pixels of a line of the title."""

pio.templates[TEMPLATE] = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": [ACCENT, HIGHLIGHT, QUIET],
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "bgcolor": PAPER, "bordercolor": RULE},
        "xaxis": {"gridcolor": RULE, "linecolor": RULE, "zeroline": False, "fixedrange": True},
        "yaxis": {"gridcolor": RULE, "linecolor": RULE, "zeroline": False, "fixedrange": True},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": QUIET, "activecolor": ACCENT},
        "showlegend": False,
        "dragmode": False,
    }
)


def escaped(text: str) -> str:
    """Text from data as a label: never markup."""
    return html.escape(text, quote=False)


def wrapped(text: str, width: int) -> str:
    """Text broken into lines of at most `width` characters, escaped for a label.

    >>> wrapped("Social cohesion and anti-discrimination", 22)
    'Social cohesion and<br>anti-discrimination'
    """
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width, break_long_words=True) or [""])


def finished(
    figure: go.Figure,
    finding: str,
    scope: str,
    source: str,
    *,
    drawing: int,
    left: int = 8,
    foot: int = 8,
    top: int = 0,
    right: int = 8,
) -> go.Figure:
    """The figure with finding and scope above it and its source below, so that an image of it stands alone.

    In pixels: `drawing` is the height of the figure without its texts, `left` and `right` the
    room for labels, `foot` and `top` that between the drawing and the texts (axis labels, legend).
    """
    title, under = wrapped(finding, TITLE_WIDTH), wrapped(scope, SCOPE_WIDTH)
    below = wrapped(source, SOURCE_WIDTH)
    margin_top = 16 + TITLE_LINE * _lines(title) + 15 * _lines(under) + 14 + top
    margin_bottom = foot + 14 * _lines(below) + 8
    small = f'<span style="font-size:12px;color:{QUIET}">{under}</span>'
    height = margin_top + drawing + margin_bottom
    figure.update_layout(
        template=TEMPLATE,
        height=height,
        margin={"l": left, "r": right, "t": margin_top, "b": margin_bottom, "autoexpand": False},
        title={
            "text": f"<b>{title}</b><br>{small}",
            "font": {"size": 15, "color": INK},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1 - 14 / height,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 4},
        },
    )
    figure.add_annotation(
        text=below,
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xanchor="left",
        yanchor="top",
        xshift=4 - left,
        yshift=-foot,
        align="left",
        showarrow=False,
        font={"size": 10.5, "color": QUIET},
    )
    return figure


def retitled(figure: go.Figure, title: str) -> go.Figure:
    """A copy of a finished figure under another title, its drawing as large as before."""
    before, _bold, rest = figure.layout.title.text.partition("</b>")
    words = wrapped(title, TITLE_WIDTH)
    more = TITLE_LINE * (_lines(words) - _lines(before))
    height = figure.layout.height + more
    return go.Figure(figure).update_layout(
        height=height,
        margin_t=figure.layout.margin.t + more,
        title_y=1 - 14 / height,
        title_text=f"<b>{words}</b>{rest}",
    )


def _lines(text: str) -> int:
    return text.count("<br>") + 1


def axis_label(text: str, width: int) -> str:
    """A label of an axis, in smaller type where it takes more than one line.

    >>> axis_label("Housing", 28)
    'Housing'
    """
    lines = wrapped(text, width)
    return f'<span style="font-size:10.5px">{lines}</span>' if "<br>" in lines else lines


def label_room(labels: list[str], width: int) -> int:
    """Pixels that the longest line needs when labels are wrapped at `width` characters.

    Measured for Arial: an image cannot use the page's own font and falls back on it, which is wider.
    """
    longest = max((len(line) for label in labels for line in textwrap.wrap(label, width)), default=0)
    return 12 + int(longest * 6.1)


LEGEND = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "y": 0,
    "yanchor": "top",
    "entrywidthmode": "fraction",
    "entrywidth": 0.48,
    "font": {"size": 11.5},
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}
"""Below a drawing, in two columns; a click on it hides nothing."""

IMAGE = (1920, 1080)
"""Pixels of an image saved from a chart's menu: a slide."""

LOWEST_IMAGE = 540
"""The height in screen pixels that an image is drawn at before it is enlarged: type stays legible on a slide."""


def image_size(figure: go.Figure) -> tuple[int, int]:
    """Width and height in screen pixels that an image of a figure is drawn at, exactly 16:9, before it is enlarged."""
    unit = math.gcd(*IMAGE)
    wide, high = IMAGE[0] // unit, IMAGE[1] // unit
    steps = math.ceil(max(LOWEST_IMAGE, figure.layout.height) / high)
    return wide * steps, high * steps


def chart_config(figure: go.Figure, file_name: str, image_format: str) -> dict[str, object]:
    """Plotly's settings for a figure on a page; nothing in them leads to another host."""
    width, height = image_size(figure)
    size = {"height": height, "width": width, "scale": IMAGE[1] / height}
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "topojsonURL": "geography/",
        "scrollZoom": False,
        "toImageButtonOptions": {"format": image_format, "filename": file_name, **size},
    }
