"""Type and widths of A4 pages, and what fits on one: the same whether it becomes a document or a print."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PIL import Image, ImageChops

from analytics.charts import text_width, theme
from analytics.charts.text_width import LINE, in_lines
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.images import ImageError, NoBrowser, image_bytes
from analytics.exports.printable import printable
from analytics.packs.page import Brief, Section, TextTable
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

SPARE = 8.0
"""Points kept free, as another program's letters may be wider."""

RUNNING = 0.94
"""How wide sentences run of what `text_width` reckons, which is for words that must never leave a box."""

ACROSS = round(WIDE * 96 / 72)
"""Pixels of a figure as wide as the paper leaves room for, in the type of a page on the screen."""


class Picture(NamedTuple):
    """A PNG with its size on the page in points."""

    content: bytes
    width: float
    height: float


class Fitted(NamedTuple):
    """A brief whose texts and rows fit on its page; `missing` says why it has no picture, where it should have one."""

    brief: Brief
    picture: Picture | None
    missing: str


def fitted(brief: Brief) -> Fitted:
    """The brief with its picture, every text in the lines that it has and as many rows as there is room for."""
    brief, picture, missing = printable(brief), None, ""
    if brief.picture:
        try:
            picture = _drawn(brief.picture)
        except (NoBrowser, ImageError) as error:
            missing = _("The map is not on this page. {reason}").format(reason=error)
    brief = replace(
        brief,
        title=_cut(brief.title, TITLE, WIDE, 2, bold=True),
        sentence=_cut(brief.sentence, SENTENCE, WIDE, 4),
        numbers=tuple(tuple(_cut(text, SMALL, room(brief), 4) for text in each) for each in brief.numbers),  # type: ignore[misc]
        beside=_sharing([brief.beside], BESIDE, HIGHEST).get(0) if brief.beside else None,
        remarks=tuple((heading, _cut(text, TEXT, WIDE, 3)) for heading, text in brief.remarks),
    )
    kept = _sharing(brief.lists, WIDE, HIGH - SPARE - _height(brief, picture, missing))
    if len(kept) < len(brief.lists):
        # The sentence that says so may take the room of another list.
        longest = _with_remark(brief, brief.lists)
        kept = _sharing(brief.lists, WIDE, HIGH - SPARE - _height(longest, picture, missing))
        brief = _with_remark(brief, [section for at, section in enumerate(brief.lists) if at not in kept])
    return Fitted(replace(brief, lists=tuple(kept.values())), picture, missing)


def _with_remark(brief: Brief, left: Sequence[Section]) -> Brief:
    """The brief with a remark that counts the rows of lists for which it has no room."""
    counted = [
        _("{item}: {values}").format(item=each.heading, values=number(each.elsewhere + len(each.table.cells)))
        for each in left
    ]
    text = _cut(_("{list}.").format(list="; ".join(counted)), TEXT, WIDE, 3)
    return replace(brief, remarks=(*brief.remarks, (_("Rows that do not fit on this page"), text)))


def _sharing(sections: Sequence[Section], wide: float, free: float) -> dict[int, Section]:
    """Lists, by their places, with the rows that have room: one row each in turn, those of others after all own ones.

    A list whose first row has no room is left out.
    """
    kept: dict[int, Section] = {}
    full: set[int] = set()
    turns = sorted(
        (section.of_others, row, at) for at, section in enumerate(sections) for row in range(len(section.table.cells))
    )
    for _of_others, _row, at in turns:
        if at in full:
            continue
        section = sections[at]
        longer = _with_next_row(section, kept.get(at), wide)
        if at in kept:
            # The line that counts the others gives way to the last row.
            needed = _row_height(longer.table.cells[-1], longer.table, wide) - (0 if longer.elsewhere else MORE)
        else:
            needed = _section_height(longer, wide)
        if needed > free:
            full.add(at)
            continue
        kept[at] = longer
        free -= needed
    return kept


def lines(text: str, size: float, wide: float, bold: bool = False) -> int:
    """Lines that a sentence takes where `wide` points are free."""
    return text_width.lines(text, size, wide / RUNNING, bold)


def room(brief: Brief) -> float:
    """Points that each key number has across the page."""
    return WIDE / max(1, len(brief.numbers)) - 2 * PADDING


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
    return Picture(packed.getvalue(), drawn.width * scale, drawn.height * scale)


def _cut(text: str, size: float, wide: float, most: int, bold: bool = False) -> str:
    """A text as it is where it fits, or as much of it as fits."""
    return in_lines(text, size, wide / RUNNING, most, bold)


def _with_next_row(section: Section, shown: Section | None, wide: float) -> Section:
    """A list with one row more than is shown of it, each cell in the lines that it has; the others are counted."""
    table, before = section.table, shown.table.cells if shown else ()
    row = zip(table.cells[len(before)], table.widths, strict=True)
    cut = tuple(_cut(cell, TEXT, _column(share, wide), MOST_LINES) for cell, share in row)
    others = section.elsewhere + len(table.cells) - len(before) - 1
    return replace(section, table=replace(table, cells=(*before, cut)), elsewhere=others)


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


def _height(brief: Brief, picture: Picture | None, missing: str) -> float:
    """Points of all but the lists."""
    top = SMALL * LINE + 10 + lines(brief.title, TITLE, WIDE, bold=True) * TITLE * LINE
    top += lines(brief.sentence, SENTENCE, WIDE) * SENTENCE * LINE + 10
    across = [
        NUMBER * LINE
        + (lines(name, TEXT, room(brief), bold=True) * TEXT + lines(under, SMALL, room(brief)) * SMALL) * LINE
        for _number, name, under in brief.numbers
    ]
    at_left = (picture.height + 4) if picture else lines(missing, TEXT, PICTURE) * TEXT * LINE
    if brief.picture:
        at_left += lines(brief.picture.scope, QUIET, PICTURE) * QUIET * LINE
    at_right = _section_height(brief.beside, BESIDE) if brief.beside else 0
    remarks = sum(
        lines(f"{heading}: {text}", TEXT, WIDE, bold=True) * TEXT * LINE + 4 for heading, text in brief.remarks
    )
    foot = sum(lines(text, QUIET, WIDE) * QUIET * LINE for text in (*brief.foot, brief.address))
    return top + max(across, default=0) + 14 + max(at_left, at_right) + 10 + remarks + 8 + foot
