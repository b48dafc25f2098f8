"""Texts cut to the room they have, between words, and the sizes of type that no slide goes below."""

from analytics.charts.text_width import broken, width

LEAST, LEAST_SENTENCE, LEAST_SOURCE = 14.0, 18.0, 12.0
"""Points of the smallest type of names and numbers, of sentences, and of the line that names the source."""

NARROW = 620.0
"""Points of width below which parts of a slide stand under each other rather than side by side."""


def in_lines(text: str, size: float, room: float, most: int = 1, bold: bool = False) -> str:
    """A text in at most so many lines of `room` points; an ellipsis follows the last word that has room.

    A word that is wider than the room is cut itself.

    >>> in_lines("Health and housing", 10, 60), in_lines("Internationalisation", 10, 60)
    ('Health and…', 'Internation…')
    """
    text = " ".join(_cut(word, size, room, bold) for word in text.split())
    every = broken(text, size, room, bold)
    if len(every) <= most:
        return text
    words = " ".join(every[:most]).split()
    while len(words) > 1 and len(broken(f"{' '.join(words)}…", size, room, bold)) > most:
        words.pop()
    return _cut(f"{' '.join(words).rstrip('…,;:.')}…", size, room * most, bold)


def _cut(word: str, size: float, room: float, bold: bool) -> str:
    if width(word, size, bold) <= room:
        return word
    while len(word) > 1 and width(f"{word}…", size, bold) > room:
        word = word[:-1]
    return f"{word}…"
