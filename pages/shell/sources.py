"""What the pages show, made once for each version of the data and each selection."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar

import streamlit as st

from analytics.dataset import Dataset, chosen_folder
from analytics.dataset.files import data_version
from analytics.dataset.latest import Latest, Reading
from analytics.dataset.versions import Version, earlier_named, releases, version_at, version_in
from analytics.facets import Facets
from analytics.selection import Narrowed, Selection, narrow
from analytics.words import language

Result = TypeVar("Result")


@st.cache_resource(max_entries=4, show_spinner=False)
def _latest(folder: str) -> Latest:
    return Latest(chosen_folder())


def reading() -> Reading:
    """The data as they are now, and what is wrong with the files if anything is."""
    return _latest(str(chosen_folder())).reading()


@st.cache_resource(max_entries=2, show_spinner=False)
def _facets(version: str, _dataset: Dataset) -> Facets:
    return Facets(_dataset)


def facets() -> Facets:
    """The facets of the newest good version; LookupError if there never was one."""
    dataset = reading().dataset
    if dataset is None:
        raise LookupError("no good version of the data")
    return _facets(dataset.version, dataset)


@st.cache_resource(max_entries=200, show_spinner=False)
def _narrowed(version: str, chosen: Selection, _facets: Facets) -> Narrowed:
    return narrow(_facets, chosen)


def narrowed(chosen: Selection) -> Narrowed:
    """The tables as a selection leaves them."""
    current = facets()
    return _narrowed(current.dataset.version, chosen, current)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _made(
    version: str,
    words: str,
    chosen: Selection,
    name: str,
    options: tuple[Hashable, ...],
    _maker: Callable[..., object],
    _narrowed: Narrowed,
) -> object:
    return _maker(_narrowed, *options)


def made(maker: Callable[..., Result], chosen: Selection, *options: Hashable) -> Result:
    """`maker(narrowed, *options)`, remembered by data version, language, selection and options.

    The keys are small values, never tables: hashing a table reads a sample of it and would
    give one table's answer for another. All readers get the same object; it must not be changed.
    """
    tables = narrowed(chosen)
    name = f"{maker.__module__}.{maker.__qualname__}"
    result = _made(tables.dataset.version, language.get(), chosen, name, options, maker, tables)
    return result  # type: ignore[return-value]


def earlier_versions() -> dict[str, str]:
    """The versions kept with the data and the one the setting names: file name, and name to show."""
    return {path.name: path.stem for path in _earlier_paths()}


def _earlier_paths() -> list[Path]:
    named = earlier_named()
    return [*([named] if named else []), *releases(facets().dataset.folder)]


@st.cache_resource(max_entries=4, show_spinner=False)
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
def _made_for_one(
    versions: tuple[str, ...],
    words: str,
    name: str,
    _maker: Callable[..., object],
    _narrowed: Narrowed,
    _pair: tuple[Version, Version],
) -> object:
    return _maker(_narrowed, _pair)


def made_for_one(
    maker: Callable[[Narrowed, tuple[Version, Version]], Result], tables: Narrowed, pair: tuple[Version, Version]
) -> Result:
    """`maker(tables, pair)`, whatever is selected, remembered for this reader alone: a version may be their own."""
    versions = (tables.dataset.version, *(each.version for each in pair))
    result = _made_for_one(versions, language.get(), maker.__qualname__, maker, tables, pair)
    return result  # type: ignore[return-value]
