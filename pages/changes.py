"""What changed between two versions of the data?"""

import streamlit as st

from analytics.exhibits.changes import figures as exhibits
from analytics.packs.slide import BigNumbers
from analytics.selection import Selection
from analytics.words import _, ngettext, number
from pages.shell import blocks, cache, printout, url_state, versions
from pages.shell.markup import escape_markdown

pair = versions.chosen_pair(cache.filtered(url_state.selection()))
# Whole versions are compared, and files say so too.
filtered = cache.filtered(Selection())
if pair is not None:
    found, flow = cache.cached_for_session(exhibits.compared, filtered, pair)
    counts = exhibits.counts(found)
    printout.add(BigNumbers(tuple((number(count), title, "") for title, count, _meaning in counts)))
    grid = st.grid(len(counts), min_column_width=120, gap="small")
    for title, count, meaning in counts:
        with grid.cell():
            st.metric(title, number(count), help=meaning)
    printout.caption(exhibits.sums(found))
    if pair[0].version == pair[1].version:
        st.info(_("The two versions are the same, file by file."))
    for note in exhibits.column_notes(found):
        st.warning(escape_markdown(note))
    blocks.figure(flow, filtered)
    changed, edits = exhibits.changed_table(filtered, found), exhibits.edit_table(found)
    stem = f"{pair[0].version}_{pair[1].version}"
    head = [exhibits.pair_line(pair), *blocks.table_notes(filtered, "")]
    if len(changed.rows):
        printout.heading(_("Pledges that changed"))
        blocks.table(*changed)
        words = ngettext("Download {count} pledge as CSV", "Download {count} pledges as CSV", len(changed.rows))
        blocks.csv_button(words, changed.rows, f"changed-pledges_{stem}", head)
    if len(edits.rows):
        printout.heading(_("Field by field"))
        # Both versions of a field stand beside each other.
        before, after = (st.column_config.TextColumn(edits.headings[name], width=265) for name in ("before", "after"))
        blocks.table(*edits, before=before, after=after)
        words = ngettext("Download {count} edit as CSV", "Download {count} edits as CSV", len(edits.rows))
        blocks.csv_button(words, edits.rows, f"edits_{stem}", head)
    st.caption(
        _(
            "Every figure of a version can be shown again: start the dashboard with the setting COALITION_DATA naming"
            " its zip. The footer then shows the same version."
        )
    )
