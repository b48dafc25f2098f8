"""What do I take to the forum?"""

import streamlit as st

from analytics.words import _
from pages.shell import deck, deck_list, filter_bar, packing, sources
from pages.shell.markup import said

narrowed = sources.narrowed(filter_bar.selection())
slides = deck.made(deck.items())
for_forum, own = st.container(), st.container()
template = packing.template()
with for_forum:
    st.header(_("A pack for a forum"), anchor=False)
    packing.forum_pack(narrowed, slides, template)
with own:
    st.header(said(packing.deck_heading(slides)), anchor=False)
    if slides:
        packing.deck_files(slides, template)
        deck_list.draw(slides)
    else:
        st.info(_("“Add to deck” under any figure puts it here. The link keeps it: who opens the link has the deck."))
