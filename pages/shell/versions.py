"""Which two versions of the data to compare, and what the comparison found."""

import pandas as pd
import streamlit as st

from analytics.dataset import DatasetError
from analytics.dataset.versions import Version, served_version
from analytics.exhibits import changes as exhibits
from analytics.exports.tables import csv_bytes
from analytics.measures.changes import Changes
from analytics.selection import Narrowed
from analytics.words import _, ngettext, number
from pages.shell import downloads, filter_bar, parts, sources, standing
from pages.shell.markup import said


def chosen_pair(narrowed: Narrowed) -> exhibits.Pair | None:
    """The earlier and the later version, or a sentence that says why there are none.

    The other version is the zip that the reader brings, or else one of those kept with the data. Of two,
    that with the older data is the earlier one; data of the same day are earlier than those served.
    """
    if not narrowed.chosen.is_everything():
        st.caption(_("Versions are compared whole: the filters change nothing on this page."))
    kept = sources.earlier_versions()
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
            other = sources.brought_version(brought.getvalue(), brought.name)
        elif name:
            other = sources.earlier_version(name)
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
        standing.problem_list(error.problems)
        return None
    return _in_order(other, served_version(narrowed.dataset))


def _in_order(other: Version, served: Version) -> exhibits.Pair:
    return (served, other) if other.as_of > served.as_of else (other, served)


def numbers(found: Changes, pair: exhibits.Pair) -> None:
    """The counts, how they add up, and what could not be compared."""
    shown = exhibits.counts(found)
    grid = st.grid(len(shown), min_column_width=120, gap="small")
    for title, count, meaning in shown:
        with grid.cell():
            st.metric(title, number(count), help=meaning)
    st.caption(said(exhibits.sums(found)))
    if pair[0].version == pair[1].version:
        st.info(_("The two versions are the same, file by file."))
    for note in exhibits.column_notes(found):
        st.warning(said(note))


def lists(narrowed: Narrowed, found: Changes, pair: exhibits.Pair) -> None:
    """The pledges that changed and every edit, each with its download; nothing where nothing changed."""
    changed, edits = exhibits.changed_table(narrowed, found), exhibits.edit_table(found)
    if len(changed):
        st.header(_("Pledges that are not as they were"), anchor=False)
        parts.table(changed, exhibits.changed_headings())
        words = ngettext("Download {count} pledge as CSV", "Download {count} pledges as CSV", len(changed))
        _download(changed, words, "changed-pledges", narrowed, pair)
    if len(edits):
        st.header(_("Field by field"), anchor=False)
        parts.table(edits, exhibits.edit_headings())
        words = ngettext("Download {count} edit as CSV", "Download {count} edits as CSV", len(edits))
        _download(edits, words, "edits", narrowed, pair)
    st.caption(
        _(
            "Every figure of a version can be shown again: unpack its zip and start the dashboard with the setting"
            " COALITION_DATA naming that folder. The footer then shows the same version."
        )
    )


def _download(rows: pd.DataFrame, words: str, name: str, narrowed: Narrowed, pair: exhibits.Pair) -> None:
    head = [exhibits.pair_line(pair), *parts.table_notes(narrowed, "")]
    downloads.button(
        words.format(count=number(len(rows))),
        f"{name}_{pair[0].version}_{pair[1].version}.csv",
        lambda: csv_bytes(rows, head),
        key=f"csv_{name}",
    )
