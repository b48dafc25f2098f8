"""Slides whose content is too long for one, as several under the same title."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analytics.charts.description import Bars, Dots, Matrix, Panels, WorldMap
from analytics.exports.slides.box import Box
from analytics.exports.slides.matrix import LEGEND, planned
from analytics.exports.slides.slide_frame import POINT
from analytics.exports.slides.text_table import row_height, rows_size
from analytics.exports.slides.word_slides import LEAST_SENTENCE, sentence_heights
from analytics.packs.slide import Content, Cover, Numbers, Rows, Sentences, Slide
from analytics.words import _, number


def pages_of(slide: Slide, box: Box, scale: float) -> list[Slide]:
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
        case Bars(categories, series):
            return not categories or all(value is None for each in series for value in each.values)
        case Panels(charts):
            return all(is_empty(chart) for chart in charts)
        case Dots(groups):
            return not any(points for _name, _colour, points in groups)
        case Matrix(_, columns, rows):
            return not (columns and rows)
        case WorldMap(shaded, points):
            return not (points or any(group.places for group in shaded))
        case Numbers(items) | Sentences(items) | Rows(cells=items):
            return not items
    return False


def _parts(content: Content, box: Box, scale: float) -> Sequence[Content]:
    if is_empty(content) or isinstance(content, Cover):
        return [content]
    match content:
        case Rows():
            size = rows_size(content, box, scale)
            head, *heights = (
                row_height(cells, content, box, size, scale) for cells in (content.headings, *content.cells)
            )
            cuts = _cuts(heights, box.height / POINT - head)
            return [
                replace(
                    content,
                    cells=content.cells[start:end],
                    links=content.links[start:end],
                    continued=len(cuts) > 1,
                )
                for start, end in cuts
            ]
        case Sentences():
            texts = [line for line, _link in content.lines]
            heights = sentence_heights(texts, LEAST_SENTENCE * scale, box)
            return [
                replace(content, lines=content.lines[start:end]) for start, end in _cuts(heights, box.height / POINT)
            ]
        case Matrix():
            foot = LEGEND * 2.2 * scale if content.legend else 0.0
            plan = planned(content, box._replace(height=round(box.height - foot * POINT)), scale)
            cuts = _cuts(list(plan.rows), box.height / POINT - foot - plan.head)
            return [
                replace(content, rows=content.rows[start:end], cells=content.cells[start:end]) for start, end in cuts
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
