"""A deck as it stands in a link: what each slide shows, never the picture of it."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.exhibits.catalogue import shortened
from analytics.exhibits.exhibit import Exhibit, Recipe
from analytics.packs.link_text import folded, unfolded

MOST = 40
"""Slides of a deck: more would not fit a link that every program keeps whole."""

VERSION = 2
"""The form of a deck link: options by name, those at their default left out. The first form had them by position."""

_COUNTING = ("themes", "measure", "fractional", "universe")
_PLACES = ("need", "idps", "counted", "places")
FIRST_VERSION: dict[str, tuple[str, ...]] = {
    "map": ("measure", "universe", "zoom"),
    "matrix": _COUNTING,
    "regions": _COUNTING,
    "codes": _COUNTING,
    "need_pledges": _PLACES,
    "ranking": (*_PLACES, "order"),
    "representation": _PLACES,
    "beside_world": ("need", "idps"),
    "gap_map": _PLACES[:3],
    "weighted": ("high", "medium", "low", "fractional"),
    "progress": ("by", "as_of"),
    "freshness": ("by", "as_of"),
    "scenario": ("target", "share", "limit", "per_country", "per_pledge", "shown"),
}
"""The options of each kind in the order of the first version's links, which stays as it was."""

FORMER_KINDS = {"documentation": "items"}
"""Kinds of the first version that are another one now: what texts say was counted twice."""

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
    recipe: Recipe
    numbers: str
    title: str = ""

    def link(self) -> dict[str, list[str]]:
        """The parameters of the link to where the figure stood."""
        return {name: list(values) for name, values in self.params}


def item(exhibit: Exhibit, page: str, params: Mapping[str, Sequence[str]]) -> Item:
    """The slide of an exhibit that stands on a page under the parameters of its link; ValueError without a recipe."""
    if exhibit.recipe is None:
        raise ValueError(f"{exhibit.name} can't be made again from a link")
    kept = tuple((name, tuple(values)) for name, values in params.items())
    return Item(page, kept, shortened(exhibit.recipe), numbers_mark(exhibit))


def numbers_mark(exhibit: Exhibit) -> str:
    """Eight characters that change when a number of the exhibit does, in whatever language it is shown."""
    numbers = exhibit.table.select_dtypes("number").to_csv(index=False, float_format="%.9g")
    return hashlib.sha256(numbers.encode()).hexdigest()[:8]


def written(items: Sequence[Item]) -> str:
    """A deck as one value of a link, its version first; empty for no slides."""
    if not items:
        return ""
    slides = [
        [each.page, each.params, each.recipe.kind, dict(each.recipe.options), each.numbers, each.title]
        for each in items
    ]
    return folded([VERSION, *slides])


def read(text: str) -> list[Item]:
    """The slides that a value of a link describes, in this form or that of the first version; ValueError if it is none.

    >>> slide = Item("map", (("region", ("Africa",)),), Recipe("map", (("zoom", "Asia"),)), "0a1b2c3d", "Où?")
    >>> read(written([slide])) == [slide]
    True
    """
    if not text:
        return []
    listed = unfolded(text, LONGEST_DECK)
    match listed:
        case [int(version), *slides] if version == VERSION and len(slides) <= MOST:
            return [_item(each, VERSION) for each in slides]
        case [*slides] if len(slides) <= MOST:
            return [_item(each, 1) for each in slides]
    raise ValueError("not a deck")


def _item(plain: object, version: int) -> Item:
    match plain:
        case [str(page), list(params), str(kind), dict(options), str(numbers), str(title)] if version == VERSION:
            recipe = _as_added(Recipe(kind, tuple(zip(options, _texts(list(options.values())), strict=True))))
        case [str(page), list(params), [str(kind), *options], str(numbers), str(title)] if version == 1:
            recipe = first_version_recipe(kind, _texts(options))
        case [str(page), list(params), [], str(numbers), str(title)] if version == 1:
            recipe = Recipe("")
        case _:
            raise ValueError("not a slide")
    if not re.fullmatch("[a-z]*", page):
        raise ValueError("not a page")
    return Item(page, tuple(_param(each) for each in params), recipe, numbers, title[:LONGEST_TITLE])


def first_version_recipe(kind: str, codes: Sequence[str]) -> Recipe:
    """A recipe whose options stood by position; what is no kind or option stays in it, and can't be made."""
    kind = FORMER_KINDS.get(kind, kind)
    names = FIRST_VERSION.get(kind, ())
    extra = ["unknown"] * (len(codes) - len(names))
    return _as_added(Recipe(kind, tuple(zip([*names, *extra], codes, strict=False))))


def _as_added(recipe: Recipe) -> Recipe:
    """The recipe as a figure added today has it, so that the two are told to be one; as it is where it can't be made.

    A link made by hand may have the options in another order, or some that are at their default.
    """
    try:
        return shortened(recipe)
    except LookupError:
        return recipe


def _param(plain: object) -> tuple[str, tuple[str, ...]]:
    match plain:
        case [str(name), list(values)]:
            return name, _texts(values)
    raise ValueError("not a parameter")


def _texts(plain: Sequence[object]) -> tuple[str, ...]:
    if not all(isinstance(each, str) for each in plain):
        raise ValueError("not a text")
    return tuple(str(each) for each in plain)
