"""Which two versions of the data to compare, and what the comparison found."""

import pandas as pd
import streamlit as st

from analytics.dataset import DatasetError
from analytics.dataset.versions import Version, served_version
from analytics.exhibits.changes import figures as exhibits
from analytics.exports.tables import csv_bytes
from analytics.measures.changes import Changes
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number
from pages.shell import blocks, cache, downloads, filter_bar, page_frame
from pages.shell.markup import escape_markdown


def chosen_pair(filtered: FilteredData) -> exhibits.Pair | None:
    """The earlier and the later version, or a sentence that says why there are none.

    The other version is the zip that the reader brings, or else one of those kept with the data. Of two,
    that with the older data is the earlier one; data of the same day are earlier than those served.
    """
    if not filtered.chosen.is_everything():
        st.caption(_("Versions are compared whole: the filters change nothing on this page."))
    kept = cache.earlier_versions()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = filter_bar.choice("version", _("Compare with"), kept) if kept else ""
        brought = st.file_uploader(
            _("Compare with a zip of your own, saved from the Data page on another day"),
            type="zip",
            key="version_zip",
            help=_("It is checked as any data, shown to nobody else and kept nowhere."),
        )
    try:
        if brought is not None:
            other = cache.brought_version(brought.getvalue(), brought.name)
        elif name:
            other = cache.earlier_version(name)
        else:
            st.info(
                _(
                    "There is no earlier release of these data yet, so there is nothing to compare by itself. Bring a"
                    " zip that was saved from the Data page on another day, or name an earlier folder or zip in the"
                    " setting COALITION_EARLIER."
                )
            )
            return None
    except DatasetError as error:
        st.error(_("This version can’t be compared. These problems must be solved first."))
        page_frame.problem_list(error.problems)
        return None
    return _in_order(other, served_version(filtered.dataset))


def _in_order(other: Version, served: Version) -> exhibits.Pair:
    return (served, other) if other.as_of > served.as_of else (other, served)


def numbers(found: Changes, pair: exhibits.Pair) -> None:
    """The counts, how they add up, and what could not be compared."""
    shown = exhibits.counts(found)
    grid = st.grid(len(shown), min_column_width=120, gap="small")
    for title, count, meaning in shown:
        with grid.cell():
            st.metric(title, number(count), help=meaning)
    st.caption(escape_markdown(exhibits.sums(found)))
    if pair[0].version == pair[1].version:
        st.info(_("The two versions are the same, file by file."))
    for note in exhibits.column_notes(found):
        st.warning(escape_markdown(note))


def lists(filtered: FilteredData, found: Changes, pair: exhibits.Pair) -> None:
    """The pledges that changed and every edit, each with its download; nothing where nothing changed."""
    changed, edits = exhibits.changed_table(filtered, found), exhibits.edit_table(found)
    if len(changed):
        st.header(_("Pledges that are not as they were"), anchor=False)
        blocks.table(changed, exhibits.changed_headings())
        words = ngettext("Download {count} pledge as CSV", "Download {count} pledges as CSV", len(changed))
        _download(changed, words, "changed-pledges", filtered, pair)
    if len(edits):
        st.header(_("Field by field"), anchor=False)
        blocks.table(edits, exhibits.edit_headings())
        words = ngettext("Download {count} edit as CSV", "Download {count} edits as CSV", len(edits))
        _download(edits, words, "edits", filtered, pair)
    st.caption(
        _(
            "Every figure of a version can be shown again: unpack its zip and start the dashboard with the setting"
            " COALITION_DATA naming that folder. The footer then shows the same version."
        )
    )


def _download(rows: pd.DataFrame, words: str, name: str, filtered: FilteredData, pair: exhibits.Pair) -> None:
    head = [exhibits.pair_line(pair), *blocks.table_notes(filtered, "")]
    downloads.button(
        words.format(count=number(len(rows))),
        f"{name}_{pair[0].version}_{pair[1].version}.csv",
        lambda: csv_bytes(rows, head),
        key=f"csv_{name}",
    )
