"""What exactly was pledged?"""

import streamlit as st

from analytics.exhibits import pledges
from analytics.words import _
from pages.shell import details, filter_bar, packing, parts, sources

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
named = filter_bar.named("pledge")
if named:
    details.pledge(sources.facets(), named)
if not parts.say_if_empty(narrowed):
    st.header(_("Choose a row to open the pledge"), anchor=False)
    details.pledge_table(sources.made(pledges.pledge_rows, chosen), narrowed)
    packing.workbook(narrowed)
