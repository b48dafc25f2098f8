"""A brief, a handout or a printed page before it is a file: what stands on it, in the order of reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.exhibits.exhibit import Exhibit
from analytics.packs.slide import BigNumbers
from analytics.words import number, plain_number

MOST_UPRIGHT = 7
"""Columns of a table on paper that stands upright; a wider table lies across it."""

UPRIGHT, ACROSS = 110, 165
"""Characters in a line of a table on either paper."""

LONGEST_WORD = 15
"""Characters of a column at least, if it has such a long word; what room is left goes where most text is wrapped."""


@dataclass(frozen=True)
class TextTable:
    """A table of text: column headings, their shares of the width, cells; `links` holds an address for each row."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    cells: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with a table of text under it; `elsewhere` counts rows that the table leaves out already.

    `of_others` marks what is not about the subject of the brief itself: it has what room is left.
    """

    heading: str
    table: TextTable
    elsewhere: int = 0
    of_others: bool = False


@dataclass(frozen=True, eq=False)
class Brief:
    """What one A4 page says of a place, theme or objective.

    `kind` says what it is about, `date` from which data. `numbers` are (number, what it counts, the whole it is of).
    `beside` stands at the right of the picture; `lists` share the room that is left, a row each in turn, and say
    how many of their rows are not on the page. `remarks` are (heading, sentence). `foot` holds sources and notes.
    """

    title: str
    kind: str
    date: str
    sentence: str
    numbers: tuple[tuple[str, str, str], ...]
    picture: Exhibit | None
    beside: Section | None
    lists: tuple[Section, ...]
    remarks: tuple[tuple[str, str], ...]
    foot: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class Heading:
    """What stands over the parts that follow it."""

    words: str


Part = Heading | str | BigNumbers | Exhibit | TextTable


@dataclass(frozen=True, eq=False)
class Paper:
    """A page of the dashboard as it is printed: heading, what it says of itself, its parts in the order of reading."""

    title: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]


def printed_table(rows: pd.DataFrame, headings: Mapping[str, str]) -> TextTable:
    """The columns that have a heading, as text; what is missing is a dash."""
    columns = [_texts(rows[name]) for name in headings]
    named = zip(headings.values(), columns, strict=True)
    least = [_longest_word([name, *texts]) for name, texts in named]
    more = [sum(max(0, len(text) - own) for text in texts) for own, texts in zip(least, columns, strict=True)]
    spare = max(0, (UPRIGHT if len(columns) <= MOST_UPRIGHT else ACROSS) - sum(least))
    widths = [own + spare * part / max(1, sum(more)) for own, part in zip(least, more, strict=True)]
    shares = tuple(width / sum(widths) for width in widths)
    return TextTable(tuple(headings.values()), shares, tuple(zip(*columns, strict=True)))


def _longest_word(texts: Iterable[str]) -> int:
    return min(LONGEST_WORD, max((len(word) for text in texts for word in text.split()), default=0)) + 3


def _texts(cells: pd.Series) -> list[str]:
    numeric = cells.dtype.kind in "iuf" and not cells.empty
    # Only numbers that no year reaches are written with separators.
    written = number if numeric and (cells.abs() >= 10_000).any() else plain_number if numeric else str
    return ["–" if pd.isna(cell) else written(cell) for cell in cells]
