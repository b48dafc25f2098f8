"""What a page says and shows, kept while it is drawn so that it can be printed."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts.description import Map
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.documents.printed import paper_html, paper_pdf
from analytics.exports.images import browser_path, preview_image
from analytics.packs.page import Heading, Paper, Part, printed_table
from analytics.words import _
from pages.shell import downloads, offered
from pages.shell.markup import escape_markdown

PREVIEW = "preview.png"
"""The picture of a page beside a link to it, by its name in addresses."""

_parts: ContextVar[list[Part | Callable[[], Part]] | None] = ContextVar("parts", default=None)


def start() -> None:
    """Before a page is drawn: all that it says and shows from here on is kept."""
    _parts.set([])


def button(title: str, about: Sequence[str], stem: str) -> None:
    """After a page was drawn: a button that makes a PDF of it. Its text and its picture have addresses without one."""
    kept, no_browser = _parts.get() or [], browser_path() is None

    def paper() -> Paper:
        return Paper(title, tuple(about), tuple(part() if callable(part) else part for part in kept))

    name, words = f"{stem}.pdf", _("Print (PDF)")
    downloads.button(words, name, lambda: paper_pdf(paper()), key="print", kind="tertiary", disabled=no_browser)
    offered.keep(f"{stem}.html", lambda: paper_html(paper()).encode())
    exhibits = [part for part in kept if isinstance(part, Exhibit)]
    if exhibits:
        # A map is known at the size of a stamp.
        shown = next((each for each in exhibits if isinstance(each.figure, Map)), exhibits[0])
        offered.keep(PREVIEW, partial(preview_image, shown))


def keep(part: Part | Callable[[], Part]) -> None:
    """A part of the page that goes on paper, or what makes it when a reader prints."""
    parts = _parts.get()
    if parts is not None:
        parts.append(part)


def keep_table(rows: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """A table that the page shows, by the names of its columns."""
    keep(partial(printed_table, rows, headings))


def heading(words: str) -> None:
    """A heading of the page; `words` are text."""
    keep(Heading(words))
    st.header(escape_markdown(words), anchor=False)


def expander(words: str, **looks: Any) -> DeltaGenerator:
    """A part of the page that is folded away on screen; `words` are text. On paper it is a part under a heading."""
    keep(Heading(words))
    return st.expander(escape_markdown(words), **looks)


def said(words: str) -> None:
    """A sentence in small type, such as what a table leaves out; `words` are text."""
    keep(words)
    st.caption(escape_markdown(words))


def notice(words: str) -> None:
    """A sentence in place of what the page can't show; `words` are text."""
    keep(words)
    st.info(escape_markdown(words))


def text(words: str) -> None:
    """A sentence that answers the page's question; `words` are text."""
    keep(words)
    st.markdown(escape_markdown(words))
