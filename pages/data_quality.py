"""How far can the numbers be trusted?"""

import streamlit as st

from analytics.exhibits.claims import claims_table
from analytics.exhibits.data_quality import figures as quality
from analytics.exhibits.definitions import definitions
from analytics.words import _
from pages.shell import blocks, cache, details, filter_bar

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
details.package_download(filtered)
st.header(_("Published figures and ours"), anchor=False)
blocks.text_table(cache.cached(quality.published_comparison, chosen), quality.published_headings())
left, right = st.columns(2)
with left:
    blocks.figure(cache.cached(quality.completeness_bars, chosen), filtered)
with right:
    blocks.figure(cache.cached(quality.documentation_bars, chosen), filtered)
left, right = st.columns(2)
with left:
    st.header(_("How sure the pledges are"), anchor=False)
    blocks.table(cache.cached(quality.certainty_table, chosen), quality.certainty_headings())
with right:
    st.header(_("Where tags come from"), anchor=False)
    blocks.table(cache.cached(quality.basis_table, chosen), quality.basis_headings())
st.header(_("What is in doubt"), anchor=False)
blocks.text_table(cache.cached(quality.doubt_table, chosen), quality.doubt_headings())
details.problem_download(cache.cached(quality.problem_table, chosen), filtered)
st.header(_("Sources"), anchor=False)
blocks.table(cache.cached(quality.source_table, chosen), quality.source_headings())
st.header(_("Definitions and method"), anchor=False)
blocks.facts(definitions())
conditions = st.expander(_("What a headline may say, and when"), on_change="rerun", key="conditions")
if conditions.open:
    with conditions:
        blocks.facts(claims_table())
