"""Other people's text on a page: shown as it is, never read as Markdown."""

import re
from urllib.parse import quote


def escape_markdown(text: str) -> str:
    r"""Text as Markdown that shows it and does nothing else.

    >>> escape_markdown("[x](javascript:1) $2")
    '\\[x\\]\\(javascript\\:1\\) \\$2'
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&@^=])", r"\\\1", text)


def address(url: str, text: str = "") -> str:
    r"""A web address as a link that goes there and nowhere else, named by a `text` or by itself.

    >>> address("https://a.org/x(1)")
    '[a\\.org/x\\(1\\)](https://a.org/x%281%29)'
    """
    target = quote(url, safe="/:?=&%#+,;@!~*$'")
    return f"[{escape_markdown(text or url.split('//', 1)[-1])}]({target})"
