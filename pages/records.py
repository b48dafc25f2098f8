"""What do the records state, and which edit would help most?"""

import streamlit as st

from analytics.exhibits import published, records
from analytics.words import _
from pages.shell import filter_bar, parts, sources
from pages.shell.markup import said

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
if not parts.say_if_empty(narrowed):
    left, right = st.columns(2)
    with left:
        parts.figure(sources.made(records.item_bars, chosen), narrowed)
    with right:
        parts.figure(sources.made(records.region_bars, chosen), narrowed)
    st.header(_("Record by record"), anchor=False)
    st.caption(said(sources.made(records.matrix_words, chosen)))
    headings = sources.made(records.matrix_headings, chosen)
    parts.listing(sources.made(records.matrix_table, chosen), headings, "records", narrowed)
    with st.expander(_("The criterion behind each item")):
        parts.text_table(sources.made(records.criteria_table, chosen), records.criteria_headings())
    st.header(_("Results as stated"), anchor=False)
    st.caption(said(sources.made(published.results_words, chosen)))
    parts.listing(sources.made(published.results_table, chosen), published.results_headings(), "results", narrowed)
st.header(_("What was published, and what these data hold"), anchor=False)
parts.figure(sources.made(published.published_bars, chosen), narrowed)
st.subheader(_("Published of pledges, with unit and population"), anchor=False)
parts.table(sources.made(published.published_table, chosen), published.published_headings())
