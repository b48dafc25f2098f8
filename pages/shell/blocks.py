"""Pieces that pages are made of: a figure with its words and downloads, notes, empty states."""

from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.charts.description import WORLD_WINDOW, Figure, Map, Matrix
from analytics.exhibits.about import about_selection
from analytics.exhibits.claims import none_words
from analytics.exhibits.exhibit import Exhibit, source_line
from analytics.exhibits.gaps import wording
from analytics.exhibits.places import beside_world
from analytics.exhibits.pledges.tables import count_words, pledge_names
from analytics.exhibits.profiles.subjects import KEYS, links_in
from analytics.exhibits.table import Table, TitledTable
from analytics.exports.images import browser_path
from analytics.exports.tables import csv_bytes
from analytics.facets import Facets
from analytics.file_names import file_stem as file_stem  # pages take it from here
from analytics.measures.gaps import Comparison
from analytics.renderers.page import PageFigure, page_config
from analytics.rows import each_row
from analytics.selection import FilteredData, filter_name, left_without, sentence
from analytics.words import _, ngettext, number, pgettext
from pages.shell import cache, deck, downloads, filter_bar, offered, printout, url_state
from pages.shell.markup import escape_markdown

OnSelect = Callable[[], None] | Literal["ignore"]
"""What happens when a reader chooses something in a figure."""

ROWS_SHOWN = 250
"""Rows of a table sent to a browser; a download has all."""

ROWS_AT_ONCE = 15
"""Rows of a table that are seen without scrolling in it, if there are no more."""

LINE, LINE_HEIGHT, WRAPPED_HEIGHT = 43, 22, 560
"""Of a table with long texts: characters in a line that a phone shows whole, pixels from line to line (Streamlit wraps
in rows of three lines or more), pixels of the whole table if it is long."""

LINKS_SHOWN, MOST_REGIONS = 30, 8

MOST_ON_A_PHONE, MOST_ON_A_TABLET = 20, 90
"""Characters across the cells of a matrix that can be read on such a screen."""

TITLE_WIDTH = 340
"""Pixels of a title that is a link, so that what is said of it can be seen beside it."""


def figure(
    exhibit: Exhibit,
    filtered: FilteredData,
    picks: str = "",
    among: Container[str] = (),
    full_width: bool = False,
    at_least: int = 0,
) -> None:
    """A figure in its block: words, table and downloads under it; with the `full_width` of a page a map is higher.

    It is `at_least` so many pixels high.

    A click on a place of a map opens its profile. One on a cell puts its code into the link under the parameter
    `picks`, if given and `among` what can be chosen.
    """
    printout.add(exhibit)
    name = file_stem(exhibit.name, filtered)
    key = f"figure_{exhibit.name}"
    pick: OnSelect = partial(filter_bar.pick, key, picks, among) if picks else "ignore"
    if isinstance(exhibit.figure, Map):
        pick = partial(filter_bar.open_profile, key)
    (title, scope, source), inside = _words(exhibit, filtered), _words_inside(exhibit, filtered)
    with st.container(gap="xsmall"):
        if not any(inside):
            st.header(escape_markdown(title), anchor=False)
            if scope:
                st.caption(escape_markdown(scope))
        drawn = cache.cached_figure(exhibit, full_width, at_least, inside, url_state.is_large())
        wide = _width(exhibit.figure)
        is_world = isinstance(exhibit.figure, Map) and exhibit.figure.window == WORLD_WINDOW
        # A box with such a key scrolls sideways on a narrow screen (`page.css`); from the button in it by keyboard too.
        with st.container(key=f"{wide}_{exhibit.name}", gap="xsmall") if wide else nullcontext():
            if is_world:
                # As high as the figure, and lower where the screen is narrow (`page.css`).
                with st.container(key=f"world_{exhibit.name}", height=drawn.height(), border=False):
                    chart(drawn, exhibit.alt_text, key, name, pick, height="stretch")
            else:
                chart(drawn, exhibit.alt_text, key, name, pick)
            if wide:
                deck.add_button(exhibit)
        if not any(inside):
            st.caption(escape_markdown(source))
    if not wide:
        deck.add_button(exhibit)
    words = st.expander(_("In words, table and downloads"), on_change="rerun", key=f"words_{exhibit.name}")
    if words.open or offered.current() is not None:
        with words:
            st.markdown(escape_markdown(exhibit.alt_text))
            st.caption(escape_markdown(f"{exhibit.how_to_read} {exhibit.on_page}".strip()))
            table(exhibit.table, exhibit.headings, is_linked=False)
            downloads.offer(exhibit, filtered, name, url_state.address())


def _words(exhibit: Exhibit, filtered: FilteredData) -> tuple[str, str, str]:
    """Title, scope and source of a figure; the page says above what is selected."""
    scope = exhibit.scope.replace(f"{sentence(filtered)}.", "").strip()
    return exhibit.finding, scope, exhibit.source_under_figure()


def _words_inside(exhibit: Exhibit, filtered: FilteredData) -> tuple[str, str, str]:
    """The words where they are part of the figure: the camera, where there is one, saves nothing else."""
    return _words(exhibit, filtered) if browser_path() is None else ("", "", "")


def _width(figure: Figure) -> str:
    """What a box is called that is wider than a phone, or than a tablet, if a figure needs one."""
    characters = figure.characters() if isinstance(figure, Matrix) else 0
    return "wider" if characters > MOST_ON_A_TABLET else "wide" if characters > MOST_ON_A_PHONE else ""


def region_links(exhibit: Exhibit) -> None:
    """Links that make the page about one region of a figure, for readers who do not click on figures.

    Of many regions the filter alone has the names: links would push the figure down.
    """
    if len(exhibit.table) > MOST_REGIONS:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Show only:"), width="content")
        for row in each_row(exhibit.table):
            params = {**url_state.link_here(), "region": row.place}
            filter_bar.link_to(url_state.FIRST, escape_markdown(row.label), params)


def side_by_side(left: Exhibit, right: Exhibit, filtered: FilteredData) -> None:
    """Two figures, of one height if they can be, beside each other; under each other where the screen is narrow."""
    both, large = (left, right), url_state.is_large()
    heights = [cache.cached_figure(each, False, 0, _words_inside(each, filtered), large).height() for each in both]
    # The higher one is drawn already.
    at_least = [max(heights) if height < max(heights) else 0 for height in heights]
    in_rows([partial(figure, each, filtered, at_least=least) for each, least in zip(both, at_least, strict=True)])


def in_rows(parts: Sequence[Callable[[], None]], of: int = 2) -> None:
    """Draws parts in rows `of` so many; under each other where the screen is narrow."""
    for start in range(0, len(parts), of):
        for column, draw in zip(st.columns(of), parts[start : start + of], strict=False):
            with column:
                draw()


def chart(
    figure: PageFigure,
    description: str,
    key: str,
    name: str,
    on_select: OnSelect = "ignore",
    height: Literal["content", "stretch"] = "content",
) -> None:
    """A figure with the sentence that is its alternative text; `name` is that of the file a camera saves.

    Its `height` is its own, or that of the box it stands in.
    """
    st.plotly_chart(
        figure,
        theme=None,
        height=height,
        key=key,
        # Images are made on the server, or by the reader's browser where the server has none.
        config=page_config(name, filter_bar.image_format(), camera=browser_path() is None),
        alt=description,
        on_select=on_select,
        selection_mode="points",
    )


def table(
    rows: pd.DataFrame,
    headings: dict[str, str],
    picks: str = "",
    is_linked: bool = True,
    of: int = 0,
    **columns: ColumnConfig,
) -> None:
    """A table as it is, its columns named for a reader; the first rows only where there are very many.

    `of` is how many there are, where `rows` are the first of them.

    One of few rows shows them all, and texts too long for a phone are wrapped. Names of places, themes and objectives
    are links to their profiles, which open beside the table; not in one that is read in place of a figure, because a
    reader who hears it would hear addresses.
    Choosing a row puts its code, in the column `<picks>_id`, into the link under the parameter `picks`, if
    given. `columns` say more of a column than its heading does.
    """
    if _nothing_in(rows):
        return
    first = rows.head(ROWS_SHOWN)
    if is_linked:
        printout.add_table(first, headings)
    # What is missing stays empty, and is never the word "None".
    first = first.astype({name: "str" for name in first if first[name].dtype == object})
    choosing: dict[str, Any] = {}
    if picks:
        key, codes = f"{picks}_table", tuple(first.pop(f"{picks}_id"))
        pick = partial(filter_bar.pick_row, key, picks, codes)
        choosing = {"key": key, "on_select": pick, "selection_mode": "single-row"}
    named = first[[name for name in (*headings, *KEYS) if name in first]]
    linked = links_in(cache.filtered(url_state.selection()), named) if is_linked else {}
    if picks:
        linked.pop("title", None)
    # A link stands on one line, however long: it makes no row higher.
    longest = {name: _longest(first[name]) for name in headings if name not in linked}
    lines = _lines([*longest.values()])
    selected = url_state.link()
    for name, targets in linked.items():
        opens = _("Opens in a new tab")
        width = TITLE_WIDTH if name == "title" else None
        columns[name] = st.column_config.LinkColumn(headings[name], display_text="#(.*)", help=opens, width=width)
        cells = zip(first[name], targets, strict=True)
        first[name] = [None if pd.isna(text) else _address(target, text, selected) for text, target in cells]
    st.dataframe(
        first,
        column_order=list(headings),
        column_config={name: _column(first[name], headings[name], longest[name], lines) for name in longest} | columns,
        hide_index=True,
        height="content" if len(rows) <= ROWS_AT_ONCE else WRAPPED_HEIGHT if lines > 1 else "auto",
        row_height=LINE_HEIGHT * lines if lines > 1 else None,
        placeholder="–",
        **choosing,
    )
    if max(of, len(rows)) > ROWS_SHOWN:
        printout.caption(count_words(ROWS_SHOWN, max(of, len(rows))))


def _address(target: dict[str, str], text: str, selected: Mapping[str, str | list[str]]) -> str:
    """A link from any page to a profile or pledge; what stands behind # is what a table shows of it."""
    page = "pledges" if "pledge" in target else "profile"
    params = {**selected, **target} if page == "pledges" else url_state.link_to_profile(target, selected)
    # The table decodes what it shows.
    return f"{page}?{urlencode(params, doseq=True)}#{' '.join(text.replace('%', '%25').split())}"


def profile_link(name: str, subject: dict[str, str]) -> None:
    """A link to a profile, or to the list of them if `subject` is empty."""
    filter_bar.link_to("profile", escape_markdown(name), url_state.link_to_profile(subject))


def _nothing_in(rows: pd.DataFrame) -> bool:
    if rows.empty:
        printout.caption(_("Nothing to list here for this selection."))
    return bool(rows.empty)


def _lines(longest: list[int]) -> int:
    """How many lines each row has: one where no text has more than two, else three, or four for the first column.

    `longest` are the characters of the longest text of each column.
    """
    if max(longest, default=0) <= 2 * LINE:
        return 1
    return 4 if longest[0] > 3 * LINE else 3


def _longest(cells: pd.Series) -> int:
    """Characters of the longest text in a column that is no link."""
    is_text = cells.dtype.kind == "O" and cells.name != "source_url"
    return max((len(text) for text in cells.tolist() if isinstance(text, str)), default=0) if is_text else 0


def _column(cells: pd.Series, title: str, longest: int, lines: int) -> ColumnConfig | str:
    if longest > LINE:
        return st.column_config.TextColumn(title, width=max(200, 7 * (longest // lines + 4)))
    if cells.name == "source_url":
        return st.column_config.LinkColumn(title, display_text=pgettext("a link to a page", "Open"))
    if cells.dtype.kind in "iuf" and "year" not in str(cells.name) and (cells >= 1_000).any():
        return st.column_config.NumberColumn(title, format="localized")
    return title


def csv_table(listed: Table | TitledTable, name: str, filtered: FilteredData, *about: str, source: str = "") -> None:
    """A table on the page and, whole, as CSV, with `about` and the `source`, if it is not that of pledges, at its head.

    `filtered` is what the rows depend on: everything, where no filter changes them.
    """
    table(listed.rows, listed.headings)
    words = ngettext("Download {count} row as CSV", "Download {count} rows as CSV", len(listed.rows))
    head = [*filter(None, about), *table_notes(filtered, source or source_line(filtered))]
    csv_button(words, listed.rows, file_stem(name, filtered), head)


def csv_button(
    words: str, rows: pd.DataFrame, stem: str, head: list[str], export: Callable[[], pd.DataFrame] | None = None
) -> None:
    """A button that saves rows as CSV, `head` above them, or what `export` makes of them; `words` has {count}.

    Of no rows there is a file for programs, which count on it, and no button.
    """

    def content() -> bytes:
        return csv_bytes(export() if export else rows, head)

    if rows.empty:
        offered.register(f"{stem}.csv", content)
    else:
        downloads.button(words.format(count=number(len(rows))), f"{stem}.csv", content, key=f"csv_{stem}")


def table_notes(filtered: FilteredData, source: str) -> list[str]:
    """Selection, data version, source, licence and link back of an exported table."""
    return about_selection(filtered, source, url_state.address())


def show_if_empty(filtered: FilteredData) -> bool:
    """Say that nothing was found, or which filters left nothing, and offer to remove one or all; true if so."""
    if filtered.count():
        return False
    nothing = _("{none}: {sentence}.") if filtered.allows_gaps() else _("{none}: {sentence}. Remove a filter:")
    printout.info(nothing.format(none=none_words(filtered), sentence=sentence(filtered)))
    with st.container(horizontal=True):
        for field, count in left_without(filtered.facets, filtered.selection):
            removed = ngettext("Remove “{filter}”: {count} pledge", "Remove “{filter}”: {count} pledges", count)
            st.button(
                escape_markdown(removed.format(filter=filter_name(field), count=number(count))),
                on_click=filter_bar.set_param,
                args=(field,),
                key=f"remove_{field}",
            )
        st.button(_("Clear all filters"), on_click=filter_bar.clear, type="primary", key="clear_empty")
    return True


def place_beside_world(filtered: FilteredData, comparison: Comparison) -> None:
    """Where one place is left, or no pledge in any: its need and members, and who has pledged near it."""
    printout.caption(beside_world.members_words(filtered))
    figure(cache.cached(beside_world.beside_world, filtered, comparison), filtered)
    members = cache.cached(beside_world.members_table, filtered, comparison)
    if filtered.selection.is_limited_to_places() and len(members.rows) > 1:
        printout.heading(_("Countries and areas, by people per million inhabitants"))
        # The whole name is as wide as a phone, and its numbers, at the right, would be out of sight.
        short, whole = wording.strip_kinds()[comparison.need.kind], members.headings["people"]
        table(*members, people=st.column_config.NumberColumn(short, help=whole, format="localized"))
    near = cache.cached(beside_world.near_table, filtered)
    if filtered.count() == 0 and filtered.selection.is_limited_to_places() and len(near.rows):
        printout.heading(_("Who has pledged in the same region"))
        table(*near)


def pledge_links(facets: Facets, ids: list[str]) -> None:
    """Pledges, each with the link to its own page."""
    for pledge_id, name in pledge_names(facets, ids[:LINKS_SHOWN]):
        printout.add(name)
        linked(name, "pledges", pgettext("a link to a page", "Open"), {"pledge": pledge_id})
    if len(ids) > LINKS_SHOWN:
        shown = _("Showing {count} of {total}; “All pledges” lists every one.")
        st.caption(shown.format(count=number(LINKS_SHOWN), total=number(len(ids))))


def linked(sentence: str, page: str, link_name: str, more: dict[str, str]) -> None:
    """A sentence of any length with a link after it; the link keeps the selection and adds to it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(escape_markdown(sentence), width="content")
        filter_bar.link_to(page, link_name, {**url_state.link(), **more}, icon=":material/arrow_forward:")


def facts(rows: pd.DataFrame) -> None:
    """A short table of two or three columns of text, as text: nothing in it is read as Markdown."""
    printout.add_table(rows, dict.fromkeys(rows, ""))
    st.table(rows.map(lambda cell: escape_markdown(str(cell))), hide_index=True, hide_header=True, border="horizontal")


def text_table(rows: pd.DataFrame, headings: dict[str, str]) -> None:
    """A table whose cells hold sentences: every word is seen, none is read as Markdown."""
    if not _nothing_in(rows):
        printout.add_table(rows, headings)
        texts = rows[list(headings)].rename(columns=headings).map(lambda cell: escape_markdown(str(cell)))
        # In a box with such a key the cells of a row stand under each other on a phone (`page.css`).
        with st.container(key=f"sentences_{'_'.join(headings)}"):
            st.table(texts, hide_index=True, border="horizontal")
