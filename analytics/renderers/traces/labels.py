"""Text from data as Plotly reads it: escaped, and broken into lines."""

import html
import textwrap
from functools import lru_cache


def escaped(text: str) -> str:
    """Text from data as a label: never markup."""
    return html.escape(text, quote=False)


@lru_cache(maxsize=10_000)
def wrapped(text: str, width: int) -> str:
    """Text broken into lines of at most `width` characters, escaped for a label.

    >>> wrapped("Social cohesion and anti-discrimination", 22)
    'Social cohesion and<br>anti-discrimination'
    """
    return "<br>".join(escaped(line) for line in textwrap.wrap(text, width, break_long_words=True) or [""])


def line_count(label: str) -> int:
    """Lines of a label."""
    return label.count("<br>") + 1
