"""A slide before it is a file: what stands on it, and what its notes tell the presenter."""

from dataclasses import dataclass

from analytics.charts.description import Figure
from analytics.words import _

MOST_ROWS = 12
"""Rows of a figure or a list that can be read from the last row of a room."""


@dataclass(frozen=True)
class Cover:
    """The first slide: lines under the title."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class BigNumbers:
    """Numbers to say aloud, each as (number, what it counts, the whole and what was published)."""

    items: tuple[tuple[str, str, str], ...]

    def in_words(self) -> str:
        """What each number counts, the number and its whole."""
        text = _("{what}: {count}. {whole}")
        return " ".join(text.format(what=what, count=count, whole=whole) for count, what, whole in self.items)


@dataclass(frozen=True)
class Statements:
    """Sentences under each other."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Bullet:
    """One bullet: a few words over it, a sentence in large type, and in small type what belongs to it.

    `link` is the address that the words over it lead to, or empty.
    """

    head: str
    text: str
    under: str = ""
    link: str = ""


@dataclass(frozen=True)
class Bullets:
    """A few bullets under each other."""

    bullets: tuple[Bullet, ...]


Content = Figure | Cover | BigNumbers | Statements | Bullets


@dataclass(frozen=True)
class Slide:
    """One slide. `description` is the alt text of what stands on it; `scope` stands under the title.

    `numbers` stand beside a figure, or over it where a slide is narrow; where there is no room for the whole that each
    is of, the notes have it.

    `script` are sentences that the presenter can read aloud: the message, what the number is of, what not to take
    from it. `notes` stand below them, as (heading, text): how to read the slide, the filter, the source, the link.
    """

    title: str
    content: Content
    scope: str = ""
    description: str = ""
    source: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    script: tuple[str, ...] = ()
    numbers: BigNumbers | None = None
