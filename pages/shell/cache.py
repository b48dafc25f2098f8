"""What the pages show, made once for each version of the data and each selection."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from pathlib import Path
from threading import Condition
from typing import TypeVar

import cachetools
import streamlit as st
from cachetools import LRUCache

from analytics.dataset import Dataset, chosen_folder
from analytics.dataset.files import data_version
from analytics.dataset.latest import Latest, Reading
from analytics.dataset.versions import Version, earlier_named, releases, version_at, version_in
from analytics.facets import Facets
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import language

Result = TypeVar("Result")

# Kept by what the tables are, never by what they hold: a Dataset, its Facets and a FilteredData are equal only
# to themselves, so new data can't be given an old answer. A reader who asks for what another reader's run
# is making waits for it. All readers get the same objects, which must not be changed.


@cachetools.cached(LRUCache(4), condition=Condition())
def _latest(folder: str) -> Latest:
    return Latest(chosen_folder())


_now: ContextVar[Reading] = ContextVar("reading")


def load() -> None:
    """At the start of a run: the data that all of the run is made from, even if the files change meanwhile."""
    _now.set(_latest(str(chosen_folder())).reading())


def reading() -> Reading:
    """The data of this run, and what is wrong with the files if anything is."""
    if _now.get(None) is None:
        load()
    return _now.get()


@cachetools.cached(LRUCache(2), condition=Condition())
def _facets(dataset: Dataset) -> Facets:
    return Facets(dataset)


def facets() -> Facets:
    """The facets of the newest good version; LookupError if there never was one."""
    dataset = reading().dataset
    if dataset is None:
        raise LookupError("no good version of the data")
    return _facets(dataset)


@cachetools.cached(LRUCache(200), condition=Condition())
def _filtered(tables: Facets, chosen: Selection) -> FilteredData:
    return filter_data(tables, chosen)


def filtered(chosen: Selection) -> FilteredData:
    """The tables as a selection leaves them."""
    return _filtered(facets(), chosen)


@cachetools.cached(LRUCache(1000), condition=Condition())
def _cached(tables: FilteredData, words: str, maker: Callable[..., object], options: tuple[Hashable, ...]) -> object:
    return maker(tables, *options)


def cached(maker: Callable[..., Result], chosen: Selection, *options: Hashable) -> Result:
    """`maker(narrowed, *options)`, remembered by data version, selection, language and options."""
    result = _cached(filtered(chosen), language.get(), maker, options)
    return result  # type: ignore[return-value]


def earlier_versions() -> dict[str, str]:
    """The versions kept with the data and the one the setting names: file name, and name to show."""
    return {path.name: path.stem for path in _earlier_paths()}


def _earlier_paths() -> list[Path]:
    named = earlier_named()
    return [*([named] if named else []), *releases(facets().dataset.folder)]


@cachetools.cached(LRUCache(4), condition=Condition())
def _earlier_version(path: str, state: tuple[str, int, int]) -> Version:
    return version_at(Path(path))


def earlier_version(name: str) -> Version:
    """One of `earlier_versions`, read again when its files change; `DatasetError` if it has hard problems."""
    path = next(each for each in _earlier_paths() if each.name == name)
    try:
        status = path.stat()
        state = (data_version(path), status.st_size, status.st_mtime_ns)
    except OSError:
        state = ("", 0, 0)
    return _earlier_version(str(path), state)


@st.cache_resource(max_entries=1, scope="session", show_spinner=False)
def brought_version(content: bytes, name: str) -> Version:
    """The version in a zip that this reader brings, kept for this reader alone; `DatasetError` if it has problems."""
    return version_in(content, name)


@st.cache_resource(max_entries=2, scope="session", show_spinner=False)
def _cached_for_session(
    versions: tuple[str, ...],
    words: str,
    name: str,
    _maker: Callable[..., object],
    _filtered: FilteredData,
    _pair: tuple[Version, Version],
) -> object:
    return _maker(_filtered, _pair)


def cached_for_session(
    maker: Callable[[FilteredData, tuple[Version, Version]], Result],
    tables: FilteredData,
    pair: tuple[Version, Version],
) -> Result:
    """`maker(tables, pair)`, whatever is selected, remembered for this reader alone: a version may be their own."""
    versions = (tables.dataset.version, *(each.version for each in pair))
    result = _cached_for_session(versions, language.get(), maker.__qualname__, maker, tables, pair)
    return result  # type: ignore[return-value]
