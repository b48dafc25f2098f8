"""What exactly was pledged?"""

import streamlit as st

from analytics.exhibits.pledges import tables as pledges
from analytics.words import _
from pages.shell import blocks, cache, details, filter_bar, pack_downloads

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
named = filter_bar.named("pledge")
if named:
    details.pledge(cache.facets(), named)
if not blocks.say_if_empty(filtered):
    st.header(_("Choose a row to open the pledge"), anchor=False)
    details.pledge_table(cache.cached(pledges.pledge_rows, chosen), filtered)
    pack_downloads.workbook(filtered)
