"""What a file of Office or a print can hold of a text."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Characters that no file of Office can hold."""

Content = TypeVar("Content")


def printable(content: Content) -> Content:
    r"""The same content with every text in it, however deep, in one line and free of what XML can't hold.

    >>> printable(("Line\nbreak", 3, ("bell\x07",)))
    ('Line break', 3, ('bell',))
    """
    cleaned: Any = content
    if isinstance(content, str):
        cleaned = re.sub(r"\s+", " ", NOT_IN_XML.sub("", content)).strip()
    elif isinstance(content, tuple):
        cleaned = tuple(printable(each) for each in content)
    elif is_dataclass(content) and not isinstance(content, type):
        cleaned = replace(content, **{field.name: printable(getattr(content, field.name)) for field in fields(content)})
    return cleaned  # type: ignore[no-any-return]
