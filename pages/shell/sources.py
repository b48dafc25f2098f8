"""What the pages show, made once for each version of the data and each selection."""

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

from analytics.dataset import Dataset, chosen_folder
from analytics.dataset.latest import Latest, Reading
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
