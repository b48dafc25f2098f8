"""Type and widths of A4 pages, and what fits on one: the same whether it becomes a document or a print."""

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PIL import Image, ImageChops

from analytics.charts import text_width, theme
from analytics.charts.text_width import LINE, in_lines
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.images import ImageError, NoBrowser, image_bytes
from analytics.exports.slides.text_box import printable
from analytics.packs.page import Page, Section, TextTable
from analytics.renderers.image.figure import image_figure
from analytics.renderers.page import page_figure
from analytics.words import _, ngettext, number

PAGE, SIDE, END = (595.3, 841.9), 45.0, 34.0
"""Points of an A4 page, and of its margins at the sides and at top and bottom."""

WIDE, HIGH = PAGE[0] - 2 * SIDE, PAGE[1] - 2 * END

PICTURE, GAP, HIGHEST = 290.0, 16.0, 205.0
"""Points of the picture's width, of what is free beside it, and of its height at most."""

BESIDE = WIDE - PICTURE - GAP

DRAWN = (740, 560)
"""Pixels of the image before its edges are cut: its smallest type is 7 points or more on the page."""

QUIET, SMALL, TEXT, HEADING, SENTENCE, NUMBER, TITLE = 7.0, 7.5, 8.5, 11.0, 12.5, 20.0, 24.0
"""Points of type, from sources to the title."""

PAPER_TITLE, PAPER_TEXT, PAPER_SMALL = 16.0, 9.5, 8.5
"""Points of type where there are several pages: of the title, of sentences, of what is said about the whole."""

PADDING = 5.0
"""Points between a row of a table and the next."""

MOST_LINES = 3
"""Of a cell; a longer text ends in an ellipsis, and the profile has it whole."""

MORE = SMALL * LINE + PADDING
"""Points of the line that counts the rows left out."""

TRIFLE = 0.01
"""Points by which sums of heights may differ that are the same."""

SPARE = 8.0
"""Points kept free, as another program's letters may be wider."""

RUNNING = 0.94
"""How wide sentences run of what `text_width` reckons, which is for words that must never leave a box."""


ACROSS = round(WIDE * 96 / 72)
"""Pixels of a figure as wide as the paper leaves room for, in the type of a page on the screen."""


class Picture(NamedTuple):
    """A PNG with its size on the page in points, and what stands in its place for readers who can't see it."""

    content: bytes
    width: float
    height: float
    alt: str


class Fitted(NamedTuple):
    """A page whose texts and rows fit; `missing` says why it has no picture, where it should have one."""

    page: Page
    picture: Picture | None
    missing: str


def fitted(page: Page) -> Fitted:
    """The page with its picture, every text in the lines that it has and as many rows as there is room for."""
    page, picture, missing = printable(page), None, ""
    if page.picture:
        try:
            picture = _drawn(page.picture)
        except (NoBrowser, ImageError) as error:
            missing = _("The map is not on this page. {reason}").format(reason=error)
    page = replace(
        page,
        title=_cut(page.title, TITLE, WIDE, 2, bold=True),
        sentence=_cut(page.sentence, SENTENCE, WIDE, 4),
        numbers=tuple(tuple(_cut(text, SMALL, room(page), 4) for text in each) for each in page.numbers),  # type: ignore[misc]
        beside=_first_rows(page.beside, BESIDE, HIGHEST) if page.beside and page.picture else page.beside,
        remarks=tuple((heading, _cut(text, TEXT, WIDE, 3)) for heading, text in page.remarks),
    )
    # What stands beside a picture is a list like others where there is none.
    beside = [page.beside] if page.beside and not page.picture else []
    sections = (*beside, *page.lists)
    page = replace(page, beside=None) if beside else page
    kept = _sharing(sections, HIGH - SPARE - _height(page, picture, missing))
    if len(kept) < len(sections):
        # The sentence that says so may take the room of another list.
        every = _remarking(page, _without_room(sections))
        kept = _sharing(sections, HIGH - SPARE - _height(every, picture, missing))
        left = [section for at, section in enumerate(sections) if at not in kept]
        page = _remarking(page, _without_room(left))
    if beside:
        page = replace(page, beside=kept.pop(0, None))
    return Fitted(replace(page, lists=tuple(kept.values())), picture, missing)


def _without_room(sections: Sequence[Section]) -> tuple[str, str]:
    """A remark that counts the rows of lists for which a page has no room."""
    counted = [
        _("{item}: {values}").format(item=each.heading, values=number(each.elsewhere + len(each.table.cells)))
        for each in sections
    ]
    text = _cut(_("{list}.").format(list="; ".join(counted)), TEXT, WIDE, 3)
    return _("Rows for which this page has no room"), text


def _remarking(page: Page, remark: tuple[str, str]) -> Page:
    return replace(page, remarks=(*page.remarks, remark))


def _sharing(sections: Sequence[Section], free: float) -> dict[int, Section]:
    """Lists, by their places, with the rows for which there is room: each has one at least, and all an equal share.

    Where there are too many, the last ones are left out; what a list does not need the others get.
    """
    least: dict[int, float] = {}
    for at, section in enumerate(sections):
        rows = section.table.cells
        others = section.elsewhere + len(rows) - 1
        one = replace(section, table=replace(section.table, cells=rows[:1]), elsewhere=others)
        high = _section_height(_first_rows(one, WIDE, math.inf), WIDE) + TRIFLE
        if rows and high <= free:
            least[at] = high
            free -= high
    most = {at: _section_height(_first_rows(sections[at], WIDE, high + free), WIDE) for at, high in least.items()}
    high_of = {}
    for place, at in enumerate(sorted(least, key=lambda each: most[each] - least[each])):
        high_of[at] = least[at] + max(0.0, min(most[at] - least[at] + TRIFLE, free / (len(least) - place)))
        free -= high_of[at] - least[at]
    kept = {}
    for at in least:
        kept[at] = _first_rows(sections[at], WIDE, high_of[at] + free)
        free += high_of[at] - _section_height(kept[at], WIDE)
    return kept


def lines(text: str, size: float, wide: float, bold: bool = False) -> int:
    """Lines that a sentence takes where `wide` points are free."""
    return text_width.lines(text, size, wide / RUNNING, bold)


def room(page: Page) -> float:
    """Points that each key number has across the page."""
    return WIDE / max(1, len(page.numbers)) - 2 * PADDING


def left_out(section: Section) -> str:
    """How many rows of a list are not on the page."""
    count = section.elsewhere
    more = ngettext("{count} more row is not on this page.", "{count} more rows are not on this page.", count).format(
        count=number(count)
    )
    return more if count else ""


def across(exhibit: Exhibit, kind: str) -> bytes:
    """The figure as the page draws it, as wide as the paper; kinds and errors are those of `image_bytes`."""
    drawn = page_figure(exhibit.figure)
    return image_bytes({**drawn, "layout": {**drawn["layout"], "width": ACROSS}}, kind)


def _drawn(exhibit: Exhibit) -> Picture:
    image = image_bytes(image_figure(exhibit.figure, "", "", "", DRAWN), "png")
    with Image.open(io.BytesIO(image)) as opened:
        whole = opened.convert("RGB")
    edges = ImageChops.difference(whole, Image.new("RGB", whole.size, theme.PAPER)).getbbox()
    drawn, packed = whole.crop(edges), io.BytesIO()
    drawn.save(packed, "PNG", optimize=True)
    scale = min(PICTURE / drawn.width, HIGHEST / drawn.height)
    return Picture(packed.getvalue(), drawn.width * scale, drawn.height * scale, exhibit.description)


def _cut(text: str, size: float, wide: float, most: int, bold: bool = False) -> str:
    """A text as it is where it fits, or as much of it as fits."""
    return in_lines(text, size, wide / RUNNING, most, bold)


def _first_rows(section: Section, wide: float, high: float) -> Section:
    """As many rows as have room under the heading; the others are counted."""
    table, cut, shown = section.table, [], 0
    free = high - _section_height(replace(section, table=replace(table, cells=()), elsewhere=0), wide)
    for row in table.cells:
        cells = zip(row, table.widths, strict=True)
        cut.append(tuple(_cut(cell, TEXT, _column(share, wide), MOST_LINES) for cell, share in cells))
        free -= _row_height(cut[-1], table, wide)
        if free < 0:
            break
        others = section.elsewhere + len(table.cells) - len(cut)
        if free >= (MORE if others else 0):
            shown = len(cut)
    return Section(
        section.heading,
        replace(table, cells=tuple(cut[:shown])),
        section.elsewhere + len(table.cells) - shown,
    )


def _column(share: float, wide: float) -> float:
    return share * wide - PADDING


def _row_height(row: tuple[str, ...], table: TextTable, wide: float, bold: bool = False) -> float:
    cells = zip(row, table.widths, strict=True)
    return max(lines(cell, TEXT, _column(share, wide), bold) for cell, share in cells) * TEXT * LINE + PADDING


def _section_height(section: Section, wide: float) -> float:
    table = section.table
    head = _row_height(table.headings, table, wide, bold=True) if table.headings else 0
    rows = sum(_row_height(row, table, wide) for row in table.cells)
    more = MORE if section.elsewhere else 0
    return HEADING * LINE + 12 + head + rows + more


def _height(page: Page, picture: Picture | None, missing: str) -> float:
    """Points of all but the lists."""
    top = SMALL * LINE + 10 + lines(page.title, TITLE, WIDE, bold=True) * TITLE * LINE
    top += lines(page.sentence, SENTENCE, WIDE) * SENTENCE * LINE + 10
    across = [
        NUMBER * LINE
        + (lines(name, TEXT, room(page), bold=True) * TEXT + lines(under, SMALL, room(page)) * SMALL) * LINE
        for _number, name, under in page.numbers
    ]
    at_left = (picture.height + 4) if picture else lines(missing, TEXT, PICTURE) * TEXT * LINE
    if page.picture:
        at_left += lines(page.picture.scope, QUIET, PICTURE) * QUIET * LINE
    at_right = _section_height(page.beside, BESIDE) if page.beside else 0
    remarks = sum(
        lines(f"{heading}: {text}", TEXT, WIDE, bold=True) * TEXT * LINE + 4 for heading, text in page.remarks
    )
    foot = sum(lines(text, QUIET, WIDE) * QUIET * LINE for text in (*page.foot, page.address))
    return top + max(across, default=0) + 14 + max(at_left, at_right) + 10 + remarks + 8 + foot + 18
