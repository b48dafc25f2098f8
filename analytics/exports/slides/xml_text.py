"""Text without what no XML file can hold."""

import re
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
Content = TypeVar("Content")


def printable(content: Content) -> Content:
    r"""The same content with every text in it, however deep, in one line and free of control characters.

    >>> printable(("Line\nbreak", 3, ("bell\x07",)))
    ('Line break', 3, ('bell',))
    """
    cleaned: Any = content
    if isinstance(content, str):
        cleaned = re.sub(r"\s+", " ", _FORBIDDEN.sub("", content)).strip()
    elif isinstance(content, tuple):
        cleaned = tuple(printable(each) for each in content)
    elif is_dataclass(content) and not isinstance(content, type):
        parts = {field.name: printable(getattr(content, field.name)) for field in fields(content)}
        cleaned = type(content)(**parts)
    return cleaned  # type: ignore[no-any-return]
