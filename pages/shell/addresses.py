"""Full addresses of pages, to be shared and to stand in files."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.shell import filter_bar


def shown() -> dict[str, list[str]]:
    """The parameters under which the page stands as it is; the deck that a reader carries along is none of them."""
    own = filter_bar.page_name() == filter_bar.DECK
    return {name: values for name, values in filter_bar.params().items() if own or name != filter_bar.DECK}


def address() -> str:
    """The address of what is on screen."""
    return _with(st.context.url or "", shown())


def address_of(page: str, params: Mapping[str, Sequence[str]]) -> str:
    """The address of another page, by its name in links."""
    root = (st.context.url or "").removesuffix(filter_bar.page_name()).rstrip("/")
    return _with(f"{root}/{page}", params)


def _with(url: str, params: Mapping[str, Sequence[str]]) -> str:
    return f"{url}?{urlencode(params, doseq=True)}".rstrip("?")
