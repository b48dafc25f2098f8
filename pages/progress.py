"""How many pledges have been reported on, and whom to ask?"""

import streamlit as st

from analytics.exhibits import as_of, progress
from analytics.words import _
from pages.shell import asking, filter_bar, parts, sources
from pages.shell.markup import said

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
is_empty = parts.say_if_empty(narrowed)
days = sources.made(as_of.days, chosen, filter_bar.named("as_of")[:20])
with st.container(horizontal=True, vertical_alignment="bottom"):
    day = filter_bar.choice("as_of", _("As known on"), days.options, refused=days.refused)
    facet = filter_bar.choice("by", _("Split by"), progress.facets())
nothing = "" if is_empty else sources.made(as_of.nothing_known, chosen, day)
if nothing:
    st.info(said(nothing))
elif not is_empty:
    st.caption(said(sources.made(as_of.limits, chosen, day)))
    left, right = st.columns(2)
    with left:
        parts.figure(sources.made(progress.progress_bars, chosen, facet, day), narrowed)
    with right:
        parts.figure(sources.made(progress.freshness_bars, chosen, facet, day), narrowed)
    st.header(_("Whom to ask"), anchor=False)
    asking.chase_list(narrowed, day)
    st.header(_("In UNHCR’s three categories"), anchor=False)
    parts.text_table(sources.made(progress.unhcr_table, chosen, day), progress.unhcr_headings())
    st.caption(said(sources.made(progress.unhcr_note, chosen)))
