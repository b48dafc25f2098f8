"""Other people's text on a page: shown as it is, never read as Markdown."""

import re
from urllib.parse import quote


def escape_markdown(text: str) -> str:
    r"""Text as Markdown that shows it and does nothing else.

    >>> escape_markdown("[x](javascript:1) $2")
    '\\[x\\]\\(javascript\\:1\\) \\$2'
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&@^=])", r"\\\1", text)


PLAIN = re.compile(r"(?!\d+[.)])(?:[^\W_]|[ ,;%()–’“”?]|:(?= )|(?<=\w)-(?=\w)|\.(?= |$))+")
"""Text in which nothing can be read as Markdown."""


def label(text: str) -> str:
    r"""Text as the name of a box to tick; screen readers get its Markdown as it is, so only what must is escaped.

    >>> label("Found: 24 offers (or more)"), label("1. :red[x]")
    ('Found: 24 offers (or more)', '1\\. \\:red\\[x\\]')
    """
    return text if PLAIN.fullmatch(text) else escape_markdown(text)


def address(url: str, text: str = "") -> str:
    r"""A web address as a link that goes there and nowhere else, named by a `text` or by itself.

    >>> address("https://a.org/x(1)")
    '[a\\.org/x\\(1\\)](https://a.org/x%281%29)'
    """
    target = quote(url, safe="/:?=&%#+,;@!~*$'")
    return f"[{escape_markdown(text or url.split('//', 1)[-1])}]({target})"
