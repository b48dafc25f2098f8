"""How far can the numbers be trusted?"""

import streamlit as st

from analytics.exhibits import quality
from analytics.exhibits.claims import claims_table
from analytics.exhibits.definitions import definitions
from analytics.words import _
from pages.shell import details, filter_bar, parts, sources

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
details.package_download(narrowed)
st.header(_("Published figures and ours"), anchor=False)
parts.text_table(sources.made(quality.published_comparison, chosen), quality.published_headings())
left, right = st.columns(2)
with left:
    parts.figure(sources.made(quality.completeness_bars, chosen), narrowed)
with right:
    parts.figure(sources.made(quality.documentation_bars, chosen), narrowed)
left, right = st.columns(2)
with left:
    st.header(_("How sure the pledges are"), anchor=False)
    parts.table(sources.made(quality.certainty_table, chosen), quality.certainty_headings())
with right:
    st.header(_("Where tags come from"), anchor=False)
    parts.table(sources.made(quality.basis_table, chosen), quality.basis_headings())
st.header(_("What is in doubt"), anchor=False)
parts.text_table(sources.made(quality.doubt_table, chosen), quality.doubt_headings())
details.problem_download(sources.made(quality.problem_table, chosen), narrowed)
st.header(_("Sources"), anchor=False)
parts.table(sources.made(quality.source_table, chosen), quality.source_headings())
st.header(_("Definitions and method"), anchor=False)
parts.facts(definitions())
conditions = st.expander(_("What a headline may say, and when"), on_change="rerun", key="conditions")
if conditions.open:
    with conditions:
        parts.facts(claims_table())
