"""What the pages show, made once for each version of the data and each selection."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from threading import Condition
from typing import TypeVar

from cachetools import LRUCache, cached

from analytics.dataset import Dataset, chosen_folder
from analytics.dataset.latest import Latest, Reading
from analytics.facets import Facets
from analytics.selection import Narrowed, Selection, narrow
from analytics.words import language

Result = TypeVar("Result")

# Kept by what the tables are, never by what they hold: a Dataset, its Facets and a Narrowed are equal only
# to themselves, so new data can't be given an old answer. A reader who asks for what another reader's run
# is making waits for it. All readers get the same objects, which must not be changed.


@cached(LRUCache(4), condition=Condition())
def _latest(folder: str) -> Latest:
    return Latest(chosen_folder())


_now: ContextVar[Reading] = ContextVar("reading")


def look() -> None:
    """At the start of a run: the data that all of the run is made from, even if the files change meanwhile."""
    _now.set(_latest(str(chosen_folder())).reading())


def reading() -> Reading:
    """The data of this run, and what is wrong with the files if anything is."""
    if _now.get(None) is None:
        look()
    return _now.get()


@cached(LRUCache(2), condition=Condition())
def _facets(dataset: Dataset) -> Facets:
    return Facets(dataset)


def facets() -> Facets:
    """The facets of the newest good version; LookupError if there never was one."""
    dataset = reading().dataset
    if dataset is None:
        raise LookupError("no good version of the data")
    return _facets(dataset)


@cached(LRUCache(200), condition=Condition())
def _narrowed(tables: Facets, chosen: Selection) -> Narrowed:
    return narrow(tables, chosen)


def narrowed(chosen: Selection) -> Narrowed:
    """The tables as a selection leaves them."""
    return _narrowed(facets(), chosen)


@cached(LRUCache(1000), condition=Condition())
def _made(tables: Narrowed, words: str, maker: Callable[..., object], options: tuple[Hashable, ...]) -> object:
    return maker(tables, *options)


def made(maker: Callable[..., Result], chosen: Selection, *options: Hashable) -> Result:
    """`maker(narrowed, *options)`, remembered by data version, selection, language and options."""
    result = _made(narrowed(chosen), language.get(), maker, options)
    return result  # type: ignore[return-value]
