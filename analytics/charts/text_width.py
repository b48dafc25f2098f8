"""How much room words take in the type of slides and images, so that none leaves its box."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from functools import lru_cache

LINE = 1.2
"""Height of a line, in sizes of its type."""

BOLDER = 1.08
"""How much wider bold type is."""

wider: ContextVar[float] = ContextVar("wider", default=1.0)
"""How much wider than Arial the type is that is measured: set while slides in another typeface are laid out."""


def width(text: str, size: float, bold: bool = False) -> float:
    """Points that a text takes in one line of Arial, or of type that is `wider`.

    >>> round(width("Health", 10), 1)
    29.8
    """
    return _ems(text) * size * (BOLDER if bold else 1) * wider.get()


@lru_cache(maxsize=20_000)
def _ems(text: str) -> float:
    return sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in "iljtfrI.,:;'|!()[] /-":
        return 0.3
    if letter in "mwMW@%&—…" or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.56


def lines(text: str, size: float, room: float, bold: bool = False) -> int:
    """Lines that a text takes where `room` points are free; a word that is too long is broken.

    >>> lines("Health and housing", 10, 60)
    2
    """
    return len(broken(text, size, room, bold))


def broken(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """A text in lines for which `room` points are free; a word that is too long is broken.

    >>> broken("Health and housing", 10, 60)
    ['Health and', 'housing']
    """
    done: list[str] = [""]
    for word in text.split():
        longer = f"{done[-1]} {word}".lstrip()
        if width(longer, size, bold) <= room:
            done[-1] = longer
            continue
        if done[-1]:
            done.append("")
        for letter in word:
            if done[-1] and width(done[-1] + letter, size, bold) > room:
                done.append("")
            done[-1] += letter
    return done


def in_lines(text: str, size: float, room: float, most: int = 1, bold: bool = False) -> str:
    """A text as it is where it fits into so many lines of `room` points, or as much of it, with an ellipsis at its end.

    The end is that of a word; a word that is wider than the room ends where the lines do.

    >>> in_lines("Health and housing", 10, 60), in_lines("Internationalisation", 10, 60)
    ('Health and…', 'Internation…')
    >>> in_lines("Internationalisation", 10, 60, 2)
    'Internationalisation'
    """
    text = " ".join(text.split())
    every = broken(text, size, room, bold)
    if len(every) <= most:
        return text
    last = 0
    for line in every[:most]:
        last = text.index(line, last) + len(line)

    def may_end(at: int) -> bool:
        start = text.rfind(" ", 0, at) + 1
        word = text[start:].partition(" ")[0]
        return not start or start + len(word) == at or width(word, size, bold) > room

    cut = (f"{text[:at].rstrip(' …,;:.')}…" for at in range(last, 0, -1) if may_end(at))
    return next((shown for shown in cut if len(broken(shown, size, room, bold)) <= most), f"{text[:1]}…")


def shortened(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """The lines of `in_lines`, for what does not break them itself.

    >>> shortened("Health and housing", 10, 60, 1)
    ['Health and…']
    """
    return broken(in_lines(text, size, room, most, bold), size, room, bold)


def widest_word(texts: Iterable[str], size: float, bold: bool = False) -> float:
    """Points of the longest word, which a column must hold unless it is to be broken."""
    return max((width(word, size, bold) for text in texts for word in text.split()), default=0.0)


def largest(sizes: Sequence[float], fits: Callable[[float], bool]) -> float:
    """The first size that fits, or the last one; sizes stand largest first."""
    return next((size for size in sizes if fits(size)), sizes[-1])


def down(most: float, least: float) -> list[float]:
    """Sizes of type to try, in points, half a point apart.

    >>> down(12, 11)
    [12.0, 11.5, 11.0]
    """
    return [step / 2 for step in range(int(most * 2), int(least * 2) - 1, -1)]


def runs_from_right(text: str) -> bool:
    """True where the first letter with a direction is of a script that is written from right to left.

    >>> runs_from_right("12 مدينة"), runs_from_right("Amman عمّان")
    (True, False)
    """
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"
