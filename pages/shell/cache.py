"""What the pages show, made once for each version of the data and each selection."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from threading import Condition
from typing import TypeVar

import cachetools
import streamlit as st
from cachetools import LRUCache

from analytics.dataset import Source, Zip, chosen_source
from analytics.dataset.latest import Latest, Reading
from analytics.dataset.source import earlier_source
from analytics.dataset.versions import Version, version_of
from analytics.exhibits.exhibit import Exhibit
from analytics.facets import Facets
from analytics.renderers.page import PageFigure, page_figure
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import language

Result = TypeVar("Result")

# Kept by what the tables are, never by what they hold: a Dataset, its Facets and a FilteredData are equal only
# to themselves, so new data can't be given an old answer. A reader who asks for what another reader's run
# is making waits for it. All readers get the same objects, which must not be changed.


@cachetools.cached(LRUCache(4), condition=Condition())
def _latest(source: Source) -> Latest:
    return Latest(source)


_now: ContextVar[Reading] = ContextVar("reading")


def load() -> None:
    """At the start of a run: the data that all of the run is made from, even if they change meanwhile."""
    _now.set(_latest(chosen_source()).reading())


def reading() -> Reading:
    """The data of this run, and what is wrong with them now if anything is."""
    if _now.get(None) is None:
        load()
    return _now.get()


@cachetools.cached(LRUCache(2), key=lambda: reading().dataset, condition=Condition())
def facets() -> Facets:
    """The facets of the newest good version; LookupError if there never was one."""
    dataset = reading().dataset
    if dataset is None:
        raise LookupError("no good version of the data")
    return Facets(dataset)


@cachetools.cached(LRUCache(200), key=lambda chosen: (facets(), chosen), condition=Condition())
def filtered(chosen: Selection) -> FilteredData:
    """The tables as a selection leaves them."""
    return filter_data(facets(), chosen)


@cachetools.cached(LRUCache(1000), key=lambda *options: (language.get(), *options), condition=Condition())
def cached(maker: Callable[..., Result], tables: FilteredData, *options: Hashable) -> Result:
    """`maker(tables, *options)`, remembered by what the tables are, language and options."""
    return maker(tables, *options)


@cachetools.cached(LRUCache(400), condition=Condition())
def cached_figure(exhibit: Exhibit, full_width: bool = False) -> PageFigure:
    """The figure of an exhibit as pages show it; exhibits that are equal are one object."""
    words = exhibit.finding, exhibit.scope, exhibit.source_under_figure()
    return PageFigure(page_figure(exhibit.figure, *words, full_width))


def earlier_versions() -> dict[str, str]:
    """The versions kept with the data and the one the setting names: name in links, and name to show."""
    return {source.name: source.name.removesuffix(".zip") for source in _earlier_sources()}


def _earlier_sources() -> list[Source]:
    named = earlier_source()
    return [*([named] if named else []), *facets().dataset.source.releases()]


@cachetools.cached(LRUCache(4), condition=Condition())
def _version(source: Source, state: str) -> Version:
    return version_of(source)


def earlier_version(name: str) -> Version:
    """One of `earlier_versions`, read again when it changes; `DatasetError` if it has hard problems."""
    source = next(each for each in _earlier_sources() if each.name == name)
    return _version(source, source.state())


@st.cache_resource(max_entries=1, scope="session", show_spinner=False)
def brought_version(content: bytes, name: str) -> Version:
    """The version in a zip that this reader brings, kept for this reader alone; `DatasetError` if it has problems."""
    return version_of(Zip(Path(name), content))


@st.cache_resource(max_entries=2, scope="session", show_spinner=False)
def _cached_for_session(key: tuple[str, ...], _maker: Callable[[], object]) -> object:
    return _maker()


def cached_for_session(
    maker: Callable[[FilteredData, tuple[Version, Version]], Result],
    tables: FilteredData,
    pair: tuple[Version, Version],
) -> Result:
    """`maker(tables, pair)`, whatever is selected, remembered for this reader alone: a version may be their own."""
    key = (maker.__qualname__, language.get(), tables.dataset.version, *(each.version for each in pair))
    result = _cached_for_session(key, partial(maker, tables, pair))
    return result  # type: ignore[return-value]
