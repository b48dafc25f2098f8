"""A deck as it stands in a link: what each slide shows, never the picture of it."""

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.exhibits.exhibit import Exhibit

MOST = 40
"""Slides of a deck: more would not fit a link that every program keeps whole."""

LONGEST_TITLE = 300
LONGEST_DECK = 200_000
"""Bytes of a deck written out; a link that unfolds to more is not read further."""


@dataclass(frozen=True)
class Item:
    """One slide: the page and the parameters under which the figure stood, its recipe, and a title of one's own.

    `params` holds (name, values) in the order of the link. `numbers` is a mark of the figure's numbers when it was
    added, so that new numbers can be told. An empty title leaves the figure's own.
    """

    page: str
    params: tuple[tuple[str, tuple[str, ...]], ...]
    recipe: tuple[str, ...]
    numbers: str
    title: str = ""

    def link(self) -> dict[str, list[str]]:
        """The parameters of the link to where the figure stood."""
        return {name: list(values) for name, values in self.params}


def item(exhibit: Exhibit, page: str, params: Mapping[str, Sequence[str]]) -> Item:
    """The slide of an exhibit that stands on a page under the parameters of its link."""
    kept = tuple((name, tuple(values)) for name, values in params.items())
    return Item(page, kept, exhibit.recipe, numbers_mark(exhibit))


def numbers_mark(exhibit: Exhibit) -> str:
    """Eight characters that change when a number of the exhibit does, in whatever language it is shown."""
    numbers = exhibit.table.select_dtypes("number").to_csv(index=False, float_format="%.9g")
    return hashlib.sha256(numbers.encode()).hexdigest()[:8]


def written(items: Sequence[Item]) -> str:
    """A deck as one value of a link; empty for no slides."""
    if not items:
        return ""
    plain = [[each.page, each.params, each.recipe, each.numbers, each.title] for each in items]
    packed = zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(text: str) -> list[Item]:
    """The slides that a value of a link describes; ValueError if it is no deck.

    >>> slide = Item("map", (("region", ("Africa",)),), ("world", "pledges"), "0a1b2c3d", "Où?")
    >>> read(written([slide])) == [slide]
    True
    """
    if not text:
        return []
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        plain = zlib.decompressobj().decompress(packed, LONGEST_DECK)
        listed = json.loads(plain)
        # Halves of characters, which JSON lets through, are refused by every file.
        json.dumps(listed, ensure_ascii=False).encode()
    except (binascii.Error, zlib.error, UnicodeError, RecursionError) as error:
        raise ValueError("not a deck") from error
    if not isinstance(listed, list) or len(listed) > MOST:
        raise ValueError("not a deck")
    return [_item(each) for each in listed]


def _item(plain: object) -> Item:
    match plain:
        case [str(page), list(params), list(recipe), str(numbers), str(title)] if re.fullmatch("[a-z]*", page):
            kept = tuple(_param(each) for each in params)
            return Item(page, kept, _texts(recipe), numbers, title[:LONGEST_TITLE])
    raise ValueError("not a slide")


def _param(plain: object) -> tuple[str, tuple[str, ...]]:
    match plain:
        case [str(name), list(values)]:
            return name, _texts(values)
    raise ValueError("not a parameter")


def _texts(plain: Sequence[object]) -> tuple[str, ...]:
    if not all(isinstance(each, str) for each in plain):
        raise ValueError("not a text")
    return tuple(str(each) for each in plain)
