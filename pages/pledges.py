"""What exactly was pledged?"""

from functools import partial

import streamlit as st

from analytics.exhibits.pledges import tables as pledges
from analytics.words import _, ngettext, number
from pages.shell import blocks, cache, details, pack_downloads, url_state

filtered = cache.filtered(url_state.selection())
named = url_state.value_of("pledge")
is_open = bool(named) and details.pledge(filtered, named)
if not is_open:
    is_empty = blocks.show_if_empty(filtered)
    rows, headings = cache.cached(pledges.pledge_rows, filtered, blocks.ROWS_SHOWN), pledges.headings()
    if not is_empty:
        st.header(_("Choose a row to open the pledge"), anchor=False)
        year = st.column_config.NumberColumn(headings["year_announced"], format="%d")
        blocks.table(rows, headings, picks="pledge", of=filtered.count(), year_announced=year)
    words = ngettext("Download {count} pledge as CSV", "Download {count} pledges as CSV", filtered.count())
    words = words.format(count=number(filtered.count()))
    head = blocks.table_notes(filtered, pledges.export_source(filtered))
    export = partial(pledges.pledge_export, filtered)
    blocks.csv_button(words, rows, blocks.file_stem("pledges", filtered), head, export)
    if not is_empty:
        pack_downloads.workbook(filtered)
