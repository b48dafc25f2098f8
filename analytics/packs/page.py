"""One page before it is a file: what stands on it, in the order of reading."""

from dataclasses import dataclass

from analytics.exhibits.exhibit import Exhibit
from analytics.packs.slide import TextTable


@dataclass(frozen=True)
class Section:
    """A heading with a table of text under it; `elsewhere` counts rows that the table leaves out already."""

    heading: str
    table: TextTable
    elsewhere: int = 0


@dataclass(frozen=True, eq=False)
class Page:
    """What one page says of a place, theme or objective.

    `kind` says what it is about, `date` from which data. `numbers` are (number, what it counts, the whole it is of).
    `beside` stands at the right of the picture; `lists` share the room that is left, the first one first, and say
    how many of their rows found none. `remarks` are (heading, sentence). `foot` holds sources and notes.
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
