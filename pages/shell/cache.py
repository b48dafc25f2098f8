"""Caches: what pages show is computed once for each version of the data and each selection."""

import os
import sys
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import _lru_cache_wrapper, partial
from hashlib import sha256
from pathlib import Path
from threading import Condition
from typing import TypeVar

import cachetools
import streamlit as st
from cachetools import LRUCache

from analytics.dataset import Dataset, DatasetError, Problem, Source, Zip, chosen_source
from analytics.dataset.latest import Latest, Reading
from analytics.dataset.source import earlier_source, file_state
from analytics.dataset.versions import Version, version_of
from analytics.exhibits.exhibit import Exhibit
from analytics.facets import Facets
from analytics.links import read_link
from analytics.renderers.page import PHONE, ROOM, PageFigure, page_figure
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import language

Result = TypeVar("Result")

# Cached by identity: a Dataset, its Facets and a FilteredData are equal only to themselves, so new data can't be
# given an old answer. A run that needs what another run is computing waits for it. All readers get the same objects,
# which must not be changed.


@cachetools.cached(LRUCache(4), condition=Condition())
def _latest(source: Source) -> Latest:
    return Latest(source)


_now: ContextVar[Reading] = ContextVar("reading")


def load() -> None:
    """At the start of a run: fix the data that the whole run uses, even if they change meanwhile."""
    _now.set(_latest(chosen_source()).reading())


def reading() -> Reading:
    """The data of this run, and what is wrong with them now if anything is."""
    if _now.get(None) is None:
        load()
    return _now.get()


def _forget_other_data() -> None:
    """Empty all caches of results: a result holds the data that it is of, which new data have replaced.

    A run that still uses them works it out again.
    """
    for each in (selection_in, filtered, cached, cached_figure):
        each.cache_clear()
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("analytics.")]
    for each in [each for module in modules for each in list(vars(module).values())]:
        # A function that is cached by language wraps its cache.
        for held in (each, getattr(each, "__wrapped__", None)):
            if isinstance(held, _lru_cache_wrapper):
                held.cache_clear()


@cachetools.cached(LRUCache(2), key=lambda: reading().dataset, condition=Condition())
def facets() -> Facets:
    """The facets of the newest good version; LookupError if there never was one."""
    dataset = reading().dataset
    if dataset is None:
        raise LookupError("no good version of the data")
    _forget_other_data()
    built = Facets(dataset)
    # The first search then takes no longer than any other.
    built.with_word("")
    return built


@cachetools.cached(LRUCache(1000), key=lambda *params: (facets(), params), condition=Condition())
def selection_in(*params: tuple[str, tuple[str, ...]]) -> tuple[Selection, list[tuple[str, str]]]:
    """What `read_link` reads in a link, given as its parameters and their values."""
    return read_link({name: list(values) for name, values in params}, facets())


@cachetools.cached(LRUCache(200), key=lambda selection: (facets(), selection), condition=Condition())
def filtered(selection: Selection) -> FilteredData:
    """The data with a selection applied."""
    return filter_data(facets(), selection)


@cachetools.cached(LRUCache(1000), key=lambda *options: (language.get(), *options), condition=Condition())
def cached(function: Callable[..., Result], data: FilteredData | Dataset, *options: Hashable) -> Result:
    """`function(data, *options)`, cached by the data, the language and the options."""
    return function(data, *options)


@cachetools.cached(LRUCache(400), condition=Condition())
def cached_figure(
    exhibit: Exhibit,
    full_width: bool = False,
    at_least: int = 0,
    words: tuple[str, str, str] = ("", "", ""),
    is_large: bool = False,
) -> PageFigure:
    """The figure of an exhibit as pages show it; exhibits that are equal are one object.

    `words` are the title, scope and source inside the figure, if any: a page has its own. `is_large` is for a room.
    """
    title, scope, source = words
    style = ROOM if is_large else PHONE
    return PageFigure(page_figure(exhibit.figure, title, scope, source, full_width, at_least, style))


file_cache: LRUCache[bytes, tuple[str, bytes, str]] = LRUCache(64 * 2**20, lambda made: len(made[1]))
"""Files by the hash of address and version: name, bytes and version, 64 MB at most.

Only the server's event loop uses it.
"""


def earlier_versions() -> dict[str, str]:
    """The versions kept with the data and the one the setting names: name in links, and name to show."""
    return {source.name: source.name.removesuffix(".zip") for source in _earlier_sources()}


def sources_version() -> str:
    """Of all that files are made from: the data, their earlier versions and the server's template; empty without data.

    Reads nothing but sizes and times.
    """
    dataset = reading().dataset
    if dataset is None:
        return ""
    template = os.environ.get("COALITION_TEMPLATE")
    others = [each.state() for each in _earlier_sources()] + ([file_state(Path(template))] if template else [])
    return "-".join([dataset.version, *([sha256(repr(others).encode()).hexdigest()[:12]] if others else [])])


def _earlier_sources() -> list[Source]:
    named = earlier_source()
    return [*([named] if named else []), *facets().dataset.source.releases()]


@cachetools.cached(LRUCache(4), condition=Condition())
def _version(source: Source, state: str) -> Version | DatasetError:
    return _version_or_why_not(source)


def _version_or_why_not(source: Source) -> Version | DatasetError:
    # A failure is cached as well: finding it may take seconds.
    try:
        return version_of(source)
    except DatasetError as error:
        return error


def _good(found: Version | DatasetError) -> Version:
    if isinstance(found, DatasetError):
        raise DatasetError(found.problems)
    return found


def earlier_version(name: str) -> Version:
    """One of `earlier_versions`, read again when it changes; `DatasetError` if it is gone or has hard problems."""
    source = next((each for each in _earlier_sources() if each.name == name), None)
    if source is None:
        raise DatasetError([Problem(name, None, None, None, "missing_file")])
    return _good(_version(source, source.state()))


@st.cache_resource(max_entries=1, scope="session", show_spinner=False)
def _uploaded(content: bytes, name: str) -> Version | DatasetError:
    return _version_or_why_not(Zip(Path(name), content))


def uploaded_version(content: bytes, name: str) -> Version:
    """The version in a zip that this reader uploads, kept for this reader alone; `DatasetError` if it has problems."""
    return _good(_uploaded(content, name))


@st.cache_resource(max_entries=2, scope="session", show_spinner=False)
def _cached_for_session(key: tuple[str, ...], _function: Callable[[], object]) -> object:
    return _function()


def cached_for_session(
    function: Callable[[FilteredData, tuple[Version, Version]], Result],
    filtered_data: FilteredData,
    pair: tuple[Version, Version],
) -> Result:
    """`function(filtered_data, pair)`, cached for this reader alone: a version may be one they uploaded."""
    key = (function.__qualname__, language.get(), filtered_data.dataset.version, *(each.version for each in pair))
    result = _cached_for_session(key, partial(function, filtered_data, pair))
    return result  # type: ignore[return-value]
