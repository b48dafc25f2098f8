"""What the server answers to a program that asks for an address."""

from email.message import Message
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def answer(address: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and content; a header is named with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(address, headers=named, method=method)) as response:
            return response.status, response.headers, response.read()
    except HTTPError as error:
        return error.code, error.headers, error.read()
