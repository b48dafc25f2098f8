"""What do the records state, and which edit would help most?"""

import streamlit as st

from analytics.exhibits.published import figures as published
from analytics.exhibits.records import figures as records
from analytics.words import _
from pages.shell import blocks, cache, filter_bar
from pages.shell.markup import escape_markdown

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
if not blocks.say_if_empty(filtered):
    left, right = st.columns(2)
    with left:
        blocks.figure(cache.cached(records.item_bars, chosen), filtered)
    with right:
        blocks.figure(cache.cached(records.region_bars, chosen), filtered)
    st.header(_("Record by record"), anchor=False)
    st.caption(escape_markdown(cache.cached(records.matrix_words, chosen)))
    headings = cache.cached(records.matrix_headings, chosen)
    blocks.listing(cache.cached(records.matrix_table, chosen), headings, "records", filtered)
    with st.expander(_("The criterion behind each item")):
        blocks.text_table(cache.cached(records.criteria_table, chosen), records.criteria_headings())
    st.header(_("Results as stated"), anchor=False)
    st.caption(escape_markdown(cache.cached(published.results_words, chosen)))
    blocks.listing(cache.cached(published.results_table, chosen), published.results_headings(), "results", filtered)
st.header(_("What was published, and what these data hold"), anchor=False)
blocks.figure(cache.cached(published.published_bars, chosen), filtered)
st.subheader(_("Published of pledges, with unit and population"), anchor=False)
blocks.table(cache.cached(published.published_table, chosen), published.published_headings())
