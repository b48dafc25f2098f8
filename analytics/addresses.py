"""Addresses as sources state them, some of which are none."""

import re
from urllib.parse import SplitResult, urlsplit

SCHEMES = ("http", "https", "mailto")
"""Addresses that a slide or a document may lead to."""

_AT_END = re.compile(r"https?://\w\S*\Z")


def is_address(text: str) -> bool:
    """True for an address that a slide or a document may lead to.

    >>> is_address("https://example.org/a"), is_address("javascript:alert(1)"), is_address("https://[")
    (True, False, False)
    """
    return _parts(text).scheme in SCHEMES


def host(address: str) -> str:
    """The site that an address leads to; empty where it leads to none.

    >>> host("https://www.example.org/a"), host("https://[::1"), host("none")
    ('example.org', '', '')
    """
    return _parts(address).netloc.removeprefix("www.")


def address_at_end(text: str) -> str:
    """The address in which a line of text ends, which then leads there; empty if it ends in none.

    >>> address_at_end("Link: https://example.org/a"), address_at_end("No link.")
    ('https://example.org/a', '')
    """
    found = _AT_END.search(text)
    return found[0] if found else ""


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
