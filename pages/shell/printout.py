"""Pieces of a page that are recorded as they are shown, so that the page can be printed."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts.description import Map
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.places.figures import pledge_map
from analytics.exports.documents.printed import paper_html, paper_pdf
from analytics.exports.images import browser_path, preview_image
from analytics.packs.page import Heading, Paper, Part, printed_table
from analytics.selection import Selection
from analytics.words import _
from pages.shell import cache, downloads, offered
from pages.shell.markup import escape_markdown

PREVIEW = "preview.png"
"""Name of the image that chats show beside a link to a page."""

_recorded: ContextVar[list[Part | Callable[[], Part]] | None] = ContextVar("recorded", default=None)


def start() -> None:
    """At the start of a page: start recording."""
    _recorded.set([])


def button(title: str, about: Sequence[str], stem: str) -> None:
    """At the end of a page: the button for its PDF; its text and preview image are registered without a button."""
    parts, no_browser = _recorded.get() or [], browser_path() is None

    def printed() -> Paper:
        return Paper(title, tuple(about), tuple(part() if callable(part) else part for part in parts))

    name, words = f"{stem}.pdf", _("Print (PDF)")
    downloads.button(words, name, lambda: paper_pdf(printed()), key="print", disabled=no_browser)
    offered.register(f"{stem}.html", lambda: paper_html(printed()).encode())
    offered.register(PREVIEW, lambda: preview_image(_pictured([part for part in parts if isinstance(part, Exhibit)])))


def _pictured(exhibits: Sequence[Exhibit]) -> Exhibit:
    """The one that is recognisable as a thumbnail: a map if there is one; without any, that of all pledges."""
    if not exhibits:
        return pledge_map(cache.filtered(Selection()), "pledges", "un_members")
    return next((each for each in exhibits if isinstance(each.figure, Map)), exhibits[0])


def add(part: Part | Callable[[], Part]) -> None:
    """Record a part for printing, or a function that makes it."""
    parts = _recorded.get()
    if parts is not None:
        parts.append(part)


def add_table(rows: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """A table that the page shows, by the names of its columns."""
    add(partial(printed_table, rows, headings))


def heading(words: str) -> None:
    """A heading; `words` are plain text."""
    add(Heading(words))
    st.header(escape_markdown(words), anchor=False)


def expander(words: str, **looks: Any) -> DeltaGenerator:
    """An expander; in print, a heading. `words` are plain text."""
    add(Heading(words))
    return st.expander(escape_markdown(words), **looks)


def caption(words: str) -> None:
    """A caption; `words` are plain text."""
    add(words)
    st.caption(escape_markdown(words))


def info(words: str) -> None:
    """An info box in place of what the page can't show; `words` are plain text."""
    add(words)
    st.info(escape_markdown(words))


def text(words: str) -> None:
    """A paragraph; `words` are plain text."""
    add(words)
    st.markdown(escape_markdown(words))
