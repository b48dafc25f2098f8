"""What do I take to the forum?"""

import streamlit as st

from analytics.words import _
from pages.shell import cache, deck, pack_downloads, url_state
from pages.shell.markup import escape_markdown

filtered = cache.filtered(url_state.selection())
slides = [deck.slide_today(item) for item in deck.slides_in_link()]
st.header(_("A pack for a forum"), anchor=False)
template = pack_downloads.forum_pack(filtered, slides)
st.header(escape_markdown(pack_downloads.deck_heading(slides)), anchor=False)
if slides:
    pack_downloads.deck_files(slides, template)
    pack_downloads.deck_list(slides)
else:
    st.info(
        _(
            "Choose “Add to deck” under any figure to put it here. The link keeps the deck: whoever opens it has the"
            " same slides."
        )
    )
