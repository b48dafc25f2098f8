"""Pieces that pages are made of: a figure with its words and downloads, notes, empty states."""

import re
from collections.abc import Container
from functools import partial

import pandas as pd
import streamlit as st

from analytics.charts.theme import chart_config
from analytics.exhibits.about import about_selection
from analytics.exhibits.claims import none_words
from analytics.exhibits.exhibit import Exhibit, source_line
from analytics.exhibits.overview.findings import LinkedFinding
from analytics.exhibits.overview.headlines import headline_words, under_words, value_words
from analytics.exhibits.places import beside_world as place
from analytics.exhibits.pledges.tables import count_words, pledge_names
from analytics.exports.tables import csv_bytes
from analytics.facets import Facets
from analytics.measures.gaps import Comparison
from analytics.selection import FilteredData, filter_name, left_without, sentence
from analytics.words import _, ngettext, number
from pages.shell import addresses, cache, deck, downloads, filter_bar
from pages.shell.markup import escape_markdown

ROWS_SHOWN = 200
"""Rows of a table sent to a browser; a download has all."""

LINKS_SHOWN = 30


def figure(exhibit: Exhibit, filtered: FilteredData, picks: str = "", among: Container[str] = ()) -> None:
    """A figure in its block: words, table and downloads under it.

    A click on a place or cell puts its code into the link under the parameter `picks`, if given and `among`
    what can be chosen.
    """
    name = file_stem(exhibit.name, filtered)
    key = f"figure_{exhibit.name}"
    st.plotly_chart(
        exhibit.figure,
        theme=None,
        key=key,
        config=chart_config(exhibit.figure, name, filter_bar.image_format()),
        alt=exhibit.description,
        on_select=partial(filter_bar.pick, key, picks, among) if picks else "ignore",
        selection_mode="points",
    )
    deck.add_button(exhibit)
    words = st.expander(_("In words, table and downloads"), on_change="rerun", key=f"words_{exhibit.name}")
    if words.open:
        with words:
            _words_and_table(exhibit, filtered, name)


def _words_and_table(exhibit: Exhibit, filtered: FilteredData, name: str) -> None:
    st.markdown(escape_markdown(exhibit.description))
    st.caption(escape_markdown(exhibit.reading))
    table(exhibit.table, exhibit.headings)
    downloads.offer(exhibit, filtered, name, addresses.address())


def table(rows: pd.DataFrame, headings: dict[str, str]) -> None:
    """A table as it is, its columns named for a reader; the first rows only where there are very many."""
    if _nothing_in(rows):
        return
    st.dataframe(
        shown(rows),
        column_order=list(headings),
        column_config={name: _column(rows[name], title) for name, title in headings.items()},
        hide_index=True,
        height="content" if len(rows) < 12 else "auto",
        placeholder="–",
    )
    if len(rows) > ROWS_SHOWN:
        st.caption(count_words(ROWS_SHOWN, len(rows)))


def shown(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table that a browser gets; what is missing stays empty, and is never the word "None"."""
    first = rows.head(ROWS_SHOWN)
    texts = [name for name in first if first[name].dtype == object]
    return first.astype(dict.fromkeys(texts, "str")) if texts else first


def _nothing_in(rows: pd.DataFrame) -> bool:
    if rows.empty:
        st.caption(_("Nothing to list here for this selection."))
    return rows.empty


def _column(cells: pd.Series, title: str) -> object:
    if cells.name == "source_url":
        return st.column_config.LinkColumn(title, display_text=_("Open"))
    # Only numbers that no year reaches are written with separators.
    if cells.dtype.kind in "iuf" and (cells >= 10_000).any():
        return st.column_config.NumberColumn(title, format="localized")
    return title


def listing(rows: pd.DataFrame, headings: dict[str, str], name: str, filtered: FilteredData, *about: str) -> None:
    """A table on the page and, whole, as CSV; `about` stands at the head of the file."""
    table(rows, headings)
    head = [*about, *table_notes(filtered, source_line(filtered))]
    downloads.button(
        ngettext("Download {count} row as CSV", "Download {count} rows as CSV", len(rows)).format(
            count=number(len(rows))
        ),
        f"{file_stem(name, filtered)}.csv",
        lambda: csv_bytes(rows, head),
        key=f"csv_{name}",
    )


def headlines(table: pd.DataFrame, filtered: FilteredData) -> None:
    """The numbers to say aloud, each with its definition and, where they differ, the published figure."""
    grid = st.grid(len(table), min_column_width=150, gap="small")
    for row in table.itertuples():
        title, definition = headline_words(row.headline)
        with grid.cell(), st.container(gap=None):
            st.metric(title, value_words(row), help=definition)
            st.caption(escape_markdown(under_words(row)))


def file_stem(name: str, filtered: FilteredData) -> str:
    """A file name that says what and when: `coverage-theme-pledges_africa_2026-11-23`."""
    where = "-".join(filtered.chosen.region) if filtered.chosen.region else ""
    scope = re.sub(r"[^a-z0-9]+", "-", where.lower()).strip("-") or (
        "all" if filtered.chosen.is_everything() else "selection"
    )
    return f"{name}_{scope[:40]}_{filtered.dataset.as_of.isoformat()}"


def table_notes(filtered: FilteredData, source: str) -> list[str]:
    """Selection, data version, source, licence and link back of an exported table."""
    return about_selection(filtered, source, addresses.address())


def say_if_empty(filtered: FilteredData) -> bool:
    """Say that nothing was found, or which filters left nothing, and offer to lift one or all; true if so."""
    if filtered.count():
        return False
    said_of = _("{none}: {sentence}.") if filtered.allows_gaps() else _("{none}: {sentence}. Lift a filter:")
    st.info(escape_markdown(said_of.format(none=none_words(filtered), sentence=sentence(filtered))))
    with st.container(horizontal=True):
        for field, count in left_without(filtered.facets, filtered.chosen):
            lifted = ngettext("Lift “{filter}”: {count} pledge", "Lift “{filter}”: {count} pledges", count)
            st.button(
                escape_markdown(lifted.format(filter=filter_name(field), count=number(count))),
                on_click=filter_bar.forget,
                args=(field,),
                key=f"lift_{field}",
            )
        st.button(_("Clear all filters"), on_click=filter_bar.clear, type="primary", key="clear_empty")
    return True


def place_beside_world(filtered: FilteredData, comparison: Comparison) -> None:
    """Where one place is left, or no pledge in any: its need and members, and who has pledged near it."""
    chosen = filtered.chosen
    st.caption(escape_markdown(place.members_words(filtered)))
    figure(cache.cached(place.beside_world, chosen, comparison), filtered)
    members = cache.cached(place.members_table, chosen, comparison)
    if chosen.is_limited_to_places() and len(members) > 1:
        st.header(_("Countries and areas, by people for their inhabitants"), anchor=False)
        table(members, place.members_headings(comparison))
    near = cache.cached(place.near_table, chosen)
    if filtered.count() == 0 and chosen.is_limited_to_places() and len(near):
        st.header(_("Who has pledged in the same region"), anchor=False)
        table(near, place.near_headings())


def pledge_links(facets: Facets, ids: list[str]) -> None:
    """Pledges, each with the link to its own page."""
    for pledge_id, name in pledge_names(facets, ids[:LINKS_SHOWN]):
        linked(name, "pledges.py", _("Open"), {"pledge": pledge_id})
    if len(ids) > LINKS_SHOWN:
        said_of = _("Showing {count} of {total}; the Pledges page lists all.")
        st.caption(said_of.format(count=number(LINKS_SHOWN), total=number(len(ids))))


def linked(sentence: str, page: str, link_name: str, more: dict[str, str]) -> None:
    """A sentence of any length with a link after it; the link keeps the selection and adds to it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(escape_markdown(sentence), width="content")
        st.page_link(page, label=link_name, icon=":material/arrow_forward:", query_params={**filter_bar.link(), **more})


def page_file(page: str) -> str:
    """The script of a page of the menu, by the name it has in links."""
    return {"data": "data_quality.py"}.get(page, f"{page}.py")


def findings(found: list[LinkedFinding]) -> None:
    """Findings as sentences, each with the link to what shows it."""
    for finding in found:
        linked(finding.sentence, page_file(finding.page), _("See"), finding.link)


def facts(rows: pd.DataFrame) -> None:
    """A short table of two or three columns of text, as text: nothing in it is read as Markdown."""
    st.table(rows.map(lambda cell: escape_markdown(str(cell))), hide_index=True, hide_header=True, border="horizontal")


def text_table(rows: pd.DataFrame, headings: dict[str, str]) -> None:
    """A table whose cells hold sentences: every word is seen, none is read as Markdown."""
    if _nothing_in(rows):
        return
    shown = rows[list(headings)].rename(columns=headings)
    st.table(shown.map(lambda cell: escape_markdown(str(cell))), hide_index=True, border="horizontal")
