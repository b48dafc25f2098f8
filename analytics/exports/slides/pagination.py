"""Slides whose content is too long for one, as several under the same title."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analytics.charts import description
from analytics.charts.description import Matrix
from analytics.exports.slides.drawing import Box
from analytics.exports.slides.matrix import planned
from analytics.exports.slides.tables import row_heights, text_size
from analytics.exports.slides.text_slides import LEAST_STATEMENT, statement_heights
from analytics.packs.slide import BigNumbers, Content, Cover, FigureWithNumbers, Points, Slide, Statements, TextTable
from analytics.words import _, number


def parts_of(slide: Slide, box: Box, scale: float) -> list[Slide]:
    """The slide, or its parts, each with its place ("2 of 3") in the title; `box` is what its content has."""
    parts = _parts(slide.content, box, scale)
    if len(parts) == 1:
        return [slide]
    title = _("{title} ({part} of {count})")
    return [
        replace(
            slide, title=title.format(title=slide.title, part=number(place), count=number(len(parts))), content=part
        )
        for place, part in enumerate(parts, start=1)
    ]


def is_empty(content: Content) -> bool:
    """True where there is nothing to draw."""
    match content:
        case Cover() | FigureWithNumbers() | Points():
            return False
        case BigNumbers(items) | Statements(items) | TextTable(cells=items):
            return not items
        case _:
            return description.is_empty(content)


def _parts(content: Content, box: Box, scale: float) -> Sequence[Content]:
    if is_empty(content):
        return [content]
    match content:
        case TextTable():
            head, *heights = row_heights(content, box, text_size(content, box, scale), scale)
            cuts = _cuts(heights, box.high - head)
            return [
                replace(
                    content,
                    cells=content.cells[start:end],
                    links=content.links[start:end],
                    continued=len(cuts) > 1,
                )
                for start, end in cuts
            ]
        case Statements():
            texts = [text for text, _link in content.lines]
            heights = statement_heights(texts, LEAST_STATEMENT * scale, box)
            return [replace(content, lines=content.lines[start:end]) for start, end in _cuts(heights, box.high)]
        case Matrix():
            plan = planned(content, box, scale)
            return [
                replace(content, rows=content.rows[start:end], cells=content.cells[start:end])
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
    for place, high in enumerate(heights):
        if used and used + high > room:
            starts, used = [*starts, place], 0.0
        used += high
    return list(pairwise([*starts, len(heights)]))
