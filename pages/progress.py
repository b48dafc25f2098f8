"""How many pledges have been reported on, and whom to ask?"""

import streamlit as st

from analytics.exhibits.progress import dates as as_of
from analytics.exhibits.progress import figures as progress
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, follow_up
from pages.shell.markup import escape_markdown

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
is_empty = blocks.say_if_empty(filtered)
days = cache.cached(as_of.days, chosen, filter_bar.named("as_of")[:20])
with st.container(horizontal=True, vertical_alignment="bottom"):
    day = filter_bar.choice("as_of", _("As known on"), days.options, refused=days.refused)
    facet = filter_bar.choice("by", _("Split by"), progress.facets())
nothing = "" if is_empty else cache.cached(as_of.nothing_known, chosen, day)
if nothing:
    st.info(escape_markdown(nothing))
elif not is_empty:
    st.caption(escape_markdown(cache.cached(as_of.limits, chosen, day)))
    left, right = st.columns(2)
    with left:
        blocks.figure(cache.cached(progress.progress_bars, chosen, facet, day), filtered)
    with right:
        blocks.figure(cache.cached(progress.freshness_bars, chosen, facet, day), filtered)
    st.header(_("Whom to ask"), anchor=False)
    follow_up.follow_up_list(filtered, day)
    st.header(_("In UNHCR’s three categories"), anchor=False)
    blocks.text_table(cache.cached(progress.unhcr_table, chosen, day), progress.unhcr_headings())
    st.caption(escape_markdown(cache.cached(progress.unhcr_note, chosen)))
