"""Pieces that pages are made of: a figure with its words and downloads, notes, empty states."""

import re

import pandas as pd
import streamlit as st

from analytics.charts.theme import chart_config
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.headlines import headline_words, under_words
from analytics.exports.tables import csv_bytes
from analytics.selection import Narrowed, sentence
from analytics.words import _, ngettext, number
from pages.shell import filter_bar


def said(text: str) -> str:
    r"""Text as Markdown that shows it and does nothing else.

    >>> said("[x](javascript:1) $2")
    '\\[x\\]\\(javascript\\:1\\) \\$2'
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&@^=])", r"\\\1", text)


def figure(exhibit: Exhibit, narrowed: Narrowed, image: str = "png") -> object:
    """A figure in its block; returns what the reader selected in it."""
    name = file_stem(exhibit.name, narrowed)
    chosen = st.plotly_chart(
        exhibit.figure,
        theme=None,
        key=f"figure_{exhibit.name}",
        config=chart_config(name, image),
        alt=exhibit.description,
        on_select="rerun",
        selection_mode="points",
    )
    words = st.expander(
        _("In words, how to read this, table and downloads"), on_change="rerun", key=f"words_{exhibit.name}"
    )
    if words.open:
        with words:
            st.caption(said(exhibit.description))
            st.caption(said(exhibit.reading))
            st.dataframe(
                exhibit.table,
                column_order=list(exhibit.headings),
                column_config=exhibit.headings,
                hide_index=True,
            )
            st.download_button(
                _("Table as CSV"),
                data=lambda: csv_bytes(exhibit.table, notes(exhibit, narrowed)),
                file_name=f"{name}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"csv_{exhibit.name}",
            )
    return chosen


def headlines(table: pd.DataFrame, narrowed: Narrowed) -> None:
    """The numbers to say aloud, each with its definition and, where they differ, the published figure."""
    grid = st.grid(len(table), min_column_width=150, gap="small")
    for row in table.itertuples():
        title, definition = headline_words(row.headline)
        with grid.cell(), st.container(gap=None):
            st.metric(title, number(row.value), help=definition)
            st.caption(said(under_words(row)))


def file_stem(name: str, narrowed: Narrowed) -> str:
    """A file name that says what and when: `coverage-theme-pledges_africa_2026-11-23`."""
    where = "-".join(narrowed.chosen.region) if narrowed.chosen.region else ""
    scope = re.sub(r"[^a-z0-9]+", "-", where.lower()).strip("-") or (
        "all" if narrowed.chosen.is_everything() else "selection"
    )
    return f"{name}_{scope[:40]}_{narrowed.dataset.as_of.isoformat()}"


def notes(exhibit: Exhibit, narrowed: Narrowed) -> list[str]:
    """What an exported table says about itself."""
    return [exhibit.finding, exhibit.scope, *table_notes(narrowed, exhibit.source)]


def table_notes(narrowed: Narrowed, source: str) -> list[str]:
    """Selection, data version, source and link back of an exported table."""
    return [
        _("Selection: {sentence}").format(sentence=sentence(narrowed)),
        _("Data version: {version}").format(version=narrowed.dataset.version),
        source,
        _("Link: {address}").format(address=filter_bar.address()),
    ]


def empty(narrowed: Narrowed) -> bool:
    """Say which filters left nothing and offer to clear them; true if so."""
    if narrowed.count():
        return False
    st.info(said(_("No pledge matches: {sentence}").format(sentence=sentence(narrowed))))
    st.button(_("Clear all filters"), on_click=filter_bar.clear, type="primary", key="clear_empty")
    return True


def pledge_count(count: int) -> str:
    """A number of pledges in words."""
    return ngettext("{count} pledge", "{count} pledges", count).format(count=number(count))
