"""What a slide holds of content that is too long for it, and the slides on which a matrix or several charts go on."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from analytics.charts import description
from analytics.charts.description import Bars, Matrix, Panels, Ranks
from analytics.exports.slides.bar_layout import parts_of_bars, with_room
from analytics.exports.slides.dot_charts import most_ranks
from analytics.exports.slides.drawing import LEAST_SENTENCE, NARROW, POINT, Box
from analytics.exports.slides.matrix import columns_of
from analytics.exports.slides.slide_frame import content_box
from analytics.exports.slides.style import Style
from analytics.exports.slides.template import Layouts
from analytics.exports.slides.text_slides import statement_heights
from analytics.packs.slide import (
    MOST_ROWS,
    BigNumbers,
    Bullets,
    Content,
    Cover,
    Slide,
    Statements,
)
from analytics.words import _, ngettext, number

NUMBERS, STRIP, GAP = 0.24, 0.26, round(24 * POINT)
"""Share of the width for numbers beside a figure, of the height where they stand over it, and what is free between."""


def parts_of(slide: Slide, layouts: Layouts) -> list[tuple[Slide, Box, Box | None]]:
    """The slide, or its parts, each with its place ("2 of 3") in the title; the boxes of its content and its numbers.

    Where rows are left out, the scope says so first.
    """
    style, (box, beside) = layouts.plain.style, _boxes(slide, slide.scope, layouts)
    content, note = _cut(slide.content, box, style)
    if note:
        # The sentence may take a line from the content.
        scope = _("{sentence} {rest}")
        longer = scope.format(sentence=note, rest=slide.scope).strip()
        box, beside = _boxes(slide, longer, layouts)
        content, note = _cut(slide.content, box, style)
        slide = replace(slide, scope=scope.format(sentence=note, rest=slide.scope).strip())
    parts = _parts(content, box, style)
    title = _("{title} ({part} of {count})") if len(parts) > 1 else "{title}"
    titles = [
        title.format(title=slide.title, part=number(part), count=number(len(parts)))
        for part in range(1, len(parts) + 1)
    ]
    return [(replace(slide, title=own, content=part), box, beside) for own, part in zip(titles, parts, strict=True)]


def is_empty(content: Content) -> bool:
    """True where there is nothing to draw."""
    match content:
        case Cover() | Bullets():
            return False
        case BigNumbers(items) | Statements(items):
            return not items
        case _:
            return description.is_empty(content)


def _boxes(slide: Slide, scope: str, layouts: Layouts) -> tuple[Box, Box | None]:
    """Where content and the numbers with it stand: side by side, or on a narrow slide the numbers over the content."""
    box = content_box(layouts, scope, slide.source)
    if not (slide.numbers and slide.numbers.items):
        return box, None
    if box.wide < NARROW * layouts.plain.style.scale:
        strip = round(box.height * STRIP)
        return box._replace(top=box.top + strip + GAP, height=box.height - strip - GAP), box._replace(height=strip)
    column = round(box.width * NUMBERS)
    return box._replace(left=box.left + column + GAP, width=box.width - column - GAP), box._replace(width=column)


def _cut(content: Content, box: Box, style: Style) -> tuple[Content, str]:
    """What of the content a slide holds in type that can be read, and a sentence where that is not all."""
    if is_empty(content):
        return content, ""
    match content:
        case Bars():
            kept = with_room(content, box, style.scale)
            return kept, _rows_shown([content], [kept])
        case Panels():
            charts = [chart for chart in content.charts if chart.rows]
            shown = [with_room(chart, box, style.scale) for chart in charts]
            return replace(content, charts=tuple(shown)), _rows_shown(charts, shown)
        case Ranks(ranks=ranks):
            most = min(MOST_ROWS, most_ranks(box, style))
            return replace(content, ranks=ranks[:most]), _first_rows(most, len(ranks))
        case Statements(lines):
            heights = statement_heights(lines, LEAST_SENTENCE * style.scale, box)
            most = min(MOST_ROWS, _fitting(heights, box.high))
            note = ngettext("The first {shown} of {count} point.", "The first {shown} of {count} points.", len(lines))
            note = note.format(shown=number(most), count=number(len(lines))) if most < len(lines) else ""
            return replace(content, lines=lines[:most]), note
    return content, ""


def _rows_shown(charts: Sequence[Bars], shown: Sequence[Bars]) -> str:
    """Says that not all rows of charts are shown, and which are; empty where all are."""
    most, count = (sum(len(chart.rows) for chart in each) for each in (shown, charts))
    pairs = zip(shown, charts, strict=True)
    are_first = {own.rows == chart.rows[: len(own.rows)] for own, chart in pairs if len(own.rows) < len(chart.rows)}
    if False not in are_first:
        return _first_rows(most, count)
    if any(chart.ratio for chart in charts):
        note = ngettext(
            "{shown} of {count} row, from both ends; the table has all.",
            "{shown} of {count} rows, from both ends; the table has all.",
            count,
        )
    elif any(chart.in_pairs for chart in charts):
        note = ngettext(
            "{shown} of {count} row, for the latest dates; the table has all.",
            "{shown} of {count} rows, for the latest dates; the table has all.",
            count,
        )
    elif True in are_first:
        note = ngettext(
            "{shown} of {count} row, the first or the largest of each chart; the table has all.",
            "{shown} of {count} rows, the first or the largest of each chart; the table has all.",
            count,
        )
    else:
        note = ngettext(
            "The {shown} largest of {count} row; the table has all.",
            "The {shown} largest of {count} rows; the table has all.",
            count,
        )
    return note.format(shown=number(most), count=number(count))


def _first_rows(most: int, count: int) -> str:
    """Says that only the first rows are shown; empty where these are all."""
    note = ngettext(
        "The first {shown} of {count} row; the table has all.",
        "The first {shown} of {count} rows; the table has all.",
        count,
    )
    return note.format(shown=number(most), count=number(count)) if most < count else ""


def _fitting(heights: Sequence[float], room: float) -> int:
    """How many rows fit, at least one."""
    return max(1, sum(deep <= room for deep in accumulate(heights)))


def _parts(content: Content, box: Box, style: Style) -> Sequence[Content]:
    if is_empty(content):
        return [content]
    match content:
        case Bars() | Panels():
            return parts_of_bars(content, box, style.scale)
        case Matrix():
            return [
                replace(part, rows=part.rows[start:end], cells=part.cells[start:end])
                for part, plan in columns_of(content, box, style.scale)
                for start, end in _cuts(list(plan.rows), plan.room - plan.head)
            ]
    return [content]


def _cuts(heights: list[float], room: float) -> list[tuple[int, int]]:
    """Where to cut so that each part fits and the parts are about as long as each other."""
    count = len(_filled(heights, room))
    even = sum(heights) / count
    shorter = _filled(heights, min(room, even + max(heights)))
    return shorter if len(shorter) == count else _filled(heights, room)


def _filled(heights: list[float], room: float) -> list[tuple[int, int]]:
    starts, used = [0], 0.0
    for at, high in enumerate(heights):
        if used and used + high > room:
            starts, used = [*starts, at], 0.0
        used += high
    return list(pairwise([*starts, len(heights)]))
