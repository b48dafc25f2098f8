"""Addresses as sources state them, some of which are none."""

from urllib.parse import SplitResult, urlsplit

SCHEMES = ("http", "https", "mailto")
"""Addresses that a slide or a document may lead to."""


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


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
