"""What a reader put together, as one value of a link: compressed, bounded, and never trusted."""

import base64
import binascii
import json
import zlib


def folded(plain: object) -> str:
    """Lists, texts and numbers as one value of a link."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unfolded(text: str, longest: int) -> object:
    """What a value of a link holds, of which no more than `longest` bytes are read; ValueError if it is nothing.

    >>> unfolded(folded(["Où?", 2]), 100)
    ['Où?', 2]
    """
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        plain: object = json.loads(zlib.decompressobj().decompress(packed, longest))
        # Halves of characters, which JSON lets through, are refused by every file.
        json.dumps(plain, ensure_ascii=False).encode()
    except (binascii.Error, zlib.error, UnicodeError, RecursionError) as error:
        raise ValueError("not a value of a link") from error
    return plain
